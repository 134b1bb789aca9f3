//! What sessions that ended left: their journals, found, read and put away.

use std::fs::{self, File};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path as FsPath, PathBuf};

use super::{DAMAGED, DRAFT, JOURNAL, Past, read};

/// What sessions that ended left.
#[derive(Default)]
pub(super) struct LeftBehind {
    pub past: Past,
    /// The journals that can go once that is written anew, locked until then.
    pub spent: Vec<Ended>,
    /// A damaged journal among them.
    pub damaged: Option<PathBuf>,
}

/// What can be read of the journal of a session that ended.
#[derive(Debug)]
pub(super) struct Ended {
    past: Past,
    path: PathBuf,
    _lock: File,
    /// Understood down to the last whole line.
    whole: bool,
}

impl Ended {
    /// Where one that is damaged is kept: it may hold more than we see. Under its own name it would be
    /// offered at each start.
    fn kept(&self) -> PathBuf {
        self.path.with_extension(DAMAGED)
    }

    pub(super) fn put_away(self) {
        let _ = if self.whole { fs::remove_file(&self.path) } else { fs::rename(&self.path, self.kept()) };
    }
}

/// The newest journal with unsaved work, else the newest. Another one with unsaved work waits for the
/// next start; one of another version, or that cannot be read, for whoever understands it.
pub(super) fn left_behind(folder: &FsPath) -> LeftBehind {
    let mut names = names(folder, JOURNAL);
    names.sort_by_key(|path| (number(path), path.clone()));
    let mut ended: Vec<Ended> = names.into_iter().rev().filter_map(ended).collect();
    if ended.is_empty() {
        return LeftBehind::default();
    }
    let chosen = ended.iter().position(|e| e.past.holds_work()).unwrap_or(0);
    let mut chosen = ended.swap_remove(chosen);
    let mut past = std::mem::take(&mut chosen.past);
    past.trim();
    let rest = ended.into_iter().filter(|e| !e.past.holds_work());
    let spent: Vec<Ended> = std::iter::once(chosen).chain(rest).collect();
    let damaged = spent.iter().find(|e| !e.whole).map(Ended::kept);
    LeftBehind { past, spent, damaged }
}

/// The number that a journal's name begins with: each new one has a greater one. Those of before began with
/// the time, digit by digit, and are counted on from.
fn number(path: &FsPath) -> u64 {
    let name = path.file_name().and_then(|n| n.to_str()).unwrap_or_default();
    let digits = name.len() - name.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    name.get(..digits).and_then(|d| d.parse().ok()).unwrap_or(0)
}

/// The number of a new journal. Damaged ones count too: their names are not to be taken again.
pub(super) fn next_number(folder: &FsPath) -> u64 {
    let all = fs::read_dir(folder).into_iter().flatten().filter_map(|e| Some(e.ok()?.path()));
    all.map(|path| number(&path)).max().unwrap_or(0).saturating_add(1)
}

pub(super) fn names(folder: &FsPath, extension: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let paths = entries.filter_map(|e| Some(e.ok()?.path()));
    paths.filter(|p| p.extension().is_some_and(|e| e == extension)).collect()
}

/// Reads a journal unless its session lives, or it is none that we understand.
fn ended(path: PathBuf) -> Option<Ended> {
    let mut lock = File::open(&path).ok()?;
    lock.try_lock().ok()?; // held by a session that lives
    if lock.metadata().ok()?.nlink() == 0 {
        return None; // another session took it over between our two looks
    }
    let read = read(&mut lock)?;
    Some(Ended { past: Past::of(read.entries), path, _lock: lock, whole: read.whole })
}

/// Removes what a session left that stopped before its journal had its name: it holds nothing that is not
/// elsewhere too. Not a fresh one: that may be about to get its name.
pub(super) fn clear_drafts(folder: &FsPath) {
    let day = std::time::Duration::from_secs(24 * 3600);
    for path in names(folder, DRAFT) {
        let old = |m: fs::Metadata| m.modified().ok()?.elapsed().ok();
        if fs::metadata(&path).ok().and_then(old).is_some_and(|age| age > day) {
            let _ = fs::remove_file(path);
        }
    }
}
