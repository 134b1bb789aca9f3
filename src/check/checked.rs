//! A register that was checked, and what must be checked again when something of it changes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use rayon::prelude::*;

use super::case::Case;
use super::references::Nearest;
use super::standing::general;
use super::{OnRecord, Once, on_record, on_register, references, waivers};
use crate::model::{Finding, Record, RecordId, Register};

/// What was found on each record of a register as of a day. Cheap to clone.
#[derive(Clone)]
pub struct Checked {
    register: Register,
    today: NaiveDate,
    records: BTreeMap<RecordId, Arc<OnRecord>>,
    register_wide: Arc<OnRecord>,
}

/// So many records are looked at by one thread at a time.
const MANY: usize = 200;

impl Checked {
    /// Checks every record.
    pub fn of(register: &Register, today: NaiveDate) -> Checked {
        let all: Vec<&Arc<Record>> = register.iter().collect();
        let records = look_at(register, &all, today);
        Checked::with(register, today, records)
    }

    /// Checks again what a change can have touched: the records that changed, those they refer to and those
    /// that refer to them, two steps far (see `check::case`); all of them when the day or the organisation is
    /// another.
    pub fn again(&self, register: &Register, today: NaiveDate) -> Checked {
        let organisation = |r: &Register| r.organisation().cloned();
        if today != self.today || !same(&organisation(register), &organisation(&self.register)) {
            return Checked::of(register, today);
        }
        let changed = register.changed_since(&self.register);
        if changed.is_empty() {
            return self.clone();
        }
        let mut touched: BTreeSet<RecordId> = changed.iter().cloned().collect();
        for of in [&self.register, register] {
            for step in [around_users as Step, around_targets] {
                let mut near: BTreeSet<RecordId> = changed.iter().cloned().collect();
                for _ in 0..2 {
                    near = near.iter().flat_map(|id| step(of, id)).collect();
                    touched.extend(near.iter().cloned());
                }
            }
        }
        // A reference that leads nowhere names the nearest identifier, which may have come or gone.
        if changed.iter().any(|id| register.contains(id) != self.register.contains(id)) {
            let leads_nowhere = |on: &OnRecord| on.findings.iter().any(|f| f.code == references::NOWHERE);
            touched.extend(self.records.iter().filter(|(_, on)| leads_nowhere(on)).map(|(id, _)| id.clone()));
        }
        let mut records = self.records.clone();
        let mut again = Vec::new();
        for id in touched {
            match register.get(&id) {
                Some(record) => again.push(record),
                None => drop(records.remove(&id)),
            }
        }
        records.extend(look_at(register, &again, today));
        Checked::with(register, today, records)
    }

    fn with(register: &Register, today: NaiveDate, records: BTreeMap<RecordId, Arc<OnRecord>>) -> Checked {
        let general = general(register, today);
        let mut register_wide = on_register(register, &general, today);
        if let Some(record) = register.organisation() {
            let all = records.values().map(AsRef::as_ref).chain([&register_wide]);
            let unused = waivers::unused_anywhere(&Case { register, record, today }, &general, all);
            register_wide.findings.extend(unused);
        }
        let mut idle = Vec::new();
        for (id, on_record) in records.iter().filter(|(_, on)| !on.in_doubt.is_empty()) {
            if let Some(record) = register.get(id) {
                let case = Case { register, record, today };
                idle.extend(waivers::unused_of_register(&case, &on_record.in_doubt, &register_wide));
            }
        }
        register_wide.findings.extend(idle);
        Checked { register: register.clone(), today, records, register_wide: Arc::new(register_wide) }
    }

    /// Everything found and not waived, by record, what the whole register shows last.
    pub fn findings(&self) -> Vec<Finding> {
        self.parts().flat_map(|r| r.findings.iter().cloned()).collect()
    }

    /// Everything found and waived.
    pub fn waived(&self) -> impl Iterator<Item = &Finding> {
        self.parts().flat_map(|r| &r.waived)
    }

    fn parts(&self) -> impl Iterator<Item = &OnRecord> {
        self.records.values().chain([&self.register_wide]).map(AsRef::as_ref)
    }
}

type Step = fn(&Register, &RecordId) -> Vec<RecordId>;

fn around_users(register: &Register, id: &RecordId) -> Vec<RecordId> {
    register.users(id).to_vec()
}

fn around_targets(register: &Register, id: &RecordId) -> Vec<RecordId> {
    let Some(record) = register.get(id) else { return Vec::new() };
    record.references().into_iter().map(|(_, kind, id)| RecordId::new(kind, id.clone())).collect()
}

fn same(a: &Option<Arc<Record>>, b: &Option<Arc<Record>>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => Arc::ptr_eq(a, b) || a == b,
        (None, None) => true,
        _ => false,
    }
}

/// Looks at some records, on all processors where there are many.
fn look_at(
    register: &Register,
    records: &[&Arc<Record>],
    today: NaiveDate,
) -> BTreeMap<RecordId, Arc<OnRecord>> {
    let once = Once::of(register, today);
    if records.len() < MANY {
        return look_in_turn(register, &once, records, today, 1).into_iter().collect();
    }
    // Who refers to whom is worked out once, not by each thread that first asks.
    register.users(&RecordId::organisation());
    let parts = records.len().div_ceil(MANY);
    records.par_chunks(MANY).flat_map_iter(|part| look_in_turn(register, &once, part, today, parts)).collect()
}

fn look_in_turn<'a>(
    register: &'a Register,
    once: &Once<'a>,
    records: &[&'a Arc<Record>],
    today: NaiveDate,
    parts: usize,
) -> Vec<(RecordId, Arc<OnRecord>)> {
    let mut nearest = Nearest::for_a_part(register, parts);
    let mut look = |record: &'a Arc<Record>| {
        let case = Case { register, record, today };
        (record.id.clone(), Arc::new(on_record(&case, once, &mut nearest)))
    };
    records.iter().map(|r| look(r)).collect()
}
