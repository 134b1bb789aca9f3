//! The form: the fields at left, what is said of the chosen one beside or below it.

use ratatui::layout::Rect;

use crate::i18n::values;
use crate::model::{Field, Finding, Lang, Level, NoneMeans, Record, Severity, Shape};
use crate::term::clean;
use crate::tui::aids;
use crate::tui::drawn::Hit;
use crate::tui::form::{Line, State, What, article_30, findings_at, folds, is_asked, lines, progress, state};
use crate::tui::model::{Form, Model};
use crate::tui::texts as t;
use crate::tui::theme::{Role, severity};
use crate::tui::view::WIDE;
use crate::tui::view::canvas::Canvas;
use crate::tui::{sheet, window};

/// The most lines that the explanation takes below a narrow form.
const HELP_HEIGHT: u16 = 8;
/// The same with a calendar in it.
const CALENDAR_HEIGHT: u16 = 13;
/// What stands before a label: the chosen one's mark, a finding's, and that of what unfolds.
const MARKS: usize = 4;

pub fn draw(c: &mut Canvas<'_>, model: &Model, area: Rect) {
    let Some(form) = &model.form else { return };
    let Some(ws) = &model.workspace else { return };
    let Some(record) = ws.register().get(&form.record) else { return };
    let findings = ws.findings_of(&form.record);
    let all = lines(record, form);
    let (fields, help) = if area.width >= WIDE {
        let aside = (area.width * 2 / 5).min(70);
        let main = area.width - aside;
        (Rect { width: main, ..area }, Rect { x: area.x + main, width: aside, ..area })
    } else {
        let calendar = form.typing.as_ref().is_some_and(|y| matches!(y.field.shape, Shape::Date));
        let below = match calendar {
            true => CALENDAR_HEIGHT.min(area.height * 3 / 5),
            false => HELP_HEIGHT.min(area.height / 2),
        };
        let main = area.height - below;
        (Rect { height: main, ..area }, Rect { y: area.y + main, height: below, ..area })
    };
    let kind = form.record.kind.plural().get(c.lang());
    let star = if ws.is_record_modified(&form.record) { " *" } else { "" };
    let art30 = article_30(record);
    let done = match art30.of {
        0 => String::new(),
        of => {
            format!(" – {}", t::ART30_PROGRESS.msg().with("n", art30.answered).with("of", of).get(c.lang()))
        }
    };
    let title = format!("{kind} › {}{star}{done}", record.title(c.lang()));
    let inside = c.frame(fields, &title, model.layers.is_empty());
    let height = usize::from(inside.height);
    let top = window::top(form.at, all.len(), height);
    let label_columns = label_columns(&all, inside.width, c.lang());
    for (i, line) in all.iter().enumerate().skip(top).take(height) {
        let place = Rect { y: inside.y + (i - top) as u16, height: 1, ..inside };
        one(c, model, form, record, line, place, label_columns, i == form.at, &findings);
        c.spot(place, Hit::Line(i));
    }
    c.scrollbar(inside, top, all.len());
    if let Some(line) = all.get(form.at) {
        explain(c, model, form, record, line, help, &findings);
    }
}

/// The width of the labels: what the longest one takes, as long as the answers keep the greater part.
fn label_columns(all: &[Line], width: u16, lang: Lang) -> u16 {
    let taken = |l: &Line| MARKS + 2 * l.depth + clean::width(l.field.label.get(lang)) + 1;
    let longest = all.iter().filter(|l| l.what == What::Field).map(taken).max().unwrap_or(0);
    u16::try_from(longest).unwrap_or(u16::MAX).min(width * 2 / 5)
}

