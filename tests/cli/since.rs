//! What a change made better or worse, beside a commit.

use serde_json::Value as Json;

use super::support::Sandbox;

fn committed() -> Sandbox {
    let sandbox = Sandbox::with_git();
    sandbox.write("purposes/ancienne.toml", "name = \"Écrire aux anciens clients\"\n");
    sandbox.git(&["add", "--all", "register"]);
    sandbox.git(&["commit", "--quiet", "-m", "une faute"]);
    sandbox
}

fn codes(json: &Json, key: &str) -> Vec<String> {
    let found = json[key].as_array().unwrap().iter();
    found.map(|f| format!("{} {}", f["code"].as_str().unwrap(), f["file"].as_str().unwrap())).collect()
}

#[test]
fn a_fault_that_was_there_before_is_nobodys_even_when_its_line_moves() {
    let sandbox = committed();
    sandbox.run(&["check"]).exits(1);
    sandbox.run(&["check", "--base", "HEAD"]).ok();
    sandbox.write("purposes/ancienne.toml", "# remarque\n\nname = \"Écrire aux anciens clients\"\n");
    let json = sandbox.run(&["check", "--base", "HEAD", "--json"]).ok().json();
    for key in ["new", "worse", "better", "gone"] {
        assert_eq!(json[key], serde_json::json!([]), "{key}");
    }
    assert_eq!(json["same"], 1);
}

#[test]
fn a_new_fault_is_told_and_fails_and_one_that_is_gone_is_told_and_does_not() {
    let sandbox = committed();
    sandbox.write(
        "purposes/ancienne.toml",
        "name = \"Écrire aux anciens clients\"\nlegal_basis = \"contract\"\n",
    );
    let ran = sandbox.run(&["check", "--base", "HEAD"]).ok().says("Disparu").says("1 disparu");
    assert!(ran.out.contains("RGPD-A06-01") && !ran.out.contains("Nouveau"), "{ran:?}");
    sandbox.write("purposes/neuve.toml", "name = \"Écrire aux nouveaux clients\"\n");
    let json = sandbox.run(&["check", "--base", "HEAD", "--json"]).exits(1).json();
    assert_eq!(codes(&json, "new"), ["RGPD-A06-01 purposes/neuve.toml"]);
    assert_eq!(codes(&json, "gone"), ["RGPD-A06-01 purposes/ancienne.toml"]);
    let ran = sandbox.run(&["check", "--base", "HEAD", "--format", "github"]).exits(1);
    assert_eq!(ran.out.lines().count(), 1, "only what the change made: {}", ran.out);
    // Against the first commit, at which the old purpose was not there yet.
    sandbox.git(&["checkout", "--quiet", "--", "register"]);
    let json = sandbox.run(&["check", "--depuis", "HEAD~1", "--json"]).exits(1).json();
    assert_eq!(codes(&json, "new").len(), 2);
    let english = sandbox.english();
    english.run(&["check", "--base", "main"]).exits(1).says("New").says("1 new");
}

#[test]
fn a_renamed_record_keeps_its_faults() {
    let sandbox = Sandbox::with_git();
    let text = "name = \"Une finalité au nom assez long pour être reconnue\"\nkind = \"customer_file\"\n";
    sandbox.write("purposes/avant.toml", text);
    sandbox.git(&["add", "--all", "register"]);
    sandbox.git(&["commit", "--quiet", "-m", "x"]);
    sandbox.run(&["rename", "avant", "apres"]).ok();
    let json = sandbox.run(&["check", "--base", "HEAD", "--json"]).ok().json();
    assert_eq!((json["same"].as_u64(), codes(&json, "new"), codes(&json, "gone")), (Some(1), vec![], vec![]));
}

#[test]
fn what_is_asked_for_narrows_the_comparison_and_follows_names() {
    let sandbox = Sandbox::with_git();
    let words = "Une finalité que l’on reconnaît à ses mots, qui sont assez nombreux pour cela. ".repeat(3);
    sandbox.write("purposes/ancienne.toml", format!("name = \"Ancienne\"\ndescription = \"{words}\"\n"));
    sandbox.git(&["add", "--all", "register"]);
    sandbox.git(&["commit", "--quiet", "-m", "x"]);
    sandbox.run(&["rename", "ancienne", "nouvelle"]).ok();
    sandbox.run(&["set", "nouvelle", "legal_basis=contract"]).ok();
    let compare = |args: &[&str]| {
        let json = sandbox.run(&[&["check", "--base", "HEAD", "--json"], args].concat()).ok().json();
        (codes(&json, "gone").len(), json["same"].as_u64())
    };
    assert_eq!(compare(&["nouvelle"]), (1, Some(0)));
    assert_eq!(compare(&["payer-salaires"]), (0, Some(0)));
    sandbox.run(&["set", "nouvelle", "--unset", "legal_basis"]).ok();
    assert_eq!(compare(&[]), (0, Some(1)));
    assert_eq!(compare(&["--rule", "RGPD-A06-04"]), (0, Some(0)));
}

