//! The groups and rows of an activity.

use super::shared::{ADDRESS, CITY, CONTACT_EMAIL, COUNTRY, PHONE, POSTAL_CODE};
use crate::model::field::Level::{Mandatory, Recommended, WhereApplicable, WherePossible};
use crate::model::field::{Field, Shape, field};
use crate::model::kind::Kind;
use crate::model::vocabulary as v;
use Shape::{Bool, Choice, Choices, Date, Integer, Line, Lines, Link, Paragraph, Period, Ref, Refs};

/// Art. 26 and 30(1)(a).
pub(super) const JOINT_CONTROLLER: &[Field] = &[
    field("name", Line, "Nom", "Name")
        .art("30(1)(a)")
        .need(Mandatory)
        .never_none()
        .help("Nom du responsable conjoint.", "Name of the joint controller.")
        .eg("Association des commerçants", "Traders’ association"),
    ADDRESS,
    POSTAL_CODE,
    CITY,
    COUNTRY,
    PHONE,
    CONTACT_EMAIL.art("30(1)(a)").need_controller(Mandatory).never_none(),
    field("duties", Paragraph, "Répartition des obligations", "Split of duties")
        .art("26(1)")
        .need(Recommended)
        .help(
            "Qui fait quoi, notamment pour informer et répondre aux personnes.",
            "Who does what, in particular to inform and answer people.",
        )
        .eg(
            "Informe les personnes et répond aux demandes d’accès.",
            "Informs people and answers access requests.",
        ),
    field("arrangement_ref", Link, "Accord", "Arrangement").art("26(1)").help(
        "Référence de l’accord avec ce responsable.",
        "Reference of the arrangement with this controller.",
    ),
];

/// Art. 30(2)(a): a controller on whose behalf the organisation acts.
pub(super) const CLIENT: &[Field] = &[
    field("name", Line, "Nom du client", "Client’s name")
        .art("30(2)(a)")
        .need(Mandatory)
        .never_none()
        .help("Nom du responsable du traitement.", "Name of the controller.")
        .eg("Commune de Valmont", "Town of Valmont"),
    ADDRESS,
    POSTAL_CODE,
    CITY,
    COUNTRY,
    PHONE,
    CONTACT_EMAIL.art("30(2)(a)").need_processor(Mandatory).never_none(),
    field("representative", Line, "Représentant du client", "Client’s representative")
        .art("30(2)(a)")
        .need_processor(WhereApplicable)
        .help(
            "Représentant du client dans l’Union, s’il en a un.",
            "The client’s representative in the Union, if it has one.",
        )
        .eg("Nom et adresse", "Name and address"),
    field("dpo", Line, "Délégué du client", "Client’s DPO")
        .art("30(2)(a)")
        .need_processor(WhereApplicable)
        .help(
            "Nom et contact du délégué du client, s’il en a un.",
            "Name and contact of the client’s DPO, if it has one.",
        )
        .eg("dpo@exemple.fr", "dpo@example.org"),
    field("processing_categories", Lines, "Traitements effectués pour lui", "Processing carried out for it")
        .art("30(2)(b)")
        .help("Si ce ne sont pas ceux de toute la fiche.", "If they are not those of the whole sheet.")
        .eg("Hébergement", "Hosting"),
    field("contract_ref", Link, "Contrat", "Contract")
        .art("28(3)")
        .help("Référence du contrat.", "Reference of the contract."),
    field("ends_on", Date, "Fin de la prestation", "End of service")
        .art("28(3)(g)")
        .help("Date de fin.", "End date."),
];

/// Art. 30(1)(c): categories of persons.
pub(super) const DATA_SUBJECT: &[Field] = &[
    field("category", Choice(&v::DATA_SUBJECTS), "Catégorie", "Category")
        .art("30(1)(c)")
        .need(Mandatory)
        .never_none()
        .help("Catégorie de personnes.", "Category of people."),
    field("details", Line, "Précisions", "Details")
        .help("Vos propres mots.", "Your own words.")
        .eg("Clients de la boutique de Nyons", "Customers of the Nyons shop"),
    field("volume", Integer, "Nombre de personnes", "Number of people")
        .art("35(3)")
        .help("Un ordre de grandeur suffit.", "An order of magnitude is enough."),
    field("volume_band", Choice(&v::VOLUMES), "Ordre de grandeur", "Order of magnitude")
        .help("Si le nombre n’est pas connu.", "If the number is not known."),
    field("minors", Bool, "Dont mineurs", "Including minors")
        .art("8")
        .help("Des mineurs en font partie.", "Minors are among them."),
    field("vulnerable", Bool, "Dont personnes vulnérables", "Including vulnerable people").art("35(1)").help(
        "Personnes qui peuvent difficilement s’opposer : salariés, patients, personnes âgées…",
        "People who can hardly object: employees, patients, elderly people…",
    ),
];

