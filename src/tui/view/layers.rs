//! What lies over the screen, and the two lines at its bottom.

use ratatui::layout::Rect;

use crate::law::templates;
use crate::model::{Lang, Message};
use crate::term::clean::width;
use crate::tui::command::{self, COMMANDS, Context, key_label};
use crate::tui::drawn::Hit;
use crate::tui::model::{Ask, Busy, Layer, Model};
use crate::tui::palette;
use crate::tui::template_list::{Entry, entries};
use crate::tui::texts as t;
use crate::tui::theme::{Role, severity};
use crate::tui::typing::text_columns;
use crate::tui::view::canvas::Canvas;
use crate::tui::view::{SMALLEST, export, guide, page, tasks};
use crate::tui::widgets::picker::Picker;
use crate::tui::widgets::text_edit::{TextEdit, shown};
use crate::tui::{help, window};

pub fn too_small(c: &mut Canvas<'_>, area: Rect) {
    let (w, h) = SMALLEST;
    let said = t::TOO_SMALL.msg().with("w", usize::from(w)).with("h", usize::from(h)).get(c.lang());
    for (i, line) in window::wrap(&said, usize::from(area.width)).iter().enumerate() {
        c.text(area.x, area.y.saturating_add(i as u16), area.width, line, Role::Plain);
    }
}

pub fn draw(c: &mut Canvas<'_>, model: &Model, area: Rect) {
    for layer in &model.layers {
        c.forget_spots();
        match layer {
            Layer::Page { filter, at, .. } => {
                // Only the page on top is kept; one below it is covered anyway.
                if let Some((_, page)) = &model.page {
                    page::draw(c, model, page, filter, *at, area);
                }
            }
            Layer::Templates { filter, at } => templates_layer(c, filter, *at, area),
            Layer::Guide(guide) => guide::draw(c, model, guide, area),
            Layer::Palette { filter, at } => palette_layer(c, model, filter, *at, area),
            Layer::Help { filter, at } => help_layer(c, model, filter, *at, area),
            Layer::Pick { field, picker, .. } => {
                let title = field.label.get(c.lang()).to_owned();
                pick(c, &title, picker, field.shape.refers_to().is_some(), area);
            }
            Layer::Choose { title, picker } => pick(c, &title.get(c.lang()), picker, false, area),
            Layer::Text { field, edit, .. } => {
                let lines = matches!(field.shape, crate::model::Shape::Lines);
                let note = if lines { c.say(t::ONE_A_LINE) } else { "" };
                let title = field.label.get(c.lang()).to_owned();
                long_text(c, model, &title, edit, note, &[], area);
            }
            Layer::Commit { edit, changes, .. } => {
                let title = c.say(t::COMMIT_TITLE).to_owned();
                let note = c.tell(t::COMMIT_NOTE);
                long_text(c, model, &title, edit, &note, changes, area);
            }
            Layer::Ask { ask, edit, fault } => question(c, ask, edit, fault.as_ref(), area),
            Layer::Decide { title, lines, options, at } => {
                let labels: Vec<(char, String)> = options.iter().map(|o| (o.key, c.tell(o.label))).collect();
                decision(c, title, lines, &labels, *at, area);
            }
            Layer::Export(form) => export::draw(c, model, form, area),
            Layer::Tasks { at } => tasks::draw(c, model, *at, area),
        }
    }
}

/// A box of this size in the middle of `area`, as large as fits.
pub fn middle(area: Rect, columns: u16, rows: u16) -> Rect {
    let (w, h) = (columns.min(area.width), rows.min(area.height));
    Rect { x: area.x + (area.width - w) / 2, y: area.y + (area.height - h) / 2, width: w, height: h }
}

/// An empty box with a title; gives the place inside.
pub fn open(c: &mut Canvas<'_>, title: &str, place: Rect) -> Rect {
    c.clear(place);
    c.frame(place, title, true)
}

