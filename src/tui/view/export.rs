//! The window that asks what to print and where.

use ratatui::layout::Rect;

use crate::ops::document::Paper;
use crate::tui::drawn::Hit;
use crate::tui::model::{ExportForm, Model};
use crate::tui::texts as t;
use crate::tui::theme::Role;
use crate::tui::view::canvas::Canvas;
use crate::tui::view::layers;
use crate::tui::window;

pub fn draw(c: &mut Canvas<'_>, model: &Model, form: &ExportForm, area: Rect) {
    let lang = c.lang();
    let title = c.say(t::EXPORT_TITLE).to_owned();
    let inside = layers::open(c, &title, layers::middle(area, 76, form.papers.len() as u16 + 8));
    let mut y = inside.y;
    for (i, paper) in form.papers.iter().enumerate().take(usize::from(inside.height)) {
        let line = Rect { y, height: 1, ..inside };
        let chosen = i == form.at;
        let label = match paper {
            Paper::Whole => c.say(t::EXPORT_WHOLE).to_owned(),
            Paper::Article30 => c.say(t::EXPORT_ARTICLE30).to_owned(),
            Paper::CnilOds => c.say(t::EXPORT_CNIL).to_owned(),
            Paper::Sheet(id) => {
                let name = model.register().and_then(|r| r.get(id)).map_or("", |r| r.title(lang));
                t::EXPORT_SHEET.msg().with("name", name).get(lang)
            }
        };
        let mark = if chosen { ">(*)" } else { " ( )" };
        c.line(line, &format!("{mark} {label}"), if chosen { Role::Chosen } else { Role::Plain });
        c.spot(line, Hit::Item(i));
        y += 1;
    }
    y += 1;
    if y + 1 < inside.bottom() {
        c.text(inside.x, y, inside.width, c.say(t::EXPORT_FILE), Role::Dim);
        let (typed, column) = form.path.window(usize::from(inside.width));
        c.text(inside.x, y + 1, inside.width, &typed, Role::Accent);
        c.cursor(inside.x + column as u16, y + 1);
    }
    y += 3;
    let own = model.register().map_or(lang, |r| r.language());
    let is_workbook = form.papers.get(form.at) == Some(&Paper::CnilOds);
    let language = form.lang.filter(|_| !is_workbook).unwrap_or(own);
    let pending = model.workspace.as_ref().map_or(0, |w| w.pending().len());
    let note = match pending {
        0 => t::EXPORT_NOTE.msg().with("language", t::language_name(language)),
        n => t::EXPORT_NOTE_UNSAVED.msg().with("n", n),
    };
    for line in window::wrap(&c.tell(note), usize::from(inside.width)) {
        if y < inside.bottom() {
            c.text(inside.x, y, inside.width, &line, Role::Dim);
            y += 1;
        }
    }
}
