//! Every fault at every call: what may be found on the disk afterwards.

use std::collections::{BTreeMap, BTreeSet};

use rustix::io::Errno;

use super::{Write, commit, recover};
use crate::model::message::Lang;
use crate::store::error::{ErrorKind, StoreError};
use crate::store::fs::fake::{Disk, Effect, FakeFs};
use crate::store::fs::{FileKind, RegPath};
use crate::store::hash::ContentHash;

type Files = BTreeMap<String, Vec<u8>>;

const ERRORS: [Errno; 8] = [
    Errno::NOSPC,
    Errno::IO,
    Errno::ACCESS,
    Errno::ROFS,
    Errno::INTR,
    Errno::DQUOT,
    Errno::NAMETOOLONG,
    Errno::STALE,
];

const FOREIGN: &[u8] = b"somebody else's words\n";

/// A change, and the register before and after it.
struct Scene {
    before: Disk,
    writes: Vec<Write>,
}

impl Scene {
    fn new(before: &[(&str, &str)], changes: &[(&str, Option<String>)]) -> Scene {
        let mut disk = Disk::new();
        before.iter().for_each(|(path, text)| disk.put(path, text.as_bytes()));
        let writes = changes
            .iter()
            .map(|(path, new)| Write {
                path: RegPath::new(path).unwrap(),
                expected: disk.get(path).map(|b| ContentHash::of(&b)),
                new: new.as_ref().map(|t| t.clone().into_bytes()),
            })
            .collect();
        Scene { before: disk, writes }
    }

    /// One field of one record edited.
    fn save() -> Scene {
        Scene::new(
            &[("activities/paie.toml", "name = \"Paie\"\n"), ("register.toml", "name = \"X\"\n")],
            &[("activities/paie.toml", Some("name = \"Paie et primes\"\n".into()))],
        )
    }

    /// The first record of its kind, in a folder that is not there yet.
    fn first_record() -> Scene {
        Scene::new(
            &[("register.toml", "name = \"X\"\n")],
            &[("purposes/payer.toml", Some("name = \"Payer\"\n".into()))],
        )
    }

    /// A record deleted.
    fn deletion() -> Scene {
        Scene::new(&[("purposes/a.toml", "a"), ("purposes/b.toml", "b")], &[("purposes/a.toml", None)])
    }

    /// A small change of all three kinds, small enough to try everything.
    fn small() -> Scene {
        Scene::new(
            &[("processors/old.toml", "name = \"P\"\n"), ("activities/a.toml", "p = \"old\"\n")],
            &[
                ("processors/new.toml", Some("name = \"P\"\n".into())),
                ("processors/old.toml", None),
                ("activities/a.toml", Some("p = \"new\"\n".into())),
            ],
        )
    }

    /// A processor with twelve referrers takes another name.
    fn rename_with_referrers() -> Scene {
        let names: Vec<String> = (1..=12).map(|n| format!("activities/a{n}.toml")).collect();
        let text = |p: &str| format!("name = \"Fiche\"\nprocessors = [\n    \"{p}\",\n]\n");
        let old = text("ancien");
        let mut before =
            vec![("processors/ancien.toml", "name = \"Ancien SAS\"\n"), ("register.toml", "x = 1\n")];
        before.extend(names.iter().map(|n| (n.as_str(), old.as_str())));
        let mut changes = vec![
            ("processors/nouveau.toml", Some("name = \"Ancien SAS\"\n".to_owned())),
            ("processors/ancien.toml", None),
        ];
        changes.extend(names.iter().map(|n| (n.as_str(), Some(text("nouveau")))));
        Scene::new(&before, &changes)
    }

    fn all() -> [Scene; 5] {
        [
            Scene::save(),
            Scene::first_record(),
            Scene::deletion(),
            Scene::small(),
            Scene::rename_with_referrers(),
        ]
    }

