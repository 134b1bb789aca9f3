//! `registre rename ID NEW`: another identifier, in every reference too.

use serde_json::json;

use clap_complete::engine::ArgValueCandidates;

use super::completions::ids;
use super::context::Context;
use super::fail::Fail;
use super::help::Help;
use super::json;
use crate::model::message::{Text, text};
use crate::model::{Change, RecordId};
use crate::ops::error::Exit;
use crate::ops::{OpError, pick};

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(add = ArgValueCandidates::new(ids))]
    pub id: String,
    pub new: String,
}

pub const HELP: Help = Help {
    name: "rename",
    alias: "renommer",
    about: text(
        "Changer l’identifiant d’une fiche, et tous ses renvois",
        "Change a record’s identifier, and all references to it",
    ),
    args: &[
        ("id", text("ID", "ID"), text("La fiche", "The record")),
        ("new", text("NOUVEAU", "NEW"), text("Son nouvel identifiant", "Its new identifier")),
    ],
    more: text(
        "Toutes les fiches qui y renvoient sont changées avec elle, ou aucune.",
        "Every record that refers to it is changed with it, or none.",
    ),
};

const RENAMED: Text = text(
    "{from} → {to} ({n} {n|fichier touché|fichiers touchés})",
    "{from} → {to} ({n} {n|file|files} changed)",
);
const SAME: Text =
    text("«\u{a0}{id}\u{a0}» porte déjà cet identifiant.", "“{id}” has that identifier already.");

pub fn run(args: &Args, cx: &mut Context) -> Result<Exit, Fail> {
    let dir = cx.dir()?;
    let from = pick::record(&dir, &args.id)?;
    let to = pick::new_id(&args.new)?;
    if to == from.id {
        return Err(OpError::new(Exit::Nothing, SAME.msg().with("id", from.to_string())).into());
    }
    let mut workspace = cx.open()?;
    workspace.apply(Change::Rename { record: from.clone(), to: to.clone() })?;
    let saved = cx.save(&mut workspace)?;
    let target = RecordId::new(from.kind, to);
    if cx.is_json() {
        let files: Vec<String> = saved.written.iter().map(RecordId::path).collect();
        cx.json(json!({ "from": json::record_id(&from), "to": json::record_id(&target), "files": files }));
    } else {
        let said = RENAMED.msg().with("from", from.to_string()).with("to", target.to_string());
        cx.talk(&said.with("n", saved.written.len()));
    }
    Ok(Exit::Ok)
}
