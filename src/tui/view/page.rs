//! A page: its lines, the chosen one marked.

use ratatui::layout::Rect;

use crate::term::clean::width;
use crate::tui::page::Page;
use crate::tui::texts as t;
use crate::tui::view::canvas::Canvas;
use crate::tui::view::theme::Role;
use crate::tui::view::{Hit, window};
use crate::tui::widgets::text_edit::TextEdit;

pub fn draw(c: &mut Canvas<'_>, page: &Page, filter: &TextEdit, at: usize, area: Rect) {
    c.clear(area);
    let mut inside = c.frame(area, &page.title, true);
    if inside.height == 0 {
        return;
    }
    if page.asks || !filter.is_empty() {
        let (typed, column) = filter.window(usize::from(inside.width).saturating_sub(3));
        c.text(inside.x, inside.y, inside.width, &format!("/ {typed}"), Role::Accent);
        c.cursor(inside.x + 2 + column as u16, inside.y);
        inside = Rect { y: inside.y + 1, height: inside.height - 1, ..inside };
    }
    if page.rows.is_empty() {
        c.text(inside.x, inside.y, inside.width, c.say(t::NO_MATCH), Role::Dim);
        return;
    }
    let top = window::top(at, page.rows.len(), usize::from(inside.height));
    for (i, row) in page.rows.iter().enumerate().skip(top).take(usize::from(inside.height)) {
        let line = Rect { y: inside.y + (i - top) as u16, height: 1, ..inside };
        let chosen = i == at;
        c.line(line, "", if chosen { Role::Chosen } else { Role::Plain });
        let mark = if chosen { ">" } else { " " };
        c.text(line.x, line.y, 1, mark, if chosen { Role::Chosen } else { Role::Plain });
        let mut x = line.x + 1;
        for (text, role) in &row.spans {
            let room = line.right().saturating_sub(x);
            c.text(x, line.y, room, text, if chosen { Role::Chosen } else { *role });
            x = x.saturating_add(width(text) as u16);
        }
        c.spot(line, Hit::Item(i));
        if chosen && filter.is_empty() && !page.asks {
            c.cursor(line.x, line.y);
        }
    }
    c.scrollbar(inside, top, page.rows.len());
}
