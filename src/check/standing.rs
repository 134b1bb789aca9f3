//! Which waivers stand, and what each sets aside. Those of a record are read once, however many findings ask.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use chrono::NaiveDate;

use super::rule::Rule;
use super::rules;
use crate::model::{Finding, Group, Path, Record, RecordId, Register, Value};

/// The rows that hold the waivers of a record.
pub const WAIVERS: &str = "waivers";

/// A waiver that stands, as it is told.
#[derive(Clone, Debug, PartialEq)]
pub struct Waiver<'a> {
    /// The record that holds it: the one it serves, or the organisation's.
    pub holder: &'a RecordId,
    /// What its row is called.
    pub name: &'a str,
    pub reason: &'a str,
    pub by: &'a str,
    pub until: NaiveDate,
}

/// The waiver by which a finding is waived, where one stands on this day.
pub fn waiver_of<'a>(register: &'a Register, finding: &Finding, today: NaiveDate) -> Option<Waiver<'a>> {
    Standing::of(register, today).waiver(finding)
}

/// The waivers that stand on a day, by record, whether or not they set anything aside.
pub fn in_force(register: &Register, today: NaiveDate) -> Vec<Waiver<'_>> {
    register.iter().flat_map(|r| good_of(r, today)).filter_map(|good| good.told()).collect()
}

/// What a waiver is called after: a rule, or one alone of the organisation's own.
#[derive(Clone, Copy)]
pub struct Named<'a> {
    pub rule: &'static Rule,
    pub own: Option<&'a str>,
}

impl<'a> Named<'a> {
    /// What a row of this name sets aside; `None` where it is called like no rule.
    pub fn by(name: &'a str) -> Option<Named<'a>> {
        if let Some(rule) = rules::named(name) {
            return Some(Named { rule, own: None });
        }
        let (head, own) = name.split_at_checked(rules::OWN_PREFIX.len())?;
        let is_own = head.eq_ignore_ascii_case(rules::OWN_PREFIX) && !own.is_empty();
        is_own.then_some(Named { rule: &rules::OWN_RULE, own: Some(own) })
    }

    /// Whether a finding is of this rule.
    pub fn is_of(&self, finding: &Finding) -> bool {
        self.rule.code == finding.code && self.own.is_none_or(|own| rules::own_rule_of(finding) == Some(own))
    }

    /// The rule that a finding is waived as, and of the organisation's own ones that one alone.
    pub fn of(rule: &'static Rule, finding: &'a Finding) -> Named<'a> {
        Named { rule, own: rules::own_rule_of(finding) }
    }

    /// What a row that sets it aside is called.
    pub fn row(&self) -> String {
        match self.own {
            Some(own) => format!("{}{own}", rules::OWN_PREFIX),
            None => self.rule.name.to_owned(),
        }
    }

    /// Whether a row of this name sets just this aside.
    pub fn is_called(&self, name: &str) -> bool {
        Named::by(name).is_some_and(|named| named.key() == self.key())
    }

    /// The same rule, the same way: two rows of which one would do.
    fn key(&self) -> (&'static str, Option<&'a str>) {
        (self.rule.code, self.own)
    }

    /// How the rule is told.
    pub fn told(&self) -> String {
        match self.own {
            Some(own) => format!("{}{own}", rules::OWN_PREFIX),
            None => self.rule.code.to_owned(),
        }
    }
}

/// A waiver that stands.
pub(super) struct Good<'a> {
    holder: &'a RecordId,
    pub name: &'a str,
    row: &'a Group,
    named: Named<'a>,
    /// The only places for which it stands, where it names any; one that names none of them stands nowhere.
    places: Option<HashSet<&'a str>>,
}

impl<'a> Good<'a> {
    fn told(&self) -> Option<Waiver<'a>> {
        let text = |key: &str| self.row.get(key).and_then(Value::as_text).unwrap_or_default();
        let (reason, by, until) = (text("reason"), text("by"), self.row.date("until")?);
        Some(Waiver { holder: self.holder, name: self.name, reason, by, until })
    }

    /// Whether it sets a finding aside.
    pub(super) fn serves(&self, finding: &Finding) -> bool {
        self.named.is_of(finding) && self.covers(&finding.path)
    }

    fn covers(&self, path: &Path) -> bool {
        let Some(places) = &self.places else { return true };
        let path = path.to_string();
        let ends = path.match_indices('.').map(|(i, _)| i).chain([path.len()]);
        ends.into_iter().any(|end| places.contains(&path[..end]))
    }
}

/// The waivers of the organisation that stand for every record.
pub(super) type General<'a> = Arc<Vec<Good<'a>>>;

