//! Whether an activity's review is due: the date that was set for it is past, else the register's cadence
//! has run since the last one.

use chrono::NaiveDate;

use crate::model::{Kind, Record, Register};

/// Whether the review of an activity is due on a day. One that ended is not reviewed any more.
pub fn is_due(record: &Record, register: &Register, today: NaiveDate) -> bool {
    let fields = &record.fields;
    if record.id.kind != Kind::Activity || fields.choice("status").is_some_and(|s| s.id == "ended") {
        return false;
    }
    if let Some(next) = fields.date("next_review_on") {
        return next <= today;
    }
    let Some(cadence) = register.organisation().and_then(|o| o.fields.period("review_cadence")) else {
        return false;
    };
    // One that was never reviewed counts from its beginning; one that says nothing is due at once.
    let since = ["reviewed_on", "created_on", "started_on"].into_iter().find_map(|key| fields.date(key));
    since.is_none_or(|day| cadence.after(day).is_some_and(|due| due <= today))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Id, Period, RecordId, Value, fields_of};

    #[test]
    fn a_set_date_comes_before_the_cadence() {
        let day = |s: &str| crate::model::date::parse(s).unwrap();
        let mut register = Register::new();
        let mut activity = Record::new(RecordId::new(Kind::Activity, Id::parse("paie").unwrap()));
        let set = |record: &mut Record, key: &str, value: Value| {
            record.fields.set(fields_of(record.id.kind), key, value).unwrap();
        };
        assert!(!is_due(&activity, &register, day("2026-06-01")), "no cadence is said");
        let mut organisation = Record::new(RecordId::organisation());
        set(&mut organisation, "review_cadence", Value::Period(Period::parse("P1Y").unwrap()));
        register.insert(organisation);
        assert!(is_due(&activity, &register, day("2026-06-01")), "never reviewed");
        set(&mut activity, "reviewed_on", Value::Date(day("2025-09-01")));
        assert!(!is_due(&activity, &register, day("2026-06-01")));
        assert!(is_due(&activity, &register, day("2026-09-01")));
        set(&mut activity, "next_review_on", Value::Date(day("2026-05-01")));
        assert!(is_due(&activity, &register, day("2026-06-01")));
        assert!(!is_due(&activity, &register, day("2026-04-30")));
    }
}
