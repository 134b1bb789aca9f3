//! The views of git: asking for what they show, folding, setting back.

use crate::model::diff::FieldChange;
use crate::model::{Change, Path, RecordId};
use crate::ops::OpError;
use crate::ops::committed::{What, back};
use crate::ops::log::{Log, RegisterLog};
use crate::tui::effect::Effect;
use crate::tui::model::{Decision, Layer, Model, Option_};
use crate::tui::page::Target;
use crate::tui::screens::View;
use crate::tui::texts as t;
use crate::tui::update::{acts, pages, review};
use crate::tui::versions::{Blame, Fold, RecordPast, RegisterPast, Span, Stop};

/// Opens a view of git, and asks for what it shows.
pub fn open(model: &mut Model, view: View) -> Vec<Effect> {
    pages::open(model, view.clone());
    match view {
        View::History(record) => read_log(model, &record),
        View::Log => read_register_log(model),
        View::Between(span) => review::ask(model, span),
        View::Branches => {
            model.versions.branches = None;
            let ws = model.workspace.as_ref();
            ws.map(|ws| Effect::Branches(Box::new(ws.clone()))).into_iter().collect()
        }
        _ => ask(model),
    }
}

/// Asks git for what the open views show: it may have changed.
pub fn ask(model: &mut Model) -> Vec<Effect> {
    let Some(ws) = &model.workspace else { return Vec::new() };
    let mut effects = Vec::new();
    if shows(model, |view| *view == View::Changes) {
        effects.push(Effect::ReadHead(Box::new(ws.clone())));
    }
    // What lies between two commits never changes; what they are called may, and the disk does.
    let span = model.versions.between.as_ref().map(|between| between.span.clone());
    if let Some(span @ Span::From { .. }) = span
        && shows(model, |view| matches!(view, View::Between(of) if *of == span))
    {
        effects.extend(review::ask(model, span));
    }
    effects
}

/// Begins to read the history of a record.
fn read_log(model: &mut Model, record: &RecordId) -> Vec<Effect> {
    let Some(ws) = &model.workspace else { return Vec::new() };
    let past = RecordPast::new(record.clone());
    let stop = past.stop.clone();
    if let Some(old) = model.versions.past.replace(past) {
        old.stop.stop();
    }
    model.versions.seen += 1;
    vec![Effect::ReadLog { workspace: Box::new(ws.clone()), record: record.clone(), place: None, stop }]
}

/// Shows since when each field says what it says, or stops showing it.
pub fn turn_blame(model: &mut Model) -> Vec<Effect> {
    match model.versions.blame.take() {
        Some(blame) => blame.stop.stop(),
        None => model.versions.blame = Some(Blame::default()),
    }
    // What is asked for then is asked when the message is settled.
    ask_blame(model)
}

/// Asks since when the fields of the record in the form say what they say, where that is to be shown and is
/// not known of this state.
fn ask_blame(model: &mut Model) -> Vec<Effect> {
    let (Some(ws), Some(form), Some(blame)) = (&model.workspace, &model.form, &mut model.versions.blame)
    else {
        return Vec::new();
    };
    let of = Some((form.record.clone(), model.generation));
    if blame.of == of || model.as_it_was.is_some() {
        return Vec::new();
    }
    blame.stop.stop();
    // What was known of the same record stays until the answer comes.
    let lines = match (&blame.of, &of) {
        (Some((old, _)), Some((new, _))) if old == new => blame.lines.take(),
        _ => None,
    };
    let stop = Stop::default();
    let record = form.record.clone();
    *blame = Blame { of, lines, stop: stop.clone() };
    vec![Effect::Blame { workspace: Box::new(ws.clone()), record, stop }]
}

/// Begins to read the history of the register.
fn read_register_log(model: &mut Model) -> Vec<Effect> {
    let Some(ws) = &model.workspace else { return Vec::new() };
    let past = RegisterPast::default();
    let stop = past.stop.clone();
    if let Some(old) = model.versions.log.replace(past) {
        old.stop.stop();
    }
    model.versions.seen += 1;
    vec![Effect::ReadRegisterLog { workspace: Box::new(ws.clone()), place: None, stop }]
}