    fn after(&self) -> Files {
        let mut files = self.before.files();
        for w in &self.writes {
            match &w.new {
                Some(bytes) => files.insert(w.path.as_str().to_owned(), bytes.clone()),
                None => files.remove(w.path.as_str()),
            };
        }
        files
    }

    fn fs(&self) -> FakeFs {
        FakeFs::on(self.before.clone())
    }

    fn run(&self, fs: &FakeFs) -> Result<(), StoreError> {
        commit(fs, self.writes.clone()).1.map(|_| ())
    }

    /// How many calls the change makes when all goes well.
    fn calls(&self) -> usize {
        let fs = self.fs();
        self.run(&fs).unwrap();
        assert_eq!(fs.disk().files(), self.after());
        fs.calls().len()
    }

    fn call_name(&self, k: usize) -> String {
        let fs = self.fs();
        self.run(&fs).unwrap();
        fs.calls()[k].to_string()
    }

    /// The register is whole: as before or as after, with nothing of ours beside it.
    fn assert_whole(&self, files: &Files, acknowledged: bool, what: &str) {
        let after = *files == self.after();
        assert!(
            after || *files == self.before.files(),
            "{what}: neither before nor after: {:?}",
            show(files)
        );
        assert!(after || !acknowledged, "{what}: acknowledged and lost");
    }
}

fn show(files: &Files) -> BTreeMap<&str, std::borrow::Cow<'_, str>> {
    files.iter().map(|(p, b)| (p.as_str(), String::from_utf8_lossy(b))).collect()
}

/// The disks after a crash, each different content once.
fn distinct(fs: &FakeFs) -> Vec<Disk> {
    let mut seen = BTreeSet::new();
    fs.disks_after_crash().into_iter().filter(|d| seen.insert(d.files())).collect()
}

#[test]
fn a_crash_after_any_call_leaves_all_or_nothing() {
    for scene in Scene::all() {
        let calls = scene.calls();
        for k in 0..calls {
            let fs = scene.fs().crash_after(k);
            let acknowledged = scene.run(&fs).is_ok();
            assert!(!acknowledged || k + 1 == calls, "acknowledged before the last call");
            for disk in distinct(&fs) {
                let what = format!("crash after call {k} ({})", scene.call_name(k));
                let next = FakeFs::on(disk);
                let found = recover(&next);
                assert!(found.blocked.is_none() && found.kept.is_empty(), "{what}: {found:?}");
                scene.assert_whole(&next.disk().files(), acknowledged, &what);
            }
        }
    }
}

#[test]
fn a_record_read_before_any_recovery_is_never_torn() {
    for scene in Scene::all() {
        let (before, after) = (scene.before.files(), scene.after());
        for k in 0..scene.calls() {
            let fs = scene.fs().crash_after(k);
            let _ = scene.run(&fs);
            for disk in distinct(&fs) {
                for (path, bytes) in
                    disk.files().iter().filter(|(p, _)| !p.contains("/.") && !p.starts_with('.'))
                {
                    let known = before.get(path) == Some(bytes) || after.get(path) == Some(bytes);
                    assert!(known, "{path} holds {:?} after call {k}", String::from_utf8_lossy(bytes));
                }
            }
        }
    }
}

#[test]
fn a_recovery_may_itself_crash_after_any_call() {
    let scene = Scene::small();
    let mut disks = Vec::new();
    let mut seen = BTreeSet::new();
    for k in 0..scene.calls() {
        let fs = scene.fs().crash_after(k);
        let _ = scene.run(&fs);
        disks.extend(distinct(&fs).into_iter().filter(|d| seen.insert(d.files())));
    }
    assert!(disks.len() > 50, "only {} disks", disks.len());
    for disk in disks {
        let whole = FakeFs::on(disk.clone());
        let _ = recover(&whole);
        for k in 0..whole.calls().len() {
            let fs = FakeFs::on(disk.clone()).crash_after(k);
            let _ = recover(&fs);
            for again in distinct(&fs) {
                let next = FakeFs::on(again);
                let found = recover(&next);
                assert!(found.blocked.is_none() && found.kept.is_empty(), "{found:?}");
                let files = next.disk().files();
                scene.assert_whole(&files, whole.disk().files() == scene.after(), "recovery stopped");
            }
        }
    }
}

