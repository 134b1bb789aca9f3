//! Broken registers: whatever the bytes, reading and checking ends, says where, and never panics.

mod common;

use common::{Chance, full_record, rounds};
use rayon::prelude::*;
use registre::check;
use registre::model::{Finding, Kind, Lang, Path, Position, RecordId, Register};
use registre::store::{edit, load};

fn seeds() -> Vec<(RecordId, Vec<u8>)> {
    Kind::ALL
        .into_iter()
        .map(|kind| {
            let record = full_record(kind, "graine", 3);
            let bytes = edit::create(&record);
            (record.id, bytes)
        })
        .collect()
}

const TOKENS: &[&[u8]] = &[
    b"[",
    b"]",
    b"[[",
    b"]]",
    b"{",
    b"}",
    b"\"",
    b"\"\"\"",
    b"'",
    b"=",
    b".",
    b",",
    b"\n",
    b"\r\n",
    b"\r",
    b"\0",
    b"#",
    b"\xff",
    b"\xc3",
    b"\xef\xbb\xbf",
    b"none",
    b"\"none\"",
    b"[]",
    b"{}",
    b"true",
    b"1e400",
    b"-0",
    b"0x7fffffffffffffff",
    b"9999-12-31",
    b"0000-00-00",
    b"P99999Y",
    b"\\u0000",
    b"\\e[31m",
    "\u{202e}".as_bytes(),
    "\u{200b}".as_bytes(),
    b"<<<<<<< HEAD\n",
    b"name = \"x\"\n",
    b"[data.x]\n",
    b"[data]\n",
    b"[[waiver]]\n",
];

fn mutate(bytes: &mut Vec<u8>, chance: &mut Chance) {
    for _ in 0..=chance.below(4) {
        let at = chance.below(bytes.len() + 1);
        match chance.below(6) {
            0 => drop(bytes.splice(at..at, TOKENS[chance.below(TOKENS.len())].iter().copied())),
            1 => {
                let end = (at + chance.below(40)).min(bytes.len());
                bytes.drain(at..end);
            }
            2 if at < bytes.len() => bytes[at] = chance.next() as u8,
            3 => {
                let end = (at + chance.below(200)).min(bytes.len());
                let copy = bytes[at..end].to_vec();
                let to = chance.below(bytes.len() + 1);
                bytes.splice(to..to, copy);
            }
            4 => bytes.truncate(at),
            _ => {
                let token = TOKENS[chance.below(TOKENS.len())].repeat(1 + chance.below(90));
                bytes.splice(at..at, token);
            }
        }
    }
}

fn sound(finding: &Finding, text: &str) {
    for lang in Lang::ALL {
        assert!(!finding.message.get(lang).is_empty());
    }
    if let Some(span) = &finding.span {
        let p = Position::of(text, span.start);
        assert!(p.line >= 1 && p.column >= 1 && span.start <= text.len() + 1, "{finding:?}");
    }
}

#[test]
fn a_hundred_thousand_broken_files_are_read_or_refused() {
    let seeds = seeds();
    let read = (0..rounds(100_000))
        .into_par_iter()
        .filter(|round| {
            let mut chance = Chance::new(*round as u64 + 1);
            let (id, bytes) = &seeds[chance.below(seeds.len())];
            let mut bytes = bytes.clone();
            mutate(&mut bytes, &mut chance);
            let (record, findings) = load::parse(id, &bytes);
            let text = load::readable_part(&bytes);
            findings.iter().for_each(|f| sound(f, text));
            assert!(record.is_some() || !findings.is_empty(), "refused without a word (round {round})");
            let Some(record) = record else { return false };
            let mut register = Register::new();
            register.insert(record);
            // On a day on which every rule of today is in force.
            let found = check::check(&register, chrono::NaiveDate::from_ymd_opt(2026, 11, 23).unwrap());
            found.iter().for_each(|f| sound(f, text));
            if let Some(f) = found.first() {
                let _ = registre::store::places::locate(text, &f.path);
            }
            true
        })
        .count();
    assert!(read > 0, "no mutated file could be read: the mutations prove nothing");
}

#[test]
fn hostile_files_are_refused_with_a_reason_and_in_time() {
    let id = RecordId::organisation();
    let deep_arrays = format!("name = {}{}", "[".repeat(500_000), "]".repeat(500_000));
    let deep_tables = format!("[{}a]", "a.".repeat(100_000));
    let deep_inline = "a = ".to_owned() + &"{a = ".repeat(100_000);
    let many_keys: String = (0..60_000).map(|i| format!("k{i} = 1\n")).collect();
    let one_word = format!("name = \"{}\"", "é".repeat(400_000));
    let no_word = format!("language = \"{}\"", "fr".repeat(400_000));
    let no_key = format!("{} = 1", "name".repeat(200_000));
    for (what, text) in [
        ("arrays", deep_arrays),
        ("tables", deep_tables),
        ("inline", deep_inline),
        ("keys", many_keys),
        ("word", one_word),
        ("no word of a list", no_word),
        ("no key", no_key),
    ] {
        let (record, findings) = load::parse(&id, text.as_bytes());
        assert!(record.is_some() || !findings.is_empty(), "{what}");
        findings.iter().for_each(|f| sound(f, &text));
    }
}

#[test]
fn every_field_of_every_kind_is_read_back_as_it_was_written() {
    for (id, bytes) in seeds() {
        let (record, findings) = load::parse(&id, &bytes);
        assert_eq!(findings, [], "{id}\n{}", String::from_utf8_lossy(&bytes));
        assert_eq!(record, Some(full_record(id.kind, "graine", 3)));
        assert!(
            registre::store::places::locate(
                &String::from_utf8(bytes).unwrap(),
                &Path::parse("name").unwrap()
            )
            .is_some()
        );
    }
}
