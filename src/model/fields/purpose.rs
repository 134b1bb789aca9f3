//! `purposes/<id>.toml`: a purpose and the legal basis it rests on.

use super::shared::{DESCRIPTION, DESCRIPTION_EN, DPV, NAME_EN, NOTES, ORIGIN, WAIVERS};
use crate::model::field::Level::{Mandatory, Recommended};
use crate::model::field::{Field, Shape, field};
use crate::model::kind::Kind;
use crate::model::vocabulary as v;
use Shape::{Bool, Choice, Date, Group, Line, Lines, Link, Paragraph, Ref};

/// The fields of a purpose.
pub static FIELDS: &[Field] = &[
    field("name", Line, "Finalité", "Purpose")
        .art("30(1)(b), 5(1)(b)")
        .need(Mandatory)
        .never_none()
        .help(
            "L’objectif, déterminé et explicite, en une phrase que la personne concernée comprendrait.",
            "The aim, specified and explicit, in a sentence that the data subject would understand.",
        )
        .eg(
            "Envoyer la lettre d’information aux personnes inscrites",
            "Send the newsletter to those who subscribed",
        ),
    NAME_EN,
    DESCRIPTION,
    DESCRIPTION_EN,
    field("kind", Choice(&v::PURPOSE_KINDS), "Nature de la finalité", "Kind of purpose")
        .help("Sert à trouver les règles qui s’appliquent.", "Used to find the rules that apply."),
    field("legal_basis", Choice(&v::LEGAL_BASES), "Base légale", "Legal basis")
        .art("6(1), 13(1)(c)")
        .need(Recommended)
        .never_none()
        .help(
            "La CNIL conseille de n’en retenir qu’une par finalité.",
            "The CNIL advises one legal basis for each purpose.",
        ),
    field("legal_basis_detail", Paragraph, "Précision de la base légale", "Detail of the legal basis")
        .art("6(3), 13(1)(d)")
        .help(
            "Le contrat, le texte ou l’intérêt poursuivi.",
            "The contract, the law or the interest pursued.",
        )
        .eg(
            "Connaître la fréquentation de la boutique pour adapter ses horaires",
            "Know how busy the shop is so as to adapt opening hours",
        ),
    field("law_refs", Lines, "Textes", "Laws")
        .art("6(3)")
        .help(
            "Textes qui imposent ou autorisent le traitement.",
            "Laws that require or allow the processing.",
        )
        .eg("C. com. art. L123-22", "French Commercial Code, Art. L123-22"),
    field("retention", Ref(Kind::Retention), "Durée liée à la finalité", "Retention for the purpose")
        .art("5(1)(e)")
        .help(
            "Durée propre à cette finalité, si elle vaut pour toutes ses données.",
            "Retention that holds for all the data of this purpose.",
        ),
    field("public_task", Bool, "Mission de service public", "Public task").art("6(1)(e)").help(
        "La finalité relève d’une mission d’intérêt public.",
        "The purpose belongs to a task in the public interest.",
    ),
    field("is_reuse", Bool, "Réutilisation de données", "Reuse of data").art("6(4)").help(
        "Les données ont été collectées pour une autre finalité.",
        "The data was collected for another purpose.",
    ),
    field("compatibility_test_ref", Link, "Test de compatibilité", "Compatibility test")
        .art("6(4)")
        .help("Référence de l’analyse de compatibilité.", "Reference of the compatibility analysis."),
    DPV,
    NOTES,
    field("consent", Group(CONSENT), "Consentement", "Consent")
        .art("7")
        .help("Quand la base légale est le consentement.", "When the legal basis is consent."),
    field("balancing", Group(BALANCING), "Mise en balance", "Balancing test").art("6(1)(f)").help(
        "Quand la base légale est l’intérêt légitime.",
        "When the legal basis is legitimate interests.",
    ),
    WAIVERS,
    ORIGIN,
];

