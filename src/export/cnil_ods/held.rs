//! Keeps account of what the workbook holds, so that the rest can be named.

use std::collections::BTreeSet;

use super::LeftOut;
use crate::law::cnil_form::{is_unknown, means_none};
use crate::model::{Group, Path, RecordId, Register, Value};

/// The values that the workbook holds so that an import reads them back equal.
#[derive(Default)]
pub struct Held {
    values: BTreeSet<(RecordId, Path)>,
    /// Records that stand in the workbook at all.
    records: BTreeSet<RecordId>,
}

impl Held {
    pub fn value(&mut self, record: &RecordId, path: Path) {
        self.records.insert(record.clone());
        self.values.insert((record.clone(), path));
    }

    pub fn has(&self, record: &RecordId) -> bool {
        self.records.contains(record)
    }

    /// Every value of the register that is not held: whole records first where nothing of them is.
    pub fn left_out(&self, register: &Register) -> Vec<LeftOut> {
        let mut out = Vec::new();
        for record in register.iter() {
            let mut leaves = Vec::new();
            leaves_of(&record.fields, &Path::root(), &mut leaves);
            leaves.retain(|p| !is_of_the_files(p));
            if leaves.is_empty() {
                continue;
            }
            if !self.has(&record.id) {
                out.push(LeftOut { record: record.id.clone(), path: Path::root() });
                continue;
            }
            let missing =
                leaves.into_iter().filter(|p| !self.values.contains(&(record.id.clone(), p.clone())));
            out.extend(missing.map(|path| LeftOut { record: record.id.clone(), path }));
        }
        out
    }
}

/// Whether a value is of the register's files rather than of what they say: their format, their language, where
/// a record was imported from. A document lacks nothing without it.
fn is_of_the_files(path: &Path) -> bool {
    path.keys().first().is_some_and(|k| matches!(k.as_str(), "schema" | "language" | "origin"))
}

fn leaves_of(group: &Group, at: &Path, out: &mut Vec<Path>) {
    for (field, value) in group.iter() {
        let path = at.join(field.key);
        match value {
            Value::Group(inner) => leaves_of(inner, &path, out),
            Value::Rows(rows) => {
                for (key, row) in rows.iter() {
                    leaves_of(row, &path.join(key), out);
                }
            }
            _ => out.push(path),
        }
    }
}

/// Whether a text comes back from a cell as it went in: one line that answers, not one that says
/// "unknown" or "none".
pub fn survives(text: &str) -> bool {
    !text.contains(['\n', '\r']) && survives_lines(text)
}

/// The same for a text of several lines, whose final line end is no part of what it says.
pub fn survives_lines(text: &str) -> bool {
    text.trim() == text.trim_end_matches('\n')
        && !text.contains('\r')
        && !is_unknown(text)
        && !means_none(text)
}
