//! Rows of a record → a table: the columns that matter, and under each row all that has no column.

use crate::model::field::{Field, Level, Role};
use crate::model::message::{Text, text};
use crate::model::value::{Group, Rows, Value};
use crate::report::register::print::{Printer, is_reach};
use crate::report::{Cell, Column, Part, Table, TableRow};

/// A column: the fields it shows, one under the other.
pub struct Col {
    /// The label of the first field where there is none.
    pub title: Option<Text>,
    /// Keys, `group.key` for a field of a group, `a|b` for the first of two that says something.
    pub keys: &'static [&'static str],
    pub share: f32,
}

const fn col(keys: &'static [&'static str], share: f32) -> Col {
    Col { title: None, keys, share }
}

const fn titled(fr: &'static str, en: &'static str, keys: &'static [&'static str], share: f32) -> Col {
    Col { title: Some(text(fr, en)), keys, share }
}

const REACHED: &[&str] = &["name", "address", "postal_code", "city", "country", "phone", "email"];

/// The columns for the rows under a key; all fields stand under the row where there are none.
pub fn columns_for(key: &str) -> &'static [Col] {
    match key {
        "data_subjects" => {
            const C: &[Col] = &[
                col(&["category"], 1.6),
                col(&["details"], 2.2),
                titled("Nombre", "Number", &["volume", "volume_band"], 1.0),
                col(&["minors"], 0.8),
                titled("Dont vulnérables", "Including vulnerable", &["vulnerable"], 1.0),
            ];
            C
        }
        "data" => {
            const C: &[Col] = &[
                col(&["category", "label"], 1.5),
                col(&["items"], 1.9),
                titled("Pourquoi elles sont nécessaires", "Why it is needed", &["necessity"], 1.9),
                col(&["source", "source_details"], 1.2),
                col(&["mandatory"], 0.6),
                titled("Durée", "Retention", &["retention"], 1.5),
            ];
            C
        }
        "special_categories" => {
            const C: &[Col] = &[
                col(&["category"], 1.4),
                col(&["items"], 1.5),
                titled("Ce qui l’autorise", "What allows it", &["exception", "law_ref", "authority"], 1.8),
                titled("Pourquoi", "Why", &["necessity"], 1.7),
                titled("Durée", "Retention", &["retention"], 1.4),
            ];
            C
        }
        "recipients" => {
            const C: &[Col] = &[
                col(&["kind"], 1.5),
                col(&["name"], 2.0),
                col(&["purpose"], 1.9),
                col(&["data"], 1.5),
                col(&["country"], 0.9),
            ];
            C
        }
        "transfers" => {
            const C: &[Col] = &[
                col(&["recipient", "nature"], 1.7),
                col(&["country"], 0.9),
                col(&["mechanism", "module", "derogation"], 1.7),
                col(&["safeguards"], 1.7),
                col(&["document"], 1.4),
            ];
            C
        }
        "security" => {
            const C: &[Col] = &[
                col(&["kind"], 1.5),
                col(&["description"], 3.0),
                col(&["reference"], 1.3),
                col(&["checked_on"], 0.9),
            ];
            C
        }
        "joint_controllers" => {
            const C: &[Col] = &[
                titled("Nom et coordonnées", "Name and contact details", REACHED, 2.0),
                col(&["duties"], 2.4),
                col(&["arrangement_ref"], 1.4),
            ];
            C
        }
        "clients" => {
            const C: &[Col] = &[
                titled("Nom et coordonnées", "Name and contact details", REACHED, 1.9),
                titled("Représentant", "Representative", &["representative"], 1.2),
                titled("Délégué", "DPO", &["dpo"], 1.2),
                col(&["processing_categories"], 1.7),
                col(&["contract_ref", "ends_on"], 1.2),
            ];
            C
        }
        "subprocessors" => {
            const C: &[Col] = &[
                col(&["name"], 1.6),
                col(&["service"], 1.6),
                col(&["country"], 1.0),
                col(&["email"], 1.4),
                col(&["authorised_on"], 0.9),
            ];
            C
        }
        "attachments" => {
            const C: &[Col] = &[col(&["name"], 2.0), col(&["link"], 2.8), col(&["date"], 0.8)];
            C
        }
        _ => &[],
    }
}

/// The columns of the table of purposes.
pub const PURPOSES: &[Col] = &[
    col(&["name", "description"], 2.2),
    col(&["legal_basis", "legal_basis_detail", "law_refs"], 2.3),
    titled("Durée", "Retention", &["retention"], 1.3),
];
/// The columns of the table of retention rules.
pub const RETENTION: &[Col] = &[
    titled("Règle", "Rule", &["name"], 1.8),
    col(&["trigger"], 1.7),
    col(&["active|words"], 1.4),
    titled("Archivage", "Archive", &["archive", "archive_from"], 1.2),
    col(&["final"], 1.2),
];
/// The columns of the table of processors.
pub const PROCESSORS: &[Col] = &[
    titled("Nom et coordonnées", "Name and contact details", REACHED, 2.0),
    col(&["services"], 1.5),
    titled("Hébergement, accès", "Hosting, access", &["hosting_countries", "access_countries"], 1.2),
    titled("Contrat", "Contract", &["contract.ref", "contract.signed_on", "contract.ends_on"], 1.2),
];

