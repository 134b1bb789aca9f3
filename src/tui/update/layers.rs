//! What lies over the screen: pick-lists, long texts, questions, decisions, help, findings.

use chrono::NaiveDate;

use crate::model::{Change, Id, Path, Record, RecordId, Shape, Value};
use crate::ops::Workspace;
use crate::ops::create::{blank, duplicate};
use crate::ops::query::saved::Edit;
use crate::tui::command::{self, Context, Do};
use crate::tui::effect::Effect;
use crate::tui::form::reveal;
use crate::tui::model::{Ask, Decision, Layer, Model};
use crate::tui::screens::View;
use crate::tui::texts as t;
use crate::tui::update::acts::{self, change};
use crate::tui::update::{bulk, choose, edit, guide, pages, palette, save, templates};
use crate::tui::versions::Span;
use crate::tui::widgets::picker::Choice;

pub fn run(model: &mut Model, act: Do) -> Vec<Effect> {
    let page = isize::from(i16::try_from(model.size.1 / 2).unwrap_or(10)).max(1);
    match act {
        Do::Next | Do::Previous if matches!(model.layers.last(), Some(Layer::Page { .. })) => {
            pages::leap(model, act == Do::Next);
        }
        Do::MarkRead => return super::review::turn(model),
        Do::Up | Do::Previous => step(model, -1),
        Do::Next if matches!(model.layers.last(), Some(Layer::Export(_))) => {
            super::export::other_language(model);
        }
        Do::Down | Do::Next => step(model, 1),
        Do::PageUp => step(model, -page),
        Do::PageDown => step(model, page),
        Do::First => step(model, isize::MIN),
        Do::Last => step(model, isize::MAX),
        Do::Accept => return accept(model),
        Do::Back => return back(model),
        Do::External => return edit::external(model),
        Do::Toggle => {
            if let Some(Layer::Pick { picker, .. }) = model.layers.last_mut() {
                picker.toggle();
            }
        }
        Do::None => {
            if let Some(Layer::Pick { path, .. }) = model.layers.pop() {
                return edit::answer_none(model, path);
            }
        }
        Do::New => return create_and_pick(model),
        Do::Delete => choose::ask_to_drop(model),
        Do::Copy => return pages::copy(model),
        Do::Cancel => super::tasks::cancel(model),
        Do::Discard => return super::versions::discard(model),
        Do::DiscardAll => super::versions::ask_to_discard_all(model),
        _ => {}
    }
    Vec::new()
}

pub fn step(model: &mut Model, by: isize) {
    let lang = model.lang();
    let keymap = model.keymap.clone();
    match model.layers.last_mut() {
        Some(Layer::Pick { picker, .. }) => picker.step(by),
        Some(Layer::Choose { picker, .. }) => picker.step(by),
        Some(Layer::Decide { options, at, .. }) => {
            *at = at.saturating_add_signed(by).min(options.len().saturating_sub(1));
        }
        Some(Layer::Export(_)) => super::export::step(model, by),
        Some(Layer::Tasks { .. }) => super::tasks::step(model, by),
        Some(Layer::Page { .. }) => pages::step(model, by),
        Some(Layer::Palette { .. }) => palette::step(model, by),
        Some(Layer::Templates { .. }) => templates::step(model, by),
        Some(Layer::Guide(_)) => guide::step(model, by),
        Some(Layer::Help { filter, at }) => {
            let last = crate::tui::help::entries(&keymap, filter.text(), lang).len().saturating_sub(1);
            *at = at.saturating_add_signed(by).min(last);
        }
        _ => {}
    }
}

/// Esc: what was typed in a long text is kept; a commit message waits for the next time.
fn back(model: &mut Model) -> Vec<Effect> {
    match model.layers.last() {
        Some(Layer::Text { edit, .. }) if model.bulk.is_some() && edit.is_empty() => {
            model.layers.pop();
            Vec::new()
        }
        Some(Layer::Text { .. }) => accept(model),
        // Ticks are typing too; what is only narrowed down is not picked.
        Some(Layer::Pick { picker, .. }) if picker.picked.is_some() && picker.touched => {
            if let Some(Layer::Pick { picker, .. }) = model.layers.last_mut() {
                picker.filter.set("");
            }
            accept(model)
        }
        Some(Layer::Commit { edit, .. }) => {
            // A message that was only proposed speaks of what would be committed now: later it would lie.
            let draft = edit.is_changed().then(|| edit.text().to_owned());
            model.layers.pop();
            if draft.is_some() {
                model.commit_draft = draft;
                model.say(t::DRAFT_KEPT);
            }
            Vec::new()
        }
        Some(Layer::Ask { ask, edit, .. }) if edit.is_changed() && !edit.is_empty() => {
            model.asked = Some((ask.clone(), edit.text().to_owned()));
            model.layers.pop();
            model.say(t::ANSWER_KEPT);
            Vec::new()
        }
        // A question that has no "leave it so" is answered, not waved away.
        Some(Layer::Decide { options, .. }) if must_answer(options) => {
            model.refuse(t::CHOOSE_ANSWER);
            Vec::new()
        }
        _ => {
            model.layers.pop();
            Vec::new()
        }
    }
}

