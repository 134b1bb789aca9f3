//! Consent and minors (Articles 7 and 8).
//!
//! A question left open is no proof that consent cannot be shown or withdrawn: it is found as a warning. "None"
//! is what the record says, and an error.

use crate::check::case::Case;
use crate::check::found::Found;
use crate::check::rule::{On, RULE, Rule, Source, gdpr};
use crate::model::message::text;
use crate::model::{Group, Kind, Record, Severity};

pub(super) const RULES: &[&Rule] =
    &[&PROOF, &WITHDRAWAL, &NO_ACT, &CHANNELS, &CONDITION, &UNDER_FIFTEEN, &CHILD_NOTICE];

static PROOF: Rule = Rule {
    code: "RGPD-A07-01",
    name: "consent-not-provable",
    says: text("Rien ne dit comment le consentement se prouve.", "Nothing says how consent is proved."),
    why: text(
        "Qui se fonde sur le consentement doit être en mesure de démontrer que la personne l’a donné (article 7(1))\u{a0}: qui, quand, à quoi, en quels termes. À défaut, le traitement est sans base.",
        "Whoever relies on consent must be able to demonstrate that the person gave it (Article 7(1)): who, when, to what, in which words. Without that the processing has no basis.",
    ),
    mend: text(
        "Décrire ce qui est gardé\u{a0}: horodatage, version du texte, identifiant (consent.proof).",
        "Describe what is kept: timestamp, version of the text, identifier (consent.proof).",
    ),
    source: gdpr("7(1), 5(2)"),
    on: On::Record(Kind::Purpose, |case, found| {
        if rests_on_consent(case) {
            missing(case, "consent.proof", found);
        }
    }),
    bad: &[
        "legal_basis = \"consent\"",
        "legal_basis = \"consent\"\n[consent]\nmechanism = \"checkbox\"\nproof = \"\"",
    ],
    good: &[
        "legal_basis = \"consent\"\n[consent]\nproof = \"Horodatage et version du texte.\"",
        "legal_basis = \"contract\"\n[consent]\nproof = \"\"",
    ],
    ..RULE
};

static WITHDRAWAL: Rule = Rule {
    code: "RGPD-A07-02",
    name: "consent-without-withdrawal",
    says: text("Rien ne dit comment le consentement se retire.", "Nothing says how consent is withdrawn."),
    why: text(
        "La personne peut retirer son consentement à tout moment, aussi simplement qu’elle l’a donné, et elle en est informée avant de le donner (article 7(3)).",
        "People may withdraw consent at any time, as easily as they gave it, and are told so before they give it (Article 7(3)).",
    ),
    mend: text(
        "Décrire le retrait sur la finalité (consent.withdrawal) ou sur la fiche (rights.withdrawal).",
        "Describe the withdrawal in the purpose (consent.withdrawal) or in the sheet (rights.withdrawal).",
    ),
    source: gdpr("7(3), 13(2)(c)"),
    on: On::Record(Kind::Purpose, |case, found| {
        let said = |a: &Record| a.fields.group("rights").and_then(|r| r.text("withdrawal")).is_some();
        if rests_on_consent(case) && !case.activities().any(said) {
            missing(case, "consent.withdrawal", found);
        }
    }),
    bad: &[
        "legal_basis = \"consent\"\n[consent]\nproof = \"Horodatage.\"",
        "legal_basis = \"consent\"\n[consent]\nwithdrawal = \"\"",
    ],
    good: &[
        "legal_basis = \"consent\"\n[consent]\nwithdrawal = \"Lien de désinscription.\"",
        "legal_basis = \"consent\"\n# activities/a.toml\npurposes = [\"exemple\"]\n[rights]\nwithdrawal = \"Dans le compte.\"",
    ],
    ..RULE
};

