//! A register at work: what was changed in memory reaches the disk whole, beside what others changed,
//! or not at all.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeMap;
use std::path::Path as FsPath;
use std::sync::Arc;

use registre::model::merge::{Clash, Keep};
use registre::model::{Change, Id, Kind, Lang, Path, Record, RecordId, Value};
use registre::ops::Workspace;
use registre::ops::error::Exit;
use registre::ops::workspace::{SaveError, Saved};
use registre::store::fs::fake::{Disk, Effect, FakeFs};

const PAYROLL: &str = "# à la main\nname = \"Paie\"\nowner = \"RH\"\nsoftware = [\n    \"Tableur\",\n]\n";

fn id(kind: Kind, id: &str) -> RecordId {
    RecordId::new(kind, Id::parse(id).unwrap())
}

fn payroll() -> RecordId {
    id(Kind::Activity, "paie")
}

fn set(record: &RecordId, path: &str, value: &str) -> Change {
    Change::Set { record: record.clone(), path: Path::parse(path).unwrap(), value: Value::text(value) }
}

fn add(record: &RecordId, path: &str, item: &str) -> Change {
    Change::AddItem { record: record.clone(), path: Path::parse(path).unwrap(), item: Value::text(item) }
}

fn disk() -> Disk {
    let mut disk = Disk::new();
    disk.put("register.toml", b"schema = 1\nname = \"Atelier\"\n");
    disk.put("activities/paie.toml", PAYROLL.as_bytes());
    disk
}

fn open(fs: &Arc<FakeFs>) -> Workspace {
    Workspace::open_on(FsPath::new("/registre"), fs.clone()).unwrap()
}

fn on(disk: Disk) -> Arc<FakeFs> {
    Arc::new(FakeFs::on(disk))
}

/// What a person sees: the files that are not hidden, as text.
fn seen(disk: &Disk) -> BTreeMap<String, String> {
    let hidden = |path: &str| path.split('/').any(|part| part.starts_with('.'));
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    disk.files().into_iter().filter(|(path, _)| !hidden(path)).map(|(path, b)| (path, text(b))).collect()
}

fn text(fs: &FakeFs, path: &str) -> String {
    seen(&fs.disk()).remove(path).unwrap_or_default()
}

/// Two people on one register: `theirs` is saved first, then `ours`.
fn two(theirs: Vec<Change>, ours: Vec<Change>) -> (Arc<FakeFs>, Workspace, Result<Saved, SaveError>) {
    let fs = on(disk());
    let (mut we, mut they) = (open(&fs), open(&fs));
    we.apply_all(ours).unwrap();
    they.apply_all(theirs).unwrap();
    they.save().unwrap();
    let saved = we.save();
    (fs, we, saved)
}

/// How many calls it takes to open the register on `disk`.
fn opening(disk: Disk) -> usize {
    let fs = on(disk);
    open(&fs);
    fs.calls().len()
}

/// An open register of which somebody rewrites a file just after it was read.
fn written_behind_our_back(path: &'static str, text: &str) -> (Arc<FakeFs>, Workspace) {
    let bytes = text.as_bytes().to_vec();
    let fs = FakeFs::on(disk()).before_call(opening(disk()), move |disk| disk.put(path, &bytes));
    let fs = Arc::new(fs);
    let workspace = open(&fs);
    (fs, workspace)
}

#[track_caller]
fn clashes(saved: Result<Saved, SaveError>) -> Vec<Clash> {
    match saved {
        Err(SaveError::Clash(clashes)) => clashes,
        other => panic!("no clash: {other:?}"),
    }
}

#[test]
fn a_change_is_in_memory_until_it_is_saved() {
    let fs = on(disk());
    let mut workspace = open(&fs);
    workspace.apply(set(&payroll(), "owner", "Direction")).unwrap();
    assert!(workspace.is_modified() && workspace.is_record_modified(&payroll()));
    assert_eq!(text(&fs, "activities/paie.toml"), PAYROLL);
    assert_eq!(workspace.saved().get(&payroll()).unwrap().fields.text("owner"), Some("RH"));
    workspace.save().unwrap();
    assert!(!workspace.is_modified() && workspace.pending().is_empty());
    assert_eq!(text(&fs, "activities/paie.toml"), PAYROLL.replace("RH", "Direction"));
    assert_eq!(open(&fs).register(), workspace.register());
}

#[test]
fn a_change_that_is_taken_back_leaves_nothing_to_save() {
    let fs = on(disk());
    let mut workspace = open(&fs);
    workspace.apply(set(&payroll(), "owner", "Direction")).unwrap();
    workspace.apply(set(&payroll(), "owner", "RH")).unwrap();
    assert!(!workspace.is_modified());
    let rename =
        |from: &RecordId, to: &str| Change::Rename { record: from.clone(), to: Id::parse(to).unwrap() };
    workspace.apply(rename(&payroll(), "salaires")).unwrap();
    workspace.apply(rename(&id(Kind::Activity, "salaires"), "paie")).unwrap();
    assert!(!workspace.is_modified(), "{:?}", workspace.pending());
}

