//! Groups of fields that several kinds hold.

use crate::model::field::Level::{Mandatory, Recommended, WhereApplicable};
use crate::model::field::{Field, Shape, field};
use crate::model::vocabulary as v;
use Shape::{Bool, Choice, Choices, Date, Line, Lines, Link, Paragraph, Rows};

pub(super) const NAME_EN: Field = field("name_en", Line, "Nom en anglais", "Name in English")
    .help(
        "Pour les documents en anglais ; sinon le nom français y est repris.",
        "Used in English documents; otherwise the French name stands there.",
    )
    .eg("E-mail marketing", "E-mail marketing");
pub(super) const DESCRIPTION: Field = field("description", Paragraph, "Description", "Description")
    .help(
        "Ce qu’un lecteur qui ne connaît pas le service doit comprendre.",
        "What a reader who does not know the department needs to understand.",
    )
    .eg(
        "Suivi des commandes depuis le panier jusqu’à la livraison, et réponses aux clients.",
        "Following orders from basket to delivery, and answering customers.",
    );
pub(super) const DESCRIPTION_EN: Field =
    field("description_en", Paragraph, "Description en anglais", "Description in English")
        .help("Pour les documents en anglais.", "Used in English documents.")
        .eg("Following orders from basket to delivery.", "Following orders from basket to delivery.");
pub(super) const ADDRESS: Field = field("address", Line, "Adresse", "Address")
    .help("Numéro et voie.", "Number and street.")
    .eg("12 rue des Lavandières", "12 rue des Lavandières");
pub(super) const POSTAL_CODE: Field = field("postal_code", Line, "Code postal", "Postal code")
    .help("Code postal.", "Postal code.")
    .eg("26110", "26110");
pub(super) const CITY: Field =
    field("city", Line, "Ville", "City").help("Commune.", "Town or city.").eg("Nyons", "Nyons");
pub(super) const COUNTRY: Field = field("country", Choice(&v::COUNTRIES), "Pays", "Country")
    .help("Pays d’établissement.", "Country of establishment.");
pub(super) const PHONE: Field = field("phone", Line, "Téléphone", "Telephone")
    .help(
        "Numéro où joindre la personne ou l’organisme.",
        "Number at which the person or organisation can be reached.",
    )
    .eg("04 00 00 00 00", "+33 4 00 00 00 00");
pub(super) const EMAIL: Field = field("email", Line, "Adresse mél", "E-mail address")
    .help("Adresse électronique suivie.", "An e-mail address that is read.")
    .eg("contact@exemple.fr", "contact@example.org");
/// The e-mail address of somebody whose contact details Art. 30 asks: any way to reach them answers.
pub(super) const CONTACT_EMAIL: Field = EMAIL.help(
    "Adresse électronique suivie ; à défaut, une adresse ou un téléphone suffit.",
    "An e-mail address that is read; failing that, an address or a telephone number is enough.",
);
pub(super) const NOTES: Field = field("notes", Paragraph, "Notes", "Notes")
    .help(
        "Ce qui n’a pas d’autre place ; une importation y garde ce qu’elle n’a pas su ranger.",
        "What has no other place; an import keeps here what it could not place.",
    )
    .eg("À revoir avec le service commercial.", "To be reviewed with the sales department.");
pub(super) const DPV: Field = field("dpv", Lines, "Termes DPV", "DPV terms")
    .help(
        "Termes du Data Privacy Vocabulary, pour l’échange avec d’autres outils.",
        "Terms of the Data Privacy Vocabulary, for exchange with other tools.",
    )
    .eg("dpv:DirectMarketing", "dpv:DirectMarketing");
/// Rules set aside on a record: a row is called like the rule.
pub(super) const WAIVERS: Field = field("waivers", Shape::Rows(WAIVER), "Dérogations", "Waivers").help(
    "Règles écartées pour cette fiche, chacune sous le nom de la règle, avec un motif, un auteur et une fin.",
    "Rules set aside for this record, each under the rule’s name, with a reason, an author and an end.",
);

