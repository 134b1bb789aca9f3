//! What was committed: the newest commit, and the committed bytes of a file.

use std::fmt;
use std::path::Path;

use chrono::{DateTime, FixedOffset};
use git2::{Commit, ErrorCode, ObjectType, Oid, Time, Tree};

use crate::history::error::HistoryError;
use crate::history::plain::{RegisterPath, path_from_git, visible_line};
use crate::history::repo::Repo;

/// A committed file larger than this many bytes is not read.
pub(super) const MAX_BLOB: u64 = 16 << 20;

/// The id of a commit.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CommitId(pub(super) Oid);

impl CommitId {
    /// The first ten hexadecimal digits.
    pub fn short(&self) -> String {
        self.to_string().chars().take(10).collect()
    }
}

impl fmt::Display for CommitId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for CommitId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A commit as a person reads it; its texts are cleaned, one line each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommitInfo {
    pub id: CommitId,
    /// The author's date in the author's zone; `None` when the commit bears an impossible one.
    pub date: Option<DateTime<FixedOffset>>,
    pub author: String,
    pub summary: String,
}

impl CommitInfo {
    pub(super) fn of(commit: &Commit<'_>) -> CommitInfo {
        let author = commit.author();
        let date = moment(&author.when());
        let line = |bytes: &[u8]| visible_line(&String::from_utf8_lossy(bytes));
        CommitInfo {
            id: CommitId(commit.id()),
            date,
            author: line(author.name_bytes()),
            summary: line(commit.summary_bytes().unwrap_or_default()),
        }
    }
}

/// A moment as git has it, in its own zone; `None` when it is an impossible one.
pub(super) fn moment(when: &Time) -> Option<DateTime<FixedOffset>> {
    let zone = FixedOffset::east_opt(when.offset_minutes().saturating_mul(60));
    DateTime::from_timestamp(when.seconds(), 0)
        .and_then(|utc| Some(utc.with_timezone(&zone.or(FixedOffset::east_opt(0))?)))
}

impl Repo {
    /// The commit that HEAD names, `None` before the first one.
    pub fn head_commit(&self) -> Result<Option<CommitInfo>, HistoryError> {
        Ok(self.head_object()?.as_ref().map(CommitInfo::of))
    }

    /// The committed content of a file, as git stores it (line ends normalised if git does);
    /// `None` when HEAD has no such file. Links give their target.
    pub fn head_bytes(&self, path: &RegisterPath) -> Result<Option<Vec<u8>>, HistoryError> {
        let Some(tree) = self.head_root()? else { return Ok(None) };
        let entry = match tree.get_path(&self.in_work_tree(path)) {
            Ok(entry) => entry,
            Err(e) if e.code() == ErrorCode::NotFound => return Ok(None),
            Err(e) => return Err(self.error(&e)),
        };
        if entry.kind() != Some(ObjectType::Blob) {
            return Ok(None);
        }
        let odb = self.git.odb().map_err(|e| self.error(&e))?;
        let (size, _) = odb.read_header(entry.id()).map_err(|e| self.error(&e))?;
        if size as u64 > MAX_BLOB {
            let path = path.as_path().to_owned();
            return Err(HistoryError::TooLarge { path, bytes: size as u64, limit: MAX_BLOB });
        }
        let blob = self.git.find_blob(entry.id()).map_err(|e| self.error(&e))?;
        Ok(Some(blob.content().to_vec()))
    }

    /// The files of the register folder in HEAD, sorted by path.
    pub fn head_files(&self) -> Result<Vec<RegisterPath>, HistoryError> {
        let Some(tree) = self.head_register_tree()? else { return Ok(Vec::new()) };
        let mut files = Vec::new();
        self.list_files(&tree, b"", &mut files)?;
        files.sort();
        Ok(files)
    }

    fn list_files(
        &self,
        tree: &Tree<'_>,
        dir: &[u8],
        out: &mut Vec<RegisterPath>,
    ) -> Result<(), HistoryError> {
        for entry in tree {
            let mut bytes = dir.to_vec();
            bytes.extend_from_slice(entry.name_bytes());
            match entry.kind() {
                Some(ObjectType::Blob) => {
                    out.extend(path_from_git(&bytes).and_then(|path| RegisterPath::new(path).ok()));
                }
                Some(ObjectType::Tree) => {
                    bytes.push(b'/');
                    let below = self.git.find_tree(entry.id()).map_err(|e| self.error(&e))?;
                    self.list_files(&below, &bytes, out)?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    pub(super) fn head_object(&self) -> Result<Option<Commit<'_>>, HistoryError> {
        match self.git.head() {
            Ok(head) => head.peel_to_commit().map(Some).map_err(|e| self.error(&e)),
            Err(e) if e.code() == ErrorCode::UnbornBranch => Ok(None),
            Err(e) => Err(self.error(&e)),
        }
    }

    fn head_root(&self) -> Result<Option<Tree<'_>>, HistoryError> {
        match self.head_object()? {
            Some(commit) => commit.tree().map(Some).map_err(|e| self.error(&e)),
            None => Ok(None),
        }
    }

    /// The register folder's tree in HEAD.
    pub(super) fn head_register_tree(&self) -> Result<Option<Tree<'_>>, HistoryError> {
        match self.head_root()? {
            Some(root) => self.subtree(root, self.prefix()),
            None => Ok(None),
        }
    }

    /// The tree of the folder `prefix` below `root`; `None` when there is none.
    pub(super) fn subtree<'r>(
        &'r self,
        root: Tree<'r>,
        prefix: &Path,
    ) -> Result<Option<Tree<'r>>, HistoryError> {
        if prefix.as_os_str().is_empty() {
            return Ok(Some(root));
        }
        match root.get_path(prefix) {
            Ok(entry) if entry.kind() == Some(ObjectType::Tree) => {
                self.git.find_tree(entry.id()).map(Some).map_err(|e| self.error(&e))
            }
            Ok(_) => Ok(None),
            Err(e) if e.code() == ErrorCode::NotFound => Ok(None),
            Err(e) => Err(self.error(&e)),
        }
    }
}
