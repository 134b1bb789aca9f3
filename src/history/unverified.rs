//! A walk through thousands of commits, at git's own pace.

use std::sync::{Mutex, PoisonError};

/// How many walks are under way.
static WALKS: Mutex<usize> = Mutex::new(0);

/// While it lives, libgit2 takes what it reads for what it is called, as git does: to hash every tree of a walk
/// again takes most of its time. Whether a repository is whole is for `git fsck` to say. A past register, which
/// documents are printed from, is read outside of walks and verified, save where another thread walks meanwhile:
/// the setting is the whole process's.
pub(super) struct Unverified(());

impl Unverified {
    pub(super) fn begin() -> Unverified {
        let mut walks = WALKS.lock().unwrap_or_else(PoisonError::into_inner);
        *walks += 1;
        git2::opts::strict_hash_verification(false);
        Unverified(())
    }
}

impl Drop for Unverified {
    fn drop(&mut self) {
        let mut walks = WALKS.lock().unwrap_or_else(PoisonError::into_inner);
        *walks = walks.saturating_sub(1);
        if *walks == 0 {
            git2::opts::strict_hash_verification(true);
        }
    }
}
