//! `registre delete ID`: takes a record away that nothing refers to.

use serde_json::json;

use super::ask;
use clap_complete::engine::ArgValueCandidates;

use super::completions::ids;
use super::context::Context;
use super::fail::Fail;
use super::help::{FLAG, Help};
use super::json;
use crate::model::Change;
use crate::model::message::{Text, text};
use crate::ops::error::Exit;
use crate::ops::{OpError, pick};

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(add = ArgValueCandidates::new(ids))]
    pub id: String,
    #[arg(short, long)]
    pub yes: bool,
}

pub const HELP: Help = Help {
    name: "delete",
    alias: "supprimer",
    about: text("Supprimer une fiche à laquelle rien ne renvoie", "Delete a record that nothing refers to"),
    args: &[
        ("id", text("ID", "ID"), text("La fiche", "The record")),
        (
            "yes",
            FLAG,
            text(
                "Sans demander (nécessaire hors d’un terminal)",
                "Without asking (needed outside a terminal)",
            ),
        ),
    ],
    more: text(
        "Une activité qui cesse est plutôt close\u{a0}: registre set ID status=ended ended_on=2026-11-23",
        "An activity that stops is better ended: registre set ID status=ended ended_on=2026-11-23",
    ),
};

const SURE: Text = text("Supprimer {id} («\u{a0}{title}\u{a0}»)\u{202f}?", "Delete {id} (“{title}”)?");
const NEEDS_YES: Text = text(
    "Personne à qui demander confirmation\u{a0}: rien n’est supprimé.",
    "Nobody to ask for confirmation: nothing was deleted.",
);
const USE_YES: Text =
    text("Ajouter --yes pour supprimer sans demander.", "Add --yes to delete without asking.");
const KEPT: Text = text("Rien n’est supprimé.", "Nothing was deleted.");
const DELETED: Text = text("{file} supprimé", "{file} deleted");

pub fn run(args: &Args, cx: &mut Context) -> Result<Exit, Fail> {
    let dir = cx.dir()?;
    let id = pick::record(&dir, &args.id)?;
    let mut workspace = cx.open()?;
    let title = pick::read(&workspace, &id)?.title(cx.lang()).to_owned();
    workspace.apply(Change::Delete { record: id.clone() })?;
    if !args.yes {
        if !cx.can_ask() {
            return Err(OpError::new(Exit::Usage, NEEDS_YES).hint(USE_YES).into());
        }
        if !ask::yes(cx, SURE.msg().with("id", id.to_string()).with("title", title)) {
            return Err(OpError::new(Exit::Nothing, KEPT).into());
        }
    }
    cx.save(&mut workspace)?;
    if cx.is_json() {
        cx.json(json!({ "deleted": json::record_id(&id), "file": id.path() }));
    } else {
        cx.talk(&DELETED.msg().with("file", id.path()));
    }
    Ok(Exit::Ok)
}
