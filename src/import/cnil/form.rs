//! What a record sheet says, before any of it becomes a field.

use std::collections::BTreeMap;

use super::ledger::{Left, Said};
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
    /// Whether it is the authority's example, whose people are invented.
    pub example: bool,
}

/// A row that names a legal basis.
#[derive(Clone, Debug)]
pub struct Basis {
    pub said: Said,
    /// The row's label, as it was typed.
    pub label: String,
    /// How many purposes stand above it.
    pub after: usize,
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
        self.name.is_none()
            && self.created.is_none()
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
