//! Necessity, accuracy, reuse and accountability, on a sheet or a purpose.

use std::collections::HashMap;

use crate::check::case::Case;
use crate::check::facts::words;
use crate::check::found::Found;
use crate::check::rule::{On, RULE, Rule, Source, gdpr};
use crate::model::fold::fold;
use crate::model::message::text;
use crate::model::{Group, Kind, Period, Severity, Value};

const DEVELOPERS: &str = "https://github.com/LINCnil/Guide-RGPD-du-developpeur";

/// The words by which the notes of a sheet begun from a template begin, in either language; folded.
const FROM_TEMPLATE: [&str; 2] = ["questions a se poser", "questions to answer"];

pub static TEMPLATE_LEFT: Rule = Rule {
    code: "RGPD-A05-15",
    name: "template-questions-left",
    severity: Severity::Advice,
    says: text(
        "Les questions du modèle sont restées dans les notes\u{a0}: elles seraient imprimées avec la fiche.",
        "The template’s questions are still in the notes: they would be printed with the sheet.",
    ),
    why: text(
        "Une fiche commencée d’après un modèle garde dans ses notes ce qu’il faut vérifier. Une fois les réponses données, ces lignes ne disent rien de l’activité (article 5(2)).",
        "A sheet begun from a template keeps in its notes what is to be verified. Once the answers are given, those lines say nothing of the activity (Article 5(2)).",
    ),
    mend: text(
        "Répondre à chaque question là où elle se pose, puis retirer ces lignes (notes).",
        "Answer each question where it belongs, then take those lines out (notes).",
    ),
    source: gdpr("5(2)"),
    on: On::Record(Kind::Activity, |case, found| {
        let said = case.text("notes").map(fold);
        if said.is_some_and(|said| FROM_TEMPLATE.iter().any(|words| said.contains(words))) {
            found.at("notes");
        }
    }),
    bad: &[
        "notes = \"Fiche commencée d’après le modèle « Paie » : chaque ligne est à vérifier. Questions à se poser :\\n- Qui la tient ?\"",
        "notes = \"Begun from the template “Payroll”: each line is to be verified. Questions to answer:\\n- Who keeps it?\"",
    ],
    good: &["notes = \"À revoir avec le service commercial.\"", "name = \"Paie\""],
    ..RULE
};

/// Data with no purpose of its own serves those of the sheet: it is only found where that is denied.
pub static DATA_WITHOUT_PURPOSE: Rule = Rule {
    code: "RGPD-A05-01",
    name: "data-without-purpose",
    severity: Severity::Warning,
    says: text(
        "Donnée qui ne sert aucune finalité de la fiche.",
        "Data that serves no purpose of the sheet.",
    ),
    why: text(
        "Chaque donnée est adéquate, pertinente et limitée à ce qui est nécessaire à une finalité (article 5(1)(c)). Celle qui n’en sert aucune n’a pas à être collectée.",
        "Each datum is adequate, relevant and limited to what is necessary for a purpose (Article 5(1)(c)). One that serves none is not to be collected.",
    ),
    mend: text(
        "Rattacher la donnée à une finalité de la fiche (data.*.purposes), ou cesser de la collecter.",
        "Attach the data to a purpose of the sheet (data.*.purposes), or stop collecting it.",
    ),
    source: gdpr("5(1)(c), 25(2)"),
    on: On::Record(Kind::Activity, |case, found| {
        let of_sheet = |id: &_| case.fields().refs("purposes").any(|p| p == id);
        let serves_none = |row: &Group| match row.get("purposes") {
            None => false,
            Some(Value::None) => true,
            Some(_) => !row.refs("purposes").any(of_sheet),
        };
        if case.has("purposes") && !case.is_over() {
            for (name, _) in case.rows("data").filter(|(_, row)| serves_none(row)) {
                found.row("data", name, "purposes");
            }
        }
    }),
    bad: &[
        "purposes = [\"p\"]\n[data.age]\ncategory = \"identity\"\npurposes = \"none\"\n# purposes/p.toml\nname = \"P\"",
        "purposes = [\"p\"]\n[data.age]\ncategory = \"identity\"\npurposes = [\"q\"]\n# purposes/p.toml\nname = \"P\"\n# purposes/q.toml\nname = \"Q\"",
    ],
    good: &[
        "purposes = [\"p\"]\n[data.age]\ncategory = \"identity\"\n# purposes/p.toml\nname = \"P\"",
        "purposes = [\"p\"]\n[data.age]\ncategory = \"identity\"\npurposes = [\"p\", \"q\"]\n# purposes/p.toml\nname = \"P\"\n# purposes/q.toml\nname = \"Q\"",
    ],
    ..RULE
};

