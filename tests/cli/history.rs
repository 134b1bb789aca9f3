//! The register through time: diff, log, blame, at, restore.

use serde_json::{Value as Json, json};

use super::support::{PAYROLL, Sandbox};

/// A register of three commits, a day each: made; a longer period and a new transfer; a sheet renamed.
fn aged() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.git(&["init", "--quiet"]);
    let commit = |day: &str, author: &str, message: &str| {
        sandbox.git(&["add", "--all", "register"]);
        let date = format!("{day}T12:00:00+00:00");
        let set = format!("user.name={author}");
        sandbox.git_with(
            &[("GIT_COMMITTER_DATE", date.as_str()), ("GIT_AUTHOR_DATE", date.as_str())],
            &["-c", set.as_str(), "commit", "--quiet", "-m", message],
        );
    };
    commit("2026-02-01", "Camille", "Premier registre");
    sandbox.run(&["set", "paie-5-ans", "active=7 ans"]).ok();
    let abroad = PAYROLL.replace("transfers = \"none\"\n", "")
        + "\n[transfers.inde]\nrecipient = \"Saisie Ltd\"\ncountry = \"IN\"\n";
    sandbox.write("activities/paie.toml", abroad);
    commit("2026-05-01", "Dominique", "Saisie en Inde");
    sandbox.run(&["rename", "paie", "paie-mensuelle"]).ok();
    commit("2026-08-01", "Camille", "Un nom plus juste");
    sandbox
}

fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

