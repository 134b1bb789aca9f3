//! What the journal says, a line each, and what a journal that was read adds up to.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::model::{Path, Period, RecordId, Value};
use crate::ops::workspace::{Act, Step};

/// The version of the journal's form. A journal of another version is left alone.
pub const VERSION: u32 = 1;

/// How many acts that are saved can still be undone, and how many bytes of them.
const KEPT_ACTS: usize = 200;
const KEPT_BYTES: usize = 8 << 20;

/// One line of the journal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "entry")]
pub enum Entry {
    /// The first line: who wrote it, for which folder, since when.
    Opened { version: u32, program: String, register: String, at: String },
    /// Something was done.
    Did { act: StoredAct },
    /// The last thing done was undone.
    TookBack,
    /// The last thing undone was done again.
    MadeAgain,
    /// All that was done is on disk.
    Saved,
    /// What was not saved was given up. No longer written: what it told line by line is now written
    /// whole; journals of before still say it.
    Discarded,
    /// What is being typed in a field and was not taken yet; an empty place: nothing is.
    Typing { typing: Option<StoredTyping> },
    /// A commit message that was begun.
    Message { text: String },
}

/// An act as the journal keeps it: paths and texts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StoredAct {
    files: Vec<StoredStep>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    renamed: Vec<(String, String)>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    rows: Vec<(String, String, String)>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct StoredStep {
    file: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    before: Option<Arc<str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    after: Option<Arc<str>>,
}

/// A field being typed in, as the journal keeps it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StoredTyping {
    file: String,
    path: String,
    text: String,
    #[serde(default)]
    before: StoredAnswer,
}

/// What a field that is typed in held when that began. A journal that does not tell it says "unknown": an
/// answer that is there now is then asked about.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum StoredAnswer {
    #[default]
    Unknown,
    None,
    Text(String),
    Integer(i64),
    Date(String),
    Period(String),
    Items(Vec<String>),
}

/// What was being typed when the program ended.
#[derive(Clone, Debug, PartialEq)]
pub struct Typed {
    pub record: RecordId,
    pub path: Path,
    pub text: String,
    /// The field's answer when its editor was opened; `None`: it had none.
    pub before: Option<Value>,
}

impl From<&Option<Value>> for StoredAnswer {
    fn from(value: &Option<Value>) -> StoredAnswer {
        match value {
            Some(Value::None) => StoredAnswer::None,
            Some(Value::Text(s)) => StoredAnswer::Text(s.clone()),
            Some(Value::Integer(n)) => StoredAnswer::Integer(*n),
            Some(Value::Date(day)) => StoredAnswer::Date(day.to_string()),
            Some(Value::Period(p)) => StoredAnswer::Period(p.to_string()),
            Some(Value::List(items)) => {
                StoredAnswer::Items(items.iter().filter_map(Value::as_text).map(str::to_owned).collect())
            }
            _ => StoredAnswer::Unknown,
        }
    }
}

impl StoredAnswer {
    fn read(&self) -> Option<Value> {
        match self {
            StoredAnswer::Unknown => None,
            StoredAnswer::None => Some(Value::None),
            StoredAnswer::Text(s) => Some(Value::text(s.as_str())),
            StoredAnswer::Integer(n) => Some(Value::Integer(*n)),
            StoredAnswer::Date(day) => day.parse().ok().map(Value::Date),
            StoredAnswer::Period(p) => Period::parse(p).map(Value::Period),
            StoredAnswer::Items(items) => {
                Some(Value::list(items.iter().map(|i| Value::text(i.as_str())).collect()))
            }
        }
    }
}

impl From<&Typed> for StoredTyping {
    fn from(typed: &Typed) -> StoredTyping {
        StoredTyping {
            file: typed.record.path(),
            path: typed.path.to_string(),
            text: typed.text.clone(),
            before: (&typed.before).into(),
        }
    }
}

impl StoredTyping {
    fn read(&self) -> Option<Typed> {
        let record = RecordId::from_path(&self.file)?;
        let path = Path::parse(&self.path)?;
        Some(Typed { record, path, text: self.text.clone(), before: self.before.read() })
    }
}

impl From<&Act> for StoredAct {
    fn from(act: &Act) -> StoredAct {
        StoredAct {
            files: act
                .files
                .iter()
                .map(|s| StoredStep {
                    file: s.record.path(),
                    before: s.before.clone(),
                    after: s.after.clone(),
                })
                .collect(),
            renamed: act.renamed.iter().map(|(from, to)| (from.path(), to.path())).collect(),
            rows: act.rows.iter().map(|(id, row, to)| (id.path(), row.to_string(), to.clone())).collect(),
        }
    }
}

