//! What changed in the register folder since the last commit. Runs no command.

use git2::{Status, StatusEntry, StatusOptions, StatusShow};

use crate::history::TEMP_PREFIX;
use crate::history::error::HistoryError;
use crate::history::plain::{RegisterPath, path_from_git};
use crate::history::repo::Repo;

/// Above this share of equal content (percent) a deleted and a new file are one renamed file.
///
/// Files of one folder resemble each other: git's own 50 % would call two different files a rename.
pub(super) const RENAME_SIMILARITY: u16 = 80;

/// What happened to a file since HEAD.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileState {
    /// New, and already known to the index.
    Added,
    /// New, and unknown to git.
    Untracked,
    Modified,
    Deleted,
    Renamed {
        from: RegisterPath,
    },
    /// A file became a link, or a link a file.
    TypeChanged,
    /// Left unresolved by a merge.
    Conflicted,
}

/// One changed file of the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileStatus {
    pub path: RegisterPath,
    pub state: FileState,
    /// Whether the index already holds something of the change.
    pub staged: bool,
}

impl FileStatus {
    /// The paths that a commit of this change touches: two for a rename.
    pub fn touched(&self) -> impl Iterator<Item = &RegisterPath> {
        let from = match &self.state {
            FileState::Renamed { from } => Some(from),
            _ => None,
        };
        from.into_iter().chain(std::iter::once(&self.path))
    }
}

impl Repo {
    /// The changed files of the register folder, sorted by path; ignored files, our temporary files
    /// and repositories nested in the folder are left out.
    pub fn status(&self) -> Result<Vec<FileStatus>, HistoryError> {
        let mut options = self.status_options();
        options.renames_head_to_index(true).renames_index_to_workdir(true);
        options.rename_threshold(RENAME_SIMILARITY);
        let statuses = self.git.statuses(Some(&mut options)).map_err(|e| self.error(&e))?;
        let mut files: Vec<FileStatus> = statuses.iter().filter_map(|e| self.file_status(&e)).collect();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(files)
    }

    /// How many files changed, a rename counting for two. A little cheaper than [`Repo::status`].
    pub fn changed_count(&self) -> Result<usize, HistoryError> {
        let statuses = self.git.statuses(Some(&mut self.status_options())).map_err(|e| self.error(&e))?;
        Ok(statuses.iter().filter_map(|e| self.file_status(&e)).count())
    }

    fn status_options(&self) -> StatusOptions {
        let mut options = StatusOptions::new();
        options
            .show(StatusShow::IndexAndWorkdir)
            .include_untracked(true)
            .recurse_untracked_dirs(true)
            .include_ignored(false)
            // A submodule in the folder is another repository: it is not opened.
            .exclude_submodules(true);
        if !self.prefix().as_os_str().is_empty() {
            options.disable_pathspec_match(true).pathspec(self.prefix());
        }
        options
    }

    fn file_status(&self, entry: &StatusEntry<'_>) -> Option<FileStatus> {
        let status = entry.status();
        let new_path = |delta: &git2::DiffDelta<'_>| delta.new_file().path_bytes().map(<[u8]>::to_vec);
        let bytes = entry
            .index_to_workdir()
            .as_ref()
            .and_then(new_path)
            .or_else(|| entry.head_to_index().as_ref().and_then(new_path))
            .unwrap_or_else(|| entry.path_bytes().to_vec());
        // A trailing `/` is a nested repository: not a file of the register.
        if bytes.ends_with(b"/") {
            return None;
        }
        let path = self.in_register(&bytes)?;
        if status == Status::WT_NEW && path.file_name().to_string_lossy().starts_with(TEMP_PREFIX) {
            return None;
        }
        let has = |bits: Status| status.intersects(bits);
        let state = if has(Status::CONFLICTED) {
            FileState::Conflicted
        } else if has(Status::INDEX_RENAMED | Status::WT_RENAMED) {
            self.renamed_from(entry).map_or(FileState::Modified, |from| FileState::Renamed { from })
        } else if has(Status::INDEX_DELETED) && has(Status::WT_NEW) {
            FileState::Modified
        } else if has(Status::INDEX_DELETED | Status::WT_DELETED) {
            FileState::Deleted
        } else if has(Status::INDEX_NEW) {
            FileState::Added
        } else if has(Status::WT_NEW) {
            FileState::Untracked
        } else if has(Status::INDEX_TYPECHANGE | Status::WT_TYPECHANGE) {
            FileState::TypeChanged
        } else if has(Status::INDEX_MODIFIED | Status::WT_MODIFIED) {
            FileState::Modified
        } else {
            return None;
        };
        let staged = has(Status::INDEX_NEW
            | Status::INDEX_MODIFIED
            | Status::INDEX_DELETED
            | Status::INDEX_RENAMED
            | Status::INDEX_TYPECHANGE);
        Some(FileStatus { path, state, staged })
    }

    fn renamed_from(&self, entry: &StatusEntry<'_>) -> Option<RegisterPath> {
        let old = |delta: git2::DiffDelta<'_>| delta.old_file().path_bytes().map(<[u8]>::to_vec);
        let renamed = |delta: &git2::DiffDelta<'_>| delta.status() == git2::Delta::Renamed;
        let bytes = entry
            .head_to_index()
            .filter(renamed)
            .and_then(old)
            .or_else(|| entry.index_to_workdir().filter(renamed).and_then(old))?;
        path_from_git(&bytes)?;
        self.in_register(&bytes)
    }
}
