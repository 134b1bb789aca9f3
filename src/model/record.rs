//! A record, and the register that holds them all.

use super::field::{Role, Shape, fields_of};
use super::id::{Id, RecordId};
use super::kind::Kind;
use super::message::Lang;
use super::path::Path;
use super::value::{Group, Value};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

/// One record: what a file of the register says.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    pub id: RecordId,
    pub fields: Group,
}

impl Record {
    pub fn new(id: RecordId) -> Record {
        Record { id, fields: Group::new() }
    }

    /// The value at `path`; `None` when it is not known yet. The root has no value of its own.
    pub fn value(&self, path: &Path) -> Option<&Value> {
        let mut group = &self.fields;
        let mut keys = path.keys().iter();
        loop {
            let value = group.get(keys.next()?)?;
            match value {
                Value::Group(inner) => {
                    if keys.as_slice().is_empty() {
                        return Some(value);
                    }
                    group = inner;
                }
                Value::Rows(rows) => match keys.next() {
                    None => return Some(value),
                    Some(row) => {
                        group = rows.get(row)?;
                        if keys.as_slice().is_empty() {
                            return None;
                        }
                    }
                },
                _ => return keys.as_slice().is_empty().then_some(value),
            }
        }
    }

    /// The group at `path`: the record's own fields, a group or a row.
    pub fn group(&self, path: &Path) -> Option<&Group> {
        let mut group = &self.fields;
        let mut keys = path.keys().iter();
        while let Some(key) = keys.next() {
            group = match group.get(key)? {
                Value::Group(inner) => inner,
                Value::Rows(rows) => rows.get(keys.next()?)?,
                _ => return None,
            };
        }
        Some(group)
    }

    /// What to call the record: its name in `lang` where it has one, else its name, else its identifier.
    pub fn title(&self, lang: Lang) -> &str {
        let english = (lang == Lang::En).then(|| self.fields.text("name_en")).flatten();
        english.or_else(|| self.fields.text("name")).unwrap_or(self.id.id.as_str())
    }

    /// Whether the sheet belongs to the controller's or to the processor's register.
    pub fn role(&self) -> Role {
        match self.fields.choice("role").map(|t| t.id) {
            Some("processor") => Role::Processor,
            _ => Role::Controller,
        }
    }

    /// Whether another answer says that the question `key` of Art. 30 does not arise: a sheet whose role is
    /// not joint has no joint controllers, an organisation established in the Union no representative in it.
    /// Where that other question has no answer itself, nothing is settled.
    pub fn settles(&self, key: &str) -> bool {
        match (self.id.kind, key) {
            (Kind::Activity, "joint_controllers") => {
                self.fields.choice("role").is_some_and(|role| role.id != "joint")
            }
            (Kind::Organisation, "eu_representative") => self.fields.bool("eu_established") == Some(true),
            _ => false,
        }
    }

    /// Every reference to another record, with the place where it stands.
    pub fn references(&self) -> Vec<(Path, Kind, &Id)> {
        let mut found = Vec::new();
        collect(&self.fields, &Path::root(), &mut found);
        found
    }
}

fn collect<'a>(group: &'a Group, at: &Path, found: &mut Vec<(Path, Kind, &'a Id)>) {
    for (field, value) in group.iter() {
        let needs_path = field.shape.refers_to().is_some() || field.shape.is_table();
        if !needs_path {
            continue;
        }
        let path = at.join(field.key);
        match (value, field.shape) {
            (Value::Ref(id), Shape::Ref(kind)) => found.push((path, kind, id)),
            (Value::List(items), Shape::Refs(kind)) => {
                found.extend(items.iter().filter_map(|i| match i {
                    Value::Ref(id) => Some((path.clone(), kind, id)),
                    _ => None,
                }));
            }
            (Value::Group(inner), _) => collect(inner, &path, found),
            (Value::Rows(rows), _) => {
                for (key, row) in rows.iter() {
                    collect(row, &path.join(key), found);
                }
            }
            _ => {}
        }
    }
}

/// Who refers to each record, once each and in order.
type Users = BTreeMap<RecordId, Vec<RecordId>>;

/// The other records that a record refers to.
fn targets(record: &Record) -> BTreeSet<RecordId> {
    let all = record.references().into_iter().map(|(_, kind, id)| RecordId::new(kind, id.clone()));
    all.filter(|target| *target != record.id).collect()
}

/// All the records that could be read, by identifier. Cheap to clone: shared until it is changed.
#[derive(Clone, Debug, Default)]
pub struct Register {
    records: Arc<BTreeMap<RecordId, Arc<Record>>>,
    /// Made when it is first asked for, and kept right with every change from then on.
    users: Arc<OnceLock<Users>>,
}

impl PartialEq for Register {
    fn eq(&self, other: &Register) -> bool {
        self.records == other.records
    }
}

impl Register {
    pub fn new() -> Register {
        Register::default()
    }

    pub fn get(&self, id: &RecordId) -> Option<&Arc<Record>> {
        self.records.get(id)
    }

    /// The record of `kind` called `id`.
    pub fn find(&self, kind: Kind, id: &Id) -> Option<&Arc<Record>> {
        self.records.get(&RecordId::new(kind, id.clone()))
    }

    pub fn organisation(&self) -> Option<&Arc<Record>> {
        self.records.get(&RecordId::organisation())
    }

    pub fn contains(&self, id: &RecordId) -> bool {
        self.records.contains_key(id)
    }

    pub fn insert(&mut self, record: impl Into<Arc<Record>>) {
        let record = record.into();
        let old = Arc::make_mut(&mut self.records).insert(record.id.clone(), record.clone());
        self.retell(old.as_deref(), Some(&record));
    }

