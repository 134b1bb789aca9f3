//! The operating system's files, reached name by name from the root without following a link.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read, Write};
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rustix::fs::{AtFlags, CWD, Dir, FileType, Mode, OFlags};
use rustix::io::{Errno, retry_on_intr};

use crate::store::fs::{Entry, FileKind, Fs, FsError, FsResult, Metadata, NewFile, RegPath};
use crate::store::lock::Lock;

const FOLDER: OFlags = OFlags::DIRECTORY.union(OFlags::RDONLY).union(OFlags::CLOEXEC);

/// The disk itself, below `root`. The root may be reached through a link (the person chose it);
/// nothing below it may be.
#[derive(Clone, Debug)]
pub struct RealFs {
    root: PathBuf,
}

impl RealFs {
    /// A view from `root`; nothing is opened yet.
    pub fn new(root: impl Into<PathBuf>) -> RealFs {
        RealFs { root: root.into() }
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    fn open_folder(&self, folder: &RegPath) -> FsResult<OwnedFd> {
        let root = if self.root.as_os_str().is_empty() { Path::new(".") } else { self.root.as_path() };
        let mut fd = call(|| rustix::fs::openat(CWD, root, FOLDER, Mode::empty()))?;
        for part in folder.parts() {
            // Linux says ENOTDIR for a link here, others ELOOP: the kind tells a link from a file.
            fd = match call(|| rustix::fs::openat(&fd, part, FOLDER | OFlags::NOFOLLOW, Mode::empty())) {
                Err(FsError::Io(e)) if is(&e, Errno::NOTDIR) || is(&e, Errno::LOOP) => {
                    return Err(FsError::Kind(stat(&fd, part)?.kind));
                }
                other => other?,
            };
        }
        Ok(fd)
    }

    fn open_parent(&self, path: &RegPath) -> FsResult<OwnedFd> {
        self.open_folder(&path.parent())
    }
}

impl Fs for RealFs {
    fn read(&self, path: &RegPath, max: u64) -> FsResult<Vec<u8>> {
        let parent = self.open_parent(path)?;
        // Looked at before it is opened, since opening a device can act; and again after, since
        // the name may have changed hands. O_NONBLOCK: a fifo put there meanwhile cannot hang us.
        regular(stat(&parent, path.name())?.kind)?;
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let fd = match call(|| rustix::fs::openat(&parent, path.name(), flags, Mode::empty())) {
            Err(FsError::Io(e)) if is(&e, Errno::LOOP) => return Err(FsError::Kind(FileKind::Symlink)),
            other => other?,
        };
        let seen = metadata_of(&call(|| rustix::fs::fstat(&fd))?);
        regular(seen.kind)?;
        if seen.len > max {
            return Err(FsError::TooLarge(max));
        }
        let mut bytes = Vec::with_capacity(usize::try_from(seen.len).unwrap_or(0));
        File::from(fd).take(max.saturating_add(1)).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > max {
            return Err(FsError::TooLarge(max));
        }
        Ok(bytes)
    }

    fn metadata(&self, path: &RegPath) -> FsResult<Metadata> {
        if path.is_root() {
            let root = self.open_folder(path)?;
            return Ok(metadata_of(&call(|| rustix::fs::fstat(&root))?));
        }
        stat(&self.open_parent(path)?, path.name())
    }

    fn list(&self, folder: &RegPath) -> FsResult<Vec<Entry>> {
        let fd = self.open_folder(folder)?;
        let mut entries = Vec::new();
        for entry in call(|| Dir::read_from(&fd))? {
            let entry = entry.map_err(io::Error::from)?;
            let name = OsStr::from_bytes(entry.file_name().to_bytes());
            if name == "." || name == ".." {
                continue;
            }
            let kind = match entry.file_type() {
                FileType::Unknown => match stat(&fd, name) {
                    Ok(seen) => seen.kind,
                    Err(e) if e.is_absent() => continue,
                    Err(e) => return Err(e),
                },
                known => kind_of(known),
            };
            entries.push(Entry { name: name.to_owned(), kind });
        }
        Ok(entries)
    }

