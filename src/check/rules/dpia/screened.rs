//! Where what the officer decided is another than what the sheet shows ([`crate::check::screening`]).
//!
//! Only what the sheet says in so many words counts, and never makes more than a warning by itself: scale, effects
//! and the like are a person's to judge. The limits of an exemption that are figures or choices can make an error.

use crate::check::case::Case;
use crate::check::found::Found;
use crate::check::rule::{OF_CONTROLLERS, On, Rule, Source, gdpr};
use crate::check::screening::{against, shown, signs_of};
use crate::law::dpia::{self, List, THRESHOLD};
use crate::model::message::{Message, Text, text};
use crate::model::{Kind, Severity};

const REQUIRED_URL: &str =
    "https://www.cnil.fr/sites/default/files/atoms/files/liste-traitements-aipd-requise.pdf";
const EXEMPT_URL: &str =
    "https://www.cnil.fr/sites/default/files/atoms/files/liste-traitements-aipd-non-requise.pdf";

/// Whether the controller's sheet is in force and says of no assessment that it was made or is to be.
fn is_without(case: &Case<'_>) -> bool {
    !case.is_over()
        && !case.is_for_clients()
        && !case.has("dpia.ref")
        && !case.has("dpia.done_on")
        && matches!(case.choice("dpia.decision"), None | Some("not_required"))
}

pub(super) static STATUTORY: Rule = Rule {
    code: "RGPD-A35-02",
    name: "statutory-case-without-assessment",
    // The catalogue makes it an error; a register does not show whether a scale is large in law.
    severity: Severity::Warning,
    says: text(
        "La fiche montre un cas où la loi demande une analyse d’impact. {why}",
        "The sheet shows a case in which the law asks for an impact assessment. {why}",
    ),
    why: text(
        "L’article 35(3) demande une analyse pour l’évaluation automatisée qui fonde des décisions, pour les données sensibles à grande échelle et pour la surveillance à grande échelle d’un lieu accessible au public. Aucun texte ne chiffre la grande échelle\u{a0}: plus de cent mille personnes est pris ici pour tel.",
        "Article 35(3) asks for an assessment of automated evaluation on which decisions rest, of sensitive data on a large scale, and of monitoring a public place on a large scale. No text puts a figure on large scale: more than a hundred thousand people is taken for it here.",
    ),
    mend: text(
        "Mener l’analyse (dpia.decision, dpia.ref), ou écarter cette règle en disant pourquoi le cas n’est pas celui-là.",
        "Make the assessment (dpia.decision, dpia.ref), or waive this rule, saying why it is not that case.",
    ),
    source: gdpr("35(3)"),
    on: On::Record(Kind::Activity, |case, found| {
        if !is_without(case) {
            return;
        }
        // One is enough to ask for an assessment.
        if let Some(mark) = dpia::of(List::Statutory).find_map(|item| shown(case, item.id)) {
            found.at("dpia.decision").with("why", mark.sign(case.record).says);
        }
    }),
    bad: &[
        "profiling = \"Note de solvabilité.\"\n[automated_decision]\ndescription = \"Refus du paiement différé.\"",
        "[data_subjects.p]\ncategory = \"patients\"\nvolume = 250000\n[special_categories.s]\ncategory = \"health\"\n[dpia]\ndecision = \"not_required\"\nreason = \"Aucun.\"",
        "[data_subjects.p]\ncategory = \"premises_visitors\"\nvolume_band = \"over_100000\"\n[video]\nplaces = [\"open_to_public\"]",
    ],
    good: &[
        "profiling = \"Note de solvabilité.\"\nautomated_decision = \"none\"",
        "profiling = \"Aucun profilage.\"\n[automated_decision]\ndescription = \"Refus du paiement différé.\"",
        "[data_subjects.p]\ncategory = \"patients\"\nvolume = 9000\n[special_categories.s]\ncategory = \"health\"",
        "[data_subjects.p]\ncategory = \"patients\"\nvolume = 250000\n[special_categories.s]\ncategory = \"health\"\n[dpia]\ndecision = \"done\"\nref = \"AIPD-2\"",
        "role = \"processor\"\n[data_subjects.p]\ncategory = \"patients\"\nvolume = 250000\n[special_categories.s]\ncategory = \"health\"",
    ],
    ..OF_CONTROLLERS
};

