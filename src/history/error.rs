//! Everything that git can refuse, as cases: each has a true sentence and the command that cures it.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::history::plain::visible_line;
use crate::history::repo::Operation;
use crate::model::message::Message;
use crate::model::system;

/// A repository format that this program cannot read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsupported {
    Sha256,
    Reftable,
    PartialClone,
    SplitIndex,
    SparseIndex,
    /// An extension with a name of its own, given by the error's detail.
    Other,
}

/// Why a commit cannot be made without the `git` program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NeedsGit {
    /// These hooks must run.
    Hooks(Vec<String>),
    /// `commit.gpgsign` is set.
    Signing,
    /// This filter must transform the files.
    Filter(String),
    /// It alone talks to other repositories.
    Remote,
    /// It alone makes seals and verifies them, with the person's keys.
    Seal,
}

/// What the file system said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IoProblem {
    Absent,
    Denied,
    ReadOnly,
    Full,
    /// Anything else, in words.
    Other(Message),
}

impl IoProblem {
    fn of(error: &std::io::Error) -> IoProblem {
        match error.kind() {
            ErrorKind::NotFound => IoProblem::Absent,
            ErrorKind::PermissionDenied => IoProblem::Denied,
            ErrorKind::ReadOnlyFilesystem => IoProblem::ReadOnly,
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => IoProblem::Full,
            _ => IoProblem::Other(system::words(error)),
        }
    }

    /// Reads git's own (untranslated) words for a file that it could not write; `None` when they are
    /// about something else. Only lines that git itself begins count: a hook may say the same.
    pub(super) fn said_by_git(stderr: &str) -> Option<IoProblem> {
        let by_git = |line: &&str| line.starts_with("fatal: ") || line.starts_with("error: ");
        let about_writing = |line: &&str| {
            let words = [
                "nable to create",
                "nable to write",
                "insufficient permission",
                "failed to write",
                "file write error",
            ];
            words.iter().any(|words| line.contains(words))
        };
        stderr.lines().filter(by_git).filter(about_writing).find_map(|line| {
            let says = |words: &str| line.contains(words);
            if says("Permission denied") || says("insufficient permission") {
                Some(IoProblem::Denied)
            } else if says("Read-only file system") {
                Some(IoProblem::ReadOnly)
            } else if says("No space left on device") || says("Disk quota exceeded") {
                Some(IoProblem::Full)
            } else {
                None
            }
        })
    }
}

/// What stopped a git act; [`HistoryError::message`] says it with the cure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HistoryError {
    /// The folder is inside a repository without work tree.
    Bare {
        git_dir: PathBuf,
    },
    /// The repository belongs to another user and is not declared safe.
    ForeignOwner {
        repository: PathBuf,
    },
    Unsupported {
        repository: PathBuf,
        format: Unsupported,
        detail: String,
    },
    /// The repository found above the folder keeps its work tree elsewhere.
    OutsideWorkTree {
        register: PathBuf,
        work_tree: PathBuf,
    },
    /// There is no `git` program and the commit may not be made without it.
    NoGit {
        because: NeedsGit,
    },
    GitTooOld {
        output: String,
    },
    MissingIdentity {
        work_tree: PathBuf,
    },
    DetachedHead {
        work_tree: PathBuf,
        at: String,
    },
    UnderWay {
        work_tree: PathBuf,
        operation: Operation,
    },
    /// Files with unresolved conflicts, relative to the work tree.
    Unmerged {
        work_tree: PathBuf,
        paths: Vec<PathBuf>,
    },
    Locked {
        lock: PathBuf,
    },
    /// One of these hooks said no; `output` is its cleaned text.
    HookRefused {
        work_tree: PathBuf,
        hooks: Vec<String>,
        output: String,
    },
    SigningFailed {
        work_tree: PathBuf,
        output: String,
    },
    NothingToCommit,
    Ignored {
        work_tree: PathBuf,
        path: PathBuf,
    },
    BadPath {
        path: PathBuf,
    },
    EmptyMessage,
    TooLarge {
        path: PathBuf,
        bytes: u64,
        limit: u64,
    },
    TooDeep {
        path: PathBuf,
    },
    /// The commit was refused (`cause`) and these new files stay marked in the index.
    LeftInIndex {
        work_tree: PathBuf,
        /// Relative to the work tree.
        paths: Vec<PathBuf>,
        cause: Box<HistoryError>,
    },
    /// `git` failed for a reason of its own, in `output`.
    GitFailed {
        work_tree: PathBuf,
        output: String,
    },
    /// The repository knows no other one.
    NoRemote {
        work_tree: PathBuf,
    },
    /// The branch follows none of the remote repository.
    NoUpstream {
        work_tree: PathBuf,
        branch: String,
        remote: String,
    },
    /// The remote repository has all commits already.
    NothingToPush,
    /// The remote branch has commits that are not here: they must be received before ours are sent.
    Behind {
        work_tree: PathBuf,
    },
    /// Commits were made on both sides.
    Diverged {
        work_tree: PathBuf,
        ahead: usize,
        behind: usize,
    },
    /// Receiving would write over what is not committed.
    WouldOverwrite {
        work_tree: PathBuf,
    },
    /// The person stopped git.
    Interrupted {
        work_tree: PathBuf,
    },
    /// The file system refused.
    Io {
        path: PathBuf,
        problem: IoProblem,
    },
    /// The repository cannot be read.
    Damaged {
        repository: PathBuf,
        detail: String,
    },
}

