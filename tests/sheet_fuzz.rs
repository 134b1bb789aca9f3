//! Mutated workbooks: the reader answers each of them, with a workbook or an error, in bounded memory.
//!
//! `REGISTRE_FUZZ` sets how many are tried (2,000 otherwise).

#![allow(clippy::unwrap_used, clippy::panic)]

mod common;
mod sheets_support;

use registre::import::cnil::{Options, import};
use registre::model::{Kind, Register};
use registre::sheet::write::{Book, Page, Style};
use registre::sheet::{Limits, Range, read, write_ods};
use sheets_support::*;

/// Words that change the meaning of what they land in.
const WORDS: [&str; 28] = [
    "table:number-rows-repeated=\"1000000000\"",
    "table:number-columns-repeated=\"1000000000\"",
    "table:number-rows-repeated=\"1048576\"",
    "table:number-columns-spanned=\"4294967295\"",
    "table:number-rows-spanned=\"99999999999999999999\"",
    "<text:s text:c=\"4294967295\"/>",
    "<table:table-cell>",
    "</table:table-cell>",
    "<table:table-row>",
    "</table:table-row>",
    "<table:table table:name=\"x\">",
    "</office:spreadsheet>",
    "<!DOCTYPE a [<!ENTITY b \"c\">]>",
    "&b;",
    "&#0;",
    "&#xFFFFFFFF;",
    "<![CDATA[",
    "]]>",
    "<!--",
    "<?x",
    "<mergeCell ref=\"A1:XFD1048576\"/>",
    "r=\"XFD1048577\"",
    "r=\"4294967295\"",
    "t=\"s\"><v>4294967295</v>",
    "date1904=\"1\"",
    "s=\"99999\"",
    "_xFFFF_",
    "Target=\"../../../../workbook.xml\"",
];

fn seeds() -> Vec<Vec<u8>> {
    let mut page = Page::named("Fiche");
    page.put(0, 0, "Nom du traitement", Style::default()).note = Some("aide".into());
    page.put(1, 1, "Paie\n  et congés", Style::default());
    page.merge(Range::sized(1, 1, 2, 3));
    page.put_date(2, 0, chrono::NaiveDate::from_ymd_opt(2024, 1, 1).unwrap(), Style::default());
    let book = Book { language: "fr-FR".into(), pages: vec![page], ..Book::default() };
    // A filled register, which the import goes through whole.
    let mut organisation = Register::new();
    organisation.insert(common::full_record(Kind::Organisation, "register", 1));
    for (i, kind) in [Kind::Activity, Kind::Purpose, Kind::Retention, Kind::Processor].into_iter().enumerate()
    {
        for n in 0..3 {
            organisation.insert(common::full_record(kind, &format!("{}-{n}", kind.word()), n + i));
        }
    }
    vec![
        registre::export::cnil_ods::export(&organisation).unwrap().bytes,
        write_ods(&book).unwrap(),
        ods(
            r#"<table:table table:name="F"><table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="4" office:value-type="string"><office:annotation><text:p>n</text:p></office:annotation><text:p>a<text:s text:c="2"/>b</text:p></table:table-cell><table:covered-table-cell/></table:table-row></table:table>"#,
        ),
        xlsx(
            r#"<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c s="1"><v>43246</v></c><c t="inlineStr"><is><t>x</t></is></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells>"#,
            "<si><r><t>Nom_x000D_</t></r><rPh><t>n</t></rPh></si>",
            r#"<comment ref="A1"><text><t>note</t></text></comment>"#,
        ),
    ]
}

/// One to four small damages at random places.
fn mutate(bytes: &mut Vec<u8>, dice: &mut Dice) {
    for _ in 0..=dice.below(4) {
        if bytes.is_empty() {
            return;
        }
        let at = dice.below(bytes.len());
        let end = (at + 1 + dice.below(64)).min(bytes.len());
        match dice.below(8) {
            0 => bytes[at] ^= 1 << dice.below(8),
            1 => bytes[at] = [0, 0xFF, b'<', b'>', b'&', b'"', b'=', b'9'][dice.below(8)],
            2 => {
                bytes.drain(at..end);
            }
            3 => {
                let chunk = bytes[at..end].to_vec();
                bytes.splice(at..at, chunk.repeat(1 + dice.below(50)));
            }
            4 => bytes.truncate(at),
            5 => {
                let to = dice.below(bytes.len());
                let chunk = bytes[at..end].to_vec();
                bytes.splice(to..to, chunk);
            }
            6 => {
                // Where an attribute may stand, one lands; elsewhere the word is text.
                let space = bytes[at..].iter().position(|b| *b == b' ').map_or(at, |p| at + p);
                let word = format!(" {} ", WORDS[dice.below(WORDS.len())]);
                bytes.splice(space..space, word.bytes());
            }
            _ => {
                let word = WORDS[dice.below(WORDS.len())];
                bytes.splice(at..at, word.bytes());
            }
        }
    }
}

/// A damaged part in a sound container, which is where a reader can be led astray.
fn mutate_inside(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut parts = parts(bytes);
    let big = parts.iter().position(|(n, _)| n == "content.xml" || n.ends_with("sheet1.xml")).unwrap_or(0);
    let which = if dice.below(3) == 0 { dice.below(parts.len()) } else { big };
    mutate(&mut parts[which].1, dice);
    let borrowed: Vec<(&str, &[u8])> = parts.iter().map(|(n, b)| (n.as_str(), b.as_slice())).collect();
    container(&borrowed)
}

fn peak_kib() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|l| l.strip_prefix("VmHWM:"))?.trim().split(' ').next()?.parse().ok()
}

#[test]
fn no_mutated_workbook_makes_the_reader_panic_hang_or_swell() {
    let rounds: usize = std::env::var("REGISTRE_FUZZ").ok().and_then(|n| n.parse().ok()).unwrap_or(2_000);
    let small = seeds();
    let real: Vec<Vec<u8>> = official().into_iter().map(|(_, b)| b).collect();
    let limits = Limits { cells: 20_000, text_bytes: 8 << 20, ..Limits::default() };
    let mut dice = Dice::new(2018);
    let (mut read_well, mut refused) = (0, 0);
    for round in 0..rounds {
        let seed = if round % 20 == 0 && !real.is_empty() {
            &real[dice.below(real.len())]
        } else {
            &small[dice.below(small.len())]
        };
        let input = if dice.below(3) == 0 {
            let mut bytes = seed.clone();
            mutate(&mut bytes, &mut dice);
            bytes
        } else {
            mutate_inside(seed, &mut dice)
        };
        match read(&input, &limits) {
            Ok(book) => {
                // What was read goes on into the import, which answers too.
                let _ =
                    import(&book, &Register::new(), &Options { with_example: true, ..Options::default() });
                assert!(book.sheets.iter().map(|s| s.cells.len()).sum::<usize>() <= limits.cells);
                read_well += 1;
            }
            Err(e) => {
                assert!(!e.message().get(registre::model::message::Lang::Fr).contains('{'));
                refused += 1;
            }
        }
    }
    // Were all of one kind, the mutations would not reach the code they are meant for.
    assert!(read_well > rounds / 20 && refused > rounds / 20, "{read_well} read, {refused} refused");
    if let Some(peak) = peak_kib() {
        assert!(peak < 512 << 10, "peak memory {peak} KiB");
    }
}
