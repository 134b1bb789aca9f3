//! Records that several sheets share: one purpose a name, one retention rule a wording.

use std::collections::BTreeMap;

use super::super::ledger::one_line;
use super::bases::{Ground, ground_of};
use super::{Builder, set};
use crate::law::cnil_form::durations;
use crate::model::field::fields_of;
use crate::model::vocabulary::TRIGGER_KINDS;
use crate::model::{Id, Kind, Record, RecordId, Register, Value};

/// Stands between the words of a purpose and the activity it is of, where another has the same words.
const APART: &str = " — ";

/// The longest name given to a rule; its words stay whole beside it.
const NAME_LEN: usize = 110;

/// Records already made or found, by their words.
#[derive(Default)]
pub struct Shared {
    /// By kind, words, and the identifier the workbook remembers where several records are worded alike.
    known: BTreeMap<(Kind, String, Option<Id>), Id>,
    /// What the register already has, by kind and words.
    existing: BTreeMap<(Kind, String), Id>,
    /// Purposes met in this import, by their words and their legal basis.
    purposes: BTreeMap<(String, Ground), Id>,
}

impl Shared {
    pub fn of(register: &Register) -> Shared {
        let mut shared = Shared::default();
        for record in
            [Kind::Purpose, Kind::Processor, Kind::Retention].into_iter().flat_map(|k| register.of(k))
        {
            if let Some(words) = words_of(record) {
                let place = (record.id.kind, same_words(&words));
                shared.existing.entry(place).or_insert_with(|| record.id.id.clone());
            }
        }
        shared
    }
}

/// The words by which a shared record is known.
fn words_of(record: &Record) -> Option<String> {
    match record.id.kind {
        Kind::Retention => durations::words(&record.fields),
        _ => record.fields.text("name").map(str::to_owned),
    }
}

/// Words compared as a person compares them: case, spaces and a final stop do not count, signs do.
pub fn same_words(text: &str) -> String {
    let flat: Vec<&str> = text.split_whitespace().collect();
    flat.join(" ").trim_end_matches(['.', ' ']).to_lowercase().replace('’', "'")
}

