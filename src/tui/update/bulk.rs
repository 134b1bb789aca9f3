//! One field of many records, changed in one act: which field, which value, then a question that shows what
//! would change.

use crate::i18n::{changes, values};
use crate::model::message::{Text, text};
use crate::model::{Change, Field, Path, RecordId, Shape, Value};
use crate::ops::bulk::{self as ops, Edit, How, Plan};
use crate::tui::effect::Effect;
use crate::tui::model::{Ask, Bulk, Chosen, Decision, Layer, Model, Option_};
use crate::tui::texts as t;
use crate::tui::update::{acts, form};
use crate::tui::widgets::picker::{Choice, Picker};
use crate::tui::widgets::text_edit::TextEdit;

/// How many changes the question shows.
const SHOWN: usize = 6;

/// Offers the fields that many records may have in common.
pub fn fields(model: &mut Model) {
    let lang = model.lang();
    let Some(first) = model.marked.first().cloned() else { return };
    let mut choices = Vec::new();
    for (path, field) in ops::fields(model.kind) {
        let label = changes::label(&first, &path, lang);
        let ways: &[How] =
            if field.shape.is_list() { &[How::Add, How::Remove, How::Set] } else { &[How::Set] };
        for how in ways {
            let label = match (how, field.shape.is_list()) {
                (How::Set, false) => label.clone(),
                (how, _) => how_label(*how).msg().with("label", label.as_str()).get(lang),
            };
            let value = Chosen::Field { path: path.clone(), how: *how };
            choices.push(Choice { label, detail: path.to_string(), value });
        }
    }
    let title = t::BULK_FIELD.msg().with("n", model.marked.len());
    model.layers.push(Layer::Choose { title, picker: Picker::new(choices, false, &[]) });
}

/// Opens the editor that fits the field that was chosen.
pub fn edit(model: &mut Model, path: Path, how: How) {
    let records: Vec<RecordId> = model.marked.iter().cloned().collect();
    let field = records.first().and_then(|id| crate::model::field_at(id, path.keys()));
    let (Some(first), Some(field)) = (records.first(), field) else { return };
    let label = changes::label(first, &path, model.lang());
    let layer = match field.shape {
        Shape::Choices(_) | Shape::Refs(_) | Shape::Lines if how == How::Remove => {
            let picker = items_there(model, &records, &path, field);
            if picker.choices.is_empty() {
                model.refuse(t::BULK_EMPTY.msg().with("label", label));
                return;
            }
            Layer::Pick { path: path.clone(), field, picker }
        }
        Shape::Choice(_) | Shape::Choices(_) | Shape::Ref(_) | Shape::Refs(_) | Shape::Bool => {
            Layer::Pick { path: path.clone(), field, picker: form::picker(model, field.shape, None) }
        }
        Shape::Paragraph | Shape::Lines => {
            Layer::Text { path: path.clone(), field, edit: TextEdit::lines("") }
        }
        _ => {
            let ask = Ask::Bulk { label, count: records.len() };
            Layer::Ask { ask, edit: TextEdit::line(""), fault: None }
        }
    };
    model.bulk = Some(Bulk { records, path, field, how });
    model.layers.push(layer);
}

/// The items that some of the records have, each with how many have it.
fn items_there(model: &Model, records: &[RecordId], path: &Path, field: &'static Field) -> Picker<Value> {
    let lang = model.lang();
    let counted =
        model.register().map(|r| ops::items_there(r, records, path, field, lang)).unwrap_or_default();
    let choice = |(label, (value, n)): (String, (Value, usize))| Choice {
        label,
        detail: t::IN_RECORDS.msg().with("n", n).get(lang),
        value,
    };
    Picker::new(counted.into_iter().map(choice).collect(), true, &[])
}

/// Reads the line that was typed as the value.
pub fn typed(model: &mut Model, typed: &str) -> Vec<Effect> {
    let Some(bulk) = &model.bulk else { return Vec::new() };
    match crate::tui::typing::parse(typed, bulk.field, model.today) {
        Ok(value) => {
            model.layers.pop();
            answered(model, value, false)
        }
        Err(why) => {
            if let Some(Layer::Ask { fault, .. }) = model.layers.last_mut() {
                *fault = Some(why);
            }
            Vec::new()
        }
    }
}

/// A value was given: asks before it is written. An emptied answer is one that is not known; "none" is only
/// said on purpose.
pub fn answered(model: &mut Model, value: Value, none_on_purpose: bool) -> Vec<Effect> {
    let Some(bulk) = model.bulk.take() else { return Vec::new() };
    let Some(register) = model.register() else { return Vec::new() };
    let lang = model.lang();
    if value == Value::None && bulk.how != How::Set {
        model.refuse(t::BULK_NO_ITEM);
        return Vec::new();
    }
    let asked = Edit { path: bulk.path.clone(), how: bulk.how, value, none_on_purpose };
    let Plan { changes, touched, same } = ops::plan(register, &bulk.records, &asked);
    if touched.is_empty() {
        model.say(t::BULK_NOTHING);
        return Vec::new();
    }
    let say = |value: &Option<Value>| match value {
        Some(value) => short(&values::words(value, &bulk.field.shape, register, lang)),
        None => values::UNKNOWN.get(lang).to_owned(),
    };
    let mut lines = Vec::new();
    for (id, before, after) in touched.iter().take(SHOWN) {
        let title = register.get(id).map_or_else(String::new, |r| r.title(lang).to_owned());
        let line = t::BULK_LINE.msg().with("title", title).with("before", say(before));
        lines.push(line.with("after", say(after)));
    }
    let touched = touched.len();
    if touched > lines.len() {
        lines.push(t::AND_MORE_RECORDS.msg().with("n", touched - lines.len()));
    }
    if same > 0 {
        lines.push(t::BULK_SAME.msg().with("n", same));
    }
    let label = bulk.records.first().map_or_else(String::new, |id| changes::label(id, &bulk.path, lang));
    model.layers.push(Layer::Decide {
        title: t::BULK_ASK.msg().with("label", label).with("n", touched),
        lines,
        options: vec![
            Option_ { key: 'n', label: t::STAY, then: Decision::Stay },
            Option_ { key: 'm', label: t::BULK_YES, then: Decision::ChangeAll { changes, records: touched } },
        ],
        at: 0,
    });
    Vec::new()
}

/// What it is called, for a list called `{label}`.
fn how_label(how: How) -> Text {
    match how {
        How::Set => text("{label}\u{a0}: remplacer", "{label}: replace"),
        How::Add => text("{label}\u{a0}: ajouter", "{label}: add"),
        How::Remove => text("{label}\u{a0}: retirer", "{label}: remove"),
    }
}

/// A value on one line, cut.
fn short(text: &str) -> String {
    const MOST: usize = 40;
    let line = text.lines().next().unwrap_or_default();
    match line.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None if line.len() < text.trim_end().len() => format!("{line}…"),
        None => line.to_owned(),
    }
}

/// Makes the changes that were agreed to: one act, one undo.
pub fn carry_out(model: &mut Model, changes: Vec<Change>, records: usize) -> Vec<Effect> {
    acts::change_many(model, changes, t::BULK_DONE.msg().with("n", records))
}
