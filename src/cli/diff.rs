//! `registre diff`: what changed between two states of the register, in law.

use std::path::PathBuf;

use clap::ValueEnum;
use serde_json::{Value as Json, json};

use super::context::Context;
use super::fail::Fail;
use super::finding;
use super::help::{FLAG, Help};
use super::json;
use super::out::{Line, Style};
use crate::i18n::format::article;
use crate::model::message::{Text, text};
use crate::model::{Kind, RecordId};
use crate::ops::changes::{Became, Changes, FindingTold, RecordTold, Turn};
use crate::ops::compare::{Compared, Point, Request, compare, told};
use crate::ops::error::Exit;
use crate::ops::{OpError, changes, output, pick};

#[derive(Debug, clap::Args)]
pub struct Args {
    pub states: Vec<String>,
    #[arg(long)]
    pub staged: bool,
    #[arg(long, value_name = "ID")]
    pub only: Vec<String>,
    #[arg(long)]
    pub no_check: bool,
    #[arg(long, value_enum, hide_possible_values = true)]
    pub format: Option<Format>,
    #[arg(short, long)]
    pub output: Option<PathBuf>,
    #[arg(long)]
    pub exit_code: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    #[default]
    Human,
    Json,
    #[value(alias = "md")]
    Markdown,
    Html,
    Pdf,
}

pub const HELP: Help = Help {
    name: "diff",
    alias: "comparer",
    about: text(
        "Dire ce qui a changé entre deux états du registre, et ce qui en découle",
        "Say what changed between two states of the register, and what follows",
    ),
    args: &[
        (
            "states",
            text("ÉTAT", "STATE"),
            text(
                "Un ou deux états\u{a0}: branche, étiquette, commit ou jour (A B, ou A..B)\u{202f}; rien\u{a0}: du dernier commit au disque",
                "One or two states: branch, tag, commit or day (A B, or A..B); nothing: from the last commit to the disk",
            ),
        ),
        (
            "staged",
            FLAG,
            text(
                "Jusqu’à ce qui est prêt à être validé, au lieu du disque",
                "Up to what is staged, in place of the disk",
            ),
        ),
        ("only", text("ID", "ID"), text("Ces fiches seulement", "These records only")),
        (
            "no_check",
            FLAG,
            text("Sans demander aux règles ce qui s’aggrave", "Without asking the rules what got worse"),
        ),
        (
            "format",
            text("FORME", "FORMAT"),
            text(
                "human, json, markdown (commentaire de demande de fusion), html (côte à côte), pdf",
                "human, json, markdown (for a pull-request comment), html (side by side), pdf",
            ),
        ),
        ("output", text("FICHIER", "FILE"), text("Où l’écrire", "Where to write it")),
        (
            "exit_code",
            FLAG,
            text("Finir avec 1 si quelque chose a changé", "End with 1 if something changed"),
        ),
    ],
    more: text(
        "\
Les renommages sont suivis, les références nommées\u{202f}; l’ordre et la mise en forme ne comptent pas.
Exemples\u{a0}:
  registre diff
  registre comparer main --format markdown
  registre diff 01/01/2026 31/12/2026 --format pdf -o ../changements-2026.pdf",
        "\
Renames are followed, references named; order and layout do not count.
Examples:
  registre diff
  registre diff main --format markdown
  registre diff 2026-01-01 2026-12-31 --format pdf -o ../changes-2026.pdf",
    ),
};

const TOO_MANY: Text = text("Deux états au plus.", "Two states at most.");
const STAGED_AND_TWO: Text = text(
    "--staged est déjà l’état d’arrivée\u{a0}: n’en nommer qu’un autre.",
    "--staged is the state of arrival already: name one other only.",
);
const BINARY: Text = text(
    "Un PDF ne s’affiche pas dans un terminal\u{a0}: donner un fichier à -o.",
    "A PDF cannot be shown in a terminal: give -o a file.",
);
const NOTHING: Text = text("Rien n’a changé.", "Nothing changed.");
const BETWEEN: Text = text("De {from}\nà  {to}", "From {from}\nto   {to}");
const COUNTED: Text = text("{counted}", "{counted}");
const WRITTEN: Text = text("{path} écrit", "{path} written");
const FORMERLY: Text = text("appelée auparavant {id}", "formerly called {id}");
const ELSEWHERE: Text = text("Conséquences sur d’autres fiches", "Consequences on other records");
const LAYOUT: Text =
    text("commentaires, blancs ou ordre des clés seulement", "comments, blanks or the order of keys alone");
