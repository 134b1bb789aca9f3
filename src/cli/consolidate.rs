//! `registre consolidate DIR…`: several registers in one overview.

use std::path::PathBuf;

use serde_json::{Value as Json, json};

use super::context::Context;
use super::diff::Format;
use super::fail::Fail;
use super::help::Help;
use super::out::{Line, Style, padded};
use super::{json, picture};
use crate::i18n::format::{article, date};
use crate::model::Term;
use crate::model::message::{Lang, Text, text};
use crate::ops::consolidate::{
    Consolidated, Consolidation, Contract, Entity, ProcessorTold, Safeguard, SharedProcessor, consolidate,
    html, markdown, pdf, sources, told,
};
use crate::ops::error::Exit;
use crate::ops::{OpError, output};
use crate::term::clean;
use crate::term::wrap::wrap;

#[derive(Debug, clap::Args)]
pub struct Args {
    pub registers: Vec<String>,
    #[arg(long, value_name = "FILE")]
    pub list: Option<PathBuf>,
    #[arg(long)]
    pub today: Option<String>,
    #[arg(long, value_enum, hide_possible_values = true)]
    pub format: Option<Format>,
    #[arg(short, long)]
    pub output: Option<PathBuf>,
}

pub const HELP: Help = Help {
    name: "consolidate",
    alias: "consolider",
    about: text(
        "Réunir plusieurs registres en une vue d’ensemble (groupe, délégué mutualisé)",
        "Bring several registers into one overview (group, shared officer)",
    ),
    args: &[
        (
            "registers",
            text("DOSSIER[#BRANCHE]", "DIR[#BRANCH]"),
            text(
                "Des dossiers de registre\u{202f}; avec #, une branche, une étiquette ou un commit déjà reçu du dépôt où est le dossier",
                "Register folders; with #, a branch, a tag or a commit already fetched of the repository that the folder is in",
            ),
        ),
        (
            "list",
            text("FICHIER", "FILE"),
            text(
                "Un fichier qui les nomme, un par ligne, à partir de son propre dossier",
                "A file that names them, one a line, from its own folder on",
            ),
        ),
        picture::TODAY,
        (
            "format",
            text("FORME", "FORMAT"),
            text("human, json, markdown, html, pdf", "human, json, markdown, html, pdf"),
        ),
        ("output", text("FICHIER", "FILE"), text("Où l’écrire", "Where to write it")),
    ],
    more: text(
        "\
Rien n’est écrit dans ces registres. Un registre illisible est dit, les autres paraissent (code 3).
Un sous-traitant se reconnaît à son immatriculation, sinon à son nom.
Exemples\u{a0}:
  registre consolider clients/*
  registre consolider . .#origin/filiale-lyon --format pdf -o ../groupe.pdf
  registre consolider --list clients.txt --json",
        "\
Nothing is written to these registers. An unreadable register is told, the others appear (code 3).
A processor is known again by its registration number, else by its name.
Examples:
  registre consolidate clients/*
  registre consolidate . .#origin/subsidiary --format pdf -o ../group.pdf
  registre consolidate --list clients.txt --json",
    ),
};

const NOTHING: Text = text(
    "Aucun registre n’est nommé\u{a0}: des dossiers, ou --list FICHIER.",
    "No register is named: folders, or --list FILE.",
);
const BINARY: Text = text(
    "Un PDF ne s’affiche pas dans un terminal\u{a0}: donner un fichier à -o.",
    "A PDF cannot be shown in a terminal: give a file to -o.",
);
const WRITTEN: Text = text("{path} écrit", "{path} written");
const READ: Text = text("{n} {n|registre|registres} au {day}", "{n} {n|register|registers} as of {day}");
const UNREAD: Text = text("{source} n’a pas pu être lu\u{a0}: {why}", "{source} could not be read: {why}");
const IN_PART: Text = text(
    "{name}\u{a0}: {n} {n|fichier ne peut pas être lu et manque|fichiers ne peuvent pas être lus et manquent} (registre verifier)",
    "{name}: {n} {n|file|files} cannot be read and {n|is|are} missing (registre check)",
);
const HEAD: [Text; 7] = [
    text("Entité", "Entity"),
    text("Activ.", "Activ."),
    text("Err.", "Err."),
    text("Att.", "Warn."),
    text("Compl.", "Compl."),
    text("Revue", "Review"),
    text("Hors EEE", "Non-EEA"),
];
const WIDTHS: [usize; 7] = [25, 6, 5, 5, 6, 10, 16];
const OVERDUE: Text = text("{n} {n|revue|revues} en retard", "{n} {n|review|reviews} overdue");
const PROCESSORS: Text = text("Sous-traitants de plusieurs entités", "Processors of several entities");
const OWN: Text = text(
    "Et {n} d’une seule entité (--json ou --format pour les voir)",
    "And {n} of a single entity (--json or --format to see them)",
);
const LACKS: Text = text("Ce que le contrôle demande", "What the check asks for");
const MORE: Text = text("… et {n} {n|autre|autres}", "… and {n} {n|other|others}");
const ACTIVITIES: Text = text("Mêmes activités", "Same activities");
const HOSTED: Text = text("hébergé\u{a0}: {where}", "hosted: {where}");
const CONTRACT: Text = text("contrat {said}", "contract {said}");
const SAFEGUARD: Text = text("garantie hors EEE {said}", "safeguard outside the EEA {said}");

/// Of what the check asks the screen shows so much, the gravest; the other forms show all.
const SHOWN: usize = 20;
/// The screen that a table fits.
const COLUMNS: usize = 80;

pub fn run(args: &Args, cx: &mut Context) -> Result<Exit, Fail> {
    let format = match args.format {
        Some(format) => format,
        None if cx.is_json() => Format::Json,
        None => Format::Human,
    };
    if format == Format::Json {
        cx.answer_in_json();
    }
    let today = picture::today(args.today.as_deref(), cx)?;
    let sources = sources(&args.registers, args.list.as_deref())?;
    if sources.is_empty() {
        return Err(OpError::new(Exit::Usage, NOTHING).into());
    }
    let all = consolidate(&sources, today);
    let lang = cx.lang();
    let told = told(&all, lang);
    let in_part = told.rows.iter().any(|row| row.unread > 0);
    let exit = if all.unreadable.is_empty() && !in_part { Exit::Ok } else { Exit::Register };
    for (source, error) in &all.unreadable {
        let why = error.message.get(lang);
        cx.warn(Line::of(UNREAD.msg().with("source", source.as_str()).with("why", why).get(lang)));
        for hint in &error.hints {
            cx.warn(Line::new().with(Style::Dim, "  → ").and(Line::of(hint.get(lang))));
        }
    }
    for row in told.rows.iter().filter(|row| row.unread > 0) {
        cx.warn(Line::of(IN_PART.msg().with("name", row.name.as_str()).with("n", row.unread).get(lang)));
    }
    let written = match format {
        Format::Human => {
            human(&told, cx);
            return Ok(exit);
        }
        Format::Json => {
            let document = document(&all, lang);
            cx.json(document);
            return Ok(exit);
        }
        Format::Markdown => markdown(&told).into_bytes(),
        Format::Html => html(&told).into_bytes(),
        Format::Pdf => pdf(&told)?,
    };
    match &args.output {
        Some(path) if path.as_os_str() != "-" => {
            output::write(path, &written)?;
            cx.talk(&WRITTEN.msg().with("path", path.display().to_string()));
        }
        _ if format == Format::Pdf && cx.stdout_is_terminal() => {
            return Err(OpError::new(Exit::Usage, BINARY).into());
        }
        _ if format == Format::Pdf => cx.bytes(written),
        _ => cx.line(Line::of(String::from_utf8_lossy(&written).trim_end())),
    }
    Ok(exit)
}

fn human(told: &Consolidation, cx: &mut Context) {
    let lang = told.lang;
    cx.talk(&READ.msg().with("n", told.rows.len()).with("day", date(told.date, lang)));
    cx.line(columns(&HEAD.map(|t| t.get(lang).to_owned()), Style::Bold));
    for row in &told.rows {
        let cells = [
            row.name.clone(),
            row.activities.to_string(),
            row.errors.to_string(),
            row.warnings.to_string(),
            row.completeness.clone(),
            row.last_review.clone(),
            row.transfers.clone(),
        ];
        cx.line(columns(&cells, if row.errors > 0 { Style::Error } else { Style::Plain }));
        let overdue = (row.overdue > 0).then(|| OVERDUE.msg().with("n", row.overdue).get(lang));
        let more: Vec<String> = [Some(row.statuses.clone()), overdue].into_iter().flatten().collect();
        paragraph(&more.join("\u{202f}; "), 2, Style::Dim, cx);
    }
    processors(told, cx);
    if !told.lacks.is_empty() {
        title(LACKS, cx);
    }
    for lack in told.lacks.iter().take(SHOWN) {
        let at = if lack.article.is_empty() { String::new() } else { format!(" ({})", lack.article) };
        paragraph(&format!("{} {} {}{at}", lack.severity.mark(), lack.code, lack.says), 0, Style::Plain, cx);
        paragraph(&format!("{} – {}", lack.count, lack.entities), 4, Style::Dim, cx);
    }
    if told.lacks.len() > SHOWN {
        cx.line(Line::new().plain(MORE.msg().with("n", told.lacks.len() - SHOWN).get(lang)));
    }
    if !told.activities.is_empty() {
        title(ACTIVITIES, cx);
    }
    for (name, have, _) in &told.activities {
        paragraph(&format!("{name} – {have}"), 0, Style::Plain, cx);
    }
}

fn processors(told: &Consolidation, cx: &mut Context) {
    let lang = told.lang;
    let (shared, own): (Vec<_>, Vec<_>) = told.processors.iter().partition(|p| p.entities > 1);
    if !shared.is_empty() {
        title(PROCESSORS, cx);
    }
    for processor in shared {
        paragraph(&format!("{} – {}", processor.name, processor.entities), 0, Style::Plain, cx);
        for (said, lacks, entities) in alike(processor, lang) {
            let style = if lacks { Style::Warning } else { Style::Plain };
            paragraph(&format!("{} – {said}", entities.join(", ")), 4, style, cx);
        }
    }
    if !own.is_empty() {
        cx.line(Line::new().with(Style::Dim, OWN.msg().with("n", own.len()).get(lang)));
    }
}

/// What the entities tell of a processor, those that tell the same together: whether something is missing, and who.
fn alike(processor: &ProcessorTold, lang: Lang) -> Vec<(String, bool, Vec<&str>)> {
    let mut out: Vec<(String, bool, Vec<&str>)> = Vec::new();
    for u in &processor.uses {
        let mut said = vec![CONTRACT.msg().with("said", u.contract.as_str()).get(lang)];
        if !u.hosting.is_empty() {
            said.insert(0, HOSTED.msg().with("where", u.hosting.as_str()).get(lang));
        }
        if !u.safeguard.is_empty() {
            said.push(SAFEGUARD.msg().with("said", u.safeguard.as_str()).get(lang));
        }
        let said = said.join(", ");
        match out.iter_mut().find(|(other, ..)| *other == said) {
            Some((.., entities)) => entities.push(&u.entity),
            None => out.push((said, u.lacks, vec![u.entity.as_str()])),
        }
    }
    out
}

fn title(said: Text, cx: &mut Context) {
    let said = cx.t(said);
    cx.line(Line::new());
    cx.line(Line::new().with(Style::Bold, said));
}

/// A line of the table, each cell cut to its column.
fn columns(cells: &[String; 7], style: Style) -> Line {
    let mut line = Line::new();
    for (i, (cell, width)) in cells.iter().zip(WIDTHS).enumerate() {
        let cut = clean(cell).truncate(width);
        let shown = match i {
            0 => padded(cut.as_str(), width),
            6 => format!(" {cut}"),
            _ => format!(" {}{cut}", " ".repeat(width.saturating_sub(cut.width()))),
        };
        line = line.with(if i == 0 { style } else { Style::Plain }, shown);
    }
    line
}

/// Text broken into the screen, each line after an indent.
fn paragraph(said: &str, indent: usize, style: Style, cx: &mut Context) {
    if said.is_empty() {
        return;
    }
    for (i, line) in wrap(said, COLUMNS - indent - 2).into_iter().enumerate() {
        let indent = " ".repeat(if i == 0 { indent } else { indent + 2 });
        cx.line(Line::new().plain(indent).with(style, line));
    }
}

fn document(all: &Consolidated, lang: Lang) -> Json {
    let unreadable = all.unreadable.iter().map(|(source, error)| {
        let hints: Vec<String> = error.hints.iter().map(|h| h.get(lang)).collect();
        json!({ "source": source, "message": error.message.get(lang), "hints": hints })
    });
    let lacks = all.lacks.iter().map(|lack| {
        let entities = lack.entities.iter().map(|(i, n)| json!({ "entity": i, "count": n }));
        let mut out = json!({
            "code": lack.code,
            "severity": lack.severity.word(),
            "entities": entities.collect::<Json>(),
        });
        if !lack.article.is_empty() {
            out["article"] = article(lack.article, lang).into();
            out["text"] = lack.article.into();
        }
        out
    });
    let activities = all.activities.iter().map(|a| {
        let mut out = json!({ "name": a.name, "entities": a.entities });
        if let Some(template) = a.template {
            out["template"] = template.into();
        }
        out
    });
    json!({
        "today": all.today.to_string(),
        "entities": all.entities.iter().map(entity).collect::<Json>(),
        "processors": all.processors.iter().map(processor).collect::<Json>(),
        "lacks": lacks.collect::<Json>(),
        "activities": activities.collect::<Json>(),
        "unreadable": unreadable.collect::<Json>(),
    })
}

fn entity(entity: &Entity) -> Json {
    let kinds = entity.kinds.iter().map(|(k, n)| json!({ "kind": k.word(), "count": n }));
    let statuses = entity.statuses.iter().map(|(status, n)| {
        let mut out = json!({ "count": n });
        if let Some(status) = status {
            out["status"] = status.id.into();
        }
        out
    });
    let transfers = entity.transfers.iter().map(|(code, n)| json!({ "country": code, "count": n }));
    let mut out = json!({
        "source": entity.source,
        "name": entity.name,
        "kinds": kinds.collect::<Json>(),
        "statuses": statuses.collect::<Json>(),
        "summary": json::tally(&entity.tally),
        "overdue": entity.overdue,
        "transfers": transfers.collect::<Json>(),
        "unread": entity.unread,
    });
    if let Some(commit) = &entity.commit {
        out["commit"] = commit.id.to_string().into();
    }
    if let Some(percent) = entity.completeness {
        out["percent"] = percent.into();
    }
    if let Some(day) = entity.last_review {
        out["last_review"] = day.to_string().into();
    }
    out
}

fn processor(shared: &SharedProcessor) -> Json {
    let codes = |terms: &[&'static Term]| terms.iter().map(|t| t.id).collect::<Vec<_>>();
    let uses = shared.uses.iter().map(|u| {
        let seen = &u.seen;
        json!({
            "entity": u.entity,
            "id": seen.id,
            "activities": seen.activities,
            "hosting": codes(&seen.hosting),
            "contract": match seen.contract {
                Contract::Signed => "signed",
                Contract::Unsigned => "unsigned",
                Contract::Without => "none",
                Contract::Unknown => "unknown",
            },
            "outside": codes(&seen.outside),
            "safeguard": match seen.safeguard {
                Safeguard::NotNeeded => "not_needed",
                Safeguard::Said => "said",
                Safeguard::Missing => "missing",
            },
        })
    });
    let mut out = json!({ "name": shared.name, "uses": uses.collect::<Json>() });
    if let Some(number) = &shared.registration {
        out["registration"] = number.as_str().into();
    }
    out
}
