//! The register as a commit has it, read like one on disk.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::NaiveDate;

use super::committed::{repository, repository_of};
use super::error::{Exit, OpError};
use super::pick;
use super::places;
use super::status::record_of;
use super::workspace::Workspace;
use crate::history::{CommitInfo, HistoryError, PastFile, Repo, State};
use crate::i18n::format::date as date_words;
use crate::model::message::{Text, text};
use crate::model::{Lang, RecordId, date};
use crate::store::fs::{Entry, FileKind, Fs, FsError, FsResult, Metadata, NewFile, RegPath};
use crate::store::load::{self, Loaded};
use crate::store::lock::Lock;

const NO_REVISION: Text =
    text("Aucun commit «\u{a0}{name}\u{a0}» dans ce dépôt.", "This repository has no commit “{name}”.");
pub(super) const SHALLOW: Text = text(
    "L’histoire de ce dépôt est coupée (clone superficiel)\u{a0}; la compléter\u{a0}: git fetch --unshallow",
    "The history of this repository is cut (shallow clone); complete it: git fetch --unshallow",
);
const NAMES: Text = text(
    "Nommer une branche, une étiquette, un commit ou un jour\u{a0}: main, v1, HEAD~1, 4f2a9c1, 31/05/2025",
    "Name a branch, a tag, a commit or a day: main, v1, HEAD~1, 4f2a9c1, 2025-05-31",
);
const NOT_YET: Text = text(
    "Le {fr}, rien du registre n’était encore validé.",
    "On {en} nothing of the register was committed yet.",
);

/// A register at a commit.
pub struct Past {
    pub commit: CommitInfo,
    pub loaded: Loaded,
    /// What a record is called now that was called otherwise then: then, now.
    pub renamed: BTreeMap<RecordId, RecordId>,
}

/// Reads the register as it was at the commit that a person names. Runs no command.
pub fn at(workspace: &Workspace, name: &str) -> Result<Past, OpError> {
    let repo = repository(workspace)?;
    let commit = named(&repo, name)?;
    let differing = repo.between(State::Commit(commit.id), State::OnDisk)?;
    let renamed = differing
        .iter()
        .filter_map(|d| Some((record_of(d.before.as_ref()?)?, record_of(d.after.as_ref()?)?)))
        .filter(|(then, now)| then != now)
        .collect();
    let files = repo.files_at(&commit)?;
    let loaded = load::load(&PastFs::new(repo, files))?;
    Ok(Past { commit, loaded, renamed })
}

/// The register of a commit, to be read in place of the one on disk.
#[derive(Clone)]
pub struct PastRegister {
    dir: PathBuf,
    fs: Arc<PastFs>,
    pub commit: CommitInfo,
    /// The day that was named, else that of the commit.
    pub day: NaiveDate,
}

impl fmt::Debug for PastRegister {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PastRegister").field("commit", &self.commit).finish_non_exhaustive()
    }
}

impl PastRegister {
    /// The register in `dir` as it was at a commit, or at the end of a day. Runs no command.
    pub fn at(dir: &Path, name: &str) -> Result<PastRegister, OpError> {
        let repo = repository_of(dir)?;
        let commit = named(&repo, name)?;
        let of_commit = commit.date.map_or_else(places::today, |d| d.date_naive());
        let day = match repo.revision(name)? {
            Some(_) => of_commit,
            None => date::parse(name).unwrap_or(of_commit),
        };
        let files = repo.files_at(&commit)?;
        Ok(PastRegister { dir: dir.to_owned(), fs: Arc::new(PastFs::new(repo, files)), commit, day })
    }

    /// Opens it as of its day: everything that reads a register reads it.
    pub fn open(&self) -> Result<Workspace, OpError> {
        let mut workspace = Workspace::open_on(&self.dir, self.fs.clone())?;
        workspace.past = Some(self.commit.clone());
        workspace.set_today(self.day);
        Ok(workspace)
    }

    /// The record that a person names in it.
    pub fn record(&self, typed: &str) -> Result<RecordId, OpError> {
        pick::record_on(self.fs.as_ref(), typed)
    }
}

