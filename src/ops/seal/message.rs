//! What a seal says, in the register's language: what was held, how far it was right, and what had changed.
//!
//! A tag is kept for ever, as commits are: it says of persons no more than the register does, and the name of
//! who sealed.

use super::{Compared, SealInfo, SealPlan, Workspace};
use crate::check::in_force;
use crate::i18n::format::date;
use crate::model::message::{Lang, Text, text};
use crate::model::{Kind, Register};
use crate::ops::check::summary;
use crate::ops::compare::told;
use crate::ops::overview::{Tally, statuses};
use crate::report::changes::{Became, Changes};

const TITLE: Text = text("Registre de {name} au {day}", "Record of {name} on {day}");
const NOBODY: Text = text("l’organisme", "the organisation");
const FINGERPRINT: Text = text("Empreinte du dossier\u{a0}: {id}", "Fingerprint of the folder: {id}");
const COMMIT: Text = text("Commit\u{a0}: {id}", "Commit: {id}");
const RECORDS: Text = text("Fiches\u{a0}: {counts}", "Records: {counts}");
const COUNTED: [(Kind, Text); 4] = [
    (Kind::Activity, text("{n} {n|activité|activités}", "{n} {n|activity|activities}")),
    (Kind::Purpose, text("{n} {n|finalité|finalités}", "{n} {n|purpose|purposes}")),
    (Kind::Retention, text("{n} {n|durée|durées}", "{n} retention {n|rule|rules}")),
    (Kind::Processor, text("{n} {n|sous-traitant|sous-traitants}", "{n} {n|processor|processors}")),
];
const STATUSES: Text = text("Activités par statut\u{a0}: {counts}", "Activities by status: {counts}");
const NO_STATUS: Text = text("non renseigné", "not known yet");
const CHECK: Text = text(
    "Contrôle au {day}\u{a0}: {errors} {errors|erreur|erreurs}, {warnings} {warnings|point|points} d’attention, {advice} {advice|conseil|conseils}",
    "Check as of {day}: {errors} {errors|error|errors}, {warnings} {warnings|warning|warnings}, {advice} {advice|piece|pieces} of advice",
);
const WAIVERS: Text = text("Dérogations en vigueur\u{a0}: {n}", "Waivers in force: {n}");
const WAIVER: Text = text(
    "{rule} ({record}), jusqu’au {until}, par {by}\u{a0}: {reason}",
    "{rule} ({record}), until {until}, by {by}: {reason}",
);
const SINCE: Text =
    text("Depuis le sceau {name} du {day}\u{a0}: {counted}", "Since the seal {name} of {day}: {counted}");
const SAME: Text = text(
    "Depuis le sceau {name} du {day}\u{a0}: rien n’a changé",
    "Since the seal {name} of {day}: nothing changed",
);
const FIRST: Text = text("Premier sceau de ce registre", "First seal of this register");
const BY: Text = text("Scellé par {name}", "Sealed by {name}");
const MORE: Text = text("… et {n} {n|autre|autres}", "… and {n} {n|other|others}");

/// Of a list at most so many lines are said.
const LINES: usize = 40;
/// Of a line at most so many characters: the lines that make it a seal come last and must not be cut off.
const WIDE: usize = 160;

/// The message, without the lines by which the seal is known again.
pub(super) fn message(
    workspace: &Workspace,
    plan: &SealPlan,
    since: Option<(&SealInfo, &Compared)>,
    who: Option<&str>,
) -> String {
    let register = workspace.saved();
    let (lang, today) = (register.language(), date(workspace.today(), register.language()));
    let organisation = register.organisation().map(|o| o.title(lang)).filter(|name| !name.is_empty());
    let name = organisation.unwrap_or(NOBODY.get(lang));
    let title = TITLE.msg().with("name", short(name)).with("day", today.as_str()).get(lang);
    let mut lines = vec![
        FINGERPRINT.msg().with("id", plan.fingerprint.as_str()).get(lang),
        COMMIT.msg().with("id", plan.commit.id.to_string()).get(lang),
        RECORDS.msg().with("counts", kinds(register, lang)).get(lang),
    ];
    let by_status = by_status(register, lang);
    if !by_status.is_empty() {
        lines.push(STATUSES.msg().with("counts", by_status).get(lang));
    }
    let mut tally = Tally::default();
    for (_, part) in summary(&workspace.all_findings()).parts {
        tally.errors += part.errors;
        tally.warnings += part.warnings;
        tally.advice += part.advice;
    }
    let counted = CHECK.msg().with("day", today).with("errors", tally.errors);
    lines.push(counted.with("warnings", tally.warnings).with("advice", tally.advice).get(lang));
    let waivers = in_force(register, workspace.today());
    lines.push(WAIVERS.msg().with("n", waivers.len()).get(lang));
    list(&mut lines, waivers.len(), lang, |i| {
        let waiver = waivers.get(i)?;
        let said = WAIVER.msg().with("rule", waiver.name).with("record", waiver.holder.to_string());
        let said = said.with("until", date(waiver.until, lang)).with("by", waiver.by);
        Some(format!("- {}", said.with("reason", waiver.reason).get(lang)))
    });
    lines.push(String::new());
    match since {
        Some((seal, compared)) => changes(&mut lines, seal, &told(compared, lang), lang),
        None => lines.push(FIRST.get(lang).to_owned()),
    }
    if let Some(who) = who {
        lines.push(String::new());
        lines.push(BY.msg().with("name", short(who)).get(lang));
    }
    format!("{title}\n\n{}", lines.join("\n"))
}

fn changes(lines: &mut Vec<String>, seal: &SealInfo, changes: &Changes, lang: Lang) {
    let day = seal.date.map_or_else(|| "?".to_owned(), |d| date(d.date_naive(), lang));
    let said = if changes.records.is_empty() { SAME } else { SINCE };
    let said = said.msg().with("name", seal.name.as_str()).with("day", day);
    lines.push(said.with("counted", changes.counted()).get(lang));
    list(lines, changes.records.len(), lang, |i| {
        let record = changes.records.get(i)?;
        let mark = match record.became {
            Became::Added => "+",
            Became::Removed => "-",
            _ => "~",
        };
        Some(format!("{mark} {} ({})", record.title, record.kind))
    });
}

/// The lines of a list, as many as there is room for.
fn list(lines: &mut Vec<String>, len: usize, lang: Lang, line: impl Fn(usize) -> Option<String>) {
    lines.extend((0..len.min(LINES)).filter_map(line).map(|l| format!("  {}", short(&l))));
    if len > LINES {
        lines.push(format!("  {}", MORE.msg().with("n", len - LINES).get(lang)));
    }
}

/// A text on one line, and not too long.
fn short(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= WIDE {
        return text;
    }
    text.chars().take(WIDE - 1).chain(['…']).collect()
}

fn kinds(register: &Register, lang: Lang) -> String {
    let said = COUNTED.map(|(kind, said)| said.msg().with("n", register.of(kind).count()).get(lang));
    said.join(", ")
}

fn by_status(register: &Register, lang: Lang) -> String {
    let said = statuses(register).into_iter().map(|(status, of)| {
        let label = status.map_or(NO_STATUS.get(lang), |term| term.label.get(lang));
        format!("{} {}", of.len(), label.to_lowercase())
    });
    said.collect::<Vec<_>>().join(", ")
}
