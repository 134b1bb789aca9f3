//! `registre set ID FIELD=VALUE…`: answers fields of one record.

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
    #[arg(required_unless_present = "unset")]
    pub fields: Vec<String>,
    #[arg(long)]
    pub unset: Vec<String>,
}

pub const HELP: Help = Help {
    name: "set",
    alias: "definir",
    about: text("Renseigner des champs d’une fiche", "Answer fields of a record"),
    args: &[
        ("id", text("ID", "ID"), text("La fiche", "The record")),
        (
            "fields",
            text("CHAMP=VALEUR", "FIELD=VALUE"),
            text("Les champs et leurs valeurs", "The fields and their values"),
        ),
        (
            "unset",
            text("CHAMP", "FIELD"),
            text("Remettre ce champ à «\u{a0}non renseigné\u{a0}»", "Put this field back to “not known yet”"),
        ),
    ],
    more: text(
        "\
Une valeur vide ou «\u{a0}néant\u{a0}» veut dire qu’on a regardé et qu’il n’y en a pas\u{a0}; --unset, qu’on ne sait pas encore.
Dates\u{a0}: 2026-11-23 ou 23/11/2026. Durées\u{a0}: 3 ans, 13 mois, P3Y.
Listes\u{a0}: mots et identifiants séparés par «\u{a0};\u{a0}»\u{a0}; textes libres, un par ligne, ou par registre add.
Exemples\u{a0}:
  registre set paie owner=\"Ressources humaines\" transfers=néant
  registre set paie processors=\"cabinet-aval; hebergeur\" data.contact.mandatory=oui
  registre add paie data.contact.items nom prénom
  registre set paie --unset reviewed_on",
        "\
An empty value or “none” says that it was looked at and there is none; --unset, that it is not known yet.
Dates: 2026-11-23 or 23/11/2026. Periods: 3 years, 13 months, P3Y.
Lists: words and identifiers separated by “;”; free texts one a line, or by registre add.
Examples:
  registre set payroll owner=\"Human resources\" transfers=none
  registre set payroll processors=\"accountants; hosting\" data.contact.mandatory=yes
  registre add payroll data.contact.items name \"first name\"
  registre set payroll --unset reviewed_on",
    ),
};

pub fn run(args: &Args, cx: &mut Context) -> Result<Exit, Fail> {
    let dir = cx.dir()?;
    let id = pick::record(&dir, &args.id)?;
    let mut changes =
        args.unset.iter().map(|typed| assign::unset(&id, typed)).collect::<Result<Vec<_>, _>>()?;
    for typed in &args.fields {
        changes.push(assign::assignment(&id, typed)?);
    }
    let mut workspace = edit::open(&dir, &id)?;
    let before = workspace.saved().clone();
    let changed = edit::edit(&mut workspace, &id, changes)?;
    cx.save(&mut workspace)?;
    report::changed(cx, &changed, &before, workspace.register());
    Ok(Exit::Ok)
}
