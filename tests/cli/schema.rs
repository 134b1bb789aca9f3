//! The JSON that the program gives is the JSON that the page describes.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use super::support::Sandbox;

/// Every key of a document but those that are names out of the register.
fn keys(json: &Json, out: &mut BTreeSet<String>) {
    match json {
        Json::Object(map) => {
            for (key, value) in map {
                out.insert(key.clone());
                if key != "fields" {
                    keys(value, out);
                }
            }
        }
        Json::Array(items) => items.iter().for_each(|item| keys(item, out)),
        _ => {}
    }
}

const RICH: &str = r#"name = "Riche"
owner = "Ventes"
reviewed_on = 2020-01-01
next_review_on = 2020-02-01
processors = ["indien"]
retention_not_possible_reason = "x"

[data_subjects.clients]
category = "customers"
volume = 12

[data.contact]
category = "identity"
label = "Coordonnées"
source = "direct"
retention = "absente"

[data.autre]
retention = "regle"

[hosting]
countries = ["FR"]

[information]
collection = "direct"

[dpia]
decision = "required"
"#;

const ABROAD: &str = r#"name = "Indien"
certifications = ["ISO jusqu’au 01/01/2999"]

[transfers.x]
recipient = "Filiale"
country = "IN"
mechanism = "scc"
"#;

#[test]
fn every_key_that_is_given_is_explained() {
    let page = include_str!("../../docs/json.md");
    let sandbox = Sandbox::with_git();
    sandbox.run(&["set", "paie", "owner=x", "purposes="]).ok();
    sandbox.write("activities/casse.toml", "name = \"");
    // Something of everything that the views of the register tell.
    sandbox.write("activities/riche.toml", RICH);
    sandbox.write(
        "retention/regle.toml",
        "trigger = \"Départ\"\ntrigger_kind = \"other\"\nwords = \"x\"\nactive = \"P1Y\"\narchive = \"P2Y\"\narchive_from = \"Fin\"\nfinal = \"delete\"\n",
    );
    sandbox.write("processors/indien.toml", ABROAD);
    sandbox.write("activities/piege.toml", "nmae = \"x\"\n");
    sandbox.write("purposes/sans.toml", "name = \"Sans\"\n");
    sandbox.write(
        "purposes/ecartee.toml",
        "name = \"X\"\n[waivers.no-legal-basis]\nreason = \"x\"\nby = \"y\"\nuntil = 2999-01-01\n",
    );
    let mut given = BTreeSet::new();
    let mut seen = 0;
    for args in [
        &["list"][..],
        &["search", "paie"],
        &["show", "paie"],
        &["show", "casse"],
        &["check", "--summary", "--waived"],
        &["check", "--base", "HEAD"],
        &["check", "--fix", "--dry-run"],
        &["check", "--fix"],
        &["explain"],
        &["waive", "no-legal-basis", "sans", "--reason", "x", "--by", "y", "--until", "2999-01-01"],
        &["law"],
        &["status"],
        &["overview"],
        &["config"],
        &["new", "activity", "--template", "recruitment"],
        &["deadlines"],
        &["uses", "payer-salaires"],
        &["timeline", "paie"],
        &["timeline", "paie-5-ans"],
        &["flow", "paie"],
        &["dpia", "paie"],
        &["fmt", "--check"],
        &["show", "absente"],
        &["new", "purpose", "--name", "Former"],
        &["set", "paie", "owner=y"],
        &["rename", "former", "former-2"],
        &["delete", "former-2", "--yes"],
        &["diff"],
        &["commit", "-m", "x"],
        &["diff", "HEAD~1", "HEAD"],
        &["log"],
        &["blame", "paie"],
        &["at", "HEAD", "list"],
        &["restore", "paie", "--from", "HEAD~1"],
        &["conflicts"],
        &["git-setup", "--dry-run"],
        &["seal", "--dry-run"],
        &["seal"],
        &["seal", "--list"],
        &["consolidate", "register", "register#HEAD", "register#HEAD~1", "ailleurs"],
    ] {
        let json = sandbox.run(&[args, &["--json"]].concat()).json();
        assert_eq!(json["version"], 2, "{args:?}");
        assert_eq!(json.as_object().unwrap().keys().next().unwrap(), "version", "{args:?}");
        keys(&json, &mut given);
        seen += 1;
    }
    let whole = Sandbox::new();
    for args in [
        &["export", "pdf"][..],
        &["export", "cnil-ods"],
        &["import", "registre.ods", "--dry-run"],
        &["init", "autre", "--name", "A"],
    ] {
        keys(&whole.run(&[args, &["--json"]].concat()).ok().json(), &mut given);
        seen += 1;
    }
    assert!(given.len() > 40 && seen == 44, "{given:?}");
    let unsaid: Vec<&String> = given.iter().filter(|k| !page.contains(&format!("`{k}`"))).collect();
    assert!(unsaid.is_empty(), "docs/json.md does not explain {unsaid:?}");
}

#[test]
fn an_empty_list_has_no_key_and_a_text_of_law_has_one_in_no_language() {
    let sandbox = Sandbox::new();
    let json = sandbox.run(&["flow", "paie", "--json"]).ok().json();
    let nodes = json["stages"].as_array().unwrap().iter().flat_map(|s| s["nodes"].as_array().unwrap());
    for node in nodes {
        for key in ["details", "countries"] {
            assert!(node.get(key).is_none_or(|list| !list.as_array().unwrap().is_empty()), "{node}");
        }
    }
    sandbox.run(&["set", "paie", "purposes="]).ok();
    let texts = |lang: &str| -> Vec<Json> {
        let json = sandbox.run(&["overview", "--json", "--lang", lang]).json();
        json["articles"].as_array().unwrap().iter().map(|a| a["text"].clone()).collect()
    };
    assert!(texts("fr").contains(&"30(1)(b)".into()), "{:?}", texts("fr"));
    assert_eq!(texts("fr"), texts("en"));
    let check = sandbox.run(&["check", "--json"]).json();
    assert!(check["findings"].as_array().unwrap().iter().any(|f| f["text"] == "30(1)(b)"), "{check}");
}

#[test]
fn all_that_a_template_makes_is_told() {
    let sandbox = Sandbox::new();
    let before = sandbox.files().len();
    let json = sandbox.run(&["new", "activity", "--template", "recruitment", "--json"]).ok().json();
    let files: Vec<&str> = json["files"].as_array().unwrap().iter().map(|f| f.as_str().unwrap()).collect();
    assert_eq!(files.len(), sandbox.files().len() - before);
    assert!(
        files.contains(&json["file"].as_str().unwrap()) && files.iter().all(|f| sandbox.has(f)),
        "{json}"
    );
}
