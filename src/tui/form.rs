//! A record as a form: every field of its kind, derived from the field table alone.

use std::collections::BTreeSet;

use crate::model::{Field, Finding, Level, Path, Record, Shape, Value, fields_of};
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

/// How far a group, a row, or all the rows of a field are answered.
#[derive(Clone, Debug, Default)]
pub struct Progress {
    pub answered: usize,
    pub of: usize,
    /// The fields that Art. 30 asks for and that are not answered.
    pub asked: Vec<&'static Field>,
}

/// How far what is at `path` is answered; `None` where that is no question: a plain field, "none", no row yet.
pub fn progress(record: &Record, line: &Line) -> Option<Progress> {
    let mut progress = Progress::default();
    match (line.what, line.field.shape) {
        (What::Add, _) => return None,
        (What::Row, Shape::Rows(table)) => count(record, table, &line.path, &mut progress),
        (What::Field, Shape::Rows(table)) => {
            let rows = record.value(&line.path).and_then(Value::as_rows)?;
            rows.iter().for_each(|(name, _)| count(record, table, &line.path.join(name), &mut progress));
        }
        (What::Field, Shape::Group(table)) if record.value(&line.path) != Some(&Value::None) => {
            count(record, table, &line.path, &mut progress);
        }
        _ => return None,
    }
    Some(progress)
}

/// How far the whole sheet answers what Art. 30 asks of it.
pub fn article_30(record: &Record) -> Progress {
    let mut whole = Progress::default();
    count(record, fields_of(record.id.kind), &Path::root(), &mut whole);
    let asked = |f: &&Field| f.level_for(record.role()) >= Level::WherePossible && !record.settles(f.key);
    let of = fields_of(record.id.kind).iter().filter(asked).count();
    Progress { answered: of - whole.asked.len(), of, asked: whole.asked }
}

fn count(record: &Record, table: &'static [Field], at: &Path, progress: &mut Progress) {
    for field in table {
        let path = at.join(field.key);
        let known = state(record, &path) != State::Unknown;
        progress.of += 1;
        progress.answered += usize::from(known);
        if !known && is_asked(record, &path, field) && !progress.asked.iter().any(|f| f.key == field.key) {
            progress.asked.push(field);
        }
    }
}

/// Whether Art. 30 asks for the field in the record's role.
pub fn is_asked(record: &Record, path: &Path, field: &Field) -> bool {
    let settled = path.keys().len() == 1 && record.settles(field.key);
    field.level_for(record.role()) >= Level::WherePossible && !settled
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

/// A form with the rows and groups that matter most unfolded.
pub fn new_form(id: crate::model::RecordId) -> Form {
    let mandatory = |f: &&crate::model::Field| {
        f.level() >= crate::model::Level::WherePossible && matches!(f.shape, Shape::Rows(_))
    };
    let open = fields_of(id.kind).iter().filter(mandatory);
    let open = open.map(|f| crate::model::Path::root().join(f.key)).collect();
    Form { record: id, at: 0, open, typing: None, opened: None }
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
    fn a_group_says_how_far_it_is_answered_and_what_article_30_still_asks() {
        let mut record = record();
        let form = form(&record);
        let data = |record: &Record| {
            let all = lines(record, &form);
            progress(record, all.iter().find(|l| l.path.to_string() == "data").unwrap()).unwrap()
        };
        let before = data(&record);
        assert_eq!(before.answered, 0);
        let keys: Vec<&str> = before.asked.iter().map(|f| f.key).collect();
        assert_eq!(keys, ["category", "items", "retention"]);
        let whole = article_30(&record);
        assert!(whole.asked.iter().any(|f| f.key == "purposes") && whole.answered == 1, "{whole:?}");
        let mut row = Group::new();
        let table = crate::model::table_at(Kind::Activity, &Path::parse("data.contact").unwrap()).unwrap();
        row.set(table, "items", Value::list(vec![Value::text("nom")])).unwrap();
        let mut rows = Rows::new();
        rows.set("contact", row);
        record.fields.set(fields_of(Kind::Activity), "data", Value::rows(rows)).unwrap();
        let after = data(&record);
        assert_eq!((after.answered, after.of), (1, before.of));
        assert_eq!(after.asked.len(), 2);
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
