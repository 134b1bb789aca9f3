//! What must hold before a commit is tried, and which files it takes.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::history::commit::OnDetachedHead;
use crate::history::error::HistoryError;
use crate::history::plain::{RegisterPath, path_from_git};
use crate::history::repo::{HeadState, Repo};

/// The changed files that a commit takes, relative to the register.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Selection {
    /// All of them, sorted.
    pub paths: Vec<RegisterPath>,
    /// Those that git does not know yet.
    pub unknown: Vec<RegisterPath>,
}

impl Repo {
    /// Refuses what makes a commit impossible or unwise, most telling reason first.
    pub(super) fn check_ready(&self, detached: OnDetachedHead) -> Result<HeadState, HistoryError> {
        let work_tree = || self.work_tree().to_owned();
        let head = self.head()?;
        if let Some(operation) = self.operation() {
            return Err(HistoryError::UnderWay { work_tree: work_tree(), operation });
        }
        let unmerged = self.unmerged()?;
        if !unmerged.is_empty() {
            return Err(HistoryError::Unmerged { work_tree: work_tree(), paths: unmerged });
        }
        if let (HeadState::Detached(id), OnDetachedHead::Refuse) = (&head, detached) {
            return Err(HistoryError::DetachedHead { work_tree: work_tree(), at: id.short() });
        }
        match self.lock(&head) {
            Some(lock) => Err(HistoryError::Locked { lock }),
            None => Ok(head),
        }
    }

    /// The lock of another git command on what a commit writes.
    pub(super) fn lock(&self, head: &HeadState) -> Option<PathBuf> {
        let mut locks = vec![self.git.path().join("index.lock"), self.git.path().join("HEAD.lock")];
        if let HeadState::Branch(name) | HeadState::Unborn(name) = head {
            locks.push(self.git.commondir().join("refs/heads").join(format!("{name}.lock")));
        }
        locks.into_iter().find(|lock| lock.symlink_metadata().is_ok())
    }

    /// Files of the whole repository that a merge left unresolved: they block every commit.
    fn unmerged(&self) -> Result<Vec<PathBuf>, HistoryError> {
        let index = self.git.index().map_err(|e| self.error(&e))?;
        if !index.has_conflicts() {
            return Ok(Vec::new());
        }
        let mut paths = Vec::new();
        for conflict in index.conflicts().map_err(|e| self.error(&e))? {
            let conflict = conflict.map_err(|e| self.error(&e))?;
            let entry = conflict.our.or(conflict.their).or(conflict.ancestor);
            paths.extend(entry.and_then(|entry| path_from_git(&entry.path)));
        }
        Ok(paths)
    }

    /// Keeps the changed ones among the given files; the old name of a renamed file comes with it.
    pub(super) fn select(&self, given: &[RegisterPath]) -> Result<Selection, HistoryError> {
        let status = self.status()?;
        let given_set: BTreeSet<&RegisterPath> = given.iter().collect();
        let is_given = |path: &RegisterPath| given_set.contains(path);
        let taken = || status.iter().filter(|file| file.touched().any(is_given));
        let mut paths: Vec<RegisterPath> = taken().flat_map(|file| file.touched().cloned()).collect();
        paths.sort();
        paths.dedup();
        if paths.is_empty() {
            return Err(self.why_nothing(given));
        }
        let index = self.git.index().map_err(|e| self.error(&e))?;
        let head = self.head_register_tree()?;
        let is_known = |path: &RegisterPath| {
            let in_index = index.get_path(&self.in_work_tree(path), 0).is_some();
            in_index || head.as_ref().is_some_and(|tree| tree.get_path(path.as_path()).is_ok())
        };
        let unknown = paths.iter().filter(|path| !is_known(path)).cloned().collect();
        Ok(Selection { paths, unknown })
    }

    fn why_nothing(&self, given: &[RegisterPath]) -> HistoryError {
        let ignored = given.iter().find(|path| {
            let full = self.in_work_tree(path);
            self.work_tree().join(&full).exists() && self.git.status_should_ignore(&full).unwrap_or(false)
        });
        match ignored {
            Some(path) => HistoryError::Ignored {
                work_tree: self.work_tree().to_owned(),
                path: self.in_work_tree(path),
            },
            None => HistoryError::NothingToCommit,
        }
    }
}
