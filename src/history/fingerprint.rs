//! The fingerprint of a folder: the git tree id of its present content, whether committed or not.
//!
//! What counts is the register: its record files and the two small files that git needs. A foreign file
//! counts once git tracks it, so that the fingerprint of what is committed is git's own; until then it is
//! as if it lay elsewhere.
//!
//! Nothing is written to the repository and no command is run. Files are hashed as git would store
//! them: line ends and `$Id$` follow the attributes; filter programs (`filter.*.clean`) are *not* run,
//! so files under such a filter give another fingerprint than git's own. Ignored files do not count;
//! libgit2 overlooks one case of it: a plain name that a nested `.gitignore` takes back (`!name`) from a
//! rule of another file stays ignored here.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use git2::{ObjectType, Oid, Repository};
use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};

use crate::history::TEMP_PREFIX;
use crate::history::error::HistoryError;
use crate::history::past::CommitInfo;
use crate::history::plain::{git_bytes, is_dot_git, path_from_git};
use crate::history::repo::Repo;
use crate::history::tree::tree_id;
use crate::model::{Kind, RecordId};

/// A file larger than this many bytes is refused.
const MAX_FILE: u64 = 64 << 20;
/// Folders nested deeper than this are refused.
const MAX_DEPTH: usize = 64;

const FILE: u32 = 0o100_644;
const EXECUTABLE: u32 = 0o100_755;
const LINK: u32 = 0o120_000;
const SUBMODULE: u32 = 0o160_000;

/// The index's files: mode, and id of those left out of the disk.
type Tracked = BTreeMap<Vec<u8>, (u32, Option<Oid>)>;

/// The git tree id of a folder's content: 40 hexadecimal digits when displayed.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fingerprint(Oid);

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Whether a file is part of the register, or a folder of it holds such files.
fn is_ours(path: &Path, is_dir: bool) -> bool {
    let Some(shown) = path.to_str() else { return false };
    match is_dir {
        true => Kind::MANY.into_iter().any(|kind| kind.folder() == Some(shown)),
        false => is_register_file(path),
    }
}

/// Whether a file of the register's folder is part of the register: a record, or one of the two small
/// files that git needs.
pub fn is_register_file(path: &Path) -> bool {
    let shown = path.to_string_lossy().replace('\\', "/");
    RecordId::from_path(&shown).is_some() || shown == ".gitattributes" || shown == ".gitignore"
}

/// The fingerprint of a register folder, in a repository (whose ignored files do not count) or not.
pub fn fingerprint(register_dir: &Path) -> Result<Fingerprint, HistoryError> {
    match Repo::discover(register_dir)? {
        Some(repo) => repo.fingerprint(),
        None => fingerprint_outside_git(register_dir),
    }
}

/// The fingerprint of a folder as if it were in no repository: the register's files, byte for byte.
pub fn fingerprint_outside_git(dir: &Path) -> Result<Fingerprint, HistoryError> {
    let mut found = Vec::new();
    walk(dir, Path::new(""), 0, &is_ours, &mut found)?;
    let hashed: Result<Vec<_>, _> = found.par_iter().map(|f| hash_plainly(dir, f)).collect();
    let hashed = hashed?;
    let files = hashed.iter().map(|(file, id)| (file.git_path.as_slice(), file.mode, *id));
    tree_id(files).map(Fingerprint).map_err(|e| HistoryError::from_git2(dir, &e))
}

