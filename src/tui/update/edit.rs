//! Typing: letters, pastes, and taking what was typed as an answer.

use crate::model::merge::{Clash, merge};
use crate::model::{Change, Path, RecordId, Shape, Value};
use crate::ops::query::Query;
use crate::term::{Code, Key};
use crate::tui::command::{Context, Do};
use crate::tui::effect::Effect;
use crate::tui::model::{Decision, ExportForm, Layer, Model, Option_};
use crate::tui::texts as t;
use crate::tui::typing::{as_typed, parse, text_columns};
use crate::tui::update::acts::change;
use crate::tui::update::{bulk, form, layers};
use crate::tui::widgets::text_edit::TextEdit;

/// A key that is no command: it types, or opens the editor of the field under the mark.
pub fn typed(model: &mut Model, context: Context, key: Key) -> Vec<Effect> {
    let columns = text_columns(model);
    match context {
        Context::Form => {
            if let Some(c) = key.typed() {
                // A stray letter must not end up in an answer that is there: that one is opened on purpose.
                if form::is_answered(model) && model.as_it_was.is_none() {
                    model.refuse(t::ENTER_TO_EDIT);
                } else {
                    form::edit(model, Some(c));
                }
            }
        }
        Context::Guide => {
            if let Some(c) = key.typed() {
                super::guide::typed(model, c);
            }
        }
        Context::Decide => {
            if let (Code::Char(c), Some(Layer::Decide { options, .. })) = (key.code, model.layers.last())
                && let Some(i) = options.iter().position(|o| o.key == c)
            {
                return layers::decide(model, i);
            }
        }
        _ => {
            // A page narrows by what is typed: the key that begins a filter elsewhere begins this one too.
            let is_page = matches!(model.layers.last(), Some(Layer::Page { .. }));
            let begins = |edit: &mut TextEdit| is_page && key.typed() == Some('/') && edit.text().is_empty();
            if taking(model, context).is_some_and(begins) {
                return Vec::new();
            }
            if taking(model, context).is_some_and(|edit| edit.key(key, columns)) {
                return edited(model, context);
            }
        }
    }
    Vec::new()
}

/// Pasted text goes where text is typed, in one piece; it is never read as commands.
pub fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    let context = crate::tui::command::context(model);
    match context {
        Context::Form => form::edit(model, None),
        Context::Guide => super::guide::edit(model, None),
        _ => match taking(model, context) {
            Some(edit) => {
                edit.paste(text);
                return edited(model, context);
            }
            None => model.refuse(t::NOWHERE_TO_PASTE),
        },
    }
    // An editor may have opened for it.
    if crate::tui::command::context(model) == context { Vec::new() } else { paste(model, text) }
}

/// Puts what comes back from the person's own editor where it was taken from.
pub fn take_back(model: &mut Model, text: &str) -> Vec<Effect> {
    let context = crate::tui::command::context(model);
    let Some(edit) = taking(model, context) else { return Vec::new() };
    edit.set(text);
    edited(model, context)
}

/// The text that takes the letters in a context.
fn taking(model: &mut Model, context: Context) -> Option<&mut TextEdit> {
    match context {
        Context::Filter => Some(&mut model.filter),
        Context::Typing => model.form.as_mut()?.typing.as_mut().map(|typing| &mut typing.edit),
        _ => match model.layers.last_mut()? {
            Layer::Pick { picker, .. } => Some(&mut picker.filter),
            Layer::Choose { picker, .. } => Some(&mut picker.filter),
            Layer::Text { edit, .. }
            | Layer::Commit { edit, .. }
            | Layer::Ask { edit, .. }
            | Layer::Export(ExportForm { path: edit, .. }) => Some(edit),
            Layer::Page { filter, .. }
            | Layer::Help { filter, .. }
            | Layer::Palette { filter, .. }
            | Layer::Templates { filter, .. } => Some(filter),
            _ => None,
        },
    }
}

