//! Findings on a register that could be read.
//!
//! Today: references that lead nowhere, and what Art. 30 demands. Each finding carries a stable code
//! and the article it rests on; nothing here ever says that a register "complies".

mod article30;
mod references;

use self::references::Nearest;
use crate::model::finding::limit_file;
use crate::model::{Finding, Record, Register, Severity};

/// Everything found on the whole register, by record, then in the order of the field table.
pub fn check(register: &Register) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut nearest = Nearest::in_register(register);
    for record in register.iter() {
        findings.append(&mut on_record(register, record, &mut nearest));
    }
    article30::check_register(register, &mut findings);
    findings
}

/// What is found on one record as it stands in `register`.
pub fn check_record(register: &Register, record: &Record) -> Vec<Finding> {
    on_record(register, record, &mut Nearest::in_register(register))
}

fn on_record<'a>(register: &'a Register, record: &Record, nearest: &mut Nearest<'a>) -> Vec<Finding> {
    let mut findings = Vec::new();
    references::check(record, nearest, &mut findings);
    article30::check(register, record, &mut findings);
    limit_file(&mut findings);
    findings
}

/// The worst severity of some findings.
pub fn worst<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Option<Severity> {
    findings.into_iter().map(|f| f.severity).max()
}