/// Whether Esc would throw something away: where nothing is typed yet, or there is a "stay".
fn must_answer(options: &[crate::tui::model::Option_]) -> bool {
    options.iter().any(|o| matches!(o.then, Decision::Answer(_)))
        || options.iter().all(|o| o.then != Decision::Stay)
}

fn accept(model: &mut Model) -> Vec<Effect> {
    match model.layers.last() {
        Some(Layer::Pick { .. }) => {
            let Some(Layer::Pick { path, field, mut picker }) = model.layers.pop() else { return Vec::new() };
            picker.settle();
            let values: Vec<Value> = picker.values().into_iter().cloned().collect();
            if matches!(field.shape, Shape::Rows(_)) {
                return guide::add_rows(model, &path, field, &values);
            }
            let value = match field.shape.is_list() {
                true => Value::list(values),
                false => match values.into_iter().next() {
                    Some(value) => value,
                    None => {
                        // Nothing matches: the list stays, or what was typed would be lost.
                        model.layers.push(Layer::Pick { path, field, picker });
                        model.refuse(t::NO_MATCH);
                        return Vec::new();
                    }
                },
            };
            edit::answer(model, path, value)
        }
        Some(Layer::Text { .. }) => {
            let Some(Layer::Text { path, field, edit }) = model.layers.pop() else { return Vec::new() };
            if !edit.is_changed() {
                return Vec::new();
            }
            edit::answer(model, path, edit::long_answer(field.shape, edit.text()))
        }
        Some(Layer::Ask { .. }) => answer_ask(model),
        Some(Layer::Decide { at, .. }) => {
            let at = *at;
            decide(model, at)
        }
        Some(Layer::Commit { .. }) => save::commit(model),
        Some(Layer::Page { .. }) => pages::accept(model),
        Some(Layer::Choose { .. }) => choose::accept(model),
        Some(Layer::Palette { .. }) => palette::accept(model),
        Some(Layer::Templates { .. }) => templates::accept(model),
        Some(Layer::Guide(_)) => guide::accept(model),
        Some(Layer::Help { filter, at }) => {
            let entry =
                crate::tui::help::entries(&model.keymap, filter.text(), model.lang()).get(*at).copied();
            model.layers.pop();
            let context = command::context(model);
            match entry {
                Some(c) if c.contexts.contains(&context) => super::run(model, context, c.act),
                Some(_) => {
                    model.refuse(t::NOT_HERE);
                    Vec::new()
                }
                None => Vec::new(),
            }
        }
        Some(Layer::Export(_)) => super::export::accept(model),
        Some(Layer::Tasks { .. }) | None => Vec::new(),
    }
}

/// For a reference: makes the record that is named in the filter, and picks it.
fn create_and_pick(model: &mut Model) -> Vec<Effect> {
    let Some(Layer::Pick { field, picker, .. }) = model.layers.last() else { return Vec::new() };
    let Some(kind) = field.shape.refers_to() else {
        model.refuse(t::CLOSED_LIST);
        return Vec::new();
    };
    let name = picker.filter.text().trim().to_owned();
    let Some(id) = model.free_id(kind, &name) else {
        model.refuse(t::TYPE_A_NAME);
        return Vec::new();
    };
    let record = blank(RecordId::new(kind, id.clone()), Some(&name), day(model));
    // The change would close nothing: the layers stay, the record is there to be picked.
    let (done, effects) = change(model, vec![Change::Create { record }]);
    if let (true, Some(Layer::Pick { picker, .. })) = (done, model.layers.last_mut()) {
        picker.add_picked(Choice { label: name, detail: id.to_string(), value: Value::Ref(id) });
    }
    effects
}

