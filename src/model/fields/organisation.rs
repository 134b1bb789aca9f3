//! `register.toml`: who keeps the register.

use super::shared::{
    ADDRESS, CITY, CONTACT, CONTACT_EMAIL, COUNTRY, DPO, GENERAL_WAIVERS, NAME_EN, NOTES, ORIGIN, PHONE,
    POSTAL_CODE, REPRESENTATIVE,
};
use crate::model::field::Level::{Mandatory, Recommended, WhereApplicable};
use crate::model::field::{Field, Shape, field};
use crate::model::vocabulary as v;
use Shape::{Bool, Choice, Choices, Date, Group, Integer, Line, Link, Paragraph, Period, Rows};

/// The fields of the organisation.
pub static FIELDS: &[Field] = &[
    field("schema", Integer, "Version du format", "Format version").help(
        "Version du format du registre ; écrite par le programme.",
        "Version of the register’s format; written by the program.",
    ),
    field("language", Choice(&v::LANGUAGES), "Langue du registre", "Language of the register").help(
        "Langue des valeurs et des documents, sauf demande contraire.",
        "Language of the values and of the documents, unless asked otherwise.",
    ),
    field("name", Line, "Nom de l’organisme", "Organisation’s name")
        .art("30(1)(a), 30(2)(a)")
        .need(Mandatory)
        .never_none()
        .help(
            "Dénomination du responsable du traitement (ou du sous-traitant) qui tient ce registre.",
            "Name of the controller (or processor) that keeps this register.",
        )
        .eg("Maison Lavande SAS", "Maison Lavande SAS"),
    NAME_EN,
    field("legal_form", Line, "Forme juridique", "Legal form")
        .help("Forme juridique.", "Legal form.")
        .eg("Société par actions simplifiée", "Simplified joint-stock company"),
    field("registration", Line, "Immatriculation", "Registration number")
        .help("Numéro SIREN, ou immatriculation étrangère.", "SIREN number, or foreign registration.")
        .eg("RCS Romans 000 000 000", "RCS Romans 000 000 000"),
    field("sector", Line, "Secteur d’activité", "Sector")
        .help("Activité principale.", "Main business.")
        .eg("Commerce de détail de cosmétiques", "Retail sale of cosmetics"),
    field("public_body", Bool, "Autorité ou organisme public", "Public authority or body")
        .art("37(1)(a)")
        .help(
            "Un organisme public désigne un délégué, à l’exception des juridictions dans l’exercice de leur fonction juridictionnelle.",
            "A public body designates a DPO, except for courts acting in their judicial capacity.",
        ),
    field("headcount", Integer, "Effectif", "Headcount")
        .art("30(5)")
        .help("Nombre de salariés, à titre indicatif.", "Number of employees, as an indication."),
    field("eu_established", Bool, "Établi dans l’Union", "Established in the Union").art("27").help(
        "Un organisme établi hors de l’Union auquel le RGPD s’applique (art. 3(2)) y désigne un représentant, sauf les cas de l’article 27(2).",
        "An organisation outside the Union to which the GDPR applies (Art. 3(2)) designates a representative in it, save in the cases of Art. 27(2).",
    ),
    field("acts_as_processor", Bool, "Agit aussi comme sous-traitant", "Also acts as a processor")
        .art("30(2)")
        .help(
            "Si oui, les activités exercées pour des clients sont inscrites avec le rôle « sous-traitant ».",
            "If so, activities carried out for clients are entered with the role “processor”.",
        ),
    ADDRESS.art("30(1)(a), 30(2)(a)").need(Mandatory).never_none(),
    POSTAL_CODE,
    CITY,
    COUNTRY,
    PHONE.art("30(1)(a), 30(2)(a)").need(Recommended),
    CONTACT_EMAIL.art("30(1)(a), 30(2)(a)").need(Mandatory).never_none(),
    field("website", Link, "Site internet", "Web site").help("Adresse du site.", "Address of the site."),
    field("authority", Line, "Autorité de contrôle", "Supervisory authority")
        .art("55")
        .help("Autorité de contrôle compétente.", "Competent supervisory authority.")
        .eg("CNIL", "CNIL"),
    field("review_cadence", Period, "Rythme de revue", "Review cadence").art("24(1)").help(
        "Délai au bout duquel chaque fiche doit être relue.",
        "Time after which each sheet must be reviewed.",
    ),
    field("reviewed_on", Date, "Registre revu le", "Register reviewed on")
        .help("Date de la dernière revue d’ensemble.", "Date of the last overall review."),
    field(
        "exemption_claimed",
        Bool,
        "Dérogation de l’article 30(5) invoquée",
        "Exemption of Art. 30(5) claimed",
    )
    .art("30(5)")
    .help(
        "Moins de 250 salariés, et seulement pour des traitements occasionnels, sans risque probable, ni données sensibles ou d’infractions.",
        "Fewer than 250 employees, and only for occasional processing without a likely risk, sensitive data or data on offences.",
    ),
    field("exemption_reason", Paragraph, "Motif de la dérogation", "Reason for the exemption")
        .art("30(5)")
        .help("Pourquoi la dérogation s’applique.", "Why the exemption applies.")
        .eg("Traitements occasionnels uniquement.", "Occasional processing only."),
    field("breach_procedure_ref", Link, "Procédure en cas de violation", "Breach procedure")
        .art("33")
        .help("Référence de la procédure.", "Reference of the procedure."),
    field("breach_register_ref", Link, "Registre des violations", "Breach register")
        .art("33(5)")
        .help("Où les violations sont consignées.", "Where breaches are recorded."),
    field("security_policy_ref", Link, "Politique de sécurité", "Security policy")
        .art("32")
        .help("Référence de la politique de sécurité.", "Reference of the security policy."),
    field("shared_accounts", Bool, "Comptes partagés", "Shared accounts").art("32(1)").help(
        "Plusieurs personnes utilisent le même compte.",
        "Several people use the same account.",
    ),
    field("remote_access", Bool, "Administration ou accès à distance", "Remote administration or access")
        .art("32(1)")
        .help(
            "Des systèmes qui contiennent des données personnelles sont administrés ou ouverts depuis l’extérieur.",
            "Systems that hold personal data are administered or opened from outside.",
        ),
    field("strong_authentication", Bool, "Authentification forte à distance", "Strong remote authentication")
        .art("32(1)")
        .help(
            "L’accès à distance demande plusieurs facteurs.",
            "Remote access asks for several factors.",
        ),
    field("retention_policy_ref", Link, "Politique de conservation", "Retention policy").art("5(1)(e)").help(
        "Référence de la politique de conservation et d’effacement.",
        "Reference of the retention and erasure policy.",
    ),
    field("rights_contact", Line, "Contact pour les droits", "Contact for rights requests")
        .art("12")
        .need(Recommended)
        .help("Où les personnes exercent leurs droits.", "Where people exercise their rights.")
        .eg("donnees@exemple.fr", "privacy@example.org"),
    field("rights_procedure_ref", Link, "Procédure d’exercice des droits", "Rights procedure")
        .art("12")
        .help("Référence de la procédure.", "Reference of the procedure."),
    NOTES,
    field("legal_representative", Group(CONTACT), "Responsable de l’organisme", "Head of the organisation")
        .need(Recommended)
        .help(
            "Personne qui représente l’organisme, comme sur la page de garde du modèle de la CNIL.",
            "Person who represents the organisation, as on the cover page of the CNIL template.",
        ),
    field(
        "eu_representative",
        Group(REPRESENTATIVE),
        "Représentant dans l’Union",
        "Representative in the Union",
    )
    .art("30(1)(a), 30(2)(a), 27")
    .need(WhereApplicable)
    .help(
        "Désigné par l’organisme établi hors de l’Union auquel le RGPD s’applique, sauf les cas de l’article 27(2) ; sinon, répondre « néant ».",
        "Designated by an organisation outside the Union to which the GDPR applies, save in the cases of Art. 27(2); otherwise answer “none”.",
    ),
    field("dpo", Group(DPO), "Délégué à la protection des données", "Data protection officer")
        .art("30(1)(a), 30(2)(a), 37")
        .need(WhereApplicable)
        .help(
            "Le délégué désigné ; répondre « néant » si l’organisme n’en a pas et n’y est pas tenu.",
            "The designated DPO; answer “none” if there is none and none is required.",
        ),
    field("security_officer", Group(CONTACT), "Référent sécurité", "Security officer").help(
        "Personne chargée de la sécurité des systèmes d’information.",
        "Person in charge of information security.",
    ),
    field("rules", Rows(OWN_RULE), "Règles de l’organisme", "The organisation’s own rules")
        .art("24(2)")
        .help(
            "Ce que l’organisme exige de son registre en plus de la loi ; la vérification le contrôle.",
            "What the organisation asks of its register beyond the law; the check looks for it.",
        ),
    field("references", Rows(OWN_REFERENCE), "Repères de durée de l’organisme", "The organisation’s own periods")
        .art("5(1)(e)")
        .help(
            "Durées que les règles de conservation peuvent nommer comme repère (reference).",
            "Periods that retention rules may name as their reference (reference).",
        ),
    GENERAL_WAIVERS,
    ORIGIN,
];

