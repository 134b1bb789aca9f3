//! A text under edit: what stands at a path, and cuts and pastes that keep every comment.

use std::collections::HashSet;
use std::ops::Range;

use super::outline::{Key, Member, Node, NodeKind, Outline, Section, line_end, line_start, outline};
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

    /// All comments, sorted.
    pub(super) fn notes(&self) -> Vec<String> {
        let notes = self.outline.comments.iter().map(|c| self.slice(c.clone()).trim_end().to_owned());
        let mut notes: Vec<String> = notes.collect();
        notes.sort_unstable();
        notes
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
        loop {
            let cuts: Vec<Cut> = self.cuts(path).collect();
            if cuts.is_empty() || !self.make(cuts) {
                return;
            }
        }
    }

    /// The same for these keys of the table at `path`.
    pub(super) fn remove_keys(&mut self, path: &[String], keys: &HashSet<String>) {
        let gone = |key: Option<&Key>| key.is_some_and(|k| keys.contains(&k.name));
        let mut cuts = Vec::new();
        for section in self.outline.sections.iter().filter(|s| !s.repeated) {
            if section.path.len() > path.len() && section.is_in(path) {
                if gone(section.path.get(path.len())) {
                    cuts.push(Cut::Lines(self.lines_of_section(section)));
                }
                continue;
            }
            let Some(rest) = section.rest_of(path) else { continue };
            let entries = section.entries.iter();
            let theirs = entries.filter(|e| starts(e, rest) && gone(e.keys.get(rest.len())));
            cuts.extend(theirs.map(|e| Cut::Lines(self.lines_of(e))));
        }
        self.make(cuts);
        // What is left of them stands between braces.
        if matches!(self.home(path), Home::Braces(_)) {
            for key in keys {
                self.remove(&[path, std::slice::from_ref(key)].concat());
            }
        }
    }

    /// Makes these cuts, which are in the order of the text and apart; whether anything changed.
    fn make(&mut self, cuts: Vec<Cut>) -> bool {
        let before = self.text.len();
        let mut changed = false;
        // From the end, so that the places of those before stay right; the text is read again once.
        for cut in cuts.into_iter().rev() {
            let (range, with) = match cut {
                Cut::Lines(range) => self.without_lines(range),
                Cut::Between(range, with) => (range, with),
            };
            if let Some(old) = self.text.get(range.clone()) {
                changed |= old != with;
                self.text.replace_range(range, &with);
            }
        }
        if changed || self.text.len() != before {
            self.outline = outline(&self.text);
        }
        changed
    }

    /// The header of `path` with nothing under it, neither fields nor tables: it goes too.
    pub(super) fn prune(&mut self, path: &[String]) {
        let bare = |s: &Section| s.is(path) && s.entries.is_empty();
        let alone = self.outline.sections.iter().filter(|s| s.is_in(path)).count() == 1;
        let found = self.outline.sections.iter().find(|s| bare(s)).map(|s| s.header.clone());
        if let Some(header) = found.filter(|_| alone && !path.is_empty()) {
            self.make(vec![Cut::Lines(header)]);
        } else if let Some((Node { kind: NodeKind::Inline(members), .. }, _)) = self.value(path)
            && members.is_empty()
        {
            self.remove(path);
        }
    }

    /// Whether anything stands at `path` or below it.
    pub(super) fn holds(&self, path: &[String]) -> bool {
        self.cuts(path).next().is_some()
    }

    /// What to cut for what stands at `path`, in the order of the text: of one entry that holds it several
    /// times between its braces, the first.
    fn cuts<'a>(&'a self, path: &'a [String]) -> impl Iterator<Item = Cut> + 'a {
        let plain = self.outline.sections.iter().filter(|s| !s.repeated);
        plain.flat_map(move |section| {
            let whole = !section.path.is_empty() && section.is_in(path);
            let rest = section.rest_of(path).filter(|rest| !whole && !rest.is_empty());
            let within = rest.into_iter().flat_map(move |rest| {
                section.entries.iter().filter_map(move |entry| match starts(entry, rest) {
                    true => Some(Cut::Lines(self.lines_of(entry))),
                    false => self.inside(entry, rest),
                })
            });
            whole.then(|| Cut::Lines(self.lines_of_section(section))).into_iter().chain(within)
        })
    }

    /// What to cut for the member at `rest` somewhere within the braces of `entry`.
    fn inside(&self, entry: &Member, rest: &[String]) -> Option<Cut> {
        let tail = rest.get(entry.keys.len()..)?;
        if tail.is_empty() || !names(entry).zip(rest).all(|(a, b)| a == b) {
            return None;
        }
        let NodeKind::Inline(members) = &entry.node.kind else { return None };
        for (i, member) in members.iter().enumerate() {
            if !starts(member, tail) {
                if let Some(cut) = self.inside(member, tail) {
                    return Some(cut);
                }
                continue;
            }
            if self.has_comments(&entry.node.span) {
                return Some(self.beside_comments(member));
            }
            let previous = i.checked_sub(1).and_then(|p| members.get(p));
            let range = match (members.get(i + 1), previous) {
                (Some(next), _) => member.start()..next.start(),
                (None, Some(previous)) => previous.node.span.end..member.node.span.end,
                (None, None) => entry.node.span.start + 1..entry.node.span.end - 1,
            };
            return Some(Cut::Between(range, String::new()));
        }
        None
    }

    /// What to cut for a member between braces that hold comments: each of them stays on its line, and that
    /// of the member gets one of its own.
    fn beside_comments(&self, member: &Member) -> Cut {
        let start = member.start();
        let mut end = self.after_comma(member.node.span.end).unwrap_or(member.node.span.end);
        let lines = self.comments(&(start..end)).map(|c| self.slice(c.clone()));
        let mut lines: Vec<&str> = lines.collect();
        let line = line_start(&self.text, start);
        let alone = self.slice(line..start).trim().is_empty();
        let after = self.slice(end..line_end(&self.text, end)).trim();
        if alone && after.is_empty() && lines.is_empty() {
            return Cut::Between(line..line_end(&self.text, end), String::new());
        }
        if after.starts_with('#') && !(alone && lines.is_empty()) {
            lines.push(after);
            end = line_end(&self.text, end) - self.newline_at_end(end);
        } else {
            end += self.slice(end..self.text.len()).len()
                - self.slice(end..self.text.len()).trim_start_matches([' ', '\t']).len();
        }
        let below = format!("{}{}{}", self.newline, self.indent(start), if alone { "" } else { "    " });
        let mut with = lines.join(&below);
        if !alone && !with.is_empty() {
            with.insert_str(0, &below);
        }
        // Nothing may follow a comment on its line.
        if !with.is_empty() && !after.is_empty() && !after.starts_with('#') {
            with.push_str(&below);
        }
        Cut::Between(start..end, with)
    }

    /// Where the comma behind `at` ends, if nothing but white space comes before it.
    pub(super) fn after_comma(&self, at: usize) -> Option<usize> {
        let rest = self.slice(at..self.text.len());
        let comma = rest.len() - rest.trim_start().len();
        rest.get(comma..)?.starts_with(',').then_some(at + comma + 1)
    }

    /// How long the end of the line of `at` is.
    fn newline_at_end(&self, at: usize) -> usize {
        let line = self.slice(at..line_end(&self.text, at));
        line.len() - line.trim_end_matches(['\r', '\n']).len()
    }

    fn lines_of_section(&self, section: &Section) -> Range<usize> {
        let last = section.entries.last().map(|e| line_end(&self.text, e.node.span.end));
        section.header.start..last.unwrap_or(section.header.end)
    }

    /// The lines of an entry, its end-of-line comment included.
    pub(super) fn lines_of(&self, entry: &Member) -> Range<usize> {
        line_start(&self.text, entry.start())..line_end(&self.text, entry.node.span.end)
    }

    /// The comments in `range`, each on a line of its own.
    pub(super) fn comments_in(&self, range: &Range<usize>) -> String {
        let indent = self.slice(range.clone());
        let indent = indent.len() - indent.trim_start_matches([' ', '\t']).len();
        let indent = self.slice(range.start..range.start + indent);
        let lines = self.comments(range);
        lines.map(|c| format!("{indent}{}{}", self.slice(c.clone()), self.newline)).collect()
    }

    pub(super) fn has_comments(&self, range: &Range<usize>) -> bool {
        self.comments(range).next().is_some()
    }

    fn comments<'a>(&'a self, range: &Range<usize>) -> impl Iterator<Item = &'a Range<usize>> + use<'a> {
        let all = &self.outline.comments;
        let (from, until) = (all.partition_point(|c| c.start < range.start), range.end);
        all.iter().skip(from).take_while(move |c| c.end <= until)
    }

    /// What to cut for these lines, and the comments that stay of them.
    fn without_lines(&self, mut range: Range<usize>) -> (Range<usize>, String) {
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
        (range, kept)
    }
}

/// Something to cut.
enum Cut {
    Lines(Range<usize>),
    /// Within braces, with what comes in its place.
    Between(Range<usize>, String),
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
