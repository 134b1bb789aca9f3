//! `registre deadlines`: what falls due.

use serde_json::{Value as Json, json};

use super::context::Context;
use super::fail::Fail;
use super::help::Help;
use super::picture;
use crate::model::Register;
use crate::model::message::{Lang, text};
use crate::ops::deadlines::{Deadline, When, deadlines};
use crate::ops::error::Exit;

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(long)]
    pub within: Option<u32>,
    #[arg(long)]
    pub today: Option<String>,
}

pub const HELP: Help = Help {
    name: "deadlines",
    alias: "echeances",
    about: text("Dire ce qui arrive à échéance", "Tell what falls due"),
    args: &[
        (
            "within",
            text("JOURS", "DAYS"),
            text(
                "Ce qui est en retard, et ce qui arrive à échéance dans ce nombre de jours",
                "What is overdue, and what falls due within this many days",
            ),
        ),
        picture::TODAY,
    ],
    more: text(
        "\
Revues, fins de contrat, de prestation et de traitement, analyses d’impact, certificats.
Exemple\u{a0}: registre deadlines --within 30",
        "\
Reviews, ends of contracts, services and processing, impact assessments, certificates.
Example: registre deadlines --within 30",
    ),
};

pub fn run(args: &Args, cx: &mut Context) -> Result<Exit, Fail> {
    let today = picture::today(args.today.as_deref(), cx)?;
    let workspace = cx.open()?;
    let (register, lang) = (workspace.register(), cx.lang());
    if cx.is_json() {
        let mut found = deadlines(register, today);
        if let Some(days) = args.within {
            found = found.within(days, today);
        }
        let dated = found.dated.iter().map(|d| {
            let mut one = told(d, register, lang);
            one["when"] = When::of(d.on, today).word().into();
            one["days"] = (d.on - today).num_days().into();
            one
        });
        let undated = found.undated.iter().map(|u| {
            let mut one = picture::at(&u.record, &u.path, register, lang);
            one["what"] = u.what.word().into();
            one
        });
        let said = json!({
            "today": today.to_string(),
            "deadlines": dated.collect::<Json>(),
            "undated": undated.collect::<Json>(),
        });
        return Ok(picture::document(cx, &workspace, said));
    }
    let drawn = crate::picture::deadlines::draw(args.within, &picture::subject(&workspace, &[], lang, today));
    picture::print(cx, &drawn);
    Ok(picture::exit(cx, &workspace))
}

/// One deadline, wherever it is told.
pub fn told(deadline: &Deadline, register: &Register, lang: Lang) -> Json {
    let mut one = picture::at(&deadline.record, &deadline.path, register, lang);
    one["what"] = deadline.what.word().into();
    one["on"] = deadline.on.to_string().into();
    one["reckoned"] = deadline.reckoned.into();
    if let Some(words) = &deadline.words {
        one["words"] = words.as_str().into();
    }
    one
}
