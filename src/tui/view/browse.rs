//! The main screen: kinds, list, preview; one of them at a time where it is narrow.

use ratatui::layout::Rect;

use crate::model::{Finding, Kind, Lang, RecordId};
use crate::ops::Workspace;
use crate::ops::check::completeness;
use crate::ops::query::sort::Order;
use crate::tui::drawn::Hit;
use crate::tui::model::{Area, Model, Row, Tally};
use crate::tui::texts as t;
use crate::tui::theme::Role;
use crate::tui::view::canvas::Canvas;
use crate::tui::view::{NARROW, filter, tasks};
use crate::tui::{sheet, window};

const KINDS_WIDTH: u16 = 22;
/// Below this width the preview stands below the list.
const MEDIUM: u16 = 110;

pub fn top_bar(c: &mut Canvas<'_>, model: &Model, area: Rect) {
    let lang = c.lang();
    let name = model
        .register()
        .and_then(|r| r.organisation())
        .map_or_else(|| model.dir.display().to_string(), |o| o.title(lang).to_owned());
    // What is shown is not the register of today: that is said before its name, and first of all.
    let said = match &model.as_it_was {
        None => format!(" registre  {name}"),
        Some(past) => format!(" {}  {name} ({})", past.says(t::BANNER).get(lang), past.commit.id.short()),
    };
    c.line(area, &said, Role::Bar);
    let errors: usize = model.worst.values().map(|t| t.errors).sum();
    let warnings: usize = model.worst.values().map(|t| t.warnings).sum();
    let pending = model.workspace.as_ref().map_or(0, Workspace::unsaved);
    // What matters most comes first: what is cut on a narrow screen is what can wait.
    let mut right = vec![marks(Tally { errors, warnings })];
    if pending > 0 {
        right.insert(0, t::UNSAVED.msg().with("n", pending).get(lang));
    }
    if let Some(runs) = tasks::word(model, lang) {
        right.insert(0, runs);
    }
    if let Some(git) = model.git.as_ref().filter(|_| model.as_it_was.is_none()) {
        if git.changed > 0 {
            right.push(t::GIT_CHANGED.msg().with("n", git.changed).get(lang));
        }
        right.push(git.head.get(lang));
    }
    let right = format!(" {} ", right.join("  "));
    let used = crate::term::clean::width(&right).min(usize::from(area.width)) as u16;
    // The name gives way to the state, down to a third of the line.
    let used = used.min(area.width.saturating_sub(area.width / 3));
    c.text(area.right().saturating_sub(used), area.y, used, &right, Role::Bar);
}

/// `✖2 ▲1`, or `●` where there is nothing to say.
pub fn marks(tally: Tally) -> String {
    match (tally.errors, tally.warnings) {
        (0, 0) => "●".to_owned(),
        (0, w) => format!("▲{w}"),
        (e, 0) => format!("✖{e}"),
        (e, w) => format!("✖{e} ▲{w}"),
    }
}

pub fn draw(c: &mut Canvas<'_>, model: &Model, area: Rect) {
    if area.width < NARROW {
        match model.area {
            Area::Kinds => kinds(c, model, area),
            Area::List => list(c, model, area, true),
            Area::Sheet => preview(c, model, area),
        }
        return;
    }
    let rest = area.width - KINDS_WIDTH;
    if area.width < MEDIUM {
        // Side by side each would be too narrow for a name: the preview goes below the list.
        let above = u32::from(area.height) * 11 / 20;
        let above = u16::try_from(above).unwrap_or(area.height).max(5).min(area.height);
        let right = Rect { x: area.x + KINDS_WIDTH, width: rest, ..area };
        kinds(c, model, Rect { width: KINDS_WIDTH, ..area });
        list(c, model, Rect { height: above, ..right }, model.area == Area::List);
        preview(c, model, Rect { y: area.y + above, height: area.height - above, ..right });
        return;
    }
    let list_width = if rest < 70 { rest / 2 } else { (rest * 2 / 5).max(40) };
    kinds(c, model, Rect { width: KINDS_WIDTH, ..area });
    let middle = Rect { x: area.x + KINDS_WIDTH, width: list_width, ..area };
    list(c, model, middle, model.area == Area::List);
    preview(c, model, Rect { x: area.x + KINDS_WIDTH + list_width, width: rest - list_width, ..area });
}

/// A list as wide as this has room for how far each activity is.
const WITH_PERCENT: u16 = 44;

/// The part above and the part below of a tall, narrow screen.
pub fn stacked(area: Rect, above: u16) -> [Rect; 2] {
    let above = above.min(area.height);
    [Rect { height: above, ..area }, Rect { y: area.y + above, height: area.height - above, ..area }]
}