/// Art. 30(1)(c): a category of data, with what is needed to judge it.
pub(super) const DATA: &[Field] = &[
    field("category", Choice(&v::DATA_GROUPS), "Catégorie", "Category")
        .art("30(1)(c)")
        .need(Mandatory)
        .never_none()
        .help("Catégorie des modèles de la CNIL.", "Category of the CNIL templates."),
    field("label", Line, "Intitulé", "Label")
        .help("Vos propres mots pour ce groupe de données.", "Your own words for this group of data.")
        .eg("Coordonnées de livraison", "Delivery details"),
    field("items", Lines, "Données", "Items")
        .art("30(1)(c), 5(1)(c)")
        .need_controller(Mandatory)
        .never_none()
        .help("Chaque donnée collectée.", "Each item collected.")
        .eg("adresse électronique", "e-mail address"),
    field("source", Choice(&v::SOURCES), "Source", "Source")
        .art("14(2)(f)")
        .need(Recommended)
        .never_none()
        .help("D’où viennent les données.", "Where the data comes from."),
    field("source_details", Line, "Précisions sur la source", "Details of the source")
        .art("14(2)(f)")
        .help("Nom de la source, si ce n’est pas la personne.", "Name of the source, if not the person.")
        .eg("Transporteur", "Carrier"),
    field("mandatory", Bool, "Obligatoire", "Mandatory")
        .art("13(2)(e)")
        .need(Recommended)
        .help("La personne doit-elle fournir ces données ?", "Must the person provide this data?"),
    field("necessity", Paragraph, "Nécessité", "Necessity")
        .art("5(1)(c)")
        .need(Recommended)
        .never_none()
        .help(
            "Pourquoi ces données sont nécessaires à la finalité.",
            "Why this data is needed for the purpose.",
        )
        .eg("Sans adresse, rien ne peut être livré.", "Without an address nothing can be delivered."),
    field("purposes", Refs(Kind::Purpose), "Finalités servies", "Purposes served").art("5(1)(b)").help(
        "Si ces données ne servent pas toutes les finalités de la fiche.",
        "If this data does not serve all the purposes of the sheet.",
    ),
    field("retention", Ref(Kind::Retention), "Durée de conservation", "Retention")
        .art("30(1)(f), 5(1)(e)")
        .need_controller(WherePossible)
        .never_none()
        .help("La règle de conservation de ces données.", "The retention rule of this data."),
];

/// Art. 9, 10 and 87.
pub(super) const SPECIAL_CATEGORY: &[Field] = &[
    field("category", Choice(&v::SPECIAL_CATEGORIES), "Catégorie", "Category")
        .art("30(1)(c), 9(1), 10, 87")
        .need(Mandatory)
        .never_none()
        .help(
            "Catégorie de donnée sensible, infraction ou NIR.",
            "Special category, offence or national number.",
        ),
    field("items", Lines, "Données", "Items")
        .art("30(1)(c)")
        .need_controller(Mandatory)
        .never_none()
        .help("Chaque donnée collectée.", "Each item collected.")
        .eg("numéro de sécurité sociale", "social security number"),
    field("exception", Choice(&v::ART9_EXCEPTIONS), "Exception de l’article 9(2)", "Art. 9(2) exception")
        .art("9(2)")
        .need(Recommended)
        .help("Ce qui lève l’interdiction.", "What lifts the prohibition."),
    field("law_ref", Line, "Texte", "Law")
        .art("9(2), 10, 87")
        .help("Texte qui l’autorise ou l’impose.", "Law that allows or requires it.")
        .eg("Décret n° 2019-341, art. 2", "Decree 2019-341, Art. 2"),
    field("authority", Line, "Habilitation (art. 10)", "Authority (Art. 10)")
        .art("10, LIL 46")
        .help("Ce qui autorise à traiter des infractions.", "What authorises the processing of offences.")
        .eg("Exécution de la réparation du préjudice", "Recovery of the loss suffered"),
    field("source", Choice(&v::SOURCES), "Source", "Source")
        .art("14(2)(f)")
        .help("D’où viennent les données.", "Where the data comes from."),
    field("mandatory", Bool, "Obligatoire", "Mandatory")
        .art("13(2)(e)")
        .help("La personne doit-elle fournir ces données ?", "Must the person provide this data?"),
    field("necessity", Paragraph, "Nécessité", "Necessity")
        .art("5(1)(c)")
        .need(Recommended)
        .help("Pourquoi ces données sont indispensables.", "Why this data is indispensable.")
        .eg("Exigé par la déclaration sociale nominative.", "Required by the payroll declaration."),
    field("consent_proof", Link, "Preuve du consentement explicite", "Proof of explicit consent")
        .art("9(2)(a)")
        .help("Référence de la preuve.", "Reference of the proof."),
    field("retention", Ref(Kind::Retention), "Durée de conservation", "Retention")
        .art("30(1)(f), 5(1)(e)")
        .need_controller(WherePossible)
        .never_none()
        .help("La règle de conservation de ces données.", "The retention rule of this data."),
];