    fn create_new(&self, path: &RegPath, private: bool) -> FsResult<Box<dyn NewFile + '_>> {
        let parent = self.open_parent(path)?;
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let mode = Mode::from_raw_mode(if private { 0o600 } else { 0o666 });
        let fd = call(|| rustix::fs::openat(&parent, path.name(), flags, mode))?;
        Ok(Box::new(RealNewFile(File::from(fd))))
    }

    fn create_dir(&self, path: &RegPath) -> FsResult<()> {
        let parent = self.open_parent(path)?;
        call(|| rustix::fs::mkdirat(&parent, path.name(), Mode::from_raw_mode(0o777)))
    }

    fn rename(&self, from: &RegPath, to: &RegPath) -> FsResult<()> {
        let (source, target) = (self.open_parent(from)?, self.open_parent(to)?);
        call(|| rustix::fs::renameat(&source, from.name(), &target, to.name()))
    }

    fn remove(&self, path: &RegPath) -> FsResult<()> {
        let parent = self.open_parent(path)?;
        call(|| rustix::fs::unlinkat(&parent, path.name(), AtFlags::empty()))
    }

    fn sync_dir(&self, folder: &RegPath) -> FsResult<()> {
        let fd = self.open_folder(folder)?;
        match call(|| rustix::fs::fsync(&fd)) {
            // Some network and FUSE file systems cannot sync a folder; there is nothing to wait for.
            Err(FsError::Io(e)) if is(&e, Errno::INVAL) || is(&e, Errno::NOTSUP) => Ok(()),
            other => other,
        }
    }

    fn lock(&self, patience: Duration) -> Lock {
        match self.open_folder(&RegPath::root()) {
            Ok(fd) => Lock::take(File::from(fd), patience),
            Err(_) => Lock::without(),
        }
    }
}

struct RealNewFile(File);

impl NewFile for RealNewFile {
    fn write(&mut self, bytes: &[u8]) -> FsResult<usize> {
        loop {
            match self.0.write(bytes) {
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                other => return Ok(other?),
            }
        }
    }

    fn set_mode(&mut self, mode: u32) -> FsResult<()> {
        call(|| rustix::fs::fchmod(&self.0, Mode::from_raw_mode(mode as rustix::fs::RawMode)))
    }

    fn sync(&mut self) -> FsResult<()> {
        Ok(self.0.sync_all()?)
    }
}

fn call<T>(f: impl FnMut() -> Result<T, Errno>) -> FsResult<T> {
    retry_on_intr(f).map_err(|e| FsError::Io(e.into()))
}

fn is(e: &io::Error, errno: Errno) -> bool {
    e.raw_os_error() == Some(errno.raw_os_error())
}

fn stat(parent: &OwnedFd, name: impl rustix::path::Arg + Copy) -> FsResult<Metadata> {
    call(|| rustix::fs::statat(parent, name, AtFlags::SYMLINK_NOFOLLOW)).map(|s| metadata_of(&s))
}

fn metadata_of(stat: &rustix::fs::Stat) -> Metadata {
    Metadata {
        kind: kind_of(FileType::from_raw_mode(stat.st_mode)),
        mode: Mode::from_raw_mode(stat.st_mode).bits() & 0o7777,
        len: u64::try_from(stat.st_size).unwrap_or(0),
    }
}

fn kind_of(file_type: FileType) -> FileKind {
    match file_type {
        FileType::RegularFile => FileKind::File,
        FileType::Directory => FileKind::Folder,
        FileType::Symlink => FileKind::Symlink,
        FileType::Fifo => FileKind::Fifo,
        FileType::Socket => FileKind::Socket,
        _ => FileKind::Device,
    }
}

fn regular(kind: FileKind) -> FsResult<()> {
    if kind == FileKind::File { Ok(()) } else { Err(FsError::Kind(kind)) }
}
