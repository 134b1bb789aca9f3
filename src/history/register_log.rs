//! The commits that touched the register folder, newest first, a page at a time.
//!
//! Git's own rule: a commit whose folder equals a parent's hands the question to that parent alone.

use std::collections::{BinaryHeap, HashSet};
use std::sync::Arc;

use git2::{Commit, Oid};

use crate::history::error::HistoryError;
use crate::history::past::{CommitId, CommitInfo};
use crate::history::plain::RegisterPath;
use crate::history::repo::Repo;
use crate::history::unverified::Unverified;

/// How far the walk came: it can go on from there.
#[derive(Clone, Debug, Default)]
pub struct RegisterPlace {
    waiting: BinaryHeap<(i64, Oid)>,
    asked: HashSet<Oid>,
}

/// Some of the commits that touched the register.
#[derive(Clone, Debug, Default)]
pub struct RegisterLog {
    pub commits: Vec<CommitInfo>,
    /// Where older ones are looked for; `None` when there are no more.
    pub rest: Option<RegisterPlace>,
    /// The history is cut here (shallow clone): older commits are not known.
    pub is_cut: bool,
}

/// A file that a commit changed: its name and content before and in it, `None` where it is not there. No
/// content is given of one too large to be a record.
#[derive(Clone, Debug, PartialEq)]
pub struct FileChange {
    pub before: Option<(RegisterPath, Option<Arc<[u8]>>)>,
    pub after: Option<(RegisterPath, Option<Arc<[u8]>>)>,
}

impl Repo {
    /// The first commits from HEAD that touched the register, at most `most`. `stop` is asked at each commit
    /// whether nobody waits for the answer any more. Runs no command.
    pub fn register_log(&self, most: usize, stop: &dyn Fn() -> bool) -> Result<RegisterLog, HistoryError> {
        let mut place = RegisterPlace::default();
        if let Some(head) = self.head_object()? {
            place.ask(&head);
        }
        self.register_log_on(place, most, stop)
    }

    /// The next ones, from where the last walk came to.
    pub fn register_log_on(
        &self,
        mut place: RegisterPlace,
        most: usize,
        stop: &dyn Fn() -> bool,
    ) -> Result<RegisterLog, HistoryError> {
        let mut log = RegisterLog::default();
        let _walk = Unverified::begin();
        while log.commits.len() < most && !stop() {
            let Some((_, id)) = place.waiting.pop() else { return Ok(log) };
            let commit = self.git.find_commit(id).map_err(|e| self.error(&e))?;
            let here = self.folder_in(&commit)?;
            let (parents, cut) = self.parents(&commit)?;
            log.is_cut |= cut;
            let mut there = Vec::with_capacity(parents.len());
            for parent in &parents {
                there.push(self.folder_in(parent)?);
            }
            if let Some(same) = there.iter().position(|folder| *folder == here) {
                place.ask(&parents[same]);
                continue;
            }
            parents.iter().for_each(|parent| place.ask(parent));
            // Before its first commit a folder was never there.
            if !parents.is_empty() || (here.is_some() && !cut) {
                log.commits.push(CommitInfo::of(&commit));
            }
        }
        log.rest = (!place.waiting.is_empty()).then_some(place);
        Ok(log)
    }

    /// The files that a commit changed beside its first parent, renames followed, by path.
    pub fn files_changed_by(&self, commit: CommitId) -> Result<Vec<FileChange>, HistoryError> {
        let object = self.git.find_commit(commit.0).map_err(|e| self.error(&e))?;
        let (parents, _) = self.parents(&object)?;
        let parent = parents.first().map(|p| CommitId(p.id()));
        let diff = {
            let _walk = Unverified::begin();
            self.tree_diff(parent, Some(commit))?
        };
        let content = |file: git2::DiffFile<'_>, wanted: &Option<RegisterPath>| -> Result<_, HistoryError> {
            let Some(path) = wanted.clone() else { return Ok(None) };
            Ok(Some((path, self.content(file.id())?)))
        };
        let mut out = Vec::new();
        for delta in diff.deltas() {
            let Some(file) = self.pair(&delta, false) else { continue };
            let before = content(delta.old_file(), &file.before)?;
            out.push(FileChange { before, after: content(delta.new_file(), &file.after)? });
        }
        let name =
            |side: &Option<(RegisterPath, Option<Arc<[u8]>>)>| side.as_ref().map(|(path, _)| path.clone());
        out.sort_by_cached_key(|c| name(&c.after).or_else(|| name(&c.before)));
        Ok(out)
    }

    fn folder_in(&self, commit: &Commit<'_>) -> Result<Option<Oid>, HistoryError> {
        Ok(self.register_tree(CommitId(commit.id()))?.map(|tree| tree.id()))
    }
}

impl RegisterPlace {
    fn ask(&mut self, commit: &Commit<'_>) {
        if self.asked.insert(commit.id()) {
            self.waiting.push((commit.time().seconds(), commit.id()));
        }
    }
}