/// Art. 30(1)(d).
pub(super) const RECIPIENT: &[Field] = &[
    field("kind", Choice(&v::RECIPIENT_KINDS), "Type de destinataire", "Kind of recipient")
        .art("30(1)(d), 4(9)")
        .need(Mandatory)
        .never_none()
        .help("Type de destinataire.", "Kind of recipient."),
    field("name", Line, "Précisions", "Details")
        .art("30(1)(d)")
        .need_controller(Mandatory)
        .help(
            "Service, organisme ou catégorie d’organismes.",
            "Department, organisation or category of organisations.",
        )
        .eg("Service comptabilité", "Accounts department"),
    field("purpose", Line, "Pourquoi il les reçoit", "Why it receives them")
        .help(
            "Usage qu’en fait le destinataire (modèle belge).",
            "What the recipient does with the data (Belgian template).",
        )
        .eg("Livraison des colis", "Parcel delivery"),
    field("data", Lines, "Données communiquées", "Data disclosed")
        .help("Si ce ne sont pas toutes les données.", "If not all the data.")
        .eg("Nom et adresse", "Name and address"),
    field("country", Choice(&v::COUNTRIES), "Pays", "Country")
        .art("44")
        .help("Pays du destinataire.", "The recipient’s country."),
];

/// Art. 32, in the families of the CNIL models.
pub(super) const SECURITY: &[Field] = &[
    field("kind", Choice(&v::SECURITY_MEASURES), "Type de mesure", "Kind of measure")
        .art("30(1)(g), 30(2)(d), 32(1)")
        .need(WherePossible)
        .never_none()
        .help("Famille de la mesure.", "Family of the measure."),
    field("description", Paragraph, "Description", "Description")
        .art("32(1)")
        .need(Recommended)
        .help("Ce qui est fait, en général.", "What is done, in general terms.")
        .eg(
            "Comptes nominatifs et double authentification",
            "Personal accounts with two-factor authentication",
        ),
    field("reference", Link, "Document", "Document")
        .help("Où la mesure est décrite en détail.", "Where the measure is described in detail."),
    field("checked_on", Date, "Vérifiée le", "Checked on")
        .art("32(1)(d)")
        .help("Date de la dernière vérification.", "Date of the last check."),
    field("log_retention", Period, "Durée des journaux", "Log retention").art("32(1), 5(1)(e)").help(
        "Pour la traçabilité\u{a0}: combien de temps les journaux sont gardés.",
        "For traceability: how long logs are kept.",
    ),
    field("log_retention_reason", Paragraph, "Motif de cette durée", "Reason for that period")
        .art("5(2)")
        .help(
            "Pourquoi elle sort de la fourchette de six mois à un an.",
            "Why it is outside the range of six months to one year.",
        )
        .eg("Détection de fraudes lentes, trois ans", "Detection of slow fraud, three years"),
];

