//! Two versions of a record that grew from one: what they say together, and where they disagree.
//!
//! The laws (tests below): merging is symmetric; with itself or with the base it changes nothing; nothing
//! that one side added is lost; where both changed the same thing to different ends, that is said, never
//! chosen.

use std::collections::HashMap;

use super::change::Change;
use super::field::{Field, Shape, fields_of};
use super::id::RecordId;
use super::path::Path;
use super::record::Record;
use super::value::{Group, Rows, Value};
use super::vocabulary::Term;

/// Something that both changed, to different ends.
#[derive(Clone, Debug, PartialEq)]
pub struct Clash {
    pub record: RecordId,
    /// The field or row; the root when one side deleted or created the whole record.
    pub path: Path,
    /// The three values; `None` where it is not known or not there. Of a whole record, all its fields.
    pub base: Option<Value>,
    pub ours: Option<Value>,
    pub theirs: Option<Value>,
}

/// Whose version stands where both changed the same thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    Ours,
    Theirs,
}

/// The outcome of a merge.
#[derive(Clone, Debug, PartialEq)]
pub struct Merged {
    /// What both say together; `None` when the record is gone. Where they disagree, and nobody has
    /// decided, it holds our version.
    pub record: Option<Record>,
    /// What nobody has decided yet, in the order of the field table.
    pub clashes: Vec<Clash>,
}

/// Merges `ours` and `theirs`, which both grew from `base`. `None` is a record that is not there.
/// `decided` says whose version stands at a clash, once a person has said so.
pub fn merge(
    id: &RecordId,
    base: Option<&Record>,
    ours: Option<&Record>,
    theirs: Option<&Record>,
    decided: &dyn Fn(&Clash) -> Option<Keep>,
) -> Merged {
    let mut merging = Merging { id, decided, clashes: Vec::new() };
    let fields = |r: Option<&Record>| r.map(|r| Value::Group(r.fields.clone()));
    let (b, o, t) = (fields(base), fields(ours), fields(theirs));
    let fields = match settled(b.as_ref(), o.as_ref(), t.as_ref()) {
        Some(agreed) => agreed.cloned(),
        None => match (base, ours, theirs) {
            (Some(base), Some(ours), Some(theirs)) => {
                let table = fields_of(id.kind);
                let root = Path::root();
                Some(Value::Group(merging.group(table, &base.fields, &ours.fields, &theirs.fields, &root)))
            }
            // Edited by one and deleted by the other, or created by both.
            _ => {
                let (base, ours, theirs) = (b.clone(), o.clone(), t.clone());
                match merging.decide(Clash { record: id.clone(), path: Path::root(), base, ours, theirs }) {
                    Keep::Ours => o,
                    Keep::Theirs => t,
                }
            }
        },
    };
    let record = match fields {
        Some(Value::Group(fields)) => Some(Record { id: id.clone(), fields }),
        _ => None,
    };
    Merged { record, clashes: merging.clashes }
}

/// The changes that make `after` of `before`, two versions of one record. Rows that are new come last.
pub fn changes_between(before: &Record, after: &Record) -> Vec<Change> {
    let mut changes = Vec::new();
    between(&before.id, &before.fields, &after.fields, &Path::root(), &mut changes);
    changes
}

fn between(id: &RecordId, before: &Group, after: &Group, at: &Path, out: &mut Vec<Change>) {
    for (field, _) in before.iter().filter(|(f, _)| after.get(f.key).is_none()) {
        out.push(Change::Unset { record: id.clone(), path: at.join(field.key) });
    }
    for (field, new) in after.iter() {
        let path = at.join(field.key);
        match (before.get(field.key), new) {
            (Some(old), new) if old == new => {}
            (Some(Value::Group(old)), Value::Group(new)) => between(id, old, new, &path, out),
            (Some(Value::Rows(old)), Value::Rows(new)) => {
                let (olds, news) = (by_name(old), by_name(new));
                for (key, _) in old.iter().filter(|(k, _)| !news.contains_key(k)) {
                    out.push(Change::Unset { record: id.clone(), path: path.join(key) });
                }
                for (key, row) in new.iter() {
                    match olds.get(key) {
                        Some(old) => between(id, old, row, &path.join(key), out),
                        None => out.push(Change::Set {
                            record: id.clone(),
                            path: path.join(key),
                            value: Value::Group(row.clone()),
                        }),
                    }
                }
            }
            (_, new) => out.push(Change::Set { record: id.clone(), path, value: new.clone() }),
        }
    }
}

