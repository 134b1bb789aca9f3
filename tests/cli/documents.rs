//! fmt, export, import: files that change form.

use super::support::Sandbox;

#[test]
fn formatting_is_shown_as_a_diff_then_done_then_done_with() {
    let sandbox = Sandbox::new();
    let messy = "# tête\nactive=\"P5Y\"   # la loi\nname   =   \"Paie\"\n";
    sandbox.write("retention/paie-5-ans.toml", messy);
    sandbox.write("activities/paie.toml", super::support::PAYROLL.replace("   #", " #"));
    let ran = sandbox.run(&["fmt", "--check"]).exits(1);
    assert_eq!(sandbox.read("retention/paie-5-ans.toml"), messy, "a check writes nothing");
    for line in
        ["--- a/retention/paie-5-ans.toml", "+++ b/retention/paie-5-ans.toml", "-active=\"P5Y\"   # la loi"]
    {
        assert!(ran.out.contains(line), "{}", ran.out);
    }
    let json = sandbox.run(&["fmt", "--check", "--json"]).exits(1).json();
    assert!(json["files"][0]["diff"].as_str().unwrap().starts_with("--- a/retention"), "{json}");
    assert_eq!(sandbox.run(&["fmt"]).ok().out, "retention/paie-5-ans.toml\n");
    let after = sandbox.read("retention/paie-5-ans.toml");
    assert!(after.contains("# tête") && after.contains("# la loi"), "comments stay: {after}");
    sandbox.run(&["fmt", "--check"]).ok();
    assert_eq!(sandbox.run(&["fmt"]).ok().out, "");
}

#[test]
fn the_register_is_printed() {
    let sandbox = Sandbox::with_git();
    sandbox.run(&["export", "pdf", "-o", "doc.pdf", "--date", "2026-11-23"]).ok().says("doc.pdf");
    let bytes = std::fs::read(sandbox.path().join("doc.pdf")).unwrap();
    let text = registre::export::pdf::readback::text(&bytes).unwrap();
    for said in ["Atelier Brume", "Paie", "Payer les salaires", "Cabinet Aval", "23 novembre 2026"] {
        assert!(text.replace('\u{a0}', " ").contains(said), "{said}\n{text}");
    }
    let tree = sandbox.git(&["rev-parse", "HEAD:register"]);
    assert!(text.contains(tree.trim()), "the fingerprint is the git tree of the folder");
    assert!(text.contains(sandbox.git(&["rev-parse", "HEAD"]).trim()), "the commit is on the cover");
}

#[test]
fn the_same_content_and_date_give_the_same_bytes_wherever_it_lies() {
    let print = |sandbox: &Sandbox| {
        sandbox.run(&["export", "pdf", "-o", "d.pdf", "--date", "2026-11-23", "--no-git"]).ok();
        std::fs::read(sandbox.path().join("d.pdf")).unwrap()
    };
    assert!(print(&Sandbox::with_git()) == print(&Sandbox::new()));
}

#[test]
fn a_commit_is_not_named_where_the_register_went_on() {
    let sandbox = Sandbox::with_git();
    sandbox.run(&["set", "paie", "owner=x"]).ok();
    sandbox.run(&["export", "pdf", "-o", "d.pdf"]).ok();
    let text =
        registre::export::pdf::readback::text(&std::fs::read(sandbox.path().join("d.pdf")).unwrap()).unwrap();
    assert!(!text.contains(sandbox.git(&["rev-parse", "HEAD"]).trim()));
}

#[test]
fn one_sheet_is_printed_under_its_own_name_and_other_kinds_are_not() {
    let sandbox = Sandbox::new();
    let json = sandbox.run(&["export", "pdf", "--only", "paie", "--json"]).ok().json();
    assert_eq!(json["file"], "paie.pdf");
    assert!(json["pages"].as_u64().unwrap() > 0);
    sandbox.run(&["export", "pdf", "--only", "payer-salaires"]).exits(2);
    for option in [&["--only", "paie"][..], &["--date", "2026-11-23"], &["--date", "nonsense"], &["--no-git"]]
    {
        let ran = sandbox.run(&[&["export", "cnil-ods"], option].concat()).exits(2);
        assert!(ran.err.contains(option[0]), "{ran:?}");
    }
    sandbox.run(&["export", "pdf", "--date", "hier"]).exits(2);
}

#[test]
fn the_document_speaks_the_language_of_the_register_unless_asked() {
    let sandbox = Sandbox::new().english();
    let text = |args: &[&str]| {
        sandbox.run(args).ok();
        registre::export::pdf::readback::text(&std::fs::read(sandbox.path().join("d.pdf")).unwrap()).unwrap()
    };
    assert!(text(&["export", "pdf", "-o", "d.pdf"]).contains("Registre des activités"));
    assert!(text(&["export", "pdf", "-o", "d.pdf", "--lang", "en"]).contains("Record of processing"));
}

#[test]
fn a_document_can_go_to_standard_output() {
    let sandbox = Sandbox::new();
    let out = sandbox.command(&["export", "pdf", "-o", "-"]).output().unwrap();
    assert!(out.status.success() && out.stdout.starts_with(b"%PDF-"), "{:?}", out.stderr);
    assert!(!sandbox.path().join("registre.pdf").exists());
}

