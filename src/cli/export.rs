//! `registre export FORMAT`: the register as a document.

use std::path::PathBuf;

use clap::ValueEnum;
use serde_json::{Value as Json, json};

use super::context::{Context, today};
use super::fail::Fail;
use super::help::{FLAG, Help};
use super::json;
use super::out::Line;
use crate::model::date;
use crate::model::message::{Text, text};
use crate::ops::error::Exit;
use crate::ops::export::{LeftOut, Print, cnil_ods, pdf};
use crate::ops::{OpError, Workspace, output, pick};

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_enum, hide_possible_values = true)]
    pub format: Format,
    #[arg(long)]
    pub only: Option<String>,
    #[arg(short, long)]
    pub output: Option<PathBuf>,
    #[arg(long)]
    pub date: Option<String>,
    #[arg(long)]
    pub no_git: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Pdf,
    CnilOds,
}

pub const HELP: Help = Help {
    name: "export",
    alias: "exporter",
    about: text(
        "Imprimer le registre en PDF, ou dans le tableur de la CNIL",
        "Print the register as PDF, or as the CNIL’s spreadsheet",
    ),
    args: &[
        ("format", text("FORMAT", "FORMAT"), text("pdf ou cnil-ods", "pdf or cnil-ods")),
        ("only", text("ID", "ID"), text("Cette activité seulement (pdf)", "This activity only (pdf)")),
        (
            "output",
            text("FICHIER", "FILE"),
            text(
                "Où l’écrire\u{a0}; «\u{a0}-\u{a0}» pour la sortie standard (sinon registre.pdf, registre.ods)",
                "Where to write it; “-” for standard output (else registre.pdf, registre.ods)",
            ),
        ),
        (
            "date",
            text("DATE", "DATE"),
            text("La date du document (sinon aujourd’hui)", "The document’s date (else today)"),
        ),
        (
            "no_git",
            FLAG,
            text(
                "Sans le commit ni les dates que git connaît\u{a0}; l’empreinte reste",
                "Without the commit and the dates that git knows; the fingerprint stays",
            ),
        ),
    ],
    more: text(
        "\
Le document est dans la langue du registre, ou dans celle de --lang.
Exemples\u{a0}:
  registre export pdf -o ../registre-2026.pdf
  registre export pdf --only paie",
        "\
The document is in the register’s language, or in that of --lang.
Examples:
  registre export pdf -o ../register-2026.pdf
  registre export pdf --only payroll",
    ),
};

const BAD_DATE: Text = text(
    "«\u{a0}{typed}\u{a0}» n’est pas une date\u{a0}: écrire 2026-11-23 ou 23/11/2026.",
    "“{typed}” is not a date: write 2026-11-23 or 23/11/2026.",
);
const ONLY_PDF: Text = text("--only ne vaut que pour pdf.", "--only goes with pdf alone.");
const TERMINAL: Text = text(
    "Un document ne s’affiche pas dans un terminal\u{a0}: donner un fichier à -o.",
    "A document cannot be shown in a terminal: give -o a file.",
);
const PAGES: Text = text("{path}\u{a0}: {n} {n|page|pages}", "{path}: {n} {n|page|pages}");
const WRITTEN: Text = text("{path} écrit", "{path} written");
const LEFT_OUT: Text = text(
    "{n} {n|valeur n’a|valeurs n’ont} pas de place dans le modèle de la CNIL et {n|reste|restent} dans le registre seul\u{a0}: {which}",
    "{n} {n|value has|values have} no place in the CNIL’s template and {n|stays|stay} in the register alone: {which}",
);
/// How many of the values without a place a sentence names.
const NAMED: usize = 8;

/// A document ready to be written, and what to say of it.
struct Made {
    bytes: Vec<u8>,
    pages: Option<usize>,
    left_out: Vec<LeftOut>,
    warnings: Vec<String>,
}

