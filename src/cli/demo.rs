//! `registre demo`: a sample register to look at, thrown away at the end.

use std::path::PathBuf;

use super::args::Cli;
use super::context::Context;
use super::fail::Fail;
use super::help::Help;
use super::interface;
use crate::model::message::{Text, text};
use crate::ops::OpError;
use crate::ops::error::Exit;
use crate::ops::sample::{ThrowAway, unpack};
use crate::term::color::{Vars, is_dumb};

#[derive(Debug, Default, clap::Args)]
pub struct Args {
    #[arg(long, alias = "garder")]
    pub keep: Option<PathBuf>,
}

pub const HELP: Help = Help {
    name: "demo",
    alias: "exemple",
    about: text(
        "Ouvrir un registre d’exemple, effacé en quittant",
        "Open a sample register, thrown away on leaving",
    ),
    args: &[(
        "keep",
        text("DOSSIER", "DIR"),
        text(
            "L’écrire dans ce dossier, nouveau ou vide, et l’y laisser (--garder)",
            "Write it to this folder, new or empty, and leave it there",
        ),
    )],
    more: text(
        "\
Le registre est celui d’une entreprise inventée, en français, dans un dossier temporaire sous git\u{a0}: tout peut y être
essayé, rien n’en reste. Les autres commandes le prennent avec --register, s’il est gardé.
Exemple\u{a0}: registre demo --keep essai",
        "\
The register is that of an invented company, in French, in a temporary folder under git: everything can be tried there
and nothing is left of it. The other commands take it with --register, where it is kept.
Example: registre demo --keep trial",
    ),
};

const NO_TERMINAL: Text = text(
    "L’exemple s’ouvre dans un terminal\u{a0}; pour l’écrire seulement\u{a0}: registre demo --keep DOSSIER",
    "The sample opens in a terminal; to write it only: registre demo --keep DIR",
);
const GREETING: Text = text(
    "Registre d’exemple, dans un dossier temporaire\u{a0}: tout peut être essayé, tout est effacé en quittant.",
    "A sample register in a temporary folder: everything can be tried, all is thrown away on leaving.",
);
const GONE: Text = text("L’exemple est effacé.", "The sample is gone.");
const KEPT: Text = text("L’exemple est dans {dir}", "The sample is in {dir}");
const HOW: Text = text("L’ouvrir\u{a0}: registre --register {dir}", "Open it: registre --register {dir}");

pub fn run(args: &Args, cli: &Cli, cx: &mut Context) -> Result<Exit, Fail> {
    let has_screen = cx.is_interactive() && !cx.is_json() && !is_dumb(&Vars::from_env());
    if let Some(dir) = &args.keep {
        unpack(dir, cx.lang())?;
        let exit = if has_screen { interface::open(cli, cx, dir.clone(), None)? } else { Exit::Ok };
        let shown = dir.display().to_string();
        cx.talk(&KEPT.msg().with("dir", shown.as_str()));
        cx.talk(&HOW.msg().with("dir", shown));
        return Ok(exit);
    }
    if !has_screen {
        return Err(OpError::new(Exit::Usage, NO_TERMINAL).into());
    }
    let copy = ThrowAway::make(cx.lang())?;
    let gone = copy.clone();
    let opened = interface::open(cli, cx, copy.register(), Some((copy, GREETING.msg())));
    gone.throw_away(); // where it did not even begin
    let exit = opened?;
    cx.talk(&GONE.msg());
    Ok(exit)
}
