//! Several files, all or none.
//!
//! 1. Every new content is written to a temporary file beside its place and brought to the disk: if
//!    there is no room, it shows here, where nothing has happened yet.
//! 2. Every file is compared with what was loaded. One that somebody else changed: nothing is done.
//! 3. The whole change, contents included, is written down in `.registre-transaction`. From here on it
//!    will be finished, by us or by the next start ([`recover`]).
//! 4. Each file is compared once more and takes its new content or goes away; the folders are
//!    brought to the disk; the journal is removed.
//!
//! A change to one file needs no journal: a rename is all or nothing by itself.
//!
//! What is not promised: between the last comparison and the rename of a file lies an instant in which
//! an editor could save it unseen. The operating system offers nothing portable against that.

mod apply;
#[cfg(test)]
mod faults;
mod intent;
mod recover;

use std::collections::HashSet;
use std::time::Duration;

pub use self::apply::Kept;
use self::intent::{Intent, MAX_JOURNAL, Step, journal_path};
pub use self::recover::{Recovery, recover};
use crate::model::RecordId;
use crate::store::atomic;
use crate::store::error::{ErrorKind, StoreError};
use crate::store::fs::{Fs, FsError, FsResult, RegPath};
use crate::store::hash::ContentHash;
use crate::store::load::MAX_FILE;

/// How long a change waits for another `registre` to finish its own.
const PATIENCE: Duration = Duration::from_secs(5);

/// What is to become of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Write {
    pub path: RegPath,
    /// What was loaded; `None` if there was no such file.
    pub expected: Option<ContentHash>,
    /// What it shall hold; `None` to delete it.
    pub new: Option<Vec<u8>>,
}

/// A change that is on the disk.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Committed {
    /// Files that somebody else changed at the very moment: theirs stands, ours lies beside it.
    pub kept: Vec<Kept>,
}

/// Carries out all of `writes`, or none of them. What a crash had left is finished on the way, and told
/// whatever becomes of the change.
///
/// On an error nothing was changed, except for [`ErrorKind::Unfinished`]: the change is written down
/// and will be completed by the next `commit` or [`recover`]. Trying the same change again is always
/// safe: a file that already has its new content counts as done.
pub fn commit(fs: &dyn Fs, writes: Vec<Write>) -> (Recovery, Result<Committed, StoreError>) {
    let mut left = Recovery::default();
    let done = commit_after(fs, writes, &mut left);
    (left, done)
}

fn commit_after(fs: &dyn Fs, writes: Vec<Write>, left: &mut Recovery) -> Result<Committed, StoreError> {
    validate(&writes)?;
    let lock = fs.lock(PATIENCE);
    if lock.is_busy() {
        return Err(StoreError::new(ErrorKind::Busy, &RegPath::root()));
    }
    *left = what_was_left(fs)?;
    if let Some(error) = left.blocked.take() {
        return Err(error.unfinished());
    }
    let mut done = Committed::default();
    if writes.len() > 1 {
        done.kept = commit_many(fs, writes)?;
    } else if let Some(write) = writes.into_iter().next() {
        commit_one(fs, write)?;
    }
    Ok(done)
}

fn validate(writes: &[Write]) -> Result<(), StoreError> {
    let mut seen = HashSet::new();
    for write in writes {
        // What the journal could not name could not be finished.
        if RecordId::from_path(write.path.as_str()).is_none() {
            return Err(StoreError::new(ErrorKind::StrangePath, &write.path));
        }
        if !seen.insert(&write.path) {
            return Err(StoreError::new(ErrorKind::Twice, &write.path));
        }
        if write.new.as_ref().is_some_and(|b| b.len() as u64 > MAX_FILE) {
            return Err(StoreError::new(ErrorKind::TooLarge(MAX_FILE), &write.path));
        }
    }
    Ok(())
}

/// Whether a change to several files was written down and is not known to be in place: what is read meanwhile may
/// be half of it. Touches nothing.
pub fn is_under_way(fs: &dyn Fs) -> bool {
    fs.metadata(&journal_path()).is_ok()
}

fn what_was_left(fs: &dyn Fs) -> Result<Recovery, StoreError> {
    let journal = journal_path();
    match fs.metadata(&journal) {
        Err(e) if e.is_absent() => Ok(Recovery::default()),
        Err(e) => Err(StoreError::from_fs(&journal, e)),
        Ok(_) => Ok(recover::resume(fs)),
    }
}

