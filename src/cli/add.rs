//! `registre add ID FIELD ITEM…`: adds items to a list.

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
    #[arg(required = true)]
    pub items: Vec<String>,
}

pub const HELP: Help = Help {
    name: "add",
    alias: "ajouter",
    about: text("Ajouter des éléments à une liste", "Add items to a list"),
    args: &[
        ("id", text("ID", "ID"), text("La fiche", "The record")),
        ("field", text("CHAMP", "FIELD"), text("La liste", "The list")),
        ("items", text("ÉLÉMENT", "ITEM"), text("Les éléments à ajouter", "The items to add")),
    ],
    more: text(
        "\
Une ligne d’un tableau se crée en renseignant un de ses champs (registre set).
Exemple\u{a0}: registre add paie software \"Logiciel de paie\"",
        "\
A row of a table is made by answering one of its fields (registre set).
Example: registre add payroll software \"Payroll software\"",
    ),
};

pub fn run(args: &Args, cx: &mut Context) -> Result<Exit, Fail> {
    let dir = cx.dir()?;
    let id = pick::record(&dir, &args.id)?;
    let changes = assign::add_items(&id, &args.field, &args.items)?;
    let mut workspace = edit::open(&dir, &id)?;
    let before = workspace.saved().clone();
    let changed = edit::edit(&mut workspace, &id, changes)?;
    cx.save(&mut workspace)?;
    report::changed(cx, &changed, &before, workspace.register());
    Ok(Exit::Ok)
}
