//! The register folder at any commit.

use std::path::PathBuf;

use git2::{ErrorCode, ObjectType, Oid, Tree};

use crate::history::error::HistoryError;
use crate::history::past::{CommitId, CommitInfo, MAX_BLOB};
use crate::history::plain::{RegisterPath, path_from_git};
use crate::history::repo::Repo;

/// A symbolic link, in git's modes.
pub(super) const LINK: i32 = 0o120_000;

/// A file of the register folder in a commit; its content is read apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastFile {
    pub path: RegisterPath,
    pub is_link: bool,
    pub(super) blob: Oid,
}

impl Repo {
    /// The commit that a person names: a branch, a tag, `HEAD~3`, an id. `None` where there is no such
    /// thing, or it is no commit.
    pub fn revision(&self, name: &str) -> Result<Option<CommitInfo>, HistoryError> {
        let object = match self.git.revparse_single(name) {
            Ok(object) => object,
            Err(e) if is_unknown(&e) => return Ok(None),
            Err(e) => return Err(self.error(&e)),
        };
        // What is there and cannot be made a commit of is a file or a folder.
        Ok(object.peel_to_commit().ok().as_ref().map(CommitInfo::of))
    }

    /// The files of the register folder in a commit, sorted by path.
    pub fn files_at(&self, commit: &CommitInfo) -> Result<Vec<PastFile>, HistoryError> {
        let Some(tree) = self.register_tree(commit.id)? else { return Ok(Vec::new()) };
        let mut files = Vec::new();
        self.gather(&tree, b"", &mut files)?;
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(files)
    }

    /// How long such a file is, in bytes: asked of one file at a time, since to ask of all costs as much as to
    /// read them.
    pub fn len_of(&self, file: &PastFile) -> Result<u64, HistoryError> {
        let odb = self.git.odb().map_err(|e| self.error(&e))?;
        let (len, _) = odb.read_header(file.blob).map_err(|e| self.error(&e))?;
        Ok(len as u64)
    }

    /// Whether the register folder holds a file in a commit.
    pub fn has_file_at(&self, commit: &CommitInfo, path: &RegisterPath) -> Result<bool, HistoryError> {
        let tree = self.register_tree(commit.id)?;
        let entry = tree.as_ref().and_then(|tree| tree.get_path(path.as_path()).ok());
        Ok(entry.is_some_and(|entry| entry.kind() == Some(ObjectType::Blob)))
    }

    /// The content of such a file.
    pub fn content_of(&self, file: &PastFile) -> Result<Vec<u8>, HistoryError> {
        let bytes = self.len_of(file)?;
        if bytes > MAX_BLOB {
            let path = file.path.as_path().to_owned();
            return Err(HistoryError::TooLarge { path, bytes, limit: MAX_BLOB });
        }
        let blob = self.git.find_blob(file.blob).map_err(|e| self.error(&e))?;
        Ok(blob.content().to_vec())
    }

    pub(super) fn register_tree(&self, commit: CommitId) -> Result<Option<Tree<'_>>, HistoryError> {
        let commit = self.git.find_commit(commit.0).map_err(|e| self.error(&e))?;
        let root = self.git.find_tree(commit.tree_id()).map_err(|e| self.error(&e))?;
        self.subtree(root, self.prefix())
    }

    fn gather(&self, tree: &Tree<'_>, dir: &[u8], out: &mut Vec<PastFile>) -> Result<(), HistoryError> {
        for entry in tree {
            let mut bytes = dir.to_vec();
            bytes.extend_from_slice(entry.name_bytes());
            match entry.kind() {
                Some(ObjectType::Blob) => {
                    let path: Option<PathBuf> = path_from_git(&bytes);
                    let Some(path) = path.and_then(|path| RegisterPath::new(path).ok()) else { continue };
                    let is_link = entry.filemode() == LINK;
                    out.push(PastFile { path, is_link, blob: entry.id() });
                }
                Some(ObjectType::Tree) => {
                    bytes.push(b'/');
                    let below = self.git.find_tree(entry.id()).map_err(|e| self.error(&e))?;
                    self.gather(&below, &bytes, out)?;
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// Whether libgit2 says that a name means nothing here, rather than that something is broken.
fn is_unknown(error: &git2::Error) -> bool {
    matches!(
        error.code(),
        ErrorCode::NotFound | ErrorCode::InvalidSpec | ErrorCode::Ambiguous | ErrorCode::Peel
    ) || error.class() == git2::ErrorClass::Reference
        || error.class() == git2::ErrorClass::Invalid
}
