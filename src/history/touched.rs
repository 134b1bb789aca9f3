//! Which commit last touched each file of the register, in one walk for all of them.
//!
//! Git's own rule for one path: from HEAD, a commit whose file equals a parent's hands the question to
//! that parent; otherwise it is the answer. Each path is so at one commit at a time, and paths that
//! wait at the same commit are asked together: the walk ends when no path waits.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BinaryHeap, HashMap, HashSet};
use std::rc::Rc;

use git2::{Commit, ErrorCode, ObjectType, Oid, Tree, TreeEntry};

use crate::history::error::HistoryError;
use crate::history::past::CommitInfo;
use crate::history::plain::{RegisterPath, git_bytes};
use crate::history::repo::Repo;

/// The last change of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LastChange {
    /// This commit made it.
    In(Rc<CommitInfo>),
    /// The history is cut (shallow clone) at this commit: the change was made in it or before it.
    InOrBefore(Rc<CommitInfo>),
}

impl LastChange {
    /// The commit, whether it is the very one or only the oldest known.
    pub fn commit(&self) -> &CommitInfo {
        match self {
            LastChange::In(commit) | LastChange::InOrBefore(commit) => commit,
        }
    }
}

/// A file by its components, and its place in the caller's list.
struct Wanted {
    components: Vec<Vec<u8>>,
    path: RegisterPath,
}

impl Repo {
    /// The last change of each file of the register folder in HEAD. Runs no command.
    pub fn last_changes(&self) -> Result<BTreeMap<RegisterPath, LastChange>, HistoryError> {
        match self.head_commit()? {
            Some(head) => self.last_changes_at(&head),
            None => Ok(BTreeMap::new()),
        }
    }

    /// The last change of each file of the register folder up to a commit.
    pub fn last_changes_at(
        &self,
        commit: &CommitInfo,
    ) -> Result<BTreeMap<RegisterPath, LastChange>, HistoryError> {
        let mut answers = BTreeMap::new();
        let head = self.git.find_commit(commit.id.0).map_err(|e| self.error(&e))?;
        let files = self.files_at(commit)?;
        let wanted: Vec<Wanted> = files.into_iter().map(|f| Wanted::new(f.path)).collect();
        let cut = self.cut_commits();

        let mut waiting: HashMap<Oid, Vec<usize>> = HashMap::new();
        let mut queue = BinaryHeap::new();
        waiting.insert(head.id(), (0..wanted.len()).collect());
        // Newest first, so that paths from several children meet at a commit before it is asked.
        queue.push((head.time().seconds(), head.id()));
        while let Some((_, id)) = queue.pop() {
            let Some(mut files) = waiting.remove(&id).filter(|files| !files.is_empty()) else { continue };
            files.sort_unstable();
            let commit = self.git.find_commit(id).map_err(|e| self.error(&e))?;
            let tree = self.register_tree_of(&commit)?;
            let mut history_ends_here = cut.contains(&id);
            for parent_id in commit.parent_ids() {
                let parent = match self.git.find_commit(parent_id) {
                    Ok(parent) => parent,
                    Err(e) if e.code() == ErrorCode::NotFound => {
                        history_ends_here = true;
                        continue;
                    }
                    Err(e) => return Err(self.error(&e)),
                };
                let parent_tree = self.register_tree_of(&parent)?;
                let mut differ = Vec::new();
                match (&tree, &parent_tree) {
                    (Some(ours), Some(theirs)) => {
                        self.differing(&wanted, &files, (ours, theirs), 0, &mut differ)?;
                    }
                    _ => differ.clone_from(&files),
                }
                let same = match differ.is_empty() {
                    true => std::mem::take(&mut files),
                    false => {
                        differ.sort_unstable();
                        let all = std::mem::replace(&mut files, differ);
                        all.into_iter().filter(|file| files.binary_search(file).is_err()).collect()
                    }
                };
                if !same.is_empty() {
                    waiting.entry(parent_id).or_default().extend(same);
                    queue.push((parent.time().seconds(), parent_id));
                }
                if files.is_empty() {
                    break;
                }
            }
            if files.is_empty() {
                continue;
            }
            let info = Rc::new(CommitInfo::of(&commit));
            for file in files {
                let change = match history_ends_here {
                    true => LastChange::InOrBefore(Rc::clone(&info)),
                    false => LastChange::In(Rc::clone(&info)),
                };
                if let Some(wanted) = wanted.get(file) {
                    answers.insert(wanted.path.clone(), change);
                }
            }
        }
        Ok(answers)
    }

