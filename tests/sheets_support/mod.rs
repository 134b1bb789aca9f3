//! What the spreadsheet tests share: where the samples are, hand-made containers, a reproducible source of
//! mutations, and LibreOffice where it is installed.
#![allow(dead_code, clippy::unwrap_used, clippy::panic)]

pub mod hand;
#[path = "../tools/mod.rs"]
mod tools;

use std::io::{Cursor, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use registre::sheet::Sheet;
use registre::sheet::write::{Entry, Page, Style, Value};
pub use tools::absent;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// The folder of real-world samples, or a loud line when it is not there.
pub fn samples() -> Option<PathBuf> {
    let dir = match std::env::var_os("REGISTRE_SAMPLES") {
        Some(dir) => PathBuf::from(dir),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/samples"),
    };
    if dir.is_dir() {
        return Some(dir);
    }
    absent(&format!("THE SAMPLES ({})", dir.display()), "real spreadsheets were not looked at");
    None
}

/// All files below `dir` with that extension, in a fixed order.
pub fn files(dir: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut todo = vec![dir.to_owned()];
    while let Some(dir) = todo.pop() {
        for entry in std::fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                todo.push(path);
            } else if path.extension().is_some_and(|e| e == extension) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The two editions of the authority's simplified register.
pub fn official() -> Vec<(String, Vec<u8>)> {
    let Some(dir) = samples() else { return Vec::new() };
    let files = files(&dir.join("cnil-template"), "ods");
    assert_eq!(files.len(), 2, "both editions of the official file");
    files
        .iter()
        .map(|f| (f.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(f).unwrap()))
        .collect()
}

/// A sheet that was read, as one that can be filled in and written again.
pub fn page_of(sheet: &Sheet) -> Page {
    let mut page = Page { hidden: sheet.hidden, ..Page::named(sheet.name.clone()) };
    for (&(row, col), cell) in &sheet.cells {
        let entry = match cell.date {
            Some(date) => page.put_date(row, col, date, Style::default()),
            None => page.put(row, col, cell.text.clone(), Style::default()),
        };
        entry.note = cell.note.clone();
    }
    sheet.merges.iter().for_each(|m| page.merge(*m));
    page
}

/// Fills the cell of that address.
pub fn fill(page: &mut Page, at: &str, text: &str) {
    let (row, col) = registre::sheet::parse_address(at).unwrap();
    page.put(row, col, text, Style::default());
}

/// Fills cells of the row whose first cell holds that label: `("E", text)` for column E.
pub fn fill_row(page: &mut Page, label: &str, cells: &[(&str, &str)]) {
    let is = |entry: &Entry| matches!(&entry.value, Value::Text(t) if words(t) == words(label));
    let row = page.cells.iter().find(|((_, col), entry)| *col == 0 && is(entry)).map(|((row, _), _)| row + 1);
    let row = row.unwrap_or_else(|| panic!("the official sheet has no row “{label}”"));
    for (column, text) in cells {
        fill(page, &format!("{column}{row}"), text);
    }
}

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

/// A zip container of the given parts, not compressed.
pub fn container(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, body) in parts {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        zip.start_file(*name, options).unwrap();
        zip.write_all(body).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The parts of a container, pictures left out.
pub fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut found = Vec::new();
    for i in 0..zip.len() {
        let mut file = zip.by_index(i).unwrap();
        let name = file.name().unwrap().into_owned();
        if name.ends_with('/') || name.ends_with(".png") {
            continue;
        }
        let mut body = Vec::new();
        file.read_to_end(&mut body).unwrap();
        found.push((name, body));
    }
    found
}

/// An OpenDocument file around a `content.xml` body of tables.
pub fn ods(tables: &str) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"#
    );
    container(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
    ])
}

/// A small Office Open XML file around the inside of one worksheet.
pub fn xlsx(sheet: &str, strings: &str, comments: &str) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    container(&[
        (
            "[Content_Types].xml",
            br#"<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#,
        ),
        (
            "_rels/.rels",
            format!(r#"<Relationships xmlns="{package}"><Relationship Id="rId1" Type="{rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#).as_bytes(),
        ),
        (
            "xl/workbook.xml",
            format!(r#"<workbook xmlns="{main}" xmlns:r="{rel}"><sheets><sheet name="Un" sheetId="1" r:id="rId1"/><sheet name="Caché" sheetId="2" state="hidden" r:id="rId2"/></sheets></workbook>"#).as_bytes(),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(r#"<Relationships xmlns="{package}"><Relationship Id="rId1" Type="{rel}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{rel}/worksheet" Target="/xl/worksheets/sheet2.xml"/><Relationship Id="rId3" Type="{rel}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId4" Type="{rel}/styles" Target="styles.xml"/></Relationships>"#).as_bytes(),
        ),
        (
            "xl/styles.xml",
            format!(r#"<styleSheet xmlns="{main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="00000"/></numFmts><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="10"/></cellXfs></styleSheet>"#).as_bytes(),
        ),
        ("xl/sharedStrings.xml", format!(r#"<sst xmlns="{main}">{strings}</sst>"#).as_bytes()),
        ("xl/worksheets/sheet1.xml", format!(r#"<worksheet xmlns="{main}">{sheet}</worksheet>"#).as_bytes()),
        ("xl/worksheets/sheet2.xml", format!(r#"<worksheet xmlns="{main}"><sheetData/></worksheet>"#).as_bytes()),
        (
            "xl/worksheets/_rels/sheet1.xml.rels",
            format!(r#"<Relationships xmlns="{package}"><Relationship Id="rId1" Type="{rel}/comments" Target="../comments1.xml"/></Relationships>"#).as_bytes(),
        ),
        (
            "xl/comments1.xml",
            format!(r#"<comments xmlns="{main}"><authors><author>x</author></authors><commentList>{comments}</commentList></comments>"#).as_bytes(),
        ),
    ])
}

/// A small reproducible source of numbers (xorshift).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number below `n`, which is at least 1.
    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }
}

/// Converts a file with LibreOffice into `extension`; `None` (said loudly) where it is not installed.
pub fn convert(from: &Path, extension: &str, into: &Path) -> Option<PathBuf> {
    let profile = into.join("profile");
    let run = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", profile.display()))
        .args(["--headless", "--norestore", "--convert-to", extension, "--outdir"])
        .arg(into)
        .arg(from)
        .output();
    let Ok(run) = run else {
        absent("LibreOffice (soffice)", "conversions were not checked");
        return None;
    };
    let out = into.join(from.file_stem().unwrap()).with_extension(extension);
    assert!(out.is_file(), "LibreOffice refused the file: {}", String::from_utf8_lossy(&run.stderr));
    Some(out)
}
