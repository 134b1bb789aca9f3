//! Ctrl-C: the first asks to leave, as `q` does. A second one soon after it leaves at once, whatever is in the
//! way — a question, a line that cannot be taken, something that hangs — and the journal keeps what is not
//! saved.

use std::time::Duration;

use crate::term::{Input, Key};
use crate::tui::command::{self, Do};
use crate::tui::message::Msg;
use crate::tui::model::{Model, Notice};
use crate::tui::texts as t;

/// Two within this are meant.
pub const AGAIN: Duration = Duration::from_secs(2);
/// How the program ends that is interrupted: 128 and the number of the signal that the key stands for.
pub const INTERRUPTED: i32 = 130;

/// What a message is for whoever counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Press {
    First,
    Second,
    /// Another thing was done: what comes after it is a first one.
    Other,
    /// Nothing that a person did.
    Nothing,
}

/// Takes note of what a person does.
pub fn press(model: &mut Model, msg: &Msg) -> Press {
    let press = match msg {
        Msg::Input(Input::Key(key)) if interrupts(model, *key) => {
            let before = model.interrupted.filter(|at| model.clock.saturating_sub(*at) <= AGAIN);
            before.map_or(Press::First, |_| Press::Second)
        }
        Msg::Input(Input::Key(_) | Input::Paste(_) | Input::Mouse(_)) => Press::Other,
        _ => Press::Nothing,
    };
    match press {
        Press::First => model.interrupted = Some(model.clock),
        Press::Second | Press::Other => model.interrupted = None,
        Press::Nothing => {}
    }
    press
}

/// Unless the person gave the key another meaning.
fn interrupts(model: &Model, key: Key) -> bool {
    let meaning = || model.keymap.find(command::context(model), key);
    key == Key::ctrl('c') && meaning().is_none_or(|c| c.act == Do::Quit)
}

/// Leaves now. Nothing is said to the journal: it keeps what it has.
pub fn leave(model: &mut Model) {
    model.quit = Some(INTERRUPTED);
}

/// Says what a second one would do, beside what is in the way.
pub fn offer(model: &mut Model) {
    if model.quit.is_some() {
        return;
    }
    let said = if model.keeps_unsaved() { t::INTERRUPT_AGAIN } else { t::INTERRUPT_LOSES };
    let waits = model.busy.is_some();
    match model.notice.as_mut().filter(|_| !waits) {
        Some(notice) => notice.hints.push(said.msg()),
        None => model.notice = Some(Notice { severity: None, message: said.msg(), hints: Vec::new() }),
    }
}
