//! `registre law [WORDS]`: the legal reference data that the program holds.

use serde_json::{Value as Json, json};

use super::context::Context;
use super::fail::Fail;
use super::help::Help;
use super::out::{Line, Style, padded};
use crate::i18n::format::{article, date};
use crate::model::message::{Lang, Text, text};
use crate::model::{Term, Vocabulary};
use crate::ops::OpError;
use crate::ops::error::Exit;
use crate::ops::law::{Confidence, Entry, list, search};
use crate::term::clean::width;

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
        text(
            "Des mots à chercher, ou le nom d’une liste\u{202f}; rien\u{a0}: toutes les références",
            "Words to search, or the name of a list; nothing: all the references",
        ),
    )],
    more: text(
        "\
Chaque référence dit sa source, son lien et le jour où elle a été lue. Aucune ne lie l’organisme par elle-même.
Le nom d’une liste, tel qu’un constat le donne, en montre les mots.
Exemples\u{a0}:
  registre loi prospect
  registre loi purpose_kinds",
        "\
Each reference tells its source, its link and the day on which it was read. None binds the organisation by itself.
The name of a list, as a finding gives it, shows its words.
Examples:
  registre law prospect
  registre law purpose_kinds",
    ),
};

const NOTHING: Text = text("Aucune référence ne dit «\u{a0}{words}\u{a0}».", "No reference says “{words}”.");
const READ: Text = text("{source} – {url} (lu le {day})", "{source} – {url} (read on {day})");
const READ_AT: Text = text("{url} (lu le {day})", "{url} (read on {day})");
const VERIFY: Text = text("à vérifier", "to be verified");

pub fn run(args: &Args, cx: &mut Context) -> Result<Exit, Fail> {
    let typed = args.words.join(" ");
    let (found, list) = (search(&typed), list(typed.trim()));
    let lang = cx.lang();
    if cx.is_json() {
        let mut document =
            json!({ "references": found.iter().map(|e| entry_json(e, lang)).collect::<Json>() });
        if let Some(list) = list {
            document["words"] = list.terms.iter().map(|term| word_json(term, lang)).collect();
        }
        cx.json(document);
        return Ok(Exit::Ok);
    }
    if let Some(list) = list {
        words(list, lang, cx);
    } else if found.is_empty() {
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

/// The words of a list, each with what it means.
fn words(list: &Vocabulary, lang: Lang, cx: &mut Context) {
    cx.line(Line::new().with(Style::Bold, list.name));
    let widest = list.terms.iter().map(|term| width(term.id)).max().unwrap_or_default();
    for term in list.terms {
        let line = Line::new().plain("  ").plain(padded(term.id, widest)).plain("  ");
        let line = line.plain(term.label.get(lang));
        cx.line(match article(term.article, lang) {
            none if none.is_empty() => line,
            said => line.with(Style::Dim, format!("  {said}")),
        });
    }
}

fn word_json(term: &Term, lang: Lang) -> Json {
    let mut out = json!({ "word": term.id, "label": term.label.get(lang) });
    if !term.article.is_empty() {
        out["article"] = article(term.article, lang).into();
    }
    out
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
