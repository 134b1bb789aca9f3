//! `registre blame ID`: since when each field says what it says, by whom.

use serde_json::json;

use super::context::Context;
use super::fail::Fail;
use super::help::Help;
use super::json;
use super::out::{Line, Style};
use crate::i18n::changes::label;
use crate::i18n::format::date;
use crate::i18n::values::words;
use crate::model::field_at;
use crate::model::message::{Text, text};
use crate::ops::blame::{Since, blame};
use crate::ops::error::Exit;
use crate::ops::pick;

#[derive(Debug, clap::Args)]
pub struct Args {
    pub id: String,
    #[arg(long)]
    pub field: Option<String>,
}

pub const HELP: Help = Help {
    name: "blame",
    alias: "origine",
    about: text(
        "Dire depuis quand, par qui et pourquoi chaque champ dit ce qu’il dit",
        "Say since when, by whom and why each field says what it says",
    ),
    args: &[
        ("id", text("ID", "ID"), text("La fiche", "The record")),
        (
            "field",
            text("CHAMP", "FIELD"),
            text("Ce champ et ce qu’il contient seulement", "This field and what it holds only"),
        ),
    ],
    more: text(
        "Exemple\u{a0}: registre blame paie --field data",
        "Example: registre blame payroll --field data",
    ),
};

const UNCOMMITTED: Text = text("pas encore validé", "not committed yet");
const BEFORE: Text =
    text("avant l’histoire de ce clone superficiel", "before the history of this shallow clone");

pub fn run(args: &Args, cx: &mut Context) -> Result<Exit, Fail> {
    let id = cx.pick(&args.id)?;
    let workspace = cx.open_to_read()?;
    pick::read(&workspace, &id)?;
    let lang = cx.lang();
    let mut lines = blame(&workspace, &id, &|| false)?;
    if let Some(field) = &args.field {
        let asked: Vec<&str> = field.split('.').collect();
        lines.retain(|l| {
            l.path.keys().len() >= asked.len() && l.path.keys().iter().zip(&asked).all(|(k, a)| k == a)
        });
    }
    if cx.is_json() {
        let line = |l: &crate::ops::blame::Line| {
            let mut out = json!({ "path": l.path.to_string(), "value": json::value(&l.value) });
            match &l.since {
                Since::Commit(c) => {
                    out["commit"] = json!({
                        "id": c.id.to_string(),
                        "date": c.date.map(|d| d.to_rfc3339()),
                        "author": c.author,
                        "summary": c.summary,
                    });
                }
                Since::Uncommitted => out["since"] = "uncommitted".into(),
                Since::BeforeHistory => out["since"] = "before-history".into(),
            }
            out
        };
        let document =
            json!({ "record": json::record_id(&id), "lines": lines.iter().map(line).collect::<Vec<_>>() });
        cx.json(document);
        return Ok(Exit::Ok);
    }
    for l in &lines {
        let Some(field) = field_at(&id, l.path.keys()) else { continue };
        let said = words(&l.value, &field.shape, workspace.register(), lang);
        let head = Line::new().with(Style::Bold, label(&id, &l.path, lang)).plain(" : ").plain(said);
        cx.line(head);
        let since = match &l.since {
            Since::Commit(c) => {
                let day = c.date.map_or_else(|| "?".to_owned(), |d| date(d.date_naive(), lang));
                format!("{day}  {}  {}  {}", c.author, c.id.short(), c.summary)
            }
            Since::Uncommitted => UNCOMMITTED.get(lang).to_owned(),
            Since::BeforeHistory => BEFORE.get(lang).to_owned(),
        };
        cx.line(Line::new().with(Style::Dim, format!("    {since}")));
    }
    Ok(Exit::Ok)
}
