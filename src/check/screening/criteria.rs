//! The nine criteria of WP 248, as a sheet shows them.

use super::sign::{Mark, affirms, given, word};
use crate::check::case::Case;
use crate::check::facts::wording::Words;
use crate::model::fold::fold;
use crate::model::message::{Text, text};
use crate::model::vocabulary::{DATA_SUBJECTS, SPECIAL_CATEGORIES};

const PROFILES: Words = &["profil", "scor", "segment", "notation"];
const DECIDES: Words = &["decision", "automat"];
const COMBINES: Words = &["crois", "combin", "rapproch", "match"];

/// More people than this are many by any reading; no text sets a threshold.
const MANY: i64 = 100_000;
/// From so many on the question arises.
const SOME: i64 = 10_000;

/// Tells what speaks for a criterion.
pub(super) fn signs<'a>(case: &Case<'a>, id: &str, tell: &mut dyn FnMut(Mark<'a>)) {
    match id {
        "C1" => evaluation(case, tell),
        "C2" => decision(case, tell),
        "C3" => monitoring(case, tell),
        "C4" => sensitive(case, tell),
        "C5" => scale(case, tell),
        "C6" => combination(case, tell),
        "C7" => vulnerable(case, tell),
        "C8" => innovation(case, tell),
        "C9" => exclusion(case, tell),
        _ => {}
    }
}

const PROFILING: Text = text("Le profilage est décrit", "Profiling is described");
const DECIDED: Text =
    text("Une décision entièrement automatisée est décrite", "A solely automated decision is described");

fn evaluation<'a>(case: &Case<'a>, tell: &mut dyn FnMut(Mark<'a>)) {
    purposes(case, &["profiling"], tell);
    if affirms(case, "profiling", PROFILES) {
        tell(Mark::field("profiling", PROFILING));
    }
    if affirms(case, "automated_decision.description", DECIDES) {
        tell(Mark::field("automated_decision.description", DECIDED).likely());
    }
    for use_ in ["recruitment", "workers", "credit"] {
        if case.includes("ai.uses", use_) {
            tell(Mark::field(
                "ai.uses",
                text(
                    "Un système d’intelligence artificielle évalue des personnes",
                    "An artificial intelligence system evaluates people",
                ),
            ));
            break;
        }
    }
}

fn decision<'a>(case: &Case<'a>, tell: &mut dyn FnMut(Mark<'a>)) {
    if affirms(case, "automated_decision.description", DECIDES) {
        tell(Mark::field("automated_decision.description", DECIDED));
    } else if case.has("automated_decision.ground") {
        tell(Mark::field(
            "automated_decision.ground",
            text(
                "Le fondement d’une décision automatisée est donné",
                "The ground of an automated decision is given",
            ),
        ));
    }
}

fn monitoring<'a>(case: &Case<'a>, tell: &mut dyn FnMut(Mark<'a>)) {
    purposes(case, &["video_protection"], tell);
    if case.is_true("video.workstation") {
        tell(Mark::field(
            "video.workstation",
            text("Un poste de travail est filmé en continu", "A workstation is filmed without a break"),
        ));
    }
    if case.includes("media", "audio_video") && !case.has_purpose_kind("video_protection") {
        tell(
            Mark::field(
                "media",
                text("Du son ou des images sont enregistrés", "Sound or images are recorded"),
            )
            .likely(),
        );
    }
    location(case, false, tell);
    if case.has_purpose_kind("analytics") {
        let visitors =
            case.rows("data_subjects").find(|(_, row)| word(row, "category") == "website_visitors");
        if let Some((name, _)) = visitors {
            let says = text("La visite d’un site est mesurée", "Visits to a site are measured");
            tell(Mark::row("data_subjects", name, "category", says).likely());
        }
    }
}

