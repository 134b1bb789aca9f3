//! `registre remove ID FIELD ITEM…`: takes items out of a list, or a row out of a table.

use clap_complete::engine::ArgValueCandidates;

use super::completions::ids;
use super::context::Context;
use super::fail::Fail;
use super::help::Help;
use super::report;
use crate::model::message::text;
use crate::ops::error::Exit;
use crate::ops::{assign, edit, pick};

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(add = ArgValueCandidates::new(ids))]
    pub id: String,
    pub field: String,
    pub items: Vec<String>,
}

pub const HELP: Help = Help {
    name: "remove",
    alias: "retirer",
    about: text("Retirer des éléments d’une liste, ou une ligne", "Take items out of a list, or a row away"),
    args: &[
        ("id", text("ID", "ID"), text("La fiche", "The record")),
        (
            "field",
            text("CHAMP", "FIELD"),
            text("La liste, ou la ligne (data.contact)", "The list, or the row (data.contact)"),
        ),
        ("items", text("ÉLÉMENT", "ITEM"), text("Les éléments à retirer", "The items to take out")),
    ],
    more: text(
        "\
Le dernier élément d’une liste parti laisse «\u{a0}néant\u{a0}»\u{a0}; la dernière ligne partie, «\u{a0}non renseigné\u{a0}».
Exemples\u{a0}:
  registre remove paie software \"Ancien logiciel\"
  registre remove paie data.contact",
        "\
The last item of a list gone leaves “none”; the last row gone, “not known yet”.
Examples:
  registre remove payroll software \"Old software\"
  registre remove payroll data.contact",
    ),
};

pub fn run(args: &Args, cx: &mut Context) -> Result<Exit, Fail> {
    let dir = cx.dir()?;
    let id = pick::record(&dir, &args.id)?;
    let changes = assign::remove_items(&id, &args.field, &args.items)?;
    let mut workspace = edit::open(&dir, &id)?;
    let before = workspace.saved().clone();
    let changed = edit::edit(&mut workspace, &id, changes)?;
    cx.save(&mut workspace)?;
    report::changed(cx, &changed, &before, workspace.register());
    Ok(Exit::Ok)
}
