//! Changes to a record, straight to the disk: what a script does.

use std::path::Path as FsPath;

use super::assign;
use super::error::{Exit, OpError};
use super::pick;
use super::workspace::Workspace;
use crate::model::diff::RecordChange;
use crate::model::message::{Text, text};
use crate::model::{Change, RecordId};

const NOTHING: Text =
    text("Rien à changer\u{a0}: {id} est déjà ainsi.", "Nothing to change: {id} is so already.");

/// Opens a record, and the organisation's for the version of the format. The rest is not read.
pub fn open(dir: &FsPath, id: &RecordId) -> Result<Workspace, OpError> {
    let workspace = Workspace::open_only(dir, &[RecordId::organisation(), id.clone()])?;
    pick::read(&workspace, id)?;
    Ok(workspace)
}

/// Makes the changes to one record, in memory; gives what changed.
pub fn edit(
    workspace: &mut Workspace,
    id: &RecordId,
    changes: Vec<Change>,
) -> Result<Vec<RecordChange>, OpError> {
    assign::check_references(workspace.dir(), &changes)?;
    workspace.apply_all(changes)?;
    let changed = workspace.pending();
    if changed.is_empty() {
        let message = NOTHING.msg().with("id", id.to_string());
        return Err(OpError::new(Exit::Nothing, message));
    }
    Ok(changed)
}