#[test]
fn the_version_of_the_format_is_the_program_s_own() {
    let mut workspace = open(&on(disk()));
    let organisation = RecordId::organisation();
    let path = Path::parse("schema").unwrap();
    let set = |n| Change::Set { record: organisation.clone(), path: path.clone(), value: Value::Integer(n) };
    for change in [set(9), set(1), Change::Unset { record: organisation.clone(), path: path.clone() }] {
        assert_eq!(workspace.apply(change).unwrap_err().exit, Exit::Usage);
    }
    assert!(!workspace.is_modified() && workspace.newer().is_none());
    workspace
        .apply(Change::Set {
            record: organisation,
            path: Path::parse("name").unwrap(),
            value: Value::text("X"),
        })
        .unwrap();
}

#[test]
fn a_great_many_records_are_renamed_and_deleted_in_one_act() {
    let mut disk = disk();
    let many = 600;
    for n in 0..many {
        disk.put(&format!("processors/p{n}.toml"), format!("name = \"P{n}\"\n").as_bytes());
        let text = format!("name = \"A{n}\"\nprocessors = [\n    \"p{n}\",\n]\n");
        disk.put(&format!("activities/a{n}.toml"), text.as_bytes());
    }
    let fs = on(disk);
    let mut workspace = open(&fs);
    let processor = |n: usize| id(Kind::Processor, &format!("p{n}"));
    let rename = |n| Change::Rename { record: processor(n), to: Id::parse(&format!("q{n}")).unwrap() };
    workspace.apply_all((0..many).map(rename).collect()).unwrap();
    let first = id(Kind::Processor, "q0");
    assert_eq!(workspace.register().users(&first), [id(Kind::Activity, "a0")]);
    assert!(workspace.apply(Change::Delete { record: first }).is_err());
    let delete = |n: usize| Change::Delete { record: id(Kind::Activity, &format!("a{n}")) };
    workspace.apply_all((0..many).map(delete).collect()).unwrap();
    let delete = |n: usize| Change::Delete { record: id(Kind::Processor, &format!("q{n}")) };
    workspace.apply_all((0..many).map(delete).collect()).unwrap();
    workspace.save().unwrap();
    assert_eq!(open(&fs).register().len(), 2);
}

#[test]
fn several_changes_are_made_all_or_none() {
    let mut workspace = open(&on(disk()));
    let wrong =
        Change::Set { record: payroll(), path: Path::parse("owner").unwrap(), value: Value::Integer(3) };
    assert!(workspace.apply_all(vec![set(&payroll(), "owner", "Direction"), wrong]).is_err());
    assert!(!workspace.is_modified());
    assert_eq!(workspace.register(), workspace.saved());
}

#[test]
fn what_another_changed_elsewhere_in_the_file_stays() {
    let (fs, we, saved) =
        two(vec![set(&payroll(), "name", "Salaires")], vec![set(&payroll(), "owner", "Direction")]);
    assert_eq!(saved.unwrap().merged, [payroll()]);
    let expected = PAYROLL.replace("\"Paie\"", "\"Salaires\"").replace("RH", "Direction");
    assert_eq!(text(&fs, "activities/paie.toml"), expected);
    assert_eq!(we.register(), open(&fs).register());
}

#[test]
fn what_another_wrote_by_hand_stays_comment_included() {
    let by_hand = PAYROLL.replace("# à la main", "# revu le 3\ninconnue = 1 # gardée");
    let (fs, mut we) = written_behind_our_back("activities/paie.toml", &by_hand);
    we.apply(set(&payroll(), "owner", "Direction")).unwrap();
    we.save().unwrap();
    assert_eq!(text(&fs, "activities/paie.toml"), by_hand.replace("RH", "Direction"));
}

#[test]
fn both_adding_to_a_list_keeps_both() {
    let (fs, _, saved) = two(
        vec![add(&payroll(), "software", "Leur outil")],
        vec![add(&payroll(), "software", "Notre outil")],
    );
    saved.unwrap();
    let after = text(&fs, "activities/paie.toml");
    for item in ["Tableur", "Leur outil", "Notre outil"] {
        assert!(after.contains(item), "{after}");
    }
}

