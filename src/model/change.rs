//! The one way a register changes: forms, scripts, imports and undo all make these.

use super::field::{Field, Shape, fields_of};
use super::id::{Id, RecordId};
use super::kind::Kind;
use super::message::{Message, Text, text};
use super::path::{Path, is_key};
use super::record::{Record, Register};
use super::value::{Group, Rows, Value};
use std::sync::Arc;

/// What is said of a place that no record of the kind has.
pub const NO_FIELD: Text = text(
    "Aucun champ «\u{a0}{path}\u{a0}» dans une fiche «\u{a0}{kind}\u{a0}».",
    "A “{kind}” record has no field “{path}”.",
);

/// One change.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Answers a field; groups and rows on the way are made. The path may name a whole row.
    Set { record: RecordId, path: Path, value: Value },
    /// A field, a row or a group back to "not known yet".
    Unset { record: RecordId, path: Path },
    /// Adds an item to a list, at the end; an item that is there already is left as it is.
    AddItem { record: RecordId, path: Path, item: Value },
    /// Takes an item out of a list; the last one gone leaves "none".
    RemoveItem { record: RecordId, path: Path, item: Value },
    /// Gives a row another name, at the same place.
    RenameRow { record: RecordId, path: Path, to: String },
    /// A new record.
    Create { record: Record },
    /// The record goes; what refers to it stays as it is (faces refuse before it comes to that).
    Delete { record: RecordId },
    /// The record gets another identifier, and so does every reference to it.
    Rename { record: RecordId, to: Id },
}

impl Change {
    /// The record it is about.
    pub fn record(&self) -> &RecordId {
        match self {
            Change::Set { record, .. }
            | Change::Unset { record, .. }
            | Change::AddItem { record, .. }
            | Change::RemoveItem { record, .. }
            | Change::RenameRow { record, .. }
            | Change::Delete { record }
            | Change::Rename { record, .. } => record,
            Change::Create { record } => &record.id,
        }
    }

    /// The place it touches; the root for a whole record.
    pub fn path(&self) -> Path {
        match self {
            Change::Set { path, .. }
            | Change::Unset { path, .. }
            | Change::AddItem { path, .. }
            | Change::RemoveItem { path, .. }
            | Change::RenameRow { path, .. } => path.clone(),
            _ => Path::root(),
        }
    }
}

/// Why a change cannot be made.
#[derive(Clone, Debug, PartialEq)]
pub enum ChangeError {
    NoRecord(RecordId),
    RecordExists(RecordId),
    /// No field of the record's kind has this path.
    NoField(RecordId, Path),
    /// The value does not fit the field's shape.
    WrongShape(RecordId, Path),
    /// No row of that name, or the new name is taken or malformed.
    Row(RecordId, Path),
}

impl ChangeError {
    pub fn message(&self) -> Message {
        match self {
            ChangeError::NoRecord(r) => text(
                "Aucune fiche «\u{a0}{record}\u{a0}» dans le registre.",
                "The register has no record “{record}”.",
            )
            .msg()
            .with("record", r.to_string()),
            ChangeError::RecordExists(r) => text(
                "Une fiche «\u{a0}{record}\u{a0}» existe déjà\u{202f}; choisir un autre identifiant.",
                "A record “{record}” exists already; choose another identifier.",
            )
            .msg()
            .with("record", r.to_string()),
            ChangeError::NoField(r, p) => {
                NO_FIELD.msg().with("path", p.to_string()).with("kind", r.kind.singular())
            }
            ChangeError::WrongShape(r, p) => text(
                "La valeur ne convient pas au champ «\u{a0}{path}\u{a0}» de {record}.",
                "The value does not fit the field “{path}” of {record}.",
            )
            .msg()
            .with("path", p.to_string())
            .with("record", r.to_string()),
            ChangeError::Row(r, p) => text(
                "La ligne «\u{a0}{path}\u{a0}» de {record} n’existe pas, ou son nouveau nom est pris ou mal formé (lettres sans accent, chiffres, tirets).",
                "The row “{path}” of {record} does not exist, or its new name is taken or malformed (plain letters, digits, hyphens).",
            )
            .msg()
            .with("path", p.to_string())
            .with("record", r.to_string()),
        }
    }
}

