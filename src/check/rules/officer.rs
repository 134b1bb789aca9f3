//! The data protection officer (Articles 37 to 39).

use crate::check::rule::{On, RULE, Rule, Source, gdpr};
use crate::model::fold::fold;
use crate::model::message::text;
use crate::model::{Kind, Severity};

pub(super) const RULES: &[&Rule] = &[&PUBLIC_BODY, &LARGE_SCALE, &NOT_NOTIFIED, &CONFLICT];

static PUBLIC_BODY: Rule = Rule {
    code: "RGPD-A37-01",
    name: "public-body-without-officer",
    says: text(
        "Organisme public sans délégué à la protection des données.",
        "Public body without a data protection officer.",
    ),
    why: text(
        "Une autorité ou un organisme public désigne toujours un délégué (article 37(1)(a)), sauf une juridiction dans l’exercice de sa fonction. Plusieurs organismes peuvent partager le leur (article 37(3)).",
        "A public authority or body always designates an officer (Article 37(1)(a)), save a court acting in its judicial capacity. Several bodies may share theirs (Article 37(3)).",
    ),
    mend: text("Désigner un délégué et l’inscrire (dpo).", "Designate an officer and enter them (dpo)."),
    source: gdpr("37(1)(a)"),
    on: On::Record(Kind::Organisation, |case, found| {
        // One that nobody answered yet is asked by Art. 30.
        if case.is_true("public_body") && case.is_none("dpo") {
            found.at("dpo");
        }
    }),
    bad: &[
        "name = \"Commune\"\npublic_body = true\ndpo = \"none\"",
        "name = \"Hôpital\"\nsector = \"Santé\"\npublic_body = true\ndpo = \"none\"",
    ],
    good: &[
        "name = \"Commune\"\npublic_body = true\n[dpo]\nname = \"Déléguée\"",
        "name = \"Société\"\npublic_body = false\ndpo = \"none\"",
    ],
    ..RULE
};

static LARGE_SCALE: Rule = Rule {
    code: "RGPD-A37-02",
    name: "officer-likely-needed",
    severity: Severity::Advice,
    says: text(
        "Aucun délégué, et une activité à grande échelle porte sur des données sensibles ou un suivi régulier\u{a0}: sa désignation est peut-être obligatoire.",
        "No officer, and an activity at large scale involves sensitive data or regular monitoring: designating one may be mandatory.",
    ),
    why: text(
        "Un délégué est obligatoire quand les activités de base consistent en un suivi régulier et systématique, ou en un traitement de données sensibles, à grande échelle (article 37(1)(b) et (c)). La fiche ne dit pas ce qui est «\u{a0}de base\u{a0}»\u{a0}: l’analyse s’écrit.",
        "An officer is mandatory where the core activities consist of regular and systematic monitoring, or of sensitive data, on a large scale (Article 37(1)(b) and (c)). The sheet does not tell what is “core”: the assessment is written down.",
    ),
    mend: text(
        "Désigner un délégué, ou noter pourquoi il n’en faut pas (notes de l’organisme).",
        "Designate an officer, or note why none is needed (the organisation’s notes).",
    ),
    source: Source { texts: text("G29, WP 243 rev.01", "WP29, WP 243 rev.01"), ..gdpr("37(1)(b), 37(1)(c)") },
    on: On::Register(|case, found| {
        if !case.is_none("dpo") || case.is_true("public_body") || case.has("notes") {
            return;
        }
        let telling = |a: &crate::model::Record| {
            let criteria = a.fields.group("dpia").and_then(|d| d.get("criteria"));
            let has = |word| crate::check::case::includes(criteria, word);
            has("C5") && (has("C3") || has("C4"))
        };
        let active = |a: &crate::model::Record| a.fields.choice("status").is_none_or(|s| s.id != "ended");
        if case.register.of(Kind::Activity).any(|a| active(a) && telling(a)) {
            found.at("dpo");
        }
    }),
    bad: &[
        "name = \"Clinique\"\ndpo = \"none\"\n# activities/a.toml\n[dpia]\ncriteria = [\"C4\", \"C5\"]",
        "name = \"Assureur\"\ndpo = \"none\"\n# activities/a.toml\nstatus = \"active\"\n[dpia]\ncriteria = [\"C3\", \"C5\"]",
    ],
    good: &[
        "name = \"Clinique\"\ndpo = \"none\"\n# activities/a.toml\n[dpia]\ncriteria = [\"C5\"]",
        "name = \"Clinique\"\ndpo = \"none\"\n# activities/a.toml\nstatus = \"ended\"\n[dpia]\ncriteria = [\"C4\", \"C5\"]",
    ],
    ..RULE
};

