//! Sending commits to the remote repository and receiving them, through the person's own git.

use super::committed::repository;
use super::error::OpError;
use super::workspace::Workspace;
pub use crate::history::{Exchanged, RemoteRun, Way};
use crate::model::message::{Text, text};

const NOT_SENT: Text = text(
    "{n} {n|fichier n’est pas validé et ne sera pas envoyé|fichiers ne sont pas validés et ne seront pas envoyés}",
    "{n} {n|file is|files are} not committed and will not be sent",
);

/// What git would run, to be shown first. Starts nothing.
pub fn prepare(workspace: &Workspace, way: Way) -> Result<RemoteRun, OpError> {
    let repo = repository(workspace)?;
    let mut run = repo.prepare(way)?;
    let left = repo.changed_count()?;
    if way == Way::Push && left > 0 {
        run.notes.push(NOT_SENT.msg().with("n", left));
    }
    Ok(run)
}

/// Runs what was prepared and shown. Git has the terminal; `show` gets what it says, cleaned.
pub fn exchange(
    workspace: &Workspace,
    run: &RemoteRun,
    show: &mut dyn FnMut(&str),
) -> Result<Exchanged, OpError> {
    Ok(repository(workspace)?.exchange(run, show)?)
}
