//! The form: moving among fields, opening the right editor for each, its three states.

use crate::law::places;
use crate::model::vocabulary::COUNTRIES;
use crate::model::{Change, Path, Shape, Term, Value};
use crate::ops::workspace::{FORMAT_STAYS, is_format};
use crate::tui::command::Do;
use crate::tui::effect::Effect;
use crate::tui::form::{What, findings_at, folds, lines, reveal};
use crate::tui::model::{Ask, Layer, Model, Typing};
use crate::tui::texts as t;
use crate::tui::update::acts::change;
use crate::tui::update::browse;
use crate::tui::widgets::picker::{Choice, Picker};
use crate::tui::widgets::text_edit::TextEdit;

/// The line under the mark.
pub fn current(model: &Model) -> Option<crate::tui::form::Line> {
    let form = model.form.as_ref()?;
    let record = model.register()?.get(&form.record)?;
    lines(record, form).get(form.at).cloned()
}

/// Keeps the mark on a line that exists.
pub fn settle(model: &mut Model) {
    let Some(form) = &model.form else { return };
    let count = model.register().and_then(|r| r.get(&form.record)).map_or(0, |r| lines(r, form).len());
    if let Some(form) = &mut model.form {
        form.at = form.at.min(count.saturating_sub(1));
    }
}

pub fn step(model: &mut Model, by: isize) {
    if let Some(form) = &mut model.form {
        form.at = form.at.saturating_add_signed(by);
    }
    settle(model);
}

pub fn run(model: &mut Model, act: Do) -> Vec<Effect> {
    let page = isize::from(i16::try_from(model.size.1 / 2).unwrap_or(10)).max(1);
    match act {
        Do::Up | Do::Previous => step(model, -1),
        Do::Down | Do::Next => step(model, 1),
        Do::PageUp => step(model, -page),
        Do::PageDown => step(model, page),
        Do::First => step(model, isize::MIN),
        Do::Last => step(model, isize::MAX),
        Do::Accept => edit(model, None),
        Do::Back => {
            model.form = None;
            model.layers = std::mem::take(&mut model.return_to);
            if model.disk_changed {
                return super::answers::look_again(model);
            }
        }
        Do::Unfold => fold(model, true),
        Do::Fold => fold(model, false),
        Do::NextFinding => next_finding(model),
        Do::Reference => super::reference::offer(model),
        Do::None => return answer_none(model),
        Do::Unknown => return answer_unknown(model),
        Do::New => add_row(model),
        Do::Rename => rename_row(model),
        Do::External => {
            let texts = |l: &crate::tui::form::Line| {
                l.what == What::Field
                    && matches!(l.field.shape, Shape::Paragraph | Shape::Lines | Shape::Line)
            };
            match current(model).filter(texts) {
                Some(_) => {
                    edit(model, None);
                    return super::edit::external(model);
                }
                None => model.refuse(t::NOT_A_TEXT),
            }
        }
        _ => {}
    }
    Vec::new()
}

/// Opens the editor that fits the field under the mark; `typed` is the letter that opened it.
pub fn edit(model: &mut Model, typed: Option<char>) {
    let Some(line) = current(model) else { return };
    if let Some(past) = model.as_it_was.as_ref().filter(|_| !folds(&line)) {
        model.refuse(past.says(t::IN_THE_PAST));
        return;
    }
    if line.what == What::Add {
        browse::ask(model, Ask::AddRow(line.path), &typed.map(String::from).unwrap_or_default());
        return;
    }
    if folds(&line) {
        match typed {
            None => toggle_fold(model, &line.path),
            Some(_) => model.refuse(t::UNFOLD_FIRST),
        }
        return;
    }
    if model.form.as_ref().is_some_and(|form| is_format(&form.record, &line.path)) {
        model.refuse(FORMAT_STAYS);
        return;
    }
    let Some(value) = record_value(model, &line.path) else { return };
    if let Some(form) = &mut model.form {
        form.opened = Some((line.path.clone(), value.clone()));
    }
    match line.field.shape {
        Shape::Paragraph | Shape::Lines => {
            let mut edit = TextEdit::lines(&as_typed(model, value.as_ref()));
            if let Some(c) = typed {
                edit.insert(c.encode_utf8(&mut [0; 4]));
            }
            model.layers.push(Layer::Text { path: line.path, field: line.field, edit });
        }
        Shape::Choice(_) | Shape::Choices(_) | Shape::Ref(_) | Shape::Refs(_) | Shape::Bool => {
            let mut picker = picker(model, line.field.shape, value.as_ref());
            if let Some(c) = typed {
                picker.filter.insert(c.encode_utf8(&mut [0; 4]));
                picker.narrow();
            }
            model.layers.push(Layer::Pick { path: line.path, field: line.field, picker });
        }
        _ => {
            let mut edit = TextEdit::line(&as_typed(model, value.as_ref()));
            if let Some(c) = typed {
                edit.insert(c.encode_utf8(&mut [0; 4]));
            }
            let typing = Typing {
                path: line.path,
                field: line.field,
                edit,
                fault: None,
                by_calendar: false,
                leaving: false,
            };
            if let Some(form) = &mut model.form {
                form.typing = Some(typing);
            }
        }
    }
}