impl Repo {
    /// The fingerprint of the register folder's present content: `git rev-parse HEAD:FOLDER` once all
    /// of it is committed.
    pub fn fingerprint(&self) -> Result<Fingerprint, HistoryError> {
        let dir = self.register_dir();
        let tracked = self.tracked()?;
        let counts = |path: &Path, is_dir: bool| {
            let bytes = git_bytes(path);
            let is_tracked = match is_dir {
                // A repository in the repository is tracked as one entry.
                true if tracked.contains_key(&bytes) => true,
                true => {
                    let below = [bytes.as_slice(), b"/"].concat();
                    tracked.range(below.clone()..).next().is_some_and(|(next, _)| next.starts_with(&below))
                }
                false => tracked.contains_key(&bytes),
            };
            let full = self.prefix().join(path);
            is_tracked || (is_ours(path, is_dir) && !self.git.status_should_ignore(&full).unwrap_or(false))
        };
        let mut found = Vec::new();
        walk(&dir, Path::new(""), 0, &counts, &mut found)?;
        let config = self.git.config().map_err(|e| self.error(&e))?;
        let modes_count = config.get_bool("core.filemode").unwrap_or(true);
        let links_count = config.get_bool("core.symlinks").unwrap_or(true);
        for file in &mut found {
            if let Some((mode, _)) = tracked.get(&file.git_path) {
                let kept =
                    (!modes_count && file.mode != LINK && *mode != LINK) || (!links_count && *mode == LINK);
                if kept {
                    file.mode = *mode;
                }
            } else if !modes_count && file.mode == EXECUTABLE {
                file.mode = FILE;
            }
        }
        let plain: Result<Vec<_>, _> = found.par_iter().map(|f| hash_plainly(&dir, f)).collect();
        let mut ids: BTreeMap<Vec<u8>, (u32, Oid)> = BTreeMap::new();
        let mut converter = None;
        for (file, id) in plain? {
            let id = match file.git_may_convert {
                true => self.hash_converted(&mut converter, file.git_path)?.unwrap_or(id),
                false => id,
            };
            ids.insert(file.git_path.clone(), (file.mode, id));
        }
        // Files that a sparse checkout leaves out are not on the disk, and yet unchanged.
        for (path, (mode, left_out)) in &tracked {
            if let (Some(id), false) = (left_out, ids.contains_key(path)) {
                ids.insert(path.clone(), (*mode, *id));
            }
        }
        let files = ids.iter().map(|(path, (mode, id))| (path.as_slice(), *mode, *id));
        tree_id(files).map(Fingerprint).map_err(|e| self.error(&e))
    }

    /// The fingerprint that HEAD has for the register folder; `None` when HEAD has no such folder.
    pub fn head_fingerprint(&self) -> Result<Option<Fingerprint>, HistoryError> {
        Ok(self.head_register_tree()?.map(|tree| Fingerprint(tree.id())))
    }

    /// The fingerprint that a commit has for the register folder; `None` when it has no such folder.
    pub fn fingerprint_at(&self, commit: &CommitInfo) -> Result<Option<Fingerprint>, HistoryError> {
        Ok(self.register_tree(commit.id)?.map(|tree| Fingerprint(tree.id())))
    }

    /// The index's files under the register folder.
    fn tracked(&self) -> Result<Tracked, HistoryError> {
        let index = self.git.index().map_err(|e| self.error(&e))?;
        let prefix = self.git_prefix();
        let mut tracked = Tracked::new();
        for entry in index.iter() {
            if let Some(path) = entry.path.strip_prefix(prefix.as_slice()) {
                let skipped = entry.flags_extended & git2::IndexEntryExtendedFlag::SKIP_WORKTREE.bits() != 0;
                tracked.insert(path.to_vec(), (entry.mode, skipped.then_some(entry.id)));
            }
        }
        Ok(tracked)
    }

    /// The id of a file after git's own conversions, through an object database in memory.
    fn hash_converted(
        &self,
        converter: &mut Option<Repository>,
        git_path: &[u8],
    ) -> Result<Option<Oid>, HistoryError> {
        let repo = match converter {
            Some(repo) => repo,
            None => {
                let repo = Repository::open(self.work_tree()).map_err(|e| self.error(&e))?;
                repo.odb()
                    .and_then(|odb| odb.add_new_mempack_backend(1000).map(|_| ()))
                    .map_err(|e| self.error(&e))?;
                converter.insert(repo)
            }
        };
        let Some(path) = path_from_git(git_path) else { return Ok(None) };
        let full = self.register_dir().join(path);
        repo.blob_path(&full).map(Some).map_err(|e| self.error(&e))
    }
}

