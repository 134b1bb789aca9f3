//! Rules and legal references, looked up; rules set aside.

use super::checking::faulty;
use super::support::Sandbox;

#[test]
fn a_rule_has_its_page_in_both_languages_under_its_code_and_its_name() {
    let french = Sandbox::empty();
    let page = french.run(&["explain", "RGPD-A06-04"]).ok().out;
    assert_eq!(french.run(&["expliquer", "interest-not-named"]).ok().out, page);
    for words in [
        "Intérêt légitime invoqué",
        "Pourquoi",
        "Que faire",
        "RGPD, art.",
        "https://",
        "25/05/2018",
        "# purposes/exemple.toml",
        "[waivers.interest-not-named]",
    ] {
        assert!(page.contains(words), "{words}\n{page}");
    }
    let english = Sandbox::empty().english().run(&["explain", "rgpd-a06-04"]).ok().out;
    for words in ["Legitimate interest claimed", "Why", "What to do", "GDPR, Art.", "25 May 2018"] {
        assert!(english.contains(words), "{words}\n{english}");
    }
}

#[test]
fn all_rules_are_listed_by_chapter_and_words_find_some() {
    let sandbox = Sandbox::empty();
    let all = sandbox.run(&["explain"]).ok().out;
    for rule in registre::check::rules::all() {
        assert!(all.contains(rule.code) && all.contains(rule.name), "{}", rule.code);
    }
    assert!(all.contains("Base légale (article 6)"), "{all}");
    let json = sandbox.run(&["explain", "intérêt", "légitime", "nommé", "--json"]).ok().json();
    let found: Vec<&str> =
        json["rules"].as_array().unwrap().iter().map(|r| r["code"].as_str().unwrap()).collect();
    assert!(found.contains(&"RGPD-A06-04") && !found.contains(&"REG-16"), "{found:?}");
}

#[test]
fn an_unknown_rule_is_answered_with_the_nearest() {
    let sandbox = Sandbox::empty();
    sandbox.run(&["explain", "intrest-not-named"]).exits(2).says("« interest-not-named »");
    sandbox.run(&["explain", "RGPD-A28-99"]).exits(2).says("« RGPD-A28-");
    sandbox.run(&["explain", "zzzzz"]).exits(2).says("registre explain");
}

#[test]
fn legal_references_are_listed_searched_and_told_with_their_source() {
    let sandbox = Sandbox::empty();
    let all = sandbox.run(&["law"]).ok().out;
    assert!(all.contains("Durées de conservation de référence") && all.contains("Décisions d’adéquation"));
    sandbox.run(&["loi", "japon"]).ok().says("Japon").says("lu le 23/11/2026").says("https://");
    sandbox.run(&["loi", "purpose_kinds"]).ok().says("prospecting").says("Prospection");
    let json = sandbox.run(&["law", "purpose_kinds", "--json"]).ok().json();
    assert!(json["words"].as_array().unwrap().iter().any(|w| w["word"] == "prospecting"), "{json}");
    sandbox.run(&["law", "zzzzz"]).exits(5).says("« zzzzz »");
    let json = Sandbox::empty().english().run(&["law", "japan", "--json"]).ok().json();
    assert_eq!(json["references"][0]["id"], "JP");
    assert_eq!(json["references"][0]["read_on"], "2026-11-23");
}

const WAIVE: [&str; 9] =
    ["waive", "RGPD-A06-01", "sans", "--reason", "Étude", "--by", "DPO", "--until", "2099-06-30"];

#[test]
fn a_waiver_is_written_into_the_record_and_the_finding_is_told_no_more() {
    let sandbox = faulty();
    sandbox.write("purposes/sans.toml", "# un mot\nname = \"Sans\"   # à revoir\n");
    sandbox.run(&WAIVE).ok();
    let written = sandbox.read("purposes/sans.toml");
    assert_eq!(
        written,
        "# un mot\nname = \"Sans\"   # à revoir\n\n[waivers.no-legal-basis]\nreason = \"Étude\"\nby = \"DPO\"\nuntil = 2099-06-30\n"
    );
    sandbox.run(&["check", "sans"]).ok();
    // The same again says so; another end renews it.
    sandbox.run(&WAIVE).exits(5);
    let renewed =
        ["déroger", "no-legal-basis", "sans", "--motif", "Étude", "--par", "DPO", "--jusqu-au", "1/7/2099"];
    sandbox.run(&renewed).ok();
    assert_eq!(sandbox.read("purposes/sans.toml"), written.replace("2099-06-30", "2099-07-01"));
}

