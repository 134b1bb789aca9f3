//! A text under edit: what stands at a path, and cuts and pastes that keep every comment.

use std::ops::Range;

use super::outline::{Member, Node, NodeKind, Outline, Section, line_end, line_start, outline};
use super::write::Manner;

/// The text of one file and the places in it.
pub(super) struct Editor {
    pub text: String,
    pub newline: &'static str,
    pub outline: Outline,
}

/// Where the fields of a table stand, or shall.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Home {
    /// Under the header of this section (the first being the top of the file).
    Section(usize),
    /// Between these braces.
    Braces(Node),
    /// As `a.b = …` in this section.
    Dotted(usize),
    /// Nowhere yet.
    Absent,
}

impl Editor {
    pub(super) fn new(text: String, newline: &'static str) -> Editor {
        let outline = outline(&text);
        Editor { text, newline, outline }
    }

    /// Puts `with` in the place of `range`.
    pub(super) fn splice(&mut self, range: Range<usize>, with: &str) {
        if self.text.get(range.clone()).is_some() {
            self.text.replace_range(range, with);
            self.outline = outline(&self.text);
        }
    }

    pub(super) fn slice(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }

    /// How to write at `at`, which stands in a plain table.
    pub(super) fn manner(&self, at: usize) -> Manner<'_> {
        Manner { newline: self.newline, inline: false, indent: self.indent(at) }
    }

    /// The white space at the beginning of the line of `at`.
    pub(super) fn indent(&self, at: usize) -> &str {
        let line = self.slice(line_start(&self.text, at)..at);
        let blank = line.len() - line.trim_start_matches([' ', '\t']).len();
        line.get(..blank).unwrap_or_default()
    }

    /// The value at `path`, with whether it stands between braces.
    pub(super) fn value(&self, path: &[String]) -> Option<(&Node, bool)> {
        let plain = self.outline.sections.iter().filter(|s| !s.repeated);
        plain.filter_map(|s| Some((s, path.get(s.path.len()..)?))).find_map(|(section, rest)| {
            if !path.get(..section.path.len()).is_some_and(|head| section.is_in(head)) {
                return None;
            }
            among(&section.entries, rest, false)
        })
    }

    /// Where the fields of the table at `path` stand.
    pub(super) fn home(&self, path: &[String]) -> Home {
        let sections = &self.outline.sections;
        if let Some(i) = sections.iter().position(|s| s.is(path)) {
            return Home::Section(i);
        }
        for len in (1..=path.len()).rev() {
            let Some(head) = path.get(..len) else { continue };
            if let Some((node @ Node { kind: NodeKind::Inline(_), .. }, _)) = self.value(head)
                && len == path.len()
            {
                return Home::Braces(node.clone());
            }
            if let Some(i) = sections.iter().position(|s| !s.repeated && dotted_in(s, head)) {
                return Home::Dotted(i);
            }
        }
        Home::Absent
    }

    /// Takes away whatever stands at `path` or below it. Comments stay.
    pub(super) fn remove(&mut self, path: &[String]) {
        while let Some(range) = self.first_at(path) {
            let before = self.text.len();
            match range {
                Spot::Lines(range) => self.remove_lines(range),
                Spot::Between(range) => self.splice(range, ""),
            }
            if self.text.len() >= before {
                return;
            }
        }
    }

    /// The header of `path` with nothing under it, neither fields nor tables: it goes too.
    pub(super) fn prune(&mut self, path: &[String]) {
        let bare = |s: &Section| s.is(path) && s.entries.is_empty();
        let alone = self.outline.sections.iter().filter(|s| s.is_in(path)).count() == 1;
        let found = self.outline.sections.iter().find(|s| bare(s)).map(|s| s.header.clone());
        if let Some(header) = found.filter(|_| alone && !path.is_empty()) {
            self.remove_lines(header);
        } else if let Some((Node { kind: NodeKind::Inline(members), .. }, _)) = self.value(path)
            && members.is_empty()
        {
            self.remove(path);
        }
    }

    /// Whether anything stands at `path` or below it.
    pub(super) fn holds(&self, path: &[String]) -> bool {
        self.first_at(path).is_some()
    }

    fn first_at(&self, path: &[String]) -> Option<Spot> {
        for section in self.outline.sections.iter().filter(|s| !s.repeated) {
            if !section.path.is_empty() && section.is_in(path) {
                let end = section
                    .entries
                    .last()
                    .map_or(section.header.end, |e| line_end(&self.text, e.node.span.end));
                return Some(Spot::Lines(section.header.start..end));
            }
            let Some(rest) = path.get(section.path.len()..) else { continue };
            if !path.get(..section.path.len()).is_some_and(|head| section.is_in(head)) || rest.is_empty() {
                continue;
            }
            for entry in &section.entries {
                if starts(entry, rest) {
                    return Some(Spot::Lines(self.lines_of(entry)));
                }
                if let Some(range) = inside(entry, rest) {
                    return Some(Spot::Between(range));
                }
            }
        }
        None
    }

    /// The lines of an entry, its end-of-line comment included.
    pub(super) fn lines_of(&self, entry: &Member) -> Range<usize> {
        let start = entry.keys.first().map_or(entry.node.span.start, |k| k.span.start);
        line_start(&self.text, start)..line_end(&self.text, entry.node.span.end)
    }

    /// The comments in `range`, each on a line of its own.
    pub(super) fn comments_in(&self, range: &Range<usize>) -> String {
        let indent = self.slice(range.clone());
        let indent = indent.len() - indent.trim_start_matches([' ', '\t']).len();
        let indent = self.slice(range.start..range.start + indent);
        let inside = |c: &&Range<usize>| c.start >= range.start && c.end <= range.end;
        let lines = self.outline.comments.iter().filter(inside);
        lines.map(|c| format!("{indent}{}{}", self.slice(c.clone()), self.newline)).collect()
    }

    fn remove_lines(&mut self, mut range: Range<usize>) {
        let kept = self.comments_in(&range);
        let blank = |line: &str| line.trim().is_empty();
        if kept.is_empty() {
            // Of the two blank lines around what goes, one goes with it.
            let before = line_start(&self.text, range.start.saturating_sub(1));
            let blank_before = range.start == 0 || blank(self.slice(before..range.start));
            let after = line_end(&self.text, range.end);
            if blank_before && range.end < self.text.len() && blank(self.slice(range.end..after)) {
                range.end = after;
            } else if blank_before && range.end >= self.text.len() && range.start > 0 {
                range.start = before;
            }
        }
        self.splice(range, &kept);
    }
}