#[test]
fn the_same_field_changed_on_both_sides_is_shown_with_its_three_values() {
    let (fs, we, saved) =
        two(vec![set(&payroll(), "owner", "Leur service")], vec![set(&payroll(), "owner", "Notre service")]);
    let clash = Clash {
        record: payroll(),
        path: Path::parse("owner").unwrap(),
        base: Some(Value::text("RH")),
        ours: Some(Value::text("Notre service")),
        theirs: Some(Value::text("Leur service")),
    };
    assert_eq!(clashes(saved), [clash]);
    assert!(text(&fs, "activities/paie.toml").contains("Leur service"), "nothing was written");
    assert_eq!(
        we.register().get(&payroll()).unwrap().fields.text("owner"),
        Some("Notre service"),
        "nor lost"
    );
}

#[test]
fn the_same_change_on_both_sides_is_no_clash() {
    let change = || vec![set(&payroll(), "owner", "Direction")];
    let (fs, _, saved) = two(change(), change());
    saved.unwrap();
    assert!(text(&fs, "activities/paie.toml").contains("Direction"));
}

#[test]
fn a_clash_is_settled_either_way_and_the_rest_of_the_work_stays() {
    for (keep, owner) in [(Keep::Ours, "Notre service"), (Keep::Theirs, "Leur service")] {
        let theirs = vec![set(&payroll(), "owner", "Leur service"), set(&payroll(), "name", "Leur nom")];
        let ours = vec![
            set(&payroll(), "owner", "Notre service"),
            Change::Create { record: Record::new(id(Kind::Purpose, "neuve")) },
        ];
        let (fs, mut we, saved) = two(theirs, ours);
        let clashes = clashes(saved);
        assert_eq!(clashes.len(), 1);
        we.decide(clashes[0].clone(), keep);
        we.save().unwrap();
        let after = text(&fs, "activities/paie.toml");
        assert!(after.contains(owner) && after.contains("Leur nom"), "{keep:?}: {after}");
        assert!(fs.disk().get("purposes/neuve.toml").is_some());
        assert_eq!(we.register(), open(&fs).register());
    }
}

#[test]
fn edit_against_deletion_is_a_clash_of_the_whole_record_both_ways() {
    let delete = || vec![Change::Delete { record: payroll() }];
    let edit = || vec![set(&payroll(), "owner", "Direction")];
    for (theirs, ours) in [(delete(), edit()), (edit(), delete())] {
        let clashes = clashes(two(theirs, ours).2);
        assert!(clashes.len() == 1 && clashes[0].path.is_root(), "{clashes:?}");
    }
    let (fs, _, saved) = two(delete(), delete());
    saved.unwrap();
    assert!(fs.disk().get("activities/paie.toml").is_none());
}

#[test]
fn what_another_wrote_in_a_record_that_is_deleted_is_asked_about_whatever_it_is() {
    let fields = "status = \"aktive\" # trois jours de travail\nnote_libre = \"d\u{e9}cision du 12\"\n";
    for theirs in [format!("{PAYROLL}{fields}"), PAYROLL.replace("main", "main, revu")] {
        for keep in [Keep::Ours, Keep::Theirs] {
            let (fs, mut we) = written_behind_our_back("activities/paie.toml", &theirs);
            we.apply(Change::Delete { record: payroll() }).unwrap();
            let asked = clashes(we.save());
            assert!(asked.len() == 1 && asked[0].path.is_root(), "{asked:?}");
            assert_eq!(asked[0].theirs, Some(Value::text(theirs.as_str())));
            assert_eq!(text(&fs, "activities/paie.toml"), theirs);
            we.decide(asked[0].clone(), keep);
            we.save().unwrap();
            let left = (keep == Keep::Theirs).then(|| theirs.clone());
            assert_eq!(seen(&fs.disk()).remove("activities/paie.toml"), left);
            assert_eq!(we.register(), open(&fs).register());
        }
    }
}

#[test]
fn what_another_deleted_while_it_was_edited_can_be_kept_with_its_comments() {
    for keep in [Keep::Ours, Keep::Theirs] {
        let delete = vec![Change::Delete { record: payroll() }];
        let (fs, mut we, saved) = two(delete, vec![set(&payroll(), "owner", "Direction")]);
        for clash in clashes(saved) {
            we.decide(clash, keep);
        }
        we.save().unwrap();
        let kept = (keep == Keep::Ours).then(|| PAYROLL.replace("RH", "Direction"));
        assert_eq!(fs.disk().get("activities/paie.toml").map(|b| String::from_utf8(b).unwrap()), kept);
        assert_eq!(we.register().contains(&payroll()), keep == Keep::Ours);
    }
}

#[test]
fn two_new_records_of_one_name_clash_unless_they_say_the_same() {
    let new = |name: &str| {
        let mut record = Record::new(id(Kind::Purpose, "neuve"));
        let table = registre::model::fields_of(Kind::Purpose);
        record.fields.set(table, "name", Value::text(name)).unwrap();
        vec![Change::Create { record }]
    };
    assert_eq!(clashes(two(new("Leur"), new("Notre")).2).len(), 1);
    two(new("Une"), new("Une")).2.unwrap();
}

