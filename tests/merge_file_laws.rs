//! Laws of merging a record's file for git, on random records, random work and random comments.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{Chance, any_change, record_for, rounds};
use rayon::prelude::*;
use registre::model::diff::diff_records;
use registre::model::merge::{Keep, merge as merge_records};
use registre::model::{Change, Record, RecordId};
use registre::ops::merge_file::{Markers, MergedFile, merge};
use registre::store::{edit, load};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Three texts of one record: both sides edited it as the program does, and wrote comments.
struct Triple {
    id: RecordId,
    base: Vec<u8>,
    ours: Vec<u8>,
    theirs: Vec<u8>,
}

fn worked_on(text: &[u8], record: &Record, side: &str, acts: usize, chance: &mut Chance) -> Vec<u8> {
    let (mut text, mut record) = (text.to_vec(), record.clone());
    for n in 0..acts {
        if chance.below(6) == 0 {
            text = with_comment(&text, &format!("# {side} {n}\n"), chance);
            continue;
        }
        let change = any_change(&record, chance);
        // A row that is called otherwise takes the other side’s edits along, which the records alone cannot tell.
        if matches!(change, Change::RenameRow { .. }) {
            continue;
        }
        let Ok(edited) = edit::apply(&text, &change) else { continue };
        text = edited;
        record = load::parse(&record.id, &text).0.unwrap();
    }
    text
}

/// The text with a comment of its own line, never within a value.
fn with_comment(text: &[u8], comment: &str, chance: &mut Chance) -> Vec<u8> {
    let text = String::from_utf8(text.to_vec()).unwrap();
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let before = chance.below(lines.len() + 1);
    let commented = [&lines[..before].concat(), comment, &lines[before..].concat()].concat();
    let id = RecordId::organisation();
    match load::parse(&id, commented.as_bytes()).0.is_some()
        && edit::comments(commented.as_bytes()).len() > edit::comments(text.as_bytes()).len()
    {
        true => commented.into_bytes(),
        false => text.into_bytes(),
    }
}

fn triple(round: usize, most: usize) -> Triple {
    let mut chance = Chance::new(round as u64 + 1);
    let record = record_for(&mut chance);
    let mut base = edit::create(&record);
    for n in 0..chance.below(4) {
        base = with_comment(&base, &format!("# base {n}\n"), &mut chance);
    }
    // Written by other hands, one line a list.
    if chance.below(3) == 0 {
        let table: toml::Table = std::str::from_utf8(&base).unwrap().parse().unwrap();
        base = toml::to_string(&table).unwrap().into_bytes();
    }
    let acts = 1 + chance.below(most);
    let mut ours = worked_on(&base, &record, "ours", acts, &mut chance);
    // One side put the file in order.
    if chance.below(4) == 0 {
        ours = edit::canonical(&record.id, &ours).unwrap_or(ours);
    }
    let theirs = worked_on(&base, &record, "theirs", acts, &mut chance);
    Triple { id: record.id, base, ours, theirs }
}

fn merged(t: &Triple) -> MergedFile {
    merge(Some(&t.id), &t.base, &t.ours, &t.theirs, &Markers::default())
}

fn record(id: &RecordId, text: &[u8]) -> Record {
    load::parse(id, text).0.unwrap_or_else(|| panic!("{}", String::from_utf8_lossy(text)))
}

/// The text with one side of every conflict.
fn side(text: &[u8], wanted: &str) -> String {
    let mut inside: Option<String> = None;
    let mut out = String::new();
    for line in String::from_utf8(text.to_vec()).unwrap().split_inclusive('\n') {
        match line.get(..7) {
            Some(mark @ ("<<<<<<<" | "|||||||" | "=======")) => inside = Some(mark.to_owned()),
            Some(">>>>>>>") => inside = None,
            _ if inside.as_deref().is_none_or(|m| m == wanted) => out.push_str(line),
            _ => {}
        }
    }
    out
}

#[test]
fn merging_with_oneself_or_with_the_base_changes_no_byte() {
    (0..rounds(100)).into_par_iter().for_each(|round| {
        let t = triple(round, 5);
        let of = |b: &[u8], o: &[u8], t2: &[u8]| merge(Some(&t.id), b, o, t2, &Markers::default());
        assert_eq!(of(&t.base, &t.ours, &t.ours).bytes, t.ours);
        assert_eq!(of(&t.base, &t.base, &t.theirs).bytes, t.theirs);
        assert_eq!(of(&t.base, &t.ours, &t.base).bytes, t.ours);
    });
}

#[test]
fn a_clean_merge_says_what_both_say_and_keeps_every_comment() {
    let (all, asked) = (rounds(400), AtomicUsize::new(0));
    (0..all).into_par_iter().for_each(|round| {
        let t = triple(round, 5);
        let outcome = merged(&t);
        let [b, o, th] = [&t.base, &t.ours, &t.theirs].map(|text| record(&t.id, text));
        let wanted = merge_records(&t.id, Some(&b), Some(&o), Some(&th), &|_| None);
        let shown = || String::from_utf8_lossy(&outcome.bytes).into_owned();
        if outcome.conflicts > 0 {
            // A format that is newer than the program is merged by lines, for one.
            asked.fetch_add(usize::from(wanted.clashes.is_empty()), Ordering::Relaxed);
            return;
        }
        assert!(wanted.clashes.is_empty(), "round {round}: a clash was passed over");
        let read = record(&t.id, &outcome.bytes);
        let differ = diff_records(&read, &wanted.record.unwrap());
        assert!(differ.is_empty(), "round {round}: {differ:#?}\n{}", shown());
        let before = edit::comments(&t.base);
        let kept = edit::comments(&outcome.bytes);
        for comment in edit::comments(&t.ours).iter().chain(&edit::comments(&t.theirs)) {
            if !before.contains(comment) {
                assert!(kept.contains(comment), "round {round}: {comment} is lost\n{}", shown());
            }
        }
    });
    let asked = asked.into_inner();
    assert!(asked * 100 <= all, "{asked} of {all} ask although nobody contradicts anybody");
}