/// What follows from any change of the text that takes the letters, however it came.
fn edited(model: &mut Model, context: Context) -> Vec<Effect> {
    let today = model.today;
    match context {
        Context::Filter => {
            model.filter_typed();
            model.propose();
            if Query::parse(model.filter.text()).reads_everything() {
                return model.fold_texts().into_iter().collect();
            }
        }
        Context::Typing => {
            if let Some(typing) = model.form.as_mut().and_then(|f| f.typing.as_mut()) {
                typing.leaving = false;
                typing.by_calendar = false;
                typing.fault = parse(typing.edit.text(), typing.field, today).err();
            }
        }
        _ => match model.layers.last_mut() {
            Some(Layer::Pick { picker, .. }) => picker.narrow_from_the_first(),
            Some(Layer::Choose { picker, .. }) => picker.narrow_from_the_first(),
            Some(Layer::Ask { fault, .. }) => *fault = None,
            Some(
                Layer::Page { at, .. }
                | Layer::Help { at, .. }
                | Layer::Palette { at, .. }
                | Layer::Templates { at, .. },
            ) => *at = 0,
            _ => {}
        },
    }
    Vec::new()
}

pub fn run_typing(model: &mut Model, act: Do) -> Vec<Effect> {
    match act {
        Do::External => external(model),
        Do::Back => {
            let Some(typing) = model.form.as_mut().and_then(|f| f.typing.as_mut()) else { return Vec::new() };
            if typing.fault.is_none() {
                return take(model).1;
            }
            // What cannot be taken is not thrown away by a reflex: Esc has to be meant.
            if !typing.leaving {
                typing.leaving = true;
                model.refuse(t::ESC_AGAIN);
                return Vec::new();
            }
            if let Some(form) = &mut model.form {
                form.typing = None;
            }
            model.refuse(t::GIVEN_UP);
            Vec::new()
        }
        _ => {
            if act == Do::Accept {
                today_where_nothing_is(model);
            }
            let (taken, effects) = take(model);
            if taken {
                match act {
                    Do::Next => form::step(model, 1),
                    Do::Previous => form::step(model, -1),
                    _ => {}
                }
            }
            effects
        }
    }
}

/// The calendar marks today before anything is typed: Enter takes what it marks.
fn today_where_nothing_is(model: &mut Model) {
    let (today, lang) = (model.today, model.lang());
    let Some(typing) = model.form.as_mut().and_then(|f| f.typing.as_mut()) else { return };
    if matches!(typing.field.shape, Shape::Date) && typing.edit.is_empty() && !typing.edit.is_changed() {
        typing.edit.set(&as_typed(today, lang));
    }
}

/// Takes what is typed in the line as the field's answer; `false` when it cannot be.
pub fn take(model: &mut Model) -> (bool, Vec<Effect>) {
    let Some(typing) = model.form.as_mut().and_then(|f| f.typing.take()) else { return (true, Vec::new()) };
    if !typing.edit.is_changed() {
        return (true, Vec::new());
    }
    match parse(typing.edit.text(), typing.field, model.today) {
        Ok(value) => (true, answer(model, typing.path, value)),
        Err(fault) => {
            if let Some(form) = &mut model.form {
                form.typing = Some(crate::tui::model::Typing { fault: Some(fault), ..typing });
            }
            (false, Vec::new())
        }
    }
}

/// Answers a field of the record in the form. An empty answer to an unknown field leaves it unknown,
/// and an emptied one becomes unknown: "none" is only ever said on purpose.
pub fn answer(model: &mut Model, path: Path, value: Value) -> Vec<Effect> {
    if model.bulk.is_some() {
        return bulk::answered(model, value, false);
    }
    let opened = model.form.as_ref().and_then(|f| f.opened.as_ref()).filter(|(p, _)| *p == path);
    let opened = opened.map(|(_, value)| value.clone());
    let before = opened.or_else(|| form::record_value(model, &path)).flatten();
    let answered = match value {
        Value::None if before != Some(Value::None) => None,
        value => Some(value),
    };
    put(model, path, answered)
}

