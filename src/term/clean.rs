//! Text made safe to show. Every string that comes from a file, a path, git or an error passes through
//! here before it reaches a terminal, a title, the clipboard or a log: it may hold escape sequences,
//! text that runs backwards, or nothing visible at all.

use std::fmt;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How many marks may pile up on one letter: enough for any written language, too few to climb out of
/// the line.
const MAX_MARKS: usize = 4;

/// Text that can be shown as it is: no control, no text direction, nothing invisible.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Clean(String);

/// One line of safe text; line ends are shown as `␤`.
pub fn clean(text: &str) -> Clean {
    Clean(sweep(text, false))
}

/// Safe text that keeps its line ends.
pub fn clean_multiline(text: &str) -> Clean {
    Clean(sweep(text, true))
}

impl Clean {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn into_string(self) -> String {
        self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The number of terminal columns the text takes on one line.
    pub fn width(&self) -> usize {
        width(&self.0)
    }

    /// The text cut to `columns`, with `…` at the cut; a letter and its accents are never parted.
    pub fn truncate(&self, columns: usize) -> Clean {
        Clean(truncate(&self.0, columns).into_owned())
    }
}

impl fmt::Display for Clean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl AsRef<str> for Clean {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl From<Clean> for String {
    fn from(text: Clean) -> String {
        text.0
    }
}

/// Columns that `text` takes on one line, counted by grapheme as the screen draws it.
pub fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.graphemes(true).map(UnicodeWidthStr::width).sum() }
}

/// `text` cut to `columns`, with `…` at the cut.
pub fn truncate(text: &str, columns: usize) -> std::borrow::Cow<'_, str> {
    if width(text) <= columns {
        return text.into();
    }
    let room = columns.saturating_sub(1);
    let mut used = 0;
    let mut out = String::new();
    for g in text.graphemes(true) {
        let w = g.width();
        if used + w > room {
            break;
        }
        used += w;
        out.push_str(g);
    }
    if columns > 0 {
        out.push('…');
    }
    out.into()
}

enum Fate {
    Keep,
    Show(char),
    Drop,
    Line,
}

fn sweep(text: &str, lines: bool) -> String {
    if text.bytes().all(|b| (0x20..0x7f).contains(&b)) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut marks = None; // marks on the current letter; none: there is no letter yet to bear one
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '\r' && chars.peek() == Some(&'\n') {
            continue;
        }
        match fate(c) {
            Fate::Drop => {}
            Fate::Show(s) => {
                out.push(s);
                marks = Some(0);
            }
            Fate::Line if lines => {
                out.push('\n');
                marks = None;
            }
            Fate::Line => {
                out.push('␤');
                marks = Some(0);
            }
            Fate::Keep if c.width() == Some(0) => {
                let n = marks.unwrap_or_else(|| {
                    out.push('◌'); // or the mark would land on whatever stands to the left on screen
                    0
                });
                if n < MAX_MARKS {
                    out.push(c);
                }
                marks = Some(n + 1);
            }
            Fate::Keep => {
                out.push(c);
                marks = Some(0);
            }
        }
    }
    out
}

/// Whether a character is not shown as itself: a terminal obeys it, turns the text by it, or shows nothing.
pub fn is_unseen(c: char) -> bool {
    !matches!(fate(c), Fate::Keep)
}

