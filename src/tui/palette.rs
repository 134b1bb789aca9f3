//! The palette: every command of the place it was opened from, found by typing.

use crate::tui::command::{self, COMMANDS, Command, Context};
use crate::tui::help;
use crate::tui::matching;
use crate::tui::model::Model;

/// What had the keys when the palette was opened.
pub fn below(model: &Model) -> Context {
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
                help::keys_in(&model.keymap, c, context, lang),
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
