//! What only the whole register shows.

use std::collections::HashMap;

use crate::check::case::Case;
use crate::check::found::Found;
use crate::check::rule::{Confidence, Holds, On, Part, RULE, Rule, Source, gdpr, since};
use crate::model::message::{Text, text};
use crate::model::{Group, Kind, Record, RecordId, Role, Severity, Value};

/// Two sheets cannot have one identifier, which is the name of the file; they can have one printed number.
pub static SAME_REFERENCE: Rule = Rule {
    code: "RGPD-A30-16",
    name: "reference-used-twice",
    severity: Severity::Warning,
    part: Part::Register,
    says: text(
        "Référence «\u{a0}{ref}\u{a0}» déjà portée par la fiche {other}.",
        "Reference “{ref}” already borne by the sheet {other}.",
    ),
    why: text(
        "La référence est ce par quoi le registre imprimé, les contrats et les mentions désignent une fiche. Portée par deux fiches, elle n’en désigne aucune (article 5(2)).",
        "The reference is how the printed register, contracts and notices point to a sheet. Borne by two sheets, it points to neither (Article 5(2)).",
    ),
    mend: text(
        "Donner à chaque fiche une référence stable qui lui soit propre (ref).",
        "Give each sheet a stable reference of its own (ref).",
    ),
    source: gdpr("5(2)"),
    on: On::Register(same_reference),
    bad: &[
        "name = \"Exemple\"\n# activities/a.toml\nref = \"T-001\"\n# activities/b.toml\nref = \"T-001\"",
        "name = \"Exemple\"\n# activities/a.toml\nref = \"T-001\"\n# activities/b.toml\nref = \" T-001\"",
    ],
    good: &[
        "name = \"Exemple\"\n# activities/a.toml\nref = \"T-001\"\n# activities/b.toml\nref = \"T-002\"",
        "name = \"Exemple\"\n# activities/a.toml\nname = \"A\"\n# activities/b.toml\nname = \"B\"",
    ],
    ..RULE
};

fn same_reference(case: &Case<'_>, found: &mut Found<'_>) {
    let mut known: HashMap<&str, &RecordId> = HashMap::new();
    for record in case.register.of(Kind::Activity) {
        let Some(reference) = record.fields.text("ref").map(str::trim).filter(|r| !r.is_empty()) else {
            continue;
        };
        match known.get(reference) {
            Some(other) => {
                found.at("ref").of(&record.id).with("ref", reference).with("other", other.id.as_str());
            }
            None => {
                known.insert(reference, &record.id);
            }
        }
    }
}

/// A sheet that is there keeps its record, whatever is claimed: the fault is to believe in an exemption that does
/// not hold. It is certain from the headcount alone.
pub static EXEMPTION: Rule = Rule {
    code: "RGPD-A30-19",
    name: "exemption-claimed",
    part: Part::Article30,
    says: text(
        "Dérogation de l’article 30(5) invoquée, alors que {why}.",
        "Exemption of Article 30(5) claimed, although {why}.",
    ),
    why: text(
        "L’article 30(5) dispense de registre les organismes de moins de 250 salariés, sauf pour un traitement qui n’est pas occasionnel, qui comporte un risque, ou qui porte sur des données sensibles ou des infractions. Ces trois exceptions sont alternatives, et le registre reste dû pour ces traitements (G29, 19 avril 2018)\u{a0}: paie, clients et fournisseurs ne sont pas occasionnels.",
        "Article 30(5) spares organisations with fewer than 250 employees the record, save for processing that is not occasional, that is likely to result in a risk, or that includes special categories or offences. These exceptions are alternative, and the record stays due for such processing (Article 29 Working Party, 19 April 2018): payroll, customers and suppliers are not occasional.",
    ),
    mend: text(
        "Ne plus invoquer la dérogation (exemption_claimed = false), ou dire pour quels traitements elle l’est (exemption_reason).",
        "Claim the exemption no longer (exemption_claimed = false), or say for which processing it is claimed (exemption_reason).",
    ),
    source: Source {
        texts: text("G29, position du 19/04/2018", "Article 29 Working Party, position paper of 19/04/2018"),
        ..gdpr("30(5)")
    },
    on: On::Register(exemption),
    bad: &[
        "name = \"Exemple\"\nexemption_claimed = true\nheadcount = 260",
        "name = \"Exemple\"\nexemption_claimed = true\n# activities/paie.toml\nname = \"Paie\"\noccasional = false",
        "name = \"Exemple\"\nexemption_claimed = true\n# activities/soins.toml\nname = \"Soins\"\n[special_categories.sante]\ncategory = \"health\"",
    ],
    good: &[
        "name = \"Exemple\"\nexemption_claimed = true\nheadcount = 12\n# activities/fete.toml\nname = \"Fête\"\noccasional = true",
        "name = \"Exemple\"\nexemption_claimed = false\nheadcount = 260",
        "name = \"Exemple\"\nexemption_claimed = true\n# activities/paie.toml\nname = \"Paie\"\n[special_categories.nir]\ncategory = \"nir\"",
    ],
    ..RULE
};

