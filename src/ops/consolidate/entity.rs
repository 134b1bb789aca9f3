//! What is told of one register among others.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::source::{Opened, Source};
use crate::check::completeness::completeness;
use crate::history::CommitInfo;
use crate::law::places::{self, Standing};
use crate::model::fold::fold;
use crate::model::vocabulary::COUNTRIES;
use crate::model::{Group, Kind, Lang, Record, Register, Severity, Term, Value, review};
use crate::ops::overview::{Tally, overview};

/// A register, in figures, and what of it is compared with others.
#[derive(Clone, Debug)]
pub struct Entity {
    /// As it was named.
    pub source: String,
    pub commit: Option<CommitInfo>,
    /// The organisation's name; where it says none, what the register was called on the command line.
    pub name: String,
    pub kinds: Vec<(Kind, usize)>,
    pub statuses: Vec<(Option<&'static Term>, usize)>,
    pub tally: Tally,
    /// The questions answered, in percent over all activities; `None`: no activity.
    pub completeness: Option<usize>,
    /// The day of the newest review that a sheet tells.
    pub last_review: Option<NaiveDate>,
    /// The sheets whose review is due.
    pub overdue: usize,
    /// The countries outside the Economic Area to which sheets tell a transfer, and how many transfers.
    pub transfers: BTreeMap<&'static str, usize>,
    /// How many files could not be read.
    pub unread: usize,
    /// Findings by the article that asks and by rule: how many, and the gravest.
    pub(super) findings: BTreeMap<(&'static str, &'static str), (usize, Severity)>,
    pub(super) processors: Vec<SeenProcessor>,
    /// The names of the activities: as they are written, and as they are compared.
    pub(super) activities: Vec<(String, String)>,
}

/// A processor as one register tells it.
#[derive(Clone, Debug)]
pub struct SeenProcessor {
    pub id: String,
    pub name: String,
    pub registration: Option<String>,
    /// How many activities name it.
    pub activities: usize,
    pub hosting: Vec<&'static Term>,
    pub contract: Contract,
    pub outside: Vec<&'static Term>,
    pub safeguard: Safeguard,
}

/// What is said of the contract of Art. 28(3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contract {
    Signed,
    /// It is told, and no day of signature.
    Unsigned,
    /// There is none.
    Without,
    Unknown,
}

/// What is said of the ground on which data leaves the Economic Area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Safeguard {
    /// No country outside the Area is told.
    NotNeeded,
    /// Each country outside is adequate, or its transfer names a mechanism.
    Said,
    Missing,
}

pub(super) fn entity(source: &Source, opened: &Opened, today: NaiveDate) -> Entity {
    let mut workspace = opened.workspace.clone();
    workspace.set_today(today);
    let found = workspace.all_findings();
    let register = workspace.register();
    let seen = overview(register, &found, today);
    let mut tally = Tally::default();
    let mut findings: BTreeMap<(&str, &str), (usize, Severity)> = BTreeMap::new();
    for finding in &found {
        tally.count(finding.severity);
        if finding.severity >= Severity::Warning {
            let one = findings.entry((finding.article, finding.code)).or_insert((0, finding.severity));
            *one = (one.0 + 1, one.1.max(finding.severity));
        }
    }
    let lang = register.language();
    let name = register.organisation().map(|o| o.title(lang).to_owned()).unwrap_or_default();
    let transfers = seen.transfers.countries.iter().filter_map(|c| Some((c.country?.id, c.total())));
    let activities = || register.of(Kind::Activity);
    Entity {
        source: source.typed.clone(),
        commit: opened.commit.clone(),
        name: if name.trim().is_empty() { source.typed.clone() } else { name },
        kinds: seen.kinds.clone(),
        statuses: seen.statuses.iter().map(|(s, ids)| (*s, ids.len())).collect(),
        tally,
        completeness: complete(register),
        last_review: activities().filter_map(|r| r.fields.date("reviewed_on")).filter(|d| *d <= today).max(),
        overdue: activities().filter(|r| review::is_due(r, register, today)).count(),
        transfers: transfers.filter(|(code, _)| places::is_outside(code)).collect(),
        unread: workspace.unreadable().count(),
        findings,
        processors: register.of(Kind::Processor).map(|r| processor(r, register, today)).collect(),
        activities: activities()
            .map(|r| (r.title(lang).to_owned(), fold(r.title(Lang::Fr).trim())))
            .collect(),
    }
}

fn complete(register: &Register) -> Option<usize> {
    let shares = register.of(Kind::Activity).filter_map(|r| completeness(register, r));
    let (mut asked, mut answered) = (0, 0);
    for share in shares.map(|c| c.whole) {
        asked += share.asked;
        answered += share.answered;
    }
    (answered * 100).checked_div(asked)
}

fn processor(record: &Record, register: &Register, today: NaiveDate) -> SeenProcessor {
    let fields = &record.fields;
    let of_rows =
        |key: &str| fields.rows(key).filter_map(|(_, row)| row.choice("country")).collect::<Vec<_>>();
    let mut outside: Vec<&'static Term> = fields.choice("country").into_iter().collect();
    outside.extend(countries(fields, "hosting_countries"));
    outside.extend(countries(fields, "access_countries"));
    outside.extend(of_rows("subprocessors"));
    outside.extend(of_rows("transfers"));
    outside.retain(|c| places::is_outside(c.id));
    outside.sort_by_key(|c| c.id);
    outside.dedup_by_key(|c| c.id);
    let rests = |country: &Term| {
        let adequate =
            matches!(places::standing(country.id, today), Standing::Adequate(d) if d.condition.is_none());
        let mut rows =
            fields.rows("transfers").filter(|(_, r)| r.choice("country").is_some_and(|c| c.id == country.id));
        adequate || rows.next().is_some_and(|(_, r)| is_said(r)) && rows.all(|(_, r)| is_said(r))
    };
    let safeguard = match () {
        () if outside.is_empty() => Safeguard::NotNeeded,
        () if outside.iter().all(|c| rests(c)) => Safeguard::Said,
        () => Safeguard::Missing,
    };
    let contract = match fields.get("contract") {
        None => Contract::Unknown,
        Some(Value::None) => Contract::Without,
        Some(value) => match value.as_group().and_then(|g| g.date("signed_on")) {
            Some(_) => Contract::Signed,
            None => Contract::Unsigned,
        },
    };
    let users = register.users(&record.id).iter().filter(|id| id.kind == Kind::Activity);
    SeenProcessor {
        id: record.id.id.to_string(),
        name: record.title(Lang::Fr).to_owned(),
        registration: fields.text("registration").map(str::to_owned),
        activities: users.count(),
        hosting: countries(fields, "hosting_countries"),
        contract,
        outside,
        safeguard,
    }
}

fn is_said(row: &Group) -> bool {
    row.choice("mechanism").is_some()
}

fn countries(fields: &Group, key: &str) -> Vec<&'static Term> {
    fields.items(key).iter().filter_map(Value::as_choice).collect()
}

/// The country of a code.
pub(super) fn country(code: &str) -> Option<&'static Term> {
    COUNTRIES.get(code)
}