const UNREADABLE: Text =
    text("l’une des deux versions ne se lit pas", "one of the two versions cannot be read");

pub fn run(args: &Args, cx: &mut Context) -> Result<Exit, Fail> {
    let format = match args.format {
        Some(format) => format,
        None if cx.is_json() => Format::Json,
        None => Format::Human,
    };
    if format == Format::Json {
        cx.answer_in_json();
    }
    let workspace = cx.open_to_read()?;
    let mut request = request(args)?;
    for typed in &args.only {
        request.only.push(named(&workspace, typed)?);
    }
    let compared = compare(&workspace, &request)?;
    let exit = if args.exit_code && !compared.records.is_empty() { Exit::Findings } else { Exit::Ok };
    let told = told(&compared, cx.lang());
    let written = match format {
        Format::Human => {
            finding::warn_of_unreadable(cx, &workspace);
            human(&told, cx);
            return Ok(exit);
        }
        Format::Json => {
            let document = document(&compared, &told);
            cx.json(document);
            return Ok(exit);
        }
        Format::Markdown => changes::markdown(&told).into_bytes(),
        Format::Html => changes::html(&told).into_bytes(),
        Format::Pdf => changes::pdf(&told)?,
    };
    let to_stdout = args.output.as_ref().is_none_or(|path| path.as_os_str() == "-");
    match &args.output {
        Some(path) if !to_stdout => {
            output::write(path, &written)?;
            cx.talk(&WRITTEN.msg().with("path", path.display().to_string()));
            if let Some(warning) = output::inside(path, workspace.dir()) {
                cx.warn(Line::of(warning.get(cx.lang())));
            }
        }
        _ if format == Format::Pdf && cx.stdout_is_terminal() => {
            return Err(OpError::new(Exit::Usage, BINARY).into());
        }
        _ if format == Format::Pdf => cx.bytes(written),
        _ => cx.line(Line::of(String::from_utf8_lossy(&written).trim_end())),
    }
    Ok(exit)
}

fn request(args: &Args) -> Result<Request, OpError> {
    let mut states: Vec<String> = Vec::new();
    for typed in &args.states {
        match typed.split_once("..") {
            Some((from, to)) => {
                let name = |s: &str| if s.is_empty() { "HEAD".to_owned() } else { s.to_owned() };
                states.extend([name(from), name(to.trim_start_matches('.'))]);
            }
            None => states.push(typed.clone()),
        }
    }
    if states.len() > 2 {
        return Err(OpError::new(Exit::Usage, TOO_MANY));
    }
    let mut states = states.into_iter();
    let (from, to) = (states.next(), states.next());
    if args.staged && to.is_some() {
        return Err(OpError::new(Exit::Usage, STAGED_AND_TWO));
    }
    Ok(Request { from, to, staged: args.staged, only: Vec::new(), check: !args.no_check })
}

/// A record that is there now, or one that is no more: then its identifier in full, or an activity's.
fn named(workspace: &crate::ops::Workspace, typed: &str) -> Result<RecordId, OpError> {
    pick::record(workspace.dir(), typed).or_else(|error| {
        let past = RecordId::from_path(typed).or_else(|| {
            let (kind, id) = typed.split_once('/').unwrap_or(("activity", typed));
            Some(RecordId::new(Kind::parse(kind)?, crate::model::Id::parse(id)?))
        });
        past.ok_or(error)
    })
}

fn human(told: &Changes, cx: &mut Context) {
    let lang = cx.lang();
    let between = BETWEEN.msg().with("from", told.from.as_str()).with("to", told.to.as_str());
    cx.talk(&between);
    if told.records.is_empty() {
        cx.talk(&NOTHING.msg());
        return;
    }
    let mut counted = told.counted();
    if let Some(turned) = told.turned_words() {
        counted.push_str(&format!("\u{202f}; {turned}"));
    }
    cx.talk(&COUNTED.msg().with("counted", counted));
    for record in &told.records {
        cx.line(Line::new());
        self::record(record, cx);
    }
    if !told.elsewhere.is_empty() {
        cx.line(Line::new());
        cx.line(Line::new().with(Style::Bold, ELSEWHERE.get(lang)));
        told.elsewhere.iter().for_each(|f| cx.line(turned(f, "  ", lang)));
    }
}

