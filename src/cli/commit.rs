//! `registre commit`: the register's own changed files, with a message that says what changed.

use serde_json::json;

use super::ask;
use super::context::Context;
use super::fail::Fail;
use super::help::{FLAG, Help};
use super::out::Line;
use crate::model::message::{Text, text};
use crate::ops::OpError;
use crate::ops::commit::{commit, propose};
use crate::ops::error::Exit;

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(short, long)]
    pub message: Option<String>,
    #[arg(short, long)]
    pub yes: bool,
}

pub const HELP: Help = Help {
    name: "commit",
    alias: "valider",
    about: text("Enregistrer les changements dans git", "Record the changes in git"),
    args: &[
        (
            "message",
            text("TEXTE", "TEXT"),
            text("Le message (sinon tiré de ce qui a changé)", "The message (else made from what changed)"),
        ),
        ("yes", FLAG, text("Sans demander", "Without asking")),
    ],
    more: text(
        "Seuls les fichiers du registre sont enregistrés\u{a0}; ce qui est préparé par ailleurs reste tel quel.",
        "Only the register’s files are committed; whatever else is staged stays as it was.",
    ),
};

const SURE: Text = text("Enregistrer sous ce message\u{202f}?", "Commit under this message?");
const LEFT: Text = text("Rien n’est enregistré.", "Nothing was committed.");
const DONE: Text = text("Commit {id}\u{a0}: {n} {n|fichier|fichiers}", "Commit {id}: {n} {n|file|files}");

pub fn run(args: &Args, cx: &mut Context) -> Result<Exit, Fail> {
    let workspace = cx.open()?;
    let proposal = propose(&workspace)?;
    let message = args.message.as_ref().unwrap_or(&proposal.message);
    if args.message.is_none() && !args.yes && cx.can_ask() {
        let shown = Line::of(message);
        cx.ask_line(&shown);
        if !ask::yes(cx, SURE.msg()) {
            return Err(OpError::new(Exit::Nothing, LEFT).into());
        }
    }
    let done = commit(&workspace, &proposal, message)?;
    let lang = cx.lang();
    let warnings: Vec<String> = done.warnings.iter().map(|w| w.get(lang)).collect();
    if cx.is_json() {
        let files: Vec<String> =
            done.paths.iter().map(|p| p.as_path().to_string_lossy().into_owned()).collect();
        cx.json(json!({
            "commit": done.id.to_string(),
            "message": message,
            "files": files,
            "warnings": warnings,
        }));
        return Ok(Exit::Ok);
    }
    for warning in warnings {
        cx.warn(Line::of(warning));
    }
    cx.talk(&DONE.msg().with("id", done.id.short()).with("n", done.paths.len()));
    Ok(Exit::Ok)
}
