//! Whatever field of the model stands unreadable in a file, every document says so in its place.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeMap;

use registre::export::cnil_ods::{export, export_with};
use registre::model::field::{Field, Shape, fields_of};
use registre::model::*;
use registre::report::Unread;
use registre::report::register::{Edition, Extent, sheet, whole};
use registre::sheet::{Limits, read};
use registre::store::fs::RealFs;
use registre::store::load::load;

fn id(kind: Kind, name: &str) -> RecordId {
    RecordId::new(kind, Id::parse(name).unwrap())
}

/// Gives every field an unreadable answer of its own, at a place of its own.
struct Spoiler {
    unread: Unread,
    places: Vec<String>,
}

impl Spoiler {
    fn spoil(&mut self, record: &RecordId, path: &Path) {
        let place = format!("f{}x:1", self.places.len());
        self.unread.add(record, path, place.clone());
        self.places.push(place);
    }

    /// A group of which nothing could be read; where `deep`, its tables could, but nothing in them.
    fn group(&mut self, record: &RecordId, fields: &'static [Field], at: &Path, deep: bool) -> Group {
        let mut group = Group::new();
        for field in fields.iter().filter(|f| !(at.is_root() && f.key == "role")) {
            let path = at.join(field.key);
            match field.shape {
                Shape::Group(inner) if deep => {
                    let inner = self.group(record, inner, &path, deep);
                    group.set(fields, field.key, Value::Group(inner)).unwrap();
                }
                Shape::Rows(inner) if deep => {
                    let mut rows = Rows::new();
                    rows.set("lue", self.group(record, inner, &path.join("lue"), deep));
                    self.spoil(record, &path.join("perdue"));
                    self.spoil(record, &path);
                    group.set(fields, field.key, Value::Rows(rows)).unwrap();
                }
                _ => self.spoil(record, &path),
            }
        }
        group
    }
}

fn spoilt(role: &str, deep: bool) -> (Register, Spoiler) {
    let mut spoiler = Spoiler { unread: Unread::default(), places: Vec::new() };
    let mut register = Register::new();
    for kind in Kind::ALL {
        let id = if kind == Kind::Organisation { RecordId::organisation() } else { id(kind, "une") };
        let mut record = Record::new(id.clone());
        record.fields = spoiler.group(&id, fields_of(kind), &Path::root(), deep);
        if kind == Kind::Activity {
            let term = vocabulary::ROLES.get(role).unwrap();
            record.fields.set(fields_of(kind), "role", Value::Choice(term)).unwrap();
        }
        register.insert(record);
    }
    (register, spoiler)
}