impl Register {
    /// Makes one change. Nothing is changed when it is refused.
    pub fn apply(&mut self, change: &Change) -> Result<(), ChangeError> {
        match change {
            Change::Create { record } => {
                if self.contains(&record.id) {
                    return Err(ChangeError::RecordExists(record.id.clone()));
                }
                self.insert(record.clone());
                Ok(())
            }
            Change::Delete { record } => {
                self.remove(record).map(drop).ok_or_else(|| ChangeError::NoRecord(record.clone()))
            }
            Change::Rename { record, to } => self.rename(record, to),
            _ => {
                let id = change.record();
                let old = self.get(id).ok_or_else(|| ChangeError::NoRecord(id.clone()))?;
                let mut new = Record::clone(old);
                new.apply(change)?;
                self.insert(new);
                Ok(())
            }
        }
    }

    fn rename(&mut self, from: &RecordId, to: &Id) -> Result<(), ChangeError> {
        let target = RecordId::new(from.kind, to.clone());
        if from.kind == Kind::Organisation {
            return Err(ChangeError::NoRecord(target));
        }
        if self.contains(&target) {
            return Err(ChangeError::RecordExists(target));
        }
        let old = self.remove(from).ok_or_else(|| ChangeError::NoRecord(from.clone()))?;
        self.insert(Record { id: target.clone(), fields: old.fields.clone() });
        for (referrer, _) in self.referrers(from) {
            if let Some(record) = self.get(&referrer) {
                let mut record = Record::clone(record);
                record.redirect(&|kind, id| (kind == from.kind && *id == from.id).then(|| to.clone()));
                self.insert(Arc::new(record));
            }
        }
        Ok(())
    }
}

fn replace_refs(group: &mut Group, table: &'static [Field], to: &dyn Fn(Kind, &Id) -> Option<Id>) {
    for field in table {
        let Some(value) = group.get_mut(field.key) else { continue };
        match (value, field.shape) {
            (Value::Ref(id), Shape::Ref(kind)) => {
                if let Some(new) = to(kind, id) {
                    *id = new;
                }
            }
            (Value::List(items), Shape::Refs(kind)) => {
                for item in items {
                    if let Value::Ref(id) = item
                        && let Some(new) = to(kind, id)
                    {
                        *id = new;
                    }
                }
            }
            (Value::Group(inner), Shape::Group(fields)) => replace_refs(inner, fields, to),
            (Value::Rows(rows), Shape::Rows(fields)) => {
                let keys: Vec<String> = rows.iter().map(|(k, _)| k.to_owned()).collect();
                for key in keys {
                    if let Some(row) = rows.get_mut(&key) {
                        replace_refs(row, fields, to);
                    }
                }
            }
            _ => {}
        }
    }
}

impl Record {
    /// Makes every reference one to what `to` says in its place, all at once; where it says nothing, the
    /// reference stays.
    pub fn redirect(&mut self, to: &dyn Fn(Kind, &Id) -> Option<Id>) {
        replace_refs(&mut self.fields, fields_of(self.id.kind), to);
    }

    /// Makes one change inside this record. Nothing is changed when it is refused.
    pub fn apply(&mut self, change: &Change) -> Result<(), ChangeError> {
        let id = self.id.clone();
        match change {
            Change::Set { path, value, .. } => {
                let place = Place::of(&id, path)?;
                if !place.accepts(value) {
                    return Err(ChangeError::WrongShape(id, path.clone()));
                }
                place.write(&mut self.fields, value.clone());
            }
            Change::Unset { path, .. } => {
                Place::of(&id, path)?.clear(&mut self.fields);
            }
            Change::AddItem { path, item, .. } => {
                let place = Place::of(&id, path)?;
                if place.row.is_some() || !item.fits_item(&place.field.shape) {
                    return Err(ChangeError::WrongShape(id, path.clone()));
                }
                let mut items = self.value(path).map(|v| v.items().to_vec()).unwrap_or_default();
                if !items.contains(item) {
                    items.push(item.clone());
                }
                place.write(&mut self.fields, Value::list(items));
            }
            Change::RemoveItem { path, item, .. } => {
                let place = Place::of(&id, path)?;
                if place.row.is_some() || !place.field.shape.is_list() {
                    return Err(ChangeError::WrongShape(id, path.clone()));
                }
                let Some(value) = self.value(path) else { return Ok(()) };
                let items = value.items().iter().filter(|i| *i != item).cloned().collect();
                place.write(&mut self.fields, Value::list(items));
            }
            Change::RenameRow { path, to, .. } => {
                let refused = || ChangeError::Row(id.clone(), path.clone());
                let place = Place::of(&id, path)?;
                let from = place.row.ok_or_else(refused)?;
                let rows = place.group_mut(&mut self.fields).and_then(|g| g.get_mut(place.field.key));
                match rows {
                    Some(Value::Rows(rows)) if is_key(to) => {
                        if !rows.rename(from, to) {
                            return Err(refused());
                        }
                    }
                    _ => return Err(refused()),
                }
            }
            Change::Create { .. } | Change::Delete { .. } | Change::Rename { .. } => {
                return Err(ChangeError::NoField(id, Path::root()));
            }
        }
        Ok(())
    }
}

