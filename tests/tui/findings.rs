//! What can be done about a finding: gone to, explained, mended, set aside.

use registre::model::Lang;

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
    assert!(d.sees("Transfer to Switzerland"), "{}", d.screen());
    d.keys("<ctrl-e>");
    assert!(d.sees("What to do"), "{}", d.screen());
}

#[test]
fn a_safe_fix_is_made_and_taken_back_and_what_takes_judgement_says_what_to_do() {
    let mut d = transfer_to_switzerland(Lang::En, 100, 40);
    d.keys("<f8><ctrl-x>");
    assert!(d.notice().contains("Mended"), "{}", d.notice());
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