/// Reads on where the history of the register was left.
fn read_register_on(model: &mut Model) -> Vec<Effect> {
    let (Some(ws), Some(past)) = (&model.workspace, &mut model.versions.log) else { return Vec::new() };
    let Some(place) = past.rest.take() else { return Vec::new() };
    past.is_reading = true;
    past.stop = Stop::default();
    let stop = past.stop.clone();
    model.versions.seen += 1;
    vec![Effect::ReadRegisterLog { workspace: Box::new(ws.clone()), place: Some(place), stop }]
}

/// Takes in what a worker read of the register's history, if somebody still waits for it.
pub fn register_log_read(model: &mut Model, stop: &Stop, result: Result<RegisterLog, OpError>) {
    let Some(past) = model.versions.log.as_mut().filter(|past| past.stop.is(stop)) else { return };
    past.is_reading = false;
    match result {
        Ok(log) => {
            past.commits.extend(log.commits);
            past.rest = log.rest;
            past.is_cut |= log.is_cut;
        }
        Err(error) => past.error = Some(error),
    }
    model.versions.seen += 1;
}

/// Reads on where the history was left.
pub fn read_on(model: &mut Model) -> Vec<Effect> {
    if matches!(model.layers.last(), Some(Layer::Page { view: View::Log, .. })) {
        return read_register_on(model);
    }
    let (Some(ws), Some(past)) = (&model.workspace, &mut model.versions.past) else { return Vec::new() };
    let Some(place) = past.rest.take() else { return Vec::new() };
    past.is_reading = true;
    // One that was called off may be wanted again.
    past.stop = Stop::default();
    let (record, stop) = (past.record.clone(), past.stop.clone());
    model.versions.seen += 1;
    vec![Effect::ReadLog { workspace: Box::new(ws.clone()), record, place: Some(place), stop }]
}

/// Takes in what a worker read, if somebody still waits for it.
pub fn log_read(model: &mut Model, stop: &Stop, result: Result<Log, OpError>) {
    let Some(past) = model.versions.past.as_mut().filter(|past| past.stop.is(stop)) else { return };
    past.is_reading = false;
    match result {
        Ok(log) => {
            past.touches.extend(log.touches);
            past.rest = log.rest;
            past.is_cut |= log.is_cut;
        }
        Err(error) => past.error = Some(error),
    }
    model.versions.seen += 1;
}

/// Forgets what no view shows any more; asks again for the comparison that came to lie on top.
pub fn tidy(model: &mut Model) -> Vec<Effect> {
    if model.versions.committed.is_some() && !shows(model, |view| *view == View::Changes) {
        model.versions.committed = None;
        model.versions.open.retain(|fold| !matches!(fold, Fold::Diff(_)));
    }
    let left = |past: &RecordPast| !shows(model, |v| matches!(v, View::History(id) if *id == past.record));
    if model.versions.past.as_ref().is_some_and(left) {
        if let Some(past) = model.versions.past.take() {
            past.stop.stop();
        }
        model.versions.open.retain(|fold| !matches!(fold, Fold::Commit(_)));
    }
    if !shows(model, |view| *view == View::Log)
        && let Some(log) = model.versions.log.take()
    {
        log.stop.stop();
    }
    if !shows(model, |view| matches!(view, View::Between(_)))
        && let Some(between) = model.versions.between.take()
    {
        between.stop.stop();
    }
    let mut effects = ask_blame(model);
    let shown = model.versions.between.as_ref().map(|between| &between.span);
    match model.layers.last() {
        Some(Layer::Page { view: View::Between(span), .. }) if shown != Some(span) => {
            let span = span.clone();
            effects.extend(review::ask(model, span));
        }
        _ => {}
    }
    effects
}

/// Whether a view is open, or waits under a form.
fn shows(model: &Model, which: impl Fn(&View) -> bool) -> bool {
    let mut views = model.layers.iter().chain(&model.return_to);
    views.any(|l| matches!(l, Layer::Page { view, .. } if which(view)))
}

