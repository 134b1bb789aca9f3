//! `registre export FORMAT`: the register as a document.

use std::path::PathBuf;

use clap::ValueEnum;
use serde_json::{Value as Json, json};

use super::context::{Context, day};
use super::fail::Fail;
use super::help::{FLAG, Help};
use super::out::Line;
use super::{finding, json};
use crate::i18n::format::long_date;
use crate::model::Finding;
use crate::model::message::{Text, text};
use crate::ops::error::Exit;
use crate::ops::export::{Extent, LeftOut, Print, cnil_ods, pdf, retried};
use crate::ops::{OpError, Workspace, document, output};

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
    #[arg(long, value_enum, hide_possible_values = true)]
    pub edition: Option<Edition>,
    #[arg(long, alias = "tous-les-champs")]
    pub all_fields: bool,
    #[arg(long)]
    pub no_git: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Edition {
    #[value(alias = "complete")]
    Full,
    #[value(name = "article30", alias = "article-30")]
    Article30,
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
                "Où l’écrire\u{a0}; «\u{a0}-\u{a0}» pour la sortie standard (sinon registre.pdf, registre.ods, hors du dossier du registre)",
                "Where to write it; “-” for standard output (else registre.pdf, registre.ods, outside the register’s folder)",
            ),
        ),
        (
            "date",
            text("DATE", "DATE"),
            text("La date du document (sinon aujourd’hui) (pdf)", "The document’s date (else today) (pdf)"),
        ),
        (
            "edition",
            text("ÉDITION", "EDITION"),
            text(
                "complete, ou article-30\u{a0}: les mentions de l’article 30, avec ce qui les identifie et les date (pdf)",
                "full, or article30: what Art. 30 asks for, with what identifies and dates it (pdf)",
            ),
        ),
        (
            "all_fields",
            FLAG,
            text(
                "Nommer aussi les champs facultatifs sans réponse (--tous-les-champs) (pdf)",
                "Name the optional fields without an answer too (pdf)",
            ),
        ),
        (
            "no_git",
            FLAG,
            text(
                "Sans le commit ni les dates que git connaît\u{a0}; l’empreinte reste (pdf)",
                "Without the commit and the dates that git knows; the fingerprint stays (pdf)",
            ),
        ),
    ],
    more: text(
        "\
Le document est dans la langue du registre, ou dans celle de --lang.
Un champ que le programme ne peut pas lire est imprimé comme tel, avec sa place\u{202f}; la première
page le dit, et la commande finit avec le code 1. S’il y manque une fiche, rien n’est écrit.
Exemples\u{a0}:
  registre export pdf -o ../registre-2026.pdf
  registre export pdf --edition article30 -o ../registre-cnil.pdf
  registre export pdf --only paie",
        "\
The document is in the register’s language, or in that of --lang.
A field that the program cannot read is printed as such, with its place; the first page says so,
and the command ends with code 1. The document is not written where it would lack a sheet.
Examples:
  registre export pdf -o ../register-2026.pdf
  registre export pdf --edition article30 -o ../register-authority.pdf
  registre export pdf --only payroll",
    ),
};

const DATED: Text = text(
    "Le document porte la date du {date}, donnée par --date, et le contenu du registre tel qu’il est aujourd’hui.",
    "The document bears the date of {date}, given by --date, and what the register holds today.",
);
const ONLY_PDF: Text = text("{option} ne vaut que pour pdf.", "{option} goes with pdf alone.");
const STRICT_OR_ALL: Text = text(
    "--edition article30 et --all-fields s’excluent\u{a0}: l’une retire ce que l’autre ajoute.",
    "--edition article30 and --all-fields exclude each other: one takes away what the other adds.",
);
const TERMINAL: Text = text(
    "Un document ne s’affiche pas dans un terminal\u{a0}: donner un fichier à -o.",
    "A document cannot be shown in a terminal: give -o a file.",
);
/// A document ready to be written, and what to say of it.
struct Made {
    bytes: Vec<u8>,
    /// Its name where none is given.
    name: String,
    pages: Option<usize>,
    left_out: Vec<LeftOut>,
    warnings: Vec<String>,
}

