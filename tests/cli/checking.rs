//! What of the check is asked for, and how it is told: narrowed, as of a day, with its waivers, counted.

use super::support::Sandbox;

/// A register with two faults of law: a purpose without a basis, and one whose interest is not named.
pub fn faulty() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("purposes/sans.toml", "name = \"Écrire aux anciens clients\"\n");
    sandbox.write("purposes/interet.toml", "name = \"Intérêt\"\nlegal_basis = \"legitimate_interest\"\n");
    sandbox
}

const WAIVER: &str = "\n[waivers.no-legal-basis]\nreason = \"Étude en cours.\"\nby = \"DPO\"\non = 2098-01-01\nuntil = 2099-12-31\n";

fn codes(sandbox: &Sandbox, args: &[&str]) -> Vec<String> {
    let json = sandbox.run(&[&["check", "--json"], args].concat()).json();
    let found = json["findings"].as_array().unwrap().iter();
    found.map(|f| f["code"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_check_is_narrowed_by_rule_under_its_code_or_its_name_and_the_exit_code_with_it() {
    let sandbox = faulty();
    assert!(codes(&sandbox, &[]).len() >= 2);
    for rule in ["RGPD-A06-04", "rgpd-a06-04", "interest-not-named"] {
        assert_eq!(codes(&sandbox, &["--rule", rule]), ["RGPD-A06-04"], "{rule}");
    }
    assert_eq!(codes(&sandbox, &["--rule", "RGPD-A06-04", "--regle", "RGPD-A06-01"]).len(), 2);
    sandbox.run(&["check", "--rule", "waiver-over"]).ok();
    sandbox.run(&["check", "sans", "--rule", "RGPD-A06-04"]).ok();
    sandbox.run(&["check", "--rule", "interest-not-name"]).exits(2).says("« interest-not-named »");
}

#[test]
fn nothing_milder_than_asked_is_told_and_warnings_fail_only_a_strict_check() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "purposes/projet.toml",
        format!("name = \"Préparer les commandes des clients\"\nlegal_basis = \"contract\"\n{WAIVER}"),
    );
    // The waiver serves nothing: advice, and no more than that.
    assert_eq!(codes(&sandbox, &[]), ["REG-17"]);
    sandbox.run(&["check", "--strict"]).ok();
    for least in ["warning", "attention"] {
        assert_eq!(codes(&sandbox, &["--min-severity", least]), Vec::<String>::new(), "{least}");
    }
    sandbox.write("purposes/projet.toml", format!("name = \"P\"\n{}", WAIVER.replace("2099", "2020")));
    let ran = sandbox.run(&["check", "projet", "--rule", "REG-16"]).ok();
    ran.says("point d’attention");
    sandbox.run(&["check", "--rule", "REG-16", "--strict"]).exits(1);
    sandbox.run(&["check", "--rule", "REG-16", "--strict", "--min-severity", "erreur"]).ok();
}

#[test]
fn a_check_as_of_a_day_counts_the_waivers_of_that_day_and_the_law_of_that_day() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "purposes/sans.toml",
        format!("name = \"Écrire aux anciens clients\"\n{}", WAIVER.replace("2099", "2026")),
    );
    assert_eq!(codes(&sandbox, &["--today", "2026-12-31"]), Vec::<String>::new());
    assert_eq!(codes(&sandbox, &["--today", "1/1/2027"]), ["RGPD-A06-01", "REG-16"]);
    let before = codes(&sandbox, &["--today", "2018-05-24", "--rule", "RGPD-A06-01"]);
    assert_eq!(before, Vec::<String>::new());
    sandbox.run(&["check", "--today", "demain"]).exits(2).says("n’est pas une date");
}

