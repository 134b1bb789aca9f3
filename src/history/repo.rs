//! The repository that holds a register folder: where it is, what its HEAD is, what is under way.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use git2::{ErrorCode, Repository, RepositoryOpenFlags, RepositoryState};

use crate::history::error::HistoryError;
use crate::history::past::CommitId;
use crate::history::plain::{RegisterPath, git_bytes, path_from_git};

/// What HEAD names. Branch names are raw text: clean them before showing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HeadState {
    /// A branch with at least one commit.
    Branch(String),
    /// A branch without any commit yet.
    Unborn(String),
    /// No branch: a commit made here belongs to none.
    Detached(CommitId),
}

/// A git act that was begun and not ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    Merge,
    Rebase,
    CherryPick,
    Revert,
    Bisect,
    ApplyPatches,
}

/// A register folder inside a git work tree.
pub struct Repo {
    pub(super) git: Repository,
    work_tree: PathBuf,
    prefix: PathBuf,
}

impl std::fmt::Debug for Repo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Repo").field("work_tree", &self.work_tree).field("prefix", &self.prefix).finish()
    }
}

impl Repo {
    /// The repository that holds `register_dir`, or `None` if the folder is in no repository.
    ///
    /// Runs no command, and never turns git's ownership check off.
    pub fn discover(register_dir: &Path) -> Result<Option<Repo>, HistoryError> {
        let register = register_dir.canonicalize().map_err(|e| HistoryError::io(register_dir, &e))?;
        let git = match Repository::open_ext(&register, RepositoryOpenFlags::empty(), ceilings()) {
            Ok(git) => git,
            Err(e) if e.code() == ErrorCode::NotFound => return Ok(None),
            Err(e) => return Err(HistoryError::from_git2(&nearest_repository(&register), &e)),
        };
        let Some(work_tree) = git.workdir() else {
            return Err(HistoryError::Bare { git_dir: git.path().to_owned() });
        };
        let work_tree = work_tree.canonicalize().map_err(|e| HistoryError::io(work_tree, &e))?;
        let Ok(prefix) = register.strip_prefix(&work_tree).map(Path::to_owned) else {
            return Err(HistoryError::OutsideWorkTree { register, work_tree });
        };
        Ok(Some(Repo { git, work_tree, prefix }))
    }

    /// The same repository for a folder below the register's, which need not be on the disk.
    pub fn below(mut self, folder: &RegisterPath) -> Repo {
        self.prefix.push(folder.as_path());
        self
    }

    /// The root of the work tree, absolute.
    pub fn work_tree(&self) -> &Path {
        &self.work_tree
    }

    /// The register folder relative to the work tree; empty when it is the work tree itself.
    pub fn prefix(&self) -> &Path {
        &self.prefix
    }

    /// The register folder, absolute.
    pub fn register_dir(&self) -> PathBuf {
        if self.prefix.as_os_str().is_empty() {
            self.work_tree.clone()
        } else {
            self.work_tree.join(&self.prefix)
        }
    }

    /// What HEAD names now. Reads one or two small files.
    pub fn head(&self) -> Result<HeadState, HistoryError> {
        match self.git.head() {
            Ok(head) => {
                let id = head.target().map(CommitId);
                match (self.git.head_detached().map_err(|e| self.error(&e))?, id) {
                    (true, Some(id)) => Ok(HeadState::Detached(id)),
                    _ => Ok(HeadState::Branch(String::from_utf8_lossy(head.shorthand_bytes()).into_owned())),
                }
            }
            Err(e) if e.code() == ErrorCode::UnbornBranch => {
                let head = self.git.find_reference("HEAD").map_err(|e| self.error(&e))?;
                let target = head.symbolic_target_bytes().unwrap_or_default();
                let name = target.strip_prefix(b"refs/heads/").unwrap_or(target);
                Ok(HeadState::Unborn(String::from_utf8_lossy(name).into_owned()))
            }
            Err(e) => Err(self.error(&e)),
        }
    }

    /// The branch's name, `None` on a detached HEAD. As cheap as [`Repo::head`].
    pub fn branch(&self) -> Result<Option<String>, HistoryError> {
        Ok(match self.head()? {
            HeadState::Branch(name) | HeadState::Unborn(name) => Some(name),
            HeadState::Detached(_) => None,
        })
    }

    /// The git act that was begun and not ended, if any. Looks for a few files.
    pub fn operation(&self) -> Option<Operation> {
        match self.git.state() {
            RepositoryState::Clean => None,
            RepositoryState::Merge => Some(Operation::Merge),
            RepositoryState::Revert | RepositoryState::RevertSequence => Some(Operation::Revert),
            RepositoryState::CherryPick | RepositoryState::CherryPickSequence => Some(Operation::CherryPick),
            RepositoryState::Bisect => Some(Operation::Bisect),
            RepositoryState::Rebase
            | RepositoryState::RebaseInteractive
            | RepositoryState::RebaseMerge
            | RepositoryState::ApplyMailboxOrRebase => Some(Operation::Rebase),
            RepositoryState::ApplyMailbox => Some(Operation::ApplyPatches),
        }
    }

    /// Whether the history is cut: a shallow clone knows only its newest commits.
    pub fn is_shallow(&self) -> bool {
        self.git.is_shallow()
    }

    pub(super) fn error(&self, error: &git2::Error) -> HistoryError {
        match HistoryError::from_git2(&self.work_tree, error) {
            HistoryError::Locked { .. } => HistoryError::Locked { lock: self.git.path().join("index.lock") },
            other => other,
        }
    }

    /// A file of the register as git names it, from the root of the work tree.
    pub(super) fn in_work_tree(&self, path: &RegisterPath) -> PathBuf {
        self.prefix.join(path.as_path())
    }

    /// A path that git gave, relative to the register; `None` when it lies outside.
    pub(super) fn in_register(&self, git_path: &[u8]) -> Option<RegisterPath> {
        let path = path_from_git(git_path)?;
        RegisterPath::new(path.strip_prefix(&self.prefix).ok()?).ok()
    }

    /// The prefix as git writes it with a `/` at its end, empty at the root.
    pub(super) fn git_prefix(&self) -> Vec<u8> {
        let mut bytes = git_bytes(&self.prefix);
        if !bytes.is_empty() {
            bytes.push(b'/');
        }
        bytes
    }
}

/// Folders above which neither git nor we look for a repository.
fn ceilings() -> Vec<OsString> {
    let list = std::env::var_os("GIT_CEILING_DIRECTORIES").unwrap_or_default();
    std::env::split_paths(&list).filter(|p| p.is_absolute()).map(PathBuf::into_os_string).collect()
}

/// The folder that looks like a repository's root, for the sentence when it cannot be opened.
fn nearest_repository(register: &Path) -> PathBuf {
    let is_root = |dir: &&Path| dir.join(".git").exists() || is_bare_dir(dir);
    register.ancestors().find(is_root).unwrap_or(register).to_owned()
}

fn is_bare_dir(dir: &Path) -> bool {
    dir.join("HEAD").is_file() && dir.join("objects").is_dir() && dir.join("refs").is_dir()
}