impl Printer<'_> {
    /// A table of rows, with all that has no column under each row.
    pub fn table(&self, key: &str, fields: &'static [Field], rows: &Rows, role: Role) -> Table {
        let columns = columns_for(key);
        let heads = columns.iter().map(|c| Column::new(self.title(c, fields), c.share)).collect();
        let rows = rows
            .iter()
            .map(|(name, group)| {
                let mut row = self.table_row(columns, fields, group, role);
                if row.cells.first().is_none_or(|c| c.0.is_empty() || c.0 == [Part::Unknown])
                    && let Some(first) = row.cells.first_mut()
                {
                    *first = std::mem::take(first).with(Part::Small(name.into()));
                }
                row
            })
            .collect();
        Table { columns: heads, rows }
    }

    pub fn title(&self, column: &Col, fields: &'static [Field]) -> String {
        let first = column.keys.first().and_then(|k| field_of(fields, k.split('|').next()?));
        let label = column.title.or(first.map(|f| f.label));
        label.map(|t| t.get(self.lang).to_owned()).unwrap_or_default()
    }

    /// One row: its columns, and the rest under it.
    pub fn table_row(
        &self,
        columns: &[Col],
        fields: &'static [Field],
        group: &Group,
        role: Role,
    ) -> TableRow {
        let cells = columns.iter().map(|c| self.cell(c, fields, group, role)).collect();
        // "None" under another value would not say of what: it goes with its label under the row.
        let stands = |c: &&Col, i: usize, k: &str| {
            i == 0 || is_reach(c.keys) || value_at(group, k).is_some_and(|v| *v != Value::None)
        };
        let shown: Vec<&str> = columns
            .iter()
            .flat_map(|c| c.keys.iter().enumerate().filter(move |(i, k)| stands(&c, *i, k)))
            .map(|(_, key)| chosen(group, key))
            .collect();
        TableRow { cells, more: Cell(self.pairs(group, &shown, "")), anchor: None }
    }

    /// What stands under a row when only these fields are wanted there.
    pub fn more(&self, group: &Group, wanted: &[&str], shown: &[Col]) -> Cell {
        let shown: Vec<&str> = shown.iter().flat_map(|c| c.keys.iter()).map(|k| chosen(group, k)).collect();
        let others = group.iter().map(|(f, _)| f.key).filter(|k| !wanted.contains(k));
        let hidden: Vec<&str> = others.chain(shown).collect();
        Cell(self.pairs(group, &hidden, ""))
    }

    fn cell(&self, column: &Col, fields: &'static [Field], group: &Group, role: Role) -> Cell {
        if is_reach(column.keys) {
            let lines = self.reach(group);
            let parts: Vec<Part> = lines.into_iter().map(Part::Text).collect();
            return if parts.is_empty() { Cell::unknown() } else { Cell(parts) };
        }
        let mut cell = Cell::default();
        for (i, key) in column.keys.iter().enumerate() {
            let key = chosen(group, key);
            let Some(field) = field_of(fields, key) else { continue };
            if let Some(value) = value_at(group, key).filter(|v| i == 0 || **v != Value::None) {
                cell.0.extend(self.parts(field, value));
            }
        }
        let asked = |k: &&str| {
            field_of(fields, chosen(group, k)).is_some_and(|f| f.level_for(role) >= Level::Recommended)
        };
        if cell.is_empty() && column.keys.first().is_some_and(asked) { Cell::unknown() } else { cell }
    }
}

/// The key to show: the first of `a|b` that says something, else `a`.
fn chosen<'k>(group: &Group, key: &'k str) -> &'k str {
    let says = |k: &&str| value_at(group, k).is_some_and(|v| *v != Value::None);
    let mut keys = key.split('|');
    key.split('|').find(says).or_else(|| keys.next()).unwrap_or(key)
}

fn field_of(fields: &'static [Field], path: &str) -> Option<&'static Field> {
    let mut keys = path.split('.');
    let mut field = fields.iter().find(|f| Some(f.key) == keys.clone().next())?;
    keys.next();
    for key in keys {
        field = field.shape.fields()?.iter().find(|f| f.key == key)?;
    }
    Some(field)
}

fn value_at<'g>(group: &'g Group, path: &str) -> Option<&'g Value> {
    match path.split_once('.') {
        None => group.get(path),
        Some((outer, inner)) => value_at(group.group(outer)?, inner),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::field::{Shape, fields_of};
    use crate::model::kind::Kind;

    /// A column that names a field that is gone would silently be empty.
    #[test]
    fn every_column_names_fields_that_exist() {
        let check = |columns: &[Col], fields: &'static [Field], at: &str| {
            for key in columns.iter().flat_map(|c| c.keys).flat_map(|k| k.split('|')) {
                assert!(field_of(fields, key).is_some(), "{at}: no field {key}");
            }
        };
        for kind in Kind::ALL {
            for f in fields_of(kind) {
                if let Shape::Rows(inner) = f.shape {
                    check(columns_for(f.key), inner, f.key);
                    assert!(!columns_for(f.key).is_empty(), "{} has no columns", f.key);
                }
            }
        }
        check(PURPOSES, fields_of(Kind::Purpose), "purposes");
        check(RETENTION, fields_of(Kind::Retention), "retention");
        check(PROCESSORS, fields_of(Kind::Processor), "processors");
    }
}
