//! One change, made on the text.

use std::collections::HashSet;

use super::editor::{Editor, Home};
use super::list;
use super::outline::{Member, Node, NodeKind, line_end, line_start};
use super::place;
use super::write::{Manner, plain};
use crate::model::{Change, Field, Group, Kind, Path, Record, Value, table_at};

/// How closely to work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hand {
    /// Change what differs.
    Fine,
    /// Take the field away and write it anew.
    Coarse,
}

/// Makes `change`, which turns `before` into `after`. The caller reads the outcome to judge it.
pub(super) fn make(editor: &mut Editor, hand: Hand, change: &Change, before: &Record, after: &Record) {
    let kind = before.id.kind;
    let path = change.path();
    match change {
        Change::RenameRow { to, .. } => rename_row(editor, path.keys(), to),
        Change::Unset { .. } => unset(editor, kind, path.keys()),
        _ => {
            let Some((table, field, row)) = field_at(kind, path.keys()) else { return };
            if hand == Hand::Coarse {
                // A table may hold what is not ours, and a list what could not be read.
                if row || field.shape.is_table() || !matches!(change, Change::Set { .. }) {
                    return;
                }
                editor.remove(path.keys());
            }
            let old = |r: &Record| value_at(r, &path, row);
            let was = old(before).filter(|_| hand == Hand::Fine);
            if let Some(now) = old(after) {
                set(editor, kind, path.keys(), table, field, was.as_ref(), &now);
            }
        }
    }
}

/// A field's value, or a row as a group.
fn value_at(record: &Record, path: &Path, row: bool) -> Option<Value> {
    if row { record.group(path).map(|g| Value::Group(g.clone())) } else { record.value(path).cloned() }
}

/// The field that the path ends at or, for a row, the field that holds it; and whether it is a row.
fn field_at(kind: Kind, path: &[String]) -> Option<(&'static [Field], &'static Field, bool)> {
    let find = |path: &[String]| {
        let (key, head) = path.split_last()?;
        let parent: Path = head.iter().collect();
        let table = table_at(kind, &parent)?;
        Some((table, table.iter().find(|f| f.key == key)?))
    };
    match find(path) {
        Some((table, field)) => Some((table, field, false)),
        None => {
            let (table, field) = find(path.split_last()?.1)?;
            Some((table, field, true))
        }
    }
}

fn unset(editor: &mut Editor, kind: Kind, path: &[String]) {
    if !editor.holds(path) {
        return;
    }
    editor.remove(path);
    // Tables that held only this hold nothing now; an empty one is an answer that was begun.
    let mut rest = path;
    while let Some((_, head)) = rest.split_last() {
        // A row is there by its name, whatever it holds.
        if field_at(kind, head).is_some_and(|(.., row)| row) {
            make_room(editor, kind, head);
            return;
        }
        editor.prune(head);
        rest = head;
    }
}

fn set(
    editor: &mut Editor,
    kind: Kind,
    path: &[String],
    table: &'static [Field],
    field: &'static Field,
    old: Option<&Value>,
    new: &Value,
) {
    match new {
        Value::Group(group) => {
            let Some(inner) = field.shape.fields() else { return };
            let old = match old {
                Some(Value::Group(g)) => Some(g),
                _ => None,
            };
            set_group(editor, kind, path, inner, old, group);
        }
        Value::Rows(rows) => {
            let old = old.and_then(Value::as_rows);
            let names = old.into_iter().flat_map(|r| r.iter()).map(|(name, _)| name.to_owned());
            let gone: HashSet<String> = names.filter(|name| rows.get(name).is_none()).collect();
            editor.remove_keys(path, &gone);
            clear_plain(editor, path);
            for (name, row) in rows.iter() {
                let was = old.and_then(|r| r.get(name));
                if was != Some(row)
                    && let Some(inner) = field.shape.fields()
                {
                    set_group(editor, kind, &joined(path, name), inner, was, row);
                }
            }
        }
        _ => set_plain(editor, kind, path, table, field, old, new),
    }
}

/// Makes the table at `path` where there is none.
fn make_room(editor: &mut Editor, kind: Kind, path: &[String]) {
    let home = editor.home(path);
    if home == Home::Absent && in_braces(editor, path) {
        insert(editor, kind, path, &[], "{}");
    } else if home == Home::Absent {
        place::open_section(editor, kind, path);
    }
}