#[test]
fn a_diff_tells_each_field_what_follows_and_what_the_check_says_otherwise() {
    let sandbox = aged();
    let ran = sandbox.run(&["diff", "HEAD~2", "HEAD~1"]).ok();
    insta::assert_snapshot!(plain(&ran.out), @r"

    ~ Paie (activity/paie, modification)
        Transferts hors UE : néant → Destinataire : Saisie Ltd, Pays : Inde
          → hors de l’Espace économique européen : Inde, sans décision d’adéquation ; garantie : aucune n’est dite (RGPD, art. 44)
          ▲ point d’attention nouveau RGPD-T44-01 Transfert hors de l’EEE (Inde) : la garantie n’est pas dite.

    ~ Paie : 5 ans (retention/paie-5-ans, modification)
        Base active : 5 ans → 7 ans
          → conservation plus longue : à justifier et à annoncer aux personnes (RGPD, art. 5(1)(e), 13(2)(a))
    ");
    ran.says("2 modifiées").says("1 nouveau ou plus grave");
    // The rename alone.
    let ran = sandbox.run(&["diff", "HEAD~1..HEAD"]).ok();
    assert!(ran.out.contains("(activity/paie-mensuelle, renommage)"), "{ran:?}");
    assert!(ran.out.contains("appelée auparavant activity/paie"), "{ran:?}");
    // By days, in English, against the disk, and what is staged.
    let english = ["diff", "2026-02-15", "2026-05-15", "--lang", "en"];
    sandbox.run(&english).ok().says("Active database: 5 years → 7 years");
    sandbox.run(&["diff", "--exit-code"]).ok().says("Rien n’a changé.");
    sandbox.run(&["set", "paie-mensuelle", "owner=Direction"]).ok();
    sandbox.run(&["diff", "--staged"]).ok().says("Rien n’a changé.");
    sandbox.run(&["diff", "--exit-code"]).exits(1).says("Service en charge");
    sandbox.git(&["add", "--all"]);
    sandbox.run(&["diff", "--staged"]).ok().says("Service en charge");
}

#[test]
fn layout_is_no_change_of_a_field() {
    let sandbox = Sandbox::with_git();
    sandbox.write("activities/paie.toml", format!("# une remarque\n{PAYROLL}"));
    let json = sandbox.run(&["diff", "--json"]).ok().json();
    assert_eq!(json["records"][0]["state"], "layout");
    assert_eq!(json["records"][0]["changes"], json!([]));
}

#[test]
fn a_diff_in_json_has_values_and_findings() {
    let sandbox = aged();
    let json = sandbox.run(&["diff", "HEAD~2", "HEAD~1", "--json"]).ok().json();
    let change = &json["records"][1]["changes"][0];
    assert_eq!(
        (&change["path"], &change["before"], &change["after"]),
        (&json!("active"), &json!("P5Y"), &json!("P7Y"))
    );
    assert_eq!(change["consequences"][0]["text"], "5(1)(e), 13(2)(a)");
    assert_eq!(json["records"][0]["changes"][0]["findings"][0]["code"], "RGPD-T44-01");
    assert_eq!((&json["worse"], &json["better"]), (&json!(1), &json!(0)));
}

#[test]
fn a_diff_is_a_comment_a_page_and_a_report() {
    let sandbox = aged();
    let hostile = PAYROLL.replace("name = \"Paie\"\n", "name = \"Paie @equipe <img src=x> | *x*\"\n");
    sandbox.write("activities/paie-mensuelle.toml", hostile);
    let markdown = sandbox.run(&["diff", "--format", "markdown"]).ok().out;
    assert!(markdown.starts_with("## Ce qui a changé\n") && markdown.contains("| Champ | Avant | Après |"));
    assert!(!markdown.contains("@equipe") && !markdown.contains("<img"), "{markdown}");
    let html = sandbox.run(&["diff", "--format", "html"]).ok().out;
    assert!(
        html.starts_with("<!doctype html>") && html.contains("lang=\"fr\"") && !html.contains("<img"),
        "{html}"
    );
    assert!(!html.contains("<script"), "nothing runs");
    sandbox.run(&["diff", "HEAD~2", "--format", "pdf", "-o", "changements.pdf"]).ok();
    assert!(markdown.contains("**modification** *– activity/paie-mensuelle*"), "{markdown}");
    let pdf = std::fs::read(sandbox.path().join("changements.pdf")).unwrap();
    assert!(pdf.starts_with(b"%PDF-"));
}

#[test]
fn a_log_tells_what_each_commit_made_of_a_record_through_its_names() {
    let sandbox = aged();
    let ran = sandbox.run(&["log", "paie-mensuelle"]).ok();
    let said: Vec<String> =
        plain(&ran.out).lines().map(|l| l.get(12..).unwrap_or_default().to_owned()).collect();
    assert!(
        said[0].ends_with("Un nom plus juste") && said.iter().any(|l| l.ends_with("Saisie en Inde")),
        "{said:?}"
    );
    let out = plain(&ran.out);
    for words in ["renommée : auparavant activity/paie", "Transferts hors UE : néant →", "fiche créée"]
    {
        assert!(out.contains(words), "{out}");
    }
    // What one field went through, and when.
    let json = sandbox.run(&["log", "paie-mensuelle", "--field", "transfers", "--json"]).ok().json();
    let summaries: Vec<&Json> = json["commits"].as_array().unwrap().iter().map(|c| &c["summary"]).collect();
    assert_eq!(summaries, [&json!("Saisie en Inde"), &json!("Premier registre")]);
    let json = sandbox.run(&["log", "--since", "2026-04-01", "--until", "30/06/2026", "--json"]).ok().json();
    assert_eq!(json["commits"].as_array().unwrap().len(), 1);
    assert_eq!(json["commits"][0]["records"][1]["record"]["id"], "paie-5-ans");
    sandbox.run(&["log", "--oneline", "-n", "1"]).ok().says("Un nom plus juste");
}

#[test]
fn blame_tells_since_when_and_by_whom() {
    let sandbox = aged();
    sandbox.run(&["set", "paie-mensuelle", "owner=Direction"]).ok();
    let json = sandbox.run(&["blame", "paie-mensuelle", "--json"]).ok().json();
    let line = |path: &str| {
        let lines = json["lines"].as_array().unwrap();
        lines.iter().find(|l| l["path"] == path).unwrap_or_else(|| panic!("{path}")).clone()
    };
    assert_eq!(line("name")["commit"]["author"], "Camille");
    assert_eq!(line("name")["commit"]["summary"], "Premier registre", "a rename changes no field");
    assert_eq!(line("transfers.inde.country")["commit"]["author"], "Dominique");
    assert_eq!(line("owner")["since"], "uncommitted");
    sandbox.run(&["blame", "paie-mensuelle", "--field", "transfers"]).ok().says("Saisie en Inde");
}

#[test]
fn blame_finds_the_author_on_a_side_of_a_merge() {
    let sandbox = Sandbox::with_git();
    sandbox.git(&["checkout", "--quiet", "-b", "cote"]);
    sandbox.run(&["set", "paie", "owner=Atelier"]).ok();
    sandbox.git(&["commit", "--quiet", "-am", "de côté"]);
    sandbox.git(&["checkout", "--quiet", "main"]);
    sandbox.run(&["set", "paie", "information.notice_ref=Annexe 3"]).ok();
    sandbox.git(&["commit", "--quiet", "-am", "au milieu"]);
    sandbox.git(&["merge", "--quiet", "-m", "ensemble", "cote"]);
    let json = sandbox.run(&["blame", "paie", "--json"]).ok().json();
    let by = |path: &str| {
        json["lines"].as_array().unwrap().iter().find(|l| l["path"] == path).unwrap()["commit"]["summary"]
            .clone()
    };
    assert_eq!((by("owner"), by("information.notice_ref")), (json!("de côté"), json!("au milieu")));
}

#[test]
fn any_reading_command_reads_the_register_as_it_was() {
    let sandbox = aged();
    sandbox.run(&["at", "2026-02-15", "show", "paie"]).ok().says("Transferts hors UE : néant");
    sandbox.run(&["show", "HEAD~1:paie"]).ok().says("Saisie Ltd");
    let json = sandbox.run(&["au", "01/03/2026", "list", "activities", "--json"]).ok().json();
    assert_eq!(json["records"][0]["id"], "paie", "by the name that it had");
    sandbox.run(&["at", "HEAD~2", "check"]).ok();
    sandbox.run(&["at", "HEAD~1", "check"]).ok().says("RGPD-T44-01");
    // The document bears the day and the commit.
    sandbox.run(&["at", "2026-02-15", "export", "pdf", "-o", "passe.pdf"]).ok();
    sandbox.run(&["at", "2026-02-15"]).ok().says("Tableau de bord");
    // Nothing is written, and what is not there is said.
    sandbox.run(&["at", "HEAD", "set", "paie-mensuelle", "owner=x"]).exits(2).says("ne lit pas le registre");
    sandbox.run(&["at", "HEAD", "check", "--fix"]).exits(2);
    sandbox.run(&["at", "2020-01-01", "list"]).exits(2).says("rien du registre n’était encore validé");
    sandbox.run(&["at", "nulle-part", "list"]).exits(2).says("Aucun commit");
    sandbox.run(&["at", "HEAD~2", "show", "paie-mensuelle"]).exits(2).says("Vouliez-vous dire");
    assert_eq!(sandbox.git(&["status", "--porcelain", "register"]), "");
}

#[test]
fn what_was_comes_back_whole_or_field_by_field() {
    let sandbox = aged();
    sandbox.run(&["restore", "paie-5-ans.active", "--from", "2026-02-15"]).ok().says("7 ans → 5 ans");
    assert_eq!(sandbox.git(&["diff", "--numstat"]), "1\t1\tregister/retention/paie-5-ans.toml\n");
    // Under the name that it has now, with its comments.
    sandbox.run(&["restore", "paie-mensuelle", "--from", "HEAD~2"]).ok();
    assert_eq!(sandbox.read("activities/paie-mensuelle.toml"), PAYROLL);
    sandbox.run(&["restore", "paie-mensuelle", "--from", "HEAD~2"]).ok().says("Rien à ramener");
    // One that is gone.
    sandbox.git(&["checkout", "--quiet", "--", "register"]);
    sandbox.git(&["rm", "--quiet", "register/processors/cabinet-aval.toml"]);
    sandbox.run(&["restaurer", "cabinet-aval"]).ok();
    assert_eq!(sandbox.read("processors/cabinet-aval.toml"), super::support::PROCESSOR);
    sandbox.run(&["restore", "paie-mensuelle.rien", "--from", "HEAD"]).exits(2).says("Aucun champ");
}