/// The same in the organisation’s record, where one may stand for every record.
pub(super) const GENERAL_WAIVERS: Field = Field { shape: Shape::Rows(GENERAL_WAIVER), ..WAIVERS };

const WAIVER: &[Field] = &[WAIVER_REASON, WAIVER_BY, WAIVER_ON, WAIVER_UNTIL, WAIVER_PLACES];
const GENERAL_WAIVER: &[Field] =
    &[WAIVER_REASON, WAIVER_BY, WAIVER_ON, WAIVER_UNTIL, WAIVER_PLACES, WAIVER_EVERYWHERE];

const WAIVER_REASON: Field = field("reason", Paragraph, "Motif", "Reason")
    .art("5(2)")
    .need(Recommended)
    .never_none()
    .help(
        "Pourquoi la règle est écartée ici\u{202f}; sans motif, la dérogation ne compte pas.",
        "Why the rule is set aside here; without a reason the waiver does not count.",
    )
    .eg(
        "Prestataire en cours de changement ; l’audit est prévu en mars.",
        "Provider being replaced; the audit is planned for March.",
    );
const WAIVER_BY: Field = field("by", Line, "Décidée par", "Decided by")
    .need(Recommended)
    .never_none()
    .help("Fonction de la personne qui en répond.", "Position of the person who answers for it.")
    .eg("Délégué à la protection des données", "Data protection officer");
const WAIVER_ON: Field =
    field("on", Date, "Décidée le", "Decided on").help("Date de la décision.", "Date of the decision.");
const WAIVER_UNTIL: Field = field("until", Date, "Jusqu’au", "Until")
    .need(Recommended)
    .never_none()
    .help("Dernier jour où elle vaut.", "Last day on which it stands.");
const WAIVER_PLACES: Field = field("places", Lines, "Champs", "Fields")
    .help(
        "Les seuls champs pour lesquels elle vaut, s’il y en a\u{a0}: data.contact, transfers.",
        "The only fields for which it stands, if any: data.contact, transfers.",
    )
    .eg("data.contact", "data.contact");
const WAIVER_EVERYWHERE: Field = field("everywhere", Bool, "Pour toutes les fiches", "For every record")
    .help("La règle est écartée dans tout le registre.", "The rule is set aside in the whole register.");

pub(super) const ORIGIN: Field =
    field("origin", Shape::Group(ORIGIN_FIELDS), "Origine de la fiche", "Origin of the record").help(
        "D’où la fiche a été importée ; permet de la reconnaître à la prochaine importation.",
        "Where the record was imported from; lets the next import recognise it.",
    );
const ORIGIN_FIELDS: &[Field] = &[
    field("tool", Line, "Outil ou modèle", "Tool or template")
        .help("Outil ou modèle d’où vient la fiche.", "Tool or template it comes from.")
        .eg("CNIL, registre simplifié", "CNIL simplified register"),
    field("version", Line, "Version", "Version")
        .help("Version ou édition de cet outil.", "Version or edition of that tool.")
        .eg("2019-07", "2019-07"),
    field("id", Line, "Identifiant d’origine", "Original identifier")
        .help("Identifiant de la fiche dans cet outil.", "The record’s identifier in that tool.")
        .eg("ref-001", "ref-001"),
    field("file", Line, "Empreinte du fichier", "Fingerprint of the file")
        .help(
            "Empreinte du fichier importé (git hash-object) ; le même fichier est reconnu à la prochaine importation.",
            "Fingerprint of the imported file (git hash-object); the same file is recognised at the next import.",
        )
        .eg(
            "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391",
            "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391",
        ),
    field("imported_on", Date, "Importée le", "Imported on")
        .help("Date de l’importation.", "Date of the import."),
];

const PERSON_NAME: Field = field("name", Line, "Nom", "Name")
    .help("Nom de la personne ou de l’organisme.", "Name of the person or organisation.")
    .eg("Nom de la personne ou du service", "Name of the person or department");
