//! `registre search WORDS`: where in all records the words stand.

use serde_json::{Value as Json, json};

use super::context::Context;
use super::fail::Fail;
use super::finding;
use super::help::Help;
use super::json;
use super::out::{Line, Style};
use crate::i18n::format::colon;
use crate::model::message::{Lang, Text, text};
use crate::ops::Workspace;
use crate::ops::error::Exit;
use crate::ops::query::Query;
use crate::ops::query::search::{Found, Hit, label};
use crate::ops::query::select::{self, Selection};

const NOTHING: Text = text("Rien ne correspond.", "Nothing matches.");
const MORE: Text = text("… et {n} {n|autre endroit|autres endroits}", "… and {n} more {n|place|places}");

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(required = true)]
    pub words: Vec<String>,
}

pub const HELP: Help = Help {
    name: "search",
    alias: "chercher",
    about: text("Chercher dans tous les textes de toutes les fiches", "Search all texts of all records"),
    args: &[(
        "words",
        text("MOTS", "WORDS"),
        text(
            "Les mots, qui doivent tous s’y trouver\u{202f}; clé:valeur restreint, comme list --filter",
            "The words, all of which must be there; key:value narrows, as with list --filter",
        ),
    )],
    more: text(
        "Les accents et les majuscules ne comptent pas. Exemple\u{a0}: registre chercher newsletter statut:active",
        "Accents and capitals do not count. Example: registre search newsletter status:active",
    ),
};

pub fn run(args: &Args, cx: &mut Context) -> Result<Exit, Fail> {
    let lang = cx.lang();
    let query = Query::parse(&args.words.join(" "));
    let workspace = cx.open()?;
    let asked = Selection { query: &query, order: None, today: cx.today(), lang };
    let results = select::search(&workspace, &asked)?;
    let unreadable: Vec<_> = workspace.unreadable().cloned().collect();
    if cx.is_json() {
        let records: Vec<Json> =
            results.found.iter().filter_map(|f| found_json(f, &workspace, lang)).collect();
        let findings = json::findings(&finding::place(&workspace, &unreadable), lang);
        cx.json(json!({ "records": records, "unreadable": findings }));
        return Ok(if unreadable.is_empty() { Exit::Ok } else { Exit::Register });
    }
    let broken = finding::warn_of_unreadable(cx, &workspace);
    for found in &results.found {
        print(cx, found, &workspace, lang);
    }
    if results.found.is_empty() {
        cx.talk(&NOTHING.msg());
    }
    Ok(if broken { Exit::Register } else { Exit::Ok })
}

fn print(cx: &mut Context, found: &Found, workspace: &Workspace, lang: Lang) {
    let Some(record) = workspace.register().get(&found.record) else { return };
    let path = found.record.path();
    cx.line(Line::new().with(Style::Bold, record.title(lang)).with(Style::Dim, format!("  {path}")));
    let colon = colon(lang);
    for hit in &found.hits {
        let label = label(&found.record, &hit.path, lang);
        let line = Line::new().plain("  ").with(Style::Dim, format!("{label}{colon}"));
        cx.line(line.plain(&hit.before).with(Style::Bold, &hit.hit).plain(&hit.after));
    }
    if found.more > 0 {
        cx.line(Line::new().plain("  ").with(Style::Dim, MORE.msg().with("n", found.more).get(lang)));
    }
}

fn found_json(found: &Found, workspace: &Workspace, lang: Lang) -> Option<Json> {
    let record = workspace.register().get(&found.record)?;
    let mut out = json::head(record, lang);
    let hit = |hit: &Hit| {
        json!({
            "path": hit.path.to_string(),
            "label": label(&found.record, &hit.path, lang),
            "before": hit.before,
            "hit": hit.hit,
            "after": hit.after,
        })
    };
    out["hits"] = found.hits.iter().map(hit).collect();
    out["more"] = found.more.into();
    Some(out)
}