const OWN_RULE: &[Field] = &[
    field("kind", Choice(&v::OWN_RULES), "Ce qu’elle demande", "What it asks")
        .need(Recommended)
        .never_none()
        .help("Le genre de règle.", "The kind of rule."),
    field("of", Choice(&v::RECORD_KINDS), "Fiches concernées", "Records concerned")
        .help("Le genre de fiche que la règle regarde.", "The kind of record that the rule looks at."),
    field("field", Line, "Champ", "Field")
        .help(
            "Le chemin du champ, sans le nom des lignes.",
            "The path of the field, without the names of rows.",
        )
        .eg("data.necessity", "data.necessity"),
    field("period", Period, "Durée", "Period").help("La durée à comparer.", "The period to compare with."),
    field("countries", Choices(&v::COUNTRIES), "Pays", "Countries")
        .help("Les pays exclus.", "The countries excluded."),
    field("measures", Choices(&v::SECURITY_MEASURES), "Mesures", "Measures")
        .help("Les familles de mesures exigées.", "The families of measures asked for."),
    field(
        "purpose_kinds",
        Choices(&v::PURPOSE_KINDS),
        "Seulement pour ces finalités",
        "Only for these purposes",
    )
    .help(
        "La règle ne vaut que pour les activités qui ont l’une de ces finalités.",
        "The rule holds only for activities that have one of these purposes.",
    ),
    field("data_categories", Choices(&v::DATA_GROUPS), "Seulement pour ces données", "Only for this data")
        .help(
            "La règle ne vaut que pour ces catégories de données.",
            "The rule holds only for these categories of data.",
        ),
    field(
        "special_categories",
        Choices(&v::SPECIAL_CATEGORIES),
        "Seulement pour ces données particulières",
        "Only for this special data",
    )
    .help(
        "La règle ne vaut que pour ces données particulières.",
        "The rule holds only for these special categories.",
    ),
    field("statuses", Choices(&v::STATUSES), "Seulement dans ces états", "Only in these states").help(
        "À défaut, toutes les activités sauf celles qui sont closes.",
        "Otherwise every activity but those that have ended.",
    ),
    field("severity", Choice(&v::SEVERITIES), "Gravité", "Severity")
        .help("À défaut, point d’attention.", "A warning, unless said otherwise."),
    field("says", Line, "Message", "Message")
        .help("Ce que dit la vérification.", "What the check says.")
        .eg("La charte demande un lien vers la mention.", "The charter asks for a link to the notice."),
    field("says_en", Line, "Message en anglais", "Message in English")
        .help("À défaut, le message français.", "The French one stands there otherwise.")
        .eg("The charter asks for a link to the notice.", "The charter asks for a link to the notice."),
    field("reason", Paragraph, "Motif", "Reason")
        .help("Pourquoi l’organisme la veut.", "Why the organisation wants it.")
        .eg("Charte interne, article 4.", "Internal charter, section 4."),
    field("since", Date, "Depuis le", "Since")
        .help("Premier jour où elle vaut.", "First day on which it holds."),
];

const OWN_REFERENCE: &[Field] = &[
    field("label", Line, "Intitulé", "Label")
        .help("Ce qui est conservé.", "What is kept.")
        .eg("Dossiers de sinistre", "Claim files"),
    field("trigger", Line, "Point de départ", "Trigger")
        .help("L’événement à partir duquel la durée court.", "The event from which the period runs.")
        .eg("Clôture du dossier", "Closing of the file"),
    field("active", Period, "Base active", "Active database")
        .help("Durée d’utilisation courante.", "Period of everyday use."),
    field("archive", Period, "Archivage intermédiaire", "Intermediate archive")
        .help("Durée d’archivage à accès restreint.", "Period of restricted archiving."),
    field("bound", Choice(&v::BOUNDS), "Comparaison", "Comparison")
        .help("À défaut, un repère.", "A benchmark, unless said otherwise."),
    field("source", Line, "Source", "Source")
        .art("5(2)")
        .need(Recommended)
        .help("D’où vient cette durée.", "Where this period comes from.")
        .eg("Politique de conservation 2026", "Retention policy 2026"),
    field("url", Link, "Lien", "Link").help("Adresse de la source.", "Address of the source."),
];
