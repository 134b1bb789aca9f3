//! A sample register: that of an invented company, with git, to be looked at and thrown away.

mod files;
mod throw_away;

use std::fs;
use std::io;
use std::path::Path;

use super::error::{Exit, OpError};
use crate::history::{self, Initialised};
use crate::model::message::{Lang, Text, text};
use crate::model::system;
use crate::store::fs::{Fs as _, FsError, RealFs, RegPath};
pub use files::FILES;
pub use throw_away::ThrowAway;

const NOT_MADE: Text = text(
    "L’exemple ne peut pas être écrit dans «\u{a0}{dir}\u{a0}»\u{a0}: {why}.",
    "The sample cannot be written to “{dir}”: {why}.",
);
const NOT_EMPTY: Text = text(
    "«\u{a0}{dir}\u{a0}» n’est pas vide\u{a0}: rien n’y a été écrit.",
    "“{dir}” is not empty: nothing was written there.",
);
const FIRST_COMMIT: Text = text("Registre d’exemple", "Sample register");

/// Who commits where git knows nobody.
const AUTHOR: (&str, &str) = ("Registre d’exemple", "exemple@example.org");

/// Writes the sample into a folder that is not there or empty, with a repository and a first commit,
/// unless the folder is in a repository already.
///
/// # Errors
/// The folder holds something; the disk or git refuses.
pub fn unpack(dir: &Path, lang: Lang) -> Result<(), OpError> {
    let shown = dir.display().to_string();
    if fs::read_dir(dir).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(OpError::new(Exit::Usage, NOT_EMPTY.msg().with("dir", shown)));
    }
    let disk = RealFs::new(dir);
    for (name, text) in FILES {
        let path = dir.join(name);
        let written =
            fs::create_dir_all(path.parent().unwrap_or(dir)).and_then(|()| put(&disk, name, text.as_bytes()));
        written.map_err(|e| not_made(dir, &e))?;
    }
    match history::init(dir)? {
        Initialised::Created { repo, .. } => {
            history::first_commit(&repo, AUTHOR, FIRST_COMMIT.get(lang))?;
        }
        Initialised::AlreadyInside(_) => {
            history::write_defaults(dir)?;
        }
    }
    Ok(())
}

/// Writes a file that must not exist.
fn put(disk: &RealFs, name: &str, bytes: &[u8]) -> io::Result<()> {
    let other = |e: FsError| match e {
        FsError::Io(e) => e,
        _ => io::ErrorKind::AlreadyExists.into(),
    };
    let path = RegPath::new(name).map_err(|_| io::Error::from(io::ErrorKind::InvalidInput))?;
    let mut file = disk.create_new(&path, false).map_err(other)?;
    let mut rest = bytes;
    while !rest.is_empty() {
        let n = file.write(rest).map_err(other)?;
        rest = rest.get(n..).filter(|_| n > 0).ok_or(io::ErrorKind::WriteZero)?;
    }
    Ok(())
}

fn not_made(dir: &Path, error: &io::Error) -> OpError {
    let said = NOT_MADE.msg().with("dir", dir.display().to_string());
    OpError::new(Exit::Register, said.with("why", system::words(error)))
}