pub(super) static NOT_EXEMPT: Rule = Rule {
    code: "RGPD-A35-05",
    name: "exemption-outside-its-limits",
    says: text(
        "Exemption {item} retenue hors de ses limites. {why}",
        "Exemption {item} chosen outside its limits. {why}",
    ),
    why: text(
        "Les types que la CNIL dispense d’analyse (délib. n° 2019-118) ont chacun des limites\u{a0}: moins de 250 salariés et aucun profilage pour la gestion du personnel, aucune donnée sensible pour les adhérents d’une association ou les contrôles d’accès. Hors d’elles, la dispense ne joue pas.",
        "The types that the CNIL exempts from an assessment (Deliberation 2019-118) each have limits: fewer than 250 employees and no profiling for staff management, no sensitive data for the members of an association or for access control. Outside them the exemption does not apply.",
    ),
    mend: text(
        "Retirer l’exemption (dpia.exempt_item) et apprécier de nouveau les critères (dpia.criteria, dpia.decision).",
        "Remove the exemption (dpia.exempt_item) and weigh the criteria again (dpia.criteria, dpia.decision).",
    ),
    source: Source {
        article: "35(5)",
        texts: text("CNIL, délib. n° 2019-118 du 12/09/2019", "CNIL, Deliberation 2019-118 of 12/09/2019"),
        url: EXEMPT_URL,
    },
    holds: crate::check::rule::since(2019, 10, 22),
    french: true,
    on: On::Record(Kind::Activity, |case, found| {
        let Some(item) = case.choice("dpia.exempt_item").filter(|_| is_without(case)) else { return };
        let mut worst = None;
        against(case, item, &mut |mark| {
            if worst.is_none() || mark.sure {
                worst = Some(mark);
            }
        });
        if let Some(mark) = worst {
            let severity = if mark.sure { Severity::Error } else { Severity::Warning };
            let why = mark.sign(case.record).says;
            found.at("dpia.exempt_item").severity(severity).with("item", item).with("why", why);
        }
    }),
    bad: &[
        "[dpia]\nexempt_item = \"FR-EXO-01\"\n# register.toml\nname = \"S\"\nheadcount = 250",
        "profiling = \"Repérage des hauts potentiels.\"\n[dpia]\nexempt_item = \"FR-EXO-01\"",
        "[special_categories.e]\ncategory = \"biometric\"\n[dpia]\nexempt_item = \"FR-EXO-11\"\ndecision = \"not_required\"",
        "[data_subjects.c]\ncategory = \"customers\"\n[dpia]\nexempt_item = \"FR-EXO-02\"",
        "[dpia]\nexempt_item = \"FR-EXO-01\"\ncnil_list_item = \"FR-REQ-03\"",
    ],
    good: &[
        "profiling = \"\"\n[dpia]\nexempt_item = \"FR-EXO-01\"\n# register.toml\nname = \"S\"\nheadcount = 249",
        "[dpia]\nexempt_item = \"FR-EXO-01\"",
        "[special_categories.e]\ncategory = \"nir\"\n[dpia]\nexempt_item = \"FR-EXO-11\"",
        "[special_categories.e]\ncategory = \"trade_union\"\n[dpia]\nexempt_item = \"FR-EXO-01\"",
        "[dpia]\nexempt_item = \"FR-EXO-01\"\ndecision = \"done\"\nref = \"A\"\n# register.toml\nname = \"S\"\nheadcount = 300",
    ],
    ..OF_CONTROLLERS
};

