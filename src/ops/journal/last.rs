//! The last change that a command made, kept so that it can be taken back.
//!
//! A session has its journal; a command ends at once, and keeps here what each file held before it. It lies beside the
//! journals, in the person's state folder, never in the register. Where somebody changed one of the files since,
//! nothing is taken back: their work would go with it.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path as FsPath, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::folder;
use crate::model::RecordId;
use crate::model::diff::RecordChange;
use crate::model::message::{Text, text};
use crate::ops::error::{Exit, OpError};
use crate::ops::workspace::{Saved, Workspace};
use crate::store::hash::ContentHash;

const NAME: &str = "last-command.json";
const VERSION: u32 = 1;

const NOTHING: Text =
    text("Aucune commande à annuler sur ce registre.", "There is no command to undo on this register.");
const CHANGED: Text = text(
    "«\u{a0}{file}\u{a0}» a changé depuis cette commande\u{a0}: rien n’est annulé.",
    "“{file}” changed since that command: nothing is undone.",
);

/// What a command changed.
#[derive(Serialize, Deserialize)]
struct Last {
    version: u32,
    files: Vec<Step>,
}

#[derive(Serialize, Deserialize)]
struct Step {
    file: String,
    /// What it held before; `None`: it was not there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    before: Option<String>,
    /// What is known of what it holds now; `None`: it is no longer there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    after: Option<String>,
}

/// What a save is about to write.
pub struct ToWrite(Option<Last>);

impl ToWrite {
    pub fn of(workspace: &Workspace) -> ToWrite {
        let step = |(id, after): (&RecordId, &Option<Arc<[u8]>>)| {
            let before = workspace.base.sources.get(id).map(|s| String::from_utf8(s.bytes.to_vec()));
            Some(Step {
                file: id.path(),
                before: before.transpose().ok()?,
                after: after.as_ref().map(|bytes| ContentHash::of(bytes).to_string()),
            })
        };
        let files: Option<Vec<Step>> = workspace.waiting.files.iter().map(step).collect();
        ToWrite(files.filter(|files| !files.is_empty()).map(|files| Last { version: VERSION, files }))
    }

    /// Keeps it, once it is saved. What was merged with somebody else's changes is theirs too, and is not kept; nor is
    /// anything where there is no state folder: the command has done its work all the same.
    pub fn keep(self, state: Option<&FsPath>, workspace: &Workspace, saved: &Saved) {
        let (Some(state), false) = (state, saved.written.is_empty()) else { return };
        let folder = folder(state, workspace.dir());
        // An older change is not the last one any more.
        let _ = fs::remove_file(folder.join(NAME));
        if let Some(last) = self.0.filter(|_| saved.merged.is_empty() && saved.kept.is_empty()) {
            let _ = write(&folder, &last);
        }
    }
}

fn write(folder: &FsPath, last: &Last) -> io::Result<()> {
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    // It gets its name when it is whole.
    let draft: PathBuf = folder.join(format!("{NAME}.{}", std::process::id()));
    let _ = fs::remove_file(&draft);
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&draft)?;
    let written =
        file.write_all(&serde_json::to_vec(last)?).and_then(|()| fs::rename(&draft, folder.join(NAME)));
    if written.is_err() {
        let _ = fs::remove_file(&draft);
    }
    written
}

/// Puts the files back as they were before the last command, in memory; gives what changes. The save that follows keeps
/// what it undoes: to undo once more makes it again.
pub fn undo(workspace: &mut Workspace, state: Option<&FsPath>) -> Result<Vec<RecordChange>, OpError> {
    let nothing = || OpError::new(Exit::Nothing, NOTHING);
    let path = folder(state.ok_or_else(nothing)?, workspace.dir()).join(NAME);
    let last: Option<Last> = fs::read(path).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
    let last = last.filter(|last| last.version == VERSION).ok_or_else(nothing)?;
    let mut files = Vec::new();
    for step in last.files {
        let id = RecordId::from_path(&step.file).ok_or_else(nothing)?;
        let now = workspace.bytes(&id).map(|bytes| ContentHash::of(&bytes).to_string());
        if now != step.after {
            return Err(OpError::new(Exit::Conflict, CHANGED.msg().with("file", step.file)));
        }
        files.push((id, step.before.map(|text| Arc::from(text.into_bytes()))));
    }
    workspace.put_back(&files)?.ok_or_else(nothing)?;
    Ok(workspace.pending())
}
