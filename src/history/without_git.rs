//! A commit by libgit2, for a machine without `git`: only where no hook, signature or filter would
//! be skipped by it.

use git2::build::TreeUpdateBuilder;
use git2::{ErrorCode, FileMode, Oid, Signature, Tree};

use crate::history::before_commit::Selection;
use crate::history::commit_message::CommitMessage;
use crate::history::error::{HistoryError, NeedsGit};
use crate::history::past::CommitId;
use crate::history::plain::RegisterPath;
use crate::history::repo::Repo;
use crate::history::run_by_commit::RunByCommit;

impl Repo {
    pub(super) fn commit_without_git(
        &self,
        selection: &Selection,
        message: &CommitMessage,
        runs: &RunByCommit,
    ) -> Result<CommitId, HistoryError> {
        if !runs.hooks.is_empty() {
            let hooks = runs.hooks.iter().map(|hook| hook.name.clone()).collect();
            return Err(HistoryError::NoGit { because: NeedsGit::Hooks(hooks) });
        }
        if runs.signing.is_some() {
            return Err(HistoryError::NoGit { because: NeedsGit::Signing });
        }
        if let Some(filter) = runs.filters.first() {
            return Err(HistoryError::NoGit { because: NeedsGit::Filter(filter.clone()) });
        }
        let author = self.identity(self.git.author_from_env())?;
        let committer = self.identity(self.git.committer_from_env())?;
        let parent = self.head_object()?;
        let tree = self.tree_with(selection, parent.as_ref().map(git2::Commit::tree).transpose())?;
        let mut text = message.as_str().to_owned();
        text.push('\n');
        let parents: Vec<&git2::Commit<'_>> = parent.iter().collect();
        let id = self
            .git
            .commit(Some("HEAD"), &author, &committer, &text, &tree, &parents)
            .map_err(|e| self.error(&e))?;
        self.refresh_index(selection)?;
        Ok(CommitId(id))
    }

    fn identity(
        &self,
        found: Result<Signature<'static>, git2::Error>,
    ) -> Result<Signature<'static>, HistoryError> {
        found.map_err(|e| match e.code() {
            ErrorCode::NotFound => self.missing_identity(),
            _ => self.error(&e),
        })
    }

    /// HEAD's tree with the selected files as they are on the disk.
    fn tree_with(
        &self,
        selection: &Selection,
        head: Result<Option<Tree<'_>>, git2::Error>,
    ) -> Result<Tree<'_>, HistoryError> {
        let head = head.map_err(|e| self.error(&e))?;
        let mut update = TreeUpdateBuilder::new();
        for path in &selection.paths {
            let full = self.in_work_tree(path);
            let in_head = head.as_ref().is_some_and(|tree| tree.get_path(&full).is_ok());
            match self.on_disk(path)? {
                Some((id, mode)) => {
                    update.upsert(full, id, mode);
                }
                None if in_head => {
                    update.remove(full);
                }
                None => {}
            }
        }
        let base = match head {
            Some(tree) => tree,
            None => {
                let empty = self.git.treebuilder(None).and_then(|builder| builder.write());
                empty.and_then(|id| self.git.find_tree(id)).map_err(|e| self.error(&e))?
            }
        };
        let id = update.create_updated(&self.git, &base).map_err(|e| self.error(&e))?;
        self.git.find_tree(id).map_err(|e| self.error(&e))
    }

    /// Stores a file as a blob; `None` when it is gone.
    fn on_disk(&self, path: &RegisterPath) -> Result<Option<(Oid, FileMode)>, HistoryError> {
        let full = self.in_work_tree(path);
        let meta = match self.work_tree().join(&full).symlink_metadata() {
            Ok(meta) => meta,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(e) => return Err(HistoryError::io(&full, &e)),
        };
        let id = self.git.blob_path(&self.work_tree().join(&full)).map_err(|e| self.error(&e))?;
        let mode = match meta.is_symlink() {
            true => FileMode::Link,
            false if is_executable(&meta) => FileMode::BlobExecutable,
            false => FileMode::Blob,
        };
        Ok(Some((id, mode)))
    }

    /// Brings the committed files, and only them, up to date in the index.
    fn refresh_index(&self, selection: &Selection) -> Result<(), HistoryError> {
        let mut index = self.git.index().map_err(|e| self.error(&e))?;
        for path in &selection.paths {
            let full = self.in_work_tree(path);
            let on_disk = self.work_tree().join(&full).symlink_metadata().is_ok();
            match on_disk {
                true => index.add_path(&full),
                false if index.get_path(&full, 0).is_some() => index.remove_path(&full),
                false => Ok(()),
            }
            .map_err(|e| self.error(&e))?;
        }
        index.write().map_err(|e| self.error(&e))
    }
}

#[cfg(unix)]
fn is_executable(meta: &std::fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    meta.permissions().mode() & 0o100 != 0
}

#[cfg(not(unix))]
fn is_executable(_: &std::fs::Metadata) -> bool {
    false
}