#[test]
fn a_fault_that_became_graver_is_of_the_change() {
    let sandbox = Sandbox::with_git();
    let draft = super::support::PAYROLL.replace("\"active\"", "\"draft\"").replace("owner", "# owner");
    sandbox.write("activities/projet.toml", draft.replace("category = \"employees\"\n", ""));
    sandbox.git(&["add", "--all", "register"]);
    sandbox.git(&["commit", "--quiet", "-m", "x"]);
    sandbox.run(&["check", "--base", "HEAD"]).ok();
    sandbox.run(&["set", "projet", "status=active"]).ok();
    let json = sandbox.run(&["check", "--base", "HEAD", "--json"]).exits(1).json();
    assert_eq!(codes(&json, "worse"), ["RGPD-A30-07 activities/projet.toml"]);
}

#[test]
fn a_broken_file_at_the_commit_is_read_like_one_on_disk() {
    let sandbox = Sandbox::with_git();
    sandbox.write("purposes/cassee.toml", "name = \"");
    sandbox.write("purposes/Nom Étrange.toml", "name = \"x\"\n");
    sandbox.git(&["add", "--all", "register"]);
    sandbox.git(&["commit", "--quiet", "-m", "x"]);
    let json = sandbox.run(&["check", "--base", "HEAD", "--json"]).ok().json();
    assert_eq!((json["same"].as_u64(), codes(&json, "new")), (Some(2), vec![]), "{json}");
}

#[test]
fn what_is_no_commit_is_refused_with_what_to_name() {
    let sandbox = committed();
    for name in ["nulle-part", "HEAD~40", "a b", "@{x", "", "HEAD:register", "\u{1b}[31m"] {
        let ran = sandbox.run(&["check", "--base", name]).exits(2).says("Aucun commit");
        assert!(!ran.all().contains('\u{1b}'), "{ran:?}");
    }
    Sandbox::new().run(&["check", "--base", "HEAD"]).exits(3).says("aucun dépôt git");
    sandbox.run(&["check", "--base", "HEAD", "--fix"]).exits(2);
}

#[test]
fn where_the_history_is_cut_it_is_said_how_to_complete_it() {
    let sandbox = committed();
    let from = format!("file://{}", sandbox.path().display());
    sandbox.git(&["clone", "--quiet", "--depth", "1", &from, "copie"]);
    let ran = sandbox.run(&["check", "--register", "copie/register", "--base", "HEAD~1"]).exits(2);
    ran.says("git fetch --unshallow");
}

#[test]
fn a_file_with_very_many_faults_hides_none_of_another_sort() {
    let sandbox = Sandbox::with_git();
    let mut text = super::support::PAYROLL.replace("special_categories = \"none\"\n", "");
    for i in 0..1001 {
        text.push_str(&format!("[special_categories.s{i}]\ncategory = \"criminal\"\nauthority = \"\"\n"));
    }
    sandbox.write("activities/paie.toml", &text);
    sandbox.git(&["commit", "--quiet", "-am", "x"]);
    let text = text.replace("transfers = \"none\"\n", "");
    let more = "[transfers.z]\nrecipient = \"X\"\ncountry = \"IN\"\nmechanism = \"none\"\n";
    sandbox.write("activities/paie.toml", format!("{text}{more}"));
    let json = sandbox.run(&["check", "--base", "HEAD", "--json"]).exits(1).json();
    assert!(codes(&json, "new").contains(&"RGPD-T44-01 activities/paie.toml".to_owned()), "{}", json["new"]);
    let json = sandbox.run(&["check", "--rule", "RGPD-T44-01", "--json"]).exits(1).json();
    assert_eq!(json["summary"]["error"], 1, "{json}");
    let json = sandbox.run(&["check", "--json"]).exits(1).json();
    assert_eq!(json["findings"].as_array().unwrap().len(), 1001);
    assert!(json["summary"]["error"].as_u64() > Some(1001), "{}", json["summary"]);
}