const FIRST_NAME: Field = field("first_name", Line, "Prénom", "First name")
    .help("Prénom, pour une personne.", "First name, for a person.")
    .eg("Prénom", "First name");
const POSITION: Field = field("position", Line, "Fonction", "Position")
    .help("Fonction dans l’organisme.", "Position in the organisation.")
    .eg("Gérante", "Managing director");
const COMPANY: Field = field("company", Line, "Société", "Company")
    .help("Société de la personne, si elle est externe.", "The person’s company, if external.")
    .eg("Cabinet de conseil", "Consulting firm");

/// A person or organisation that can be reached.
pub(super) const CONTACT: &[Field] =
    &[PERSON_NAME, FIRST_NAME, POSITION, COMPANY, ADDRESS, POSTAL_CODE, CITY, COUNTRY, PHONE, EMAIL];

/// Art. 30(1)(a): the controller of an activity, with the contact details that the article asks.
pub(super) const CONTROLLER: &[Field] = &[
    PERSON_NAME.art("30(1)(a)").need(Mandatory).never_none(),
    FIRST_NAME,
    POSITION,
    COMPANY,
    ADDRESS,
    POSTAL_CODE,
    CITY,
    COUNTRY,
    PHONE,
    CONTACT_EMAIL.art("30(1)(a)").need_controller(Mandatory).never_none(),
];

pub(super) const REPRESENTATIVE: &[Field] = &[
    PERSON_NAME.art("30(1)(a), 30(2)(a)").need(Mandatory).never_none(),
    FIRST_NAME,
    POSITION,
    COMPANY,
    ADDRESS,
    POSTAL_CODE,
    CITY,
    COUNTRY,
    PHONE,
    CONTACT_EMAIL.art("30(1)(a), 30(2)(a)").need(Mandatory).never_none(),
    field("mandate_ref", Link, "Mandat écrit", "Written mandate")
        .art("27(1)")
        .help("Référence du mandat écrit.", "Reference of the written mandate."),
];

pub(super) const DPO: &[Field] = &[
    PERSON_NAME.art("30(1)(a), 30(2)(a)").need(Mandatory).never_none(),
    FIRST_NAME,
    field("company", Line, "Société du délégué (si externe)", "DPO’s company (if external)")
        .help("Organisme du délégué lorsqu’il est externe.", "The DPO’s organisation when external.")
        .eg("Cabinet de conseil", "Consulting firm"),
    ADDRESS,
    POSTAL_CODE,
    CITY,
    COUNTRY,
    PHONE,
    CONTACT_EMAIL.art("30(1)(a), 30(2)(a)").need(Mandatory).never_none(),
    field("designated_on", Date, "Désigné le", "Designated on")
        .art("37(1)")
        .help("Date de désignation.", "Date of designation."),
    field("designation_ref", Line, "N° de désignation", "Designation number")
        .art("37(7)")
        .help(
            "Numéro donné par la CNIL à la désignation.",
            "Number given by the authority to the designation.",
        )
        .eg("DPO-00000", "DPO-00000"),
    field(
        "cnil_notified",
        Bool,
        "Désignation communiquée à la CNIL",
        "Designation notified to the authority",
    )
    .art("37(7)")
    .need(Recommended)
    .help(
        "Les coordonnées du délégué doivent être publiées et communiquées à la CNIL.",
        "The DPO’s contact details must be published and communicated to the authority.",
    ),
    field("other_role", Line, "Autres fonctions", "Other duties")
        .art("38(6)")
        .help(
            "Autres fonctions du délégué ; elles ne doivent pas créer de conflit d’intérêts.",
            "Other duties of the DPO; they must not create a conflict of interests.",
        )
        .eg("Responsable qualité", "Quality manager"),
];

