//! `registre resolve ID [FIELD] --ours|--theirs`: a conflict settled as one side has it.

use clap_complete::engine::ArgValueCandidates;
use serde_json::json;

use super::completions::ids;
use super::conflicts;
use super::context::Context;
use super::fail::Fail;
use super::help::{FLAG, Help};
use super::json;
use crate::model::Path;
use crate::model::merge::Keep;
use crate::model::message::{Text, text};
use crate::ops::OpError;
use crate::ops::conflicts::resolve;
use crate::ops::error::Exit;

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(add = ArgValueCandidates::new(ids))]
    pub id: String,
    pub field: Option<String>,
    #[arg(long, alias = "la-notre", conflicts_with = "theirs")]
    pub ours: bool,
    #[arg(long, alias = "la-leur")]
    pub theirs: bool,
    #[arg(long, alias = "ajouter")]
    pub add: bool,
}

pub const HELP: Help = Help {
    name: "resolve",
    alias: "concilier",
    about: text(
        "Concilier un conflit de git comme le veut un côté",
        "Settle a conflict of git as one side has it",
    ),
    args: &[
        ("id", text("ID", "ID"), text("La fiche", "The record")),
        (
            "field",
            text("CHAMP", "FIELD"),
            text("Le champ (sinon toute la fiche)", "The field (else the whole record)"),
        ),
        ("ours", FLAG, text("Comme nous l’avons", "As we have it")),
        ("theirs", FLAG, text("Comme ils l’ont", "As they have it")),
        (
            "add",
            FLAG,
            text(
                "Le dire à git (git add) une fois qu’il ne reste rien",
                "Tell git (git add) once nothing is left",
            ),
        ),
    ],
    more: text(
        "Exemple\u{a0}: registre resolve paie owner --theirs --add",
        "Example: registre resolve payroll owner --theirs --add",
    ),
};

const WHICH: Text = text("Choisir un côté\u{a0}: --ours ou --theirs.", "Choose a side: --ours or --theirs.");
const BAD_FIELD: Text = text("«\u{a0}{typed}\u{a0}» n’est pas un champ.", "“{typed}” is no field.");
const LEFT: Text = text(
    "{file}\u{a0}: {n} {n|champ reste|champs restent} en conflit",
    "{file}: {n} {n|field is|fields are} still in conflict",
);
const DONE: Text = text(
    "{file} est concilié. Pour le dire à git\u{a0}: git add, ou --add",
    "{file} is settled. To tell git: git add, or --add",
);
const ADDED: Text = text("{file} est concilié, et git le sait.", "{file} is settled, and git knows it.");

pub fn run(args: &Args, cx: &mut Context) -> Result<Exit, Fail> {
    let keep = match (args.ours, args.theirs) {
        (true, _) => Keep::Ours,
        (_, true) => Keep::Theirs,
        _ => return Err(OpError::new(Exit::Usage, WHICH).into()),
    };
    let field = args.field.as_deref().map(|typed| {
        let bad = || OpError::new(Exit::Usage, BAD_FIELD.msg().with("typed", typed));
        Path::parse(typed).filter(|path| !path.is_root()).ok_or_else(bad)
    });
    let field = field.transpose()?;
    let done = resolve(&cx.dir()?, &args.id, field.as_ref(), keep, args.add)?;
    if cx.is_json() {
        let left: Vec<_> = done.left.iter().map(|f| conflicts::field_json(&done.id, f, cx)).collect();
        cx.json(json!({
            "record": json::record_id(&done.id),
            "file": done.id.path(),
            "removed": done.removed,
            "added": done.added,
            "left": left,
        }));
        return Ok(Exit::Ok);
    }
    let said = match (done.left.len(), done.added) {
        (0, true) => ADDED.msg(),
        (0, false) => DONE.msg(),
        (n, _) => LEFT.msg().with("n", n),
    };
    cx.talk(&said.with("file", done.id.path()));
    for field in &done.left {
        conflicts::print(cx, &done.id, field);
    }
    Ok(Exit::Ok)
}
