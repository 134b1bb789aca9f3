//! `registre conflicts`: what git left to settle, field by field.

use serde_json::{Value as Json, json};

use super::context::Context;
use super::fail::Fail;
use super::help::Help;
use super::json;
use super::out::{Line, Style};
use crate::i18n::changes::label;
use crate::i18n::values::{UNKNOWN, words};
use crate::model::message::{Text, text};
use crate::model::{Path, RecordId, Register, Value, field_at};
use crate::ops::conflicts::{FieldInConflict, InConflict, Matter, conflicts};
use crate::ops::error::Exit;

#[derive(Debug, clap::Args)]
pub struct Args {}

pub const HELP: Help = Help {
    name: "conflicts",
    alias: "conflits",
    about: text(
        "Montrer ce qu’une fusion de git a laissé à concilier",
        "Show what a merge of git left to be settled",
    ),
    args: &[],
    more: text(
        "\
Chaque champ en conflit, avec la version commune, la nôtre et la leur (pendant un rebase, «\u{a0}la nôtre\u{a0}» est
celle de la branche sur laquelle on rejoue). Concilier\u{a0}: registre resolve ID [CHAMP] --ours ou --theirs,
ou à la main dans le fichier.",
        "\
Each field in conflict, with the base, ours and theirs (during a rebase, “ours” is the branch that one
replays onto). Settle them: registre resolve ID [FIELD] --ours or --theirs, or by hand in the file.",
    ),
};

const NONE: Text =
    text("Git n’a laissé aucun conflit dans le registre.", "Git left no conflict in the register.");
const DELETED_BY_US: Text = text("supprimée par nous, changée par eux", "deleted by us, changed by them");
const DELETED_BY_THEM: Text = text("changée par nous, supprimée par eux", "changed by us, deleted by them");
const LINES: Text =
    text("marquée ligne à ligne\u{a0}: à corriger à la main", "marked line by line: to be mended by hand");
const SETTLED: Text = text(
    "sans marques de conflit\u{a0}: git attend «\u{a0}git add\u{a0}»",
    "without conflict markers: git waits for “git add”",
);
const BASE: Text = text("base", "base");
const OURS: Text = text("la nôtre", "ours");
const THEIRS: Text = text("la leur", "theirs");

pub fn run(_: &Args, cx: &mut Context) -> Result<Exit, Fail> {
    let all = conflicts(&cx.dir()?)?;
    let exit = if all.is_empty() { Exit::Ok } else { Exit::Conflict };
    if cx.is_json() {
        let one = |c: &InConflict| one_json(c, cx);
        let document = json!({ "conflicts": all.iter().map(one).collect::<Vec<_>>() });
        cx.json(document);
        return Ok(exit);
    }
    if all.is_empty() {
        cx.talk(&NONE.msg());
    }
    for conflict in &all {
        let name = Line::new().with(Style::Error, "!").plain(" ").with(Style::Bold, conflict.id.path());
        let said = match &conflict.matter {
            Matter::Fields(_) => None,
            Matter::Deleted { by_us: true } => Some(DELETED_BY_US),
            Matter::Deleted { by_us: false } => Some(DELETED_BY_THEM),
            Matter::Lines => Some(LINES),
            Matter::Settled => Some(SETTLED),
        };
        match said {
            Some(said) => cx.line(name.plain("  ").plain(cx.t(said))),
            None => cx.line(name),
        }
        if let Matter::Fields(fields) = &conflict.matter {
            fields.iter().for_each(|field| print(cx, &conflict.id, field));
        }
    }
    Ok(exit)
}

/// A field with its three versions.
pub fn print(cx: &mut Context, id: &RecordId, field: &FieldInConflict) {
    let lang = cx.lang();
    let name = label(id, &field.path, lang);
    cx.line(Line::new().plain("  ").with(Style::Bold, name).with(Style::Dim, format!("  {}", field.path)));
    for (title, value) in [(BASE, &field.base), (OURS, &field.ours), (THEIRS, &field.theirs)] {
        let colon = crate::i18n::format::colon(lang);
        let said = said(id, &field.path, value, cx);
        cx.line(Line::new().plain("    ").plain(title.get(lang)).plain(colon).plain(said));
    }
}

fn said(id: &RecordId, path: &Path, value: &Option<Value>, cx: &Context) -> String {
    let shape = field_at(id, path.keys()).map(|field| field.shape);
    match (value, shape) {
        (Some(value), Some(shape)) => words(value, &shape, &Register::new(), cx.lang()),
        _ => cx.t(UNKNOWN).to_owned(),
    }
}

fn one_json(conflict: &InConflict, cx: &Context) -> Json {
    let (matter, fields) = match &conflict.matter {
        Matter::Fields(fields) => ("fields", fields.as_slice()),
        Matter::Deleted { by_us: true } => ("deleted-by-us", &[][..]),
        Matter::Deleted { by_us: false } => ("deleted-by-them", &[][..]),
        Matter::Lines => ("lines", &[][..]),
        Matter::Settled => ("settled", &[][..]),
    };
    json!({
        "record": json::record_id(&conflict.id),
        "file": conflict.id.path(),
        "matter": matter,
        "fields": fields.iter().map(|f| field_json(&conflict.id, f, cx)).collect::<Vec<_>>(),
    })
}

/// A field with its three versions; a version in which it is not there is absent.
pub fn field_json(id: &RecordId, field: &FieldInConflict, cx: &Context) -> Json {
    let mut out = json!({ "path": field.path.to_string(), "label": label(id, &field.path, cx.lang()) });
    for (key, value) in [("base", &field.base), ("ours", &field.ours), ("theirs", &field.theirs)] {
        if let Some(value) = value {
            out[key] = json::value(value);
        }
    }
    out
}
