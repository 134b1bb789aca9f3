//! Waivers: rules that a record sets aside, with a reason, somebody who answers for it and an end.
//!
//! A waiver is a row of the record, `[waivers.no-named-interest]`, called like the rule; `[waivers.own-rule-NAME]`
//! sets one alone of the organisation's own rules aside. Without a reason, an author and an end it waives nothing;
//! past its end it waives nothing either, and both are said. One in `register.toml` may stand for every record.

use std::collections::{HashMap, HashSet};

use chrono::{Months, NaiveDate};

use super::OnRecord;
use super::case::Case;
use super::rule::{On, Rule};
use super::rules;
use super::standing::{General, Good, Named, Standing, State, WAIVERS, is_general, state, twins};
use crate::model::message::Text;
use crate::model::{Finding, Group, Path, RecordId};

/// So many months after its decision a waiver is to be decided again. No text says so: it is good practice.
const MONTHS: Months = Months::new(36);

/// Takes out what is waived, and says what is wrong with the waivers themselves.
pub(super) fn apply<'a>(case: &Case<'a>, general: &General<'a>, found: Vec<Finding>) -> OnRecord {
    let mut standing = Standing::beside(case.register, case.today, general.clone()).with(case.record);
    let mut on_record = divide(&mut standing, found);
    let good: HashMap<&str, &Good<'_>> =
        standing.on(&case.record.id).iter().map(|good| (good.name, good)).collect();
    let mut faults = Vec::new();
    for (name, row) in case.rows(WAIVERS) {
        let Some(named) = Named::by(name).filter(|named| is_known(case, named)) else {
            faults.push(unknown(case, name));
            continue;
        };
        if !named.rule.may_be_waived() {
            faults.push(unused(case, name, &named, rules::NEVER_WAIVED));
            continue;
        }
        match (state(row, case.today), good.get(name)) {
            (State::Incomplete(key), _) => {
                let mut fault = said(case, &rules::WAIVER_INCOMPLETE, name, &named);
                fault.path = fault.path.join(key);
                faults.push(fault);
            }
            (State::Over(day), _) => {
                let mut fault = said(case, &rules::WAIVER_OVER, name, &named);
                fault.path = fault.path.join("until");
                fault.message = fault.message.with("day", day.to_string());
                faults.push(fault);
            }
            // Its twin has ended, or lacks something: that is said.
            (State::Good, None) => {}
            (State::Good, Some(good)) => {
                faults.extend(too_far(case, name, row, &named));
                // Whether these serve is seen on the whole register.
                if is_of_the_organisation(case) && is_general(row) {
                } else if matches!(named.rule.on, On::Register(_)) {
                    on_record.in_doubt.push(named.rule.code);
                } else if !on_record.waived.iter().any(|f| good.serves(f)) {
                    let is_found = on_record.findings.iter().any(|f| named.is_of(f));
                    faults.push(unused(case, name, &named, idle(is_found)));
                }
            }
        }
    }
    for (name, first) in twins(case.record) {
        if let Some(named) = Named::by(name) {
            let mut fault = said(case, &rules::WAIVER_TWICE, name, &named);
            fault.message = fault.message.with("name", name).with("first", first);
            faults.push(fault);
        }
    }
    on_record.findings.append(&mut faults);
    on_record
}

/// Takes out what is waived, by the record that a finding is told of or by the organisation for every record.
pub(super) fn divide(standing: &mut Standing<'_>, found: Vec<Finding>) -> OnRecord {
    let (waived, findings) = found.into_iter().partition(|finding| standing.good(finding).is_some());
    OnRecord { findings, waived, ..OnRecord::default() }
}