pub(super) fn general(register: &Register, today: NaiveDate) -> General<'_> {
    let mut good = register.organisation().map(|o| good_of(o, today)).unwrap_or_default();
    good.retain(|g| is_general(g.row));
    Arc::new(good)
}

/// The waivers that stand on a day, by record, read when they are first asked for.
pub struct Standing<'a> {
    register: &'a Register,
    today: NaiveDate,
    general: General<'a>,
    read: HashMap<RecordId, Vec<Good<'a>>>,
}

impl<'a> Standing<'a> {
    pub fn of(register: &'a Register, today: NaiveDate) -> Standing<'a> {
        Standing::beside(register, today, general(register, today))
    }

    pub(super) fn beside(register: &'a Register, today: NaiveDate, general: General<'a>) -> Standing<'a> {
        Standing { register, today, general, read: HashMap::new() }
    }

    /// Takes a record as it stands, which may be newer than the register.
    pub(super) fn with(mut self, record: &'a Record) -> Standing<'a> {
        self.read.insert(record.id.clone(), good_of(record, self.today));
        self
    }

    /// Those of a record that was asked about.
    pub(super) fn on(&self, id: &RecordId) -> &[Good<'a>] {
        self.read.get(id).map(Vec::as_slice).unwrap_or_default()
    }

    /// The waiver by which a finding is waived.
    pub fn waiver(&mut self, finding: &Finding) -> Option<Waiver<'a>> {
        self.good(finding)?.told()
    }

    pub(super) fn good(&mut self, finding: &Finding) -> Option<&Good<'a>> {
        rules::get(finding.code).filter(|r| r.may_be_waived())?;
        let id = finding.record.as_ref()?;
        if !self.read.contains_key(id) {
            let good = self.register.get(id).map(|r| good_of(r, self.today)).unwrap_or_default();
            self.read.insert(id.clone(), good);
        }
        let own = self.read.get(id)?;
        own.iter().chain(self.general.iter()).find(|good| good.serves(finding))
    }
}

/// The waivers of a record that stand. Where two set the same rule aside, both must: one that has ended, or that lacks
/// a reason, is not made good by its twin.
fn good_of(record: &Record, today: NaiveDate) -> Vec<Good<'_>> {
    let rows = record.fields.rows(WAIVERS);
    let named: Vec<_> = rows.filter_map(|(name, row)| Some((name, row, Named::by(name)?))).collect();
    let is_good = |row: &Group| matches!(state(row, today), State::Good);
    let bad: HashSet<_> = named.iter().filter(|(_, row, _)| !is_good(row)).map(|(.., n)| n.key()).collect();
    let standing = named.into_iter().filter(|(.., n)| !bad.contains(&n.key()));
    let good = standing.map(|(name, row, named)| {
        let places = row.items("places").iter().filter_map(Value::as_text).collect();
        let places = row.get("places").is_some().then_some(places);
        Good { holder: &record.id, name, row, named, places }
    });
    good.collect()
}

/// The rows of a record that set a rule aside once more, each with the first that does.
pub(super) fn twins(record: &Record) -> Vec<(&str, &str)> {
    let mut first: HashMap<_, &str> = HashMap::new();
    let mut twins = Vec::new();
    for (name, _) in record.fields.rows(WAIVERS) {
        let Some(named) = Named::by(name) else { continue };
        match first.get(&named.key()) {
            Some(first) => twins.push((name, *first)),
            None => drop(first.insert(named.key(), name)),
        }
    }
    twins
}

pub(super) enum State {
    /// This key has no answer.
    Incomplete(&'static str),
    Over(NaiveDate),
    Good,
}

pub(super) fn state(row: &Group, today: NaiveDate) -> State {
    let lacks = |key: &&'static str| match row.get(key) {
        None | Some(Value::None) => true,
        Some(value) => value.as_text().is_some_and(is_blank),
    };
    if let Some(key) = ["reason", "by", "until"].into_iter().find(lacks) {
        return State::Incomplete(key);
    }
    match row.date("until") {
        Some(day) if day < today => State::Over(day),
        Some(_) => State::Good,
        None => State::Incomplete("until"),
    }
}

pub(super) fn is_general(row: &Group) -> bool {
    row.bool("everywhere") == Some(true)
}

/// Whether nobody can see anything in a text: blanks, and characters that show nothing.
pub fn is_blank(text: &str) -> bool {
    let shows_nothing = |c: char| {
        matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{2800}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}')
            || matches!(c, '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}')
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
            || matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
    };
    text.chars().all(|c| c.is_whitespace() || c.is_control() || shows_nothing(c))
}
