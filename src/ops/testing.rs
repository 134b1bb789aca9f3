//! Small registers for the tests of what is calculated from one.

use chrono::NaiveDate;

use crate::model::{RecordId, Register, date};
use crate::store::load;

/// A register of these files.
pub fn register(files: &[(&str, &str)]) -> Register {
    let mut register = Register::new();
    for (path, text) in files {
        let id = RecordId::from_path(path).unwrap();
        let (record, findings) = load::parse(&id, text.as_bytes());
        assert!(findings.is_empty(), "{path}: {findings:?}");
        register.insert(record.unwrap());
    }
    register
}

pub fn day(text: &str) -> NaiveDate {
    date::parse(text).unwrap()
}

pub fn id(text: &str) -> RecordId {
    RecordId::from_path(text).unwrap()
}