static NOT_NOTIFIED: Rule = Rule {
    code: "RGPD-A37-03",
    name: "officer-not-notified",
    says: text(
        "Le délégué n’a pas été déclaré à l’autorité.",
        "The officer was not notified to the authority.",
    ),
    why: text(
        "Les coordonnées du délégué sont communiquées à l’autorité de contrôle et publiées (article 37(7)). En France, la désignation se fait en ligne auprès de la CNIL.",
        "The officer’s contact details are communicated to the supervisory authority and published (Article 37(7)). In France the designation is made online with the CNIL.",
    ),
    mend: text(
        "Faire la désignation, puis la noter (dpo.cnil_notified, dpo.designation_ref).",
        "Make the designation, then note it (dpo.cnil_notified, dpo.designation_ref).",
    ),
    source: gdpr("37(7)"),
    on: On::Record(Kind::Organisation, |case, found| {
        if !case.has("dpo") {
            return;
        }
        if case.is_false("dpo.cnil_notified") {
            found.at("dpo.cnil_notified");
        } else if case.is_open("dpo.cnil_notified") && case.lacks("dpo.designation_ref") {
            found.at("dpo.cnil_notified").severity(Severity::Advice);
        }
    }),
    bad: &[
        "name = \"Société\"\n[dpo]\nname = \"Déléguée\"\ncnil_notified = false",
        "name = \"Société\"\n[dpo]\nname = \"Déléguée\"",
    ],
    good: &[
        "name = \"Société\"\n[dpo]\nname = \"Déléguée\"\ncnil_notified = true",
        "name = \"Société\"\n[dpo]\nname = \"Déléguée\"\ndesignation_ref = \"DPO-12345\"",
    ],
    ..RULE
};

static CONFLICT: Rule = Rule {
    code: "RGPD-A38-01",
    name: "officer-in-conflict",
    severity: Severity::Warning,
    says: text(
        "Le délégué est aussi «\u{a0}{role}\u{a0}»\u{a0}: cette fonction décide peut-être des fins ou des moyens.",
        "The officer is also “{role}”: this position may decide purposes or means.",
    ),
    why: text(
        "Le délégué peut avoir d’autres tâches, mais aucune qui l’amène à déterminer les finalités ou les moyens qu’il contrôle (article 38(6)\u{a0}; CJUE C-453/21, 09/02/2023).",
        "The officer may have other tasks, but none that leads them to determine the purposes or means that they oversee (Article 38(6); CJEU C-453/21, 9 February 2023).",
    ),
    mend: text(
        "Changer de délégué ou de fonction, ou écarter la règle avec l’analyse qui montre l’absence de conflit.",
        "Change the officer or the position, or waive the rule with the assessment that shows no conflict.",
    ),
    source: Source { texts: text("CJUE C-453/21", "CJEU C-453/21"), ..gdpr("38(6)") },
    on: On::Record(Kind::Organisation, |case, found| {
        let Some(role) = case.text("dpo.other_role") else { return };
        const DECIDES: &[&str] = &[
            "directeur general",
            "directrice generale",
            "gerant",
            "president",
            "directeur des systemes",
            "directrice des systemes",
            "dsi",
            "directeur informatique",
            "directrice informatique",
            "drh",
            "directeur des ressources humaines",
            "directrice des ressources humaines",
            "directeur marketing",
            "directrice marketing",
            "chief executive",
            "chief information officer",
            "head of marketing",
            "head of human resources",
            "ceo",
            "cio",
            "cmo",
        ];
        let said = fold(role);
        let decides = |word: &str| {
            said.split(|c: char| !c.is_alphanumeric()).any(|w| w == word)
                || (word.contains(' ') && said.contains(word))
        };
        if DECIDES.iter().any(|w| decides(w)) || said.starts_with("gerant") || said.starts_with("president") {
            found.at("dpo.other_role").with("role", role);
        }
    }),
    bad: &[
        "name = \"Société\"\n[dpo]\nname = \"Déléguée\"\nother_role = \"Directrice des systèmes d’information\"",
        "name = \"Société\"\n[dpo]\nname = \"Délégué\"\nother_role = \"DRH\"",
    ],
    good: &[
        "name = \"Société\"\n[dpo]\nname = \"Déléguée\"\nother_role = \"Juriste\"",
        "name = \"Société\"\n[dpo]\nname = \"Déléguée\"\nother_role = \"Archiviste, sous l’autorité du directeur\"",
    ],
    ..RULE
};
