//! Git as the interface needs it: one thin adapter over the use cases.

use std::sync::Arc;

use crate::i18n::changes;
use crate::model::{Lang, RecordId, Text, text};
use crate::ops::blame::Line;
use crate::ops::committed::Committed;
use crate::ops::compare::{self, Branch, Request};
use crate::ops::log::{Log, LogPlace, RegisterLog, RegisterPlace};
use crate::ops::past::PastRegister;
use crate::ops::remote::{Exchanged, RemoteRun, Way};
use crate::ops::status::{FileStatus, HeadState};
use crate::ops::workspace::Act;
use crate::ops::{OpError, Workspace, blame, commit, committed, log, remote, restore, review, status};
use crate::tui::message::{CommitDraft, PastOpened};
use crate::tui::model::GitView;
use crate::tui::versions::{Span, Stop, Told, Version};

const BRANCH: Text = text("{name}", "{name}");

/// Where git stands; `None` where the register is in no repository. A repository that cannot be read
/// says why when a commit is asked for.
pub fn view(workspace: &Workspace) -> Option<GitView> {
    let git = status::status(workspace).ok()?.git?;
    let head = match git.head {
        HeadState::Branch(name) | HeadState::Unborn(name) => BRANCH.msg().with("name", name),
        detached => detached.message(),
    };
    let records = git.files.iter().flat_map(FileStatus::touched).filter_map(status::record_of).collect();
    Some(GitView { head, changed: git.files.len(), records })
}

/// What the last commit holds.
pub fn head(workspace: &Workspace) -> Result<Arc<Committed>, OpError> {
    committed::committed(workspace).map(Arc::new)
}

/// The commits that touched a record.
pub fn log(
    workspace: &Workspace,
    record: &RecordId,
    place: Option<LogPlace>,
    stop: &Stop,
) -> Result<Log, OpError> {
    log::log(workspace, record, place, &|| stop.is_stopped())
}

/// The commits that touched the register.
pub fn register_log(
    workspace: &Workspace,
    place: Option<RegisterPlace>,
    stop: &Stop,
) -> Result<RegisterLog, OpError> {
    log::register_log(workspace, place, log::AT_ONCE, &|| stop.is_stopped())
}

/// What lies between two points, in both languages: the screen may change to the other.
pub fn between(workspace: &Workspace, span: &Span) -> Result<Arc<Told>, OpError> {
    let compared = match span {
        Span::MadeBy(commit) => compare::made_by(workspace, *commit)?,
        Span::BroughtBy(name) => compare::brought_by(workspace, name)?,
        Span::From { from, to } => {
            let from = match from {
                None => compare::beginning(workspace)?,
                named => named.clone(),
            };
            let request = Request { from, to: to.clone(), check: true, ..Request::default() };
            compare::compare(workspace, &request)?
        }
    };
    let records = compared.records.iter().map(|c| (c.id.clone(), review::key(c))).collect();
    let words = [Lang::Fr, Lang::En].map(|lang| compare::told(&compared, lang));
    Ok(Arc::new(Told::new((compared.from, compared.to), words, records)))
}

/// Since when each field of a record says what it says.
pub fn blame(workspace: &Workspace, record: &RecordId, stop: &Stop) -> Result<Arc<Vec<Line>>, OpError> {
    blame::blame(workspace, record, &|| stop.is_stopped()).map(Arc::new)
}

/// The register as it was on a day or at a commit.
pub fn past(dir: &std::path::Path, name: &str) -> Result<Box<PastOpened>, OpError> {
    let past = PastRegister::at(dir, name)?;
    let workspace = past.open()?;
    Ok(Box::new(PastOpened { workspace, commit: past.commit, day: past.day }))
}

/// What an earlier version of a record, or of a field of it, would change.
pub fn restore(mut workspace: Workspace, version: &Version) -> Result<Option<Act>, OpError> {
    let Version { record, then, path, from } = version;
    restore::restore_named(&mut workspace, record, then.as_ref(), path.as_ref(), from)
}

/// The branches of the repository.
pub fn branches(workspace: &Workspace) -> Result<Arc<Vec<Branch>>, OpError> {
    compare::branches(workspace).map(Arc::new)
}

/// What a commit would hold, in words.
pub fn prepare(workspace: &Workspace, lang: Lang) -> Result<CommitDraft, OpError> {
    let proposal = commit::propose(workspace)?;
    let status = &proposal.status;
    let changes = changes::lines(&status.changes, &status.before, workspace.saved(), lang);
    let files = status.git.as_ref().map_or(0, |git| git.files.len());
    Ok(CommitDraft { message: proposal.message, changes, files })
}

/// Commits the register's own changed files; gives the first digits of the commit.
pub fn commit(workspace: &Workspace, message: &str) -> Result<Done, OpError> {
    let proposal = commit::propose(workspace)?;
    let done = commit::commit(workspace, &proposal, message)?;
    Ok(Done { id: done.id.short(), warnings: done.warnings })
}

/// What git would run to send or receive.
pub fn prepare_exchange(workspace: &Workspace, way: Way) -> Result<RemoteRun, OpError> {
    remote::prepare(workspace, way)
}

/// Runs it; `show` gets what git says, cleaned.
pub fn exchange(
    workspace: &Workspace,
    run: &RemoteRun,
    show: &mut dyn FnMut(&str),
) -> Result<Exchanged, OpError> {
    show(&format!("$ {}\n", run.command_line()));
    remote::exchange(workspace, run, show)
}

/// A commit that was made.
#[derive(Clone, Debug, PartialEq)]
pub struct Done {
    /// The first digits of its name.
    pub id: String,
    /// What a person should know of it.
    pub warnings: Vec<crate::model::Message>,
}