fn set_group(
    editor: &mut Editor,
    kind: Kind,
    path: &[String],
    inner: &'static [Field],
    old: Option<&Group>,
    new: &Group,
) {
    clear_above(editor, path);
    for (field, _) in old.into_iter().flat_map(Group::iter) {
        if new.get(field.key).is_none() {
            unset(editor, kind, &joined(path, field.key));
        }
    }
    make_room(editor, kind, path);
    for (field, value) in new.iter() {
        let was = old.and_then(|g| g.get(field.key));
        if was != Some(value) {
            set(editor, kind, &joined(path, field.key), inner, field, was, value);
        }
    }
}

/// Whether the table at `path`, or one that holds it, stands between braces.
fn in_braces(editor: &Editor, path: &[String]) -> bool {
    let home = |len| editor.home(path.get(..len).unwrap_or_default());
    (1..=path.len()).any(|len| matches!(home(len), Home::Braces(_)))
}

/// Takes away a plain value (`"none"`, say) that stands where a table is to be.
fn clear_plain(editor: &mut Editor, path: &[String]) {
    let plain = |k: &NodeKind| match k {
        // Deeper down its place among its neighbours says something: it is filled where it stands.
        NodeKind::Inline(members) => members.is_empty() && path.len() == 1,
        _ => true,
    };
    if !path.is_empty() && editor.value(path).is_some_and(|(node, _)| plain(&node.kind)) {
        editor.remove(path);
    }
}

/// The same for every table on the way to `path`, itself included.
fn clear_above(editor: &mut Editor, path: &[String]) {
    for len in 1..=path.len() {
        clear_plain(editor, path.get(..len).unwrap_or_default());
    }
}

fn set_plain(
    editor: &mut Editor,
    kind: Kind,
    path: &[String],
    table: &'static [Field],
    field: &'static Field,
    old: Option<&Value>,
    new: &Value,
) {
    let Some((node, braces)) = editor.value(path).filter(|(n, _)| !matches!(n.kind, NodeKind::Inline(_)))
    else {
        editor.remove(path);
        let Some((_, holder)) = path.split_last() else { return };
        clear_above(editor, holder);
        let inline = in_braces(editor, holder);
        let indent = indent_in(editor, holder);
        let manner = Manner { newline: editor.newline, inline, indent: &indent };
        let raw = plain(new, &field.shape, None, manner);
        insert(editor, kind, path, table, &raw);
        return;
    };
    let span = node.span.clone();
    let manner = Manner { inline: braces, ..editor.manner(span.start) };
    let edited = match &node.kind {
        NodeKind::Array(items) if field.shape.is_list() => {
            let had = old.map(Value::items).unwrap_or_default();
            list::edited(&editor.text, &span, items, had, new.items(), manner)
        }
        _ => None,
    };
    // A list that became one value cannot hold its comments: they go above.
    let comments = if edited.is_none() { editor.comments_in(&span) } else { String::new() };
    let raw = edited.unwrap_or_else(|| plain(new, &field.shape, Some(editor.slice(span.clone())), manner));
    editor.splice(span.clone(), &raw);
    if !comments.is_empty() {
        let at = line_start(&editor.text, span.start);
        editor.splice(at..at, &comments);
    }
}

/// How far the lines of a table are set in, where it has its own section.
fn indent_in(editor: &Editor, table: &[String]) -> String {
    let Home::Section(section) = editor.home(table) else { return String::new() };
    let first = editor.outline.sections.get(section).and_then(|s| s.entries.first());
    first.and_then(|e| e.keys.first()).map(|k| editor.indent(k.span.start).to_owned()).unwrap_or_default()
}

/// Writes `key = raw` at its place among the fields of `table`.
fn insert(editor: &mut Editor, kind: Kind, path: &[String], table: &[Field], raw: &str) {
    let Some((key, holder)) = path.split_last() else { return };
    let nl = editor.newline;
    match editor.home(holder) {
        Home::Section(section) => {
            let at = place::line_for(editor, section, table, key);
            let indent = indent_in(editor, holder);
            let parted = section == 0 && editor.slice(at..editor.text.len()).starts_with(['[', '#']);
            let first = editor.outline.sections.first().is_some_and(|s| s.entries.is_empty());
            let below = if parted && first { nl } else { "" };
            editor.splice(at..at, &format!("{indent}{key} = {raw}{nl}{below}"));
        }
        Home::Braces(node) => insert_in_braces(editor, &node, table, key, raw),
        Home::Dotted(section) => {
            let Some(found) = editor.outline.sections.get(section) else { return };
            let depth = found.path.len();
            let sibling = |e: &&Member| {
                e.keys.iter().zip(path.iter().skip(depth)).take_while(|(k, p)| k.name == **p).count()
            };
            let nearest = found.entries.iter().max_by_key(sibling);
            let Some(at) = nearest.map(|e| editor.lines_of(e).end) else { return };
            let dotted = path.get(depth..).unwrap_or_default().join(".");
            editor.splice(at..at, &format!("{dotted} = {raw}{nl}"));
        }
        Home::Absent => {
            if in_braces(editor, holder) {
                let parent: Path = holder.split_last().map_or(&[][..], |(_, h)| h).iter().collect();
                insert(editor, kind, holder, table_at(kind, &parent).unwrap_or_default(), "{}");
            } else {
                place::open_section(editor, kind, holder);
            }
            if editor.home(holder) != Home::Absent {
                insert(editor, kind, path, table, raw);
            }
        }
    }
}

