//! Printing pictures: their sentences, one a line, the same in every terminal and in a file.

use chrono::NaiveDate;
use serde_json::{Value as Json, json};

use super::context::{self, Context};
use super::finding;
use super::json;
use super::out::{Line, Style};
use crate::model::message::{Text, text};
use crate::model::{Finding, Lang, Path, RecordId, Register};
use crate::ops::error::Exit;
use crate::ops::overview::Place;
use crate::ops::{OpError, Workspace};
use crate::picture::{Picture, Subject};

/// What is said of `--today`.
pub const TODAY: (&str, Text, Text) = (
    "today",
    text("DATE", "DATE"),
    text("Le jour à partir duquel compter (sinon aujourd’hui)", "The day to reckon from (else today)"),
);

/// The day that was typed, else the day it is.
pub fn today(typed: Option<&str>, cx: &Context) -> Result<NaiveDate, OpError> {
    let Some(typed) = typed else { return Ok(cx.today()) };
    context::day(typed)
}

const MISREAD: Text = text(
    "{n} {n|champ n’a pas pu être lu|champs n’ont pas pu être lus}\u{a0}: ci-dessus, {n|il compte|ils comptent} comme non {n|renseigné|renseignés}, ce qui est faux.",
    "{n} {n|field|fields} could not be read: above, {n|it counts|they count} as not known yet, which is not true.",
);

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
        let style = if line.heading { Style::Bold } else { Style::Plain };
        cx.line(Line::new().with(style, sentence));
    }
}

/// Warns of records that could not be read, and so are not in the picture, and of fields that stand in a file and
/// could not be read, which the picture takes for not known yet; gives the exit code.
pub fn exit(cx: &mut Context, workspace: &Workspace) -> Exit {
    finding::warn_of_unreadable(cx, workspace);
    let misread: Vec<Finding> = workspace.misread().into_iter().cloned().collect();
    let lang = cx.lang();
    for line in finding::place(workspace, &misread).iter().flat_map(|p| finding::lines(p, lang)) {
        cx.warn(line);
    }
    if !misread.is_empty() {
        cx.warn(Line::of(MISREAD.msg().with("n", finding::fields(&misread)).get(lang)));
    }
    code(workspace)
}

fn code(workspace: &Workspace) -> Exit {
    match (workspace.unreadable().next(), workspace.misread().is_empty()) {
        (Some(_), _) => Exit::Register,
        (None, false) => Exit::Findings,
        (None, true) => Exit::Ok,
    }
}

/// The same for a JSON document, to which what could not be read is added.
pub fn document(cx: &mut Context, workspace: &Workspace, mut document: Json) -> Exit {
    let unreadable: Vec<Finding> = workspace.unreadable().chain(workspace.misread()).cloned().collect();
    let findings = json::findings(&finding::place(workspace, &unreadable), cx.lang());
    document["unreadable"] = serde_json::json!(findings);
    cx.json(document);
    code(workspace)
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
