//! The items of an array: some come, some go, the others keep their lines and their comments.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::outline::{Item, NodeKind};
use super::write::{Manner, string, words};
use crate::model::Value;

/// An item with the text around it.
struct Chunk {
    /// From the end of the item before to the value: line ends, comments, white space.
    lead: String,
    value: String,
    /// What it says, for a string.
    word: Option<String>,
    /// Between the value and its comma; nearly always empty.
    post: String,
    /// After the comma, on the same line: white space and comment.
    trail: String,
}

/// The array at `span` holding `new` instead of `old`. Items of neither (that could not be read) stay.
pub(super) fn edited(
    text: &str,
    span: &Range<usize>,
    items: &[Item],
    old: &[Value],
    new: &[Value],
    manner: Manner<'_>,
) -> Option<String> {
    let (mut chunks, mut close) = cut(text, span, items)?;
    let final_comma = items.last().is_none_or(|i| i.comma.is_some());
    let one_line = !text.get(span.clone())?.contains('\n');
    if chunks.is_empty() && close.trim().is_empty() {
        let fresh = Value::list(new.to_vec());
        return Some(super::write::plain(&fresh, &crate::model::Shape::Lines, None, manner));
    }
    let old: HashSet<String> = old.iter().map(words).collect();
    let known = |c: &Chunk| c.word.as_ref().is_some_and(|w| old.contains(w));
    let wanted: Vec<String> = new.iter().map(words).collect();
    if one_for_one(&chunks, &wanted) {
        for (chunk, word) in chunks.iter_mut().zip(&wanted).filter(|(c, w)| c.word.as_ref() != Some(w)) {
            chunk.value = string(word, Some(&chunk.value), manner.newline);
        }
        return Some(join(chunks, &close, final_comma, manner));
    }
    let mut kept: Vec<Option<Chunk>> = Vec::new();
    // Where each wanted word stands, the first place last.
    let mut free: HashMap<&str, Vec<usize>> = HashMap::new();
    for (i, word) in wanted.iter().enumerate().rev() {
        free.entry(word).or_default().push(i);
    }
    // For each present item, its place among the wanted ones.
    let mut taken = vec![false; wanted.len()];
    let mut places: Vec<Option<usize>> = Vec::new();
    for chunk in &chunks {
        let word = chunk.word.as_deref().filter(|_| known(chunk));
        let place = word.and_then(|w| free.get_mut(w)?.pop());
        if let Some(slot) = place.and_then(|i| taken.get_mut(i)) {
            *slot = true;
        }
        places.push(place);
    }
    // Comments of an item that goes stay where it was.
    let mut carry = String::new();
    let mut first_lead: Option<String> = None;
    let mut rest: Vec<(Option<usize>, Chunk)> = Vec::new();
    for (i, (mut chunk, place)) in chunks.drain(..).zip(&places).enumerate() {
        if place.is_none() && known(&chunk) {
            carry.push_str(&comment_lines(&chunk, manner));
            if i == 0 || first_lead.is_some() && rest.is_empty() {
                first_lead.get_or_insert(blank_lead(&chunk.lead));
            }
            continue;
        }
        if rest.is_empty()
            && let Some(lead) = first_lead.take().filter(|_| !chunk.lead.contains('\n'))
        {
            chunk.lead = lead;
        }
        chunk.lead = below(&std::mem::take(&mut carry), &chunk.lead, manner);
        rest.push((*place, chunk));
    }
    close = below(&carry, &close, manner);
    if rest.is_empty() && wanted.is_empty() && close.trim().is_empty() {
        return Some("[]".to_owned());
    }
    let lead = new_lead(&rest, one_line, manner);
    let mut slots: Vec<Vec<Chunk>> = (0..=wanted.len()).map(|_| Vec::new()).collect();
    let mut last = 0;
    for (place, chunk) in rest {
        // An item that could not be read follows the one before it.
        let at = place.map_or(last, |p| p + 1);
        last = at;
        slots.get_mut(at)?.push(chunk);
    }
    for (at, slot) in slots.into_iter().enumerate() {
        let is_new = at > 0 && !taken.get(at - 1).copied().unwrap_or(false);
        if is_new && let Some(word) = wanted.get(at - 1) {
            let value = string(word, None, manner.newline);
            kept.push(Some(Chunk {
                lead: lead.clone(),
                value,
                word: None,
                post: String::new(),
                trail: String::new(),
            }));
        }
        kept.extend(slot.into_iter().map(Some));
    }
    let chunks: Vec<Chunk> = kept.into_iter().flatten().collect();
    Some(join(chunks, &close, final_comma && !(one_line && items.is_empty()), manner))
}

