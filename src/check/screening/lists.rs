//! The cases of Art. 35(3) and the two lists of the CNIL, as a sheet shows them.
//!
//! A type that rests on what the organisation is (an establishment, a municipality, a lawyer) is never sure: the
//! register does not say it in a form that could be trusted.

use super::criteria::{external_source, purposes};
use super::sign::{Mark, word};
use super::{shown, signs_of};
use crate::check::case::Case;
use crate::check::facts::wording::{self, Words};
use crate::model::message::{Text, text};
use crate::model::{Group, Value};

const SPECIAL: Text = text("Données particulières\u{a0}: {what}", "Special data: {what}");

/// Tells what speaks for a case or a type.
pub(super) fn signs<'a>(case: &Case<'a>, id: &str, tell: &mut dyn FnMut(Mark<'a>)) {
    match id {
        "35-3-a" => both(case, "C1", "C2", tell),
        "35-3-b" => large_scale(case, sensitive(case, is_art_9_or_10), tell),
        "35-3-c" if case.films_the_public() => {
            let places = text("Un lieu ouvert au public est filmé", "A place open to the public is filmed");
            large_scale(case, Some(Mark::field("video.places", places)), tell);
        }
        "FR-REQ-01" if case.has_purpose_kind("care") => {
            sensitive(case, |c| c == "health").into_iter().for_each(|m| tell(m.likely()));
        }
        "FR-REQ-02" if shown(case, "C7").is_some() => {
            sensitive(case, |c| c == "genetic").into_iter().for_each(tell);
        }
        "FR-REQ-03" if has_any_kind(case, &["hr", "recruitment", "payroll"]) => {
            signs_of(case, "C1", tell);
        }
        "FR-REQ-04" => constant_monitoring(case, tell),
        "FR-REQ-06" => purposes(case, &["whistleblowing"], tell),
        "FR-REQ-07" if case.has_purpose_kind("research") => {
            sensitive(case, |c| c == "health").into_iter().for_each(|m| tell(m.likely()));
        }
        "FR-REQ-08" if shown(case, "C1").is_some() => {
            signs_of(case, "C9", &mut |m| tell(m.likely()));
        }
        "FR-REQ-09" if external_source(case).is_some() => {
            purposes(case, &["debt_recovery"], &mut |m| tell(m.likely()));
        }
        "FR-REQ-10" => {
            if let (Some(name), Some(_)) = (external_source(case), shown(case, "C1")) {
                let says = text(
                    "Du profilage, et des données d’une source externe",
                    "Profiling, and data from an external source",
                );
                tell(Mark::row("data", name, "source", says).likely());
            }
        }
        "FR-REQ-11" if shown(case, "C7").is_some() => {
            sensitive(case, |c| c == "biometric").into_iter().for_each(tell);
        }
        "FR-REQ-13" if case.has_category("data_subjects", "beneficiaries") => {
            purposes(case, &["care", "public_service"], &mut |m| tell(m.likely()));
        }
        "FR-REQ-14" => {
            let location = case.rows("data").find(|(_, row)| word(row, "category") == "location");
            let says = text("Données de localisation", "Location data");
            let mark = location.map(|(name, _)| Mark::row("data", name, "category", says));
            large_scale(case, mark, tell);
        }
        "FR-EXO-01" if is_only(case, &["hr", "payroll", "recruitment"]) => {
            let small = headcount(case).is_some_and(|n| n < 250);
            // Choosing applicants is not yet managing staff.
            purposes(case, &["hr", "payroll"], &mut |m| tell(m.likely_if(!small)));
        }
        "FR-EXO-02" if is_only(case, &["suppliers"]) => purposes(case, &["suppliers"], tell),
        "FR-EXO-05" => purposes(case, &["membership"], &mut |m| tell(m.likely())),
        "FR-EXO-06" => purposes(case, &["care"], &mut |m| tell(m.likely())),
        _ => {}
    }
}

