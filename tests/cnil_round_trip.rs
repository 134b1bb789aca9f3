//! What goes out in the authority's layout comes back: the shipped register, exported and imported again.

#![allow(clippy::unwrap_used, clippy::panic)]

mod common;
mod sheets_support;

use std::collections::BTreeSet;
use std::path::Path as FilePath;

use registre::export::cnil_ods::{LeftOut, export};
use registre::import::cnil::{Options, import_bytes};
use registre::model::{Group, Kind, Path, Record, RecordId, Register, Value};
use registre::store::fs::RealFs;
use sheets_support::*;

fn shipped() -> Register {
    let root = FilePath::new(env!("CARGO_MANIFEST_DIR")).join("register");
    let loaded = registre::store::load::load(&RealFs::new(root)).unwrap();
    assert!(loaded.register.len() > 40);
    loaded.register
}

fn imported(bytes: &[u8], into: &Register) -> (Register, registre::import::Plan) {
    let plan = import_bytes(bytes, into, &Options::default()).unwrap_or_else(|e| panic!("{e:?}"));
    let mut register = into.clone();
    for change in &plan.changes {
        register.apply(change).unwrap_or_else(|e| panic!("{e:?} in {change:?}"));
    }
    (register, plan)
}

/// All values of a group with their paths.
fn leaves(group: &Group, at: &Path, out: &mut Vec<(Path, Value)>) {
    for (field, value) in group.iter() {
        let path = at.join(field.key);
        match value {
            Value::Group(g) => leaves(g, &path, out),
            Value::Rows(rows) => rows.iter().for_each(|(k, g)| leaves(g, &path.join(k), out)),
            v => out.push((path, v.clone())),
        }
    }
}

/// What a record says; the format, language and origin of its file are of the file.
fn values(record: &Record) -> Vec<(Path, Value)> {
    let mut out = Vec::new();
    leaves(&record.fields, &Path::root(), &mut out);
    let of_the_file = |k: &String| matches!(k.as_str(), "schema" | "language" | "origin");
    out.retain(|(path, _)| !path.keys().first().is_some_and(of_the_file));
    out
}

/// Every value that the export says it holds is read back at the same place, rows in the same order.
fn assert_held(register: &Register, left_out: &[LeftOut], back: &Register, how: &str) {
    assert_held_at_least(register, left_out, back, how, 300);
}

fn assert_held_at_least(register: &Register, left_out: &[LeftOut], back: &Register, how: &str, least: usize) {
    let left: BTreeSet<(&RecordId, &Path)> = left_out.iter().map(|l| (&l.record, &l.path)).collect();
    let mut held = 0;
    for record in register.iter() {
        if left.contains(&(&record.id, &Path::root())) {
            continue;
        }
        let Some(read) = back.get(&record.id) else { panic!("{how}: {} did not come back", record.id) };
        let kept: Vec<(Path, Value)> =
            values(record).into_iter().filter(|(p, _)| !left.contains(&(&record.id, p))).collect();
        let found: Vec<(Path, Value)> =
            values(read).into_iter().filter(|(p, _)| kept.iter().any(|(k, _)| k == p)).collect();
        for (path, value) in &kept {
            let trimmed = |v: &Value| match v {
                Value::Text(t) => Value::Text(t.trim_end().to_owned()),
                v => v.clone(),
            };
            let read = found.iter().find(|(p, _)| p == path).map(|(_, v)| trimmed(v));
            assert_eq!(read, Some(trimmed(value)), "{how}: {} {path}", record.id);
        }
        let order = |v: &[(Path, Value)]| v.iter().map(|(p, _)| p.to_string()).collect::<Vec<_>>();
        assert_eq!(order(&found), order(&kept), "{how}: order of {}", record.id);
        held += kept.len();
    }
    assert!(held > least, "{how}: only {held} values held");
}

#[test]
fn the_shipped_register_comes_back_from_the_authoritys_layout() {
    let register = shipped();
    let exported = export(&register).unwrap();
    let (back, plan) = imported(&exported.bytes, &Register::new());
    assert_held(&register, &exported.left_out, &back, "our own reader");
    assert!(plan.unplaced.is_empty(), "{:#?}", plan.unplaced);
    assert!(plan.remarks.is_empty(), "{:#?}", plan.remarks);
    assert!(plan.unknown.is_empty());
    // Nothing comes back that was not there, but the marks of the import and what words say of themselves.
    for record in back.iter() {
        let ours = register.get(&record.id).unwrap_or_else(|| panic!("{} is new", record.id));
        let before: Vec<Path> = values(ours).into_iter().map(|(p, _)| p).collect();
        for (path, value) in values(record) {
            let derived = path.keys().first().is_some_and(|k| {
                k == "origin"
                    || matches!(k.as_str(), "name" | "words" | "active" | "trigger" | "trigger_kind")
            });
            assert!(derived || before.contains(&path), "{} {path} = {value:?} is new", record.id);
        }
    }
}

