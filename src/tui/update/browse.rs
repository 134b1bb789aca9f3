//! The main screen: kinds, list, preview.

use crate::model::Kind;
use crate::tui::command::{Context, Do};
use crate::tui::effect::Effect;
use crate::tui::model::{AfterSave, Area, Ask, Decision, Layer, Model, Option_};
use crate::tui::texts as t;
use crate::tui::update::{bulk, choose, find, marks};
use crate::tui::widgets::text_edit::TextEdit;

pub fn run(model: &mut Model, context: Context, act: Do) -> Vec<Effect> {
    // As many lines as are seen: none must be jumped over.
    let seen = model.drawn.lines_of(model.area).unwrap_or(1);
    let page = isize::try_from(seen).unwrap_or(isize::MAX);
    match act {
        Do::Up => step(model, -1),
        Do::Down => step(model, 1),
        Do::PageUp => step(model, -page),
        Do::PageDown => step(model, page),
        Do::First => step(model, isize::MIN),
        Do::Last => step(model, isize::MAX),
        Do::Next if context == Context::Filter => find::complete(model, true),
        Do::Previous if context == Context::Filter => find::complete(model, false),
        Do::Next => model.area = turn(model.area, true),
        Do::Previous => model.area = turn(model.area, false),
        Do::Accept if context == Context::Filter => model.filtering = false,
        Do::Accept => return open(model),
        // What is marked goes first, then the filter.
        Do::Back if context == Context::Browse && marks::clear(model) => {}
        Do::Back => {
            model.filtering = false;
            model.filter = TextEdit::line("");
            model.list();
        }
        Do::Filter => {
            model.filtering = true;
            model.area = Area::List;
            model.propose();
        }
        Do::New if model.kind == Kind::Activity => {
            model.layers.push(Layer::Templates { filter: TextEdit::line(""), at: 0 });
        }
        Do::Sort => choose::sorts(model),
        Do::Filters => return choose::filters(model),
        Do::KeepFilter => ask(model, Ask::KeepFilter, ""),
        Do::New => ask(model, Ask::New(model.kind), ""),
        Do::Toggle => marks::toggle(model),
        Do::Range => marks::range(model),
        Do::MarkAll => marks::all(model),
        Do::Unmark => {
            marks::clear(model);
        }
        Do::Bulk => bulk::fields(model),
        Do::Duplicate if !model.marked.is_empty() => return marks::duplicate_all(model),
        Do::Duplicate => {
            if let Some((id, title)) = model.row().map(|r| (r.id.clone(), r.title.clone())) {
                let name = t::COPY_OF.msg().with("title", title).get(model.lang());
                ask(model, Ask::Duplicate(id), &name);
            }
        }
        Do::Rename => {
            if let Some(id) = model.record().cloned() {
                let now = id.id.to_string();
                ask(model, Ask::Rename(id), &now);
            }
        }
        Do::Delete if !model.marked.is_empty() => marks::ask_to_delete(model),
        Do::Delete => delete(model),
        Do::Commit => {
            if model.is_modified() {
                return super::save::save(model, AfterSave::Commit);
            }
            return super::save::prepare_commit(model);
        }
        Do::Reload if model.is_modified() => model.refuse(t::SAVE_BEFORE_RELOAD),
        Do::Reload => {
            model.busy = Some(crate::tui::model::Busy::Opening);
            return vec![Effect::Open { dir: model.dir.clone(), first: model.workspace.is_none() }];
        }
        Do::Mouse => {
            model.mouse = !model.mouse;
            model.say(if model.mouse { t::MOUSE_ON } else { t::MOUSE_OFF });
            return vec![Effect::Mouse(model.mouse)];
        }
        Do::Copy if !model.marked.is_empty() => return copy_marked(model),
        Do::Copy => {
            if let Some(title) = model.row().map(|r| r.title.clone()) {
                let said = t::COPIED.msg().with("text", title.as_str());
                return vec![Effect::Copy { text: title, said }];
            }
        }
        Do::Suspend => return vec![Effect::Suspend],
        _ => {}
    }
    Vec::new()
}

