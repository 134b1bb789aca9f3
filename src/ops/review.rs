//! Reading through what changed: which changes a person has read, kept on this computer alone.
//!
//! A change is known by what it made of what: it stays read when others come, or a commit, and is to be read
//! again as soon as the record is another one, on either side.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::committed::Changed;
use super::output;
use super::places::NO_HOME;
use crate::model::message::{Message, Text, text};
use crate::model::system;
use crate::store::hash::ContentHash;
use crate::store::lock::Lock;

/// So many are remembered; the oldest go first.
const KEPT: usize = 20_000;
const MAX_SIZE: u64 = 4 << 20;
/// How long another session that marks something is waited for.
const PATIENCE: Duration = Duration::from_secs(2);

const NOT_KEPT: Text = text(
    "Ce qui a été relu n’est retenu que pour cette session ({path}\u{a0}: {why}).",
    "What was read is remembered for this session alone ({path}: {why}).",
);

/// What a change is known by.
pub fn key(changed: &Changed) -> String {
    let side = |bytes: &Option<std::sync::Arc<[u8]>>| {
        bytes.as_ref().map_or_else(|| "-".to_owned(), |b| ContentHash::of(b).to_string())
    };
    let said = format!("{} {} {}", changed.id, side(&changed.before), side(&changed.after));
    ContentHash::of(said.as_bytes()).to_string()
}

fn path(state: &Path) -> PathBuf {
    state.join("read-changes")
}

/// What was read, the oldest first; nothing where there is no file.
fn lines(state: &Path) -> io::Result<Vec<String>> {
    let mut text = String::new();
    match File::open(path(state)).and_then(|file| file.take(MAX_SIZE).read_to_string(&mut text)) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(e) => Err(e),
        Ok(_) => Ok(text.lines().map(str::to_owned).collect()),
    }
}

/// What this person has read.
pub fn load(state: Option<&Path>) -> Result<BTreeSet<String>, Message> {
    let Some(state) = state else { return Ok(BTreeSet::new()) };
    lines(state).map(|lines| lines.into_iter().collect()).map_err(|e| not_kept(state, system::words(&e)))
}

/// Marks changes as read, or as not read; gives all that is read then.
pub fn mark(state: Option<&Path>, keys: &[String], is_read: bool) -> Result<BTreeSet<String>, Message> {
    let Some(state) = state else {
        let said = NOT_KEPT.msg().with("path", "read-changes").with("why", NO_HOME);
        return Err(said);
    };
    write(state, keys, is_read).map_err(|e| not_kept(state, system::words(&e)))
}

fn write(state: &Path, keys: &[String], is_read: bool) -> io::Result<BTreeSet<String>> {
    fs::DirBuilder::new().recursive(true).mode(0o700).create(state)?;
    let lock = Lock::take(File::open(state)?, PATIENCE);
    if lock.is_busy() {
        return Err(io::Error::from(io::ErrorKind::ResourceBusy));
    }
    let mut all = lines(state)?;
    all.retain(|line| !keys.contains(line));
    if is_read {
        all.extend(keys.iter().cloned());
    }
    let kept = all.split_off(all.len().saturating_sub(KEPT));
    let text: String = kept.iter().map(|line| format!("{line}\n")).collect();
    output::keep(&path(state), text.as_bytes())?;
    drop(lock);
    Ok(kept.into_iter().collect())
}

fn not_kept(state: &Path, why: Message) -> Message {
    NOT_KEPT.msg().with("path", path(state).display().to_string()).with("why", why)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_read_is_remembered_and_forgotten() {
        let dir = tempfile::tempdir().unwrap();
        let state = dir.path().join("not/yet");
        assert!(load(Some(&state)).unwrap().is_empty());
        let keys = ["a".to_owned(), "b".to_owned()];
        assert_eq!(mark(Some(&state), &keys, true).unwrap().len(), 2);
        assert_eq!(mark(Some(&state), &keys[..1], false).unwrap(), BTreeSet::from(["b".to_owned()]));
        assert_eq!(load(Some(&state)).unwrap(), BTreeSet::from(["b".to_owned()]));
        assert!(mark(None, &keys, true).is_err(), "nowhere to keep it");
    }
}
