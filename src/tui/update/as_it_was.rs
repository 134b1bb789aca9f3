//! The register as it was, in place of that of today: going there, and coming back with nothing lost.

use crate::ops::OpError;
use crate::tui::effect::Effect;
use crate::tui::message::PastOpened;
use crate::tui::model::{Ask, Busy, Layer, Model};
use crate::tui::page::Target;
use crate::tui::screens::View;
use crate::tui::texts as t;
use crate::tui::update::{answers, browse, changed, pages};
use crate::tui::versions::{AsItWas, Span};

/// Asks for the day or the commit; the one under the mark of a history is proposed.
pub fn ask(model: &mut Model) {
    let marked = match model.layers.last() {
        Some(Layer::Page { at, .. }) => pages::page(model).and_then(|p| p.rows.get(*at)),
        _ => None,
    };
    let commit = match marked.and_then(|row| row.target.as_ref()) {
        Some(Target::View(View::Between(Span::MadeBy(commit)))) => commit.short(),
        _ => String::new(),
    };
    browse::ask(model, Ask::AsItWas, &commit);
}

/// Has it read; keys wait, for what they mean depends on what register is shown.
pub fn open(model: &mut Model, name: &str) -> Vec<Effect> {
    model.layers.pop();
    model.busy = Some(Busy::Opening);
    vec![Effect::OpenPast { dir: model.dir.clone(), name: name.to_owned() }]
}

/// Shows it. The living register waits beside it, with all that is known of it.
pub fn opened(model: &mut Model, past: PastOpened) -> Vec<Effect> {
    let PastOpened { workspace, commit, day } = past;
    let shown = model.workspace.replace(workspace);
    let (living, today) = match (model.as_it_was.take(), shown) {
        (Some(old), _) => (old.living, old.today),
        (None, Some(living)) => (living, model.today),
        (None, None) => return Vec::new(),
    };
    let shown = AsItWas { commit, day, living, today };
    model.say(shown.says(t::SHOWN_AS_IT_WAS));
    model.today = day;
    model.as_it_was = Some(shown);
    settle(model)
}

/// It cannot be read: what was shown stays.
pub fn failed(model: &mut Model, error: OpError) {
    model.refuse(error.message);
    if let Some(notice) = &mut model.notice {
        notice.hints = error.hints;
    }
}

/// Back to the register of today; what others wrote meanwhile is taken in then.
pub fn leave(model: &mut Model) -> Vec<Effect> {
    let Some(past) = model.as_it_was.take() else { return Vec::new() };
    model.workspace = Some(past.living);
    model.today = past.today;
    model.say(t::IN_THE_PRESENT);
    let mut effects = settle(model);
    effects.extend(answers::ask_git(model));
    if model.disk_changed {
        effects.extend(answers::look_again(model));
    }
    effects
}

/// What was open shows records of another register.
fn settle(model: &mut Model) -> Vec<Effect> {
    model.form = None;
    model.layers.clear();
    model.return_to.clear();
    model.marked.clear();
    model.anchor = None;
    model.listing.texts = None;
    changed(model)
}