/// What stands when at least two of the three are the same; `None` when all three differ.
fn settled<'a, T: PartialEq>(
    base: Option<&'a T>,
    ours: Option<&'a T>,
    theirs: Option<&'a T>,
) -> Option<Option<&'a T>> {
    if ours == theirs || base == theirs {
        Some(ours)
    } else if base == ours {
        Some(theirs)
    } else {
        None
    }
}

struct Merging<'a> {
    id: &'a RecordId,
    decided: &'a dyn Fn(&Clash) -> Option<Keep>,
    clashes: Vec<Clash>,
}

impl Merging<'_> {
    fn decide(&mut self, clash: Clash) -> Keep {
        match (self.decided)(&clash) {
            Some(keep) => keep,
            None => {
                self.clashes.push(clash);
                Keep::Ours
            }
        }
    }

    /// A disagreement on the value at `path`.
    fn disagree(
        &mut self,
        path: &Path,
        base: Option<Value>,
        ours: Option<Value>,
        theirs: Option<Value>,
    ) -> Option<Value> {
        let (our, their) = (ours.clone(), theirs.clone());
        match self.decide(Clash { record: self.id.clone(), path: path.clone(), base, ours, theirs }) {
            Keep::Ours => our,
            Keep::Theirs => their,
        }
    }

    fn group(
        &mut self,
        table: &'static [Field],
        base: &Group,
        ours: &Group,
        theirs: &Group,
        at: &Path,
    ) -> Group {
        let mut merged = Group::new();
        for (index, field) in table.iter().enumerate() {
            let (b, o, t) = (base.get(field.key), ours.get(field.key), theirs.get(field.key));
            if let Some(value) = self.value(&field.shape, b, o, t, &at.join(field.key)) {
                merged.put(table, index, value);
            }
        }
        merged
    }

    fn value(
        &mut self,
        shape: &Shape,
        base: Option<&Value>,
        ours: Option<&Value>,
        theirs: Option<&Value>,
        path: &Path,
    ) -> Option<Value> {
        if let Some(agreed) = settled(base, ours, theirs) {
            return agreed.cloned();
        }
        let merged = match shape {
            Shape::Group(inner) => {
                match (group_of(base, true), group_of(ours, false), group_of(theirs, false)) {
                    (Some(b), Some(o), Some(t)) => {
                        let merged = self.group(inner, &b, &o, &t, path);
                        return (!merged.is_empty()).then_some(Value::Group(merged));
                    }
                    _ => None,
                }
            }
            Shape::Rows(inner) => match (rows_of(base, true), rows_of(ours, false), rows_of(theirs, false)) {
                (Some(b), Some(o), Some(t)) => match self.rows(inner, &b, &o, &t, path) {
                    Some(rows) => Some(Value::Rows(rows)),
                    // One side took them all away, and that was agreed row by row.
                    None if o.is_empty() || t.is_empty() => return None,
                    None => None,
                },
                _ => None,
            },
            shape if shape.is_list() => {
                match (items_of(base, true), items_of(ours, false), items_of(theirs, false)) {
                    (Some(b), Some(o), Some(t)) => {
                        sequence(b, o, t, item_key).filter(|items| !items.is_empty()).map(Value::List)
                    }
                    _ => None,
                }
            }
            _ => None,
        };
        merged.or_else(|| self.disagree(path, base.cloned(), ours.cloned(), theirs.cloned()))
    }

    /// `None` when nothing would be left: that there is none is for a person to say.
    fn rows(
        &mut self,
        inner: &'static [Field],
        base: &Rows,
        ours: &Rows,
        theirs: &Rows,
        path: &Path,
    ) -> Option<Rows> {
        let (base_by, ours_by, theirs_by) = (by_name(base), by_name(ours), by_name(theirs));
        let names = |rows: &Rows| rows.iter().map(|(k, _)| k.to_owned()).collect::<Vec<_>>();
        // Names that one side took away and the other changed are kept in view: that is a clash.
        let with = |rows: &Rows, side: &ByName<'_>, other: &ByName<'_>| {
            let mut all = names(base);
            all.retain(|k| {
                let (k, gone) = (k.as_str(), !side.contains_key(k.as_str()));
                !gone || base_by.get(k) != other.get(k)
            });
            all.extend(names(rows).into_iter().filter(|k| !base_by.contains_key(k.as_str())));
            all
        };
        let (o, t) = (with(ours, &ours_by, &theirs_by), with(theirs, &theirs_by, &ours_by));
        let order = sequence(&names(base), &o, &t, String::as_str).unwrap_or(o);
        let mut merged = Rows::new();
        for name in order {
            let at = path.join(&name);
            let [b, o, t] = [&base_by, &ours_by, &theirs_by].map(|side| side.get(name.as_str()).copied());
            let row = match (settled(b, o, t), b, o, t) {
                (Some(agreed), ..) => agreed.cloned(),
                (None, Some(b), Some(o), Some(t)) => Some(self.group(inner, b, o, t, &at)),
                // Made by both under one name, as different things perhaps; or changed here and gone there.
                (None, b, o, t) => {
                    let whole = |g: Option<&Group>| g.cloned().map(Value::Group);
                    match self.disagree(&at, whole(b), whole(o), whole(t)) {
                        Some(Value::Group(row)) => Some(row),
                        _ => None,
                    }
                }
            };
            if let Some(row) = row {
                merged.push(&name, row);
            }
        }
        (!merged.is_empty()).then_some(merged)
    }
}

