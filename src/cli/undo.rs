//! `registre undo`: takes back the last change that a command made.

use super::context::Context;
use super::fail::Fail;
use super::help::Help;
use super::report;
use crate::model::message::text;
use crate::ops::error::Exit;
use crate::ops::journal::last;
use crate::ops::places;

#[derive(Debug, clap::Args)]
pub struct Args {}

pub const HELP: Help = Help {
    name: "undo",
    alias: "annuler",
    about: text("Annuler le dernier changement fait par une commande", "Undo the last change that a command made"),
    args: &[],
    more: text(
        "\
Ce qu’une commande a écrit (set, check --fix, delete…) est remis comme avant, dans les fichiers mêmes\u{202f}; une seconde fois, c’est refait.
Refusé si l’un de ces fichiers a changé depuis. Ce qui se fait dans l’interface s’y annule.",
        "\
What a command wrote (set, check --fix, delete…) is put back as it was, in the files themselves; once more, and it is made again.
Refused where one of these files changed since. What is done in the interface is undone there.",
    ),
};

pub fn run(_: &Args, cx: &mut Context) -> Result<Exit, Fail> {
    let mut workspace = cx.open()?;
    let before = workspace.saved().clone();
    let changed = last::undo(&mut workspace, places::state().as_deref())?;
    cx.save(&mut workspace)?;
    report::changed(cx, &changed, &before, workspace.register());
    Ok(Exit::Ok)
}
