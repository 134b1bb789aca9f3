//! `registre show ID`: one record, field by field.

use std::collections::BTreeMap;

use serde_json::json;

use clap_complete::engine::ArgValueCandidates;

use super::completions::ids;
use super::context::Context;
use super::fail::Fail;
use super::finding;
use super::help::{FLAG, Help};
use super::json;
use super::out::{Line, Style};
use crate::i18n::values::{UNKNOWN, words};
use crate::model::message::{Lang, Text, text};
use crate::model::{Field, Finding, Group, Level, Path, Record, RecordId, Register, Value, fields_of};
use crate::ops::Workspace;
use crate::ops::error::Exit;
use crate::ops::past::PastRegister;

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(add = ArgValueCandidates::new(ids))]
    pub id: String,
    #[arg(long)]
    pub all: bool,
}

pub const HELP: Help = Help {
    name: "show",
    alias: "montrer",
    about: text("Montrer une fiche", "Show a record"),
    args: &[
        (
            "id",
            text("ID", "ID"),
            text(
                "La fiche\u{a0}: son identifiant, GENRE/ID, ou «\u{a0}organisme\u{a0}»\u{202f}; COMMIT:ID, telle qu’elle était",
                "The record: its identifier, KIND/ID, or “organisation”; COMMIT:ID, as it was",
            ),
        ),
        (
            "all",
            FLAG,
            text(
                "Montrer aussi tous les champs non renseignés",
                "Show every field that is not known yet, too",
            ),
        ),
    ],
    more: text("Exemple\u{a0}: registre show paie", "Example: registre show payroll"),
};

const UNREADABLE: Text = text("illisible dans le fichier ({place})", "unreadable in the file ({place})");
const PARTLY_UNREADABLE: Text =
    text("en partie illisible dans le fichier ({place})", "partly unreadable in the file ({place})");

pub fn run(args: &Args, cx: &mut Context) -> Result<Exit, Fail> {
    // As git names a file in a commit: HEAD~1:payroll.
    let (revision, name) = match args.id.rsplit_once(':') {
        Some((revision, name)) => (Some(revision), name),
        None => (None, args.id.as_str()),
    };
    if let Some(revision) = revision {
        cx.go_back_to(PastRegister::at(&cx.dir()?, revision)?);
    }
    let id = cx.pick(name)?;
    let workspace = cx.open_to_read()?;
    let findings = of_record(&workspace, &id);
    let placed = finding::place(&workspace, &findings);
    let Some(record) = workspace.register().get(&id) else {
        return unreadable(cx, &id, &placed);
    };
    let lang = cx.lang();
    if cx.is_json() {
        let mut record_json = json::head(record, lang);
        record_json["fields"] = json::group(&record.fields);
        let findings = json::findings(&placed, lang);
        cx.json(json!({ "record": record_json, "findings": findings }));
        return Ok(Exit::Ok);
    }
    cx.line(
        Line::new().with(Style::Bold, record.title(lang)).with(Style::Dim, format!("  {}", record.id.path())),
    );
    let mut unread: BTreeMap<Path, String> = BTreeMap::new();
    for finding in workspace.misread().into_iter().filter(|f| f.record.as_ref() == Some(&id)) {
        let line = workspace.place(finding).map(|place| format!(":{}", place.at.line)).unwrap_or_default();
        unread.entry(finding.path.clone()).or_insert_with(|| format!("{}{line}", finding.file));
    }
    let sheet = Sheet { record, register: workspace.register(), lang, all: args.all, unread };
    sheet.group(cx, &record.fields, fields_of(id.kind), &Path::root(), 1);
    if !placed.is_empty() {
        cx.line(Line::new());
        finding::print(cx, &placed);
    }
    Ok(Exit::Ok)
}

fn of_record(workspace: &Workspace, id: &RecordId) -> Vec<Finding> {
    workspace.findings().into_iter().filter(|f| f.record.as_ref() == Some(id)).collect()
}