type ByName<'a> = HashMap<&'a str, &'a Group>;

fn by_name(rows: &Rows) -> ByName<'_> {
    rows.iter().collect()
}

/// A group to merge into: none there yet is an empty one, and so is "none" in a base that both left.
fn group_of(value: Option<&Value>, is_base: bool) -> Option<Group> {
    match value {
        None => Some(Group::new()),
        Some(Value::None) if is_base => Some(Group::new()),
        Some(Value::Group(group)) => Some(group.clone()),
        Some(_) => None,
    }
}

fn rows_of(value: Option<&Value>, is_base: bool) -> Option<Rows> {
    match value {
        None => Some(Rows::new()),
        Some(Value::None) if is_base => Some(Rows::new()),
        Some(Value::Rows(rows)) => Some(rows.clone()),
        Some(_) => None,
    }
}

/// A list to merge; one that a side took away or emptied is an answer, not a list.
fn items_of(value: Option<&Value>, is_base: bool) -> Option<&[Value]> {
    match value {
        None | Some(Value::None) if is_base => Some(&[]),
        Some(Value::List(items)) => Some(items),
        _ => None,
    }
}

fn item_key(value: &Value) -> &str {
    match value {
        Value::Text(s) => s,
        Value::Choice(Term { id, .. }) => id,
        Value::Ref(id) => id.as_str(),
        _ => "",
    }
}

/// Two lists that grew from `base`: what neither took away, in the order of the side that changed it,
/// and what either added, behind what it was added after. `None` where that cannot be said: a value
/// stands twice, or both sides changed the order.
fn sequence<T: PartialEq + Clone>(
    base: &[T],
    ours: &[T],
    theirs: &[T],
    key: impl Fn(&T) -> &str,
) -> Option<Vec<T>> {
    let (in_base, in_ours, in_theirs) =
        (Places::of(base, &key), Places::of(ours, &key), Places::of(theirs, &key));
    if !(in_base.unique && in_ours.unique && in_theirs.unique) {
        return None;
    }
    let among = |side: &[T], wanted: &dyn Fn(&T) -> bool| -> Vec<T> {
        side.iter().filter(|x| wanted(x)).cloned().collect()
    };
    let is_old = |x: &T| in_base.get(x, &key).is_some();
    let in_both = |x: &T| in_ours.get(x, &key).is_some() && in_theirs.get(x, &key).is_some();
    let (old, here, there) = (
        among(base, &|x| in_both(x)),
        among(ours, &|x| in_both(x) && is_old(x)),
        among(theirs, &|x| in_both(x) && is_old(x)),
    );
    let kept = if there == old || here == there {
        here
    } else if here == old {
        there
    } else {
        return None;
    };
    let in_kept = Places::of(&kept, &key);
    // What stands after each kept item (and before the first), on each side.
    let added = |side: &[T]| -> Vec<Vec<T>> {
        let mut after: Vec<Vec<T>> = vec![Vec::new(); kept.len() + 1];
        let mut slot = 0;
        for item in side {
            match in_kept.get(item, &key) {
                Some(at) => slot = at + 1,
                None if !is_old(item) => after[slot].push(item.clone()),
                None => {}
            }
        }
        after
    };
    let mut merged: Vec<T> = Vec::new();
    for (slot, (mine, other)) in added(ours).into_iter().zip(added(theirs)).enumerate() {
        if slot > 0 {
            merged.push(kept[slot - 1].clone());
        }
        let first = |items: &[T]| items.iter().map(|x| key(x).to_owned()).collect::<Vec<_>>();
        let (one, two) = if first(&mine) <= first(&other) { (mine, other) } else { (other, mine) };
        merged.extend(one);
        merged.extend(two);
    }
    // What both added stands where it comes first.
    let first_of = Places::of(&merged, &key);
    Some(
        merged
            .iter()
            .enumerate()
            .filter(|(i, x)| first_of.get(x, &key) == Some(*i))
            .map(|(_, x)| x.clone())
            .collect(),
    )
}

