//! Three versions of a text merged line by line, as `diff3` and git do it.

use std::time::{Duration, Instant};

use similar::{Algorithm, DiffTag, capture_diff_slices_deadline};

/// How long to look for the shortest way from one text to another; past that any way is good enough.
const PATIENCE: Duration = Duration::from_secs(2);

/// What is said beside the markers of a conflict, and how long these are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Markers {
    pub size: usize,
    pub base: String,
    pub ours: String,
    pub theirs: String,
}

impl Default for Markers {
    fn default() -> Markers {
        let label = String::new;
        Markers { size: 7, base: label(), ours: label(), theirs: label() }
    }
}

/// What to do with a place at which the three differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Where {
    /// What one side changed stands; what both changed to different ends is a conflict.
    BothChanged,
    /// The same, but the lines of both stand, one after the other.
    BothKept,
    /// Whatever differs between the two sides is a conflict, even where one alone changed it.
    TheyDiffer,
}

/// The outcome of a merge by lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Lines {
    pub bytes: Vec<u8>,
    /// How many places are marked as conflicts.
    pub conflicts: usize,
}

/// Merges `ours` and `theirs`, which both grew from `base`.
pub(super) fn merge(
    base: &[u8],
    ours: &[u8],
    theirs: &[u8],
    conflict_where: Where,
    markers: &Markers,
) -> Lines {
    merge_pieces(&lines(base), &lines(ours), &lines(theirs), conflict_where, markers)
}

/// The same for texts that are cut otherwise than by lines.
pub(super) fn merge_pieces(
    b: &[&[u8]],
    o: &[&[u8]],
    t: &[&[u8]],
    conflict_where: Where,
    markers: &Markers,
) -> Lines {
    let (in_ours, in_theirs) = (places(b, o), places(b, t));
    let mut out = Lines { bytes: Vec::new(), conflicts: 0 };
    let (mut at_b, mut at_o, mut at_t) = (0, 0, 0);
    loop {
        // The next line that all three have.
        let shared = (at_b..b.len()).find_map(|i| Some((i, in_ours[i]?, in_theirs[i]?)));
        let (next_b, next_o, next_t) = shared.unwrap_or((b.len(), o.len(), t.len()));
        let part = Part { base: &b[at_b..next_b], ours: &o[at_o..next_o], theirs: &t[at_t..next_t] };
        part.put(conflict_where, markers, &mut out);
        if shared.is_none() {
            return out;
        }
        out.bytes.extend_from_slice(b[next_b]);
        (at_b, at_o, at_t) = (next_b + 1, next_o + 1, next_t + 1);
    }
}

/// A stretch between two lines that all three have.
struct Part<'a> {
    base: &'a [&'a [u8]],
    ours: &'a [&'a [u8]],
    theirs: &'a [&'a [u8]],
}

impl Part<'_> {
    fn put(&self, conflict_where: Where, markers: &Markers, out: &mut Lines) {
        let chosen = match conflict_where {
            _ if self.ours == self.theirs => Some(self.ours),
            Where::TheyDiffer => None,
            _ if self.base == self.theirs => Some(self.ours),
            _ if self.base == self.ours => Some(self.theirs),
            _ => None,
        };
        match (chosen, conflict_where) {
            (Some(lines), _) => put(lines, out),
            (None, Where::BothKept) => {
                put(self.ours, out);
                // What both wrote alike stands once.
                let is_new = |piece: &&&[u8]| *piece == b"\n" || !self.ours.contains(piece);
                let theirs: Vec<&[u8]> = self.theirs.iter().filter(is_new).copied().collect();
                put(&theirs, out);
            }
            (None, _) => self.put_conflict(markers, out),
        }
    }

    fn put_conflict(&self, markers: &Markers, out: &mut Lines) {
        out.conflicts += 1;
        let all = [self.ours, self.base, self.theirs];
        let crlf = all.iter().any(|side| side.iter().any(|l| l.ends_with(b"\r\n")));
        let mut mark = |sign: u8, label: &str, lines: Option<&[&[u8]]>| {
            end_line(out);
            out.bytes.extend(std::iter::repeat_n(sign, markers.size));
            if !label.is_empty() {
                out.bytes.push(b' ');
                out.bytes.extend_from_slice(label.as_bytes());
            }
            out.bytes.extend_from_slice(if crlf { b"\r\n" } else { b"\n" });
            put(lines.unwrap_or_default(), out);
        };
        mark(b'<', &markers.ours, Some(self.ours));
        mark(b'|', &markers.base, Some(self.base));
        mark(b'=', "", Some(self.theirs));
        mark(b'>', &markers.theirs, None);
    }
}

