//! A document bears the fingerprint of what it shows, whoever writes to the register meanwhile.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use chrono::NaiveDate;
use registre::export::pdf::readback;
use registre::history::fingerprint;
use registre::model::Lang;
use registre::ops::Workspace;
use registre::ops::error::Exit;
use registre::ops::export::{self, Print};
use registre::store::fs::{Entry, Fs, FsResult, Metadata, NewFile, RealFs, RegPath};
use registre::store::lock::Lock;
use tempfile::TempDir;

fn register() -> TempDir {
    let dir = TempDir::new().unwrap();
    let put = |file: &str, text: &str| {
        let path = dir.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    put("register.toml", "schema = 1\nname = \"Atelier Brume\"\n");
    put("activities/paie.toml", "name = \"Paie\"\nowner = \"Service avant\"\n");
    put("lisez-moi.txt", "Ce dossier est un registre.\n");
    dir
}

fn print() -> Print {
    Print { date: NaiveDate::from_ymd_opt(2026, 11, 23).unwrap(), ..Print::new(Lang::Fr) }
}

fn open(dir: &Path) -> Workspace {
    Workspace::open(dir).unwrap()
}

/// What somebody does to the register's folder.
type Deed = fn(&Path);

#[test]
fn what_changed_since_it_was_read_is_not_printed_under_a_fingerprint_that_is_not_its_own() {
    let changes: [(&str, Deed); 4] = [
        ("a record changed", |d| fs::write(d.join("activities/paie.toml"), "name = \"Solde\"\n").unwrap()),
        ("a record came", |d| fs::write(d.join("activities/vivier.toml"), "name = \"Vivier\"\n").unwrap()),
        ("a record went", |d| fs::remove_file(d.join("activities/paie.toml")).unwrap()),
        ("a kind came", |d| {
            fs::create_dir(d.join("purposes")).unwrap();
            fs::write(d.join("purposes/payer.toml"), "name = \"Payer\"\n").unwrap();
        }),
    ];
    for (what, change) in changes {
        let dir = register();
        let workspace = open(dir.path());
        change(dir.path());
        let pdf = export::pdf(&workspace, &print()).expect_err(what);
        assert_eq!(pdf.exit, Exit::Conflict, "{what}");
        let ods = export::cnil_ods(&workspace).expect_err(what);
        assert_eq!(ods.exit, Exit::Conflict, "{what}");
    }
}

#[test]
fn what_is_no_record_may_change_before_the_document_is_made() {
    let dir = register();
    let workspace = open(dir.path());
    fs::write(dir.path().join("lisez-moi.txt"), "Autre chose.\n").unwrap();
    let pdf = export::pdf(&workspace, &print()).unwrap();
    let text = readback::text(&pdf.bytes).unwrap();
    assert!(text.contains(&fingerprint(dir.path()).unwrap().to_string()));
}

#[test]
fn a_change_while_the_document_is_made_is_noticed() {
    let dir = register();
    let reads = Arc::new(AtomicUsize::new(0));
    let disk = Meddling { real: RealFs::new(dir.path()), dir: dir.path().to_owned(), reads: reads.clone() };
    let workspace = Workspace::open_on(dir.path(), Arc::new(disk)).unwrap();
    reads.store(ARMED, Ordering::SeqCst);
    assert_eq!(export::pdf(&workspace, &print()).unwrap_err().exit, Exit::Conflict);
    assert_ne!(reads.load(Ordering::SeqCst), ARMED, "nothing was read again");
}

#[test]
fn a_document_is_made_anew_when_the_register_changed_and_given_up_when_it_never_rests() {
    let dir = register();
    let mut rounds = 0;
    let text = export::retried(|| {
        rounds += 1;
        let workspace = open(dir.path());
        if rounds == 1 {
            fs::write(dir.path().join("activities/paie.toml"), "name = \"Solde\"\n").unwrap();
        }
        export::pdf(&workspace, &print()).map(|pdf| readback::text(&pdf.bytes).unwrap())
    })
    .unwrap();
    assert_eq!(rounds, 2);
    assert!(text.contains("Solde") && text.contains(&fingerprint(dir.path()).unwrap().to_string()));

    let mut rounds = 0;
    let given_up = export::retried(|| {
        rounds += 1;
        let workspace = open(dir.path());
        fs::write(dir.path().join("activities/paie.toml"), format!("name = \"Solde {rounds}\"\n")).unwrap();
        export::pdf(&workspace, &print())
    });
    assert_eq!(given_up.unwrap_err().exit, Exit::Conflict);
    assert!(rounds > 1 && rounds < 10, "{rounds}");
}

/// Set once the register is read: the next read changes another file behind it.
const ARMED: usize = 1000;

/// A disk on which somebody changes a file just after another one was read again.
struct Meddling {
    real: RealFs,
    dir: PathBuf,
    reads: Arc<AtomicUsize>,
}

impl Fs for Meddling {
    fn read(&self, path: &RegPath, max: u64) -> FsResult<Vec<u8>> {
        let bytes = self.real.read(path, max);
        if self.reads.fetch_add(1, Ordering::SeqCst) == ARMED {
            fs::write(self.dir.join("activities/autre.toml"), "name = \"Autre chose\"\n").unwrap();
        }
        bytes
    }
    fn metadata(&self, path: &RegPath) -> FsResult<Metadata> {
        self.real.metadata(path)
    }
    fn list(&self, folder: &RegPath) -> FsResult<Vec<Entry>> {
        self.real.list(folder)
    }
    fn create_new(&self, path: &RegPath, private: bool) -> FsResult<Box<dyn NewFile + '_>> {
        self.real.create_new(path, private)
    }
    fn create_dir(&self, path: &RegPath) -> FsResult<()> {
        self.real.create_dir(path)
    }
    fn rename(&self, from: &RegPath, to: &RegPath) -> FsResult<()> {
        self.real.rename(from, to)
    }
    fn remove(&self, path: &RegPath) -> FsResult<()> {
        self.real.remove(path)
    }
    fn sync_dir(&self, folder: &RegPath) -> FsResult<()> {
        self.real.sync_dir(folder)
    }
    fn lock(&self, patience: Duration) -> Lock {
        self.real.lock(patience)
    }
}
