//! What can be done about a finding: gone to, explained, mended, set aside.

use registre::model::Lang;
use registre::term::{Input, Key};
use registre::tui::effect::Effect;
use registre::tui::message::Msg;
use registre::tui::update::update;

use crate::driver::Driver;

/// A sheet without a fault but one: a transfer to an adequate country, its safeguard not said. The form is open
/// on it.
pub fn transfer_to_switzerland(lang: Lang, width: u16, height: u16) -> Driver {
    let dir = crate::driver::small();
    let text = "name = \"Gestion des clients\"\nrole = \"controller\"\n[transfers.berne]\nrecipient = \"Filiale\"\ncountry = \"CH\"\n";
    std::fs::write(dir.path().join("activities/clients.toml"), text).unwrap();
    let mut d = Driver::on(dir.path().to_owned(), lang, width, height).holding(dir);
    d.keys("<enter>");
    let record = d.model.register().unwrap().get(d.model.record().unwrap()).unwrap().clone();
    let path = registre::model::Path::parse("transfers.berne.country").unwrap();
    registre::tui::form::reveal(&record, d.model.form.as_mut().unwrap(), &path);
    d.draw();
    d
}

const FILE: &str = "activities/clients.toml";

#[test]
fn a_finding_is_explained_from_its_field_and_from_the_list() {
    let mut d = transfer_to_switzerland(Lang::En, 100, 40);
    d.keys("<f8><ctrl-e>");
    assert!(d.sees("RGPD-T44-01 – transfer-without-safeguard"), "{}", d.screen());
    assert!(d.sees("In force since 25 May 2018") && d.sees("[waivers.transfer-without-safeguard]"));
    d.keys("<esc><f9>T44-01");
    assert!(d.sees("Transfer outside the EEA (Switzerland)"), "{}", d.screen());
    d.keys("<ctrl-e>");
    assert!(d.sees("What to do"), "{}", d.screen());
}

#[test]
fn a_safe_fix_is_made_and_taken_back_and_what_takes_judgement_says_what_to_do() {
    let mut d = transfer_to_switzerland(Lang::En, 100, 40);
    d.keys("<f8><ctrl-x>");
    assert!(d.notice().contains("Gestion des clients: RGPD-T44-01 mended"), "{}", d.notice());
    d.keys("<ctrl-s>");
    assert!(d.file(FILE).contains("mechanism = \"adequacy\""), "{}", d.file(FILE));
    d.keys("<ctrl-z><ctrl-s>");
    assert!(!d.file(FILE).contains("mechanism"));
    d.keys("<home><f8><ctrl-x>");
    assert!(d.notice().contains("No fix goes without saying"), "{}", d.notice());
}

#[test]
fn a_rule_is_set_aside_where_it_was_found_with_a_reason_an_author_and_an_end() {
    let mut d = transfer_to_switzerland(Lang::En, 100, 40);
    d.model.today = chrono::NaiveDate::from_ymd_opt(2026, 11, 27).unwrap();
    d.keys("<f8><ctrl-o><enter>");
    assert!(d.sees("An answer is missing"), "{}", d.screen());
    d.keys("Contract under way<enter>");
    assert!(d.sees("Data protection officer") || d.sees("Délégué à la protection"), "{}", d.screen());
    d.keys("<enter>");
    assert!(d.notice().contains("RGPD-T44-01 waived here until 27 Nov 2027"), "{}", d.notice());
    assert!(!d.model.findings.iter().any(|f| f.code == "RGPD-T44-01"));
    d.keys("<ctrl-s>");
    let file = d.file(FILE);
    for line in
        ["[waivers.transfer-without-safeguard]", "reason = \"Contract under way\"", "until = 2027-11-27"]
    {
        assert!(file.contains(line), "{file}");
    }
    assert!(file.contains("transfers.berne.mechanism"), "for this place alone: {file}");
    d.keys("<ctrl-z>");
    assert!(d.model.findings.iter().any(|f| f.code == "RGPD-T44-01"));
}

