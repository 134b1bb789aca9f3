//! The lines that differ between two versions of a file, as rows of a page.

use similar::{ChangeTag, TextDiff};

use crate::model::message::{Text, text};
use crate::tui::page::Row;
use crate::tui::screens::Looked;
use crate::tui::theme::Role;
use crate::tui::window::wrap;

/// How many lines that did not change are shown around those that did.
const AROUND: usize = 3;
/// The longest difference that is shown, in rows: past that a program made for it serves better.
const MOST: usize = 2_000;

const NOT_UTF8: Text =
    text("Ce fichier n’est pas entièrement du texte UTF-8.", "This file is not UTF-8 text throughout.");
const CUT: Text = text(
    "… la suite n’est pas montrée ({n} {n|ligne|lignes}).",
    "… the rest is not shown ({n} {n|line|lines}).",
);

/// The rows of the difference, indented, each line marked `+`, `-` or blank.
pub fn rows(before: Option<&[u8]>, after: Option<&[u8]>, looked: &Looked<'_>) -> Vec<Row> {
    let (before, after) = (readable(before), readable(after));
    let mut out = Vec::new();
    if before.contains('\u{fffd}') || after.contains('\u{fffd}') {
        out.push(Row::new(format!("    {}", looked.say(NOT_UTF8)), Role::Warning));
    }
    let diff = TextDiff::from_lines(&before, &after);
    let columns = looked.columns.saturating_sub(6);
    let mut left_out = 0usize;
    for hunk in diff.unified_diff().context_radius(AROUND).iter_hunks() {
        out.push(Row::new(format!("    {}", hunk.header()).trim_end(), Role::Accent));
        for change in hunk.iter_changes() {
            if out.len() >= MOST {
                left_out += 1;
                continue;
            }
            let (mark, role) = match change.tag() {
                ChangeTag::Delete => ("-", Role::Removed),
                ChangeTag::Insert => ("+", Role::Added),
                ChangeTag::Equal => (" ", Role::Dim),
            };
            let line = change.value().trim_end_matches('\n');
            let indent: String = line.chars().take_while(|c| *c == ' ').take(columns / 2).collect();
            let parts = wrap(line.get(indent.len()..).unwrap_or(line), columns.saturating_sub(indent.len()));
            for (i, part) in parts.into_iter().enumerate() {
                let mark = if i == 0 { mark } else { " " };
                out.push(Row::new(format!("    {mark} {indent}{part}"), role));
            }
        }
    }
    if left_out > 0 {
        out.push(Row::new(format!("    {}", CUT.msg().with("n", left_out).get(looked.lang)), Role::Dim));
    }
    out
}

/// The text of a file with line feeds alone: what ends its lines is no difference to a reader.
fn readable(bytes: Option<&[u8]>) -> String {
    let bytes = bytes.unwrap_or_default();
    let body = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    String::from_utf8_lossy(body).replace("\r\n", "\n")
}
