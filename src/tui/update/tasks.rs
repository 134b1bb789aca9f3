//! The list of what runs: looked at while it runs, and called off where that can be.

use crate::term::Key;
use crate::tui::command::{self, Context, Do};
use crate::tui::model::{Layer, Model};
use crate::tui::texts as t;

/// Whether a key can be obeyed while the keys wait for a worker: it only looks at what runs.
pub fn serves(model: &Model, key: Key) -> bool {
    let context = command::context(model);
    let act = model.keymap.find(context, key).map(|c| c.act);
    match context {
        Context::Tasks => act.is_some_and(|a| a == Do::Cancel || a.moves()),
        _ => act == Some(Do::Tasks),
    }
}

pub fn open(model: &mut Model) {
    model.layers.push(Layer::Tasks { at: 0 });
}

pub fn step(model: &mut Model, by: isize) {
    let last = model.tasks.len().saturating_sub(1);
    if let Some(Layer::Tasks { at }) = model.layers.last_mut() {
        *at = at.saturating_add_signed(by).min(last);
    }
}

/// Tells the worker that it is no longer wanted; the answer says how it ended.
pub fn cancel(model: &mut Model) {
    if let Some(task) = model.chosen_task() {
        task.job.stop.stop();
        model.say(t::TASK_STOPPING);
    }
}
