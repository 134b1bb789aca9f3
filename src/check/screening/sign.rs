//! What on a sheet speaks for an item, or against it.

use crate::check::case::Case;
use crate::check::facts::wording::{self, Words};
use crate::check::facts::words;
use crate::model::message::{Text, text};
use crate::model::{Group, Message, Path, Record, RecordId, Value, field_at};

/// Something seen at a place of a record.
#[derive(Clone, Debug, PartialEq)]
pub struct Sign {
    /// The sheet says it in so many words; otherwise it is only likely.
    pub sure: bool,
    pub record: RecordId,
    pub path: Path,
    /// What was seen and where, in one sentence.
    pub says: Message,
}

/// The same before anybody asked for its words: it costs nothing to be seen.
#[derive(Clone, Copy)]
pub struct Mark<'a> {
    pub sure: bool,
    at: At<'a>,
    says: Text,
    what: Option<Text>,
    n: Option<u64>,
}

#[derive(Clone, Copy)]
enum At<'a> {
    Field(&'static str),
    Row(&'static str, &'a str, &'static str),
    /// A field of another record.
    In(&'a Record, &'static str),
}

const SEEN: Text = text("{said} ({label}\u{a0}: {path})", "{said} ({label}: {path})");
const SEEN_IN: Text = text("{said} ({label}\u{a0}: {file}, {path})", "{said} ({label}: {file}, {path})");

impl<'a> Mark<'a> {
    fn new(at: At<'a>, says: Text) -> Mark<'a> {
        Mark { sure: true, at, says, what: None, n: None }
    }

    /// Seen in a field of the sheet: keys joined by dots.
    pub(super) fn field(path: &'static str, says: Text) -> Mark<'a> {
        Mark::new(At::Field(path), says)
    }

    /// Seen in a row.
    pub(super) fn row(rows: &'static str, name: &'a str, key: &'static str, says: Text) -> Mark<'a> {
        Mark::new(At::Row(rows, name, key), says)
    }

    /// Seen in another record.
    pub(super) fn of(record: &'a Record, path: &'static str, says: Text) -> Mark<'a> {
        Mark::new(At::In(record, path), says)
    }

    /// Only likely.
    pub(super) fn likely(mut self) -> Mark<'a> {
        self.sure = false;
        self
    }

    /// Likely where this is so.
    pub(super) fn likely_if(mut self, so: bool) -> Mark<'a> {
        self.sure &= !so;
        self
    }

    /// The argument `{what}`.
    pub(super) fn what(mut self, what: Text) -> Mark<'a> {
        self.what = Some(what);
        self
    }

    /// The argument `{n}`.
    pub(super) fn n(mut self, n: u64) -> Mark<'a> {
        self.n = Some(n);
        self
    }

    /// The same said of what else it shows.
    pub(super) fn saying(mut self, says: Text) -> Mark<'a> {
        self.says = says;
        self
    }

    /// In words, as seen on the sheet `record`.
    pub(in crate::check) fn sign(&self, record: &Record) -> Sign {
        let (seen, path) = match self.at {
            At::Field(path) => (record, Path::parse(path)),
            At::Row(rows, name, key) => (record, Some(Path::root().join(rows).join(name).join(key))),
            At::In(other, path) => (other, Path::parse(path)),
        };
        let path = path.unwrap_or_default();
        let mut said = self.says.msg();
        if let Some(what) = self.what {
            said = said.with("what", what);
        }
        if let Some(n) = self.n {
            said = said.with("n", n).with("figure", words::figure(n));
        }
        let top = path.keys().get(..1).and_then(|keys| field_at(&seen.id, keys));
        let says = if std::ptr::eq(seen, record) { SEEN } else { SEEN_IN };
        let says = says.msg().with("said", said).with("file", seen.id.path());
        let says = says.with("label", top.map_or(text("", ""), |f| f.label)).with("path", path.to_string());
        Sign { sure: self.sure, record: seen.id.clone(), path, says }
    }
}

/// Whether a text was written, and does not say that there is none: neither « Aucun profilage » nor « Il n’y a
/// pas de décision automatisée ». `theme`: the words by which such a text names its subject.
pub(super) fn affirms(case: &Case<'_>, path: &str, theme: Words) -> bool {
    let denied = |said: &str| wording::names(said, theme).is_none() && wording::mentions(said, theme);
    case.text(path).is_some_and(|said| !denies(said) && !denied(said))
}

/// Whether a text begins by a denial.
pub(super) fn denies(said: &str) -> bool {
    const WORDS: [&str; 13] = [
        "aucun", "aucune", "pas", "sans", "non", "neant", "ni", "rien", "no", "none", "not", "without", "n/a",
    ];
    // The first word alone decides: folding more of a long text would be wasted.
    let first = said.trim_start().split([' ', '\u{a0}', ',', '.', ';', '\n']).next().unwrap_or_default();
    first.len() <= 12 && WORDS.contains(&crate::model::fold::fold(first).as_str())
}

/// The word of a choice of a row.
pub(super) fn word(row: &Group, key: &str) -> &'static str {
    row.choice(key).map_or("", |t| t.id)
}

/// Whether a value was given, « néant » apart.
pub(super) fn given(group: &Group, key: &str) -> bool {
    group.get(key).is_some_and(|v| *v != Value::None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_denial_is_told_from_what_only_looks_like_one() {
        for said in ["Aucun profilage.", "Néant", "Non", "pas de score", "No profiling", "Sans objet"] {
            assert!(denies(said), "{said}");
        }
        for said in
            ["Notation des clients", "Nonobstant", "Score d’appétence, sans décision", "Nine segments"]
        {
            assert!(!denies(said), "{said}");
        }
    }
}
