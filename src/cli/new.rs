//! `registre new KIND [ID]`: a new record, empty or copied.

use serde_json::json;

use super::ask;
use super::context::Context;
use super::fail::Fail;
use super::help::Help;
use super::json;
use super::out::Line;
use crate::law::templates::{ALL, Template};
use crate::model::Kind;
use crate::model::message::{Text, text};
use crate::ops::create::{NewRecord, create};
use crate::ops::error::Exit;
use crate::ops::{OpError, assign, pick, templates};

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(required_unless_present = "templates")]
    pub kind: Option<String>,
    pub id: Option<String>,
    #[arg(long)]
    pub name: Option<String>,
    #[arg(long)]
    pub from: Option<String>,
    #[arg(long, conflicts_with = "from")]
    pub template: Option<String>,
    #[arg(long)]
    pub templates: bool,
    pub fields: Vec<String>,
}

const OF_ACTIVITIES: Text =
    text("Seule une activité part d’un modèle.", "Only an activity starts from a template.");

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
            "template",
            text("MODÈLE", "TEMPLATE"),
            text(
                "Partir d’un modèle d’activité, avec ses finalités et ses durées",
                "Start from an activity template, with its purposes and retention rules",
            ),
        ),
        ("templates", text("", ""), text("Lister les modèles", "List the templates")),
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
  registre new activity paie-siege --from paie
  registre new activity --template recruitment",
        "\
The identifier of the new record is printed on standard output. An activity begins as a draft.
Examples:
  registre new activity --name \"Payroll\" owner=\"Human resources\"
  registre new activity payroll-hq --from payroll
  registre new activity --template recruitment",
    ),
};

const MADE: Text = text("{file} créé", "{file} made");
const ASK_NAME: Text = text("Nom\u{a0}:", "Name:");

pub fn run(args: &Args, cx: &mut Context) -> Result<Exit, Fail> {
    let Some(kind) = args.kind.as_deref().filter(|_| !args.templates) else {
        return Ok(list_templates(cx));
    };
    let kind = pick::kind(kind, true)?;
    let template = args.template.as_deref().map(templates::find).transpose()?;
    if template.is_some() && kind != Kind::Activity {
        return Err(OpError::new(Exit::Usage, OF_ACTIVITIES).into());
    }
    let dir = cx.dir()?;
    // Without an identifier the first FIELD=VALUE stands in its place.
    let (id, first) = match &args.id {
        Some(word) if word.contains('=') => (None, Some(word)),
        Some(word) => (Some(pick::new_id(word)?), None),
        None => (None, None),
    };
    let from = args.from.as_deref().map(|typed| pick::record(&dir, typed)).transpose()?;
    let mut name = args.name.clone();
    if name.is_none() && id.is_none() && from.is_none() && template.is_none() && cx.can_ask() {
        name = ask::line(cx, &ASK_NAME.msg()).filter(|n| !n.is_empty());
    }
    let (mut workspace, id) = match template {
        Some(template) => templates::create(&dir, template, id, name.as_deref())?,
        None => create(&dir, &NewRecord { kind, id, name: name.as_deref(), from, lang: cx.lang() })?,
    };
    let changes = first
        .into_iter()
        .chain(&args.fields)
        .map(|typed| assign::assignment(&id, typed))
        .collect::<Result<Vec<_>, _>>()?;
    assign::check_references(&dir, &changes)?;
    workspace.apply_all(changes)?;
    let made: Vec<String> = Kind::MANY
        .iter()
        .flat_map(|k| workspace.register().of(*k))
        .filter(|r| !workspace.saved().contains(&r.id))
        .map(|r| r.id.path())
        .collect();
    cx.save(&mut workspace)?;
    if cx.is_json() {
        cx.json(json!({ "record": json::record_id(&id), "file": id.path(), "files": made }));
    } else {
        made.into_iter().for_each(|file| cx.talk(&MADE.msg().with("file", file)));
        cx.line(Line::of(id.to_string()));
    }
    Ok(Exit::Ok)
}

/// What can be started from: the name to type, then the name of the activity.
fn list_templates(cx: &mut Context) -> Exit {
    let lang = cx.lang();
    if cx.is_json() {
        let one = |t: &Template| {
            let purposes: Vec<&str> = t.purposes.iter().map(|p| p.name.get(lang)).collect();
            json!({ "id": t.id, "name": t.name.get(lang), "purposes": purposes })
        };
        cx.json(json!({ "templates": ALL.iter().map(one).collect::<Vec<_>>() }));
        return Exit::Ok;
    }
    let widest = ALL.iter().map(|t| t.id.len()).max().unwrap_or(0);
    for t in ALL {
        cx.line(Line::of(format!("{:widest$}  {}", t.id, t.name.get(lang))));
    }
    Exit::Ok
}