#[allow(clippy::too_many_arguments)]
fn one(
    c: &mut Canvas<'_>,
    model: &Model,
    form: &Form,
    record: &Record,
    line: &Line,
    place: Rect,
    label_columns: u16,
    chosen: bool,
    findings: &[Finding],
) {
    let lang = c.lang();
    let Some(register) = model.register() else { return };
    let unfolded = form.open.contains(&line.path);
    let here = findings_at(line, findings, unfolded);
    let worst = here.iter().map(|f| f.severity).max();
    let mark = if chosen { ">" } else { " " };
    let fold = match (folds(line), unfolded) {
        (true, true) => "▾ ",
        (true, false) => "▸ ",
        _ => "  ",
    };
    let indent = "  ".repeat(line.depth);
    let base = if chosen { Role::Chosen } else { Role::Plain };
    c.line(place, "", base);
    let value = record.value(&line.path);
    let (label, said, role) = match line.what {
        What::Add => (format!("+ {}", c.say(t::ADD_ROW)), String::new(), Role::Dim),
        What::Row => {
            let row = record.group(&line.path);
            let key = line.path.last().unwrap_or_default();
            let title = row.map_or_else(String::new, |r| {
                crate::i18n::values::row_title(key, r, line.field, register, lang)
            });
            (title, String::new(), Role::Accent)
        }
        What::Field => {
            let role = match state(record, &line.path) {
                State::Unknown if is_asked(record, &line.path, line.field) => Role::Warning,
                State::Unknown => Role::Dim,
                State::None | State::Answered => Role::Plain,
            };
            // What stands in the file and cannot be read is not what nobody has said.
            let is_unread =
                |f: &&Finding| f.path == line.path && f.code.starts_with("REG-") && f.span.is_some();
            let unread =
                value.is_none() && here.iter().any(|f| is_unread(f) && f.severity == Severity::Error);
            let said = match unread {
                true => c.say(t::UNREAD_FIELD).to_owned(),
                false => sheet::summary(value, line.field, register, lang),
            };
            (line.field.label.get(lang).to_owned(), said, role)
        }
    };
    let label_columns = if line.what == What::Field { label_columns } else { place.width };
    let finding_mark = worst.map_or(" ", Severity::mark);
    let finding_role = if chosen { base } else { worst.map_or(Role::Plain, severity) };
    c.text(place.x, place.y, 1, mark, base);
    c.text(place.x + 1, place.y, 1, finding_mark, finding_role);
    let label_role = match (chosen, line.what) {
        (true, _) => base,
        (false, What::Field) => Role::Plain,
        (false, _) => role,
    };
    c.text(
        place.x + 2,
        place.y,
        label_columns.saturating_sub(2),
        &format!("{indent}{fold}{label}"),
        label_role,
    );
    let place = who(c, model, form, line, place, if chosen { Some(base) } else { None });
    let place = far(c, record, line, place, if chosen { Some(base) } else { None });
    if line.what != What::Field {
        if chosen {
            c.cursor(place.x, place.y);
        }
        return;
    }
    let x = place.x + label_columns + 1;
    let columns = place.right().saturating_sub(x);
    match form.typing.as_ref().filter(|y| chosen && y.path == line.path) {
        Some(typing) => {
            let (shown, column) = typing.edit.window(usize::from(columns));
            c.tint(Rect { x, width: columns, ..place }, Role::Plain);
            c.clear(Rect { x, width: columns, ..place });
            c.text(x, place.y, columns, &shown, Role::Accent);
            c.cursor(x + column as u16, place.y);
        }
        None => {
            c.text(x, place.y, columns, &said, if chosen { base } else { role });
            if chosen {
                c.cursor(place.x, place.y);
            }
        }
    }
}

/// How wide a line must be for the commit to stand beside the answer; narrower, it stands below alone.
const BESIDE: u16 = 100;
/// How much of the line it takes.
const WHO: u16 = 28;

/// Since when the field says what it says, and by whom, at the end of its line; gives what is left of the line.
fn who(c: &mut Canvas<'_>, model: &Model, form: &Form, line: &Line, place: Rect, base: Option<Role>) -> Rect {
    let Some(blame) =
        model.versions.blame.as_ref().filter(|_| place.width >= BESIDE && model.as_it_was.is_none())
    else {
        return place;
    };
    let left = Rect { width: place.width - WHO - 2, ..place };
    let said = crate::tui::blame::short(blame, &form.record, &line.path, c.lang());
    if let Some(said) = said.filter(|_| line.what != What::Add) {
        c.text(left.right() + 1, place.y, WHO, &said, base.unwrap_or(Role::Dim));
    }
    left
}

/// How far a group is answered, at the end of its line; gives what is left of the line.
fn far(c: &mut Canvas<'_>, record: &Record, line: &Line, place: Rect, base: Option<Role>) -> Rect {
    let Some(progress) = progress(record, line) else { return place };
    let lang = c.lang();
    let mut said = format!("{}/{}", progress.answered, progress.of);
    if !progress.asked.is_empty() {
        said = format!("{} · {said}", t::ART30_LEFT.msg().with("n", progress.asked.len()).get(lang));
    }
    let columns = crate::term::clean::width(&said) as u16;
    if columns + 1 > place.width / 2 {
        return place;
    }
    let x = place.right() - columns;
    let tone = if progress.asked.is_empty() { Role::Dim } else { Role::Warning };
    c.text(x, place.y, columns, &said, base.unwrap_or(tone));
    Rect { width: place.width - columns - 1, ..place }
}

