//! A new activity from a template: everything it needs, one undo.

use registre::law::templates::ALL;
use registre::model::{Kind, Lang};

use crate::driver::Driver;

fn counts(d: &Driver) -> Vec<usize> {
    let register = d.model.register().unwrap();
    [Kind::Activity, Kind::Purpose, Kind::Retention].map(|k| register.of(k).count()).to_vec()
}

#[test]
fn an_activity_from_a_template_is_one_undo_and_the_guide_is_offered() {
    let mut d = Driver::small(Lang::Fr, 80, 24);
    let before = counts(&d);
    d.keys("nrecru<enter>");
    assert!(d.sees("Recrutement"), "{}", d.screen());
    d.keys("<enter>");
    assert_eq!(counts(&d), [before[0] + 1, before[1] + 1, before[2] + 1]);
    assert!(d.sees("2 fiches liées"), "{}", d.screen());
    d.keys("<enter>");
    assert!(d.sees("Guide – Recrutement"), "{}", d.screen());
    d.keys("<esc><esc>u");
    assert_eq!(counts(&d), before, "one undo takes all of it back");
    d.keys("U<ctrl-s>");
    assert!(d.file("activities/recrutement.toml").contains("status = \"draft\""));
}

#[test]
fn a_name_that_no_template_has_makes_an_empty_sheet_of_this_name() {
    let mut d = Driver::small(Lang::Fr, 80, 24);
    d.keys("nOuverture du coffre<enter><ctrl-s>");
    assert_eq!(
        d.file("activities/ouverture-du-coffre.toml"),
        "name = \"Ouverture du coffre\"\nstatus = \"draft\"\ncreated_on = 2026-11-27\n"
    );
}

#[test]
fn an_empty_sheet_can_be_called_by_what_is_typed_though_a_template_matches() {
    let mut d = Driver::small(Lang::Fr, 80, 24);
    d.keys("nrecrutement<down><enter>");
    assert_eq!(counts(&d)[1], 1, "no purpose was made");
    assert!(d.model.form.is_some());
}

#[test]
fn every_template_is_made_in_both_languages_and_taken_back() {
    for lang in [Lang::Fr, Lang::En] {
        let mut d = Driver::small(lang, 80, 24);
        let before = counts(&d);
        for template in ALL {
            d.keys(&format!("n{}<enter><enter>p", template.id));
            assert!(d.sees(template.name.fr), "{}\n{}", template.id, d.screen());
            d.keys("<esc>");
        }
        assert_eq!(counts(&d)[0], before[0] + ALL.len());
        d.keys(&"u".repeat(ALL.len()));
        assert_eq!(counts(&d), before);
    }
}

#[test]
fn a_rule_is_filled_in_from_a_reference_and_keeps_what_it_says() {
    let mut d = Driver::small(Lang::Fr, 120, 40);
    let before = d.file("retention/clients-3-ans.toml");
    // The only rule says "P3Y" in the active database; the reference says something else of prospects.
    d.keys("<left><down><down><right><enter><ctrl-r>");
    assert!(d.sees("Repères de durée"), "{}", d.screen());
    d.keys("cand<enter>");
    let rule = d.model.register().unwrap().get(d.model.record().unwrap()).unwrap().clone();
    assert_eq!(rule.fields.text("name"), Some("Clients"), "its name is its own");
    assert_eq!(rule.fields.period("active").unwrap().to_string(), "P3Y", "what it says stays");
    assert_eq!(rule.fields.text("reference"), Some("candidatures"));
    assert!(rule.fields.text("source_url").is_some_and(|u| u.starts_with("https://")));
    assert!(d.notice().contains("1 réponse différente gardée"), "{}", d.notice());
    // The same again changes nothing; one step back undoes it whole.
    d.keys("<ctrl-r>cand<enter>");
    assert!(d.notice().contains("déjà tout"), "{}", d.notice());
    d.keys("<ctrl-z><ctrl-s>");
    assert_eq!(d.file("retention/clients-3-ans.toml"), before);
    // Elsewhere it says why it cannot be.
    d.keys("<esc><left><up><up><right><enter><ctrl-r>");
    assert!(d.notice().contains("durée de conservation"), "{}", d.notice());
}

#[test]
fn a_template_is_found_by_what_people_call_it() {
    let mut d = Driver::small(Lang::Fr, 100, 30);
    d.keys("nnewsletter");
    assert!(d.sees(">Prospection par courriel"), "{}", d.screen());
    d.keys("<enter>");
    assert!(d.sees("Newsletter"), "its own word is proposed as the name: {}", d.screen());
    d.keys("<enter>");
    let activity = d.model.register().unwrap().get(d.model.record().unwrap()).unwrap();
    assert_eq!(activity.title(Lang::Fr), "Newsletter");
    for (typed, found) in [
        ("formation", "fiche vide"),
        ("sav", "Service clients"),
        ("cv", "Recrutement"),
        ("caméras", "Vidéoprotection"),
    ] {
        let mut d = Driver::small(Lang::Fr, 100, 30);
        d.keys("n").keys(typed);
        assert!(d.sees(&format!(">{found}")), "{typed}: {}", d.screen());
    }
}

#[test]
fn what_is_filled_in_is_in_the_language_of_the_register() {
    let dir = crate::driver::small();
    std::fs::write(dir.path().join("register.toml"), "schema = 1\nlanguage = \"fr\"\nname = \"A\"\n")
        .unwrap();
    let mut d = Driver::on(dir.path().to_owned(), Lang::En, 120, 40);
    d.keys("<left><down><down><right><enter><ctrl-r>candidates<enter>");
    let rule = d.model.register().unwrap().get(d.model.record().unwrap()).unwrap();
    assert!(
        rule.fields.text("notes").is_some_and(|n| n.contains("Repère")),
        "{:?}",
        rule.fields.text("notes")
    );
}