/// The names of all marked records, a line each.
fn copy_marked(model: &Model) -> Vec<Effect> {
    let titles: Vec<String> = model
        .register()
        .map(|r| {
            model
                .marked
                .iter()
                .filter_map(|id| r.get(id))
                .map(|r| r.title(model.look.lang).to_owned())
                .collect()
        })
        .unwrap_or_default();
    let said = t::COPIED_MARKED.msg().with("n", titles.len());
    vec![Effect::Copy { text: titles.join("\n"), said }]
}

fn turn(area: Area, forward: bool) -> Area {
    match (area, forward) {
        (Area::Kinds, true) | (Area::Sheet, false) => Area::List,
        (Area::List, true) => Area::Sheet,
        (Area::List, false) => Area::Kinds,
        (Area::Sheet, true) => Area::Sheet,
        (Area::Kinds, false) => Area::Kinds,
    }
}

pub fn step(model: &mut Model, by: isize) {
    match model.area {
        Area::Kinds => {
            let at = Kind::ALL.iter().position(|k| *k == model.kind).unwrap_or(0);
            let to = at.saturating_add_signed(by).min(Kind::ALL.len() - 1);
            if let Some(kind) = super::kind_at(to) {
                model.choose_kind(kind);
            }
        }
        Area::List => {
            let to = model.row_index().saturating_add_signed(by);
            model.choose_row(to);
        }
        Area::Sheet => model.sheet_top = model.sheet_top.saturating_add_signed(by).min(model.drawn.sheet_end),
    }
}

/// Opens the chosen record as a form; a file that cannot be understood shows what is wrong with it.
pub fn open(model: &mut Model) -> Vec<Effect> {
    if model.area == Area::Kinds {
        model.area = Area::List;
        return Vec::new();
    }
    match model.row() {
        None => model.refuse(t::NO_RECORD),
        Some(row) if row.broken => {
            let id = row.id.clone();
            super::pages::open_narrowed(model, crate::tui::screens::View::Findings, &id.path());
            model.refuse(t::BROKEN);
        }
        Some(row) => {
            let id = row.id.clone();
            model.return_to.clear();
            model.form = Some(crate::tui::form::new_form(id));
        }
    }
    Vec::new()
}

pub fn ask(model: &mut Model, ask: Ask, now: &str) {
    let mut edit = TextEdit::line(now);
    // A letter that opens the question begins anew.
    let begins = matches!(ask, Ask::AddRow(_)) && !now.is_empty();
    if let Some((_, typed)) = model.asked.take_if(|(of, _)| *of == ask && !begins) {
        edit.set(&typed);
    }
    model.layers.push(Layer::Ask { ask, edit, fault: None });
}

fn delete(model: &mut Model) {
    let Some(id) = model.record().cloned() else { return };
    let Some(register) = model.register() else { return };
    let mut who: Vec<String> = register
        .referrers(&id)
        .into_iter()
        .map(|(r, _)| r)
        .filter(|r| *r != id)
        .map(|r| register.get(&r).map_or_else(|| r.to_string(), |r| r.title(model.look.lang).to_owned()))
        .collect();
    who.dedup();
    if !who.is_empty() {
        let n = who.len();
        let who = who.join(", ");
        model.refuse(t::REFERRED.msg().with("n", n).with("who", who));
        return;
    }
    let title = register.get(&id).map_or_else(|| id.to_string(), |r| r.title(model.look.lang).to_owned());
    model.layers.push(Layer::Decide {
        title: t::DELETE_ASK.msg().with("title", title),
        lines: vec![t::DELETE_ADVICE.msg()],
        options: vec![
            Option_ { key: 'n', label: t::STAY, then: Decision::Stay },
            Option_ { key: 's', label: t::DELETE_YES, then: Decision::Delete(id) },
        ],
        at: 0,
    });
}