/// A transfer outside the EEA: Chapter V, Art. 30(1)(e), 30(2)(c).
pub(super) const TRANSFER: &[Field] = &[
    field("recipient", Line, "Destinataire", "Recipient").art("30(1)(d), 30(1)(e), 30(2)(c)").need(Mandatory).never_none()
        .help("Organisme qui reçoit les données ou y accède hors de l’Espace économique européen.", "Organisation that receives the data, or accesses it, outside the European Economic Area.")
        .eg("Équipe de support du prestataire", "The provider’s support team"),
    field("processor", Shape::Ref(crate::model::kind::Kind::Processor), "Sous-traitant concerné", "Processor concerned").help("Le sous-traitant par lequel passe le transfert, s’il y en a un.", "The processor through which the transfer goes, if any."),
    field("country", Choice(&v::COUNTRIES), "Pays", "Country").art("30(1)(e), 30(2)(c)").need(Mandatory).never_none()
        .help("Pays tiers, ou pays de l’organisation internationale. L’accès à distance d’un autre organisme depuis ce pays est un transfert.", "Third country, or the international organisation’s country. Remote access by another organisation from that country is a transfer."),
    field("nature", Line, "Nature du transfert", "Nature of the transfer").help("Hébergement, accès à distance, envoi ponctuel…", "Hosting, remote access, one-off sending…").eg("Accès à distance pour dépannage", "Remote access for support"),
    field("data", Lines, "Données transférées", "Data transferred").help("Catégories de données transférées, si ce ne sont pas toutes.", "Categories of data transferred, if not all.").eg("Coordonnées", "Contact details"),
    field("mechanism", Choice(&v::TRANSFER_MECHANISMS), "Garantie", "Safeguard").art("44, 45, 46, 49").need(Recommended)
        .help("Ce qui permet le transfert : décision d’adéquation, clauses types, règles d’entreprise, dérogation.", "What allows the transfer: adequacy decision, standard clauses, corporate rules, derogation."),
    field("module", Choice(&v::SCC_MODULES), "Module des clauses types", "Standard clauses module").art("46(2)(c)").help("Module de la décision (UE) 2021/914 qui a été signé.", "Module of Decision (EU) 2021/914 that was signed."),
    field("derogation", Choice(&v::DEROGATIONS), "Dérogation", "Derogation").art("49(1)").help("Point de l’article 49(1) invoqué.", "Point of Art. 49(1) relied on."),
    field("safeguards", Paragraph, "Garanties documentées", "Documented safeguards").art("30(1)(e), 30(2)(c)").need(WhereApplicable)
        .help("Documentation des garanties appropriées. Elle doit figurer au registre lorsque le transfert repose sur des intérêts légitimes impérieux (art. 49(1), second alinéa).", "Documentation of suitable safeguards. It must be in the record when the transfer rests on compelling legitimate interests (Art. 49(1), second subparagraph).")
        .eg("Clauses types signées, chiffrement dont la clé reste en France.", "Standard clauses signed, encryption with the key kept in France."),
    field("document", Link, "Documentation", "Documentation").art("46").need(Recommended).help("Lien ou référence du document qui prouve la garantie.", "Link to, or reference of, the document that proves the safeguard."),
    field("signed_on", Date, "Signé le", "Signed on").help("Date de signature de la garantie.", "Date on which the safeguard was signed."),
    field("tia_ref", Link, "Analyse d’impact du transfert", "Transfer impact assessment").art("46").help("Référence de l’analyse du droit du pays tiers (clause 14 des clauses types).", "Reference of the assessment of the third country’s law (clause 14 of the standard clauses)."),
    field("supplementary_measures", Paragraph, "Mesures supplémentaires", "Supplementary measures").help("Mesures ajoutées pour rendre la garantie effective (CEPD 01/2020).", "Measures added to make the safeguard effective (EDPB 01/2020).").eg("Chiffrement de bout en bout", "End-to-end encryption"),
    field("condition_confirmed", Bool, "Condition de l’adéquation vérifiée", "Adequacy condition verified").art("45").help("Pour une adéquation partielle : l’organisme est bien couvert par la décision.", "For a partial adequacy: the organisation is covered by the decision."),
    field("dpf_entity_name", Line, "Entité certifiée (États-Unis)", "Certified entity (United States)").help("Nom exact sur la liste du Data Privacy Framework.", "Exact name on the Data Privacy Framework list.").eg("Nom inscrit sur la liste", "Name on the list"),
    field("dpf_covered_data", Line, "Données couvertes (États-Unis)", "Covered data (United States)").help("Données couvertes par la certification : RH ou non.", "Data covered by the certification: HR or non-HR.").eg("Hors ressources humaines", "Non-HR"),
    field("dpf_checked_on", Date, "Certification vérifiée le", "Certification checked on").help("Date de la dernière vérification sur la liste officielle.", "Date of the last check on the official list."),
    field("fallback_mechanism", Choice(&v::TRANSFER_MECHANISMS), "Garantie de repli", "Fallback safeguard").help("Garantie prête si la première tombe.", "Safeguard that is ready should the first one fall."),
    field("frequency", Line, "Fréquence", "Frequency").art("49").help("Les dérogations s’interprètent strictement ; plusieurs ne couvrent que des transferts occasionnels (considérant 111).", "Derogations are read strictly; several cover occasional transfers only (recital 111).").eg("Ponctuel, deux fois par an", "Occasional, twice a year"),
    field("onward", Rows(ONWARD), "Transferts ultérieurs", "Onward transfers").art("44").help("À qui le destinataire transmet à son tour, dans l’ordre de la chaîne.", "To whom the recipient passes the data on, in the order of the chain."),
];