fn commit_one(fs: &dyn Fs, write: Write) -> Result<(), StoreError> {
    let Write { path, expected, new } = write;
    let Some(bytes) = new else {
        unchanged(fs, &path, expected, None)?;
        return match fs.remove(&path) {
            Err(e) if !e.is_absent() => Err(StoreError::from_fs(&path, e)),
            _ => atomic::sync_parent(fs, &path),
        };
    };
    atomic::write_if(fs, &path, &bytes, || unchanged(fs, &path, expected, Some(&bytes)))
}

fn commit_many(fs: &dyn Fs, writes: Vec<Write>) -> Result<Vec<Kept>, StoreError> {
    let mut steps = Vec::with_capacity(writes.len());
    let result = prepare(fs, writes, &mut steps);
    let intent = Intent { steps };
    if let Err(e) = result {
        discard_all(fs, &intent);
        return Err(e);
    }
    let journal = intent.encode();
    if let Err(e) = atomic::write(fs, &journal_path(), &journal) {
        return Err(call_off(fs, &intent, &journal, e));
    }
    apply::apply(fs, &intent).map_err(StoreError::unfinished)
}

/// Stages every content, then compares every file; `steps` holds what was staged, even on an error.
fn prepare(fs: &dyn Fs, writes: Vec<Write>, steps: &mut Vec<Step>) -> Result<(), StoreError> {
    for Write { path, expected, new } in writes {
        let temp = new.as_ref().map(|bytes| atomic::stage(fs, &path, bytes)).transpose()?;
        steps.push(Step { path, old: expected, new, temp });
    }
    let mut foreign = Vec::new();
    for step in steps {
        if state_of(fs, step).map_err(|e| StoreError::from_fs(&step.path, e))? == State::Foreign {
            foreign.push(step.path.clone());
        }
    }
    if foreign.is_empty() { Ok(()) } else { Err(StoreError::conflict(&foreign)) }
}

/// Takes everything back after `error` came while the journal, `ours`, was being written.
fn call_off(fs: &dyn Fs, intent: &Intent, ours: &[u8], error: StoreError) -> StoreError {
    let journal = journal_path();
    // It may stand if only the sync of its folder failed. Where nothing is locked, another's may.
    match fs.read(&journal, MAX_JOURNAL) {
        Err(e) if e.is_absent() => {}
        Ok(found) if found != ours => {}
        Ok(_) if fs.remove(&journal).is_ok() => {
            let _ = fs.sync_dir(&journal.parent());
        }
        _ => return error.unfinished(),
    }
    discard_all(fs, intent);
    error
}

fn discard_all(fs: &dyn Fs, intent: &Intent) {
    for temp in intent.steps.iter().filter_map(|s| s.temp.as_ref()) {
        atomic::discard(fs, temp);
    }
}

fn unchanged(
    fs: &dyn Fs,
    path: &RegPath,
    old: Option<ContentHash>,
    new: Option<&[u8]>,
) -> Result<(), StoreError> {
    match compare(fs, path, old, new) {
        Ok(State::Foreign) => Err(StoreError::conflict(std::slice::from_ref(path))),
        Ok(_) => Ok(()),
        Err(e) => Err(StoreError::from_fs(path, e)),
    }
}

/// Where a file stands with regard to a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    AsBefore,
    Done,
    /// Neither the old content nor the new one: somebody else's.
    Foreign,
}

fn state_of(fs: &dyn Fs, step: &Step) -> FsResult<State> {
    compare(fs, &step.path, step.old, step.new.as_deref())
}

fn compare(fs: &dyn Fs, path: &RegPath, old: Option<ContentHash>, new: Option<&[u8]>) -> FsResult<State> {
    let found = match fs.read(path, MAX_FILE) {
        Ok(bytes) => Some(bytes),
        Err(e) if e.is_absent() => None,
        Err(FsError::Kind(_) | FsError::TooLarge(_)) => return Ok(State::Foreign),
        Err(e) => return Err(e),
    };
    if found.as_deref().map(ContentHash::of) == old {
        Ok(State::AsBefore)
    } else if found.as_deref() == new {
        Ok(State::Done)
    } else {
        Ok(State::Foreign)
    }
}
