//! Values as they are asked for, read for the shape of the field that they are asked of.

use std::collections::{HashMap, HashSet};

use chrono::{Datelike, Months, NaiveDate};

use super::parse::{Op, Wanted};
use super::sieve::Scope;
use super::texts;
use crate::i18n::values::NOT_LISTED_NEAR;
use crate::model::fold::fold;
use crate::model::message::{Message, Text, text};
use crate::model::vocabulary::NOT_LISTED;
use crate::model::{Id, Kind, Lang, Path, Period, Shape, Term, Value, Vocabulary, date};

const BAD_DATE: Text = text(
    "«\u{a0}{word}\u{a0}» n’est pas une date\u{a0}: 2026-11-23, 23/11/2026, 2026-11, 2026.",
    "“{word}” is not a date: 2026-11-23, 23/11/2026, 2026-11, 2026.",
);
const BAD_PERIOD: Text = text(
    "«\u{a0}{word}\u{a0}» n’est pas une durée\u{a0}: 3ans, 6mois, \"3 ans\".",
    "“{word}” is not a period: 3years, 6months, \"3 years\".",
);
const BAD_NUMBER: Text =
    text("«\u{a0}{word}\u{a0}» n’est pas un nombre entier.", "“{word}” is not a whole number.");
const BAD_BOOL: Text = text("«\u{a0}{word}\u{a0}» n’est ni oui ni non.", "“{word}” is neither yes nor no.");
const NO_ORDER: Text = text(
    "Cette clé ne se compare pas\u{a0}: pas de «\u{a0}<\u{a0}» ni de «\u{a0}>\u{a0}».",
    "This key has no order: no “<” nor “>”.",
);

/// What people call some words of the lists.
const SYNONYMS: &[(&str, &str, &str)] = &[
    ("statuses", "brouillon", "draft"),
    ("statuses", "brouillons", "draft"),
    ("statuses", "en cours", "active"),
    ("statuses", "termine", "ended"),
    ("statuses", "terminee", "ended"),
    ("countries", "usa", "US"),
    ("countries", "uk", "GB"),
    ("countries", "angleterre", "GB"),
];

/// Which values of a field will do.
pub(super) enum Accept {
    /// Texts that hold this, folded.
    Text(String),
    Terms(Vec<&'static Term>),
    Ids(HashSet<Id>),
    Bool(bool),
    Date(Op, NaiveDate, NaiveDate),
    /// Periods, by about how long they last.
    Hours(Op, u64),
    Number(Op, i64),
}

impl Accept {
    pub fn takes(&self, value: &Value, scope: &Scope<'_>) -> bool {
        match (self, value) {
            (Accept::Text(word), Value::Text(text)) => fold(text).contains(word),
            (Accept::Text(word), Value::Group(group)) => deep(group, word, scope.lang),
            (Accept::Text(word), Value::Rows(rows)) => {
                rows.iter().any(|(name, row)| fold(name).contains(word) || deep(row, word, scope.lang))
            }
            (Accept::Terms(terms), Value::Choice(term)) => terms.iter().any(|t| std::ptr::eq(*t, *term)),
            (Accept::Ids(ids), Value::Ref(id)) => ids.contains(id),
            (Accept::Bool(wanted), Value::Bool(is)) => wanted == is,
            (Accept::Date(op, from, to), Value::Date(day)) => match op {
                Op::Less => day < from,
                Op::AtMost => day <= to,
                Op::Is => from <= day && day <= to,
                Op::AtLeast => day >= from,
                Op::More => day > to,
            },
            (Accept::Hours(op, hours), Value::Period(period)) => op.holds(&period.hours_about(), hours),
            (Accept::Number(op, wanted), Value::Integer(n)) => op.holds(n, wanted),
            _ => false,
        }
    }
}

impl Op {
    fn holds<T: PartialOrd>(self, found: &T, wanted: &T) -> bool {
        match self {
            Op::Less => found < wanted,
            Op::AtMost => found <= wanted,
            Op::Is => found == wanted,
            Op::AtLeast => found >= wanted,
            Op::More => found > wanted,
        }
    }
}

fn deep(group: &crate::model::Group, word: &str, lang: Lang) -> bool {
    !texts::each(group, &Path::root(), lang, &mut |_, _, text| !fold(&text).contains(word))
}

/// Reads values; what several fields share is worked out once.
pub(super) struct Reader<'a> {
    scope: &'a Scope<'a>,
    terms: HashMap<(&'static str, String), Vec<&'static Term>>,
    ids: HashMap<(Kind, String), HashSet<Id>>,
}

impl<'a> Reader<'a> {
    pub fn new(scope: &'a Scope<'a>) -> Reader<'a> {
        Reader { scope, terms: HashMap::new(), ids: HashMap::new() }
    }

