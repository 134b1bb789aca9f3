//! Two versions of a record that grew from one: what they say together, and where they disagree.
//!
//! The laws (tests below): merging is symmetric; with itself or with the base it changes nothing; nothing
//! that one side added is lost; where both changed the same thing to different ends, that is said, never
//! chosen.

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
                for (key, _) in old.iter().filter(|(k, _)| new.get(k).is_none()) {
                    out.push(Change::Unset { record: id.clone(), path: path.join(key) });
                }
                for (key, row) in new.iter() {
                    match old.get(key) {
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
        let names = |rows: &Rows| rows.iter().map(|(k, _)| k.to_owned()).collect::<Vec<_>>();
        // Names that one side took away and the other changed are kept in view: that is a clash.
        let union = |side: &Rows, other: &Rows| {
            let touched = |k: &str| base.get(k) != other.get(k);
            names(base).into_iter().filter(|k| side.get(k).is_none() && touched(k)).collect::<Vec<_>>()
        };
        let (gone_here, gone_there) = (union(ours, theirs), union(theirs, ours));
        let with = |rows: &Rows, gone: &[String]| {
            let mut all = names(base);
            all.retain(|k| rows.get(k).is_some() || gone.contains(k));
            all.extend(names(rows).into_iter().filter(|k| base.get(k).is_none()));
            all
        };
        let (b, o, t) = (names(base), with(ours, &gone_here), with(theirs, &gone_there));
        let order = sequence(&b, &o, &t, String::as_str).unwrap_or(o);
        let mut merged = Rows::new();
        for name in order {
            let at = path.join(&name);
            let (b, o, t) = (base.get(&name), ours.get(&name), theirs.get(&name));
            let row = match (settled(b, o, t), o, t) {
                (Some(agreed), ..) => agreed.cloned(),
                (None, Some(o), Some(t)) => {
                    let nothing = Group::new();
                    Some(self.group(inner, b.unwrap_or(&nothing), o, t, &at))
                }
                (None, o, t) => {
                    let whole = |g: Option<&Group>| g.cloned().map(Value::Group);
                    match self.disagree(&at, whole(b), whole(o), whole(t)) {
                        Some(Value::Group(row)) => Some(row),
                        _ => None,
                    }
                }
            };
            if let Some(row) = row {
                merged.set(&name, row);
            }
        }
        (!merged.is_empty()).then_some(merged)
    }
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
    let unique = |items: &[T]| items.iter().enumerate().all(|(i, x)| !items[..i].contains(x));
    if !(unique(base) && unique(ours) && unique(theirs)) {
        return None;
    }
    let among = |side: &[T], wanted: &dyn Fn(&T) -> bool| -> Vec<T> {
        side.iter().filter(|x| wanted(x)).cloned().collect()
    };
    let in_both = |x: &T| ours.contains(x) && theirs.contains(x);
    let (old, here, there) = (
        among(base, &|x| in_both(x)),
        among(ours, &|x| in_both(x) && base.contains(x)),
        among(theirs, &|x| in_both(x) && base.contains(x)),
    );
    let kept = if there == old || here == there {
        here
    } else if here == old {
        there
    } else {
        return None;
    };
    // What stands after each kept item (and before the first), on each side.
    let added = |side: &[T]| -> Vec<Vec<T>> {
        let mut after: Vec<Vec<T>> = vec![Vec::new(); kept.len() + 1];
        let mut slot = 0;
        for item in side {
            match kept.iter().position(|k| k == item) {
                Some(at) => slot = at + 1,
                None if !base.contains(item) => after[slot].push(item.clone()),
                None => {}
            }
        }
        after
    };
    let mut merged: Vec<T> = Vec::new();
    let push = |items: Vec<T>, merged: &mut Vec<T>| {
        for item in items {
            if !merged.contains(&item) {
                merged.push(item);
            }
        }
    };
    for (slot, (mine, other)) in added(ours).into_iter().zip(added(theirs)).enumerate() {
        if slot > 0 {
            push(vec![kept[slot - 1].clone()], &mut merged);
        }
        let first = |items: &[T]| items.iter().map(|x| key(x).to_owned()).collect::<Vec<_>>();
        let (one, two) = if first(&mine) <= first(&other) { (mine, other) } else { (other, mine) };
        push(one, &mut merged);
        push(two, &mut merged);
    }
    Some(merged)
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
