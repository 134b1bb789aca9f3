//! Two states of the register folder beside each other: which files differ, and what became of their names.
//! Runs no command.

use chrono::{DateTime, Utc};
use git2::{Delta, Diff, DiffDelta, DiffFindOptions, DiffOptions, Sort};

use crate::history::error::HistoryError;
use crate::history::past::{CommitId, CommitInfo};
use crate::history::plain::{RegisterPath, path_from_git};
use crate::history::repo::Repo;
use crate::history::revision::{LINK, PastFile};
use crate::history::status::RENAME_SIMILARITY;

/// A state of the register folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Commit(CommitId),
    /// What the next commit would hold.
    Staged,
    OnDisk,
}

/// A file that is not the same in two states: what it is called in each, `None` where it is not there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Differing {
    pub before: Option<RegisterPath>,
    pub after: Option<RegisterPath>,
}

impl Repo {
    /// The files of the register that differ from a state to a later one, renames followed, by path.
    /// Commits come first, then what is staged, then the disk: a pair in another order is turned round.
    pub fn between(&self, from: State, to: State) -> Result<Vec<Differing>, HistoryError> {
        let mut options = DiffOptions::new();
        // Of a submodule or a nested repository nothing is read.
        options.include_untracked(true).recurse_untracked_dirs(true).ignore_submodules(true);
        let below = !self.prefix().as_os_str().is_empty();
        if below {
            options.disable_pathspec_match(true).pathspec(self.prefix());
        }
        let error = |e: git2::Error| self.error(&e);
        let (mut diff, turned) = match (from, to) {
            (State::Commit(from), State::Commit(to)) => return self.between_trees(Some(from), Some(to)),
            (State::Commit(commit), other) | (other, State::Commit(commit)) => {
                let commit = self.git.find_commit(commit.0).map_err(error)?;
                let tree = commit.tree().map_err(error)?;
                let diff = match other {
                    State::Staged => self.git.diff_tree_to_index(Some(&tree), None, Some(&mut options)),
                    _ => self.git.diff_tree_to_workdir_with_index(Some(&tree), Some(&mut options)),
                };
                (diff.map_err(error)?, matches!(to, State::Commit(_)))
            }
            (State::Staged, State::OnDisk) | (State::OnDisk, State::Staged) => {
                let diff = self.git.diff_index_to_workdir(None, Some(&mut options));
                (diff.map_err(error)?, to == State::Staged)
            }
            (State::Staged, State::Staged) | (State::OnDisk, State::OnDisk) => return Ok(Vec::new()),
        };
        let find = &mut DiffFindOptions::new();
        find.for_untracked(true);
        diff.find_similar(Some(find.renames(true).rename_threshold(RENAME_SIMILARITY))).map_err(error)?;
        self.read_pairs(&diff, true, turned)
    }

    /// The same of two commits; `None` is a commit that holds nothing.
    pub(super) fn between_trees(
        &self,
        from: Option<CommitId>,
        to: Option<CommitId>,
    ) -> Result<Vec<Differing>, HistoryError> {
        self.read_pairs(&self.tree_diff(from, to)?, false, false)
    }

    /// The same as git has it, renames found.
    pub(super) fn tree_diff(
        &self,
        from: Option<CommitId>,
        to: Option<CommitId>,
    ) -> Result<Diff<'_>, HistoryError> {
        let tree = |commit: Option<CommitId>| match commit {
            Some(commit) => self.register_tree(commit),
            None => Ok(None),
        };
        let (old, new) = (tree(from)?, tree(to)?);
        let diff = self.git.diff_tree_to_tree(old.as_ref(), new.as_ref(), None);
        let mut diff = diff.map_err(|e| self.error(&e))?;
        let mut find = DiffFindOptions::new();
        find.renames(true).rename_threshold(RENAME_SIMILARITY);
        diff.find_similar(Some(&mut find)).map_err(|e| self.error(&e))?;
        Ok(diff)
    }

    /// `whole`: the paths are those of the work tree, not of the register folder.
    fn read_pairs(&self, diff: &Diff<'_>, whole: bool, turned: bool) -> Result<Vec<Differing>, HistoryError> {
        let mut out = Vec::new();
        for pair in diff.deltas().filter_map(|delta| self.pair(&delta, whole)) {
            let Differing { before, after } = pair;
            out.push(if turned {
                Differing { before: after, after: before }
            } else {
                Differing { before, after }
            });
        }
        out.sort_by(|a, b| {
            (a.after.as_ref().or(a.before.as_ref())).cmp(&b.after.as_ref().or(b.before.as_ref()))
        });
        Ok(out)
    }

    /// What a file is called on both sides; `None` where nothing of the register changed.
    pub(super) fn pair(&self, delta: &DiffDelta<'_>, whole: bool) -> Option<Differing> {
        let path = |bytes: Option<&[u8]>| match whole {
            true => self.in_register(bytes?),
            false => RegisterPath::new(path_from_git(bytes?)?).ok(),
        };
        let (old, new) = (path(delta.old_file().path_bytes()), path(delta.new_file().path_bytes()));
        let (before, after) = match delta.status() {
            Delta::Added | Delta::Untracked | Delta::Copied => (None, new),
            Delta::Deleted => (old, None),
            Delta::Unmodified | Delta::Ignored => return None,
            _ => (old, new),
        };
        (before.is_some() || after.is_some()).then_some(Differing { before, after })
    }

    /// The files of the register as the next commit would hold them, sorted by path; those in conflict
    /// are left out.
    pub fn files_staged(&self) -> Result<Vec<PastFile>, HistoryError> {
        let error = |e: git2::Error| self.error(&e);
        let index = self.git.index().map_err(error)?;
        let mut files = Vec::new();
        for entry in index.iter() {
            // Bits 12 and 13 hold the stage; 0 is an entry that no merge left open.
            if entry.flags >> 12 & 3 != 0 {
                continue;
            }
            let Some(path) = self.in_register(&entry.path) else { continue };
            let is_link = entry.mode == LINK as u32;
            files.push(PastFile { path, is_link, blob: entry.id });
        }
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(files)
    }

    /// The last commit of HEAD's own line (first parents: what this branch said, whatever was written
    /// elsewhere and merged later) that was made before a moment; `None` when there is none.
    pub fn last_before(&self, moment: DateTime<Utc>) -> Result<Option<CommitInfo>, HistoryError> {
        let Some(head) = self.head_object()? else { return Ok(None) };
        let error = |e: git2::Error| self.error(&e);
        let mut walk = self.git.revwalk().map_err(error)?;
        walk.set_sorting(Sort::TOPOLOGICAL).map_err(error)?;
        walk.simplify_first_parent().map_err(error)?;
        walk.push(head.id()).map_err(error)?;
        for id in walk {
            // A shallow clone ends where its commits do.
            let Ok(commit) = id.and_then(|id| self.git.find_commit(id)) else { break };
            if commit.time().seconds() < moment.timestamp() {
                return Ok(Some(CommitInfo::of(&commit)));
            }
        }
        Ok(None)
    }
}