#[test]
fn a_file_that_another_broke_meanwhile_is_not_written_over() {
    let (fs, mut we) = written_behind_our_back("activities/paie.toml", "name = \"");
    we.apply(set(&payroll(), "owner", "Direction")).unwrap();
    match we.save() {
        Err(SaveError::Other(error)) => assert_eq!(error.exit, Exit::Conflict),
        other => panic!("{other:?}"),
    }
    assert_eq!(text(&fs, "activities/paie.toml"), "name = \"");
    assert!(we.is_modified(), "what was typed is kept");
}

#[test]
fn a_row_renamed_here_and_removed_there_is_a_clash_and_nothing_is_lost() {
    let row = |to: &str| Path::parse(&format!("data.{to}")).unwrap();
    let with_row = |fs: &Arc<FakeFs>| {
        let mut first = open(fs);
        first.apply(set(&payroll(), "data.contact.label", "Contact")).unwrap();
        first.save().unwrap();
    };
    for keep in [Keep::Ours, Keep::Theirs] {
        let fs = on(disk());
        with_row(&fs);
        let (mut we, mut they) = (open(&fs), open(&fs));
        they.apply(Change::Unset { record: payroll(), path: row("contact") }).unwrap();
        they.save().unwrap();
        let rename =
            Change::RenameRow { record: payroll(), path: row("contact"), to: "coordonnees".to_owned() };
        we.apply_all(vec![rename, set(&payroll(), "data.coordonnees.label", "Coordonnées")]).unwrap();
        let before = we.register().clone();
        let found = clashes(we.save());
        assert_eq!(found.iter().map(|c| c.path.clone()).collect::<Vec<_>>(), [row("coordonnees")]);
        assert_eq!(we.register(), &before, "what was typed is all there");
        we.decide(found[0].clone(), keep);
        we.save().unwrap();
        let after = text(&fs, "activities/paie.toml");
        assert_eq!(after.contains("Coordonnées"), keep == Keep::Ours, "{after}");
        assert_eq!(we.register(), open(&fs).register());
    }
}

#[test]
fn a_row_renamed_here_takes_along_what_another_changed_in_it() {
    let fs = on(disk());
    let mut first = open(&fs);
    first.apply(set(&payroll(), "data.contact.label", "Contact")).unwrap();
    first.save().unwrap();
    let (mut we, mut they) = (open(&fs), open(&fs));
    they.apply(set(&payroll(), "data.contact.necessity", "Payer")).unwrap();
    they.save().unwrap();
    let path = Path::parse("data.contact").unwrap();
    we.apply(Change::RenameRow { record: payroll(), path, to: "coordonnees".to_owned() }).unwrap();
    assert_eq!(we.save().unwrap().merged, [payroll()]);
    let after = text(&fs, "activities/paie.toml");
    assert!(after.contains("[data.coordonnees]") && after.contains("Payer"), "{after}");
    assert!(!after.contains("[data.contact]"), "{after}");
}

#[test]
fn an_item_added_to_a_list_that_another_emptied_is_a_clash() {
    let none = Change::Set { record: payroll(), path: Path::parse("software").unwrap(), value: Value::None };
    let unset = Change::Unset { record: payroll(), path: Path::parse("software").unwrap() };
    for theirs in [none, unset] {
        let (_, we, saved) = two(vec![theirs], vec![add(&payroll(), "software", "Notre outil")]);
        assert_eq!(clashes(saved).len(), 1);
        assert_eq!(we.register().get(&payroll()).unwrap().fields.items("software").len(), 2);
    }
}

#[test]
fn a_file_that_cannot_be_read_in_full_may_refer_to_anything() {
    for broken in
        ["name = \"", "name = \"X\"\nprocessors = \"aval\"\n", "processors = [\n    \"Aval SAS\",\n]\n"]
    {
        let mut disk = disk();
        disk.put("processors/aval.toml", b"name = \"Aval\"\n");
        disk.put("activities/autre.toml", broken.as_bytes());
        let mut workspace = open(&on(disk));
        let aval = id(Kind::Processor, "aval");
        for change in [
            Change::Delete { record: aval.clone() },
            Change::Rename { record: aval.clone(), to: Id::parse("amont").unwrap() },
        ] {
            let error = workspace.apply(change).unwrap_err();
            assert!(error.message.get(Lang::En).contains("activities/autre.toml"), "{broken}: {error:?}");
        }
        assert!(!workspace.is_modified());
    }
    // A field that could not hold such a reference changes nothing.
    let mut disk = disk();
    disk.put("processors/aval.toml", b"name = \"Aval\"\n");
    disk.put("activities/autre.toml", b"created_on = \"hier\"\n");
    let mut workspace = open(&on(disk));
    workspace.apply(Change::Delete { record: id(Kind::Processor, "aval") }).unwrap();
}

