//! The identifiers that a workbook of ours remembers in its document properties.

use std::collections::BTreeMap;

use crate::law::cnil_form::properties::{ORGANISATION, PREFIX, ROWS};
use crate::model::{Id, Kind};

use super::shared::same_words;

/// What a row of a sheet was called in the register.
#[derive(Clone, Debug)]
pub struct RowName {
    pub name: String,
    /// Its rank in the record.
    pub rank: usize,
    /// Its retention rule: two rules may be worded alike.
    pub retention: Option<Id>,
}

/// What the properties of a workbook say of the register it was exported from.
#[derive(Default)]
pub struct Memory {
    /// The organisation's name.
    pub organisation: Option<String>,
    ids: BTreeMap<(Kind, String), Vec<Id>>,
    /// By activity and field: the names in the order of the sheet, each with its rank in the record.
    rows: BTreeMap<(String, String), Vec<RowName>>,
}

impl Memory {
    pub fn read(properties: &[(String, String)]) -> Memory {
        let mut memory = Memory::default();
        for (name, value) in properties {
            if let Some((activity, field)) = name.strip_prefix(ROWS).and_then(|r| r.split_once(':')) {
                let named = |part: &str| {
                    let (name, rest) = part.split_once('=')?;
                    let (rank, rule) =
                        rest.split_once('=').map_or((rest, None), |(r, id)| (r, Id::parse(id)));
                    Some(RowName { name: name.to_owned(), rank: rank.parse().ok()?, retention: rule })
                };
                if let Some(names) = value.split_whitespace().map(named).collect() {
                    memory.rows.insert((activity.to_owned(), field.to_owned()), names);
                }
            } else if name == ORGANISATION {
                memory.organisation = Some(value.clone());
            } else if let Some((word, id)) = name.strip_prefix(PREFIX).and_then(|r| r.split_once(':')) {
                let kind = Kind::MANY.into_iter().find(|k| k.word() == word);
                if let (Some(kind), Some(id)) = (kind, Id::parse(id)) {
                    memory.ids.entry((kind, same_words(value))).or_default().push(id);
                }
            }
        }
        memory
    }

    /// The identifier a text had; the next one when several records had the same.
    pub fn take(&mut self, kind: Kind, text: &str) -> Option<Id> {
        let ids = self.ids.get_mut(&(kind, same_words(text)))?;
        if ids.len() > 1 { Some(ids.remove(0)) } else { ids.first().cloned() }
    }

    /// Whether a record of that identifier had this text.
    pub fn had(&self, kind: Kind, id: &Id, text: &str) -> bool {
        self.ids.get(&(kind, same_words(text))).is_some_and(|ids| ids.contains(id))
    }

    /// The names of an activity's rows, when there are as many as the sheet now has.
    pub fn rows(&self, activity: Option<&Id>, field: &str, count: usize) -> Option<&[RowName]> {
        let keys = self.rows.get(&(activity?.as_str().to_owned(), field.to_owned()))?;
        (keys.len() == count).then_some(keys.as_slice())
    }
}