/// Two years, and five in all: not two years and then five.
#[test]
fn an_archive_that_runs_from_an_event_of_its_own_comes_back_as_it_was() {
    let register = shipped();
    let (back, _) = imported(&export(&register).unwrap().bytes, &Register::new());
    let id = registre::model::Id::parse("commandes-2-ans").unwrap();
    let rule = &back.find(Kind::Retention, &id).unwrap().fields;
    assert!(!rule.text("words").unwrap().contains("puis"), "{:?}", rule.text("words"));
    let ours = &register.find(Kind::Retention, &id).unwrap().fields;
    for key in ["active", "archive", "trigger", "archive_from"] {
        assert_eq!((key, rule.get(key)), (key, ours.get(key)));
    }
}

#[test]
fn importing_it_into_the_register_it_came_from_changes_nothing() {
    let register = shipped();
    let exported = export(&register).unwrap();
    let plan = import_bytes(&exported.bytes, &register, &Options::default()).unwrap();
    let paths: Vec<String> = plan.changes.iter().map(|c| format!("{} {}", c.record(), c.path())).collect();
    assert_eq!(paths, Vec::<String>::new());
    assert!(plan.remarks.is_empty(), "{:#?}", plan.remarks);
}

/// A register whose records answer every field, with awkward texts.
fn full(n: usize) -> Register {
    let mut register = Register::new();
    for kind in Kind::ALL {
        for i in 0..3 {
            register.insert(common::full_record(kind, &format!("{}-{i}", kind.word()), n + i));
        }
    }
    register
}

#[test]
fn records_that_answer_every_field_come_back_as_far_as_the_layout_goes() {
    for n in 0..24 {
        let register = full(n);
        let exported = export(&register).unwrap();
        let (back, _) = imported(&exported.bytes, &Register::new());
        assert_held_at_least(&register, &exported.left_out, &back, &format!("n = {n}"), 20);
    }
}

#[test]
fn the_same_register_gives_the_same_bytes() {
    let register = shipped();
    assert_eq!(export(&register).unwrap().bytes, export(&register).unwrap().bytes);
}

#[test]
fn libreoffice_opens_the_export_and_what_it_saves_imports_to_the_same_register() {
    let register = shipped();
    let exported = export(&register).unwrap();
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("registre.ods");
    std::fs::write(&file, &exported.bytes).unwrap();
    let Some(xlsx) = convert(&file, "xlsx", dir.path()) else { return };
    let bytes = std::fs::read(&xlsx).unwrap();
    let (back, plan) = imported(&bytes, &Register::new());
    assert_held(&register, &exported.left_out, &back, "LibreOffice, as xlsx");
    assert!(plan.unplaced.is_empty(), "{:#?}", plan.unplaced);
    let again = dir.path().join("again");
    std::fs::create_dir(&again).unwrap();
    let ods = convert(&xlsx, "ods", &again).unwrap();
    let (back, _) = imported(&std::fs::read(ods).unwrap(), &Register::new());
    assert_held(&register, &exported.left_out, &back, "LibreOffice, as xlsx and back");
}

#[test]
fn what_the_layout_has_no_place_for_is_named() {
    let register = shipped();
    let left = export(&register).unwrap().left_out;
    let has = |record: &str, path: &str| {
        left.iter().any(|l| l.record.to_string().contains(record) && l.path.to_string() == path)
    };
    assert!(
        has("activity/paie", "information.notice_ref") || has("activity/paie", "owner"),
        "{:?}",
        &left[..20]
    );
    assert!(left.iter().any(|l| l.path.to_string() == "legal_basis"));
    // Every value is either held or named: nothing is in neither.
    let all: usize = register.iter().map(|r| values(r).len()).sum();
    assert!(left.len() < all);
}

fn set(register: &mut Register, id: &RecordId, path: &str, value: Value) {
    let path = Path::parse(path).unwrap();
    register.apply(&registre::model::Change::Set { record: id.clone(), path, value }).unwrap();
}

/// Whole activities that the layout cannot hold are said before anything else, and so is a status it loses.
#[test]
fn activities_of_a_processor_and_statuses_are_said_to_be_missing() {
    use registre::model::{Id, Lang, vocabulary as v};
    let mut register = Register::new();
    for (id, role, status) in [
        ("hebergement", "processor", "active"),
        ("paie", "controller", "active"),
        ("newsletter", "controller", "draft"),
        ("fanzine", "joint", "ended"),
    ] {
        let id = RecordId::new(Kind::Activity, Id::parse(id).unwrap());
        register.insert(Record::new(id.clone()));
        set(&mut register, &id, "name", Value::text(id.id.to_string()));
        set(&mut register, &id, "role", Value::Choice(v::ROLES.get(role).unwrap()));
        set(&mut register, &id, "status", Value::Choice(v::STATUSES.get(status).unwrap()));
        set(&mut register, &id, "origin.tool", Value::text("tableur"));
    }
    let exported = export(&register).unwrap();
    let said: Vec<String> = exported.warnings.iter().map(|w| w.get(Lang::Fr)).collect();
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said[0].starts_with("1 activité exercée comme sous-traitant"), "{said:?}");
    assert!(said[0].contains("activity/hebergement"), "{said:?}");
    for other in ["activity/newsletter (Projet)", "activity/fanzine (Close)"] {
        assert!(said[1].contains(other) && !said[1].contains("activity/paie"), "{said:?}");
    }
    let whole = |l: &&LeftOut| l.path.is_root();
    let left: Vec<String> = exported.left_out.iter().filter(whole).map(|l| l.record.to_string()).collect();
    assert_eq!(left, ["activity/hebergement"]);
    assert!(exported.left_out.iter().all(|l| !l.path.to_string().starts_with("origin")));
    assert!(export(&shipped()).unwrap().left_out.iter().all(|l| l.path.to_string() != "schema"));
}

