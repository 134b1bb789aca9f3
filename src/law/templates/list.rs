//! The templates, one after the other.

use super::{Data, Purpose, Template};
use crate::model::message::{Text, text};

const fn purpose(kind: &'static str, fr: &'static str, en: &'static str) -> Purpose {
    Purpose { name: text(fr, en), kind }
}

const fn data(category: &'static str, label: Text, items: &'static [Text], retention: &'static str) -> Data {
    Data { category, label, items, retention }
}

const IDENTITY: Text = text("Identité et coordonnées", "Identity and contact details");
const NAME: Text = text("nom", "last name");
const FIRST_NAME: Text = text("prénom", "first name");
const ADDRESS: Text = text("adresse postale", "postal address");
const EMAIL: Text = text("adresse électronique", "e-mail address");
const PHONE: Text = text("numéro de téléphone", "telephone number");
const PERSON: &[Text] = &[NAME, FIRST_NAME, ADDRESS, EMAIL, PHONE];
const INVOICES: Data = data(
    "economic",
    text("Factures et règlements", "Invoices and payments"),
    &[
        text("factures", "invoices"),
        text("montants", "amounts"),
        text("moyen et date de paiement", "means and date of payment"),
    ],
    "pieces-comptables",
);
const OBJECTIONS: Data = data(
    "other",
    text("Liste d’opposition", "Suppression list"),
    &[
        text("coordonnée à ne plus utiliser", "contact detail not to be used again"),
        text("date de l’opposition", "date of the objection"),
    ],
    "liste-opposition",
);
const Q_BASIS: Text = text(
    "Sur quelle base légale repose chaque finalité\u{202f}?",
    "On which legal basis does each purpose rest?",
);
const Q_TOOLS: Text =
    text("Quels logiciels et quels sous-traitants\u{202f}?", "Which software and which processors?");
const Q_RECIPIENTS: Text = text("Quels services y accèdent\u{202f}?", "Which departments have access?");
const Q_NOTICE: Text =
    text("Où et quand les personnes sont-elles informées\u{202f}?", "Where and when are people informed?");