    pub fn remove(&mut self, id: &RecordId) -> Option<Arc<Record>> {
        if !self.contains(id) {
            return None;
        }
        let old = Arc::make_mut(&mut self.records).remove(id);
        self.retell(old.as_deref(), None);
        old
    }

    /// One record took the place of another, or came, or went.
    fn retell(&mut self, old: Option<&Record>, new: Option<&Record>) {
        if self.users.get().is_none() {
            // Others that share the place may still ask.
            self.users = Arc::default();
            return;
        }
        let (before, after) = (old.map(targets).unwrap_or_default(), new.map(targets).unwrap_or_default());
        let Some(user) = old.or(new).map(|r| &r.id).filter(|_| before != after) else { return };
        let Some(users) = Arc::make_mut(&mut self.users).get_mut() else { return };
        for target in before.difference(&after) {
            if let Some(of_target) = users.get_mut(target) {
                of_target.retain(|u| u != user);
            }
        }
        for target in after.difference(&before) {
            let of_target = users.entry(target.clone()).or_default();
            if let Err(at) = of_target.binary_search(user) {
                of_target.insert(at, user.clone());
            }
        }
    }

    /// All records, by kind then identifier.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Record>> {
        self.records.values()
    }

    /// The records of one kind, by identifier.
    pub fn of(&self, kind: Kind) -> impl Iterator<Item = &Arc<Record>> {
        // Records stand by kind, then identifier.
        let first = RecordId::new(kind, Id::lowest());
        self.records.range(first..).map(|(_, r)| r).take_while(move |r| r.id.kind == kind)
    }

    pub fn len(&self) -> usize {
        self.records.len()
    }

    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// The other records that refer to `id`, once each and in order. The whole register is looked through
    /// once, however often it is asked.
    pub fn users(&self, id: &RecordId) -> &[RecordId] {
        let users = self.users.get_or_init(|| {
            let mut users = Users::new();
            for record in self.iter() {
                for target in targets(record) {
                    users.entry(target).or_default().push(record.id.clone());
                }
            }
            users
        });
        users.get(id).map_or(&[], Vec::as_slice)
    }

    /// The records that are not the same in `before`: changed, new and gone. Records that both share cost a
    /// comparison of addresses each.
    pub fn changed_since(&self, before: &Register) -> Vec<RecordId> {
        if Arc::ptr_eq(&self.records, &before.records) {
            return Vec::new();
        }
        let (mut now, mut then) = (self.records.iter().peekable(), before.records.iter().peekable());
        let mut changed = Vec::new();
        loop {
            let order = match (now.peek(), then.peek()) {
                (None, None) => return changed,
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some((a, _)), Some((b, _))) => a.cmp(b),
            };
            let new = (order != Ordering::Greater).then(|| now.next()).flatten();
            let old = (order != Ordering::Less).then(|| then.next()).flatten();
            let same = matches!((new, old), (Some((_, a)), Some((_, b))) if Arc::ptr_eq(a, b) || a == b);
            if let (false, Some((id, _))) = (same, new.or(old)) {
                changed.push(id.clone());
            }
        }
    }

    /// Who refers to `id`, and where.
    pub fn referrers(&self, id: &RecordId) -> Vec<(RecordId, Path)> {
        // A record that refers to itself is none of its users.
        let mut ids: Vec<&RecordId> = self.users(id).iter().chain([id]).collect();
        ids.sort();
        let places = |r: &Arc<Record>| {
            let found = r.references().into_iter();
            let here = found.filter(|(_, kind, target)| *kind == id.kind && **target == id.id);
            here.map(|(path, ..)| (r.id.clone(), path)).collect::<Vec<_>>()
        };
        ids.into_iter().filter_map(|user| self.get(user)).flat_map(places).collect()
    }

    /// The default language of the register, as the organisation says; French when it says nothing.
    pub fn language(&self) -> Lang {
        match self.organisation().and_then(|o| o.fields.choice("language")).map(|t| t.id) {
            Some("en") => Lang::En,
            _ => Lang::Fr,
        }
    }
}

/// The table of fields at `path` in a record of `kind`: of the record, of a group, of a row.
pub fn table_at(kind: Kind, path: &Path) -> Option<&'static [super::field::Field]> {
    let mut table = fields_of(kind);
    let mut keys = path.keys().iter();
    while let Some(key) = keys.next() {
        let field = table.iter().find(|f| f.key == key)?;
        table = match field.shape {
            Shape::Group(inner) => inner,
            Shape::Rows(inner) => {
                keys.next()?;
                inner
            }
            _ => return None,
        };
    }
    Some(table)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_refers_to_whom_is_right_after_each_change() {
        let activity = |n: usize| RecordId::new(Kind::Activity, Id::parse(&format!("a{n}")).unwrap());
        let processor = |n: usize| Id::parse(&format!("p{n}")).unwrap();
        let table = fields_of(Kind::Activity);
        let mut register = Register::new();
        let mut chance = 1usize;
        let mut below = |n: usize| {
            chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (chance >> 33) % n
        };
        for _ in 0..400 {
            let id = activity(below(8));
            if below(4) == 0 {
                register.remove(&id);
            } else {
                let mut record = Record::new(id);
                let of = (0..below(4)).map(|_| Value::Ref(processor(below(5)))).collect();
                record.fields.set(table, "processors", Value::list(of)).unwrap();
                register.insert(record);
            }
            let kept = register.clone();
            let mut fresh = Register::new();
            register.iter().for_each(|r| fresh.insert(r.clone()));
            for target in (0..5).map(|n| RecordId::new(Kind::Processor, processor(n))) {
                assert_eq!(register.users(&target), fresh.users(&target));
                assert!(kept.referrers(&target).len() >= fresh.users(&target).len());
            }
        }
    }
}
