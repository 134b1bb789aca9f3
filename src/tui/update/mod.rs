//! State and message → state and effects. Pure: no disk, no clock, no terminal.

pub mod acts;
mod answers;
mod as_it_was;
mod browse;
mod bulk;
pub mod calendar;
mod choose;
mod edit;
mod exchange;
pub mod export;
mod find;
mod findings;
mod form;
pub mod guide;
pub mod interrupt;
mod layers;
mod marks;
mod mouse;
pub mod pages;
pub mod palette;
mod recovery;
mod reference;
mod review;
mod save;
mod sheet;
pub mod tasks;
pub mod templates;
mod versions;

use std::collections::VecDeque;

use chrono::NaiveDate;

use crate::model::Kind;
use crate::ops::journal::Entry;
use crate::ops::remote::Way;
use crate::term::{Input, Key};
use crate::tui::command::{self, Context, Do};
use crate::tui::effect::Effect;
use crate::tui::message::Msg;
use crate::tui::model::{Layer, Model};
use crate::tui::texts as t;
use crate::tui::update::interrupt::Press;
use crate::tui::widgets::text_edit::TextEdit;

/// Takes in one message. Total: any message in any state gives a state that can be drawn.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let (generation, clock) = (model.generation, model.clock);
    let press = interrupt::press(model, &msg);
    if press == Press::Second {
        interrupt::leave(model);
        return Vec::new();
    }
    model.tasks.hear(&msg, generation, clock);
    let effects = settled(model, msg);
    if press == Press::First {
        interrupt::offer(model);
    }
    for effect in &effects {
        model.tasks.begin(effect, clock);
    }
    effects
}

/// What the session begins with: the register is read, with the journal.
pub fn start(model: &mut Model) -> Vec<Effect> {
    let open = Effect::Open { dir: model.dir.clone(), first: true };
    model.tasks.begin(&open, model.clock);
    vec![open]
}

fn settled(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let mut effects = take(model, msg);
    effects.extend(versions::tidy(model));
    guide::settle(model);
    if model.layers.is_empty() {
        model.bulk = None;
    }
    effects.extend(pages::refresh(model));
    effects
}

fn take(model: &mut Model, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Input(Input::Resize { width, height }) => {
            model.size = (width, height);
            // A window that went away and came back has the size we know and has lost what it showed.
            vec![Effect::Redraw]
        }
        Msg::Input(Input::Resumed) => vec![Effect::Redraw],
        Msg::Input(Input::HangUp) => {
            model.quit = Some(129);
            Vec::new()
        }
        // Another program may have been at work: git can only be asked.
        Msg::Input(Input::Focus(true)) => answers::ask_git(model),
        Msg::Input(Input::Focus(false)) => Vec::new(),
        Msg::Input(input) if model.busy.is_some() => hold(model, input),
        Msg::Input(input) => {
            let mut effects = take_input(model, input);
            effects.extend(write_down(model));
            effects
        }
        Msg::Day(today) => another_day(model, today),
        Msg::Edited(edited) => {
            // What was typed elsewhere is typed, and its file is gone.
            let mut effects = answers::take(model, Msg::Edited(edited));
            effects.extend(write_down(model));
            effects
        }
        answer => answers::take(model, answer),
    }
}

/// What depends on the day is made anew; a register that is being worked on is told once it is back.
fn another_day(model: &mut Model, today: NaiveDate) -> Vec<Effect> {
    if let Some(past) = &mut model.as_it_was {
        past.today = today;
        past.living.set_today(today);
        return Vec::new();
    }
    model.today = today;
    match model.workspace.as_mut().filter(|_| model.busy.is_none()) {
        Some(ws) => {
            ws.set_today(today);
            changed(model)
        }
        None => Vec::new(),
    }
}

