//! Joint controllers and processors (Articles 25 to 29).
//!
//! A question left open is found as a warning; "none" is what the record says, and an error.

use crate::check::case::Case;
use crate::check::facts::words;
use crate::check::found::Found;
use crate::check::rule::{On, RULE, Rule, gdpr};
use crate::model::fold::fold;
use crate::model::message::text;
use crate::model::{Group, Kind, Severity};

pub(super) const RULES: &[&Rule] = &[
    &ARRANGEMENT,
    &ESSENCE,
    &NO_CONTRACT,
    &CLAUSES,
    &AUTHORISATION,
    &GUARANTEES,
    &OWN_PURPOSES,
    &OLD_CONTRACT,
];

static ARRANGEMENT: Rule = Rule {
    code: "RGPD-A26-01",
    name: "joint-controllers-without-arrangement",
    severity: Severity::Warning,
    says: text(
        "Responsables conjoints\u{a0}: rien ne dit où est leur accord.",
        "Joint controllers: nothing says where their arrangement is.",
    ),
    why: text(
        "Les responsables conjoints fixent par accord qui fait quoi, notamment pour l’information et les droits des personnes (article 26(1)).",
        "Joint controllers determine by arrangement who does what, notably for information and rights (Article 26(1)).",
    ),
    mend: text("Dire où est l’accord (arrangement_ref).", "Say where the arrangement is (arrangement_ref)."),
    source: gdpr("26(1)"),
    on: On::Record(Kind::Activity, |case, found| {
        if is_joint(case) {
            missing(case, "arrangement_ref", found);
        }
    }),
    bad: &[
        "[joint_controllers.b]\nname = \"Banque\"",
        "role = \"joint\"\narrangement_ref = \"\"\n[joint_controllers.b]\nname = \"Banque\"",
    ],
    good: &[
        "arrangement_ref = \"ACC-1\"\n[joint_controllers.b]\nname = \"Banque\"",
        "joint_controllers = \"none\"",
    ],
    ..RULE
};

static ESSENCE: Rule = Rule {
    code: "RGPD-A26-02",
    name: "arrangement-not-made-available",
    severity: Severity::Warning,
    says: text(
        "Responsables conjoints\u{a0}: les grandes lignes de leur accord ne sont pas dites mises à disposition.",
        "Joint controllers: the essence of their arrangement is not said to be made available.",
    ),
    why: text(
        "Les grandes lignes de l’accord sont mises à la disposition des personnes (article 26(2)).",
        "The essence of the arrangement is made available to people (Article 26(2)).",
    ),
    mend: text(
        "Publier un résumé, puis le dire (essence_published = true).",
        "Publish a summary, then say so (essence_published = true).",
    ),
    source: gdpr("26(2)"),
    on: On::Record(Kind::Activity, |case, found| {
        if !is_joint(case) {
            return;
        }
        if case.is_false("essence_published") {
            found.at("essence_published").severity(Severity::Error);
        } else if case.lacks("essence_published") {
            found.at("essence_published");
        }
    }),
    bad: &[
        "[joint_controllers.b]\nname = \"Banque\"",
        "essence_published = false\n[joint_controllers.b]\nname = \"Banque\"",
    ],
    good: &[
        "essence_published = true\n[joint_controllers.b]\nname = \"Banque\"",
        "essence_published = false\njoint_controllers = \"none\"",
    ],
    ..RULE
};

static NO_CONTRACT: Rule = Rule {
    code: "RGPD-A28-01",
    name: "processor-without-contract",
    severity: Severity::Warning,
    says: text("Sous-traitant sans contrat inscrit.", "Processor with no contract entered."),
    why: text(
        "Un sous-traitant n’agit que sur un contrat écrit (article 28(3) et (9)). La fiche n’en montre ni la référence ni la signature.",
        "A processor acts only on a written contract (Article 28(3) and (9)). The record shows neither its reference nor its signature.",
    ),
    mend: text(
        "Dire la référence et la date de signature (contract.ref, contract.signed_on).",
        "Say the reference and the date of signature (contract.ref, contract.signed_on).",
    ),
    source: gdpr("28(3), 28(9)"),
    on: On::Record(Kind::Processor, |case, found| {
        if case.is_none("contract") {
            found.at("contract").severity(Severity::Error);
        } else if case.lacks("contract.ref") && case.lacks("contract.link") {
            found.at("contract.ref");
        } else if case.lacks("contract.signed_on") {
            found.at("contract.signed_on");
        }
    }),
    bad: &[
        "name = \"Hébergeur\"",
        "name = \"Hébergeur\"\ncontract = \"none\"",
        "name = \"Hébergeur\"\n[contract]\nref = \"C-1\"",
    ],
    good: &[
        "name = \"Hébergeur\"\n[contract]\nref = \"C-1\"\nsigned_on = 2024-01-02",
        "name = \"Hébergeur\"\n[contract]\nlink = \"contrats/1.pdf\"\nsigned_on = 2024-01-02",
    ],
    ..RULE
};

