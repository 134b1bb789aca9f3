//! One writer at a time, among the `registre` processes of a machine.
//!
//! The lock is a courtesy: it keeps two of our own processes from getting in each other's way. An
//! editor or git knows nothing of it, and some network file systems have none. What protects a file
//! is the comparison of its content just before it is replaced (`transaction`).
//!
//! The register's own folder is locked (`flock` takes a folder), so that no lock file is left
//! behind, and a read-only register can be locked too.

use std::fs::{File, TryLockError};
use std::thread;
use std::time::Duration;

const PAUSE: Duration = Duration::from_millis(10);

/// The outcome of asking for the lock; it is given back when dropped.
#[derive(Debug)]
pub enum Lock {
    Held(#[allow(dead_code, reason = "held for its drop")] File),
    /// This file system has no lock: we go on without.
    Without,
    /// Another process still held it after the time we were ready to wait.
    Busy,
}

impl Lock {
    /// No lock, where there is none to take.
    pub fn without() -> Lock {
        Lock::Without
    }

    /// Locks `folder` against our other processes, waiting at most `patience`.
    pub fn take(folder: File, patience: Duration) -> Lock {
        let mut left = patience;
        loop {
            match folder.try_lock() {
                Ok(()) => return Lock::Held(folder),
                Err(TryLockError::Error(_)) => return Lock::Without,
                Err(TryLockError::WouldBlock) if left.is_zero() => return Lock::Busy,
                Err(TryLockError::WouldBlock) => {
                    let pause = PAUSE.min(left);
                    thread::sleep(pause);
                    left -= pause;
                }
            }
        }
    }

    pub fn is_busy(&self) -> bool {
        matches!(self, Lock::Busy)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_waits_then_is_told_and_the_third_gets_it() {
        let folder = tempfile::tempdir().unwrap();
        let open = || File::open(folder.path()).unwrap();
        let first = Lock::take(open(), Duration::ZERO);
        assert!(matches!(first, Lock::Held(_)), "this machine's temporary folder takes no lock");
        assert!(Lock::take(open(), Duration::from_millis(20)).is_busy());
        drop(first);
        assert!(matches!(Lock::take(open(), Duration::ZERO), Lock::Held(_)));
    }

    #[test]
    fn the_lock_leaves_no_file() {
        let folder = tempfile::tempdir().unwrap();
        drop(Lock::take(File::open(folder.path()).unwrap(), Duration::ZERO));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn threads_that_take_turns_lose_no_step() {
        let folder = tempfile::tempdir().unwrap();
        let counter = folder.path().join("n");
        std::fs::write(&counter, "0").unwrap();
        thread::scope(|s| {
            for _ in 0..4 {
                s.spawn(|| {
                    for _ in 0..25 {
                        let _lock = Lock::take(File::open(folder.path()).unwrap(), Duration::from_secs(60));
                        let n: u32 = std::fs::read_to_string(&counter).unwrap().parse().unwrap();
                        std::fs::write(&counter, (n + 1).to_string()).unwrap();
                    }
                });
            }
        });
        assert_eq!(std::fs::read_to_string(&counter).unwrap(), "100");
    }
}
