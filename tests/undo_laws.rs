//! Laws of undo and redo: whatever was done, saved or not, goes back byte for byte and comes again; what
//! somebody else wrote meanwhile is never undone with it.

#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use common::{Chance, any_change, full_record, rounds};
use rayon::prelude::*;
use registre::model::{Change, Id, Kind, Path, Record, RecordId, Value};
use registre::ops::Workspace;
use registre::ops::error::Exit;
use registre::ops::workspace::Act;
use registre::store::edit;
use registre::store::fs::fake::{Disk, FakeFs};
use std::collections::BTreeMap;
use std::path::Path as FsPath;
use std::sync::Arc;

fn open(fs: &Arc<FakeFs>) -> Workspace {
    Workspace::open_on(FsPath::new("/registre"), fs.clone()).unwrap()
}

fn disk(chance: &mut Chance) -> Disk {
    let mut disk = Disk::new();
    disk.put("register.toml", b"schema = 1\nname = \"Atelier\"\n");
    for kind in Kind::MANY {
        for n in 0..2 {
            let record = full_record(kind, &format!("graine-{n}"), chance.below(9));
            let mut text = String::from_utf8(edit::create(&record)).unwrap();
            text.insert_str(0, "# \u{e0} la main\n");
            disk.put(&record.id.path(), text.as_bytes());
        }
    }
    disk
}

fn texts(workspace: &Workspace) -> BTreeMap<RecordId, String> {
    workspace.register().iter().map(|r| (r.id.clone(), workspace.text(&r.id))).collect()
}

fn any_act(workspace: &Workspace, chance: &mut Chance) -> Vec<Change> {
    let all: Vec<&Arc<Record>> = workspace.register().iter().collect();
    let record = all[chance.below(all.len())];
    match chance.below(12) {
        0 => {
            let id = Id::parse(&format!("neuve-{}", chance.below(1000))).unwrap();
            let kind = Kind::MANY[chance.below(Kind::MANY.len())];
            vec![Change::Create { record: Record::new(RecordId::new(kind, id)) }]
        }
        1 => vec![Change::Delete { record: record.id.clone() }],
        2 | 3 => {
            // Few names, so that one that became free is soon given to another.
            let to = Id::parse(["a", "m", "z", "graine-0", "graine-1"][chance.below(5)]).unwrap();
            vec![Change::Rename { record: record.id.clone(), to }]
        }
        n => (0..n.min(3)).map(|_| any_change(record, chance)).collect(),
    }
}

/// The two hold the same; else it says in which file they do not, and what was done.
fn differs_in_nothing(now: &BTreeMap<RecordId, String>, then: &BTreeMap<RecordId, String>, what: &str) {
    for id in now.keys().chain(then.keys()) {
        assert_eq!(now.get(id), then.get(id), "{id}, {what}");
    }
}

#[test]
fn a_session_undone_gives_the_start_and_redone_the_end_byte_for_byte() {
    (0..rounds(60)).into_par_iter().for_each(|round| {
        let mut chance = Chance::new(round as u64 + 1);
        let fs = Arc::new(FakeFs::on(disk(&mut chance)));
        let mut workspace = open(&fs);
        let start = texts(&workspace);
        let mut done: Vec<Act> = Vec::new();
        let mut states = Vec::new();
        for _ in 0..40 {
            let mut changes = any_act(&workspace, &mut chance);
            // A newer format locks the register.
            changes.retain(|c| c.path().to_string() != "schema");
            let before = texts(&workspace);
            if let Ok(Some(act)) = workspace.act(changes) {
                done.push(act);
                states.push(before);
            }
            if chance.below(10) == 0 {
                workspace.save().unwrap();
            }
        }
        let end = texts(&workspace);
        for (n, (act, state)) in done.iter().zip(&states).enumerate().rev() {
            workspace.take_back(act).unwrap_or_else(|e| panic!("round {round}, {n}: {e:?}\n{act:?}"));
            differs_in_nothing(&texts(&workspace), state, &format!("round {round}, {n}: {act:?}"));
        }
        for act in &done {
            workspace.make_again(act).unwrap_or_else(|e| panic!("round {round}: {e:?}\n{act:?}"));
        }
        assert_eq!(texts(&workspace), end, "round {round}");
        for act in done.iter().rev() {
            workspace.take_back(act).unwrap();
        }
        workspace.save().unwrap();
        assert_eq!(texts(&open(&fs)), start, "round {round}: on disk");
        assert!(!workspace.is_modified());
    });
}

