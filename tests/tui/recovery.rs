//! Nothing that was typed is lost, however the program ends; whatever was done can be undone, later too.

use registre::model::Lang;
use registre::ops::journal::Past;

use crate::driver::{Driver, small};

/// The next session on the same register, after this one stopped without a word.
fn next(before: &Driver) -> Driver {
    let past = Past::of(before.journal.clone());
    Driver::after(past, before.model.dir.clone(), Lang::Fr, 100, 30)
}

fn owner(driver: &Driver) -> String {
    let register = driver.model.register().unwrap();
    let record = register.iter().find(|r| r.id.id.as_str() == "clients" && r.fields.get("status").is_some());
    record.unwrap().fields.text("owner").unwrap_or_default().to_owned()
}

/// Goes to the field "Service en charge" of the first activity and types there.
fn type_owner(driver: &mut Driver, text: &str) {
    driver.keys("<enter>");
    while !driver.model.form.as_ref().is_some_and(|f| {
        let register = driver.model.register().unwrap();
        let record = register.get(&f.record).unwrap();
        registre::tui::form::lines(record, f)[f.at].field.key == "owner"
    }) {
        driver.keys("<down>");
    }
    driver.keys(text);
}

#[test]
fn what_was_not_saved_is_offered_by_the_next_session() {
    let dir = small();
    let mut first = Driver::on(dir.path().to_owned(), Lang::Fr, 100, 30);
    type_owner(&mut first, "Comptabilité<enter>");
    assert_eq!(owner(&first), "Comptabilité");

    let mut second = next(&first);
    assert!(second.sees("La dernière session"), "{}", second.screen());
    assert!(second.sees("Comptabilité"), "{}", second.screen());
    assert_eq!(owner(&second), "", "nothing is done before it is wanted");
    second.keys("<esc>");
    assert!(second.sees("La dernière session"), "Esc does not wave it away");
    second.keys("r");
    assert_eq!(owner(&second), "Comptabilité");
    assert!(second.model.is_modified());
    second.keys("<ctrl-s>");
    assert!(second.file("activities/clients.toml").contains("owner = \"Comptabilité\""));

    let third = next(&second);
    assert!(!third.sees("La dernière session"), "it is saved");
}

#[test]
fn what_was_being_typed_is_there_again() {
    let dir = small();
    let mut first = Driver::on(dir.path().to_owned(), Lang::Fr, 100, 30);
    type_owner(&mut first, "Œuvres soci");
    let mut second = next(&first);
    assert!(second.sees("Œuvres soci"), "{}", second.screen());
    second.keys("rales<enter>");
    assert_eq!(owner(&second), "Œuvres sociales");
}

#[test]
fn leaving_keeps_it_for_later_and_giving_up_is_for_good() {
    let dir = small();
    let mut first = Driver::on(dir.path().to_owned(), Lang::Fr, 100, 30);
    type_owner(&mut first, "Comptabilité<enter>");
    let mut second = next(&first);
    second.keys("<ctrl-c>");
    assert_eq!(second.model.quit, Some(0));
    let mut third = next(&second);
    assert!(third.sees("La dernière session"), "{}", third.screen());
    third.keys("a");
    assert!(!third.model.is_modified());
    assert!(!next(&third).sees("La dernière session"));
}

#[test]
fn what_was_saved_can_be_undone_in_the_next_session() {
    let dir = small();
    let before = std::fs::read_to_string(dir.path().join("activities/clients.toml")).unwrap();
    let mut first = Driver::on(dir.path().to_owned(), Lang::Fr, 100, 30);
    type_owner(&mut first, "Comptabilité<enter><ctrl-s>");
    assert_ne!(first.file("activities/clients.toml"), before);
    let mut second = next(&first);
    second.keys("u");
    assert!(second.notice().contains("Comptabilité"), "{}", second.notice());
    second.keys("<ctrl-s>");
    assert_eq!(second.file("activities/clients.toml"), before);
    second.keys("U<ctrl-s>");
    assert!(second.file("activities/clients.toml").contains("Comptabilité"));
}

#[test]
fn undo_goes_on_after_a_save() {
    let mut driver = Driver::small(Lang::Fr, 100, 30);
    let before = driver.file("activities/clients.toml");
    type_owner(&mut driver, "Comptabilité<enter><ctrl-s><ctrl-z><ctrl-s>");
    assert_eq!(driver.file("activities/clients.toml"), before);
}

#[test]
fn what_cannot_be_made_again_is_set_aside_and_said() {
    let dir = small();
    let mut first = Driver::on(dir.path().to_owned(), Lang::Fr, 100, 30);
    type_owner(&mut first, "Comptabilité<enter>");
    let path = dir.path().join("activities/clients.toml");
    let theirs = format!("owner = \"Ventes\"\n{}", std::fs::read_to_string(&path).unwrap());
    std::fs::write(&path, &theirs).unwrap();
    let mut second = next(&first);
    second.keys("r");
    assert_eq!(owner(&second), "Ventes", "theirs stands");
    assert_eq!(second.aside.len(), 1);
    assert!(second.aside[0].files[0].after.as_ref().unwrap().contains("Comptabilité"));
    assert!(second.notice().contains("n’a pas pu être refaite"), "{}", second.notice());
    assert!(!next(&second).sees("La dernière session"), "said once");
}

#[test]
fn a_commit_message_that_was_begun_outlives_the_program() {
    let dir = small();
    let mut first = Driver::on(dir.path().to_owned(), Lang::Fr, 100, 30);
    first.model.commit_draft = Some("Registre : début".to_owned());
    first.keys("<down>");
    let second = next(&first);
    assert_eq!(second.model.commit_draft.as_deref(), Some("Registre : début"));
    assert!(!second.sees("La dernière session"), "a draft alone asks nothing");
}
