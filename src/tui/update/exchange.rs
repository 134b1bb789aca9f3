//! Sending and receiving commits: shown first, run on a yes.

use crate::ops::remote::{Exchanged, RemoteRun, Way};
use crate::tui::effect::Effect;
use crate::tui::model::{Busy, Decision, Layer, Model, Option_};
use crate::tui::texts as t;

/// Works out, on a worker, what git would run.
pub fn prepare(model: &mut Model, way: Way) -> Vec<Effect> {
    let Some(ws) = &model.workspace else { return Vec::new() };
    let workspace = Box::new(ws.clone());
    model.busy = Some(Busy::Exchanging);
    vec![Effect::PrepareExchange { workspace, way }]
}

/// Shows what will run, and asks.
pub fn ask(model: &mut Model, run: RemoteRun) {
    let (title, yes) = match run.way {
        Way::Push => (t::PUSH_ASK, t::PUSH_YES),
        Way::Pull => (t::PULL_ASK, t::PULL_YES),
    };
    let mut lines = vec![t::WILL_RUN.msg().with("command", run.command_line())];
    lines.extend(run.notes.iter().cloned());
    model.layers.push(Layer::Decide {
        title: title.msg(),
        lines,
        options: vec![
            Option_ { key: 'r', label: t::STAY, then: Decision::Stay },
            Option_ { key: 'e', label: yes, then: Decision::Exchange(Box::new(run)) },
        ],
        at: 0,
    });
}

/// Runs what was shown.
pub fn run(model: &mut Model, run: RemoteRun) -> Vec<Effect> {
    let Some(ws) = &model.workspace else { return Vec::new() };
    let workspace = Box::new(ws.clone());
    model.busy = Some(Busy::Exchanging);
    vec![Effect::Exchange { workspace, run }]
}

/// Says what came of it.
pub fn done(model: &mut Model, done: Exchanged) {
    let said = match (done.way, done.commits) {
        (Way::Push, Some(n)) => t::PUSHED_N.msg().with("n", n),
        (Way::Push, None) => t::PUSHED.msg(),
        (Way::Pull, Some(n)) if n > 0 => t::PULLED_N.msg().with("n", n),
        (Way::Pull, Some(_)) => t::UP_TO_DATE.msg(),
        (Way::Pull, None) => t::PULLED.msg(),
    };
    model.say(said);
}
