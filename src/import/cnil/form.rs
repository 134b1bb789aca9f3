//! What a record sheet says, before any of it becomes a field.

use std::collections::BTreeMap;

use super::example::Remains;
use super::ledger::{Left, Said};
use crate::law::cnil_form::key;
use crate::law::cnil_form::labels::{Actor, Column};

/// A row of several answers, by column.
pub type Answers = BTreeMap<Column, Said>;

/// One record sheet.
#[derive(Clone, Debug, Default)]
pub struct Form {
    /// The sheet's name.
    pub sheet: String,
    /// Its title, in the first cell.
    pub title: Option<Said>,
    /// The instruction that only the example has.
    pub introduction: Option<Said>,
    pub name: Option<Said>,
    pub reference: Option<Said>,
    pub created: Option<Said>,
    pub updated: Option<Said>,
    pub actors: Vec<(Actor, Answers)>,
    pub purposes: Vec<Said>,
    /// Rows that somebody added for the legal basis.
    pub bases: Vec<Basis>,
    pub data: Vec<DataRow>,
    pub persons: Vec<Answers>,
    pub recipients: Vec<Answers>,
    pub measures: Vec<Answers>,
    pub transfers: Vec<Answers>,
    /// What found no place, with the row's label.
    pub left: Vec<Left>,
    /// Cells that say "not known yet".
    pub unknown: Vec<(u32, u32)>,
    /// Whether it is the authority's example, left as it came: its people are invented.
    pub example: bool,
    /// What is left of the example in a sheet that was made from it.
    pub remains: Remains,
}

/// A row that names a legal basis.
#[derive(Clone, Debug)]
pub struct Basis {
    pub said: Said,
    /// The row's label, as it was typed.
    pub label: String,
    /// How many purposes stand above it.
    pub after: usize,
    /// How many of those were the example's.
    pub gone: usize,
}

/// A row of data, ordinary or sensitive.
#[derive(Clone, Debug)]
pub struct DataRow {
    pub what: What,
    /// The sheet's own words for the group of data, when its label has some.
    pub own_label: Option<String>,
    pub answers: Answers,
}

/// Which list a row of data belongs to, with the word of that list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Group(&'static str),
    Special(&'static str),
}

impl Form {
    /// Whether the sheet answers nothing: the model, left as it came.
    pub fn is_blank(&self) -> bool {
        self.name.is_none() && self.has_no_answer()
    }

    /// The same, whatever its name and its number.
    pub fn has_no_answer(&self) -> bool {
        self.created.is_none()
            && self.updated.is_none()
            && self.actors.is_empty()
            && self.purposes.is_empty()
            && self.bases.is_empty()
            && self.data.is_empty()
            && self.persons.is_empty()
            && self.recipients.is_empty()
            && self.measures.is_empty()
            && self.transfers.is_empty()
            && self.left.is_empty()
    }

    pub fn actor(&self, who: Actor) -> Option<&Answers> {
        self.actors.iter().find(|(a, _)| *a == who).map(|(_, answers)| answers)
    }
}

/// Whether a reference is the one that the model comes with.
pub fn is_placeholder(reference: &str) -> bool {
    key(reference) == "ref 001"
}