static CLAUSES: Rule = Rule {
    code: "RGPD-A28-02",
    name: "contract-clauses-incomplete",
    severity: Severity::Warning,
    says: text(
        "Contrat de sous-traitance\u{a0}: il manque {missing}.",
        "Processing contract: {missing} missing.",
    ),
    why: text(
        "Le contrat prévoit les huit engagements des lettres a à h de l’article 28(3). Ceux que la fiche liste ne les couvrent pas tous.",
        "The contract provides for the eight commitments of letters a to h of Article 28(3). Those listed do not cover them all.",
    ),
    mend: text(
        "Compléter par avenant, puis la liste (contract.clauses)\u{202f}; modèle\u{a0}: décision (UE) 2021/915.",
        "Complete by amendment, then the list (contract.clauses); model: Decision (EU) 2021/915.",
    ),
    source: gdpr("28(3)(a), 28(3)(h)"),
    on: On::Record(Kind::Processor, |case, found| {
        // A list that was never begun says nothing of the contract.
        if case.lacks("contract.clauses") {
            return;
        }
        let letters = ["a", "b", "c", "d", "e", "f", "g", "h"];
        let missing: Vec<&str> =
            letters.into_iter().filter(|l| !case.includes("contract.clauses", l)).collect();
        if !missing.is_empty() {
            found.at("contract.clauses").with("missing", missing.join(", "));
        }
    }),
    bad: &[
        "name = \"H\"\n[contract]\nclauses = [\"a\", \"b\", \"c\"]",
        "name = \"H\"\n[contract]\nclauses = [\"a\", \"b\", \"c\", \"d\", \"e\", \"f\", \"g\"]",
    ],
    good: &[
        "name = \"H\"\n[contract]\nclauses = [\"a\", \"b\", \"c\", \"d\", \"e\", \"f\", \"g\", \"h\"]",
        "name = \"H\"\n[contract]\nref = \"C-1\"",
    ],
    ..RULE
};

static AUTHORISATION: Rule = Rule {
    code: "RGPD-A28-04",
    name: "sub-processors-not-authorised",
    severity: Severity::Warning,
    says: text(
        "Sous-traitants ultérieurs\u{a0}: rien ne dit qu’ils sont autorisés.",
        "Sub-processors: nothing says that they are authorised.",
    ),
    why: text(
        "Un sous-traitant n’en recrute un autre qu’avec l’autorisation écrite du responsable, spécifique ou générale (article 28(2)).",
        "A processor engages another only with the controller’s written authorisation, specific or general (Article 28(2)).",
    ),
    mend: text(
        "Dire l’autorisation donnée (subprocessor_authorisation).",
        "Say the authorisation given (subprocessor_authorisation).",
    ),
    source: gdpr("28(2), 28(4)"),
    on: On::Record(Kind::Processor, |case, found| {
        let dated = case.rows("subprocessors").all(|(_, row)| row.date("authorised_on").is_some());
        if case.rows("subprocessors").next().is_some() && !dated {
            missing(case, "subprocessor_authorisation", found);
        }
    }),
    bad: &[
        "name = \"H\"\n[subprocessors.x]\nname = \"X\"",
        "name = \"H\"\nsubprocessor_authorisation = \"none\"\n[subprocessors.x]\nname = \"X\"",
    ],
    good: &[
        "name = \"H\"\nsubprocessor_authorisation = \"general\"\n[subprocessors.x]\nname = \"X\"",
        "name = \"H\"\nsubprocessors = \"none\"",
    ],
    ..RULE
};

static GUARANTEES: Rule = Rule {
    code: "RGPD-A28-05",
    name: "guarantees-not-checked",
    severity: Severity::Advice,
    says: text(
        "Rien ne dit que les garanties du sous-traitant ont été vérifiées.",
        "Nothing says that the processor’s guarantees were checked.",
    ),
    why: text(
        "Le responsable ne fait appel qu’à des sous-traitants qui présentent des garanties suffisantes (article 28(1))\u{a0}: un questionnaire, une certification ou un audit le montre.",
        "The controller uses only processors that provide sufficient guarantees (Article 28(1)): a questionnaire, a certification or an audit shows it.",
    ),
    mend: text(
        "Dire où est la vérification (due_diligence_ref), ou les certifications (certifications).",
        "Say where the check is (due_diligence_ref), or the certifications (certifications).",
    ),
    source: gdpr("28(1)"),
    on: On::Due(Kind::Processor, "due_diligence_ref", |case| {
        case.lacks("certifications") && case.lacks("contract.audited_on")
    }),
    bad: &["name = \"H\"", "name = \"H\"\ndue_diligence_ref = \"\""],
    good: &["name = \"H\"\ndue_diligence_ref = \"Q-2024\"", "name = \"H\"\ncertifications = [\"ISO 27001\"]"],
    ..RULE
};

