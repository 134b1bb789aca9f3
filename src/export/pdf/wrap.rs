//! Glyphs → lines: words kept whole, French spacing respected, anything too long broken, never cut.

use crate::export::pdf::fonts::Face;
use crate::export::pdf::shape::{Glyph, Kind, Shaped};
use crate::export::pdf::theme::{self, Ink};
use crate::report::Target;

/// A stretch of a line in one face and style.
#[derive(Clone, Debug)]
pub struct Seg {
    /// From the line's left edge.
    pub x: f32,
    pub width: f32,
    pub face: Face,
    pub size: f32,
    pub ink: Ink,
    pub pieces: Vec<Piece>,
    pub target: Option<Target>,
}

/// What a segment shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    Text(String),
    /// A narrow no-break space.
    Narrow,
}

/// A line of text, its top at 0.
#[derive(Clone, Debug, Default)]
pub struct Line {
    pub segs: Vec<Seg>,
    pub indent: f32,
    pub width: f32,
    pub height: f32,
    /// From the top of the line to its baseline.
    pub baseline: f32,
    /// Space above, dropped at the top of a page.
    pub lead: f32,
    /// The line must stay on the page of the one before it.
    pub glued: bool,
    /// The number of the page where this place is goes to the right edge, after dots.
    pub page_of: Option<crate::report::Anchor>,
}

/// Breaks a paragraph into lines of at most `width` points; there is at least one line.
pub fn wrap(shaped: &Shaped, size: f32, width: f32) -> Vec<Line> {
    let glyphs = &shaped.glyphs;
    let mut lines = Vec::new();
    let mut start = 0;
    while start < glyphs.len() {
        let (end, next) = next_line(glyphs, start, size, width);
        lines.push(line_of(shaped, start, end, size));
        start = next;
    }
    if lines.is_empty() {
        lines.push(line_of(shaped, 0, 0, size));
    }
    glue(&mut lines);
    lines
}

/// First two and last two lines of a paragraph stay together.
fn glue(lines: &mut [Line]) {
    let n = lines.len();
    for (i, line) in lines.iter_mut().enumerate() {
        line.glued = i > 0 && (i == 1 || i + 1 == n);
    }
}

/// End of the line that begins at `start`, and where the next one begins.
fn next_line(glyphs: &[Glyph], start: usize, size: f32, width: f32) -> (usize, usize) {
    let mut x = 0.0;
    let mut last_break = None;
    for (i, g) in glyphs.iter().enumerate().skip(start) {
        match g.kind {
            Kind::Newline => return (i, i + 1),
            Kind::Space if may_break_at_space(glyphs, i) => {
                last_break = Some((i, skip_spaces(glyphs, i)));
                x += g.advance * size;
                continue;
            }
            _ => {}
        }
        let w = g.advance * size;
        if x + w > width + 0.01 && i > start {
            return last_break.unwrap_or_else(|| {
                let cut = emergency(glyphs, start, i);
                (cut, cut)
            });
        }
        x += w;
        if may_break_after(glyphs, i) {
            last_break = Some((i + 1, i + 1));
        }
    }
    (glyphs.len(), glyphs.len())
}

fn skip_spaces(glyphs: &[Glyph], from: usize) -> usize {
    let mut i = from;
    while glyphs.get(i).is_some_and(|g| g.kind == Kind::Space) {
        i += 1;
    }
    i
}

/// French: no line begins with high punctuation or ends with an opening guillemet, even where a
/// plain space was typed.
fn may_break_at_space(glyphs: &[Glyph], i: usize) -> bool {
    let after = glyphs.get(skip_spaces(glyphs, i)).map(|g| g.draw);
    let before = i.checked_sub(1).and_then(|j| glyphs.get(j)).map(|g| g.draw);
    let tied_after = after.is_some_and(|c| matches!(c, ':' | ';' | '!' | '?' | '»' | '%' | '€'));
    // "3 ans", "n° 12", "art. 30": a number stays with what it counts or names; "04 65 71 12 40" is one.
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let counted = digit(before) && (after.is_some_and(char::is_lowercase) || digit(after));
    let named =
        before == Some('°') || (after.is_some_and(|c| c.is_ascii_digit()) && follows(glyphs, i, "art."));
    !tied_after && before != Some('«') && !counted && !named
}

/// Whether the text before the glyph `i` ends with `word`.
fn follows(glyphs: &[Glyph], i: usize, word: &str) -> bool {
    let before = glyphs.get(..i).unwrap_or_default().iter().rev().map(|g| g.draw.to_ascii_lowercase());
    word.chars().rev().eq(before.take(word.chars().count()))
}

/// Inside a word, a line may end after a hyphen, a dash or a slash between letters.
fn may_break_after(glyphs: &[Glyph], i: usize) -> bool {
    let at = |j: usize| glyphs.get(j).filter(|g| g.kind == Kind::Ink).map(|g| g.draw);
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let mark = matches!(at(i), Some('-' | '–' | '—' | '/' | '‐'));
    let before =
        i.checked_sub(1).is_some_and(|j| letter(at(j)) && j.checked_sub(1).is_some_and(|k| letter(at(k))));
    mark && before && at(i + 1).is_some_and(char::is_alphabetic)
}