/// A file found on the disk.
struct Found {
    path: PathBuf,
    git_path: Vec<u8>,
    mode: u32,
    /// Known without reading: the commit of a nested repository.
    id: Option<Oid>,
}

fn walk(
    root: &Path,
    below: &Path,
    depth: usize,
    counts: &dyn Fn(&Path, bool) -> bool,
    found: &mut Vec<Found>,
) -> Result<(), HistoryError> {
    let dir = match below.as_os_str().is_empty() {
        true => root.to_owned(),
        false => root.join(below),
    };
    if depth > MAX_DEPTH {
        return Err(HistoryError::TooDeep { path: dir });
    }
    let io = |e: std::io::Error| HistoryError::io(&dir, &e);
    for entry in fs::read_dir(&dir).map_err(io)? {
        let entry = entry.map_err(io)?;
        let name = entry.file_name();
        if is_dot_git(&name) || name.to_string_lossy().starts_with(TEMP_PREFIX) {
            continue;
        }
        let path = below.join(&name);
        let kind = entry.file_type().map_err(io)?;
        let (is_dir, is_link) = (kind.is_dir(), kind.is_symlink());
        if !(is_dir || is_link || kind.is_file()) || !counts(&path, is_dir) {
            continue;
        }
        if is_dir {
            match nested_repository(&entry.path()) {
                None => walk(root, &path, depth + 1, counts, found)?,
                Some(id) => {
                    let git_path = git_bytes(&path);
                    found.push(Found { path, git_path, mode: SUBMODULE, id: Some(id) });
                }
            }
            continue;
        }
        let meta = entry.metadata().map_err(io)?;
        if meta.len() > MAX_FILE {
            return Err(HistoryError::TooLarge { path, bytes: meta.len(), limit: MAX_FILE });
        }
        let mode = match is_link {
            true => LINK,
            false => file_mode(&meta),
        };
        let git_path = git_bytes(&path);
        found.push(Found { path, git_path, mode, id: None });
    }
    Ok(())
}

#[cfg(unix)]
fn file_mode(meta: &fs::Metadata) -> u32 {
    use std::os::unix::fs::PermissionsExt as _;
    if meta.permissions().mode() & 0o100 == 0 { FILE } else { EXECUTABLE }
}

#[cfg(not(unix))]
fn file_mode(_: &fs::Metadata) -> u32 {
    FILE
}

/// The commit of a repository nested in the folder: git keeps only that of it.
fn nested_repository(dir: &Path) -> Option<Oid> {
    if !dir.join(".git").exists() {
        return None;
    }
    Repository::open(dir).ok()?.head().ok()?.target()
}

fn hash_plainly<'f>(root: &Path, file: &'f Found) -> Result<(Hashed<'f>, Oid), HistoryError> {
    let hashed = |git_may_convert| Hashed { git_path: &file.git_path, mode: file.mode, git_may_convert };
    if let Some(id) = file.id {
        return Ok((hashed(false), id));
    }
    let full = root.join(&file.path);
    let io = |e: std::io::Error| HistoryError::io(&full, &e);
    let is_link = fs::symlink_metadata(&full).map_err(io)?.is_symlink();
    let bytes = match is_link {
        true => fs::read_link(&full).map_err(io)?.into_os_string().into_encoded_bytes(),
        false => fs::read(&full).map_err(io)?,
    };
    let id = Oid::hash_object(ObjectType::Blob, &bytes).map_err(|e| HistoryError::from_git2(root, &e))?;
    let has_id = || bytes.contains(&b'$') && bytes.windows(4).any(|w| w == b"$Id:");
    let may_convert = !is_link && (bytes.contains(&b'\r') || has_id());
    Ok((hashed(may_convert), id))
}

/// A file with what was learnt while hashing it.
struct Hashed<'f> {
    git_path: &'f Vec<u8>,
    mode: u32,
    /// Whether its bytes hold something that git's attributes can convert.
    git_may_convert: bool,
}