static NO_ACT: Rule = Rule {
    code: "RGPD-A07-03",
    name: "consent-without-an-act",
    says: text(
        "Consentement recueilli sans acte positif\u{a0}: {mechanism}.",
        "Consent collected without an affirmative act: {mechanism}.",
    ),
    why: text(
        "Le consentement est un acte positif clair (article 4(11))\u{a0}: ni silence, ni case cochée par défaut, ni inactivité (considérant 32). La Cour de justice l’a jugé pour la case pré-cochée (C-673/17), et la CNIL pour la poursuite de la navigation.",
        "Consent is a clear affirmative act (Article 4(11)): not silence, nor a pre-ticked box, nor inactivity (recital 32). The Court of Justice held so of the pre-ticked box (C-673/17), and the CNIL of continued browsing.",
    ),
    mend: text(
        "Recueillir un acte de la personne – case à cocher, signature, confirmation – et redemander à celles qui n’en ont fait aucun (consent.mechanism).",
        "Collect an act of the person – a box to tick, a signature, a confirmation – and ask those again who made none (consent.mechanism).",
    ),
    source: Source {
        texts: text(
            "Considérant 32\u{202f}; CJUE, 01/10/2019, C-673/17, Planet49",
            "Recital 32; CJEU, 1 October 2019, C-673/17, Planet49",
        ),
        ..gdpr("4(11), 7(1)")
    },
    on: On::Record(Kind::Purpose, |case, found| {
        let mechanism = case.value("consent.mechanism").and_then(|v| v.as_choice());
        let no_act = ["precheckedbox", "silence", "browsing", "inactivity"];
        if let Some(m) = mechanism.filter(|m| rests_on_consent(case) && no_act.contains(&m.id)) {
            found.at("consent.mechanism").with("mechanism", m.label);
        }
    }),
    bad: &[
        "legal_basis = \"consent\"\n[consent]\nmechanism = \"precheckedbox\"",
        "legal_basis = \"consent\"\n[consent]\nmechanism = \"browsing\"",
    ],
    good: &[
        "legal_basis = \"consent\"\n[consent]\nmechanism = \"checkbox\"",
        "legal_basis = \"legitimate_interest\"\n[consent]\nmechanism = \"silence\"",
    ],
    ..RULE
};

/// The register cannot see the form: it sees several channels and one purpose that people agree to, and asks.
static CHANNELS: Rule = Rule {
    code: "RGPD-A07-04",
    name: "one-consent-for-several-channels",
    severity: Severity::Advice,
    says: text(
        "Un seul consentement pour plusieurs canaux de prospection\u{a0}: la fiche ne dit pas s’ils sont demandés séparément.",
        "One consent for several marketing channels: the sheet does not say whether each is asked for apart.",
    ),
    why: text(
        "Le consentement est présumé contraint quand il ne peut être donné séparément à des opérations différentes (considérant 43). Une personne peut vouloir la lettre d’information et non les SMS ni les appels.",
        "Consent is presumed not to be free where it cannot be given separately to different operations (recital 43). People may want the newsletter, and neither text messages nor calls.",
    ),
    mend: text(
        "Décrire une demande par canal (consent.collected), ou une finalité par canal.",
        "Describe one request for each channel (consent.collected), or one purpose for each channel.",
    ),
    source: Source { texts: text("Considérants 32 et 43", "Recitals 32 and 43"), ..gdpr("6(1)(a), 7(2)") },
    on: On::Record(Kind::Activity, one_consent),
    bad: &[
        "purposes = [\"p\"]\n[prospecting]\nchannels = [\"email\", \"sms\"]\n# purposes/p.toml\nkind = \"prospecting\"\nlegal_basis = \"consent\"",
        "purposes = [\"p\"]\n[prospecting]\nchannels = [\"email\", \"phone\"]\n# purposes/p.toml\nkind = \"prospecting\"\nlegal_basis = \"consent\"\n[consent]\ncollected = \"Case sur le formulaire.\"",
    ],
    good: &[
        "purposes = [\"p\"]\n[prospecting]\nchannels = [\"email\", \"postal\"]\n# purposes/p.toml\nkind = \"prospecting\"\nlegal_basis = \"consent\"",
        "purposes = [\"p\"]\n[prospecting]\nchannels = [\"email\", \"sms\"]\n# purposes/p.toml\nkind = \"prospecting\"\nlegal_basis = \"consent\"\n[consent]\ncollected = \"Une case par canal.\"",
        "purposes = [\"p\", \"q\"]\n[prospecting]\nchannels = [\"email\", \"sms\"]\n# purposes/p.toml\nkind = \"prospecting\"\nlegal_basis = \"consent\"\n# purposes/q.toml\nkind = \"prospecting\"\nlegal_basis = \"consent\"",
    ],
    ..RULE
};