/// The list above, the sheet below over the whole width.
pub fn draw_portrait(c: &mut Canvas<'_>, model: &Model, area: Rect) {
    let [above, below] = stacked(area, area.height * 2 / 5);
    match (above.width < KINDS_WIDTH * 3, model.area) {
        (true, Area::Kinds) => kinds(c, model, above),
        (true, _) => list(c, model, above, model.area == Area::List),
        (false, _) => {
            kinds(c, model, Rect { width: KINDS_WIDTH, ..above });
            let right = Rect { x: above.x + KINDS_WIDTH, width: above.width - KINDS_WIDTH, ..above };
            list(c, model, right, model.area == Area::List);
        }
    }
    preview(c, model, below);
}

/// The list beside a form that has the keys.
pub fn aside(c: &mut Canvas<'_>, model: &Model, area: Rect) {
    list(c, model, area, false);
}

fn kinds(c: &mut Canvas<'_>, model: &Model, area: Rect) {
    c.spot(area, Hit::Area(Area::Kinds));
    let has_keys = model.area == Area::Kinds;
    let inside = c.frame(area, c.say(t::REGISTER), has_keys);
    for (i, kind) in Kind::ALL.into_iter().enumerate() {
        let y = inside.y.saturating_add(i as u16);
        if y >= inside.bottom() {
            break;
        }
        let line = Rect { y, height: 1, ..inside };
        let count = model.count(kind);
        let chosen = kind == model.kind;
        let mark = if chosen { ">" } else { " " };
        let role = match (chosen, has_keys) {
            (true, true) => Role::Chosen,
            (true, false) => Role::ChosenAside,
            _ => Role::Plain,
        };
        let label = kind.plural().get(c.lang());
        let columns = usize::from(inside.width).saturating_sub(6);
        let pad = columns.saturating_sub(crate::term::clean::width(label));
        c.line(line, &format!("{mark}{label}{}{count:>5}", " ".repeat(pad)), role);
        c.spot(line, Hit::Kind(i));
        if chosen && has_keys {
            c.cursor(line.x, line.y);
        }
    }
}

fn list(c: &mut Canvas<'_>, model: &Model, area: Rect, has_keys: bool) {
    c.spot(area, Hit::Area(Area::List));
    let count = if model.glimpse.is_some() { model.count(model.kind) } else { model.rows.len() };
    let title = list_title(model, count, c.lang());
    let mut inside = c.frame(area, &title, has_keys);
    if model.filtering || !model.filter.is_empty() {
        inside = filter::draw(c, model, inside);
    }
    if model.rows.is_empty() {
        let said = match &model.workspace {
            None if model.busy.is_some() => t::OPENING,
            None => t::NO_REGISTER,
            Some(_) if !model.filter.is_empty() => t::NO_MATCH,
            Some(_) => t::EMPTY_LIST,
        };
        for (i, line) in window::wrap(&c.tell(said), usize::from(inside.width)).iter().enumerate() {
            let y = inside.y.saturating_add(i as u16);
            if y < inside.bottom() {
                c.text(inside.x, y, inside.width, line, Role::Dim);
            }
        }
        return;
    }
    let at = model.row_index();
    let top = window::top(at, model.rows.len(), usize::from(inside.height));
    for (i, row) in model.rows.iter().enumerate().skip(top).take(usize::from(inside.height)) {
        let line = Rect { y: inside.y + (i - top) as u16, height: 1, ..inside };
        let role = match (i == at, has_keys) {
            (true, true) => Role::Chosen,
            (true, false) => Role::ChosenAside,
            _ => Role::Plain,
        };
        let modified = model.workspace.as_ref().is_some_and(|w| w.is_record_modified(&row.id));
        let mark = if i == at { ">" } else { " " };
        let star = if modified { "*" } else { " " };
        let tick = match (model.marked.is_empty(), model.marked.contains(&row.id)) {
            (true, _) => "",
            (false, true) => "[x] ",
            (false, false) => "[ ] ",
        };
        let reference = if row.reference.is_empty() { String::new() } else { format!("{} ", row.reference) };
        let mut state = state(model, row);
        if inside.width >= WITH_PERCENT
            && let Some(percent) = percent(model, row)
        {
            state = format!("{percent}  {state}");
        }
        let state_width = crate::term::clean::width(&state) as u16;
        c.line(line, "", role);
        c.text(
            line.x,
            line.y,
            line.width.saturating_sub(state_width + 1),
            &format!("{mark}{star}{tick}{reference}{}", row.title),
            role,
        );
        let state_role = if i == at && has_keys { role } else { state_role(model, row) };
        c.text(line.right().saturating_sub(state_width), line.y, state_width, &state, state_role);
        c.spot(line, Hit::Row(i));
        if i == at && has_keys && !model.filtering {
            c.cursor(line.x, line.y);
        }
    }
    c.scrollbar(inside, top, model.rows.len());
}

