//! Changing the open register, undoing and making again: one act each, written down in the journal.

use crate::model::{Change, Message, RecordId};
use crate::ops::committed::Bytes;
use crate::ops::journal::Entry;
use crate::ops::workspace::Act;
use crate::ops::{OpError, Workspace};
use crate::tui::effect::Effect;
use crate::tui::many::{Many, ManyDone, Then, step};
use crate::tui::model::{Busy, Model};
use crate::tui::texts as t;
use crate::tui::update::changed;

/// An act on more files than this is carried out by a worker: it takes longer than a frame may.
const MANY: usize = 100;
/// How many of the words of an act are said when it is undone: the record, then what became of its first
/// field.
const SAID: usize = 2;

/// Makes changes in the open register, all or none; `false` when they were refused.
pub fn change(model: &mut Model, changes: Vec<Change>) -> (bool, Vec<Effect>) {
    act_on(model, |ws| ws.act(changes))
}

/// Makes changes that may be many; the rest follows when they are made.
pub fn change_many(model: &mut Model, changes: Vec<Change>, then: impl Into<Then>) -> Vec<Effect> {
    let then = then.into();
    if changes.len() > MANY {
        return give(model, Many::Change(changes, then));
    }
    let (done, effects) = change(model, changes);
    if done {
        follow(model, then);
    }
    effects
}

fn follow(model: &mut Model, then: Then) {
    model.say(then.said);
    if let Some(marked) = then.marked {
        model.marked = marked;
        model.anchor = None;
    }
}

/// Puts files back that may be many, and says it when it is done.
pub fn put_back(model: &mut Model, files: Vec<(RecordId, Bytes)>, said: Message) -> Vec<Effect> {
    if files.len() > MANY {
        return give(model, Many::PutBack(files, said));
    }
    let (done, effects) = act_on(model, |ws| ws.put_back(&files));
    if done {
        model.say(said);
    }
    effects
}

/// Does one act in the open register; `false` when it was refused.
fn act_on(
    model: &mut Model,
    act: impl FnOnce(&mut Workspace) -> Result<Option<Act>, OpError>,
) -> (bool, Vec<Effect>) {
    let Some(ws) = model.workspace.as_ref() else { return (false, Vec::new()) };
    let mut next = ws.clone();
    match act(&mut next) {
        Ok(act) => {
            model.workspace = Some(next);
            (true, did(model, act))
        }
        Err(error) => {
            refused(model, error);
            (false, Vec::new())
        }
    }
}

/// Carries out an act that was worked out before, if the files still are what they were then.
pub fn make(model: &mut Model, act: Act) -> (bool, Vec<Effect>) {
    act_on(model, |ws| ws.make_again(&act).map(|()| Some(act)))
}

/// Undoes the last act, or makes again the last one that was undone.
pub fn step_back(model: &mut Model, back: bool) -> Vec<Effect> {
    let lang = model.lang();
    let acts = if back { &model.past.done } else { &model.past.undone };
    let (Some(act), Some(ws)) = (acts.last().cloned(), &mut model.workspace) else { return Vec::new() };
    if act.files.len() > MANY {
        return give(model, if back { Many::TakeBack(act, lang) } else { Many::MakeAgain(act, lang) });
    }
    if let Err(error) = step(ws, &act, back) {
        refused(model, error);
        return Vec::new();
    }
    let words = model.register().map(|r| act.words(r, model.lang())).unwrap_or_default();
    stepped(model, back, &words)
}

/// A worker is through with an act on many files.
pub fn many_done(model: &mut Model, workspace: Workspace, result: Result<ManyDone, OpError>) -> Vec<Effect> {
    match result {
        Ok(done) => {
            let old = model.workspace.replace(workspace);
            let mut effects = match done {
                ManyDone::Changed(act, then) => {
                    let effects = did(model, act);
                    follow(model, then);
                    effects
                }
                ManyDone::Stepped { back, words } => stepped(model, back, &words),
            };
            effects.extend(old.map(|old| Effect::Forget(Box::new(old))));
            effects
        }
        Err(error) => {
            refused(model, error);
            Vec::new()
        }
    }
}

fn give(model: &mut Model, act: Many) -> Vec<Effect> {
    let Some(ws) = &model.workspace else { return Vec::new() };
    model.busy = Some(Busy::Changing);
    vec![Effect::Many { workspace: Box::new(ws.clone()), act: Box::new(act) }]
}

fn did(model: &mut Model, act: Option<Act>) -> Vec<Effect> {
    let mut effects = changed(model);
    if let Some(act) = act {
        effects.push(model.record_entry(Entry::Did { act: (&act).into() }));
    }
    effects
}

fn stepped(model: &mut Model, back: bool, words: &[String]) -> Vec<Effect> {
    let mut what = words.iter().take(SAID).map(|w| w.trim()).collect::<Vec<_>>().join(" – ");
    if words.len() > SAID {
        what.push(' ');
        what.push_str(&t::AND_MORE.msg().with("n", words.len() - SAID).get(model.lang()));
    }
    model.say(if back { t::UNDONE } else { t::REDONE }.msg().with("what", what));
    let mut effects = changed(model);
    effects.push(model.record_entry(if back { Entry::TookBack } else { Entry::MadeAgain }));
    effects
}

fn refused(model: &mut Model, error: OpError) {
    model.refuse(error.message);
    if let Some(notice) = &mut model.notice {
        notice.hints = error.hints;
    }
}
