//! A plain OpenDocument writer: texts and dates in styled cells, merges, notes and drop-down lists.
//!
//! The same book gives the same bytes: the container carries a fixed date and no trace of the machine.
//! Every text is written as a typed string, so a text that begins with `=` stays a text.

mod content;
mod package;
mod style;

pub use package::write_ods;
pub use style::{Align, Border, Rgb, Style};

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::a1::Range;

/// A workbook to be written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Book {
    pub title: String,
    /// BCP 47 tag of the language of its texts, such as `fr-FR`.
    pub language: String,
    pub pages: Vec<Page>,
    /// The lists that cells offer; a cell names one by its index.
    pub lists: Vec<Choices>,
    /// Properties of the document (name, value), which no cell shows and spreadsheet programs keep.
    pub properties: Vec<(String, String)>,
}

/// A drop-down list: the values that stand in a range of one sheet of the same book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choices {
    pub sheet: String,
    pub range: Range,
}

/// One sheet to be written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    pub name: String,
    pub hidden: bool,
    /// Widths of the first columns, in millimetres; the others take the default.
    pub widths: Vec<f32>,
    /// Least heights of rows, in millimetres; rows grow with their text unless they are merged.
    pub heights: BTreeMap<u32, f32>,
    pub cells: BTreeMap<(u32, u32), Entry>,
    pub merges: Vec<Range>,
    pub landscape: bool,
    /// Colour of the tab.
    pub tab: Option<Rgb>,
}

/// One cell to be written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    pub value: Value,
    pub style: Style,
    pub note: Option<String>,
    /// Index of the list in [`Book::lists`] that the cell offers.
    pub list: Option<usize>,
}

/// What a cell to be written holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Value {
    #[default]
    Blank,
    /// Lines are separated by `\n`.
    Text(String),
    Date(NaiveDate),
}

impl Page {
    pub fn named(name: impl Into<String>) -> Page {
        Page { name: name.into(), ..Page::default() }
    }

    /// Sets the text and the style of a cell, and gives the cell for further settings.
    pub fn put(&mut self, row: u32, col: u32, text: impl Into<String>, style: Style) -> &mut Entry {
        let text = text.into();
        let entry = self.cells.entry((row, col)).or_default();
        entry.value = if text.is_empty() { Value::Blank } else { Value::Text(text) };
        entry.style = style;
        entry
    }

    /// Sets a date.
    pub fn put_date(&mut self, row: u32, col: u32, date: NaiveDate, style: Style) -> &mut Entry {
        let entry = self.cells.entry((row, col)).or_default();
        entry.value = Value::Date(date);
        entry.style = style;
        entry
    }

    /// Merges a rectangle of at least two cells; its cells take the style of its first.
    pub fn merge(&mut self, range: Range) {
        if range.first_row != range.last_row || range.first_col != range.last_col {
            self.merges.push(range);
        }
    }
}
