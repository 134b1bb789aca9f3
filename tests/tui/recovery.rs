//! Nothing that was typed is lost, however the program ends; whatever was done can be undone, later too.

use registre::model::{Change, Id, Kind, Lang, Path, RecordId};
use registre::ops::Workspace;
use registre::ops::journal::{Entry, Move, Past, Typed};

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
fn a_field_that_changed_since_it_was_typed_in_is_asked_about() {
    let dir = small();
    let mut first = Driver::on(dir.path().to_owned(), Lang::Fr, 100, 30);
    type_owner(&mut first, "Œuvres soci");
    let path = dir.path().join("activities/clients.toml");
    let theirs = format!("owner = \"Ventes\"\n{}", std::fs::read_to_string(&path).unwrap());
    std::fs::write(&path, &theirs).unwrap();
    let mut second = next(&first);
    second.keys("r");
    assert_eq!(second.model.typing().unwrap().text, "Œuvres soci");
    second.keys("ales<enter>");
    assert_eq!(owner(&second), "Ventes", "nothing is replaced unasked");
    assert!(second.sees("Ventes") && second.sees("Œuvres sociales"), "{}", second.screen());
    second.keys("m");
    assert_eq!(owner(&second), "Œuvres sociales");
}

#[test]
fn help_over_what_is_typed_hides_it_from_nobody() {
    let dir = small();
    let mut first = Driver::on(dir.path().to_owned(), Lang::Fr, 100, 30);
    first.keys("<enter><down><down><down><enter>Œuvre<f1>");
    assert!(next(&first).sees("Œuvre"), "killed with the help open: {}", next(&first).screen());
    first.keys("<ctrl-c>");
    assert_eq!(first.model.quit, None, "it was taken, and is asked about: {}", first.screen());
    assert!(first.model.is_modified() && first.sees("enregistr"), "{}", first.screen());
}

#[test]
fn a_question_that_leaving_asks_is_answered_first() {
    let dir = small();
    let mut d = Driver::on(dir.path().to_owned(), Lang::Fr, 100, 30);
    d.keys("<ctrl-a>Bdescription<enter>Tenue du fichier<ctrl-c>");
    assert_eq!(d.model.quit, None, "{}", d.screen());
    let mut d = Driver::on(dir.path().to_owned(), Lang::Fr, 100, 30);
    type_owner(&mut d, "Ventes");
    let path = dir.path().join("activities/clients.toml");
    let theirs = format!("owner = \"Eux\"\n{}", std::fs::read_to_string(&path).unwrap());
    std::fs::write(&path, theirs).unwrap();
    d.send(registre::tui::message::Msg::DiskChanged);
    d.keys("<ctrl-c>");
    assert_eq!(d.model.quit, None, "{}", d.screen());
    assert!(d.sees("Ventes") && d.sees("Eux"), "{}", d.screen());
}

