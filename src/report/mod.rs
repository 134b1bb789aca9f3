//! What a document says, independent of its format: headings, facts, tables, notes, and the two
//! silences of a register ("not known yet" and "none, and we looked"), which never look alike.
//!
//! May use model, law, i18n and check. A format (PDF today) reads a [`Document`] and nothing else.

mod document;
pub mod register;
mod rich;
mod table;

pub use document::{Block, Cover, Document, Heading, Note, NoteKind, Running};
pub use rich::{Anchor, Rich, Run, Target, Url};
pub use table::{Cell, Column, Fact, Facts, NOTHING, Part, Table, TableRow, UNKNOWN};
