//! `registre waive RULE ID`: sets a rule aside for a record, with a reason, an author and an end.

use clap_complete::engine::ArgValueCandidates;

use super::completions;
use super::context::{Context, day};
use super::fail::Fail;
use super::help::Help;
use super::report;
use crate::model::message::text;
use crate::ops::check::{Waive, waive};
use crate::ops::error::Exit;
use crate::ops::{assign, pick, rules};

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(add = ArgValueCandidates::new(completions::rules))]
    pub rule: String,
    #[arg(add = ArgValueCandidates::new(completions::ids))]
    pub id: String,
    #[arg(long, alias = "champ")]
    pub field: Option<String>,
    #[arg(long, alias = "motif")]
    pub reason: String,
    #[arg(long, alias = "par")]
    pub by: String,
    #[arg(long, alias = "jusqu-au")]
    pub until: String,
}

pub const HELP: Help = Help {
    name: "waive",
    alias: "deroger",
    about: text("Écarter une règle d’une fiche, avec un motif", "Waive a rule for a record, with a reason"),
    args: &[
        (
            "rule",
            text("RÈGLE", "RULE"),
            text(
                "La règle, par son code ou son nom\u{202f}; own-rule-NOM pour une règle de l’organisme",
                "The rule, by code or name; own-rule-NAME for one of the organisation’s own",
            ),
        ),
        ("id", text("ID", "ID"), text("La fiche", "The record")),
        (
            "field",
            text("CHAMP", "FIELD"),
            text("Seulement pour ce champ et ce qu’il contient", "Only for this field and what it holds"),
        ),
        ("reason", text("TEXTE", "TEXT"), text("Le motif", "The reason")),
        (
            "by",
            text("TEXTE", "TEXT"),
            text("La fonction de la personne qui en répond", "The position of the person who answers for it"),
        ),
        (
            "until",
            text("DATE", "DATE"),
            text("Le dernier jour où elle vaut", "The last day on which it stands"),
        ),
    ],
    more: text(
        "\
La dérogation s’écrit dans la fiche, [waivers.nom-de-la-règle]\u{202f}; une autre de même nom est renouvelée.
Refusée si la règle ne trouve rien\u{a0}: elle cacherait la prochaine faute.
Exemple\u{a0}:
  registre deroger RGPD-A06-04 prospects --motif \"Étude en cours\" --par \"DPO\" --until 2027-06-30",
        "\
The waiver is written into the record, [waivers.name-of-the-rule]; another of the same name is renewed.
Refused where the rule finds nothing: it would hide the next fault.
Example:
  registre waive RGPD-A06-04 prospects --reason \"Under study\" --by \"DPO\" --until 2027-06-30",
    ),
};

pub fn run(args: &Args, cx: &mut Context) -> Result<Exit, Fail> {
    let named = rules::to_waive(&args.rule)?;
    let until = day(&args.until)?;
    let id = pick::record(&cx.dir()?, &args.id)?;
    let field = args.field.as_ref().map(|typed| assign::place(&id, typed)).transpose()?;
    let mut workspace = cx.open()?;
    pick::read(&workspace, &id)?;
    let before = workspace.saved().clone();
    let asked = Waive {
        record: &id,
        field: field.map(|place| place.path),
        reason: &args.reason,
        by: &args.by,
        until,
    };
    let changed = waive(&mut workspace, &named, &asked)?;
    cx.save(&mut workspace)?;
    report::changed(cx, &changed, &before, workspace.register());
    Ok(Exit::Ok)
}