#[test]
fn what_cannot_be_read_of_theirs_is_not_written_over_unseen() {
    let theirs = PAYROLL.replace("owner = \"RH\"", "owner = 12");
    let (fs, mut we) = written_behind_our_back("activities/paie.toml", &theirs);
    we.apply(set(&payroll(), "owner", "Direction")).unwrap();
    let found = clashes(we.save());
    assert_eq!((found.len(), found[0].path.to_string().as_str()), (1, "owner"));
    assert_eq!(text(&fs, "activities/paie.toml"), theirs);
}

#[test]
fn after_a_save_the_workspace_is_what_the_disk_holds_whoever_wrote_meanwhile() {
    let theirs = "name = \"Leur paie\"\n";
    let start = || {
        let mut disk = disk();
        disk.put("activities/stock.toml", b"name = \"Stock\"\n");
        disk
    };
    let work = |we: &mut Workspace| {
        we.apply(set(&payroll(), "owner", "Direction")).unwrap();
        we.apply(set(&id(Kind::Activity, "stock"), "owner", "Magasin")).unwrap();
    };
    let count = {
        let fs = on(start());
        let mut we = open(&fs);
        work(&mut we);
        we.save().unwrap();
        fs.calls().len()
    };
    let mut kept = 0;
    for k in opening(start())..count {
        let fs =
            FakeFs::on(start()).before_call(k, move |d| d.put("activities/paie.toml", theirs.as_bytes()));
        let fs = Arc::new(fs);
        let mut we = open(&fs);
        work(&mut we);
        let Ok(saved) = we.save() else { continue };
        if !saved.kept.is_empty() {
            kept += 1;
            assert!(!saved.written.contains(&payroll()), "call {k}");
            assert!(!we.news().is_empty(), "call {k}: nobody was told");
        } else if text(&fs, "activities/paie.toml") == theirs {
            continue; // they came after ours was in place
        }
        let again = open(&fs);
        assert_eq!(we.register(), again.register(), "call {k}");
        assert_eq!(we.text(&payroll()), again.text(&payroll()), "call {k}");
        // What is saved next stands on what is there.
        we.apply(set(&payroll(), "ref", "T-9")).unwrap();
        we.save().unwrap();
        assert_eq!(we.register(), open(&fs).register(), "call {k}");
    }
    assert!(kept > 0, "no save met somebody at the very moment");
}

// --- a processor with twelve referrers gets another name ---

fn twelve() -> Disk {
    let mut disk = disk();
    disk.put("processors/aval.toml", "# contrat en cours\nname = \"Aval\"\n".as_bytes());
    for n in 0..12 {
        let text =
            format!("# fiche {n}\nname = \"Activité {n}\"\nprocessors = [\n    \"aval\", # le leur\n]\n");
        disk.put(&format!("activities/a{n}.toml"), text.as_bytes());
    }
    disk
}

fn to_amont() -> Change {
    Change::Rename { record: id(Kind::Processor, "aval"), to: Id::parse("amont").unwrap() }
}

fn rename(workspace: &mut Workspace) {
    workspace.apply(to_amont()).unwrap();
}

/// The register as it must be after the rename, down to the comments.
fn renamed() -> BTreeMap<String, String> {
    let mut files = seen(&twelve());
    let processor = files.remove("processors/aval.toml").unwrap();
    files.insert("processors/amont.toml".to_owned(), processor);
    files.values_mut().for_each(|text| *text = text.replace("\"aval\"", "\"amont\""));
    files
}

#[test]
fn a_rename_changes_the_name_in_every_reference_and_nothing_else() {
    let fs = on(twelve());
    let mut workspace = open(&fs);
    rename(&mut workspace);
    assert_eq!(workspace.save().unwrap().written.len(), 14);
    assert_eq!(seen(&fs.disk()), renamed());
    assert_eq!(workspace.register(), open(&fs).register());
}

#[test]
fn a_rename_goes_together_with_what_another_changed_in_a_referrer() {
    let fs = on(twelve());
    let (mut we, mut they) = (open(&fs), open(&fs));
    rename(&mut we);
    they.apply(set(&id(Kind::Activity, "a3"), "owner", "Leur service")).unwrap();
    they.save().unwrap();
    we.save().unwrap();
    let after = text(&fs, "activities/a3.toml");
    assert!(after.contains("Leur service") && after.contains("\"amont\""), "{after}");
    assert_eq!(seen(&fs.disk()).values().filter(|t| t.contains("\"amont\"")).count(), 12);
}