#[test]
fn what_is_waived_is_shown_with_its_reason_author_and_end_when_asked() {
    let sandbox = Sandbox::new();
    sandbox.write("purposes/sans.toml", format!("name = \"Écrire aux anciens clients\"\n{WAIVER}"));
    let ran = sandbox.run(&["check"]).ok().says("2 constats écartés");
    assert_eq!(ran.out, "");
    let ran = sandbox.run(&["check", "--waived"]).ok();
    insta::assert_snapshot!(ran.out.replace(['\u{a0}', '\u{202f}'], " "), @r"

    Écarté par dérogation
    activities/paie.toml · conseil RGPD-A30-14 Fiche sans date de création.
      → Les fiches sont datées par git. (Direction, jusqu’au 31/12/2099 ; register.toml)
    purposes/sans.toml ✖ erreur RGPD-A06-01 Finalité sans base légale.
      → Étude en cours. (DPO, jusqu’au 31/12/2099 ; purposes/sans.toml)
    ");
    let json = sandbox.run(&["check", "--waived", "--json"]).ok().json();
    let waived = json["waived"].as_array().unwrap().iter().find(|w| w["code"] == "RGPD-A06-01").unwrap();
    assert_eq!(waived["code"], "RGPD-A06-01");
    assert_eq!(waived["waiver"]["until"], "2099-12-31");
    assert_eq!(waived["waiver"]["reason"], "Étude en cours.");
    let english = sandbox.english();
    english.run(&["check", "--waived"]).ok().says("Waived").says("until 31 Dec 2099");
}

#[test]
fn what_article_30_asks_is_counted_apart_from_other_obligations() {
    let sandbox = faulty();
    sandbox.run(&["set", "paie", "purposes="]).ok();
    let ran = sandbox.run(&["check"]).exits(1);
    let said = ran.err.replace('\u{a0}', " ");
    let line = |start: &str| said.lines().find(|l| l.trim_start().starts_with(start)).map(str::to_owned);
    assert!(line("Article 30 : 1 erreur,").is_some(), "{said}");
    assert!(line("Autres obligations : 2 erreurs,").is_some(), "{said}");
    let json = sandbox.run(&["check", "--json"]).json();
    assert_eq!(json["parts"][0]["part"], "article30");
    assert_eq!(json["parts"][0]["summary"]["error"], 1);
    assert_eq!(json["parts"][1]["summary"]["error"], 2);
}

#[test]
fn a_summary_counts_by_record_and_by_article_in_both_languages() {
    let sandbox = faulty();
    sandbox.run(&["set", "paie", "purposes="]).ok();
    let ran = sandbox.run(&["check", "--summary"]).exits(1);
    let shown = ran.out.replace(['\u{a0}', '\u{202f}'], " ");
    for words in ["Par fiche", "purposes/sans.toml :", "Article 30, par article", "RGPD, art. 30(1)(b) :"] {
        assert!(shown.contains(words), "{words}\n{shown}");
    }
    assert!(!shown.contains('→'), "no finding is told one by one: {shown}");
    let json = sandbox.run(&["check", "--summary", "--json"]).exits(1).json();
    assert_eq!(json["records"].as_array().unwrap().len(), 3, "{json}");
    assert!(json["articles"].as_array().unwrap().iter().any(|a| a["text"] == "30(1)(b)"), "{json}");
    sandbox.english().run(&["check", "--summary"]).exits(1).says("By record").says("1 error");
}

#[test]
fn with_nothing_to_mend_a_fix_writes_nothing_and_checks_all_the_same() {
    let sandbox = faulty();
    let before = sandbox.files();
    sandbox
        .run(&["check", "--fix", "--rule", "RGPD-A06-01"])
        .exits(1)
        .says("Rien ne se corrige sans jugement");
    let shown = sandbox.run(&["check", "--fix", "--dry-run", "--rule", "RGPD-A06-01"]).ok();
    assert_eq!(shown.out, "");
    assert_eq!(sandbox.files(), before);
    let json = sandbox.run(&["check", "--fix", "--dry-run", "--rule", "RGPD-A06-01", "--json"]).ok().json();
    assert_eq!(json["mended"], serde_json::json!([]));
    sandbox.run(&["check", "--dry-run"]).exits(2);
}

#[test]
fn the_line_of_a_value_at_fault_is_shown_with_a_caret() {
    let sandbox = Sandbox::new();
    let transfer = "[transfers.x]\nrecipient = \"X\"\ncountry = \"US\"\nmechanism = \"privacy_shield\"\n";
    let sheet = super::support::PAYROLL.replace("transfers = \"none\"\n", "");
    sandbox.write("activities/paie.toml", format!("{sheet}{transfer}"));
    let out = sandbox.run(&["check"]).exits(1).out;
    let (_, after) = out.split_once("│ mechanism = \"privacy_shield\"\n").expect(&out);
    let caret = after.lines().next().unwrap();
    assert_eq!(caret.matches('^').count(), "mechanism = \"privacy_shield\"".len(), "{out}");
}

#[test]
fn words_of_severity_are_offered_in_the_readers_language_and_never_at_random() {
    let sandbox = Sandbox::new();
    let ran = sandbox.run(&["check", "--min-severity", "grave"]).exits(2).says("erreur, attention, conseil");
    assert!(!ran.all().contains("Vouliez-vous"), "{ran:?}");
    sandbox.run(&["check", "--min-severity", "erreurs"]).exits(2).says("Vouliez-vous dire « erreur »");
    sandbox.english().run(&["check", "--min-severity", "grave"]).exits(2).says("error, warning, advice");
}

#[test]
fn the_beginning_of_a_code_narrows_to_all_under_it() {
    let sandbox = faulty();
    let found = codes(&sandbox, &["--rule", "RGPD-A06"]);
    assert!(["RGPD-A06-01", "RGPD-A06-04"].iter().all(|code| found.iter().any(|f| f == code)), "{found:?}");
    assert!(found.iter().all(|code| code.starts_with("RGPD-A06-")), "{found:?}");
}
