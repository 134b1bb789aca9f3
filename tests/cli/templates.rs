//! new --template: an activity with the purposes and the rules it needs.

use std::collections::BTreeSet;

use super::support::Sandbox;
use registre::law::templates::ALL;

#[test]
fn the_templates_are_listed_in_words_and_in_json() {
    let listed = Sandbox::empty().run(&["new", "--templates"]).ok().out;
    assert!(listed.contains("recruitment") && listed.contains("Recrutement"), "{listed}");
    assert_eq!(listed.lines().count(), ALL.len());
    let json = Sandbox::empty().english().run(&["new", "--templates", "--json"]).json();
    assert_eq!(json["templates"][0]["id"], "customer-file");
    assert_eq!(json["templates"][0]["name"], "Customer management");
}

#[test]
fn an_activity_is_made_with_what_it_needs() {
    let sandbox = Sandbox::new();
    let ran = sandbox.run(&["new", "activity", "--template", "recruitment", "owner=RH"]).ok();
    assert_eq!(ran.out, "activity/recrutement\n");
    assert!(ran.err.contains("purposes/") && ran.err.contains("retention/"), "{}", ran.err);
    let json = sandbox.run(&["show", "recrutement", "--json"]).json();
    let fields = &json["record"]["fields"];
    assert_eq!((&fields["status"], &fields["owner"]), (&"draft".into(), &"RH".into()));
    assert!(fields["notes"].as_str().unwrap().contains("base légale"), "{fields}");
    assert!(fields.get("software").is_none() && fields.get("processors").is_none(), "nothing is invented");
    let rule = fields["data"]["candidature"]["retention"].as_str().unwrap();
    let rule = sandbox.run(&["show", &format!("retention/{rule}"), "--json"]).json();
    let rule = &rule["record"]["fields"];
    assert_eq!((&rule["active"], &rule["reference"]), (&"P2Y".into(), &"candidatures".into()));
    assert!(rule["source_url"].as_str().unwrap().starts_with("https://"), "{rule}");
    assert!(rule["notes"].as_str().unwrap().contains("23/11/2026"), "{rule}");
}

#[test]
fn what_the_register_has_is_used_again() {
    let sandbox = Sandbox::new();
    sandbox.run(&["new", "activity", "--template", "recruitment"]).ok();
    let before: BTreeSet<String> = sandbox.files().into_iter().map(|f| f.0).collect();
    let ran = sandbox.run(&["new", "activity", "--template", "Recrutement", "--name", "Stagiaires"]).ok();
    assert_eq!(ran.out, "activity/stagiaires\n");
    let after: BTreeSet<String> = sandbox.files().into_iter().map(|f| f.0).collect();
    let new: Vec<&String> = after.difference(&before).collect();
    assert_eq!(new, ["activities/stagiaires.toml"]);
}

/// What must still be verified is said so, and no period stands in its place.
#[test]
fn a_reference_that_is_not_certain_gives_no_period() {
    let sandbox = Sandbox::new();
    sandbox.run(&["new", "activity", "--template", "whistleblowing"]).ok();
    let json = sandbox.run(&["show", "alertes-professionnelles", "--json"]).json();
    let rule = json["record"]["fields"]["data"]["signalement"]["retention"].as_str().unwrap().to_owned();
    let rule = sandbox.run(&["show", &format!("retention/{rule}"), "--json"]).json();
    let rule = &rule["record"]["fields"];
    assert!(rule["notes"].as_str().unwrap().contains("À vérifier"), "{rule}");
    for key in ["active", "archive", "words", "final"] {
        assert!(rule.get(key).is_none(), "{rule}");
    }
}

/// In a register of either language, every template gives sheets that the program reads back as it wrote them,
/// without an error.
#[test]
fn every_template_makes_sheets_without_an_error() {
    for language in ["fr", "en"] {
        let sandbox = Sandbox::new();
        if language == "en" {
            sandbox.run(&["set", "organisation", "language=en"]).ok();
        }
        // The sandbox's own sheets are not all as the program writes them.
        sandbox.run(&["fmt"]).ok();
        for template in ALL {
            sandbox.run(&["new", "activity", "--template", template.id]).ok();
        }
        sandbox.run(&["check"]).ok();
        sandbox.run(&["fmt", "--check"]).ok();
    }
}

#[test]
fn a_template_that_is_not_there_is_answered_with_the_nearest() {
    let sandbox = Sandbox::new();
    sandbox.run(&["new", "activity", "--template", "recruitmen"]).exits(2).says("« recruitment »");
    sandbox.run(&["new", "activity", "--template", "x"]).exits(2).says("--templates");
    sandbox.run(&["new", "purpose", "--template", "recruitment"]).exits(2).says("activité");
    sandbox.run(&["new"]).exits(2);
}
