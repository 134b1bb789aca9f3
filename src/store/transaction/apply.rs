//! The second half of a change, from its journal: the same for the process that began it and for the
//! one that finds it after a crash. It may be stopped and begun again at any point.

use std::collections::BTreeSet;

use super::intent::{Intent, Step, journal_path};
use super::{MAX_FILE, State, state_of};
use crate::store::atomic;
use crate::store::error::{ErrorKind, StoreError};
use crate::store::fs::{Fs, FsError, RegPath};

/// A file that somebody else changed while we did: theirs stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Where their content stands.
    pub path: RegPath,
    /// Where ours lies; `None` if we wanted to delete the file and did not.
    pub ours: Option<RegPath>,
}

/// Carries out every step, brings the folders to the disk and removes the journal.
pub(super) fn apply(fs: &dyn Fs, intent: &Intent) -> Result<Vec<Kept>, StoreError> {
    let mut kept = Vec::new();
    for step in &intent.steps {
        match state_of(fs, step).map_err(|e| StoreError::from_fs(&step.path, e))? {
            State::Done => discard_temp(fs, step),
            State::AsBefore => carry_out(fs, step)?,
            State::Foreign => kept.push(keep_both(fs, step)?),
        }
    }
    let folders: BTreeSet<RegPath> = intent.steps.iter().map(|s| s.path.parent()).collect();
    for folder in folders {
        match fs.sync_dir(&folder) {
            Err(e) if e.is_absent() => {}
            other => other.map_err(|e| StoreError::from_fs(&folder, e))?,
        }
    }
    remove_journal(fs)?;
    Ok(kept)
}

/// Removes the journal for good: were it to come back after a crash, it would find files changed since
/// and take them for somebody else's.
fn remove_journal(fs: &dyn Fs) -> Result<(), StoreError> {
    let journal = journal_path();
    match fs.remove(&journal) {
        Err(e) if !e.is_absent() => return Err(StoreError::from_fs(&journal, e)),
        _ => {}
    }
    atomic::sync_parent(fs, &journal)
}

fn carry_out(fs: &dyn Fs, step: &Step) -> Result<(), StoreError> {
    match &step.new {
        Some(content) => put(fs, step, content, &step.path),
        None => match fs.remove(&step.path) {
            Err(e) if !e.is_absent() => Err(StoreError::from_fs(&step.path, e)),
            _ => Ok(()),
        },
    }
}

/// Gives the content the name `to`, from the temporary file if it is still whole, from the journal
/// otherwise. A failed rename leaves the temporary file, for the next try.
fn put(fs: &dyn Fs, step: &Step, content: &[u8], to: &RegPath) -> Result<(), StoreError> {
    let ready = step.temp.as_ref().filter(|t| fs.read(t, MAX_FILE).is_ok_and(|found| found == content));
    let temp = match ready {
        Some(temp) => temp.clone(),
        None => {
            discard_temp(fs, step);
            atomic::stage(fs, to, content)?
        }
    };
    fs.rename(&temp, to).map_err(|e| StoreError::from_fs(to, e))
}

fn discard_temp(fs: &dyn Fs, step: &Step) {
    if let Some(temp) = &step.temp {
        atomic::discard(fs, temp);
    }
}

fn keep_both(fs: &dyn Fs, step: &Step) -> Result<Kept, StoreError> {
    let Some(content) = &step.new else { return Ok(Kept { path: step.path.clone(), ours: None }) };
    let ours = match place_beside(fs, &step.path, content)? {
        Beside::There(path) => {
            discard_temp(fs, step);
            path
        }
        Beside::Free(path) => {
            put(fs, step, content, &path)?;
            path
        }
    };
    Ok(Kept { path: step.path.clone(), ours: Some(ours) })
}

pub(super) enum Beside {
    /// A copy with this very content is there already, from an earlier try.
    There(RegPath),
    Free(RegPath),
}

/// A name beside `path` for a second version of it, never one that holds something else.
pub(super) fn place_beside(fs: &dyn Fs, path: &RegPath, content: &[u8]) -> Result<Beside, StoreError> {
    for n in 1..=atomic::NAME_TRIES {
        let suffix = if n == 1 { String::new() } else { format!("-{n}") };
        let candidate = path.parent().join(&format!("{}.registre-kept{suffix}", path.name()))?;
        match fs.read(&candidate, MAX_FILE.max(content.len() as u64)) {
            Ok(found) if found == content => return Ok(Beside::There(candidate)),
            Ok(_) | Err(FsError::Kind(_) | FsError::TooLarge(_)) => {}
            Err(e) if e.is_absent() => return Ok(Beside::Free(candidate)),
            Err(e) => return Err(StoreError::from_fs(&candidate, e)),
        }
    }
    Err(StoreError::new(ErrorKind::Disk, path))
}
