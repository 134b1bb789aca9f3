//! Ctrl-C: leaving as `q` does, and at once when it is pressed again.

use std::time::Duration;

use registre::model::Lang;
use registre::model::message::text;
use registre::ops::journal::Past;
use registre::term::{Input, Key};
use registre::tui::effect::Effect;
use registre::tui::message::Msg;
use registre::tui::update::update;

use crate::driver::{Driver, small};

fn interrupt(d: &mut Driver) -> Vec<Effect> {
    let effects = update(&mut d.model, Msg::Input(Input::Key(Key::ctrl('c'))));
    d.draw();
    effects
}

fn later(d: &mut Driver, seconds: f32) {
    d.model.clock += Duration::from_secs_f32(seconds);
    d.draw();
}

/// The register with one answer changed.
fn changed() -> Driver {
    let mut d = Driver::small(Lang::Fr, 180, 30);
    d.keys("<enter><down><down><enter>-bis<enter>");
    d
}

const AGAIN: &str = "Ctrl-C encore une fois dans les 2\u{a0}s";

#[test]
fn what_hangs_is_left_by_a_second_press_and_the_journal_has_it_all() {
    let mut d = changed();
    let before = d.journal.clone();
    let saving = update(&mut d.model, Msg::Input(Input::Key(Key::ctrl('s'))));
    assert!(matches!(saving.as_slice(), [Effect::Save(_)]), "it hangs");
    later(&mut d, 30.0);
    assert!(interrupt(&mut d).is_empty());
    assert_eq!(d.model.quit, None, "not yet: it may be a slip");
    assert!(d.sees("Enregistrement…") && d.sees(AGAIN) && d.sees("le journal garde"), "{}", d.screen());
    later(&mut d, 2.0);
    assert!(interrupt(&mut d).is_empty(), "nothing is told to the journal");
    assert_eq!(d.model.quit, Some(130));
    assert_eq!(d.journal, before);
    assert!(Past::of(before).holds_work());
}

#[test]
fn a_second_press_that_comes_late_is_a_first_one() {
    let mut d = changed();
    let saving = update(&mut d.model, Msg::Input(Input::Key(Key::ctrl('s'))));
    interrupt(&mut d);
    later(&mut d, 2.5);
    interrupt(&mut d);
    assert_eq!(d.model.quit, None);
    later(&mut d, 2.5);
    // The save ends after all: it is left then, as one press asked.
    d.carry_out(saving);
    assert_eq!(d.model.quit, Some(0), "{}", d.screen());
    assert!(d.file("activities/clients.toml").contains("T-001-bis"));
}

#[test]
fn whatever_is_in_the_way_is_said_and_a_second_press_leaves_it() {
    // What is not saved, a question, a line that cannot be taken.
    for (keys, way) in [
        ("<esc>", "Quitter"),
        ("<esc><delete>", "Répondre d’abord"),
        ("<down><down><down><down><down><down><down><down><down><enter>hier ou avant", "Écrire une date"),
    ] {
        let mut d = changed();
        d.keys(keys);
        interrupt(&mut d);
        assert_eq!(d.model.quit, None, "{keys}");
        assert!(d.sees(AGAIN) && d.sees(way), "{keys}: {}", d.screen());
        // Another key is another thought.
        d.keys("<f1><esc>");
        interrupt(&mut d);
        assert_eq!(d.model.quit, None, "{keys}");
        interrupt(&mut d);
        assert_eq!(d.model.quit, Some(130), "{keys}");
        assert!(Past::of(d.journal.clone()).holds_work());
    }
}

#[test]
fn with_nothing_to_lose_one_press_leaves() {
    let mut d = Driver::small(Lang::Fr, 180, 30);
    interrupt(&mut d);
    assert_eq!(d.model.quit, Some(0));
}

#[test]
fn nothing_is_promised_that_the_journal_cannot_keep() {
    let mut d = changed();
    d.send(Msg::NoJournal(text("plein", "full").msg()));
    interrupt(&mut d);
    assert!(d.sees("sera perdu") && !d.sees("le journal garde"), "{}", d.screen());
    later(&mut d, 5.0);
    d.send(Msg::JournalAgain);
    interrupt(&mut d);
    assert!(d.sees("le journal garde"), "{}", d.screen());
    // A sample goes with its journal.
    let mut d = changed();
    d.model.throw_away = true;
    interrupt(&mut d);
    assert!(d.sees("sera perdu"), "{}", d.screen());
}

#[test]
fn what_hangs_can_be_left_without_haste_too() {
    let mut d = changed();
    update(&mut d.model, Msg::Input(Input::Key(Key::ctrl('s'))));
    for key in [Key::ctrl('p'), Key::char('Q')] {
        update(&mut d.model, Msg::Input(Input::Key(key)));
    }
    assert_eq!(d.model.quit, None, "keys wait");
    // The list of what runs opens all the same where it has a key.
    let mut d = changed();
    d.keys("<esc>");
    update(&mut d.model, Msg::Input(Input::Key(Key::ctrl('s'))));
    d.keys("TQ");
    assert_eq!(d.model.quit, Some(130), "{}", d.screen());
    // And the palette has it where nothing hangs.
    let dir = small();
    let mut d = Driver::on(dir.path().to_owned(), Lang::En, 180, 30);
    d.keys("<enter><down><down><enter>-bis<enter><ctrl-p>leave at once<enter>");
    assert_eq!(d.model.quit, Some(130), "{}", d.screen());
    assert!(Past::of(d.journal.clone()).holds_work());
}