fn sensitive<'a>(case: &Case<'a>, tell: &mut dyn FnMut(Mark<'a>)) {
    for (name, row) in case.rows("special_categories") {
        if let Some(term) = row.choice("category") {
            let says = text("Données particulières\u{a0}: {what}", "Special data: {what}");
            // WP 248 names Articles 9 and 10, not the national number.
            let mark = Mark::row("special_categories", name, "category", says).what(term.label);
            tell(mark.likely_if(term.id == "nir"));
        }
    }
    location(case, true, tell);
    for (name, row) in case.rows("data") {
        if word(row, "category") == "economic" {
            let says = text("Données économiques et financières", "Economic and financial data");
            tell(Mark::row("data", name, "category", says).likely());
        }
    }
}

/// Location data: highly personal by WP 248, and perhaps a monitoring.
fn location<'a>(case: &Case<'a>, sure: bool, tell: &mut dyn FnMut(Mark<'a>)) {
    for (name, row) in case.rows("data") {
        if word(row, "category") == "location" {
            let says = text("Données de localisation", "Location data");
            tell(Mark::row("data", name, "category", says).likely_if(!sure));
        }
    }
}

pub(super) fn scale<'a>(case: &Case<'a>, tell: &mut dyn FnMut(Mark<'a>)) {
    for (name, row) in case.rows("data_subjects") {
        let said = match row.get("volume") {
            Some(crate::model::Value::Integer(n)) => Some(*n),
            _ => None,
        };
        let band = match word(row, "volume_band") {
            "over_100000" => MANY + 1,
            "up_to_100000" => SOME + 1,
            _ => 0,
        };
        if let Some(n) = said.filter(|n| *n > SOME) {
            let says = text(
                "{figure} {n|personne|personnes} d’une catégorie",
                "{figure} {n|person|people} of one category",
            );
            let mark = Mark::row("data_subjects", name, "volume", says).n(n.unsigned_abs());
            tell(mark.likely_if(n <= MANY));
        } else if said.is_none() && band > SOME {
            let says = text(
                "Plus de {figure} personnes d’une catégorie",
                "More than {figure} people of one category",
            );
            let least = if band > MANY { MANY } else { SOME };
            let mark = Mark::row("data_subjects", name, "volume_band", says).n(least.unsigned_abs());
            tell(mark.likely_if(band <= MANY));
        }
    }
}

fn combination<'a>(case: &Case<'a>, tell: &mut dyn FnMut(Mark<'a>)) {
    if affirms(case, "data_combination", COMBINES) {
        tell(Mark::field("data_combination", text("Un croisement est décrit", "A combination is described")));
    }
    for (name, row) in case.rows("data") {
        if let Some(source) = row.choice("source").filter(|t| matches!(t.id, "purchased" | "reused")) {
            let says = text("Source des données\u{a0}: {what}", "Source of the data: {what}");
            tell(Mark::row("data", name, "source", says).what(source.label).likely());
        }
    }
    for purpose in case.purposes().filter(|p| p.fields.bool("is_reuse") == Some(true)) {
        let says = text("Des données sont réutilisées", "Data is used again");
        tell(Mark::of(purpose, "is_reuse", says).likely());
    }
}

pub(super) fn vulnerable<'a>(case: &Case<'a>, tell: &mut dyn FnMut(Mark<'a>)) {
    for (name, row) in case.rows("data_subjects") {
        let category = word(row, "category");
        let says = text("Personnes concernées\u{a0}: {what}", "Data subjects: {what}");
        let minors = || DATA_SUBJECTS.get("minors").map_or(text("", ""), |t| t.label);
        if row.bool("vulnerable") == Some(true) {
            let says = text("Des personnes vulnérables en font partie", "Vulnerable people are among them");
            tell(Mark::row("data_subjects", name, "vulnerable", says));
        } else if row.bool("minors") == Some(true) {
            tell(Mark::row("data_subjects", name, "minors", says).what(minors()));
        } else if matches!(category, "employees" | "patients" | "minors" | "candidates" | "beneficiaries") {
            let label = DATA_SUBJECTS.get(category).map_or(text("", ""), |t| t.label);
            // Where the officer looked, and says that they are not, the officer decides.
            let denied = row.bool("vulnerable") == Some(false);
            let mark = Mark::row("data_subjects", name, "category", says).what(label);
            tell(mark.likely_if(denied || matches!(category, "candidates" | "beneficiaries")));
        }
    }
}

