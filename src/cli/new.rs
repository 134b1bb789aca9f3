//! `registre new KIND [ID]`: a new record, empty or copied.

use serde_json::json;

use super::ask;
use super::context::Context;
use super::fail::Fail;
use super::help::Help;
use super::json;
use super::out::Line;
use crate::model::message::{Text, text};
use crate::ops::create::{NewRecord, create};
use crate::ops::error::Exit;
use crate::ops::{assign, pick};

#[derive(Debug, clap::Args)]
pub struct Args {
    pub kind: String,
    pub id: Option<String>,
    #[arg(long)]
    pub name: Option<String>,
    #[arg(long)]
    pub from: Option<String>,
    pub fields: Vec<String>,
}

pub const HELP: Help = Help {
    name: "new",
    alias: "nouveau",
    about: text("Créer une fiche", "Make a record"),
    args: &[
        (
            "kind",
            text("GENRE", "KIND"),
            text(
                "activité, finalité, durée, sous-traitant (ou en anglais)",
                "activity, purpose, retention, processor",
            ),
        ),
        (
            "id",
            text("ID", "ID"),
            text("L’identifiant (sinon tiré du nom)", "The identifier (else made from the name)"),
        ),
        ("name", text("NOM", "NAME"), text("Le nom de la fiche", "The record’s name")),
        ("from", text("ID", "ID"), text("Copier cette fiche", "Copy this record")),
        (
            "fields",
            text("CHAMP=VALEUR", "FIELD=VALUE"),
            text("D’autres champs, comme pour set", "Other fields, as for set"),
        ),
    ],
    more: text(
        "\
L’identifiant de la fiche créée est écrit sur la sortie standard. Une activité naît à l’état de projet.
Exemples\u{a0}:
  registre new activity --name \"Gestion de la paie\" owner=\"Ressources humaines\"
  registre new activity paie-siege --from paie",
        "\
The identifier of the new record is printed on standard output. An activity begins as a draft.
Examples:
  registre new activity --name \"Payroll\" owner=\"Human resources\"
  registre new activity payroll-hq --from payroll",
    ),
};

const MADE: Text = text("{file} créé", "{file} made");
const ASK_NAME: Text = text("Nom\u{a0}:", "Name:");

pub fn run(args: &Args, cx: &mut Context) -> Result<Exit, Fail> {
    let kind = pick::kind(&args.kind, true)?;
    let dir = cx.dir()?;
    // Without an identifier the first FIELD=VALUE stands in its place.
    let (id, first) = match &args.id {
        Some(word) if word.contains('=') => (None, Some(word)),
        Some(word) => (Some(pick::new_id(word)?), None),
        None => (None, None),
    };
    let from = args.from.as_deref().map(|typed| pick::record(&dir, typed)).transpose()?;
    let mut name = args.name.clone();
    if name.is_none() && id.is_none() && from.is_none() && cx.can_ask() {
        name = ask::line(cx, &ASK_NAME.msg()).filter(|n| !n.is_empty());
    }
    let new = NewRecord { kind, id, name: name.as_deref(), from, lang: cx.lang() };
    let (mut workspace, id) = create(&dir, &new)?;
    let changes = first
        .into_iter()
        .chain(&args.fields)
        .map(|typed| assign::assignment(&id, typed))
        .collect::<Result<Vec<_>, _>>()?;
    assign::check_references(&dir, &changes)?;
    workspace.apply_all(changes)?;
    cx.save(&mut workspace)?;
    if cx.is_json() {
        cx.json(json!({ "record": json::record_id(&id), "file": id.path() }));
    } else {
        cx.talk(&MADE.msg().with("file", id.path()));
        cx.line(Line::of(id.to_string()));
    }
    Ok(Exit::Ok)
}
