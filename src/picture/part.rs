//! What stands behind a figure of the overview: the records or the places that it counts.

use super::overview::{asked_by, several, tone};
use super::words::{NO_COUNTRY, NO_FATE, NO_MECHANISM, NO_STATUS, term};
use super::{Lead, Line, Picture, Subject, Tone};
use crate::model::message::{Text, text};
use crate::model::vocabulary::{COUNTRIES, FINAL_ACTIONS, STATUSES};
use crate::model::{Finding, Kind, RecordId, Severity, Vocabulary};
use crate::ops::overview::{Overview, Place, overview};

/// A figure of the overview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// The activities of a status, by its word.
    Status(Option<&'static str>),
    Severity(Severity),
    /// The findings of an article, as the field table names it.
    Article(&'static str),
    /// The sheets of which no review is planned.
    Unplanned,
    /// The transfers to a country, by its code.
    Country(Option<&'static str>),
    NoTransfer,
    TransferUnknown,
    /// Data under no retention rule.
    Unruled,
    /// The rules that end so, by its word.
    Final(Option<&'static str>),
    Unused(Kind),
    Unsigned,
}

const STATUS: Text = text("Activités – {status} ({n})", "Activities – {status} ({n})");
const FINDINGS: Text = text("{what} ({n})", "{what} ({n})");
const UNPLANNED: Text = text("Activités sans date de revue ({n})", "Activities without a review date ({n})");
const TO: Text = text("Transferts hors UE – {country} ({n})", "Transfers outside the EU – {country} ({n})");
const NO_TRANSFER: Text =
    text("Activités sans transfert hors UE ({n})", "Activities without a transfer outside the EU ({n})");
const TRANSFER_UNKNOWN: Text = text(
    "Activités qui ne disent pas si elles transfèrent hors UE ({n})",
    "Activities that do not say whether they transfer outside the EU ({n})",
);
const UNRULED: Text = text("Données sans règle de conservation ({n})", "Data under no retention rule ({n})");
const FINAL: Text = text("Durées – {fate} ({n})", "Retention – {fate} ({n})");
const UNUSED: Text =
    text("{kind} auxquelles aucune fiche ne renvoie ({n})", "{kind} to which no record refers ({n})");
const UNUSED_PROCESSORS: Text = text(
    "Sous-traitants auxquels aucune fiche ne renvoie ({n})",
    "Processors to which no record refers ({n})",
);
const UNSIGNED: Text =
    text("Sous-traitants sans contrat signé ({n})", "Processors without a signed contract ({n})");
const NOTHING: Text = text("✓ Rien à signaler.", "✓ Nothing to report.");
const EVERYWHERE: Text = text("Registre", "Register");

pub fn draw(part: &Part, subject: &Subject<'_>) -> Picture {
    let seen = overview(subject.register, subject.findings, subject.today);
    let lines = lines(part, &seen, subject);
    let mut picture = Picture::new(title(part, lines.len(), subject));
    picture.lines = lines;
    if picture.lines.is_empty() {
        picture.line(Line::new(subject.say(NOTHING), Tone::Ok));
    }
    picture
}

fn title(part: &Part, n: usize, subject: &Subject<'_>) -> String {
    let lang = subject.lang;
    let word = |list: &'static Vocabulary, id: &Option<&'static str>, unknown: Text| {
        term(id.and_then(|id| list.get(id)), unknown, subject)
    };
    let said = match part {
        Part::Status(id) => STATUS.msg().with("status", word(&STATUSES, id, NO_STATUS)),
        Part::Severity(severity) => FINDINGS.msg().with("what", several(*severity)),
        Part::Article(article) => FINDINGS.msg().with("what", asked_by(article, subject)),
        Part::Unplanned => UNPLANNED.msg(),
        Part::Country(id) => TO.msg().with("country", word(&COUNTRIES, id, NO_COUNTRY)),
        Part::NoTransfer => NO_TRANSFER.msg(),
        Part::TransferUnknown => TRANSFER_UNKNOWN.msg(),
        Part::Unruled => UNRULED.msg(),
        Part::Final(id) => FINAL.msg().with("fate", word(&FINAL_ACTIONS, id, NO_FATE)),
        Part::Unused(Kind::Processor) => UNUSED_PROCESSORS.msg(),
        Part::Unused(kind) => UNUSED.msg().with("kind", kind.plural()),
        Part::Unsigned => UNSIGNED.msg(),
    };
    said.with("n", n).get(lang)
}

fn lines(part: &Part, seen: &Overview, subject: &Subject<'_>) -> Vec<Line> {
    let records = |ids: &[RecordId]| ids.iter().map(|id| record(id, subject)).collect();
    let places = |places: &[Place]| places.iter().map(|p| place(p, subject)).collect();
    match part {
        Part::Status(id) => {
            let of = seen.statuses.iter().find(|(s, _)| s.map(|t| t.id) == *id);
            of.map_or_else(Vec::new, |(_, ids)| records(ids))
        }
        Part::Severity(severity) => findings(subject, |f| f.severity == *severity),
        Part::Article(article) => findings(subject, |f| f.article == *article),
        Part::Unplanned => places(&seen.reviews.unplanned),
        Part::Country(id) => {
            let of = seen.transfers.countries.iter().find(|c| c.country.map(|t| t.id) == *id);
            let mechanisms = of.map_or(&[][..], |c| &c.mechanisms);
            mechanisms
                .iter()
                .flat_map(|(mechanism, places)| {
                    let said = term(*mechanism, NO_MECHANISM, subject);
                    places.iter().map(move |p| transfer(p, said, subject))
                })
                .collect()
        }
        Part::NoTransfer => records(&seen.transfers.none),
        Part::TransferUnknown => records(&seen.transfers.unknown),
        Part::Unruled => places(&seen.retention.unruled),
        Part::Final(id) => {
            let of = seen.retention.finals.iter().find(|(f, _)| f.map(|t| t.id) == *id);
            of.map_or_else(Vec::new, |(_, rules)| records(rules))
        }
        Part::Unused(kind) => {
            let of = seen.unused.iter().find(|(k, _)| k == kind);
            of.map_or_else(Vec::new, |(_, ids)| records(ids))
        }
        Part::Unsigned => records(&seen.unsigned),
    }
}

fn record(id: &RecordId, subject: &Subject<'_>) -> Line {
    Line::plain(subject.title(id)).to(Lead::Record(id.clone()))
}

fn place(place: &Place, subject: &Subject<'_>) -> Line {
    Line::plain(subject.title(&place.record))
        .and(format!("  {}", subject.place(&place.record, &place.path)), Tone::Dim)
        .to(Lead::Field(place.record.clone(), place.path.clone()))
}

fn transfer(place: &Place, mechanism: &str, subject: &Subject<'_>) -> Line {
    let row = subject.register.get(&place.record).and_then(|r| r.group(&place.path));
    let recipient = row.and_then(|r| r.text("recipient")).unwrap_or_default();
    let mut line = Line::plain(subject.title(&place.record));
    if !recipient.is_empty() {
        line = line.and(format!("  {recipient}"), Tone::Plain);
    }
    line.and(format!("  {mechanism}"), Tone::Dim).to(Lead::Field(place.record.clone(), place.path.clone()))
}

fn findings(subject: &Subject<'_>, which: impl Fn(&Finding) -> bool) -> Vec<Line> {
    subject.findings.iter().filter(|f| which(f)).map(|f| finding(f, subject)).collect()
}

fn finding(finding: &Finding, subject: &Subject<'_>) -> Line {
    let lang = subject.lang;
    let who = match &finding.record {
        Some(id) => subject.title(id),
        None if finding.file.is_empty() => subject.say(EVERYWHERE).to_owned(),
        None => finding.file.clone(),
    };
    let message = finding.message.get(lang);
    let severity = finding.severity;
    let line = Line::new(format!("{} ", severity.mark()), tone(severity))
        .and(format!("{who}  "), Tone::Plain)
        .and(message.clone(), Tone::Dim)
        .said(format!("{}{}{who}, {message}", severity.label().get(lang), subject.colon()));
    match &finding.record {
        Some(id) if finding.path.is_root() => line.to(Lead::Record(id.clone())),
        Some(id) => line.to(Lead::Field(id.clone(), finding.path.clone())),
        None => line,
    }
}
