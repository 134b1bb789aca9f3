//! The one thing that is put on pages: a row of cells. A paragraph is a row of one bare cell, a
//! note a row of one tinted cell, a table a run of rows with a common header.

use std::rc::Rc;

use crate::export::pdf::theme::Ink;
use crate::export::pdf::wrap::Line;
use crate::report::Anchor;

/// Space between a cell's edge and its text.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Pad {
    pub x: f32,
    pub top: f32,
    pub bottom: f32,
}

/// A cell laid out in its width.
#[derive(Clone, Debug, Default)]
pub struct LaidCell {
    pub x: f32,
    pub width: f32,
    pub pad: Pad,
    pub fill: Option<Ink>,
    /// A thick stroke along the left edge.
    pub bar: Option<Ink>,
    pub lines: Vec<Line>,
    /// What the cell says again on the next page when the row goes on there.
    pub again: Vec<Line>,
}

impl LaidCell {
    pub fn height(&self) -> f32 {
        self.pad.top + self.pad.bottom + height_of(&self.lines)
    }
}

/// Height of lines one under the other, the first without its lead.
pub fn height_of(lines: &[Line]) -> f32 {
    lines.iter().enumerate().map(|(i, l)| l.height + if i == 0 { 0.0 } else { l.lead }).sum()
}

/// A title that begins at this row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub level: u8,
    pub text: String,
}

/// A row ready to be placed.
#[derive(Clone, Debug, Default)]
pub struct Row {
    pub cells: Vec<LaidCell>,
    /// Space above, dropped at the top of a page.
    pub gap: f32,
    /// Stays on the page where the next row begins.
    pub keep_next: bool,
    /// Is not split as long as it fits a page.
    pub whole: bool,
    /// A line under the row, at each page it crosses.
    pub rule: Option<(Ink, f32)>,
    pub anchor: Option<Anchor>,
    pub entry: Option<Entry>,
    /// Rows to repeat at the top of the next page.
    pub header: Option<Rc<Vec<Row>>>,
    /// The page ends before this row.
    pub break_before: bool,
}

impl Row {
    pub fn height(&self) -> f32 {
        self.cells.iter().map(LaidCell::height).fold(0.0, f32::max)
    }
}
