//! Where everything stands in a TOML text: tables, keys, values and comments, by their bytes.
//!
//! Edits cut and paste at these places and touch nothing else, so that comments, order, quotes and
//! line ends survive because nobody rewrites them. The text must be known to be sound TOML.

use std::borrow::Cow;
use std::ops::Range;

use toml_parser::Source;
use toml_parser::parser::{Event, EventKind, parse_document};

/// A key, or a part of a dotted one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Key {
    pub name: String,
    pub span: Range<usize>,
}

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Node {
    pub span: Range<usize>,
    pub kind: NodeKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum NodeKind {
    /// With its text, if it is a string.
    Scalar(Option<String>),
    Array(Vec<Item>),
    Inline(Vec<Member>),
}

/// An item of an array.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Item {
    pub node: Node,
    /// Where the comma after it stands.
    pub comma: Option<usize>,
}

/// A key and its value, in a table or an inline table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Member {
    pub keys: Vec<Key>,
    pub node: Node,
}

/// `[a.b]` and what follows, or what comes before the first one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Section {
    /// Empty for the text before the first header.
    pub path: Vec<Key>,
    /// `[[a]]`.
    pub repeated: bool,
    /// The header's line, newline included; empty for the text before the first header.
    pub header: Range<usize>,
    pub entries: Vec<Member>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Outline {
    /// The first is the text before any header.
    pub sections: Vec<Section>,
    pub comments: Vec<Range<usize>>,
}

impl Member {
    /// Where its key begins.
    pub(super) fn start(&self) -> usize {
        self.keys.first().map_or(self.node.span.start, |k| k.span.start)
    }
}

impl Section {
    /// What is left of `path` below this table, if it holds it.
    pub(super) fn rest_of<'p>(&self, path: &'p [String]) -> Option<&'p [String]> {
        let head = path.get(..self.path.len())?;
        if self.is_in(head) { path.get(self.path.len()..) } else { None }
    }

    pub(super) fn is(&self, path: &[String]) -> bool {
        !self.repeated && self.path.len() == path.len() && self.is_in(path)
    }

    /// Whether it is the table at `path` or one inside it.
    pub(super) fn is_in(&self, path: &[String]) -> bool {
        self.path.len() >= path.len() && self.path.iter().zip(path).all(|(k, p)| k.name == *p)
    }
}

/// Reads the places of a sound TOML text.
pub(super) fn outline(text: &str) -> Outline {
    let source = Source::new(text);
    let tokens = source.lex().into_vec();
    let mut events = Vec::with_capacity(tokens.len());
    parse_document(&tokens, &mut |event: Event| events.push(event), &mut ());
    let mut reader = Reader { text, source, events: &events, at: 0, comments: Vec::new() };
    let sections = reader.document();
    Outline { sections, comments: reader.comments }
}

/// The end of the line that holds `at`, newline included.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |i| at + i + 1)
}

/// The start of the line that holds `at`.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |i| i + 1)
}

struct Reader<'a> {
    text: &'a str,
    source: Source<'a>,
    events: &'a [Event],
    at: usize,
    comments: Vec<Range<usize>>,
}

