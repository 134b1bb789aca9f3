//! The guide: from question to question, and what becomes of the answers.

use std::sync::Arc;

use crate::model::{Change, Field, Group, Path, Record, Shape, Value};
use crate::ops::guide::{Does, Looked, begin, first_open, is_answered, words_of_rows};
use crate::ops::templates::row_key;
use crate::tui::command::Do;
use crate::tui::effect::Effect;
use crate::tui::form::reveal;
use crate::tui::guide::{Seen, first_choice};
use crate::tui::model::{Ask, Guide, Layer, Model};
use crate::tui::texts as t;
use crate::tui::update::acts::change;
use crate::tui::update::{browse, form};
use crate::tui::widgets::picker::{Choice, Picker};

/// The guide on top, and what it shows.
fn current(model: &mut Model) -> Option<(Guide, Arc<Looked>)> {
    let Some(Layer::Guide(guide)) = model.layers.last() else { return None };
    let guide = guide.clone();
    model.guide_seen = Some(Seen::of(model, &guide)?);
    Some((guide, model.guide_seen.as_ref()?.looked.clone()))
}

/// Opens the guide where it was left, else at the first question without an answer.
pub fn open(model: &mut Model) {
    let Some(activity) = model.record().cloned() else { return };
    let Some(register) = model.register() else { return };
    let Some(record) = register.get(&activity) else {
        model.refuse(t::BROKEN);
        return;
    };
    let left = model.guide_at.get(&activity).and_then(Option::as_ref);
    let at = begin(register, record, left, model.lang());
    if model.form.is_none() {
        model.return_to.clear();
        model.form = Some(crate::tui::form::new_form(activity.clone()));
    }
    model.layers.push(Layer::Guide(Guide { activity, at, choice: 0, editing: false }));
    arrive(model);
}

/// Puts the form under the guide at the question's field, and the mark on the answer to start from.
fn arrive(model: &mut Model) {
    let Some((guide, looked)) = current(model) else { return };
    let choice = first_choice(&looked.answers);
    if let Some(Layer::Guide(guide)) = model.layers.last_mut() {
        guide.choice = choice;
        guide.editing = false;
    }
    let (record, path) = match looked.step() {
        Some(step) => (step.record.clone(), step.path.clone()),
        None => (guide.activity, Path::root()),
    };
    under(model, &record, &path);
}

/// The form of `record`, at `path`.
fn under(model: &mut Model, id: &crate::model::RecordId, path: &Path) {
    let Some(record) = model.register().and_then(|r| r.get(id)).cloned() else { return };
    if model.form.as_ref().is_none_or(|f| f.record != *id) {
        model.form = Some(crate::tui::form::new_form(id.clone()));
    }
    if let Some(form) = &mut model.form {
        reveal(&record, form, path);
    }
}

fn go(model: &mut Model, index: usize, looked: &Looked) {
    let at = looked.place(index);
    if let Some(Layer::Guide(guide)) = model.layers.last_mut() {
        guide.at = at;
    }
    arrive(model);
}

pub fn step(model: &mut Model, by: isize) {
    let Some((_, looked)) = current(model) else { return };
    if let Some(Layer::Guide(guide)) = model.layers.last_mut() {
        guide.choice = guide.choice.saturating_add_signed(by).min(looked.answers.len().saturating_sub(1));
    }
}

pub fn run(model: &mut Model, act: Do) -> Vec<Effect> {
    match act {
        Do::Up => step(model, -1),
        Do::Down => step(model, 1),
        Do::First => step(model, isize::MIN),
        Do::Last => step(model, isize::MAX),
        Do::Next => next(model),
        Do::Previous => {
            if let Some((_, looked)) = current(model) {
                go(model, looked.before(), &looked);
            }
        }
        Do::Accept => return accept(model),
        Do::Back => leave(model),
        Do::None => return say(model, true),
        Do::Unknown => return say(model, false),
        _ => {}
    }
    Vec::new()
}

fn next(model: &mut Model) {
    if let Some((_, looked)) = current(model) {
        go(model, looked.after(), &looked);
    }
}

/// Back to the sheet; the guide goes on from here the next time.
fn leave(model: &mut Model) {
    let Some(Layer::Guide(guide)) = model.layers.pop() else { return };
    let path = match &guide.at {
        Some((record, path)) if *record == guide.activity => path.clone(),
        _ => Path::root(),
    };
    under(model, &guide.activity, &path);
    model.guide_at.insert(guide.activity, guide.at);
}

pub fn accept(model: &mut Model) -> Vec<Effect> {
    let Some((guide, looked)) = current(model) else { return Vec::new() };
    let Some(answer) = looked.answers.get(guide.choice).cloned() else { return Vec::new() };
    match answer.does {
        Does::Continue | Does::Unknown => next(model),
        Does::Take { changes, stays } => {
            let (done, effects) = change(model, changes);
            if done {
                if stays { arrive(model) } else { next(model) }
            }
            return effects;
        }
        Does::Edit => edit(model, None),
        Does::None => return say(model, true),
        Does::Leave => leave(model),
        Does::Resume => {
            let open = model.register().and_then(|r| first_open(r, &looked.steps));
            go(model, open.unwrap_or(0), &looked);
        }
    }
    Vec::new()
}

