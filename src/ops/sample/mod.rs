//! A sample register: that of an invented company, with git, to be looked at and thrown away.

mod files;

use std::fs::{self, DirBuilder};
use std::io;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use super::error::{Exit, OpError};
use crate::history::{self, Initialised};
use crate::model::message::{Lang, Text, text};
use crate::model::system;
use crate::store::fs::{Fs as _, FsError, RealFs, RegPath};
pub use files::FILES;

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

/// A copy that is thrown away: a folder of its own that nobody else can enter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThrowAway {
    root: PathBuf,
}

impl ThrowAway {
    /// Makes the copy in the system's folder for temporary files.
    ///
    /// # Errors
    /// The disk refuses; nothing is left.
    pub fn make(lang: Lang) -> Result<ThrowAway, OpError> {
        let stamp = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_nanos());
        let root = std::env::temp_dir().join(format!("registre-demo-{}-{stamp}", std::process::id()));
        let copy = ThrowAway { root };
        DirBuilder::new().mode(0o700).create(&copy.root).map_err(|e| not_made(&copy.root, &e))?;
        unpack(&copy.register(), lang).inspect_err(|_| copy.throw_away())?;
        Ok(copy)
    }

    /// The register in it.
    pub fn register(&self) -> PathBuf {
        self.root.join("register")
    }

    /// Where a session on it keeps its journal: that goes with it.
    pub fn state(&self) -> PathBuf {
        self.root.join("state")
    }

    /// Removes the copy and all that was done in it.
    pub fn throw_away(&self) {
        // What cannot be removed lies among the temporary files, which the system clears.
        let _ = fs::remove_dir_all(&self.root);
    }
}

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