/// The value at a place of the record in the form; the outer `None`: there is no such record.
pub fn record_value(model: &Model, path: &Path) -> Option<Option<Value>> {
    let form = model.form.as_ref()?;
    Some(model.register()?.get(&form.record)?.value(path).cloned())
}

/// A value as one would type it, in the language of the screen.
fn as_typed(model: &Model, value: Option<&Value>) -> String {
    match value {
        None | Some(Value::None) => String::new(),
        Some(Value::Text(s)) => s.clone(),
        Some(Value::Integer(n)) => n.to_string(),
        Some(Value::Date(d)) => crate::tui::typing::as_typed(*d, model.lang()),
        Some(Value::Period(p)) => p.words(model.lang()),
        Some(Value::List(items)) => items.iter().filter_map(Value::as_text).collect::<Vec<_>>().join("\n"),
        Some(_) => String::new(),
    }
}

/// What tells a word from its neighbours: what the law says of a country, the article of another word.
fn detail(model: &Model, words: &'static crate::model::Vocabulary, term: &Term) -> String {
    if words.name == COUNTRIES.name {
        return places::standing(term.id, model.today)
            .words()
            .map_or_else(String::new, |w| w.get(model.lang()));
    }
    if term.article.is_empty() { String::new() } else { format!("art. {}", term.article) }
}

pub fn picker(model: &Model, shape: Shape, value: Option<&Value>) -> Picker<Value> {
    let lang = model.lang();
    let now: Vec<Value> = match value {
        None | Some(Value::None) => Vec::new(),
        Some(Value::List(items)) => items.clone(),
        Some(one) => vec![one.clone()],
    };
    let mut choices: Vec<Choice<Value>> = match shape {
        Shape::Choice(words) | Shape::Choices(words) => {
            let choice = |term: &'static Term| {
                let detail = detail(model, words, term);
                Choice { label: term.label.get(lang).to_owned(), detail, value: Value::Choice(term) }
            };
            words.terms.iter().map(choice).collect()
        }
        Shape::Ref(kind) | Shape::Refs(kind) => {
            let records = model.register().into_iter().flat_map(|r| r.of(kind));
            let mut choices: Vec<_> = records
                .map(|r| Choice {
                    label: r.title(lang).to_owned(),
                    detail: r.id.id.to_string(),
                    value: Value::Ref(r.id.id.clone()),
                })
                .collect();
            choices.sort_by_key(|c| crate::tui::matching::fold(&c.label));
            choices
        }
        _ => [(t::YES, true), (t::NO, false)]
            .map(|(label, b)| Choice {
                label: label.get(lang).to_owned(),
                detail: String::new(),
                value: Value::Bool(b),
            })
            .into(),
    };
    // What is there now and in no list (a reference that leads nowhere) can be seen and taken out.
    for value in &now {
        if !choices.iter().any(|c| c.value == *value) {
            let label = match value {
                Value::Ref(id) => t::MISSING_RECORD.msg().with("id", id.to_string()).get(lang),
                _ => "?".to_owned(),
            };
            choices.push(Choice { label, detail: String::new(), value: value.clone() });
        }
    }
    Picker::new(choices, shape.is_list(), &now)
}

/// Whether the line under the mark holds an answer of its own.
pub fn is_answered(model: &Model) -> bool {
    let Some(line) = current(model) else { return false };
    let value =
        model.form.as_ref().and_then(|f| model.register()?.get(&f.record)?.value(&line.path).cloned());
    value.is_some_and(|v| v != Value::None)
}

fn toggle_fold(model: &mut Model, path: &Path) {
    if let Some(form) = &mut model.form
        && !form.open.remove(path)
    {
        form.open.insert(path.clone());
    }
}

