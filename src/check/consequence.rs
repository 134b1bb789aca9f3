//! What a change of a field means in law, told from its two values alone: what a reviewer asks of it.
//!
//! No fault is told here: whether the register became worse, the rules say. A change that is right has
//! consequences too, people to be told of it above all.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::facts::words;
use crate::law::places::{Standing, is_outside, standing};
use crate::law::rights;
use crate::model::diff::FieldChange;
use crate::model::message::{Message, Text, text};
use crate::model::vocabulary::{COUNTRIES, RIGHTS};
use crate::model::{Group, Kind, RecordId, Value};

/// Something that follows from a change.
#[derive(Clone, Debug, PartialEq)]
pub struct Consequence {
    pub says: Message,
    /// The articles, in the notation of the field table; empty where no text is applied.
    pub article: &'static str,
    /// It is to be weighed by itself, even where a whole record is new.
    pub weighs: bool,
}

fn note(says: impl Into<Message>, article: &'static str) -> Consequence {
    Consequence { says: says.into(), article, weighs: false }
}

fn weighty(says: impl Into<Message>, article: &'static str) -> Consequence {
    Consequence { says: says.into(), article, weighs: true }
}

/// What follows from a change of a field of this record, as of a day.
pub fn consequences(record: &RecordId, change: &FieldChange, today: NaiveDate) -> Vec<Consequence> {
    let mut out = Vec::new();
    let keys: Vec<&str> = change.path.keys().iter().map(String::as_str).collect();
    countries(change, today, &mut out);
    match (record.kind, keys.as_slice()) {
        (Kind::Retention, ["active" | "archive"]) => period(change, &mut out),
        (Kind::Purpose, ["legal_basis"]) => basis(change, &mut out),
        (Kind::Purpose, ["retention"])
        | (Kind::Activity, ["data" | "special_categories", _, "retention"]) => {
            out.push(note(OTHER_PERIOD, "13(2)(a)"));
        }
        (Kind::Activity, ["purposes"]) if grows(change) => out.push(weighty(NEW_PURPOSE, "6(4), 13(3)")),
        (Kind::Activity, ["processors"]) if grows(change) => {
            out.push(note(NEW_PROCESSOR, "28(3), 13(1)(e)"));
        }
        (Kind::Activity, ["recipients", _]) if came(change) => out.push(note(NEW_RECIPIENT, "13(1)(e)")),
        (Kind::Activity, ["special_categories", _]) if came(change) => {
            out.push(weighty(SENSITIVE, "9(2), 35(3)(b)"));
        }
        (Kind::Activity, ["data", _]) if came(change) => out.push(note(MORE_DATA, "5(1)(c)")),
        (Kind::Activity, ["data", _, "items"]) if grows(change) => out.push(note(MORE_DATA, "5(1)(c)")),
        (Kind::Activity, ["data_subjects", _]) if came(change) => people(change, &mut out),
        (Kind::Activity, ["data_subjects", _, "minors" | "vulnerable"]) if becomes(change, true) => {
            out.push(weighty(VULNERABLE, "8, 35(1)"));
        }
        (Kind::Activity, ["automated_decision", ..]) if change.before.is_none() => {
            out.push(weighty(AUTOMATED, "22, 13(2)(f)"));
        }
        (Kind::Activity, ["status"]) => status(change, &mut out),
        (Kind::Activity, ["dpia", "decision"]) => out.push(weighty(ASSESSMENT, "35")),
        (Kind::Activity, ["security", _]) if change.after.is_none() => out.push(note(MEASURE_GONE, "32")),
        (_, ["waivers", _]) => waiver(change, &mut out),
        _ => {}
    }
    out
}

const OTHER_PERIOD: Text =
    text("la durée annoncée aux personnes change", "the period told to people changes");
