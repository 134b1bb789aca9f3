//! The second half of a change, from its journal: the same for the process that began it and for the
//! one that finds it after a crash. It may be stopped and begun again at any point.

use std::collections::BTreeSet;

use super::intent::{Intent, Step, journal_path};
use super::{State, state_of};
use crate::store::atomic;
use crate::store::error::{ErrorKind, StoreError};
use crate::store::fs::{Fs, FsError, RegPath};
use crate::store::load::MAX_FILE;

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
        kept.extend(match take(fs, step) {
            // Our temporary file was tidied away, or another `registre` was quicker: look again.
            Err(e) if e.kind() == ErrorKind::FileGone => take(fs, step)?,
            other => other?,
        });
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

fn take(fs: &dyn Fs, step: &Step) -> Result<Option<Kept>, StoreError> {
    // Looked at before the comparison, so that nothing comes between that and the rename.
    let ready = ready_temp(fs, step);
    match state(fs, step)? {
        State::Done => discard_temp(fs, step),
        State::AsBefore => return carry_out(fs, step, ready),
        State::Foreign => return keep_both(fs, step, ready).map(Some),
    }
    Ok(None)
}

fn state(fs: &dyn Fs, step: &Step) -> Result<State, StoreError> {
    state_of(fs, step).map_err(|e| StoreError::from_fs(&step.path, e))
}

/// The temporary file, if it still holds the whole content.
fn ready_temp<'a>(fs: &dyn Fs, step: &'a Step) -> Option<&'a RegPath> {
    let (temp, content) = (step.temp.as_ref()?, step.new.as_ref()?);
    fs.read(temp, MAX_FILE).is_ok_and(|found| found == *content).then_some(temp)
}

fn carry_out(fs: &dyn Fs, step: &Step, ready: Option<&RegPath>) -> Result<Option<Kept>, StoreError> {
    let err = |e| StoreError::from_fs(&step.path, e);
    match (&step.new, ready) {
        (Some(_), Some(temp)) => fs.rename(temp, &step.path).map_err(err)?,
        (Some(content), None) => {
            discard_temp(fs, step);
            let temp = atomic::stage(fs, &step.path, content)?;
            // Staging took its time: compare again.
            if state(fs, step)? == State::Foreign {
                return keep_both(fs, step, Some(&temp)).map(Some);
            }
            fs.rename(&temp, &step.path).map_err(err)?;
        }
        (None, _) => match fs.remove(&step.path) {
            Err(e) if !e.is_absent() => return Err(err(e)),
            _ => {}
        },
    }
    Ok(None)
}

fn discard_temp(fs: &dyn Fs, step: &Step) {
    if let Some(temp) = &step.temp {
        atomic::discard(fs, temp);
    }
}

fn keep_both(fs: &dyn Fs, step: &Step, ready: Option<&RegPath>) -> Result<Kept, StoreError> {
    let Some(content) = &step.new else { return Ok(Kept { path: step.path.clone(), ours: None }) };
    let ours = match place_beside(fs, &step.path, content)? {
        Beside::There(path) => {
            ready.into_iter().for_each(|temp| atomic::discard(fs, temp));
            path
        }
        Beside::Free(path) => {
            let temp = match ready {
                Some(temp) => temp.clone(),
                None => atomic::stage(fs, &path, content)?,
            };
            fs.rename(&temp, &path).map_err(|e| StoreError::from_fs(&path, e))?;
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