/// Where each item of a list stands first.
struct Places<'a, T> {
    items: &'a [T],
    /// By what it says: different values may say the same.
    at: HashMap<&'a str, Vec<usize>>,
    unique: bool,
}

impl<'a, T: PartialEq> Places<'a, T> {
    fn of(items: &'a [T], key: &impl Fn(&T) -> &str) -> Places<'a, T> {
        let mut places = Places { items, at: HashMap::new(), unique: true };
        for (i, item) in items.iter().enumerate() {
            if places.get(item, key).is_some() {
                places.unique = false;
            } else {
                places.at.entry(key(item)).or_default().push(i);
            }
        }
        places
    }

    fn get(&self, item: &T, key: &impl Fn(&T) -> &str) -> Option<usize> {
        let same = self.at.get(key(item))?;
        same.iter().copied().find(|i| self.items.get(*i) == Some(item))
    }
}

#[cfg(test)]
mod tests {
    use super::super::field::fields_of;
    use super::super::id::Id;
    use super::super::kind::Kind;
    use super::*;

    fn record(fields: &[(&str, Value)]) -> Record {
        let mut record = Record::new(RecordId::new(Kind::Activity, Id::parse("paie").unwrap()));
        for (path, value) in fields {
            let path = Path::parse(path).unwrap();
            let id = record.id.clone();
            record.apply(&Change::Set { record: id, path, value: value.clone() }).unwrap();
        }
        record
    }

    fn list(items: &[&str]) -> Value {
        Value::list(items.iter().map(|i| Value::text(*i)).collect())
    }

    fn merged(base: &Record, ours: &Record, theirs: &Record) -> Merged {
        merge(&base.id, Some(base), Some(ours), Some(theirs), &|_| None)
    }

    fn software(base: &[&str], ours: &[&str], theirs: &[&str]) -> Option<Vec<String>> {
        let record = |items| record(&[("software", list(items))]);
        let outcome = merged(&record(base), &record(ours), &record(theirs));
        let items = outcome.record.unwrap().fields.items("software").to_vec();
        outcome.clashes.is_empty().then(|| items.iter().map(|i| i.as_text().unwrap().to_owned()).collect())
    }

    #[test]
    fn lists_take_what_both_added_and_lose_what_either_removed() {
        assert_eq!(software(&["a"], &["a", "x"], &["a", "y"]).unwrap(), ["a", "x", "y"]);
        assert_eq!(software(&["a", "b"], &["b"], &["a", "b", "y"]).unwrap(), ["b", "y"]);
        assert_eq!(software(&["a", "b"], &["x", "a", "b"], &["a", "y", "b"]).unwrap(), ["x", "a", "y", "b"]);
        assert_eq!(
            software(&["a", "b", "c"], &["c", "b", "a"], &["a", "b", "c", "y"]).unwrap(),
            ["c", "y", "b", "a"]
        );
        assert_eq!(software(&[], &["a", "x"], &["x", "y"]).unwrap().len(), 3);
    }

    #[test]
    fn a_list_that_one_emptied_and_the_other_filled_is_a_clash() {
        assert_eq!(software(&["a"], &["a", "x"], &[]), None, "none, and we looked");
        assert_eq!(software(&["a", "b"], &["a"], &["b"]), None, "nobody said that there is none");
        assert_eq!(software(&["a", "b", "c"], &["c", "a", "b"], &["b", "a", "c"]), None, "two orders");
        let full = record(&[("software", list(&["a"]))]);
        let more = record(&[("software", list(&["a", "x"]))]);
        assert_eq!(merged(&full, &more, &record(&[])).clashes.len(), 1, "not known any more");
    }

    #[test]
    fn a_row_that_one_changed_and_the_other_removed_is_a_clash_and_others_go_together() {
        let base = record(&[("data.a.label", Value::text("A")), ("data.b.label", Value::text("B"))]);
        let without = record(&[("data.b.label", Value::text("B"))]);
        let changed = record(&[("data.a.label", Value::text("A2")), ("data.b.label", Value::text("B"))]);
        let other = record(&[("data.a.label", Value::text("A")), ("data.b.label", Value::text("B2"))]);
        let clashes = merged(&base, &without, &changed).clashes;
        assert_eq!(clashes.iter().map(|c| c.path.to_string()).collect::<Vec<_>>(), ["data.a"]);
        let both = merged(&base, &without, &other);
        assert!(both.clashes.is_empty());
        assert_eq!(both.record.unwrap(), record(&[("data.b.label", Value::text("B2"))]));
        // All rows taken away by both, one by one: nobody said that there are none.
        let only_a = record(&[("data.a.label", Value::text("A"))]);
        assert_eq!(merged(&base, &without, &only_a).clashes.len(), 1);
    }

