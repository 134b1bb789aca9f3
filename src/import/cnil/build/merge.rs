//! From the records that are wanted to the changes that lead there: new records whole, known ones field by
//! field. Nothing that the register has and the file does not is taken away.

use std::collections::BTreeSet;

use super::super::ledger::one_line;
use super::shared::same_words;
use super::{Builder, wording};
use crate::model::field::fields_of;
use crate::model::{Change, Field, Group, Id, Kind, Path, Record, RecordId, Rows, Severity, Shape, Value};

pub(super) fn changes(b: &mut Builder<'_>) {
    // What is referred to comes before what refers to it.
    const ORDER: [Kind; 5] =
        [Kind::Organisation, Kind::Retention, Kind::Purpose, Kind::Processor, Kind::Activity];
    let wanted = std::mem::take(&mut b.wanted);
    for kind in ORDER {
        for (id, record) in wanted.iter().filter(|(id, _)| id.kind == kind) {
            match b.register.get(id) {
                None => b.plan.changes.push(Change::Create { record: record.clone() }),
                Some(ours) => {
                    let ours = Record::clone(ours);
                    update(b, id, &ours.fields, &record.fields, fields_of(id.kind), &Path::root());
                }
            }
        }
    }
}

fn update(
    b: &mut Builder<'_>,
    id: &RecordId,
    ours: &Group,
    theirs: &Group,
    table: &'static [Field],
    at: &Path,
) {
    for (field, value) in theirs.iter() {
        let path = at.join(field.key);
        let shape = table.iter().find(|f| f.key == field.key).map(|f| f.shape);
        match (ours.get(field.key), value, shape) {
            (Some(o), v, _) if o == v => {}
            (Some(Value::Group(o)), Value::Group(t), Some(Shape::Group(inner))) => {
                update(b, id, o, t, inner, &path)
            }
            (Some(Value::Rows(o)), Value::Rows(t), Some(Shape::Rows(inner))) => {
                rows(b, id, o, t, inner, &path)
            }
            (Some(Value::Rows(_) | Value::List(_)), Value::None, _) => {
                let message = wording::NONE_HERE.msg().with("field", field.label);
                b.remark("IMP-15", Severity::Warning, Some(id), None, message);
            }
            (Some(Value::List(o)), Value::List(t), _) => {
                for item in t.iter().filter(|i| !o.contains(i)) {
                    b.plan.changes.push(Change::AddItem {
                        record: id.clone(),
                        path: path.clone(),
                        item: item.clone(),
                    });
                }
            }
            // Line ends and spaces do not survive a cell, and are no change.
            (Some(Value::Text(o)), Value::Text(t), _)
                if same_words(o) == same_words(t) || one_line(o) == *t => {}
            (Some(Value::Text(o)), Value::Text(t), _) if field.key == "notes" => {
                if let Some(text) = add_note(o, t) {
                    b.plan.changes.push(Change::Set { record: id.clone(), path, value: Value::Text(text) });
                }
            }
            _ => b.plan.changes.push(Change::Set { record: id.clone(), path, value: value.clone() }),
        }
    }
}

/// Our note with theirs below, unless it says it already, whole or in its title and lines.
fn add_note(ours: &str, theirs: &str) -> Option<String> {
    if ours.contains(theirs) {
        return None;
    }
    Some(format!("{ours}\n\n{theirs}"))
}

/// Rows keep their name where they say the same; else they are matched by what they are about.
fn rows(b: &mut Builder<'_>, id: &RecordId, ours: &Rows, theirs: &Rows, table: &'static [Field], at: &Path) {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut rest: Vec<(&str, &Group)> = Vec::new();
    for (name, row) in theirs.iter() {
        let says_all = |g: &Group| row.iter().all(|(f, v)| g.get(f.key) == Some(v));
        let same = ours.iter().find(|(k, g)| !taken.contains(*k) && says_all(g));
        match same {
            Some((k, _)) => {
                taken.insert(k.to_owned());
            }
            None => rest.push((name, row)),
        }
    }
    for (name, row) in rest {
        let about = |g: &Group| {
            ["name", "recipient", "label", "category", "kind"]
                .into_iter()
                .filter_map(|k| row.get(k).map(|v| (k, v)))
                .next()
                .is_some_and(|(k, v)| g.get(k) == Some(v))
        };
        let near = ours.iter().find(|(k, g)| !taken.contains(*k) && about(g));
        match near {
            Some((k, g)) => {
                taken.insert(k.to_owned());
                update(b, id, g, row, table, &at.join(k));
            }
            None => {
                let free = Id::parse(name).map(|n| {
                    n.free(|c| ours.get(c.as_str()).is_some() || taken.contains(c.as_str())).to_string()
                });
                let name = free.unwrap_or_else(|| name.to_owned());
                taken.insert(name.clone());
                let value = Value::Group(row.clone());
                b.plan.changes.push(Change::Set { record: id.clone(), path: at.join(&name), value });
            }
        }
    }
}
