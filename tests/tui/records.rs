//! Whole records: making, doubling, renaming, deleting; finding them; both languages; the mouse.

use registre::model::{Kind, Lang};
use registre::term::Input;
use registre::term::input::{Mouse, MouseAct};
use registre::tui::message::{How, Msg};
use registre::tui::texts as t;

use crate::driver::Driver;

fn ids(d: &Driver, kind: Kind) -> Vec<String> {
    d.model.register().unwrap().of(kind).map(|r| r.id.id.to_string()).collect()
}

#[test]
fn a_new_record_gets_its_identifier_from_its_name() {
    let mut d = Driver::small(Lang::Fr, 80, 24);
    d.keys("n<enter>Gestion des clients<enter>");
    assert!(ids(&d, Kind::Activity).contains(&"gestion-des-clients".to_owned()));
    assert!(d.model.form.is_some(), "and opens");
    d.keys("<esc>n<enter><ctrl-u>///<enter>");
    assert!(d.sees("au moins une lettre"), "{}", d.screen());
}

/// As with `registre new`: an activity begins as a draft, which is not yet at fault for what it lacks.
#[test]
fn a_new_activity_begins_as_a_draft_and_other_records_have_no_status() {
    let mut d = Driver::small(Lang::Fr, 80, 24);
    d.keys("n<enter>Gestion des clients<enter><ctrl-s>");
    let made = d.file("activities/gestion-des-clients.toml");
    assert_eq!(made, "name = \"Gestion des clients\"\nstatus = \"draft\"\ncreated_on = 2026-11-27\n");
    d.keys("<esc><left><down><right>nFidéliser<enter><ctrl-s>");
    assert_eq!(d.file("purposes/fideliser.toml"), "name = \"Fidéliser\"\n");
}

#[test]
fn a_copy_has_another_name_and_no_number() {
    let mut d = Driver::small(Lang::Fr, 80, 24);
    d.keys("d<enter><esc>");
    let register = d.model.register().unwrap();
    let copy = register.of(Kind::Activity).find(|r| r.id.id.as_str().ends_with("-copie")).unwrap();
    assert_eq!(copy.title(Lang::Fr), "Gestion des clients (copie)");
    assert_eq!(copy.fields.text("ref"), None);
    assert_eq!(copy.fields.refs("purposes").count(), 1);
}

#[test]
fn a_rename_takes_its_references_along() {
    let mut d = Driver::small(Lang::Fr, 80, 24);
    d.keys("<left><down><right>r<ctrl-u>suivi<enter>");
    assert_eq!(ids(&d, Kind::Purpose), ["suivi"]);
    let register = d.model.register().unwrap();
    let refs: Vec<_> = register.of(Kind::Activity).flat_map(|r| r.fields.refs("purposes")).collect();
    assert_eq!(refs.len(), 1);
    assert_eq!(refs[0].as_str(), "suivi");
    d.keys("<ctrl-s>");
    assert!(d.file("activities/clients.toml").contains("\"suivi\""));
    assert!(!d.path("purposes/commandes.toml").exists());
}

#[test]
fn what_is_referred_to_is_not_deleted_and_says_by_whom() {
    let mut d = Driver::small(Lang::Fr, 80, 24);
    d.keys("<left><down><right><delete>");
    assert!(d.notice().contains("Gestion des clients"), "{}", d.notice());
    assert_eq!(ids(&d, Kind::Purpose), ["commandes"]);
}

#[test]
fn deleting_asks_and_enter_alone_does_not_delete() {
    let mut d = Driver::small(Lang::Fr, 80, 24);
    d.keys("<down><delete><enter>");
    assert_eq!(ids(&d, Kind::Activity).len(), 2);
    d.keys("<delete><delete>");
    assert_eq!(ids(&d, Kind::Activity).len(), 2, "the asking key does not confirm");
    d.keys("s");
    assert_eq!(ids(&d, Kind::Activity).len(), 1);
    d.keys("u");
    assert_eq!(ids(&d, Kind::Activity).len(), 2);
    d.keys("U");
    assert_eq!(ids(&d, Kind::Activity).len(), 1);
}

#[test]
fn the_filter_is_live_and_ignores_accents() {
    let mut d = Driver::small(Lang::Fr, 80, 24);
    d.keys("/oeuvres");
    assert_eq!(d.model.rows.len(), 1);
    d.keys("<enter>");
    assert!(!d.model.filtering && d.model.rows.len() == 1, "kept");
    d.keys("<esc>");
    assert_eq!(d.model.rows.len(), 2);
    d.keys("/zzz");
    assert!(d.sees("Rien ne correspond"));
}