#[test]
fn a_document_goes_into_the_registers_folder_on_demand_only_and_with_a_warning() {
    let sandbox = Sandbox::new();
    let json = sandbox.run_in("register", &["export", "pdf", "--json"]).ok().json();
    assert_eq!((&json["file"], &json["warnings"]), (&"../registre.pdf".into(), &serde_json::json!([])));
    sandbox.run_in("register/activities", &["export", "pdf", "--only", "paie"]).ok().says("../../paie.pdf");
    assert!(sandbox.path().join("registre.pdf").exists() && sandbox.path().join("paie.pdf").exists());
    assert!(!sandbox.has("registre.pdf") && !sandbox.has("paie.pdf"));
    sandbox.run_in("register", &["export", "pdf", "-o", "registre.pdf"]).ok().says("-o ../registre.pdf");
    assert!(sandbox.has("registre.pdf"));
}

#[test]
fn foreign_files_in_the_folder_hide_no_commit() {
    let sandbox = Sandbox::with_git();
    let print = || {
        let ran = sandbox.run(&["export", "pdf", "-o", "d.pdf"]).ok();
        let bytes = std::fs::read(sandbox.path().join("d.pdf")).unwrap();
        let text = registre::export::pdf::readback::text(&bytes).unwrap();
        (ran, text.contains(sandbox.git(&["rev-parse", "HEAD"]).trim()))
    };
    sandbox.write("notes/réunion.txt", "une note");
    sandbox.write("ancien.pdf", "%PDF");
    let (ran, named) = print();
    assert!(named && !ran.all().contains("commit"), "{ran:?}");
    // What git tracks there counts, and it is said what to do.
    sandbox.git(&["add", "register/ancien.pdf"]);
    let (ran, named) = print();
    assert!(!named, "{ran:?}");
    ran.says("étrangers au registre").says("ancien.pdf");
}

#[test]
fn a_date_that_is_not_todays_is_said() {
    let sandbox = Sandbox::new();
    let said = "1er janvier 2020, donnée par --date";
    sandbox.run(&["export", "pdf", "--date", "01/01/2020", "-o", "d.pdf"]).ok().says(said);
    let json = sandbox.run(&["export", "pdf", "--date", "01/01/2020", "-o", "d.pdf", "--json"]).ok().json();
    assert!(json["warnings"][0].as_str().unwrap().contains("2020"), "{json}");
    let today = chrono::Local::now().date_naive().to_string();
    let json = sandbox.run(&["export", "pdf", "--date", &today, "-o", "d.pdf", "--json"]).ok().json();
    assert_eq!(json["warnings"], serde_json::json!([]));
}

#[test]
fn a_document_that_cannot_be_written_is_said_and_leaves_nothing() {
    let sandbox = Sandbox::new();
    sandbox.run(&["export", "pdf", "-o", "nulle/part.pdf"]).exits(3).says("nulle/part.pdf");
    std::fs::create_dir(sandbox.path().join("dossier")).unwrap();
    sandbox.run(&["export", "pdf", "-o", "dossier"]).exits(3);
    let left: Vec<_> = std::fs::read_dir(sandbox.path()).unwrap().flatten().map(|e| e.file_name()).collect();
    assert!(!left.iter().any(|n| n.to_string_lossy().contains(".pdf")), "{left:?}");
}

#[test]
fn the_authoritys_spreadsheet_goes_out_and_comes_back() {
    let sandbox = Sandbox::new();
    sandbox.run(&["export", "cnil-ods", "-o", "r.ods"]).ok().says("pas de place");
    let json = sandbox.run(&["export", "cnil-ods", "-o", "r.ods", "--json"]).ok().json();
    assert!(json["left_out"].as_array().unwrap().iter().any(|l| l["path"] == "software"), "{json}");

    let other = Sandbox::empty();
    other.run(&["init", "--name", "Atelier Brume"]).ok();
    std::fs::copy(sandbox.path().join("r.ods"), other.path().join("r.ods")).unwrap();
    let before = other.files();
    let dry =
        other.run(&["import", "r.ods", "--dry-run"]).ok().says("activity/paie").says("rien n’a été écrit");
    assert!(dry.out.contains("Feuilles"), "{dry:?}");
    let plan = other.run(&["import", "r.ods", "--dry-run", "--json"]).ok().json();
    assert_eq!(plan["written"], false);
    assert!(plan["sheets"].as_array().unwrap().iter().any(|s| s["record"]["id"] == "paie"), "{plan}");
    assert_eq!(other.files(), before, "a dry run writes nothing");

    other.run(&["importer", "r.ods"]).ok();
    let json = other.run(&["show", "activity/paie", "--json"]).ok().json();
    assert_eq!(json["record"]["fields"]["name"], "Paie");
    assert_eq!(json["record"]["fields"]["transfers"], serde_json::json!({ "none": true }));
    let again = other.run(&["import", "r.ods"]).exits(5);
    assert!(again.all().contains("déjà été importé"), "{again:?}");
    other.run(&["set", "paie", "name=Payer les salaires"]).ok();
    other.run(&["import", "r.ods"]).exits(5);
}

#[test]
fn what_is_no_register_is_not_imported() {
    let sandbox = Sandbox::new();
    let before = sandbox.files();
    std::fs::write(sandbox.path().join("x.ods"), "pas un classeur").unwrap();
    sandbox.run(&["import", "x.ods"]).exits(2);
    sandbox.run(&["import", "absent.ods"]).exits(2).says("absent.ods");
    assert_eq!(sandbox.files(), before);
}

#[test]
fn a_document_never_takes_the_place_of_a_record() {
    let sandbox = Sandbox::with_git();
    let before = sandbox.read("register.toml");
    std::os::unix::fs::symlink("register/register.toml", sandbox.path().join("lien.pdf")).unwrap();
    for target in ["register/register.toml", "lien.pdf"] {
        sandbox.run(&["export", "pdf", "-o", target]).exits(2);
        assert_eq!(sandbox.read("register.toml"), before, "{target}");
    }
}
