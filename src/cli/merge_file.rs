//! `registre merge-file BASE OURS THEIRS`: one file merged field by field, for git to call.

use std::path::PathBuf;

use super::context::Context;
use super::fail::Fail;
use super::help::Help;
use super::out::Line;
use crate::model::message::{Text, text};
use crate::ops::error::Exit;
use crate::ops::merge_file::{Markers, merge_files};

#[derive(Debug, clap::Args)]
pub struct Args {
    pub base: PathBuf,
    pub ours: PathBuf,
    pub theirs: PathBuf,
    #[arg(long, allow_hyphen_values = true)]
    pub path: Option<String>,
    #[arg(long, default_value_t = 7, hide_default_value = true)]
    pub marker_size: u8,
    #[arg(long, allow_hyphen_values = true)]
    pub base_label: Option<String>,
    #[arg(long, allow_hyphen_values = true)]
    pub our_label: Option<String>,
    #[arg(long, allow_hyphen_values = true)]
    pub their_label: Option<String>,
}

pub const HELP: Help = Help {
    name: "merge-file",
    alias: "fusionner",
    about: text(
        "Fusionner trois versions d’une fiche, champ par champ (pour git)",
        "Merge three versions of a record, field by field (for git)",
    ),
    args: &[
        ("base", text("BASE", "BASE"), text("La version commune", "The version both grew from")),
        (
            "ours",
            text("NOTRE", "OURS"),
            text("La nôtre\u{a0}; reçoit le résultat", "Ours; receives the outcome"),
        ),
        ("theirs", text("LEUR", "THEIRS"), text("La leur", "Theirs")),
        (
            "path",
            text("CHEMIN", "PATH"),
            text(
                "Où la fiche se trouve (sinon le chemin de la nôtre)",
                "Where the record lives (else the path of ours)",
            ),
        ),
        (
            "marker_size",
            text("N", "N"),
            text("La longueur des marques de conflit", "The length of the conflict markers"),
        ),
        ("base_label", text("MOT", "WORD"), text("Ce qui nomme la version commune", "What names the base")),
        ("our_label", text("MOT", "WORD"), text("Ce qui nomme la nôtre", "What names ours")),
        ("their_label", text("MOT", "WORD"), text("Ce qui nomme la leur", "What names theirs")),
    ],
    more: text(
        "\
Git l’appelle une fois «\u{a0}registre git-setup\u{a0}» fait. Les deux côtés qui changent des champs différents sont
gardés, commentaires compris. Ce que les deux ont changé autrement est marqué dans le fichier, seul, avec
les trois versions\u{a0}; le code de sortie est alors 1. Un fichier qui n’est pas une fiche lisible est fusionné
ligne à ligne.",
        "\
Git calls it once “registre git-setup” is done. Where the two sides changed different fields both are kept,
comments included. What both changed otherwise is marked in the file, alone, with the three versions; the
exit code is then 1. A file that is no readable record is merged line by line.",
    ),
};

const CLASH: Text = text("{path}\u{a0}: les deux ont changé {fields}", "{path}: both changed {fields}");
const LINES: Text = text(
    "{path}\u{a0}: {n} {n|endroit|endroits} à concilier à la main",
    "{path}: {n} {n|place|places} to be settled by hand",
);

pub fn run(args: &Args, cx: &mut Context) -> Result<Exit, Fail> {
    cx.refuse_json("merge-file")?;
    // An older git knows no `%X` and leaves it standing.
    let label = |given: &Option<String>, mark: &str, other: &str| {
        let given = given.as_deref().filter(|g| !g.is_empty() && *g != mark).unwrap_or(other);
        given.split(|c: char| c.is_control()).collect::<Vec<_>>().join(" ")
    };
    let markers = Markers {
        size: usize::from(args.marker_size.max(1)),
        base: label(&args.base_label, "%S", cx.t(text("base", "base"))),
        ours: label(&args.our_label, "%X", cx.t(text("notre version", "ours"))),
        theirs: label(&args.their_label, "%Y", cx.t(text("leur version", "theirs"))),
    };
    let merged = merge_files(&args.base, &args.ours, &args.theirs, args.path.as_deref(), &markers)?;
    if merged.conflicts == 0 {
        return Ok(Exit::Ok);
    }
    let path = args.path.clone().unwrap_or_else(|| args.ours.display().to_string());
    let fields = merged.labels(cx.lang());
    let said = match fields.is_empty() {
        false => CLASH.msg().with("path", path).with("fields", fields.join(", ")),
        true => LINES.msg().with("path", path).with("n", merged.conflicts),
    };
    cx.talk_line(Line::of(said.get(cx.lang())));
    Ok(Exit::Findings)
}
