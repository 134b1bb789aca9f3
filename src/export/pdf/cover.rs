//! The first page: a coloured block with the title, then the facts that identify the document.

use crate::export::pdf::cells;
use crate::export::pdf::facts;
use crate::export::pdf::flow;
use crate::export::pdf::paginate::{Item, Page};
use crate::export::pdf::row::{LaidCell, Pad, Row};
use crate::export::pdf::shape::{Base, Shaper};
use crate::export::pdf::theme;
use crate::export::pdf::wrap::Line;
use crate::model::message::Lang;
use crate::report::{Cover, Rich};

/// Least height of the coloured block.
const BLOCK: f32 = 330.0;
/// Lines of the title, at most; a title goes on in the facts, where nothing is cut.
const TITLE_LINES: usize = 7;
/// Where the facts begin, under the block.
const FACTS_GAP: f32 = 40.0;

/// Draws the coloured block on a page of its own.
/// Returns the page and the rows that stand under the block (which may go on over the page).
pub fn cover(shaper: &mut Shaper, cover: &Cover, lang: Lang) -> (Page, Vec<Row>) {
    let white = |size| Base::new(size, theme::WHITE);
    let kicker_base = Base { ink: theme::COVER_PALE, ..white(12.0) }.bold();
    let kicker = lines(shaper, &cover.kicker, kicker_base, 3);
    let size = if cover.title.chars().count() <= 60 { 34.0 } else { 22.0 };
    let title = lines(shaper, &cover.title, white(size).bold(), TITLE_LINES);
    let subtitle = lines(shaper, cover.subtitle.as_deref().unwrap_or_default(), white(13.0), 3);

    let mut text: Vec<Line> = kicker;
    for (mut group, lead) in [(title, 16.0), (subtitle, 16.0)] {
        if let Some(first) = group.first_mut() {
            first.lead = lead;
        }
        text.append(&mut group);
    }
    let height: f32 = text.iter().map(|l| l.height + l.lead).sum();
    let block = BLOCK.max(height + 150.0);
    let mut items = vec![
        Item::Fill { x: 0.0, y: 0.0, w: theme::PAGE_W, h: block, ink: theme::ACCENT },
        Item::Fill { x: theme::LEFT, y: block - height - 62.0, w: 46.0, h: 3.0, ink: theme::COVER_PALE },
    ];
    let mut y = block - height - 42.0;
    for line in text {
        y += line.lead;
        for seg in line.segs {
            items.push(Item::Text { x: theme::LEFT + seg.x, baseline: y + line.baseline, seg });
        }
        y += line.height;
    }

    let mut rows: Vec<Row> = cover.alert.iter().map(|note| flow::note_row(shaper, note, lang)).collect();
    rows.extend(facts::facts(shaper, &cover.facts, lang, false));
    if let Some(note) = &cover.note {
        let base = Base::new(theme::SMALL, theme::MUTED);
        let lines = cells::paragraph(shaper, note, base, theme::WIDTH);
        let cell = LaidCell { x: theme::LEFT, width: theme::WIDTH, lines, ..LaidCell::default() };
        rows.push(Row { cells: vec![cell], gap: 14.0, ..Row::default() });
    }
    let above = LaidCell {
        x: theme::LEFT,
        width: theme::WIDTH,
        pad: Pad { top: block + FACTS_GAP - theme::TOP, ..Pad::default() },
        ..LaidCell::default()
    };
    rows.insert(0, Row { cells: vec![above], ..Row::default() });
    (Page { items, bare: true, ..Page::default() }, rows)
}

/// The first `most` lines; the last ends with an ellipsis where something is left out.
fn lines(shaper: &mut Shaper, text: &str, base: Base, most: usize) -> Vec<Line> {
    if text.trim().is_empty() {
        return Vec::new();
    }
    let all = cells::paragraph(shaper, &Rich::plain(text), base, theme::WIDTH);
    if all.len() <= most {
        return all;
    }
    let kept: String = all.iter().take(most).map(Line::text).collect::<Vec<_>>().join(" ");
    let short: String = kept.chars().take(kept.chars().count().saturating_sub(4)).chain(['…']).collect();
    let mut cut = cells::paragraph(shaper, &Rich::plain(short), base, theme::WIDTH);
    cut.truncate(most);
    cut
}
