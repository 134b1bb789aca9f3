//! A group of a record as an edition sees it: what it shows, what is answered, what could not be read.

use crate::model::field::{Field, Level, Role, Shape, fields_of};
use crate::model::id::RecordId;
use crate::model::path::Path;
use crate::model::record::Record;
use crate::model::value::{Group, Value};
use crate::model::vocabulary::Term;
use crate::report::register::Edition;

/// What only the program needs: the format of the files, how to know an imported file again.
fn is_for_the_program(holder: Option<&Field>, field: &Field) -> bool {
    match holder {
        None => field.key == "schema",
        Some(holder) => holder.key == "origin" && field.key == "file",
    }
}

/// A record's own fields, a group or a row of it.
#[derive(Clone)]
pub struct View<'a> {
    edition: &'a Edition,
    record: &'a RecordId,
    path: Path,
    table: &'static [Field],
    /// The group or the table of rows in which it stands.
    holder: Option<&'static Field>,
    /// `None` where nothing of the group is known.
    group: Option<&'a Group>,
    /// Of whom its fields are asked.
    pub role: Role,
}

/// What is known of a field: its value, and the places where something of it could not be read.
#[derive(Clone, Debug, Default)]
pub struct Answer<'a> {
    pub value: Option<&'a Value>,
    pub lost: Vec<String>,
}

impl Answer<'_> {
    /// Neither answered nor unreadable.
    pub fn is_unknown(&self) -> bool {
        self.value.is_none() && self.lost.is_empty()
    }
}

impl<'a> View<'a> {
    pub fn of(edition: &'a Edition, record: &'a Record) -> View<'a> {
        View {
            edition,
            record: &record.id,
            path: Path::root(),
            table: fields_of(record.id.kind),
            holder: None,
            group: Some(&record.fields),
            role: record.role(),
        }
    }

    /// A record of which nothing is known.
    pub fn blank(edition: &'a Edition, id: &'a RecordId) -> View<'a> {
        View {
            edition,
            record: id,
            path: Path::root(),
            table: fields_of(id.kind),
            holder: None,
            group: None,
            role: Role::Controller,
        }
    }

    /// Its fields are asked of this role.
    pub fn asked_of(mut self, role: Role) -> View<'a> {
        self.role = role;
        self
    }

    /// The fields that this edition shows, in the order of their table.
    pub fn fields(&self) -> impl Iterator<Item = &'static Field> {
        self.table.iter().filter(|f| self.holds(f))
    }

    /// The field of this key, if this edition shows it.
    pub fn field(&self, key: &str) -> Option<&'static Field> {
        self.table.iter().find(|f| f.key == key).filter(|f| self.holds(f))
    }

    /// Whether this edition shows the field.
    pub fn holds(&self, field: &Field) -> bool {
        let is_lost = || !self.edition.unread.at(self.record, &self.path.join(field.key)).is_empty();
        let is_wanted = self.edition.all_fields || !is_for_the_program(self.holder, field) || is_lost();
        is_wanted && self.edition.extent.holds(self.record.kind, self.holder, field, self.role)
    }

    /// Whether the field is named even where nobody has answered it.
    pub fn asks(&self, field: &Field) -> bool {
        self.holds(field) && (self.edition.all_fields || field.level_for(self.role) >= Level::Recommended)
    }

    /// The value of a field that this edition shows.
    pub fn get(&self, key: &str) -> Option<&'a Value> {
        self.field(key).and(self.group?.get(key))
    }

    /// What is known of a field that this edition shows.
    pub fn answer(&self, key: &str) -> Answer<'a> {
        if self.field(key).is_none() {
            return Answer::default();
        }
        let value = self.get(key);
        let path = self.path.join(key);
        let mut lost = self.edition.unread.at(self.record, &path).to_vec();
        match value {
            None => {
                let below = self.edition.unread.below(self.record, &path);
                lost.extend(below.into_iter().flat_map(|(_, places)| places.to_vec()));
            }
            Some(Value::Rows(_)) => lost.extend(self.lost_rows(key).into_iter().flat_map(|(_, at)| at)),
            Some(_) => {}
        }
        Answer { value, lost }
    }

    /// The names of the rows under `key` that could not be read at all, with their places.
    pub fn lost_rows(&self, key: &str) -> Vec<(String, Vec<String>)> {
        let path = self.path.join(key);
        let depth = path.keys().len() + 1;
        let rows = self.get(key).and_then(Value::as_rows);
        let below = self.edition.unread.below(self.record, &path).into_iter();
        let lost = below.filter(|(at, _)| at.keys().len() == depth);
        let lost = lost.filter_map(|(at, places)| Some((at.last()?, places)));
        lost.filter(|(name, _)| rows.is_none_or(|r| r.get(name).is_none()))
            .map(|(name, places)| (name.to_owned(), places.to_vec()))
            .collect()
    }

    /// The places where something of the rows under `key` could not be read that has no name.
    pub fn lost_nameless(&self, key: &str) -> &'a [String] {
        self.edition.unread.at(self.record, &self.path.join(key))
    }

    /// The group under `key`, where it is answered by one.
    pub fn group(&self, key: &str) -> Option<View<'a>> {
        let group = self.get(key)?.as_group()?;
        self.inner(key, self.path.join(key), group)
    }

    /// The rows under `key`.
    pub fn rows(&self, key: &str) -> Vec<(&'a str, View<'a>)> {
        let path = self.path.join(key);
        let rows = self.get(key).and_then(Value::as_rows).into_iter().flat_map(|r| r.iter());
        rows.filter_map(|(name, group)| Some((name, self.inner(key, path.join(name), group)?))).collect()
    }

    fn inner(&self, key: &str, path: Path, group: &'a Group) -> Option<View<'a>> {
        let holder = self.field(key)?;
        let table = match holder.shape {
            Shape::Group(table) | Shape::Rows(table) => table,
            _ => return None,
        };
        Some(View { path, table, holder: Some(holder), group: Some(group), ..self.clone() })
    }

    pub fn text(&self, key: &str) -> Option<&'a str> {
        self.get(key)?.as_text()
    }

    pub fn choice(&self, key: &str) -> Option<&'static Term> {
        self.get(key)?.as_choice()
    }
}