fn answer_ask(model: &mut Model) -> Vec<Effect> {
    let Some(Layer::Ask { ask, edit, .. }) = model.layers.last() else { return Vec::new() };
    let typed = edit.text().trim().to_owned();
    let ask = ask.clone();
    let fault = |model: &mut Model, message: crate::model::Text| {
        if let Some(Layer::Ask { fault, .. }) = model.layers.last_mut() {
            *fault = Some(message.msg());
        }
        Vec::new()
    };
    match ask {
        Ask::New(kind) => {
            let Some(id) = model.free_id(kind, &typed) else { return fault(model, t::TYPE_A_NAME) };
            let record = blank(RecordId::new(kind, id), Some(&typed), day(model));
            create(model, record)
        }
        Ask::FromTemplate(id) => match templates::make(model, id, &typed) {
            Some(effects) => effects,
            None => fault(model, t::TYPE_A_NAME),
        },
        Ask::Duplicate(from) => {
            let Some(id) = model.free_id(from.kind, &typed) else { return fault(model, t::TYPE_A_NAME) };
            let Some(old) = model.register().and_then(|r| r.get(&from)).cloned() else { return Vec::new() };
            let id = RecordId::new(from.kind, id);
            let copy = duplicate(&old, id, Some(&typed), model.lang(), day(model));
            create(model, copy)
        }
        Ask::Rename(record) => {
            let Some(to) = Id::parse(&typed) else { return fault(model, t::BAD_ID) };
            if to == record.id {
                model.layers.pop();
                return Vec::new();
            }
            let kind = record.kind;
            let n = model.register().map_or(0, |r| r.referrers(&record).len());
            let (done, effects) = change(model, vec![Change::Rename { record, to: to.clone() }]);
            if done {
                model.layers.pop();
                model.chosen.insert(kind, RecordId::new(kind, to));
                model.say(t::RENAMED.msg().with("n", n));
            }
            effects
        }
        Ask::AddRow(rows) => {
            let Some(name) = row_name(model, &rows, &typed) else { return fault(model, t::TYPE_A_NAME) };
            add_row(model, &rows, &name, &typed)
        }
        Ask::Bulk { .. } => bulk::typed(model, &typed),
        Ask::Waive { .. } | Ask::WaivedBy { .. } if typed.is_empty() => fault(model, t::EMPTY_ANSWER),
        Ask::Waive { record, path, code } => super::findings::ask_by(model, record, path, code, typed),
        Ask::WaivedBy { record, path, code, reason } => {
            super::findings::waive(model, &record, path, code, &reason, &typed)
        }
        Ask::AsItWas if typed.is_empty() => fault(model, t::EMPTY_ANSWER),
        Ask::AsItWas => super::as_it_was::open(model, &typed),
        Ask::Compare => match Span::parse(&typed) {
            Some(span) => {
                model.layers.pop();
                super::versions::open(model, View::Between(span))
            }
            None => fault(model, t::TWO_POINTS),
        },
        Ask::KeepFilter if typed.is_empty() => fault(model, t::TYPE_A_NAME),
        Ask::KeepFilter => {
            model.layers.pop();
            choose::keep(model, &typed)
        }
        Ask::RenameRow(path) => {
            let rows = path.parent().unwrap_or_default();
            if path.last() == Some(typed.as_str()) {
                model.layers.pop();
                return Vec::new();
            }
            let Some(to) = row_name(model, &rows, &typed) else { return fault(model, t::BAD_ID) };
            let Some(form) = &model.form else { return Vec::new() };
            let rename =
                Change::RenameRow { record: form.record.clone(), path: path.clone(), to: to.clone() };
            let (done, effects) = change(model, vec![rename]);
            if done {
                model.layers.pop();
                if let Some(form) = &mut model.form {
                    // What was unfolded under the old name is unfolded under the new one.
                    let moved = rows.join(&to);
                    form.open = std::mem::take(&mut form.open)
                        .into_iter()
                        .map(|p| if path.holds(&p) { graft(&moved, &path, &p) } else { p })
                        .collect();
                }
            }
            effects
        }
    }
}

fn graft(new: &Path, old: &Path, path: &Path) -> Path {
    path.keys().iter().skip(old.keys().len()).fold(new.clone(), |p, k| p.join(k))
}

