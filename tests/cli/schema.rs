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
    let mut given = BTreeSet::new();
    let mut seen = 0;
    for args in [
        &["list"][..],
        &["search", "paie"],
        &["show", "paie"],
        &["show", "casse"],
        &["check"],
        &["status"],
        &["overview"],
        &["deadlines"],
        &["uses", "payer-salaires"],
        &["timeline", "paie"],
        &["timeline", "paie-5-ans"],
        &["flow", "paie"],
        &["fmt", "--check"],
        &["show", "absente"],
        &["new", "purpose", "--name", "Former"],
        &["set", "paie", "owner=y"],
        &["rename", "former", "former-2"],
        &["delete", "former-2", "--yes"],
        &["commit", "-m", "x"],
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
    assert!(given.len() > 40 && seen == 23, "{given:?}");
    let unsaid: Vec<&String> = given.iter().filter(|k| !page.contains(&format!("`{k}`"))).collect();
    assert!(unsaid.is_empty(), "docs/json.md does not explain {unsaid:?}");
}
