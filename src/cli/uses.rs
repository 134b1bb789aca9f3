//! `registre uses ID`: what uses a record, and what it uses.

use serde_json::{Value as Json, json};

use super::context::Context;
use super::fail::Fail;
use super::help::Help;
use super::json;
use super::picture;
use crate::model::message::text;
use crate::ops::error::Exit;
use crate::ops::pick;
use crate::ops::uses::{Use, uses};

#[derive(Debug, clap::Args)]
pub struct Args {
    pub id: String,
}

pub const HELP: Help = Help {
    name: "uses",
    alias: "usages",
    about: text("Dire qui utilise une fiche", "Tell what uses a record"),
    args: &[(
        "id",
        text("ID", "ID"),
        text("La fiche\u{a0}: son identifiant, ou GENRE/ID", "The record: its identifier, or KIND/ID"),
    )],
    more: text("Exemple\u{a0}: registre uses courrier-clair", "Example: registre uses courrier-clair"),
};

pub fn run(args: &Args, cx: &mut Context) -> Result<Exit, Fail> {
    let id = cx.pick(&args.id)?;
    let workspace = cx.open()?;
    pick::read(&workspace, &id)?;
    let (register, lang) = (workspace.register(), cx.lang());
    if cx.is_json() {
        let found = uses(register, &id);
        let told = |uses: &[Use]| -> Json {
            uses.iter().map(|(record, path)| picture::at(record, path, register, lang)).collect()
        };
        let refers = found.own.iter().map(|(path, to)| {
            let mut one = picture::at(to, &crate::model::Path::root(), register, lang);
            one["path"] = path.to_string().into();
            one
        });
        let said = json!({
            "record": json::record_id(&id),
            "uses": told(&found.direct),
            "through": told(&found.further),
            "refers": refers.collect::<Json>(),
        });
        return Ok(picture::document(cx, &workspace, said));
    }
    let drawn = crate::picture::uses::draw(&id, &picture::subject(&workspace, &[], lang, cx.today()));
    picture::print(cx, &drawn);
    Ok(picture::exit(cx, &workspace))
}
