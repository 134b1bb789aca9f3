//! Since when each field of a record says what it says, by whom, in which commit.

use std::collections::BTreeMap;

use super::error::OpError;
use super::log::{CommitInfo, Touch, log};
use super::workspace::Workspace;
use crate::model::{Group, Path, Record, RecordId, Value};
use crate::store::load;

/// A field and the commit that made it what it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub path: Path,
    pub value: Value,
    pub since: Since,
}

/// Since when a field says what it says.
#[derive(Clone, Debug, PartialEq)]
pub enum Since {
    Commit(CommitInfo),
    /// It is not committed yet.
    Uncommitted,
    /// Longer than the history that is there: the clone is shallow.
    BeforeHistory,
}

/// Who said what of a record, in the order of its fields; a list is one field, a row as many as it answers.
/// `stop` says whether nobody waits for it any more. Runs no command.
pub fn blame(workspace: &Workspace, id: &RecordId, stop: &dyn Fn() -> bool) -> Result<Vec<Line>, OpError> {
    let Some(record) = workspace.register().get(id) else { return Ok(Vec::new()) };
    let mut leaves = Vec::new();
    gather(&record.fields, &Path::root(), &mut leaves);
    let mut since: BTreeMap<Path, Since> = BTreeMap::new();
    // What a merge brought is the work of a commit on one of its sides, if one is found.
    let mut merged: BTreeMap<Path, CommitInfo> = BTreeMap::new();
    let mut first = true;
    let mut place = None;
    let mut is_cut = false;
    loop {
        let part = log(workspace, id, place.take(), stop)?;
        is_cut |= part.is_cut;
        for touch in &part.touches {
            let (before, after) = versions(touch);
            if std::mem::take(&mut first) {
                for (path, value) in &leaves {
                    if !says(after.as_ref(), path, value) {
                        since.insert(path.clone(), Since::Uncommitted);
                    }
                }
            }
            for (path, value) in &leaves {
                if since.contains_key(path)
                    || !says(after.as_ref(), path, value)
                    || says(before.as_ref(), path, value)
                {
                    continue;
                }
                match touch.is_merge {
                    true => drop(merged.entry(path.clone()).or_insert_with(|| touch.commit.clone())),
                    false => drop(since.insert(path.clone(), Since::Commit(touch.commit.clone()))),
                }
            }
        }
        place = part.rest;
        if place.is_none() || since.len() == leaves.len() || stop() {
            break;
        }
    }
    let oldest = if is_cut { Since::BeforeHistory } else { Since::Uncommitted };
    let line = |(path, value): (Path, Value)| {
        let since = since.remove(&path).or_else(|| merged.remove(&path).map(Since::Commit));
        Line { since: since.unwrap_or_else(|| oldest.clone()), path, value }
    };
    Ok(leaves.into_iter().map(line).collect())
}

fn versions(touch: &Touch) -> (Option<Record>, Option<Record>) {
    let read =
        |path: Option<RecordId>, bytes: &Option<std::sync::Arc<[u8]>>| load::parse(&path?, bytes.as_ref()?).0;
    let id = super::status::record_of(&touch.path);
    let former = touch.from.as_ref().and_then(super::status::record_of).or_else(|| id.clone());
    (read(former, &touch.before), read(id, &touch.after))
}

fn says(record: Option<&Record>, path: &Path, value: &Value) -> bool {
    record.and_then(|r| r.value(path)) == Some(value)
}

fn gather(group: &Group, at: &Path, out: &mut Vec<(Path, Value)>) {
    for (field, value) in group.iter() {
        let path = at.join(field.key);
        match value {
            Value::Group(inner) if !inner.is_empty() => gather(inner, &path, out),
            Value::Rows(rows) => rows.iter().for_each(|(name, row)| gather(row, &path.join(name), out)),
            value => out.push((path, value.clone())),
        }
    }
}
