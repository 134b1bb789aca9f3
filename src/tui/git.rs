//! Git as the interface needs it: one thin adapter over the use cases.

use crate::i18n::changes;
use crate::model::{Lang, Text, text};
use crate::ops::status::{FileStatus, HeadState};
use crate::ops::{OpError, Workspace, commit, status};
use crate::tui::message::CommitDraft;
use crate::tui::model::GitView;

const BRANCH: Text = text("{name}", "{name}");

/// Where git stands; `None` where the register is in no repository. A repository that cannot be read
/// says why when a commit is asked for.
pub fn view(workspace: &Workspace) -> Option<GitView> {
    let git = status::status(workspace).ok()?.git?;
    let head = match git.head {
        HeadState::Branch(name) | HeadState::Unborn(name) => BRANCH.msg().with("name", name),
        detached => detached.message(),
    };
    let records = git.files.iter().flat_map(FileStatus::touched).filter_map(status::record_of).collect();
    Some(GitView { head, changed: git.files.len(), records })
}

/// What a commit would hold, in words.
pub fn prepare(workspace: &Workspace, lang: Lang) -> Result<CommitDraft, OpError> {
    let proposal = commit::propose(workspace)?;
    let status = &proposal.status;
    let changes = changes::lines(&status.changes, &status.before, workspace.saved(), lang);
    let files = status.git.as_ref().map_or(0, |git| git.files.len());
    Ok(CommitDraft { message: proposal.message, changes, files })
}

/// Commits the register's own changed files; gives the first digits of the commit.
pub fn commit(workspace: &Workspace, message: &str) -> Result<Done, OpError> {
    let proposal = commit::propose(workspace)?;
    let done = commit::commit(workspace, &proposal, message)?;
    Ok(Done { id: done.id.short(), warnings: done.warnings })
}

/// A commit that was made.
#[derive(Clone, Debug, PartialEq)]
pub struct Done {
    /// The first digits of its name.
    pub id: String,
    /// What a person should know of it.
    pub warnings: Vec<crate::model::Message>,
}
