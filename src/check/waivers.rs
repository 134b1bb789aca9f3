//! Waivers: rules that a record sets aside, with a reason, somebody who answers for it and an end.
//!
//! A waiver is a row of the record, `[waivers.no-named-interest]`, called like the rule. Without a reason, an
//! author and an end it waives nothing; past its end it waives nothing either, and both are said. One in
//! `register.toml` may stand for every record.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::OnRecord;
use super::case::Case;
use super::rule::{On, Rule};
use super::rules;
use crate::model::{Finding, Group, Path, Record, RecordId, Register, Value};

/// The rows that hold the waivers of a record.
pub const WAIVERS: &str = "waivers";

/// A waiver that stands, as it is told.
#[derive(Clone, Debug, PartialEq)]
pub struct Waiver<'a> {
    /// The record that holds it: the one it serves, or the organisation's.
    pub holder: &'a RecordId,
    /// What its row is called.
    pub name: &'a str,
    pub reason: &'a str,
    pub by: &'a str,
    pub until: NaiveDate,
}

/// The waiver by which a finding is waived, where one stands on this day.
pub fn waiver_of<'a>(register: &'a Register, finding: &Finding, today: NaiveDate) -> Option<Waiver<'a>> {
    let rule = rules::get(finding.code).filter(|r| r.may_be_waived())?;
    let record = register.get(finding.record.as_ref()?)?;
    let own = record.fields.rows(WAIVERS).map(|(name, row)| (&record.id, name, row));
    let general = register.organisation().into_iter().flat_map(|o| {
        o.fields.rows(WAIVERS).filter(|(_, row)| is_general(row)).map(|(name, row)| (&o.id, name, row))
    });
    let serves = |name: &str, row: &Group| {
        rule.is_called(name) && matches!(state(row, today), State::Good) && covers(row, &finding.path)
    };
    let (holder, name, row) = own.chain(general).find(|(_, name, row)| serves(name, row))?;
    let text = |key: &str| row.get(key).and_then(Value::as_text).unwrap_or_default();
    Some(Waiver { holder, name, reason: text("reason"), by: text("by"), until: row.date("until")? })
}

/// Takes out what is waived, and says what is wrong with the waivers themselves.
pub(super) fn apply(case: &Case<'_>, found: Vec<Finding>) -> OnRecord {
    let mut on_record = divide(case.register, case.today, Some(case.record), found);
    let mut faults = Vec::new();
    for (name, row) in case.rows(WAIVERS) {
        let Some(rule) = rules::named(name) else {
            faults.push(unknown(case, name));
            continue;
        };
        let serves = || on_record.waived.iter().any(|f| f.code == rule.code);
        match state(row, case.today) {
            State::Incomplete(key) => {
                let mut fault = said(case, &rules::WAIVER_INCOMPLETE, name, rule);
                fault.path = fault.path.join(key);
                faults.push(fault);
            }
            State::Over(day) => {
                let mut fault = said(case, &rules::WAIVER_OVER, name, rule);
                fault.path = fault.path.join("until");
                fault.message = fault.message.with("day", day.to_string());
                faults.push(fault);
            }
            // Whether it serves is seen on the whole register.
            State::Good if is_of_the_organisation(case) && is_general(row) => {}
            State::Good if matches!(rule.on, On::Register(_)) => on_record.in_doubt.push(rule.code),
            State::Good if serves() => {}
            State::Good => faults.push(said(case, &rules::WAIVER_UNUSED, name, rule)),
        }
    }
    on_record.findings.append(&mut faults);
    on_record
}