pub fn run(args: &Args, cx: &mut Context) -> Result<Exit, Fail> {
    let workspace = cx.open()?;
    let broken = super::finding::warn_of_unreadable(cx, &workspace);
    if broken {
        // A document that silently lacks a sheet would say something false.
        return Err(incomplete().into());
    }
    let (mut made, name) = make(args, cx, &workspace)?;
    let path = args.output.clone().unwrap_or_else(|| PathBuf::from(name));
    let to_stdout = path.as_os_str() == "-";
    if to_stdout && (cx.is_json() || cx.stdout_is_terminal()) {
        return Err(OpError::new(Exit::Usage, TERMINAL).into());
    }
    if to_stdout {
        cx.bytes(std::mem::take(&mut made.bytes));
    } else {
        output::write(&path, &made.bytes)?;
        made.warnings.extend(output::inside(&path, workspace.dir()).map(|m| m.get(cx.lang())));
    }
    let shown = path.display().to_string();
    if cx.is_json() {
        cx.json(document(&shown, &made));
        return Ok(Exit::Ok);
    }
    for warning in &made.warnings {
        cx.warn(Line::of(warning));
    }
    if !made.left_out.is_empty() {
        cx.talk(&left_out(&made.left_out));
    }
    cx.talk(&match made.pages {
        Some(n) => PAGES.msg().with("path", shown).with("n", n),
        None => WRITTEN.msg().with("path", shown),
    });
    Ok(Exit::Ok)
}

fn incomplete() -> OpError {
    let message = text(
        "Une fiche au moins est illisible\u{a0}: le document serait incomplet, il n’est pas écrit.",
        "At least one record cannot be read: the document would be incomplete, it is not written.",
    );
    OpError::new(Exit::Register, message)
}

fn make(args: &Args, cx: &Context, workspace: &Workspace) -> Result<(Made, String), Fail> {
    let lang = cx.asked_lang().unwrap_or_else(|| workspace.register().language());
    let only = args.only.as_deref().map(|typed| pick::record(workspace.dir(), typed)).transpose()?;
    match args.format {
        Format::Pdf => {
            let date = match &args.date {
                None => today(),
                Some(typed) => date::parse(typed)
                    .ok_or_else(|| OpError::new(Exit::Usage, BAD_DATE.msg().with("typed", typed)))?,
            };
            let name = only.as_ref().map_or("registre.pdf".to_owned(), |id| format!("{}.pdf", id.id));
            let pdf = pdf(workspace, &Print { lang, date, only, with_git: !args.no_git })?;
            let warnings = pdf.warnings.iter().map(|w| w.get(cx.lang())).collect();
            let made = Made { bytes: pdf.bytes, pages: Some(pdf.pages), left_out: Vec::new(), warnings };
            Ok((made, name))
        }
        Format::CnilOds if only.is_some() => Err(OpError::new(Exit::Usage, ONLY_PDF).into()),
        Format::CnilOds => {
            let out = cnil_ods(workspace)?;
            let made = Made { bytes: out.bytes, pages: None, left_out: out.left_out, warnings: Vec::new() };
            Ok((made, "registre.ods".to_owned()))
        }
    }
}

fn place(left: &LeftOut) -> String {
    if left.path.is_root() { left.record.to_string() } else { format!("{} {}", left.record, left.path) }
}

fn left_out(all: &[LeftOut]) -> crate::model::Message {
    let mut named: Vec<String> = all.iter().take(NAMED).map(place).collect();
    if all.len() > NAMED {
        named.push("…".to_owned());
    }
    LEFT_OUT.msg().with("n", all.len()).with("which", named.join(", "))
}

fn document(path: &str, made: &Made) -> Json {
    let mut out = json!({ "file": path, "bytes": made.bytes.len(), "warnings": made.warnings });
    if let Some(pages) = made.pages {
        out["pages"] = pages.into();
    } else {
        out["left_out"] = made
            .left_out
            .iter()
            .map(|l| json!({ "record": json::record_id(&l.record), "path": l.path.to_string() }))
            .collect();
    }
    out
}
