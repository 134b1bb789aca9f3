//! What the workbook readers keep, and what they refuse.

#![allow(clippy::unwrap_used, clippy::panic)]

mod sheets_support;

use chrono::NaiveDate;
use registre::sheet::{Limits, Range, SheetError, Workbook, read};
use sheets_support::*;

fn book(bytes: &[u8]) -> Workbook {
    read(bytes, &Limits::default()).unwrap_or_else(|e| panic!("{e}"))
}

#[test]
fn an_ods_cell_shows_its_text_and_keeps_its_note_apart() {
    let b = book(&ods(
        r#"<table:table table:name="F"><table:table-row><table:table-cell office:value-type="string"><office:annotation><dc:date xmlns:dc="d">2018-01-01</dc:date><text:p>Une <text:span>aide</text:span></text:p><text:p>sur deux lignes</text:p></office:annotation><text:p>Durée de<text:s text:c="2"/>conservation</text:p><text:p>  (mois
        )  </text:p></table:table-cell></table:table-row></table:table>"#,
    ));
    let cell = b.sheets[0].cell(0, 0).unwrap();
    assert_eq!(cell.text, "Durée de  conservation\n(mois )");
    assert_eq!(cell.note.as_deref(), Some("Une aide\nsur deux lignes"));
}

#[test]
fn ods_values_are_shown_as_displayed_and_dates_typed() {
    let b = book(&ods(r#"<table:table table:name="F"><table:table-row>
        <table:table-cell office:value-type="date" office:date-value="2018-05-26"><text:p>26 mai 18</text:p></table:table-cell>
        <table:table-cell office:value-type="date" office:date-value="2018-05-26T10:00:00"/>
        <table:table-cell office:value-type="percentage" office:value="0.125"><text:p>12,5 %</text:p></table:table-cell>
        <table:table-cell office:value-type="boolean" office:boolean-value="true"/>
        <table:table-cell office:value-type="float" office:value="75001"><text:p>75001</text:p></table:table-cell>
        <table:table-cell office:value-type="date" office:date-value="2018-13-45"/>
        </table:table-row></table:table>"#));
    let s = &b.sheets[0];
    let may = NaiveDate::from_ymd_opt(2018, 5, 26);
    assert_eq!((s.text(0, 0), s.cell(0, 0).unwrap().date), ("26 mai 18", may));
    assert_eq!((s.text(0, 1), s.cell(0, 1).unwrap().date), ("26/05/2018", may));
    assert_eq!([s.text(0, 2), s.text(0, 3), s.text(0, 4)], ["12,5 %", "VRAI", "75001"]);
    assert_eq!(s.cell(0, 5).unwrap().date, None);
}

#[test]
fn ods_merges_repetitions_groups_and_drawings_keep_their_addresses() {
    let b = book(&ods(
        r#"<table:table table:name="F"><table:table-row-group><table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>
        <table:table-row><table:table-cell table:number-columns-repeated="2"/><table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="2" office:value-type="string"><draw:frame xmlns:draw="d"><text:p>légende</text:p></draw:frame><text:p>titre</text:p></table:table-cell><table:covered-table-cell/><table:table-cell office:value-type="string" table:number-columns-repeated="2"><text:p>x</text:p></table:table-cell></table:table-row></table:table-row-group>
        <table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="string"><text:p>y</text:p></table:table-cell></table:table-row></table:table>"#,
    ));
    let s = &b.sheets[0];
    assert_eq!(s.merges, [Range::parse("C4:D5").unwrap()]);
    assert_eq!((s.text(3, 2), s.shown(4, 3), s.text(3, 4), s.text(3, 5)), ("titre", "titre", "x", "x"));
    assert_eq!((s.text(4, 0), s.text(5, 0), s.place(5, 0).as_str()), ("y", "y", "F!A6"));
    assert_eq!(s.rows().collect::<Vec<_>>(), [3, 4, 5]);
}

#[test]
fn an_endless_repetition_of_blanks_costs_nothing_and_of_text_is_refused() {
    let blank = ods(
        r#"<table:table table:name="F"><table:table-row table:number-rows-repeated="1000000000"><table:table-cell table:number-columns-repeated="1000000000"/></table:table-row><table:table-row><table:table-cell office:value-type="string"><text:p>trop bas</text:p></table:table-cell></table:table-row></table:table>"#,
    );
    assert!(book(&blank).sheets[0].cells.is_empty());
    for (rows, columns) in [("1000000000", "1"), ("1", "999999999999"), ("1048576", "16384")] {
        let full = ods(&format!(
            r#"<table:table table:name="F"><table:table-row table:number-rows-repeated="{rows}"><table:table-cell table:number-columns-repeated="{columns}" office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row></table:table>"#
        ));
        let result = read(&full, &Limits { cells: 10_000, ..Limits::default() });
        assert!(matches!(result, Err(SheetError::TooBig { .. })), "{rows}×{columns}");
    }
    let spaces = ods(
        r#"<table:table table:name="F"><table:table-row><table:table-cell><text:p><text:s text:c="4000000000"/></text:p></table:table-cell></table:table-row></table:table>"#,
    );
    assert!(matches!(read(&spaces, &Limits::default()), Err(SheetError::TooBig { .. })));
}

#[test]
fn an_xlsx_cell_shows_its_text_and_keeps_its_note_apart() {
    let b = book(&xlsx(
        r#"<sheetData><row r="2"><c r="B2" t="s"><v>0</v></c><c r="C2" s="1"><v>43246</v></c><c r="D2" s="2"><v>1000</v></c><c t="inlineStr"><is><r><t>en </t></r><r><t>ligne</t></r></is></c><c t="b"><v>1</v></c><c s="3"><v>0.5</v></c><c t="str"><f>1+1</f><v>deux</v></c></row><row><c><v>12.5</v></c></row></sheetData><mergeCells><mergeCell ref="B2:B5"/></mergeCells>"#,
        r#"<si><r><t>Nom du </t></r><r><rPr><b/></rPr><t xml:space="preserve"> traitement</t></r><rPh><t>フ</t></rPh></si>"#,
        r#"<comment ref="B2" authorId="0"><text><r><t>Une aide_x000D_
ici</t></r></text></comment><comment ref="H9"><text><t>seule</t></text></comment>"#,
    ));
    let s = &b.sheets[0];
    assert_eq!(s.text(1, 1), "Nom du  traitement");
    assert_eq!(s.cell(1, 1).unwrap().note.as_deref(), Some("Une aide\nici"));
    assert_eq!(s.cell(1, 2).unwrap().date, NaiveDate::from_ymd_opt(2018, 5, 26));
    assert_eq!(
        [s.text(1, 3), s.text(1, 4), s.text(1, 5), s.text(1, 6), s.text(1, 7), s.text(2, 0)],
        ["01000", "en ligne", "VRAI", "50,00 %", "deux", "12,5"]
    );
    assert_eq!((s.shown(4, 1), s.cell(8, 7).unwrap().note.as_deref()), ("Nom du  traitement", Some("seule")));
    assert_eq!((b.sheets[1].name.as_str(), b.sheets[1].hidden), ("Caché", true));
}

#[test]
fn entities_and_document_types_are_refused() {
    let bomb = container(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        (
            "content.xml",
            br#"<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><office:document-content xmlns:office="o"><office:body><office:spreadsheet/></office:body></office:document-content>"#,
        ),
    ]);
    assert_eq!(read(&bomb, &Limits::default()), Err(SheetError::Entities { part: "content.xml".into() }));
    let reference = ods(
        r#"<table:table table:name="F"><table:table-row><table:table-cell><text:p>&b;</text:p></table:table-cell></table:table-row></table:table>"#,
    );
    assert!(matches!(read(&reference, &Limits::default()), Err(SheetError::Entities { .. })));
}

#[test]
fn deep_nesting_many_parts_and_a_bomb_are_refused() {
    let deep = ods(&format!("{}{}", "<x>".repeat(5_000), "</x>".repeat(5_000)));
    assert!(matches!(read(&deep, &Limits::default()), Err(SheetError::TooBig { .. })));

    let names: Vec<String> = (0..50).map(|i| format!("p{i}")).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|n| (n.as_str(), b"".as_slice())).collect();
    let tight = Limits { entries: 40, ..Limits::default() };
    assert!(matches!(read(&container(&many), &tight), Err(SheetError::TooBig { .. })));

    use std::io::Write as _;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    zip.start_file("mimetype", options).unwrap();
    zip.write_all(b"application/vnd.oasis.opendocument.spreadsheet").unwrap();
    zip.start_file("content.xml", options).unwrap();
    zip.write_all(&vec![b' '; 12 << 20]).unwrap();
    let bomb = zip.finish().unwrap().into_inner();
    assert!(matches!(read(&bomb, &Limits::default()), Err(SheetError::TooBig { .. })));
}