pub(super) const HOSTING: &[Field] = &[
    field("provider", Line, "Hébergeur", "Provider")
        .help("Qui héberge les données.", "Who hosts the data.")
        .eg("Serveur interne", "In-house server"),
    field("countries", Choices(&v::COUNTRIES), "Pays d’hébergement", "Hosting countries")
        .art("44")
        .help("Pays où les données sont stockées.", "Countries where the data is stored."),
    field("access_countries", Choices(&v::COUNTRIES), "Pays d’accès", "Access countries")
        .art("44")
        .help("Pays d’où elles sont consultées.", "Countries from which it is accessed."),
];

/// Art. 13 and 14.
pub(super) const INFORMATION: &[Field] = &[
    field("collection", Choice(&v::COLLECTIONS), "Collecte", "Collection")
        .art("13, 14")
        .need(Recommended)
        .never_none()
        .help(
            "Directe ou indirecte : le contenu et le moment de l’information en dépendent.",
            "Direct or indirect: the contents and time of the information depend on it.",
        ),
    field("place", Line, "Où", "Where")
        .art("12(1)")
        .help("Support de l’information.", "Where the information is given.")
        .eg("Bas du formulaire de commande", "Foot of the order form"),
    field("timing", Line, "Quand", "When")
        .art("13(1), 14(3)")
        .help("Moment où la personne est informée.", "When the person is informed.")
        .eg("À la création du compte", "When the account is created"),
    field("notice_ref", Link, "Mention d’information", "Privacy notice")
        .art("13, 14")
        .need(Recommended)
        .help("Adresse ou référence de la mention.", "Address or reference of the notice."),
    field("notice_items", Choices(&v::NOTICE_ITEMS), "Contenu de la mention", "Contents of the notice")
        .art("13, 14")
        .help(
            "Ce que la mention dit\u{202f}; comparé à ce que la fiche demande.",
            "What the notice says; compared with what the sheet asks for.",
        ),
    field("child_notice_ref", Link, "Mention pour les mineurs", "Notice for minors").art("12(1)").help(
        "Adresse ou référence de l’information écrite pour des enfants.",
        "Address or reference of the information written for children.",
    ),
    field("updated_on", Date, "Mention mise à jour le", "Notice updated on")
        .help("Date de la dernière version de la mention.", "Date of the notice’s last version."),
    field("exception", Line, "Exception", "Exception")
        .art("13(4), 14(5)")
        .help("Exception invoquée pour ne pas informer.", "Exception relied on for not informing.")
        .eg("Secret professionnel (art. 14(5)(d))", "Professional secrecy (Art. 14(5)(d))"),
];

/// Chapter III.
pub(super) const RIGHTS: &[Field] = &[
    field("applicable", Choices(&v::RIGHTS), "Droits ouverts", "Rights available")
        .art("15, 16, 17, 18, 20, 21, 22")
        .help("Certains dépendent de la base légale.", "Some depend on the legal basis."),
    field("contact", Line, "Contact", "Contact")
        .art("12")
        .help(
            "Où les exercer, si ce n’est pas le contact du registre.",
            "Where to exercise them, if not the register’s contact.",
        )
        .eg("donnees@exemple.fr", "privacy@example.org"),
    field("procedure_ref", Link, "Procédure", "Procedure")
        .art("12")
        .help("Référence de la procédure.", "Reference of the procedure."),
    field("deadline_days", Integer, "Délai de réponse (jours)", "Time to answer (days)")
        .art("12(3)")
        .help("Un mois au plus, en principe.", "One month at most, in principle."),
    field("withdrawal", Paragraph, "Retrait du consentement", "Withdrawal of consent")
        .art("7(3)")
        .help("Comment retirer son consentement.", "How to withdraw consent.")
        .eg("Lien de désinscription ; effet immédiat.", "Unsubscribe link; immediate effect."),
    field("objection", Paragraph, "Opposition", "Objection")
        .art("21")
        .help("Comment s’opposer.", "How to object.")
        .eg("Mot STOP par retour de SMS", "Reply STOP to the text message"),
    field("portability", Paragraph, "Portabilité", "Portability")
        .art("20")
        .help("Format d’export des données.", "Format in which the data is exported.")
        .eg("Export CSV depuis le compte client", "CSV export from the customer account"),
    field("post_mortem", Paragraph, "Directives après le décès", "Post-mortem directives")
        .art("LIL 85")
        .help("Comment les directives sont suivies.", "How directives are followed.")
        .eg("Demande par courriel avec acte de décès", "E-mail request with death certificate"),
];

