//! The one way to put something on the screen: every text is made safe and cut to its place here.

use ratatui::{buffer::Buffer, layout::Rect};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use unicode_segmentation::UnicodeSegmentation;

use crate::model::{Lang, Message, Text};
use crate::term::clean::{clean, truncate, width};
use crate::tui::command::{Context, context};
use crate::tui::drawn::{Drawn, Hit, Spot};
use crate::tui::keymap::Keymap;
use crate::tui::model::{Look, Model};
use crate::tui::theme::{Role, style};

pub struct Canvas<'a> {
    buffer: &'a mut Buffer,
    look: &'a Look,
    keymap: &'a Keymap,
    /// What has the keys, whose names sentences say.
    context: Context,
    drawn: Drawn,
    cursor: Option<(u16, u16)>,
}

impl<'a> Canvas<'a> {
    pub fn new(buffer: &'a mut Buffer, model: &'a Model) -> Canvas<'a> {
        let (look, keymap) = (&model.look, model.keymap.as_ref());
        Canvas { buffer, look, keymap, context: context(model), drawn: Drawn::default(), cursor: None }
    }

    pub fn lang(&self) -> Lang {
        self.look.lang
    }

    pub fn say(&self, text: Text) -> &'static str {
        text.get(self.look.lang)
    }

    /// A sentence that may name keys: those in force where the keys are.
    pub fn tell(&self, message: impl Into<Message>) -> String {
        let lang = self.look.lang;
        message.into().get_with(lang, &|name| self.keymap.named(name, self.context, lang))
    }

    /// What drawing told, and where the cursor stands, once all is drawn.
    pub fn finish(mut self) -> (Drawn, Option<(u16, u16)>) {
        if !self.look.unicode {
            self.flatten_to_ascii();
        }
        (self.drawn, self.cursor)
    }

    /// One line of text at a place, cut with `…` to `columns`. Gives the columns used.
    pub fn text(&mut self, x: u16, y: u16, columns: u16, text: &str, role: Role) -> u16 {
        let area = self.buffer.area;
        if y < area.top() || y >= area.bottom() || x < area.left() || x >= area.right() || columns == 0 {
            return 0;
        }
        let columns = usize::from(columns.min(area.right() - x));
        let safe = clean(text);
        let cut = truncate(safe.as_str(), columns);
        let style = style(role, self.look.theme);
        let (end, _) = self.buffer.set_stringn(x, y, &cut, columns, style);
        end.saturating_sub(x)
    }

    /// A line of text over the whole width, its style too.
    pub fn line(&mut self, area: Rect, text: &str, role: Role) {
        let area = area.intersection(self.buffer.area);
        if area.height > 0 {
            self.buffer.set_style(Rect { height: 1, ..area }, style(role, self.look.theme));
            self.text(area.x, area.y, area.width, text, role);
        }
    }

    /// Gives a place a role without touching its text.
    pub fn tint(&mut self, area: Rect, role: Role) {
        let area = area.intersection(self.buffer.area);
        self.buffer.set_style(area, style(role, self.look.theme));
    }

    /// Empties a place, for what lies on top.
    pub fn clear(&mut self, area: Rect) {
        let area = area.intersection(self.buffer.area);
        for position in area.positions() {
            if let Some(cell) = self.buffer.cell_mut(position) {
                cell.reset();
            }
        }
    }

    /// A frame with a title; gives the place inside. Without borders only the title's line remains.
    pub fn frame(&mut self, area: Rect, title: &str, has_keys: bool) -> Rect {
        let area = area.intersection(self.buffer.area);
        if area.width < 2 || area.height < 2 {
            return Rect { width: 0, height: 0, ..area };
        }
        if self.look.borders {
            self.border(area, if has_keys { Role::Plain } else { Role::Dim });
        }
        if !title.is_empty() && area.width > 4 {
            let title = format!(" {title} ");
            let role = if has_keys { Role::Title } else { Role::Plain };
            self.text(area.x + 1, area.y, area.width - 2, &title, role);
        }
        Rect { x: area.x + 1, y: area.y + 1, width: area.width - 2, height: area.height - 2 }
    }

    fn border(&mut self, area: Rect, role: Role) {
        let style = style(role, self.look.theme);
        let (right, bottom) = (area.right() - 1, area.bottom() - 1);
        let mut draw = |x: u16, y: u16, sign: &str| {
            if let Some(cell) = self.buffer.cell_mut((x, y)) {
                cell.set_symbol(sign).set_style(style);
            }
        };
        for x in area.x..=right {
            draw(x, area.y, "─");
            draw(x, bottom, "─");
        }
        for y in area.y..=bottom {
            draw(area.x, y, "│");
            draw(right, y, "│");
        }
        for (x, y, corner) in
            [(area.x, area.y, "┌"), (right, area.y, "┐"), (area.x, bottom, "└"), (right, bottom, "┘")]
        {
            draw(x, y, corner);
        }
    }

    /// The place that shows how far down a long list the window is.
    pub fn scrollbar(&mut self, inside: Rect, top: usize, len: usize) {
        let height = usize::from(inside.height);
        if len <= height || height == 0 {
            return;
        }
        let mark = (top * height / len.saturating_sub(height).max(1)).min(height - 1);
        self.text(inside.right(), inside.y + mark as u16, 1, "█", Role::Dim);
    }

    pub fn spot(&mut self, area: Rect, hit: Hit) {
        let area = area.intersection(self.buffer.area);
        if !area.is_empty() {
            self.drawn.spots.push(Spot { area, hit });
        }
    }

    /// Notes how far the preview can be scrolled.
    pub fn sheet_ends(&mut self, top: usize) {
        self.drawn.sheet_end = top;
    }

    /// What lies below can no longer be hit.
    pub fn forget_spots(&mut self) {
        self.drawn.spots.clear();
    }

    pub fn cursor(&mut self, x: u16, y: u16) {
        if self.buffer.area.contains((x, y).into()) {
            self.cursor = Some((x, y));
        }
    }

    /// For terminals without UTF-8: every cell becomes plain ASCII, accents dropped.
    fn flatten_to_ascii(&mut self) {
        for cell in &mut self.buffer.content {
            if cell.symbol().is_ascii() {
                continue;
            }
            let plain = match cell.symbol() {
                "│" => "|".to_owned(),
                "─" => "-".to_owned(),
                "━" => "=".to_owned(),
                "┌" | "┐" | "└" | "┘" | "├" | "┤" | "┼" => "+".to_owned(),
                "…" => ".".to_owned(),
                "’" | "‘" => "'".to_owned(),
                "«" | "»" | "“" | "”" => "\"".to_owned(),
                "\u{a0}" | "\u{202f}" => " ".to_owned(),
                "✖" => "X".to_owned(),
                "✓" => "+".to_owned(),
                "▲" => "!".to_owned(),
                "●" | "·" => "*".to_owned(),
                "◌" | "○" => "o".to_owned(),
                "▸" | "›" | "→" => ">".to_owned(),
                "▾" => "v".to_owned(),
                "⇄" => "=".to_owned(),
                "←" => "<".to_owned(),
                "↑" => "^".to_owned(),
                "↓" => "v".to_owned(),
                "–" | "—" | "−" => "-".to_owned(),
                "█" => "#".to_owned(),
                "░" => ".".to_owned(),
                "œ" => "o".to_owned(),
                "Œ" => "O".to_owned(),
                other => {
                    let bare: String = other.nfd().filter(|c| !is_combining_mark(*c)).collect();
                    if bare.len() == 1 && bare.is_ascii() { bare } else { "?".repeat(width(other).max(1)) }
                }
            };
            cell.set_symbol(plain.graphemes(true).next().unwrap_or("?"));
        }
    }
}