impl StoredAct {
    /// The act; `None` when a path is none of a record's.
    fn read(self) -> Option<Act> {
        let step = |s: StoredStep| {
            Some(Step { record: RecordId::from_path(&s.file)?, before: s.before, after: s.after })
        };
        let renamed =
            |(from, to): (String, String)| Some((RecordId::from_path(&from)?, RecordId::from_path(&to)?));
        let row = |(id, row, to): (String, String, String)| {
            Some((RecordId::from_path(&id)?, Path::parse(&row)?, to))
        };
        Some(Act {
            files: self.files.into_iter().map(step).collect::<Option<_>>()?,
            renamed: self.renamed.into_iter().map(renamed).collect::<Option<_>>()?,
            rows: self.rows.into_iter().map(row).collect::<Option<_>>()?,
        })
    }
}

/// A step on the way from what was last saved.
#[derive(Clone, Debug, PartialEq)]
pub enum Move {
    Did(Act),
    TookBack(Act),
    MadeAgain(Act),
}

impl Move {
    /// Whether `next` leads back to where this began.
    pub fn is_undone_by(&self, next: &Move) -> bool {
        match (self, next) {
            (Move::Did(a) | Move::MadeAgain(a), Move::TookBack(b)) => a == b,
            (Move::TookBack(a), Move::MadeAgain(b)) => a == b,
            _ => false,
        }
    }
}

/// What a journal adds up to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Past {
    /// Acts that can be undone, oldest first.
    pub done: Vec<Act>,
    /// Acts that can be done again, the next one last.
    pub undone: Vec<Act>,
    /// What was done, undone and done again since the last save.
    pub unsaved: Vec<Move>,
    pub typing: Option<Typed>,
    pub message: Option<String>,
    /// When the session began, as it was written.
    pub since: String,
}

impl Past {
    /// Adds up the entries of a journal, as far as they make sense.
    pub fn of(entries: impl IntoIterator<Item = Entry>) -> Past {
        let mut past = Past::default();
        for entry in entries {
            past.take(entry);
        }
        past
    }

    /// Takes in one entry.
    pub fn take(&mut self, entry: Entry) {
        match entry {
            Entry::Opened { at, .. } => self.since = at,
            Entry::Did { act } => {
                let Some(act) = act.read() else { return };
                self.unsaved.push(Move::Did(act.clone()));
                self.done.push(act);
                self.undone.clear();
            }
            Entry::TookBack => {
                let Some(act) = self.done.pop() else { return };
                self.unsaved.push(Move::TookBack(act.clone()));
                self.undone.push(act);
            }
            Entry::MadeAgain => {
                let Some(act) = self.undone.pop() else { return };
                self.unsaved.push(Move::MadeAgain(act.clone()));
                self.done.push(act);
            }
            Entry::Saved => self.unsaved.clear(),
            Entry::Discarded => {
                // What was given up can no longer be undone, nor what was undone since be done again.
                self.unsaved.clear();
                self.done.clear();
                self.undone.clear();
            }
            Entry::Typing { typing } => self.typing = typing.as_ref().and_then(StoredTyping::read),
            Entry::Message { text } => self.message = Some(text).filter(|t| !t.trim().is_empty()),
        }
    }

    /// The past as it was at the last save.
    pub fn saved(&self) -> Past {
        let (mut done, mut undone) = (self.done.clone(), self.undone.clone());
        for step in self.unsaved.iter().rev() {
            match step {
                Move::Did(_) => drop(done.pop()),
                Move::TookBack(act) => {
                    undone.pop();
                    done.push(act.clone());
                }
                Move::MadeAgain(act) => {
                    done.pop();
                    undone.push(act.clone());
                }
            }
        }
        Past { done, undone, since: self.since.clone(), ..Past::default() }
    }

    /// Whether something may be lost if this journal were.
    pub fn holds_work(&self) -> bool {
        !self.unsaved.is_empty() || self.typing.is_some()
    }

    /// What is left of what was not saved once a change and its undoing are taken for nothing.
    pub fn net(&self) -> Vec<&Move> {
        let mut net: Vec<&Move> = Vec::new();
        for step in &self.unsaved {
            match net.iter().rposition(|before| before.is_undone_by(step)) {
                Some(at) => drop(net.remove(at)),
                None => net.push(step),
            }
        }
        net
    }