#[test]
fn each_error_at_each_call_is_told_and_a_second_try_succeeds() {
    for scene in Scene::all() {
        for k in 0..scene.calls() {
            for (errno, effect) in ERRORS.iter().flat_map(|e| [(*e, Effect::None), (*e, Effect::Done)]) {
                let what = format!("{errno:?} ({effect:?}) at call {k} ({})", scene.call_name(k));
                let fs = scene.fs().fail_call(k, errno.raw_os_error(), effect);
                let result = scene.run(&fs);
                let files = visible(&fs);
                match &result {
                    Ok(()) => assert_eq!(files, scene.after(), "{what}: Ok too soon"),
                    Err(e) if e.kind() == ErrorKind::Unfinished => assert_told(e, &what),
                    Err(e) => {
                        assert_told(e, &what);
                        scene.assert_whole(&files, false, &what);
                        assert!(scene.writes.len() == 1 || files == scene.before.files(), "{what}");
                    }
                }
                // The same process tries again…
                scene.run(&fs).unwrap_or_else(|e| panic!("{what}: then {e}"));
                assert_eq!(visible(&fs), scene.after(), "{what}");
                // … and the next start leaves nothing of ours.
                let _ = recover(&fs);
                assert_eq!(fs.disk().files(), scene.after(), "{what}");
            }
        }
    }
}

#[test]
fn a_start_after_an_error_also_finds_all_or_nothing() {
    for scene in Scene::all() {
        for k in 0..scene.calls() {
            let fs = scene.fs().fail_call(k, Errno::IO.raw_os_error(), Effect::None);
            let result = scene.run(&fs);
            let found = recover(&fs);
            assert!(found.blocked.is_none(), "{found:?}");
            let must_be_done = result.is_ok() || result.is_err_and(|e| e.kind() == ErrorKind::Unfinished);
            scene.assert_whole(&fs.disk().files(), must_be_done, &format!("error at call {k}"));
        }
    }
}

#[test]
fn each_error_during_a_recovery_is_told_and_the_next_start_succeeds() {
    let scene = Scene::small();
    for k in 0..scene.calls() {
        let crashed = scene.fs().crash_after(k);
        let _ = scene.run(&crashed);
        let disk = crashed.disk();
        let calls = {
            let fs = FakeFs::on(disk.clone());
            let _ = recover(&fs);
            fs.calls().len()
        };
        for j in 0..calls {
            for errno in ERRORS {
                let fs = FakeFs::on(disk.clone()).fail_call(j, errno.raw_os_error(), Effect::None);
                let _ = recover(&fs);
                let found = recover(&fs);
                assert!(found.blocked.is_none(), "{found:?}");
                scene.assert_whole(&fs.disk().files(), false, &format!("{errno:?} at {j} of a recovery"));
            }
        }
    }
}

#[test]
fn writes_cut_short_at_every_length_are_completed() {
    for scene in [Scene::save(), Scene::small()] {
        for n in 1..64 {
            let fs = scene.fs().write_at_most(n);
            scene.run(&fs).unwrap();
            assert_eq!(fs.disk().files(), scene.after());
        }
    }
}

#[test]
fn a_disk_that_fills_up_at_any_byte_keeps_the_old_register() {
    for scene in Scene::all() {
        let mut room = 0;
        loop {
            let fs = scene.fs().room_for(room);
            match scene.run(&fs) {
                Ok(()) => break assert_eq!(fs.disk().files(), scene.after()),
                Err(e) => {
                    assert_eq!(e.kind(), ErrorKind::DiskFull);
                    assert_eq!(fs.disk().files(), scene.before.files(), "something was left behind");
                }
            }
            room += 1;
        }
    }
}