    fn register_tree_of<'r>(&'r self, commit: &Commit<'r>) -> Result<Option<Tree<'r>>, HistoryError> {
        let root = commit.tree().map_err(|e| self.error(&e))?;
        self.subtree(root, self.prefix())
    }

    /// Finds those of the files (sorted, all below the same folder) that differ between two versions
    /// of the folder: both lists of names are walked once, only folders that differ are entered.
    fn differing(
        &self,
        wanted: &[Wanted],
        files: &[usize],
        (ours, theirs): (&Tree<'_>, &Tree<'_>),
        depth: usize,
        differ: &mut Vec<usize>,
    ) -> Result<(), HistoryError> {
        if ours.id() == theirs.id() {
            return Ok(());
        }
        let mut their_entries = theirs.iter().peekable();
        for our in ours {
            while their_entries.next_if(|their| before(their, &our)).is_some() {}
            let their = their_entries.next_if(|their| !before(&our, their));
            let is_same = |t: &TreeEntry<'_>| t.id() == our.id() && t.filemode_raw() == our.filemode_raw();
            if their.as_ref().is_some_and(is_same) {
                continue;
            }
            let group = below(wanted, files, depth, our.name_bytes());
            if group.is_empty() {
                continue;
            }
            match their {
                Some(their) if is_folder(&our) => {
                    let ours = self.git.find_tree(our.id()).map_err(|e| self.error(&e))?;
                    let theirs = self.git.find_tree(their.id()).map_err(|e| self.error(&e))?;
                    self.differing(wanted, group, (&ours, &theirs), depth + 1, differ)?;
                }
                _ => differ.extend_from_slice(group),
            }
        }
        Ok(())
    }

    /// The commits at which a shallow clone was cut.
    pub(super) fn cut_commits(&self) -> HashSet<Oid> {
        if !self.is_shallow() {
            return HashSet::new();
        }
        let list = std::fs::read_to_string(self.git.commondir().join("shallow")).unwrap_or_default();
        list.lines().filter_map(|line| line.trim().parse().ok()).collect()
    }
}

impl Wanted {
    fn new(path: RegisterPath) -> Wanted {
        let components = git_bytes(path.as_path()).split(|b| *b == b'/').map(<[u8]>::to_vec).collect();
        Wanted { components, path }
    }
}

fn is_folder(entry: &TreeEntry<'_>) -> bool {
    entry.kind() == Some(ObjectType::Tree)
}

/// Git's order of names in a folder: a folder's name counts with a `/` at its end. Two entries of
/// which neither is before the other have the same name and are both folders, or neither.
fn before(a: &TreeEntry<'_>, b: &TreeEntry<'_>) -> bool {
    let (a_name, b_name) = (a.name_bytes(), b.name_bytes());
    let common = a_name.len().min(b_name.len());
    match a_name[..common].cmp(&b_name[..common]) {
        Ordering::Equal => {
            let next = |name: &[u8], entry| name.get(common).copied().or(is_folder(entry).then_some(b'/'));
            next(a_name, a) < next(b_name, b)
        }
        order => order == Ordering::Less,
    }
}

/// The files (sorted) whose component at `depth` is `name`.
fn below<'f>(wanted: &[Wanted], files: &'f [usize], depth: usize, name: &[u8]) -> &'f [usize] {
    let component = |file: usize| wanted.get(file).and_then(|w| w.components.get(depth)).map(Vec::as_slice);
    let start = files.partition_point(|file| component(*file) < Some(name));
    let end = files.partition_point(|file| component(*file) <= Some(name));
    files.get(start..end).unwrap_or_default()
}
