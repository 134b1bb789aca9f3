//! The commits that touched one file, newest first, through its renames.
//!
//! Git's own rule for one path: a commit whose file equals a parent's hands the question to that parent
//! alone; any other touched the file, and the question goes to all its parents. Where the file begins,
//! its former name is looked for among the files of the register that went in the same commit: the
//! same content, or so like it that it is one file.

use std::collections::{BinaryHeap, HashMap, HashSet};
use std::sync::Arc;

use git2::{Commit, Delta, DiffFindOptions, DiffOptions, ErrorCode, Oid, Tree};

use crate::history::error::HistoryError;
use crate::history::past::{CommitInfo, MAX_BLOB};
use crate::history::plain::{RegisterPath, git_bytes, path_from_git};
use crate::history::repo::Repo;
use crate::history::status::RENAME_SIMILARITY;
use crate::history::unverified::Unverified;

/// A commit that touched the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Touch {
    pub commit: CommitInfo,
    /// What the file is called in this commit.
    pub path: RegisterPath,
    /// What it was called before, where this commit gave it another name.
    pub from: Option<RegisterPath>,
    /// It brings together what several commits said: who wrote what, those say.
    pub is_merge: bool,
    /// Its content before (in the first parent) and in this commit; `None` where there is no file, or
    /// one too large to be a record.
    pub before: Option<Arc<[u8]>>,
    pub after: Option<Arc<[u8]>>,
}

/// How far the walk came: it can go on from there.
#[derive(Clone, Debug, Default)]
pub struct LogPlace {
    /// Commits to ask, the newest first, with the name that the file has there.
    waiting: BinaryHeap<(i64, Oid, RegisterPath)>,
    asked: HashSet<(Oid, RegisterPath)>,
    /// What the file is in a commit, once looked up: a commit is a child's parent before its own turn comes.
    known: HashMap<(Oid, RegisterPath), Option<Oid>>,
}

/// Some of the commits that touched a file.
#[derive(Clone, Debug, Default)]
pub struct Log {
    pub touches: Vec<Touch>,
    /// Where older ones are looked for; `None` when there are no more.
    pub rest: Option<LogPlace>,
    /// The history is cut here (shallow clone): older commits are not known.
    pub is_cut: bool,
}

impl Repo {
    /// The commits from HEAD that touched a file of the register, at most `most` of them. `stop` is asked
    /// at each commit whether nobody waits for the answer any more. Runs no command.
    pub fn log(
        &self,
        path: &RegisterPath,
        most: usize,
        stop: &dyn Fn() -> bool,
    ) -> Result<Log, HistoryError> {
        let mut place = LogPlace::default();
        if let Some(head) = self.head_object()? {
            place.ask(&head, path.clone());
        }
        self.log_on(place, most, stop)
    }

    /// The next ones, from where the last walk came to.
    pub fn log_on(
        &self,
        mut place: LogPlace,
        most: usize,
        stop: &dyn Fn() -> bool,
    ) -> Result<Log, HistoryError> {
        let mut log = Log::default();
        let _walk = Unverified::begin();
        while log.touches.len() < most && !stop() {
            let Some((_, id, path)) = place.waiting.pop() else { return Ok(log) };
            let commit = self.git.find_commit(id).map_err(|e| self.error(&e))?;
            let key = (id, path.clone());
            let here = match place.known.remove(&key) {
                Some(file) => file,
                None => self.file_in(&commit, &path)?,
            };
            let (parents, cut) = self.parents(&commit)?;
            log.is_cut |= cut;
            let mut there = Vec::with_capacity(parents.len());
            for parent in &parents {
                let key = (parent.id(), path.clone());
                let file = match place.known.get(&key) {
                    Some(file) => *file,
                    None => self.file_in(parent, &path)?,
                };
                place.known.insert(key, file);
                there.push(file);
            }
            if let Some(same) = there.iter().position(|file| *file == here) {
                if let Some(parent) = parents.get(same) {
                    place.ask(parent, path);
                }
                continue;
            }
            // Before its first commit a file was never there. What the oldest commit of a shallow clone
            // did is not known.
            if parents.is_empty() && (here.is_none() || cut) {
                continue;
            }
            let mut from = None;
            for (parent, file) in parents.iter().zip(&there) {
                match file {
                    Some(_) => place.ask(parent, path.clone()),
                    None if here.is_some() => {
                        if let Some(old) = self.former_name(&commit, parent, &path)? {
                            place.ask(parent, old.clone());
                            from = from.or(Some(old));
                        }
                    }
                    None => {}
                }
            }
            let before = match (parents.first(), there.first().copied().flatten(), &from) {
                (_, Some(file), _) => self.content(file)?,
                (Some(parent), None, Some(old)) => match self.file_in(parent, old)? {
                    Some(file) => self.content(file)?,
                    None => None,
                },
                _ => None,
            };
            let after = match here {
                Some(file) => self.content(file)?,
                None => None,
            };
            let is_merge = parents.len() > 1;
            log.touches.push(Touch { commit: CommitInfo::of(&commit), path, from, is_merge, before, after });
        }
        log.rest = (!place.waiting.is_empty()).then_some(place);
        Ok(log)
    }

