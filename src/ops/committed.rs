//! What was last committed, beside the open register: what changed since, saved or not, and the way back
//! to it.
//!
//! Reading it asks git about every file: for a worker. Once read, comparing is cheap, and stays true
//! through edits and saves; a new commit makes another one.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use super::error::{Exit, OpError};
use super::status::record_of;
use super::workspace::Workspace;
pub use crate::history::{CommitId, CommitInfo};
use crate::history::{FileState, Repo, shell_word};
use crate::model::diff::{FieldChange, diff_records};
use crate::model::message::{Text, text};
use crate::model::{Change, Record, RecordId, Register};
use crate::store::load::{self, Loaded};

/// What is said of a register that git does not keep.
pub const NO_GIT: Text = text(
    "Le registre n’est dans aucun dépôt git\u{a0}: son histoire n’est pas gardée.",
    "The register is in no git repository: its history is not kept.",
);
const INIT: Text = text("Pour en créer un\u{a0}: git init {dir}", "To make one: git init {dir}");

/// The bytes of a file; `None` where there is none.
pub type Bytes = Option<Arc<[u8]>>;

/// The register as the last commit has it.
#[derive(Clone, Debug)]
pub struct Committed {
    register: Register,
    last: Option<CommitInfo>,
    /// What the commit holds of the files that stood otherwise on disk when it was read.
    differing: BTreeMap<RecordId, Bytes>,
    /// What a record was called in the commit that had another name on disk when it was read.
    renamed: BTreeMap<RecordId, RecordId>,
    /// What the disk held then: every other file is committed as it stands there.
    disk: Arc<Loaded>,
}

/// A record whose file is not as committed.
#[derive(Clone, Debug, PartialEq)]
pub struct Changed {
    pub id: RecordId,
    /// What it was called in the commit, where it was called otherwise.
    pub from: Option<RecordId>,
    pub what: What,
    pub before: Bytes,
    pub after: Bytes,
}

/// What became of a record.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    Added,
    Removed,
    Fields(Vec<FieldChange>),
    /// No field: comments, the order of keys, blanks.
    Layout,
    /// It cannot be read as a record, now or as committed.
    Unreadable,
}

impl What {
    /// What became of a record between two versions of its file: what was read of each, and whether
    /// there is a file at all.
    pub(super) fn between(old: (Option<&Record>, bool), new: (Option<&Record>, bool)) -> What {
        match (old, new) {
            ((Some(old), _), (Some(new), _)) => match diff_records(old, new) {
                fields if fields.is_empty() => What::Layout,
                fields => What::Fields(fields),
            },
            ((None, false), (Some(_), _)) => What::Added,
            ((Some(_), _), (None, false)) => What::Removed,
            _ => What::Unreadable,
        }
    }
}

/// Reads the last commit. Runs no command.
pub fn committed(workspace: &Workspace) -> Result<Committed, OpError> {
    let repo = repository(workspace)?;
    let mut register = workspace.saved().clone();
    let mut differing = BTreeMap::new();
    let mut renamed = BTreeMap::new();
    for file in repo.status()? {
        if let FileState::Renamed { from } = &file.state
            && let (Some(old), Some(new)) = (record_of(from), record_of(&file.path))
        {
            renamed.insert(new, old);
        }
        for path in file.touched() {
            let Some(id) = record_of(path) else { continue };
            let bytes: Bytes = repo.head_bytes(path)?.map(Arc::from);
            register.remove(&id);
            if let Some(record) = bytes.as_ref().and_then(|bytes| load::parse(&id, bytes).0) {
                register.insert(record);
            }
            differing.insert(id, bytes);
        }
    }
    Ok(Committed { register, last: repo.head_commit()?, differing, renamed, disk: workspace.base.clone() })
}

/// The repository that holds the register; else what to do about it.
pub(super) fn repository(workspace: &Workspace) -> Result<Repo, OpError> {
    repository_of(workspace.dir())
}

