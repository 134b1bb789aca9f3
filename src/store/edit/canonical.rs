//! A text → its canonical tree: fields in the order of the field table, plain ones before tables, lists
//! one item a line; every comment stays with what it stood by.

use std::ops::Range;

use super::outline::{Item, Member, Node, NodeKind, Outline, line_end, line_start, outline};
use super::tree::{Lines, Plain, Table, Tree};
use super::write::{Manner, plain, string};
use crate::model::{Field, Path, Record, Value, table_at};

/// The canonical tree of a sound text with line feeds, read as `record`.
pub(super) fn of_text(text: &str, record: &Record) -> Tree {
    let outline = outline(text);
    let mut reader = Reader { text, outline: &outline, record, tree: Tree::default() };
    reader.sections();
    let mut tree = reader.tree;
    settle(&mut tree.root, record, &Path::root());
    tree
}

struct Reader<'a> {
    text: &'a str,
    outline: &'a Outline,
    record: &'a Record,
    tree: Tree,
}

impl Reader<'_> {
    fn slice(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }

    fn sections(&mut self) {
        let outline = self.outline;
        let mut at = self.head();
        for (i, section) in outline.sections.iter().enumerate() {
            let path: Vec<String> = section.path.iter().map(|k| k.name.clone()).collect();
            if i > 0 {
                let between = self.trivia(at..section.header.start);
                let (tail, lead) = parted(between);
                self.add_tail(i - 1, tail);
                let trail = self.comment_on_line(section.path.last().map_or(0, |k| k.span.end));
                let table = self.open(&path, section.repeated);
                table.lead.extend(lead);
                table.trail = trail;
                at = section.header.end;
            }
            let home: Vec<String> = path.clone();
            for entry in &section.entries {
                let start = entry.keys.first().map_or(0, |k| k.span.start);
                let lead = tidy(self.trivia(at..line_start(self.text, start)));
                let trail = self.comment_on_line(entry.node.span.end);
                self.entry(&home, entry, lead, trail);
                at = line_end(self.text, entry.node.span.end);
            }
        }
        let rest = tidy(self.trivia(at..self.text.len()));
        self.add_tail(outline.sections.len().saturating_sub(1), rest);
    }

    /// The file's own first comments: those before a first blank line, or for the editors (`#:schema`).
    fn head(&mut self) -> usize {
        let first = self.outline.sections.first().and_then(|s| s.entries.first());
        let entry = first.and_then(|e| e.keys.first()).map(|k| line_start(self.text, k.span.start));
        let header = self.outline.sections.get(1).map(|s| s.header.start);
        let end = entry.or(header).unwrap_or(self.text.len());
        let lines = self.trivia(0..end);
        let directives = lines.iter().take_while(|l| l.starts_with("#:")).count();
        let comments = lines.iter().take_while(|l| !l.is_empty()).count();
        let taken = if comments < lines.len() && comments > 0 { comments + 1 } else { directives };
        self.tree.head = lines.get(..taken).unwrap_or_default().to_vec();
        (0..taken).fold(0, |at, _| line_end(self.text, at))
    }

    fn trivia(&self, range: Range<usize>) -> Lines {
        self.slice(range).lines().map(|l| l.trim().to_owned()).collect()
    }

    /// The comment on the line of `at`, after it.
    fn comment_on_line(&self, at: usize) -> Option<String> {
        let line = at..line_end(self.text, at);
        let found = self.outline.comments.iter().find(|c| c.start >= line.start && c.end <= line.end)?;
        Some(self.slice(found.clone()).trim_end().to_owned())
    }

    /// The table at `path`, made if need be; the last one where it is repeated.
    fn open(&mut self, path: &[String], repeated: bool) -> &mut Table {
        let mut table = &mut self.tree.root;
        for (i, name) in path.iter().enumerate() {
            let fresh = repeated && i + 1 == path.len();
            let found = table.tables.iter().rposition(|(n, _)| n == name).filter(|_| !fresh);
            let at = found.unwrap_or_else(|| {
                table.tables.push((name.clone(), Table { repeated: fresh, ..Table::default() }));
                table.tables.len() - 1
            });
            table = &mut table.tables[at].1;
        }
        table
    }

    fn add_tail(&mut self, section: usize, tail: Lines) {
        let Some(section) = self.outline.sections.get(section) else { return };
        let path: Vec<String> = section.path.iter().map(|k| k.name.clone()).collect();
        self.open(&path, false).tail.extend(tail);
    }

    fn entry(&mut self, home: &[String], entry: &Member, lead: Lines, trail: Option<String>) {
        let mut path = home.to_vec();
        path.extend(entry.keys.iter().map(|k| k.name.clone()));
        let Some((key, holder)) = path.split_last() else { return };
        let place: Path = path.iter().collect();
        let known_table = table_at(self.record.id.kind, &place).is_some()
            || field_of(self.record, &path).is_some_and(|f| f.shape.is_table());
        match &entry.node.kind {
            NodeKind::Inline(members) if known_table && !members.is_empty() => {
                let inner: Lines = self.comments_in(&entry.node.span);
                let table = self.open(&path, false);
                table.lead.extend(lead);
                table.lead.extend(inner);
                table.trail = trail;
                for member in members {
                    self.entry(&path, member, Vec::new(), None);
                }
            }
            _ => {
                let raw = self.raw(&path, &entry.node);
                let field = Plain { lead, key: key_text(key), raw, trail };
                self.open(holder, false).plain.push(field);
            }
        }
    }

    fn comments_in(&self, span: &Range<usize>) -> Lines {
        let inside = |c: &&Range<usize>| c.start >= span.start && c.end <= span.end;
        let found = self.outline.comments.iter().filter(inside);
        found.map(|c| self.slice(c.clone()).trim_end().to_owned()).collect()
    }

    /// The canonical text of a plain value; of a key that is not ours, its own.
    fn raw(&self, path: &[String], node: &Node) -> String {
        let own = self.slice(node.span.clone()).to_owned();
        let Some(field) = field_of(self.record, path) else { return own };
        let place: Path = path.iter().collect();
        let commented = !self.comments_in(&node.span).is_empty();
        if self.record.value(&place) == Some(&Value::None) && !commented {
            let manner = Manner { newline: "\n", inline: false, indent: "" };
            return plain(&Value::None, &field.shape, None, manner);
        }
        match &node.kind {
            NodeKind::Array(items) if field.shape.is_list() => self.list(node, items),
            NodeKind::Scalar(Some(text)) if !own.starts_with("\"\"\"") && !own.starts_with("'''") => {
                string(text, None, "\n")
            }
            _ => own,
        }
    }

    fn list(&self, node: &Node, items: &[Item]) -> String {
        let mut out = String::from("[\n");
        let mut at = node.span.start + 1;
        for item in items {
            let comments = self.comments_in(&(at..item.node.span.start));
            comments.iter().for_each(|c| out.push_str(&format!("    {c}\n")));
            let value = match &item.node.kind {
                NodeKind::Scalar(Some(text)) => string(text, None, "\n"),
                _ => self.slice(item.node.span.clone()).to_owned(),
            };
            let after = item.comma.unwrap_or(item.node.span.end);
            let until = line_end(self.text, after).min(node.span.end);
            let next = items.iter().map(|i| i.node.span.start).find(|s| *s > after).unwrap_or(until);
            let trail = self.comments_in(&(item.node.span.end..until.min(next)));
            at = until.min(next).max(item.node.span.end);
            match trail.split_first() {
                None => out.push_str(&format!("    {value},\n")),
                Some((first, rest)) => {
                    out.push_str(&format!("    {value}, {first}\n"));
                    rest.iter().for_each(|c| out.push_str(&format!("    {c}\n")));
                }
            }
        }
        self.comments_in(&(at..node.span.end)).iter().for_each(|c| out.push_str(&format!("    {c}\n")));
        if out == "[\n" { "[]".to_owned() } else { out + "]" }
    }
}

