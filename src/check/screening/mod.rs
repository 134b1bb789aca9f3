//! Whether an impact assessment is due, as far as a sheet shows: proposals, each with why; the decision is a person's.
//!
//! The cases, criteria and lists are those of [`crate::law::dpia`]. A sign that the sheet gives in so many words is
//! *sure*; one that only makes a criterion likely is not. No sign never means that a criterion is not met: what a
//! register cannot see is said beside each item.

mod criteria;
mod lists;
mod sign;

use chrono::NaiveDate;

pub(super) use self::sign::Mark;
pub use self::sign::Sign;
use super::case::Case;
use crate::law::dpia::{self, Item, List};
use crate::model::{Record, Register};

/// What the sheet of an activity shows about the need of an impact assessment.
#[derive(Clone, Debug)]
pub struct Screening {
    /// The three cases of Art. 35(3).
    pub statutory: Vec<Proposed>,
    /// The nine criteria of WP 248.
    pub criteria: Vec<Proposed>,
    /// The types for which the CNIL asks for an assessment.
    pub required: Vec<Proposed>,
    /// The types for which it asks for none.
    pub exempt: Vec<Proposed>,
}

/// One item, what speaks for it, and what the officer recorded.
#[derive(Clone, Debug)]
pub struct Proposed {
    pub item: &'static Item,
    /// What speaks for it; empty where nothing on the sheet does.
    pub signs: Vec<Sign>,
    /// What stands outside its limits, of a type that the exempt list names.
    pub against: Vec<Sign>,
    /// Whether the officer ticked it; `None` where the question has no answer, or there is none to be given.
    pub recorded: Option<bool>,
}

/// What follows from what the sheet shows, in the order in which the texts decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A case of Art. 35(3): an assessment is due.
    Statutory(&'static Item),
    /// A type of the required list: an assessment is due.
    Listed(&'static Item),
    /// A type of the exempt list, within what can be seen of its limits.
    Exempt(&'static Item),
    /// Two criteria or more: an assessment is due as a rule.
    Criteria(usize),
    /// One criterion: to be weighed, in writing.
    One(&'static Item),
    /// Nothing on the sheet calls for one.
    Nothing,
}

impl Proposed {
    /// Whether the sheet shows it, and nothing that takes it out of its limits.
    pub fn is_sure(&self) -> bool {
        self.signs.iter().any(|s| s.sure) && self.against.is_empty()
    }

    /// Whether something on the sheet makes it at least likely.
    pub fn is_likely(&self) -> bool {
        !self.signs.is_empty() && self.against.is_empty()
    }

    /// Whether the officer's answer is another than what the sheet shows for certain.
    pub fn is_disputed(&self) -> bool {
        match self.recorded {
            Some(true) => self.against.iter().any(|s| s.sure),
            Some(false) => self.is_sure() && self.item.list != List::Exempt,
            None => false,
        }
    }
}

impl Screening {
    /// Every item, in the order in which the texts decide.
    pub fn all(&self) -> impl Iterator<Item = &Proposed> {
        [&self.statutory, &self.required, &self.exempt, &self.criteria].into_iter().flatten()
    }

    /// What follows from the sheet and from what the officer ticked.
    pub fn outcome(&self) -> Outcome {
        let holds = |p: &&Proposed| p.is_sure() || p.recorded == Some(true) && p.against.is_empty();
        if let Some(case) = self.statutory.iter().find(holds) {
            return Outcome::Statutory(case.item);
        }
        if let Some(listed) = self.required.iter().find(holds) {
            return Outcome::Listed(listed.item);
        }
        if let Some(exempt) = self.exempt.iter().find(holds) {
            return Outcome::Exempt(exempt.item);
        }
        let met: Vec<&Proposed> = self.criteria.iter().filter(holds).collect();
        match met[..] {
            [] => Outcome::Nothing,
            [one] => Outcome::One(one.item),
            _ => Outcome::Criteria(met.len()),
        }
    }
}

/// Screens an activity; a record of another kind shows nothing.
pub fn of(register: &Register, record: &Record) -> Screening {
    // Nothing here depends on the day.
    let case = Case { register, record, today: NaiveDate::default() };
    let list = |list| dpia::of(list).map(|item| proposed(&case, item)).collect();
    Screening {
        statutory: list(List::Statutory),
        criteria: list(List::Criteria),
        required: list(List::Required),
        exempt: list(List::Exempt),
    }
}

fn proposed(case: &Case<'_>, item: &'static Item) -> Proposed {
    let (mut signs, mut against) = (Vec::new(), Vec::new());
    signs_of(case, item.id, &mut |mark| signs.push(mark.sign(case.record)));
    lists::against(case, item.id, &mut |mark| against.push(mark.sign(case.record)));
    Proposed { item, signs, against, recorded: recorded(case, item) }
}

/// Whether the officer ticked an item.
fn recorded(case: &Case<'_>, item: &Item) -> Option<bool> {
    let path = match item.list {
        List::Statutory => return None,
        List::Criteria => "dpia.criteria",
        List::Required => "dpia.cnil_list_item",
        List::Exempt => "dpia.exempt_item",
    };
    let value = case.value(path)?;
    let is = |v: &crate::model::Value| v.as_choice().is_some_and(|t| t.id == item.id);
    Some(is(value) || value.items().iter().any(is))
}

/// Tells what speaks for an item.
pub(super) fn signs_of<'a>(case: &Case<'a>, id: &str, tell: &mut dyn FnMut(Mark<'a>)) {
    match id.as_bytes().first() {
        Some(b'C') => criteria::signs(case, id, tell),
        _ => lists::signs(case, id, tell),
    }
}

/// What takes an activity out of the limits of a type of the exempt list.
pub(super) fn against<'a>(case: &Case<'a>, id: &str, tell: &mut dyn FnMut(Mark<'a>)) {
    lists::against(case, id, tell);
}

/// The first sure sign of an item, if there is one.
pub(super) fn shown<'a>(case: &Case<'a>, id: &str) -> Option<Mark<'a>> {
    let mut first = None;
    signs_of(case, id, &mut |mark| {
        if mark.sure && first.is_none() {
            first = Some(mark);
        }
    });
    first
}
