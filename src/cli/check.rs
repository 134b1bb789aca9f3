//! `registre check [ID]…`: what is found wrong with the register.

use serde_json::json;

use super::context::Context;
use super::fail::Fail;
use super::finding;
use super::help::Help;
use super::json;
use crate::model::message::{Text, text};
use crate::model::{Finding, Severity};
use crate::ops::error::Exit;
use crate::ops::pick;
use crate::ops::workspace::has_errors;

#[derive(Debug, Default, clap::Args)]
pub struct Args {
    pub ids: Vec<String>,
}

pub const HELP: Help = Help {
    name: "check",
    alias: "verifier",
    about: text("Vérifier le registre", "Check the register"),
    args: &[("ids", text("ID", "ID"), text("Seulement ces fiches", "Only these records"))],
    more: text(
        "\
Chaque constat dit où (fichier:ligne:colonne\u{202f}; le fichier seul pour ce qui manque), quoi, que faire et quel article le demande.
Le programme ne dit jamais qu’un registre «\u{a0}est conforme\u{a0}»\u{a0}: il dit ce qu’il a trouvé.
Code de sortie 1 s’il y a une erreur.",
        "\
Each finding says where (file:line:column; the file alone for what is missing), what, what to do and which article asks for it.
The program never says that a register “complies”: it says what it found.
Exit code 1 if there is an error.",
    ),
};

const SUMMARY: Text = text(
    "{records} {records|fiche|fiches}\u{a0}: {errors} {errors|erreur|erreurs}, {warnings} {warnings|point|points} d’attention, {advice} {advice|conseil|conseils}",
    "{records} {records|record|records}: {errors} {errors|error|errors}, {warnings} {warnings|warning|warnings}, {advice} advice",
);
const NOTHING_FOUND: Text = text(
    "{records} {records|fiche|fiches}\u{a0}: rien trouvé",
    "{records} {records|record|records}: nothing found",
);

pub fn run(args: &Args, cx: &mut Context) -> Result<Exit, Fail> {
    let dir = cx.dir()?;
    let only = args.ids.iter().map(|t| pick::record(&dir, t)).collect::<Result<Vec<_>, _>>()?;
    let workspace = cx.open()?;
    let mut findings = workspace.findings();
    if !only.is_empty() {
        findings.retain(|f| f.record.as_ref().is_some_and(|id| only.contains(id)));
    }
    let exit = if has_errors(&findings) { Exit::Findings } else { Exit::Ok };
    let placed = finding::place(&workspace, &findings);
    let lang = cx.lang();
    if cx.is_json() {
        let document = json!({
            "findings": json::findings(&placed, lang),
            "summary": json::summary(&findings),
        });
        cx.json(document);
        return Ok(exit);
    }
    finding::print(cx, &placed);
    let records = if only.is_empty() { workspace.register().len() } else { only.len() };
    let count = |s: Severity| findings.iter().filter(|f: &&Finding| f.severity == s).count();
    let said = if findings.is_empty() { NOTHING_FOUND } else { SUMMARY }
        .msg()
        .with("records", records)
        .with("errors", count(Severity::Error))
        .with("warnings", count(Severity::Warning))
        .with("advice", count(Severity::Advice));
    cx.talk(&said);
    Ok(exit)
}
