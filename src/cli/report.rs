//! What an act changed, said the same way by every command that writes.

use serde_json::{Value as Json, json};

use super::context::Context;
use super::out::Line;
use crate::i18n::changes;
use crate::model::Register;
use crate::model::diff::RecordChange;
use crate::model::message::text;

/// Says what changed, field by field: as talk, or as the JSON document.
pub fn changed(cx: &mut Context, changed: &[RecordChange], before: &Register, after: &Register) {
    if cx.is_json() {
        cx.json(json!({ "changed": files(changed) }));
        return;
    }
    for line in changes::lines(changed, before, after, cx.lang()) {
        cx.talk(&text("{line}", "{line}").msg().with("line", line));
    }
}

/// The files that changed, with what became of each.
pub fn files(changed: &[RecordChange]) -> Json {
    changed
        .iter()
        .map(|change| match change {
            RecordChange::Added(id) => json!({ "file": id.path(), "state": "added" }),
            RecordChange::Removed(id) => json!({ "file": id.path(), "state": "deleted" }),
            RecordChange::Changed(id, fields) => {
                let paths: Vec<String> = fields.iter().map(|f| f.path.to_string()).collect();
                json!({ "file": id.path(), "state": "modified", "fields": paths })
            }
        })
        .collect()
}

/// Lines of data, indented.
pub fn indented(cx: &mut Context, lines: &[String], indent: &str) {
    for line in lines {
        cx.line(Line::new().plain(indent).plain(line));
    }
}
