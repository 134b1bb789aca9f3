//! Comments brought from one text into another that says the same in another order.

use std::collections::HashMap;

use crate::store::edit;

/// The text `into` with the comments that `from` has, it lacks, and `wanted` names: each above the line that it
/// stands above in `from`, or at the end of that line. Whoever asks reads the outcome to judge it.
pub(super) fn carried(into: &[u8], from: &[u8], wanted: impl Fn(&str) -> bool) -> Option<Vec<u8>> {
    let (from, into) = (std::str::from_utf8(from).ok()?, std::str::from_utf8(into).ok()?);
    let there = edit::comments(into.as_bytes());
    let places = edit::comment_places(from.as_bytes());
    // What to put above a line, and at its end; under "" what belongs at the end of the text.
    let mut above: HashMap<&str, Vec<&str>> = HashMap::new();
    let mut beside: HashMap<&str, &str> = HashMap::new();
    let mut waiting: Vec<&str> = Vec::new();
    let mut at = 0;
    for line in from.split_inclusive('\n') {
        let next = places.partition_point(|place| *place < at);
        let start = places.get(next).map(|place| place - at).filter(|start| *start < line.len());
        let (body, comment) = line.split_at(start.unwrap_or(line.len()));
        let (body, comment) = (body.trim(), comment.trim_end());
        let new = !comment.is_empty() && wanted(comment) && !there.iter().any(|c| c == comment);
        match (body.is_empty(), new) {
            (true, true) => waiting.push(comment),
            (true, false) => {}
            (false, _) => {
                above.entry(body).or_default().append(&mut waiting);
                if new {
                    beside.insert(body, comment);
                }
            }
        }
        at += line.len();
    }
    let mut out = String::with_capacity(from.len() + into.len());
    let places = edit::comment_places(into.as_bytes());
    let mut at = 0;
    for line in into.split_inclusive('\n') {
        let next = places.partition_point(|place| *place < at);
        let commented = places.get(next).is_some_and(|place| place - at < line.len());
        let body = line.trim();
        let indent = line.len() - line.trim_start().len();
        let indent = line.get(..indent).unwrap_or_default();
        let mut own = |comment: &str| out.push_str(&format!("{indent}{comment}\n"));
        above.remove(body).into_iter().flatten().for_each(&mut own);
        match beside.remove(body) {
            Some(comment) if !commented && line.ends_with('\n') => {
                out.push_str(&format!("{} {comment}\n", line.trim_end()));
            }
            _ => out.push_str(line),
        }
        at += line.len();
    }
    // Their lines are gone: the comments stay, at the end.
    let mut left: Vec<&str> = above.into_values().flatten().chain(beside.into_values()).collect();
    left.sort_unstable();
    left.extend(waiting);
    left.iter().for_each(|comment| out.push_str(&format!("{comment}\n")));
    Some(out.into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_follows_its_line() {
        let from = "# un\na = 1\nb = 2 # deux\n# trois\n[t]\nc = 3\n# fin\n";
        let into = "b = 2\na = 1\n\n[t]\nc = 3\n";
        let done = carried(into.as_bytes(), from.as_bytes(), |_| true).unwrap();
        let said = "b = 2 # deux\n# un\na = 1\n\n# trois\n[t]\nc = 3\n# fin\n";
        assert_eq!(String::from_utf8(done).unwrap(), said);
        let done = carried(b"z = 9\n", from.as_bytes(), |c| c == "# deux").unwrap();
        assert_eq!(String::from_utf8(done).unwrap(), "z = 9\n# deux\n");
    }
}