#[test]
fn a_rename_follows_what_another_changed_in_the_record_and_referred_to_meanwhile() {
    let fs = on(twelve());
    let (mut we, mut they) = (open(&fs), open(&fs));
    rename(&mut we);
    let amont = id(Kind::Processor, "amont");
    we.apply(set(&amont, "phone", "01 02 03 04 05")).unwrap();
    they.apply(set(&id(Kind::Processor, "aval"), "name", "Aval SAS")).unwrap();
    let path = Path::parse("processors").unwrap();
    let item = Value::Ref(Id::parse("aval").unwrap());
    they.apply(Change::AddItem { record: payroll(), path, item }).unwrap();
    they.save().unwrap();
    we.save().unwrap();
    let files = seen(&fs.disk());
    assert!(!files.contains_key("processors/aval.toml"));
    let processor = &files["processors/amont.toml"];
    for kept in ["# contrat en cours", "Aval SAS", "01 02 03 04 05"] {
        assert!(processor.contains(kept), "{processor}");
    }
    assert!(files["activities/paie.toml"].contains("\"amont\""));
    assert!(!files.values().any(|t| t.contains("\"aval\"")), "{files:#?}");
    assert_eq!(we.register(), open(&fs).register());
}

/// Two processors and an activity for each; the first is renamed, and the second gets its name.
fn names_change_hands(first: &str) -> (Arc<FakeFs>, Workspace) {
    let mut disk = disk();
    disk.put("processors/crm.toml", b"name = \"Vieux CRM\"\n");
    disk.put("processors/crm-neuf.toml", b"name = \"Nouveau CRM\"\n");
    disk.put("activities/compta.toml", b"name = \"Compta\"\nprocessors = [\n    \"crm\",\n]\n");
    disk.put("activities/ventes.toml", b"name = \"Ventes\"\nprocessors = [\n    \"crm-neuf\",\n]\n");
    let both = b"name = \"Stock\"\nprocessors = [\n    \"crm\",\n    \"crm-neuf\",\n]\n";
    disk.put("activities/stock.toml", both);
    let fs = on(disk);
    let mut we = open(&fs);
    let rename = |from: &str, to: &str| Change::Rename {
        record: id(Kind::Processor, from),
        to: Id::parse(to).unwrap(),
    };
    we.apply_all(vec![rename("crm", first), rename("crm-neuf", "crm")]).unwrap();
    (fs, we)
}

#[test]
fn a_name_that_was_given_to_another_record_destroys_and_redirects_nothing() {
    for first in ["ancien-crm", "crm-vieux"] {
        for touched in [
            None,
            Some("processors/crm.toml"),
            Some("processors/crm-neuf.toml"),
            Some("activities/ventes.toml"),
        ] {
            let (fs, mut we) = names_change_hands(first);
            if let Some(path) = touched {
                // Somebody else adds to one of the files meanwhile.
                let mut they = open(&fs);
                let record = RecordId::from_path(path).unwrap();
                they.apply(set(&record, "notes", "Leur note")).unwrap();
                they.save().unwrap();
            }
            we.save().unwrap_or_else(|e| panic!("{first} {touched:?}: {e:?}"));
            let files = seen(&fs.disk());
            assert!(files[&format!("processors/{first}.toml")].contains("Vieux CRM"), "{files:#?}");
            assert!(files["processors/crm.toml"].contains("Nouveau CRM"), "{files:#?}");
            assert!(!files.contains_key("processors/crm-neuf.toml"));
            assert!(files["activities/compta.toml"].contains(&format!("\"{first}\"")), "{files:#?}");
            assert!(files["activities/ventes.toml"].contains("\"crm\""), "{first} {touched:?} {files:#?}");
            let stock = &files["activities/stock.toml"];
            assert!(stock.contains(&format!("\"{first}\"")) && stock.contains("\"crm\""), "{stock}");
            assert_eq!(files.values().filter(|t| t.contains("Leur note")).count(), touched.iter().count());
            assert_eq!(we.register(), open(&fs).register());
        }
    }
}

#[test]
fn a_decision_is_about_what_was_seen_and_no_later_clash() {
    let fs = on(disk());
    let (mut we, mut they) = (open(&fs), open(&fs));
    we.apply(set(&payroll(), "owner", "Direction")).unwrap();
    they.apply(Change::Delete { record: payroll() }).unwrap();
    they.save().unwrap();
    for clash in clashes(we.save()) {
        we.decide(clash, Keep::Theirs);
    }
    we.save().unwrap();
    assert!(!we.register().contains(&payroll()));
    let put_back = PAYROLL.replace("Paie", "Paie remise");
    let fs = on({
        let mut disk = fs.disk();
        disk.put("activities/paie.toml", put_back.as_bytes());
        disk
    });
    let (mut we, mut they) = (open(&fs), open(&fs));
    we.apply(set(&payroll(), "owner", "Compta")).unwrap();
    they.apply(Change::Delete { record: payroll() }).unwrap();
    they.save().unwrap();
    let done = we.refresh().unwrap();
    assert_eq!(done.clashes.len(), 1, "asked again");
    assert_eq!(we.register().get(&payroll()).unwrap().fields.text("owner"), Some("Compta"));
    assert_eq!(clashes(we.save()).len(), 1);
}