/// Takes out what is waived, by the record that a finding is told of or by the organisation for every record. What
/// is told of this record is asked of it as it stands, which may be newer than the register.
pub(super) fn divide(
    register: &Register,
    today: NaiveDate,
    this: Option<&Record>,
    found: Vec<Finding>,
) -> OnRecord {
    let rows = |r: &'_ Record| r.fields.rows(WAIVERS).next().is_some();
    let organisation = register.organisation().map(AsRef::as_ref);
    if this.is_some_and(|r| !rows(r)) && !organisation.is_some_and(rows) {
        return OnRecord { findings: found, ..OnRecord::default() };
    }
    let is_waived = |finding: &Finding| {
        let Some(rule) = rules::get(finding.code).filter(|r| r.may_be_waived()) else { return false };
        let told_of = finding.record.as_ref().and_then(|id| match this {
            Some(this) if this.id == *id => Some(this),
            _ => register.get(id).map(AsRef::as_ref),
        });
        let own = told_of.into_iter().flat_map(|r| r.fields.rows(WAIVERS));
        let general =
            organisation.into_iter().flat_map(|o| o.fields.rows(WAIVERS)).filter(|(_, row)| is_general(row));
        let mut of_rule = own.chain(general).filter(|(name, _)| rule.is_called(name));
        of_rule.any(|(_, row)| matches!(state(row, today), State::Good) && covers(row, &finding.path))
    };
    let (waived, findings) = found.into_iter().partition(is_waived);
    OnRecord { findings, waived, ..OnRecord::default() }
}

/// The waivers of the organisation for every record that served none: `waived` are the codes of all that was
/// waived anywhere.
pub(super) fn unused(case: &Case<'_>, waived: &BTreeSet<&'static str>) -> Vec<Finding> {
    let general = case.rows(WAIVERS).filter(|(_, row)| is_general(row));
    let good = general.filter(|(_, row)| matches!(state(row, case.today), State::Good));
    let served = |rule: &Rule| waived.contains(rule.code);
    let idle = good.filter_map(|(name, _)| Some((name, rules::named(name)?))).filter(|(_, r)| !served(r));
    idle.map(|(name, rule)| said(case, &rules::WAIVER_UNUSED, name, rule)).collect()
}

/// Of the waivers of a record for rules on the whole register, those that served nothing: `waived` is what such
/// rules found and is waived.
pub(super) fn unused_of_register(
    case: &Case<'_>,
    in_doubt: &[&'static str],
    waived: &[Finding],
) -> Vec<Finding> {
    let served =
        |code: &str| waived.iter().any(|f| f.code == code && f.record.as_ref() == Some(&case.record.id));
    let mut idle = Vec::new();
    for (name, _) in case.rows(WAIVERS) {
        if let Some(rule) = rules::named(name).filter(|r| in_doubt.contains(&r.code) && !served(r.code)) {
            idle.push(said(case, &rules::WAIVER_UNUSED, name, rule));
        }
    }
    idle
}

/// What is wrong with a waiver of a rule.
fn said(case: &Case<'_>, fault: &'static Rule, name: &str, rule: &Rule) -> Finding {
    let mut finding = case.finding(fault, Path::root().join(WAIVERS).join(name));
    finding.message = finding.message.with("rule", rule.code);
    finding
}

enum State {
    /// This key has no answer.
    Incomplete(&'static str),
    Over(NaiveDate),
    Good,
}

fn state(row: &Group, today: NaiveDate) -> State {
    let lacks = |key: &&'static str| row.get(key).is_none_or(|v| *v == Value::None);
    if let Some(key) = ["reason", "by", "until"].into_iter().find(lacks) {
        return State::Incomplete(key);
    }
    match row.date("until") {
        Some(day) if day < today => State::Over(day),
        Some(_) => State::Good,
        None => State::Incomplete("until"),
    }
}

/// A waiver may name the only places for which it stands; one that names none of them stands nowhere.
fn covers(row: &Group, path: &Path) -> bool {
    let places = row.items("places");
    row.get("places").is_none()
        || places.iter().filter_map(Value::as_text).filter_map(Path::parse).any(|p| p.holds(path))
}

fn is_general(row: &Group) -> bool {
    row.bool("everywhere") == Some(true)
}

fn is_of_the_organisation(case: &Case<'_>) -> bool {
    case.record.id == RecordId::organisation()
}

fn unknown(case: &Case<'_>, name: &str) -> Finding {
    let mut finding = case.finding(&rules::WAIVER_UNKNOWN, Path::root().join(WAIVERS).join(name));
    finding.message = finding.message.with("name", name);
    if let Some(near) = rules::nearest(name) {
        finding.hint = Some(rules::DID_YOU_MEAN.msg().with("name", near.name));
    }
    finding
}
