//! A whole file in the canonical form: what is in it, in which order, and how it is printed.

use super::write::{Manner, plain};
use crate::model::{Group, Record, Value};

/// Comments and blank lines above something, one an entry; a blank line is empty.
pub(super) type Lines = Vec<String>;

/// A table with its fields in the order in which they are printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Table {
    /// Above the header.
    pub lead: Lines,
    /// After the header, on its line.
    pub trail: Option<String>,
    pub plain: Vec<Plain>,
    /// After the last field.
    pub tail: Lines,
    pub tables: Vec<(String, Table)>,
    /// `[[name]]`.
    pub repeated: bool,
}

/// `key = raw  # trail`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Plain {
    pub lead: Lines,
    pub key: String,
    pub raw: String,
    pub trail: Option<String>,
}

/// A file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Tree {
    /// The file's own first comments.
    pub head: Lines,
    pub root: Table,
}

/// The tree of a new record.
pub(super) fn of_record(record: &Record) -> Tree {
    Tree { head: Vec::new(), root: of_group(&record.fields) }
}

fn of_group(group: &Group) -> Table {
    let mut table = Table::default();
    for (field, value) in group.iter() {
        match value {
            Value::Group(inner) if inner.is_empty() => {}
            Value::Group(inner) => table.tables.push((field.key.to_owned(), of_group(inner))),
            Value::Rows(rows) => {
                let rows = rows.iter().map(|(name, row)| (name.to_owned(), of_group(row))).collect();
                table.tables.push((field.key.to_owned(), Table { tables: rows, ..Table::default() }));
            }
            _ => {
                let manner = Manner { newline: "\n", inline: false, indent: "" };
                let raw = plain(value, &field.shape, None, manner);
                let key = field.key.to_owned();
                table.plain.push(Plain { lead: Vec::new(), key, raw, trail: None });
            }
        }
    }
    table
}

impl Tree {
    /// The text, with line feeds, ending in one.
    pub(super) fn print(&self) -> String {
        let mut printer = Printer::default();
        printer.lines(&self.head);
        printer.fields(&self.root);
        printer.tables(&self.root, "");
        while printer.out.ends_with("\n\n") {
            printer.out.pop();
        }
        printer.out
    }
}

#[derive(Default)]
struct Printer {
    out: String,
}

impl Printer {
    fn lines(&mut self, lines: &[String]) {
        for line in lines {
            self.out.push_str(line);
            self.out.push('\n');
        }
    }

    fn blank(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    fn fields(&mut self, table: &Table) {
        for field in &table.plain {
            self.lines(&field.lead);
            self.out.push_str(&format!("{} = {}", field.key, field.raw));
            self.trail(field.trail.as_deref());
        }
        self.lines(&table.tail);
    }

    fn trail(&mut self, comment: Option<&str>) {
        if let Some(comment) = comment {
            self.out.push(' ');
            self.out.push_str(comment);
        }
        self.out.push('\n');
    }

    fn tables(&mut self, parent: &Table, at: &str) {
        for (name, table) in &parent.tables {
            let path = if at.is_empty() { name.clone() } else { format!("{at}.{name}") };
            self.table(&path, table);
        }
    }

    fn table(&mut self, path: &str, table: &Table) {
        // A table that only holds tables needs no header of its own.
        let bare = table.plain.is_empty() && table.tail.is_empty() && table.lead.is_empty();
        if bare && table.trail.is_none() && !table.tables.is_empty() && !table.repeated {
            return self.tables(table, path);
        }
        self.blank();
        self.lines(&table.lead);
        self.out.push_str(&if table.repeated { format!("[[{path}]]") } else { format!("[{path}]") });
        self.trail(table.trail.as_deref());
        self.fields(table);
        self.tables(table, path);
    }
}