pub static FREE_TEXT: Rule = Rule {
    code: "RGPD-A05-02",
    name: "free-text-without-guidance",
    severity: Severity::Warning,
    says: text(
        "Zone de commentaires libres sans consigne ni contrôle décrits.",
        "Free-text field with no guidance or check described.",
    ),
    why: text(
        "Ce que l’on écrit dans une zone libre doit être pertinent et non excessif (article 5(1)(c)), et la personne peut le lire. La CNIL demande une consigne aux rédacteurs et un contrôle régulier, et a sanctionné des commentaires excessifs.",
        "What is written in a free-text field must be relevant and not excessive (Article 5(1)(c)), and the person may read it. The CNIL asks for guidance to those who write and for regular checks, and has fined excessive comments.",
    ),
    mend: text(
        "Décrire la consigne donnée et le contrôle fait (free_text_guidance)\u{202f}; préférer des listes fermées.",
        "Describe the guidance given and the checks made (free_text_guidance); prefer closed lists.",
    ),
    source: Source {
        article: "5(1)(c)",
        texts: text(
            "CNIL, zones bloc-note et commentaires (28/02/2019)",
            "CNIL, on free-text fields (28 February 2019)",
        ),
        url: "https://www.cnil.fr/fr/zones-bloc-note-et-commentaires-les-bons-reflexes-pour-ne-pas-deraper",
    },
    on: On::Due(Kind::Activity, "free_text_guidance", |case| case.has("free_text_fields") && !case.is_over()),
    bad: &[
        "free_text_fields = [\"Commentaire du compte\"]",
        "free_text_fields = [\"Commentaire du compte\"]\nfree_text_guidance = \"\"",
    ],
    good: &[
        "free_text_fields = [\"Commentaire\"]\nfree_text_guidance = \"Propos objectifs, relecture trimestrielle.\"",
        "free_text_fields = \"none\"",
    ],
    ..RULE
};

pub static ACCURACY: Rule = Rule {
    code: "RGPD-A05-10",
    name: "customers-not-kept-accurate",
    severity: Severity::Advice,
    says: text(
        "Fichier de clients\u{a0}: rien ne dit comment il est tenu à jour.",
        "Customer file: nothing says how it is kept up to date.",
    ),
    why: text(
        "Les données sont exactes et, si nécessaire, tenues à jour (article 5(1)(d)). Un fichier de clients vieillit vite\u{a0}: déménagements, doublons, décès, adresses qui ne répondent plus.",
        "Data is accurate and, where necessary, kept up to date (Article 5(1)(d)). A customer file ages fast: moves, duplicates, deaths, addresses that no longer answer.",
    ),
    mend: text(
        "Décrire la mise à jour et le traitement des retours (accuracy_process).",
        "Describe how it is updated and how returns are dealt with (accuracy_process).",
    ),
    source: gdpr("5(1)(d)"),
    on: On::Due(Kind::Activity, "accuracy_process", |case| {
        !case.is_over() && case.has_purpose_kind("customer_file")
    }),
    bad: &[
        "purposes = [\"p\"]\n# purposes/p.toml\nkind = \"customer_file\"",
        "purposes = [\"q\", \"p\"]\naccuracy_process = \"\"\n# purposes/p.toml\nkind = \"customer_file\"\n# purposes/q.toml\nkind = \"orders\"",
    ],
    good: &[
        "purposes = [\"p\"]\naccuracy_process = \"Adresse vérifiée à chaque commande.\"\n# purposes/p.toml\nkind = \"customer_file\"",
        "purposes = [\"p\"]\n# purposes/p.toml\nkind = \"payroll\"",
    ],
    ..RULE
};