fn field_of(record: &Record, path: &[String]) -> Option<&'static Field> {
    let (key, head) = path.split_last()?;
    let parent: Path = head.iter().collect();
    table_at(record.id.kind, &parent)?.iter().find(|f| f.key == key)
}

fn key_text(key: &str) -> String {
    if crate::model::path::is_key(key) {
        key.to_owned()
    } else {
        string(key, None, "\n").replace('\n', "\\n")
    }
}

/// Blank lines at the start go, several become one; a lone blank line goes.
fn tidy(lines: Lines) -> Lines {
    let mut out: Lines = Vec::new();
    for line in lines {
        if !line.is_empty() || out.last().is_some_and(|l| !l.is_empty()) {
            out.push(line);
        }
    }
    out
}

/// What stands between two sections: the comments of the one above, and those of the header below.
fn parted(between: Lines) -> (Lines, Lines) {
    match between.iter().position(String::is_empty) {
        None => (Vec::new(), between),
        Some(blank) => {
            let (tail, lead) = between.split_at(blank);
            (tail.to_vec(), tidy(lead.to_vec()))
        }
    }
}

/// Puts the fields of a table, and of those in it, in their order.
fn settle(table: &mut Table, record: &Record, at: &Path) {
    let fields = table_at(record.id.kind, at);
    let rank = |key: &str| match fields {
        Some(fields) => fields.iter().position(|f| f.key == key).unwrap_or(usize::MAX),
        // Rows, and tables that are not ours: in the order of the file.
        None => 0,
    };
    for (name, inner) in &mut table.tables {
        settle(inner, record, &at.join(name));
    }
    table.plain.sort_by_key(|f| rank(&f.key));
    table.tables.sort_by_key(|(name, _)| rank(name));
    // A table that only holds rows has no header: what was said of it goes to its first row.
    let holds_rows = fields.is_none() && table.plain.is_empty();
    if holds_rows && let Some((_, first)) = table.tables.first_mut() {
        let mut lead = std::mem::take(&mut table.lead);
        lead.extend(table.trail.take());
        lead.append(&mut table.tail);
        lead.append(&mut first.lead);
        first.lead = lead;
    }
}