fn pick<T: PartialEq>(c: &mut Canvas<'_>, title: &str, picker: &Picker<T>, can_create: bool, area: Rect) {
    let rows = (picker.choices.len() + 4).min(24) as u16;
    let mut inside = open(c, title, middle(area, 76, rows.max(8)));
    if inside.height == 0 {
        return;
    }
    let (typed, column) = picker.filter.window(usize::from(inside.width).saturating_sub(3));
    c.text(inside.x, inside.y, inside.width, &format!("/ {typed}"), Role::Accent);
    c.cursor(inside.x + 2 + column as u16, inside.y);
    inside = Rect { y: inside.y + 1, height: inside.height - 1, ..inside };
    if picker.matches.is_empty() {
        let said = if can_create { t::NO_MATCH_CREATE } else { t::NO_MATCH };
        let said = c.tell(said);
        c.text(inside.x, inside.y, inside.width, &said, Role::Dim);
        return;
    }
    let top = window::top(picker.at, picker.matches.len(), usize::from(inside.height));
    for (i, index) in picker.matches.iter().enumerate().skip(top).take(usize::from(inside.height)) {
        let Some(choice) = picker.choices.get(*index) else { continue };
        let line = Rect { y: inside.y + (i - top) as u16, height: 1, ..inside };
        let chosen = i == picker.at;
        let role = if chosen { Role::Chosen } else { Role::Plain };
        let mark = if chosen { ">" } else { " " };
        let tick = match (&picker.picked, picker.is_picked(*index)) {
            (None, _) => "",
            (Some(_), true) => "[x] ",
            (Some(_), false) => "[ ] ",
        };
        c.line(line, "", role);
        let detail = width(&choice.detail).min(usize::from(line.width) / 2) as u16;
        let room = line.width.saturating_sub(if detail > 0 { detail + 2 } else { 0 });
        c.text(line.x, line.y, room, &format!("{mark}{tick}{}", choice.label), role);
        let tone = if chosen { role } else { Role::Dim };
        c.text(line.right().saturating_sub(detail), line.y, detail, &choice.detail, tone);
        c.spot(line, Hit::Item(i));
    }
    c.scrollbar(inside, top, picker.matches.len());
}

fn long_text(
    c: &mut Canvas<'_>,
    model: &Model,
    title: &str,
    edit: &TextEdit,
    note: &str,
    below: &[String],
    area: Rect,
) {
    let columns = text_columns(model);
    let wanted = if below.is_empty() { 16 } else { area.height };
    let mut inside = open(c, title, middle(area, columns as u16 + 4, wanted));
    if !note.is_empty() && inside.height > 3 {
        c.text(inside.x, inside.y, inside.width, note, Role::Dim);
        inside = Rect { y: inside.y + 1, height: inside.height - 1, ..inside };
    }
    let mut text_rows = usize::from(inside.height);
    if !below.is_empty() && inside.height > 6 {
        text_rows = text_rows * 2 / 5;
        let y = inside.y + text_rows as u16;
        c.text(inside.x, y, inside.width, &"─".repeat(usize::from(inside.width)), Role::Dim);
        let rest = usize::from(inside.bottom().saturating_sub(y + 1));
        for (i, line) in below.iter().take(rest).enumerate() {
            let cut = i + 1 == rest && below.len() > rest;
            let more = t::AND_MORE.msg().with("n", below.len() - i).get(c.lang());
            let line = if cut { &more } else { line };
            c.text(inside.x, y + 1 + i as u16, inside.width, line, Role::Plain);
        }
    }
    let lines = edit.layout(columns);
    let (row, column) = edit.cursor_in(&lines);
    let top = window::top(row, lines.len(), text_rows);
    for (i, range) in lines.iter().enumerate().skip(top).take(text_rows) {
        let text = shown(edit.text().get(range.clone()).unwrap_or_default());
        c.text(inside.x, inside.y + (i - top) as u16, inside.width, &text, Role::Plain);
    }
    if row.saturating_sub(top) < text_rows {
        let x = inside.x.saturating_add(column as u16).min(inside.right());
        c.cursor(x, inside.y + (row - top) as u16);
    }
}