fn one_consent(case: &Case<'_>, found: &mut Found<'_>) {
    let Some(channels) = case.fields().group("prospecting").map(|p| p.items("channels")) else { return };
    let asked = ["email", "sms", "mms", "automated_call", "messaging", "phone"];
    let asked = channels.iter().filter_map(|c| c.as_choice()).filter(|c| asked.contains(&c.id));
    if asked.count() < 2 || case.is_over() {
        return;
    }
    let mut marketing =
        case.purposes().filter(|p| p.fields.choice("kind").is_some_and(|k| k.id == "prospecting"));
    let (Some(only), None) = (marketing.next(), marketing.next()) else { return };
    let consent = only.fields.choice("legal_basis").is_some_and(|b| b.id == "consent");
    let collected = only.fields.group("consent").and_then(|c| c.text("collected"));
    let apart = |words: &str| {
        ["canal", "canaux", "chaque", "channel", "each", "distinct", "sépar", "separate", "apart"]
            .iter()
            .any(|word| words.contains(word))
    };
    if consent && !collected.is_some_and(apart) {
        found.at("prospecting.channels");
    }
}

static CONDITION: Rule = Rule {
    code: "RGPD-A07-05",
    name: "consent-as-a-condition",
    severity: Severity::Warning,
    says: text(
        "Service refusé à qui ne consent pas, sans que la liberté du choix soit expliquée.",
        "Service refused to those who do not consent, and nothing explains why the choice is free.",
    ),
    why: text(
        "Pour juger si le consentement est libre, l’article 7(4) tient le plus grand compte de ce que le service soit subordonné à un consentement qui n’est pas nécessaire à son exécution. S’il l’était, la base serait le contrat.",
        "To judge whether consent is free, Article 7(4) takes utmost account of whether the service is conditional on a consent that is not necessary for it. If it were necessary, the basis would be the contract.",
    ),
    mend: text(
        "Rendre le consentement facultatif (consent.condition_of_service), ou dire pourquoi le choix reste libre (consent.free_choice_note).",
        "Make consent optional (consent.condition_of_service), or say why the choice is still free (consent.free_choice_note).",
    ),
    source: gdpr("7(4), 4(11)"),
    on: On::Record(Kind::Purpose, |case, found| {
        if rests_on_consent(case)
            && case.is_true("consent.condition_of_service")
            && case.lacks("consent.free_choice_note")
        {
            found.at("consent.condition_of_service");
        }
    }),
    bad: &[
        "legal_basis = \"consent\"\n[consent]\ncondition_of_service = true",
        "legal_basis = \"consent\"\n[consent]\ncondition_of_service = true\nfree_choice_note = \"\"",
    ],
    good: &[
        "legal_basis = \"consent\"\n[consent]\ncondition_of_service = false",
        "legal_basis = \"consent\"\n[consent]\ncondition_of_service = true\nfree_choice_note = \"Le même service est offert sans ce suivi.\"",
    ],
    ..RULE
};

/// Fifteen years is the age that France chose. Whether a service is offered to children is said on the purpose;
/// as long as it is not, minors among the people of a sheet are a reason to ask.
static UNDER_FIFTEEN: Rule = Rule {
    code: "RGPD-A08-01",
    name: "no-parental-consent",
    says: text(
        "Service en ligne proposé à des moins de 15 ans sur leur consentement, sans celui du titulaire de l’autorité parentale.",
        "Online service offered to under-15s on their consent, without that of the holder of parental authority.",
    ),
    why: text(
        "Pour un service de la société de l’information proposé directement aux enfants, le consentement d’un mineur de moins de 15 ans n’est licite en France que s’il est donné conjointement par lui et par le titulaire de l’autorité parentale (article 8\u{202f}; loi Informatique et Libertés, article 45). Il faut le vérifier raisonnablement.",
        "For an information society service offered directly to children, the consent of a minor under 15 is lawful in France only if given jointly by the child and the holder of parental authority (Article 8; French Data Protection Act, Art. 45). Reasonable efforts must be made to verify it.",
    ),
    mend: text(
        "Décrire le double consentement et sa vérification (consent.parental), ou dire que le service ne s’adresse pas à eux (consent.under_15 = false).",
        "Describe the joint consent and how it is verified (consent.parental), or say that the service is not for them (consent.under_15 = false).",
    ),
    source: Source {
        url: "https://www.legifrance.gouv.fr/loda/id/JORFTEXT000000886460",
        ..gdpr("8(1), 8(2), LIL 45")
    },
    french: true,
    on: On::Record(Kind::Purpose, |case, found| {
        if rests_on_consent(case) && case.is_true("consent.under_15") {
            missing(case, "consent.parental", found);
        }
    }),
    bad: &[
        "legal_basis = \"consent\"\n[consent]\nunder_15 = true",
        "legal_basis = \"consent\"\n[consent]\nunder_15 = true\nparental = \"\"",
    ],
    good: &[
        "legal_basis = \"consent\"\n[consent]\nunder_15 = true\nparental = \"Courriel de confirmation au parent.\"",
        "legal_basis = \"contract\"\n[consent]\nunder_15 = true",
    ],
    ..RULE
};

