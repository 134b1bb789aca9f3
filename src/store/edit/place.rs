//! Where a new line or a new table goes: at its place in the field table's order, among its neighbours.

use super::editor::Editor;
use super::outline::{Section, line_end, line_start};
use crate::model::{Field, Kind, Path, table_at};

/// The place of a key in a table; unknown keys come last.
pub(super) fn rank(table: &[Field], key: &str) -> usize {
    table.iter().position(|f| f.key == key).unwrap_or(usize::MAX)
}

/// Where in a section a new line for `key` goes: the offset of a line's start.
pub(super) fn line_for(editor: &Editor, section: usize, table: &[Field], key: &str) -> usize {
    let Some(found) = editor.outline.sections.get(section) else { return editor.text.len() };
    let mine = rank(table, key);
    let first_key = |e: &super::outline::Member| e.keys.first().map_or(usize::MAX, |k| rank(table, &k.name));
    if let Some(previous) = found.entries.iter().rev().find(|e| first_key(e) < mine) {
        return editor.lines_of(previous).end;
    }
    match found.entries.first() {
        None if section == 0 => body_end(editor, 0),
        None => found.header.end,
        Some(first) => {
            let start = editor.lines_of(first).start;
            let from = if section == 0 { 0 } else { found.header.end };
            let block = comment_block(&editor.text, from, start);
            // A comment on the first lines of a file is the file's own.
            if block == 0 && start > 0 { editor.lines_of(first).end } else { block }
        }
    }
}

/// The start of the comment lines that stand just above `start`, without a blank line between.
pub(super) fn comment_block(text: &str, from: usize, start: usize) -> usize {
    let mut at = start;
    while at > from {
        let above = line_start(text, at - 1);
        if !text.get(above..at).is_some_and(|l| l.trim_start().starts_with('#')) {
            break;
        }
        at = above;
    }
    at
}

/// Where the text of a section ends: after its last entry and the comments that are its own.
pub(super) fn body_end(editor: &Editor, section: usize) -> usize {
    let sections = &editor.outline.sections;
    let Some(found) = sections.get(section) else { return editor.text.len() };
    let last = found.entries.last().map_or(found.header.end, |e| editor.lines_of(e).end);
    let next = sections.get(section + 1).map_or(editor.text.len(), |s| s.header.start);
    let mut end = last;
    let mut at = last;
    while at < next {
        let after = line_end(&editor.text, at).min(next);
        let line = editor.slice(at..after);
        if line.trim().is_empty() {
            return end;
        }
        at = after;
        end = after;
    }
    // No blank line: the comments belong to the header below, unless there is none.
    if sections.get(section + 1).is_some() { last } else { end }
}

/// Writes `[path]` at its place; its fields are to be added after.
pub(super) fn open_section(editor: &mut Editor, kind: Kind, path: &[String]) {
    let (previous, at) = section_place(editor, kind, path);
    let nl = editor.newline;
    let header = format!("[{}]{nl}", path.join("."));
    let dense = dense(editor, previous, path);
    let own_end = editor
        .outline
        .sections
        .get(previous)
        .map(|s| s.entries.last().map_or(s.header.end, |e| editor.lines_of(e).end));
    let has_tail = own_end.is_some_and(|end| at > end);
    let blank_above = at == 0 || editor.slice(0..at).ends_with(&format!("{nl}{nl}"));
    let above = if blank_above || (dense && !has_tail) { "" } else { nl };
    let follows_close =
        editor.slice(at..editor.text.len()).trim_start_matches([' ', '\t']).starts_with(['[', '#']);
    let below = if follows_close && !dense { nl } else { "" };
    editor.splice(at..at, &format!("{above}{header}{below}"));
}

/// Whether the section is a table of the same field.
fn same_table(section: &Section, path: &[String]) -> bool {
    section.path.first().is_some_and(|k| path.first() == Some(&k.name))
}

/// Whether the tables of the field of `path` stand in this file without a blank line between them.
fn dense(editor: &Editor, section: usize, path: &[String]) -> bool {
    let sections = &editor.outline.sections;
    let (Some(this), Some(above)) =
        (sections.get(section), section.checked_sub(1).and_then(|i| sections.get(i)))
    else {
        return false;
    };
    let header = comment_block(&editor.text, 0, this.header.start);
    let line = line_start(&editor.text, header.saturating_sub(1));
    same_table(this, path) && same_table(above, path) && !editor.slice(line..header).trim().is_empty()
}

/// The section after which `[path]` goes, and the offset.
fn section_place(editor: &Editor, kind: Kind, path: &[String]) -> (usize, usize) {
    let sections = &editor.outline.sections;
    let within = |head: &[String]| {
        let head = head.to_vec();
        (1..sections.len()).filter(move |i| sections.get(*i).is_some_and(|s| s.is_in(&head)))
    };
    let after = |i: usize| (i, body_end(editor, i));
    let before = |i: usize| after(i.saturating_sub(1));
    for depth in 0..path.len() {
        let (Some(head), Some(with_key)) = (path.get(..depth), path.get(..=depth)) else { break };
        if within(with_key).next().is_some() {
            continue;
        }
        let key = path.get(depth).map_or("", String::as_str);
        let family: Vec<usize> =
            if depth == 0 { (1..sections.len()).collect() } else { within(head).collect() };
        let model_path: Path = head.iter().collect();
        // The names of rows have no order but that of their coming.
        let table = match table_at(kind, &model_path) {
            Some(table) => table,
            None => return family.last().map_or_else(|| after(sections.len() - 1), |i| after(*i)),
        };
        let mine = rank(table, key);
        let comes_before = |i: &&usize| {
            let key = sections.get(**i).and_then(|s| s.path.get(depth));
            key.is_none_or(|k| rank(table, &k.name) < mine)
        };
        return match family.iter().rev().find(comes_before) {
            Some(i) => after(*i),
            None => family.first().map_or_else(|| after(sections.len() - 1), |i| before(*i)),
        };
    }
    // Its own tables stand there already: above the first of them.
    within(path).next().map_or_else(|| after(sections.len() - 1), before)
}