fn record(record: &RecordTold, cx: &mut Context) {
    let lang = cx.lang();
    let (mark, style) = match record.became {
        Became::Added => ("+", Style::Added),
        Became::Removed => ("-", Style::Removed),
        Became::Changed | Became::Layout => ("~", Style::Warning),
        Became::Renamed => ("→", Style::Plain),
        Became::Unreadable => ("!", Style::Error),
    };
    let mut head = Line::new().with(style, mark).plain(" ").with(Style::Bold, &record.title);
    head = head.with(Style::Dim, format!(" ({}, {})", record.id, record.became.label().get(lang)));
    cx.line(head);
    if let Some(from) = &record.from {
        cx.line(Line::new().plain("    ").plain(FORMERLY.msg().with("id", from.as_str()).get(lang)));
    }
    match record.became {
        Became::Layout => cx.line(Line::new().plain("    ").plain(LAYOUT.get(lang))),
        Became::Unreadable => cx.line(Line::new().plain("    ").plain(UNREADABLE.get(lang))),
        _ => {}
    }
    for field in &record.fields {
        cx.line(Line::new().plain("    ").plain(&field.sentence));
        for told in &field.consequences {
            let mut line = Line::new().with(Style::Dim, "      → ").plain(&told.says);
            if !told.article.is_empty() {
                line = line.with(Style::Dim, format!(" ({})", article(told.article, lang)));
            }
            cx.line(line);
        }
        field.findings.iter().for_each(|f| cx.line(turned(f, "      ", lang)));
    }
    record.findings.iter().for_each(|f| cx.line(turned(f, "    ", lang)));
}

fn turned(told: &FindingTold, indent: &str, lang: crate::model::Lang) -> Line {
    let style = match told.turn {
        Turn::New | Turn::Graver => Style::Error,
        Turn::Different | Turn::Waived => Style::Warning,
        Turn::Milder | Turn::Gone => Style::Added,
    };
    let grade = format!(
        "{} {} {}",
        told.severity.mark(),
        told.severity.label().get(lang),
        told.turn.label().get(lang)
    );
    let at = told.record.as_ref().map(|r| format!("{r} – ")).unwrap_or_default();
    Line::new()
        .plain(indent)
        .with(style, grade)
        .with(Style::Dim, format!(" {} ", told.code))
        .plain(at)
        .plain(&told.says)
}

fn document(compared: &Compared, told: &Changes) -> Json {
    let point = |point: &Point| match point {
        Point::Commit(c) => json!({
            "state": "commit",
            "id": c.id.to_string(),
            "date": c.date.map(|d| d.to_rfc3339()),
            "author": c.author,
            "summary": c.summary,
        }),
        Point::Nothing => json!({ "state": "nothing" }),
        Point::Staged => json!({ "state": "staged" }),
        Point::OnDisk => json!({ "state": "disk" }),
    };
    let records = told.records.iter().zip(&compared.records).map(|(told, changed)| {
        let fields = match &changed.what {
            crate::ops::committed::What::Fields(fields) => fields.as_slice(),
            _ => &[],
        };
        let mut out = json!({
            "record": json::record_id(&changed.id),
            "title": told.title,
            "state": told.became.word(),
            "findings": findings(&told.findings),
        });
        if let Some(from) = &changed.from {
            out["from"] = json::record_id(from);
        }
        let change = |(i, f): (usize, &changes::FieldTold)| {
            let mut out = json!({
                "path": f.path,
                "label": f.label,
                "said": f.sentence,
                "findings": findings(&f.findings),
                "consequences": f.consequences.iter().map(|c| json!({ "says": c.says, "text": c.article })).collect::<Vec<_>>(),
            });
            if let Some(raw) = fields.get(i) {
                for (key, value) in [("before", &raw.before), ("after", &raw.after)] {
                    if let Some(value) = value {
                        out[key] = json::value(value);
                    }
                }
            }
            out
        };
        out["changes"] = told.fields.iter().enumerate().map(change).collect();
        out
    });
    let (worse, better) = told.turned();
    json!({
        "from": point(&compared.from),
        "to": point(&compared.to),
        "worse": worse,
        "better": better,
        "records": records.collect::<Vec<_>>(),
        "elsewhere": findings(&told.elsewhere),
    })
}

fn findings(told: &[FindingTold]) -> Json {
    told.iter()
        .map(|f| {
            let mut out = json!({
                "became": f.turn.word(),
                "severity": f.severity.word(),
                "code": f.code,
                "message": f.says,
            });
            if let Some(record) = &f.record {
                out["title"] = record.as_str().into();
            }
            out
        })
        .collect()
}
