//! What could not be made again, kept in a file for the person to look at.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path as FsPath, PathBuf};

use super::{Move, Typed, folder, make};
use crate::model::message::{Message, Text, text};
use crate::model::system;

/// What could not be made again.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lost {
    pub moves: Vec<Move>,
    /// What was being typed in a field that is no longer there.
    pub typed: Option<Typed>,
}

impl Lost {
    pub fn is_empty(&self) -> bool {
        self.moves.is_empty() && self.typed.is_none()
    }
}

/// Keeps what could not be made again in a file beside the journals, on the disk: each touched file as it
/// was to be, and the text that was being typed. Gives the file's path; an error, what to say.
pub fn set_aside(state: Option<&FsPath>, dir: &FsPath, lost: &Lost) -> Result<PathBuf, Message> {
    let said = in_full(lost);
    let write = || {
        let folder = folder(state.ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))?, dir);
        make(&folder)?;
        let free = |n: &u32| !folder.join(format!("recovered-{n}.txt")).exists();
        let n = (1..10_000).find(free).unwrap_or(0);
        let path = folder.join(format!("recovered-{n}.txt"));
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path)?;
        let written = file.write_all(said.as_bytes()).and_then(|()| file.sync_all());
        if let Err(error) = written.and_then(|()| File::open(&folder)?.sync_all()) {
            let _ = fs::remove_file(&path);
            return Err(error);
        }
        Ok(path)
    };
    write().map_err(|e: io::Error| NOT_SET_ASIDE.msg().with("why", system::words(&e)))
}

const NOT_SET_ASIDE: Text = text(
    "Ce qui ne peut pas être refait n’a pas pu être mis de côté ({why})\u{a0}: rien n’est récupéré pour l’instant, rien n’est perdu.",
    "What cannot be made again could not be set aside ({why}): nothing is recovered for now, and nothing is lost.",
);

fn in_full(lost: &Lost) -> String {
    let mut said = String::new();
    for step in &lost.moves {
        let (act, back) = match step {
            Move::Did(act) | Move::MadeAgain(act) => (act, false),
            Move::TookBack(act) => (act, true),
        };
        for file in &act.files {
            let to = if back { &file.before } else { &file.after };
            said.push_str(&format!("##### {}\n", file.record.path()));
            said.push_str(to.as_deref().unwrap_or("(deleted)\n"));
            said.push('\n');
        }
    }
    if let Some(typed) = &lost.typed {
        said.push_str(&format!("##### {} › {}\n{}\n", typed.record.path(), typed.path, typed.text));
    }
    said
}
