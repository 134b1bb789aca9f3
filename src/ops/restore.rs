//! What a record, or one field of it, was at a commit, brought back as a change like any other.

use super::error::{Exit, OpError};
use super::past::{self, Past};
use super::workspace::{Act, Workspace};
use crate::model::message::{Text, text};
use crate::model::{Change, Path, RecordId, field_at};

const NOT_THEN: Text = text(
    "Au commit {commit}, la fiche «\u{a0}{id}\u{a0}» n’existait pas.",
    "At commit {commit} the record “{id}” did not exist.",
);
const NOT_READ: Text = text(
    "Au commit {commit}, la fiche «\u{a0}{id}\u{a0}» ne se lit pas.",
    "At commit {commit} the record “{id}” cannot be read.",
);
const NOT_NOW: Text = text(
    "La fiche «\u{a0}{id}\u{a0}» n’existe plus\u{a0}: la restaurer entière, sans champ.",
    "The record “{id}” is no more: restore it whole, without a field.",
);
const NO_FIELD: Text = text("Aucun champ «\u{a0}{path}\u{a0}».", "No field “{path}”.");

/// Brings back a record, or the field or row at `path`, as it was at the commit that `from` names. `None`:
/// it is so already. The record's comments come back with the whole record; of a field, its lines alone
/// change.
pub fn restore(
    workspace: &mut Workspace,
    id: &RecordId,
    path: Option<&Path>,
    from: &str,
) -> Result<Option<Act>, OpError> {
    restore_named(workspace, id, None, path, from)
}

/// The same where one knows what the record was called then: its history goes through renames that a direct
/// look from then to now does not see.
pub fn restore_named(
    workspace: &mut Workspace,
    id: &RecordId,
    then: Option<&RecordId>,
    path: Option<&Path>,
    from: &str,
) -> Result<Option<Act>, OpError> {
    let past = past::at(workspace, from)?;
    let then = then.cloned().unwrap_or_else(|| name_then(&past, id));
    let commit = past.commit.id.short();
    let absent = |text: Text| {
        OpError::new(Exit::Usage, text.msg().with("commit", commit.as_str()).with("id", id.to_string()))
    };
    let Some(source) = past.loaded.sources.get(&then) else { return Err(absent(NOT_THEN)) };
    let Some(path) = path else {
        return workspace.put_back(&[(id.clone(), Some(source.bytes.clone()))]);
    };
    if field_at(id, path.keys()).is_none() {
        return Err(OpError::new(Exit::Usage, NO_FIELD.msg().with("path", path.to_string())));
    }
    let Some(record) = past.loaded.register.get(&then) else { return Err(absent(NOT_READ)) };
    let Some(now) = workspace.register().get(id) else { return Err(absent(NOT_NOW)) };
    let (record_id, place) = (id.clone(), path.clone());
    let change = match (record.value(path), now.value(path)) {
        (then, now) if then == now => return Ok(None),
        (Some(value), _) => Change::Set { record: record_id, path: place, value: value.clone() },
        (None, _) => Change::Unset { record: record_id, path: place },
    };
    workspace.act(vec![change])
}

/// What the record was called at that commit.
fn name_then(past: &Past, id: &RecordId) -> RecordId {
    let renamed = past.renamed.iter().find(|(_, now)| *now == id);
    renamed.map_or_else(|| id.clone(), |(then, _)| then.clone())
}