#[test]
fn what_is_no_workbook_is_named_for_what_it_is() {
    let say = |bytes: &[u8]| read(bytes, &Limits::default()).unwrap_err();
    assert_eq!(say(b""), SheetError::NotAWorkbook);
    assert_eq!(say(b"Nom;R\xc3\xa9f\n"), SheetError::NotAWorkbook);
    assert_eq!(say(b"<?xml version='1.0'?><office:document office:mimetype='x'/>"), SheetError::FlatXml);
    assert_eq!(
        say(&container(&[("mimetype", b"application/vnd.oasis.opendocument.text")])),
        SheetError::OtherContent
    );
    assert_eq!(say(&container(&[("readme.txt", b"x")])), SheetError::OtherContent);
    let mut ole = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    ole.extend([0; 512]);
    assert_eq!(say(&ole), SheetError::OldExcel);
    ole.extend("EncryptedPackage".bytes().flat_map(|b| [b, 0]));
    assert_eq!(say(&ole), SheetError::Encrypted);
    let locked = container(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", b"<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"),
        ("content.xml", b"\x00\x01"),
    ]);
    assert_eq!(say(&locked), SheetError::Encrypted);
}

#[test]
fn a_file_cut_short_says_that_its_end_is_missing() {
    let whole = ods(r#"<table:table table:name="F"/>"#);
    for cut in [40, whole.len() / 2, whole.len() - 1] {
        assert_eq!(read(&whole[..cut], &Limits::default()), Err(SheetError::Truncated), "cut at {cut}");
    }
}

#[test]
fn every_real_spreadsheet_is_read() {
    let Some(dir) = samples() else { return };
    let all: Vec<_> = [files(&dir, "ods"), files(&dir, "xlsx")].concat();
    assert!(all.len() >= 10);
    for path in all {
        let b = book(&std::fs::read(&path).unwrap());
        assert!(b.sheets.iter().any(|s| s.cells.len() > 5), "{}", path.display());
    }
}

#[test]
fn both_official_editions_hold_their_five_sheets_and_their_hints_as_notes() {
    for (name, bytes) in official() {
        let b = book(&bytes);
        let names: Vec<&str> = b.sheets.iter().map(|s| s.name.as_str()).collect();
        assert_eq!(names.len(), 5, "{name}: {names:?}");
        let example = &b.sheets[3];
        let found = example.cells.values().any(|c| c.text == "5 ans à compter du versement de la paie");
        assert!(found, "{name}");
        assert!(example.cells.values().any(|c| c.note.is_some()), "{name}: hints are notes");
        assert!(!example.merges.is_empty(), "{name}");
    }
}
