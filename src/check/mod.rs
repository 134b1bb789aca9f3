//! Findings on a register that could be read.
//!
//! References that lead nowhere, what Art. 30 demands, and the [`rules`]. Each finding carries a stable code
//! and the article it rests on; nothing here ever says that a register "complies".

mod article30;
mod case;
mod checked;
pub mod completeness;
pub mod consequence;
mod facts;
mod found;
mod references;
pub mod rule;
pub mod rules;
pub mod screening;
mod standing;
mod waivers;

use chrono::NaiveDate;

use self::case::Case;
pub use self::checked::Checked;
use self::found::Found;
use self::references::Nearest;
use self::rule::{Binds, On, Part, Rule};
use self::rules::OwnRules;
use self::standing::{General, general};
pub use self::standing::{Named, Standing, WAIVERS, Waiver, in_force, is_blank, waiver_of};
use crate::model::finding::limit_rules;
use crate::model::{Change, Finding, Group, Kind, Record, Register, Severity, Value};

/// What was found on one record.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OnRecord {
    pub findings: Vec<Finding>,
    /// What was found and is waived, with a reason that is still good.
    pub waived: Vec<Finding>,
    /// The codes of rules on the whole register that it waives: whether they find anything is seen there.
    in_doubt: Vec<&'static str>,
}

/// What the organisation says for every record, read once for a whole check.
struct Once<'a> {
    general: General<'a>,
    own_rules: OwnRules<'a>,
}

impl<'a> Once<'a> {
    fn of(register: &'a Register, today: NaiveDate) -> Once<'a> {
        let organisation = register.organisation().map(|o| &o.fields);
        Once { general: general(register, today), own_rules: OwnRules::of(organisation, today) }
    }
}

/// Everything found on the whole register as of a day, by record, then in the order of the rules.
pub fn check(register: &Register, today: NaiveDate) -> Vec<Finding> {
    Checked::of(register, today).findings()
}

/// What is found on one record as it stands in `register`, as of a day.
pub fn check_record(register: &Register, record: &Record, today: NaiveDate) -> OnRecord {
    on_record(
        &Case { register, record, today },
        &Once::of(register, today),
        &mut Nearest::in_register(register),
    )
}

/// The changes that mend a finding of a rule, where that takes no judgement; none where it does.
pub fn fixes(rule: &Rule, register: &Register, finding: &Finding, today: NaiveDate) -> Vec<Change> {
    match finding.record.as_ref().and_then(|id| register.get(id)) {
        Some(record) => fixes_in(rule, register, record, finding, today),
        None => Vec::new(),
    }
}

/// The same for the record as it stands, which may be newer than the register.
pub fn fixes_in(
    rule: &Rule,
    register: &Register,
    record: &Record,
    finding: &Finding,
    today: NaiveDate,
) -> Vec<Change> {
    rule.fix.map(|fix| fix(&Case { register, record, today }, finding)).unwrap_or_default()
}

fn on_record<'a>(case: &Case<'a>, once: &Once<'a>, nearest: &mut Nearest<'a>) -> OnRecord {
    let mut found = Vec::new();
    references::check(case.record, nearest, &mut found);
    article30::check(case.register, case.record, &mut found);
    if !rule::GDPR.on(case.today) {
        found.retain(|f| Part::of(f.code) != Part::Article30);
    }
    let elsewhere = case.is_established_elsewhere();
    let for_clients = case.record.id.kind == Kind::Activity && case.is_for_clients();
    let binds = |r: &&Rule| {
        r.holds.on(case.today)
            && !(elsewhere && r.is_french())
            && !(for_clients && r.binds == Binds::Controllers)
    };
    for rule in rules::on(case.record.id.kind).filter(binds) {
        let from = found.len();
        let told = &mut Found::new(case, rule, &mut found);
        if rule.code == rules::OWN_RULE.code {
            once.own_rules.look(case, told)
        } else {
            look(case, rule, told)
        }
        found.iter_mut().skip(from).for_each(|f| f.severity = case.soften(f.severity));
    }
    let mut on_record = waivers::apply(case, &once.general, found);
    limit_rules(&mut on_record.findings);
    on_record
}

/// Looks at one record for what one rule says.
fn look(case: &Case<'_>, rule: &Rule, found: &mut Found<'_>) {
    match rule.on {
        On::Record(_, look) | On::Records(_, look) => look(case, found),
        On::Due(_, field, when) => {
            if case.lacks(field) && when(case) {
                found.at(field);
            }
        }
        On::DueInRows(_, rows, field, when) => {
            let due =
                |row: &Group| case::value(row, field).is_none_or(|v| *v == Value::None) && when(case, row);
            for (name, _) in case.rows(rows).filter(|(_, row)| due(row)) {
                found.row(rows, name, field);
            }
        }
        On::Register(_) | On::Fields | On::Reading => {}
    }
}

/// What only the whole register shows; told of the organisation.
fn on_register<'a>(register: &'a Register, general: &General<'a>, today: NaiveDate) -> OnRecord {
    let mut found = Vec::new();
    article30::check_register(register, &mut found);
    let Some(record) = register.organisation() else {
        return OnRecord { findings: found, ..OnRecord::default() };
    };
    let case = Case { register, record, today };
    let elsewhere = case.is_established_elsewhere();
    for rule in rules::all().filter(|r| r.holds.on(today) && !(elsewhere && r.is_french())) {
        if let On::Register(look) = rule.on {
            look(&case, &mut Found::new(&case, rule, &mut found));
        }
    }
    waivers::divide(&mut Standing::beside(register, today, general.clone()), found)
}

/// The worst severity of some findings.
pub fn worst<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Option<Severity> {
    findings.into_iter().map(|f| f.severity).max()
}
