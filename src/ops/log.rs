//! The history of a record: the commits that touched its file, and what each one changed.

use super::committed::{Bytes, Changed, What, repository};
use super::error::OpError;
use super::status::record_of;
use super::workspace::Workspace;
pub use crate::history::{CommitId, CommitInfo, Log, LogPlace, SignatureFormat, Touch};
use crate::history::{FileState, RegisterPath, Repo};
use crate::model::{Lang, Record, RecordId};
use crate::store::load;

/// How many commits are read at once.
pub const AT_ONCE: usize = 200;

/// The commits that touched a record, the newest first: the first [`AT_ONCE`] of them, or the next ones
/// from `place` on. `stop` says whether nobody waits for them any more. Runs no command.
pub fn log(
    workspace: &Workspace,
    record: &RecordId,
    place: Option<LogPlace>,
    stop: &dyn Fn() -> bool,
) -> Result<Log, OpError> {
    let repo = repository(workspace)?;
    if let Some(place) = place {
        return Ok(repo.log_on(place, AT_ONCE, stop)?);
    }
    let mut path = RegisterPath::new(workspace.name_on_disk(record).path())?;
    if repo.head_bytes(&path)?.is_none() {
        // Saved under another name and not committed yet.
        let renamed = repo.status()?.into_iter().find(|f| f.path == path);
        if let Some(FileState::Renamed { from }) = renamed.map(|f| f.state) {
            path = from;
        }
    }
    Ok(repo.log(&path, AT_ONCE, stop)?)
}

/// What a commit made of the record, and what the record was called in it.
pub fn what(touch: &Touch) -> (Option<RecordId>, What) {
    let id = record_of(&touch.path);
    let parsed = |bytes: &Option<std::sync::Arc<[u8]>>| -> Option<Record> {
        load::parse(id.as_ref()?, bytes.as_ref()?).0
    };
    let (old, new) = (parsed(&touch.before), parsed(&touch.after));
    let what = What::between((old.as_ref(), touch.before.is_some()), (new.as_ref(), touch.after.is_some()));
    (id, what)
}

/// What the record was called before, where the commit gave it another name.
pub fn former_name(touch: &Touch) -> Option<RecordId> {
    record_of(touch.from.as_ref()?)
}

/// Some of the commits that touched the register, the newest first.
pub use crate::history::{RegisterLog, RegisterPlace};

/// The commits that touched the register: the first `most` of them, or the next ones from `place` on.
/// Runs no command.
pub fn register_log(
    workspace: &Workspace,
    place: Option<RegisterPlace>,
    most: usize,
    stop: &dyn Fn() -> bool,
) -> Result<RegisterLog, OpError> {
    let repo = repository(workspace)?;
    Ok(match place {
        Some(place) => repo.register_log_on(place, most, stop)?,
        None => repo.register_log(most, stop)?,
    })
}

/// How each of these commits is signed; `None` where it is not. Whether a signature is good is not asked: that
/// would run a program.
pub fn signatures(
    workspace: &Workspace,
    commits: &[&CommitInfo],
) -> Result<Vec<Option<SignatureFormat>>, OpError> {
    let repo = repository(workspace)?;
    let each = commits.iter().map(|commit| Ok(repo.signature_of(commit.id)?));
    each.collect()
}

/// A record that a commit changed, and what it was called in it.
#[derive(Clone, Debug, PartialEq)]
pub struct InCommit {
    pub changed: Changed,
    /// Its title in the language of the record's own name; `None`: neither version can be read.
    pub title: Option<[String; 2]>,
}

impl InCommit {
    /// The title in a language.
    pub fn title(&self, lang: Lang) -> Option<&str> {
        let [fr, en] = self.title.as_ref()?;
        Some(if lang == Lang::Fr { fr } else { en })
    }
}

/// What each of these commits made of the records, beside its first parent, by identifier.
pub fn changes_of_all(workspace: &Workspace, commits: &[CommitInfo]) -> Result<Vec<Vec<InCommit>>, OpError> {
    let repo = repository(workspace)?;
    commits.iter().map(|commit| in_commit(&repo, commit)).collect()
}

fn in_commit(repo: &Repo, commit: &CommitInfo) -> Result<Vec<InCommit>, OpError> {
    let mut out = Vec::new();
    for file in repo.files_changed_by(commit.id)? {
        let side = |side: Option<(RegisterPath, Bytes)>| {
            let (path, bytes) = side?;
            Some((record_of(&path)?, bytes))
        };
        let (before, after) = (side(file.before), side(file.after));
        let read = |side: &Option<(RecordId, Bytes)>| {
            let (id, bytes) = side.as_ref()?;
            load::parse(id, bytes.as_ref()?).0
        };
        let (was, is) = (read(&before), read(&after));
        let what = What::between((was.as_ref(), before.is_some()), (is.as_ref(), after.is_some()));
        let Some(id) = after.as_ref().or(before.as_ref()).map(|(id, _)| id.clone()) else { continue };
        let from =
            before.as_ref().filter(|(old, _)| after.is_some() && *old != id).map(|(old, _)| old.clone());
        let bytes = |side: Option<(RecordId, Bytes)>| side.and_then(|(_, bytes)| bytes);
        let named = is.as_ref().or(was.as_ref());
        let title = named.map(|r| [Lang::Fr, Lang::En].map(|lang| r.title(lang).to_owned()));
        let changed = Changed { id, from, what, before: bytes(before), after: bytes(after) };
        out.push(InCommit { changed, title });
    }
    Ok(out)
}
