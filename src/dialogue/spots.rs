//! A record as a list of places to be read one after the other: every field, derived from the field table.

use crate::model::{Field, Level, Path, Record, Shape, Value, fields_of};

/// A field of the record, or of one of its groups and rows.
#[derive(Clone, Debug)]
pub struct Spot {
    pub path: Path,
    pub field: &'static Field,
    /// The group or row that holds it; the root for a field of the record itself.
    pub section: Path,
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
        let inside = if field.shape.is_table() { path.clone() } else { section.clone() };
        out.push(Spot { path: path.clone(), field, section: inside });
        match field.shape {
            Shape::Group(inner) if record.value(&path) != Some(&Value::None) => {
                walk(record, inner, &path, out);
            }
            Shape::Rows(inner) => {
                let rows = record.value(&path).and_then(Value::as_rows);
                for (name, _) in rows.iter().flat_map(|r| r.iter()) {
                    walk(record, inner, &path.join(name), out);
                }
            }
            _ => {}
        }
    }
}

/// The sections of a record in order, each with the index of its first place.
pub fn sections(spots: &[Spot]) -> Vec<(Path, usize)> {
    let mut out: Vec<(Path, usize)> = Vec::new();
    for (i, spot) in spots.iter().enumerate() {
        // The record's own fields stand between its groups too: they are one section.
        if !out.iter().any(|(path, _)| *path == spot.section) {
            out.push((spot.section.clone(), i));
        }
    }
    out
}

/// How much the field is asked of this record.
pub fn level(record: &Record, spot: &Spot) -> Level {
    let settled = spot.path.keys().len() == 1 && record.settles(spot.field.key);
    if settled { Level::Free } else { spot.field.level_for(record.role()) }
}

/// Whether nothing is said there yet.
pub fn is_unknown(record: &Record, spot: &Spot) -> bool {
    match record.value(&spot.path) {
        None => true,
        Some(Value::Group(group)) => group.is_empty(),
        Some(_) => false,
    }
}

/// Whether the place is inside a group that says nothing yet: what it asks, it asks once the group is begun.
pub fn is_in_absent_group(record: &Record, spot: &Spot) -> bool {
    let parent = spot.path.parent().unwrap_or_default();
    !parent.is_root() && record.group(&parent).is_none()
}

/// Whether Art. 30 asks for it and nothing is said.
pub fn is_missing(record: &Record, spot: &Spot) -> bool {
    level(record, spot) >= Level::WherePossible
        && is_unknown(record, spot)
        && !is_in_absent_group(record, spot)
}
