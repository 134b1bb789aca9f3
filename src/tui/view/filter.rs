//! The filter above a list: what is typed, what may come next, what is not understood.

use ratatui::layout::Rect;

use crate::term::clean::width;
use crate::tui::model::Model;
use crate::tui::texts as t;
use crate::tui::theme::Role;
use crate::tui::view::canvas::Canvas;
use crate::tui::window;

/// The least number of rows that stay for the list.
const ROWS_LEFT: u16 = 3;

/// Draws the filter at the top of `inside`; gives what is left below it.
pub fn draw(c: &mut Canvas<'_>, model: &Model, inside: Rect) -> Rect {
    if inside.height == 0 {
        return inside;
    }
    let (shown, column) = model.filter.window(usize::from(inside.width).saturating_sub(3));
    c.text(inside.x, inside.y, inside.width, &format!("/ {shown}"), Role::Accent);
    if model.filtering {
        c.cursor(inside.x + 2 + column as u16, inside.y);
    }
    let mut rest = below(inside, 1);
    let mistake = model.listing.mistakes.iter().find(|m| !m.unfinished);
    let proposes = mistake.is_none() || !model.listing.completion.found.is_empty();
    if model.filtering && proposes && rest.height > ROWS_LEFT {
        proposals(c, model, rest);
        rest = below(rest, 1);
    }
    let (said, role) = match mistake {
        Some(mistake) => (mistake.message.get(c.lang()), Role::Warning),
        None if model.filtering => (note(model), Role::Dim),
        None => return rest,
    };
    let lines = window::wrap(&said, usize::from(rest.width).saturating_sub(2));
    let most = if mistake.is_some() { 3 } else { 1 };
    for line in lines.iter().take(most).filter(|line| !line.is_empty()) {
        if rest.height > ROWS_LEFT {
            c.text(rest.x + 2, rest.y, rest.width.saturating_sub(2), line, role);
            rest = below(rest, 1);
        }
    }
    rest
}

fn below(area: Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    Rect { y: area.y + rows, height: area.height - rows, ..area }
}

/// The words that may come next, in one line; the one that Tab put there stands out. Where nothing is
/// proposed: how the filter is written.
fn proposals(c: &mut Canvas<'_>, model: &Model, line: Rect) {
    let found = &model.listing.completion.found;
    let turn = model.listing.turn;
    // The line begins with what is taken, so that it is always seen.
    let first = turn.unwrap_or(0);
    let mut x = line.x + 2;
    if found.is_empty() {
        c.text(x, line.y, line.right().saturating_sub(x), c.say(t::FILTER_HINT), Role::Dim);
    }
    for (i, suggestion) in found.iter().enumerate().skip(first) {
        let room = line.right().saturating_sub(x);
        let columns = width(&suggestion.insert) as u16;
        if i > first && columns + 2 > room {
            c.text(x, line.y, room, "…", Role::Dim);
            break;
        }
        let role = if turn == Some(i) { Role::ChosenAside } else { Role::Plain };
        x += c.text(x, line.y, room, &suggestion.insert, role) + 2;
    }
}

/// What the first proposal means, or the one that Tab took.
fn note(model: &Model) -> String {
    let found = &model.listing.completion.found;
    match found.get(model.listing.turn.unwrap_or(0)) {
        Some(now) if !now.note.is_empty() => format!("{} {}", now.insert, now.note),
        _ => String::new(),
    }
}
