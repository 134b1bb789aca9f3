//! A sheet read with a ledger: each filled cell is used, recognised as part of the form, or left over.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::law::cnil_form::labels::OWN_LABEL;
use crate::law::cnil_form::{is_unknown, without_unread};
use crate::sheet::{Cell, Sheet};

/// What a cell says, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    pub text: String,
    pub date: Option<NaiveDate>,
    pub row: u32,
    pub col: u32,
}

/// A piece of a sheet that found no place yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    pub row: u32,
    pub col: u32,
    pub text: String,
}

/// A sheet and what was already read in it.
pub struct Ledger<'s> {
    pub sheet: &'s Sheet,
    used: BTreeSet<(u32, u32)>,
    used_notes: BTreeSet<(u32, u32)>,
    /// Cells that say "not known yet".
    pub unknown: Vec<(u32, u32)>,
    /// Pieces of used cells that found no place.
    pub left: Vec<Left>,
}

impl<'s> Ledger<'s> {
    pub fn new(sheet: &'s Sheet) -> Ledger<'s> {
        Ledger {
            sheet,
            used: BTreeSet::new(),
            used_notes: BTreeSet::new(),
            unknown: Vec::new(),
            left: Vec::new(),
        }
    }

    /// Marks a cell as read.
    pub fn use_cell(&mut self, row: u32, col: u32) {
        self.used.insert((row, col));
    }

    pub fn is_used(&self, row: u32, col: u32) -> bool {
        self.used.contains(&(row, col))
    }

    /// Reads a cell that answers a question: nothing when it is blank or says "not known yet".
    pub fn answer(&mut self, row: u32, col: u32) -> Option<Said> {
        let cell = self.sheet.cell(row, col)?;
        self.use_cell(row, col);
        let text = cell.text.trim();
        if text.is_empty() {
            return None;
        }
        if is_unknown(text) {
            self.unknown.push((row, col));
            return None;
        }
        Some(Said { text: without_unread(text), date: cell.date, row, col })
    }

    /// The words that a note adds to a label, when it says that it does.
    pub fn own_label(&mut self, row: u32, col: u32) -> Option<String> {
        let note = self.sheet.cell(row, col)?.note.as_deref()?;
        let words = note.trim().strip_prefix(OWN_LABEL)?.trim().to_owned();
        self.used_notes.insert((row, col));
        Some(words)
    }

    /// Keeps what a cell said as left over, under the words that explain it.
    pub fn leave(&mut self, said: &Said, label: &str) {
        self.left.push(Left { row: said.row, col: said.col, text: labelled(label, &said.text) });
    }

    /// Everything that was neither used nor part of the form, notes included, from top to bottom. Each piece
    /// bears the label of its row, which stands in column `labels`; `is_form` tells the form's own texts and
    /// `is_hint` its own notes.
    pub fn rest(
        &self,
        labels: Option<u32>,
        is_form: impl Fn(u32, u32, &Cell) -> bool,
        is_hint: impl Fn(&str) -> bool,
    ) -> Vec<Left> {
        let mut out = self.left.clone();
        for row in self.sheet.rows() {
            let label = labels.map_or("", |col| self.sheet.text(row, col).trim());
            let label = if label.len() < 200 { label } else { "" };
            let before = out.len();
            let mut label_cell = None;
            for (col, cell) in self.sheet.row(row) {
                let text = cell.text.trim();
                let strange = !self.is_used(row, col)
                    && !text.is_empty()
                    && !is_unknown(text)
                    && !is_form(row, col, cell);
                if strange && Some(col) == labels {
                    label_cell = Some(Left { row, col, text: text.to_owned() });
                } else if strange {
                    out.push(Left { row, col, text: labelled(label, text) });
                }
                if let Some(note) = cell
                    .note
                    .as_deref()
                    .map(str::trim)
                    .filter(|n| !n.is_empty() && !is_hint(n) && !self.used_notes.contains(&(row, col)))
                {
                    let about = if label.is_empty() { text } else { label };
                    out.push(Left { row, col, text: labelled(&format!("Note sur {about}"), note) });
                }
            }
            // A label of the writer's own is said once, with what stands beside it.
            if out.len() == before {
                out.extend(label_cell);
            }
        }
        out.sort_by_key(|l| (l.row, l.col));
        out
    }
}

/// `label : text`, on one line where the text has one.
fn labelled(label: &str, text: &str) -> String {
    let label: Vec<&str> = label.split_whitespace().collect();
    if label.is_empty() { text.to_owned() } else { format!("{}\u{a0}: {text}", label.join(" ")) }
}

/// A text on one line: breaks become commas, unless a line already ends in punctuation.
pub fn one_line(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines().map(str::trim).filter(|l| !l.is_empty()) {
        if !out.is_empty() {
            out.push_str(if out.ends_with([',', ';', ':', '.', '-', '/']) { " " } else { ", " });
        }
        out.push_str(line);
    }
    out
}