const TOO_MANY: Text = text("l’organisme compte {n} salariés", "the organisation has {n} employees");
const REGULAR: Text =
    text("la fiche «\u{a0}{name}\u{a0}» n’est pas occasionnelle", "the sheet “{name}” is not occasional");
const SENSITIVE: Text = text(
    "la fiche «\u{a0}{name}\u{a0}» porte sur des données sensibles ou des infractions",
    "the sheet “{name}” includes special categories or offences",
);

fn exemption(case: &Case<'_>, found: &mut Found<'_>) {
    if !case.is_true("exemption_claimed") {
        return;
    }
    if let Some(n) = headcount(case.fields()).filter(|n| *n >= 250) {
        let many = TOO_MANY.msg().with("n", n.unsigned_abs());
        found.at("exemption_claimed").with("why", many);
        return;
    }
    let mut out = case.register.of(Kind::Activity).filter_map(|a| Some((a, out_of_reach(a)?)));
    if let Some((activity, why)) = out.next() {
        // With a reason, somebody has thought of it: it may be claimed for what is not on this register.
        let severity = if case.has("exemption_reason") { Severity::Advice } else { Severity::Warning };
        let why = why.msg().with("name", activity.title(case.register.language()));
        found.at("exemption_claimed").with("why", why).severity(severity);
    }
}

/// Why an activity is not within the exemption, as far as its sheet says.
fn out_of_reach(activity: &Record) -> Option<Text> {
    let fields = &activity.fields;
    if fields.choice("status").is_some_and(|s| s.id == "ended") {
        return None;
    }
    // The national number is neither of Art. 9 nor of Art. 10.
    let sensitive = |row: &Group| row.choice("category").is_some_and(|c| c.id != "nir");
    if fields.bool("occasional") == Some(false) {
        Some(REGULAR)
    } else if fields.rows("special_categories").any(|(_, row)| sensitive(row)) {
        Some(SENSITIVE)
    } else {
        None
    }
}

fn headcount(organisation: &Group) -> Option<i64> {
    match organisation.get("headcount")? {
        Value::Integer(n) => Some(*n),
        _ => None,
    }
}