fn put(lines: &[&[u8]], out: &mut Lines) {
    lines.iter().for_each(|line| out.bytes.extend_from_slice(line));
}

/// A last line without an end gets one before anything follows it.
fn end_line(out: &mut Lines) {
    if !out.bytes.is_empty() && !out.bytes.ends_with(b"\n") {
        out.bytes.push(b'\n');
    }
}

fn lines(text: &[u8]) -> Vec<&[u8]> {
    text.split_inclusive(|b| *b == b'\n').collect()
}

/// Where each line of `base` stands in `side`, if it still does.
fn places(base: &[&[u8]], side: &[&[u8]]) -> Vec<Option<usize>> {
    let mut places = vec![None; base.len()];
    let until = Instant::now() + PATIENCE;
    for op in capture_diff_slices_deadline(Algorithm::Myers, base, side, Some(until)) {
        if op.tag() == DiffTag::Equal {
            for (from, to) in op.old_range().zip(op.new_range()) {
                places[from] = Some(to);
            }
        }
    }
    places
}

/// The three versions that a text with markers shows: base, ours, theirs. `None` without any conflict, or
/// where the base is not among them.
pub(in crate::ops) fn sides(text: &str) -> Option<[String; 3]> {
    let mut sides = [String::new(), String::new(), String::new()];
    let mut inside = None;
    let mut seen = [false; 2];
    for line in text.split_inclusive('\n') {
        let mark = line.chars().next().filter(|c| "<|=>".contains(*c));
        let size = mark.map_or(0, |mark| line.chars().take_while(|c| *c == mark).count());
        let after = line.get(size..).unwrap_or_default();
        let marks = size >= Markers::default().size && (after.trim().is_empty() || after.starts_with(' '));
        match (mark.filter(|_| marks), inside) {
            (Some('<'), None) => inside = Some(1),
            (Some('|'), Some(1)) => (inside, seen[0]) = (Some(0), true),
            (Some('='), Some(0)) => inside = Some(2),
            (Some('>'), Some(2)) => (inside, seen[1]) = (None, true),
            (_, None) => sides.iter_mut().for_each(|side| side.push_str(line)),
            (_, Some(at)) => sides[at].push_str(line),
        }
    }
    (inside.is_none() && seen == [true, true]).then_some(sides)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn merged(base: &str, ours: &str, theirs: &str, conflict_where: Where) -> (String, usize) {
        let markers = Markers { ours: "HEAD".into(), theirs: "autre".into(), ..Markers::default() };
        let done = merge(base.as_bytes(), ours.as_bytes(), theirs.as_bytes(), conflict_where, &markers);
        (String::from_utf8(done.bytes).unwrap(), done.conflicts)
    }

    #[test]
    fn what_one_side_changed_stands() {
        let done = merged("a\nb\nc\nd\n", "A\nb\nc\nd\n", "a\nb\nc\nd\ne\n", Where::BothChanged);
        assert_eq!(done, ("A\nb\nc\nd\ne\n".into(), 0));
        let both = merged("a\nb\n", "a\nx\nb\n", "a\nx\nb\n", Where::BothChanged);
        assert_eq!(both, ("a\nx\nb\n".into(), 0));
    }

    #[test]
    fn what_both_changed_is_shown_three_times() {
        let done = merged("a\nb\nc\n", "a\nB\nc\n", "a\nβ\nc\n", Where::BothChanged);
        let shown = "a\n<<<<<<< HEAD\nB\n|||||||\nb\n=======\nβ\n>>>>>>> autre\nc\n";
        assert_eq!(done, (shown.into(), 1));
        assert_eq!(merged("a\n", "a\nB\n", "a\nC\n", Where::BothKept), ("a\nB\nC\n".into(), 0));
    }

    #[test]
    fn markers_stand_on_lines_of_their_own_and_end_like_the_others() {
        let (shown, conflicts) = merged("a", "b", "c", Where::BothChanged);
        assert_eq!(
            (shown.as_str(), conflicts),
            ("<<<<<<< HEAD\nb\n|||||||\na\n=======\nc\n>>>>>>> autre\n", 1)
        );
        let (shown, _) = merged("a\r\n", "b\r\n", "c\r\n", Where::BothChanged);
        assert_eq!(shown.matches('\n').count(), shown.matches("\r\n").count());
    }

    #[test]
    fn told_everywhere_each_side_can_be_taken_whole() {
        let (base, ours, theirs) = ("a\nb\nc\n", "a\nb\nc\nd\n", "A\nb\nc\n");
        let (shown, conflicts) = merged(base, ours, theirs, Where::TheyDiffer);
        assert_eq!(conflicts, 2);
        assert_eq!(sides(&shown).unwrap(), [base, ours, theirs]);
        assert_eq!(sides(ours), None);
    }
}