/// The same of a folder.
pub(super) fn repository_of(dir: &Path) -> Result<Repo, OpError> {
    Repo::discover(dir)?.ok_or_else(|| no_git(dir))
}

pub(super) fn no_git(dir: &Path) -> OpError {
    let init = INIT.msg().with("dir", shell_word(dir.as_os_str()));
    OpError::new(Exit::Register, NO_GIT).hint(init)
}

impl Committed {
    /// The register as committed.
    pub fn register(&self) -> &Register {
        &self.register
    }

    /// The commit; `None` before the first one.
    pub fn last(&self) -> Option<&CommitInfo> {
        self.last.as_ref()
    }

    /// What the commit holds of a record's file.
    pub fn bytes(&self, id: &RecordId) -> Bytes {
        match self.differing.get(id) {
            Some(bytes) => bytes.clone(),
            None => self.disk.sources.get(id).map(|s| s.bytes.clone()),
        }
    }

    /// The records whose file is not as committed, saved or not, by identifier.
    pub fn changes(&self, now: &Workspace) -> Vec<Changed> {
        let mut touched: BTreeSet<&RecordId> =
            self.differing.keys().chain(now.waiting.files.keys()).collect();
        if !Arc::ptr_eq(&self.disk, &now.base) {
            let (then, now) = (&self.disk.sources, &now.base.sources);
            let same = |id: &RecordId| match (then.get(id), now.get(id)) {
                (Some(a), Some(b)) => Arc::ptr_eq(&a.bytes, &b.bytes) || a.bytes == b.bytes,
                (a, b) => a.is_none() && b.is_none(),
            };
            touched.extend(then.keys().chain(now.keys()).filter(|id| !same(id)));
        }
        let names: BTreeMap<&RecordId, RecordId> =
            touched.iter().filter_map(|id| Some((*id, self.former_name(id, now)?))).collect();
        let taken: BTreeSet<&RecordId> = names.values().collect();
        let named = |id: &RecordId| self.change(id, names.get(id), now);
        touched.iter().filter(|id| !taken.contains(**id)).filter_map(|id| named(id)).collect()
    }

    /// The change of one record; `None` where it is as committed, or no register is open.
    pub fn change_of(&self, id: &RecordId, now: Option<&Workspace>) -> Option<Changed> {
        let now = now?;
        self.change(id, self.former_name(id, now).as_ref(), now)
    }

    /// What a record was called in the commit, where that name is free now.
    fn former_name(&self, id: &RecordId, now: &Workspace) -> Option<RecordId> {
        let on_disk = now.name_on_disk(id);
        let name = self.renamed.get(on_disk).unwrap_or(on_disk);
        let moved = name != id && self.bytes(id).is_none() && now.bytes(id).is_some();
        (moved && self.bytes(name).is_some() && now.bytes(name).is_none()).then(|| name.clone())
    }

    fn change(&self, id: &RecordId, from: Option<&RecordId>, now: &Workspace) -> Option<Changed> {
        let former = from.unwrap_or(id);
        let (before, after) = (self.bytes(former), now.bytes(id));
        if before == after && from.is_none() {
            return None;
        }
        let (old, new) = (self.register.get(former), now.register().get(id));
        let what =
            What::between((old.map(Arc::as_ref), before.is_some()), (new.map(Arc::as_ref), after.is_some()));
        Some(Changed { id: id.clone(), from: from.cloned(), what, before, after })
    }

    /// These records' files as committed, for [`Workspace::put_back`].
    pub fn files<'a>(&self, ids: impl Iterator<Item = &'a RecordId>) -> Vec<(RecordId, Bytes)> {
        ids.map(|id| (id.clone(), self.bytes(id))).collect()
    }
}

/// The change that sets a field back to what it was.
pub fn back(record: &RecordId, change: &FieldChange) -> Change {
    let (record, path) = (record.clone(), change.path.clone());
    match &change.before {
        Some(value) => Change::Set { record, path, value: value.clone() },
        None => Change::Unset { record, path },
    }
}