pub(super) static EXTERNAL: Rule = Rule {
    code: "RGPD-A35-08",
    name: "profiling-with-external-data",
    severity: Severity::Advice,
    says: text(
        "Profilage et données venues d’ailleurs\u{a0}: est-ce le type 10 de la liste de la CNIL\u{202f}?",
        "Profiling and data from elsewhere: is it type 10 of the CNIL’s list?",
    ),
    why: text(
        "La CNIL demande une analyse pour le profilage qui fait appel à des données de sources externes, ainsi l’enrichissement par un courtier en données (délib. n° 2018-327, type 10). La fiche ne dit pas si ces données nourrissent le profil.",
        "The CNIL asks for an assessment of profiling that uses data from external sources, such as enrichment by a data broker (Deliberation 2018-327, type 10). The sheet does not say whether that data feeds the profile.",
    ),
    mend: text(
        "Dire si le type s’applique (dpia.cnil_list_item), ou répondre «\u{a0}néant\u{a0}».",
        "Say whether the type applies (dpia.cnil_list_item), or answer “none”.",
    ),
    source: Source {
        article: "35(4)",
        texts: text("CNIL, délib. n° 2018-327, type 10", "CNIL, Deliberation 2018-327, type 10"),
        url: REQUIRED_URL,
    },
    holds: crate::check::rule::since(2018, 11, 6),
    french: true,
    on: On::Record(Kind::Activity, |case, found| {
        let people = ["customers", "prospects", "former_customers", "loyalty_members", "website_visitors"];
        if !is_without(case)
            || !case.is_open("dpia.cnil_list_item")
            || !people.iter().any(|p| case.has_category("data_subjects", p))
        {
            return;
        }
        let mut seen = false;
        signs_of(case, "FR-REQ-10", &mut |_| seen = true);
        if seen {
            found.at("dpia.cnil_list_item");
        }
    }),
    bad: &[
        "profiling = \"Score d’appétence.\"\n[data_subjects.c]\ncategory = \"customers\"\n[data.d]\ncategory = \"personal_life\"\nsource = \"purchased\"",
        "purposes = [\"p\"]\n[data_subjects.c]\ncategory = \"prospects\"\n[data.d]\ncategory = \"identity\"\nsource = \"both\"\n[dpia]\ndecision = \"not_required\"\n# purposes/p.toml\nkind = \"profiling\"",
    ],
    good: &[
        "profiling = \"Score d’appétence.\"\n[data_subjects.c]\ncategory = \"customers\"\n[data.d]\ncategory = \"personal_life\"\nsource = \"purchased\"\n[dpia]\ncnil_list_item = \"none\"",
        "profiling = \"Score d’appétence.\"\n[data_subjects.c]\ncategory = \"customers\"\n[data.d]\ncategory = \"personal_life\"\nsource = \"direct\"",
        "profiling = \"\"\n[data_subjects.c]\ncategory = \"customers\"\n[data.d]\ncategory = \"personal_life\"\nsource = \"purchased\"",
    ],
    ..OF_CONTROLLERS
};

const FIRST: Text = text("{what}", "{what}");
const THEN: Text = text("{before}\u{202f}; {what}", "{before}; {what}");
const CRITERION: Text = text("{id}, {why}", "{id}, {why}");

pub(super) static UNCOUNTED: Rule = Rule {
    code: "RGPD-A35-09",
    name: "criteria-not-counted",
    severity: Severity::Advice,
    says: text(
        "Avec ce que montre la fiche, {n} critères de risque élevé au moins, et aucune analyse d’impact. {seen}",
        "With what the sheet shows, at least {n} high-risk criteria, and no impact assessment. {seen}",
    ),
    why: text(
        "Deux des neuf critères demandent en principe une analyse (WP 248 rev.01). La fiche en montre que la décision ne compte pas. On peut les écarter pour une raison écrite\u{202f}: le registre ne voit ni l’échelle réelle ni l’effet sur les personnes.",
        "Two of the nine criteria need an assessment as a rule (WP 248 rev.01). The sheet shows some that the decision does not count. They may be set aside for a written reason; the register sees neither the real scale nor the effect on people.",
    ),
    mend: text(
        "Retenir ces critères (dpia.criteria) et décider (dpia.decision), ou écrire pourquoi ils ne jouent pas (dpia.reason).",
        "Count these criteria (dpia.criteria) and decide (dpia.decision), or write why they do not apply (dpia.reason).",
    ),
    source: Source { texts: text("G29, WP 248 rev.01", "WP29, WP 248 rev.01"), ..gdpr("35(1)") },
    on: On::Record(Kind::Activity, uncounted),
    bad: &[
        "[data_subjects.s]\ncategory = \"employees\"\n[special_categories.h]\ncategory = \"health\"",
        "[data_subjects.s]\ncategory = \"employees\"\n[dpia]\ncriteria = [\"C3\"]\ndecision = \"not_required\"",
        "profiling = \"Segments d’acheteurs.\"\n[data_subjects.c]\ncategory = \"customers\"\nvolume = 250000\n[dpia]\ncriteria = []\ndecision = \"not_required\"",
    ],
    good: &[
        "[data_subjects.s]\ncategory = \"employees\"\n[special_categories.h]\ncategory = \"nir\"",
        "[data_subjects.s]\ncategory = \"employees\"\n[special_categories.h]\ncategory = \"health\"\n[dpia]\nexempt_item = \"FR-EXO-01\"\ndecision = \"not_required\"",
        "[data_subjects.s]\ncategory = \"employees\"\n[special_categories.h]\ncategory = \"health\"\n[dpia]\ndecision = \"required\"",
        "[data_subjects.s]\ncategory = \"employees\"\n[special_categories.h]\ncategory = \"health\"\n[dpia]\ncriteria = [\"C4\"]\ndecision = \"not_required\"\nreason = \"Quelques arrêts par an, sans suivi des salariés.\"",
        "[data_subjects.s]\ncategory = \"employees\"\nvulnerable = false\n[special_categories.h]\ncategory = \"health\"",
    ],
    ..OF_CONTROLLERS
};

