//! Git for a folder of files: where it stands, what changed, what was committed and when, commit,
//! and the fingerprint of its content. Knows nothing of registers: paths and raw bytes in and out.
//!
//! May use `model` (for sentences) alone. Reading goes through libgit2 and runs no command whatever
//! the repository configures; only [`Repo::commit`], [`Repo::seal`], [`Repo::verify`], [`Repo::exchange`] and
//! [`Repo::settle`] start the user's own `git`, on an explicit act, so that hooks, signing, filters and identity
//! are the user's and never skipped.

mod before_commit;
mod branches;
mod commit;
mod commit_message;
mod cures;
mod error;
mod fingerprint;
mod init;
mod log;
mod own_lines;
mod past;
mod plain;
mod program;
mod register_log;
mod remote;
mod repo;
mod revision;
mod run_by_commit;
mod seal;
mod seals;
mod sentences;
mod settings;
mod signature;
mod states;
mod status;
mod touched;
mod tree;
mod unmerged;
mod unverified;
mod without_git;

pub use branches::Branch;
pub use commit::{CommitOptions, Committed, OnDetachedHead};
pub use commit_message::CommitMessage;
pub use error::{HistoryError, IoProblem, NeedsGit, Unsupported};
pub use fingerprint::{Fingerprint, fingerprint, fingerprint_outside_git, is_register_file};
pub use init::{Initialised, Written, first_commit, init, write_defaults};
pub use log::{Log, LogPlace, Touch};
pub use own_lines::{Found, found, put_lines, remove, remove_empty_folders, take_lines, write_whole};
pub use past::{CommitId, CommitInfo};
pub use plain::{RegisterPath, shell_word, visible};
pub use register_log::{FileChange, RegisterLog, RegisterPlace};
pub use remote::{Exchanged, RemoteRun, Way};
pub use repo::{HeadState, Operation, Repo};
pub use revision::PastFile;
pub use run_by_commit::{Hook, RunByCommit, Signing};
pub use seal::{SealPlan, Sealed, Sign, Verdict, VerifyPlan};
pub use seals::{Holds, SealInfo};
pub use settings::SettingsOf;
pub use signature::SignatureFormat;
pub use states::{Differing, State};
pub use status::{FileState, FileStatus};
pub use touched::LastChange;
pub use unmerged::Unmerged;

/// How the names of our temporary files begin; such files are never listed nor fingerprinted.
pub const TEMP_PREFIX: &str = ".registre-";