/// Told to those alone whose duty would change: it is no fault.
pub static REFORM: Rule = Rule {
    code: "RGPD-A30-20",
    name: "threshold-under-reform",
    severity: Severity::Advice,
    says: text(
        "Réforme européenne en cours\u{a0}: le seuil de l’article 30(5) pourrait passer à 750 salariés\u{202f}; celui de 250 s’applique toujours.",
        "European reform pending: the threshold of Article 30(5) may become 750 employees; that of 250 still applies.",
    ),
    why: text(
        "La proposition COM(2025) 501 relève le seuil de la dérogation et n’excepterait plus que les traitements à risque élevé. Accord provisoire le 9 juin 2026, vote en séance plénière annoncé pour le 23 novembre 2026. Tant que le texte n’est pas en vigueur, rien ne change.",
        "Proposal COM(2025) 501 raises the threshold of the exemption, and would except high-risk processing alone. Provisional agreement on 9 June 2026, plenary vote announced for 23 November 2026. Until the text is in force nothing changes.",
    ),
    mend: text(
        "Vérifier le Journal officiel de l’Union avant de décider\u{202f}; ne rien supprimer du registre.",
        "Look in the Official Journal of the Union before deciding; remove nothing from the record.",
    ),
    source: Source {
        article: "30(5)",
        texts: text("COM(2025) 501, procédure 2025/0130(COD)", "COM(2025) 501, procedure 2025/0130(COD)"),
        url: "https://oeil.europarl.europa.eu/oeil/en/procedure-file?reference=2025%2F0130%28COD%29",
    },
    // A reform that is said to be pending for years is to be looked up again.
    holds: Holds { until: Some((2027, 12, 31)), ..since(2026, 11, 23) },
    confidence: Confidence::Medium,
    on: On::Record(Kind::Organisation, |case, found| match headcount(case.fields()) {
        Some(250..750) => {
            found.at("headcount");
        }
        Some(0..250) if case.is_true("exemption_claimed") => {
            found.at("exemption_claimed");
        }
        _ => {}
    }),
    bad: &[
        "name = \"Exemple\"\nheadcount = 400",
        "name = \"Exemple\"\nheadcount = 40\nexemption_claimed = true",
    ],
    good: &[
        "name = \"Exemple\"\nheadcount = 40",
        "name = \"Exemple\"\nheadcount = 750",
        "# today 2026-11-22\nname = \"Exemple\"\nheadcount = 400",
    ],
    ..RULE
};

/// The other record may be kept elsewhere, as the CNIL recommends: this one cannot see it.
pub static NO_PROCESSOR_RECORD: Rule = Rule {
    code: "RGPD-A30-21",
    name: "no-processor-record",
    severity: Severity::Warning,
    part: Part::Article30,
    says: text(
        "L’organisme agit aussi comme sous-traitant, et aucune fiche n’a ce rôle.",
        "The organisation also acts as a processor, and no sheet has that role.",
    ),
    why: text(
        "Qui traite des données pour le compte de clients tient un second registre, celui de l’article 30(2). La CNIL recommande d’en tenir deux\u{202f}; ici, les fiches de rôle «\u{a0}sous-traitant\u{a0}» forment le second.",
        "Whoever processes data on behalf of clients keeps a second record, that of Article 30(2). The CNIL recommends keeping two; here, the sheets with the role “processor” make up the second.",
    ),
    mend: text(
        "Créer une fiche par activité menée pour des clients (role = \"processor\"), ou corriger acts_as_processor.",
        "Make a sheet for each activity carried out for clients (role = \"processor\"), or correct acts_as_processor.",
    ),
    source: Source {
        article: "30(2)",
        texts: text("CNIL, tenue du registre", "CNIL, on keeping the record"),
        url: "https://www.cnil.fr/fr/RGPD-le-registre-des-activites-de-traitement",
    },
    on: On::Register(|case, found| {
        if !case.is_true("acts_as_processor") {
            return;
        }
        let mut activities = case.register.of(Kind::Activity).peekable();
        // A register that has no sheet yet lacks more than this one.
        if activities.peek().is_some() && activities.all(|a| a.role() != Role::Processor) {
            found.at("acts_as_processor");
        }
    }),
    bad: &[
        "name = \"Exemple\"\nacts_as_processor = true\n# activities/a.toml\nname = \"A\"",
        "name = \"Exemple\"\nacts_as_processor = true\n# activities/a.toml\nrole = \"controller\"\n# activities/b.toml\nrole = \"joint\"",
    ],
    good: &[
        "name = \"Exemple\"\nacts_as_processor = true\n# activities/a.toml\nrole = \"processor\"",
        "name = \"Exemple\"\nacts_as_processor = false\n# activities/a.toml\nname = \"A\"",
        "name = \"Exemple\"\nacts_as_processor = true",
    ],
    ..RULE
};