#[test]
fn a_clash_in_one_record_keeps_no_other_out() {
    let mut disk = disk();
    disk.put("activities/stock.toml", b"name = \"Stock\"\n");
    let fs = on(disk);
    let (mut we, mut they) = (open(&fs), open(&fs));
    we.apply(set(&payroll(), "owner", "Nous")).unwrap();
    they.apply(set(&payroll(), "owner", "Eux")).unwrap();
    they.apply(set(&id(Kind::Activity, "stock"), "owner", "Magasin")).unwrap();
    they.save().unwrap();
    let done = we.refresh().unwrap();
    assert_eq!(done.clashes.len(), 1);
    let owner = |id: &RecordId| we.register().get(id).unwrap().fields.text("owner").unwrap().to_owned();
    assert_eq!((owner(&payroll()), owner(&id(Kind::Activity, "stock"))), ("Nous".into(), "Magasin".into()));
    assert_eq!(clashes(we.save()).len(), 1, "the save still asks");
}

#[test]
fn what_they_wrote_unreadably_can_be_decided_either_way() {
    for keep in [Keep::Ours, Keep::Theirs] {
        let theirs = PAYROLL.replace("owner = \"RH\"", "owner = 12");
        let (fs, mut we) = written_behind_our_back("activities/paie.toml", &theirs);
        we.apply_all(vec![set(&payroll(), "owner", "Direction"), set(&payroll(), "ref", "T-1")]).unwrap();
        let found = clashes(we.save());
        assert_eq!(found[0].theirs, Some(Value::text("owner = 12")));
        we.decide(found[0].clone(), keep);
        we.save().unwrap();
        let after = text(&fs, "activities/paie.toml");
        assert_eq!(after.contains("Direction"), keep == Keep::Ours, "{after}");
        assert!(after.contains("T-1"), "{after}");
    }
}

#[test]
fn a_register_that_became_newer_meanwhile_is_not_written() {
    let (fs, mut we) = written_behind_our_back("register.toml", "schema = 2\nname = \"Atelier\"\n");
    we.apply(set(&payroll(), "owner", "Direction")).unwrap();
    match we.save() {
        Err(SaveError::Other(error)) => assert_eq!(error.exit, Exit::Register),
        other => panic!("{other:?}"),
    }
    assert_eq!(text(&fs, "activities/paie.toml"), PAYROLL);
}

#[test]
fn undo_never_takes_a_file_that_cannot_be_read_for_none() {
    let fs = on(disk());
    let mut we = open(&fs);
    let new = Record::new(id(Kind::Activity, "lettre"));
    let act = we.act(vec![Change::Create { record: new }]).unwrap().unwrap();
    we.save().unwrap();
    let broken = {
        let mut disk = fs.disk();
        disk.put("activities/lettre.toml", b"name = \"Leur texte\n");
        on(disk)
    };
    let mut we = open(&broken);
    assert_eq!(we.take_back(&act).unwrap_err().exit, Exit::Conflict);
    assert!(!we.is_modified());
}

#[test]
fn undoing_a_creation_never_takes_what_another_wrote_in_it_along() {
    let fs = on(disk());
    let mut we = open(&fs);
    let letter = id(Kind::Activity, "lettre");
    let act = we.act(vec![Change::Create { record: Record::new(letter.clone()) }]).unwrap().unwrap();
    we.save().unwrap();
    let theirs = "# \u{e0} garder\nnote_libre = \"le 12\"\n";
    let mut later = fs.disk();
    later.put("activities/lettre.toml", theirs.as_bytes());
    let mut we = open(&on(later));
    assert_eq!(we.take_back(&act).unwrap_err().exit, Exit::Conflict);
    assert_eq!(we.text(&letter), theirs);
}

#[test]
fn a_name_of_a_deleted_record_can_be_taken_though_another_edits_the_renamed_one() {
    let mut disk = disk();
    disk.put("processors/a.toml", b"name = \"A\"\n");
    disk.put("processors/b.toml", b"name = \"B\"\n");
    let fs = on(disk);
    let (mut we, mut they) = (open(&fs), open(&fs));
    let (a, b) = (id(Kind::Processor, "a"), id(Kind::Processor, "b"));
    we.apply_all(vec![
        Change::Delete { record: b.clone() },
        Change::Rename { record: a.clone(), to: Id::parse("b").unwrap() },
    ])
    .unwrap();
    they.apply(set(&a, "phone", "01")).unwrap();
    they.save().unwrap();
    we.save().unwrap();
    let files = seen(&fs.disk());
    assert!(!files.contains_key("processors/a.toml"));
    assert!(files["processors/b.toml"].contains("name = \"A\"") && files["processors/b.toml"].contains("01"));
}

