//! Git as the interface needs it: one thin adapter over the use cases.

use std::path::Path;

use crate::model::Lang;
use crate::ops::OpError;
use crate::tui::message::CommitDraft;
use crate::tui::model::GitView;

/// Where git stands; `None` where the register is in no repository.
pub fn view(_dir: &Path) -> Option<GitView> {
    None
}

/// What a commit would hold.
pub fn prepare(_dir: &Path, _lang: Lang) -> Result<CommitDraft, OpError> {
    Ok(CommitDraft { message: String::new(), changes: Vec::new(), files: 0 })
}

/// Commits the register's own changed files; gives the first digits of the commit.
pub fn commit(_dir: &Path, _message: &str) -> Result<String, OpError> {
    Ok(String::new())
}
