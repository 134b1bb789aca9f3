//! Fact sheets → rows: a label on a tint, its value beside; short facts two to a row.

use std::collections::VecDeque;

use crate::export::pdf::cells;
use crate::export::pdf::flow::body;
use crate::export::pdf::row::{LaidCell, Pad, Row};
use crate::export::pdf::shape::{Base, Shaper};
use crate::export::pdf::theme;
use crate::export::pdf::wrap::{Line, Seg};
use crate::model::message::{Lang, Text, text};
use crate::report::{Cell, Fact, Facts, Part, Rich, Run};

const CONTINUED: Text = text("(suite)", "(continued)");
/// Lines of a label said again over the page, at most.
const AGAIN_LINES: usize = 3;
/// A fact is short if its label and its value each stand in so many lines of half a page's width.
const SHORT_LINES: usize = 2;
/// How far the neighbour of a short fact is looked for.
const LOOKAHEAD: usize = 3;
/// Share of half the width that a short fact's label takes.
const HALF_LABEL_SHARE: f32 = 0.46;
/// White between a label and the article of law on its line.
const HINT_GAP: f32 = 4.0;
/// White between two facts of a row.
const GUTTER: f32 = 10.0;

const PAD: Pad = Pad { x: theme::PAD_X, top: theme::PAD_Y, bottom: theme::PAD_Y + 0.4 };

/// The rows of a fact sheet; with `paired`, neighbours that are short share a row.
pub fn facts(shaper: &mut Shaper, facts: &Facts, lang: Lang, paired: bool) -> Vec<Row> {
    let half = (theme::WIDTH - GUTTER) / 2.0;
    // Labels stand in one column, whether facts are paired or not.
    let label_width = if paired { half * HALF_LABEL_SHARE } else { theme::WIDTH * theme::LABEL_SHARE };
    let mut rows = Vec::with_capacity(facts.0.len());
    let mut rest: VecDeque<&Fact> = facts.0.iter().collect();
    while let Some(fact) = rest.pop_front() {
        let first = if paired { short(shaper, fact, lang, theme::LEFT, half) } else { None };
        let mut cells = None;
        if let Some(first) = first {
            // A long fact between two short ones waits for its turn rather than leave both alone.
            let second = (0..rest.len().min(LOOKAHEAD)).find_map(|i| {
                let other = rest.get(i)?;
                Some((i, short(shaper, other, lang, theme::LEFT + half + GUTTER, half)?))
            });
            if let Some((i, second)) = second {
                rest.remove(i);
                cells = Some([first, second].concat());
            }
        }
        let cells =
            cells.unwrap_or_else(|| cells_of(shaper, fact, lang, theme::LEFT, theme::WIDTH, label_width));
        let gap = if rows.is_empty() { 3.0 } else { 0.0 };
        rows.push(Row { cells, gap, rule: Some((theme::RULE, 0.5)), ..Row::default() });
    }
    rows
}

/// The fact's cells in half the width, if it is short.
fn short(shaper: &mut Shaper, fact: &Fact, lang: Lang, left: f32, width: f32) -> Option<Vec<LaidCell>> {
    let plain = matches!(fact.value.0.as_slice(), [Part::Text(_) | Part::Unknown | Part::Nothing]);
    if !plain || fact.value.0.iter().any(|p| p.text(lang).len() > 90) {
        return None;
    }
    let hints = usize::from(fact.hint.is_some());
    let cells = cells_of(shaper, fact, lang, left, width, width * HALF_LABEL_SHARE);
    let lines = |i: usize| cells.get(i).map_or(0, |c: &LaidCell| c.lines.len());
    (lines(0) <= SHORT_LINES + hints && lines(1) <= SHORT_LINES).then_some(cells)
}

fn cells_of(
    shaper: &mut Shaper,
    fact: &Fact,
    lang: Lang,
    left: f32,
    width: f32,
    label_width: f32,
) -> Vec<LaidCell> {
    let inner = label_width - 2.0 * PAD.x;
    let bold = Base::new(theme::TAG, theme::TEXT).bold();
    let mut label = cells::paragraph(shaper, &Rich::plain(fact.label.clone()), bold, inner);
    let again = said_again(shaper, &label, inner, lang);
    if let Some(hint) = &fact.hint {
        let small = Base::new(theme::HINT, theme::MUTED);
        let hint = cells::paragraph(shaper, &Rich::plain(hint.clone()), small, inner);
        beside_or_under(&mut label, hint, inner);
    }
    let value_width = width - label_width;
    let mut value = cells::cell(shaper, &fact.value, body(), value_width - 2.0 * PAD.x, lang);
    if value.is_empty() {
        value = cells::cell(shaper, &Cell(vec![Part::Unknown]), body(), value_width - 2.0 * PAD.x, lang);
    }
    let fill = Some(theme::LABEL);
    let pad = Pad { top: PAD.top + 0.4, ..PAD };
    vec![
        LaidCell { x: left, width: label_width, pad, fill, lines: label, again, ..LaidCell::default() },
        LaidCell { x: left + label_width, width: value_width, pad: PAD, lines: value, ..LaidCell::default() },
    ]
}

/// Puts the article of law at the end of the label's last line where it fits there, else under it.
fn beside_or_under(label: &mut Vec<Line>, mut hint: Vec<Line>, width: f32) {
    let fits = |last: &Line, hint: &Line| last.width + HINT_GAP + hint.width <= width;
    match (label.last_mut(), hint.as_mut_slice()) {
        (Some(last), [one]) if fits(last, one) => {
            let x = last.width + HINT_GAP;
            last.segs
                .extend(std::mem::take(&mut one.segs).into_iter().map(|seg| Seg { x: seg.x + x, ..seg }));
            last.width = x + one.width;
        }
        _ => label.append(&mut hint),
    }
}

/// The beginning of a label with the remark that it goes on: what stands over the page beside the
/// rest of a long value.
pub fn said_again(shaper: &mut Shaper, label: &[Line], width: f32, lang: Lang) -> Vec<Line> {
    let mut lines: Vec<Line> = label.iter().take(AGAIN_LINES).cloned().collect();
    let said =
        Rich(vec![Run { text: CONTINUED.get(lang).to_owned(), italic: true, muted: true, ..Run::default() }]);
    lines.append(&mut cells::paragraph(shaper, &said, Base::new(theme::HINT, theme::MUTED), width));
    lines
}
