//! A register of 500 activities, from documents to bytes: pages a second, peak memory, size.
//!
//! `cargo bench --bench pdf`

#[path = "../tests/pdf_support/mod.rs"]
mod pdf_support;

use std::hint::black_box;

use chrono::NaiveDate;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use registre::export::pdf::{PdfOptions, render};
use registre::model::message::Lang;

fn pdf(c: &mut Criterion) {
    let options = PdfOptions { created: NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default().into() };
    let document = pdf_support::document(500, Lang::Fr);
    let Ok(once) = render(&document, &options) else { return };
    println!("{} pages, {} bytes, peak memory {}", once.pages, once.bytes.len(), peak());
    let mut group = c.benchmark_group("pdf");
    group.sample_size(10).throughput(Throughput::Elements(once.pages as u64));
    group.bench_function("500 sheets (elements are pages)", |b| {
        b.iter(|| black_box(render(black_box(&document), &options).map(|p| p.bytes.len())));
    });
    group.finish();
}

/// The process's peak of resident memory, where the system says it.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    line.map_or("unknown".to_owned(), |l| l.trim().to_owned())
}

criterion_group!(benches, pdf);
criterion_main!(benches);
