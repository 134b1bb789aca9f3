//! Typing: letters, pastes, and taking what was typed as an answer.

use chrono::NaiveDate;

use crate::i18n::values;
use crate::model::merge::{Clash, merge};
use crate::model::{Change, Field, Message, Path, RecordId, Shape, Value, date};
use crate::ops::query::Query;
use crate::term::{Code, Key};
use crate::tui::command::{Context, Do};
use crate::tui::effect::Effect;
use crate::tui::model::{Decision, ExportForm, Layer, Model, Option_};
use crate::tui::texts as t;
use crate::tui::update::acts::change;
use crate::tui::update::{bulk, form, layers};

/// The width at which long texts are typed, as the view draws them.
pub fn text_columns(model: &Model) -> usize {
    usize::from(model.size.0).saturating_sub(8).clamp(2, 96)
}

/// A key that is no command: it types, or opens the editor of the field under the mark.
pub fn typed(model: &mut Model, context: Context, key: Key) -> Vec<Effect> {
    let columns = text_columns(model);
    let today = model.today;
    match context {
        Context::Filter => {
            if model.filter.key(key, columns) {
                model.filter_typed();
                model.propose();
            }
            if Query::parse(model.filter.text()).reads_everything() {
                return model.fold_texts().into_iter().collect();
            }
        }
        Context::Form => {
            if let Some(c) = key.typed() {
                // A stray letter must not end up in an answer that is there: that one is opened on purpose.
                if form::is_answered(model) {
                    model.refuse(t::ENTER_TO_EDIT);
                } else {
                    form::edit(model, Some(c));
                }
            }
        }
        Context::Typing => {
            if let Some(typing) = model.form.as_mut().and_then(|f| f.typing.as_mut())
                && typing.edit.key(key, columns)
            {
                typing.leaving = false;
                typing.by_calendar = false;
                typing.fault = parse(typing.edit.text(), typing.field, today).err();
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
        _ => match model.layers.last_mut() {
            Some(Layer::Pick { picker, .. }) => {
                let changed = picker.filter.key(key, columns);
                if changed {
                    picker.narrow();
                    picker.at = 0;
                }
            }
            Some(Layer::Choose { picker, .. }) => {
                let changed = picker.filter.key(key, columns);
                if changed {
                    picker.narrow();
                    picker.at = 0;
                }
            }
            Some(
                Layer::Text { edit, .. }
                | Layer::Commit { edit, .. }
                | Layer::Export(ExportForm { path: edit, .. }),
            ) => drop(edit.key(key, columns)),
            Some(Layer::Ask { edit, fault, .. }) => {
                let changed = edit.key(key, columns);
                if changed {
                    *fault = None;
                }
            }
            Some(
                Layer::Page { filter, at, .. }
                | Layer::Help { filter, at }
                | Layer::Palette { filter, at }
                | Layer::Templates { filter, at },
            ) => {
                let changed = filter.key(key, columns);
                if changed {
                    *at = 0;
                }
            }
            _ => {}
        },
    }
    Vec::new()
}

/// Pasted text goes where text is typed, in one piece; it is never read as commands.
pub fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    let context = crate::tui::command::context(model);
    let today = model.today;
    match context {
        Context::Filter => {
            model.filter.insert(text);
            model.filter_typed();
            model.propose();
        }
        Context::Form => {
            form::edit(model, None);
            if crate::tui::command::context(model) != Context::Form {
                return paste(model, text);
            }
        }
        Context::Guide => {
            super::guide::edit(model, None);
            if crate::tui::command::context(model) != Context::Guide {
                return paste(model, text);
            }
        }
        Context::Typing => {
            if let Some(typing) = model.form.as_mut().and_then(|f| f.typing.as_mut()) {
                typing.edit.insert(text.trim_end_matches('\n'));
                typing.by_calendar = false;
                typing.fault = parse(typing.edit.text(), typing.field, today).err();
            }
        }
        _ => match model.layers.last_mut() {
            Some(Layer::Pick { picker, .. }) => {
                picker.filter.insert(text.trim());
                picker.narrow();
                picker.at = 0;
            }
            Some(Layer::Choose { picker, .. }) => {
                picker.filter.insert(text.trim());
                picker.narrow();
                picker.at = 0;
            }
            Some(Layer::Text { edit, .. } | Layer::Commit { edit, .. }) => edit.insert(text),
            Some(Layer::Ask { edit, .. } | Layer::Export(ExportForm { path: edit, .. })) => {
                edit.insert(text.trim_end_matches('\n'));
            }
            Some(
                Layer::Help { filter, .. }
                | Layer::Page { filter, .. }
                | Layer::Palette { filter, .. }
                | Layer::Templates { filter, .. },
            ) => filter.insert(text),
            _ => model.refuse(t::NOWHERE_TO_PASTE),
        },
    }
    Vec::new()
}

/// What is typed as an answer to a field; a date may also be said from today.
pub fn parse(typed: &str, field: &'static Field, today: NaiveDate) -> Result<Value, Message> {
    let said = || match field.shape {
        Shape::Date => date::relative(typed, today).map(Value::Date),
        _ => None,
    };
    values::parse(typed, field).or_else(|fault| said().ok_or(fault))
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
    let Some(now) = form::record_value(model, &path) else { return Vec::new() };
    let Some(form) = &mut model.form else { return Vec::new() };
    let record = form.record.clone();
    let opened = form.opened.take().filter(|(p, _)| *p == path).map(|(_, value)| value);
    let before = opened.unwrap_or_else(|| now.clone());
    let answered = match value {
        Value::None if matches!(before, Some(Value::None)) => Some(Value::None),
        Value::None => None,
        value => Some(value),
    };
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