#[test]
fn what_comes_back_from_the_editor_is_written_down() {
    use registre::term::editor::Edited;
    let dir = small();
    let mut first = Driver::on(dir.path().to_owned(), Lang::Fr, 100, 30);
    first.keys("<enter><down><down><down><enter><f4>");
    first.send(registre::tui::message::Msg::Edited(Edited::Changed("Écrit ailleurs".to_owned())));
    assert!(next(&first).sees("Écrit ailleurs"), "{}", next(&first).screen());
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
    let [Move::Did(act)] = &second.aside[0].moves[..] else { panic!("{:?}", second.aside) };
    assert!(act.files[0].after.as_ref().unwrap().contains("Comptabilité"));
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

#[test]
fn until_what_is_lost_is_set_aside_nothing_is_recovered() {
    let dir = small();
    let mut first = Driver::on(dir.path().to_owned(), Lang::Fr, 100, 30);
    type_owner(&mut first, "Comptabilité<enter>");
    let path = dir.path().join("activities/clients.toml");
    let theirs = format!("owner = \"Ventes\"\n{}", std::fs::read_to_string(&path).unwrap());
    std::fs::write(&path, &theirs).unwrap();
    let mut second = next(&first);
    second.full = true;
    second.keys("r");
    assert_eq!(second.notice(), "plein");
    assert!(second.sees("La dernière session"), "asked again: {}", second.screen());
    let mut third = next(&second);
    assert!(third.sees("Comptabilité"), "the journal still has it: {}", third.screen());
    third.keys("r");
    assert!(third.notice().contains("n’a pas pu être refaite"), "{}", third.notice());
    assert!(!next(&third).sees("La dernière session"));
}

#[test]
fn a_text_waits_as_long_as_the_question_does() {
    let dir = small();
    let mut first = Driver::on(dir.path().to_owned(), Lang::Fr, 100, 30);
    type_owner(&mut first, "Œuvres soci");
    for keys in ["<down><esc><f1>", "q", "<ctrl-c>"] {
        let mut second = next(&first);
        second.keys(keys);
        assert!(next(&second).sees("Œuvres soci"), "{keys}: {}", next(&second).screen());
    }
    let mut second = next(&first);
    second.keys("a");
    assert!(!next(&second).sees("La dernière session"));
}

#[test]
fn a_text_whose_sheet_went_is_set_aside() {
    let dir = small();
    let mut first = Driver::on(dir.path().to_owned(), Lang::Fr, 100, 30);
    type_owner(&mut first, "Œuvres soci");
    std::fs::remove_file(dir.path().join("activities/clients.toml")).unwrap();
    let mut second = next(&first);
    second.keys("r");
    assert_eq!(second.aside.len(), 1);
    assert_eq!(second.aside[0].typed.as_ref().map(|t| t.text.as_str()), Some("Œuvres soci"));
    assert!(second.notice().contains("le texte n’a pas pu y être remis"), "{}", second.notice());
    assert!(second.sees("/aside/recovered-1.txt"), "{}", second.screen());
    assert!(!next(&second).sees("La dernière session"));
}

#[test]
fn a_text_whose_row_went_is_set_aside() {
    for (row, there) in [("contact", true), ("famille", false)] {
        let dir = small();
        let record = RecordId::new(Kind::Activity, Id::parse("clients").unwrap());
        let path = Path::parse(&format!("data.{row}.label")).unwrap();
        let typed = Typed { record, path, text: "Le site".to_owned(), before: None };
        let past = Past { typing: Some(typed), ..Past::default() };
        let mut d = Driver::after(past, dir.path().to_owned(), Lang::Fr, 100, 30);
        d.keys("r");
        assert_eq!(d.aside.is_empty(), there, "{}", d.screen());
        assert_eq!(d.model.typing().is_some(), there, "{}", d.screen());
    }
}

#[test]
fn a_text_alone_is_not_called_no_change() {
    let dir = small();
    let mut first = Driver::on(dir.path().to_owned(), Lang::Fr, 100, 30);
    type_owner(&mut first, "Œuvres soci");
    let mut second = next(&first);
    second.keys("r");
    assert_eq!(second.notice(), "La saisie en cours est récupérée.");
}

#[test]
fn what_was_undone_is_no_lost_work() {
    let dir = small();
    let mut first = Driver::on(dir.path().to_owned(), Lang::Fr, 100, 30);
    type_owner(&mut first, "Comptabilité<enter><ctrl-z>");
    assert!(!next(&first).sees("La dernière session"), "killed");
    first.keys("<ctrl-c>");
    assert_eq!(first.model.quit, Some(0));
    assert!(Past::of(first.journal.clone()).unsaved.is_empty(), "left");
    assert!(!next(&first).sees("La dernière session"));
}

#[test]
fn what_another_program_wrote_too_is_no_lost_work() {
    let dir = small();
    let mut first = Driver::on(dir.path().to_owned(), Lang::Fr, 100, 30);
    let path = dir.path().join("activities/clients.toml");
    let before = std::fs::read_to_string(&path).unwrap();
    type_owner(&mut first, "Comptabilité<enter><ctrl-s>");
    let after = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, &before).unwrap();
    let mut second = Driver::on(dir.path().to_owned(), Lang::Fr, 100, 30);
    type_owner(&mut second, "Comptabilité<enter>");
    std::fs::write(&path, &after).unwrap();
    let mut third = next(&second);
    assert!(!third.sees("La dernière session"), "{}", third.screen());
    // It can be undone, and that is work again.
    third.keys("u");
    assert!(next(&third).sees("La dernière session"));
    // The same when the session lives to see it.
    second.send(registre::tui::message::Msg::DiskChanged);
    assert!(!second.model.is_modified());
    second.keys("<ctrl-z>");
    assert!(next(&second).sees("La dernière session"));
}

