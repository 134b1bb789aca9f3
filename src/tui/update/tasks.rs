//! The list of what runs: looked at while it runs, and called off where that can be.

use crate::model::Message;
use crate::term::Key;
use crate::tui::command::{self, Context, Do};
use crate::tui::model::{Layer, Model};
use crate::tui::tasks::Task;
use crate::tui::texts as t;

/// Whether a key can be obeyed while the keys wait for a worker: it only looks at what runs, or leaves it.
pub fn serves(model: &Model, key: Key) -> bool {
    let context = command::context(model);
    let act = model.keymap.find(context, key).map(|c| c.act);
    match context {
        Context::Tasks => act.is_some_and(|a| matches!(a, Do::Cancel | Do::QuitNow) || a.moves()),
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

/// The line under the mark.
fn chosen(model: &Model) -> Option<&Task> {
    let Some(Layer::Tasks { at }) = model.layers.last() else { return None };
    model.tasks.listed().nth(*at)
}

/// Why what is under the mark cannot be called off.
pub fn no_cancel(model: &Model) -> Option<Message> {
    match chosen(model) {
        None => Some(t::NO_TASK.msg()),
        Some(task) if !task.is_running() => Some(t::TASK_OVER.msg()),
        Some(task) if !task.work.can_be_cancelled() => Some(t::TASK_ENDS_ITSELF.msg()),
        Some(_) => None,
    }
}

/// Tells the worker that it is no longer wanted; the answer says how it ended.
pub fn cancel(model: &mut Model) {
    if let Some(task) = chosen(model) {
        task.job.stop.stop();
        model.say(t::TASK_STOPPING);
    }
}
