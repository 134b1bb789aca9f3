//! A page: its lines, the chosen one marked.

use ratatui::layout::Rect;

use crate::i18n::format::article;
use crate::model::{Lang, Position};
use crate::picture::calendar::HEIGHT;
use crate::term::clean::width;
use crate::tui::drawing::finding_at;
use crate::tui::drawn::Hit;
use crate::tui::model::Model;
use crate::tui::page::Page;
use crate::tui::screens::role;
use crate::tui::texts as t;
use crate::tui::theme::Role;
use crate::tui::view::canvas::Canvas;
use crate::tui::widgets::text_edit::TextEdit;
use crate::tui::window;

/// The months around the chosen day, where they leave room for as many lines as they take. Gives the place left.
fn calendar(c: &mut Canvas<'_>, page: &Page, at: usize, inside: Rect) -> Rect {
    let height = HEIGHT as u16;
    let Some(calendar) = page.calendar.as_ref().filter(|_| inside.height >= 2 * height) else {
        return inside;
    };
    let day = page.rows.get(at).and_then(|row| row.day);
    let lines = calendar.lines(day, c.lang(), usize::from(inside.width).saturating_sub(2));
    for (i, line) in lines.iter().enumerate() {
        let mut x = inside.x + 1;
        for (text, tone) in &line.spans {
            let room = inside.right().saturating_sub(x);
            x = x.saturating_add(c.text(x, inside.y + i as u16, room, text, role(*tone)));
        }
    }
    let used = lines.len() as u16;
    Rect { y: inside.y + used, height: inside.height - used, ..inside }
}

/// The whole of what a line tells of a finding: where, what, what to do, and which article.
fn detail(model: &Model, at: usize, lang: Lang, columns: usize) -> Vec<String> {
    let Some(finding) = finding_at(model, at) else { return Vec::new() };
    let place = model.workspace.as_ref().and_then(|w| w.place(finding));
    let place = match place.map(|p| p.at) {
        Some(Position { line, column }) => format!("{}:{line}:{column}", finding.file),
        None => finding.file.clone(),
    };
    let cited = article(finding.article, lang);
    let head = [place.as_str(), finding.code, &cited].into_iter().filter(|s| !s.is_empty());
    let mut lines = window::wrap(&head.collect::<Vec<_>>().join("  "), columns);
    lines.extend(window::wrap(&finding.message.get(lang), columns));
    lines
        .extend(finding.hint.iter().flat_map(|hint| window::wrap(&format!("→ {}", hint.get(lang)), columns)));
    lines
}

/// Draws lines at the foot, as far as they leave the list the greater part. Gives the place left.
fn below(c: &mut Canvas<'_>, lines: &[String], inside: Rect) -> Rect {
    const MOST: u16 = 6;
    if lines.is_empty() {
        return inside;
    }
    let height = MOST.min(inside.height / 2);
    let left = Rect { height: inside.height - height, ..inside };
    for (i, line) in lines.iter().take(usize::from(height)).enumerate() {
        c.text(inside.x, left.bottom() + i as u16, inside.width, line, Role::Dim);
    }
    left
}

pub fn draw(c: &mut Canvas<'_>, model: &Model, page: &Page, filter: &TextEdit, at: usize, area: Rect) {
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
    inside = calendar(c, page, at, inside);
    if page.rows.is_empty() {
        c.text(inside.x, inside.y, inside.width, c.say(t::NO_MATCH), Role::Dim);
        return;
    }
    let detail = detail(model, at, c.lang(), usize::from(inside.width));
    inside = below(c, &detail, inside);
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