    /// What is asked of a field of this shape; an error says why it cannot be.
    pub fn read(&mut self, wanted: &Wanted, shape: &Shape) -> Result<Accept, Message> {
        let word = wanted.text.as_str();
        let op = wanted.op.unwrap_or(Op::Is);
        let said = |text: Text| text.msg().with("word", word);
        match shape {
            Shape::Date => {
                let (from, to) = days(word, self.scope.today).ok_or_else(|| said(BAD_DATE))?;
                Ok(Accept::Date(op, from, to))
            }
            Shape::Period => {
                let period = Period::from_words(word).ok_or_else(|| said(BAD_PERIOD))?;
                Ok(Accept::Hours(op, period.hours_about()))
            }
            Shape::Integer => {
                let digits: String = word.chars().filter(|c| !c.is_whitespace() && *c != '_').collect();
                digits.parse().map(|n| Accept::Number(op, n)).map_err(|_| said(BAD_NUMBER))
            }
            _ if op != Op::Is => Err(NO_ORDER.msg()),
            Shape::Bool => match fold(word).as_str() {
                "oui" | "yes" | "vrai" | "true" | "o" | "y" => Ok(Accept::Bool(true)),
                "non" | "no" | "faux" | "false" | "n" => Ok(Accept::Bool(false)),
                _ => Err(said(BAD_BOOL)),
            },
            Shape::Choice(words) | Shape::Choices(words) => {
                let key = (words.name, fold(word));
                let terms = match self.terms.get(&key) {
                    Some(terms) => terms.clone(),
                    None => {
                        let terms = terms(words, &key.1);
                        self.terms.insert(key, terms.clone());
                        terms
                    }
                };
                if terms.is_empty() {
                    let near = words.nearest(word).map(|t| t.label.get(self.scope.lang));
                    return Err(match near {
                        Some(near) => said(NOT_LISTED_NEAR).with("near", near),
                        None => said(NOT_LISTED),
                    });
                }
                Ok(Accept::Terms(terms))
            }
            Shape::Ref(kind) | Shape::Refs(kind) => {
                let key = (*kind, fold(word));
                let scope = self.scope;
                let ids = self.ids.entry(key).or_insert_with_key(|(kind, word)| {
                    let named = scope.register.of(*kind).filter(|r| scope.heads.holds(r, word));
                    let mut ids: HashSet<Id> = named.map(|r| r.id.id.clone()).collect();
                    // A reference that leads nowhere is found by what it says.
                    ids.extend(Id::parse(word));
                    ids
                });
                Ok(Accept::Ids(ids.clone()))
            }
            Shape::Line
            | Shape::Paragraph
            | Shape::Link
            | Shape::Lines
            | Shape::Group(_)
            | Shape::Rows(_) => Ok(Accept::Text(fold(word))),
        }
    }
}