static CHILD_NOTICE: Rule = Rule {
    code: "RGPD-A08-02",
    name: "no-information-for-children",
    severity: Severity::Advice,
    says: text(
        "Des mineurs sont concernés\u{a0}: aucune information à leur portée n’est citée.",
        "Minors are concerned: no information within their reach is mentioned.",
    ),
    why: text(
        "L’information est concise, claire et simple, en particulier quand elle s’adresse à un enfant (article 12(1), considérant 58). Un texte écrit pour ses parents ne suffit pas à l’enfant qui donne lui-même ses données.",
        "Information is concise, clear and plain, in particular where it is addressed to a child (Article 12(1), recital 58). A text written for the parents is not enough for a child who gives the data.",
    ),
    mend: text(
        "Écrire une information pour ce public et la citer (information.child_notice_ref)\u{202f}; «\u{a0}néant\u{a0}» si elle s’adresse à leurs seuls représentants.",
        "Write information for this audience and mention it (information.child_notice_ref); “none” if it is addressed to their representatives alone.",
    ),
    source: Source { texts: text("Considérant 58", "Recital 58"), ..gdpr("12(1)") },
    on: On::Record(Kind::Activity, |case, found| {
        let minors = |row: &Group| {
            row.bool("minors") == Some(true) || row.choice("category").is_some_and(|c| c.id == "minors")
        };
        // "None" is an answer here: the information goes to those who answer for them.
        if case.is_open("information.child_notice_ref")
            && !case.is_for_clients()
            && !case.is_over()
            && case.rows("data_subjects").any(|(_, row)| minors(row))
            && !only_passes_by(case)
        {
            found.at("information.child_notice_ref");
        }
    }),
    bad: &[
        "[data_subjects.eleves]\ncategory = \"minors\"",
        "[data_subjects.clients]\ncategory = \"customers\"\nminors = true\n[information]\nnotice_ref = \"https://exemple.example/donnees\"",
    ],
    good: &[
        "[data_subjects.eleves]\ncategory = \"minors\"\n[information]\nchild_notice_ref = \"https://exemple.example/enfants\"",
        "[data_subjects.clients]\ncategory = \"customers\"\nminors = false",
        "[data_subjects.enfants]\ncategory = \"minors\"\n[information]\nchild_notice_ref = \"\"",
        "purposes = [\"p\"]\n[data_subjects.public]\ncategory = \"customers\"\nminors = true\n# purposes/p.toml\nkind = \"video_protection\"",
    ],
    ..RULE
};

/// Whether people give nothing themselves: children who come into a shop are filmed with everybody else.
fn only_passes_by(case: &Case<'_>) -> bool {
    let mut purposes = case.purposes().peekable();
    let watches =
        |p: &Record| p.fields.choice("kind").is_some_and(|k| matches!(k.id, "video_protection" | "security"));
    purposes.peek().is_some() && purposes.all(watches)
}

fn rests_on_consent(case: &Case<'_>) -> bool {
    case.choice("legal_basis") == Some("consent")
}

/// The field, a part of what is said of consent, has no answer; "none" is one that breaks the rule.
fn missing(case: &Case<'_>, field: &'static str, found: &mut Found<'_>) {
    if case.is_none(field) || case.is_none("consent") {
        found.at(field).severity(Severity::Error);
    } else if case.lacks(field) {
        found.at(field).severity(Severity::Warning);
    }
}
