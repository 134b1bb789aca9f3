//! The files that a merge, a rebase or the like left for a person to settle, with their three versions.

use std::collections::BTreeMap;

use git2::IndexEntry;

use crate::history::error::HistoryError;
use crate::history::error::NeedsGit;
use crate::history::past::MAX_BLOB;
use crate::history::plain::{RegisterPath, git_bytes};
use crate::history::program::{Git, args};
use crate::history::repo::Repo;

/// A file that is not settled; `None` for a version in which it is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unmerged {
    pub path: RegisterPath,
    pub base: Option<Vec<u8>>,
    pub ours: Option<Vec<u8>>,
    pub theirs: Option<Vec<u8>>,
}

impl Repo {
    /// The unsettled files of the register folder, sorted by path. Runs no command.
    pub fn unmerged_files(&self) -> Result<Vec<Unmerged>, HistoryError> {
        let index = self.git.index().map_err(|e| self.error(&e))?;
        let mut files: BTreeMap<RegisterPath, Unmerged> = BTreeMap::new();
        for conflict in index.conflicts().map_err(|e| self.error(&e))? {
            let conflict = conflict.map_err(|e| self.error(&e))?;
            let sides = [&conflict.ancestor, &conflict.our, &conflict.their];
            let Some(entry) = sides.into_iter().flatten().next() else { continue };
            let Some(path) = self.in_register(&entry.path) else { continue };
            let read = |side: &Option<IndexEntry>| side.as_ref().map(|e| self.staged(e, &path)).transpose();
            let file = Unmerged {
                base: read(&conflict.ancestor)?,
                ours: read(&conflict.our)?,
                theirs: read(&conflict.their)?,
                path: path.clone(),
            };
            files.insert(path, file);
        }
        Ok(files.into_values().collect())
    }

    fn staged(&self, entry: &IndexEntry, path: &RegisterPath) -> Result<Vec<u8>, HistoryError> {
        let odb = self.git.odb().map_err(|e| self.error(&e))?;
        let (len, _) = odb.read_header(entry.id).map_err(|e| self.error(&e))?;
        if len as u64 > MAX_BLOB {
            let path = path.as_path().to_owned();
            return Err(HistoryError::TooLarge { path, bytes: len as u64, limit: MAX_BLOB });
        }
        let blob = self.git.find_blob(entry.id).map_err(|e| self.error(&e))?;
        Ok(blob.content().to_vec())
    }

    /// Tells git that a file is settled as it stands, or that it is gone: `git add`, on an explicit act.
    pub fn settle(&self, path: &RegisterPath) -> Result<(), HistoryError> {
        let no_git = || HistoryError::NoGit { because: NeedsGit::Filter("add".to_owned()) };
        let git = Git::find(self.work_tree()).ok_or_else(no_git)?;
        let mut input = b":(top,literal)".to_vec();
        input.extend(git_bytes(&self.in_work_tree(path)));
        input.push(0);
        let add = args(["add", "--all", "--pathspec-from-file=-", "--pathspec-file-nul"]);
        let outcome = git.run(&add, &input)?;
        match outcome.success {
            true => Ok(()),
            false => Err(HistoryError::GitFailed {
                work_tree: self.work_tree().to_owned(),
                output: outcome.said(),
            }),
        }
    }
}