fn question(c: &mut Canvas<'_>, ask: &Ask, edit: &TextEdit, fault: Option<&Message>, area: Rect) {
    let lang = c.lang();
    let (title, note) = match ask {
        Ask::New(kind) => (t::ASK_NEW.msg().with("kind", kind.singular()).get(lang), t::ASK_NEW_NOTE),
        Ask::FromTemplate(id) => {
            let name = templates::get(id).map_or("", |t| t.name.get(lang));
            (t::ASK_FROM_TEMPLATE.msg().with("name", name).get(lang), t::ASK_NEW_NOTE)
        }
        Ask::Duplicate(_) => (t::ASK_DUPLICATE.get(lang).to_owned(), t::ASK_NEW_NOTE),
        Ask::Bulk { label, count } => {
            (t::ASK_BULK.msg().with("label", label.as_str()).with("n", *count).get(lang), t::ASK_BULK_NOTE)
        }
        Ask::AsItWas => (t::ASK_AS_IT_WAS.get(lang).to_owned(), t::ASK_AS_IT_WAS_NOTE),
        Ask::Compare => (t::ASK_COMPARE.get(lang).to_owned(), t::ASK_COMPARE_NOTE),
        Ask::KeepFilter => (t::ASK_KEEP_FILTER.get(lang).to_owned(), t::ASK_KEEP_FILTER_NOTE),
        Ask::Waive { code, .. } => (t::ASK_WAIVE.msg().with("code", *code).get(lang), t::ASK_WAIVE_NOTE),
        Ask::WaivedBy { code, .. } => {
            (t::ASK_WAIVED_BY.msg().with("code", *code).get(lang), t::ASK_WAIVED_BY_NOTE)
        }
        Ask::Rename(_) => (t::ASK_RENAME.get(lang).to_owned(), t::ASK_RENAME_NOTE),
        Ask::AddRow(_) => (t::ASK_ROW.get(lang).to_owned(), t::ASK_ROW_NOTE),
        Ask::RenameRow(_) => (t::ASK_RENAME_ROW.get(lang).to_owned(), t::ASK_ROW_NOTE),
    };
    let inside = open(c, &title, middle(area, 70, 7));
    let (typed, column) = edit.window(usize::from(inside.width));
    c.text(inside.x, inside.y, inside.width, &typed, Role::Accent);
    c.cursor(inside.x + column as u16, inside.y);
    let (said, role) = match fault {
        Some(fault) => (c.tell(fault), Role::Error),
        None => (c.tell(note), Role::Dim),
    };
    for (i, line) in window::wrap(&said, usize::from(inside.width)).iter().take(3).enumerate() {
        let y = inside.y + 2 + i as u16;
        if y < inside.bottom() {
            c.text(inside.x, y, inside.width, line, role);
        }
    }
}

fn decision(
    c: &mut Canvas<'_>,
    title: &Message,
    lines: &[Message],
    options: &[(char, String)],
    at: usize,
    area: Rect,
) {
    let columns = 72.min(area.width);
    let mut said: Vec<(String, Role)> = Vec::new();
    let wrap = |text: &str, role: Role| {
        window::wrap(text, usize::from(columns).saturating_sub(2))
            .into_iter()
            .map(move |l| (l, role))
            .collect::<Vec<_>>()
    };
    said.extend(wrap(&c.tell(title), Role::Accent));
    for line in lines {
        said.extend(wrap(&c.tell(line), Role::Plain));
    }
    let rows = said.len() + options.len() + 3;
    let inside = open(c, "", middle(area, columns, rows as u16));
    // The answers are always seen, whatever the length of what comes before.
    let room = usize::from(inside.height).saturating_sub(options.len() + 1);
    if said.len() > room {
        said.truncate(room.saturating_sub(1));
        said.push(("…".to_owned(), Role::Dim));
    }
    for (i, (text, role)) in said.iter().take(room).enumerate() {
        c.text(inside.x, inside.y + i as u16, inside.width, text, *role);
    }
    let first = inside.y + said.len().min(room) as u16 + 1;
    for (i, (key, label)) in options.iter().enumerate() {
        let y = first + i as u16;
        if y >= inside.bottom() {
            break;
        }
        let line = Rect { y, height: 1, ..inside };
        let role = if i == at { Role::Chosen } else { Role::Plain };
        let mark = if i == at { ">" } else { " " };
        c.line(line, &format!("{mark}{key}  {label}"), role);
        c.spot(line, Hit::Item(i));
        if i == at {
            c.cursor(line.x, line.y);
        }
    }
}

