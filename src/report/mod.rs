//! What a document says, independent of its format: headings, facts, tables, notes, and the two
//! silences of a register ("not known yet" and "none, and we looked"), which never look alike, nor like
//! what stands in a file and cannot be read.
//!
//! May use model, law, i18n and check. A format (PDF today) reads a [`Document`] and nothing else.

pub mod changes;
pub mod consolidation;
mod document;
pub mod register;
mod rich;
mod table;
mod unread;

pub use document::{Block, Cover, Document, Heading, Note, NoteKind, Running};
pub use rich::{Anchor, Rich, Run, Target, Url};
pub use table::{
    Cell, Column, Fact, Facts, NOTHING, PARTLY_UNREADABLE, Part, Table, TableRow, UNKNOWN, UNREADABLE,
};
pub use unread::Unread;