/// The words of a list that are meant: the one that is called so, else all whose label holds it.
pub(super) fn terms(words: &'static Vocabulary, folded: &str) -> Vec<&'static Term> {
    let synonym = SYNONYMS.iter().find(|(list, word, _)| *list == words.name && *word == folded);
    if let Some(term) = synonym.and_then(|(.., id)| words.get(id)) {
        return vec![term];
    }
    let labels = |t: &Term| [fold(t.id), fold(t.label.fr), fold(t.label.en)];
    let named: Vec<(&Term, [String; 3])> = words.terms.iter().map(|t| (t, labels(t))).collect();
    let exact = named.iter().find(|(_, labels)| labels.iter().any(|l| l == folded));
    if let Some((term, _)) = exact {
        return vec![*term];
    }
    let holds = |labels: &[String; 3]| labels.iter().any(|l| l.contains(folded));
    named.iter().filter(|(_, labels)| holds(labels)).map(|(t, _)| *t).collect()
}

/// The first and the last day that a date in part means: a day, a month, a year, today.
fn days(typed: &str, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    if let Some(day) = date::parse(typed) {
        return Some((day, day));
    }
    if matches!(fold(typed).replace(' ', "").as_str(), "aujourd'hui" | "auj" | "today") {
        return Some((today, today));
    }
    let number = |s: &str, len: usize| {
        (s.len() <= len && !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit()))
            .then(|| s.parse::<u32>().ok())?
    };
    let parts: Vec<&str> = typed.split(['-', '/', '.']).collect();
    let (year, month) = match parts.as_slice() {
        [year] if year.len() == 4 => (*year, None),
        [year, month] if year.len() == 4 => (*year, Some(number(month, 2)?)),
        [month, year] if year.len() == 4 => (*year, Some(number(month, 2)?)),
        _ => return None,
    };
    let from = NaiveDate::from_ymd_opt(i32::try_from(number(year, 4)?).ok()?, month.unwrap_or(1), 1)?;
    let after = from.checked_add_months(Months::new(if month.is_some() { 1 } else { 12 }))?;
    debug_assert_eq!(after.day(), 1);
    Some((from, after.pred_opt()?))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::vocabulary::{COUNTRIES, LEGAL_BASES};

    #[test]
    fn a_date_may_be_a_month_or_a_year() {
        let today = date::parse("2026-11-27").unwrap();
        let said = |typed: &str| days(typed, today).map(|(a, b)| format!("{a} {b}"));
        assert_eq!(said("2026-02").as_deref(), Some("2026-02-01 2026-02-28"));
        assert_eq!(said("2/2026").as_deref(), Some("2026-02-01 2026-02-28"));
        assert_eq!(said("2026").as_deref(), Some("2026-01-01 2026-12-31"));
        assert_eq!(said("3/2/2026").as_deref(), Some("2026-02-03 2026-02-03"));
        assert_eq!(said("aujourd’hui").as_deref(), Some("2026-11-27 2026-11-27"));
        for not in ["", "26", "2026-13", "2026-", "hier", "é/2026"] {
            assert_eq!(said(not), None, "{not}");
        }
    }

    #[test]
    fn a_word_of_a_list_is_found_by_its_name_before_its_parts() {
        let ids = |words, typed: &str| terms(words, &fold(typed)).iter().map(|t| t.id).collect::<Vec<_>>();
        assert_eq!(ids(&COUNTRIES, "us"), ["US"], "not Russia");
        assert_eq!(ids(&COUNTRIES, "États-Unis"), ["US"]);
        assert_eq!(ids(&COUNTRIES, "guinée").len(), 1, "the whole name of one");
        assert!(ids(&COUNTRIES, "guin").len() > 3);
        assert_eq!(ids(&LEGAL_BASES, "contrat"), ["contract"]);
        assert_eq!(ids(&LEGAL_BASES, "consentement"), ["consent"]);
        assert!(ids(&LEGAL_BASES, "zzz").is_empty());
    }

    #[test]
    fn synonyms_lead_to_words_of_their_lists() {
        for (list, word, id) in SYNONYMS {
            let words = crate::model::vocabulary::ALL.iter().find(|v| v.name == *list);
            assert!(words.is_some_and(|v| v.get(id).is_some()), "{list} {word}");
            assert_eq!(fold(word), *word);
        }
    }

    proptest! {
        #[test]
        fn any_text_may_be_asked_for_a_date(typed in "[0-9/.é -]{0,12}") {
            if let Some((from, to)) = days(&typed, NaiveDate::default()) {
                prop_assert!(from <= to);
            }
        }
    }
}
