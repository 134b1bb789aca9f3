//! Load and check 10,000 records, beside reading the same bytes and parsing them with `toml` alone; the check
//! alone, and again after one edit; and a file of nothing but faults.

mod common;

use criterion::{Criterion, criterion_group, criterion_main};
use registre::model::{Change, Kind, Path};
use registre::ops::Workspace;
use registre::{check, store};
use std::path::Path as FsPath;

fn files(dir: &FsPath) -> Vec<std::path::PathBuf> {
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
    let Ok(loaded) = store::load::load(&fs) else { panic!("the register cannot be read") };
    let before = loaded.register;
    group.bench_function("check alone, every rule", |b| b.iter(|| check::Checked::of(&before, today)));
    let checked = check::Checked::of(&before, today);
    let Some(record) = before.of(Kind::Activity).nth(1_000) else { panic!("no such activity") };
    let unset = Change::Unset { record: record.id.clone(), path: Path::root().join("owner") };
    group.bench_function("check again after one edit", |b| {
        // Each round edits anew: a register that was edited shares all else with the one before.
        b.iter_batched(
            || {
                let mut after = before.clone();
                if after.apply(&unset).is_err() {
                    panic!("the edit is refused");
                }
                after
            },
            |after| checked.again(&after, today),
            criterion::BatchSize::PerIteration,
        )
    });
    let total = checked.findings().len();
    group.bench_function(format!("the {total} findings of the check, gathered"), |b| {
        b.iter(|| checked.findings().len())
    });
    group.finish();
}

/// The same check on registers of three sizes: what it costs grows as they do.
fn growth(c: &mut Criterion) {
    let mut group = c.benchmark_group("check, every rule");
    group.sample_size(10);
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default();
    for activities in [250, 2_500, 25_000] {
        let Ok(temp) = tempfile::tempdir() else { panic!("no temporary folder") };
        common::write(temp.path(), activities);
        let Ok(loaded) = store::load::load(&store::fs::RealFs::new(temp.path())) else {
            panic!("unreadable")
        };
        let register = loaded.register;
        group.throughput(criterion::Throughput::Elements(register.len() as u64));
        group.bench_function(format!("{} records", register.len()), |b| {
            b.iter(|| check::Checked::of(&register, today))
        });
    }
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

criterion_group!(benches, load, growth, faults);
criterion_main!(benches);
