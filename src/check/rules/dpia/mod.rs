//! Impact assessment (Articles 35 and 36): what the officer decided and what follows from it; [`screened`]
//! compares it with what the sheet shows.

mod screened;

use crate::check::facts::words;
use crate::check::rule::{Confidence, OF_CONTROLLERS, On, Rule, Source, gdpr};
use crate::model::message::{Text, text};
use crate::model::{Kind, Severity};

pub(super) const RULES: &[&Rule] = &[
    &LISTED,
    &screened::STATUTORY,
    &TWO_CRITERIA,
    &ONE_CRITERION,
    &screened::NOT_EXEMPT,
    &OLD,
    &NO_ADVICE,
    &screened::EXTERNAL,
    &screened::UNCOUNTED,
    &screened::UNLISTED,
    &LATE,
    &NOT_SHOWN,
    &CONSULTATION,
];

static LISTED: Rule = Rule {
    code: "RGPD-A35-01",
    name: "listed-without-assessment",
    says: text(
        "Traitement de la liste de la CNIL ({item}) sans analyse d’impact.",
        "Processing on the CNIL’s list ({item}) without an impact assessment.",
    ),
    why: text(
        "Les types de la liste publiée par la CNIL (délib. n° 2018-327) exigent une analyse avant la mise en œuvre (article 35(4)). La fiche dit qu’elle en est, et que l’analyse n’est pas requise.",
        "The types on the list published by the CNIL (decision 2018-327) need an assessment before they begin (Article 35(4)). The sheet says that it is one of them, and that no assessment is required.",
    ),
    mend: text(
        "Mener l’analyse (dpia.decision, dpia.ref), ou retirer le type s’il ne s’applique pas (dpia.cnil_list_item).",
        "Make the assessment (dpia.decision, dpia.ref), or remove the type if it does not apply (dpia.cnil_list_item).",
    ),
    source: Source {
        article: "35(4)",
        texts: text("CNIL, délib. n° 2018-327", "CNIL, decision 2018-327"),
        url: "https://www.cnil.fr/sites/default/files/atoms/files/liste-traitements-aipd-requise.pdf",
    },
    holds: crate::check::rule::since(2018, 11, 6),
    french: true,
    on: On::Record(Kind::Activity, |case, found| {
        if case.is_over() || case.has("dpia.ref") {
            return;
        }
        let Some(item) = case.choice("dpia.cnil_list_item") else { return };
        let severity = match case.choice("dpia.decision") {
            Some("not_required") => Severity::Error,
            Some("done") | None => Severity::Warning,
            // Decided; whether it comes too late is asked of every activity.
            _ => return,
        };
        found.at("dpia.ref").severity(severity).with("item", item);
    }),
    bad: &[
        "[dpia]\ncnil_list_item = \"FR-REQ-06\"\ndecision = \"not_required\"",
        "[dpia]\ncnil_list_item = \"FR-REQ-04\"",
    ],
    good: &[
        "[dpia]\ncnil_list_item = \"FR-REQ-06\"\ndecision = \"done\"\nref = \"AIPD-1\"",
        "[dpia]\ncriteria = [\"C1\"]\ndecision = \"not_required\"",
        "[dpia]\ncnil_list_item = \"FR-REQ-06\"\ndecision = \"required\"",
    ],
    ..OF_CONTROLLERS
};