fn insert_in_braces(editor: &mut Editor, node: &Node, table: &[Field], key: &str, raw: &str) {
    let NodeKind::Inline(members) = &node.kind else { return };
    let nl = editor.newline;
    let mine = place::rank(table, key);
    let before = |m: &&Member| m.keys.first().is_some_and(|k| place::rank(table, &k.name) <= mine);
    let on_its_line = |at: usize| editor.slice(line_start(&editor.text, at)..at).trim().is_empty();
    let deeper = |at: usize| format!("{}{}", editor.indent(at), if on_its_line(at) { "" } else { "    " });
    match (members.iter().rev().find(before), members.first()) {
        (Some(previous), _) => {
            let at = previous.node.span.end;
            let comma = editor.after_comma(at);
            let end = line_end(&editor.text, comma.unwrap_or(at));
            let after = editor.slice(comma.unwrap_or(at)..end).trim();
            if after.is_empty() || after.starts_with('#') {
                // The line of the one before stays as it is, with its comment.
                let line = format!(
                    "{}{key} = {raw}{}{nl}",
                    deeper(previous.start()),
                    if comma.is_some() { "," } else { "" }
                );
                editor.splice(end..end, &line);
                if comma.is_none() {
                    editor.splice(at..at, ",");
                }
            } else {
                editor.splice(at..at, &format!(", {key} = {raw}"));
            }
        }
        (None, Some(first)) => {
            let at = first.start();
            if on_its_line(at) {
                let line = line_start(&editor.text, at);
                let above = place::comment_block(&editor.text, line_end(&editor.text, node.span.start), line);
                editor.splice(above..above, &format!("{}{key} = {raw},{nl}", editor.indent(at).to_owned()));
            } else {
                editor.splice(at..at, &format!("{key} = {raw}, "));
            }
        }
        (None, None) if editor.has_comments(&node.span) => {
            let at = node.span.end.saturating_sub(1);
            let line = format!("    {key} = {raw}{nl}{}", editor.indent(at).to_owned());
            editor.splice(at..at, &line);
        }
        (None, None) => editor.splice(node.span.clone(), &format!("{{ {key} = {raw} }}")),
    }
}

fn rename_row(editor: &mut Editor, path: &[String], to: &str) {
    let Some(at) = path.len().checked_sub(1) else { return };
    let mut spans = Vec::new();
    for section in editor.outline.sections.iter().filter(|s| !s.repeated) {
        if section.is_in(path) {
            spans.extend(section.path.get(at).map(|k| k.span.clone()));
        } else if path.get(..section.path.len()).is_some_and(|head| section.is_in(head)) {
            let rest = path.get(section.path.len()..).unwrap_or_default();
            section.entries.iter().for_each(|e| renamed_in(e, rest, &mut spans));
        }
    }
    spans.sort_by_key(|s| std::cmp::Reverse(s.start));
    for span in spans {
        editor.splice(span, to);
    }
}

fn renamed_in(member: &Member, rest: &[String], spans: &mut Vec<std::ops::Range<usize>>) {
    if !member.keys.iter().zip(rest).all(|(k, p)| k.name == *p) {
        return;
    }
    match (rest.len().checked_sub(1).and_then(|i| member.keys.get(i)), &member.node.kind) {
        (Some(key), _) => spans.push(key.span.clone()),
        (None, NodeKind::Inline(inner)) => {
            let tail = rest.get(member.keys.len()..).unwrap_or_default();
            inner.iter().for_each(|m| renamed_in(m, tail, spans));
        }
        _ => {}
    }
}

fn joined(path: &[String], key: &str) -> Vec<String> {
    let mut out = path.to_vec();
    out.push(key.to_owned());
    out
}
