//! Findings on a register that could be read.
//!
//! Today: references that lead nowhere, and what Art. 30 demands. Each finding carries a stable code
//! and the article it rests on; nothing here ever says that a register "complies".

mod article30;
mod references;

use crate::model::{Finding, Record, Register, Severity};

/// Everything found on the whole register, by record, then in the order of the field table.
pub fn check(register: &Register) -> Vec<Finding> {
    let mut findings = Vec::new();
    for record in register.iter() {
        check_record(register, record, &mut findings);
    }
    article30::check_register(register, &mut findings);
    findings
}

/// What is found on one record as it stands in `register`.
pub fn check_record(register: &Register, record: &Record, findings: &mut Vec<Finding>) {
    references::check(register, record, findings);
    article30::check(register, record, findings);
}

/// The worst severity of some findings.
pub fn worst<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Option<Severity> {
    findings.into_iter().map(|f| f.severity).max()
}
