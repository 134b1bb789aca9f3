//! Saving, deciding clashes, committing, leaving.

use crate::model::merge::{Clash, Keep};
use crate::ops::Workspace;
use crate::ops::journal::Entry;
use crate::tui::command::Do;
use crate::tui::effect::Effect;
use crate::tui::model::{AfterSave, Busy, Decision, Layer, Model, Option_};
use crate::tui::texts as t;

/// Saves on a worker; keys wait until it is done.
pub fn save(model: &mut Model, then: AfterSave) -> Vec<Effect> {
    let Some(ws) = &model.workspace else { return Vec::new() };
    model.busy = Some(Busy::Saving(then));
    vec![Effect::Save(Box::new(ws.clone()))]
}

/// Takes the line being typed, then saves.
pub fn save_typed(model: &mut Model) -> Vec<Effect> {
    let (taken, mut effects) = super::edit::take(model);
    let asked = matches!(model.layers.last(), Some(Layer::Decide { .. }));
    match (taken && !asked, model.is_modified()) {
        (true, true) => effects.extend(save(model, AfterSave::Nothing)),
        (true, false) => model.refuse(t::NOTHING_TO_SAVE),
        (false, _) => {}
    }
    effects
}

/// Decides a clash, then saves again: the next one is asked about then, and what the save was for is done
/// after the last.
pub fn decide(model: &mut Model, clash: Clash, keep: Keep, then: AfterSave) -> Vec<Effect> {
    if let Some(ws) = &mut model.workspace {
        ws.decide(clash, keep);
    }
    save(model, then)
}

pub fn prepare_commit(model: &mut Model) -> Vec<Effect> {
    let Some(ws) = &model.workspace else { return Vec::new() };
    model.busy = Some(Busy::Preparing);
    vec![Effect::PrepareCommit { workspace: Box::new(ws.clone()), lang: model.lang() }]
}

pub fn commit(model: &mut Model) -> Vec<Effect> {
    let Some(Layer::Commit { edit, .. }) = model.layers.last() else { return Vec::new() };
    if edit.text().trim().is_empty() {
        model.refuse(t::EMPTY_MESSAGE);
        return Vec::new();
    }
    let message = edit.text().to_owned();
    let Some(ws) = &model.workspace else { return Vec::new() };
    let workspace = Box::new(ws.clone());
    model.commit_draft = Some(message.clone());
    model.busy = Some(Busy::Committing);
    vec![Effect::Commit { workspace, message }]
}

/// Leaves, unless something would be lost: then the person says what becomes of it.
pub fn quit(model: &mut Model) -> Vec<Effect> {
    if let Some(Layer::Decide { options, .. }) = model.layers.last() {
        // Where leaving is one of the answers, it is given.
        if options.iter().any(|o| o.then == Decision::Quit) {
            model.quit = Some(0);
        } else {
            model.refuse(t::ANSWER_FIRST);
        }
        return Vec::new();
    }
    // What is being typed counts as much as what was taken before.
    let mut effects = Vec::new();
    if let Some(at) = model.layers.iter().rposition(|l| matches!(l, Layer::Text { .. })) {
        // Help or another window may lie over it.
        model.layers.truncate(at + 1);
        effects = super::layers::run(model, Do::Accept);
    }
    if model.form.as_ref().is_some_and(|f| f.typing.is_some()) {
        effects = super::edit::run_typing(model, Do::Accept);
        if model.form.as_ref().is_some_and(|f| f.typing.is_some()) {
            return effects; // it cannot be taken, and the form says why
        }
    }
    if matches!(model.layers.last(), Some(Layer::Decide { .. })) {
        return effects; // taking it asked something
    }
    if model.is_modified() {
        ask_to_quit(model);
    } else {
        // What was done and undone again must not be taken for work that is lost.
        if !model.past.unsaved.is_empty() {
            effects.push(model.record_entry(Entry::Saved));
        }
        model.quit = Some(0);
    }
    effects
}

fn ask_to_quit(model: &mut Model) {
    let n = model.workspace.as_ref().map_or(0, Workspace::unsaved);
    model.layers.push(Layer::Decide {
        title: t::QUIT_ASK.msg().with("n", n),
        lines: Vec::new(),
        options: vec![
            Option_ { key: 'e', label: t::SAVE_AND_QUIT, then: Decision::SaveAndQuit },
            Option_ { key: 'r', label: t::STAY, then: Decision::Stay },
            Option_ { key: 'a', label: t::THROW_AWAY, then: Decision::ThrowAwayAndQuit },
        ],
        at: 0,
    });
}
