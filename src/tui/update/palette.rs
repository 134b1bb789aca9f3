//! The palette: every command of the place it was opened from, found by typing.

use crate::tui::command::{self, COMMANDS, Command, Context};
use crate::tui::effect::Effect;
use crate::tui::matching;
use crate::tui::model::{Layer, Model};
use crate::tui::view::help;

/// What had the keys when the palette was opened.
fn below(model: &Model) -> Context {
    command::context_of(model, model.layers.len().saturating_sub(1))
}

/// The commands that match what is typed, the best first.
pub fn entries(model: &Model, typed: &str) -> Vec<&'static Command> {
    let context = below(model);
    let lang = model.lang();
    let here: Vec<&Command> =
        COMMANDS.iter().filter(|c| c.contexts.contains(&context) && c.act != command::Do::Palette).collect();
    let texts: Vec<String> = here
        .iter()
        .map(|c| {
            format!(
                "{} {} {}",
                c.title.get(lang),
                help::keys(&model.keymap, c, lang),
                c.title.get(other(lang))
            )
        })
        .collect();
    let mut found = matching::rank(typed, texts.iter().map(String::as_str));
    if typed.trim().is_empty() {
        // What the bottom bar shows first, then the rest, then moving about, which needs no palette.
        let rank = |i: &usize| here.get(*i).map(|c| (c.act.moves(), c.rank == 0, c.rank));
        found.sort_by_key(rank);
    }
    let mut seen: Vec<command::Do> = Vec::new();
    let mut entries = Vec::new();
    for command in found.into_iter().filter_map(|i| here.get(i)) {
        if !seen.contains(&command.act) {
            seen.push(command.act);
            entries.push(*command);
        }
    }
    entries
}

fn other(lang: crate::model::Lang) -> crate::model::Lang {
    match lang {
        crate::model::Lang::Fr => crate::model::Lang::En,
        crate::model::Lang::En => crate::model::Lang::Fr,
    }
}

pub fn step(model: &mut Model, by: isize) {
    let Some(Layer::Palette { filter, .. }) = model.layers.last() else { return };
    let last = entries(model, filter.text()).len().saturating_sub(1);
    if let Some(Layer::Palette { at, .. }) = model.layers.last_mut() {
        *at = at.saturating_add_signed(by).min(last);
    }
}

/// Runs the chosen command where the palette was opened.
pub fn accept(model: &mut Model) -> Vec<Effect> {
    let Some(Layer::Palette { filter, at }) = model.layers.last() else { return Vec::new() };
    let entry = entries(model, filter.text()).get(*at).copied();
    let context = below(model);
    model.layers.pop();
    // A view that lay below is on top again: what reads it must find it.
    let mut effects: Vec<Effect> = super::pages::refresh(model).into_iter().collect();
    if let Some(command) = entry {
        effects.extend(super::run(model, context, command.act));
    }
    effects
}