#[test]
fn a_waiver_may_stand_for_one_field_alone() {
    let sandbox = Sandbox::new();
    sandbox.write("purposes/sans.toml", "name = \"Sans\"\n");
    sandbox.run(&[&WAIVE[..], &["--field", "legal_basis"]].concat()).ok();
    assert!(
        sandbox.read("purposes/sans.toml").contains("places = [\n    \"legal_basis\",\n]"),
        "{}",
        sandbox.read("purposes/sans.toml")
    );
    sandbox.run(&["check", "sans"]).ok();
    sandbox.run(&[&WAIVE[..], &["--field", "retention"]].concat()).exits(5).says("legal_basis");
    sandbox.run(&[&WAIVE[..], &["--field", "nulle_part"]].concat()).exits(2);
}

#[test]
fn a_waiver_without_ground_is_refused_and_nothing_is_written() {
    let sandbox = faulty();
    let before = sandbox.files();
    let with = |at: usize, word: &'static str| {
        let mut args = WAIVE;
        args[at] = word;
        sandbox.run(&args)
    };
    with(1, "no-legal-bases").exits(2).says("« no-legal-basis »");
    with(1, "waiver-over").exits(2).says("ne s’écarte pas");
    with(2, "payer-salaires").exits(5).says("ne trouve rien");
    with(2, "nulle-part").exits(2);
    with(4, " ").exits(2).says("--reason");
    with(6, "").exits(2).says("--by");
    with(8, "2020-01-01").exits(2).says("est passé");
    with(8, "bientôt").exits(2);
    sandbox.run(&["waive", "RGPD-A06-01", "sans"]).exits(2);
    assert_eq!(sandbox.files(), before);
    let english = sandbox.english();
    english.run(&WAIVE[..]).ok();
    let mut args = WAIVE;
    args[2] = "payer-salaires";
    english.run(&args).exits(5).says("finds nothing");
}

#[test]
fn what_is_found_while_reading_is_explained_asked_for_and_leads_somewhere() {
    let sandbox = Sandbox::new();
    for code in ["REG-01", "REG-03", "REG-10", "REG-12", "TOML-01", "TOML-03"] {
        sandbox.run(&["explain", code]).ok().says("Que faire").says("Ne s’écarte pas");
    }
    sandbox.write("purposes/autre.toml", "name = \"A\"\nlegal_basis = \"contract\"\nkind = \"zzzz\"\n");
    let ran = sandbox.run(&["check", "--rule", "REG-03"]).exits(1).says("registre loi purpose_kinds");
    assert_eq!(ran.out.matches("REG-0").count(), 1, "{ran:?}");
    let github = sandbox.run(&["check", "--rule", "REG", "--format", "github"]).exits(1).out;
    assert!(github.contains("title=REG-03 word-not-listed::"), "{github}");
}

#[test]
fn the_page_of_a_rule_says_that_it_may_be_told_milder_and_whether_it_mends_itself() {
    let sandbox = Sandbox::empty();
    sandbox.run(&["explain", "RGPD-T44-01"]).ok().says("peut être plus douce").says("check --fix --rule");
    sandbox.run(&["explain", "RGPD-A06-01"]).ok().says("check --fix n’y touche pas");
}

#[test]
fn one_own_rule_of_the_organisation_is_waived_by_its_name() {
    let sandbox = Sandbox::new();
    let rules = "[rules.a]\nkind = \"required_field\"\nof = \"activity\"\nfield = \"reviewed_on\"\n";
    sandbox.write("register.toml", format!("{}\n{rules}", super::support::ORGANISATION));
    let waive = |rule: &str| {
        sandbox.run(&["waive", rule, "paie", "--reason", "Étude", "--by", "DPO", "--until", "2099-06-30"])
    };
    waive("own-rule-b").exits(5).says("own-rule-b ne trouve rien");
    waive("own-rule-a").ok();
    assert!(sandbox.read("activities/paie.toml").contains("[waivers.own-rule-a]"));
    sandbox.run(&["check", "--rule", "HOUSE", "--strict"]).ok().says("1 constat écarté");
    let ran = sandbox.run(&[
        "waive",
        "own-rule-a",
        "paie",
        "--reason",
        "\u{200b}",
        "--by",
        "x",
        "--until",
        "2099-06-30",
    ]);
    ran.exits(2).says("un motif");
}
