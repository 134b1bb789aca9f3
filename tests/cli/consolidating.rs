//! Several registers in one overview.

use std::fs;

use serde_json::{Value as Json, json};

use super::support::{ORGANISATION, PAYROLL, PROCESSOR, PURPOSE, RETENTION, Sandbox};

fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

/// Writes another register of one activity into a folder of the sandbox.
fn register(sandbox: &Sandbox, folder: &str, name: &str, processor: &str) {
    let put = |file: &str, text: &str| {
        let path = sandbox.path().join(folder).join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    put("register.toml", &ORGANISATION.replace("Atelier Brume", name));
    put("activities/paie.toml", PAYROLL);
    put("purposes/payer-salaires.toml", PURPOSE);
    put("retention/paie-5-ans.toml", RETENTION);
    put("processors/cabinet-aval.toml", processor);
}

fn entities(json: &Json) -> Vec<&str> {
    json["entities"].as_array().unwrap().iter().map(|e| e["name"].as_str().unwrap()).collect()
}

#[test]
fn a_processor_is_known_again_by_its_number_else_by_its_name() {
    let sandbox = Sandbox::new();
    let numbered = |name: &str, number: &str| {
        PROCESSOR.replace("Cabinet Aval", name).replacen('\n', &format!("\nregistration = \"{number}\"\n"), 1)
    };
    sandbox.write("processors/cabinet-aval.toml", numbered("Cabinet Aval", "RCS Évreux 123 456 789"));
    register(&sandbox, "b", "Client B", &numbered("Aval Paie", "123456789 00012"));
    register(&sandbox, "c", "Client C", &PROCESSOR.replace("Cabinet Aval", "CABINET  AVAL"));
    let abroad = "name = \"Autre\"\nhosting_countries = [\"IN\"]\ncontract = \"none\"\n";
    register(&sandbox, "d", "Client D", abroad);
    let json = sandbox.run(&["consolidate", "register", "b", "c", "d", "--json"]).ok().json();
    assert_eq!(entities(&json), ["Atelier Brume", "Client B", "Client C", "Client D"]);
    let processors = json["processors"].as_array().unwrap();
    assert_eq!(processors.len(), 2, "{json}");
    let uses: Vec<_> =
        processors[0]["uses"].as_array().unwrap().iter().map(|u| u["entity"].clone()).collect();
    assert_eq!(uses, [0, 1, 2]);
    let other = &processors[1]["uses"][0];
    assert_eq!((&other["contract"], &other["safeguard"]), (&json!("none"), &json!("missing")));
    let ran = sandbox.run(&["consolider", "register", "b", "c", "d"]).ok();
    let said = plain(&ran.out);
    assert!(said.contains("Cabinet Aval (RCS Évreux 123 456 789) – 3"), "{said}");
    assert!(said.contains("Atelier Brume, Client B, Client C – hébergé : France, contrat signé"), "{said}");
    assert!(said.contains("Paie – Atelier Brume, Client B, Client C, Client D"), "{said}");
    let wide = said.lines().filter(|l| l.chars().count() > 80).collect::<Vec<_>>();
    assert!(wide.is_empty(), "{wide:?}");
}

#[test]
fn an_unreadable_register_is_told_and_the_others_appear() {
    let sandbox = Sandbox::new();
    register(&sandbox, "b", "Client B", PROCESSOR);
    fs::write(sandbox.path().join("b/purposes/casse.toml"), "name = \"").unwrap();
    let before = sandbox.files();
    let ran = sandbox.run(&["consolidate", "register", "absent", "b", "register#v9"]).exits(3);
    let said = plain(&ran.all());
    assert!(said.contains("absent n’a pas pu être lu") && said.contains("register#v9 n’a pas pu"), "{said}");
    assert!(said.contains("Client B : 1 fichier ne peut pas être lu"), "{said}");
    assert!(ran.out.contains("Atelier Brume"), "{said}");
    assert_eq!(sandbox.files(), before);
    // What was begun there is others' to finish.
    let journal = sandbox.path().join("b/.registre-transaction");
    fs::write(&journal, "x").unwrap();
    sandbox.run(&["consolidate", "register", "b"]).exits(3).says("est en cours dans b");
    assert_eq!(fs::read_to_string(&journal).unwrap(), "x");
    sandbox.run(&["consolidate"]).exits(2).says("Aucun registre n’est nommé");
}

#[test]
fn a_branch_is_read_without_being_checked_out() {
    let sandbox = Sandbox::with_git();
    sandbox.git(&["checkout", "--quiet", "-b", "filiale"]);
    sandbox.write("register.toml", ORGANISATION.replace("Atelier Brume", "Filiale Embrun"));
    sandbox.git(&["commit", "--quiet", "-am", "filiale"]);
    sandbox.git(&["checkout", "--quiet", "main"]);
    sandbox.git(&["update-ref", "refs/remotes/origin/sud", "filiale"]);
    let named = ["consolidate", "register", "register#filiale", "register#origin/sud", ".#filiale", "--json"];
    let json = sandbox.run(&named).ok().json();
    assert_eq!(entities(&json), ["Atelier Brume", "Filiale Embrun", "Filiale Embrun", "Filiale Embrun"]);
    let commit = sandbox.git(&["rev-parse", "filiale"]);
    assert_eq!(json["entities"][1]["commit"], commit.trim());
    assert_eq!(sandbox.git(&["status", "--porcelain"]), "");
    assert_eq!(sandbox.git(&["branch", "--show-current"]), "main\n");
    // Those of one name are told apart.
    sandbox.run(&["consolidate", "register#filiale", "register#origin/sud"]).ok().says("[register#filiale");
    // A folder may have the sign in its name.
    register(&sandbox, "a#b", "Dièse", PROCESSOR);
    sandbox.run(&["consolidate", "a#b"]).ok().says("Dièse");
}

#[test]
fn a_list_names_them_one_a_line() {
    let sandbox = Sandbox::new();
    register(&sandbox, "clients/b", "Client B", PROCESSOR);
    register(&sandbox, "clients/c", "Client C", PROCESSOR);
    let list = sandbox.path().join("clients/liste.txt");
    fs::write(&list, "# mes clients\n\nb\r\n  c  \nb\n").unwrap();
    let json = sandbox.run(&["consolidate", "register", "--list", "clients/liste.txt", "--json"]).ok().json();
    assert_eq!(entities(&json), ["Atelier Brume", "Client B", "Client C"]);
    sandbox.run(&["consolidate", "--list", "absente.txt"]).exits(2).says("ne peut pas être lu");
}

#[test]
fn it_is_written_in_every_form_and_what_is_lacking_is_told_by_article() {
    let sandbox = Sandbox::new().english();
    register(&sandbox, "b", "Client B", PROCESSOR);
    fs::write(sandbox.path().join("b/register.toml"), ORGANISATION.replace("dpo = \"none\"\n", "")).unwrap();
    let json = sandbox.run(&["consolidate", "register", "b", "--json"]).ok().json();
    let lacks = json["lacks"].as_array().unwrap();
    let officer =
        lacks.iter().find(|l| l["text"].as_str().is_some_and(|t| t.starts_with("30(1)(a)"))).unwrap();
    assert_eq!(officer["entities"][0]["entity"], 1, "{json}");
    for (format, begins) in [("markdown", "## Overview of the registers"), ("html", "<!"), ("pdf", "%PDF-")] {
        let out = format!("groupe.{format}");
        sandbox.run(&["consolidate", "register", "b", "--format", format, "-o", &out]).ok();
        let made = fs::read(sandbox.path().join(&out)).unwrap();
        let head: String = String::from_utf8_lossy(&made[..200.min(made.len())]).into_owned();
        assert!(head.to_lowercase().starts_with(&begins.to_lowercase()), "{format}: {head}");
    }
}
