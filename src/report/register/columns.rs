//! Rows of a record → a table: the columns that matter, and under each row all that has no column.

use crate::model::field::Field;
use crate::model::message::{Text, text};
use crate::model::value::Value;
use crate::report::register::print::{Printer, in_a_run, is_reach};
use crate::report::register::view::View;
use crate::report::{Cell, Column, Part, Table, TableRow};

/// A column: the fields it shows, one under the other.
pub struct Col {
    /// The label of the first field where there is none.
    pub title: Option<Text>,
    /// Keys, `group.key` for a field of a group, `a|b` for the first of two that says something.
    pub keys: &'static [&'static str],
    pub share: f32,
    /// Whether the fields follow each other on one line rather than stand each on its own.
    run: bool,
}

const fn col(keys: &'static [&'static str], share: f32) -> Col {
    Col { title: None, keys, share, run: true }
}

/// Each field on a line of its own.
const fn stacked(keys: &'static [&'static str], share: f32) -> Col {
    Col { run: false, ..col(keys, share) }
}

const fn titled(fr: &'static str, en: &'static str, keys: &'static [&'static str], share: f32) -> Col {
    Col { title: Some(text(fr, en)), ..col(keys, share) }
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
                col(&["category", "label"], 1.7),
                col(&["items"], 2.6),
                titled("Durée de conservation", "Retention", &["retention"], 1.8),
            ];
            C
        }
        "special_categories" => {
            const C: &[Col] = &[
                col(&["category"], 1.5),
                col(&["items"], 1.8),
                titled("Ce qui l’autorise", "What allows it", &["exception", "law_ref", "authority"], 2.1),
                titled("Durée de conservation", "Retention", &["retention"], 1.5),
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
                col(&["recipient", "nature"], 2.0),
                col(&["country"], 0.8),
                col(&["mechanism", "module", "derogation"], 2.0),
                col(&["document"], 1.5),
            ];
            C
        }
        "security" => {
            const C: &[Col] = &[col(&["kind"], 1.4), col(&["description"], 4.6)];
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
        "waivers" => {
            const C: &[Col] = &[col(&["reason"], 2.8), col(&["by"], 1.4), col(&["until"], 0.8)];
            C
        }
        "rules" => {
            const C: &[Col] =
                &[col(&["kind"], 1.4), col(&["of", "field"], 1.6), col(&["says", "reason"], 2.4)];
            C
        }
        "references" => {
            const C: &[Col] = &[
                col(&["label"], 2.0),
                col(&["active"], 1.0),
                col(&["archive"], 1.0),
                col(&["trigger"], 1.6),
                col(&["source"], 1.6),
            ];
            C
        }
        _ => &[],
    }
}

/// The columns of the table of purposes, and of an activity's own.
pub const PURPOSES: &[Col] =
    &[stacked(&["name", "description"], 2.0), col(&["legal_basis", "legal_basis_detail", "law_refs"], 2.2)];
/// The columns of the table of retention rules.
pub const RETENTION: &[Col] = &[
    titled("Règle", "Rule", &["name"], 1.7),
    col(&["trigger"], 1.6),
    col(&["active|words"], 1.8),
    titled("Archivage", "Archive", &["archive", "archive_from"], 1.4),
    col(&["final"], 1.2),
];
/// The columns of the table of processors.
pub const PROCESSORS: &[Col] = &[
    titled("Nom et coordonnées", "Name and contact details", REACHED, 1.8),
    col(&["services"], 1.4),
    titled("Hébergement", "Hosting", &["hosting_countries"], 0.9),
    titled("Accès à distance", "Remote access", &["access_countries"], 0.9),
    titled("Contrat", "Contract", &["contract.ref", "contract.signed_on", "contract.ends_on"], 1.2),
];

