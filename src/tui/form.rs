//! A record as a form: every field of its kind, derived from the field table alone.

use std::collections::BTreeSet;

use crate::model::{Field, Finding, Path, Record, Shape, Value, fields_of};
use crate::tui::model::Form;

/// One line of the form.
#[derive(Clone, Debug)]
pub struct Line {
    /// The field, the row, or (for [`What::Add`]) the field that holds the rows.
    pub path: Path,
    /// The field; for a row, the field that holds it.
    pub field: &'static Field,
    pub depth: usize,
    pub what: What,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Field,
    Row,
    /// The place to add a row.
    Add,
}

/// Which of the three states an answer is in, and how far a group is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Unknown,
    /// Looked at: there is none.
    None,
    Answered,
}

/// The lines of a record's form; what is folded is left out.
pub fn lines(record: &Record, form: &Form) -> Vec<Line> {
    let mut out = Vec::new();
    walk(record, fields_of(record.id.kind), &Path::root(), 0, &form.open, &mut out);
    out
}

fn walk(
    record: &Record,
    table: &'static [Field],
    at: &Path,
    depth: usize,
    open: &BTreeSet<Path>,
    out: &mut Vec<Line>,
) {
    for field in table {
        let path = at.join(field.key);
        let unfolded = open.contains(&path);
        out.push(Line { path: path.clone(), field, depth, what: What::Field });
        match field.shape {
            Shape::Group(inner) if unfolded => walk(record, inner, &path, depth + 1, open, out),
            Shape::Rows(inner) if unfolded => {
                let rows = record.value(&path).and_then(Value::as_rows);
                for (name, _) in rows.iter().flat_map(|r| r.iter()) {
                    let row = path.join(name);
                    out.push(Line { path: row.clone(), field, depth: depth + 1, what: What::Row });
                    if open.contains(&row) {
                        walk(record, inner, &row, depth + 2, open, out);
                    }
                }
                out.push(Line { path: path.clone(), field, depth: depth + 1, what: What::Add });
            }
            _ => {}
        }
    }
}

/// The state of a field's answer.
pub fn state(record: &Record, path: &Path) -> State {
    match record.value(path) {
        None => State::Unknown,
        Some(Value::None) => State::None,
        Some(Value::Group(group)) if group.is_empty() => State::Unknown,
        Some(_) => State::Answered,
    }
}

/// Whether a line can be unfolded.
pub fn folds(line: &Line) -> bool {
    match line.what {
        What::Field => line.field.shape.is_table(),
        What::Row => true,
        What::Add => false,
    }
}

/// The findings that a line should show: its own, and, where it is folded, those of what it holds.
pub fn findings_at<'a>(line: &Line, findings: &'a [Finding], unfolded: bool) -> Vec<&'a Finding> {
    if line.what == What::Add {
        return Vec::new();
    }
    let inside = |f: &&Finding| {
        f.path == line.path || (!unfolded && folds(line) && line.path.holds(&f.path) && !f.path.is_root())
    };
    findings.iter().filter(inside).collect()
}

/// Unfolds what leads to `path` and gives the place of its line, or of the nearest that holds it.
pub fn reveal(record: &Record, form: &mut Form, path: &Path) {
    let mut holder = path.parent();
    while let Some(p) = holder {
        if p.is_root() {
            break;
        }
        holder = p.parent();
        form.open.insert(p);
    }
    let lines = lines(record, form);
    let exact = lines.iter().position(|l| l.path == *path && l.what != What::Add);
    let near = || lines.iter().rposition(|l| l.path.holds(path) && l.what != What::Add);
    form.at = exact.or_else(near).unwrap_or(0);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Group, Id, Kind, RecordId, Rows};

    fn record() -> Record {
        let mut record = Record::new(RecordId::new(Kind::Activity, Id::parse("paie").unwrap()));
        let mut rows = Rows::new();
        rows.set("contact", Group::new());
        record.fields.set(fields_of(Kind::Activity), "data", Value::rows(rows)).unwrap();
        record
    }

    fn form(record: &Record) -> Form {
        Form { record: record.id.clone(), at: 0, open: BTreeSet::new(), typing: None, opened: None }
    }

    #[test]
    fn every_field_of_every_kind_has_a_line() {
        for kind in Kind::ALL {
            let record = Record::new(RecordId::new(kind, Id::parse("x").unwrap()));
            let lines = lines(&record, &form(&record));
            assert_eq!(lines.len(), fields_of(kind).len());
        }
    }

    #[test]
    fn a_group_unfolds_and_rows_end_with_a_place_to_add_one() {
        let record = record();
        let mut form = form(&record);
        let folded = lines(&record, &form).len();
        form.open.insert(Path::parse("data").unwrap());
        let unfolded = lines(&record, &form);
        assert_eq!(unfolded.len(), folded + 2);
        assert_eq!(unfolded.iter().filter(|l| l.what == What::Add).count(), 1);
    }

    #[test]
    fn a_hidden_field_is_revealed() {
        let record = record();
        let mut form = form(&record);
        let path = Path::parse("data.contact.source").unwrap();
        reveal(&record, &mut form, &path);
        assert_eq!(lines(&record, &form)[form.at].path, path);
    }
}