#[test]
fn what_somebody_else_writes_at_any_moment_is_never_lost() {
    for scene in Scene::all() {
        for w in &scene.writes {
            for k in 0..scene.calls() {
                let path = w.path.as_str().to_owned();
                let fs = scene.fs().before_call(k, move |d| d.put(&path, FOREIGN));
                let result = commit(&fs, scene.writes.clone()).1;
                let files = fs.disk().files();
                // The one instant that no call can close: see the module's last paragraph.
                let window = fs
                    .calls()
                    .get(k)
                    .is_some_and(|c| c.path == w.path && (c.name == "rename" || c.name == "remove"));
                let theirs = files.get(w.path.as_str()).is_some_and(|b| b == FOREIGN);
                assert!(theirs || window, "lost at call {k} ({})", scene.call_name(k));
                match result {
                    Err(e) => {
                        assert_eq!(e.kind(), ErrorKind::Conflict);
                        let mut expected = scene.before.files();
                        expected.insert(w.path.as_str().to_owned(), FOREIGN.into());
                        assert_eq!(files, expected, "a conflict wrote something");
                    }
                    Ok(done) => {
                        let mut expected = scene.after();
                        if theirs {
                            expected.insert(w.path.as_str().to_owned(), FOREIGN.into());
                        }
                        for kept in &done.kept {
                            assert_eq!(kept.path, w.path);
                            assert_eq!(kept.ours.is_some(), w.new.is_some());
                            if let (Some(ours), Some(new)) = (&kept.ours, &w.new) {
                                expected.insert(ours.as_str().to_owned(), new.clone());
                            }
                        }
                        assert_eq!(files, expected);
                    }
                }
            }
        }
    }
}

#[test]
fn an_edit_made_between_a_crash_and_the_next_start_stands_and_ours_lies_beside_it() {
    let scene = Scene::small();
    for k in 0..scene.calls() {
        let crashed = scene.fs().crash_after(k);
        let _ = scene.run(&crashed);
        for mut disk in distinct(&crashed) {
            disk.put("activities/a.toml", FOREIGN);
            let journal = disk.get(".registre-transaction").is_some();
            let fs = FakeFs::on(disk);
            let found = recover(&fs);
            let files = fs.disk().files();
            assert_eq!(files["activities/a.toml"], FOREIGN);
            assert_eq!(found.kept.len(), usize::from(journal));
            if journal {
                assert_eq!(files["activities/a.toml.registre-kept"], b"p = \"new\"\n");
                assert!(found.messages().iter().any(|m| m.get(Lang::Fr).contains("a.toml.registre-kept")));
            }
        }
    }
}

#[test]
fn a_second_version_never_covers_a_first_one() {
    let scene = Scene::small();
    let mut disk = journal_only(&scene);
    disk.put("activities/a.toml", FOREIGN);
    disk.put("activities/a.toml.registre-kept", b"from last year");
    disk.put_other("activities/a.toml.registre-kept-2", FileKind::Symlink);
    let fs = FakeFs::on(disk);
    let found = recover(&fs);
    assert_eq!(found.kept[0].ours.as_ref().unwrap().as_str(), "activities/a.toml.registre-kept-3");
    assert_eq!(fs.disk().get("activities/a.toml.registre-kept").unwrap(), b"from last year");
}

#[test]
fn a_cleaner_that_removes_our_temporary_files_takes_nothing_with_it() {
    for scene in Scene::all() {
        for k in 0..scene.calls() {
            let fs = scene.fs().before_call(k, |d| {
                let temps: Vec<String> =
                    d.files().into_keys().filter(|p| p.contains(".registre-tmp-")).collect();
                temps.iter().for_each(|t| d.take(t));
            });
            scene.run(&fs).unwrap_or_else(|e| panic!("at {k} ({}): {e}", scene.call_name(k)));
            assert_eq!(visible(&fs), scene.after());
        }
    }
}

