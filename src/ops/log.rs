//! The history of a record: the commits that touched its file, and what each one changed.

use super::committed::{What, repository};
use super::error::OpError;
use super::status::record_of;
use super::workspace::Workspace;
pub use crate::history::{CommitId, CommitInfo, Log, LogPlace, Touch};
use crate::history::{FileState, RegisterPath};
use crate::model::{Record, RecordId};
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
