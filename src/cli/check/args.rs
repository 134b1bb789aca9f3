//! What `check` takes, and what is said of it.

use clap::ValueEnum;
use clap_complete::engine::ArgValueCandidates;

use crate::cli::completions;
use crate::cli::help::{FLAG, Help};
use crate::model::Severity;
use crate::model::message::text;

#[derive(Debug, Default, clap::Args)]
pub struct Args {
    #[arg(add = ArgValueCandidates::new(completions::ids))]
    pub ids: Vec<String>,
    #[arg(long, value_enum, hide_possible_values = true)]
    pub format: Option<Format>,
    #[arg(long, alias = "gravite-min", value_enum, hide_possible_values = true)]
    pub min_severity: Option<Least>,
    #[arg(long, alias = "strictement")]
    pub strict: bool,
    #[arg(long, alias = "regle", add = ArgValueCandidates::new(completions::rules))]
    pub rule: Vec<String>,
    #[arg(long, alias = "au")]
    pub today: Option<String>,
    #[arg(long, alias = "ecartes")]
    pub waived: bool,
    #[arg(long, alias = "resume")]
    pub summary: bool,
    #[arg(long, alias = "depuis", conflicts_with_all = ["fix", "waived", "summary"])]
    pub base: Option<String>,
    #[arg(long, alias = "corriger")]
    pub fix: bool,
    #[arg(long, alias = "sans-ecrire", requires = "fix")]
    pub dry_run: bool,
}

/// How the findings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    #[value(alias = "humain")]
    Human,
    Json,
    Sarif,
    Github,
    Gitlab,
    Junit,
}

/// The mildest severity that is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Least {
    #[value(alias = "erreur")]
    Error,
    #[value(aliases = ["attention", "avertissement"])]
    Warning,
    #[value(alias = "conseil")]
    Advice,
}

impl From<Least> for Severity {
    fn from(least: Least) -> Severity {
        match least {
            Least::Error => Severity::Error,
            Least::Warning => Severity::Warning,
            Least::Advice => Severity::Advice,
        }
    }
}

pub const HELP: Help = Help {
    name: "check",
    alias: "verifier",
    about: text("Vérifier le registre", "Check the register"),
    args: &[
        ("ids", text("ID", "ID"), text("Seulement ces fiches", "Only these records")),
        (
            "format",
            text("FORMAT", "FORMAT"),
            text("human, json, sarif, github, gitlab ou junit", "human, json, sarif, github, gitlab or junit"),
        ),
        (
            "min_severity",
            text("GRAVITÉ", "SEVERITY"),
            text(
                "Rien de moins grave\u{a0}: erreur, attention ou conseil",
                "Nothing milder than this: error, warning or advice",
            ),
        ),
        (
            "strict",
            FLAG,
            text("Code 1 aussi pour un point d’attention", "Exit code 1 for a warning too"),
        ),
        (
            "rule",
            text("RÈGLE", "RULE"),
            text(
                "Seulement cette règle, par son code, le début d’un code (RGPD-A28) ou son nom (peut se répéter)",
                "Only this rule, by code, the beginning of a code (RGPD-A28) or name (may be repeated)",
            ),
        ),
        (
            "today",
            text("DATE", "DATE"),
            text("Vérifier comme à cette date", "Check as of this date"),
        ),
        (
            "waived",
            FLAG,
            text(
                "Montrer aussi ce qu’une dérogation écarte, avec son motif, son auteur et sa fin",
                "Also show what is waived, with its reason, its author and its end",
            ),
        ),
        (
            "summary",
            FLAG,
            text("Compter par fiche et par article", "Count by record and by article"),
        ),
        (
            "base",
            text("COMMIT", "COMMIT"),
            text(
                "Seulement ce qui a changé depuis ce commit (branche, étiquette…), en mieux ou en pire",
                "Only what changed since this commit (branch, tag…), for better or worse",
            ),
        ),
        (
            "fix",
            FLAG,
            text(
                "Corriger ce qui se corrige sans jugement, puis vérifier",
                "Mend what can be mended without judgement, then check",
            ),
        ),
        (
            "dry_run",
            FLAG,
            text("Montrer ces corrections sans rien écrire", "Show these fixes without writing"),
        ),
    ],
    more: text(
        "\
Chaque constat dit où (fichier:ligne:colonne\u{202f}; le fichier seul pour ce qui manque), quoi, que faire et quel article le demande.
Le programme ne dit jamais qu’un registre «\u{a0}est conforme\u{a0}»\u{a0}: il dit ce qu’il a trouvé.
Code de sortie 1 s’il y a une erreur parmi ce qui est demandé\u{202f}; avec --base, une erreur nouvelle.
Exemples\u{a0}:
  registre check --base main --format github
  registre check --rule RGPD-A06-04 --min-severity error
  registre explain RGPD-A06-04",
        "\
Each finding says where (file:line:column; the file alone for what is missing), what, what to do and which article asks for it.
The program never says that a register “complies”: it says what it found.
Exit code 1 if there is an error among what is asked for; with --base, a new error.
Examples:
  registre check --base main --format github
  registre check --rule RGPD-A06-04 --min-severity error
  registre explain RGPD-A06-04",
    ),
};
