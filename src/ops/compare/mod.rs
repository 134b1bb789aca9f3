//! Two states of the register beside each other: what changed, field by field, and what the check says of it.
//!
//! A state is a commit, what is staged, or the disk. Reading runs no command.

mod told;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;

use super::check::{Turned, turned_between};
use super::committed::{Changed, What, repository};
use super::error::{Exit, OpError};
use super::past::{PastFs, SHALLOW, named};
use super::status::record_of;
use super::workspace::Workspace;
pub use crate::history::{Branch, CommitId, CommitInfo};
use crate::history::{Differing, Repo, State};
use crate::model::message::{Text, text};
use crate::model::{RecordId, Register, Shape, Value, field_at};
use crate::store::fs::RegPath;
use crate::store::load::{self, Loaded};

pub use self::told::{point, told};

const CUT: Text = text(
    "Ce que ce commit a changé n’est pas connu\u{a0}: ce qui le précède n’est pas dans ce dépôt.",
    "What this commit changed is not known: what came before it is not in this repository.",
);

/// A state of the register that a person can name.
#[derive(Clone, Debug, PartialEq)]
pub enum Point {
    /// Before the first commit.
    Nothing,
    Commit(CommitInfo),
    /// What the next commit would hold.
    Staged,
    OnDisk,
}

impl Point {
    fn state(&self) -> State {
        match self {
            Point::Commit(commit) => State::Commit(commit.id),
            // Nothing is never asked for by name: what lies after it is known from its commit.
            Point::Staged | Point::Nothing => State::Staged,
            Point::OnDisk => State::OnDisk,
        }
    }
}

/// What is to be compared.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// The earlier state, as a person names it; `None`: the last commit.
    pub from: Option<String>,
    /// The later one; `None`: the disk, or what is staged.
    pub to: Option<String>,
    pub staged: bool,
    /// These records alone, by the names that they have in the later state; empty: all.
    pub only: Vec<RecordId>,
    /// Whether the check is asked what became better or worse.
    pub check: bool,
}

/// The two states and what lies between them.
#[derive(Debug)]
pub struct Compared {
    pub from: Point,
    pub to: Point,
    before: Arc<Loaded>,
    after: Arc<Loaded>,
    /// The records that differ, by identifier.
    pub records: Vec<Changed>,
    /// What the check says otherwise; empty where it was not asked.
    pub turned: Vec<Turned>,
    /// The day as of which was checked.
    pub today: NaiveDate,
}

impl Compared {
    /// The earlier register.
    pub fn before(&self) -> &Register {
        &self.before.register
    }

    /// The later register.
    pub fn after(&self) -> &Register {
        &self.after.register
    }
}

/// What a record is called in the earlier state and in the later one.
type Pair = (Option<RecordId>, Option<RecordId>);

/// Compares two states of the register that the workspace is in.
pub fn compare(workspace: &Workspace, request: &Request) -> Result<Compared, OpError> {
    let repo = repository(workspace)?;
    let (from, to) = points(&repo, request)?;
    let differing = repo.between(from.state(), to.state())?;
    beside(workspace, (from, to), &differing, request)
}

/// What a commit made of the register, beside its first parent.
pub fn made_by(workspace: &Workspace, commit: CommitId) -> Result<Compared, OpError> {
    let repo = repository(workspace)?;
    let Some((parent, differing)) = repo.made_by(commit)? else {
        return Err(OpError::new(Exit::Usage, CUT).hint(SHALLOW));
    };
    let to = Point::Commit(named(&repo, &commit.to_string())?);
    let from = parent.map_or(Point::Nothing, Point::Commit);
    beside(workspace, (from, to), &differing, &Request { check: true, ..Request::default() })
}

