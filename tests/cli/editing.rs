//! set, add, remove: the edits of scripts.

use super::support::{PAYROLL, Sandbox};

#[test]
fn set_changes_one_line_and_keeps_the_rest_of_the_file() {
    let sandbox = Sandbox::new();
    let ran = sandbox.run(&["set", "paie", "owner=Direction financière"]).ok();
    let expected = PAYROLL.replace(
        "owner = \"Ressources humaines\"   # au siège",
        "owner = \"Direction financière\"   # au siège",
    );
    assert_eq!(sandbox.read("activities/paie.toml"), expected);
    ran.says("Service en charge : Ressources humaines → Direction financière");
}

#[test]
fn several_fields_are_set_at_once_or_none_of_them() {
    let sandbox = Sandbox::new();
    sandbox
        .run(&["set", "paie", "occasional=non", "data.identite.mandatory=oui", "started_on=2024-01-01"])
        .ok();
    let after = sandbox.read("activities/paie.toml");
    for line in ["occasional = false", "mandatory = true", "started_on = 2024-01-01"] {
        assert!(after.contains(line), "{after}");
    }
    sandbox.run(&["set", "paie", "public=oui", "started_on=hier"]).exits(2).says("started_on");
    assert_eq!(sandbox.read("activities/paie.toml"), after);
}

#[test]
fn none_is_written_and_unknown_is_not() {
    let sandbox = Sandbox::new();
    sandbox.run(&["set", "paie", "software=", "classification=aucun"]).ok();
    assert!(sandbox.read("activities/paie.toml").contains("software = []"));
    // A text may say “aucun”: only an empty text means none.
    assert!(sandbox.read("activities/paie.toml").contains("classification = \"aucun\""));
    sandbox.run(&["set", "paie", "--unset", "software", "--unset", "owner"]).ok();
    let after = sandbox.read("activities/paie.toml");
    assert!(!after.contains("software") && !after.contains("owner"), "{after}");
}

#[test]
fn a_row_is_made_by_one_of_its_fields_and_taken_away_whole() {
    let sandbox = Sandbox::new();
    sandbox.run(&["set", "paie", "data.compte.category=economic", "data.compte.items=IBAN\nBIC"]).ok();
    let made = sandbox.read("activities/paie.toml");
    assert!(made.contains("[data.compte]"), "{made}");
    let json = sandbox.run(&["show", "paie", "--json"]).json();
    assert_eq!(json["record"]["fields"]["data"]["compte"]["items"], serde_json::json!(["IBAN", "BIC"]));
    sandbox.run(&["remove", "paie", "data.compte"]).ok();
    assert!(!sandbox.read("activities/paie.toml").contains("compte"));
}

#[test]
fn a_semicolon_is_a_letter_of_a_free_text_and_parts_words_and_references() {
    let sandbox = Sandbox::new();
    sandbox.write("processors/hebergeur.toml", "name = \"Hébergeur\"\ncountry = \"FR\"\n");
    let software = "software=Silae ; module « paie »\n\n  Tableur; macros\r\n";
    let processors = "processors=cabinet-aval; hebergeur";
    sandbox.run(&["set", "paie", software, processors, "dpia.criteria=C1 ;C5"]).ok();
    let fields = sandbox.run(&["show", "paie", "--json"]).json()["record"]["fields"].clone();
    assert_eq!(fields["software"], serde_json::json!(["Silae ; module « paie »", "Tableur; macros"]));
    assert_eq!(fields["processors"], serde_json::json!(["cabinet-aval", "hebergeur"]));
    assert_eq!(fields["dpia"]["criteria"], serde_json::json!(["C1", "C5"]));
    sandbox.run(&["add", "paie", "software", "Un; deux"]).ok();
    let fields = sandbox.run(&["show", "paie", "--json"]).json()["record"]["fields"].clone();
    assert_eq!(fields["software"][2], "Un; deux");
    sandbox.run(&["set", "--help"]).ok().says("séparés par « ; »").says("registre add paie");
}

#[test]
fn items_are_added_and_taken_out() {
    let sandbox = Sandbox::new();
    sandbox.run(&["add", "paie", "software", "Coffre numérique", "Tableur"]).ok();
    let software = |sandbox: &Sandbox| {
        sandbox.run(&["show", "paie", "--json"]).json()["record"]["fields"]["software"].clone()
    };
    assert_eq!(
        software(&sandbox),
        serde_json::json!(["Registre du personnel", "Tableur", "Coffre numérique"])
    );
    sandbox.run(&["remove", "paie", "software", "Tableur", "Registre du personnel"]).ok();
    assert_eq!(software(&sandbox), serde_json::json!(["Coffre numérique"]));
    sandbox.run(&["retirer", "paie", "software", "Coffre numérique"]).ok();
    assert_eq!(software(&sandbox), serde_json::json!({ "none": true }), "the last one gone leaves none");
}

