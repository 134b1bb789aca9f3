//! The PDF as a reader meets it: whole, in its frame, the same each time.

mod pdf_support;
mod tools;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::Command;

use chrono::NaiveDate;
use registre::export::pdf::{Pdf, PdfOptions, readback, render};
use registre::model::Kind;
use registre::model::message::Lang;
use registre::report::Document;
use registre::report::register::{Edition, Extent, sheet, whole};

fn options() -> PdfOptions {
    PdfOptions { created: NaiveDate::from_ymd_opt(2026, 11, 23).unwrap().and_hms_opt(12, 0, 0).unwrap() }
}

fn print(document: &Document) -> Pdf {
    render(document, &options()).unwrap()
}

fn file(name: &str, bytes: &[u8]) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

#[test]
fn the_same_document_gives_the_same_bytes_in_one_process() {
    let document = pdf_support::document(6, Lang::Fr);
    let first = print(&document).bytes;
    print(&pdf_support::document(2, Lang::En));
    assert!(first == print(&document).bytes);
}

#[test]
fn the_file_is_sound_for_qpdf() {
    let path = file("sound.pdf", &print(&pdf_support::document(14, Lang::Fr)).bytes);
    match Command::new("qpdf").arg("--check").arg(&path).output() {
        Ok(out) => assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stdout)),
        Err(_) => tools::absent("qpdf", "the file was not checked by another program"),
    }
}

#[test]
fn every_page_says_its_number_and_the_whole_fingerprint() {
    let pdf = print(&pdf_support::document(9, Lang::Fr));
    let pages = readback::pages(&pdf.bytes).unwrap();
    assert_eq!(pages.len(), pdf.pages);
    for (i, page) in pages.iter().enumerate() {
        let text: String = page.iter().map(|f| format!("{} ", f.text)).collect();
        assert!(text.contains("4b825dc642cb6eb9a060e54bf8d69288fbee4904"), "page {i}");
        assert!(i == 0 || text.contains(&format!("Page {} / {}", i + 1, pdf.pages)), "page {i}");
    }
}

/// The register that ships with the program, printed.
fn shipped(lang: Lang) -> (Document, Pdf) {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/register");
    let loaded = registre::store::load::load(&registre::store::fs::RealFs::new(root)).unwrap();
    let date = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    let fingerprint = "4b825dc642cb6eb9a060e54bf8d69288fbee4904".to_owned();
    let document = whole(&loaded.register, &Edition { lang, date, fingerprint, ..Edition::default() });
    let pdf = print(&document);
    (document, pdf)
}

/// Words as a search would look for them; those that a line may break are left out.
fn words(text: &str) -> BTreeSet<String> {
    let word = |w: &str| w.to_owned();
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|w| (3..=16).contains(&w.chars().count()))
        .map(word)
        .collect()
}

#[test]
fn every_word_of_the_shipped_register_can_be_read_back() {
    for lang in Lang::ALL {
        let (document, pdf) = shipped(lang);
        assert!(pdf.warnings.is_empty(), "{:?}", pdf.warnings);
        let found = words(&readback::text(&pdf.bytes).unwrap());
        let lost: Vec<_> = words(&document.plain_text()).difference(&found).cloned().collect();
        assert!(lost.is_empty(), "{lang:?}: {lost:?}");
    }
}

/// An inspector reads a sheet in one go: it must not be stretched over pages of white.
#[test]
fn a_sheet_of_the_shipped_register_stands_on_two_to_four_pages() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/register");
    let register = registre::store::load::load(&registre::store::fs::RealFs::new(root)).unwrap().register;
    let pages = |extent| {
        let edition = Edition { lang: Lang::Fr, extent, ..Edition::default() };
        let sheets = register.of(Kind::Activity);
        let mut pages: Vec<usize> =
            sheets.map(|r| print(&sheet(&register, &edition, &r.id.id).unwrap()).pages).collect();
        pages.sort_unstable();
        pages
    };
    let full = pages(Extent::Full);
    // The richest few, alone on paper with the sources of their rules, have a fifth one.
    assert!(full.iter().filter(|p| **p > 4).count() <= full.len() / 8 && full.last() < Some(&6), "{full:?}");
    let strict = pages(Extent::Article30);
    assert!(strict.iter().all(|p| *p <= 3) && strict[strict.len() / 2] <= 2, "{strict:?}");
    let whole = shipped(Lang::Fr).1.pages;
    assert!(whole <= 5 * full.len() + 4, "{whole}");
}

#[test]
fn poppler_and_qpdf_read_the_shipped_register_too() {
    let (document, pdf) = shipped(Lang::Fr);
    let path = file("shipped.pdf", &pdf.bytes);
    match Command::new("qpdf").arg("--check").arg(&path).output() {
        Ok(out) => assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stdout)),
        Err(_) => tools::absent("qpdf", "the file was not checked by another program"),
    }
    // Without -layout poppler drops the hyphen at the end of a line, also where the word has one.
    match Command::new("pdftotext").arg("-layout").arg(&path).arg("-").output() {
        Ok(out) => {
            let found = words(&String::from_utf8_lossy(&out.stdout));
            let lost: Vec<_> = words(&document.plain_text()).difference(&found).cloned().collect();
            assert!(lost.is_empty(), "{lost:?}");
        }
        Err(_) => tools::absent("pdftotext", "the text was not read by another program"),
    }
}

#[test]
fn bookmarks_have_levels_and_every_link_leads_somewhere() {
    let (_, pdf) = shipped(Lang::Fr);
    let file = lopdf::Document::load_mem(&pdf.bytes).unwrap();
    let catalog = file.catalog().unwrap();
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"fr");
    let dict = |o: &lopdf::Object| file.dereference(o).unwrap().1.as_dict().unwrap().clone();
    let children = |parent: &lopdf::Dictionary| {
        let mut out = Vec::new();
        let mut next = parent.get(b"First").ok().cloned();
        while let Some(reference) = next {
            let entry = dict(&reference);
            next = entry.get(b"Next").ok().cloned();
            out.push(entry);
        }
        out
    };
    let parts = children(&dict(catalog.get(b"Outlines").unwrap()));
    let sheets: Vec<_> = parts.iter().flat_map(&children).collect();
    let sections: Vec<_> = sheets.iter().flat_map(&children).collect();
    assert!(parts.len() >= 8 && sheets.len() > 24 && sections.len() > 24 * 8);
    let pages: BTreeSet<_> = file.get_pages().into_values().collect();
    let mut links = 0;
    for page in &pages {
        for link in file.get_page_annotations(*page).unwrap() {
            let action = link.get(b"A").unwrap().as_dict().unwrap();
            if let Ok(at) = action.get(b"D") {
                assert!(pages.contains(&at.as_array().unwrap()[0].as_reference().unwrap()));
                links += 1;
            }
        }
    }
    assert!(links > 200, "{links}");
}