const ONWARD: &[Field] = &[
    field("recipient", Line, "Destinataire", "Recipient")
        .need(Mandatory)
        .never_none()
        .help("Organisme suivant dans la chaîne.", "Next organisation in the chain.")
        .eg("Hébergeur du prestataire", "The provider’s host"),
    field("country", Choice(&v::COUNTRIES), "Pays", "Country")
        .need(Mandatory)
        .never_none()
        .help("Pays de cet organisme.", "That organisation’s country."),
    field("mechanism", Choice(&v::TRANSFER_MECHANISMS), "Garantie", "Safeguard")
        .art("44")
        .help("Garantie qui couvre ce maillon.", "Safeguard that covers this link."),
    field("document", Link, "Documentation", "Documentation")
        .help("Référence du document.", "Reference of the document."),
];

/// The sub-processors of a processor, or of the organisation acting as one.
pub(super) const SUBPROCESSOR: &[Field] = &[
    PERSON_NAME.art("28(2)").need(Recommended),
    field("processor", Shape::Ref(crate::model::kind::Kind::Processor), "Sous-traitant", "Processor")
        .help("Sa fiche dans ce registre, s’il en a une.", "Its record in this register, if it has one."),
    field("service", Line, "Prestation", "Service")
        .help("Ce qu’il fait.", "What it does.")
        .eg("Hébergement", "Hosting"),
    COUNTRY,
    EMAIL,
    field("authorised_on", Date, "Autorisé le", "Authorised on").art("28(2)").help(
        "Date de l’autorisation, ou de l’information sans objection.",
        "Date of the authorisation, or of the notice without objection.",
    ),
];

pub(super) const ATTACHMENT: &[Field] = &[
    field("name", Line, "Intitulé", "Title")
        .help("Intitulé du document.", "Title of the document.")
        .eg("Contrat signé", "Signed contract"),
    field("link", Link, "Lien", "Link").help(
        "Adresse ou chemin du document ; il n’est jamais ouvert par le programme.",
        "Address or path of the document; the program never opens it.",
    ),
    field("date", Date, "Date", "Date").help("Date du document.", "Date of the document."),
];

pub(super) const MEDIA: Field = field("media", Choices(&v::MEDIA), "Supports", "Media")
    .help("Supports sur lesquels les données sont conservées.", "What the data is kept on.");
