//! What a TOML syntax error means, in words that say how to mend it.

use std::ops::Range;

use super::messages as m;
use crate::model::message::Message;

/// The sentence for the parser's error at `span` of `text`, and what to write instead where it is certain.
pub fn explain(text: &str, span: &Range<usize>, detail: &str) -> (Message, Option<Message>) {
    let line = line_at(text, span.start);
    let trimmed = line.trim_start();
    if ["<<<<<<<", "=======", ">>>>>>>"].iter().any(|mark| trimmed.starts_with(mark)) {
        return (m::CONFLICT_MARKERS.msg(), Some(m::CONFLICT_MARKERS_HINT.msg()));
    }
    let key = trimmed.split_once('=').map_or(trimmed, |(k, _)| k).trim();
    if detail.contains("duplicate key") {
        let name = text.get(span.clone()).unwrap_or(key);
        return (m::DUPLICATE_KEY.msg().with("key", name), None);
    }
    let message = m::SYNTAX.msg().with("detail", detail);
    let value = trimmed.split_once('=').map_or("", |(_, v)| v.trim());
    let bare = value.chars().next().is_some_and(|c| c.is_alphabetic())
        && !matches!(value, "true" | "false" | "inf" | "nan");
    let hint = if bare {
        Some(m::UNQUOTED.msg().with("key", key))
    } else if ["unclosed", "missing closing", "expected `\"`", "expected `]`", "expected `\"\"\"`"]
        .iter()
        .any(|w| detail.contains(w))
    {
        Some(m::UNCLOSED.msg())
    } else {
        None
    };
    (message, hint)
}

fn line_at(text: &str, offset: usize) -> &str {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let start = text[..at].rfind('\n').map_or(0, |i| i + 1);
    let end = text[at..].find('\n').map_or(text.len(), |i| at + i);
    text[start..end].trim_end_matches('\r')
}