fn innovation<'a>(case: &Case<'a>, tell: &mut dyn FnMut(Mark<'a>)) {
    for (name, row) in case.rows("special_categories") {
        if word(row, "category") == "biometric" {
            let label = SPECIAL_CATEGORIES.get("biometric").map_or(text("", ""), |t| t.label);
            let says = text("Données particulières\u{a0}: {what}", "Special data: {what}");
            tell(Mark::row("special_categories", name, "category", says).what(label));
        }
    }
    if case.has("ai.uses") {
        let says = text(
            "Un système d’intelligence artificielle est employé",
            "An artificial intelligence system is used",
        );
        tell(Mark::field("ai.uses", says).likely());
    }
    if case.text("technologies").is_some_and(names_something_new) {
        let says = text("Une technique nouvelle semble employée", "A new technique seems to be used");
        tell(Mark::field("technologies", says).likely());
    }
}

/// Whether a description names a technique that WP 248 has in view, without denying it in the same breath.
fn names_something_new(said: &str) -> bool {
    const NEW: [&str; 11] = [
        "intelligence artificielle",
        "artificial intelligence",
        "apprentissage automatique",
        "machine learning",
        "reconnaissance faciale",
        "facial recognition",
        "biometri",
        "objets connectes",
        "connected objects",
        "internet of things",
        "modele de langage",
    ];
    const DENIED: [&str; 8] = ["sans ", "ni ", "aucun", "pas de ", "pas d'", "no ", "without ", "neither "];
    let folded = fold(said);
    folded.split(['.', ';', ',', ':']).any(|part| {
        NEW.iter().any(|new| {
            part.find(new).is_some_and(|at| {
                let before = &part[..at];
                !DENIED.iter().any(|d| before.starts_with(d) || before.contains(&[" ", d].concat()))
            })
        })
    })
}

fn exclusion<'a>(case: &Case<'a>, tell: &mut dyn FnMut(Mark<'a>)) {
    purposes(case, &["debt_recovery", "fraud"], &mut |mark| tell(mark.likely()));
    if affirms(case, "automated_decision.consequences", &[]) {
        let says = text(
            "Les conséquences d’une décision sont décrites",
            "The consequences of a decision are described",
        );
        tell(Mark::field("automated_decision.consequences", says).likely());
    }
}

/// The purposes of some kinds.
pub(super) fn purposes<'a>(case: &Case<'a>, kinds: &[&str], tell: &mut dyn FnMut(Mark<'a>)) {
    for purpose in case.purposes() {
        let says = text("Nature d’une finalité\u{a0}: {what}", "Kind of a purpose: {what}");
        if let Some(kind) = purpose.fields.choice("kind").filter(|k| kinds.contains(&k.id)) {
            tell(Mark::of(purpose, "kind", says).what(kind.label));
        }
    }
}

/// Whether an external source feeds the data: the row.
pub(super) fn external_source<'a>(case: &Case<'a>) -> Option<&'a str> {
    let external = |source: &str| matches!(source, "indirect" | "both" | "purchased");
    case.rows("data")
        .find(|(_, row)| given(row, "source") && external(word(row, "source")))
        .map(|(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_technique_that_is_denied_is_not_new() {
        assert!(names_something_new("Tri par apprentissage automatique, sans décision."));
        assert!(names_something_new("Pointage biométrique"));
        assert!(!names_something_new(
            "Caméras fixes, sans son, sans reconnaissance faciale ni analyse automatique."
        ));
        assert!(!names_something_new("Application web et base de données, sans apprentissage automatique."));
        assert!(!names_something_new("Web application, no machine learning"));
    }
}