#[test]
fn the_language_changes_at_once() {
    let mut d = Driver::small(Lang::Fr, 120, 40);
    assert!(d.sees("Activités"));
    d.keys("L");
    assert!(d.sees("Activities") && d.sees("? help"), "{}", d.screen());
}

#[test]
fn a_file_that_cannot_be_read_is_listed_and_explained() {
    let mut d = Driver::small(Lang::Fr, 120, 40);
    std::fs::write(d.path("activities/casse.toml"), "name = \"sans fin\nref = 3 4\n").unwrap();
    d.keys("R");
    assert_eq!(d.model.rows.iter().filter(|r| r.broken).count(), 1);
    assert_eq!(d.model.rows.len(), 3, "the others are still there");
    d.keys("/casse<enter><enter>");
    assert!(d.sees("activities/casse.toml:1"), "{}", d.screen());
    assert_eq!(
        std::fs::read_to_string(d.path("activities/casse.toml")).unwrap(),
        "name = \"sans fin\nref = 3 4\n"
    );
}

#[test]
fn the_mouse_chooses_opens_and_scrolls() {
    let mut d = Driver::small(Lang::Fr, 80, 24);
    let at = |d: &Driver, text: &str| {
        let screen = d.screen();
        let (row, line) = screen.lines().enumerate().find(|(_, l)| l.contains(text)).unwrap();
        let column = line[..line.find(text).unwrap()].chars().count() as u16 - 1;
        (column, row as u16)
    };
    let act = |d: &mut Driver, act: MouseAct, (column, row): (u16, u16)| {
        d.send(Msg::Input(Input::Mouse(Mouse { act, column, row })));
        d.draw();
    };
    let place = at(&d, "Finalités");
    act(&mut d, MouseAct::Press, place);
    assert_eq!(d.model.kind, Kind::Purpose);
    let place = at(&d, "Activités");
    act(&mut d, MouseAct::Press, place);
    let place = at(&d, "T-002");
    act(&mut d, MouseAct::Press, place);
    assert_eq!(d.model.row_index(), 1);
    act(&mut d, MouseAct::WheelUp, place);
    assert_eq!(d.model.row_index(), 0);
    act(&mut d, MouseAct::Press, place);
    act(&mut d, MouseAct::Press, place);
    assert!(d.model.form.is_some(), "a press on what is chosen opens it");
    let place = at(&d, "F1 aide");
    act(&mut d, MouseAct::Press, place);
    assert!(!d.model.layers.is_empty(), "the bottom bar answers");
    act(&mut d, MouseAct::Press, (9_999, 9_999));
}

#[test]
fn the_help_runs_the_command_it_shows() {
    let mut d = Driver::small(Lang::Fr, 80, 24);
    d.keys("?filtrer<enter>");
    assert!(d.model.filtering, "{}", d.screen());
}

#[test]
fn a_title_is_copied() {
    let mut d = Driver::small(Lang::Fr, 80, 24);
    d.keys("y");
    assert_eq!(d.copied, ["Gestion des clients"]);
    assert_eq!(d.notice(), "Copié par le terminal\u{a0}: Gestion des clients");
    let said = t::COPIED.msg().with("text", "ceci");
    d.send(Msg::Copied { said: said.clone(), how: Some(How::Program("xclip")) });
    assert_eq!(d.notice(), "Copié par xclip\u{a0}: ceci");
    d.send(Msg::Copied { said, how: None });
    assert!(d.notice().contains("Rien n’a été copié"), "{}", d.notice());
}

#[test]
fn a_sheet_or_a_view_is_shown_as_plain_text_outside_the_interface() {
    let mut d = Driver::small(Lang::Fr, 100, 30);
    d.keys("Y");
    assert!(
        d.shown[0].starts_with("Gestion des clients\n\n") && d.shown[0].contains("T-001"),
        "{:?}",
        d.shown
    );
    assert!(!d.shown[0].contains('│'), "no frame is in the way");
    d.keys("b<ctrl-p>montrer<enter>");
    assert!(d.shown[1].contains("Tableau de bord"), "{:?}", d.shown);
    d.keys("<esc><enter><ctrl-p>montrer<enter>");
    assert_eq!(d.shown[2], d.shown[0]);
}