/// Art. 6(4) asks for no test where the person consents or the law requires; research is compatible by Art. 5(1)(b).
pub static REUSE: Rule = Rule {
    code: "RGPD-A05-12",
    name: "reuse-without-compatibility",
    severity: Severity::Warning,
    says: text(
        "Réutilisation de données pour une autre finalité, sans test de compatibilité.",
        "Data reused for another purpose, without a compatibility test.",
    ),
    why: text(
        "Des données collectées pour une finalité ne servent à une autre que si elle est compatible (article 5(1)(b))\u{a0}: lien entre les deux, contexte, nature des données, conséquences, garanties (article 6(4)). La personne est informée avant (article 13(3)).",
        "Data collected for one purpose serves another only if it is compatible (Article 5(1)(b)): link between the two, context, nature of the data, consequences, safeguards (Article 6(4)). People are told beforehand (Article 13(3)).",
    ),
    mend: text(
        "Écrire le test et le citer (compatibility_test_ref), ou recueillir un consentement (legal_basis).",
        "Write the test and mention it (compatibility_test_ref), or obtain consent (legal_basis).",
    ),
    source: gdpr("6(4), 5(1)(b), 13(3)"),
    on: On::Due(Kind::Purpose, "compatibility_test_ref", |case| {
        case.is_true("is_reuse")
            && !matches!(case.choice("legal_basis"), Some("consent" | "legal_obligation"))
            && case.choice("kind") != Some("research")
    }),
    bad: &[
        "is_reuse = true\nlegal_basis = \"legitimate_interest\"",
        "is_reuse = true\ncompatibility_test_ref = \"\"",
    ],
    good: &[
        "is_reuse = true\nlegal_basis = \"consent\"",
        "is_reuse = true\nlegal_basis = \"legitimate_interest\"\ncompatibility_test_ref = \"dossier/test.pdf\"",
        "is_reuse = true\nkind = \"research\"\nlegal_basis = \"public_task\"",
    ],
    ..RULE
};

/// Asked only where every purpose is one of trade, and the sheet does not say why the date is needed.
pub static DATE_OF_BIRTH: Rule = Rule {
    code: "RGPD-A05-13",
    name: "full-date-of-birth",
    severity: Severity::Advice,
    says: text(
        "Date de naissance complète\u{a0}: l’année suffirait-elle\u{202f}?",
        "Full date of birth: would the year be enough?",
    ),
    why: text(
        "Une donnée moins précise suffit souvent (article 5(1)(c))\u{a0}: l’année pour une tranche d’âge, une case «\u{a0}j’ai plus de 18 ans\u{a0}» pour une majorité, le jour et le mois pour un anniversaire.",
        "A less precise datum is often enough (Article 5(1)(c)): the year for an age group, a box “I am over 18” for majority, day and month for a birthday.",
    ),
    mend: text(
        "Réduire la précision (data.*.items), ou dire pourquoi la date entière est nécessaire (data.*.necessity).",
        "Lower the precision (data.*.items), or say why the whole date is needed (data.*.necessity).",
    ),
    source: Source {
        article: "5(1)(c), 25(1)",
        texts: text("CNIL, guide du développeur, fiche 7", "CNIL, developer’s guide, sheet 7"),
        url: DEVELOPERS,
    },
    on: On::Record(Kind::Activity, date_of_birth),
    bad: &[
        "purposes = [\"p\"]\n[data.identite]\ncategory = \"identity\"\nitems = [\"Nom\", \"Date de naissance\"]\n# purposes/p.toml\nkind = \"loyalty\"",
        "purposes = [\"p\"]\n[data.identite]\ncategory = \"identity\"\nitems = [\"Nom, prénom, date de naissance\"]\n# purposes/p.toml\nkind = \"prospecting\"",
    ],
    good: &[
        "purposes = [\"p\"]\n[data.identite]\ncategory = \"identity\"\nitems = [\"Nom\", \"Année de naissance\"]\n# purposes/p.toml\nkind = \"loyalty\"",
        "purposes = [\"p\"]\n[data.identite]\ncategory = \"identity\"\nitems = [\"Date de naissance\"]\n# purposes/p.toml\nkind = \"payroll\"",
        "purposes = [\"p\"]\n[data.identite]\ncategory = \"identity\"\nitems = [\"Date de naissance\"]\nnecessity = \"Vente réservée aux majeurs.\"\n# purposes/p.toml\nkind = \"orders\"",
    ],
    ..RULE
};

const TRADE: &[&str] = &[
    "customer_file",
    "orders",
    "prospecting",
    "loyalty",
    "profiling",
    "analytics",
    "service_improvement",
    "support",
    "contests",
    "reviews",
];

fn date_of_birth(case: &Case<'_>, found: &mut Found<'_>) {
    // Nothing is folded unless the word is there.
    let is_date = |words: &str| {
        (words.contains("aissance") || words.contains("irth"))
            && ["date de naissance", "date of birth", "birth date", "birthdate"]
                .iter()
                .any(|date| fold(words).contains(date))
    };
    let whole = |row: &Group| row.items("items").iter().filter_map(Value::as_text).any(is_date);
    for (name, row) in case.rows("data").filter(|(_, row)| row.text("necessity").is_none()) {
        if whole(row) && !case.is_over() && is_of_trade(case) {
            found.row("data", name, "items");
        }
    }
}

fn is_of_trade(case: &Case<'_>) -> bool {
    let mut purposes = case.purposes().peekable();
    purposes.peek().is_some()
        && purposes.all(|p| p.fields.choice("kind").is_some_and(|k| TRADE.contains(&k.id)))
}

