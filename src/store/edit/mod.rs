//! Changes → the text of a file. (A first, plain writer; the comment-keeping one replaces it.)

use crate::model::message::{Message, text};
use crate::model::{Change, Group, Record, RecordId, Shape, Value};
use crate::store::load::parse;

/// Why a text could not be edited.
#[derive(Clone, Debug, PartialEq)]
pub struct EditError(Message);

impl EditError {
    pub fn message(&self) -> Message {
        self.0.clone()
    }
}

/// The text of a file with one change made in it.
pub fn apply(bytes: &[u8], change: &Change) -> Result<Vec<u8>, EditError> {
    let unreadable = || EditError(text("Fichier illisible.", "Unreadable file.").msg());
    let mut record = parse(change.record(), bytes).0.ok_or_else(unreadable)?;
    record.apply(change).map_err(|e| EditError(e.message()))?;
    Ok(create(&record))
}

/// The text of a new file.
pub fn create(record: &Record) -> Vec<u8> {
    let mut out = String::new();
    group(&record.fields, "", &mut out);
    out.into_bytes()
}

/// The canonical form of a file.
pub fn canonical(id: &RecordId, bytes: &[u8]) -> Result<Vec<u8>, EditError> {
    let unreadable = || EditError(text("Fichier illisible.", "Unreadable file.").msg());
    Ok(create(&parse(id, bytes).0.ok_or_else(unreadable)?))
}

fn group(g: &Group, at: &str, out: &mut String) {
    let join = |key: &str| if at.is_empty() { key.to_owned() } else { format!("{at}.{key}") };
    for (field, value) in g.iter() {
        match value {
            Value::Group(_) | Value::Rows(_) => {}
            _ => out.push_str(&format!("{} = {}\n", field.key, scalar(value, &field.shape))),
        }
    }
    for (field, value) in g.iter() {
        match value {
            Value::Group(inner) => {
                out.push_str(&format!("\n[{}]\n", join(field.key)));
                group(inner, &join(field.key), out);
            }
            Value::Rows(rows) => {
                for (name, row) in rows.iter() {
                    let path = format!("{}.{name}", join(field.key));
                    out.push_str(&format!("\n[{path}]\n"));
                    group(row, &path, out);
                }
            }
            _ => {}
        }
    }
}

fn scalar(value: &Value, shape: &Shape) -> String {
    match value {
        Value::None if shape.is_list() => "[]".to_owned(),
        Value::None if matches!(shape, Shape::Line | Shape::Paragraph | Shape::Link) => "\"\"".to_owned(),
        Value::None => "\"none\"".to_owned(),
        Value::Text(s) => toml::Value::String(s.clone()).to_string(),
        Value::Bool(b) => b.to_string(),
        Value::Integer(n) => n.to_string(),
        Value::Date(d) => d.to_string(),
        Value::Period(p) => format!("\"{p}\""),
        Value::Choice(t) => format!("\"{}\"", t.id),
        Value::Ref(id) => format!("\"{id}\""),
        Value::List(items) => {
            let lines: String = items.iter().map(|i| format!("    {},\n", scalar(i, &Shape::Line))).collect();
            format!("[\n{lines}]")
        }
        Value::Group(_) | Value::Rows(_) => String::new(),
    }
}
