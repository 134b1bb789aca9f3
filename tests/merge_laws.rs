//! Laws of merging two versions of a record that grew from one, on random records and random work.

mod common;

use common::{Chance, any_change, leaves, record_for, rounds};
use rayon::prelude::*;
use registre::model::diff::diff_records;
use registre::model::merge::{Clash, Keep, Merged, changes_between, merge};
use registre::model::{Change, Field, Group, Path, Record, Value};
use registre::store::{edit, load};
use std::collections::BTreeSet;

/// The record after some changes.
fn worked_on(record: &Record, acts: usize, chance: &mut Chance) -> Record {
    let mut after = record.clone();
    for _ in 0..acts {
        let change = any_change(&after, chance);
        let _ = after.apply(&change);
    }
    after
}

fn triple(round: usize) -> (Record, Record, Record, Chance) {
    let mut chance = Chance::new(round as u64 + 1);
    let base = record_for(&mut chance);
    let acts = 1 + chance.below(5);
    let ours = worked_on(&base, acts, &mut chance);
    let theirs = worked_on(&base, acts, &mut chance);
    (base, ours, theirs, chance)
}

fn merged(base: &Record, ours: &Record, theirs: &Record) -> Merged {
    merge(&base.id, Some(base), Some(ours), Some(theirs), &|_| None)
}

/// The order of rows is that of the file; it says nothing.
fn same(a: &Record, b: &Record) -> bool {
    fn group(a: &Group, b: &Group) -> bool {
        a.iter().count() == b.iter().count()
            && a.iter().all(|(f, v)| b.get(f.key).is_some_and(|w| value(v, w)))
    }
    fn value(a: &Value, b: &Value) -> bool {
        match (a, b) {
            (Value::Group(a), Value::Group(b)) => group(a, b),
            (Value::Rows(a), Value::Rows(b)) => {
                a.len() == b.len() && a.iter().all(|(k, g)| b.get(k).is_some_and(|h| group(g, h)))
            }
            (a, b) => a == b,
        }
    }
    group(&a.fields, &b.fields)
}

#[test]
fn merging_with_oneself_or_with_the_base_changes_nothing() {
    (0..rounds(1000)).into_par_iter().for_each(|round| {
        let (base, ours, ..) = triple(round);
        let unclashed = |m: Merged| {
            assert!(m.clashes.is_empty(), "round {round}");
            m.record.unwrap()
        };
        assert_eq!(unclashed(merged(&base, &ours, &ours)), ours);
        assert_eq!(unclashed(merged(&base, &base, &ours)), ours);
        assert_eq!(unclashed(merged(&base, &ours, &base)), ours);
    });
}

#[test]
fn merging_is_symmetric() {
    (0..rounds(3000)).into_par_iter().for_each(|round| {
        let (base, ours, theirs, _) = triple(round);
        let (one, two) = (merged(&base, &ours, &theirs), merged(&base, &theirs, &ours));
        let turned = |c: Clash| Clash { ours: c.theirs, theirs: c.ours, ..c };
        let two_clashes: Vec<Clash> = two.clashes.into_iter().map(turned).collect();
        assert_eq!(one.clashes.len(), two_clashes.len(), "round {round}");
        assert!(one.clashes.iter().all(|c| two_clashes.contains(c)), "round {round}");
        if one.clashes.is_empty() {
            assert_eq!(one.record, two.record, "round {round}");
        }
        // Decided, each side stands as it was decided.
        let decided = |keep| merge(&base.id, Some(&base), Some(&ours), Some(&theirs), &|_| Some(keep));
        let mirrored = merge(&base.id, Some(&base), Some(&theirs), Some(&ours), &|_| Some(Keep::Ours));
        assert!(same(&decided(Keep::Theirs).record.unwrap(), &mirrored.record.unwrap()), "round {round}");
    });
}

/// What each plain field says, lists item by item.
fn said(record: &Record) -> BTreeSet<(Path, String)> {
    let mut fields: Vec<(Path, &'static Field)> = Vec::new();
    leaves(&record.fields, &Path::root(), &mut fields);
    let values = fields.into_iter().filter_map(|(path, _)| Some((path.clone(), record.value(&path)?)));
    values
        .flat_map(|(path, value)| match value {
            Value::List(items) => items.iter().map(|i| (path.clone(), format!("{i:?}"))).collect::<Vec<_>>(),
            value => vec![(path, format!("{value:?}"))],
        })
        .collect()
}

#[test]
fn nothing_added_is_lost_and_nothing_removed_comes_back_unless_it_is_said() {
    (0..rounds(3000)).into_par_iter().for_each(|round| {
        let (base, ours, theirs, _) = triple(round);
        let outcome = merged(&base, &ours, &theirs);
        let clashed = |path: &Path| outcome.clashes.iter().any(|c| c.path.holds(path) || path.holds(&c.path));
        let result = said(outcome.record.as_ref().unwrap());
        let before = said(&base);
        let (here, there) = (said(&ours), said(&theirs));
        for side in [&here, &there] {
            for (path, value) in side.difference(&before) {
                let there = result.contains(&(path.clone(), value.clone()));
                assert!(there || clashed(path), "round {round}: {path} lost {value}");
            }
            for (path, value) in before.difference(side) {
                let gone = !result.contains(&(path.clone(), value.clone()));
                assert!(gone || clashed(path), "round {round}: {path} got back {value}");
            }
        }
        // Nothing is there that nobody said.
        let stray = result.iter().find(|said| !here.contains(*said) && !there.contains(*said));
        assert_eq!(stray, None, "round {round}");
    });
}

#[test]
fn the_changes_between_two_versions_make_one_of_the_other_in_the_file_too() {
    (0..rounds(2000)).into_par_iter().for_each(|round| {
        let (_, ours, theirs, _) = triple(round);
        let mut made = ours.clone();
        let mut bytes = edit::create(&ours);
        for change in changes_between(&ours, &theirs) {
            made.apply(&change).unwrap_or_else(|e| panic!("round {round}: {e:?}"));
            let text = String::from_utf8_lossy(&bytes).into_owned();
            bytes = edit::apply(&bytes, &change)
                .unwrap_or_else(|e| panic!("round {round}: {e:?} {change:?}\n{text}"));
        }
        assert!(same(&made, &theirs), "round {round}");
        let read = load::parse(&theirs.id, &bytes).0.unwrap();
        assert!(
            same(&read, &theirs),
            "round {round}: {:#?}\n{}",
            diff_records(&read, &theirs),
            String::from_utf8_lossy(&bytes)
        );
    });
}

/// What `registre diff` tells is all that lies between two versions: done to the one it makes the other, and
/// undone, it makes the one again.
#[test]
fn a_diff_done_to_the_one_makes_the_other() {
    (0..rounds(1000)).into_par_iter().for_each(|round| {
        let (a, b, ..) = triple(round);
        for (from, to) in [(&a, &b), (&b, &a)] {
            let mut made = from.clone();
            for change in diff_records(from, to) {
                let (record, path) = (from.id.clone(), change.path);
                let act = match change.after {
                    Some(value) => Change::Set { record, path, value },
                    None => Change::Unset { record, path },
                };
                made.apply(&act).unwrap_or_else(|e| panic!("round {round}: {e:?}"));
            }
            assert!(same(&made, to), "round {round}: {:?}", diff_records(&made, to));
        }
    });
}
