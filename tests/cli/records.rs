//! new, rename, delete: records that come, go and change their name.

use super::support::{PAYROLL, Sandbox};

#[test]
fn a_new_record_takes_its_identifier_from_its_name_and_prints_it() {
    let sandbox = Sandbox::new();
    let ran = sandbox.run(&["new", "activity", "--name", "Gestion des œuvres & fêtes", "owner=CSE"]).ok();
    assert_eq!(ran.out, "activity/gestion-des-oeuvres-fetes\n");
    let text = sandbox.read("activities/gestion-des-oeuvres-fetes.toml");
    for line in ["name = \"Gestion des œuvres & fêtes\"", "status = \"draft\"", "owner = \"CSE\""] {
        assert!(text.contains(line), "{text}");
    }
}

#[test]
fn a_taken_name_gets_a_number_and_a_taken_identifier_is_refused() {
    let sandbox = Sandbox::new();
    assert_eq!(sandbox.run(&["new", "activity", "--name", "Paie"]).ok().out, "activity/paie-2\n");
    sandbox.run(&["new", "activity", "paie"]).exits(2).says("existe déjà");
    assert_eq!(sandbox.read("activities/paie.toml"), PAYROLL);
}

#[test]
fn a_bad_identifier_is_answered_with_a_good_one() {
    let sandbox = Sandbox::new();
    sandbox.run(&["new", "purpose", "Été 2026"]).exits(2).says("ete-2026");
    sandbox.run(&["new", "purpose", "../../x"]).exits(2);
    sandbox.run(&["new", "chose", "x"]).exits(2).says("activité, finalité, durée, sous-traitant");
    sandbox.run(&["new", "organisation"]).exits(2);
    sandbox.run(&["new", "purpose"]).exits(2).says("--name");
}

#[test]
fn a_copy_keeps_the_answers_but_not_those_of_one_sheet_alone() {
    let sandbox = Sandbox::new();
    sandbox.run(&["set", "paie", "reviewed_on=2026-01-01"]).ok();
    assert_eq!(sandbox.run(&["new", "activity", "--from", "paie"]).ok().out, "activity/paie-2\n");
    let json = sandbox.run(&["show", "paie-2", "--json"]).json();
    let fields = &json["record"]["fields"];
    assert_eq!(fields["name"], "Paie (copie)");
    assert_eq!(fields["status"], "draft");
    assert_eq!(fields["data"]["identite"]["retention"], "paie-5-ans");
    assert!(fields.get("ref").is_none() && fields.get("reviewed_on").is_none(), "{fields}");
    sandbox.run(&["new", "purpose", "--from", "paie"]).exits(2);
}

#[test]
fn a_wrong_field_leaves_no_record_behind() {
    let sandbox = Sandbox::new();
    let before = sandbox.files();
    sandbox.run(&["new", "activity", "x", "owner=y", "nom=z"]).exits(2);
    sandbox.run(&["new", "activity", "x", "purposes=absente"]).exits(2);
    assert_eq!(sandbox.files(), before);
}

#[test]
fn a_rename_carries_twelve_referrers_with_it() {
    let sandbox = Sandbox::new();
    for n in 1..12 {
        sandbox.write(&format!("activities/paie-{n}.toml"), PAYROLL);
    }
    let ran = sandbox.run(&["rename", "cabinet-aval", "cabinet-amont", "--json"]).ok();
    assert_eq!(ran.json()["files"].as_array().unwrap().len(), 14, "twelve referrers, the old name, the new");
    assert!(!sandbox.has("processors/cabinet-aval.toml"));
    for (file, bytes) in sandbox.files() {
        let text = String::from_utf8(bytes).unwrap();
        assert!(!text.contains("cabinet-aval"), "{file}: {text}");
        if file.starts_with("activities") {
            assert_eq!(text, PAYROLL.replace("cabinet-aval", "cabinet-amont"), "{file}");
        }
    }
    sandbox.run(&["check"]).ok();
}

#[test]
fn a_rename_never_overwrites() {
    let sandbox = Sandbox::new();
    sandbox.write("processors/autre.toml", "name = \"Autre\"\n");
    let before = sandbox.files();
    sandbox.run(&["rename", "cabinet-aval", "autre"]).exits(2).says("existe déjà");
    sandbox.run(&["rename", "organisation", "x"]).exits(2);
    sandbox.run(&["rename", "cabinet-aval", "cabinet-aval"]).exits(5);
    sandbox.run(&["rename", "cabinet-aval", "Pas Bon"]).exits(2).says("pas-bon");
    assert_eq!(sandbox.files(), before);
}

#[test]
fn a_rename_never_overwrites_a_file_that_cannot_be_read() {
    let sandbox = Sandbox::new();
    sandbox.write("processors/autre.toml", "name = \"");
    let before = sandbox.files();
    assert_ne!(sandbox.run(&["rename", "cabinet-aval", "autre"]).code, 0);
    assert_eq!(sandbox.files(), before);
}

#[test]
fn what_is_referred_to_is_not_deleted_and_it_is_said_by_whom() {
    let sandbox = Sandbox::new();
    let before = sandbox.files();
    sandbox.run(&["delete", "paie-5-ans", "--yes"]).exits(2).says("activity/paie").says("1 fiche y renvoie");
    sandbox.run(&["delete", "organisation", "--yes"]).exits(2);
    assert_eq!(sandbox.files(), before);
}

#[test]
fn nothing_is_deleted_unasked_where_nobody_can_answer() {
    let sandbox = Sandbox::new();
    sandbox.run(&["delete", "paie"]).exits(2).says("--yes");
    assert!(sandbox.has("activities/paie.toml"));
    sandbox.run(&["supprimer", "paie", "--yes"]).ok();
    assert!(!sandbox.has("activities/paie.toml"));
}
