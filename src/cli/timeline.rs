//! `registre timeline ID`: how long the data of a record is kept.

use serde_json::{Value as Json, json};

use super::context::Context;
use super::fail::Fail;
use super::help::Help;
use super::json;
use super::picture;
use crate::model::Register;
use crate::model::message::{Lang, Text, text};
use crate::ops::OpError;
use crate::ops::error::Exit;
use crate::ops::pick;
use crate::ops::timeline::{Bar, Held, Length, Rule, timeline};
use crate::picture::timeline::NO_TIME;

#[derive(Debug, clap::Args)]
pub struct Args {
    pub id: String,
}

pub const HELP: Help = Help {
    name: "timeline",
    alias: "durees",
    about: text("Dire combien de temps les données sont conservées", "Tell how long data is kept"),
    args: &[(
        "id",
        text("ID", "ID"),
        text(
            "Une activité, une finalité, une durée\u{a0}; «\u{a0}organisme\u{a0}» pour toutes les durées",
            "An activity, a purpose, a retention rule; “organisation” for all rules",
        ),
    )],
    more: text("Exemple\u{a0}: registre timeline paie", "Example: registre timeline payroll"),
};

const RULES: Text = text(
    "Toutes les durées\u{a0}: registre timeline organisation",
    "All retention rules: registre timeline organisation",
);

pub fn run(args: &Args, cx: &mut Context) -> Result<Exit, Fail> {
    let id = cx.pick(&args.id)?;
    let workspace = cx.open()?;
    pick::read(&workspace, &id)?;
    let (register, lang) = (workspace.register(), cx.lang());
    let seen = timeline(register, &id).ok_or_else(|| OpError::new(Exit::Usage, NO_TIME).hint(RULES))?;
    if cx.is_json() {
        let bars = |bars: &[Bar]| -> Json { bars.iter().map(|b| told(b, register, lang)).collect() };
        let users = seen.users.iter().map(|(record, path)| picture::at(record, path, register, lang));
        let mut said = json!({
            "record": json::record_id(&id),
            "data": bars(&seen.data),
            "special": bars(&seen.special),
            "purposes": bars(&seen.purposes),
            "rules": bars(&seen.rules),
            "users": users.collect::<Json>(),
        });
        if let Some(reason) = &seen.reason {
            said["reason"] = reason.as_str().into();
        }
        return Ok(picture::document(cx, &workspace, said));
    }
    let drawn = crate::picture::timeline::draw(&id, &picture::subject(&workspace, &[], lang, cx.today()));
    picture::print(cx, &drawn);
    Ok(picture::exit(cx, &workspace))
}

fn told(bar: &Bar, register: &Register, lang: Lang) -> Json {
    let mut one = picture::at(&bar.place.record, &bar.place.path, register, lang);
    match &bar.held {
        Held::Rule(rule) => one["rule"] = of_rule(rule),
        Held::Missing(id) => one["missing"] = json::record_id(id),
        Held::None => one["rule"] = json!({ "none": true }),
        Held::Unknown => {}
    }
    one
}

fn of_rule(rule: &Rule) -> Json {
    let mut one = json!({ "record": json::record_id(&rule.id) });
    let mut length = |key: &str, length: Length| match length {
        Length::For(period) => one[key] = period.to_string().into(),
        Length::None => one[key] = json!({ "none": true }),
        Length::Unknown => {}
    };
    length("active", rule.active);
    length("archive", rule.archive);
    let texts = [("trigger", &rule.trigger), ("archive_from", &rule.archive_from), ("words", &rule.words)];
    for (key, text) in texts {
        if let Some(text) = text {
            one[key] = text.as_str().into();
        }
    }
    for (key, term) in [("trigger_kind", rule.trigger_kind), ("final", rule.last)] {
        if let Some(term) = term {
            one[key] = term.id.into();
        }
    }
    one
}
