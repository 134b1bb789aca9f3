//! Tables → rows: a header that comes back on each page, columns wide enough for their words.

use crate::export::pdf::cells;
use crate::export::pdf::facts::said_again;
use crate::export::pdf::flow::shared;
use crate::export::pdf::row::{LaidCell, Pad, Row};
use crate::export::pdf::shape::{Base, Shaper};
use crate::export::pdf::theme;
use crate::model::message::Lang;
use crate::report::{Cell, Rich, Table};

/// No column is narrower than this.
const NARROWEST: f32 = 26.0;
/// No word makes its column wider than this; a longer one is broken.
const WIDEST_WORD: f32 = 92.0;

/// A table: its header, repeated over the page, and its rows. A column in which nothing stands is
/// left out.
pub fn table(shaper: &mut Shaper, table: &Table, lang: Lang) -> Vec<Row> {
    let pad = Pad { x: 4.5, top: 2.0, bottom: 2.3 };
    let cell_base = Base::new(theme::CELL, theme::TEXT);
    let head_base = Base::new(theme::UNDER, theme::ACCENT).bold();
    let filled = |i: usize| table.rows.iter().any(|r| r.cells.get(i).is_some_and(|c| !c.is_empty()));
    let kept: Vec<usize> = (0..table.columns.len()).filter(|i| table.rows.is_empty() || filled(*i)).collect();

    let mut wishes = Vec::with_capacity(kept.len());
    for (column, i) in kept.iter().filter_map(|i| table.columns.get(*i).map(|c| (c, *i))) {
        let mut word = cells::longest_word(shaper, &Cell::text(column.title.as_str()), head_base, lang);
        for cell in table.rows.iter().filter_map(|r| r.cells.get(i)) {
            word = word.max(cells::longest_word(shaper, cell, cell_base, lang));
        }
        wishes.push((column.share, word.min(WIDEST_WORD) + 2.0 * pad.x + 0.5));
    }
    let widths = widths(&wishes);

    let mut header_cells = Vec::new();
    let mut x = theme::LEFT;
    for (column, width) in kept.iter().filter_map(|i| table.columns.get(*i)).zip(&widths) {
        let title = Rich::plain(column.title.clone());
        let lines = cells::paragraph(shaper, &title, head_base, width - 2.0 * pad.x);
        let fill = Some(theme::BAND);
        header_cells.push(LaidCell { x, width: *width, pad, fill, lines, ..LaidCell::default() });
        x += width;
    }
    let header = Row {
        cells: header_cells,
        keep_next: true,
        whole: true,
        rule: Some((theme::ACCENT, 0.9)),
        ..Row::default()
    };
    let repeated = shared(std::slice::from_ref(&header));
    let mut rows = vec![Row { gap: 3.0, ..header }];
    for row in &table.rows {
        let mut cells = Vec::new();
        let mut x = theme::LEFT;
        for (n, (i, width)) in kept.iter().zip(&widths).enumerate() {
            let inner = width - 2.0 * pad.x;
            let lines = match row.cells.get(*i) {
                Some(cell) => cells::cell(shaper, cell, cell_base, inner, lang),
                None => Vec::new(),
            };
            let again = if n == 0 { said_again(shaper, &lines, inner, lang) } else { Vec::new() };
            cells.push(LaidCell { x, width: *width, pad, lines, again, ..LaidCell::default() });
            x += width;
        }
        let more = more(shaper, &row.more, pad, lang);
        let rule = Some((theme::RULE, 0.5));
        let header = Some(repeated.clone());
        rows.push(Row {
            cells,
            rule: rule.filter(|_| more.is_none()),
            keep_next: more.is_some(),
            anchor: row.anchor.clone(),
            header: header.clone(),
            ..Row::default()
        });
        rows.extend(more.map(|cell| Row { cells: vec![cell], rule, header, ..Row::default() }));
    }
    rows
}

/// What stands under a row, as wide as the table.
fn more(shaper: &mut Shaper, cell: &Cell, pad: Pad, lang: Lang) -> Option<LaidCell> {
    if cell.is_empty() {
        return None;
    }
    let pad = Pad { x: 12.0, top: 0.0, ..pad };
    let lines =
        cells::cell(shaper, cell, Base::new(theme::UNDER, theme::TEXT), theme::WIDTH - 2.0 * pad.x, lang);
    Some(LaidCell { x: theme::LEFT, width: theme::WIDTH, pad, lines, ..LaidCell::default() })
}

/// Column widths in points from (share, least width): in proportion to the shares, but each wide
/// enough for its longest word as long as the page allows.
fn widths(wishes: &[(f32, f32)]) -> Vec<f32> {
    let n = wishes.len().max(1) as f32;
    let sound = |s: f32| if s.is_finite() && s > 0.0 { s } else { 1.0 };
    let sum: f32 = wishes.iter().map(|w| sound(w.0)).sum();
    let floor = NARROWEST.min(theme::WIDTH / n);
    let asked: f32 = wishes.iter().map(|w| w.1.max(floor)).sum();
    // Where the words do not all fit, each column gives up the same part of what it asks above the floor.
    let given = if asked > theme::WIDTH { (theme::WIDTH - floor * n) / (asked - floor * n) } else { 1.0 };
    let least: Vec<f32> = wishes.iter().map(|w| floor + (w.1.max(floor) - floor) * given).collect();
    let raised: Vec<f32> =
        wishes.iter().zip(&least).map(|(w, least)| (sound(w.0) / sum * theme::WIDTH).max(*least)).collect();
    let excess = raised.iter().sum::<f32>() - theme::WIDTH;
    let spare: f32 = raised.iter().zip(&least).map(|(w, l)| w - l).sum();
    let cut = if spare > 0.0 { (excess / spare).max(0.0) } else { 0.0 };
    raised.iter().zip(&least).map(|(w, l)| w - (w - l) * cut).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_fill_the_width_and_give_each_word_its_room() {
        for wishes in [
            vec![(1.0, 30.0), (2.0, 40.0)],
            vec![(0.1, 90.0), (5.0, 20.0), (5.0, 20.0)],
            vec![(1.0, 100.0); 12],
            vec![(f32::NAN, 10.0), (-1.0, 10.0)],
            vec![(1.0, 9.0)],
        ] {
            let widths = widths(&wishes);
            assert!((widths.iter().sum::<f32>() - theme::WIDTH).abs() < 0.01, "{wishes:?}: {widths:?}");
            let asked: f32 = wishes.iter().map(|w| w.1.max(NARROWEST)).sum();
            for (w, wish) in widths.iter().zip(&wishes) {
                assert!(asked > theme::WIDTH || *w >= wish.1 - 0.01, "{wishes:?}: {widths:?}");
            }
        }
    }
}