impl Printer<'_> {
    /// A table of the rows under `field`, with all that has no column under each row, and the rows that
    /// could not be read.
    pub fn table(&self, view: &View, field: &'static Field) -> Table {
        let rows = view.rows(field.key);
        let columns = self.held(columns_for(field.key), rows.first().map(|(_, row)| row));
        let fields = field.shape.fields().unwrap_or_default();
        let heads = columns.iter().map(|c| Column::new(self.title(c, fields), c.share)).collect();
        let mut rows: Vec<TableRow> = rows
            .iter()
            .map(|(name, row)| {
                let mut out = self.table_row(&columns, row);
                if out.cells.first().is_none_or(|c| c.0.is_empty() || c.0 == [Part::Unknown])
                    && let Some(first) = out.cells.first_mut()
                {
                    *first = std::mem::take(first).with(Part::Small((*name).into()));
                }
                out
            })
            .collect();
        let mut lost = view.lost_rows(field.key);
        let nameless = view.lost_nameless(field.key);
        if !nameless.is_empty() {
            lost.push((String::new(), nameless.to_vec()));
        }
        rows.extend(lost.into_iter().map(|(name, places)| {
            let first = if name.is_empty() { Cell::default() } else { Cell(vec![Part::Small(name.into())]) };
            let more = Cell(vec![Part::Unread { partly: false, places }]);
            TableRow { cells: vec![first], more, anchor: None }
        }));
        Table { columns: heads, rows }
    }

    /// The columns that this edition shows something in.
    pub fn held(&self, columns: &'static [Col], row: Option<&View>) -> Vec<&'static Col> {
        let shows = |c: &&Col| row.is_none_or(|row| self.first_held(c, row).is_some());
        columns.iter().filter(shows).collect()
    }

    /// The first key of a column that this edition shows.
    fn first_held(&self, column: &Col, view: &View) -> Option<&'static str> {
        let first = |k: &&&'static str| k.split(['.', '|']).next().is_some_and(|k| view.field(k).is_some());
        column.keys.iter().find(first).copied()
    }

    pub fn title(&self, column: &Col, fields: &'static [Field]) -> String {
        let first = column.keys.first().and_then(|k| field_of(fields, k.split('|').next()?));
        let label = column.title.or(first.map(|f| f.label));
        label.map(|t| t.get(self.lang).to_owned()).unwrap_or_default()
    }

    /// One row: its columns, and the rest under it.
    pub fn table_row(&self, columns: &[&'static Col], view: &View) -> TableRow {
        self.table_row_without(columns, view, &[])
    }

    /// The same without these fields, which stand elsewhere.
    pub fn table_row_without(
        &self,
        columns: &[&'static Col],
        view: &View,
        elsewhere: &[&'static str],
    ) -> TableRow {
        let cells = columns.iter().map(|c| self.cell(c, view)).collect();
        let shown = [shown(columns, view), elsewhere.to_vec()].concat();
        TableRow { cells, more: Cell(self.pairs(view, &shown, "")), anchor: None }
    }

    /// What stands under a row when only these fields are wanted there.
    pub fn more(&self, view: &View, wanted: &[&str], columns: &[&'static Col]) -> Vec<Part> {
        let others = view.fields().map(|f| f.key).filter(|k| !wanted.contains(k));
        let hidden: Vec<&str> = others.chain(shown(columns, view)).collect();
        self.pairs(view, &hidden, "")
    }

    fn cell(&self, column: &Col, view: &View) -> Cell {
        if is_reach(column.keys) {
            let parts = self.reach(view);
            return if parts.is_empty() { Cell::unknown() } else { Cell(parts) };
        }
        let mut cell = Cell::default();
        for (i, key) in column.keys.iter().enumerate() {
            let key = chosen(view, key);
            let found = at(view, key).or_else(|| at(view, outer(key)).filter(|_| i == 0));
            let Some((within, field)) = found else { continue };
            if i == 0 || within.answer(field.key).value != Some(&Value::None) {
                cell.0.extend(self.said(&within, field));
            }
        }
        if column.run {
            cell.0 = in_a_run(std::mem::take(&mut cell.0), " — ");
        }
        let asked = || {
            let first = self.first_held(column, view)?;
            let key = chosen(view, first);
            at(view, key).or_else(|| at(view, outer(key))).map(|(within, field)| within.asks(field))
        };
        if cell.is_empty() && asked().unwrap_or_default() { Cell::unknown() } else { cell }
    }
}

/// The fields that stand in columns and so not under the row.
fn shown(columns: &[&'static Col], view: &View) -> Vec<&'static str> {
    // "None" under another value would not say of what, nor would a silence: they go with their label
    // under the row.
    let stands = |c: &Col, i: usize, k: &str| {
        let answer = || at(view, k).map(|(within, field)| within.answer(field.key)).unwrap_or_default();
        i == 0 || is_reach(c.keys) || answer().value.is_some_and(|v| *v != Value::None)
    };
    let keys = columns.iter().flat_map(|c| c.keys.iter().enumerate().map(move |(i, k)| (c, i, *k)));
    let mut shown = Vec::new();
    for (column, i, key) in keys {
        let said = chosen(view, key);
        if stands(column, i, said) {
            // Where the group itself says something else than its fields, that stands in their place.
            shown.push(if at(view, said).is_some() { said } else { outer(said) });
        }
        // One of `a|b` answers for both.
        let silent = |k: &&str| at(view, k).is_some_and(|(within, f)| within.answer(f.key).is_unknown());
        shown.extend(key.split('|').filter(|k| *k != said).filter(silent));
    }
    shown
}

/// The key to show: the first of `a|b` that says something, else `a`.
fn chosen(view: &View, key: &'static str) -> &'static str {
    let says = |k: &&str| at(view, k).is_some_and(|(within, field)| known(&within, field));
    let mut keys = key.split('|');
    key.split('|').find(says).or_else(|| keys.next()).unwrap_or(key)
}

fn known(view: &View, field: &Field) -> bool {
    let answer = view.answer(field.key);
    !answer.lost.is_empty() || answer.value.is_some_and(|v| *v != Value::None)
}

/// The field at `group.key`, with the view in which it stands; `None` where the group is not answered or
/// the edition does not show it.
fn at<'v>(view: &View<'v>, path: &str) -> Option<(View<'v>, &'static Field)> {
    match path.split_once('.') {
        None => Some((view.clone(), view.field(path)?)),
        Some((outer, inner)) => at(&view.group(outer)?, inner),
    }
}

/// The group that a path begins with, or the path itself.
fn outer(path: &str) -> &str {
    path.split('.').next().unwrap_or(path)
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
