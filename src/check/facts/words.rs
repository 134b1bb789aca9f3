//! Values in the words of either language.

use chrono::NaiveDate;

use crate::model::message::{Message, Text, text};
use crate::model::{Lang, Period, Record};

const EITHER: Text = text("{fr}", "{en}");

/// A day, as it is written in each language.
pub fn day(day: NaiveDate) -> Message {
    EITHER.msg().with("fr", day.format("%d/%m/%Y").to_string()).with("en", day.to_string())
}

/// A period in words.
pub fn period(period: &Period) -> Message {
    EITHER.msg().with("fr", period.words(Lang::Fr)).with("en", period.words(Lang::En))
}

/// Several words in a row, as in "rights, recipients, retention".
pub fn list(words: &[Text]) -> Message {
    const WORD: Text = text("{word}", "{word}");
    const AND_THEN: Text = text("{list}, {word}", "{list}, {word}");
    let mut rest = words.iter().map(|word| WORD.msg().with("word", *word));
    let first = rest.next().unwrap_or_else(|| text("", "").msg());
    rest.fold(first, |list, word| AND_THEN.msg().with("list", list).with("word", word))
}

/// What a record is called in each language.
pub fn title(record: &Record) -> Message {
    EITHER.msg().with("fr", record.title(Lang::Fr)).with("en", record.title(Lang::En))
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