#[test]
fn what_failed_to_be_made_again_and_was_undone_leaves_the_rest_alone() {
    let dir = small();
    let mut first = Driver::on(dir.path().to_owned(), Lang::Fr, 100, 30);
    type_owner(&mut first, "Ventes Lyon<enter><ctrl-s>");
    let rule = RecordId::new(Kind::Retention, Id::parse("clients-3-ans").unwrap());
    let mut ws = Workspace::open(dir.path()).unwrap();
    let act = ws.act(vec![Change::Delete { record: rule }]).unwrap().unwrap();
    first.journal.extend([Entry::Did { act: (&act).into() }, Entry::TookBack]);
    type_owner_of_the_other(&mut first);
    // Since then another sheet refers to the rule: it could no longer be removed.
    let path = dir.path().join("activities/oeuvres.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, format!("{text}[data.famille]\nretention = [\"clients-3-ans\"]\n")).unwrap();
    let mut second = next(&first);
    second.keys("r");
    assert!(second.aside.is_empty(), "nobody wants that removal any more: {}", second.notice());
    assert_eq!(second.notice(), "1 modification récupérée\u{a0}; à enregistrer (Ctrl-S).");
    second.keys("uu");
    assert!(second.notice().contains("Ventes Lyon"), "{}", second.notice());
    assert_eq!(owner(&second), "");
}

/// Something unsaved beside it, so that the person is asked.
fn type_owner_of_the_other(first: &mut Driver) {
    let id = RecordId::new(Kind::Purpose, Id::parse("commandes").unwrap());
    let mut ws = Workspace::open(&first.model.dir).unwrap();
    let path = Path::parse("name").unwrap();
    let set = Change::Set { record: id, path, value: registre::model::Value::text("Commandes") };
    let act = ws.act(vec![set]).unwrap().unwrap();
    first.journal.push(Entry::Did { act: (&act).into() });
}

#[test]
fn a_change_and_its_undoing_are_not_listed_and_the_day_is_said_as_one_says_it() {
    let dir = small();
    let mut first = Driver::on(dir.path().to_owned(), Lang::Fr, 100, 30);
    type_owner(&mut first, "Comptabilité<enter><ctrl-z>");
    first.keys("<enter>Ventes<enter>");
    let mut past = Past::of(first.journal.clone());
    assert_eq!(past.unsaved.len(), 3);
    past.since = "2026-11-27T10:19:29".to_owned();
    let mut second = Driver::after(past, dir.path().to_owned(), Lang::Fr, 100, 30);
    let since = second.model.past.since.clone();
    assert!(second.sees("27/11/2026 à 10\u{a0}h\u{a0}19"), "{since} {}", second.screen());
    assert!(!second.sees("Comptabilité"), "{}", second.screen());
    second.keys("r");
    assert_eq!(second.notice(), "1 modification récupérée\u{a0}; à enregistrer (Ctrl-S).");
}

#[test]
fn a_list_that_is_cut_says_so() {
    let dir = small();
    let mut first = Driver::on(dir.path().to_owned(), Lang::Fr, 100, 30);
    let owners = (0..6).map(|n| format!("<enter><ctrl-u>Service {n}<enter>"));
    type_owner(&mut first, "Comptabilité<enter>");
    for keys in owners {
        first.keys(&keys);
    }
    let past = Past::of(first.journal.clone());
    let second = Driver::after(past, dir.path().to_owned(), Lang::Fr, 60, 12);
    let cut = |line: &str| line.chars().filter(|c| c.is_alphanumeric() || *c == '…').eq(['…']);
    assert!(second.screen().lines().any(cut), "{}", second.screen());
    assert!(second.sees("y renoncer"), "{}", second.screen());
}
