//! Committing the register's own changed files, with a message that says what changed.

use super::committed::{no_git, repository};
use super::error::{Exit, OpError};
use super::status::{Status, status};
use super::workspace::Workspace;
pub use crate::history::Committed;
use crate::history::{CommitMessage, CommitOptions, FileStatus, RegisterPath};
use crate::i18n::changes;
use crate::model::RecordId;
use crate::model::message::{Text, text};

const NOTHING: Text = text(
    "Rien à valider\u{a0}: le registre est tel qu’au dernier commit.",
    "Nothing to commit: the register is as in the last commit.",
);
const FILES: Text = text("Registre\u{a0}: {n} {n|fichier|fichiers}", "Register: {n} {n|file|files}");

const UNREADABLE: Text = text(
    "Rien n’a été validé\u{a0}: {n} {n|fichier ne peut pas être lu|fichiers ne peuvent pas être lus} ({files}).",
    "Nothing was committed: {n} {n|file|files} cannot be read ({files}).",
);
const SEE_CHECK: Text = text("Voir où\u{a0}: registre verifier", "See where: registre check");

/// A commit that could be made.
#[derive(Debug)]
pub struct Proposal {
    pub status: Status,
    /// The message made from what changed, in the register's language.
    pub message: String,
}

/// What there is to commit; an error when there is nothing, or no git.
pub fn propose(workspace: &Workspace) -> Result<Proposal, OpError> {
    let status = status(workspace)?;
    let Some(git) = &status.git else { return Err(no_git(workspace.dir())) };
    if git.files.is_empty() {
        return Err(OpError::new(Exit::Nothing, NOTHING));
    }
    readable(&status)?;
    let after = workspace.saved();
    let lang = after.language();
    let message = if status.changes.is_empty() {
        // A comment, the order of keys: no field says it.
        FILES.msg().with("n", git.files.len()).get(lang)
    } else {
        changes::commit_message(&status.changes, &status.before, after, lang)
    };
    Ok(Proposal { status, message })
}

/// A changed file that cannot be read (a conflict left in it, most often) is no state of a register.
fn readable(status: &Status) -> Result<(), OpError> {
    let broken: Vec<String> = status.unreadable.iter().map(RecordId::path).collect();
    if broken.is_empty() {
        return Ok(());
    }
    let message = UNREADABLE.msg().with("n", broken.len()).with("files", broken.join(", "));
    Err(OpError::new(Exit::Register, message).hint(SEE_CHECK))
}

/// Commits every changed file of the register under `message`; whatever else is staged stays so.
pub fn commit(workspace: &Workspace, proposal: &Proposal, message: &str) -> Result<Committed, OpError> {
    let message = CommitMessage::parse(message)?;
    let repo = repository(workspace)?;
    let files = proposal.status.git.iter().flat_map(|git| &git.files);
    let paths: Vec<RegisterPath> = files.flat_map(FileStatus::touched).cloned().collect();
    Ok(repo.commit(&paths, &message, CommitOptions::default())?)
}
