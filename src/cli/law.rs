//! `registre law [WORDS]`: the legal reference data that the program holds.

use serde_json::{Value as Json, json};

use super::context::Context;
use super::fail::Fail;
use super::help::Help;
use super::out::{Line, Style};
use crate::i18n::format::date;
use crate::model::message::{Lang, Text, text};
use crate::ops::OpError;
use crate::ops::error::Exit;
use crate::ops::law::{Confidence, Entry, search};

#[derive(Debug, clap::Args)]
pub struct Args {
    pub words: Vec<String>,
}

pub const HELP: Help = Help {
    name: "law",
    alias: "loi",
    about: text("Chercher dans les références juridiques", "Search the legal references"),
    args: &[(
        "words",
        text("MOTS", "WORDS"),
        text("Des mots à chercher\u{202f}; rien\u{a0}: tout", "Words to search; nothing: all"),
    )],
    more: text(
        "\
Chaque référence dit sa source, son lien et le jour où elle a été lue. Aucune ne lie l’organisme par elle-même.
Exemple\u{a0}: registre loi prospect",
        "\
Each reference tells its source, its link and the day on which it was read. None binds the organisation by itself.
Example: registre law prospect",
    ),
};

const NOTHING: Text = text("Aucune référence ne dit «\u{a0}{words}\u{a0}».", "No reference says “{words}”.");
const READ: Text = text("{source} – {url} (lu le {day})", "{source} – {url} (read on {day})");
const READ_AT: Text = text("{url} (lu le {day})", "{url} (read on {day})");
const VERIFY: Text = text("à vérifier", "to be verified");

pub fn run(args: &Args, cx: &mut Context) -> Result<Exit, Fail> {
    let typed = args.words.join(" ");
    let found = search(&typed);
    let lang = cx.lang();
    if cx.is_json() {
        cx.json(json!({ "references": found.iter().map(|e| entry_json(e, lang)).collect::<Json>() }));
        return Ok(Exit::Ok);
    }
    if found.is_empty() {
        return Err(OpError::new(Exit::Nothing, NOTHING.msg().with("words", typed)).into());
    }
    let mut subject = None;
    for entry in &found {
        if subject != Some(entry.subject) {
            subject = Some(entry.subject);
            cx.line(Line::new().with(Style::Bold, entry.subject.get(lang)));
        }
        print(entry, lang, cx);
    }
    Ok(Exit::Ok)
}

fn print(entry: &Entry, lang: Lang, cx: &mut Context) {
    let head = Line::new().plain("  ").plain(entry.label.get(lang));
    cx.line(head.with(Style::Dim, format!("  {}", entry.id)));
    cx.line(Line::new().plain("    ").plain(entry.said.get(lang)));
    let source = entry.source.get(lang);
    let read = if source.is_empty() { READ_AT } else { READ };
    let read = read.msg().with("source", source).with("url", &entry.url);
    let read = read.with("day", date(entry.read_on, lang)).get(lang);
    cx.line(Line::new().plain("    ").with(Style::Dim, read));
    if entry.confidence < Confidence::High {
        cx.line(Line::new().plain("    ").with(Style::Warning, VERIFY.get(lang)));
    }
}

fn entry_json(entry: &Entry, lang: Lang) -> Json {
    let confidence = match entry.confidence {
        Confidence::Low => "low",
        Confidence::Medium => "medium",
        Confidence::High => "high",
    };
    let mut out = json!({
        "id": entry.id,
        "subject": entry.subject.get(lang),
        "label": entry.label.get(lang),
        "said": entry.said.get(lang),
        "url": entry.url,
        "read_on": entry.read_on.to_string(),
        "confidence": confidence,
    });
    let source = entry.source.get(lang);
    if !source.is_empty() {
        out["source"] = source.into();
    }
    out
}