fn unreadable(cx: &mut Context, id: &RecordId, placed: &[finding::Placed<'_>]) -> Result<Exit, Fail> {
    let lang = cx.lang();
    if cx.is_json() {
        let findings = json::findings(placed, lang);
        cx.json(json!({ "record": null, "file": id.path(), "findings": findings }));
    } else {
        for line in placed.iter().flat_map(|p| finding::lines(p, lang)) {
            cx.warn(line);
        }
    }
    Ok(Exit::Register)
}

struct Sheet<'a> {
    record: &'a Record,
    register: &'a Register,
    lang: Lang,
    all: bool,
    /// What could not be read, and where it stands.
    unread: BTreeMap<Path, String>,
}

impl Sheet<'_> {
    fn group(&self, cx: &mut Context, group: &Group, table: &'static [Field], at: &Path, depth: usize) {
        for field in table {
            let path = at.join(field.key);
            let value = group.get(field.key);
            if let Some(value) = value {
                self.field(cx, field, value, &path, depth);
            }
            // What is below a field that is shown is said further down, where it stands.
            let lost = match value {
                None => self.unread.iter().find(|(lost, _)| path.holds(lost)),
                Some(Value::Rows(rows)) => self.unread.iter().find(|(lost, _)| {
                    let row = path.holds(lost).then(|| lost.keys().get(path.keys().len())).flatten();
                    **lost == path || row.is_some_and(|name| rows.get(name).is_none())
                }),
                Some(_) => self.unread.get_key_value(&path),
            };
            if let Some((_, place)) = lost {
                let said = if value.is_some() { PARTLY_UNREADABLE } else { UNREADABLE };
                let said = said.msg().with("place", place).get(self.lang);
                cx.line(self.label(field.label.get(self.lang), depth).plain(" ").with(Style::Error, said));
                continue;
            }
            match value {
                Some(_) => {}
                None if self.all || (depth == 1 && self.is_asked(field)) => {
                    let unknown = UNKNOWN.get(self.lang);
                    cx.line(
                        self.label(field.label.get(self.lang), depth).plain(" ").with(Style::Dim, unknown),
                    );
                }
                None => {}
            }
        }
    }

    /// Whether Art. 30 asks for it in the record's role, be it where applicable: its absence is then shown.
    fn is_asked(&self, field: &Field) -> bool {
        field.level_for(self.record.role()) >= Level::WhereApplicable && !self.record.settles(field.key)
    }

    fn field(&self, cx: &mut Context, field: &'static Field, value: &Value, at: &Path, depth: usize) {
        let name = field.label.get(self.lang);
        match (value, field.shape.fields()) {
            (Value::Group(inner), Some(table)) => {
                cx.line(self.label(name, depth));
                self.group(cx, inner, table, at, depth + 1);
            }
            (Value::Rows(rows), Some(table)) => {
                cx.line(self.label(name, depth));
                for (key, row) in rows.iter() {
                    cx.line(Line::new().plain("  ".repeat(depth + 1)).plain(key));
                    self.group(cx, row, table, &at.join(key), depth + 2);
                }
            }
            (Value::List(items), _) if items.len() > 1 => {
                cx.line(self.label(name, depth));
                for item in items {
                    let said = words(item, &field.shape, self.register, self.lang);
                    cx.line(Line::new().plain("  ".repeat(depth + 1)).plain("- ").plain(said));
                }
            }
            (Value::Text(text), _) if text.trim_end().contains('\n') => {
                cx.line(self.label(name, depth));
                for line in text.trim_end().lines() {
                    cx.line(Line::new().plain("  ".repeat(depth + 1)).plain(line));
                }
            }
            _ => {
                let said = words(value, &field.shape, self.register, self.lang);
                cx.line(self.label(name, depth).plain(" ").plain(said.trim_end()));
            }
        }
    }

    fn label(&self, name: &str, depth: usize) -> Line {
        let colon = if self.lang == Lang::Fr { "\u{a0}:" } else { ":" };
        Line::new().plain("  ".repeat(depth)).with(Style::Bold, name).plain(colon)
    }
}