fn templates_layer(c: &mut Canvas<'_>, filter: &TextEdit, at: usize, area: Rect) {
    let lang = c.lang();
    let rows = (templates::ALL.len() + 4) as u16;
    let inside = open(c, c.say(t::TEMPLATES_TITLE), middle(area, 76, rows));
    let (typed, column) = filter.window(usize::from(inside.width).saturating_sub(3));
    c.text(inside.x, inside.y, inside.width, &format!("/ {typed}"), Role::Accent);
    c.cursor(inside.x + 2 + column as u16, inside.y);
    let list = Rect { y: inside.y + 1, height: inside.height.saturating_sub(1), ..inside };
    let entries = entries(filter.text(), lang);
    let top = window::top(at, entries.len(), usize::from(list.height));
    for (i, entry) in entries.iter().enumerate().skip(top).take(usize::from(list.height)) {
        let line = Rect { y: list.y + (i - top) as u16, height: 1, ..list };
        let role = if i == at { Role::Chosen } else { Role::Plain };
        let mark = if i == at { ">" } else { " " };
        let label = match entry {
            Entry::Blank if filter.text().trim().is_empty() => c.say(t::BLANK_SHEET).to_owned(),
            Entry::Blank => t::BLANK_SHEET_NAMED.msg().with("name", filter.text().trim()).get(lang),
            Entry::From(template) => template.name.get(lang).to_owned(),
        };
        c.line(line, &format!("{mark}{label}"), role);
        c.spot(line, Hit::Item(i));
    }
    c.scrollbar(list, top, entries.len());
}

fn help_layer(c: &mut Canvas<'_>, model: &Model, filter: &TextEdit, at: usize, area: Rect) {
    let lang = c.lang();
    let inside = open(c, c.say(t::HELP_TITLE), middle(area, 100, area.height));
    let (typed, column) = filter.window(usize::from(inside.width).saturating_sub(3));
    c.text(inside.x, inside.y, inside.width, &format!("/ {typed}"), Role::Accent);
    c.cursor(inside.x + 2 + column as u16, inside.y);
    let list = Rect { y: inside.y + 1, height: inside.height.saturating_sub(1), ..inside };
    let entries = help::entries(&model.keymap, filter.text(), lang);
    let top = window::top(at, entries.len(), usize::from(list.height));
    for (i, entry) in entries.iter().enumerate().skip(top).take(usize::from(list.height)) {
        let line = Rect { y: list.y + (i - top) as u16, height: 1, ..list };
        let role = if i == at { Role::Chosen } else { Role::Plain };
        let mark = if i == at { ">" } else { " " };
        let where_ = match entry.contexts.len() == Context::ALL.len() {
            true => c.say(t::EVERYWHERE).to_owned(),
            false => entry.contexts.iter().map(|x| x.title().get(lang)).collect::<Vec<_>>().join(", "),
        };
        c.line(line, "", role);
        c.text(line.x, line.y, 17, &format!("{mark}{}", help::keys(&model.keymap, entry, lang)), role);
        c.text(line.x + 18, line.y, 14, &where_, if i == at { role } else { Role::Dim });
        let text = format!("{} – {}", entry.title.get(lang), c.tell(entry.help));
        c.text(line.x + 33, line.y, line.width.saturating_sub(33), &text, role);
        c.spot(line, Hit::Item(i));
    }
    c.scrollbar(list, top, entries.len());
}

fn palette_layer(c: &mut Canvas<'_>, model: &Model, filter: &TextEdit, at: usize, area: Rect) {
    let lang = c.lang();
    let inside = open(c, c.say(t::PALETTE_TITLE), middle(area, 90, 24));
    let (typed, column) = filter.window(usize::from(inside.width).saturating_sub(3));
    c.text(inside.x, inside.y, inside.width, &format!(": {typed}"), Role::Accent);
    c.cursor(inside.x + 2 + column as u16, inside.y);
    let list = Rect { y: inside.y + 1, height: inside.height.saturating_sub(1), ..inside };
    let entries = palette::entries(model, filter.text());
    if entries.is_empty() {
        c.text(list.x, list.y, list.width, c.say(t::NO_MATCH), Role::Dim);
    }
    let top = window::top(at, entries.len(), usize::from(list.height));
    for (i, entry) in entries.iter().enumerate().skip(top).take(usize::from(list.height)) {
        let line = Rect { y: list.y + (i - top) as u16, height: 1, ..list };
        let refused = model.refusal(entry.act);
        let role = match (i == at, &refused) {
            (true, _) => Role::Chosen,
            (false, Some(_)) => Role::Dim,
            (false, None) => Role::Plain,
        };
        let mark = if i == at { ">" } else { " " };
        let keys = help::keys_in(&model.keymap, entry, palette::below(model), lang);
        let keys_width = width(&keys) as u16;
        c.line(line, "", role);
        let aside = match &refused {
            Some(why) => format!("({})", c.tell(why)),
            None if entry.cli().get(lang).is_empty() => String::new(),
            None => format!("registre {}", entry.cli().get(lang)),
        };
        let title = format!("{mark}{}", entry.title.get(lang));
        let room = line.width.saturating_sub(keys_width + 1);
        let used = c.text(line.x, line.y, room, &title, role);
        let tone = if i == at { role } else { Role::Dim };
        c.text(line.x + used + 2, line.y, room.saturating_sub(used + 2), &aside, tone);
        c.text(line.right().saturating_sub(keys_width), line.y, keys_width, &keys, role);
        c.spot(line, Hit::Item(i));
    }
    c.scrollbar(list, top, entries.len());
}