/// "None, and we looked", or back to not known: then on to the next question.
fn say(model: &mut Model, none: bool) -> Vec<Effect> {
    let Some((_, looked)) = current(model) else { return Vec::new() };
    let Some(step) = looked.step() else { return Vec::new() };
    let (record, path) = (step.record.clone(), step.path.clone());
    let what = match none {
        true => Change::Set { record, path: step.none.clone(), value: Value::None },
        false => Change::Unset { record, path },
    };
    let (done, effects) = change(model, vec![what]);
    if done {
        match none {
            true => next(model),
            false => {
                arrive(model);
                model.say(t::SAID_UNKNOWN);
            }
        }
    }
    effects
}

/// A letter begins an answer where there is none.
pub fn typed(model: &mut Model, c: char) {
    let Some((_, looked)) = current(model) else { return };
    let Some(step) = looked.step() else { return };
    let open = model.register().is_some_and(|r| is_answered(r, step));
    // Rows are added beside those that are there.
    match open && !matches!(step.field.shape, Shape::Rows(_)) {
        true => model.refuse(t::ENTER_TO_EDIT),
        false => edit(model, Some(c)),
    }
}

/// Opens the editor that fits the question's field.
pub fn edit(model: &mut Model, typed: Option<char>) {
    let Some((_, looked)) = current(model) else { return };
    let Some(step) = looked.step().cloned() else { return };
    if let Some(Layer::Guide(guide)) = model.layers.last_mut() {
        guide.editing = true;
    }
    under(model, &step.record, &step.path);
    let typed_text = typed.map(String::from).unwrap_or_default();
    match (step.field.shape, words_of_rows(step.field)) {
        (Shape::Rows(_), Some((_, words))) => {
            let lang = model.lang();
            let choice = |term: &'static crate::model::Term| Choice {
                label: term.label.get(lang).to_owned(),
                detail: String::new(),
                value: Value::Choice(term),
            };
            let mut picker = Picker::new(words.terms.iter().map(choice).collect(), true, &[]);
            picker.filter.insert(&typed_text);
            picker.narrow();
            model.layers.push(Layer::Pick { path: step.path, field: step.field, picker });
        }
        (Shape::Rows(_), None) => browse::ask(model, Ask::AddRow(step.path), &typed_text),
        _ => form::edit(model, typed),
    }
}

/// Adds a row for each word picked.
pub fn add_rows(model: &mut Model, path: &Path, field: &'static Field, picked: &[Value]) -> Vec<Effect> {
    let Some(form) = &model.form else { return Vec::new() };
    let id = form.record.clone();
    let Some(record) = model.register().and_then(|r| r.get(&id)) else { return Vec::new() };
    let changes = row_changes(model, record, path, field, picked);
    if changes.is_empty() {
        return Vec::new();
    }
    change(model, changes).1
}

fn row_changes(
    model: &Model,
    record: &Record,
    path: &Path,
    field: &'static Field,
    picked: &[Value],
) -> Vec<Change> {
    let own = model.register().map(|r| r.language()).unwrap_or_default();
    let Some((first, _)) = words_of_rows(field) else { return Vec::new() };
    let table = field.shape.fields().unwrap_or_default();
    let mut rows = record.value(path).and_then(Value::as_rows).cloned().unwrap_or_default();
    let mut changes = Vec::new();
    for term in picked.iter().filter_map(Value::as_choice) {
        let mut row = Group::new();
        let _ = row.set(table, first.key, Value::Choice(term));
        let Some(key) = row_key(&rows, term.label.get(own)) else { continue };
        rows.set(&key, row.clone());
        let value = Value::Group(row);
        changes.push(Change::Set { record: record.id.clone(), path: path.join(&key), value });
    }
    changes
}

/// After each message: once the editor of a question is closed, an answered question gives way to the next one.
pub fn settle(model: &mut Model) {
    follow(model);
    see(model);
}

/// What is drawn is looked at here, once for all the frames that show it.
fn see(model: &mut Model) {
    let guide = model.layers.iter().rev().find_map(|layer| match layer {
        Layer::Guide(guide) => Some(guide),
        _ => None,
    });
    model.guide_seen = guide.and_then(|guide| Seen::of(model, guide));
}

fn follow(model: &mut Model) {
    let Some(Layer::Guide(guide)) = model.layers.last() else { return };
    let typing = model.form.as_ref().is_some_and(|f| f.typing.is_some());
    if !guide.editing || typing {
        // What was undone may have taken answers away.
        let Some((guide, looked)) = current(model) else { return };
        if guide.choice >= looked.answers.len() {
            arrive(model);
        }
        return;
    }
    let Some((_, looked)) = current(model) else { return };
    let step = looked.step();
    let done = step.is_some_and(|s| {
        model.register().is_some_and(|r| is_answered(r, s)) && !matches!(s.field.shape, Shape::Rows(_))
    });
    match done {
        true => next(model),
        false => arrive(model),
    }
}
