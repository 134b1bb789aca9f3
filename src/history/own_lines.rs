//! Small text files that people, git and we write together: our own lines in them, and whole files that
//! are ours. What others wrote is never touched, and nothing is written through a link.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Component, Path};

use crate::history::TEMP_PREFIX;
use crate::history::error::HistoryError;

/// What stands in a file of which some lines, or all, are ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    Nothing,
    Bytes(Vec<u8>),
    /// A link, a folder, or a file that is reached through a link: not ours to write.
    NoFile,
}

/// What stands at `path`, which lies below `root`; links below it are not followed.
pub fn found(root: &Path, path: &Path) -> Result<Found, HistoryError> {
    let Ok(below) = path.strip_prefix(root) else { return Ok(Found::NoFile) };
    let mut at = root.to_owned();
    let count = below.components().count();
    for (i, part) in below.components().enumerate() {
        let Component::Normal(name) = part else { return Ok(Found::NoFile) };
        at.push(name);
        match at.symlink_metadata() {
            Ok(meta) if i + 1 == count && meta.is_file() => {}
            Ok(meta) if i + 1 < count && meta.is_dir() => {}
            Ok(_) => return Ok(Found::NoFile),
            Err(e) if e.kind() == ErrorKind::NotFound => return Ok(Found::Nothing),
            Err(e) => return Err(HistoryError::io(&at, &e)),
        }
    }
    fs::read(path).map(Found::Bytes).map_err(|e| HistoryError::io(path, &e))
}

/// Puts lines at the top of a file, before what others wrote: what they wrote goes before in git's eyes,
/// and taking ours away again leaves every byte as it was. A file that is new gets `title` first, by which
/// it is known to be ours.
pub fn put_lines(root: &Path, path: &Path, title: &str, lines: &[String]) -> Result<(), HistoryError> {
    let own = lines.iter().map(|line| format!("{line}\n")).collect::<String>();
    let bytes = match found(root, path)? {
        Found::Nothing => [title, "\n", &own].concat().into_bytes(),
        Found::Bytes(bytes) => [own.as_bytes(), &bytes].concat(),
        Found::NoFile => return Err(no_file(path)),
    };
    write_whole(root, path, &bytes, false)
}

/// Takes these lines away, and `title`; the file too where it was made for them and holds nothing else.
pub fn take_lines(root: &Path, path: &Path, title: &str, lines: &[String]) -> Result<(), HistoryError> {
    let Found::Bytes(bytes) = found(root, path)? else { return Ok(()) };
    let is = |line: &[u8], own: &str| line.trim_ascii_end() == own.as_bytes();
    let all = || bytes.split_inclusive(|b| *b == b'\n');
    let made_for_them = all().any(|line| is(line, title));
    let is_ours = |line: &&[u8]| is(line, title) || lines.iter().any(|own| is(line, own));
    let kept: Vec<&[u8]> = all().filter(|line| !is_ours(line)).collect();
    let kept = kept.concat();
    if kept.is_empty() && made_for_them {
        return remove(path);
    }
    replace(path, &kept).map_err(|e| HistoryError::io(path, &e))
}

/// Writes a whole file of ours, with the folders that lead to it.
pub fn write_whole(root: &Path, path: &Path, bytes: &[u8], runnable: bool) -> Result<(), HistoryError> {
    let io = |e: io::Error| HistoryError::io(path, &e);
    if found(root, path)? == Found::NoFile {
        return Err(no_file(path));
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(io)?;
    }
    replace(path, bytes).map_err(io)?;
    if runnable { make_runnable(path).map_err(io) } else { Ok(()) }
}

/// Takes away the folders between `root` and a file that is gone, as far as they are empty.
pub fn remove_empty_folders(root: &Path, path: &Path) {
    for folder in path.ancestors().skip(1).take_while(|folder| *folder != root) {
        if fs::remove_dir(folder).is_err() {
            return;
        }
    }
}

/// Takes a file of ours away.
pub fn remove(path: &Path) -> Result<(), HistoryError> {
    match fs::remove_file(path) {
        Err(e) if e.kind() != ErrorKind::NotFound => Err(HistoryError::io(path, &e)),
        _ => Ok(()),
    }
}

fn no_file(path: &Path) -> HistoryError {
    HistoryError::io(path, &io::Error::from(ErrorKind::InvalidInput))
}

/// Replaces a file whole or not at all; its permissions stay.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let name = path.file_name().ok_or_else(|| io::Error::from(ErrorKind::InvalidInput))?;
    let temp = format!("{TEMP_PREFIX}{}-{}", name.to_string_lossy(), std::process::id());
    let temp = path.with_file_name(temp);
    let written = OpenOptions::new().write(true).create_new(true).open(&temp).and_then(|mut file| {
        file.write_all(bytes)?;
        if let Ok(meta) = path.metadata() {
            file.set_permissions(meta.permissions())?;
        }
        file.sync_all()?;
        fs::rename(&temp, path)
    });
    written.inspect_err(|e| {
        if e.kind() != ErrorKind::AlreadyExists {
            let _ = fs::remove_file(&temp);
        }
    })
}

#[cfg(unix)]
fn make_runnable(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let mut permissions = path.metadata()?.permissions();
    // Runnable by whoever may read it.
    let mode = permissions.mode();
    permissions.set_mode(mode | ((mode & 0o444) >> 2));
    fs::set_permissions(path, permissions)
}

#[cfg(not(unix))]
fn make_runnable(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TITLE: &str = "# à nous";

    #[test]
    fn lines_come_and_go_and_leave_every_byte() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("attributes");
        let lines = ["/a merge=x".to_owned(), "/b merge=x".to_owned()];
        put_lines(dir.path(), &path, TITLE, &lines).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "# à nous\n/a merge=x\n/b merge=x\n");
        take_lines(dir.path(), &path, TITLE, &lines).unwrap();
        assert!(!path.exists());
        // What somebody wrote into our file meanwhile stays alone.
        put_lines(dir.path(), &path, TITLE, &lines).unwrap();
        fs::write(&path, fs::read_to_string(&path).unwrap() + "*.png binary\n").unwrap();
        take_lines(dir.path(), &path, TITLE, &lines).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "*.png binary\n");
        for before in ["", "*.toml text", "x\r\n\r\ny\r\n", "\n"] {
            fs::write(&path, before).unwrap();
            put_lines(dir.path(), &path, TITLE, &lines).unwrap();
            assert_ne!(fs::read_to_string(&path).unwrap(), before);
            take_lines(dir.path(), &path, TITLE, &lines).unwrap();
            assert_eq!(fs::read_to_string(&path).unwrap(), before);
        }
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_written_through_a_link() {
        let dir = tempfile::tempdir().unwrap();
        let elsewhere = tempfile::tempdir().unwrap();
        let target = elsewhere.path().join("file");
        fs::write(&target, "x").unwrap();
        std::os::unix::fs::symlink(&target, dir.path().join("file")).unwrap();
        std::os::unix::fs::symlink(elsewhere.path(), dir.path().join("folder")).unwrap();
        for path in ["file", "folder/file", "folder/new"] {
            let path = dir.path().join(path);
            assert_eq!(found(dir.path(), &path).unwrap(), Found::NoFile);
            assert!(put_lines(dir.path(), &path, TITLE, &[]).is_err());
            assert!(write_whole(dir.path(), &path, b"y", true).is_err());
        }
        assert_eq!(fs::read_to_string(&target).unwrap(), "x");
    }
}