/// Every template, in the order in which they are offered.
pub static ALL: &[Template] = &[
    Template {
        id: "customer-file",
        name: text("Gestion des clients", "Customer management"),
        also: "crm fichier clients commercial contacts sales",
        purposes: &[purpose(
            "customer_file",
            "Gérer la relation avec les clients",
            "Manage the relationship with customers",
        )],
        persons: &["customers"],
        data: &[
            data("identity", IDENTITY, PERSON, "client-gestion-relation"),
            data(
                "economic",
                text("Historique des achats", "Purchase history"),
                &[
                    text("produits ou services achetés", "products or services bought"),
                    text("dates", "dates"),
                    text("montants", "amounts"),
                ],
                "client-gestion-relation",
            ),
            INVOICES,
        ],
        questions: &[
            Q_BASIS,
            text(
                "Les données servent-elles aussi à prospecter\u{202f}? Si oui, une fiche distincte le décrit.",
                "Is the data also used for marketing? If so, another sheet describes it.",
            ),
            Q_TOOLS,
            Q_RECIPIENTS,
            Q_NOTICE,
        ],
    },
    Template {
        id: "email-prospecting",
        name: text("Prospection par courriel", "E-mail marketing"),
        also: "newsletter lettre d’information infolettre emailing mailing publipostage campagne campaign",
        purposes: &[purpose(
            "prospecting",
            "Envoyer par courriel des offres et des nouvelles",
            "Send offers and news by e-mail",
        )],
        persons: &["prospects", "customers"],
        data: &[
            data("identity", IDENTITY, &[NAME, FIRST_NAME, EMAIL], "prospect-non-client"),
            data(
                "other",
                text("Preuve du consentement", "Evidence of consent"),
                &[
                    text("date et lieu du recueil", "date and place of collection"),
                    text("texte présenté", "text shown"),
                ],
                "preuve-consentement",
            ),
            OBJECTIONS,
        ],
        questions: &[
            text(
                "Les destinataires sont-ils des consommateurs ou des professionnels\u{202f}? Les règles diffèrent (CPCE art. L34-5).",
                "Are the recipients consumers or professionals? The rules differ (CPCE Art. L34-5).",
            ),
            text(
                "Les messages contiennent-ils un pixel de suivi\u{202f}?",
                "Do the messages hold a tracking pixel?",
            ),
            text("D’où viennent les adresses\u{202f}?", "Where do the addresses come from?"),
            Q_TOOLS,
            Q_NOTICE,
        ],
    },
    Template {
        id: "telephone-prospecting",
        name: text("Prospection par téléphone", "Telephone marketing"),
        also: "démarchage appel call phone téléprospection",
        purposes: &[purpose(
            "prospecting",
            "Proposer des produits ou des services par téléphone",
            "Offer products or services by telephone",
        )],
        persons: &["prospects", "customers"],
        data: &[
            data("identity", IDENTITY, &[NAME, FIRST_NAME, PHONE], "prospect-non-client"),
            data(
                "other",
                text("Consentement au démarchage", "Consent to calls"),
                &[
                    text("date du consentement", "date of consent"),
                    text("numéro concerné", "number concerned"),
                ],
                "consentement-telephone-validite",
            ),
            data(
                "other",
                text("Preuve du consentement au démarchage", "Evidence of consent to calls"),
                &[
                    text("date et lieu du recueil", "date and place of collection"),
                    text("texte présenté", "text shown"),
                ],
                "consentement-telephone-preuve",
            ),
            OBJECTIONS,
        ],
        questions: &[
            text(
                "Appelle-t-on des consommateurs\u{202f}? Leur consentement préalable est exigé depuis le 11/08/2026 (C. conso. art. L223-1).",
                "Are consumers called? Their prior consent is required since 11/08/2026 (French Consumer Code, Art. L223-1).",
            ),
            text(
                "Quels jours, quelles heures, combien d’appels\u{202f}?",
                "Which days, which hours, how many calls?",
            ),
            text("D’où viennent les numéros\u{202f}?", "Where do the numbers come from?"),
            Q_TOOLS,
            Q_NOTICE,
        ],
    },
    Template {
        id: "loyalty-programme",
        name: text("Programme de fidélité", "Loyalty programme"),
        also: "carte points avantages card rewards",
        purposes: &[purpose(
            "loyalty",
            "Gérer la carte de fidélité et ses avantages",
            "Manage the loyalty card and its benefits",
        )],
        persons: &["loyalty_members"],
        data: &[
            data("identity", IDENTITY, PERSON, "programme-fidelite"),
            data(
                "economic",
                text("Achats et points", "Purchases and points"),
                &[
                    text("achats", "purchases"),
                    text("points et avantages", "points and benefits"),
                    text("date de la dernière utilisation", "date of last use"),
                ],
                "programme-fidelite",
            ),
        ],
        questions: &[
            Q_BASIS,
            text("Les achats servent-ils à un profilage\u{202f}?", "Are purchases used for profiling?"),
            text(
                "Les adhérents reçoivent-ils de la prospection, et par quels canaux\u{202f}?",
                "Do members receive marketing, and through which channels?",
            ),
            Q_TOOLS,
            Q_NOTICE,
        ],
    },
    Template {
        id: "web-shop-orders",
        name: text("Commandes de la boutique en ligne", "Web shop orders"),
        also: "e-commerce achat paiement livraison vente purchase payment delivery",
        purposes: &[
            purpose(
                "orders",
                "Traiter et livrer les commandes passées en ligne",
                "Process and deliver online orders",
            ),
            purpose("accounting", "Facturer et tenir la comptabilité", "Invoice and keep accounts"),
        ],
        persons: &["customers"],
        data: &[
            data("identity", IDENTITY, PERSON, "client-gestion-relation"),
            data(
                "identity",
                text("Compte en ligne", "Online account"),
                &[
                    text("identifiant", "login"),
                    text("empreinte du mot de passe", "password hash"),
                    text("date de dernière connexion", "date of last login"),
                ],
                "compte-client-inactif",
            ),
            data(
                "economic",
                text("Commandes", "Orders"),
                &[
                    text("articles commandés", "items ordered"),
                    text("montants", "amounts"),
                    text("suivi de la livraison", "delivery tracking"),
                ],
                "client-gestion-relation",
            ),
            data(
                "economic",
                text("Contrats de 120 € et plus", "Contracts of €120 and more"),
                &[text("contrat conclu par voie électronique", "contract concluded electronically")],
                "contrat-electronique-120",
            ),
            data(
                "economic",
                text("Carte de paiement", "Payment card"),
                &[text("numéro de carte", "card number"), text("date de validité", "expiry date")],
                "carte-bancaire-transaction",
            ),
            INVOICES,
        ],
        questions: &[
            Q_BASIS,
            text(
                "L’organisme voit-il le numéro de carte, ou seulement le prestataire de paiement\u{202f}?",
                "Does the organisation see the card number, or the payment provider alone?",
            ),
            text("Qui livre les commandes\u{202f}?", "Who delivers the orders?"),
            Q_TOOLS,
            Q_NOTICE,
        ],
    },
    Template {
        id: "recruitment",
        name: text("Recrutement", "Recruitment"),
        also: "candidats candidatures CV embauche hiring applicants",
        purposes: &[purpose(
            "recruitment",
            "Choisir les candidats aux postes à pourvoir",
            "Select candidates for vacant posts",
        )],
        persons: &["candidates"],
        data: &[
            data("identity", IDENTITY, PERSON, "candidatures"),
            data(
                "professional_life",
                text("Candidature", "Application"),
                &[
                    text("CV", "CV"),
                    text("lettre de motivation", "cover letter"),
                    text("diplômes et expérience", "qualifications and experience"),
                    text("comptes rendus d’entretien", "interview notes"),
                ],
                "candidatures",
            ),
        ],
        questions: &[
            Q_BASIS,
            text(
                "Les candidatures non retenues sont-elles gardées en vivier\u{202f}?",
                "Are unsuccessful applications kept in a pool?",
            ),
            text(
                "Un tri automatique ou un système d’IA intervient-il\u{202f}?",
                "Is there any automatic sorting or AI system?",
            ),
            Q_TOOLS,
            Q_RECIPIENTS,
            Q_NOTICE,
        ],
    },
    Template {
        id: "payroll-staff",
        name: text("Paie et administration du personnel", "Payroll and staff administration"),
        also: "salaires salariés RH ressources humaines employés employees HR wages",
        purposes: &[
            purpose(
                "payroll",
                "Établir la paie et les déclarations sociales",
                "Draw up payslips and social declarations",
            ),
            purpose(
                "hr",
                "Administrer les contrats, les congés et les carrières",
                "Administer contracts, leave and careers",
            ),
        ],
        persons: &["employees"],
        data: &[
            data("identity", IDENTITY, PERSON, "dossier-salarie"),
            data(
                "professional_life",
                text("Dossier du salarié", "Employee file"),
                &[
                    text("contrat de travail", "employment contract"),
                    text("poste et qualification", "post and grade"),
                    text("congés et absences", "leave and absences"),
                ],
                "dossier-salarie",
            ),
            data(
                "professional_life",
                text("Registre du personnel", "Staff register"),
                &[
                    text("emploi", "post"),
                    text("dates d’entrée et de sortie", "dates of arrival and departure"),
                ],
                "registre-unique-personnel",
            ),
            data(
                "professional_life",
                text("Temps de travail", "Working time"),
                &[text("décompte des heures", "record of hours")],
                "decompte-horaires",
            ),
            data(
                "economic",
                text("Bulletins de paie", "Payslips"),
                &[
                    text("rémunération", "pay"),
                    text("coordonnées bancaires", "bank details"),
                    text("taux de prélèvement à la source", "rate of tax withheld at source"),
                ],
                "bulletins-paie",
            ),
            data(
                "nir",
                text("Numéro de sécurité sociale", "Social security number"),
                &[text("numéro de sécurité sociale", "social security number")],
                "cotisations-sociales",
            ),
        ],
        questions: &[
            Q_BASIS,
            text(
                "La paie est-elle faite dans l’organisme ou par un prestataire\u{202f}?",
                "Is payroll done in house or by a provider?",
            ),
            text(
                "Des données de santé ou d’appartenance syndicale sont-elles traitées\u{202f}?",
                "Is data on health or on trade-union membership processed?",
            ),
            text(
                "Quel texte permet l’usage du numéro de sécurité sociale\u{202f}?",
                "Which text allows the use of the social security number?",
            ),
            Q_RECIPIENTS,
            Q_NOTICE,
        ],
    },
    Template {
        id: "video-protection",
        name: text("Vidéoprotection", "Video surveillance"),
        also: "vidéosurveillance caméras CCTV cameras",
        purposes: &[purpose(
            "video_protection",
            "Assurer la sécurité des personnes et des biens par la vidéo",
            "Protect people and property by video",
        )],
        persons: &["employees", "premises_visitors"],
        data: &[
            data(
                "identity",
                text("Images des lieux ouverts au public", "Images of places open to the public"),
                &[text("images", "images"), text("date, heure et lieu", "date, time and place")],
                "videoprotection-public",
            ),
            data(
                "identity",
                text("Images des lieux non ouverts au public", "Images of places not open to the public"),
                &[text("images", "images"), text("date, heure et lieu", "date, time and place")],
                "videosurveillance-travail",
            ),
        ],
        questions: &[
            Q_BASIS,
            text(
                "Les caméras filment-elles un lieu ouvert au public\u{202f}? Une autorisation préfectorale est alors nécessaire (CSI art. L252-1).",
                "Do the cameras film a place open to the public? The prefect’s authorisation is then needed (CSI Art. L252-1).",
            ),
            text(
                "Les caméras filment-elles des postes de travail\u{202f}?",
                "Do the cameras film workstations?",
            ),
            text("Qui peut voir les images\u{202f}?", "Who may see the images?"),
            text("Une analyse d’impact est-elle nécessaire\u{202f}?", "Is an impact assessment needed?"),
        ],
    },
    Template {
        id: "web-audience",
        name: text("Mesure d’audience du site", "Web audience measurement"),
        also: "cookies traceurs statistiques analytics site internet",
        purposes: &[purpose(
            "analytics",
            "Mesurer la fréquentation du site internet",
            "Measure visits to the website",
        )],
        persons: &["website_visitors"],
        data: &[
            data(
                "internet",
                text("Navigation", "Browsing"),
                &[
                    text("pages vues", "pages viewed"),
                    text("date et heure", "date and time"),
                    text("type d’appareil et de navigateur", "type of device and browser"),
                ],
                "donnees-audience-exempte",
            ),
            data(
                "internet",
                text("Traceur", "Tracker"),
                &[text("identifiant du traceur", "tracker identifier")],
                "traceur-audience-exempte",
            ),
            data(
                "internet",
                text("Choix sur les traceurs", "Choice on trackers"),
                &[text("acceptation ou refus", "acceptance or refusal"), text("date", "date")],
                "cookies-choix",
            ),
        ],
        questions: &[
            text(
                "L’outil remplit-il les conditions de l’exemption de consentement\u{202f}? Sinon ces durées ne valent pas.",
                "Does the tool meet the conditions of the exemption from consent? If not, these periods do not hold.",
            ),
            text("L’adresse IP est-elle conservée\u{202f}?", "Is the IP address kept?"),
            text("Des données sortent-elles de l’Union\u{202f}?", "Does any data leave the Union?"),
            Q_TOOLS,
            Q_NOTICE,
        ],
    },
    Template {
        id: "customer-support",
        name: text("Service clients et après-vente", "Customer support and after-sales"),
        also: "SAV réclamations assistance hotline helpdesk tickets complaints",
        purposes: &[purpose(
            "support",
            "Répondre aux demandes et traiter les réclamations",
            "Answer requests and handle complaints",
        )],
        persons: &["customers"],
        data: &[
            data("identity", IDENTITY, PERSON, "client-gestion-relation"),
            data(
                "other",
                text("Réclamations", "Complaints"),
                &[text("objet de la demande", "subject of the request"), text("échanges", "exchanges")],
                "reclamations-clients",
            ),
            data(
                "economic",
                text("Garantie", "Guarantee"),
                &[
                    text("produit concerné", "product concerned"),
                    text("date de livraison", "date of delivery"),
                    text("interventions", "repairs"),
                ],
                "sav-garantie-legale",
            ),
        ],
        questions: &[
            Q_BASIS,
            text("Les appels sont-ils enregistrés\u{202f}?", "Are calls recorded?"),
            text("Y a-t-il des zones de commentaires libres\u{202f}?", "Are there free-text fields?"),
            Q_TOOLS,
            Q_NOTICE,
        ],
    },
    Template {
        id: "suppliers",
        name: text("Gestion des fournisseurs", "Supplier management"),
        also: "achats factures comptabilité purchasing invoices vendors",
        purposes: &[purpose(
            "suppliers",
            "Gérer les contrats et les interlocuteurs des fournisseurs",
            "Manage supplier contracts and contacts",
        )],
        persons: &["suppliers"],
        data: &[
            data(
                "professional_life",
                text("Interlocuteurs", "Contacts"),
                &[NAME, FIRST_NAME, text("fonction", "position"), EMAIL, PHONE],
                "fournisseurs",
            ),
            INVOICES,
        ],
        questions: &[
            Q_BASIS,
            text(
                "Y a-t-il des fournisseurs qui exercent en nom propre\u{202f}?",
                "Are there sole traders among the suppliers?",
            ),
            Q_TOOLS,
            Q_RECIPIENTS,
            Q_NOTICE,
        ],
    },
    Template {
        id: "association-members",
        name: text("Adhérents de l’association", "Association members"),
        also: "cotisations bénévoles donateurs membres donors volunteers",
        purposes: &[purpose(
            "membership",
            "Gérer les adhésions et la vie de l’association",
            "Manage memberships and the life of the association",
        )],
        persons: &["members_donors"],
        data: &[
            data("identity", IDENTITY, PERSON, ""),
            data(
                "economic",
                text("Cotisations et dons", "Fees and donations"),
                &[text("montants", "amounts"), text("dates", "dates"), text("reçus fiscaux", "tax receipts")],
                "pieces-comptables",
            ),
        ],
        questions: &[
            Q_BASIS,
            text(
                "Combien de temps après le départ d’un adhérent ses données sont-elles gardées\u{202f}?",
                "How long after a member leaves is the data kept?",
            ),
            text(
                "L’adhésion révèle-t-elle une conviction, une opinion ou une appartenance\u{202f}?",
                "Does membership reveal a belief, an opinion or an affiliation?",
            ),
            text("Des mineurs sont-ils adhérents\u{202f}?", "Are there minors among the members?"),
            Q_TOOLS,
            Q_NOTICE,
        ],
    },
    Template {
        id: "whistleblowing",
        name: text("Alertes professionnelles", "Whistleblowing"),
        also: "lanceurs d’alerte signalements éthique ethics reports",
        purposes: &[purpose(
            "whistleblowing",
            "Recueillir et traiter les signalements",
            "Receive and handle reports",
        )],
        persons: &["employees", "others"],
        data: &[
            data(
                "identity",
                text("Personnes citées", "People named"),
                &[
                    text("auteur du signalement", "author of the report"),
                    text("personnes visées", "people reported"),
                    text("témoins", "witnesses"),
                ],
                "alertes-sans-suite",
            ),
            data(
                "professional_life",
                text("Signalement", "Report"),
                &[
                    text("faits signalés", "facts reported"),
                    text("pièces", "documents"),
                    text("suites données", "action taken"),
                ],
                "alertes-sans-suite",
            ),
        ],
        questions: &[
            Q_BASIS,
            text("Qui recueille et traite les signalements\u{202f}?", "Who receives and handles reports?"),
            text(
                "Les signalements peuvent-ils porter sur des infractions ou des données sensibles\u{202f}?",
                "May reports be about offences or sensitive data?",
            ),
            text(
                "Combien de temps sont gardés les signalements suivis d’effet\u{202f}?",
                "How long are reports that led to action kept?",
            ),
            text("Une analyse d’impact est-elle nécessaire\u{202f}?", "Is an impact assessment needed?"),
        ],
    },
];