fn fate(c: char) -> Fate {
    match c as u32 {
        0x0a | 0x2028 | 0x2029 => Fate::Line,
        0x09 => Fate::Show(' '),
        n @ 0..=0x1f => Fate::Show(char::from_u32(0x2400 + n).unwrap_or('\u{fffd}')),
        0x7f => Fate::Show('␡'),
        // Controls of the upper half, and every mark that turns the direction of text: their place is
        // shown, because a person must see that something stood there.
        0x80..=0x9f | 0x061c | 0x200e..=0x200f | 0x202a..=0x202e | 0x2066..=0x206f => Fate::Show('\u{fffd}'),
        // Invisible: soft hyphen, joiners, zero-width spaces, fillers, byte-order mark, variation
        // selectors, annotations, invisible operators, tags. ZWJ goes too: an emoji family is then
        // drawn as its members, whose width every terminal agrees on.
        0xad | 0x034f | 0x115f..=0x1160 | 0x17b4..=0x17b5 | 0x180b..=0x180f | 0x200b..=0x200d => Fate::Drop,
        0x2060..=0x2065 | 0x3164 | 0xfe00..=0xfe0f | 0xfeff | 0xffa0 | 0xfff0..=0xfffb => Fate::Drop,
        0x1bca0..=0x1bca3 | 0x1d173..=0x1d17a | 0xe0000..=0xe0fff => Fate::Drop,
        0xfffe..=0xffff => Fate::Show('\u{fffd}'),
        _ => Fate::Keep,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::{buffer::Buffer, layout::Rect, style::Style};

    use super::*;

    #[test]
    fn french_text_passes_untouched() {
        let s = "Gestion des clients\u{a0}: œuvre, cœur, l’été, 3\u{202f}% — ça ira\u{202f}!";
        assert_eq!(clean(s).as_str(), s);
        let decomposed = "re\u{301}ponse";
        assert_eq!(clean(decomposed).as_str(), decomposed, "kept as typed");
        assert_eq!(clean(decomposed).width(), 7);
    }

    #[test]
    fn an_escape_sequence_is_shown_not_obeyed() {
        assert_eq!(clean("a\x1b[2Jb\x07\u{9b}31m").as_str(), "a␛[2Jb␇\u{fffd}31m");
    }

    #[test]
    fn text_direction_is_shown_as_a_foreign_mark() {
        assert_eq!(clean("abc\u{202e}fdp.exe").as_str(), "abc\u{fffd}fdp.exe");
    }

    #[test]
    fn invisible_characters_are_removed() {
        assert_eq!(clean("\u{feff}pa\u{ad}ie\u{200b}\u{e0041}").as_str(), "paie");
    }

    #[test]
    fn a_line_end_stays_only_where_lines_are_wanted() {
        assert_eq!(clean("a\r\nb\nc").as_str(), "a␤b␤c");
        assert_eq!(clean_multiline("a\r\nb\rc").as_str(), "a\nb␍c");
    }

    #[test]
    fn marks_cannot_climb_nor_fall_on_a_neighbour() {
        let zalgo = format!("e{}", "\u{301}".repeat(50));
        assert_eq!(clean(&zalgo).as_str().chars().count(), 1 + MAX_MARKS);
        assert_eq!(clean("\u{301}a").as_str(), "◌\u{301}a");
    }

    #[test]
    fn a_cut_keeps_a_letter_and_its_accent_together() {
        assert_eq!(clean("e\u{301}te\u{301}").truncate(2).as_str(), "e\u{301}…");
        assert_eq!(clean("日本語").truncate(4).as_str(), "日…");
        assert_eq!(clean("abc").truncate(3).as_str(), "abc");
        assert_eq!(clean("abc").truncate(0).as_str(), "");
    }

    fn hostile() -> impl Strategy<Value = String> {
        let odd = prop::sample::select(vec![
            '\x1b',
            '\u{9b}',
            '\u{202e}',
            '\u{200d}',
            '\u{feff}',
            '\u{301}',
            '\u{fe0f}',
            '⚠',
            '👩',
            '日',
            '\n',
            '\r',
            '\t',
            '\u{e0001}',
            '\u{1f1eb}',
            '\u{1f1f7}',
            'é',
            '\u{1100}',
            '\u{1161}',
        ]);
        prop::collection::vec(prop_oneof![odd, any::<char>()], 0..40).prop_map(|v| v.into_iter().collect())
    }

    proptest! {
        #[test]
        fn cleaning_twice_is_cleaning_once(s in hostile()) {
            for f in [clean, clean_multiline] {
                let once = f(&s);
                prop_assert_eq!(f(once.as_str()), once);
            }
        }

        #[test]
        fn nothing_that_commands_a_terminal_is_left(s in hostile()) {
            for c in clean(&s).as_str().chars() {
                prop_assert!(!c.is_control(), "{c:?}");
                prop_assert!(!matches!(c as u32, 0x202a..=0x202e | 0x2066..=0x206f | 0x200b..=0x200f | 0xfeff));
            }
            for c in clean_multiline(&s).as_str().chars() {
                prop_assert!(c == '\n' || !c.is_control(), "{c:?}");
            }
        }

        #[test]
        fn the_width_is_the_number_of_cells_drawn(s in hostile()) {
            let text = clean(&s);
            let mut buffer = Buffer::empty(Rect::new(0, 0, 200, 1));
            let (x, _) = buffer.set_stringn(0, 0, text.as_str(), 200, Style::new());
            prop_assert_eq!(x as usize, text.width());
        }

        #[test]
        fn a_cut_text_fits(s in hostile(), n in 0usize..30) {
            prop_assert!(clean(&s).truncate(n).width() <= n);
        }
    }
}
