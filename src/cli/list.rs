//! `registre list [KIND]`: the records, one a line.

use serde_json::{Value as Json, json};

use super::context::Context;
use super::fail::Fail;
use super::finding;
use super::help::{FLAG, Help};
use super::json;
use super::out::{Line, Style, padded};
use crate::model::message::text;
use crate::model::{Kind, Record, Register};
use crate::ops::check::{Completeness, completeness};
use crate::ops::error::Exit;
use crate::ops::pick;
use crate::ops::query::Query;
use crate::ops::query::select::{self, Selected, Selection};
use crate::term::clean;

#[derive(Debug, clap::Args)]
pub struct Args {
    pub kind: Option<String>,
    #[arg(long, value_name = "QUERY", allow_hyphen_values = true)]
    pub filter: Option<String>,
    #[arg(long, value_name = "KEY")]
    pub sort: Option<String>,
    #[arg(long, requires = "sort")]
    pub reverse: bool,
}

pub const HELP: Help = Help {
    name: "list",
    alias: "lister",
    about: text("Lister les fiches", "List the records"),
    args: &[
        (
            "kind",
            text("GENRE", "KIND"),
            text(
                "Un seul genre\u{a0}: activity, purpose, retention, processor (ou en français)",
                "One kind only: activity, purpose, retention, processor",
            ),
        ),
        (
            "filter",
            text("REQUÊTE", "QUERY"),
            text(
                "Des mots, ou clé:valeur\u{a0}: statut, base, pays, durée, constat… ou un champ (owner:RH)",
                "Words, or key:value: status, basis, country, period, finding… or a field (owner:HR)",
            ),
        ),
        (
            "sort",
            text("CLÉ", "KEY"),
            text(
                "L’ordre\u{a0}: titre, réf, statut, revue, constats, création",
                "The order: title, ref, status, review, findings, created",
            ),
        ),
        ("reverse", FLAG, text("Dans l’autre sens", "The other way round")),
    ],
    more: text(
        "\
Dans une requête\u{a0}: «\u{a0}-\u{a0}» demande le contraire, «\u{a0}*\u{a0}» ce qui est renseigné, «\u{a0}?\u{a0}» ce qui ne l’est pas\u{202f};
«\u{a0}<\u{a0}» et «\u{a0}>\u{a0}» comparent\u{202f}; une virgule sépare plusieurs valeurs possibles.
Exemple\u{a0}: registre lister activité --filter 'statut:active pays:US -service:RH durée:>3ans'

Les fiches illisibles sont signalées à part et le code de sortie est alors 3.",
        "\
In a query: “-” asks for the contrary, “*” for what is answered, “?” for what is not;
“<” and “>” compare; a comma stands between several values that will do.
Example: registre list activity --filter 'status:active country:US -owner:HR period:>3years'

Records that cannot be read are named apart, and the exit code is then 3.",
    ),
};

pub fn run(args: &Args, cx: &mut Context) -> Result<Exit, Fail> {
    let kinds = match &args.kind {
        Some(typed) => vec![pick::kind(typed, true)?],
        None => Kind::ALL.to_vec(),
    };
    let order = args.sort.as_deref().map(|typed| select::order(typed, args.reverse)).transpose()?;
    let query = Query::parse(args.filter.as_deref().unwrap_or_default());
    let workspace = cx.open_to_read()?;
    let lang = cx.lang();
    let asked = Selection { query: &query, order, today: cx.today(), lang };
    let selected = select::select(&workspace, &kinds, &asked)?;
    let unreadable: Vec<_> = workspace.unreadable().cloned().collect();
    if cx.is_json() {
        let head = |record: &std::sync::Arc<Record>| {
            let mut head = json::head(record, lang);
            if let Some(seen) = completeness(workspace.register(), record) {
                head["completeness"] = of_completeness(&seen);
            }
            head
        };
        let records: Vec<_> = selected.iter().flat_map(|s| &s.records).map(head).collect();
        let findings = json::findings(&finding::place(&workspace, &unreadable), lang);
        cx.json(json!({ "records": records, "unreadable": findings }));
        return Ok(if unreadable.is_empty() { Exit::Ok } else { Exit::Register });
    }
    let broken = finding::warn_of_unreadable(cx, &workspace);
    for Selected { kind, records } in &selected {
        let records: Vec<&Record> = records.iter().map(AsRef::as_ref).collect();
        if records.is_empty() && kinds.len() > 1 {
            continue;
        }
        if kinds.len() > 1 {
            let heading = format!("{} ({})", kind.plural().get(lang), records.len());
            cx.line(Line::new().with(Style::Bold, heading));
        }
        let indent = if kinds.len() > 1 { "  " } else { "" };
        table(cx, &records, indent, workspace.register());
    }
    Ok(if broken { Exit::Register } else { Exit::Ok })
}

/// Identifier, reference number where any record has one, title, status, how far an activity is.
fn table(cx: &mut Context, records: &[&Record], indent: &str, register: &Register) {
    let lang = cx.lang();
    let reference = |r: &Record| r.fields.text("ref").unwrap_or_default().to_owned();
    let widest =
        |cells: &mut dyn Iterator<Item = String>| cells.map(|c| clean(&c).width()).max().unwrap_or(0);
    let ids = widest(&mut records.iter().map(|r| r.id.id.to_string()));
    let refs = widest(&mut records.iter().map(|r| reference(r)));
    for record in records {
        let mut line = Line::new().plain(indent).plain(padded(record.id.id.as_str(), ids)).plain("  ");
        if refs > 0 {
            line = line.plain(padded(&reference(record), refs)).plain("  ");
        }
        line = line.plain(record.title(lang));
        let status = record.fields.choice("status").map(|s| s.label.get(lang).to_lowercase());
        let answered = completeness(register, record).map(|seen| seen.whole.words(lang));
        let said: Vec<String> = status.into_iter().chain(answered).collect();
        if !said.is_empty() {
            line = line.with(Style::Dim, format!("  ({})", said.join(", ")));
        }
        cx.line(line);
    }
}

/// How much of the model is answered, in percent, as a whole and by section.
fn of_completeness(seen: &Completeness) -> Json {
    let sections = seen
        .sections
        .iter()
        .map(|(section, share)| json!({ "section": section.word(), "percent": share.percent() }));
    json!({ "percent": seen.whole.percent(), "sections": sections.collect::<Json>() })
}