fn payroll() -> RecordId {
    RecordId::new(Kind::Activity, Id::parse("paie").unwrap())
}

fn set(path: &str, value: &str) -> Vec<Change> {
    vec![Change::Set { record: payroll(), path: Path::parse(path).unwrap(), value: Value::text(value) }]
}

fn two_people() -> (Arc<FakeFs>, Workspace, Workspace) {
    let mut disk = Disk::new();
    disk.put("register.toml", b"schema = 1\nname = \"Atelier\"\n");
    disk.put("activities/paie.toml", b"name = \"Paie\"\nowner = \"RH\"\n");
    let fs = Arc::new(FakeFs::on(disk));
    let (we, they) = (open(&fs), open(&fs));
    (fs, we, they)
}

#[test]
fn undo_leaves_what_another_wrote_meanwhile() {
    let (fs, mut we, mut they) = two_people();
    let act = we.act(set("owner", "Direction")).unwrap().unwrap();
    they.act(set("ref", "T-5")).unwrap();
    they.save().unwrap();
    we.save().unwrap();
    we.take_back(&act).unwrap();
    we.save().unwrap();
    let record = open(&fs).register().get(&payroll()).unwrap().clone();
    assert_eq!((record.fields.text("owner"), record.fields.text("ref")), (Some("RH"), Some("T-5")));
}

#[test]
fn undo_is_refused_where_another_wrote_the_same_field_since() {
    let (_, mut we, mut they) = two_people();
    let act = we.act(set("owner", "Direction")).unwrap().unwrap();
    we.save().unwrap();
    they.refresh().unwrap();
    they.act(set("owner", "Compta")).unwrap();
    they.save().unwrap();
    we.refresh().unwrap();
    let before = we.register().clone();
    assert_eq!(we.take_back(&act).unwrap_err().exit, Exit::Conflict);
    assert_eq!(we.register(), &before);
}

#[test]
fn what_another_writes_goes_with_a_record_whose_new_name_is_taken_back() {
    let rename = |from: &str, to: &str| {
        let record = RecordId::new(Kind::Activity, Id::parse(from).unwrap());
        vec![Change::Rename { record, to: Id::parse(to).unwrap() }]
    };
    // How many acts of three are done, how many of them saved, how many undone and done again.
    for (done, saved, undone, again) in (0..=3).flat_map(|done| {
        (0..=done).flat_map(move |saved| {
            (0..=done).flat_map(move |undone| (0..=undone).map(move |again| (done, saved, undone, again)))
        })
    }) {
        let (fs, mut we, _) = two_people();
        let names = ["paie", "solde", "autre", "paie"];
        let mut acts = Vec::new();
        for n in 0..done {
            acts.push(we.act(rename(names[n], names[n + 1])).unwrap().unwrap());
            if n + 1 == saved {
                we.save().unwrap();
            }
        }
        for act in acts.iter().rev().take(undone) {
            we.take_back(act).unwrap();
        }
        for act in acts.iter().skip(done - undone).take(again) {
            we.make_again(act).unwrap();
        }
        let mut they = open(&fs);
        let stands = they.register().iter().find(|r| r.id.kind == Kind::Activity).unwrap().id.clone();
        let owner = Path::parse("owner").unwrap();
        they.apply(Change::Set { record: stands, path: owner, value: Value::text("EUX") }).unwrap();
        they.save().unwrap();
        let case = format!("{done} done, {saved} saved, {undone} undone, {again} again");
        we.save().unwrap_or_else(|e| panic!("{case}: {e:?}"));
        let after = open(&fs);
        let activities: Vec<_> = after.register().iter().filter(|r| r.id.kind == Kind::Activity).collect();
        assert_eq!(activities.len(), 1, "{case}");
        assert_eq!(activities[0].fields.text("owner"), Some("EUX"), "{case}");
        assert_eq!(activities[0].id.id.as_str(), names[done - undone + again], "{case}");
    }
}

