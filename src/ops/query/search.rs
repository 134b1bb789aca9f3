//! Where in the records the words stand: what the search over everything shows.

use crate::i18n::changes;
use crate::model::fold::{find, fold};
use crate::model::message::{Text, text};
use crate::model::{Kind, Lang, Path, Record, RecordId};

use super::parse::{Mistake, Query};
use super::sieve::Scope;
use super::texts;

const IDENTIFIER: Text = text("Identifiant", "Identifier");

/// The most places that are shown of one record.
const PLACES: usize = 6;
/// How much is shown before and after a hit, in characters.
const BEFORE: usize = 24;
const AFTER: usize = 60;

/// What was found.
#[derive(Debug, Default, PartialEq)]
pub struct Results {
    /// The first records, the best first.
    pub found: Vec<Found>,
    /// How many there are in all.
    pub total: usize,
    pub mistakes: Vec<Mistake>,
}

/// A record, and where in it the words stand.
#[derive(Debug, PartialEq)]
pub struct Found {
    pub record: RecordId,
    pub hits: Vec<Hit>,
    /// How many more places there are.
    pub more: usize,
}

/// One place where a word stands.
#[derive(Debug, PartialEq)]
pub struct Hit {
    /// The root for the identifier.
    pub path: Path,
    pub before: String,
    pub hit: String,
    pub after: String,
}

/// The records that answer a query, its words found anywhere in them; the places of the first `limit`.
pub fn search(query: &Query, scope: &Scope<'_>, limit: usize) -> Results {
    let mut results = Results::default();
    let mut records: Vec<(bool, &Record)> = Vec::new();
    let words = query.words();
    for kind in Kind::ALL {
        let sieve = query.sieve_everywhere(kind, scope);
        for mistake in &sieve.mistakes {
            // What cannot be asked of one kind may be of another.
            if !mistake.elsewhere && !results.mistakes.contains(mistake) {
                results.mistakes.push(mistake.clone());
            }
        }
        if query.is_empty() {
            continue;
        }
        for record in scope.register.of(kind).filter(|record| sieve.holds(record)) {
            let in_head = words.iter().all(|word| scope.heads.holds(record, word));
            records.push((in_head, record));
        }
    }
    // What is called so comes before what says so somewhere.
    records.sort_by_key(|(in_head, _)| !in_head);
    results.total = records.len();
    results.found =
        records.into_iter().take(limit).map(|(_, record)| places(record, &words, scope.lang)).collect();
    results
}

fn places(record: &Record, words: &[String], lang: Lang) -> Found {
    let mut found = Found { record: record.id.clone(), hits: Vec::new(), more: 0 };
    let mut take = |path: &Path, text: &str| {
        let first = words.iter().filter_map(|word| find(text, word)).min_by_key(|range| range.start);
        if let Some(range) = first {
            if found.hits.len() < PLACES {
                found.hits.push(hit(path, text, range));
            } else {
                found.more += 1;
            }
        }
    };
    texts::each(&record.fields, &Path::root(), lang, &mut |path, _, text| {
        take(path, &text);
        true
    });
    if words.iter().any(|word| fold(record.id.id.as_str()).contains(word)) && found.hits.is_empty() {
        found.hits.extend(
            words
                .iter()
                .find_map(|word| find(record.id.id.as_str(), word))
                .map(|range| hit(&Path::root(), record.id.id.as_str(), range)),
        );
    }
    found
}

fn hit(path: &Path, text: &str, range: std::ops::Range<usize>) -> Hit {
    let line = |s: &str| s.replace(['\n', '\r', '\t'], " ");
    let (head, tail) =
        (text.get(..range.start).unwrap_or_default(), text.get(range.end..).unwrap_or_default());
    let skipped = head.chars().count().saturating_sub(BEFORE);
    let mut before: String = head.chars().skip(skipped).collect();
    if skipped > 0 {
        // From the next word on.
        let whole = before.find(char::is_whitespace).map_or(0, |i| i + 1);
        before = format!("…{}", before.get(whole..).unwrap_or_default());
    }
    let mut after: String = tail.chars().take(AFTER).collect();
    if after.len() < tail.len() {
        after.truncate(after.trim_end().rfind(char::is_whitespace).unwrap_or(after.len()));
        after.push('…');
    }
    let hit = text.get(range).unwrap_or_default();
    Hit { path: path.clone(), before: line(&before), hit: line(hit), after: line(&after) }
}

/// What the place of a hit is called: its field, and what holds it.
pub fn label(record: &RecordId, path: &Path, lang: Lang) -> String {
    if path.is_root() { IDENTIFIER.get(lang).to_owned() } else { changes::label(record, path, lang) }
}