impl HistoryError {
    pub(super) fn io(path: &Path, error: &std::io::Error) -> HistoryError {
        HistoryError::Io { path: path.to_owned(), problem: IoProblem::of(error) }
    }

    /// The case behind an error of libgit2 met while reading `repository`.
    pub(super) fn from_git2(repository: &Path, error: &git2::Error) -> HistoryError {
        let repository = repository.to_owned();
        let detail = visible_line(error.message());
        match (error.code(), error.class()) {
            (git2::ErrorCode::Owner, _) => HistoryError::ForeignOwner { repository },
            (git2::ErrorCode::BareRepo, _) => HistoryError::Bare { git_dir: repository },
            (git2::ErrorCode::Locked, _) => {
                HistoryError::Locked { lock: repository.join(".git").join("index.lock") }
            }
            _ => match unsupported_format(&detail) {
                Some(format) => HistoryError::Unsupported { repository, format, detail },
                None => HistoryError::Damaged { repository, detail },
            },
        }
    }
}

/// Reads libgit2's own words: it has no code for "I know of this format but cannot read it".
fn unsupported_format(detail: &str) -> Option<Unsupported> {
    let lower = detail.to_ascii_lowercase();
    let says = |word: &str| lower.contains(word);
    if !says("unsupported") && !says("unknown object format") && !says("extension") {
        return None;
    }
    Some(if says("objectformat") || says("object format") || says("sha256") {
        Unsupported::Sha256
    } else if says("refstorage") {
        Unsupported::Reftable
    } else if says("partialclone") {
        Unsupported::PartialClone
    } else if says("'link'") {
        Unsupported::SplitIndex
    } else if says("'sdir'") {
        Unsupported::SparseIndex
    } else {
        Unsupported::Other
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use git2::{Error, ErrorClass, ErrorCode};

    fn read(code: ErrorCode, class: ErrorClass, words: &str) -> HistoryError {
        HistoryError::from_git2(Path::new("/srv/r"), &Error::new(code, class, words))
    }

    #[test]
    fn the_owner_is_told_apart_from_a_bare_or_damaged_repository() {
        let owner = read(
            ErrorCode::Owner,
            ErrorClass::Config,
            "repository path '/srv/r' is not owned by current user",
        );
        assert_eq!(owner, HistoryError::ForeignOwner { repository: "/srv/r".into() });
        assert_eq!(owner.cures(), ["git config --global --add safe.directory /srv/r"]);
        let damaged = read(ErrorCode::GenericError, ErrorClass::Index, "incorrect header\u{1b} signature");
        let detail = r"incorrect header\u{1b} signature".to_owned();
        assert_eq!(damaged, HistoryError::Damaged { repository: "/srv/r".into(), detail });
    }

    #[test]
    fn a_disk_that_refuses_is_read_from_gits_words_and_not_from_a_hooks() {
        let read = IoProblem::said_by_git;
        let denied = "fatal: Unable to create '/srv/r/.git/index.lock': Permission denied";
        assert_eq!(read(denied), Some(IoProblem::Denied));
        let object =
            "error: insufficient permission for adding an object to repository database .git/objects";
        assert_eq!(read(object), Some(IoProblem::Denied));
        let read_only = "fatal: Unable to create '/srv/r/.git/index.lock': Read-only file system";
        assert_eq!(read(read_only), Some(IoProblem::ReadOnly));
        let full = "error: unable to write file .git/objects/ab/cd: No space left on device";
        assert_eq!(read(full), Some(IoProblem::Full));
        assert_eq!(read("unable to create report: Permission denied"), None);
        assert_eq!(read("fatal: cannot exec '.git/hooks/pre-commit': Permission denied"), None);
    }
}
