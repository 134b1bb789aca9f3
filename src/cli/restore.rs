//! `registre restore ID[.FIELD] --from REV`: what was, brought back.

use super::context::Context;
use super::fail::Fail;
use super::help::Help;
use super::report;
use crate::model::message::{Text, text};
use crate::model::{Path, RecordId};
use crate::ops::error::Exit;
use crate::ops::past::PastRegister;
use crate::ops::restore::restore;
use crate::ops::{OpError, Workspace};

#[derive(Debug, clap::Args)]
pub struct Args {
    pub what: String,
    #[arg(long, default_value = "HEAD", hide_default_value = true)]
    pub from: String,
}

pub const HELP: Help = Help {
    name: "restore",
    alias: "restaurer",
    about: text("Ramener une fiche ou un champ tel qu’il était", "Bring back a record or a field as it was"),
    args: &[
        (
            "what",
            text("ID[.CHAMP]", "ID[.FIELD]"),
            text("La fiche, ou le champ après un point", "The record, or the field after a dot"),
        ),
        (
            "from",
            text("ÉTAT", "STATE"),
            text(
                "D’où\u{a0}: branche, étiquette, commit ou jour (sinon le dernier commit)",
                "From where: branch, tag, commit or day (else the last commit)",
            ),
        ),
    ],
    more: text(
        "\
Une fiche entière revient avec ses commentaires\u{202f}; d’un champ, ses lignes seules changent.
Exemples\u{a0}:
  registre restore paie --from HEAD~2
  registre restaurer paie.data.contact.retention --from 31/05/2025",
        "\
A whole record comes back with its comments; of a field, its lines alone change.
Examples:
  registre restore payroll --from HEAD~2
  registre restore payroll.data.contact.retention --from 2025-05-31",
    ),
};

const BAD_PATH: Text = text(
    "«\u{a0}{typed}\u{a0}» n’est pas un champ\u{a0}: des clés séparées par des points.",
    "“{typed}” is no field: keys separated by dots.",
);
const SAME: Text =
    text("Rien à ramener\u{a0}: c’est déjà ainsi.", "Nothing to bring back: it is so already.");

pub fn run(args: &Args, cx: &mut Context) -> Result<Exit, Fail> {
    let (name, field) = match args.what.split_once('.') {
        Some(_) if args.what.ends_with(".toml") => (args.what.as_str(), None),
        Some((name, field)) => (name, Some(field)),
        None => (args.what.as_str(), None),
    };
    let path = match field {
        Some(typed) => Some(
            Path::parse(typed)
                .ok_or_else(|| OpError::new(Exit::Usage, BAD_PATH.msg().with("typed", typed)))?,
        ),
        None => None,
    };
    let id = named(name, &args.from, cx)?;
    let mut workspace: Workspace = cx.open()?;
    let before = workspace.saved().clone();
    let Some(act) = restore(&mut workspace, &id, path.as_ref(), &args.from)? else {
        cx.talk(&SAME.msg());
        report::changed(cx, &[], &before, &before);
        return Ok(Exit::Ok);
    };
    let changes = act.changes();
    cx.save(&mut workspace)?;
    report::changed(cx, &changes, &before, workspace.saved());
    Ok(Exit::Ok)
}

/// A record that is there, else one that was there then.
fn named(typed: &str, from: &str, cx: &Context) -> Result<RecordId, OpError> {
    cx.pick(typed).or_else(|error| match PastRegister::at(&cx.dir()?, from) {
        Ok(past) => past.record(typed).map_err(|_| error),
        Err(other) => Err(other),
    })
}
