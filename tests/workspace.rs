//! Two hands on one register: what differs is merged, what clashes is shown, and nobody's words are lost.

use registre::model::{Change, Id, Kind, Path, RecordId, Value};
use registre::ops::Workspace;
use registre::ops::workspace::{Keep, SaveError};
use registre::store::fs::Fs;
use registre::store::fs::fake::{Disk, FakeFs};
use std::collections::BTreeMap;
use std::path::Path as FsPath;
use std::sync::Arc;

const PAIE: &str = "activities/paie.toml";
const TEXT: &str = "# tenue par les RH\nname = \"Paie\"   # nom usuel\nowner = \"RH\"\nsoftware = [\n    \"Sirius\",   # depuis 2019\n]\n";

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = dir.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    dir
}

fn paie() -> RecordId {
    RecordId::new(Kind::Activity, Id::parse("paie").unwrap())
}

fn set(key: &str, value: &str) -> Change {
    Change::Set { record: paie(), path: Path::parse(key).unwrap(), value: Value::text(value) }
}

fn open(dir: &FsPath) -> Workspace {
    Workspace::open(dir).unwrap().0
}

fn read(dir: &FsPath) -> Option<String> {
    std::fs::read_to_string(dir.join(PAIE)).ok()
}

#[test]
fn another_field_changed_by_someone_else_is_kept_beside_ours() {
    let dir = folder(&[("register.toml", "name = \"X\"\n"), (PAIE, TEXT)]);
    let mut ws = open(dir.path());
    ws.apply(set("owner", "Ressources humaines")).unwrap();
    std::fs::write(
        dir.path().join(PAIE),
        TEXT.replace("\"Paie\"", "\"Paie mensuelle\"").replace("tenue", "relue"),
    )
    .unwrap();
    let saved = ws.save().unwrap();
    assert_eq!(saved.merged, [paie()]);
    let both = TEXT
        .replace("\"Paie\"", "\"Paie mensuelle\"")
        .replace("tenue", "relue")
        .replace("\"RH\"", "\"Ressources humaines\"");
    assert_eq!(read(dir.path()), Some(both));
}

#[test]
fn items_added_by_both_are_all_there() {
    let dir = folder(&[("register.toml", "name = \"X\"\n"), (PAIE, TEXT)]);
    let mut ws = open(dir.path());
    let path = Path::parse("software").unwrap();
    ws.apply(Change::AddItem { record: paie(), path, item: Value::text("Tableur") }).unwrap();
    std::fs::write(
        dir.path().join(PAIE),
        TEXT.replace("    \"Sirius\",", "    \"Coffre\",\n    \"Sirius\","),
    )
    .unwrap();
    ws.save().unwrap();
    let text = read(dir.path()).unwrap();
    for item in ["\"Coffre\"", "\"Sirius\",   # depuis 2019", "\"Tableur\""] {
        assert!(text.contains(item), "{item} is lost:\n{text}");
    }
}

#[test]
fn the_same_field_changed_by_both_is_shown_and_either_may_stand() {
    for (keep, stands) in [(Keep::Ours, "Siège"), (Keep::Theirs, "Usine")] {
        let dir = folder(&[("register.toml", "name = \"X\"\n"), (PAIE, TEXT)]);
        let mut ws = open(dir.path());
        ws.apply(set("owner", "Siège")).unwrap();
        let theirs = TEXT.replace("\"RH\"", "\"Usine\"").replace("\"Paie\"", "\"Paye\"");
        std::fs::write(dir.path().join(PAIE), &theirs).unwrap();
        let Err(SaveError::Clash(clashes)) = ws.save() else { panic!("a side was picked in silence") };
        assert_eq!(read(dir.path()).as_ref(), Some(&theirs), "nothing may be written before it is decided");
        let [clash] = clashes.as_slice() else { panic!("{clashes:?}") };
        assert_eq!(clash.path.to_string(), "owner");
        assert_eq!(
            (&clash.base, &clash.ours, &clash.theirs),
            (&Some(Value::text("RH")), &Some(Value::text("Siège")), &Some(Value::text("Usine")))
        );
        ws.resolve(&paie(), keep).unwrap();
        ws.save().unwrap();
        assert_eq!(
            read(dir.path()),
            Some(theirs.replace("Usine", stands)),
            "what they changed elsewhere stays"
        );
    }
}