impl Reader<'_> {
    /// The next event that is no white space; comments are noted on the way.
    fn next(&mut self) -> Option<Event> {
        loop {
            let event = *self.events.get(self.at)?;
            self.at += 1;
            match event.kind() {
                EventKind::Comment => self.comments.push(range(event)),
                EventKind::Whitespace | EventKind::Newline | EventKind::Error => {}
                _ => return Some(event),
            }
        }
    }

    fn document(&mut self) -> Vec<Section> {
        let mut sections = vec![Section::default()];
        while let Some(event) = self.next() {
            match event.kind() {
                EventKind::StdTableOpen | EventKind::ArrayTableOpen => {
                    let start = line_start(self.text, event.span().start());
                    let (path, end) =
                        self.keys_until(&[EventKind::StdTableClose, EventKind::ArrayTableClose]);
                    sections.push(Section {
                        path,
                        repeated: event.kind() == EventKind::ArrayTableOpen,
                        header: start..line_end(self.text, end),
                        entries: Vec::new(),
                    });
                }
                EventKind::SimpleKey => {
                    if let (Some(member), Some(section)) = (self.member(event), sections.last_mut()) {
                        section.entries.push(member);
                    }
                }
                _ => {}
            }
        }
        sections
    }

    fn keys_until(&mut self, ends: &[EventKind]) -> (Vec<Key>, usize) {
        let mut keys = Vec::new();
        while let Some(event) = self.next() {
            match event.kind() {
                EventKind::SimpleKey => keys.push(self.key(event)),
                kind if ends.contains(&kind) => return (keys, event.span().end()),
                _ => {}
            }
        }
        (keys, self.text.len())
    }

    fn key(&self, event: Event) -> Key {
        let mut name = Cow::Borrowed("");
        if let Some(raw) = self.source.get(event) {
            raw.decode_key(&mut name, &mut ());
        }
        Key { name: name.into_owned(), span: range(event) }
    }

    fn member(&mut self, first: Event) -> Option<Member> {
        let mut keys = vec![self.key(first)];
        let (more, _) = self.keys_until(&[EventKind::KeyValSep]);
        keys.extend(more);
        let event = self.next()?;
        Some(Member { keys, node: self.node(event)? })
    }

    fn node(&mut self, event: Event) -> Option<Node> {
        match event.kind() {
            EventKind::Scalar => {
                let text = self.string(event);
                Some(Node { span: range(event), kind: NodeKind::Scalar(text) })
            }
            EventKind::ArrayOpen => {
                let mut items: Vec<Item> = Vec::new();
                loop {
                    let next = self.next()?;
                    match next.kind() {
                        EventKind::ArrayClose => {
                            let span = event.span().start()..next.span().end();
                            return Some(Node { span, kind: NodeKind::Array(items) });
                        }
                        EventKind::ValueSep => {
                            if let Some(last) = items.last_mut() {
                                last.comma = Some(next.span().start());
                            }
                        }
                        _ => items.push(Item { node: self.node(next)?, comma: None }),
                    }
                }
            }
            EventKind::InlineTableOpen => {
                let mut members = Vec::new();
                loop {
                    let next = self.next()?;
                    match next.kind() {
                        EventKind::InlineTableClose => {
                            let span = event.span().start()..next.span().end();
                            return Some(Node { span, kind: NodeKind::Inline(members) });
                        }
                        EventKind::SimpleKey => members.push(self.member(next)?),
                        _ => {}
                    }
                }
            }
            _ => None,
        }
    }

    fn string(&self, event: Event) -> Option<String> {
        let quoted = self.text.get(range(event))?.starts_with(['"', '\'']);
        if !quoted {
            return None;
        }
        let mut value = Cow::Borrowed("");
        let _ = self.source.get(event)?.decode_scalar(&mut value, &mut ());
        Some(value.into_owned())
    }
}

fn range(event: Event) -> Range<usize> {
    event.span().start()..event.span().end()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_found() {
        let text = "# top\na = 'x' # end\n b.\"c d\" = { e = 1, f.g = [\"y\", # one\n 2] }\n\n[t . u]\nk = true\r\n[[w]]\n";
        let o = outline(text);
        let cut = |r: &Range<usize>| &text[r.clone()];
        assert_eq!(o.comments.iter().map(cut).collect::<Vec<_>>(), ["# top", "# end", "# one"]);
        let root = &o.sections[0];
        assert_eq!(cut(&root.entries[0].node.span), "'x'");
        assert_eq!(root.entries[0].node.kind, NodeKind::Scalar(Some("x".into())));
        assert_eq!(root.entries[1].keys.iter().map(|k| k.name.as_str()).collect::<Vec<_>>(), ["b", "c d"]);
        let NodeKind::Inline(members) = &root.entries[1].node.kind else { panic!() };
        let NodeKind::Array(items) = &members[1].node.kind else { panic!() };
        assert_eq!(items.iter().map(|i| cut(&i.node.span)).collect::<Vec<_>>(), ["\"y\"", "2"]);
        assert_eq!((items[0].comma.map(|c| &text[c..=c]), items[1].comma), (Some(","), None));
        assert_eq!(cut(&o.sections[1].header), "[t . u]\n");
        assert!(o.sections[1].is(&["t".into(), "u".into()]));
        assert!(o.sections[2].repeated && !o.sections[2].is(&["w".into()]));
    }
}
