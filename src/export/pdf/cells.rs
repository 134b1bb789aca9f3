//! Cell contents → lines in a width.

use crate::export::pdf::fonts::Face;
use crate::export::pdf::shape::{Base, Shaper};
use crate::export::pdf::theme;
use crate::export::pdf::wrap::{Line, wrap};
use crate::model::message::Lang;
use crate::report::{Cell, NOTHING, Part, Rich, Run, UNKNOWN};

/// Indent of a list's text.
const BULLET_INDENT: f32 = 8.0;
/// Space between the parts of a cell.
const PART_LEAD: f32 = 1.4;
/// Space between the items of a list.
const ITEM_LEAD: f32 = 0.4;

/// The lines of a paragraph.
pub fn paragraph(shaper: &mut Shaper, rich: &Rich, base: Base, width: f32) -> Vec<Line> {
    let shaped = shaper.shape(rich, base);
    wrap(&shaped, base.size, width)
}

/// The lines of a bulleted list.
pub fn bullets(shaper: &mut Shaper, items: &[Rich], base: Base, width: f32) -> Vec<Line> {
    let mut out = Vec::new();
    for item in items {
        let mut lines = paragraph(shaper, item, base, width - BULLET_INDENT);
        for line in &mut lines {
            line.indent = BULLET_INDENT;
        }
        let mut mark = paragraph(shaper, &Rich::plain("•"), Base { ink: theme::ACCENT, ..base }, width);
        if let (Some(first), Some(seg)) = (lines.first_mut(), mark.first_mut().and_then(|l| l.segs.pop())) {
            first.lead = ITEM_LEAD;
            first.segs.insert(0, crate::export::pdf::wrap::Seg { x: -BULLET_INDENT + 1.0, ..seg });
        }
        out.append(&mut lines);
    }
    out
}

/// The lines of a cell. The two silences and what is unreadable differ by their words, their mark and
/// their weight or slant, not by their ink alone.
pub fn cell(shaper: &mut Shaper, cell: &Cell, base: Base, width: f32, lang: Lang) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::new();
    for part in &cell.0 {
        let mut lines = match part {
            Part::Text(rich) => paragraph(shaper, rich, base, width),
            Part::Bullets(items) => bullets(shaper, items, base, width),
            Part::Small(rich) => {
                let small = Base { size: base.size * 0.86, ink: theme::MUTED, ..base };
                paragraph(shaper, rich, small, width)
            }
            Part::Unknown => {
                let said = format!("◌\u{a0}{}", UNKNOWN.get(lang));
                paragraph(shaper, &Rich::plain(said), Base { ink: theme::AMBER, ..base }.italic(), width)
            }
            Part::Unread { .. } => {
                let said = format!("⚠\u{a0}{}", part.text(lang));
                paragraph(shaper, &Rich::plain(said), Base { ink: theme::AMBER, ..base }.bold(), width)
            }
            Part::Nothing => {
                let said = format!("∅\u{a0}{}", NOTHING.get(lang));
                paragraph(shaper, &Rich(vec![Run { text: said, ..Run::default() }]), base, width)
            }
        };
        if let (false, Some(first)) = (out.is_empty(), lines.first_mut()) {
            first.lead = PART_LEAD;
        }
        out.append(&mut lines);
    }
    out
}

/// The width of the widest word of a cell: what a column needs so as not to break any.
pub fn longest_word(shaper: &Shaper, cell: &Cell, base: Base, lang: Lang) -> f32 {
    let mut widest: f32 = 0.0;
    let mut measure = |shaper: &Shaper, rich: &Rich, indent: f32, scale: f32| {
        for run in &rich.0 {
            let face = Face::styled(base.bold || run.bold, base.italic || run.italic);
            let parts = run.text.split(|c: char| c.is_whitespace() && c != '\u{a0}' && c != '\u{202f}');
            for word in parts.flat_map(unbroken) {
                let advance = |c: char| shaper.fonts.find(face, c).map_or(0.6, |f| f.1);
                widest = widest.max(word.chars().map(advance).sum::<f32>() * base.size * scale + indent);
            }
        }
    };
    for part in &cell.0 {
        match part {
            Part::Text(rich) => measure(shaper, rich, 0.0, 1.0),
            Part::Bullets(items) => items.iter().for_each(|r| measure(shaper, r, BULLET_INDENT, 1.0)),
            Part::Small(rich) => measure(shaper, rich, 0.0, 0.86),
            Part::Unknown | Part::Nothing | Part::Unread { .. } => {
                measure(shaper, &Rich::plain(part.text(lang)), 0.0, 1.0)
            }
        }
    }
    widest
}

/// The pieces of a word that no line end parts: a hyphen or a slash ends one between letters, never in a
/// date or a number.
fn unbroken(word: &str) -> impl Iterator<Item = &str> {
    let mut rest = word;
    std::iter::from_fn(move || {
        let mut before = ' ';
        let end = rest.char_indices().find_map(|(i, c)| {
            let parts = matches!(before, '-' | '/') && c.is_alphabetic();
            before = c;
            parts.then_some(i)
        });
        let (piece, more) = rest.split_at(end.unwrap_or(rest.len()));
        rest = more;
        (!piece.is_empty()).then_some(piece)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_one_piece_and_a_compound_word_is_several() {
        let pieces = |w| unbroken(w).collect::<Vec<_>>();
        assert_eq!(pieces("01/04/2019"), ["01/04/2019"]);
        assert_eq!(pieces("sous-traitant/client"), ["sous-", "traitant/", "client"]);
        assert_eq!(pieces(""), [""; 0]);
    }
}