#[test]
fn another_program_may_start_at_any_moment_of_a_change() {
    for scene in Scene::all() {
        for k in 0..scene.calls() {
            let fs = scene.fs().before_call(k, |disk| {
                let other = FakeFs::on(disk.clone());
                let found = recover(&other);
                assert!(found.blocked.is_none() && found.kept.is_empty());
                *disk = other.disk();
            });
            scene.run(&fs).unwrap_or_else(|e| panic!("at {k} ({}): {e}", scene.call_name(k)));
            assert_eq!(fs.disk().files(), scene.after());
        }
    }
}

#[test]
fn a_read_only_register_is_told_of_and_mended_once_it_can_be() {
    let scene = Scene::small();
    let mut disk = journal_only(&scene);
    disk.set_read_only(true);
    let fs = FakeFs::on(disk.clone());
    let found = recover(&fs);
    assert_eq!(found.blocked.as_ref().unwrap().kind(), ErrorKind::ReadOnlyFileSystem);
    assert!(found.messages()[0].get(Lang::En).contains("half changed"));
    assert_eq!(fs.disk(), disk, "untouched");
    disk.set_read_only(false);
    let fs = FakeFs::on(disk);
    assert_eq!(recover(&fs).finished.len(), 3);
    assert_eq!(fs.disk().files(), scene.after());
}

#[test]
fn a_journal_that_cannot_be_read_is_set_aside_not_obeyed() {
    let scene = Scene::small();
    let mut disk = journal_only(&scene);
    let mut torn = disk.get(".registre-transaction").unwrap();
    torn.truncate(torn.len() / 2);
    disk.put(".registre-transaction", &torn);
    let fs = FakeFs::on(disk);
    let found = recover(&fs);
    assert_eq!(found.unreadable.unwrap().as_str(), ".registre-transaction.registre-kept");
    let mut expected = scene.before.files();
    expected.insert(".registre-transaction.registre-kept".into(), torn);
    assert_eq!(fs.disk().files(), expected);
}

#[test]
fn a_change_to_a_file_that_moved_on_is_refused_and_names_it() {
    let mut scene = Scene::rename_with_referrers();
    scene.before.put("activities/a3.toml", FOREIGN);
    scene.before.take("activities/a7.toml");
    scene.before.put("processors/nouveau.toml", FOREIGN);
    let fs = scene.fs();
    let e = scene.run(&fs).unwrap_err();
    assert_eq!(e.kind(), ErrorKind::Conflict);
    assert_eq!(e.paths(), ["processors/nouveau.toml", "activities/a3.toml", "activities/a7.toml"]);
    assert_eq!(fs.disk().files(), scene.before.files());
}

#[test]
fn the_mode_is_kept_a_new_file_takes_the_users_and_a_protected_one_is_refused() {
    let mut scene = Scene::save();
    scene.before.chmod("activities/paie.toml", 0o640);
    let fs = scene.fs();
    scene.run(&fs).unwrap();
    assert_eq!(fs.disk().mode("activities/paie.toml"), Some(0o640));

    let fs = Scene::first_record().fs();
    Scene::first_record().run(&fs).unwrap();
    assert_eq!(fs.disk().mode("purposes/payer.toml"), Some(0o644));

    scene.before.chmod("activities/paie.toml", 0o444);
    let fs = scene.fs();
    assert_eq!(scene.run(&fs).unwrap_err().kind(), ErrorKind::WriteProtected);
    assert_eq!(fs.disk(), scene.before);
}

#[test]
fn what_is_not_a_file_is_never_replaced() {
    for kind in [FileKind::Symlink, FileKind::Fifo, FileKind::Socket, FileKind::Device] {
        let mut scene = Scene::save();
        scene.before.put_other("activities/paie.toml", kind);
        let fs = scene.fs();
        assert_eq!(scene.run(&fs).unwrap_err().kind(), ErrorKind::NotAFile(kind));
        assert_eq!(fs.disk(), scene.before);
    }
}

