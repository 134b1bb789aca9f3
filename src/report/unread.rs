//! The fields that stand in the files and could not be read: a document says so in their place, for
//! "not known yet" would be false.

use std::collections::BTreeMap;

use crate::model::{Path, RecordId};

/// The unreadable fields of a register, each with the places (`activities/paie.toml:12`) where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unread(BTreeMap<RecordId, BTreeMap<Path, Vec<String>>>);

impl Unread {
    /// Adds a place where something of the field could not be read.
    pub fn add(&mut self, record: &RecordId, path: &Path, place: String) {
        let places = self.0.entry(record.clone()).or_default().entry(path.clone()).or_default();
        if !places.contains(&place) {
            places.push(place);
        }
    }

    /// How many fields are concerned.
    pub fn len(&self) -> usize {
        self.0.values().map(BTreeMap::len).sum()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Every field, by record, with its places.
    pub fn iter(&self) -> impl Iterator<Item = (&RecordId, &Path, &[String])> {
        self.0.iter().flat_map(|(id, fields)| fields.iter().map(move |(path, at)| (id, path, at.as_slice())))
    }

    /// The places of this very field; none where all of it was read.
    pub fn at(&self, record: &RecordId, path: &Path) -> &[String] {
        self.0.get(record).and_then(|fields| fields.get(path)).map_or(&[], Vec::as_slice)
    }

    /// What could not be read below `path`, with the places.
    pub fn below(&self, record: &RecordId, path: &Path) -> Vec<(&Path, &[String])> {
        let Some(fields) = self.0.get(record) else { return Vec::new() };
        let within = fields.range(path..).take_while(|(at, _)| path.holds(at));
        within.filter(|(at, _)| *at != path).map(|(at, places)| (at, places.as_slice())).collect()
    }

    /// Those that `wanted` keeps.
    pub fn only(&self, wanted: impl Fn(&RecordId, &Path) -> bool) -> Unread {
        let mut kept = Unread::default();
        for (record, path, places) in self.iter().filter(|(record, path, _)| wanted(record, path)) {
            places.iter().for_each(|place| kept.add(record, path, place.clone()));
        }
        kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Id, Kind};

    #[test]
    fn fields_are_counted_once_however_many_places_they_have() {
        let id = RecordId::new(Kind::Activity, Id::parse("paie").unwrap());
        let path = |s: &str| Path::parse(s).unwrap();
        let mut unread = Unread::default();
        for (at, place) in
            [("data.a.items", "f:1"), ("data.a.items", "f:2"), ("data.b", "f:3"), ("dpia", "f:4")]
        {
            unread.add(&id, &path(at), place.to_owned());
        }
        unread.add(&id, &path("dpia"), "f:4".to_owned());
        assert_eq!(unread.len(), 3);
        assert_eq!(unread.at(&id, &path("data.a.items")), ["f:1", "f:2"]);
        assert_eq!(unread.at(&id, &path("data")), [""; 0]);
        let below: Vec<String> =
            unread.below(&id, &path("data")).iter().map(|(p, _)| p.to_string()).collect();
        assert_eq!(below, ["data.a.items", "data.b"]);
        assert_eq!(unread.only(|_, p| p.last() == Some("dpia")).len(), 1);
    }
}