/// Label, article, need, help, example, findings: what one needs to answer the field.
#[allow(clippy::too_many_arguments)]
fn explain(
    c: &mut Canvas<'_>,
    model: &Model,
    form: &Form,
    record: &Record,
    line: &Line,
    area: Rect,
    findings: &[Finding],
) {
    let lang = c.lang();
    let field = line.field;
    let inside = c.frame(area, field.label.get(lang), false);
    let columns = usize::from(inside.width);
    let mut said: Vec<(String, Role)> = Vec::new();
    let typing = form.typing.as_ref().filter(|y| y.path == line.path);
    if let Some(fault) = typing.and_then(|y| y.fault.as_ref()) {
        said.extend(window::wrap(&c.tell(fault), columns).into_iter().map(|l| (l, Role::Error)));
    }
    if let Some(typing) = typing {
        let aids = aids::typing(typing, record, model.today, lang);
        said.extend(aids.iter().flat_map(|l| window::keep(l, columns)).map(|l| (l, Role::Plain)));
    } else if let Some(text) = record.value(&line.path).and_then(crate::model::Value::as_text) {
        let advice = aids::advice(field, text).map(|a| a.get(lang).to_owned());
        said.extend(advice.iter().flat_map(|l| window::wrap(l, columns)).map(|l| (l, Role::Warning)));
    }
    let blame = model.versions.blame.as_ref().filter(|_| line.what != What::Add && model.as_it_was.is_none());
    if let Some(text) = blame.and_then(|b| crate::tui::blame::sentence(b, &form.record, &line.path, lang)) {
        said.extend(window::wrap(&text, columns).into_iter().map(|l| (l, Role::Accent)));
    }
    let unfolded = form.open.contains(&line.path);
    for finding in findings_at(line, findings, unfolded) {
        let text = format!("{} {}", finding.severity.mark(), finding.message.get(lang));
        let role = severity(finding.severity);
        said.extend(window::wrap(&text, columns).into_iter().map(|l| (l, role)));
        if let Some(hint) = &finding.hint {
            let hint = format!("  {}", hint.get(lang));
            said.extend(window::wrap(&hint, columns).into_iter().map(|l| (l, Role::Plain)));
        }
    }
    if let Some(progress) = progress(record, line) {
        let (n, of) = (progress.answered, progress.of);
        said.push((t::PROGRESS.msg().with("n", n).with("of", of).get(lang), Role::Plain));
        if !progress.asked.is_empty() {
            let fields: Vec<&str> = progress.asked.iter().map(|f| f.label.get(lang)).collect();
            let asked = t::STILL_ASKED.msg().with("fields", fields.join(", ")).get(lang);
            said.extend(window::wrap(&asked, columns).into_iter().map(|l| (l, Role::Warning)));
        }
    }
    said.extend(
        window::wrap(&law(field, record.role(), lang), columns).into_iter().map(|l| (l, Role::Accent)),
    );
    said.extend(window::wrap(field.help.get(lang), columns).into_iter().map(|l| (l, Role::Plain)));
    let example = field.example.get(lang);
    if !example.is_empty() {
        let example = t::EXAMPLE.msg().with("example", example).get(lang);
        said.extend(window::wrap(&example, columns).into_iter().map(|l| (l, Role::Dim)));
    }
    if let Some(value) = record.value(&line.path).filter(|_| line.what == What::Field) {
        // What did not fit beside the label is read here in full.
        let full = values::words(value, &field.shape, &crate::model::Register::new(), lang);
        let plain = matches!(value, crate::model::Value::Text(_));
        if plain && crate::term::clean::width(&full) > columns / 2 {
            said.push((String::new(), Role::Plain));
            said.extend(window::wrap(&full, columns).into_iter().map(|l| (l, Role::Plain)));
        }
    }
    for (i, (text, role)) in said.iter().take(usize::from(inside.height)).enumerate() {
        c.text(inside.x, inside.y + i as u16, inside.width, text, *role);
    }
}

/// How much a field is asked for, by which article, and whether "none" answers it.
pub fn law(field: &Field, role: crate::model::Role, lang: crate::model::Lang) -> String {
    let mut law = vec![need(field.level_for(role)).get(lang).to_owned()];
    if !field.article.is_empty() {
        law.push(format!("art.\u{a0}{}", field.article));
    }
    if field.none == NoneMeans::Missing {
        law.push(t::NEVER_NONE.get(lang).to_owned());
    }
    law.join(" · ")
}

fn need(level: Level) -> crate::model::Text {
    match level {
        Level::Mandatory => t::MANDATORY,
        Level::WhereApplicable => t::WHERE_APPLICABLE,
        Level::WherePossible => t::WHERE_POSSIBLE,
        Level::Recommended => t::RECOMMENDED,
        Level::Free => t::FREE,
    }
}
