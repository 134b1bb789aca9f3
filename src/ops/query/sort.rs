//! The order of a list.

use std::cmp::Ordering;

use crate::model::fold::fold;
use crate::model::message::{Text, text};
use crate::model::{Finding, Kind, Lang, Record, Severity, fields_of};

/// What a list is ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    #[default]
    Title,
    Ref,
    Status,
    Reviewed,
    Findings,
    Created,
}

/// A sort, and whether it is turned round.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Order {
    pub by: Sort,
    pub reversed: bool,
}

impl Sort {
    pub const ALL: [Sort; 6] =
        [Sort::Title, Sort::Ref, Sort::Status, Sort::Reviewed, Sort::Findings, Sort::Created];

    /// What it is called in a list of sorts.
    pub fn title(self) -> Text {
        match self {
            Sort::Title => text("titre", "title"),
            Sort::Ref => text("référence", "reference"),
            Sort::Status => text("statut", "status"),
            Sort::Reviewed => text("dernière revue", "last review"),
            Sort::Findings => text("constats", "findings"),
            Sort::Created => text("création", "creation"),
        }
    }

    /// What comes first.
    pub fn first(self) -> Text {
        match self {
            Sort::Title | Sort::Ref => text("A avant Z", "A before Z"),
            Sort::Status => text("projets d’abord", "drafts first"),
            Sort::Reviewed => text("la plus ancienne d’abord", "oldest first"),
            Sort::Findings => text("les plus graves d’abord", "worst first"),
            Sort::Created => text("la plus récente d’abord", "newest first"),
        }
    }

    /// The word of the command line, French and English.
    pub fn word(self) -> Text {
        match self {
            Sort::Title => text("titre", "title"),
            Sort::Ref => text("réf", "ref"),
            Sort::Status => text("statut", "status"),
            Sort::Reviewed => text("revue", "review"),
            Sort::Findings => text("constats", "findings"),
            Sort::Created => text("création", "created"),
        }
    }

    /// Reads a sort as it is typed.
    pub fn parse(typed: &str) -> Option<Sort> {
        let typed = fold(typed);
        let named = |s: &Sort| {
            [s.word().fr, s.word().en, s.title().fr, s.title().en].iter().any(|name| fold(name) == typed)
        };
        Sort::ALL.into_iter().find(named)
    }

    /// Whether it orders records of a kind.
    pub fn holds_for(self, kind: Kind) -> bool {
        let key = match self {
            Sort::Title | Sort::Findings => return true,
            Sort::Ref => "ref",
            Sort::Status => "status",
            Sort::Reviewed => "reviewed_on",
            Sort::Created => "created_on",
        };
        fields_of(kind).iter().any(|f| f.key == key)
    }
}

/// The place of a record in a list; records without one come last, whichever way the list is turned.
#[derive(Clone, Debug, PartialEq)]
pub struct Rank {
    place: Option<Place>,
    title: String,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Number(i64),
    Text(Vec<Part>),
}

/// A run of letters, or of digits as a number: T-2 comes before T-10.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Number(u64, usize),
    Letters(String),
}

/// Where a record stands in an order; `tally` is how many errors and warnings it has.
pub fn rank(record: &Record, order: Order, tally: (usize, usize), lang: Lang) -> Rank {
    let fields = &record.fields;
    let day = |key: &str| fields.date(key).map(|d| i64::from(chrono::Datelike::num_days_from_ce(&d)));
    let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let place = match order.by {
        Sort::Title => Some(Place::Number(0)),
        Sort::Ref => fields.text("ref").map(|r| Place::Text(parts(&fold(r)))),
        Sort::Status => fields.choice("status").map(|status| {
            let terms = crate::model::vocabulary::STATUSES.terms;
            Place::Number(number(terms.iter().position(|t| t.id == status.id).unwrap_or(terms.len())))
        }),
        Sort::Reviewed => day("reviewed_on").map(Place::Number),
        Sort::Created => day("created_on").map(|d| Place::Number(-d)),
        Sort::Findings => {
            let worst = number(tally.0).saturating_mul(1_000_000).saturating_add(number(tally.1));
            Some(Place::Number(-worst))
        }
    };
    Rank { place, title: fold(record.title(lang)) }
}