/// What was said last, then the commands that matter here.
pub fn bottom(c: &mut Canvas<'_>, model: &Model, area: Rect) {
    let lang = c.lang();
    let (said, role) = match (&model.busy, &model.notice) {
        // The way out of what hangs.
        (Some(busy), Some(notice)) if model.interrupted.is_some() => {
            (format!("{} {}", busy_text(busy).get(lang), notice.message.get(lang)), Role::Accent)
        }
        (Some(busy), _) => (busy_text(busy).get(lang).to_owned(), Role::Accent),
        (None, Some(notice)) => {
            let parts = std::iter::once(&notice.message).chain(&notice.hints).map(|m| c.tell(m));
            let role = notice.severity.map_or(Role::Ok, severity);
            let mark = notice.severity.map_or(String::new(), |s| format!("{} ", s.mark()));
            (format!("{mark}{}", parts.collect::<Vec<_>>().join(" ")), role)
        }
        (None, None) => (String::new(), Role::Plain),
    };
    if width(&said) > usize::from(area.width) && area.y >= 4 {
        // A long sentence grows upwards: a reason that is cut is no reason.
        let lines = window::wrap(&said, usize::from(area.width));
        let rows = lines.len().min(usize::from(area.y) / 2) as u16;
        let place = Rect { y: area.y + 1 - rows, height: rows, ..area };
        c.clear(place);
        for (i, line) in lines.iter().take(usize::from(rows)).enumerate() {
            c.text(place.x, place.y + i as u16, place.width, line, role);
        }
    } else {
        c.text(area.x, area.y, area.width, &said, role);
    }
    commands(c, model, Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area }, lang);
}

fn commands(c: &mut Canvas<'_>, model: &Model, area: Rect, lang: Lang) {
    if area.height == 0 {
        return;
    }
    let context = command::context(model);
    let mut shown: Vec<(usize, &command::Command)> = COMMANDS
        .iter()
        .enumerate()
        .filter(|(_, x)| x.rank > 0 && x.contexts.contains(&context))
        .filter(|(_, x)| !model.keymap.keys_in(x, context).is_empty())
        .collect();
    shown.sort_by_key(|(_, x)| x.rank);
    let label = |x: &command::Command| {
        let key = model.keymap.keys_in(x, context).first().map_or_else(String::new, |k| key_label(k, lang));
        format!("{key} {}", x.title.get(lang))
    };
    let last = shown.pop_if(|(_, x)| x.rank == 250);
    let reserved = last.map_or(0, |(_, x)| width(&label(x)) + 2);
    let mut x = area.x;
    let end = area.right().saturating_sub(reserved as u16);
    for (i, entry) in shown.into_iter().filter(|(_, x)| model.refusal(x.act).is_none()) {
        let text = label(entry);
        let columns = width(&text) as u16;
        if x + columns + 2 > end {
            break;
        }
        c.text(x, area.y, columns, &text, Role::Dim);
        let key =
            model.keymap.keys_in(entry, context).first().map_or(0, |k| width(&key_label(k, lang)) as u16);
        c.tint(Rect { x, y: area.y, width: key, height: 1 }, Role::Accent);
        c.spot(Rect { x, y: area.y, width: columns, height: 1 }, Hit::Command(i));
        x += columns + 2;
    }
    if let Some((i, entry)) = last {
        let text = label(entry);
        let columns = width(&text) as u16;
        let x = area.right().saturating_sub(columns);
        c.text(x, area.y, columns, &text, Role::Accent);
        c.spot(Rect { x, y: area.y, width: columns, height: 1 }, Hit::Command(i));
    }
}

fn busy_text(busy: &Busy) -> crate::model::Text {
    match busy {
        Busy::Opening => t::OPENING,
        Busy::Changing => t::CHANGING,
        Busy::Saving(_) => t::SAVING,
        Busy::Preparing => t::PREPARING,
        Busy::Committing => t::COMMITTING,
        Busy::SettingAside => t::SETTING_ASIDE,
        Busy::Exchanging => t::EXCHANGING,
    }
}