fn bare(s: &str) -> String {
    s.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn every_field_that_cannot_be_read_is_printed_as_such_in_its_own_place() {
    for (role, deep) in
        [("controller", false), ("controller", true), ("processor", false), ("processor", true)]
    {
        let (register, spoiler) = spoilt(role, deep);
        for lang in Lang::ALL {
            let edition = Edition { lang, unread: spoiler.unread.clone(), ..Edition::default() };
            let text = bare(&whole(&register, &edition).plain_text());
            let said = bare(match lang {
                Lang::Fr => "illisible dans le fichier (",
                Lang::En => "unreadable in the file (",
            });
            // Listed at the front with its place, and said where it is missed.
            let marks: String = text.split(&said).skip(1).map(|p| p.split(')').next().unwrap()).collect();
            let lost: Vec<&String> = spoiler.places.iter().filter(|p| !marks.contains(*p)).collect();
            let named: Vec<String> = spoiler
                .unread
                .iter()
                .filter(|(_, _, at)| lost.iter().any(|l| at.contains(l)))
                .map(|(id, path, _)| format!("{id} {path}"))
                .collect();
            assert!(named.is_empty(), "{role}, deep {deep}, {lang:?}: {named:#?}");
        }
    }
}

#[test]
fn nothing_that_cannot_be_read_is_said_to_be_unknown_or_absent() {
    let (register, spoiler) = spoilt("controller", false);
    let edition = Edition { unread: spoiler.unread, all_fields: true, ..Edition::default() };
    let text = sheet(&register, &edition, &Id::parse("une").unwrap()).unwrap().plain_text();
    for silence in ["non renseigné à ce jour", "néant, vérifié", "Aucune règle de conservation"] {
        assert!(!text.contains(silence), "{silence}:\n{text}");
    }
    let text = whole(&register, &edition).plain_text();
    assert!(!text.contains("Aucun transfert n’est inscrit"), "{text}");
}

#[test]
fn a_document_counts_what_it_would_have_shown() {
    let (register, spoiler) = spoilt("controller", false);
    let count = |extent: Extent| {
        let edition = Edition { extent, unread: spoiler.unread.clone(), ..Edition::default() };
        let text = whole(&register, &edition).plain_text();
        let said = text.lines().find(|l| l.contains("Document incomplet")).unwrap().to_owned();
        said.split_whitespace().find_map(|w| w.parse::<usize>().ok()).unwrap()
    };
    assert_eq!(count(Extent::Full), spoiler.places.len());
    let strict = count(Extent::Article30);
    assert!(strict > 10 && strict < spoiler.places.len() / 3, "{strict}");
    let edition = Edition::default();
    assert!(!whole(&register, &edition).plain_text().contains("incomplet"));
}

/// Takes away the value at a path, rows and groups included.
fn unset(record: &mut Record, path: &Path) -> bool {
    let (last, outer) = path.keys().split_last().unwrap();
    let mut group = &mut record.fields;
    let mut keys = outer.iter();
    while let Some(key) = keys.next() {
        group = match group.get_mut(key) {
            Some(Value::Group(inner)) => inner,
            Some(Value::Rows(rows)) => rows.get_mut(keys.next().unwrap()).unwrap(),
            _ => return false,
        };
    }
    group.unset(last).is_some()
}

fn leaves(group: &Group, at: &Path, out: &mut Vec<Path>) {
    for (field, value) in group.iter() {
        let path = at.join(field.key);
        match value {
            Value::Group(g) => leaves(g, &path, out),
            Value::Rows(rows) => rows.iter().for_each(|(k, g)| leaves(g, &path.join(k), out)),
            _ => out.push(path),
        }
    }
}

/// The keys of a path without the names of rows.
fn sort_of(record: &RecordId, path: &Path) -> String {
    let mut fields = fields_of(record.kind);
    let mut out = record.kind.word().to_owned();
    let mut keys = path.keys().iter();
    while let Some(key) = keys.next() {
        out.push_str(&format!(".{key}"));
        match fields.iter().find(|f| f.key == key).map(|f| f.shape) {
            Some(Shape::Group(inner)) => fields = inner,
            Some(Shape::Rows(inner)) => {
                fields = inner;
                keys.next();
            }
            _ => {}
        }
    }
    out
}

#[test]
fn what_the_authoritys_layout_has_a_place_for_is_marked_there_when_it_cannot_be_read() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/register");
    let shipped = load(&RealFs::new(root)).unwrap().register;
    let left = export(&shipped).unwrap().left_out;
    // What is of the register's files alone is in no document, and no document lacks it.
    let of_the_file = |path: &Path| {
        path.keys().first().is_some_and(|k| ["schema", "language", "origin"].contains(&k.as_str()))
    };
    let is_held = |id: &RecordId, path: &Path| {
        !of_the_file(path) && !left.iter().any(|l| l.record == *id && (l.path.is_root() || l.path == *path))
    };
    // One example of each field that the layout holds.
    let mut examples: BTreeMap<String, (RecordId, Path)> = BTreeMap::new();
    for record in shipped.iter() {
        let mut paths = Vec::new();
        leaves(&record.fields, &Path::root(), &mut paths);
        for path in paths.into_iter().filter(|p| is_held(&record.id, p)) {
            examples.entry(sort_of(&record.id, &path)).or_insert((record.id.clone(), path));
        }
    }
    assert!(examples.len() > 30, "{:?}", examples.keys());
    // A rule is known in the layout by its words alone.
    let examples = examples
        .into_iter()
        .filter(|(s, _)| !["retention.name", "retention.trigger_kind"].contains(&s.as_str()));
    let mut silent = Vec::new();
    for (sort, (id, path)) in examples {
        let mut register = shipped.clone();
        let mut record = Record::clone(register.get(&id).unwrap());
        assert!(unset(&mut record, &path), "{sort}");
        register.insert(record);
        let mut unread = Unread::default();
        unread.add(&id, &path, "ici:7".to_owned());
        let book = read(&export_with(&register, &unread).unwrap().bytes, &Limits::default()).unwrap();
        let marked = book.sheets.iter().skip(1).flat_map(|s| s.cells.values());
        if marked.filter(|c| c.text.contains("illisible dans le fichier (ici:7)")).count() == 0 {
            silent.push(format!("{sort}: {id} {path}"));
        }
    }
    assert!(silent.is_empty(), "{silent:#?}");
}