/// Where the chosen line of the page on top leads.
fn target(model: &Model) -> Option<Target> {
    let Some(Layer::Page { at, .. }) = model.layers.last() else { return None };
    pages::page(model)?.rows.get(*at)?.target.clone()
}

/// Sets what the chosen line says back to what was committed.
pub fn discard(model: &mut Model) -> Vec<Effect> {
    match target(model) {
        Some(Target::Fold(Fold::Diff(id))) => discard_record(model, &id),
        Some(Target::Field(id, path)) => discard_field(model, &id, &path),
        _ => {
            model.refuse(t::CHOOSE_A_CHANGE);
            Vec::new()
        }
    }
}

fn discard_field(model: &mut Model, id: &RecordId, path: &Path) -> Vec<Effect> {
    let Some(field) = changed_field(model, id, path) else {
        model.refuse(t::CHOOSE_A_CHANGE);
        return Vec::new();
    };
    let (done, effects) = acts::change(model, vec![back(id, &field)]);
    if done {
        model.say(t::FIELD_SET_BACK);
    }
    effects
}

fn changed_field(model: &Model, id: &RecordId, path: &Path) -> Option<FieldChange> {
    let committed = model.versions.committed.as_ref()?.as_ref().ok()?;
    match committed.change_of(id, model.workspace.as_ref())?.what {
        What::Fields(fields) => fields.into_iter().find(|f| f.path == *path),
        _ => None,
    }
}

fn discard_record(model: &mut Model, id: &RecordId) -> Vec<Effect> {
    let Some(Ok(committed)) = &model.versions.committed else { return Vec::new() };
    let renamed = committed.change_of(id, model.workspace.as_ref()).and_then(|changed| changed.from);
    if let Some(from) = renamed {
        return name_back(model, id, from);
    }
    let files = committed.files(std::iter::once(id));
    let gone = files.iter().all(|(_, content)| content.is_none());
    let title = committed.register().get(id).or_else(|| model.register()?.get(id));
    let title = title.map_or_else(|| id.to_string(), |r| r.title(model.lang()).to_owned());
    let said = if gone { t::RECORD_TAKEN_AWAY } else { t::RECORD_SET_BACK };
    acts::put_back(model, files, said.msg().with("title", title))
}

/// Gives a record the name again that it had in the commit, wherever it is referred to; what else changed in
/// it stays, and can be set back line by line.
fn name_back(model: &mut Model, id: &RecordId, from: RecordId) -> Vec<Effect> {
    let said = t::NAME_SET_BACK.msg().with("id", from.to_string());
    let (done, effects) = acts::change(model, vec![Change::Rename { record: id.clone(), to: from.id }]);
    if done {
        model.say(said);
    }
    effects
}

/// Asks whether everything is to be set back.
pub fn ask_to_discard_all(model: &mut Model) {
    let Some(Ok(committed)) = &model.versions.committed else { return };
    let n = model.workspace.as_ref().map_or(0, |ws| committed.changes(ws).len());
    if n == 0 {
        model.refuse(t::NOTHING_TO_DISCARD);
        return;
    }
    model.layers.push(Layer::Decide {
        title: t::DISCARD_ALL_ASK.msg().with("n", n),
        lines: vec![t::DISCARD_ALL_NOTE.msg()],
        options: vec![
            Option_ { key: 'r', label: t::STAY, then: Decision::Stay },
            Option_ { key: 't', label: t::DISCARD_ALL_YES, then: Decision::DiscardAll },
        ],
        at: 0,
    });
}

/// Sets everything back to the last commit, as one act.
pub fn discard_all(model: &mut Model) -> Vec<Effect> {
    let (Some(Ok(committed)), Some(ws)) = (&model.versions.committed, &model.workspace) else {
        return Vec::new();
    };
    let changes = committed.changes(ws);
    let files = committed.files(changes.iter().flat_map(|c| std::iter::once(&c.id).chain(&c.from)));
    let said = t::ALL_SET_BACK.msg().with("n", files.len());
    acts::put_back(model, files, said)
}
