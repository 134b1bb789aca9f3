//! The calls by which the register's bytes reach the disk, real or imagined.
//!
//! Everything in `store` that touches the disk goes through [`Fs`], so that a test can fail any
//! call, cut any write short and stop the machine after any call ([`fake::FakeFs`]).

pub mod fake;
pub mod path;
pub mod real;

use std::ffi::OsString;
use std::io;
use std::time::Duration;

pub use self::path::RegPath;
pub use self::real::RealFs;
use crate::store::lock::Lock;

/// What stands under a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FileKind {
    File,
    Folder,
    Symlink,
    Fifo,
    Socket,
    Device,
}

/// What is known of an entry without opening it. Dates are left out on purpose: nothing may be
/// decided by them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Metadata {
    pub kind: FileKind,
    /// Permission bits, as in `chmod`.
    pub mode: u32,
    /// In bytes.
    pub len: u64,
}

/// An entry of a folder. The name is raw: it may be anything, UTF-8 or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub name: OsString,
    pub kind: FileKind,
}

/// Why a call failed.
#[derive(Debug)]
pub enum FsError {
    Io(io::Error),
    /// Not a regular file (or, for a folder on the way, not a folder): never opened.
    Kind(FileKind),
    /// Larger than the bound given, in bytes.
    TooLarge(u64),
}

impl From<io::Error> for FsError {
    fn from(e: io::Error) -> FsError {
        FsError::Io(e)
    }
}

impl FsError {
    /// Whether nothing stands under that name.
    pub fn is_absent(&self) -> bool {
        matches!(self, FsError::Io(e) if e.kind() == io::ErrorKind::NotFound)
    }

    /// Whether something already stands under that name.
    pub fn is_taken(&self) -> bool {
        matches!(self, FsError::Io(e) if e.kind() == io::ErrorKind::AlreadyExists)
    }
}

pub type FsResult<T> = Result<T, FsError>;

/// A file that this program has just made and that nobody else knows yet.
pub trait NewFile {
    /// Writes some of `bytes`, and says how many.
    fn write(&mut self, bytes: &[u8]) -> FsResult<usize>;
    /// Sets the permission bits.
    fn set_mode(&mut self, mode: u32) -> FsResult<()>;
    /// Returns once content and mode are on the disk.
    fn sync(&mut self) -> FsResult<()>;
}

/// The disk as seen from the root of one register. No call follows a symbolic link below the root.
pub trait Fs: Send + Sync {
    /// Reads a regular file of at most `max` bytes.
    fn read(&self, path: &RegPath, max: u64) -> FsResult<Vec<u8>>;
    /// What stands there, without following it.
    fn metadata(&self, path: &RegPath) -> FsResult<Metadata>;
    /// The entries of a folder, in no order, without `.` and `..`.
    fn list(&self, folder: &RegPath) -> FsResult<Vec<Entry>>;
    /// Makes a file that must not exist. `private` keeps it from other users (mode 0600);
    /// otherwise the user's umask decides.
    fn create_new(&self, path: &RegPath, private: bool) -> FsResult<Box<dyn NewFile + '_>>;
    /// Makes a folder that must not exist.
    fn create_dir(&self, path: &RegPath) -> FsResult<()>;
    /// Gives `from` the name `to`, in one step, over whatever stood there.
    fn rename(&self, from: &RegPath, to: &RegPath) -> FsResult<()>;
    /// Takes the name away from a file.
    fn remove(&self, path: &RegPath) -> FsResult<()>;
    /// Returns once the names in this folder are on the disk.
    fn sync_dir(&self, folder: &RegPath) -> FsResult<()>;
    /// Waits at most `patience` for the other `registre` processes at work on this register.
    fn lock(&self, patience: Duration) -> Lock;
}
