//! Where the lines of a text are, found once for all the places asked for.

use super::finding::Position;

/// The characters are counted at every so many bytes, so that a place far into a very long line is
/// found without counting from its beginning.
const STRIDE: usize = 1024;

/// A text with the places of its lines.
#[derive(Clone, Debug)]
pub struct LineIndex {
    text: String,
    /// Where each line begins; the first at 0.
    starts: Vec<usize>,
    /// How many characters begin before each multiple of [`STRIDE`].
    chars: Vec<usize>,
}

impl LineIndex {
    pub fn new(text: impl Into<String>) -> LineIndex {
        let text = text.into();
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(i, _)| i + 1)).collect();
        let mut before = 0;
        let chars = text.as_bytes().chunks(STRIDE).map(|chunk| {
            let so_far = before;
            before += beginnings(chunk);
            so_far
        });
        let chars = chars.collect();
        LineIndex { starts, chars, text }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// The position of byte `offset`; the end of the text when it is past it.
    pub fn position(&self, offset: usize) -> Position {
        let at = self.boundary(offset);
        let line = self.line_of(at);
        let column = self.chars_before(at) - self.chars_before(self.starts[line]) + 1;
        Position { line: line + 1, column }
    }

    /// The line that holds byte `offset`, without its end: what stands before the byte, and the rest.
    pub fn line_around(&self, offset: usize) -> (&str, &str) {
        let at = self.boundary(offset);
        let line = self.line_of(at);
        let start = self.starts[line];
        let end = self.starts.get(line + 1).map_or(self.text.len(), |next| next - 1);
        let whole = &self.text[start..end];
        let whole = whole.strip_suffix('\r').unwrap_or(whole);
        whole.split_at((at - start).min(whole.len()))
    }

    /// The last boundary of a character that is not after `offset`.
    fn boundary(&self, offset: usize) -> usize {
        let mut at = offset.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }

    fn line_of(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at) - 1
    }

    fn chars_before(&self, at: usize) -> usize {
        let counted = (at / STRIDE).min(self.chars.len().saturating_sub(1));
        let so_far = self.chars.get(counted).copied().unwrap_or(0);
        so_far + beginnings(&self.text.as_bytes()[counted * STRIDE..at])
    }
}

/// How many characters begin in these bytes of UTF-8.
fn beginnings(bytes: &[u8]) -> usize {
    bytes.iter().filter(|b| **b & 0b1100_0000 != 0b1000_0000).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_line_is_given_without_its_end_in_two_halves() {
        let lines = LineIndex::new("un\r\ndeux été\n\nfin");
        assert_eq!(lines.line_around(1), ("u", "n"));
        assert_eq!(lines.line_around(3), ("un", ""), "the line's end is no part of it");
        assert_eq!(lines.line_around(11), ("deux é", "té"));
        assert_eq!(lines.line_around(15), ("", ""));
        assert_eq!(lines.line_around(99), ("fin", ""));
        assert_eq!(LineIndex::new("").line_around(0), ("", ""));
    }

    proptest! {
        #[test]
        fn every_place_is_where_counting_from_the_start_finds_it(
            parts in prop::collection::vec(prop_oneof!["[a-zé🦀]{0,40}", "\r?\n", Just("é".repeat(700))], 0..8),
            offsets in prop::collection::vec(0usize..4_000, 20),
        ) {
            let text = parts.concat();
            let lines = LineIndex::new(text.as_str());
            for offset in offsets.into_iter().map(|n| n % (text.len() + 3)) {
                let found = lines.position(offset);
                prop_assert_eq!(found, Position::of(&text, offset), "byte {}", offset);
                let (before, after) = lines.line_around(offset);
                prop_assert_eq!(format!("{before}{after}"), text.lines().nth(found.line - 1).unwrap_or_default());
            }
        }
    }
}