const NEW_PURPOSE: Text = text(
    "nouvelle finalité\u{a0}: vérifier qu’elle est compatible et informer les personnes avant",
    "new purpose: check that it is compatible, and inform people before",
);
const NEW_PROCESSOR: Text = text(
    "nouveau sous-traitant\u{a0}: un contrat, et l’information des personnes à compléter",
    "new processor: a contract, and the information to people to be completed",
);
const NEW_RECIPIENT: Text = text(
    "nouveau destinataire\u{a0}: à porter dans l’information des personnes",
    "new recipient: to be entered in the information to people",
);
const SENSITIVE: Text = text(
    "catégorie particulière de plus\u{a0}: une exception est nécessaire, et la question de l’analyse d’impact se pose",
    "one more special category: an exception is needed, and the question of an impact assessment arises",
);
const MORE_DATA: Text = text(
    "plus de données\u{a0}: sont-elles nécessaires à une finalité\u{202f}?",
    "more data: does a purpose need it?",
);
const VULNERABLE: Text = text(
    "des mineurs ou des personnes vulnérables sont désormais concernés",
    "minors or vulnerable people are now concerned",
);
const MORE_PEOPLE: Text = text(
    "de nouvelles personnes sont concernées\u{a0}: elles sont à informer",
    "new people are concerned: they are to be informed",
);
const AUTOMATED: Text = text(
    "une décision automatisée est décrite\u{a0}: droit à une intervention humaine, information sur la logique suivie",
    "an automated decision is described: right to human intervention, information on the logic involved",
);
const ASSESSMENT: Text =
    text("la décision sur l’analyse d’impact change", "the decision on the impact assessment changes");
const MEASURE_GONE: Text = text("une mesure de sécurité disparaît", "a security measure goes");

const LONGER: Text = text(
    "conservation plus longue\u{a0}: à justifier et à annoncer aux personnes",
    "longer retention: to be justified and told to people",
);
const SHORTER: Text = text(
    "conservation plus courte\u{a0}: ce qui la dépasse déjà est à effacer",
    "shorter retention: what is already older is to be erased",
);

fn period(change: &FieldChange, out: &mut Vec<Consequence>) {
    let (Some(Value::Period(before)), Some(Value::Period(after))) = (&change.before, &change.after) else {
        return;
    };
    if after.is_longer_than(before) {
        out.push(weighty(LONGER, "5(1)(e), 13(2)(a)"));
    } else if before.is_longer_than(after) {
        out.push(weighty(SHORTER, "5(1)(e)"));
    }
}

const BASIS: Text = text(
    "la base légale est à annoncer de nouveau aux personnes",
    "the legal basis is to be told to people again",
);
const RIGHTS_LOST: Text =
    text("droits qui ne s’ouvrent plus\u{a0}: {rights}", "rights no longer open: {rights}");
const RIGHTS_WON: Text = text("droits qui s’ouvrent\u{a0}: {rights}", "rights that open: {rights}");

/// A basis decides which rights are open.
fn basis(change: &FieldChange, out: &mut Vec<Consequence>) {
    let open = |value: &Option<Value>| -> BTreeSet<&'static str> {
        let basis = value.as_ref().and_then(Value::as_choice);
        basis.and_then(|b| rights::of(b.id)).map(|o| o.open.iter().copied().collect()).unwrap_or_default()
    };
    let (before, after) = (open(&change.before), open(&change.after));
    if before.is_empty() || after.is_empty() {
        return;
    }
    out.push(weighty(BASIS, "13(1)(c)"));
    for (says, set) in [(RIGHTS_LOST, &before - &after), (RIGHTS_WON, &after - &before)] {
        let labels: Vec<Text> = RIGHTS.terms.iter().filter(|r| set.contains(r.id)).map(|r| r.label).collect();
        if !labels.is_empty() {
            out.push(weighty(says.msg().with("rights", words::list(&labels)), "15-21"));
        }
    }
}

const OUTSIDE: Text = text(
    "hors de l’Espace économique européen\u{a0}: {country}, {standing}",
    "outside the European Economic Area: {country}, {standing}",
);
const NO_DECISION: Text = text("sans décision d’adéquation", "without an adequacy decision");
const SAFEGUARD: Text =
    text("{words}\u{202f}; garantie\u{a0}: {safeguard}", "{words}; safeguard: {safeguard}");
const NO_SAFEGUARD: Text = text("aucune n’est dite", "none is said");

/// Countries outside the Area that were not there before.
fn countries(change: &FieldChange, today: NaiveDate, out: &mut Vec<Consequence>) {
    let mut before = BTreeSet::new();
    if let Some(value) = &change.before {
        gather(value, &mut before);
    }
    let Some(after) = &change.after else { return };
    let is_transfer = change.path.keys().iter().any(|k| k == "transfers");
    // Each row of transfers tells on what it rests; elsewhere the country is all.
    match after {
        Value::Rows(rows) if is_transfer => {
            rows.iter().for_each(|(_, row)| tell(&row_countries(row), &before, Some(row), today, out));
        }
        Value::Group(row) if is_transfer => tell(&row_countries(row), &before, Some(row), today, out),
        value => {
            let mut found = BTreeSet::new();
            gather(value, &mut found);
            tell(&found, &before, None, today, out);
        }
    }
}