/// What a branch, a tag or a commit brings that the current branch has not.
pub fn brought_by(workspace: &Workspace, name: &str) -> Result<Compared, OpError> {
    let repo = repository(workspace)?;
    let to = named(&repo, name)?;
    let base = match repo.head_commit()? {
        Some(head) => repo.common(head.id, to.id)?,
        None => None,
    };
    let differing = match &base {
        Some(base) => repo.between(State::Commit(base.id), State::Commit(to.id))?,
        None => repo.made_since_nothing(to.id)?,
    };
    let from = base.map_or(Point::Nothing, Point::Commit);
    beside(workspace, (from, Point::Commit(to)), &differing, &Request { check: true, ..Request::default() })
}

/// The commit that a comparison begins with where none is named: where the branch left the main one, else the
/// last one.
pub fn beginning(workspace: &Workspace) -> Result<Option<String>, OpError> {
    Ok(repository(workspace)?.fork()?.map(|commit| commit.id.to_string()))
}

/// The branches of the repository, the current one first.
pub fn branches(workspace: &Workspace) -> Result<Vec<Branch>, OpError> {
    Ok(repository(workspace)?.branches()?)
}

fn beside(
    workspace: &Workspace,
    (from, to): (Point, Point),
    differing: &[Differing],
    request: &Request,
) -> Result<Compared, OpError> {
    let mut pairs: Vec<Pair> = differing
        .iter()
        .map(|d| (d.before.as_ref().and_then(record_of), d.after.as_ref().and_then(record_of)))
        .filter(|(before, after)| before.is_some() || after.is_some())
        .collect();
    if !request.only.is_empty() {
        pairs.retain(|(before, after)| {
            after.as_ref().or(before.as_ref()).is_some_and(|id| request.only.contains(id))
        });
    }
    let (before, after) = if request.check {
        let after = whole(workspace, &to)?;
        let before = match &from {
            Point::Nothing => Arc::default(),
            from => Arc::new(rewound(&after, &files(workspace, from)?, differing)),
        };
        (before, after)
    } else {
        let ids = |of: fn(&Pair) -> Option<RecordId>| pairs.iter().filter_map(of).collect::<Vec<_>>();
        (part(workspace, &from, &ids(|p| p.0.clone()))?, part(workspace, &to, &ids(|p| p.1.clone()))?)
    };
    let (mut before, mut after) = (before, after);
    let records: Vec<Changed> = pairs.into_iter().filter_map(|pair| changed(pair, &before, &after)).collect();
    if !request.check {
        named_in(workspace, &from, &mut before, &records)?;
        named_in(workspace, &to, &mut after, &records)?;
    }
    let today = workspace.today();
    let turned = match request.check {
        true => {
            let renamed: BTreeMap<RecordId, RecordId> = differing
                .iter()
                .filter_map(|d| Some((record_of(d.before.as_ref()?)?, record_of(d.after.as_ref()?)?)))
                .filter(|(then, now)| then != now)
                .collect();
            turned_between(&before, &after, &renamed, today)
        }
        false => Vec::new(),
    };
    Ok(Compared { from, to, before, after, records, turned, today })
}

fn points(repo: &Repo, request: &Request) -> Result<(Point, Point), OpError> {
    let to = match (&request.to, request.staged) {
        (Some(name), _) => Point::Commit(named(repo, name)?),
        (None, true) => Point::Staged,
        (None, false) => Point::OnDisk,
    };
    let from = match &request.from {
        Some(name) => Point::Commit(named(repo, name)?),
        // Before the first commit there is nothing to compare with but nothing.
        None => repo.head_commit()?.map_or(Point::Staged, Point::Commit),
    };
    Ok((from, to))
}

/// The register as it was before these files changed: what did not is not read a second time.
fn rewound(after: &Loaded, files: &PastFs, differing: &[Differing]) -> Loaded {
    let mut before = after.clone();
    for id in differing.iter().filter_map(|d| record_of(d.after.as_ref()?)) {
        before.forget(&id);
    }
    for id in differing.iter().filter_map(|d| record_of(d.before.as_ref()?)) {
        before.forget(&id);
        if let Ok(path) = RegPath::new(&id.path()) {
            before.take(&id, load::read_file(files, &id, &path));
        }
    }
    before.findings.sort_by(|a, b| a.file.cmp(&b.file));
    before
}

