//! The PDF as a reader meets it: whole, in its frame, the same each time.

mod pdf_support;

use std::path::PathBuf;
use std::process::Command;

use chrono::NaiveDate;
use registre::export::pdf::{Pdf, PdfOptions, readback, render};
use registre::model::message::Lang;
use registre::report::Document;

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
        Err(_) => println!("NOT CHECKED: qpdf is not installed"),
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
