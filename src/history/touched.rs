//! Which commit last touched each file of the register, in one walk for all of them.
//!
//! Git's own rule for one path: from HEAD, a commit whose file equals a parent's hands the question to
//! that parent; otherwise it is the answer. Each path is so at one commit at a time, and paths that
//! wait at the same commit are asked together: the walk ends when no path waits.

use std::collections::{BTreeMap, BinaryHeap, HashMap, HashSet};
use std::rc::Rc;

use git2::{Commit, ErrorCode, Oid, Tree};

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
        let mut answers = BTreeMap::new();
        let Some(head) = self.head_object()? else { return Ok(answers) };
        let wanted: Vec<Wanted> = self.head_files()?.into_iter().map(Wanted::new).collect();
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
                let (same, differ) = self.split(&wanted, files, tree.as_ref(), parent_tree.as_ref(), 0)?;
                files = differ;
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

    /// Splits files (sorted) into those that are equal in both trees and those that differ.
    fn split(
        &self,
        wanted: &[Wanted],
        files: Vec<usize>,
        ours: Option<&Tree<'_>>,
        theirs: Option<&Tree<'_>>,
        depth: usize,
    ) -> Result<(Vec<usize>, Vec<usize>), HistoryError> {
        let (Some(ours), Some(theirs)) = (ours, theirs) else { return Ok((Vec::new(), files)) };
        if ours.id() == theirs.id() {
            return Ok((files, Vec::new()));
        }
        let (mut same, mut differ) = (Vec::new(), Vec::new());
        let mut rest = files.into_iter().peekable();
        while let Some(file) = rest.next() {
            let component = |file: usize| wanted.get(file).and_then(|w| w.components.get(depth));
            let Some(name) = component(file) else { continue };
            let mut group = vec![file];
            while let Some(next) = rest.next_if(|next| component(*next) == Some(name)) {
                group.push(next);
            }
            let side = |tree: &Tree<'_>| find(tree, name);
            match (side(ours), side(theirs)) {
                (Some(a), Some(b)) if a == b => same.append(&mut group),
                (Some((a, _, true)), Some((b, _, true))) => {
                    let a = self.git.find_tree(a).map_err(|e| self.error(&e))?;
                    let b = self.git.find_tree(b).map_err(|e| self.error(&e))?;
                    let (mut s, mut d) = self.split(wanted, group, Some(&a), Some(&b), depth + 1)?;
                    same.append(&mut s);
                    differ.append(&mut d);
                }
                _ => differ.append(&mut group),
            }
        }
        Ok((same, differ))
    }

    /// The commits at which a shallow clone was cut.
    fn cut_commits(&self) -> HashSet<Oid> {
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

fn find(tree: &Tree<'_>, name: &[u8]) -> Option<(Oid, i32, bool)> {
    let entry = tree.get_name_bytes(name)?;
    Some((entry.id(), entry.filemode_raw(), entry.kind() == Some(git2::ObjectType::Tree)))
}
