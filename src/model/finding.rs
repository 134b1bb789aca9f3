//! What is found wrong with a register: by reading it (store) or by judging it (check).

use super::id::RecordId;
use super::message::{Message, Text, text};
use super::path::Path;
use std::ops::Range;

/// How bad it is. Ordered from the mildest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Good practice.
    Advice,
    /// Very likely a fault.
    Warning,
    /// The file cannot be read as meant, or an obligation in force is not met.
    Error,
}

impl Severity {
    /// The stable English word of JSON.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Advice => "advice",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }

    pub fn label(self) -> Text {
        match self {
            Severity::Advice => text("conseil", "advice"),
            Severity::Warning => text("attention", "warning"),
            Severity::Error => text("erreur", "error"),
        }
    }

    /// The mark that carries the meaning without colour.
    pub fn mark(self) -> &'static str {
        match self {
            Severity::Advice => "·",
            Severity::Warning => "▲",
            Severity::Error => "✖",
        }
    }
}

/// One thing found.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// A stable code, never reused.
    pub code: &'static str,
    pub severity: Severity,
    /// The file, relative to the register's folder, with `/`.
    pub file: String,
    /// The record, when the file's name says which.
    pub record: Option<RecordId>,
    /// The field; the root when it is about the whole record.
    pub path: Path,
    /// Where in the file, in bytes of its text after any byte-order mark; `None` when about no text
    /// (a field that is not there).
    pub span: Option<Range<usize>>,
    /// What is wrong.
    pub message: Message,
    /// What to write instead.
    pub hint: Option<Message>,
    /// The article that asks for it; empty when no text does.
    pub article: &'static str,
}

/// A line and a column, both from 1; the column counts characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    pub line: usize,
    pub column: usize,
}

impl Position {
    /// The position of byte `offset` of `text`; the end of the text when it is past it.
    pub fn of(text: &str, offset: usize) -> Position {
        let mut end = offset.min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let before = &text[..end];
        let line_start = before.rfind('\n').map_or(0, |i| i + 1);
        Position {
            line: before.bytes().filter(|b| *b == b'\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
        }
    }
}
