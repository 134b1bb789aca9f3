//! `registre textconv FILE`: a record in words, for git to compare.

use std::path::PathBuf;

use super::context::Context;
use super::fail::Fail;
use super::help::Help;
use super::out::Line;
use crate::model::message::text;
use crate::ops::error::Exit;
use crate::ops::textconv;

#[derive(Debug, clap::Args)]
pub struct Args {
    pub file: PathBuf,
}

pub const HELP: Help = Help {
    name: "textconv",
    alias: "en-mots",
    about: text(
        "Écrire une fiche en mots, un champ par ligne (pour git)",
        "Write a record in words, one field a line (for git)",
    ),
    args: &[("file", text("FICHIER", "FILE"), text("Le fichier de la fiche", "The record’s file"))],
    more: text(
        "\
Git l’appelle une fois «\u{a0}registre git-setup\u{a0}» fait\u{a0}: git diff, git log -p et git show deviennent lisibles.
Un fichier qui n’est pas une fiche lisible est montré tel quel. Rien d’autre que ce fichier n’est lu.",
        "\
Git calls it once “registre git-setup” is done: git diff, git log -p and git show become readable.
A file that is no readable record is shown as it is. Nothing but this file is read.",
    ),
};

pub fn run(args: &Args, cx: &mut Context) -> Result<Exit, Fail> {
    cx.refuse_json("textconv")?;
    let words = textconv::words(&args.file, cx.lang())?;
    cx.line(Line::of(words.trim_end_matches('\n')));
    Ok(Exit::Ok)
}
