//! The branches of the repository, and where two of them parted.

use git2::{BranchType, ErrorCode, Oid};

use crate::history::error::HistoryError;
use crate::history::past::{CommitId, CommitInfo};
use crate::history::plain::visible_line;
use crate::history::repo::{HeadState, Repo};
use crate::history::states::Differing;

/// The names that the branch everything comes together on usually bears, the likeliest first.
const MAIN: [&str; 4] = ["main", "master", "trunk", "principal"];

/// A branch of the repository.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Branch {
    /// As git names it, cleaned.
    pub name: String,
    pub is_current: bool,
    /// It is what was last received of another repository.
    pub is_remote: bool,
    /// Its last commit.
    pub last: CommitInfo,
}

/// The commit before, and the files that differ from it.
pub type MadeBy = (Option<CommitInfo>, Vec<Differing>);

impl Repo {
    /// The branches, the current one first, then those of here, the newest first, then what was received.
    /// Runs no command.
    pub fn branches(&self) -> Result<Vec<Branch>, HistoryError> {
        let mut out = Vec::new();
        for branch in self.git.branches(None).map_err(|e| self.error(&e))? {
            let (branch, of) = branch.map_err(|e| self.error(&e))?;
            // What only stands for another branch (origin/HEAD) is none of its own.
            if branch.get().symbolic_target_bytes().is_some() {
                continue;
            }
            // A branch whose commit is not there (a shallow or damaged clone) cannot be looked at.
            let Ok(commit) = branch.get().peel_to_commit() else { continue };
            let Ok(name) = branch.name_bytes() else { continue };
            out.push(Branch {
                name: visible_line(&String::from_utf8_lossy(name)),
                is_current: branch.is_head(),
                is_remote: of == BranchType::Remote,
                last: CommitInfo::of(&commit),
            });
        }
        out.sort_by(|a, b| {
            (!a.is_current, a.is_remote, b.last.date, &a.name).cmp(&(
                !b.is_current,
                b.is_remote,
                a.last.date,
                &b.name,
            ))
        });
        Ok(out)
    }

    /// The last commit that two have in common.
    pub fn common(&self, one: CommitId, other: CommitId) -> Result<Option<CommitInfo>, HistoryError> {
        match self.git.merge_base(one.0, other.0) {
            Ok(base) => Ok(Some(self.commit_info(base)?)),
            Err(e) if e.code() == ErrorCode::NotFound => Ok(None),
            Err(e) => Err(self.error(&e)),
        }
    }

    /// Where the current branch left the main one; `None` where it is the main one, or none is known.
    pub fn fork(&self) -> Result<Option<CommitInfo>, HistoryError> {
        let HeadState::Branch(current) = self.head()? else { return Ok(None) };
        let Some(head) = self.head_commit()? else { return Ok(None) };
        let names = MAIN.iter().map(|name| format!("refs/heads/{name}"));
        let names = names.chain(["refs/remotes/origin/HEAD".to_owned()]);
        for name in names {
            if name == format!("refs/heads/{current}") {
                return Ok(None);
            }
            let commit = self.git.find_reference(&name).and_then(|r| r.peel_to_commit());
            if let Ok(commit) = commit {
                return self.common(head.id, CommitId(commit.id()));
            }
        }
        Ok(None)
    }

    /// What a commit was made from first, where there is something, and the files of the register that differ
    /// between the two; `None` where the history is cut there.
    pub fn made_by(&self, commit: CommitId) -> Result<Option<MadeBy>, HistoryError> {
        let object = self.git.find_commit(commit.0).map_err(|e| self.error(&e))?;
        let (parents, is_cut) = self.parents(&object)?;
        let parent = parents.first().map(CommitInfo::of);
        if parent.is_none() && is_cut {
            return Ok(None);
        }
        let files = self.between_trees(parent.as_ref().map(|p| p.id), Some(commit))?;
        Ok(Some((parent, files)))
    }

    /// The files of the register in a commit, beside one that holds nothing.
    pub fn made_since_nothing(&self, commit: CommitId) -> Result<Vec<Differing>, HistoryError> {
        self.between_trees(None, Some(commit))
    }

    fn commit_info(&self, id: Oid) -> Result<CommitInfo, HistoryError> {
        let commit = self.git.find_commit(id).map_err(|e| self.error(&e))?;
        Ok(CommitInfo::of(&commit))
    }
}