/// Tells what takes an activity out of the limits of a type of the exempt list: sure where the type itself says so.
pub(super) fn against<'a>(case: &Case<'a>, id: &str, tell: &mut dyn FnMut(Mark<'a>)) {
    match id {
        "FR-EXO-01" => {
            if let (Some(n), Some(organisation)) = (headcount(case), case.register.organisation())
                && n >= 250
            {
                let says =
                    text("{n} salariés, et la limite est de 250", "{n} employees, and the limit is 250");
                tell(Mark::of(organisation, "headcount", says).n(n.unsigned_abs()));
            }
            if case.purposes().next().is_some()
                && !has_any_kind(case, &["hr", "payroll", "recruitment", "other"])
            {
                let says = text(
                    "Aucune finalité n’est de gestion du personnel",
                    "No purpose is one of staff management",
                );
                tell(Mark::field("purposes", says).likely());
            }
            constant_monitoring(case, &mut |m| tell(m.likely()));
            // A description in one's own words may mean less than profiling.
            let says = text("Le profilage en est exclu", "Profiling is excluded from it");
            signs_of(case, "C1", &mut |m| {
                if m.sure {
                    tell(m.saying(says).likely());
                }
            });
        }
        "FR-EXO-02" => {
            for (name, row) in case.rows("data_subjects") {
                if matches!(
                    word(row, "category"),
                    "customers" | "prospects" | "former_customers" | "loyalty_members"
                ) {
                    let says = text(
                        "Ni clients ni prospects n’en relèvent",
                        "Neither customers nor prospects belong to it",
                    );
                    tell(Mark::row("data_subjects", name, "category", says).likely());
                }
            }
        }
        "FR-EXO-03" => {
            if let Some(o) = case.register.organisation()
                && o.fields.bool("public_body") == Some(false)
            {
                let says = text("L’organisme n’est pas public", "The organisation is not a public one");
                tell(Mark::of(o, "public_body", says));
            }
        }
        "FR-EXO-05" | "FR-EXO-11" => {
            let says = text(
                "Données sensibles, que ce type exclut\u{a0}: {what}",
                "Sensitive data, excluded from it: {what}",
            );
            sensitive(case, is_art_9_or_10).into_iter().for_each(|m| tell(m.saying(says)));
            if let ("FR-EXO-11", Some((name, _))) =
                (id, case.rows("data").find(|(_, row)| word(row, "category") == "location"))
            {
                let says = text(
                    "Données hautement personnelles, que ce type exclut",
                    "Highly personal data, excluded from it",
                );
                tell(Mark::row("data", name, "category", says).likely());
            }
        }
        _ => {}
    }
    // The list that asks for an assessment goes first.
    if id.starts_with("FR-EXO") && case.has("dpia.cnil_list_item") {
        let says = text(
            "Un type de la liste qui demande une analyse est aussi retenu",
            "A type of the list that asks for an assessment is chosen as well",
        );
        tell(Mark::field("dpia.cnil_list_item", says).likely());
    }
}

/// What is shown where both criteria are.
fn both<'a>(case: &Case<'a>, one: &str, other: &str, tell: &mut dyn FnMut(Mark<'a>)) {
    if let (Some(a), Some(b)) = (shown(case, one), shown(case, other)) {
        tell(a);
        tell(b);
    }
}

/// What is shown where the scale is large, or likely to be.
fn large_scale<'a>(case: &Case<'a>, mark: Option<Mark<'a>>, tell: &mut dyn FnMut(Mark<'a>)) {
    let Some(mark) = mark else { return };
    let mut scale = None;
    signs_of(case, "C5", &mut |m| scale = Some(scale.unwrap_or(false) || m.sure));
    if let Some(sure) = scale {
        tell(mark.likely_if(!sure));
    }
}

/// Words of constant monitoring, as the CNIL's list has in view.
const WATCHED: Words = &[
    "keylog",
    "enregistrement des frappes",
    "frappes",
    "captures d'ecran",
    "capture d'ecran",
    "screenshots",
    "geolocalis",
    "keystroke",
    "cyber-surveillance",
    "cybersurveillance",
    "dlp ",
];

fn constant_monitoring<'a>(case: &Case<'a>, tell: &mut dyn FnMut(Mark<'a>)) {
    if case.has_category("data_subjects", "employees") {
        let says = text(
            "Des salariés, et des mots d’une surveillance de leur activité",
            "Employees, and words of a monitoring of their activity",
        );
        for path in ["description", "technologies"] {
            if case.text(path).is_some_and(|said| wording::names(said, WATCHED).is_some()) {
                tell(Mark::field(path, says).likely());
            }
        }
        for (name, row) in case.rows("data") {
            let mut items = row.items("items").iter().filter_map(Value::as_text);
            if items.any(|said| wording::names(said, WATCHED).is_some()) {
                tell(Mark::row("data", name, "items", says).likely());
            }
        }
    }
    if case.is_true("video.workstation") {
        let says =
            text("Un poste de travail est filmé en continu", "A workstation is filmed without a break");
        tell(Mark::field("video.workstation", says));
    }
    let staff = case.has_category("data_subjects", "employees");
    if let (true, Some((name, _))) =
        (staff, case.rows("data").find(|(_, row)| word(row, "category") == "location"))
    {
        let says = text("Des salariés, et des données de localisation", "Employees, and location data");
        tell(Mark::row("data", name, "category", says).likely());
    }
}

/// The first special category of some kind.
fn sensitive<'a>(case: &Case<'a>, of: impl Fn(&str) -> bool) -> Option<Mark<'a>> {
    let named = |(name, row): (&'a str, &'a Group)| {
        let term = row.choice("category").filter(|t| of(t.id))?;
        Some(Mark::row("special_categories", name, "category", SPECIAL).what(term.label))
    };
    case.rows("special_categories").find_map(named)
}

fn is_art_9_or_10(category: &str) -> bool {
    category != "nir"
}

fn has_any_kind(case: &Case<'_>, kinds: &[&str]) -> bool {
    kinds.iter().any(|k| case.has_purpose_kind(k))
}

/// Whether the activity has purposes, and only of these kinds.
fn is_only(case: &Case<'_>, kinds: &[&str]) -> bool {
    let mut purposes = case.purposes().peekable();
    purposes.peek().is_some() && purposes.all(|p| kinds.contains(&word(&p.fields, "kind")))
}

fn headcount(case: &Case<'_>) -> Option<i64> {
    match case.organisation()?.get("headcount")? {
        Value::Integer(n) => Some(*n),
        _ => None,
    }
}