/// The kind, how many of how many, and what they are ordered by where that is not the title.
fn list_title(model: &Model, count: usize, lang: Lang) -> String {
    let mut title = format!("{} ({count}", model.kind.plural().get(lang));
    if !model.filter.is_empty() && model.glimpse.is_none() {
        title.push_str(&format!("/{}", model.listing.total()));
    }
    title.push(')');
    if !model.marked.is_empty() {
        let seen = model.rows.iter().filter(|r| model.marked.contains(&r.id)).count();
        let (n, hidden) = (model.marked.len(), model.marked.len() - seen);
        let said = if hidden == 0 { t::MARKED } else { t::MARKED_HIDDEN };
        title.push_str(&format!(" · {}", said.msg().with("n", n).with("h", hidden).get(lang)));
    }
    let order = model.listing.order(model.kind);
    if order != Order::default() {
        let way = if order.reversed { "↑" } else { "↓" };
        title.push_str(&format!(" · {} {way}", order.by.title().get(lang)));
    }
    title
}

fn state(model: &Model, row: &Row) -> String {
    if model.glimpse.is_some() {
        // Nothing was checked yet.
        return "…".to_owned();
    }
    if row.broken {
        return "✖".to_owned();
    }
    let tally = model.worst.get(&row.id).copied().unwrap_or_default();
    let draft = model
        .register()
        .and_then(|r| r.get(&row.id))
        .is_some_and(|r| r.fields.choice("status").is_some_and(|s| s.id == "draft"));
    if draft && tally == Tally::default() { "◌".to_owned() } else { marks(tally) }
}

/// How much of the model an activity answers; only rows that are seen are measured.
fn percent(model: &Model, row: &Row) -> Option<String> {
    let register = model.workspace.as_ref()?.register();
    let seen = completeness(register, register.get(&row.id)?)?;
    Some(seen.whole.words(model.lang()))
}

fn state_role(model: &Model, row: &Row) -> Role {
    let tally = model.worst.get(&row.id).copied().unwrap_or_default();
    match (row.broken || tally.errors > 0, tally.warnings > 0) {
        (true, _) => Role::Error,
        (_, true) => Role::Warning,
        _ => Role::Ok,
    }
}

/// What is wrong with a file that cannot be shown.
fn faults(model: &Model, id: &RecordId, lang: Lang, columns: usize) -> Vec<(String, Role)> {
    let mut out = Vec::new();
    let of_file: Vec<Finding> =
        model.findings.iter().filter(|f| f.record.as_ref() == Some(id)).cloned().collect();
    let places = model.workspace.as_ref().map(|w| w.places(&of_file)).unwrap_or_default();
    for (finding, place) in of_file.iter().zip(places) {
        let said = match place.map(|p| p.at) {
            Some(p) => format!("{}:{}:{} {}", finding.file, p.line, p.column, finding.message.get(lang)),
            None => finding.message.get(lang),
        };
        out.extend(window::wrap(&said, columns).into_iter().map(|l| (l, Role::Error)));
        let hint = finding.hint.as_ref().map(|h| h.get(lang)).unwrap_or_default();
        out.extend(window::wrap(&hint, columns).into_iter().map(|l| (l, Role::Plain)));
    }
    out
}

fn preview(c: &mut Canvas<'_>, model: &Model, area: Rect) {
    c.spot(area, Hit::Area(Area::Sheet));
    let has_keys = model.area == Area::Sheet;
    let record = model.row().and_then(|r| model.register()?.get(&r.id));
    let title = model.row().map_or_else(String::new, |r| r.title.clone());
    let inside = c.frame(area, &title, has_keys);
    let columns = usize::from(inside.width);
    let lines = match (record, model.register(), model.row()) {
        (Some(record), Some(register), _) => sheet::lines(record, register, c.lang(), columns),
        (None, _, Some(row)) => faults(model, &row.id, c.lang(), columns),
        _ => return,
    };
    let height = usize::from(inside.height);
    let end = lines.len().saturating_sub(height);
    let top = model.sheet_top.min(end);
    c.sheet_ends(end);
    for (i, (text, role)) in lines.iter().skip(top).take(height).enumerate() {
        c.text(inside.x, inside.y + i as u16, inside.width, text, *role);
    }
    c.scrollbar(inside, top, lines.len());
    if has_keys && inside.height > 0 {
        c.cursor(inside.x, inside.y);
    }
}
