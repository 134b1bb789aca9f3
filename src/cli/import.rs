//! `registre import FILE`: the register kept in the authority's spreadsheet → records.

use std::path::PathBuf;

use serde_json::{Value as Json, json};

use super::context::{Context, today};
use super::fail::Fail;
use super::help::{FLAG, Help};
use super::json;
use super::out::{Line, Style};
use super::report;
use crate::i18n::changes;
use crate::model::Severity;
use crate::model::message::{Lang, Text, text};
use crate::ops::error::Exit;
use crate::ops::import::{Import, Plan, Remark, import, nothing};

#[derive(Debug, clap::Args)]
pub struct Args {
    pub file: PathBuf,
    #[arg(long)]
    pub dry_run: bool,
    #[arg(long)]
    pub with_example: bool,
}

pub const HELP: Help = Help {
    name: "import",
    alias: "importer",
    about: text(
        "Importer un registre tenu dans le tableur de la CNIL",
        "Import a register kept in the CNIL’s spreadsheet",
    ),
    args: &[
        ("file", text("FICHIER", "FILE"), text("Le classeur, .ods ou .xlsx", "The workbook, .ods or .xlsx")),
        (
            "dry_run",
            FLAG,
            text("Montrer ce qui serait fait, sans rien écrire", "Show what would be done, without writing"),
        ),
        (
            "with_example",
            FLAG,
            text("Importer aussi la fiche d’exemple de la CNIL", "Also import the CNIL’s example sheet"),
        ),
    ],
    more: text(
        "\
Rien n’est perdu\u{a0}: ce qui ne trouve pas de champ est listé avec l’adresse de sa cellule et gardé dans une note.
Une réponse du registre n’est jamais remplacée\u{a0}: celle du classeur est signalée et gardée de même.
Exemple\u{a0}: registre import registre-rgpd.ods --dry-run",
        "\
Nothing is lost: what finds no field is listed with the address of its cell and kept in a note.
An answer of the register is never replaced: that of the workbook is reported and kept in the same way.
Example: registre import gdpr-register.ods --dry-run",
    ),
};

const SHEETS: Text = text("Feuilles", "Sheets");
const CHANGES: Text = text("Changements", "Changes");
const REMARKS: Text = text("À regarder", "To look at");
const UNPLACED: Text = text("Sans champ, gardé dans une note", "Without a field, kept in a note");
const UNKNOWN: Text = text("Non renseigné dans le classeur", "Not known in the workbook");
const WOULD: Text = text(
    "{n} {n|fiche serait créée ou changée|fiches seraient créées ou changées}\u{a0}; rien n’a été écrit.",
    "{n} {n|record|records} would be made or changed; nothing was written.",
);
const DONE: Text = text(
    "{n} {n|fiche créée ou changée|fiches créées ou changées}. Ensuite\u{a0}: registre check, puis registre commit",
    "{n} {n|record|records} made or changed. Next: registre check, then registre commit",
);

pub fn run(args: &Args, cx: &mut Context) -> Result<Exit, Fail> {
    let mut workspace = cx.open()?;
    let how = Import { with_example: args.with_example, today: today() };
    let plan = import(&mut workspace, &args.file, &how)?;
    let pending = workspace.pending();
    let lang = cx.lang();
    let words = changes::lines(&pending, workspace.saved(), workspace.register(), lang);
    if !args.dry_run {
        if pending.is_empty() && !cx.is_json() {
            print(cx, &plan, &words);
        }
        if pending.is_empty() {
            return Err(nothing(&plan).into());
        }
        cx.save(&mut workspace)?;
    }
    if cx.is_json() {
        let mut document = document(&plan, lang);
        document["changes"] = report::files(&pending);
        document["words"] = words.into();
        document["written"] = (!args.dry_run).into();
        cx.json(document);
        return Ok(Exit::Ok);
    }
    print(cx, &plan, &words);
    let said = if args.dry_run { WOULD } else { DONE };
    cx.talk(&said.msg().with("n", pending.len()));
    Ok(Exit::Ok)
}

fn print(cx: &mut Context, plan: &Plan, words: &[String]) {
    let lang = cx.lang();
    let sheets: Vec<String> = plan
        .sheets
        .iter()
        .map(|(name, used)| match used {
            crate::ops::import::SheetUse::Record(id) => {
                format!("{name}\u{a0}: {} → {id}", used.label().get(lang))
            }
            _ => format!("{name}\u{a0}: {}", used.label().get(lang)),
        })
        .collect();
    section(cx, SHEETS, &sheets);
    section(cx, CHANGES, words);
    if !plan.remarks.is_empty() {
        heading(cx, REMARKS, plan.remarks.len());
        for remark in &plan.remarks {
            cx.line(remark_line(remark, lang));
        }
    }
    let unplaced: Vec<String> =
        plan.unplaced.iter().map(|u| format!("{}\u{a0}: {}", u.place, u.text)).collect();
    section(cx, UNPLACED, &unplaced);
    section(cx, UNKNOWN, &plan.unknown);
}

fn section(cx: &mut Context, title: Text, lines: &[String]) {
    if !lines.is_empty() {
        heading(cx, title, lines.len());
        report::indented(cx, lines, "  ");
    }
}

fn heading(cx: &mut Context, title: Text, count: usize) {
    let said = format!("{} ({count})", cx.t(title));
    cx.line(Line::new().with(Style::Bold, said));
}

fn remark_line(remark: &Remark, lang: Lang) -> Line {
    let style = match remark.severity {
        Severity::Error => Style::Error,
        Severity::Warning => Style::Warning,
        Severity::Advice => Style::Plain,
    };
    let place = remark.place.as_ref().map_or_else(String::new, |p| format!("{p}\u{a0}: "));
    Line::new()
        .plain("  ")
        .with(style, remark.severity.mark())
        .with(Style::Dim, format!(" {} ", remark.code))
        .plain(place)
        .plain(remark.message.get(lang))
}

fn document(plan: &Plan, lang: Lang) -> Json {
    let remarks: Vec<Json> = plan
        .remarks
        .iter()
        .map(|r| {
            let mut remark = json!({
                "code": r.code,
                "severity": r.severity.word(),
                "message": r.message.get(lang),
            });
            if let Some(id) = &r.record {
                remark["record"] = json::record_id(id);
            }
            if let Some(place) = &r.place {
                remark["place"] = place.as_str().into();
            }
            remark
        })
        .collect();
    let unplaced: Vec<Json> = plan
        .unplaced
        .iter()
        .map(|u| {
            let mut piece = json!({ "place": u.place, "text": u.text });
            if let Some(id) = &u.record {
                piece["record"] = json::record_id(id);
            }
            piece
        })
        .collect();
    let sheets: Vec<Json> = plan
        .sheets
        .iter()
        .map(|(name, used)| {
            use crate::ops::import::SheetUse as Use;
            let (word, record) = match used {
                Use::List => ("list", None),
                Use::Record(id) => ("record", Some(id)),
                Use::Example => ("example", None),
                Use::EmptyModel => ("empty-model", None),
                Use::Help => ("help", None),
                Use::Foreign => ("foreign", None),
            };
            let mut sheet = json!({ "name": name, "use": word });
            if let Some(id) = record {
                sheet["record"] = json::record_id(id);
            }
            sheet
        })
        .collect();
    json!({ "sheets": sheets, "remarks": remarks, "unplaced": unplaced, "unknown": plan.unknown })
}