impl Builder<'_> {
    /// The purpose of that name and basis for an activity, made when neither the register nor this import has
    /// it. Two activities share one only when they say the same of its basis: nobody's becomes another's.
    pub fn purpose(&mut self, text: &str, ground: &Ground, activity: &RecordId, of: &str) -> Option<Id> {
        let name = one_line(text);
        let wording = same_words(&name);
        if let Some(id) = self.own_purpose(&wording, ground, activity) {
            return Some(id);
        }
        let known = (wording.clone(), ground.clone());
        if let Some(id) = self.shared.purposes.get(&known) {
            return Some(id.clone());
        }
        let remembered = self.memory.take(Kind::Purpose, &name);
        let by_memory = remembered.clone().filter(|id| {
            let named = self.register.find(Kind::Purpose, id).and_then(|r| words_of(r));
            named.is_some_and(|n| same_words(&n) == wording)
        });
        let existing = by_memory.or_else(|| {
            let id = self.shared.existing.get(&(Kind::Purpose, wording.clone()))?;
            let theirs = ground_of(&self.register.find(Kind::Purpose, id)?.fields);
            let fits = theirs == *ground || (theirs.is_none() && !self.is_shared(id, activity));
            fits.then(|| id.clone())
        });
        let id = match existing {
            Some(id) => id,
            None => {
                // The plain words may already be those of another basis.
                let taken = self.shared.existing.contains_key(&(Kind::Purpose, wording.clone()))
                    || self.shared.purposes.keys().any(|(words, _)| *words == wording);
                let name = if taken { format!("{name}{APART}{of}") } else { name };
                let wish = remembered.or_else(|| Id::from_name(&name));
                let id = self.free_id(Kind::Purpose, wish, "finalite")?;
                let record_id = RecordId::new(Kind::Purpose, id.clone());
                let mut record = Record::new(record_id.clone());
                set(&mut record.fields, fields_of(Kind::Purpose), "name", Value::text(name));
                self.wanted.insert(record_id, record);
                id
            }
        };
        self.shared.purposes.insert(known, id.clone());
        Some(id)
    }

    /// The purpose that the activity has already in the register under these words: best with the same basis,
    /// else under the very same words.
    fn own_purpose(&self, wording: &str, ground: &Ground, activity: &RecordId) -> Option<Id> {
        let ours = self.register.get(activity)?;
        let apart = format!("{wording}{}", APART.to_lowercase());
        let named = |id: &&Id| {
            let name =
                self.register.find(Kind::Purpose, id).and_then(|r| words_of(r)).map(|n| same_words(&n));
            name.is_some_and(|n| n == wording || n.starts_with(&apart))
        };
        let own: Vec<&Id> = ours.fields.refs("purposes").filter(named).collect();
        let same = |id: &&&Id| {
            self.register.find(Kind::Purpose, id).is_some_and(|r| ground_of(&r.fields) == *ground)
        };
        own.iter().find(same).or(own.first()).map(|id| (*id).clone())
    }

    /// Whether activities of the register other than this one have the purpose.
    pub fn is_shared(&self, purpose: &Id, activity: &RecordId) -> bool {
        let others = self.register.of(Kind::Activity).filter(|r| r.id != *activity);
        others.into_iter().any(|r| r.fields.refs("purposes").any(|id| id == purpose))
    }

    /// The processor of that name, made when neither the register nor this import has it.
    pub fn processor(&mut self, text: &str) -> Option<Id> {
        let name = one_line(text);
        self.shared(Kind::Processor, &name, "sous-traitant", None, |r| {
            set(&mut r.fields, fields_of(Kind::Processor), "name", Value::text(name.clone()));
        })
    }

    /// The retention rule of that wording; its period and trigger only where they are certain.
    pub fn rule(&mut self, words: &str, remembered: Option<&Id>) -> Option<Id> {
        let remembered = remembered.filter(|id| self.memory.had(Kind::Retention, id, words)).cloned();
        let table = fields_of(Kind::Retention);
        self.shared(Kind::Retention, words, "duree", remembered, |r| {
            set(&mut r.fields, table, "name", Value::text(shorten(&one_line(words))));
            set(&mut r.fields, table, "words", Value::text(words));
            let Some(read) = durations::read(words) else { return };
            set(&mut r.fields, table, "active", Value::Period(read.active));
            if let Some(trigger) = read.trigger {
                set(&mut r.fields, table, "trigger", Value::text(trigger));
            }
            if let Some(kind) = read.trigger_kind.and_then(|k| TRIGGER_KINDS.get(k)) {
                set(&mut r.fields, table, "trigger_kind", Value::Choice(kind));
            }
            if let Some(archive) = read.archive {
                set(&mut r.fields, table, "archive", Value::Period(archive));
            }
            if let Some(event) = read.archive_from {
                set(&mut r.fields, table, "archive_from", Value::text(event));
            }
        })
    }

    fn shared(
        &mut self,
        kind: Kind,
        words: &str,
        otherwise: &str,
        hint: Option<Id>,
        fill: impl FnOnce(&mut Record),
    ) -> Option<Id> {
        let wording = same_words(words);
        let known = (kind, wording.clone(), hint.clone());
        if let Some(id) = self.shared.known.get(&known) {
            return Some(id.clone());
        }
        let remembered = hint.or_else(|| self.memory.take(kind, words));
        let same = |r: &Record| words_of(r).is_some_and(|s| same_words(&s) == wording);
        let by_memory = remembered
            .as_ref()
            .and_then(|id| self.register.find(kind, id))
            .filter(|r| same(r))
            .map(|r| r.id.id.clone());
        let existing = by_memory.or_else(|| self.shared.existing.get(&(kind, wording.clone())).cloned());
        let id = match existing {
            Some(id) => id,
            None => {
                let wish = remembered.or_else(|| Id::from_name(words));
                let id = self.free_id(kind, wish, otherwise)?;
                let record_id = RecordId::new(kind, id.clone());
                let mut record = Record::new(record_id.clone());
                fill(&mut record);
                self.wanted.insert(record_id, record);
                id
            }
        };
        self.shared.known.insert(known, id.clone());
        Some(id)
    }
}

/// A name cut at a word, with an ellipsis.
fn shorten(name: &str) -> String {
    if name.chars().count() <= NAME_LEN {
        return name.to_owned();
    }
    let cut: String = name.chars().take(NAME_LEN).collect();
    let at = cut.rfind(' ').unwrap_or(cut.len());
    format!("{}…", cut.get(..at).unwrap_or(&cut).trim_end_matches([',', ';', ':']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_make_another_wording_and_spaces_do_not() {
        assert_eq!(same_words(" 3 ans  après l’achat. "), same_words("3 ANS après\nl'achat"));
        assert_ne!(same_words("Durée du contrat + 1 an"), same_words("Durée du contrat 1 an"));
    }

    #[test]
    fn a_long_wording_gets_a_shorter_name() {
        let name = shorten(&"durée ".repeat(60));
        assert!(name.ends_with("durée…") && name.chars().count() <= NAME_LEN + 1);
    }
}