const CONSENT: &[Field] = &[
    field("mechanism", Choice(&v::CONSENT_MECHANISMS), "Mode de recueil", "Mechanism").art("4(11), 7").help(
        "Un acte positif clair ; le silence ne vaut pas consentement (considérant 32).",
        "A clear affirmative act; silence is not consent (recital 32).",
    ),
    field("collected", Paragraph, "Recueil", "How it is collected")
        .art("7(1)")
        .need(Recommended)
        .help(
            "Où, quand et en quels termes le consentement est demandé.",
            "Where, when and in which words consent is asked for.",
        )
        .eg(
            "Case à cocher non pré-cochée sur le formulaire d’inscription.",
            "Unticked box on the sign-up form.",
        ),
    field("proof", Paragraph, "Preuve", "Proof")
        .art("7(1)")
        .need(Recommended)
        .help("Ce qui permet de démontrer le consentement.", "What allows consent to be demonstrated.")
        .eg(
            "Horodatage et version du texte, conservés dans l’outil d’envoi.",
            "Timestamp and version of the text, kept in the mailing tool.",
        ),
    field("withdrawal", Paragraph, "Retrait", "Withdrawal")
        .art("7(3)")
        .need(Recommended)
        .help("Aussi simple que de donner le consentement.", "As easy as giving consent.")
        .eg("Lien de désinscription dans chaque message.", "Unsubscribe link in each message."),
    field("condition_of_service", Bool, "Condition du service", "Condition of the service")
        .art("7(4)")
        .help("Le service est refusé sans ce consentement.", "The service is refused without this consent."),
    field("free_choice_note", Paragraph, "Liberté du choix", "Freedom of choice")
        .art("7(4)")
        .help(
            "Pourquoi le choix est libre, surtout pour un salarié.",
            "Why the choice is free, especially for an employee.",
        )
        .eg(
            "Le refus est sans conséquence pour le salarié.",
            "Refusing has no consequence for the employee.",
        ),
    field("under_15", Bool, "Service en ligne pour moins de 15 ans", "Online service for under-15s")
        .art("8, LIL 45")
        .help(
            "Le service est proposé en ligne directement à des mineurs de moins de 15 ans.",
            "The service is offered online directly to minors under 15.",
        ),
    field("parental", Paragraph, "Accord du titulaire de l’autorité parentale", "Parental consent")
        .art("8, LIL 45")
        .help(
            "Comment le consentement conjoint est recueilli et vérifié.",
            "How the joint consent is obtained and verified.",
        )
        .eg(
            "Message de confirmation au parent, avant l’ouverture du compte.",
            "Confirmation message to the parent before the account is opened.",
        ),
];

const BALANCING: &[Field] = &[
    field("interest", Paragraph, "Intérêt poursuivi", "Interest pursued")
        .art("6(1)(f), 13(1)(d)")
        .need(Recommended)
        .help("Intérêt licite, précis, réel et présent.", "A lawful, precise, real and present interest.")
        .eg("Prévenir les vols en boutique", "Prevent theft in the shop"),
    field("necessity", Paragraph, "Nécessité", "Necessity")
        .art("6(1)(f)")
        .help("Pourquoi aucun moyen moins intrusif ne suffit.", "Why no less intrusive means is enough.")
        .eg("Les antivols seuls n’ont pas suffi.", "Anti-theft tags alone were not enough."),
    field("impact", Paragraph, "Effets pour les personnes", "Effect on people")
        .art("6(1)(f)")
        .help(
            "Effets et attentes raisonnables des personnes.",
            "Effects and reasonable expectations of people.",
        )
        .eg(
            "Les clients s’y attendent ; aucune reconnaissance faciale.",
            "Customers expect it; no facial recognition.",
        ),
    field("safeguards", Paragraph, "Garanties", "Safeguards")
        .art("6(1)(f)")
        .help("Ce qui limite ces effets.", "What limits those effects.")
        .eg("Angles réduits, accès limité, affichage.", "Narrow angles, limited access, signs."),
    field("conclusion", Line, "Conclusion", "Conclusion")
        .art("6(1)(f)")
        .help("Résultat de la mise en balance.", "Outcome of the balancing.")
        .eg("L’intérêt prévaut", "The interest prevails"),
    field("reference", Link, "Document", "Document")
        .art("5(2)")
        .need(Recommended)
        .help("Référence de l’analyse écrite.", "Reference of the written assessment."),
    field("done_on", Date, "Réalisée le", "Done on").help("Date de l’analyse.", "Date of the assessment."),
];