static OWN_PURPOSES: Rule = Rule {
    code: "RGPD-A28-07",
    name: "processor-with-purposes-of-its-own",
    severity: Severity::Warning,
    says: text(
        "Le sous-traitant réutilise les données pour lui-même\u{a0}: pour cette part, il en est responsable.",
        "The processor reuses the data for itself: for that part it is a controller.",
    ),
    why: text(
        "Un sous-traitant qui détermine les fins et les moyens est tenu pour responsable (article 28(10)). Lui transmettre les données suppose alors une base et une information propres.",
        "A processor that determines purposes and means is considered a controller (Article 28(10)). Passing data to it then needs a basis and information of its own.",
    ),
    mend: text(
        "Interdire la réutilisation par contrat, ou la déclarer parmi les destinataires de la fiche (recipients) et écarter la règle.",
        "Forbid the reuse by contract, or declare it among the sheet’s recipients (recipients) and waive the rule.",
    ),
    source: gdpr("28(10)"),
    on: On::Record(Kind::Processor, |case, found| {
        if case.is_true("own_purposes") && !is_told_as_recipient(case) {
            found.at("own_purposes");
        }
    }),
    bad: &[
        "name = \"H\"\nown_purposes = true",
        "name = \"Régie\"\nservices = [\"Publicité\"]\nown_purposes = true",
    ],
    good: &[
        "name = \"H\"\nown_purposes = false",
        "name = \"Banque Olivier\"\nown_purposes = true\n# activities/a.toml\nprocessors = [\"exemple\"]\n[recipients.banque]\nkind = \"external\"\nname = \"Banque Olivier, pour ses obligations\"",
    ],
    ..RULE
};

static OLD_CONTRACT: Rule = Rule {
    code: "RGPD-A28-08",
    name: "contract-not-reviewed",
    severity: Severity::Advice,
    says: text(
        "Contrat de sous-traitance relu pour la dernière fois le {day}.",
        "Processing contract last reviewed on {day}.",
    ),
    why: text(
        "Le périmètre, les sous-traitants ultérieurs et les mesures changent\u{a0}: un contrat se relit, tous les trois ans au moins par usage (articles 24 et 28).",
        "Scope, sub-processors and measures change: a contract is reviewed, every three years at least by custom (Articles 24 and 28).",
    ),
    mend: text(
        "Le relire et noter la date (contract.reviewed_on).",
        "Review it and note the date (contract.reviewed_on).",
    ),
    source: gdpr("24(1), 28(3)"),
    on: On::Record(Kind::Processor, |case, found| {
        let last = case.date("contract.reviewed_on").or_else(|| case.date("contract.signed_on"));
        let limit = case.today.checked_sub_months(chrono::Months::new(36));
        if let Some(day) = last.filter(|day| limit.is_some_and(|l| *day < l)) {
            found.at("contract.reviewed_on").with("day", words::day(day));
        }
    }),
    bad: &[
        "name = \"H\"\n[contract]\nreviewed_on = 2023-11-22",
        "name = \"H\"\n[contract]\nsigned_on = 2019-01-02",
    ],
    good: &[
        "name = \"H\"\n[contract]\nreviewed_on = 2023-11-23",
        "name = \"H\"\n[contract]\nsigned_on = 2019-01-02\nreviewed_on = 2025-01-01",
    ],
    ..RULE
};

/// Whether the sheet names joint controllers.
fn is_joint(case: &Case<'_>) -> bool {
    !case.is_over() && case.rows("joint_controllers").next().is_some()
}

/// Whether an activity that employs it also names it among those who receive the data for themselves.
fn is_told_as_recipient(case: &Case<'_>) -> bool {
    let Some(name) = case.text("name").map(fold) else { return false };
    let tells = |row: &Group| {
        let own = row.choice("kind").is_some_and(|k| k.id != "processor");
        own && row.text("name").is_some_and(|said| fold(said).contains(&name))
    };
    case.activities().any(|a| a.fields.rows("recipients").any(|(_, row)| tells(row)))
}

fn missing(case: &Case<'_>, path: &str, found: &mut Found<'_>) {
    if case.is_open(path) {
        found.at(path);
    } else if case.is_none(path) {
        found.at(path).severity(Severity::Error);
    }
}