/// The whole register in a state.
fn whole(workspace: &Workspace, point: &Point) -> Result<Arc<Loaded>, OpError> {
    match point {
        Point::OnDisk => Ok(workspace.base.clone()),
        Point::Nothing => Ok(Arc::default()),
        point => Ok(Arc::new(load::load(&files(workspace, point)?)?)),
    }
}

/// These records of it.
fn part(workspace: &Workspace, point: &Point, ids: &[RecordId]) -> Result<Arc<Loaded>, OpError> {
    match point {
        Point::OnDisk => Ok(workspace.base.clone()),
        Point::Nothing => Ok(Arc::default()),
        point => Ok(Arc::new(load::load_only(&files(workspace, point)?, ids)?)),
    }
}

/// Adds the records by which what changed is told: those that its values refer to, and the organisation.
fn named_in(
    workspace: &Workspace,
    point: &Point,
    loaded: &mut Arc<Loaded>,
    changed: &[Changed],
) -> Result<(), OpError> {
    if matches!(point, Point::OnDisk | Point::Nothing) {
        return Ok(());
    }
    let mut ids = BTreeSet::from([RecordId::organisation()]);
    for change in changed {
        match &change.what {
            What::Fields(fields) => {
                for field in fields {
                    let Some(kind) = field_at(&change.id, field.path.keys()) else { continue };
                    for value in [&field.before, &field.after].into_iter().flatten() {
                        references(value, &kind.shape, &mut ids);
                    }
                }
            }
            // All that a new record says is told.
            What::Added => {
                let record = loaded.register.get(&change.id).cloned();
                ids.extend(
                    record
                        .iter()
                        .flat_map(|r| r.references())
                        .map(|(_, kind, id)| RecordId::new(kind, id.clone())),
                );
            }
            _ => {}
        }
    }
    ids.retain(|id| !loaded.sources.contains_key(id));
    let others = load::load_only(&files(workspace, point)?, &ids.into_iter().collect::<Vec<_>>())?;
    let loaded = Arc::make_mut(loaded);
    others.register.iter().for_each(|r| loaded.register.insert(r.clone()));
    Ok(())
}

/// What a value of this shape refers to.
fn references(value: &Value, shape: &Shape, out: &mut BTreeSet<RecordId>) {
    match (value, shape) {
        (Value::Group(group), _) => group.iter().for_each(|(field, v)| references(v, &field.shape, out)),
        (Value::Rows(rows), _) => {
            let inner = rows.iter().flat_map(|(_, row)| row.iter());
            inner.for_each(|(field, v)| references(v, &field.shape, out));
        }
        (Value::List(items), shape) => items.iter().for_each(|item| references(item, shape, out)),
        (Value::Ref(id), shape) => out.extend(shape.refers_to().map(|kind| RecordId::new(kind, id.clone()))),
        _ => {}
    }
}

fn files(workspace: &Workspace, point: &Point) -> Result<PastFs, OpError> {
    let repo = repository(workspace)?;
    let files = match point {
        Point::Commit(commit) => repo.files_at(commit)?,
        _ => repo.files_staged()?,
    };
    Ok(PastFs::new(repo, files))
}

fn changed((before_id, after_id): Pair, before: &Loaded, after: &Loaded) -> Option<Changed> {
    let bytes =
        |loaded: &Loaded, id: &Option<RecordId>| Some(loaded.sources.get(id.as_ref()?)?.bytes.clone());
    let (old, new) = (bytes(before, &before_id), bytes(after, &after_id));
    let record = |loaded: &'_ Loaded, id: &Option<RecordId>| loaded.register.get(id.as_ref()?).cloned();
    let (was, is) = (record(before, &before_id), record(after, &after_id));
    let what = What::between((was.as_deref(), old.is_some()), (is.as_deref(), new.is_some()));
    let id = after_id.clone().or(before_id.clone())?;
    let from = before_id.filter(|from| after_id.is_some() && *from != id);
    Some(Changed { id, from, what, before: old, after: new })
}
