//! A question of the guide: what is asked, what the sheet says, the answers below.

use ratatui::layout::Rect;

use crate::i18n::values;
use crate::model::{Finding, Register};
use crate::ops::guide::{Answer, Does, Looked, Step, is_answered};
use crate::term::clean::width;
use crate::tui::drawn::Hit;
use crate::tui::model::{Guide, Model};
use crate::tui::texts as t;
use crate::tui::theme::{Role, severity};
use crate::tui::view::canvas::Canvas;
use crate::tui::view::form;
use crate::tui::window;

/// Longer lines are hard to read.
const WIDEST: u16 = 100;

pub fn draw(c: &mut Canvas<'_>, model: &Model, guide: &Guide, area: Rect) {
    let (Some(seen), Some(register)) = (&model.guide_seen, model.register()) else { return };
    let looked = &seen.looked;
    let lang = c.lang();
    let title = register.get(&guide.activity).map_or("", |r| r.title(lang));
    let title = match looked.at {
        Some(at) => {
            t::GUIDE_TITLE.msg().with("title", title).with("at", at + 1).with("of", looked.steps.len())
        }
        None => t::GUIDE_END_TITLE.msg().with("title", title),
    };
    c.clear(area);
    let framed = c.frame(area, &title.get(lang), true);
    let inside =
        Rect { x: framed.x.saturating_add(1), width: framed.width.saturating_sub(2).min(WIDEST), ..framed };
    let columns = usize::from(inside.width);
    let step = looked.step();
    let said = match step {
        Some(step) => question(model, register, step, columns),
        None => {
            let own = |f: &&Finding| f.record.as_ref() == Some(&guide.activity);
            let beyond = register.get(&guide.activity).map_or(0, |r| model.found_beyond(r));
            end(register, looked, lang, columns, model.findings.iter().filter(own).count() + beyond)
        }
    };
    // The answers are always seen; where there is little room the question's beginning is.
    let answers = looked.answers.len().min(usize::from(inside.height) / 2);
    let room = usize::from(inside.height).saturating_sub(answers + 1);
    for (i, (text, role)) in said.iter().take(room).enumerate() {
        let cut = i + 1 == room && said.len() > room;
        c.text(inside.x, inside.y + i as u16, inside.width, if cut { "…" } else { text }, *role);
    }
    let y = inside.y + (said.len().min(room) + 1).min(usize::from(inside.height)) as u16;
    let list = Rect { y, height: inside.bottom().saturating_sub(y), ..inside };
    options(c, model, guide, &looked.answers, list);
}

fn options(c: &mut Canvas<'_>, model: &Model, guide: &Guide, answers: &[Answer], list: Rect) {
    let typing = model.form.as_ref().and_then(|f| f.typing.as_ref());
    let top = window::top(guide.choice, answers.len(), usize::from(list.height));
    for (i, answer) in answers.iter().enumerate().skip(top).take(usize::from(list.height)) {
        let line = Rect { y: list.y + (i - top) as u16, height: 1, ..list };
        if let (Does::Edit, Some(typing)) = (&answer.does, typing) {
            let (shown, column) = typing.edit.window(usize::from(line.width).saturating_sub(3));
            c.text(line.x, line.y, line.width, &format!("> {shown}"), Role::Accent);
            c.cursor(line.x + 2 + column as u16, line.y);
            continue;
        }
        let chosen = i == guide.choice && typing.is_none();
        let role = if chosen { Role::Chosen } else { Role::Plain };
        let mark = if chosen { ">" } else { " " };
        c.line(line, "", role);
        let detail = (width(&answer.detail) as u16).min(line.width / 2);
        let room = line.width.saturating_sub(if detail > 0 { detail + 2 } else { 0 });
        c.text(line.x, line.y, room, &format!("{mark} {}", answer.label), role);
        let tone = if chosen { role } else { Role::Dim };
        c.text(line.right().saturating_sub(detail), line.y, detail, &answer.detail, tone);
        c.spot(line, Hit::Item(i));
        if chosen {
            c.cursor(line.x, line.y);
        }
    }
    c.scrollbar(list, top, answers.len());
}

fn question(model: &Model, register: &Register, step: &Step, columns: usize) -> Vec<(String, Role)> {
    let lang = model.lang();
    let mut said: Vec<(String, Role)> = Vec::new();
    let mut add = |text: &str, role: Role| {
        said.extend(window::wrap(text, columns).into_iter().map(|l| (l, role)));
    };
    if !step.about.is_empty() {
        add(&t::GUIDE_ABOUT.msg().with("what", step.about.as_str()).get(lang), Role::Dim);
    }
    add(step.ask.get(lang), Role::Title);
    let record = register.get(&step.record);
    let now = record.and_then(|r| r.value(&step.path).or_else(|| r.value(&step.none)));
    match now.filter(|_| is_answered(register, step)) {
        Some(value) => {
            let words = match value.as_rows() {
                Some(_) => crate::tui::sheet::summary(Some(value), step.field, register, lang),
                None => values::words(value, &step.field.shape, register, lang),
            };
            add(&t::GUIDE_NOW_SAYS.msg().with("answer", words).get(lang), Role::Plain);
        }
        None => add(t::GUIDE_SAYS_NOTHING.get(lang), Role::Dim),
    }
    if let Some(fault) = model.form.as_ref().and_then(|f| f.typing.as_ref()).and_then(|y| y.fault.as_ref()) {
        add(&fault.get(lang), Role::Error);
    }
    if let (Some(typing), Some(record)) = (model.form.as_ref().and_then(|f| f.typing.as_ref()), record) {
        let aids = crate::tui::aids::typing(typing, record, model.today, lang);
        aids.iter().for_each(|line| add(line, Role::Plain));
    }
    let findings = model.workspace.as_ref().map(|w| w.findings_of(&step.record)).unwrap_or_default();
    for finding in findings.iter().filter(|f| f.path == step.path || f.path == step.none) {
        add(
            &format!("{} {}", finding.severity.mark(), finding.message.get(lang)),
            severity(finding.severity),
        );
    }
    add("", Role::Plain);
    if let Some(record) = record {
        add(
            &format!("{} – {}", step.field.label.get(lang), form::law(step.field, record.role(), lang)),
            Role::Accent,
        );
    }
    add(step.field.help.get(lang), Role::Plain);
    let example = step.field.example.get(lang);
    if !example.is_empty() {
        add(&t::EXAMPLE.msg().with("example", example).get(lang), Role::Dim);
    }
    said
}

/// What the guide leaves open.
fn end(
    register: &Register,
    looked: &Looked,
    lang: crate::model::Lang,
    columns: usize,
    found: usize,
) -> Vec<(String, Role)> {
    let open: Vec<&Step> = looked.steps.iter().filter(|s| !is_answered(register, s)).collect();
    let mut said = vec![(t::GUIDE_DONE.get(lang).to_owned(), Role::Title)];
    if found > 0 {
        let line = t::GUIDE_FOUND.msg().with("n", found).get(lang);
        said.extend(window::wrap(&line, columns).into_iter().map(|l| (l, Role::Warning)));
    }
    if open.is_empty() {
        said.push((t::GUIDE_NOTHING_LEFT.get(lang).to_owned(), Role::Ok));
        return said;
    }
    said.push((t::GUIDE_LEFT.msg().with("n", open.len()).get(lang), Role::Plain));
    for step in open {
        let about = if step.about.is_empty() { String::new() } else { format!("{} › ", step.about) };
        let line = format!("– {about}{}", step.ask.get(lang));
        said.extend(window::wrap(&line, columns).into_iter().map(|l| (l, Role::Plain)));
    }
    said
}