fn fold(model: &mut Model, unfold: bool) {
    let Some(line) = current(model) else { return };
    let Some(form) = &mut model.form else { return };
    if unfold {
        if folds(&line) {
            form.open.insert(line.path);
        }
        return;
    }
    if folds(&line) && form.open.remove(&line.path) {
        return;
    }
    // Nothing to fold here: up to what holds this line.
    let Some(record) = model.workspace.as_ref().and_then(|w| w.register().get(&form.record)) else { return };
    let all = lines(record, form);
    let holder = all.iter().take(form.at).rposition(|l| l.depth < line.depth);
    form.at = holder.unwrap_or(form.at);
}

fn next_finding(model: &mut Model) {
    let Some(form) = &model.form else { return };
    let Some(ws) = &model.workspace else { return };
    let Some(record) = ws.register().get(&form.record) else { return };
    let findings = ws.findings_of(&form.record);
    let all = lines(record, form);
    let has = |i: &usize| {
        all.get(*i).is_some_and(|l| !findings_at(l, &findings, form.open.contains(&l.path)).is_empty())
    };
    let next = (form.at + 1..all.len()).chain(0..form.at + 1).find(has);
    let places: Vec<usize> = (0..all.len()).filter(has).collect();
    match next {
        Some(i) => {
            let at = places.iter().position(|p| *p == i).unwrap_or_default() + 1;
            let said = t::FINDING_AT.msg().with("at", at).with("n", places.len());
            // What is folded opens, so that the finding's own field is reached.
            let target = all.get(i).and_then(|l| {
                findings_at(l, &findings, form.open.contains(&l.path)).first().map(|f| f.path.clone())
            });
            let record = record.clone();
            if let (Some(form), Some(path)) = (&mut model.form, target) {
                reveal(&record, form, &path);
            }
            model.say(said);
        }
        None => {
            // What a sheet rests on may be at fault where the sheet is not.
            match model.found_beyond(record) {
                0 => model.say(t::NO_FINDING),
                n => model.say(t::NO_FINDING_BUT.msg().with("n", n)),
            }
        }
    }
}

fn answer_none(model: &mut Model) -> Vec<Effect> {
    let Some(line) = current(model) else { return Vec::new() };
    if line.what != What::Field {
        model.refuse(t::NOT_A_FIELD);
        return Vec::new();
    }
    let Some(form) = &model.form else { return Vec::new() };
    let set = Change::Set { record: form.record.clone(), path: line.path, value: Value::None };
    let (done, effects) = change(model, vec![set]);
    if done {
        model.say(t::SAID_NONE);
    }
    effects
}

fn answer_unknown(model: &mut Model) -> Vec<Effect> {
    let Some(line) = current(model) else { return Vec::new() };
    if line.what == What::Add {
        return Vec::new();
    }
    let Some(form) = &model.form else { return Vec::new() };
    let row = line.what == What::Row;
    let (done, effects) = change(model, vec![Change::Unset { record: form.record.clone(), path: line.path }]);
    if done {
        model.say(if row { t::ROW_GONE } else { t::SAID_UNKNOWN });
    }
    effects
}

/// Asks for the name of a new row, in the rows under the mark or those that hold it.
fn add_row(model: &mut Model) {
    let Some(line) = current(model) else { return };
    let rows = match line.what {
        What::Add => Some(line.path),
        What::Row => line.path.parent(),
        What::Field if matches!(line.field.shape, Shape::Rows(_)) => Some(line.path),
        What::Field => enclosing_row(model, &line.path).and_then(|r| r.parent()),
    };
    match rows {
        Some(path) => browse::ask(model, Ask::AddRow(path), ""),
        None => model.refuse(t::NO_ROWS_HERE),
    }
}

fn rename_row(model: &mut Model) {
    let Some(line) = current(model) else { return };
    let row = if line.what == What::Row { Some(line.path) } else { enclosing_row(model, &line.path) };
    match row {
        Some(path) => {
            let now = path.last().unwrap_or_default().to_owned();
            browse::ask(model, Ask::RenameRow(path), &now);
        }
        None => model.refuse(t::NO_ROWS_HERE),
    }
}

/// The nearest row that holds a place.
fn enclosing_row(model: &Model, path: &Path) -> Option<Path> {
    let form = model.form.as_ref()?;
    let record = model.register()?.get(&form.record)?;
    let all = lines(record, form);
    let mut at = path.parent();
    while let Some(p) = at {
        if all.iter().any(|l| l.what == What::Row && l.path == p) {
            return Some(p);
        }
        at = p.parent();
    }
    None
}