/// What is being typed goes to the journal at each key, so that it outlives the program.
fn write_down(model: &mut Model) -> Vec<Effect> {
    let mut effects = Vec::new();
    let typing = model.typing();
    // What the last session left is not ours to forget until a person says so.
    if typing != model.past.typing && !recovery::is_undecided(model) {
        let typing = typing.as_ref().map(Into::into);
        effects.push(model.record_entry(Entry::Typing { typing }));
    }
    let message = model.message_begun();
    if message != model.past.message {
        effects.push(model.record_entry(Entry::Message { text: message.unwrap_or_default() }));
    }
    effects
}

/// While something is being written, keys wait: what they change must not be lost.
fn hold(model: &mut Model, input: Input) -> Vec<Effect> {
    const MANY: usize = 10_000;
    if input == Input::Key(Key::ctrl('c')) && model.workspace.is_none() {
        interrupt::leave(model); // nothing is open that could be lost
    } else if let Input::Key(key) = input
        && model.waiting.is_empty()
        && tasks::serves(model, key)
    {
        return take_input(model, Input::Key(key));
    } else if model.waiting.len() < MANY {
        model.waiting.push(Msg::Input(input));
    }
    Vec::new()
}

/// Ends being busy, and obeys what was typed ahead. None of it answers a question that nobody has seen: it
/// was meant for what stood there before, and the answer may change that, so it is dropped and this is
/// said. What was typed into a field before the question came is in that field.
fn ready(model: &mut Model) -> Vec<Effect> {
    model.busy = None;
    let mut effects = Vec::new();
    let mut waiting = VecDeque::from(std::mem::take(&mut model.waiting));
    while model.busy.is_none() && model.quit.is_none() {
        if matches!(model.layers.last(), Some(Layer::Decide { .. })) {
            drop_typed(model, waiting.drain(..));
            break;
        }
        let Some(msg) = waiting.pop_front() else { break };
        effects.extend(settled(model, msg));
    }
    // Busy again: the rest waits on, before what may have come since.
    waiting.extend(std::mem::take(&mut model.waiting));
    model.waiting = waiting.into();
    if model.disk_changed && model.busy.is_none() {
        effects.extend(answers::look_again(model));
    }
    effects
}

/// Says that what was typed is dropped, beside what is said already.
fn drop_typed(model: &mut Model, dropped: impl Iterator<Item = Msg>) {
    let is_typed = |msg: &Msg| matches!(msg, Msg::Input(Input::Key(_) | Input::Paste(_)));
    if dropped.filter(is_typed).count() == 0 {
        return;
    }
    match &mut model.notice {
        Some(notice) => notice.hints.push(t::TYPED_AHEAD_DROPPED.msg()),
        None => model.refuse(t::TYPED_AHEAD_DROPPED),
    }
}

fn take_input(model: &mut Model, input: Input) -> Vec<Effect> {
    match input {
        Input::Key(key) => {
            model.notice = None;
            take_key(model, key)
        }
        Input::Paste(paste) => {
            model.notice = None;
            let effects = edit::paste(model, &paste.text);
            match &mut model.notice {
                // Nothing was taken: who pasted nothing must be told why.
                Some(notice) if paste.guessed => notice.hints.push(t::PASTE_GUESSED.msg()),
                None if paste.cut => model.refuse(t::PASTE_CUT),
                _ => {}
            }
            effects
        }
        Input::Mouse(m) => mouse::take(model, m),
        _ => Vec::new(),
    }
}

fn take_key(model: &mut Model, key: Key) -> Vec<Effect> {
    let context = command::context(model);
    if context == Context::Typing && calendar::key(model, key) {
        return Vec::new();
    }
    match model.keymap.find(context, key) {
        Some(c) if !(c.act == Do::Toggle && key == Key::char(' ') && space_types(model)) => {
            run(model, context, c.act)
        }
        _ => edit::typed(model, context, key),
    }
}

/// Whether a space is a letter of the pick-list's filter: where one thing is picked, or where the filter
/// is becoming the name of a new record.
fn space_types(model: &Model) -> bool {
    match model.layers.last() {
        Some(Layer::Pick { picker, field, .. }) => {
            picker.picked.is_none() || (field.shape.refers_to().is_some() && !picker.filter.is_empty())
        }
        _ => false,
    }
}

