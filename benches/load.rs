//! Load and check 10,000 records, beside reading the same bytes and parsing them with `toml` alone; and a
//! file of nothing but faults.

mod common;

use criterion::{Criterion, criterion_group, criterion_main};
use registre::ops::Workspace;
use registre::{check, store};
use std::path::Path;

fn files(dir: &Path) -> Vec<std::path::PathBuf> {
    let mut out = vec![dir.join("register.toml")];
    for folder in ["activities", "purposes", "retention", "processors"] {
        let Ok(entries) = std::fs::read_dir(dir.join(folder)) else { continue };
        out.extend(entries.flatten().map(|e| e.path()));
    }
    out
}

fn load(c: &mut Criterion) {
    let Ok(temp) = tempfile::tempdir() else { panic!("no temporary folder") };
    let dir = temp.path();
    common::write(dir, 2_500);
    let fs = store::fs::RealFs::new(dir);
    let mut group = c.benchmark_group("10,000 records");
    group.sample_size(10);
    group.bench_function("peer: read and toml::Table, one thread", |b| {
        b.iter(|| {
            files(dir)
                .iter()
                .map(|f| {
                    std::fs::read_to_string(f)
                        .unwrap_or_default()
                        .parse::<toml::Table>()
                        .map_or(0, |t| t.len())
                })
                .sum::<usize>()
        });
    });
    group.bench_function("peer: read and toml::Table, all threads", |b| {
        use rayon::prelude::*;
        b.iter(|| {
            files(dir)
                .par_iter()
                .map(|f| {
                    std::fs::read_to_string(f)
                        .unwrap_or_default()
                        .parse::<toml::Table>()
                        .map_or(0, |t| t.len())
                })
                .sum::<usize>()
        });
    });
    group.bench_function("load", |b| b.iter(|| store::load::load(&fs).map(|l| l.register.len())));
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default();
    group.bench_function("load and check", |b| {
        b.iter(|| store::load::load(&fs).map(|l| l.findings.len() + check::check(&l.register, today).len()))
    });
    group.finish();
}

/// An activity with 80,000 empty items, each a fault with a place of its own.
fn faults(c: &mut Criterion) {
    let Ok(temp) = tempfile::tempdir() else { panic!("no temporary folder") };
    let dir = temp.path();
    common::write(dir, 1);
    let mut text = String::from("name = \"Fautive\"\n");
    for n in 0..8 {
        text.push_str(&format!("[data.d{n}]\nitems = [\n{}]\n", "\"\",\n".repeat(10_000)));
    }
    if let Err(e) = std::fs::write(dir.join("activities/fautive.toml"), text) {
        panic!("{}: {e}", dir.display());
    }
    c.bench_function("80,000 faults in one file, found and placed", |b| {
        b.iter(|| {
            Workspace::open(dir).map(|workspace| {
                let findings = workspace.findings();
                workspace.places(&findings).len()
            })
        })
    });
}

criterion_group!(benches, load, faults);
criterion_main!(benches);