/// Whether one item alone became another at its own place, as in a rename: its line and its comment are then its
/// successor's.
fn one_for_one(chunks: &[Chunk], wanted: &[String]) -> bool {
    if chunks.len() != wanted.len() {
        return false;
    }
    let mut changed = chunks.iter().zip(wanted).filter(|(c, w)| c.word.as_ref() != Some(w));
    let (Some((old, new)), None) = (changed.next(), changed.next()) else { return false };
    old.word.is_some() && chunks.iter().all(|c| c.word.as_ref() != Some(new))
}

fn join(chunks: Vec<Chunk>, close: &str, final_comma: bool, manner: Manner<'_>) -> String {
    let mut out = String::from("[");
    let count = chunks.len();
    let open_comment = chunks.last().is_some_and(|c| c.trail.contains('#'));
    for (i, chunk) in chunks.into_iter().enumerate() {
        // A first item that was in the middle of a line leaves its space behind.
        let lead = if i == 0 && chunk.lead.trim().is_empty() && !chunk.lead.contains('\n') {
            ""
        } else {
            chunk.lead.as_str()
        };
        out.push_str(lead);
        out.push_str(&chunk.value);
        out.push_str(&chunk.post);
        if i + 1 < count || final_comma {
            out.push(',');
        }
        out.push_str(&chunk.trail);
    }
    // Nothing may follow a comment on its line.
    if open_comment && !close.contains('\n') {
        out.push_str(manner.newline);
        out.push_str(manner.indent);
    }
    out.push_str(close);
    out.push(']');
    out
}

fn cut(text: &str, span: &Range<usize>, items: &[Item]) -> Option<(Vec<Chunk>, String)> {
    let end = span.end.checked_sub(1)?;
    let mut at = span.start + 1;
    let mut chunks = Vec::with_capacity(items.len());
    for (i, item) in items.iter().enumerate() {
        let value = item.node.span.clone();
        let lead = text.get(at..value.start)?.to_owned();
        let after = item.comma.unwrap_or(value.end);
        let post = text.get(value.end..after)?.to_owned();
        let from = item.comma.map_or(value.end, |c| c + 1);
        let until = items.get(i + 1).map_or(end, |next| next.node.span.start);
        let gap = text.get(from..until)?;
        // A comment on the item's line is the item's; anything else belongs to what follows.
        let line = gap.split('\n').next().unwrap_or_default();
        let trail = if line.trim_start().starts_with('#') { line.trim_end_matches('\r') } else { "" };
        at = from + trail.len();
        let word = match &item.node.kind {
            NodeKind::Scalar(word) => word.clone(),
            _ => None,
        };
        chunks.push(Chunk { lead, value: text.get(value)?.to_owned(), word, post, trail: trail.to_owned() });
    }
    Some((chunks, text.get(at..end)?.to_owned()))
}

/// The comments of an item that goes, each on a line of its own.
fn comment_lines(chunk: &Chunk, manner: Manner<'_>) -> String {
    let indent = indent_of(&chunk.lead).unwrap_or_else(|| format!("{}    ", manner.indent));
    [&chunk.lead, &chunk.post, &chunk.trail]
        .into_iter()
        .flat_map(|part| part.lines())
        .map(str::trim)
        .filter(|l| l.starts_with('#'))
        .map(|l| format!("{}{indent}{l}", manner.newline))
        .collect()
}

/// `rest` under the comment lines `carry`, never on the line of the last of them.
fn below(carry: &str, rest: &str, manner: Manner<'_>) -> String {
    let on_a_new_line = rest.trim_start_matches([' ', '\t', '\r']).starts_with('\n');
    if carry.is_empty() || on_a_new_line {
        return format!("{carry}{rest}");
    }
    format!("{carry}{}{}    {}", manner.newline, manner.indent, rest.trim_start())
}

/// The lead without its comments.
fn blank_lead(lead: &str) -> String {
    if lead.contains('#') { String::new() } else { lead.to_owned() }
}

fn new_lead(rest: &[(Option<usize>, Chunk)], one_line: bool, manner: Manner<'_>) -> String {
    if one_line {
        return if rest.is_empty() { String::new() } else { " ".to_owned() };
    }
    let indent = rest
        .iter()
        .rev()
        .find_map(|(_, c)| indent_of(&c.lead))
        .unwrap_or_else(|| format!("{}    ", manner.indent));
    format!("{}{indent}", manner.newline)
}

/// The white space before an item that begins its line.
fn indent_of(lead: &str) -> Option<String> {
    lead.rsplit_once('\n').map(|(_, indent)| indent.to_owned())
}