fn counts(json: &Json) -> Vec<(&'static str, usize)> {
    ["new", "worse", "changed", "better", "waived", "gone"]
        .into_iter()
        .map(|key| (key, json[key].as_array().unwrap().len()))
        .filter(|(_, n)| *n > 0)
        .collect()
}

#[test]
fn what_a_waiver_sets_aside_is_told_as_waived_not_as_gone() {
    let sandbox = committed();
    let waived = "name = \"Écrire aux anciens clients\"\n[waivers.no-legal-basis]\nreason = \"Étude\"\nby = \"DPO\"\non = 2098-01-01\nuntil = 2099-12-31\n";
    sandbox.write("purposes/ancienne.toml", waived);
    let json = sandbox.run(&["check", "--base", "HEAD", "--json"]).ok().json();
    assert_eq!(counts(&json), [("waived", 1)], "{json}");
    assert_eq!(codes(&json, "waived"), ["RGPD-A06-01 purposes/ancienne.toml"]);
    sandbox.run(&["check", "--base", "HEAD"]).ok().says("Écarté par dérogation").says("1 écarté, 0 disparu");
}

#[test]
fn to_break_a_file_or_to_repair_one_is_one_finding_not_all_that_it_says() {
    let sandbox = committed();
    let good = sandbox.read("purposes/ancienne.toml");
    sandbox.write("purposes/ancienne.toml", "name = \"");
    let json = sandbox.run(&["check", "--base", "HEAD", "--json"]).exits(1).json();
    assert_eq!((counts(&json), json["left_out"].as_u64()), (vec![("new", 1)], Some(1)), "{json}");
    sandbox.git(&["commit", "--quiet", "-am", "cassée"]);
    sandbox.write("purposes/ancienne.toml", good);
    let json = sandbox.run(&["check", "--base", "HEAD", "--json"]).ok().json();
    assert_eq!((counts(&json), json["left_out"].as_u64()), (vec![("gone", 1)], Some(1)), "{json}");
    sandbox.run(&["check", "--base", "HEAD"]).ok().says("1 constat laissé de côté");
}

#[test]
fn a_row_that_only_got_another_name_keeps_its_faults() {
    let sandbox = Sandbox::with_git();
    let sheet = super::support::PAYROLL.replace("transfers = \"none\"\n", "");
    let row = |name: &str, to: &str| {
        format!("[transfers.{name}]\nrecipient = \"{to}\"\ncountry = \"IN\"\nmechanism = \"none\"\n")
    };
    let write = |rows: &[String]| sandbox.write("activities/paie.toml", format!("{sheet}{}", rows.concat()));
    write(&[row("a", "X"), row("b", "Y")]);
    sandbox.git(&["commit", "--quiet", "-am", "x"]);
    write(&[row("c", "X"), row("b", "Y")]);
    let json = sandbox.run(&["check", "--base", "HEAD", "--rule", "RGPD-T44-01", "--json"]).ok().json();
    assert_eq!((counts(&json), json["same"].as_u64()), (vec![], Some(2)), "{json}");
    write(&[row("a", "X"), row("b", "Y"), row("c", "X")]);
    let json = sandbox.run(&["check", "--base", "HEAD", "--rule", "RGPD-T44-01", "--json"]).exits(1).json();
    assert_eq!(counts(&json), [("new", 1)], "a copy is no other name: {json}");
}

#[test]
fn a_fault_of_the_same_gravity_in_other_words_is_told_and_the_commit_is_said_as_it_was_named() {
    let sandbox = Sandbox::with_git();
    let rule = "[rules.dix]\nkind = \"maximum_period\"\nperiod = \"P3Y\"\nseverity = \"error\"\n";
    sandbox.write("register.toml", format!("{}\n{rule}", super::support::ORGANISATION));
    sandbox.git(&["commit", "--quiet", "-am", "x"]);
    sandbox.write("retention/paie-5-ans.toml", super::support::RETENTION.replace("P5Y", "P9Y"));
    let json = sandbox.run(&["check", "--base", "main", "--rule", "HOUSE", "--json"]).ok().json();
    assert_eq!((counts(&json), json["revision"].as_str()), (vec![("changed", 1)], Some("main")), "{json}");
    let ran = sandbox.run(&["check", "--base", "main", "--rule", "HOUSE"]).ok().says("Autrement");
    ran.says("Depuis main (").says("1 autrement");
}
