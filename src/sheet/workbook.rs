//! What a workbook holds once read: sheets of sparse cells.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::a1::{Range, address};
use super::error::{ALL_TEXT, CELL_TEXT, CELLS, MERGES, SHEETS, SheetError};
use super::limits::Limits;

/// A workbook as it was read: its sheets in their order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Workbook {
    pub sheets: Vec<Sheet>,
    /// The document's own properties (name, value), which no cell shows.
    pub properties: Vec<(String, String)>,
}

impl Workbook {
    /// The sheet of that exact name.
    pub fn sheet(&self, name: &str) -> Option<&Sheet> {
        self.sheets.iter().find(|s| s.name == name)
    }
}

/// One sheet; cells that hold nothing are not in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    pub name: String,
    pub hidden: bool,
    /// By 0-based (row, column).
    pub cells: BTreeMap<(u32, u32), Cell>,
    pub merges: Vec<Range>,
}

/// What one cell shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// The text as displayed; paragraphs are separated by `\n`.
    pub text: String,
    /// The annotation attached to the cell, which is not part of its text.
    pub note: Option<String>,
    /// The date itself, where the cell is typed as one.
    pub date: Option<NaiveDate>,
}

impl Sheet {
    /// The cell at a 0-based row and column.
    pub fn cell(&self, row: u32, col: u32) -> Option<&Cell> {
        self.cells.get(&(row, col))
    }

    /// The text of a cell, empty where there is none.
    pub fn text(&self, row: u32, col: u32) -> &str {
        self.cell(row, col).map_or("", |c| c.text.as_str())
    }

    /// The merged range that covers a cell.
    pub fn merge_at(&self, row: u32, col: u32) -> Option<Range> {
        self.merges.iter().copied().find(|m| m.contains(row, col))
    }

    /// The text a reader sees at a cell: its own, or that of the merged range it lies under.
    pub fn shown(&self, row: u32, col: u32) -> &str {
        match self.text(row, col) {
            "" => self.merge_at(row, col).map_or("", |m| self.text(m.first_row, m.first_col)),
            own => own,
        }
    }

    /// The filled cells of one row, from left to right.
    pub fn row(&self, row: u32) -> impl Iterator<Item = (u32, &Cell)> {
        self.cells.range((row, 0)..=(row, u32::MAX)).map(|(&(_, col), cell)| (col, cell))
    }

    /// The rows that hold at least one filled cell, from the top.
    pub fn rows(&self) -> impl Iterator<Item = u32> {
        let mut last = None;
        self.cells.keys().filter_map(move |&(row, _)| {
            let fresh = last != Some(row);
            last = Some(row);
            fresh.then_some(row)
        })
    }

    /// `Sheet name!C12`, the way a person finds the cell again.
    pub fn place(&self, row: u32, col: u32) -> String {
        format!("{}!{}", self.name, address(row, col))
    }
}

/// Fills a workbook while holding its bounds; both readers write through it.
pub(super) struct Filler<'l> {
    limits: &'l Limits,
    book: Workbook,
    cells: usize,
    text: usize,
    merges: usize,
}

impl<'l> Filler<'l> {
    pub fn new(limits: &'l Limits) -> Filler<'l> {
        Filler { limits, book: Workbook::default(), cells: 0, text: 0, merges: 0 }
    }

    /// Starts the next sheet; what follows goes into it.
    pub fn sheet(&mut self, name: String, hidden: bool) -> Result<(), SheetError> {
        if self.book.sheets.len() >= self.limits.sheets {
            return Err(SheetError::TooBig { what: SHEETS, limit: self.limits.sheets as u64 });
        }
        self.count_text(name.len())?;
        self.book.sheets.push(Sheet { name, hidden, ..Sheet::default() });
        Ok(())
    }

    /// Puts a cell into the sheet at hand, unless it holds nothing or lies beyond the last row or column.
    pub fn put(&mut self, row: u32, col: u32, cell: &Cell) -> Result<(), SheetError> {
        if (cell.text.is_empty() && cell.note.is_none())
            || row >= self.limits.rows
            || col >= self.limits.columns
        {
            return Ok(());
        }
        self.cells += 1;
        if self.cells > self.limits.cells {
            return Err(SheetError::TooBig { what: CELLS, limit: self.limits.cells as u64 });
        }
        self.count_text(cell.text.len() + cell.note.as_ref().map_or(0, String::len))?;
        if let Some(sheet) = self.book.sheets.last_mut() {
            sheet.cells.insert((row, col), cell.clone());
        }
        Ok(())
    }

    /// Attaches a note to a cell of the sheet at hand, which may be empty otherwise.
    pub fn note(&mut self, row: u32, col: u32, note: String) -> Result<(), SheetError> {
        if note.is_empty() {
            return Ok(());
        }
        let old = self.book.sheets.last_mut().and_then(|s| s.cells.remove(&(row, col)));
        let cell = Cell { note: Some(note), ..old.unwrap_or_default() };
        self.put(row, col, &cell)
    }

    pub fn merge(&mut self, range: Range) -> Result<(), SheetError> {
        if range.first_row >= self.limits.rows || range.first_col >= self.limits.columns {
            return Ok(());
        }
        self.merges += 1;
        let here = self.book.sheets.last().map_or(0, |s| s.merges.len());
        if self.merges > self.limits.merges {
            return Err(SheetError::TooBig { what: MERGES, limit: self.limits.merges as u64 });
        }
        if here >= self.limits.sheet_merges {
            return Err(SheetError::TooBig { what: MERGES, limit: self.limits.sheet_merges as u64 });
        }
        if let Some(sheet) = self.book.sheets.last_mut() {
            sheet.merges.push(Range {
                last_row: range.last_row.min(self.limits.rows.saturating_sub(1)),
                last_col: range.last_col.min(self.limits.columns.saturating_sub(1)),
                ..range
            });
        }
        Ok(())
    }

    /// Refuses a cell text that is longer than allowed, before it is kept.
    pub fn fits(&self, length: usize) -> Result<(), SheetError> {
        if length > self.limits.cell_bytes {
            return Err(SheetError::TooBig { what: CELL_TEXT, limit: self.limits.cell_bytes as u64 });
        }
        Ok(())
    }

    /// Keeps a property of the document.
    pub fn property(&mut self, name: String, value: String) -> Result<(), SheetError> {
        self.fits(name.len())?;
        self.fits(value.len())?;
        self.count_text(name.len() + value.len())?;
        self.book.properties.push((name, value));
        Ok(())
    }

    fn count_text(&mut self, length: usize) -> Result<(), SheetError> {
        self.text += length;
        if self.text > self.limits.text_bytes {
            return Err(SheetError::TooBig { what: ALL_TEXT, limit: self.limits.text_bytes as u64 });
        }
        Ok(())
    }

    pub fn finish(self) -> Workbook {
        self.book
    }
}