pub static NO_OWNER: Rule = Rule {
    code: "RGPD-A05-14",
    name: "sheet-without-owner",
    severity: Severity::Advice,
    says: text("Aucun service ne répond de la fiche.", "No department answers for the sheet."),
    why: text(
        "Le responsable démontre que les principes sont respectés (article 5(2)). Une fiche dont nul ne répond n’est relue par personne.",
        "The controller shows that the principles are respected (Article 5(2)). A sheet for which nobody answers is reviewed by nobody.",
    ),
    mend: text("Nommer le service ou la fonction (owner).", "Name the department or the position (owner)."),
    source: gdpr("5(2), 24(1)"),
    on: On::Due(Kind::Activity, "owner", |case| !case.is_over()),
    bad: &["name = \"Clients\"", "name = \"Clients\"\nowner = \"\""],
    good: &["owner = \"Service clients\"", "status = \"ended\""],
    ..RULE
};

pub static TWO_PERIODS: Rule = Rule {
    code: "RGPD-A05-16",
    name: "two-periods-for-one-datum",
    severity: Severity::Warning,
    says: text(
        "Les mêmes données («\u{a0}{item}\u{a0}») ont deux durées\u{a0}: {one} et {other}.",
        "The same data (“{item}”) has two periods: {one} and {other}.",
    ),
    why: text(
        "Deux lignes de la fiche portent les mêmes données et les gardent des temps différents, sans que rien ne dise ce qui les distingue\u{a0}: personne ne sait laquelle appliquer (article 5(1)(e)).",
        "Two rows of the sheet hold the same data and keep it for different times, and nothing says what sets them apart: nobody knows which to apply (Article 5(1)(e)).",
    ),
    mend: text(
        "Garder une ligne, ou dire ce qui distingue les deux (data.*.label).",
        "Keep one row, or say what sets the two apart (data.*.label).",
    ),
    source: gdpr("5(1)(e), 13(2)(a)"),
    on: On::Record(Kind::Activity, two_periods),
    bad: &[
        "[data.a]\nitems = [\"nom\", \"adresse\"]\nretention = \"r\"\n[data.b]\nitems = [\"Nom\", \"Adresse\"]\nretention = \"s\"\n# retention/r.toml\nactive = \"P5Y\"\n# retention/s.toml\nactive = \"P1Y\"",
        "[data.a]\nlabel = \"Identité\"\nitems = [\"nom\"]\nretention = \"r\"\n[data.b]\nlabel = \"Identité\"\nitems = [\"nom\"]\nretention = \"s\"\n# retention/r.toml\nactive = \"P3Y\"\n# retention/s.toml\nactive = \"P40M\"",
    ],
    good: &[
        "[data.a]\nlabel = \"Clients\"\nitems = [\"nom\"]\nretention = \"r\"\n[data.b]\nlabel = \"Prospects\"\nitems = [\"nom\"]\nretention = \"s\"\n# retention/r.toml\nactive = \"P5Y\"\n# retention/s.toml\nactive = \"P3Y\"",
        "[data.a]\nitems = [\"nom\", \"adresse\"]\nretention = \"r\"\n[data.b]\nitems = [\"nom\"]\nretention = \"s\"\n# retention/r.toml\nactive = \"P5Y\"\n# retention/s.toml\nactive = \"P1Y\"",
        "[data.a]\nitems = [\"nom\"]\nretention = \"r\"\n[data.b]\nitems = [\"nom\"]\nretention = \"s\"\n# retention/r.toml\nactive = \"P12M\"\n# retention/s.toml\nactive = \"P1Y\"",
    ],
    ..RULE
};

fn two_periods(case: &Case<'_>, found: &mut Found<'_>) {
    // What is said of the data, in words that can be compared; the label sets rows apart.
    let said = |row: &Group| -> Option<(Vec<String>, Option<String>)> {
        let mut items: Vec<String> = row.items("items").iter().filter_map(Value::as_text).map(fold).collect();
        items.sort_unstable();
        (!items.is_empty()).then(|| (items, row.text("label").map(fold)))
    };
    let kept = |row: &Group| case.retention(row)?.fields.period("active");
    let mut seen: HashMap<_, Period> = HashMap::new();
    for (name, row) in case.rows("data") {
        let (Some(said), Some(period)) = (said(row), kept(row)) else { continue };
        let Some(other) = seen.insert(said, period) else { continue };
        if other.is_longer_than(&period) || period.is_longer_than(&other) {
            let item = row.items("items").first().and_then(Value::as_text).unwrap_or_default();
            let told = found.row("data", name, "retention").with("item", item);
            told.with("one", words::period(&other)).with("other", words::period(&period));
        }
    }
}
