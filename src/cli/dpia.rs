//! `registre dpia ID`: whether an impact assessment is due, as far as the sheet shows.

use serde_json::{Value as Json, json};

use super::context::Context;
use super::fail::Fail;
use super::help::Help;
use super::json;
use super::picture;
use crate::model::message::{Text, text};
use crate::ops::OpError;
use crate::ops::error::Exit;
use crate::ops::pick;
use crate::ops::screening::{Outcome, Proposed, Screening, Sign, screening};
use crate::picture::screening::{NO_SCREENING, outcome};

#[derive(Debug, clap::Args)]
pub struct Args {
    pub id: String,
}

pub const HELP: Help = Help {
    name: "dpia",
    alias: "aipd",
    about: text(
        "Dire si une analyse d’impact semble due, et pourquoi",
        "Tell whether an impact assessment seems due, and why",
    ),
    args: &[("id", text("ID", "ID"), text("L’activité", "The activity"))],
    more: text("Exemple\u{a0}: registre dpia paie", "Example: registre dpia payroll"),
};

const ACTIVITIES: Text =
    text("Les activités\u{a0}: registre list activity", "The activities: registre list activity");

pub fn run(args: &Args, cx: &mut Context) -> Result<Exit, Fail> {
    let id = cx.pick(&args.id)?;
    let workspace = cx.open()?;
    pick::read(&workspace, &id)?;
    let (register, lang) = (workspace.register(), cx.lang());
    let seen =
        screening(register, &id).ok_or_else(|| OpError::new(Exit::Usage, NO_SCREENING).hint(ACTIVITIES))?;
    if cx.is_json() {
        let sign = |s: &Sign| {
            json!({
                "sure": s.sure,
                "record": json::record_id(&s.record),
                "path": s.path.to_string(),
                "message": s.says.get(lang),
            })
        };
        let item = |p: &Proposed| {
            json!({
                "id": p.item.id,
                "label": p.item.label().get(lang),
                "shown": p.is_sure(),
                "likely": p.is_likely(),
                "recorded": p.recorded,
                "disputed": p.is_disputed(),
                "signs": p.signs.iter().map(sign).collect::<Json>(),
                "against": p.against.iter().map(sign).collect::<Json>(),
            })
        };
        let list = |items: &[Proposed]| items.iter().map(item).collect::<Json>();
        let said = json!({
            "record": json::record_id(&id),
            "outcome": word(&seen),
            "message": outcome(&seen).0.get(lang),
            "statutory": list(&seen.statutory),
            "required": list(&seen.required),
            "exempt": list(&seen.exempt),
            "criteria": list(&seen.criteria),
        });
        return Ok(picture::document(cx, &workspace, said));
    }
    let drawn = crate::picture::screening::draw(&id, &picture::subject(&workspace, &[], lang, cx.today()));
    picture::print(cx, &drawn);
    Ok(picture::exit(cx, &workspace))
}

/// The stable English word of JSON.
fn word(seen: &Screening) -> &'static str {
    match seen.outcome() {
        Outcome::Statutory(_) => "statutory_case",
        Outcome::Listed(_) => "required_list",
        Outcome::Exempt(_) => "exempt_list",
        Outcome::Criteria(_) => "several_criteria",
        Outcome::One(_) => "one_criterion",
        Outcome::Nothing => "nothing",
    }
}
