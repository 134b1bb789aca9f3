//! What changed in the register since the last commit: files, and what it means.

use std::collections::BTreeSet;

use super::error::{Exit, OpError};
use super::workspace::Workspace;
use crate::history::{CommitInfo, HistoryError, RegisterPath, Repo, is_register_file};
pub use crate::history::{FileState, FileStatus, HeadState, Operation};
use crate::model::diff::{RecordChange, diff_registers};
use crate::model::message::{Lang, Text, text};
use crate::model::{RecordId, Register};
use crate::store::load;

const UNREADABLE: Text = text(
    "{file}\u{a0}: le fichier ne peut pas être lu, ce qui y a changé n’est pas connu",
    "{file}: the file cannot be read, what changed in it is not known",
);

/// The register's place in git.
#[derive(Debug)]
pub struct GitStatus {
    pub head: HeadState,
    /// The act of git that was begun and not ended.
    pub operation: Option<Operation>,
    /// The newest commit of the branch.
    pub last: Option<CommitInfo>,
    /// Changed files of the register, by path.
    pub files: Vec<FileStatus>,
    /// Changed files of the folder that are no part of the register.
    pub others: Vec<FileStatus>,
}

/// What changed since the last commit.
#[derive(Debug)]
pub struct Status {
    /// `None` when the folder is in no git repository.
    pub git: Option<GitStatus>,
    /// The register as committed (as it stands, where there is no git).
    pub before: Register,
    /// What changed, record by record.
    pub changes: Vec<RecordChange>,
    /// Changed files that are there and cannot be read: what changed in them is not known.
    pub unreadable: Vec<RecordId>,
}

impl Status {
    /// A line for each changed file that cannot be read.
    pub fn unreadable_words(&self, lang: Lang) -> Vec<String> {
        self.unreadable.iter().map(|id| UNREADABLE.msg().with("file", id.path()).get(lang)).collect()
    }
}

/// Compares the open register, as it stands on disk, with the last commit. Runs no command.
pub fn status(workspace: &Workspace) -> Result<Status, OpError> {
    let after = workspace.saved();
    let Some(repo) = Repo::discover(workspace.dir())? else {
        return Ok(Status { git: None, before: after.clone(), changes: Vec::new(), unreadable: Vec::new() });
    };
    let (files, others): (Vec<_>, Vec<_>) =
        repo.status()?.into_iter().partition(|f| is_register_file(f.path.as_path()));
    // A file that is there and cannot be read was not taken away.
    let lost: BTreeSet<RecordId> =
        workspace.unreadable().filter_map(|f| RecordId::from_path(&f.file)).collect();
    let mut unreadable = Vec::new();
    let mut mended = BTreeSet::new();
    let mut before = after.clone();
    for path in files.iter().flat_map(FileStatus::touched) {
        let Some(id) = record_of(path) else { continue };
        before.remove(&id);
        if lost.contains(&id) {
            unreadable.push(id);
            continue;
        }
        let Some(bytes) = repo.head_bytes(path)? else { continue };
        match load::parse(&id, &bytes).0 {
            Some(record) => before.insert(record),
            // It was there all the same: nor was it added.
            None => drop(mended.insert(id)),
        }
    }
    let mut changes = diff_registers(&before, after);
    changes.retain(|c| !matches!(c, RecordChange::Added(id) if mended.contains(id)));
    let git = GitStatus {
        head: repo.head()?,
        operation: repo.operation(),
        last: repo.head_commit()?,
        files,
        others,
    };
    Ok(Status { git: Some(git), before, changes, unreadable })
}

/// The record that lives in a changed file.
pub fn record_of(path: &RegisterPath) -> Option<RecordId> {
    RecordId::from_path(&path.as_path().to_string_lossy().replace('\\', "/"))
}

impl From<HistoryError> for OpError {
    fn from(e: HistoryError) -> OpError {
        let exit = match &e {
            HistoryError::NothingToCommit | HistoryError::NothingToPush => Exit::Nothing,
            HistoryError::EmptyMessage | HistoryError::BadPath { .. } => Exit::Usage,
            HistoryError::UnderWay { .. }
            | HistoryError::Unmerged { .. }
            | HistoryError::DetachedHead { .. }
            | HistoryError::Behind { .. }
            | HistoryError::Diverged { .. }
            | HistoryError::WouldOverwrite { .. }
            | HistoryError::Locked { .. } => Exit::Conflict,
            _ => Exit::Register,
        };
        OpError::new(exit, e.message())
    }
}
