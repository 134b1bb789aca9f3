//! Printing pictures: their sentences, one a line, the same in every terminal and in a file.

use chrono::NaiveDate;
use serde_json::{Value as Json, json};

use super::context::{self, Context};
use super::finding;
use super::json;
use super::out::{Line, Style};
use crate::model::message::{Text, text};
use crate::model::{Finding, Lang, Path, RecordId, Register, date};
use crate::ops::error::Exit;
use crate::ops::overview::Place;
use crate::ops::{OpError, Workspace};
use crate::picture::{Picture, Subject, Tone};

const BAD_DATE: Text = text(
    "«\u{a0}{typed}\u{a0}» n’est pas une date (2026-11-23 ou 23/11/2026).",
    "“{typed}” is not a date (2026-11-23 or 23/11/2026).",
);

/// What is said of `--today`.
pub const TODAY: (&str, Text, Text) = (
    "today",
    text("DATE", "DATE"),
    text("Le jour à partir duquel compter (sinon aujourd’hui)", "The day to reckon from (else today)"),
);

/// The day that was typed, else the day it is.
pub fn today(typed: Option<&str>) -> Result<NaiveDate, OpError> {
    let Some(typed) = typed else { return Ok(context::today()) };
    date::parse(typed).ok_or_else(|| OpError::new(Exit::Usage, BAD_DATE.msg().with("typed", typed)))
}

/// How wide a picture may be that is not drawn but said.
const COLUMNS: usize = 100;

/// What a picture is made of.
pub fn subject<'a>(
    workspace: &'a Workspace,
    findings: &'a [Finding],
    lang: Lang,
    today: NaiveDate,
) -> Subject<'a> {
    Subject { register: workspace.register(), findings, lang, columns: COLUMNS, today }
}

/// Prints a picture.
pub fn print(cx: &mut Context, picture: &Picture) {
    cx.line(Line::new().with(Style::Bold, &picture.title));
    cx.line(Line::new());
    for line in &picture.lines {
        let Some(sentence) = line.sentence() else { continue };
        let style = match line.spans.first() {
            Some((_, Tone::Title)) => Style::Bold,
            _ if line.heading => Style::Bold,
            _ => Style::Plain,
        };
        cx.line(Line::new().with(style, sentence));
    }
}

/// Warns of records that could not be read, and so are not in the picture; gives the exit code.
pub fn exit(cx: &mut Context, workspace: &Workspace) -> Exit {
    if finding::warn_of_unreadable(cx, workspace) { Exit::Register } else { Exit::Ok }
}

/// The same for a JSON document, to which what could not be read is added.
pub fn document(cx: &mut Context, workspace: &Workspace, mut document: Json) -> Exit {
    let unreadable: Vec<Finding> = workspace.unreadable().cloned().collect();
    let findings = json::findings(&finding::place(workspace, &unreadable), cx.lang());
    document["unreadable"] = serde_json::json!(findings);
    cx.json(document);
    if unreadable.is_empty() { Exit::Ok } else { Exit::Register }
}

/// A place: the record, its title, and the field unless it is about the whole record.
pub fn at(record: &RecordId, path: &Path, register: &Register, lang: Lang) -> Json {
    let title = register.get(record).map_or(record.id.as_str(), |r| r.title(lang));
    let mut out = json!({ "record": json::record_id(record), "title": title });
    if !path.is_root() {
        out["path"] = path.to_string().into();
    }
    out
}

pub fn places(places: &[Place], register: &Register, lang: Lang) -> Json {
    places.iter().map(|p| at(&p.record, &p.path, register, lang)).collect()
}

pub fn records(ids: &[RecordId], register: &Register, lang: Lang) -> Json {
    ids.iter().map(|id| at(id, &Path::root(), register, lang)).collect()
}
