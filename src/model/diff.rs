//! What changed between two states of a register, field by field.

use super::id::RecordId;
use super::path::Path;
use super::record::{Record, Register};
use super::value::{Group, Rows, Value};

/// One field that changed: `None` on a side where it is not known.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldChange {
    pub path: Path,
    pub before: Option<Value>,
    pub after: Option<Value>,
}

/// A record that changed.
#[derive(Clone, Debug, PartialEq)]
pub enum RecordChange {
    Added(RecordId),
    Removed(RecordId),
    Changed(RecordId, Vec<FieldChange>),
}

/// The fields that differ, in the order of the table. A row that came or went is one change.
pub fn diff_records(before: &Record, after: &Record) -> Vec<FieldChange> {
    let mut out = Vec::new();
    diff_groups(&before.fields, &after.fields, &Path::root(), &mut out);
    out
}

/// The records that differ, by identifier.
pub fn diff_registers(before: &Register, after: &Register) -> Vec<RecordChange> {
    let mut out = Vec::new();
    for old in before.iter() {
        match after.get(&old.id) {
            None => out.push(RecordChange::Removed(old.id.clone())),
            Some(new) if std::sync::Arc::ptr_eq(old, new) => {}
            Some(new) => {
                let fields = diff_records(old, new);
                if !fields.is_empty() {
                    out.push(RecordChange::Changed(old.id.clone(), fields));
                }
            }
        }
    }
    out.extend(after.iter().filter(|r| !before.contains(&r.id)).map(|r| RecordChange::Added(r.id.clone())));
    out
}

fn diff_groups(before: &Group, after: &Group, at: &Path, out: &mut Vec<FieldChange>) {
    for (field, old) in before.iter() {
        diff_values(Some(old), after.get(field.key), at.join(field.key), out);
    }
    for (field, new) in after.iter() {
        if before.get(field.key).is_none() {
            diff_values(None, Some(new), at.join(field.key), out);
        }
    }
}

fn diff_values(before: Option<&Value>, after: Option<&Value>, path: Path, out: &mut Vec<FieldChange>) {
    match (before, after) {
        (old, new) if old == new => {}
        (Some(Value::Group(old)), Some(Value::Group(new))) => diff_groups(old, new, &path, out),
        (Some(Value::Group(old)), None) => diff_groups(old, &Group::new(), &path, out),
        (None, Some(Value::Group(new))) => diff_groups(&Group::new(), new, &path, out),
        (Some(Value::Rows(old)), Some(Value::Rows(new))) => diff_rows(old, new, &path, out),
        (Some(Value::Rows(old)), None) => diff_rows(old, &Rows::new(), &path, out),
        (None, Some(Value::Rows(new))) => diff_rows(&Rows::new(), new, &path, out),
        (old, new) => out.push(FieldChange { path, before: old.cloned(), after: new.cloned() }),
    }
}

fn diff_rows(before: &Rows, after: &Rows, at: &Path, out: &mut Vec<FieldChange>) {
    let whole = |g: &Group| Some(Value::Group(g.clone()));
    for (key, old) in before.iter() {
        match after.get(key) {
            Some(new) => diff_groups(old, new, &at.join(key), out),
            None => out.push(FieldChange { path: at.join(key), before: whole(old), after: None }),
        }
    }
    for (key, new) in after.iter().filter(|(k, _)| before.get(k).is_none()) {
        out.push(FieldChange { path: at.join(key), before: None, after: whole(new) });
    }
}