#[test]
fn a_clash_is_marked_and_each_side_can_be_taken() {
    let (clashed, by_fields) = (AtomicUsize::new(0), AtomicUsize::new(0));
    (0..rounds(150)).into_par_iter().for_each(|round| {
        let t = triple(round, 8);
        let [b, o, th] = [&t.base, &t.ours, &t.theirs].map(|text| record(&t.id, text));
        let merged_with = |keep| merge_records(&t.id, Some(&b), Some(&o), Some(&th), &|_| keep);
        let wanted = merged_with(None);
        if wanted.clashes.is_empty() {
            return;
        }
        let outcome = merged(&t);
        clashed.fetch_add(1, Ordering::Relaxed);
        assert!(outcome.conflicts > 0, "round {round}");
        if outcome.clashes.is_empty() {
            return;
        }
        by_fields.fetch_add(1, Ordering::Relaxed);
        assert_eq!(outcome.clashes, wanted.clashes, "round {round}");
        // With ours everywhere it says what was merged with ours at each clash; with theirs likewise.
        for (marker, side_wanted) in [
            ("<<<<<<<", wanted.record.unwrap()),
            ("=======", merged_with(Some(Keep::Theirs)).record.unwrap()),
        ] {
            let taken = record(&t.id, side(&outcome.bytes, marker).as_bytes());
            let differ = diff_records(&taken, &side_wanted);
            assert!(differ.is_empty(), "round {round}, {marker}: {differ:#?}");
        }
    });
    let (clashed, by_fields) = (clashed.into_inner(), by_fields.into_inner());
    assert!(clashed > 10 && by_fields * 100 >= clashed * 95, "{by_fields} of {clashed} by fields");
}

#[test]
fn merging_is_symmetric_in_what_it_says() {
    (0..rounds(200)).into_par_iter().for_each(|round| {
        let t = triple(round, 5);
        let one = merged(&t);
        let turned =
            Triple { ours: t.theirs.clone(), theirs: t.ours.clone(), base: t.base.clone(), id: t.id.clone() };
        let two = merged(&turned);
        assert_eq!(one.conflicts == 0, two.conflicts == 0, "round {round}");
        if one.conflicts == 0 {
            let differ = diff_records(&record(&t.id, &one.bytes), &record(&t.id, &two.bytes));
            assert!(differ.is_empty(), "round {round}: {differ:#?}");
        }
    });
}

/// How often a merge asks a person, by fields and by lines alone.
#[test]
fn merging_by_fields_asks_less_often_than_by_lines() {
    let all = rounds(150);
    let count = |by: fn(&Triple) -> MergedFile| {
        (0..all).into_par_iter().filter(|r| by(&triple(*r, 5)).conflicts > 0).count()
    };
    let (fields, lines) =
        (count(merged), count(|t| merge(None, &t.base, &t.ours, &t.theirs, &Markers::default())));
    println!("of {all} merges {fields} ask by fields, {lines} by lines");
    assert!(fields < lines, "{fields} by fields, {lines} by lines");
}

#[test]
fn what_is_no_record_is_merged_by_lines_and_nothing_of_it_is_lost() {
    let (base, ours, theirs) = (b"name = \"a\nx\n", b"name = \"a\nx\ny\n", b"name = \"b\nx\n");
    let id = RecordId::from_path("purposes/a.toml").unwrap();
    let outcome = merge(Some(&id), base, ours, theirs, &Markers::default());
    assert_eq!((outcome.conflicts, outcome.bytes.as_slice()), (0, &b"name = \"b\nx\ny\n"[..]));
    let outcome = merge(Some(&id), b"", b"\xff\xfe\n", b"name = \"b\"\n", &Markers::default());
    assert_eq!(outcome.conflicts, 1);
    assert!(outcome.bytes.windows(2).any(|w| w == b"\xff\xfe"));
}

#[test]
fn lines_that_go_together_and_mean_nothing_together_are_a_conflict() {
    // Each adds the same key at another place: as lines they go together, as TOML they do not.
    let base = "name = \"a\"\nx-one = 1\nx-two = 2\nx-three = 3\n";
    let ours = "x-four = 4\nname = \"a\"\nx-one = 1\nx-two = 2\nx-three = 3\n";
    let theirs = "name = \"a\"\nx-one = 1\nx-two = 2\nx-three = 3\nx-four = 5\n";
    let id = RecordId::from_path("purposes/a.toml").unwrap();
    let outcome = merge(Some(&id), base.as_bytes(), ours.as_bytes(), theirs.as_bytes(), &Markers::default());
    assert!(outcome.conflicts > 0, "{}", String::from_utf8_lossy(&outcome.bytes));
}
