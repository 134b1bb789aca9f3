//! Values in the words of either language.

use chrono::NaiveDate;

use crate::model::message::{Message, Text, text};
use crate::model::{Lang, Period};

const EITHER: Text = text("{fr}", "{en}");

/// A day, as it is written in each language.
pub fn day(day: NaiveDate) -> Message {
    EITHER.msg().with("fr", day.format("%d/%m/%Y").to_string()).with("en", day.to_string())
}

/// A period in words.
pub fn period(period: &Period) -> Message {
    EITHER.msg().with("fr", period.words(Lang::Fr)).with("en", period.words(Lang::En))
}

/// A figure, its thousands set apart as each language does.
pub fn figure(n: u64) -> Message {
    let digits = n.to_string();
    let with = |separator: &str| {
        let groups = digits.as_bytes().rchunks(3).rev().map(String::from_utf8_lossy);
        groups.collect::<Vec<_>>().join(separator)
    };
    EITHER.msg().with("fr", with("\u{202f}")).with("en", with(","))
}