    /// Forgets the oldest acts, where there are very many. What was not saved is kept whole, and so is the
    /// last act, whatever its size.
    pub fn trim(&mut self) {
        let new = self.unsaved.iter().filter(|m| !matches!(m, Move::TookBack(_))).count();
        let mut bytes = 0;
        let room = self.done.iter().rev().enumerate().take_while(|(i, act)| {
            bytes += act.size();
            *i < new.max(1) || (*i < KEPT_ACTS && bytes < KEPT_BYTES)
        });
        let keep = room.count();
        self.done.drain(..self.done.len() - keep);
    }

    /// The same as entries: a journal that says no more than it must.
    pub fn entries(&self) -> Vec<Entry> {
        let did = |act: &Act| Entry::Did { act: act.into() };
        let mut entries: Vec<Entry> = Vec::new();
        // Acts before the save stand before the mark; what came after is told move by move.
        let saved = self.saved();
        entries.extend(saved.done.iter().map(did));
        entries.extend(saved.undone.iter().rev().map(did));
        entries.extend(saved.undone.iter().map(|_| Entry::TookBack));
        entries.push(Entry::Saved);
        entries.extend(self.unsaved.iter().map(|step| match step {
            Move::Did(act) => did(act),
            Move::TookBack(_) => Entry::TookBack,
            Move::MadeAgain(_) => Entry::MadeAgain,
        }));
        if let Some(typed) = &self.typing {
            entries.push(Entry::Typing { typing: Some(typed.into()) });
        }
        if let Some(text) = &self.message {
            entries.push(Entry::Message { text: text.clone() });
        }
        entries
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Id, Kind};

    fn act(n: usize) -> Act {
        let record = RecordId::new(Kind::Activity, Id::parse("paie").unwrap());
        let text = |n: usize| Some(Arc::from(format!("name = \"Paie {n}\"\n").as_str()));
        Act {
            files: vec![Step { record, before: text(n), after: text(n + 1) }],
            renamed: Vec::new(),
            rows: Vec::new(),
        }
    }

    fn did(n: usize) -> Entry {
        Entry::Did { act: (&act(n)).into() }
    }

    #[test]
    fn a_journal_adds_up_to_what_can_be_undone_and_what_was_not_saved() {
        let past = Past::of([did(0), Entry::Saved, did(1), did(2), Entry::TookBack]);
        assert_eq!(past.done, [act(0), act(1)]);
        assert_eq!(past.undone, [act(2)]);
        assert_eq!(past.unsaved, [Move::Did(act(1)), Move::Did(act(2)), Move::TookBack(act(2))]);
        assert!(past.holds_work());
        assert!(!Past::of([did(0), Entry::Saved]).holds_work());
    }

    #[test]
    fn what_a_field_held_is_told_as_it_was() {
        let texts = |items: &[&str]| Value::List(items.iter().map(|i| Value::text(*i)).collect());
        let answers = [
            None,
            Some(Value::None),
            Some(Value::text("Œuvres\nsociales")),
            Some(Value::Integer(-3)),
            Some(Value::Date("2026-02-28".parse().unwrap())),
            Some(Value::Period(Period::parse("P1Y6M").unwrap())),
            Some(texts(&["a", "b; c"])),
        ];
        for before in answers {
            let record = act(0).files[0].record.clone();
            let typed = Typed { record, path: Path::parse("owner").unwrap(), text: "x".to_owned(), before };
            let json = serde_json::to_string(&StoredTyping::from(&typed)).unwrap();
            let read: StoredTyping = serde_json::from_str(&json).unwrap();
            assert_eq!(read.read(), Some(typed), "{json}");
        }
    }

    #[test]
    fn a_journal_that_is_written_anew_says_the_same() {
        let stories = [
            vec![],
            vec![did(0), did(1), Entry::Saved, Entry::TookBack, Entry::TookBack, Entry::MadeAgain],
            vec![did(0), Entry::Saved, did(1), Entry::TookBack, Entry::Saved, Entry::MadeAgain, did(5)],
            vec![did(0), Entry::TookBack, did(3), Entry::Message { text: "Paie".to_owned() }],
        ];
        for story in stories {
            let past = Past::of(story);
            let again = Past::of(past.entries());
            assert_eq!(again.done, past.done);
            assert_eq!(again.undone, past.undone);
            assert_eq!(again.unsaved, past.unsaved);
            assert_eq!(again.message, past.message);
        }
    }
}
