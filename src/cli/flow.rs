//! `registre flow ID`: where the data of an activity goes.

use serde_json::{Value as Json, json};

use super::context::Context;
use super::fail::Fail;
use super::help::Help;
use super::json;
use super::picture;
use crate::model::message::{Lang, Text, text};
use crate::model::{Register, Term};
use crate::ops::OpError;
use crate::ops::error::Exit;
use crate::ops::flow::{Answer, Country, Flow, Node, Stage, Who, flow};
use crate::ops::pick;
use crate::picture::flow::NO_FLOW;

#[derive(Debug, clap::Args)]
pub struct Args {
    pub id: String,
}

pub const HELP: Help = Help {
    name: "flow",
    alias: "flux",
    about: text("Dire où vont les données d’une activité", "Tell where the data of an activity goes"),
    args: &[("id", text("ID", "ID"), text("L’activité", "The activity"))],
    more: text("Exemple\u{a0}: registre flow paie", "Example: registre flow payroll"),
};

const ACTIVITIES: Text =
    text("Les activités\u{a0}: registre list activity", "The activities: registre list activity");

pub fn run(args: &Args, cx: &mut Context) -> Result<Exit, Fail> {
    let id = cx.pick(&args.id)?;
    let workspace = cx.open()?;
    pick::read(&workspace, &id)?;
    let (register, lang) = (workspace.register(), cx.lang());
    let seen = flow(register, &id).ok_or_else(|| OpError::new(Exit::Usage, NO_FLOW).hint(ACTIVITIES))?;
    if cx.is_json() {
        let mut said = told(&seen, register, lang);
        said["record"] = json::record_id(&id);
        return Ok(picture::document(cx, &workspace, said));
    }
    let drawn = crate::picture::flow::draw(&id, &picture::subject(&workspace, &[], lang, cx.today()));
    picture::print(cx, &drawn);
    Ok(picture::exit(cx, &workspace))
}

fn word(answer: Answer) -> &'static str {
    match answer {
        Answer::Given => "given",
        Answer::None => "none",
        Answer::Unknown => "unknown",
    }
}

fn told(seen: &Flow, register: &Register, lang: Lang) -> Json {
    let stages = Stage::ALL.into_iter().filter(|s| *s != Stage::Countries).map(|stage| {
        let nodes = seen.nodes(stage).iter().map(|n| of_node(n, register, lang));
        let answer = seen.answers.get(&stage).copied().unwrap_or(Answer::Unknown);
        json!({ "stage": stage.word(), "answer": word(answer), "nodes": nodes.collect::<Json>() })
    });
    let mut said = json!({
        "stages": stages.collect::<Json>(),
        "countries": seen.countries.iter().map(|c| of_country(c, register, lang)).collect::<Json>(),
        "transfers": word(seen.transfers),
    });
    put(&mut said, "collection", seen.collection);
    said
}

/// A word, where there is one.
fn put(object: &mut Json, key: &str, term: Option<&'static Term>) {
    if let Some(term) = term {
        object[key] = term.id.into();
    }
}

fn of_node(node: &Node, register: &Register, lang: Lang) -> Json {
    let mut one = picture::at(&node.place.record, &node.place.path, register, lang);
    one["what"] = node.what.word().into();
    if let Some(name) = &node.name {
        one["name"] = name.as_str().into();
    }
    put(&mut one, "nature", node.nature);
    put(&mut one, "source", node.source);
    if !node.details.is_empty() {
        one["details"] = node.details.iter().map(String::as_str).collect();
    }
    if let Some(volume) = node.volume {
        one["volume"] = volume.into();
    }
    if !node.countries.is_empty() {
        one["countries"] = node.countries.iter().map(|t| t.id).collect();
    }
    one
}

fn of_country(country: &Country, register: &Register, lang: Lang) -> Json {
    let ways = country.ways.iter().map(|way| {
        let mut one = picture::at(&way.place.record, &way.place.path, register, lang);
        one["how"] = way.how.word().into();
        put(&mut one, "mechanism", way.how.mechanism());
        match &way.who {
            Who::Name(name) => one["name"] = name.as_str().into(),
            Who::Record(id) => one["processor"] = json::record_id(id),
            Who::Unnamed => {}
        }
        one
    });
    let mut one = json!({ "ways": ways.collect::<Json>() });
    put(&mut one, "country", country.country);
    one
}