fn uncounted(case: &Case<'_>, found: &mut Found<'_>) {
    // A written reason is the officer's judgement; two criteria that were ticked are another rule's.
    let settled = ["dpia.reason", "dpia.exempt_item", "dpia.cnil_list_item"].iter().any(|p| case.has(p));
    let ticked = case.value("dpia.criteria").map_or(0, |v| v.items().len());
    if settled || ticked >= THRESHOLD || !is_without(case) {
        return;
    }
    let open = || dpia::of(List::Criteria).filter(|c| !case.includes("dpia.criteria", c.id));
    let n = ticked + open().filter(|c| shown(case, c.id).is_some()).count();
    if n < THRESHOLD {
        return;
    }
    let told = |id: &'static str, mark: crate::check::screening::Mark<'_>| {
        CRITERION.msg().with("id", id).with("why", mark.sign(case.record).says)
    };
    let seen = open().filter_map(|c| Some(told(c.id, shown(case, c.id)?)));
    let seen = seen.fold(None, |before: Option<Message>, what| {
        Some(match before {
            None => FIRST.msg().with("what", what),
            Some(before) => THEN.msg().with("before", before).with("what", what),
        })
    });
    // Where nobody has decided yet, it helps to decide.
    let severity = match case.choice("dpia.decision") {
        Some(_) => Severity::Warning,
        None => Severity::Advice,
    };
    if let Some(seen) = seen {
        found.at("dpia.criteria").severity(severity).with("n", n).with("seen", seen);
    }
}

pub(super) static UNLISTED: Rule = Rule {
    code: "RGPD-A35-10",
    name: "listed-type-not-chosen",
    severity: Severity::Warning,
    says: text(
        "La fiche montre un type de la liste de la CNIL ({item}), qui n’est pas retenu. {why}",
        "The sheet shows a type of the CNIL’s list ({item}) that is not chosen. {why}",
    ),
    why: text(
        "Les types de la liste publiée par la CNIL (délib. n° 2018-327) exigent une analyse avant la mise en œuvre (article 35(4)). La nature des finalités et des données de la fiche correspond à l’un d’eux.",
        "The types on the list published by the CNIL (Deliberation 2018-327) need an assessment before they begin (Article 35(4)). The kind of the purposes and of the data on the sheet matches one of them.",
    ),
    mend: text(
        "Retenir le type (dpia.cnil_list_item) et mener l’analyse (dpia.decision), ou corriger ce que dit la fiche.",
        "Choose the type (dpia.cnil_list_item) and make the assessment (dpia.decision), or correct what the sheet says.",
    ),
    source: Source {
        article: "35(4)",
        texts: text("CNIL, délib. n° 2018-327 du 11/10/2018", "CNIL, Deliberation 2018-327 of 11/10/2018"),
        url: REQUIRED_URL,
    },
    holds: crate::check::rule::since(2018, 11, 6),
    french: true,
    on: On::Record(Kind::Activity, |case, found| {
        if !is_without(case) || case.has("dpia.cnil_list_item") {
            return;
        }
        for item in dpia::of(List::Required) {
            if let Some(mark) = shown(case, item.id) {
                // Where nobody has answered yet, it helps to answer.
                let open = case.is_open("dpia.cnil_list_item") && case.is_open("dpia.decision");
                let severity = if open { Severity::Advice } else { Severity::Warning };
                let told = found.at("dpia.cnil_list_item").severity(severity);
                told.with("item", item.id).with("why", mark.sign(case.record).says);
                return;
            }
        }
    }),
    bad: &[
        "purposes = [\"p\"]\n[dpia]\ncnil_list_item = \"none\"\ndecision = \"not_required\"\nreason = \"Aucun critère.\"\n# purposes/p.toml\nkind = \"whistleblowing\"",
        "purposes = [\"p\"]\nprofiling = \"Repérage des départs probables.\"\n# purposes/p.toml\nkind = \"hr\"",
        "[data_subjects.e]\ncategory = \"minors\"\n[special_categories.b]\ncategory = \"biometric\"",
    ],
    good: &[
        "purposes = [\"p\"]\n[dpia]\ncnil_list_item = \"FR-REQ-06\"\ndecision = \"done\"\nref = \"A\"\n# purposes/p.toml\nkind = \"whistleblowing\"",
        "purposes = [\"p\"]\nprofiling = \"Aucun\"\n# purposes/p.toml\nkind = \"hr\"",
        "purposes = [\"p\"]\n[special_categories.h]\ncategory = \"health\"\n# purposes/p.toml\nkind = \"care\"",
    ],
    ..OF_CONTROLLERS
};
