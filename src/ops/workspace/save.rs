//! The way of an open register back to the disk, beside what others wrote meanwhile.

use std::sync::Arc;

use crate::model::RecordId;
use crate::model::merge::{Clash, Keep};
use crate::model::message::{Text, text};
use crate::ops::error::{Exit, OpError};
use crate::store::error::ErrorKind;
use crate::store::fs::RegPath;
use crate::store::hash::ContentHash;
use crate::store::load::{self, Source};
use crate::store::transaction::{self, Kept, Write};

use super::Workspace;
use super::edit::newer;

const BUSY: Text = text(
    "Le registre change sans cesse sous l’effet d’un autre programme\u{a0}; rien n’a été écrit. Réessayer.",
    "Another program keeps changing the register; nothing was written. Try again.",
);

/// How many times a save starts over because yet another program wrote meanwhile.
const SAVE_ROUNDS: usize = 4;

/// What a save did.
#[derive(Debug, Default, PartialEq)]
pub struct Saved {
    /// The files written or removed.
    pub written: Vec<RecordId>,
    /// Records in which someone else's changes were kept beside ours.
    pub merged: Vec<RecordId>,
    /// Files that somebody changed at the very moment: theirs stands, ours lies beside it.
    pub kept: Vec<Kept>,
}

/// Why a save did not happen. Nothing is lost: the changes are still in the workspace.
#[derive(Debug)]
pub enum SaveError {
    /// Someone else changed the same fields.
    Clash(Vec<Clash>),
    Other(OpError),
}

impl From<OpError> for SaveError {
    fn from(error: OpError) -> SaveError {
        SaveError::Other(error)
    }
}

impl Workspace {
    /// Writes everything that waits, all or nothing. What somebody else changed meanwhile is merged
    /// where the fields differ, and shown where they clash.
    pub fn save(&mut self) -> Result<Saved, SaveError> {
        let mut saved = Saved::default();
        let result = self.save_into(&mut saved);
        if result.is_err() {
            // Told on the error path too: nobody else will.
            self.news.extend(saved.kept.iter().map(Kept::message));
        }
        result.map(|()| saved)
    }

    fn save_into(&mut self, saved: &mut Saved) -> Result<(), SaveError> {
        // A record that goes, or is called otherwise, may have been referred to since it was loaded.
        if !self.waiting.moved.is_empty() || self.waiting.files.values().any(Option::is_none) {
            saved.merged = self.refresh_to_save()?;
        }
        for _ in 0..SAVE_ROUNDS {
            if self.waiting.files.is_empty() {
                return Ok(());
            }
            self.still_writable()?;
            let (mut left, done) = transaction::commit(self.fs.as_ref(), self.writes()?);
            saved.kept.append(&mut left.kept);
            self.news.extend(left.messages());
            match done {
                Ok(done) => {
                    saved.written = self.waiting.files.keys().cloned().collect();
                    saved.kept.extend(done.kept);
                    saved.merged.sort();
                    saved.merged.dedup();
                    self.settle();
                    self.take_in_kept(saved);
                    return Ok(());
                }
                Err(error) if error.kind() == ErrorKind::Conflict => {
                    let merged = self.refresh_to_save()?;
                    saved.merged.extend(merged);
                }
                Err(error) => return Err(SaveError::Other(error.into())),
            }
        }
        Err(SaveError::Other(OpError::new(Exit::Conflict, BUSY)))
    }

    fn writes(&self) -> Result<Vec<Write>, SaveError> {
        let writes = self.waiting.files.iter().map(|(id, bytes)| {
            Ok(Write {
                path: RegPath::new(&id.path())?,
                expected: self.base.sources.get(id).map(|s| ContentHash::of(&s.bytes)),
                new: bytes.as_ref().map(|b| b.to_vec()),
            })
        });
        writes.collect::<Result<_, crate::store::error::StoreError>>().map_err(|e| SaveError::Other(e.into()))
    }

    /// An error when the register became one of a newer format since it was loaded.
    fn still_writable(&self) -> Result<(), OpError> {
        let organisation = load::load_only(self.fs.as_ref(), &[RecordId::organisation()])?;
        match organisation.newer {
            Some(found) => Err(newer(found)),
            None => self.writable(),
        }
    }

    /// What was written is now what the disk holds.
    fn settle(&mut self) {
        self.decided.clear();
        let base = Arc::make_mut(&mut self.base);
        let written = std::mem::take(&mut self.waiting).files;
        base.findings.retain(|f| f.record.as_ref().is_none_or(|id| !written.contains_key(id)));
        for (id, bytes) in written {
            base.sources.remove(&id);
            if let Some(bytes) = bytes {
                base.findings.extend(load::parse(&id, &bytes).1);
                base.sources.insert(id, Source { bytes });
            }
        }
        base.register = self.current.clone();
    }

    /// Files of which somebody else's version stands after all: that is what the disk holds.
    fn take_in_kept(&mut self, saved: &mut Saved) {
        let base = Arc::make_mut(&mut self.base);
        for kept in &saved.kept {
            self.news.push(kept.message());
            let Some(id) = RecordId::from_path(kept.path.as_str()) else { continue };
            saved.written.retain(|w| *w != id);
            base.forget(&id);
            self.current.remove(&id);
            if let Ok(path) = RegPath::new(&id.path())
                && self.fs.metadata(&path).is_ok()
            {
                base.take(&id, load::read_file(self.fs.as_ref(), &id, &path));
            }
            if let Some(record) = base.register.get(&id) {
                self.current.insert(record.clone());
            }
        }
    }

    /// A person decided whose version stands at a clash; [`Workspace::save`] can then be called again.
    pub fn decide(&mut self, clash: Clash, keep: Keep) {
        self.decided.retain(|(c, _)| *c != clash);
        self.decided.push((clash, keep));
    }
}
