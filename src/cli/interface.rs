//! The other face, started as the arguments and the settings say.

use std::path::PathBuf;

use super::args::Cli;
use super::context::Context;
use super::fail::Fail;
use crate::model::message::{Lang, Message, Text, text};
use crate::ops::OpError;
use crate::ops::config::ThemeName;
use crate::ops::error::Exit;
use crate::ops::sample::ThrowAway;
use crate::tui;

const NO_THEME: Text = text(
    "Aucun thème «\u{a0}{word}\u{a0}». Il y a\u{a0}: {words}.",
    "There is no theme “{word}”. There are: {words}.",
);

/// Opens the terminal interface on a register; on a copy, with what is said of it.
pub fn open(cli: &Cli, cx: &Context, dir: PathBuf, copy: Option<(ThrowAway, Message)>) -> Result<Exit, Fail> {
    let config = cx.config().clone();
    let theme = match &cli.theme {
        Some(word) => ThemeName::parse(word).ok_or_else(|| {
            let words =
                ThemeName::ALL.map(|(en, fr, _)| if cx.lang() == Lang::Fr { fr } else { en }).join(", ");
            OpError::new(Exit::Usage, NO_THEME.msg().with("word", word).with("words", words))
        })?,
        None => config.theme.unwrap_or_default(),
    };
    let (throw_away, greeting) = copy.unzip();
    let options = tui::Options {
        dir,
        lang: cx.lang(),
        color: cx.color(),
        mouse: !cli.no_mouse && config.mouse.unwrap_or(true),
        ascii: cli.ascii || config.ascii.unwrap_or(false),
        theme,
        borders: !cli.borderless && config.borders.unwrap_or(true),
        config,
        greeting,
        throw_away,
    };
    match tui::run(options) {
        Ok(0) => Ok(Exit::Ok),
        // A signal or a lost terminal has its own code, and nothing more to say.
        Ok(code) => std::process::exit(code),
        Err(error) => Err(Fail::Output(error)),
    }
}
