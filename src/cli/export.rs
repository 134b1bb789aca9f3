//! `registre export FORMAT`: the register as a document.

use std::path::PathBuf;

use clap::ValueEnum;

use super::context::Context;
use super::fail::Fail;
use super::help::Help;
use crate::model::message::text;
use crate::ops::error::Exit;

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_enum, hide_possible_values = true)]
    pub format: Format,
    #[arg(long)]
    pub only: Vec<String>,
    #[arg(short, long)]
    pub output: Option<PathBuf>,
    #[arg(long)]
    pub date: Option<String>,
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
        ("only", text("ID", "ID"), text("Cette activité seulement", "This activity only")),
        (
            "output",
            text("FICHIER", "FILE"),
            text(
                "Où l’écrire («\u{a0}-\u{a0}»\u{a0}: sortie standard)",
                "Where to write it (“-”: standard output)",
            ),
        ),
        (
            "date",
            text("DATE", "DATE"),
            text("La date du document (sinon aujourd’hui)", "The document’s date (else today)"),
        ),
    ],
    more: text("", ""),
};

pub fn run(_: &Args, _: &mut Context) -> Result<Exit, Fail> {
    Err(Fail::usage(text("L’export n’est pas encore là.", "Exporting is not there yet.")))
}