#[test]
fn a_reference_must_lead_somewhere() {
    let sandbox = Sandbox::new();
    let before = sandbox.files();
    sandbox
        .run(&["add", "paie", "processors", "cabinet-avel"])
        .exits(2)
        .says("aucune fiche « cabinet-avel »")
        .says("« cabinet-aval »");
    sandbox
        .run(&["set", "paie", "data.identite.retention=jamais"])
        .exits(2)
        .says("registre new durée jamais");
    assert_eq!(sandbox.files(), before);
}

#[test]
fn an_unknown_field_is_answered_with_the_nearest_one() {
    let sandbox = Sandbox::new();
    sandbox.run(&["set", "paie", "ower=x"]).exits(2).says("« owner »");
    sandbox.run(&["set", "paie", "data.identite.item=x"]).exits(2).says("« data.identite.items »");
    sandbox.run(&["set", "paie", "data=x"]).exits(2).says("data.nom.category");
    sandbox.run(&["set", "paie", "data.identite=x"]).exits(2).says("data.identite.category");
    sandbox.run(&["set", "paie", "owner"]).exits(2).says("CHAMP=VALEUR");
}

#[test]
fn a_word_outside_the_list_is_answered_with_the_nearest_one() {
    Sandbox::new().run(&["set", "paie", "status=actve"]).exits(2).says("« Active »");
}

#[test]
fn lists_and_plain_fields_are_not_taken_for_each_other() {
    let sandbox = Sandbox::new();
    sandbox.run(&["add", "paie", "owner", "x"]).exits(2).says("n’est pas une liste");
    sandbox.run(&["remove", "paie", "owner"]).exits(2).says("--unset owner");
    sandbox.run(&["add", "paie", "data", "x"]).exits(2);
}

#[test]
fn nothing_to_change_is_said_by_code_5() {
    let sandbox = Sandbox::new();
    let before = sandbox.files();
    sandbox.run(&["set", "paie", "owner=Ressources humaines"]).exits(5).says("déjà ainsi");
    sandbox.run(&["set", "paie", "--unset", "reviewed_on"]).exits(5);
    sandbox.run(&["add", "paie", "software", "Tableur"]).exits(5);
    sandbox.run(&["remove", "paie", "software", "Inconnu"]).exits(5);
    assert_eq!(sandbox.files(), before);
}

#[test]
fn a_broken_neighbour_does_not_stop_an_edit() {
    let sandbox = Sandbox::new();
    sandbox.write("activities/brouillon.toml", "name = \"");
    sandbox.run(&["set", "paie", "owner=Paie"]).ok();
}

#[test]
fn a_broken_file_is_not_edited() {
    let sandbox = Sandbox::new();
    sandbox.write("activities/brouillon.toml", "name = \"");
    sandbox
        .run(&["set", "brouillon", "owner=x"])
        .exits(3)
        .says("activities/brouillon.toml")
        .says("registre check");
    assert_eq!(sandbox.read("activities/brouillon.toml"), "name = \"");
}

#[test]
fn what_is_unknown_to_the_program_survives_an_edit() {
    let sandbox = Sandbox::new();
    let text = "# tête\r\nname = \"Été\"\r\ninconnu = { a = 1 } # gardé\r\n\r\n[autre]\r\nx = [1,2]";
    sandbox.write("purposes/ete.toml", format!("\u{feff}{text}"));
    sandbox.run(&["set", "ete", "name=Hiver"]).ok();
    let after = sandbox.read("purposes/ete.toml");
    assert_eq!(after, format!("\u{feff}{}", text.replace("Été", "Hiver")));
}

#[test]
fn a_newer_format_is_read_and_not_written() {
    let sandbox = Sandbox::new();
    sandbox.write("register.toml", super::support::ORGANISATION.replace("schema = 1", "schema = 99"));
    let before = sandbox.files();
    for args in [&["list"][..], &["show", "paie"], &["status"], &["export", "pdf", "-o", "d.pdf"]] {
        sandbox.run(args).ok().says("Ce registre est au format 99");
    }
    sandbox.run(&["check"]).ok().says("register.toml:1:1 ▲ point d’attention REG-13");
    for args in [
        &["set", "paie", "owner=x"][..],
        &["new", "purpose", "--name", "x"],
        &["rename", "paie", "salaires"],
        &["delete", "paie", "--yes"],
        &["fmt"],
    ] {
        sandbox.run(args).exits(3).says("99");
    }
    assert_eq!(sandbox.files(), before);
}

#[test]
fn what_changed_is_told_in_json_too() {
    let json = Sandbox::new().run(&["set", "paie", "owner=x", "--json"]).ok().json();
    assert_eq!(json["changed"][0]["file"], "activities/paie.toml");
    assert_eq!(json["changed"][0]["fields"], serde_json::json!(["owner"]));
}
