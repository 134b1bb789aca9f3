//! What a record is found by at once: its title in both languages, its reference, its identifier, folded.

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::fold::fold_into;
use crate::model::{Kind, Record, RecordId, Register};

/// The heads of the records, each folded once for as long as its record does not change.
#[derive(Debug, Default)]
pub struct Heads {
    of: HashMap<RecordId, Head>,
}

#[derive(Debug)]
struct Head {
    record: Arc<Record>,
    folded: String,
}

impl Heads {
    /// Takes in what changed among these kinds.
    pub fn refresh(&mut self, register: &Register, kinds: &[Kind]) {
        for record in kinds.iter().flat_map(|kind| register.of(*kind)) {
            if !self.of.get(&record.id).is_some_and(|head| Arc::ptr_eq(&head.record, record)) {
                let head = Head { record: record.clone(), folded: folded(record) };
                self.of.insert(record.id.clone(), head);
            }
        }
        // Records that went are kept until there are many: an undo brings them back.
        if self.of.len() > 2 * register.len() + 64 {
            self.of.retain(|id, _| register.contains(id));
        }
    }

    /// The head of a record, made anew where it was not taken in.
    pub fn holds(&self, record: &Record, word: &str) -> bool {
        match self.of.get(&record.id).filter(|head| std::ptr::eq(head.record.as_ref(), record)) {
            Some(head) => head.folded.contains(word),
            None => folded(record).contains(word),
        }
    }
}

fn folded(record: &Record) -> String {
    let mut out = String::new();
    for key in ["name", "name_en", "ref"] {
        if let Some(text) = record.fields.text(key) {
            fold_into(text, &mut out);
            out.push('\n');
        }
    }
    out.push_str(record.id.id.as_str());
    out
}