static TWO_CRITERIA: Rule = Rule {
    code: "RGPD-A35-03",
    name: "two-criteria-without-assessment",
    severity: Severity::Warning,
    says: text(
        "{n} critères de risque élevé, ni analyse d’impact ni raison de s’en passer.",
        "{n} high-risk criteria, neither an impact assessment nor a reason to do without.",
    ),
    why: text(
        "Un traitement qui réunit deux des neuf critères demande en principe une analyse (article 35(1)\u{202f}; WP 248 rev.01). On peut s’en passer pour une raison écrite.",
        "Processing that meets two of the nine criteria needs an assessment as a rule (Article 35(1); WP 248 rev.01). One may do without for a written reason.",
    ),
    mend: text(
        "Mener l’analyse (dpia.ref), ou écrire pourquoi elle n’est pas requise (dpia.reason).",
        "Make the assessment (dpia.ref), or write why it is not required (dpia.reason).",
    ),
    source: Source { texts: text("G29, WP 248 rev.01", "WP29, WP 248 rev.01"), ..gdpr("35(1)") },
    on: On::Record(Kind::Activity, |case, found| {
        let n = case.value("dpia.criteria").map_or(0, |v| v.items().len());
        let answered = ["dpia.ref", "dpia.reason", "dpia.exempt_item"].iter().any(|p| case.has(p));
        let under_way = matches!(case.choice("dpia.decision"), Some("required" | "in_progress"));
        if n >= 2 && !answered && !under_way && !case.is_over() && case.lacks("dpia.cnil_list_item") {
            found.at("dpia.ref").with("n", n);
        }
    }),
    bad: &[
        "[dpia]\ncriteria = [\"C1\", \"C5\"]",
        "[dpia]\ncriteria = [\"C1\", \"C5\", \"C7\"]\ndecision = \"not_required\"",
    ],
    good: &[
        "[dpia]\ncriteria = [\"C1\"]",
        "[dpia]\ncriteria = [\"C1\", \"C5\"]\ndecision = \"not_required\"\nreason = \"Peu de personnes.\"",
    ],
    ..OF_CONTROLLERS
};

static ONE_CRITERION: Rule = Rule {
    code: "RGPD-A35-04",
    name: "one-criterion-without-reason",
    severity: Severity::Advice,
    says: text(
        "Un critère de risque élevé, et rien n’est écrit de l’appréciation.",
        "One high-risk criterion, and nothing is written of how it was weighed.",
    ),
    why: text(
        "Un seul critère ne demande pas d’analyse en principe, mais peut y conduire (WP 248 rev.01). Écrire pourquoi le risque n’est pas élevé permet de le démontrer (article 5(2)).",
        "One criterion alone needs no assessment as a rule, but may lead to one (WP 248 rev.01). To write why the risk is not high allows one to show it (Article 5(2)).",
    ),
    mend: text(
        "Écrire pourquoi le risque n’est pas élevé (dpia.reason).",
        "Write why the risk is not high (dpia.reason).",
    ),
    source: Source { texts: text("G29, WP 248 rev.01", "WP29, WP 248 rev.01"), ..gdpr("35(1), 5(2)") },
    on: On::Record(Kind::Activity, |case, found| {
        let one = case.value("dpia.criteria").is_some_and(|v| v.items().len() == 1);
        let answered = ["dpia.ref", "dpia.reason", "dpia.exempt_item", "dpia.cnil_list_item"];
        if one
            && !answered.iter().any(|p| case.has(p))
            && matches!(case.choice("dpia.decision"), None | Some("not_required"))
            && !case.is_over()
        {
            found.at("dpia.reason");
        }
    }),
    bad: &[
        "[dpia]\ncriteria = [\"C7\"]",
        "[dpia]\ncriteria = [\"C7\"]\ndecision = \"not_required\"\nreason = \"\"",
    ],
    good: &[
        "[dpia]\ncriteria = [\"C7\"]\ndecision = \"not_required\"\nreason = \"Quelques salariés, sans suivi.\"",
        "[dpia]\ncriteria = []\ndecision = \"not_required\"",
        "[dpia]\ncriteria = [\"C7\"]\ndecision = \"in_progress\"",
    ],
    ..OF_CONTROLLERS
};