enum Spot {
    Lines(Range<usize>),
    /// Within braces.
    Between(Range<usize>),
}

fn names(member: &Member) -> impl Iterator<Item = &String> {
    member.keys.iter().map(|k| &k.name)
}

/// Whether the member's key is `rest` or a dotted key below it.
fn starts(member: &Member, rest: &[String]) -> bool {
    member.keys.len() >= rest.len() && names(member).zip(rest).all(|(a, b)| a == b)
}

/// Whether `path` is a table made by dotted keys in this section.
fn dotted_in(section: &Section, path: &[String]) -> bool {
    let Some(rest) = path.get(section.path.len()..).filter(|r| !r.is_empty()) else { return false };
    path.get(..section.path.len()).is_some_and(|head| section.is_in(head))
        && section.entries.iter().any(|e| e.keys.len() > rest.len() && starts(e, rest))
}

fn among<'n>(members: &'n [Member], rest: &[String], braces: bool) -> Option<(&'n Node, bool)> {
    members.iter().find_map(|m| {
        let tail = rest.get(m.keys.len()..)?;
        if !names(m).zip(rest).all(|(a, b)| a == b) {
            return None;
        }
        match &m.node.kind {
            _ if tail.is_empty() => Some((&m.node, braces)),
            NodeKind::Inline(inner) => among(inner, tail, true),
            _ => None,
        }
    })
}

/// What to cut for the member at `rest` somewhere within the braces of `entry`.
fn inside(entry: &Member, rest: &[String]) -> Option<Range<usize>> {
    let tail = rest.get(entry.keys.len()..)?;
    if tail.is_empty() || !names(entry).zip(rest).all(|(a, b)| a == b) {
        return None;
    }
    let NodeKind::Inline(members) = &entry.node.kind else { return None };
    let start = |m: &Member| m.keys.first().map_or(m.node.span.start, |k| k.span.start);
    for (i, member) in members.iter().enumerate() {
        if !starts(member, tail) {
            if let Some(range) = inside(member, tail) {
                return Some(range);
            }
            continue;
        }
        return Some(match (members.get(i + 1), i.checked_sub(1).and_then(|p| members.get(p))) {
            (Some(next), _) => start(member)..start(next),
            (None, Some(previous)) => previous.node.span.end..member.node.span.end,
            (None, None) => entry.node.span.start + 1..entry.node.span.end - 1,
        });
    }
    None
}