fn row_countries(row: &Group) -> BTreeSet<&'static str> {
    let mut found = BTreeSet::new();
    row.iter().for_each(|(_, v)| gather(v, &mut found));
    found
}

fn tell(
    after: &BTreeSet<&'static str>,
    before: &BTreeSet<&'static str>,
    transfer: Option<&Group>,
    today: NaiveDate,
    out: &mut Vec<Consequence>,
) {
    for code in after.difference(before).filter(|code| is_outside(code)) {
        let Some(country) = COUNTRIES.get(code) else { continue };
        let mut said = match standing(code, today) {
            Standing::Third => NO_DECISION.msg(),
            other => other.words().unwrap_or_else(|| NO_DECISION.msg()),
        };
        if let Some(row) = transfer {
            let by = row.choice("mechanism").map_or(NO_SAFEGUARD, |m| m.label);
            said = SAFEGUARD.msg().with("words", said).with("safeguard", by);
        }
        out.push(weighty(OUTSIDE.msg().with("country", country.label).with("standing", said), "44"));
    }
}

fn gather(value: &Value, found: &mut BTreeSet<&'static str>) {
    let country = |v: &Value| {
        let term = v.as_choice()?;
        COUNTRIES.get(term.id).filter(|c| std::ptr::eq(*c, term)).map(|c| c.id)
    };
    let inside = |group: &Group, found: &mut BTreeSet<&'static str>| {
        group.iter().for_each(|(_, v)| gather(v, found));
    };
    match value {
        Value::Group(group) => inside(group, found),
        Value::Rows(rows) => rows.iter().for_each(|(_, row)| inside(row, found)),
        Value::List(items) => found.extend(items.iter().filter_map(country)),
        value => found.extend(country(value)),
    }
}

fn people(change: &FieldChange, out: &mut Vec<Consequence>) {
    let row = change.after.as_ref().and_then(Value::as_group);
    let says = |key: &str| row.and_then(|r| r.bool(key)) == Some(true);
    let category = row.and_then(|r| r.choice("category")).map(|c| c.id);
    if says("minors") || says("vulnerable") || matches!(category, Some("minors" | "patients")) {
        out.push(weighty(VULNERABLE, "8, 35(1)"));
    } else {
        out.push(note(MORE_PEOPLE, "13, 14"));
    }
}

const ENDED: Text = text(
    "l’activité prend fin\u{a0}: les données sont à effacer ou à archiver à leur terme",
    "the activity ends: data is to be erased or archived when due",
);
const BEGUN: Text = text(
    "l’activité est en cours\u{a0}: information et, s’il en faut une, analyse d’impact la précèdent",
    "the activity is under way: information, and an assessment where one is needed, come before",
);

fn status(change: &FieldChange, out: &mut Vec<Consequence>) {
    match change.after.as_ref().and_then(Value::as_choice).map(|t| t.id) {
        Some("ended") => out.push(weighty(ENDED, "5(1)(e)")),
        Some("active") if change.before.is_some() => out.push(weighty(BEGUN, "13, 35(1)")),
        _ => {}
    }
}

const WAIVED: Text = text("une règle est écartée\u{a0}: {reason}", "a rule is set aside: {reason}");
const NO_REASON: Text = text("sans motif écrit", "without a written reason");
const WAIVER_GONE: Text = text("une règle n’est plus écartée", "a rule is no longer set aside");

fn waiver(change: &FieldChange, out: &mut Vec<Consequence>) {
    match &change.after {
        Some(value) => {
            let said = WAIVED.msg();
            let reason = value.as_group().and_then(|row| row.text("reason"));
            out.push(weighty(
                match reason {
                    Some(reason) => said.with("reason", reason),
                    None => said.with("reason", NO_REASON),
                },
                "5(2)",
            ));
        }
        None => out.push(note(WAIVER_GONE, "5(2)")),
    }
}

/// Whether a row is new.
fn came(change: &FieldChange) -> bool {
    change.before.is_none() && matches!(change.after, Some(Value::Group(_)))
}

/// Whether a list holds something that it did not hold before.
fn grows(change: &FieldChange) -> bool {
    let items = |v: &'_ Option<Value>| v.as_ref().map(|v| v.items().to_vec()).unwrap_or_default();
    let before = items(&change.before);
    items(&change.after).iter().any(|item| !before.contains(item))
}

fn becomes(change: &FieldChange, so: bool) -> bool {
    change.after == Some(Value::Bool(so)) && change.before != change.after
}