static LATE: Rule = Rule {
    code: "RGPD-A35-11",
    name: "assessment-after-beginning",
    severity: Severity::Warning,
    says: text(
        "L’activité est en cours, et l’analyse d’impact reste à faire.",
        "The activity is under way, and the impact assessment is still to be made.",
    ),
    why: text(
        "L’analyse se fait avant le traitement (article 35(1)). La fiche dit qu’elle est requise, qu’elle n’est pas achevée, et que l’activité a commencé.",
        "The assessment comes before the processing (Article 35(1)). The sheet says that it is required, that it is not finished, and that the activity has begun.",
    ),
    mend: text(
        "Achever l’analyse et la dater (dpia.done_on), ou suspendre l’activité (status).",
        "Finish the assessment and date it (dpia.done_on), or suspend the activity (status).",
    ),
    source: gdpr("35(1)"),
    on: On::Record(Kind::Activity, |case, found| {
        let begun = case.choice("status") == Some("active")
            && case.date("started_on").is_none_or(|day| day <= case.today);
        // One that was made once may be in progress again.
        if begun && !case.is_for_clients() && !case.has("dpia.ref") && !case.has("dpia.done_on") {
            match case.choice("dpia.decision") {
                Some("required") => drop(found.at("dpia.decision").severity(Severity::Error)),
                Some("in_progress") => drop(found.at("dpia.decision")),
                _ => {}
            }
        }
    }),
    bad: &[
        "status = \"active\"\n[dpia]\ndecision = \"required\"",
        "status = \"active\"\nstarted_on = 2026-01-05\n[dpia]\ndecision = \"in_progress\"",
    ],
    good: &[
        "status = \"active\"\nstarted_on = 2027-01-05\n[dpia]\ndecision = \"required\"",
        "status = \"active\"\n[dpia]\ndecision = \"in_progress\"\ndone_on = 2023-02-01",
        "[dpia]\ndecision = \"required\"",
    ],
    ..OF_CONTROLLERS
};

static NOT_SHOWN: Rule = Rule {
    code: "RGPD-A35-12",
    name: "assessment-said-done-not-shown",
    severity: Severity::Warning,
    says: text(
        "Analyse d’impact dite faite\u{a0}: ni sa date, ni l’endroit où elle est.",
        "Impact assessment said to be done: neither its date nor where it is.",
    ),
    why: text(
        "Qui dit que l’analyse est faite doit pouvoir la produire (articles 5(2) et 35(7)). La fiche donne la décision, et rien qui la montre.",
        "Whoever says that the assessment is done must be able to produce it (Articles 5(2) and 35(7)). The sheet gives the decision, and nothing that shows it.",
    ),
    mend: text(
        "Dire où est l’analyse (dpia.ref) et quand elle a été faite (dpia.done_on).",
        "Say where the assessment is (dpia.ref) and when it was made (dpia.done_on).",
    ),
    source: gdpr("5(2), 35(7)"),
    on: On::Due(Kind::Activity, "dpia.ref", |case| {
        // Of a type of the list, its own rule asks.
        case.choice("dpia.decision") == Some("done")
            && case.lacks("dpia.done_on")
            && case.lacks("dpia.cnil_list_item")
            && !case.is_over()
    }),
    bad: &["[dpia]\ndecision = \"done\"", "[dpia]\ndecision = \"done\"\nref = \"\"\ncriteria = [\"C3\"]"],
    good: &[
        "[dpia]\ndecision = \"done\"\ndone_on = 2026-02-03",
        "[dpia]\ndecision = \"done\"\nref = \"AIPD-2\"",
        "[dpia]\ndecision = \"required\"",
    ],
    ..OF_CONTROLLERS
};

static OLD: Rule = Rule {
    code: "RGPD-A35-06",
    name: "assessment-out-of-date",
    severity: Severity::Advice,
    says: text("Analyse d’impact\u{a0}: {fault}.", "Impact assessment: {fault}."),
    why: text(
        "L’analyse est revue quand le risque change (article 35(11))\u{202f}; trois ans est un repère d’usage.",
        "The assessment is reviewed when the risk changes (Article 35(11)); three years is a custom.",
    ),
    mend: text(
        "La revoir et noter la date (dpia.done_on), ou celle de la prochaine revue (dpia.review_on).",
        "Review it and note the date (dpia.done_on), or that of the next review (dpia.review_on).",
    ),
    source: gdpr("35(11)"),
    confidence: Confidence::Medium,
    on: On::Record(Kind::Activity, |case, found| {
        const OLD: Text = text("faite le {day}, à réexaminer", "made on {day}, to be looked at again");
        const MISSED: Text = text("revue prévue le {day}, passée", "review planned for {day}, which is past");
        let limit = case.today.checked_sub_months(chrono::Months::new(36));
        let planned = case.date("dpia.review_on");
        let done = case.date("dpia.done_on");
        if case.is_over() || planned.is_some_and(|day| day >= case.today) {
            return;
        }
        if let Some(day) = done.filter(|day| limit.is_some_and(|l| *day < l)) {
            found.at("dpia.done_on").with("fault", OLD.msg().with("day", words::day(day)));
        } else if let Some(day) = planned.filter(|day| done.is_none_or(|done| done < *day)) {
            found.at("dpia.review_on").with("fault", MISSED.msg().with("day", words::day(day)));
        }
    }),
    bad: &[
        "[dpia]\nref = \"A\"\ndone_on = 2023-11-22",
        "[dpia]\nref = \"A\"\ndone_on = 2019-01-01\nreview_on = 2022-01-01",
        "[dpia]\nref = \"A\"\ndone_on = 2025-03-26\nreview_on = 2026-03-26",
    ],
    good: &[
        "[dpia]\nref = \"A\"\ndone_on = 2023-11-23",
        "[dpia]\nref = \"A\"\ndone_on = 2019-01-01\nreview_on = 2027-01-01",
        "[dpia]\nref = \"A\"\ndone_on = 2026-04-02\nreview_on = 2026-03-26",
    ],
    ..OF_CONTROLLERS
};