pub fn run(args: &Args, cx: &mut Context) -> Result<Exit, Fail> {
    let mut read = None;
    let mut made = retried(|| {
        let workspace = cx.open_to_read()?;
        if finding::warn_of_unreadable(cx, &workspace) {
            // A document that silently lacks a sheet would say something false.
            return Err(document::incomplete());
        }
        let made = make(args, cx, &workspace);
        read = Some(workspace);
        made
    })?;
    let Some(workspace) = read else { return Err(Fail::internal("export")) };
    let path = args.output.clone().unwrap_or_else(|| output::default_path(&made.name, workspace.dir()));
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
    let misread: Vec<Finding> = workspace.misread().into_iter().cloned().collect();
    let exit = if misread.is_empty() { Exit::Ok } else { Exit::Findings };
    let placed = finding::place(&workspace, &misread);
    let shown = path.display().to_string();
    if cx.is_json() {
        let mut out = as_json(&shown, &made);
        out["unreadable"] = json!(json::findings(&placed, cx.lang()));
        cx.json(out);
        return Ok(exit);
    }
    let lang = cx.lang();
    for line in placed.iter().flat_map(|p| finding::lines(p, lang)) {
        cx.warn(line);
    }
    if let Some(gaps) = document::gaps(&misread) {
        cx.warn(Line::of(gaps.get(lang)));
    }
    for warning in &made.warnings {
        cx.warn(Line::of(warning));
    }
    if let Some(left) = document::left_out(&made.left_out) {
        cx.talk(&left);
    }
    cx.talk(&document::written(&shown, made.pages));
    Ok(exit)
}

fn make(args: &Args, cx: &Context, workspace: &Workspace) -> Result<Made, OpError> {
    let lang = cx.asked_lang().unwrap_or_else(|| workspace.register().language());
    let only = args.only.as_deref().map(|typed| cx.pick(typed)).transpose()?;
    if args.format == Format::CnilOds {
        for (given, option) in [
            (only.is_some(), "--only"),
            (args.edition.is_some(), "--edition"),
            (args.all_fields, "--all-fields"),
            (args.date.is_some(), "--date"),
            (args.no_git, "--no-git"),
        ] {
            if given {
                return Err(OpError::new(Exit::Usage, ONLY_PDF.msg().with("option", option)));
            }
        }
        let out = cnil_ods(workspace)?;
        let name = "registre.ods".to_owned();
        return Ok(Made {
            bytes: out.bytes,
            name,
            pages: None,
            left_out: out.left_out,
            warnings: out.warnings.iter().map(|w| w.get(cx.lang())).collect(),
        });
    }
    let date = match &args.date {
        None => cx.today(),
        Some(typed) => day(typed)?,
    };
    let extent = match args.edition {
        Some(Edition::Article30) if args.all_fields => {
            return Err(OpError::new(Exit::Usage, STRICT_OR_ALL));
        }
        Some(Edition::Article30) => Extent::Article30,
        Some(Edition::Full) | None => Extent::Full,
    };
    let name = only.as_ref().map_or("registre.pdf".to_owned(), |id| format!("{}.pdf", id.id));
    let print = Print { lang, date, only, extent, all_fields: args.all_fields, with_git: !args.no_git };
    let pdf = pdf(workspace, &print)?;
    let mut warnings: Vec<String> = pdf.warnings.iter().map(|w| w.get(cx.lang())).collect();
    if date != cx.today() {
        warnings.push(DATED.msg().with("date", long_date(date, cx.lang())).get(cx.lang()));
    }
    Ok(Made { bytes: pdf.bytes, name, pages: Some(pdf.pages), left_out: Vec::new(), warnings })
}

fn as_json(path: &str, made: &Made) -> Json {
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
