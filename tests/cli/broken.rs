//! A register in pieces: every fault at once, each at its place, and the rest still works.

use super::support::Sandbox;

fn broken() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("activities/casse.toml", "name = \"Cassé\"\nowner = \nstatus = \"\nrole = truc\n");
    sandbox.write("purposes/latin.toml", b"name = \"Pay\xe9\"\n");
    sandbox.write("retention/duree.toml", "name = \"Durée\"\nactive = \"5 ans\"\narchiv = \"P1Y\"\n");
    std::os::unix::fs::symlink("/etc/passwd", sandbox.register().join("processors/lien.toml")).unwrap();
    sandbox
}

#[test]
fn every_fault_is_named_at_its_line_and_column() {
    let ran = broken().run(&["check"]).exits(1);
    for place in [
        "activities/casse.toml:2:",
        "activities/casse.toml:3:",
        "activities/casse.toml:4:",
        "purposes/latin.toml:1:12 ✖",
        "retention/duree.toml:2:",
        "retention/duree.toml:3:",
        "processors/lien.toml ✖",
    ] {
        assert!(ran.out.contains(place), "{place}\n{}", ran.out);
    }
    let period = ran.out.matches("retention/duree.toml:2:").count();
    assert_eq!(period, 1, "what stands there and cannot be read is not said to be missing too\n{}", ran.out);
}

#[test]
fn the_faulty_line_is_shown_with_a_caret() {
    let ran = broken().run(&["check"]);
    let lines: Vec<&str> = ran.out.lines().collect();
    let at = lines.iter().position(|l| l.contains("retention/duree.toml:2:")).unwrap();
    assert_eq!(lines[at + 1], "  2 │ active = \"5 ans\"");
    let caret = lines[at + 2].find('^').unwrap();
    assert_eq!(&lines[at + 2][caret..], "^^^^^^^");
}

#[test]
fn the_other_records_are_listed_all_the_same() {
    let ran = broken().run(&["list"]).exits(3);
    for title in ["Paie", "Payer les salaires", "Durée", "Cabinet Aval"] {
        assert!(ran.out.contains(title), "{title}\n{}", ran.out);
    }
    assert!(ran.err.contains("activities/casse.toml:2:"), "{}", ran.err);
    assert!(!ran.out.contains("casse"), "faults are talk, records are data");
}

#[test]
fn a_broken_record_is_shown_by_its_faults() {
    let ran = broken().run(&["show", "casse"]).exits(3);
    assert!(ran.err.contains("activities/casse.toml:2:"), "{ran:?}");
    let json = broken().run(&["show", "casse", "--json"]).exits(3).json();
    assert!(json["record"].is_null() && json["findings"].as_array().unwrap().len() > 1, "{json}");
}

#[test]
fn json_lists_the_unreadable_apart() {
    let json = broken().run(&["list", "--json"]).exits(3).json();
    let files: Vec<&str> =
        json["unreadable"].as_array().unwrap().iter().map(|f| f["file"].as_str().unwrap()).collect();
    for file in ["activities/casse.toml", "purposes/latin.toml", "processors/lien.toml"] {
        assert!(files.contains(&file), "{files:?}");
    }
    assert_eq!(json["records"].as_array().unwrap().len(), 6);
}

#[test]
fn formatting_leaves_broken_files_alone() {
    let sandbox = broken();
    let before = sandbox.read("activities/casse.toml");
    sandbox.run(&["fmt"]).exits(3);
    assert_eq!(sandbox.read("activities/casse.toml"), before);
    // The target of a link is nobody's business.
    assert!(sandbox.register().join("processors/lien.toml").symlink_metadata().unwrap().is_symlink());
}

#[test]
fn a_document_that_would_lack_a_sheet_is_not_printed() {
    let sandbox = broken();
    sandbox.run(&["export", "pdf"]).exits(3).says("incomplet");
    assert!(!sandbox.path().join("registre.pdf").exists());
}

#[test]
fn no_register_at_all_is_said_with_what_to_do() {
    Sandbox::empty().run(&["list"]).exits(3).says("registre init");
    Sandbox::empty().run(&["list", "--register", "/nulle/part"]).exits(3);
}
