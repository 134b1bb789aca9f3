//! `registre overview`: the state of the register in figures.

use serde_json::{Value as Json, json};

use super::context::Context;
use super::deadlines;
use super::fail::Fail;
use super::help::Help;
use super::json;
use super::picture::{self, places, records};
use crate::i18n::format::article;
use crate::model::message::{Lang, text};
use crate::model::{Finding, Register, Term};
use crate::ops::error::Exit;
use crate::ops::overview::{Overview, overview};

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(long)]
    pub today: Option<String>,
}

pub const HELP: Help = Help {
    name: "overview",
    alias: "tableau",
    about: text("Dire où en est le registre, en chiffres", "Tell the state of the register, in figures"),
    args: &[picture::TODAY],
    more: text(
        "Statuts, constats, revues, transferts, durées, fiches inutilisées, contrats non signés.",
        "Statuses, findings, reviews, transfers, retention, unused records, unsigned contracts.",
    ),
};

pub fn run(args: &Args, cx: &mut Context) -> Result<Exit, Fail> {
    let today = picture::today(args.today.as_deref(), cx)?;
    let workspace = cx.open()?;
    let (findings, lang) = (workspace.all_findings(), cx.lang());
    let subject = picture::subject(&workspace, &findings, lang, today);
    if cx.is_json() {
        let seen = overview(workspace.register(), &findings, today);
        let mut said = told(&seen, &findings, workspace.register(), lang);
        said["today"] = today.to_string().into();
        return Ok(picture::document(cx, &workspace, said));
    }
    let drawn = crate::picture::overview::draw(&subject);
    picture::print(cx, &drawn);
    Ok(picture::exit(cx, &workspace))
}

/// An object with a word under `key`, where there is one.
fn with(key: &str, term: Option<&'static Term>, mut object: Json) -> Json {
    if let Some(term) = term {
        object[key] = term.id.into();
    }
    object
}

fn told(seen: &Overview, findings: &[Finding], register: &Register, lang: Lang) -> Json {
    let ids = |ids: &[_]| records(ids, register, lang);
    let due = |due: &[_]| -> Json { due.iter().map(|d| deadlines::told(d, register, lang)).collect() };
    let articles = seen.findings.articles.iter().map(|(asked, tally)| {
        let mut one = json!({ "error": tally.errors, "warning": tally.warnings, "advice": tally.advice });
        if !asked.is_empty() {
            one["article"] = article(asked, lang).into();
            one["text"] = (*asked).into();
        }
        one
    });
    let countries = seen.transfers.countries.iter().map(|c| {
        let mechanisms = c.mechanisms.iter();
        let mechanisms =
            mechanisms.map(|(m, at)| with("mechanism", *m, json!({ "places": places(at, register, lang) })));
        with("country", c.country, json!({ "mechanisms": mechanisms.collect::<Json>() }))
    });
    let longest = seen.retention.longest.iter().map(|(id, period)| {
        let mut one = picture::at(id, &crate::model::Path::root(), register, lang);
        one["active"] = period.to_string().into();
        one
    });
    let by = |key: &'static str, groups: &[(Option<&'static Term>, Vec<_>)]| -> Json {
        groups.iter().map(|(term, of)| with(key, *term, json!({ "records": ids(of) }))).collect()
    };
    json!({
        "kinds": seen.kinds.iter().map(|(k, n)| json!({ "kind": k.word(), "count": n })).collect::<Json>(),
        "statuses": by("status", &seen.statuses),
        "summary": json::summary(findings),
        "articles": articles.collect::<Json>(),
        "reviews": {
            "overdue": due(&seen.reviews.overdue),
            "near": due(&seen.reviews.near),
            "unplanned": places(&seen.reviews.unplanned, register, lang),
        },
        "transfers": {
            "countries": countries.collect::<Json>(),
            "without": ids(&seen.transfers.none),
            "unanswered": ids(&seen.transfers.unknown),
        },
        "retention": {
            "unruled": places(&seen.retention.unruled, register, lang),
            "finals": by("final", &seen.retention.finals),
            "longest": longest.collect::<Json>(),
        },
        "unused": seen.unused.iter()
            .map(|(k, of)| json!({ "kind": k.word(), "records": ids(of) })).collect::<Json>(),
        "unsigned": ids(&seen.unsigned),
    })
}