/// The waivers of the organisation for every record that served none, on all that was found and waived anywhere.
pub(super) fn unused_anywhere<'a>(
    case: &Case<'_>,
    general: &General<'_>,
    parts: impl Iterator<Item = &'a OnRecord>,
) -> Vec<Finding> {
    if general.is_empty() {
        return Vec::new();
    }
    let (mut waived, mut found) = (HashSet::new(), HashSet::new());
    for part in parts {
        waived.extend(part.waived.iter().flat_map(keys));
        found.extend(part.findings.iter().flat_map(keys));
    }
    let mut idle_ones = Vec::new();
    for named in general.iter().map(|good| (good.name, Named::by(good.name))) {
        let (name, Some(named)) = named else { continue };
        let key = (named.rule.code, named.own.map(str::to_owned));
        if named.rule.may_be_waived() && is_known(case, &named) && !waived.contains(&key) {
            idle_ones.push(unused(case, name, &named, idle(found.contains(&key))));
        }
    }
    idle_ones
}

/// What a finding may be waived as: its rule and, of the organisation's own ones, which.
fn keys(finding: &Finding) -> Vec<(&'static str, Option<String>)> {
    let own = rules::own_rule_of(finding).map(|own| (finding.code, Some(own.to_owned())));
    [(finding.code, None)].into_iter().chain(own).collect()
}

/// Of the waivers of a record for rules on the whole register, those that served nothing of what such rules found.
pub(super) fn unused_of_register(
    case: &Case<'_>,
    in_doubt: &[&'static str],
    register_wide: &OnRecord,
) -> Vec<Finding> {
    let is_there = |findings: &[Finding], code: &str| {
        findings.iter().any(|f| f.code == code && f.record.as_ref() == Some(&case.record.id))
    };
    let mut idle_ones = Vec::new();
    for (name, _) in case.rows(WAIVERS) {
        let Some(named) = Named::by(name).filter(|n| in_doubt.contains(&n.rule.code)) else { continue };
        if !is_there(&register_wide.waived, named.rule.code) {
            let is_found = is_there(&register_wide.findings, named.rule.code);
            idle_ones.push(unused(case, name, &named, idle(is_found)));
        }
    }
    idle_ones
}

/// What is said of a waiver that serves nothing, its rule finding something here or not.
fn idle(is_found: bool) -> Text {
    if is_found { rules::COVERS_NOTHING } else { rules::WAIVER_UNUSED.says }
}

/// What is wrong with a waiver of a rule.
fn said(case: &Case<'_>, fault: &'static Rule, name: &str, named: &Named<'_>) -> Finding {
    let mut finding = case.finding(fault, Path::root().join(WAIVERS).join(name));
    finding.message = finding.message.with("rule", named.told());
    finding
}

/// That a waiver serves nothing, and why.
fn unused(case: &Case<'_>, name: &str, named: &Named<'_>, why: Text) -> Finding {
    let mut finding = said(case, &rules::WAIVER_UNUSED, name, named);
    finding.message = why.msg().with("rule", named.told());
    if why == rules::COVERS_NOTHING {
        finding.path = finding.path.join("places");
        finding.hint = Some(rules::CHECK_PLACES.msg());
    }
    finding
}

/// That a waiver stands for very long.
fn too_far(case: &Case<'_>, name: &str, row: &Group, named: &Named<'_>) -> Option<Finding> {
    let (from, until): (NaiveDate, NaiveDate) = (row.date("on").unwrap_or(case.today), row.date("until")?);
    if from.checked_add_months(MONTHS).is_none_or(|limit| until <= limit) {
        return None;
    }
    let mut fault = said(case, &rules::WAIVER_TOO_LONG, name, named);
    fault.path = fault.path.join("until");
    fault.message = fault.message.with("day", until.to_string());
    Some(fault)
}

/// Whether what a waiver sets aside is there: an own rule of the organisation may have gone.
fn is_known(case: &Case<'_>, named: &Named<'_>) -> bool {
    let is_there = |own: &str| {
        case.organisation().is_some_and(|o| o.rows(rules::OWN_RULES).any(|(name, _)| name == own))
    };
    named.own.is_none_or(is_there)
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