/// Art. 22.
pub(super) const AUTOMATED_DECISION: &[Field] = &[
    field("description", Paragraph, "Décision", "Decision")
        .art("22(1)")
        .need(Recommended)
        .help("Ce qui est décidé sans intervention humaine.", "What is decided without a human.")
        .eg("Refus d’un paiement en plusieurs fois", "Refusal of payment by instalments"),
    field("ground", Choice(&v::DECISION_GROUNDS), "Fondement", "Ground")
        .art("22(2)")
        .need(Recommended)
        .help("Ce qui permet une telle décision.", "What allows such a decision."),
    field("logic", Paragraph, "Logique sous-jacente", "Logic involved")
        .art("13(2)(f)")
        .need(Recommended)
        .help("Comment la décision est prise.", "How the decision is made.")
        .eg("Score fondé sur le montant et les impayés passés", "Score based on amount and past arrears"),
    field("consequences", Paragraph, "Conséquences", "Consequences")
        .art("13(2)(f)")
        .need(Recommended)
        .help("Conséquences pour la personne.", "Consequences for the person.")
        .eg("Paiement comptant exigé", "Cash payment required"),
    field("human_intervention", Paragraph, "Intervention humaine", "Human intervention")
        .art("22(3)")
        .need(Recommended)
        .help("Comment obtenir une intervention humaine.", "How to obtain human intervention.")
        .eg("Réexamen par un conseiller sous 48 heures", "Review by an adviser within 48 hours"),
];

