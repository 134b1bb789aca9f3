//! One file, replaced whole or not at all.
//!
//! The new content goes to a temporary file of the same folder, is brought to the disk, and takes
//! the name in one step; then the folder is brought to the disk. A crash at any moment leaves the old
//! content or the new one under the name, and at worst a temporary file that the next start removes.
//!
//! Kept of the old file: its permission bits. Not kept: its owner (ours now), extended attributes and
//! hard links.

use std::process;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::store::error::{ErrorKind, StoreError};
use crate::store::fs::{FileKind, Fs, FsError, FsResult, NewFile, RegPath};

/// How the names of temporary files begin.
pub const TEMP_PREFIX: &str = ".registre-tmp-";

/// How many names are tried before giving up on finding a free one.
pub(in crate::store) const NAME_TRIES: u32 = 100;

static NEXT_TEMP: AtomicU64 = AtomicU64::new(0);

/// Replaces or creates `path`. When it returns, the content is on the disk; on an error the old
/// content is still there, or, if only the last step failed, the new one is.
pub fn write(fs: &dyn Fs, path: &RegPath, bytes: &[u8]) -> Result<(), StoreError> {
    write_if(fs, path, bytes, || Ok(()))
}

/// As [`write`], if `still_right` agrees just before the file takes its name.
pub(in crate::store) fn write_if(
    fs: &dyn Fs,
    path: &RegPath,
    bytes: &[u8],
    still_right: impl Fn() -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let try_once = || {
        let temp = stage(fs, path, bytes)?;
        still_right().inspect_err(|_| discard(fs, &temp))?;
        fs.rename(&temp, path).map_err(|e| {
            discard(fs, &temp);
            StoreError::from_fs(path, e)
        })
    };
    match try_once() {
        // Somebody tidied our temporary file away: once more.
        Err(e) if e.kind() == ErrorKind::FileGone => try_once()?,
        other => other?,
    }
    sync_parent(fs, path)
}

/// Writes what will become `path` to a temporary file beside it and brings it to the disk.
pub(in crate::store) fn stage(fs: &dyn Fs, path: &RegPath, bytes: &[u8]) -> Result<RegPath, StoreError> {
    let err = |e| StoreError::from_fs(path, e);
    let mode = match fs.metadata(path) {
        Ok(seen) if seen.kind != FileKind::File => return Err(err(FsError::Kind(seen.kind))),
        // A rename would pass over the protection that somebody put there on purpose.
        Ok(seen) if seen.mode & 0o222 == 0 => return Err(StoreError::new(ErrorKind::WriteProtected, path)),
        Ok(seen) => Some(seen.mode),
        Err(e) if e.is_absent() => None,
        Err(e) => return Err(err(e)),
    };
    let (temp, mut file) = create_temp(fs, path, mode.is_some())?;
    match fill(file.as_mut(), bytes, mode) {
        Ok(()) => Ok(temp),
        Err(e) => {
            drop(file);
            discard(fs, &temp);
            Err(err(e))
        }
    }
}

/// Removes a temporary file. A failure is of no account: the next start removes what is left.
pub(in crate::store) fn discard(fs: &dyn Fs, temp: &RegPath) {
    let _ = fs.remove(temp);
}

/// Brings the name of `path` to the disk.
pub(in crate::store) fn sync_parent(fs: &dyn Fs, path: &RegPath) -> Result<(), StoreError> {
    fs.sync_dir(&path.parent()).map_err(|e| StoreError::from_fs(path, e))
}

/// Whether `name` is one of our temporary files.
pub(in crate::store) fn is_temp(name: &str) -> bool {
    name.starts_with(TEMP_PREFIX)
}

fn create_temp<'a>(
    fs: &'a dyn Fs,
    path: &RegPath,
    private: bool,
) -> Result<(RegPath, Box<dyn NewFile + 'a>), StoreError> {
    let folder = path.parent();
    let mut tries = 0;
    loop {
        let n = NEXT_TEMP.fetch_add(1, Ordering::Relaxed);
        let temp = folder.join(&format!("{TEMP_PREFIX}{}-{n}", process::id()))?;
        tries += 1;
        match fs.create_new(&temp, private) {
            Ok(file) => return Ok((temp, file)),
            Err(e) if e.is_taken() && tries < NAME_TRIES => {}
            // The first record of its kind: its folder comes with it.
            Err(e) if e.is_absent() && !folder.is_root() && tries == 1 => make_folder(fs, &folder)?,
            Err(e) if e.is_absent() => return Err(StoreError::new(ErrorKind::FolderGone, path)),
            Err(e) => return Err(StoreError::from_fs(path, e)),
        }
    }
}

fn make_folder(fs: &dyn Fs, folder: &RegPath) -> Result<(), StoreError> {
    match fs.create_dir(folder) {
        Ok(()) => sync_parent(fs, folder),
        Err(e) if e.is_taken() => Ok(()),
        Err(e) if e.is_absent() => Err(StoreError::new(ErrorKind::FolderGone, folder)),
        Err(e) => Err(StoreError::from_fs(folder, e)),
    }
}

fn fill(file: &mut dyn NewFile, bytes: &[u8], mode: Option<u32>) -> FsResult<()> {
    if let Some(mode) = mode {
        file.set_mode(mode)?;
    }
    let mut rest = bytes;
    while !rest.is_empty() {
        let n = file.write(rest)?;
        if n == 0 {
            return Err(FsError::Io(std::io::ErrorKind::WriteZero.into()));
        }
        rest = rest.get(n..).unwrap_or_default();
    }
    file.sync()
}