    #[test]
    fn two_new_rows_of_one_name_clash_unless_they_say_the_same() {
        let base = record(&[]);
        let ours = record(&[("data.contact.label", Value::text("Clients"))]);
        let theirs = record(&[("data.contact.items", list(&["sang"]))]);
        let outcome = merged(&base, &ours, &theirs);
        assert_eq!(outcome.clashes.iter().map(|c| c.path.to_string()).collect::<Vec<_>>(), ["data.contact"]);
        let decided = merge(&base.id, Some(&base), Some(&ours), Some(&theirs), &|_| Some(Keep::Theirs));
        assert_eq!(decided.record.unwrap(), theirs);
        assert!(merged(&base, &ours, &ours).clashes.is_empty());
        let more = record(&[("data.contact.label", Value::text("Clients")), ("owner", Value::text("RH"))]);
        assert!(merged(&base, &ours, &more).clashes.is_empty());
    }

    #[test]
    fn a_great_many_rows_and_items_are_merged_at_once() {
        let names: Vec<String> = (0..10_000).map(|n| format!("n{n}")).collect();
        let mut base = record(&[("software", list(&names.iter().map(String::as_str).collect::<Vec<_>>()))]);
        let mut rows = Rows::new();
        let row =
            record(&[("data.a.label", Value::text("A"))]).group(&Path::parse("data.a").unwrap()).cloned();
        names.iter().for_each(|n| rows.push(n, row.clone().unwrap()));
        base.fields.set(fields_of(Kind::Activity), "data", Value::Rows(rows)).unwrap();
        let with = |item: &str| {
            let mut record = base.clone();
            let id = record.id.clone();
            let path = Path::parse("software").unwrap();
            record.apply(&Change::AddItem { record: id.clone(), path, item: Value::text(item) }).unwrap();
            let path = Path::parse(&format!("data.{item}.label")).unwrap();
            record.apply(&Change::Set { record: id, path, value: Value::text(item) }).unwrap();
            record
        };
        let outcome = merged(&base, &with("x"), &with("y"));
        assert!(outcome.clashes.is_empty());
        let record = outcome.record.unwrap();
        assert_eq!(record.fields.items("software").len(), 10_002);
        assert_eq!(record.value(&Path::parse("data").unwrap()).unwrap().as_rows().unwrap().len(), 10_002);
        assert_eq!(changes_between(&base, &record).len(), 3);
    }

    #[test]
    fn what_was_decided_stands() {
        let (base, ours, theirs) = (
            record(&[("owner", Value::text("RH"))]),
            record(&[("owner", Value::text("Nous"))]),
            record(&[("owner", Value::text("Eux"))]),
        );
        for (keep, owner) in [(Keep::Ours, "Nous"), (Keep::Theirs, "Eux")] {
            let outcome = merge(&base.id, Some(&base), Some(&ours), Some(&theirs), &|_| Some(keep));
            assert!(outcome.clashes.is_empty());
            assert_eq!(outcome.record.unwrap().fields.text("owner"), Some(owner));
        }
        let gone = merge(&base.id, Some(&base), None, Some(&theirs), &|_| Some(Keep::Ours));
        assert_eq!(gone, Merged { record: None, clashes: Vec::new() });
    }

    #[test]
    fn the_changes_between_two_versions_lead_from_one_to_the_other() {
        let before = record(&[
            ("owner", Value::text("RH")),
            ("software", list(&["a"])),
            ("data.a.label", Value::text("A")),
            ("data.b.label", Value::text("B")),
            ("information.notice_ref", Value::text("p")),
        ]);
        let after = record(&[
            ("name", Value::text("Paie")),
            ("software", Value::None),
            ("data.b.label", Value::text("B2")),
            ("data.c.items", list(&["x"])),
            ("transfers", Value::None),
        ]);
        let mut made = before.clone();
        for change in changes_between(&before, &after) {
            made.apply(&change).unwrap();
        }
        assert_eq!(made, after);
        assert!(fields_of(Kind::Activity).iter().any(|f| f.key == "information"));
    }
}
