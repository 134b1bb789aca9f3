//! What changed in the register since the last commit: files, and what it means.

use std::path::Path as FsPath;

use super::error::{Exit, OpError};
use super::workspace::Workspace;
use crate::history::{CommitInfo, HistoryError, RegisterPath, Repo};
pub use crate::history::{FileState, FileStatus, HeadState, Operation};
use crate::model::diff::{RecordChange, diff_registers};
use crate::model::{RecordId, Register};
use crate::store::load;

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
}

/// Compares the open register, as it stands on disk, with the last commit. Runs no command.
pub fn status(workspace: &Workspace) -> Result<Status, OpError> {
    let after = workspace.saved();
    let Some(repo) = Repo::discover(workspace.dir())? else {
        return Ok(Status { git: None, before: after.clone(), changes: Vec::new() });
    };
    let (files, others): (Vec<_>, Vec<_>) =
        repo.status()?.into_iter().partition(|f| is_ours(f.path.as_path()));
    let mut before = after.clone();
    for path in files.iter().flat_map(FileStatus::touched) {
        let Some(id) = record_of(path) else { continue };
        before.remove(&id);
        if let Some(record) = repo.head_bytes(path)?.and_then(|bytes| load::parse(&id, &bytes).0) {
            before.insert(record);
        }
    }
    let changes = diff_registers(&before, after);
    let git = GitStatus {
        head: repo.head()?,
        operation: repo.operation(),
        last: repo.head_commit()?,
        files,
        others,
    };
    Ok(Status { git: Some(git), before, changes })
}

/// The record that lives in a changed file.
pub fn record_of(path: &RegisterPath) -> Option<RecordId> {
    RecordId::from_path(&path.as_path().to_string_lossy().replace('\\', "/"))
}

/// Whether a file is part of the register: a record, or one of the two small files that git needs.
fn is_ours(path: &FsPath) -> bool {
    let shown = path.to_string_lossy().replace('\\', "/");
    RecordId::from_path(&shown).is_some() || shown == ".gitattributes" || shown == ".gitignore"
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
