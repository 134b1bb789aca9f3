//! A copy of the sample that goes with the session that looks at it. A session that was killed could not
//! remove its own: the next one does.

use std::fs::{self, DirBuilder, File, TryLockError};
use std::io;
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use rustix::fs::{Mode, OFlags};
use rustix::process::geteuid;

use super::{not_made, unpack};
use crate::model::message::Lang;
use crate::ops::error::OpError;

/// What the name of such a folder begins with; the number of the process and a time follow.
const NAME: &str = "registre-demo-";
/// Nobody else can enter it.
const PRIVATE: u32 = 0o700;

/// A copy that is thrown away: a folder of its own that nobody else can enter, locked as long as the process
/// lives that made it.
#[derive(Clone, Debug)]
pub struct ThrowAway {
    root: PathBuf,
    #[allow(dead_code, reason = "held for its lock")]
    lock: Arc<File>,
}

impl ThrowAway {
    /// Makes the copy in the system's folder for temporary files, and removes there what sessions left that
    /// were killed.
    ///
    /// # Errors
    /// The disk refuses; nothing is left.
    pub fn make(lang: Lang) -> Result<ThrowAway, OpError> {
        ThrowAway::make_in(&std::env::temp_dir(), lang)
    }

    fn make_in(among: &Path, lang: Lang) -> Result<ThrowAway, OpError> {
        sweep(among);
        let stamp = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_nanos());
        let root = among.join(format!("{NAME}{}-{stamp}", std::process::id()));
        let lock = locked_folder(&root).map_err(|e| not_made(&root, &e))?;
        let copy = ThrowAway { root, lock: Arc::new(lock) };
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

/// A new folder that has its name only once it is locked: no other session ever sees it free.
fn locked_folder(root: &Path) -> io::Result<File> {
    let name = root.file_name().unwrap_or_default().to_string_lossy();
    let unnamed = root.with_file_name(format!(".{name}"));
    DirBuilder::new().mode(PRIVATE).create(&unnamed)?;
    let made = File::open(&unnamed).and_then(|folder| {
        match folder.try_lock() {
            // Where there are no locks nobody gets one, and nothing is swept.
            Ok(()) | Err(TryLockError::Error(_)) => {}
            Err(e @ TryLockError::WouldBlock) => return Err(e.into()),
        }
        fs::rename(&unnamed, root).map(|()| folder)
    });
    made.inspect_err(|_| drop(fs::remove_dir(&unnamed)))
}

/// Removes the copies of sessions that live no more.
fn sweep(among: &Path) {
    for entry in fs::read_dir(among).into_iter().flatten().flatten() {
        if entry.file_name().to_str().is_some_and(is_ours)
            && let Some(lock) = abandoned(&entry.path())
        {
            let _ = fs::remove_dir_all(entry.path());
            drop(lock);
        }
    }
}

/// Whether a name is one that [`ThrowAway::make`] gives.
fn is_ours(name: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let numbers = name.strip_prefix(NAME).and_then(|rest| rest.split_once('-'));
    numbers.is_some_and(|(process, stamp)| digits(process) && digits(stamp))
}

/// The lock of a folder that this person's own session made and that no living one holds.
fn abandoned(path: &Path) -> Option<File> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let folder = File::from(rustix::fs::open(path, flags, Mode::empty()).ok()?);
    let about = folder.metadata().ok()?;
    let is_ours = about.uid() == geteuid().as_raw() && about.mode() & 0o777 == PRIVATE;
    (is_ours && folder.try_lock().is_ok()).then_some(folder)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;

    fn names(among: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(among).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// Makes a folder as a session would have.
    fn folder(among: &Path, name: &str, mode: u32) -> PathBuf {
        let path = among.join(name);
        DirBuilder::new().mode(mode).create(&path).unwrap();
        fs::write(path.join("dedans"), "quelque chose").unwrap();
        path
    }

    #[test]
    fn what_a_killed_session_left_goes_at_the_next_start_and_a_living_ones_stays() {
        let among = tempfile::tempdir().unwrap();
        let living = ThrowAway::make_in(among.path(), Lang::Fr).unwrap();
        let other = living.clone();
        drop(living);
        folder(among.path(), "registre-demo-123-456", PRIVATE);
        let next = ThrowAway::make_in(among.path(), Lang::Fr).unwrap();
        assert_eq!(names(among.path()).len(), 2, "{:?}", names(among.path()));
        assert!(other.register().join("register.toml").exists());
        // Its own end is as before, and once its process is gone nothing holds the other.
        next.throw_away();
        drop(other);
        sweep(among.path());
        assert_eq!(names(among.path()), Vec::<String>::new());
    }

    #[test]
    fn nothing_goes_that_no_session_made() {
        let among = tempfile::tempdir().unwrap();
        let kept = tempfile::tempdir().unwrap();
        fs::write(kept.path().join("dedans"), "quelque chose").unwrap();
        for name in
            ["registre-demo-", "registre-demo-12", "registre-demo-12-x", "registre-demo-12-3.bak", "autre"]
        {
            folder(among.path(), name, PRIVATE);
        }
        // Others may enter it: it is none of ours.
        let open = folder(among.path(), "registre-demo-1-1", PRIVATE);
        fs::set_permissions(&open, fs::Permissions::from_mode(0o755)).unwrap();
        symlink(kept.path(), among.path().join("registre-demo-2-2")).unwrap();
        fs::write(among.path().join("registre-demo-3-3"), "un fichier").unwrap();
        let before = names(among.path());
        sweep(among.path());
        assert_eq!(names(among.path()), before);
        assert!(open.join("dedans").exists() && kept.path().join("dedans").exists());
    }
}
