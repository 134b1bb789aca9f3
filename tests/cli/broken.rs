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
fn a_field_that_cannot_be_read_is_shown_as_such() {
    let sandbox = Sandbox::new();
    let text = super::support::PAYROLL
        .replace("status = \"active\"", "status = \"zzz\"")
        .replace("[recipients.comptable]\nkind", "[recipients.x]\nkind = 3\n[recipients.comptable]\nkind");
    sandbox.write("activities/paie.toml", text.replace("category = \"identity\"", "category = 3"));
    let out = sandbox.run(&["show", "paie"]).ok().out.replace('\u{a0}', " ");
    for said in [
        "  Statut : illisible dans le fichier (activities/paie.toml:5)",
        "Catégorie : illisible dans le fichier (activities/paie.toml:",
    ] {
        assert!(out.contains(said), "{said}\n{out}");
    }
    assert!(out.matches("illisible dans le fichier").count() >= 3, "{out}");
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

/// A file whose lists hold `n` empty items each, which are all faults.
fn faulty(n: usize) -> Sandbox {
    let sandbox = Sandbox::new();
    let mut text = String::from("name = \"Été\"\n");
    for key in ["operations", "software", "storage_places"] {
        text.push_str(&format!("{key} = [\n{}]\n", "    \"\",\n".repeat(n)));
    }
    text.push_str(&format!("free_text_fields = [\"é\", {}]\n", "\"\", ".repeat(n)));
    sandbox.write("activities/fautive.toml", text);
    sandbox
}

#[test]
fn of_too_many_faults_in_one_file_a_thousand_are_told_and_the_others_counted() {
    let sandbox = faulty(2_000);
    let json = sandbox.run(&["check", "fautive", "--json"]).exits(1).json();
    let findings = json["findings"].as_array().unwrap();
    assert_eq!(findings.len(), 1_001);
    let last = &findings[1_000];
    assert_eq!((&last["code"], &last["severity"]), (&"REG-12".into(), &"error".into()), "{last}");
    assert!(last["more"].as_u64().is_some_and(|n| n >= 7_000), "{last}");
    assert!(last["line"].is_null() && findings[..1_000].iter().all(|f| f["more"].is_null()));

    let ran = sandbox.run(&["check"]).exits(1).says("autres constats dans ce fichier");
    assert_eq!(ran.out.matches("fautive.toml").count(), 1_001);
    // The others are told as ever.
    sandbox.write("purposes/latin.toml", b"name = \"Pay\xe9\"\n");
    sandbox.run(&["check"]).exits(1).says("purposes/latin.toml:1:12");
}

#[test]
fn many_faults_each_stand_at_their_own_line_and_column() {
    let json = faulty(100).run(&["check", "fautive", "--json"]).exits(1).json();
    let places: Vec<(u64, u64)> = json["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|f| f["code"] == "REG-02")
        .map(|f| (f["line"].as_u64().unwrap(), f["column"].as_u64().unwrap()))
        .collect();
    let of_list = |first: u64| (0..100).map(move |i| (first + i, 5));
    let on_line = (0..100).map(|i| (308, 26 + 4 * i));
    let expected: Vec<_> = of_list(3).chain(of_list(105)).chain(of_list(207)).chain(on_line).collect();
    assert_eq!(places, expected);
}