/// Says "none, and we looked" of a field.
pub fn answer_none(model: &mut Model, path: Path) -> Vec<Effect> {
    if model.bulk.is_some() {
        return bulk::answered(model, Value::None, true);
    }
    put(model, path, Some(Value::None))
}

/// Puts an answer in its place, or asks where somebody else answered meanwhile.
fn put(model: &mut Model, path: Path, answered: Option<Value>) -> Vec<Effect> {
    let Some(now) = form::record_value(model, &path) else { return Vec::new() };
    let Some(form) = &mut model.form else { return Vec::new() };
    let record = form.record.clone();
    let opened = form.opened.take().filter(|(p, _)| *p == path).map(|(_, value)| value);
    let before = opened.unwrap_or_else(|| now.clone());
    if answered == now || answered == before {
        return Vec::new();
    }
    let answered = if before == now {
        answered
    } else {
        // Somebody changed it while it was being typed in.
        match together(model, &record, &path, &before, &answered) {
            Some(both) => both,
            None => return ask_whose(model, change_to(&record, path, answered), &before, &now),
        }
    };
    change(model, vec![change_to(&record, path, answered)]).1
}

fn change_to(record: &RecordId, path: Path, value: Option<Value>) -> Change {
    let record = record.clone();
    match value {
        Some(value) => Change::Set { record, path, value },
        None => Change::Unset { record, path },
    }
}

/// Both versions of a field together, where they go together (two items added to one list).
fn together(
    model: &Model,
    id: &RecordId,
    path: &Path,
    before: &Option<Value>,
    ours: &Option<Value>,
) -> Option<Option<Value>> {
    let theirs = model.register()?.get(id)?;
    let with = |value: &Option<Value>| {
        let mut record = crate::model::Record::clone(theirs);
        record.apply(&change_to(id, path.clone(), value.clone())).ok().map(|()| record)
    };
    let (base, ours) = (with(before)?, with(ours)?);
    let merged = merge(id, Some(&base), Some(&ours), Some(theirs), &|_| None);
    let record = merged.record.filter(|_| merged.clashes.is_empty())?;
    Some(record.value(path).cloned())
}

/// Asks whose answer stands; what was typed is kept until then.
fn ask_whose(model: &mut Model, ours: Change, before: &Option<Value>, now: &Option<Value>) -> Vec<Effect> {
    let value = match &ours {
        Change::Set { value, .. } => Some(value.clone()),
        _ => None,
    };
    let clash = Clash {
        record: ours.record().clone(),
        path: ours.path(),
        base: before.clone(),
        ours: value,
        theirs: now.clone(),
    };
    let then = [
        Option_ { key: 'm', label: t::KEEP_OURS, then: Decision::Answer(Box::new(ours)) },
        Option_ { key: 'a', label: t::KEEP_THEIRS, then: Decision::Stay },
    ];
    super::answers::ask_about(model, &clash, 1, then.into());
    Vec::new()
}

/// The answer in a long text: the text itself, or one item a line.
pub fn long_answer(shape: Shape, text: &str) -> Value {
    match shape {
        Shape::Lines => {
            let mut items: Vec<Value> = Vec::new();
            for line in text.lines().map(str::trim).filter(|l| !l.is_empty()) {
                let item = Value::text(line);
                if !items.contains(&item) {
                    items.push(item);
                }
            }
            Value::list(items)
        }
        _ => Value::text(text.trim_end()),
    }
}

/// Hands what is being typed to the person's own editor.
pub fn external(model: &mut Model) -> Vec<Effect> {
    let text = match model.layers.last() {
        Some(Layer::Text { edit, .. } | Layer::Commit { edit, .. }) => edit.text().to_owned(),
        _ => match model.form.as_ref().and_then(|f| f.typing.as_ref()) {
            Some(typing) => typing.edit.text().to_owned(),
            None => return Vec::new(),
        },
    };
    vec![Effect::Edit(text)]
}
