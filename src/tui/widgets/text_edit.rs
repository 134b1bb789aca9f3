//! A text being typed, by graphemes: one line, or many with soft wrapping.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::term::clean::{clean, width};
use crate::term::{Code, Key};

/// The text and the place where the next letter goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextEdit {
    text: String,
    /// A byte offset, always between two graphemes.
    cursor: usize,
    many_lines: bool,
    /// The text as it was opened.
    opened: String,
}

impl TextEdit {
    /// One line, the cursor at its end.
    pub fn line(text: &str) -> TextEdit {
        TextEdit::open(one_line_end(text).replace('\n', " "), false)
    }

    /// Any number of lines, the cursor at the end.
    pub fn lines(text: &str) -> TextEdit {
        TextEdit::open(one_line_end(text), true)
    }

    fn open(text: String, many_lines: bool) -> TextEdit {
        TextEdit { opened: text.clone(), text, cursor: 0, many_lines }.at_end()
    }

    /// The same with the cursor after the first line, where a title goes on.
    pub fn at_title_end(mut self) -> TextEdit {
        self.cursor = 0;
        self.cursor = self.line_end();
        self
    }

    fn at_end(mut self) -> TextEdit {
        self.cursor = self.text.len();
        self
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Where the next letter goes, in bytes.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Puts another text in the place of a part; the cursor comes to stand after it. A part that does not
    /// begin and end between letters is left as it is.
    pub fn replace(&mut self, part: Range<usize>, text: &str) {
        if self.text.get(part.clone()).is_some() {
            self.text.replace_range(part.clone(), "");
            self.cursor = part.start;
            self.insert(text);
        }
    }

    /// Whether the text is another than the one that was opened: what was only looked at is not to be
    /// written again, not even without a space at its end.
    pub fn is_changed(&self) -> bool {
        self.text != self.opened
    }

    /// Puts another text in the place of this one.
    pub fn set(&mut self, text: &str) {
        let new = if self.many_lines { TextEdit::lines(text) } else { TextEdit::line(text) };
        *self = TextEdit { opened: std::mem::take(&mut self.opened), ..new };
    }

    /// Obeys a key that edits text; `false` for a key that means nothing here. `columns` is the width
    /// at which the text is shown, for the keys that move by line.
    pub fn key(&mut self, key: Key, columns: usize) -> bool {
        if let Some(c) = key.typed() {
            self.insert(c.encode_utf8(&mut [0; 4]));
            return true;
        }
        match (key.code, key.ctrl) {
            (Code::Backspace, false) => self.erase(self.before(self.cursor)..self.cursor),
            (Code::Delete, false) => self.erase(self.cursor..self.after(self.cursor)),
            (Code::Left, false) => self.cursor = self.before(self.cursor),
            (Code::Right, false) => self.cursor = self.after(self.cursor),
            (Code::Left, true) => self.cursor = self.word_before(),
            (Code::Right, true) => self.cursor = self.word_after(),
            (Code::Home, false) | (Code::Char('a'), true) => self.cursor = self.line_start(),
            (Code::End, false) | (Code::Char('e'), true) => self.cursor = self.line_end(),
            (Code::Char('u'), true) => self.erase(self.line_start()..self.cursor),
            (Code::Char('k'), true) => self.erase(self.cursor..self.line_end()),
            (Code::Char('w'), true) | (Code::Backspace, true) => self.erase(self.word_before()..self.cursor),
            (Code::Enter, false) if self.many_lines => self.insert("\n"),
            (Code::Up, false) if self.many_lines => self.climb(columns, -1),
            (Code::Down, false) if self.many_lines => self.climb(columns, 1),
            (Code::PageUp, false) if self.many_lines => self.climb(columns, -10),
            (Code::PageDown, false) if self.many_lines => self.climb(columns, 10),
            _ => return false,
        }
        true
    }

    /// Puts text at the cursor; in a single line, line ends become spaces.
    pub fn insert(&mut self, text: &str) {
        let text = one_line_end(text);
        let text = if self.many_lines { text } else { text.replace(['\n', '\t'], " ") };
        self.text.insert_str(self.cursor, &text);
        self.cursor += text.len();
        // A letter may have joined the one before it or after it into one grapheme.
        while !self.is_boundary(self.cursor) {
            self.cursor += 1;
        }
    }

    /// Puts pasted text at the cursor; into a single line, without the line ends that it closes with.
    pub fn paste(&mut self, text: &str) {
        self.insert(if self.many_lines { text } else { text.trim_end_matches(['\n', '\r']) });
    }

    fn is_boundary(&self, at: usize) -> bool {
        at >= self.text.len() || self.text.grapheme_indices(true).any(|(i, _)| i == at)
    }

    fn erase(&mut self, range: Range<usize>) {
        if range.start < range.end {
            self.text.replace_range(range.clone(), "");
            self.cursor = range.start;
            while self.cursor > 0 && !self.is_boundary(self.cursor) {
                self.cursor -= 1;
            }
        }
    }

    fn before(&self, at: usize) -> usize {
        self.text[..at].grapheme_indices(true).next_back().map_or(0, |(i, _)| i)
    }

    fn after(&self, at: usize) -> usize {
        self.text[at..].graphemes(true).next().map_or(at, |g| at + g.len())
    }

    fn word_before(&self) -> usize {
        let words = self.text[..self.cursor].unicode_word_indices();
        words.map(|(i, _)| i).next_back().unwrap_or(0)
    }

    fn word_after(&self) -> usize {
        let mut words = self.text[self.cursor..].unicode_word_indices();
        words.next().map_or(self.text.len(), |(i, w)| self.cursor + i + w.len())
    }

    fn line_start(&self) -> usize {
        self.text[..self.cursor].rfind('\n').map_or(0, |i| i + 1)
    }

    fn line_end(&self) -> usize {
        self.text[self.cursor..].find('\n').map_or(self.text.len(), |i| self.cursor + i)
    }

    fn climb(&mut self, columns: usize, by: isize) {
        let shown = self.layout(columns);
        let (row, column) = self.cursor_in(&shown);
        let row = row.saturating_add_signed(by).min(shown.len().saturating_sub(1));
        let Some(range) = shown.get(row) else { return };
        let mut at = range.start;
        let mut used = 0;
        for (i, g) in self.text[range.clone()].grapheme_indices(true) {
            if used >= column {
                break;
            }
            used += shown_width(g);
            at = range.start + i + g.len();
        }
        self.cursor = at;
    }

    /// The lines as they are shown in `columns`, each a range of bytes of the text. Never empty.
    pub fn layout(&self, columns: usize) -> Vec<Range<usize>> {
        let columns = columns.max(2);
        let mut out = Vec::new();
        let mut start = 0;
        for line in self.text.split('\n') {
            let end = start + line.len();
            if !self.many_lines {
                out.push(start..end);
                break;
            }
            let mut from = start;
            let mut used = 0;
            let mut space = None; // after the last space of the line under way
            for (i, g) in line.grapheme_indices(true) {
                let at = start + i;
                let w = shown_width(g);
                if used + w > columns && at > from {
                    let cut = space.filter(|s| *s > from).unwrap_or(at);
                    out.push(from..cut);
                    from = cut;
                    used = self.text[cut..at].graphemes(true).map(shown_width).sum();
                    space = None;
                }
                used += w;
                if g == " " {
                    space = Some(at + 1);
                }
            }
            out.push(from..end);
            start = end + 1;
        }
        out
    }

    /// The row and column of the cursor in lines given by [`TextEdit::layout`].
    pub fn cursor_in(&self, shown: &[Range<usize>]) -> (usize, usize) {
        let row = shown.iter().rposition(|r| r.start <= self.cursor).unwrap_or(0);
        let start = shown.get(row).map_or(0, |r| r.start);
        (row, self.text[start..self.cursor].graphemes(true).map(shown_width).sum())
    }

    /// For a single line shown in `columns`: the part that is seen, safe to show, and the cursor's column.
    pub fn window(&self, columns: usize) -> (String, usize) {
        let room = columns.saturating_sub(1);
        let mut from = self.cursor;
        let mut used = 0;
        for (i, g) in self.text[..self.cursor].grapheme_indices(true).rev() {
            let w = shown_width(g);
            if used + w > room {
                break;
            }
            used += w;
            from = i;
        }
        (shown(&self.text[from..]), used)
    }
}

/// Each grapheme made safe by itself, so that what is shown stays in step with the cursor.
pub fn shown(text: &str) -> String {
    text.graphemes(true).map(|g| clean(g).into_string()).collect()
}

/// CR LF is one grapheme and two characters: a cursor could come to stand inside it. Line ends are LF here.
fn one_line_end(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

fn shown_width(g: &str) -> usize {
    width(clean(g).as_str())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn typed(edit: &mut TextEdit, keys: &str) {
        for k in Key::parse_all(keys).unwrap() {
            edit.key(k, 20);
        }
    }

    fn after(mut edit: TextEdit, keys: &str) -> String {
        typed(&mut edit, keys);
        let (head, tail) = edit.text.split_at(edit.cursor);
        format!("{head}|{tail}")
    }

    #[test]
    fn a_line_is_edited_by_letters_and_words() {
        assert_eq!(after(TextEdit::line("paie"), "<left><left>é<backspace>X"), "paX|ie");
        assert_eq!(after(TextEdit::line("un deux trois"), "<ctrl-left><ctrl-w>"), "un |trois");
        assert_eq!(after(TextEdit::line("un deux"), "<home><ctrl-k>œ"), "œ|");
        assert_eq!(after(TextEdit::line("e\u{301}"), "<backspace>"), "|", "a letter and its accent are one");
    }

    #[test]
    fn enter_means_nothing_in_a_single_line() {
        assert!(!TextEdit::line("a").key(Key::new(Code::Enter), 20));
        let mut e = TextEdit::line("");
        e.insert("a\nb");
        assert_eq!(e.text(), "a b");
    }

    #[test]
    fn up_and_down_follow_what_is_seen() {
        assert_eq!(after(TextEdit::lines("abc\ndéfg"), "<up>"), "abc|\ndéfg");
        assert_eq!(after(TextEdit::lines("abc\ndéfg"), "<home><up>X<enter>"), "X\n|abc\ndéfg");
    }

    #[test]
    fn long_lines_break_at_spaces() {
        let e = TextEdit::lines("un deux trois quatre\n\nanticonstitutionnellement");
        let lines: Vec<_> = e.layout(10).into_iter().map(|r| &e.text[r]).collect();
        assert_eq!(lines, ["un deux ", "trois ", "quatre", "", "anticonsti", "tutionnell", "ement"]);
    }

    #[test]
    fn a_long_line_shows_the_part_around_the_cursor() {
        let e = TextEdit::line("abcdefghij");
        assert_eq!(e.window(5), ("ghij".to_owned(), 4));
    }

    #[test]
    fn foreign_line_ends_become_plain_ones() {
        assert_eq!(TextEdit::lines("a\r\nb\rc").text(), "a\nb\nc");
        assert_eq!(after(TextEdit::lines("\rA²"), "<home><enter>"), "\n\n|A²");
    }

    proptest! {
        #[test]
        fn any_keys_keep_the_cursor_between_letters(
            start in ".{0,30}",
            keys in prop::collection::vec(0usize..18, 0..40),
            columns in 0usize..30,
        ) {
            const KEYS: [&str; 18] = ["a", "é", "\u{301}", "🇫", "👩", "\u{200d}", "enter", "left", "right", "up",
                "down", "backspace", "delete", "home", "end", "ctrl-w", "ctrl-left", "ctrl-k"];
            for mut e in [TextEdit::line(&start), TextEdit::lines(&start)] {
                for k in &keys {
                    e.key(Key::parse(KEYS[*k]).unwrap(), columns);
                    prop_assert!(e.text.is_char_boundary(e.cursor) && e.is_boundary(e.cursor));
                    let shown = e.layout(columns);
                    let (row, _) = e.cursor_in(&shown);
                    prop_assert!(row < shown.len());
                    e.window(columns);
                }
            }
        }
    }
}
