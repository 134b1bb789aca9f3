//! Fact sheets and tables → rows.

use crate::export::pdf::cells;
use crate::export::pdf::flow::{body, shared};
use crate::export::pdf::row::{LaidCell, Pad, Row};
use crate::export::pdf::shape::{Base, Shaper};
use crate::export::pdf::theme;
use crate::export::pdf::wrap::Line;
use crate::model::message::{Lang, Text, text};
use crate::report::{Cell, Facts, Part, Rich, Run, Table};

const CONTINUED: Text = text("(suite)", "(continued)");
/// Lines of a label said again over the page, at most.
const AGAIN_LINES: usize = 3;
/// No column is narrower than this.
const NARROWEST: f32 = 26.0;

const PAD: Pad = Pad { x: theme::PAD_X, top: theme::PAD_Y, bottom: theme::PAD_Y + 0.8 };

/// One row a fact: its label on a tint, its value beside.
pub fn facts(shaper: &mut Shaper, facts: &Facts, lang: Lang) -> Vec<Row> {
    facts_in(shaper, facts, lang, theme::LEFT, theme::WIDTH)
}

/// The same in a narrower frame.
pub fn facts_in(shaper: &mut Shaper, facts: &Facts, lang: Lang, left: f32, width: f32) -> Vec<Row> {
    let label_width = width * theme::LABEL_SHARE;
    let mut rows = Vec::with_capacity(facts.0.len());
    for (i, fact) in facts.0.iter().enumerate() {
        let inner = label_width - 2.0 * PAD.x;
        let bold = Base::new(8.9, theme::TEXT).bold();
        let mut label = cells::paragraph(shaper, &Rich::plain(fact.label.clone()), bold, inner);
        let again = said_again(shaper, &label, inner, lang);
        if let Some(hint) = &fact.hint {
            let small = Base::new(7.6, theme::MUTED);
            label.append(&mut cells::paragraph(shaper, &Rich::plain(hint.clone()), small, inner));
        }
        let value_width = width - label_width;
        let mut value = cells::cell(shaper, &fact.value, body(), value_width - 2.0 * PAD.x, lang);
        if value.is_empty() {
            value = cells::cell(shaper, &Cell(vec![Part::Unknown]), body(), value_width - 2.0 * PAD.x, lang);
        }
        let fill = Some(theme::LABEL);
        let pad = Pad { top: PAD.top + 0.7, ..PAD };
        let rows_cells = vec![
            LaidCell { x: left, width: label_width, pad, fill, lines: label, again, ..LaidCell::default() },
            LaidCell {
                x: left + label_width,
                width: value_width,
                pad: PAD,
                lines: value,
                ..LaidCell::default()
            },
        ];
        let gap = if i == 0 { 4.0 } else { 0.0 };
        rows.push(Row { cells: rows_cells, gap, rule: Some((theme::RULE, 0.5)), ..Row::default() });
    }
    rows
}

/// The beginning of a label with the remark that it goes on: what stands over the page beside the
/// rest of a long value.
fn said_again(shaper: &mut Shaper, label: &[Line], width: f32, lang: Lang) -> Vec<Line> {
    let mut lines: Vec<Line> = label.iter().take(AGAIN_LINES).cloned().collect();
    let said =
        Rich(vec![Run { text: CONTINUED.get(lang).to_owned(), italic: true, muted: true, ..Run::default() }]);
    lines.append(&mut cells::paragraph(shaper, &said, Base::new(7.6, theme::MUTED), width));
    lines
}

/// A table: its header, repeated over the page, and its rows.
pub fn table(shaper: &mut Shaper, table: &Table, lang: Lang) -> Vec<Row> {
    let widths = widths(table);
    let mut header_cells = Vec::new();
    let mut x = theme::LEFT;
    let pad = Pad { x: 5.0, top: 4.6, bottom: 5.0 };
    for (column, width) in table.columns.iter().zip(&widths) {
        let base = Base::new(8.2, theme::ACCENT).bold();
        let lines = cells::paragraph(shaper, &Rich::plain(column.title.clone()), base, width - 2.0 * pad.x);
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
    let mut rows = vec![Row { gap: 8.0, ..header }];
    for row in &table.rows {
        let mut cells = Vec::new();
        let mut x = theme::LEFT;
        for (i, width) in widths.iter().enumerate() {
            let base = Base::new(8.7, theme::TEXT);
            let lines = match row.cells.get(i) {
                Some(cell) => cells::cell(shaper, cell, base, width - 2.0 * pad.x, lang),
                None => Vec::new(),
            };
            let again =
                if i == 0 { said_again(shaper, &lines, width - 2.0 * pad.x, lang) } else { Vec::new() };
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
    let pad = Pad { x: 16.0, top: 0.0, ..pad };
    let lines = cells::cell(shaper, cell, Base::new(8.2, theme::TEXT), theme::WIDTH - 2.0 * pad.x, lang);
    Some(LaidCell { x: theme::LEFT, width: theme::WIDTH, pad, lines, ..LaidCell::default() })
}

/// Column widths in points, in proportion to the shares, none too narrow to read.
fn widths(table: &Table) -> Vec<f32> {
    let sound = |s: f32| if s.is_finite() && s > 0.0 { s } else { 1.0 };
    let narrowest = NARROWEST.min(theme::WIDTH / table.columns.len().max(1) as f32);
    let shares: Vec<f32> = table.columns.iter().map(|c| sound(c.share)).collect();
    let sum: f32 = shares.iter().sum();
    let raised: Vec<f32> = shares.iter().map(|s| (s / sum * theme::WIDTH).max(narrowest)).collect();
    let excess = raised.iter().sum::<f32>() - theme::WIDTH;
    let spare: f32 = raised.iter().map(|w| w - narrowest).sum();
    let cut = if spare > 0.0 { excess / spare } else { 0.0 };
    raised.iter().map(|w| w - (w - narrowest) * cut).collect()
}