/// A free name for a row from what was typed.
fn row_name(model: &Model, rows: &Path, typed: &str) -> Option<String> {
    let form = model.form.as_ref()?;
    let record = model.register()?.get(&form.record)?;
    let taken = record.value(rows).and_then(Value::as_rows);
    let is_taken = |id: &Id| taken.is_some_and(|r| r.get(id.as_str()).is_some());
    Some(Id::from_name(typed)?.free(is_taken).to_string())
}

fn add_row(model: &mut Model, rows: &Path, name: &str, typed: &str) -> Vec<Effect> {
    let Some(form) = &model.form else { return Vec::new() };
    let id = form.record.clone();
    let row = rows.join(name);
    let table = crate::model::table_at(id.kind, &row).unwrap_or_default();
    let mut group = crate::model::Group::new();
    // What was typed is the row's own name where it has one.
    if let Some(first) =
        table.iter().find(|f| matches!(f.key, "name" | "recipient") && matches!(f.shape, Shape::Line))
    {
        let _ = group.set(table, first.key, Value::text(typed));
    }
    let set = Change::Set { record: id.clone(), path: row.clone(), value: Value::Group(group) };
    let (done, effects) = change(model, vec![set]);
    if done {
        model.layers.pop();
        let record = model.register().and_then(|r| r.get(&id)).cloned();
        if let (Some(form), Some(record)) = (&mut model.form, record) {
            form.open.insert(rows.clone());
            form.open.insert(row.clone());
            reveal(&record, form, &row);
            form.at += 1; // on to its first field
        }
        super::form::settle(model);
    }
    effects
}

/// The day on which what is made here is made.
pub fn day(model: &Model) -> NaiveDate {
    model.workspace.as_ref().map_or(model.today, Workspace::today)
}

pub fn create(model: &mut Model, record: Record) -> Vec<Effect> {
    let id = record.id.clone();
    let (done, effects) = change(model, vec![Change::Create { record }]);
    if done {
        model.layers.pop();
        model.show_new(id);
    }
    effects
}

/// Carries out the answer at this place of the question on top.
pub fn decide(model: &mut Model, at: usize) -> Vec<Effect> {
    let Some(layer) = model.layers.pop() else { return Vec::new() };
    let Layer::Decide { options, .. } = &layer else { return Vec::new() };
    let Some(option) = options.get(at).cloned() else { return Vec::new() };
    match option.then {
        Decision::Stay => Vec::new(),
        Decision::SaveAndQuit => save::save(model, crate::tui::model::AfterSave::Quit),
        Decision::ThrowAwayAndQuit => {
            model.quit = Some(0);
            super::recovery::forget_unsaved(model)
        }
        Decision::Delete(record) => {
            let (done, effects) = change(model, vec![Change::Delete { record }]);
            if done {
                model.say(t::DELETED);
            }
            effects
        }
        Decision::Restore(act) => {
            let (done, effects) = acts::make(model, *act);
            if done {
                model.say(t::RESTORED);
            }
            effects
        }
        Decision::DiscardAll => super::versions::discard_all(model),
        Decision::Guide => {
            guide::open(model);
            Vec::new()
        }
        Decision::Exchange(run) => super::exchange::run(model, *run),
        Decision::DeleteAll(ids) => {
            let n = ids.len();
            let deletes = ids.into_iter().map(|record| Change::Delete { record }).collect();
            acts::change_many(model, deletes, t::DELETED_MARKED.msg().with("n", n))
        }
        Decision::ChangeAll { changes, records } => bulk::carry_out(model, changes, records),
        Decision::Export { request, save } => super::export::decided(model, *request, save),
        Decision::DropFilter(saved) => vec![Effect::Filters(Some(Edit::Drop(saved)))],
        Decision::Recover => super::recovery::recover(model),
        Decision::GiveUp => super::recovery::give_up(model),
        Decision::Quit => {
            // It stays open what becomes of it.
            model.layers.push(layer);
            model.quit = Some(0);
            Vec::new()
        }
        Decision::Answer(answer) => change(model, vec![*answer]).1,
        Decision::Keep { clash, keep, then } => save::decide(model, *clash, keep, then),
    }
}

/// Contexts in which a list is shown that the mouse wheel moves.
pub fn is_list(context: Context) -> bool {
    matches!(
        context,
        Context::Pick
            | Context::Tasks
            | Context::Help
            | Context::Decide
            | Context::Page
            | Context::Choose
            | Context::Palette
            | Context::Templates
            | Context::Guide
    )
}