/// The rank of a file that cannot be read: after all others.
pub fn unread(path: &str) -> Rank {
    Rank { place: None, title: fold(path) }
}

/// Which of two comes first.
pub fn compare(a: &Rank, b: &Rank, order: Order) -> Ordering {
    let by_title = || a.title.cmp(&b.title);
    let turned = |o: Ordering| if order.reversed { o.reverse() } else { o };
    match (&a.place, &b.place) {
        (None, None) => by_title(),
        (None, Some(_)) => Ordering::Greater,
        (Some(_), None) => Ordering::Less,
        (Some(_), Some(_)) if order.by == Sort::Title => turned(by_title()),
        (Some(x), Some(y)) => turned(x.cmp(y)).then_with(by_title),
    }
}

/// How many errors and warnings are found on a record.
pub fn tally<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> (usize, usize) {
    findings.into_iter().fold((0, 0), |(errors, warnings), f| match f.severity {
        Severity::Error => (errors + 1, warnings),
        Severity::Warning => (errors, warnings + 1),
        Severity::Advice => (errors, warnings),
    })
}

fn parts(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let digits = first.is_ascii_digit();
        let end = rest.find(|c: char| c.is_ascii_digit() != digits).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        rest = after;
        parts.push(match run.parse() {
            Ok(n) if digits => Part::Number(n, run.len()),
            _ => Part::Letters(run.to_owned()),
        });
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Id, RecordId, Value};

    fn activity(id: &str, fields: &[(&str, Value)]) -> Record {
        let mut record = Record::new(RecordId::new(Kind::Activity, Id::parse(id).unwrap()));
        for (key, value) in fields {
            record.fields.set(fields_of(Kind::Activity), key, value.clone()).unwrap();
        }
        record
    }

    fn sorted(records: &[Record], by: Sort, reversed: bool) -> Vec<&str> {
        let order = Order { by, reversed };
        let mut ranked: Vec<(Rank, &str)> =
            records.iter().map(|r| (rank(r, order, (0, 0), Lang::Fr), r.id.id.as_str())).collect();
        ranked.sort_by(|a, b| compare(&a.0, &b.0, order));
        ranked.into_iter().map(|(_, id)| id).collect()
    }

    #[test]
    fn numbers_in_references_count_and_what_has_none_comes_last_both_ways() {
        let text = |s: &str| ("ref", Value::text(s));
        let records = [
            activity("c", &[text("T-10")]),
            activity("a", &[]),
            activity("b", &[text("T-2")]),
            activity("d", &[text("t-002")]),
        ];
        assert_eq!(sorted(&records, Sort::Ref, false), ["b", "d", "c", "a"]);
        assert_eq!(sorted(&records, Sort::Ref, true), ["c", "d", "b", "a"]);
        assert_eq!(sorted(&records, Sort::Title, false), ["a", "b", "c", "d"]);
        assert_eq!(sorted(&records, Sort::Title, true), ["d", "c", "b", "a"]);
    }

    #[test]
    fn the_oldest_review_comes_first_and_the_newest_sheet() {
        let day = |s: &str| Value::Date(crate::model::date::parse(s).unwrap());
        let records = [
            activity("new", &[("reviewed_on", day("2026-01-01")), ("created_on", day("2025-01-01"))]),
            activity("old", &[("reviewed_on", day("2024-01-01")), ("created_on", day("2020-01-01"))]),
            activity("never", &[]),
        ];
        assert_eq!(sorted(&records, Sort::Reviewed, false), ["old", "new", "never"]);
        assert_eq!(sorted(&records, Sort::Created, false), ["new", "old", "never"]);
    }

    #[test]
    fn sorts_answer_to_both_languages() {
        for sort in Sort::ALL {
            assert_eq!(Sort::parse(sort.word().fr), Some(sort));
            assert_eq!(Sort::parse(sort.word().en), Some(sort));
        }
        assert_eq!(Sort::parse("Réference"), Some(Sort::Ref));
        assert_eq!(Sort::parse("x"), None);
    }
}
