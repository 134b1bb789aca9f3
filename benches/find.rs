//! Finding in a large register: what one key costs in the filter of a list of 5,000 activities, and in the
//! search over all texts of 20,000 records.

mod common;

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use ratatui::{Terminal, backend::TestBackend};
use registre::model::{Kind, Lang, RecordId};
use registre::ops::Workspace;
use registre::ops::query::complete::Completer;
use registre::ops::query::{Heads, Query, Scope, Texts, search};
use registre::term::{Input, Key};
use registre::tui::message::{Msg, Opening};
use registre::tui::model::{Look, Model};
use registre::tui::update::update;
use registre::tui::view;

fn find(c: &mut Criterion) {
    let Ok(dir) = tempfile::tempdir() else { panic!("no temporary folder") };
    common::write(dir.path(), 5_000);
    let Ok(workspace) = Workspace::open(dir.path()) else { panic!("the register does not open") };
    let register = workspace.register();
    let findings = workspace.findings();
    let mut heads = Heads::default();
    heads.refresh(register, &Kind::ALL);
    let texts = Texts::of(register, Lang::Fr, None);
    let modified = |id: &RecordId| workspace.is_record_modified(id);
    let scope = |texts| Scope {
        register,
        findings: &findings,
        today: Default::default(),
        lang: Lang::Fr,
        modified: &modified,
        heads: &heads,
        texts,
    };
    let whole = scope(Some(&texts));
    let mut group = c.benchmark_group("filter 5000");
    for typed in [
        "commandes 123",
        "service:42",
        "pays:US",
        "base:contrat",
        "finalité:42",
        "durée:>3ans",
        "constat:erreur",
        "texte:devis",
        "statut:active -pays:US durée:? à-revoir:oui donnée:nom",
    ] {
        group.bench_function(typed, |b| {
            b.iter(|| {
                let query = Query::parse(black_box(typed));
                let sieve = query.sieve(Kind::Activity, &whole);
                register.of(Kind::Activity).filter(|r| sieve.holds(r)).count()
            })
        });
    }
    group.finish();
    let mut group = c.benchmark_group("search 20000");
    for typed in ["e", "devis", "introuvable", "courrier pays:fr"] {
        group.bench_function(typed, |b| {
            b.iter(|| search::search(&Query::parse(black_box(typed)), &whole, 200).total)
        });
    }
    group.bench_function("without the folded texts", |b| {
        let bare = scope(None);
        b.iter(|| search::search(&Query::parse(black_box("devis")), &bare, 200).total)
    });
    group.bench_function("folding the texts", |b| b.iter(|| Texts::of(register, Lang::Fr, None)));
    group.bench_function("folding them again", |b| b.iter(|| Texts::of(register, Lang::Fr, Some(&texts))));
    group.finish();
    c.bench_function("values of a key 5000", |b| {
        b.iter(|| Completer::default().complete("pays:", 5, Kind::Activity, 0, &whole).found.len())
    });
    c.bench_function("heads 20000", |b| {
        b.iter(|| {
            let mut heads = Heads::default();
            heads.refresh(register, &Kind::ALL);
        })
    });
}

/// A key in the interface, from the press to the drawn frame. What was typed before is never typed again.
fn keys(c: &mut Criterion) {
    let Ok(dir) = tempfile::tempdir() else { panic!("no temporary folder") };
    common::write(dir.path(), 5_000);
    let Ok(workspace) = Workspace::open(dir.path()) else { panic!("the register does not open") };
    let look = Look { lang: Lang::Fr, theme: Default::default(), borders: true, unicode: true };
    let mut model = Model::new(dir.path().to_owned(), look, (120, 40));
    let texts = Texts::of(workspace.register(), Lang::Fr, None);
    let opening = Opening { workspace: Box::new(workspace), news: Vec::new(), past: None };
    update(&mut model, Msg::Opened(Ok(opening)));
    let findings = model.workspace.as_ref().map(Workspace::findings).unwrap_or_default();
    let generation = model.generation;
    update(&mut model, Msg::Checked { generation, findings: registre::tui::model::Found::of(findings) });
    update(&mut model, Msg::Folded(texts));
    let Ok(mut terminal) = Terminal::new(TestBackend::new(120, 40));
    let mut press = |model: &mut Model, keys: &str| {
        for key in Key::parse_all(keys).unwrap_or_default() {
            update(model, Msg::Input(Input::Key(key)));
        }
        let _ = terminal.draw(|frame| drop(view::draw(model, frame)));
    };
    let mut group = c.benchmark_group("key to frame, 5000 activities");
    let mut n = 0;
    for (name, before) in [
        ("a word", "/commandes "),
        ("a field", "/service:"),
        ("a country through references", "/pays:suisse"),
        ("a purpose", "/finalité:"),
        ("everywhere", "<ctrl-f>"),
    ] {
        group.bench_function(name, |b| {
            b.iter_custom(|rounds| {
                let mut spent = std::time::Duration::ZERO;
                for _ in 0..rounds {
                    n += 1;
                    press(&mut model, "<esc><esc><esc>");
                    press(&mut model, &format!("{before}{}", n / 10));
                    let start = std::time::Instant::now();
                    press(&mut model, &(n % 10).to_string());
                    spent += start.elapsed();
                }
                spent
            })
        });
    }
    group.finish();
}

criterion_group! { name = benches; config = Criterion::default().sample_size(20); targets = find, keys }
criterion_main!(benches);
