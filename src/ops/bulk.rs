//! One field of many records, changed in one act: which fields, and what would change.

use std::collections::BTreeMap;

use crate::i18n::values;
use crate::model::{Change, Field, Kind, Lang, Path, Record, RecordId, Register, Shape, Value, fields_of};

/// Fields that tell one record from another, or that the program writes itself.
const OWN: [&str; 5] = ["name", "name_en", "ref", "schema", "origin"];

/// What becomes of a field in many records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// It gets this answer.
    Set,
    /// Its list gets these items.
    Add,
    /// Its list loses these items.
    Remove,
}

/// The fields that many records of a kind may have in common.
pub fn fields(kind: Kind) -> Vec<(Path, &'static Field)> {
    let mut found = Vec::new();
    collect(fields_of(kind), &Path::root(), &mut found);
    found
}

fn collect(table: &'static [Field], at: &Path, found: &mut Vec<(Path, &'static Field)>) {
    for field in table {
        let path = at.join(field.key);
        match field.shape {
            Shape::Rows(_) => {}
            _ if at.is_root() && OWN.contains(&field.key) => {}
            Shape::Group(inner) => collect(inner, &path, found),
            _ => found.push((path, field)),
        }
    }
}

/// The items that some of the records have at a place, in words, each with how many have it.
pub fn items_there(
    register: &Register,
    records: &[RecordId],
    path: &Path,
    field: &'static Field,
    lang: Lang,
) -> BTreeMap<String, (Value, usize)> {
    let mut counted: BTreeMap<String, (Value, usize)> = BTreeMap::new();
    let lists = records.iter().filter_map(|id| register.get(id)?.value(path));
    for item in lists.flat_map(Value::items) {
        let label = values::words(item, &field.shape, register, lang);
        counted.entry(label).or_insert_with(|| (item.clone(), 0)).1 += 1;
    }
    counted
}

/// A change of one field in many records.
#[derive(Clone, Debug)]
pub struct Edit {
    pub path: Path,
    pub how: How,
    pub value: Value,
    /// Whether "none" was said on purpose; an emptied answer is one that is not known.
    pub none_on_purpose: bool,
}

/// What an edit would do.
#[derive(Debug, Default)]
pub struct Plan {
    pub changes: Vec<Change>,
    /// The records that would change, each with the value before and after.
    pub touched: Vec<(RecordId, Option<Value>, Option<Value>)>,
    /// How many have this answer already.
    pub same: usize,
}

/// Works out what an edit would do to these records. Changes nothing.
pub fn plan(register: &Register, records: &[RecordId], edit: &Edit) -> Plan {
    let mut plan = Plan::default();
    for old in records.iter().filter_map(|id| register.get(id)) {
        let of_one = changes_of(edit, old);
        let mut new = Record::clone(old);
        // What is refused here is refused again, with its reason, when it is done.
        let _ = of_one.iter().try_for_each(|change| new.apply(change));
        let (before, after) = (old.value(&edit.path), new.value(&edit.path));
        if before == after {
            plan.same += 1;
            continue;
        }
        plan.touched.push((old.id.clone(), before.cloned(), after.cloned()));
        plan.changes.extend(of_one);
    }
    plan
}

fn changes_of(edit: &Edit, old: &Record) -> Vec<Change> {
    let (record, path) = (old.id.clone(), edit.path.clone());
    let items = || edit.value.items().iter().cloned();
    match edit.how {
        How::Add => {
            items().map(|item| Change::AddItem { record: record.clone(), path: path.clone(), item }).collect()
        }
        How::Remove => {
            let there = old.value(&path).map(Value::items).unwrap_or_default();
            items()
                .filter(|item| there.contains(item))
                .map(|item| Change::RemoveItem { record: record.clone(), path: path.clone(), item })
                .collect()
        }
        How::Set if edit.value == Value::None && !edit.none_on_purpose => match old.value(&path) {
            Some(_) => vec![Change::Unset { record, path }],
            None => Vec::new(),
        },
        How::Set => vec![Change::Set { record, path, value: edit.value.clone() }],
    }
}