    /// The blob of a file in a commit.
    fn file_in(&self, commit: &Commit<'_>, path: &RegisterPath) -> Result<Option<Oid>, HistoryError> {
        let odb = self.git.odb().map_err(|e| self.error(&e))?;
        let whole = self.in_work_tree(path);
        let mut names = whole.components().peekable();
        let mut tree = commit.tree_id();
        // A folder of thousands of records is looked through as it is stored: to make objects of all its entries
        // costs more than all the rest of the walk.
        while let Some(name) = names.next() {
            let object = odb.read(tree).map_err(|e| self.error(&e))?;
            let Some((mode, id)) = entry_in(object.data(), name.as_os_str().as_encoded_bytes()) else {
                return Ok(None);
            };
            match (names.peek(), mode) {
                (Some(_), b"40000") => tree = id,
                (None, b"100644" | b"100755" | b"100664" | b"120000") => return Ok(Some(id)),
                _ => return Ok(None),
            }
        }
        Ok(None)
    }

    /// The parents that are there, and whether one is not (a shallow clone).
    pub(super) fn parents(&self, commit: &Commit<'_>) -> Result<(Vec<Commit<'_>>, bool), HistoryError> {
        let mut parents = Vec::new();
        // A shallow clone hides the parents of the commit at which it was cut.
        let mut cut = commit.parent_count() == 0 && self.cut_commits().contains(&commit.id());
        for id in commit.parent_ids() {
            match self.git.find_commit(id) {
                Ok(parent) => parents.push(parent),
                Err(e) if e.code() == ErrorCode::NotFound => cut = true,
                Err(e) => return Err(self.error(&e)),
            }
        }
        Ok((parents, cut))
    }

    /// What a file that is new in a commit was called in its parent.
    fn former_name(
        &self,
        commit: &Commit<'_>,
        parent: &Commit<'_>,
        path: &RegisterPath,
    ) -> Result<Option<RegisterPath>, HistoryError> {
        let tree = |c: &Commit<'_>| -> Result<Option<Tree<'_>>, HistoryError> {
            let root = self.git.find_tree(c.tree_id()).map_err(|e| self.error(&e))?;
            self.subtree(root, self.prefix())
        };
        let (Some(old), Some(new)) = (tree(parent)?, tree(commit)?) else { return Ok(None) };
        let mut options = DiffOptions::new();
        let diff = self.git.diff_tree_to_tree(Some(&old), Some(&new), Some(&mut options));
        let mut diff = diff.map_err(|e| self.error(&e))?;
        let mut find = DiffFindOptions::new();
        find.renames(true).rename_threshold(RENAME_SIMILARITY);
        diff.find_similar(Some(&mut find)).map_err(|e| self.error(&e))?;
        let wanted = git_bytes(path.as_path());
        let delta = diff
            .deltas()
            .find(|d| d.status() == Delta::Renamed && d.new_file().path_bytes() == Some(&wanted));
        let old = delta.and_then(|d| d.old_file().path_bytes().map(<[u8]>::to_vec));
        Ok(old.and_then(|bytes| RegisterPath::new(path_from_git(&bytes)?).ok()))
    }

    pub(super) fn content(&self, file: Oid) -> Result<Option<Arc<[u8]>>, HistoryError> {
        let odb = self.git.odb().map_err(|e| self.error(&e))?;
        let (size, _) = odb.read_header(file).map_err(|e| self.error(&e))?;
        if size as u64 > MAX_BLOB {
            return Ok(None);
        }
        let blob = self.git.find_blob(file).map_err(|e| self.error(&e))?;
        Ok(Some(Arc::from(blob.content())))
    }
}

/// The entry of this name in a tree as git stores it: a mode, a blank, the name, a zero byte, the identifier.
fn entry_in<'t>(tree: &'t [u8], name: &[u8]) -> Option<(&'t [u8], Oid)> {
    let mut rest = tree;
    while !rest.is_empty() {
        let blank = rest.iter().take(8).position(|b| *b == b' ')?;
        let end = blank + 1 + rest.get(blank + 1..)?.iter().position(|b| *b == 0)?;
        let id = rest.get(end + 1..end + 21)?;
        if rest.get(blank + 1..end)? == name {
            return Some((&rest[..blank], Oid::from_bytes(id).ok()?));
        }
        rest = &rest[end + 21..];
    }
    None
}

impl LogPlace {
    fn ask(&mut self, commit: &Commit<'_>, path: RegisterPath) {
        if self.asked.insert((commit.id(), path.clone())) {
            self.waiting.push((commit.time().seconds(), commit.id(), path));
        }
    }
}
