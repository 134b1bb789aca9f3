//! A file → changes to the open register, after a look at the plan.

use std::path::Path as FsPath;

use chrono::NaiveDate;

use super::error::{Exit, OpError};
use super::output;
use super::workspace::Workspace;
use crate::import::cnil;
pub use crate::import::{Plan, Remark, SheetUse, Unplaced};
use crate::model::message::{Text, text};
use crate::sheet::Limits;
use crate::store::hash::ContentHash;

const NOTHING: Text = text(
    "Rien à importer\u{a0}: le registre contient déjà tout ce que dit ce classeur.",
    "Nothing to import: the register already holds all that this workbook says.",
);
const BLANK: Text = text(
    "Rien à importer\u{a0}: le classeur est vide, c’est le modèle de la CNIL tel quel.",
    "Nothing to import: the workbook is blank, it is the CNIL’s template as it came.",
);

/// How to import.
#[derive(Clone, Debug)]
pub struct Import {
    /// Also the sheet that the authority gives as an example.
    pub with_example: bool,
    /// The day to write down as that of the import.
    pub today: NaiveDate,
}

/// Reads a workbook and makes its changes in memory; the workspace then holds what would be saved.
pub fn import(workspace: &mut Workspace, file: &FsPath, import: &Import) -> Result<Plan, OpError> {
    let bytes = output::read(file, Limits::default().file_bytes)?;
    let options = cnil::Options {
        with_example: import.with_example,
        today: Some(import.today),
        fingerprint: Some(ContentHash::of(&bytes).to_string()),
    };
    let plan = cnil::import_bytes(&bytes, workspace.register(), &options)
        .map_err(|e| OpError::new(Exit::Usage, e.message()))?;
    workspace.apply_all(plan.changes.clone())?;
    Ok(plan)
}

/// The error of an import that would change nothing.
pub fn nothing(plan: &Plan) -> OpError {
    OpError::new(Exit::Nothing, if plan.blank { BLANK } else { NOTHING })
}