#[test]
fn a_change_that_makes_no_sense_is_refused_before_any_call() {
    let write = |path: &str, len: usize| Write {
        path: RegPath::new(path).unwrap(),
        expected: None,
        new: Some(vec![b'x'; len]),
    };
    for (writes, kind) in [
        (vec![write("activities/a.toml", 1), write("activities/a.toml", 1)], ErrorKind::Twice),
        (vec![write("Makefile", 1)], ErrorKind::StrangePath),
        (vec![write(".registre-transaction", 1)], ErrorKind::StrangePath),
        (vec![write("activities/a.toml", (1 << 20) + 1)], ErrorKind::TooLarge(1 << 20)),
    ] {
        let fs = FakeFs::on(Disk::new());
        assert_eq!(commit(&fs, writes).1.unwrap_err().kind(), kind);
        assert!(fs.calls().is_empty());
    }
}

#[test]
fn what_was_left_is_told_though_the_change_fails() {
    let scene = Scene::small();
    let mut disk = journal_only(&scene);
    disk.put("activities/a.toml", FOREIGN);
    disk.put("activities/b.toml", FOREIGN);
    let fs = FakeFs::on(disk);
    let write = |path: &str| Write {
        path: RegPath::new(path).unwrap(),
        expected: None,
        new: Some(b"name = \"x\"\n".to_vec()),
    };
    let (left, result) = commit(&fs, vec![write("activities/b.toml"), write("activities/c.toml")]);
    assert_eq!(result.unwrap_err().kind(), ErrorKind::Conflict);
    assert_eq!((left.finished.len(), left.kept.len()), (2, 1));
    assert_eq!(left.messages().len(), 2);
}

#[test]
fn the_journal_of_another_is_never_taken_away() {
    let scene = Scene::small();
    let other = journal_only(&Scene::rename_with_referrers()).get(".registre-transaction").unwrap();
    let looked = |fs: &FakeFs, k: usize| {
        fs.calls().iter().take(k).any(|c| c.path.as_str() == ".registre-transaction" && c.name == "metadata")
    };
    let mut tried = 0;
    for k in 0..scene.calls() {
        let theirs = other.clone();
        let fs = scene.fs().before_call(k, move |d| {
            d.put("activities/a.toml", FOREIGN);
            d.put(".registre-transaction", &theirs);
        });
        // One that was there before is finished first, and is not this one's affair.
        let failed = scene.run(&fs).is_err_and(|e| e.kind() == ErrorKind::Conflict);
        if failed && looked(&fs, k) {
            tried += 1;
            assert_eq!(fs.disk().get(".registre-transaction"), Some(other.clone()), "at call {k}");
        }
    }
    assert!(tried > 0);
}

#[test]
fn a_start_in_order_changes_nothing_and_says_nothing() {
    let scene = Scene::rename_with_referrers();
    let fs = scene.fs();
    assert!(recover(&fs).messages().is_empty());
    assert!(fs.calls().iter().all(|c| c.name == "list" || c.name == "metadata"), "{:?}", fs.calls());
}

/// The disk of a change stopped just after its journal was safe.
fn journal_only(scene: &Scene) -> Disk {
    let journal = |f: &FakeFs| f.disk().get(".registre-transaction").is_some();
    let fs = (0..scene.calls())
        .map(|k| {
            let fs = scene.fs().crash_after(k);
            let _ = scene.run(&fs);
            fs
        })
        .find(journal);
    fs.map(|f| f.disk()).unwrap()
}

fn visible(fs: &FakeFs) -> Files {
    fs.disk().files().into_iter().filter(|(p, _)| !p.contains(".registre-")).collect()
}

fn assert_told(e: &StoreError, what: &str) {
    assert!(!e.paths().is_empty(), "{what}");
    for lang in Lang::ALL {
        let said = e.message().get(lang);
        assert!(e.paths().iter().all(|p| said.contains(p.as_str())) && said.len() > 40, "{what}: {said}");
    }
}
