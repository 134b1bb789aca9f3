//! When a sheet is to be read again: on the day that it plans, else one cadence of the register after the last
//! review (Art. 24(1)).

use chrono::NaiveDate;

use super::{Kind, Period, Record, Register};

/// The register's cadence of reviews, where it has one.
pub fn cadence(register: &Register) -> Option<Period> {
    register.organisation()?.fields.period("review_cadence")
}

/// The day one cadence after a review.
pub fn next(reviewed: Option<NaiveDate>, cadence: Option<Period>) -> Option<NaiveDate> {
    // A cadence of nothing would make everything due at once.
    cadence.filter(|c| c.after(NaiveDate::default()) != Some(NaiveDate::default()))?.after(reviewed?)
}

/// The day on which the review of an activity is due, and the field it is written in or follows from. One
/// that was never reviewed counts from its beginning, unless it is a draft: that one is not reviewed, it
/// is finished.
pub fn day(activity: &Record, cadence: Option<Period>) -> Option<(NaiveDate, &'static str)> {
    let fields = &activity.fields;
    let reviewed = fields.date("reviewed_on");
    // A day that was planned and after which the sheet was reviewed has been kept.
    let planned = fields.date("next_review_on").filter(|on| reviewed.is_none_or(|r| r < *on));
    let since = match status(activity) {
        Some("draft") => &["reviewed_on"][..],
        _ => &["reviewed_on", "created_on", "started_on"],
    };
    let reckoned = || {
        let key = since.iter().find(|key| fields.date(key).is_some())?;
        Some((next(fields.date(key), cadence)?, *key))
    };
    planned.map(|on| (on, "next_review_on")).or_else(reckoned)
}

/// Whether the review of an activity is due on a day. One that ended is not reviewed any more; one that
/// tells no day at all is due at once where the register has a cadence.
pub fn is_due(record: &Record, register: &Register, today: NaiveDate) -> bool {
    if record.id.kind != Kind::Activity || status(record) == Some("ended") {
        return false;
    }
    let cadence = cadence(register);
    match day(record, cadence) {
        Some((on, _)) => on <= today,
        None => cadence.is_some() && status(record) != Some("draft"),
    }
}

fn status(record: &Record) -> Option<&'static str> {
    record.fields.choice("status").map(|t| t.id)
}