#[test]
fn a_record_deleted_by_someone_else_while_it_was_edited_is_shown_and_can_be_kept_with_its_comments() {
    for keep in [Keep::Ours, Keep::Theirs] {
        let dir = folder(&[("register.toml", "name = \"X\"\n"), (PAIE, TEXT)]);
        let mut ws = open(dir.path());
        ws.apply(set("owner", "Siège")).unwrap();
        std::fs::remove_file(dir.path().join(PAIE)).unwrap();
        let Err(SaveError::Clash(clashes)) = ws.save() else { panic!("an edit was dropped in silence") };
        assert!(clashes.iter().all(|c| c.record == paie() && c.path.is_root()), "{clashes:?}");
        ws.resolve(&paie(), keep).unwrap();
        ws.save().unwrap();
        let expected = (keep == Keep::Ours).then(|| TEXT.replace("\"RH\"", "\"Siège\""));
        assert_eq!(read(dir.path()), expected);
        assert_eq!(ws.register().contains(&paie()), keep == Keep::Ours);
    }
}

#[test]
fn what_was_given_up_leaves_no_trace() {
    let dir = folder(&[("register.toml", "name = \"X\"\n"), (PAIE, TEXT)]);
    let mut ws = open(dir.path());
    ws.apply(set("owner", "Siège")).unwrap();
    ws.discard();
    assert!(!ws.is_modified() && ws.pending().is_empty());
    ws.save().unwrap();
    assert_eq!(read(dir.path()).as_deref(), Some(TEXT));
}

#[test]
fn a_change_and_its_opposite_leave_nothing_to_save() {
    let dir = folder(&[("register.toml", "name = \"X\"\n"), (PAIE, TEXT)]);
    let mut ws = open(dir.path());
    ws.apply(set("owner", "Siège")).unwrap();
    ws.apply(set("owner", "RH")).unwrap();
    assert!(!ws.is_modified());
}

/// A processor with twelve activities that refer to it, on a disk in memory.
fn disk_of_referrers() -> Disk {
    let mut disk = Disk::new();
    disk.put("register.toml", b"name = \"X\"\n");
    disk.put("processors/ancien.toml", "# le premier\nname = \"Ancien\"\n".as_bytes());
    for i in 0..12 {
        let text = format!("name = \"A{i}\"\nprocessors = [\n    \"ancien\",   # n° {i}\n]\n");
        disk.put(&format!("activities/a{i}.toml"), text.as_bytes());
    }
    disk
}

fn visible(disk: &Disk) -> BTreeMap<String, Vec<u8>> {
    disk.files().into_iter().filter(|(path, _)| !path.contains(".registre-")).collect()
}

#[test]
fn a_rename_with_twelve_referrers_is_whole_or_not_at_all_whatever_call_the_crash_follows() {
    let old = RecordId::new(Kind::Processor, Id::parse("ancien").unwrap());
    let rename = || Change::Rename { record: old.clone(), to: Id::parse("nouveau").unwrap() };
    let run = |fs: Arc<FakeFs>| {
        let (mut ws, _) = Workspace::open_on(FsPath::new("/register"), fs).ok()?;
        ws.apply(rename()).ok()?;
        ws.save().ok()
    };
    let before = visible(&disk_of_referrers());
    let calm = Arc::new(FakeFs::on(disk_of_referrers()));
    assert!(run(calm.clone()).is_some());
    let after = visible(&calm.disk());
    assert!(after.contains_key("processors/nouveau.toml") && !after.contains_key("processors/ancien.toml"));
    assert!(
        after.values().filter(|b| String::from_utf8_lossy(b).contains("\"nouveau\",   # n°")).count() == 12
    );

    let calls = calm.calls().len();
    let (mut undone, mut finished) = (0, 0);
    for k in 0..calls {
        let fs = Arc::new(FakeFs::on(disk_of_referrers()).crash_after(k));
        let _ = run(fs.clone());
        for disk in fs.disks_after_crash() {
            let again: Arc<FakeFs> = Arc::new(FakeFs::on(disk));
            let opened = Workspace::open_on(FsPath::new("/register"), again.clone() as Arc<dyn Fs>);
            assert!(opened.is_ok(), "crash after call {k}: the register does not open");
            let now = visible(&again.disk());
            match (now == before, now == after) {
                (true, _) => undone += 1,
                (_, true) => finished += 1,
                _ => panic!("crash after call {k}: half a rename:\n{:?}", now.keys().collect::<Vec<_>>()),
            }
        }
    }
    assert!(undone > 0 && finished > 0, "the crashes proved nothing: {undone} undone, {finished} finished");
}