/// The commit that a person names: a branch, a tag, an id, or a day, at the end of which it was the last
/// one of this branch.
pub fn named(repo: &Repo, name: &str) -> Result<CommitInfo, OpError> {
    if let Some(commit) = repo.revision(name)? {
        return Ok(commit);
    }
    let Some(day) = date::parse(name) else {
        let error = OpError::new(Exit::Usage, NO_REVISION.msg().with("name", name));
        return Err(error.hint(if repo.is_shallow() { SHALLOW } else { NAMES }));
    };
    let before = |day: NaiveDate| repo.last_before(places::end_of(day));
    before(day)?.ok_or_else(|| {
        let error = OpError::new(
            Exit::Usage,
            NOT_YET.msg().with("fr", date_words(day, Lang::Fr)).with("en", date_words(day, Lang::En)),
        );
        if repo.is_shallow() { error.hint(SHALLOW) } else { error }
    })
}

/// The files of a commit, or of the index, as a disk that nobody writes to.
pub(super) struct PastFs {
    /// Those that are free: each thread that reads has one of its own.
    repos: Mutex<Vec<Repo>>,
    dir: PathBuf,
    files: BTreeMap<String, PastFile>,
}

impl PastFs {
    pub(super) fn new(repo: Repo, files: Vec<PastFile>) -> PastFs {
        let name = |f: &PastFile| f.path.as_path().to_string_lossy().into_owned();
        let (dir, files) = (repo.register_dir(), files.into_iter().map(|f| (name(&f), f)).collect());
        PastFs { repos: Mutex::new(vec![repo]), dir, files }
    }

    /// Reads with a repository that nobody else reads with.
    fn with<T>(&self, read: impl FnOnce(&Repo) -> Result<T, HistoryError>) -> FsResult<T> {
        let invalid = || FsError::Io(io::ErrorKind::InvalidData.into());
        let free = self.repos.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let repo = match free {
            Some(repo) => repo,
            None => Repo::discover(&self.dir).ok().flatten().ok_or_else(invalid)?,
        };
        let done = read(&repo).map_err(|_| invalid());
        self.repos.lock().unwrap_or_else(PoisonError::into_inner).push(repo);
        done
    }

    fn file(&self, path: &RegPath) -> FsResult<&PastFile> {
        self.files.get(path.as_str()).ok_or_else(|| FsError::Io(io::ErrorKind::NotFound.into()))
    }
}

fn kind(file: &PastFile) -> FileKind {
    if file.is_link { FileKind::Symlink } else { FileKind::File }
}

fn read_only<T>() -> FsResult<T> {
    Err(FsError::Io(io::ErrorKind::ReadOnlyFilesystem.into()))
}

impl Fs for PastFs {
    fn read(&self, path: &RegPath, max: u64) -> FsResult<Vec<u8>> {
        let file = self.file(path)?;
        if file.is_link {
            return Err(FsError::Kind(FileKind::Symlink));
        }
        if self.with(|repo| repo.len_of(file))? > max {
            return Err(FsError::TooLarge(max));
        }
        self.with(|repo| repo.content_of(file))
    }

    fn metadata(&self, path: &RegPath) -> FsResult<Metadata> {
        let file = self.file(path)?;
        let len = self.with(|repo| repo.len_of(file))?;
        Ok(Metadata { kind: kind(file), mode: 0o644, len })
    }

    fn list(&self, folder: &RegPath) -> FsResult<Vec<Entry>> {
        let prefix = if folder.is_root() { String::new() } else { format!("{}/", folder.as_str()) };
        let mut entries: BTreeMap<&str, FileKind> = BTreeMap::new();
        for (path, file) in self.files.iter().filter(|(path, _)| path.starts_with(&prefix)) {
            match path[prefix.len()..].split_once('/') {
                Some((below, _)) => entries.insert(below, FileKind::Folder),
                None => entries.insert(&path[prefix.len()..], kind(file)),
            };
        }
        Ok(entries.into_iter().map(|(name, kind)| Entry { name: OsString::from(name), kind }).collect())
    }

    fn create_new(&self, _: &RegPath, _: bool) -> FsResult<Box<dyn NewFile + '_>> {
        read_only()
    }

    fn create_dir(&self, _: &RegPath) -> FsResult<()> {
        read_only()
    }

    fn rename(&self, _: &RegPath, _: &RegPath) -> FsResult<()> {
        read_only()
    }

    fn remove(&self, _: &RegPath) -> FsResult<()> {
        read_only()
    }

    fn sync_dir(&self, _: &RegPath) -> FsResult<()> {
        read_only()
    }

    fn lock(&self, _: Duration) -> Lock {
        Lock::without()
    }
}
