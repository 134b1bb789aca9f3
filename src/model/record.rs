//! A record, and the register that holds them all.

use super::field::{Role, Shape, fields_of};
use super::id::{Id, RecordId};
use super::kind::Kind;
use super::message::Lang;
use super::path::Path;
use super::value::{Group, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

/// One record: what a file of the register says.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    pub id: RecordId,
    pub fields: Group,
}

impl Record {
    pub fn new(id: RecordId) -> Record {
        Record { id, fields: Group::new() }
    }

    /// The value at `path`; `None` when it is not known yet. The root has no value of its own.
    pub fn value(&self, path: &Path) -> Option<&Value> {
        let mut group = &self.fields;
        let mut keys = path.keys().iter();
        loop {
            let value = group.get(keys.next()?)?;
            match value {
                Value::Group(inner) => {
                    if keys.as_slice().is_empty() {
                        return Some(value);
                    }
                    group = inner;
                }
                Value::Rows(rows) => match keys.next() {
                    None => return Some(value),
                    Some(row) => {
                        group = rows.get(row)?;
                        if keys.as_slice().is_empty() {
                            return None;
                        }
                    }
                },
                _ => return keys.as_slice().is_empty().then_some(value),
            }
        }
    }

    /// The group at `path`: the record's own fields, a group or a row.
    pub fn group(&self, path: &Path) -> Option<&Group> {
        let mut group = &self.fields;
        let mut keys = path.keys().iter();
        while let Some(key) = keys.next() {
            group = match group.get(key)? {
                Value::Group(inner) => inner,
                Value::Rows(rows) => rows.get(keys.next()?)?,
                _ => return None,
            };
        }
        Some(group)
    }

    /// What to call the record: its name in `lang` where it has one, else its name, else its identifier.
    pub fn title(&self, lang: Lang) -> &str {
        let english = (lang == Lang::En).then(|| self.fields.text("name_en")).flatten();
        english.or_else(|| self.fields.text("name")).unwrap_or(self.id.id.as_str())
    }

    /// Whether the sheet belongs to the controller's or to the processor's register.
    pub fn role(&self) -> Role {
        match self.fields.choice("role").map(|t| t.id) {
            Some("processor") => Role::Processor,
            _ => Role::Controller,
        }
    }

    /// Whether another answer says that the question `key` of Art. 30 does not arise: a sheet whose role is not
    /// joint has no joint controllers, an organisation that is not outside the Union no representative in it.
    pub fn settles(&self, key: &str) -> bool {
        match (self.id.kind, key) {
            (Kind::Activity, "joint_controllers") => {
                self.fields.choice("role").is_none_or(|role| role.id != "joint")
            }
            (Kind::Organisation, "eu_representative") => self.fields.bool("eu_established") != Some(false),
            _ => false,
        }
    }

    /// Every reference to another record, with the place where it stands.
    pub fn references(&self) -> Vec<(Path, Kind, &Id)> {
        let mut found = Vec::new();
        collect(&self.fields, &Path::root(), &mut found);
        found
    }
}

fn collect<'a>(group: &'a Group, at: &Path, found: &mut Vec<(Path, Kind, &'a Id)>) {
    for (field, value) in group.iter() {
        let needs_path = field.shape.refers_to().is_some() || field.shape.is_table();
        if !needs_path {
            continue;
        }
        let path = at.join(field.key);
        match (value, field.shape) {
            (Value::Ref(id), Shape::Ref(kind)) => found.push((path, kind, id)),
            (Value::List(items), Shape::Refs(kind)) => {
                found.extend(items.iter().filter_map(|i| match i {
                    Value::Ref(id) => Some((path.clone(), kind, id)),
                    _ => None,
                }));
            }
            (Value::Group(inner), _) => collect(inner, &path, found),
            (Value::Rows(rows), _) => {
                for (key, row) in rows.iter() {
                    collect(row, &path.join(key), found);
                }
            }
            _ => {}
        }
    }
}

/// All the records that could be read, by identifier. Cheap to clone: shared until it is changed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Register {
    records: Arc<BTreeMap<RecordId, Arc<Record>>>,
}

impl Register {
    pub fn new() -> Register {
        Register::default()
    }

    pub fn get(&self, id: &RecordId) -> Option<&Arc<Record>> {
        self.records.get(id)
    }

    /// The record of `kind` called `id`.
    pub fn find(&self, kind: Kind, id: &Id) -> Option<&Arc<Record>> {
        self.records.get(&RecordId::new(kind, id.clone()))
    }

    pub fn organisation(&self) -> Option<&Arc<Record>> {
        self.records.get(&RecordId::organisation())
    }

    pub fn contains(&self, id: &RecordId) -> bool {
        self.records.contains_key(id)
    }

    pub fn insert(&mut self, record: impl Into<Arc<Record>>) {
        let record = record.into();
        Arc::make_mut(&mut self.records).insert(record.id.clone(), record);
    }

    pub fn remove(&mut self, id: &RecordId) -> Option<Arc<Record>> {
        if !self.contains(id) {
            return None;
        }
        Arc::make_mut(&mut self.records).remove(id)
    }

    /// All records, by kind then identifier.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Record>> {
        self.records.values()
    }

    /// The records of one kind, by identifier.
    pub fn of(&self, kind: Kind) -> impl Iterator<Item = &Arc<Record>> {
        // By the names alone: to look into every record would cost more than all else.
        self.records.iter().filter(move |(id, _)| id.kind == kind).map(|(_, record)| record)
    }

    pub fn len(&self) -> usize {
        self.records.len()
    }

    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// Who refers to `id`, and where.
    pub fn referrers(&self, id: &RecordId) -> Vec<(RecordId, Path)> {
        self.records
            .values()
            .flat_map(|r| {
                r.references()
                    .into_iter()
                    .filter(|(_, kind, target)| *kind == id.kind && **target == id.id)
                    .map(|(path, ..)| (r.id.clone(), path))
                    .collect::<Vec<_>>()
            })
            .collect()
    }

    /// The default language of the register, as the organisation says; French when it says nothing.
    pub fn language(&self) -> Lang {
        match self.organisation().and_then(|o| o.fields.choice("language")).map(|t| t.id) {
            Some("en") => Lang::En,
            _ => Lang::Fr,
        }
    }
}

/// The table of fields at `path` in a record of `kind`: of the record, of a group, of a row.
pub fn table_at(kind: Kind, path: &Path) -> Option<&'static [super::field::Field]> {
    let mut table = fields_of(kind);
    let mut keys = path.keys().iter();
    while let Some(key) = keys.next() {
        let field = table.iter().find(|f| f.key == key)?;
        table = match field.shape {
            Shape::Group(inner) => inner,
            Shape::Rows(inner) => {
                keys.next()?;
                inner
            }
            _ => return None,
        };
    }
    Some(table)
}