#[test]
fn a_record_that_another_refers_to_meanwhile_is_not_deleted() {
    let mut disk = disk();
    disk.put("processors/aval.toml", b"name = \"Aval\"\n");
    let fs = on(disk);
    let (mut we, mut they) = (open(&fs), open(&fs));
    we.apply(Change::Delete { record: id(Kind::Processor, "aval") }).unwrap();
    let path = Path::parse("processors").unwrap();
    let item = Value::Ref(Id::parse("aval").unwrap());
    they.apply(Change::AddItem { record: payroll(), path, item }).unwrap();
    they.save().unwrap();
    match we.save() {
        Err(SaveError::Other(error)) => {
            assert_eq!(error.exit, Exit::Conflict);
            assert!(error.message.get(Lang::En).contains("activity/paie"), "{error:?}");
        }
        other => panic!("{other:?}"),
    }
    assert!(fs.disk().get("processors/aval.toml").is_some());
}

#[test]
fn a_name_that_another_took_meanwhile_is_not_written_over() {
    let fs = on(twelve());
    let (mut we, mut they) = (open(&fs), open(&fs));
    rename(&mut we);
    they.apply(Change::Create { record: Record::new(id(Kind::Processor, "amont")) }).unwrap();
    they.save().unwrap();
    match we.save() {
        Err(SaveError::Other(error)) => assert_eq!(error.exit, Exit::Conflict),
        other => panic!("{other:?}"),
    }
    let to = Id::parse("amont-2").unwrap();
    we.apply(Change::Rename { record: id(Kind::Processor, "amont"), to }).unwrap();
    we.save().unwrap();
    let files = seen(&fs.disk());
    assert_eq!(files["processors/amont-2.toml"], "# contrat en cours\nname = \"Aval\"\n");
    assert_eq!(files.values().filter(|t| t.contains("\"amont-2\"")).count(), 12);
    assert_eq!(we.register(), open(&fs).register());
}

#[test]
fn a_crash_at_any_call_of_a_rename_leaves_all_of_it_or_none() {
    let (before, after) = (seen(&twelve()), renamed());
    let count = {
        let fs = on(twelve());
        let mut workspace = open(&fs);
        rename(&mut workspace);
        workspace.save().unwrap();
        fs.calls().len()
    };
    assert!(count > 60, "{count} calls: the rename was not looked at");
    let whole = opening(twelve());
    let (mut undone, mut done) = (0, 0);
    for k in 0..count {
        let fs = Arc::new(FakeFs::on(twelve()).crash_after(k));
        if let Ok(mut workspace) = Workspace::open_on(FsPath::new("/registre"), fs.clone()) {
            // Where the crash came while it was being read, there is nothing to rename, or what could not
            // be read might refer to it: then the rename is refused.
            if k >= whole {
                rename(&mut workspace);
                let _ = workspace.save();
            } else if workspace.apply(to_amont()).is_ok() {
                let _ = workspace.save();
            }
        }
        for disk in fs.disks_after_crash() {
            let next = on(disk);
            let workspace = open(&next);
            let found = seen(&next.disk());
            match (found == before, found == after) {
                (true, _) => undone += 1,
                (_, true) => done += 1,
                _ => panic!("after call {k}: half a rename\n{found:#?}"),
            }
            let left: Vec<String> = next
                .disk()
                .files()
                .into_keys()
                .filter(|p| p.contains("/.registre") || p.starts_with(".registre"))
                .collect();
            assert!(left.is_empty(), "after call {k}: {left:?}");
            assert_eq!(workspace.register().len(), 15);
        }
    }
    assert!(undone > 0 && done > 0, "{undone} undone, {done} done");
}

#[test]
fn an_error_at_any_call_of_a_save_loses_nothing_that_was_typed() {
    const NO_SPACE: i32 = 28;
    let count = {
        let fs = on(twelve());
        let mut workspace = open(&fs);
        rename(&mut workspace);
        workspace.save().unwrap();
        fs.calls().len()
    };
    for k in opening(twelve())..count {
        let fs = Arc::new(FakeFs::on(twelve()).fail_call(k, NO_SPACE, Effect::None));
        let mut workspace = open(&fs);
        rename(&mut workspace);
        if let Err(SaveError::Other(error)) = workspace.save() {
            assert_eq!(error.exit, Exit::Register, "call {k}");
            assert!(error.message.get(Lang::Fr).chars().count() > 20);
            assert!(workspace.is_modified(), "call {k}: what was typed is gone");
            // There is room again: the same save goes through.
            workspace.save().unwrap_or_else(|e| panic!("call {k}: {e:?}"));
        }
        assert_eq!(seen(&fs.disk()), renamed(), "call {k}");
    }
}