/// The national number alone answers the list's question "Non", in the workbook and on paper alike.
#[test]
fn the_workbook_and_the_document_answer_the_question_of_sensitive_data_alike() {
    use registre::model::{Id, vocabulary as v};
    for (category, workbook, paper) in [("nir", "Non", "à part"), ("health", "Oui", "Oui")] {
        let id = RecordId::new(Kind::Activity, Id::parse("paie").unwrap());
        let mut register = Register::new();
        register.insert(Record::new(id.clone()));
        set(&mut register, &id, "name", Value::text("Paie"));
        let term = v::SPECIAL_CATEGORIES.get(category).unwrap();
        set(&mut register, &id, "special_categories.x.category", Value::Choice(term));
        let bytes = export(&register).unwrap().bytes;
        let book = registre::sheet::read(&bytes, &registre::sheet::Limits::default()).unwrap();
        assert_eq!(book.sheets[1].text(8, 7), workbook, "{category}");
        let edition = registre::report::register::Edition::default();
        let document = format!("{:?}", registre::report::register::whole(&register, &edition));
        assert!(document.contains(paper), "{category}");
        assert_eq!(document.contains("à part"), category == "nir");
    }
}

/// "None" of the activity's own transfers is no answer for those of its processors, which the form does not tell
/// apart; an import leaves them to the processor's record.
#[test]
fn what_a_processor_transfers_stands_in_the_sheet_that_says_none_of_itself() {
    use registre::model::{Id, vocabulary as v};
    let mut register = Register::new();
    let activity = RecordId::new(Kind::Activity, Id::parse("commandes").unwrap());
    let processor = RecordId::new(Kind::Processor, Id::parse("etal").unwrap());
    for (id, name) in [(&activity, "Commandes"), (&processor, "Étal SAS")] {
        register.insert(Record::new(id.clone()));
        set(&mut register, id, "name", Value::text(name));
    }
    set(&mut register, &activity, "processors", Value::list(vec![Value::Ref(processor.id.clone())]));
    set(&mut register, &activity, "transfers", Value::None);
    let cells = |register: &Register| {
        let bytes = export(register).unwrap().bytes;
        let book = registre::sheet::read(&bytes, &registre::sheet::Limits::default()).unwrap();
        let sheet = book.sheets.iter().find(|s| s.name.contains("Commandes")).unwrap();
        let own = sheet.cells.iter().filter(|((_, col), _)| *col > 0);
        (bytes.clone(), own.map(|(_, c)| c.text.replace('\u{a0}', " ")).collect::<Vec<String>>())
    };
    assert!(cells(&register).1.contains(&"Néant".to_owned()));
    set(&mut register, &processor, "transfers.x.recipient", Value::text("Zed Inc"));
    set(&mut register, &processor, "transfers.x.country", Value::Choice(v::COUNTRIES.get("US").unwrap()));
    set(
        &mut register,
        &processor,
        "transfers.x.mechanism",
        Value::Choice(v::TRANSFER_MECHANISMS.get("scc").unwrap()),
    );
    let (bytes, said) = cells(&register);
    assert!(!said.contains(&"Néant".to_owned()), "{said:?}");
    for cell in ["Zed Inc (par le sous-traitant Étal SAS)", "États-Unis"] {
        assert!(said.contains(&cell.to_owned()), "{cell} not in {said:?}");
    }
    let (back, _) = imported(&bytes, &Register::new());
    assert_eq!(back.get(&activity).unwrap().fields.get("transfers"), None);
    let plan = import_bytes(&bytes, &register, &Options::default()).unwrap();
    assert!(plan.changes.is_empty(), "{:?}", plan.changes);
    // Told from the activity's side it is the same transfer, once.
    for (key, value) in [
        ("recipient", Value::text("Zed, États-Unis")),
        ("country", Value::Choice(v::COUNTRIES.get("US").unwrap())),
        ("processor", Value::Ref(processor.id.clone())),
    ] {
        if key == "recipient" {
            register
                .apply(&registre::model::Change::Unset {
                    record: activity.clone(),
                    path: Path::parse("transfers").unwrap(),
                })
                .unwrap();
        }
        set(&mut register, &activity, &format!("transfers.zed.{key}"), value);
    }
    let (_, said) = cells(&register);
    assert!(said.contains(&"Zed, États-Unis".to_owned()) && !said.iter().any(|s| s.contains("Zed Inc")));
}
