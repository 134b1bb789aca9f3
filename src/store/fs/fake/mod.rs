//! A disk in memory that fails on demand.
//!
//! It records every call and can refuse call *k* with any system error, cut every write short, stop
//! the machine after call *k*, or let somebody else act between two calls. After a stop,
//! [`FakeFs::disks_after_crash`] gives the disks that POSIX allows. Public so that the tests of every
//! room, unit and integration, may stand on it.

mod crash;
mod disk;

use std::fmt;
use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

pub use self::disk::Disk;
use self::disk::Ino;
use crate::store::fs::{Entry, Fs, FsError, FsResult, Metadata, NewFile, RegPath};
use crate::store::lock::Lock;

/// A call that reached the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    pub name: &'static str,
    pub path: RegPath,
}

impl fmt::Display for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.name, self.path)
    }
}

type Act = Box<dyn FnOnce(&mut Disk) + Send>;

#[derive(Default)]
struct State {
    disk: Disk,
    calls: Vec<Call>,
    fail: Option<(usize, i32, Effect)>,
    crash_after: Option<usize>,
    crashed: bool,
    chunk: Option<usize>,
    room: Option<usize>,
    acts: Vec<(usize, Act)>,
}

/// Whether a refused call did its work all the same, as a network share can when its answer is lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    None,
    Done,
}

/// See the module.
#[derive(Default)]
pub struct FakeFs {
    state: Mutex<State>,
}

impl FakeFs {
    /// A disk with everything on `disk` safely stored.
    pub fn on(disk: Disk) -> FakeFs {
        FakeFs { state: Mutex::new(State { disk, ..State::default() }) }
    }

    /// The `k`th call (from 0) answers `errno`.
    pub fn fail_call(self, k: usize, errno: i32, effect: Effect) -> FakeFs {
        self.state().fail = Some((k, errno, effect));
        self
    }

    /// The machine stops after the `k`th call (from 0): no later call does anything.
    pub fn crash_after(self, k: usize) -> FakeFs {
        self.state().crash_after = Some(k);
        self
    }

    /// A write takes at most `n` bytes at a time.
    pub fn write_at_most(self, n: usize) -> FakeFs {
        self.state().chunk = Some(n);
        self
    }

    /// There is room for `n` more bytes; a write takes what fits, then answers "no space".
    pub fn room_for(self, n: usize) -> FakeFs {
        self.state().room = Some(n);
        self
    }

    /// Somebody else does `act` just before the `k`th call (from 0).
    pub fn before_call(self, k: usize, act: impl FnOnce(&mut Disk) + Send + 'static) -> FakeFs {
        self.state().acts.push((k, Box::new(act)));
        self
    }

    /// The calls so far, the refused ones included.
    pub fn calls(&self) -> Vec<Call> {
        self.state().calls.clone()
    }

    /// The disk as the running programs see it.
    pub fn disk(&self) -> Disk {
        self.state().disk.clone()
    }

    /// The disks that may be found after a power cut now; all of them when they are few, the extreme
    /// and the single-difference ones and a fixed sample when they are many.
    pub fn disks_after_crash(&self) -> Vec<Disk> {
        crash::possible_disks(&self.state().disk)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn call<T>(
        &self,
        name: &'static str,
        path: &RegPath,
        work: impl FnOnce(&mut State) -> FsResult<T>,
    ) -> FsResult<T> {
        let mut state = self.state();
        if state.crashed {
            return Err(FsError::Io(io::Error::other("the machine has stopped")));
        }
        let k = state.calls.len();
        state.calls.push(Call { name, path: path.clone() });
        let (now, later) = std::mem::take(&mut state.acts).into_iter().partition(|(at, _)| *at == k);
        state.acts = later;
        let now: Vec<(usize, Act)> = now;
        now.into_iter().for_each(|(_, act)| act(&mut state.disk));
        let result = match state.fail {
            Some((at, errno, effect)) if at == k => {
                if effect == Effect::Done {
                    let _ = work(&mut state);
                }
                Err(FsError::Io(io::Error::from_raw_os_error(errno)))
            }
            _ => work(&mut state),
        };
        state.crashed = state.crash_after == Some(k);
        result
    }
}

impl Fs for FakeFs {
    fn read(&self, path: &RegPath, max: u64) -> FsResult<Vec<u8>> {
        self.call("read", path, |s| s.disk.read(path, max))
    }

    fn metadata(&self, path: &RegPath) -> FsResult<Metadata> {
        self.call("metadata", path, |s| s.disk.metadata(path))
    }

    fn list(&self, folder: &RegPath) -> FsResult<Vec<Entry>> {
        self.call("list", folder, |s| s.disk.list(folder))
    }

    fn create_new(&self, path: &RegPath, private: bool) -> FsResult<Box<dyn NewFile + '_>> {
        let mode = if private { 0o600 } else { 0o644 };
        let ino = self.call("create", path, |s| s.disk.create(path, mode))?;
        Ok(Box::new(FakeNewFile { fs: self, ino, path: path.clone() }))
    }

    fn create_dir(&self, path: &RegPath) -> FsResult<()> {
        self.call("mkdir", path, |s| s.disk.create_dir(path))
    }

    fn rename(&self, from: &RegPath, to: &RegPath) -> FsResult<()> {
        self.call("rename", to, |s| s.disk.rename(from, to))
    }

    fn remove(&self, path: &RegPath) -> FsResult<()> {
        self.call("remove", path, |s| s.disk.remove(path))
    }

    fn sync_dir(&self, folder: &RegPath) -> FsResult<()> {
        self.call("sync_dir", folder, |s| s.disk.sync_dir(folder))
    }

    fn lock(&self, _patience: Duration) -> Lock {
        Lock::without()
    }
}

struct FakeNewFile<'a> {
    fs: &'a FakeFs,
    ino: Ino,
    path: RegPath,
}

impl NewFile for FakeNewFile<'_> {
    fn write(&mut self, bytes: &[u8]) -> FsResult<usize> {
        self.fs.call("write", &self.path, |s| {
            let mut n = bytes.len().min(s.chunk.unwrap_or(usize::MAX));
            if let Some(room) = &mut s.room {
                n = n.min(*room);
                *room -= n;
                if n == 0 && !bytes.is_empty() {
                    return Err(FsError::Io(io::ErrorKind::StorageFull.into()));
                }
            }
            s.disk.append(self.ino, bytes.get(..n).unwrap_or_default());
            Ok(n)
        })
    }

    fn set_mode(&mut self, mode: u32) -> FsResult<()> {
        self.fs.call("set_mode", &self.path, |s| {
            s.disk.set_mode(self.ino, mode);
            Ok(())
        })
    }

    fn sync(&mut self) -> FsResult<()> {
        self.fs.call("sync", &self.path, |s| {
            s.disk.sync_file(self.ino);
            Ok(())
        })
    }
}