/// CPCE L34-5, C. conso. L223-1, GDPR Art. 21(2).
pub(super) const PROSPECTING: &[Field] = &[
    field("audience", Choices(&v::AUDIENCES), "Publics", "Audiences").art("CPCE L34-5").help(
        "Consommateurs ou professionnels : les règles diffèrent.",
        "Consumers or professionals: the rules differ.",
    ),
    field("channels", Choices(&v::CHANNELS), "Canaux", "Channels")
        .art("CPCE L34-5")
        .need(Recommended)
        .help("Chaque canal a ses règles.", "Each channel has its rules."),
    field("soft_optin", Bool, "Exception des produits analogues", "Similar products exception")
        .art("CPCE L34-5")
        .help(
            "Clients dont les coordonnées ont été recueillies lors d’une vente ou d’une prestation, pour des produits ou services analogues de la même entreprise, avec un moyen de s’opposer.",
            "Customers whose details were collected at a sale or a service, for similar products or services of the same company, with a means of objecting.",
        ),
    field(
        "soft_optin_conditions",
        Choices(&v::SOFT_OPTIN_CONDITIONS),
        "Conditions de cette exception",
        "Conditions of that exception",
    )
    .art("CPCE L34-5")
    .help(
        "Celles qui sont remplies\u{202f}; l’exception les demande toutes.",
        "Those that are met; the exception asks for all of them.",
    ),
    field("related_to_profession", Bool, "En rapport avec la profession", "Related to the profession")
        .art("CPCE L34-5")
        .help(
            "Envers des professionnels\u{a0}: l’objet est en rapport avec leur fonction.",
            "Towards professionals: the subject is related to their function.",
        ),
    field("objection_mechanism", Paragraph, "Moyen de s’opposer", "Means of objecting")
        .art("21(2), 21(3)")
        .need(Recommended)
        .help("Simple et gratuit ; rappelé dans chaque message électronique.", "Simple and free; recalled in each electronic message.")
        .eg("Lien de désinscription", "Unsubscribe link"),
    field("suppression_list_ref", Link, "Liste d’opposition", "Suppression list")
        .art("21(3)")
        .need(Recommended)
        .help("Où sont inscrites les personnes opposées.", "Where objectors are listed."),
    field(
        "suppression_list_limited",
        Bool,
        "Liste d’opposition réduite à son seul usage",
        "Suppression list kept to its one use",
    )
    .art("5(1)(b), 5(1)(c)")
    .help(
        "Elle ne contient que de quoi reconnaître la personne, et ne sert qu’à ne plus la solliciter.",
        "It holds no more than what recognises the person, and serves only to stop contacting them.",
    ),
    field("sender_identified", Bool, "Annonceur identifié", "Sender identified")
        .art("CPCE L34-5")
        .help(
            "Chaque message dit pour le compte de qui il est envoyé, et son objet ne trompe pas.",
            "Each message says on whose behalf it is sent, and its subject does not mislead.",
        ),
    field("provenance", Paragraph, "Origine des contacts", "Origin of contacts")
        .art("14(2)(f)")
        .help(
            "D’où viennent les contacts, avec la preuve s’ils sont achetés.",
            "Where contacts come from, with proof if bought.",
        )
        .eg("Clients de la boutique", "Shop customers"),
    field(
        "phone_consent",
        Paragraph,
        "Consentement au démarchage téléphonique",
        "Consent to telephone marketing",
    )
    .art("C. conso. L223-1")
    .help(
        "Recueil et preuve du consentement des consommateurs.",
        "How consumers’ consent is collected and proved.",
    )
    .eg("Case dédiée, horodatée, avec le texte présenté", "Dedicated box, timestamped, with the text shown"),
    field("phone_consent_validity", Period, "Validité de ce consentement", "Validity of that consent")
        .art("C. conso. L223-1")
        .help(
            "Temps au bout duquel il est demandé à nouveau\u{202f}; un an au plus.",
            "Time after which it is asked for again; one year at most.",
        ),
    field(
        "phone_exception",
        Choice(&v::CALL_EXCEPTIONS),
        "Appels sans consentement préalable",
        "Calls without prior consent",
    )
    .art("C. conso. L223-1")
    .help(
        "Exception qui permet d’appeler des consommateurs sans consentement.",
        "Exception that allows calls to consumers without consent.",
    ),
    field("call_policy", Paragraph, "Règles d’appel", "Calling rules")
        .art("C. conso. D223-9")
        .help("Jours, heures et fréquence des appels.", "Days, hours and frequency of calls.")
        .eg("Du lundi au vendredi, 10 h-13 h et 14 h-20 h", "Monday to Friday, 10-13 and 14-20"),
    field("partners_sharing", Bool, "Transmission à des partenaires", "Sharing with partners")
        .art("CPCE L34-5")
        .help("Les contacts sont transmis à des partenaires.", "Contacts are passed on to partners."),
    field("partners_channels", Choices(&v::CHANNELS), "Canaux des partenaires", "Partners’ channels")
        .art("CPCE L34-5")
        .help(
            "Ceux par lesquels les partenaires s’adresseront aux personnes.",
            "Those by which partners will address people.",
        ),
    field("partners_consent", Paragraph, "Consentement à la transmission", "Consent to sharing")
        .art("CPCE L34-5, 6(1)(a), 7")
        .help(
            "Recueil et preuve d’un consentement propre à la transmission à des partenaires.",
            "How consent to sharing itself is collected and proved.",
        )
        .eg(
            "Case distincte sur le formulaire, avec un lien vers la liste des partenaires",
            "Separate box on the form, with a link to the list of partners",
        ),
    field("partners_list_ref", Link, "Liste des partenaires", "List of partners")
        .art("13(1)(e)")
        .help("Liste tenue à jour des partenaires.", "Up-to-date list of partners."),
    field("file_sold", Bool, "Fichier cédé ou loué", "File sold or rented").art("6(1), CPCE L34-5").help(
        "Le fichier, ou une partie, est vendu, cédé ou loué.",
        "The file, or a part of it, is sold, transferred or rented.",
    ),
    field(
        "file_sale_conditions",
        Choices(&v::FILE_SALE_CONDITIONS),
        "Qui le fichier cédé contient",
        "Whom the file sold holds",
    )
    .art("6(1), 21(2)")
    .help("Les limites qui sont tenues.", "The limits that are kept."),
    field("email_tracking_pixel", Bool, "Pixels de suivi dans les courriels", "Tracking pixels in e-mails")
        .art("LIL 82")
        .help("Ils demandent en principe un consentement.", "They require consent in principle."),
    field("pixel_ground", Choice(&v::PIXEL_GROUNDS), "Ce qui permet les pixels", "What allows pixels")
        .art("LIL 82")
        .help(
            "Consentement propre au suivi, ou finalité qui n’en demande pas.",
            "Consent to tracking itself, or a purpose that needs none.",
        ),
];

