//! A record as a list of places to be read one after the other: every field, derived from the field table.
//!
//! A group and a row are places too; what is inside is read once they are opened.

use std::collections::BTreeSet;

use crate::model::{Field, Level, Path, Record, Shape, Value, fields_of};

/// What a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A field with an answer of its own; rows too, as a list of them.
    Field,
    /// A group, which holds fields.
    Group,
    /// One row of a field that holds rows; its field is that one.
    Row,
}

/// A field of the record, or of one of its groups and rows; or such a group or row.
#[derive(Clone, Debug)]
pub struct Spot {
    pub path: Path,
    pub field: &'static Field,
    pub what: What,
    /// The group or row that holds it; the root for what the record itself holds.
    pub section: Path,
}

impl Spot {
    /// Whether it holds other places.
    pub fn holds_others(&self) -> bool {
        self.what != What::Field
    }
}

/// Every place of a record, in the order of its table. What is inside a group that is "none" is left out.
pub fn spots(record: &Record) -> Vec<Spot> {
    let mut out = Vec::new();
    walk(record, fields_of(record.id.kind), &Path::root(), &mut out);
    out
}

fn walk(record: &Record, table: &'static [Field], section: &Path, out: &mut Vec<Spot>) {
    for field in table {
        let path = section.join(field.key);
        let spot = |path: &Path, what| Spot { path: path.clone(), field, what, section: section.clone() };
        match field.shape {
            Shape::Group(inner) if record.value(&path) != Some(&Value::None) => {
                out.push(spot(&path, What::Group));
                walk(record, inner, &path, out);
            }
            Shape::Rows(inner) => {
                out.push(spot(&path, What::Field));
                let rows = record.value(&path).and_then(Value::as_rows);
                for (name, _) in rows.iter().flat_map(|r| r.iter()) {
                    let row = path.join(name);
                    out.push(spot(&row, What::Row));
                    walk(record, inner, &row, out);
                }
            }
            _ => out.push(spot(&path, What::Field)),
        }
    }
}

/// The groups and rows that are open.
#[derive(Debug, Default)]
pub struct Opened(BTreeSet<Path>);

impl Opened {
    pub fn open(&mut self, path: &Path) {
        self.0.insert(path.clone());
    }

    pub fn close(&mut self, path: &Path) {
        self.0.remove(path);
    }

    /// Opens all that holds a place.
    pub fn open_to(&mut self, spot: &Spot) {
        let mut at = spot.section.clone();
        while !at.is_root() {
            self.0.insert(at.clone());
            at = at.parent().unwrap_or_default();
        }
    }

    /// Whether a place is read: all that holds it is open.
    pub fn shows(&self, spot: &Spot, all: &[Spot]) -> bool {
        let holds = |s: &&Spot| s.holds_others() && s.path.holds(&spot.path) && s.path != spot.path;
        all.iter().filter(holds).all(|s| self.0.contains(&s.path))
    }
}

/// The sections of a record in order, each with the index of the place that it is about.
pub fn sections(spots: &[Spot]) -> Vec<(Path, usize)> {
    let holders = spots.iter().enumerate().filter(|(_, s)| s.holds_others());
    std::iter::once((Path::root(), 0)).chain(holders.map(|(i, s)| (s.path.clone(), i))).collect()
}

/// How much the field is asked of this record.
pub fn level(record: &Record, spot: &Spot) -> Level {
    let settled = spot.path.keys().len() == 1 && record.settles(spot.field.key);
    if settled || spot.what == What::Row { Level::Free } else { spot.field.level_for(record.role()) }
}

/// Whether nothing is said there yet.
pub fn is_unknown(record: &Record, spot: &Spot) -> bool {
    if spot.holds_others() {
        return record.group(&spot.path).is_none_or(|group| group.is_empty());
    }
    record.value(&spot.path).is_none()
}

/// Whether the place is inside a group that says nothing yet: what it asks, it asks once the group is begun.
pub fn is_in_absent_group(record: &Record, spot: &Spot) -> bool {
    let parent = spot.path.parent().unwrap_or_default();
    !parent.is_root() && spot.what != What::Row && record.group(&parent).is_none()
}

/// Whether Art. 30 asks for it and nothing is said.
pub fn is_missing(record: &Record, spot: &Spot) -> bool {
    level(record, spot) >= Level::WherePossible
        && is_unknown(record, spot)
        && !is_in_absent_group(record, spot)
}
