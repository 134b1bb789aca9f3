//! What the reading commands say, to people and to programs.

use super::support::Sandbox;

#[test]
fn a_listing_shows_each_kind_with_identifier_number_and_title() {
    let ran = Sandbox::new().run(&["list"]).ok();
    insta::assert_snapshot!(ran.out, @r"
    Organisme (1)
      register  Atelier Brume
    Activités (1)
      paie  T-001  Paie  (active, 69 %)
    Finalités (1)
      payer-salaires  Payer les salaires
    Durées (1)
      paie-5-ans  Paie : 5 ans
    Sous-traitants (1)
      cabinet-aval  Cabinet Aval
    ");
    assert_eq!(ran.err, "");
}

#[test]
fn a_listing_of_one_kind_answers_to_both_languages() {
    let sandbox = Sandbox::new();
    let english = sandbox.run(&["list", "purpose"]).ok().out;
    assert_eq!(english, "payer-salaires  Payer les salaires\n");
    assert_eq!(sandbox.run(&["lister", "finalités"]).ok().out, english);
}

#[test]
fn english_titles_are_used_where_there_are_some() {
    let ran = Sandbox::new().english().run(&["list", "activity"]).ok();
    assert_eq!(ran.out, "paie  T-001  Payroll  (active, 69%)\n");
}

#[test]
fn a_sheet_is_shown_field_by_field_with_what_is_not_known_yet() {
    let sandbox = Sandbox::new();
    sandbox.write("activities/essai.toml", "name = \"Essai\"\nstatus = \"draft\"\ntransfers = \"none\"\n");
    let ran = sandbox.run(&["show", "essai"]).ok();
    let sheet: String = ran.out.lines().take(13).map(|l| format!("{}\n", l.replace('\u{a0}', " "))).collect();
    insta::assert_snapshot!(sheet, @r#"
    Essai  activities/essai.toml
      Nom du traitement : Essai
      Statut : Projet
      Finalités : non renseigné
      Responsables conjoints : non renseigné
      Personnes concernées : non renseigné
      Données : non renseigné
      Données sensibles, infractions, NIR : non renseigné
      Destinataires : non renseigné
      Transferts hors UE : néant

    activities/essai.toml ▲ point d’attention RGPD-A30-05 Finalités : non renseigné.
      → La première est la finalité principale, les suivantes les sous-finalités.
    "#);
}

#[test]
fn a_record_is_named_in_every_way_a_person_would() {
    let sandbox = Sandbox::new();
    for name in ["paie", "activity/paie", "activité/paie", "activities/paie.toml"] {
        assert!(sandbox.run(&["show", name]).ok().out.starts_with("Paie  activities/paie.toml"), "{name}");
    }
    for name in ["organisation", "organisme", "register.toml", "organisation/register"] {
        assert!(sandbox.run(&["show", name]).ok().out.starts_with("Atelier Brume  register.toml"), "{name}");
    }
}

#[test]
fn an_identifier_of_two_records_must_be_made_clear() {
    let sandbox = Sandbox::new();
    sandbox.write("purposes/paie.toml", "name = \"Paie\"\n");
    sandbox.run(&["show", "paie"]).exits(2).says("activity/paie, purpose/paie");
    sandbox.run(&["show", "purpose/paie"]).ok();
}

#[test]
fn an_unknown_record_is_answered_with_the_nearest_one() {
    Sandbox::new().run(&["show", "pay-salaires"]).exits(2).says("« purpose/payer-salaires »");
}

#[test]
fn json_tells_unknown_from_none_and_from_an_answer() {
    let json = Sandbox::new().run(&["show", "paie", "--json"]).ok().json();
    assert_eq!(json["version"], 2);
    let fields = &json["record"]["fields"];
    assert_eq!(fields["transfers"], none());
    assert!(fields.get("reviewed_on").is_none(), "what is not known has no key");
    assert_eq!(fields["data"]["identite"]["items"][1], "prénom");
    assert_eq!(fields["purposes"][0], "payer-salaires");
    assert_eq!(json["record"]["file"], "activities/paie.toml");
}

fn none() -> serde_json::Value {
    serde_json::json!({ "none": true })
}

/// A text that says "none", a row that is called so and an answer that is none are three things.
#[test]
fn json_says_none_in_one_way_for_every_shape_and_never_with_null() {
    let sandbox = Sandbox::new();
    let typed = [
        "notes=",
        "classification=none",
        "free_text_guidance=aucun",
        "occasional=none",
        "started_on=none",
        "status=none",
        "software=none",
        "purposes=none",
        "transfers=none",
        "dpia=none",
        "data.none.label=none",
    ];
    sandbox.run(&[&["set", "paie"], &typed[..]].concat()).ok();
    let shown = sandbox.run(&["show", "paie", "--json"]).ok();
    let fields = shown.json()["record"]["fields"].clone();
    for key in ["notes", "occasional", "started_on", "status", "software", "purposes", "transfers", "dpia"] {
        assert_eq!(fields[key], none(), "{key}");
    }
    assert_eq!(fields["classification"], "none");
    assert_eq!(fields["free_text_guidance"], "aucun");
    assert_eq!(fields["data"]["none"], serde_json::json!({ "label": "none" }));
    assert!(!shown.out.contains("null"), "{}", shown.out);
    sandbox.run(&["set", "organisation", "headcount=none"]).ok();
    let organisation = sandbox.run(&["show", "organisation", "--json"]).ok().json();
    assert_eq!(organisation["record"]["fields"]["headcount"], none());
    sandbox.run(&["set", "paie-5-ans", "active=none"]).ok();
    assert_eq!(sandbox.run(&["show", "paie-5-ans", "--json"]).json()["record"]["fields"]["active"], none());
}

#[test]
fn json_dates_periods_and_words_are_those_of_the_files() {
    let sandbox = Sandbox::new();
    sandbox.run(&["set", "paie", "reviewed_on=1/9/2026"]).ok();
    assert_eq!(
        sandbox.run(&["show", "paie", "--json"]).json()["record"]["fields"]["reviewed_on"],
        "2026-09-01"
    );
    let rule = sandbox.run(&["show", "paie-5-ans", "--json"]).json();
    assert_eq!(rule["record"]["fields"]["active"], "P5Y");
}

#[test]
fn a_listing_in_json_holds_every_record_once() {
    let json = Sandbox::new().run(&["list", "--json"]).ok().json();
    let ids: Vec<&str> =
        json["records"].as_array().unwrap().iter().map(|r| r["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["register", "paie", "payer-salaires", "paie-5-ans", "cabinet-aval"]);
    assert_eq!(json["unreadable"], serde_json::json!([]));
}

#[test]
fn a_check_says_where_what_what_to_do_and_which_article() {
    let sandbox = Sandbox::new();
    sandbox.write("activities/paie.toml", super::support::PAYROLL.replace("payer-salaires", "payer-salaire"));
    let ran = sandbox.run(&["check", "paie"]).exits(1);
    insta::assert_snapshot!(ran.out.replace(['\u{a0}', '\u{202f}'], " "), @r#"
    activities/paie.toml:7:1 ✖ erreur REG-10 Aucune fiche « payer-salaire » parmi les finalités.
      → Vouliez-vous écrire « payer-salaires » ?
    "#);
    assert!(ran.err.contains("1 erreur"), "{}", ran.err);
}

#[test]
fn the_sample_register_has_no_finding() {
    let sandbox = Sandbox::empty();
    sandbox.run(&["demo", "--keep", "essai"]).ok();
    let ran = sandbox.run(&["--register", "essai", "check"]).ok();
    assert_eq!((ran.out.as_str(), ran.err.contains("rien trouvé")), ("", true), "{ran:?}");
}

#[test]
fn a_check_in_json_counts_and_places() {
    let sandbox = Sandbox::new();
    sandbox.write("retention/paie-5-ans.toml", "name = \"Paie\"\nactive = \"5 ans\"\nnmae = \"x\"\n");
    let json = sandbox.run(&["check", "--json"]).exits(1).json();
    let found: Vec<(String, u64)> = json["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| (f["severity"].as_str().unwrap().to_owned(), f["line"].as_u64().unwrap_or(0)))
        .collect();
    assert!(found.contains(&("error".into(), 2)), "{found:?}");
    assert!(found.iter().any(|(_, line)| *line == 3), "{found:?}");
    assert_eq!(json["summary"]["error"], found.iter().filter(|(s, _)| s == "error").count());
}

#[test]
fn the_register_is_found_upwards_by_the_variable_and_by_the_option() {
    let sandbox = Sandbox::new();
    sandbox.run_in("register/activities", &["list", "activity"]).ok().says("Paie");
    sandbox.run_in("home", &["list", "activity"]).ok().says("Paie");
    let elsewhere = Sandbox::empty();
    elsewhere.run(&["list"]).exits(3);
    let dir = sandbox.register().display().to_string();
    elsewhere.run(&["list", "--register", &dir]).ok().says("Paie");
    elsewhere.env("REGISTRE_DIR", &dir).run(&["list"]).ok().says("Paie");
}

#[test]
fn alone_and_without_a_terminal_it_checks() {
    let sandbox = Sandbox::new();
    sandbox.write("activities/vide.toml", "");
    let ran = sandbox.run(&[]).exits(1);
    assert_eq!(ran.out, sandbox.run(&["check"]).out);
    assert!(ran.out.contains("activities/vide.toml"), "{ran:?}");
}

#[test]
fn quiet_says_data_and_nothing_else() {
    let sandbox = Sandbox::empty();
    sandbox.run(&["demo", "--keep", "essai"]).ok();
    let ran = sandbox.run(&["--register", "essai", "check", "-q"]).ok();
    assert_eq!((ran.out.as_str(), ran.err.as_str()), ("", ""));
}

#[test]
fn colours_only_where_asked() {
    let sandbox = Sandbox::new();
    assert!(!sandbox.run(&["list"]).out.contains('\u{1b}'));
    assert!(sandbox.run(&["list", "--color", "always"]).out.contains("\u{1b}[1m"));
    let no = Sandbox::new().env("NO_COLOR", "1");
    assert!(!no.run(&["list", "--color", "never"]).out.contains('\u{1b}'));
}
