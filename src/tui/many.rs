//! An act on many files: what a worker is asked, and what came of it.

use crate::model::{Change, Lang, Message, RecordId};
use crate::ops::committed::Bytes;
use crate::ops::workspace::Act;
use crate::ops::{OpError, Workspace};

/// An act on many files, for a worker.
pub enum Many {
    /// Make these changes, then say this.
    Change(Vec<Change>, Message),
    /// Put these files back to these contents, then say this.
    PutBack(Vec<(RecordId, Bytes)>, Message),
    /// Undo this, or make it again; its words are wanted in this language.
    TakeBack(Act, Lang),
    MakeAgain(Act, Lang),
}

impl Many {
    /// How many changes or files it is about.
    pub fn files(&self) -> usize {
        match self {
            Many::Change(changes, _) => changes.len(),
            Many::PutBack(files, _) => files.len(),
            Many::TakeBack(act, _) | Many::MakeAgain(act, _) => act.files.len(),
        }
    }
}

/// What came of it.
pub enum ManyDone {
    /// These changes were made.
    Changed(Option<Act>, Message),
    /// The last act was undone, or made again; and what it was, in words.
    Stepped { back: bool, words: Vec<String> },
}

/// Carries out an act on many files.
///
/// # Errors
/// It is refused; then nothing is changed.
pub fn many(workspace: &mut Workspace, act: Many) -> Result<ManyDone, OpError> {
    let (act, back, lang) = match act {
        Many::Change(changes, said) => return Ok(ManyDone::Changed(workspace.act(changes)?, said)),
        Many::PutBack(files, said) => return Ok(ManyDone::Changed(workspace.put_back(&files)?, said)),
        Many::TakeBack(act, lang) => (act, true, lang),
        Many::MakeAgain(act, lang) => (act, false, lang),
    };
    step(workspace, &act, back)?;
    let register = workspace.register();
    Ok(ManyDone::Stepped { back, words: act.words(register, lang) })
}

/// Undoes an act, or makes it again.
pub fn step(workspace: &mut Workspace, act: &Act, back: bool) -> Result<(), OpError> {
    if back { workspace.take_back(act) } else { workspace.make_again(act) }
}