#[test]
fn going_back_from_who_answers_finds_the_reason_again() {
    let mut d = transfer_to_switzerland(Lang::En, 100, 40);
    d.keys("<f8><ctrl-o>Contract under way<enter>");
    d.keys("<esc>");
    d.keys("<ctrl-o>");
    assert!(d.sees("Contract under way"), "{}", d.screen());
    d.keys("<enter><enter>");
    assert!(d.notice().contains("waived here"), "{}", d.notice());
    // Once it is given it is not proposed for the next one.
    d.keys("<ctrl-z><f8><ctrl-o>");
    assert!(!d.sees("Contract under way"), "{}", d.screen());
}

/// Types keys that no worker answers; gives what was asked of them.
fn unanswered(d: &mut Driver, keys: &str) -> Vec<Effect> {
    let keys = Key::parse_all(keys).unwrap();
    let effects =
        keys.into_iter().flat_map(|key| update(&mut d.model, Msg::Input(Input::Key(key)))).collect();
    d.draw();
    effects
}

#[test]
fn a_finding_that_no_longer_holds_is_not_mended_over_what_was_answered() {
    let mut d = transfer_to_switzerland(Lang::En, 100, 40);
    d.keys("<f8>");
    // The check does not answer yet: the page still shows what it found before.
    let mut late = unanswered(&mut d, "<ctrl-x>");
    assert!(d.notice().contains("RGPD-T44-01 mended"), "{}", d.notice());
    d.keys("<f9>T44-01<down>");
    assert!(d.sees("Transfer outside the EEA (Switzerland)"), "the old findings: {}", d.screen());
    let made = d.model.generation;
    late.extend(unanswered(&mut d, "<ctrl-x>"));
    assert_eq!(d.model.generation, made, "{}", d.notice());
    assert!(d.notice().contains("no longer holds"), "{}", d.notice());
}

#[test]
fn over_midnight_the_check_is_of_the_new_day() {
    let mut d = transfer_to_switzerland(Lang::En, 100, 40);
    let day = |y| chrono::NaiveDate::from_ymd_opt(y, 1, 1).unwrap();
    d.send(Msg::Day(day(2026)));
    assert!(d.model.findings.iter().any(|f| f.code == "RGPD-T44-01"));
    assert!(d.model.is_of_another_day(day(2027)) && !d.model.is_of_another_day(day(2026)));
    // Before the GDPR applied there was nothing to find.
    d.send(Msg::Day(day(2018)));
    assert!(!d.model.findings.iter().any(|f| f.code == "RGPD-T44-01"));
    // While the register is away at a worker the day waits for it.
    d.model.busy = Some(registre::tui::model::Busy::Changing);
    d.send(Msg::Day(day(2026)));
    assert!(!d.model.is_of_another_day(day(2026)));
    d.model.busy = None;
    assert!(d.model.is_of_another_day(day(2026)), "told again once it is back");
}

#[test]
fn the_next_finding_says_which_of_how_many_and_where_else_there_are() {
    let mut d = Driver::small(Lang::En, 100, 40);
    d.keys("<enter><f8>");
    assert!(d.notice().starts_with("Finding 1 of "), "{}", d.notice());
    d.keys("<f8>");
    assert!(d.notice().starts_with("Finding 2 of "), "{}", d.notice());
}

/// What stands in the file and cannot be read is not what nobody has said.
#[test]
fn an_unreadable_field_says_so_in_the_form() {
    let dir = crate::driver::small();
    std::fs::write(dir.path().join(FILE), "name = \"Clients\"\nstatus = \"actif\"\n").unwrap();
    let mut d = Driver::on(dir.path().to_owned(), Lang::Fr, 80, 24).holding(dir);
    d.keys("<enter>");
    assert!(d.sees("illisible dans le fichier"), "{}", d.screen());
    assert!(d.sees("non renseigné"), "the others are not known: {}", d.screen());
}

/// The key that begins a filter in a list is no letter of what is looked for on a page.
#[test]
fn a_slash_begins_to_narrow_a_page_and_is_not_looked_for() {
    let mut d = transfer_to_switzerland(Lang::En, 100, 40);
    d.keys("<f9>/T44-01");
    assert!(d.sees("Transfer outside the EEA (Switzerland)"), "{}", d.screen());
}