/// CSI L251-1 and following: cameras.
pub(super) const VIDEO: &[Field] = &[
    field("places", Choices(&v::VIDEO_PLACES), "Lieux filmés", "Places filmed")
        .art("CSI L252-1")
        .help("Les règles dépendent de qui peut y venir.", "The rules depend on who may come there."),
    field("workstation", Bool, "Poste de travail filmé en continu", "Workstation filmed without a break")
        .art("5(1)(c)")
        .help(
            "Un salarié est filmé en continu à son poste.",
            "An employee is filmed without a break at work.",
        ),
    field("authorisation_ref", Link, "Autorisation préfectorale", "Prefect’s authorisation")
        .art("CSI L252-1")
        .help("Référence de l’arrêté.", "Reference of the decision."),
    field("authorised_until", Date, "Autorisé jusqu’au", "Authorised until")
        .art("CSI L252-4")
        .help("Fin de l’autorisation.", "End of the authorisation."),
];

/// Regulation (EU) 2024/1689.
pub(super) const AI: &[Field] = &[
    field("uses", Choices(&v::AI_USES), "Usages", "Uses").art("IA 50").help(
        "Ce que le système d’intelligence artificielle fait ici.",
        "What the artificial intelligence system does here.",
    ),
    field("disclosure", Paragraph, "Information donnée", "What people are told")
        .art("IA 50")
        .help(
            "Comment la personne sait qu’elle échange avec une intelligence artificielle.",
            "How people know that they are dealing with an artificial intelligence.",
        )
        .eg("Annoncé dès le premier message", "Said in the first message"),
];

/// Art. 35 and 36.
pub(super) const DPIA: &[Field] = &[
    field("criteria", Choices(&v::DPIA_CRITERIA), "Critères de risque élevé", "High-risk criteria")
        .art("35(1)")
        .help(
            "Critères WP 248 remplis ; « néant » si l’on a vérifié.",
            "WP 248 criteria met; “none” if checked.",
        ),
    field(
        "cnil_list_item",
        Choice(&v::DPIA_REQUIRED),
        "Type de la liste « requise »",
        "Item of the “required” list",
    )
    .art("35(4)")
    .help("Délib. CNIL n° 2018-327.", "CNIL Deliberation 2018-327."),
    field(
        "exempt_item",
        Choice(&v::DPIA_EXEMPT),
        "Type de la liste « non requise »",
        "Item of the “not required” list",
    )
    .art("35(5)")
    .help(
        "Délib. CNIL n° 2019-118, dans ses limites exactes.",
        "CNIL Deliberation 2019-118, within its exact limits.",
    ),
    field("decision", Choice(&v::DPIA_DECISIONS), "Décision", "Decision")
        .art("35(1)")
        .need(Recommended)
        .help("Ce qui a été décidé.", "What was decided."),
    field("reason", Paragraph, "Motif", "Reason").art("5(2)").need(Recommended).help("Pourquoi.", "Why.").eg(
        "Aucun critère ; ni grande échelle ni profilage.",
        "No criterion; neither large scale nor profiling.",
    ),
    field("ref", Link, "Analyse", "Assessment")
        .art("35(7)")
        .help("Référence du document.", "Reference of the document."),
    field("done_on", Date, "Réalisée le", "Done on")
        .art("35")
        .help("Date de l’analyse.", "Date of the assessment."),
    field("review_on", Date, "À revoir le", "Review on")
        .art("35(11)")
        .help("Date de la prochaine révision.", "Date of the next review."),
    field("dpo_advice", Paragraph, "Avis du délégué", "DPO’s advice")
        .art("35(2)")
        .help("Avis donné et suites.", "Advice given and what was done.")
        .eg("Avis favorable sous réserve du chiffrement", "Favourable, subject to encryption"),
    field("persons_views", Paragraph, "Avis des personnes", "Views of data subjects")
        .art("35(9)")
        .help("Avis recueilli, ou pourquoi il ne l’a pas été.", "Views sought, or why not.")
        .eg("CSE consulté le 12/03/2026", "Works council consulted on 12/03/2026"),
    field("residual_risk", Choice(&v::RISK_LEVELS), "Risque résiduel", "Residual risk")
        .art("36(1)")
        .help("Risque qui reste après les mesures.", "Risk that remains after the measures."),
    field("prior_consultation_ref", Link, "Consultation préalable", "Prior consultation").art("36").help(
        "Référence de la consultation de l’autorité.",
        "Reference of the consultation of the authority.",
    ),
];