/// Carries out a command, or says why it cannot be.
pub fn run(model: &mut Model, context: Context, act: Do) -> Vec<Effect> {
    if act == Do::Save && context == Context::Typing {
        return save::save_typed(model);
    }
    if let Some(why) = model.refusal(act) {
        model.refuse(why);
        return Vec::new();
    }
    match act {
        Do::Redraw => return vec![Effect::Redraw],
        Do::Help => {
            model.layers.push(Layer::Help { filter: TextEdit::line(""), at: 0 });
            return Vec::new();
        }
        Do::Quit => return save::quit(model),
        Do::QuitNow => {
            interrupt::leave(model);
            return Vec::new();
        }
        Do::Language => {
            model.look.lang = match model.look.lang {
                crate::model::Lang::Fr => crate::model::Lang::En,
                crate::model::Lang::En => crate::model::Lang::Fr,
            };
            model.list();
            return Vec::new();
        }
        Do::Palette => {
            model.layers.push(Layer::Palette { filter: TextEdit::line(""), at: 0 });
            return Vec::new();
        }
        Do::Search => {
            pages::open(model, crate::tui::screens::View::Search);
            return model.fold_texts().into_iter().collect();
        }
        Do::Problems | Do::Overview | Do::Deadlines | Do::Timeline | Do::Flow | Do::Screening | Do::Uses => {
            if let Some(view) = pages::view_of(model, act) {
                pages::open(model, view);
            }
            return Vec::new();
        }
        Do::Blame => return versions::turn_blame(model),
        Do::AsItWas => {
            as_it_was::ask(model);
            return Vec::new();
        }
        Do::Present => return as_it_was::leave(model),
        Do::Restore => return review::prepare_restore(model),
        Do::Compare => {
            browse::ask(model, crate::tui::model::Ask::Compare, "");
            return Vec::new();
        }
        Do::Changes | Do::History | Do::Log | Do::Branches => {
            return pages::view_of(model, act).map_or_else(Vec::new, |view| versions::open(model, view));
        }
        Do::Guide => {
            guide::open(model);
            return Vec::new();
        }
        Do::Explain => return findings::explain(model),
        Do::Mend => return findings::mend(model),
        Do::Waive => return findings::ask_why(model),
        Do::ShowText => return sheet::show(model),
        Do::Export => {
            export::open(model);
            return Vec::new();
        }
        Do::Tasks => {
            tasks::open(model);
            return Vec::new();
        }
        Do::Push => return exchange::prepare(model, Way::Push),
        Do::Pull => return exchange::prepare(model, Way::Pull),
        Do::Save => return save::save(model, crate::tui::model::AfterSave::Nothing),
        Do::Undo => return acts::step_back(model, true),
        Do::Redo => return acts::step_back(model, false),
        _ => {}
    }
    match context {
        Context::Browse | Context::Filter => browse::run(model, context, act),
        Context::Form => form::run(model, act),
        Context::Typing => edit::run_typing(model, act),
        Context::Guide => guide::run(model, act),
        _ => layers::run(model, act),
    }
}

/// What follows from any change of the open register.
fn changed(model: &mut Model) -> Vec<Effect> {
    model.generation += 1;
    model.list();
    let gone =
        |m: &Model| m.form.as_ref().is_some_and(|f| m.register().is_none_or(|r| !r.contains(&f.record)));
    if gone(model) {
        model.form = None;
        model.layers.clear();
    }
    let known = |id: &crate::model::RecordId| model.register().is_some_and(|r| r.contains(id));
    let gone: Vec<_> = model.marked.iter().filter(|id| !known(id)).cloned().collect();
    for id in &gone {
        model.marked.remove(id);
    }
    form::settle(model);
    let generation = model.generation;
    let check = |ws: &crate::ops::Workspace| Effect::Check { generation, workspace: Box::new(ws.clone()) };
    model.workspace.as_ref().map(check).into_iter().collect()
}

/// The kinds in the order of their list.
pub(crate) fn kind_at(index: usize) -> Option<Kind> {
    Kind::ALL.get(index).copied()
}