/// A place in a record that a change may touch: a field, or a row of a field.
struct Place<'a> {
    /// The groups and rows to go through: a field, and the row's name where it holds rows.
    through: Vec<(&'static [Field], &'static Field, Option<&'a str>)>,
    table: &'static [Field],
    field: &'static Field,
    row: Option<&'a str>,
}

impl<'a> Place<'a> {
    fn of(record: &RecordId, path: &'a Path) -> Result<Place<'a>, ChangeError> {
        let missing = || ChangeError::NoField(record.clone(), path.clone());
        let mut table = fields_of(record.kind);
        let mut through = Vec::new();
        let mut keys = path.keys().iter();
        loop {
            let key = keys.next().ok_or_else(missing)?;
            let field = table.iter().find(|f| f.key == key).ok_or_else(missing)?;
            let row = match field.shape {
                Shape::Rows(_) => keys.next().map(String::as_str),
                _ => None,
            };
            if row.is_some_and(|r| !is_key(r)) {
                return Err(ChangeError::Row(record.clone(), path.clone()));
            }
            if keys.as_slice().is_empty() {
                return Ok(Place { through, table, field, row });
            }
            through.push((table, field, row));
            table = field.shape.fields().ok_or_else(missing)?;
        }
    }

    fn accepts(&self, value: &Value) -> bool {
        match (self.row, self.field.shape, value) {
            (Some(_), Shape::Rows(fields), Value::Group(_)) => value.fits(&Shape::Group(fields)),
            (Some(_), ..) => false,
            (None, shape, value) => value.fits(&shape),
        }
    }

    /// The group that holds the place, when it is there.
    fn group_mut<'g>(&self, root: &'g mut Group) -> Option<&'g mut Group> {
        let mut group = root;
        for (_, field, row) in &self.through {
            group = match (group.get_mut(field.key)?, row) {
                (Value::Group(inner), None) => inner,
                (Value::Rows(rows), Some(row)) => rows.get_mut(row)?,
                _ => return None,
            };
        }
        Some(group)
    }

    /// Writes the value, making the groups and rows on the way.
    fn write(&self, root: &mut Group, value: Value) {
        fn inside<'g>(
            group: &'g mut Group,
            table: &'static [Field],
            field: &'static Field,
            row: Option<&str>,
        ) -> Option<&'g mut Group> {
            let fresh = || match row {
                None => Value::Group(Group::new()),
                Some(_) => Value::Rows(Rows::new()),
            };
            let index = table.iter().position(|f| f.key == field.key)?;
            if !matches!(
                (group.get(field.key), row),
                (Some(Value::Group(_)), None) | (Some(Value::Rows(_)), Some(_))
            ) {
                group.put(table, index, fresh());
            }
            match (group.get_mut(field.key)?, row) {
                (Value::Group(inner), None) => Some(inner),
                (Value::Rows(rows), Some(row)) => {
                    if rows.get(row).is_none() {
                        rows.set(row, Group::new());
                    }
                    rows.get_mut(row)
                }
                _ => None,
            }
        }
        let mut group = root;
        for (table, field, row) in &self.through {
            match inside(group, table, field, *row) {
                Some(inner) => group = inner,
                None => return,
            }
        }
        match (self.row, value) {
            (Some(row), Value::Group(new)) => {
                if let Some(slot) = inside(group, self.table, self.field, Some(row)) {
                    *slot = new;
                }
            }
            (_, value) => {
                let _ = group.set(self.table, self.field.key, value);
            }
        }
    }

    fn clear(&self, root: &mut Group) {
        let Some(group) = self.group_mut(root) else { return };
        match self.row {
            None => drop(group.unset(self.field.key)),
            Some(row) => {
                if let Some(Value::Rows(rows)) = group.get_mut(self.field.key) {
                    rows.remove(row);
                    if rows.is_empty() {
                        group.unset(self.field.key);
                    }
                }
            }
        }
        // A group with nothing in it says nothing; a row is there by its name.
        for depth in (0..self.through.len()).rev() {
            let (_, field, row) = self.through[depth];
            let parent = Place { through: self.through[..depth].to_vec(), table: self.table, field, row };
            let Some(group) = parent.group_mut(root) else { return };
            let empty = matches!(group.get(field.key), Some(Value::Group(inner)) if inner.is_empty());
            if row.is_some() || !empty {
                return;
            }
            group.unset(field.key);
        }
    }
}
