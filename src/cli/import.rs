//! `registre import FILE`: another register's file → records.

use std::path::PathBuf;

use super::context::Context;
use super::fail::Fail;
use super::help::{FLAG, Help};
use crate::model::message::text;
use crate::ops::error::Exit;

#[derive(Debug, clap::Args)]
pub struct Args {
    pub file: PathBuf,
    #[arg(long)]
    pub dry_run: bool,
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
    ],
    more: text("", ""),
};

pub fn run(_: &Args, _: &mut Context) -> Result<Exit, Fail> {
    Err(Fail::usage(text("L’import n’est pas encore là.", "Importing is not there yet.")))
}