#[test]
fn what_another_writes_goes_with_a_renamed_record_whose_deletion_is_taken_back() {
    for rounds in 1..3 {
        let (fs, mut we, mut they) = two_people();
        let solde = RecordId::new(Kind::Activity, Id::parse("solde").unwrap());
        we.act(vec![Change::Rename { record: payroll(), to: solde.id.clone() }]).unwrap();
        let act = we.act(vec![Change::Delete { record: solde.clone() }]).unwrap().unwrap();
        for round in 1..=rounds {
            we.take_back(&act).unwrap();
            if round < rounds {
                we.make_again(&act).unwrap();
            }
        }
        they.act(set("owner", "EUX")).unwrap();
        they.save().unwrap();
        we.save().unwrap();
        let after = open(&fs);
        assert_eq!(after.register().get(&solde).unwrap().fields.text("owner"), Some("EUX"));
        assert!(!after.register().contains(&payroll()));
    }
}

#[test]
fn what_another_writes_goes_with_a_row_whose_new_name_is_taken_back() {
    for saved in [false, true] {
        let mut disk = Disk::new();
        disk.put("register.toml", b"schema = 1\nname = \"Atelier\"\n");
        disk.put("activities/paie.toml", b"name = \"Paie\"\n\n[data.a]\nlabel = \"A\"\n");
        let fs = Arc::new(FakeFs::on(disk));
        let mut we = open(&fs);
        let path = Path::parse("data.a").unwrap();
        let act = we.act(vec![Change::RenameRow { record: payroll(), path, to: "b".to_owned() }]);
        let act = act.unwrap().unwrap();
        if saved {
            we.save().unwrap();
        }
        we.take_back(&act).unwrap();
        we.act(set("owner", "NOUS")).unwrap();
        let mut they = open(&fs);
        they.act(set(if saved { "data.b.label" } else { "data.a.label" }, "EUX")).unwrap();
        they.save().unwrap();
        we.save().unwrap();
        let text = open(&fs).text(&payroll());
        assert!(text.contains("[data.a]\nlabel = \"EUX\"") && !text.contains("data.b"), "{saved}: {text}");
        assert!(text.contains("NOUS"), "{saved}: {text}");
    }
}

#[test]
fn a_name_that_was_freed_and_given_to_another_record_is_saved_so() {
    for (a, b) in [("name = \"A\"\n", "name = \"B\"\n"), ("name = \"A\"\n", "name = \"A\"\n")] {
        let mut disk = Disk::new();
        disk.put("register.toml", b"schema = 1\nname = \"Atelier\"\n");
        disk.put("retention/a.toml", a.as_bytes());
        disk.put("retention/b.toml", b.as_bytes());
        let fs = Arc::new(FakeFs::on(disk));
        let mut workspace = open(&fs);
        let id = |id: &str| RecordId::new(Kind::Retention, Id::parse(id).unwrap());
        workspace.act(vec![Change::Delete { record: id("a") }]).unwrap();
        workspace.act(vec![Change::Rename { record: id("b"), to: id("a").id }]).unwrap();
        let before = texts(&workspace);
        workspace.save().unwrap();
        differs_in_nothing(&texts(&workspace), &before, "saved");
        differs_in_nothing(&texts(&open(&fs)), &before, "on disk");
    }
}

/// The file of a record that was renamed and deleted may be another's by then: that one stays.
#[test]
fn deleting_a_renamed_record_leaves_the_one_that_took_its_name() {
    let mut disk = Disk::new();
    disk.put("register.toml", b"schema = 1\nname = \"Atelier\"\n");
    disk.put("retention/a.toml", b"name = \"A\"\n");
    let fs = Arc::new(FakeFs::on(disk));
    let mut workspace = open(&fs);
    let id = |id: &str| RecordId::new(Kind::Retention, Id::parse(id).unwrap());
    let mut new = Record::new(id("neuve"));
    new.fields.set(registre::model::fields_of(Kind::Retention), "name", Value::text("Neuve")).unwrap();
    let acts: Vec<Act> = [
        Change::Rename { record: id("a"), to: id("m").id },
        Change::Create { record: new },
        Change::Rename { record: id("neuve"), to: id("a").id },
        Change::Delete { record: id("m") },
    ]
    .into_iter()
    .map(|change| workspace.act(vec![change]).unwrap().unwrap())
    .collect();
    assert!(workspace.text(&id("a")).contains("Neuve"), "{:?}", texts(&workspace));
    let before = texts(&workspace);
    let mut saved = workspace.clone();
    saved.save().unwrap();
    differs_in_nothing(&texts(&open(&fs)), &before, "on disk");
    acts.iter().rev().for_each(|act| workspace.take_back(act).unwrap());
    assert!(workspace.text(&id("a")).contains("\"A\""), "{:?}", texts(&workspace));
}