static NO_ADVICE: Rule = Rule {
    code: "RGPD-A35-07",
    name: "assessment-without-advice",
    severity: Severity::Warning,
    says: text("Analyse d’impact sans l’avis du délégué.", "Impact assessment without the officer’s advice."),
    why: text(
        "Le responsable demande l’avis du délégué, s’il en est désigné un (article 35(2)).",
        "The controller seeks the advice of the officer, where one is designated (Article 35(2)).",
    ),
    mend: text("Consigner l’avis (dpia.dpo_advice).", "Record the advice (dpia.dpo_advice)."),
    source: gdpr("35(2), 39(1)(c)"),
    on: On::Record(Kind::Activity, |case, found| {
        let designated = case.organisation().is_some_and(|o| o.group("dpo").is_some());
        if designated && case.has("dpia.ref") && !case.is_over() {
            if case.is_none("dpia.dpo_advice") {
                found.at("dpia.dpo_advice").severity(Severity::Error);
            } else if case.is_open("dpia.dpo_advice") {
                found.at("dpia.dpo_advice");
            }
        }
    }),
    bad: &[
        "[dpia]\nref = \"A\"\n# register.toml\nname = \"S\"\n[dpo]\nname = \"D\"",
        "[dpia]\nref = \"A\"\ndpo_advice = \"\"\n# register.toml\nname = \"S\"\n[dpo]\nname = \"D\"",
    ],
    good: &[
        "[dpia]\nref = \"A\"\n# register.toml\nname = \"S\"\ndpo = \"none\"",
        "[dpia]\nref = \"A\"\ndpo_advice = \"Favorable.\"\n# register.toml\nname = \"S\"\n[dpo]\nname = \"D\"",
    ],
    ..OF_CONTROLLERS
};

static CONSULTATION: Rule = Rule {
    code: "RGPD-A36-01",
    name: "high-risk-without-consultation",
    severity: Severity::Warning,
    says: text(
        "Risque résiduel élevé, et rien ne dit que l’autorité a été consultée.",
        "High residual risk, and nothing says that the authority was consulted.",
    ),
    why: text(
        "Quand l’analyse montre un risque qui reste élevé, le responsable consulte l’autorité avant de commencer (article 36(1)).",
        "Where the assessment shows a risk that stays high, the controller consults the authority before beginning (Article 36(1)).",
    ),
    mend: text(
        "Consulter l’autorité (dpia.prior_consultation_ref), ou réduire le risque.",
        "Consult the authority (dpia.prior_consultation_ref), or reduce the risk.",
    ),
    source: gdpr("36(1)"),
    on: On::Record(Kind::Activity, |case, found| {
        if case.choice("dpia.residual_risk") == Some("high") && !case.is_over() {
            if case.is_none("dpia.prior_consultation_ref") {
                found.at("dpia.prior_consultation_ref").severity(Severity::Error);
            } else if case.is_open("dpia.prior_consultation_ref") {
                found.at("dpia.prior_consultation_ref");
            }
        }
    }),
    bad: &[
        "[dpia]\nresidual_risk = \"high\"",
        "[dpia]\nresidual_risk = \"high\"\nprior_consultation_ref = \"\"",
    ],
    good: &[
        "[dpia]\nresidual_risk = \"medium\"",
        "[dpia]\nresidual_risk = \"high\"\nprior_consultation_ref = \"CNIL-1\"",
    ],
    ..OF_CONTROLLERS
};