/// Where to break a word longer than the line: after a separator in its second half, else where it
/// overflows, but never between a letter and its combining mark.
fn emergency(glyphs: &[Glyph], start: usize, overflow: usize) -> usize {
    let half = start + (overflow - start) / 2;
    let separator =
        |g: &Glyph| matches!(g.draw, '/' | '.' | '_' | '-' | '?' | '&' | '=' | '@' | ',' | ';' | '|' | '+');
    let after_separator =
        (half.max(start + 1)..overflow).rev().find(|j| glyphs.get(j - 1).is_some_and(separator));
    let mut cut = after_separator.unwrap_or(overflow);
    while cut > start + 1 && glyphs.get(cut).is_some_and(|g| g.advance == 0.0 && g.kind == Kind::Ink) {
        cut -= 1;
    }
    cut.max(start + 1)
}

fn line_of(shaped: &Shaped, start: usize, end: usize, size: f32) -> Line {
    let all = shaped.glyphs.get(start..end).unwrap_or_default();
    let first = all.iter().position(|g| g.kind != Kind::Space).unwrap_or(all.len());
    let last = all.iter().rposition(|g| g.kind != Kind::Space).map_or(first, |i| i + 1);
    let mut segs: Vec<Seg> = Vec::new();
    let mut x = 0.0;
    let mut previous = None;
    for g in all.get(first..last).unwrap_or_default() {
        if previous != Some((g.face, g.run)) {
            let style = shaped.runs.get(g.run);
            segs.push(Seg {
                x,
                width: 0.0,
                face: g.face,
                size,
                ink: style.map_or(theme::TEXT, |s| s.ink),
                pieces: Vec::new(),
                target: style.and_then(|s| s.target.clone()),
            });
            previous = Some((g.face, g.run));
        }
        if let Some(seg) = segs.last_mut() {
            push_piece(&mut seg.pieces, g);
            seg.width += g.advance * size;
        }
        x += g.advance * size;
    }
    let height = size * theme::LEADING;
    Line { segs, width: x, height, baseline: size * 1.03, ..Line::default() }
}

fn push_piece(pieces: &mut Vec<Piece>, g: &Glyph) {
    match (g.kind, pieces.last_mut()) {
        (Kind::NoBreak(true), _) => pieces.push(Piece::Narrow),
        (_, Some(Piece::Text(t))) => t.push(g.draw),
        _ => pieces.push(Piece::Text(g.draw.to_string())),
    }
}

impl Line {
    /// The words of the line.
    pub fn text(&self) -> String {
        let piece = |p: &Piece| match p {
            Piece::Text(t) => t.clone(),
            Piece::Narrow => " ".to_owned(),
        };
        self.segs.iter().flat_map(|s| s.pieces.iter().map(piece)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::pdf::fonts::Fonts;
    use crate::export::pdf::shape::{Base, Shaper};

    fn lines(text: &str, width: f32) -> Vec<String> {
        let mut shaper = Shaper::new(Fonts::load().unwrap());
        let shaped = shaper.shape(&crate::report::Rich::plain(text), Base::new(10.0, theme::TEXT));
        let lines = wrap(&shaped, 10.0, width);
        for l in &lines {
            assert!(l.width <= width + 0.02, "{:?} is {} wide", l.text(), l.width);
        }
        lines.iter().map(Line::text).collect()
    }

    #[test]
    fn no_line_begins_with_high_punctuation() {
        for width in 30..120 {
            for line in
                lines("Est-ce vrai ? Oui : « tout est là » ! Rien ; ni plus, 12 % ni moins", width as f32)
            {
                assert!(!line.starts_with(['?', ':', '»', '!', ';', '%']) || width < 45, "{width}: {line:?}");
                assert!(!line.ends_with('«') || width < 45, "{width}: {line:?}");
            }
        }
    }

    #[test]
    fn a_no_break_space_is_never_a_line_end() {
        for width in 40..100 {
            let all = lines("aa bb\u{a0}cc dd\u{202f}; ee", width as f32);
            assert!(all.iter().any(|l| l.contains("bb cc")), "{width}: {all:?}");
            assert!(all.iter().any(|l| l.contains("dd ;")), "{width}: {all:?}");
        }
    }

    #[test]
    fn a_long_address_is_broken_after_a_separator_and_nothing_is_lost() {
        let url = "https://www.exemple.fr/confidentialite/donnees-personnelles?version=2026&langue=fr";
        let broken = lines(url, 120.0);
        assert_eq!(broken.concat(), url);
        assert!(broken.len() > 2);
        assert!(broken[0].ends_with(['/', '.', '-']), "{broken:?}");
    }

    #[test]
    fn hyphenated_words_break_after_the_hyphen_but_dates_and_numbers_do_not() {
        assert_eq!(lines("sous-traitant", 45.0), ["sous-", "traitant"]);
        assert_eq!(lines("le 2026-09-02", 62.0), ["le", "2026-09-02"]);
    }

    #[test]
    fn a_number_stays_with_what_it_counts() {
        for width in 45..120 {
            for line in lines("Fiche gardée 3 ans, voir art. 30 et le texte n° 12, 6 mois", width as f32) {
                assert!(!line.ends_with(['3', '6', '°']) && !line.ends_with("art."), "{width}: {line:?}");
            }
        }
    }

    #[test]
    fn a_telephone_number_is_one() {
        for width in 75..130 {
            let all = lines("France, 04 65 71 12 40, le soir", width as f32);
            assert!(all.iter().any(|l| l.contains("04 65 71 12 40")), "{width}: {all:?}");
        }
        // Digits without end are still broken rather than cut.
        assert_eq!(lines(&"12 ".repeat(40), 60.0).concat().replace(' ', "").len(), 80);
    }

    #[test]
    fn newlines_are_kept_and_an_empty_text_has_one_line() {
        assert_eq!(lines("a\n\nb", 100.0), ["a", "", "b"]);
        assert_eq!(lines("", 100.0), [""]);
        assert_eq!(lines("\n", 100.0), [""]);
    }
}
