//! What runs away from the screen: seen while it runs, called off, and what became of it.

use std::time::Duration;

use registre::model::Lang;
use registre::term::{Input, Key};
use registre::tui::effect::Effect;
use registre::tui::message::Msg;
use registre::tui::tasks::Work;
use registre::tui::update::update;

use crate::driver::Driver;
use crate::git::{in_git, snapshot};

/// Presses keys; what they ask of the workers waits.
fn held(d: &mut Driver, keys: &str) -> Vec<Effect> {
    let keys = Key::parse_all(keys).unwrap();
    let effects = keys.into_iter().flat_map(|k| update(&mut d.model, Msg::Input(Input::Key(k)))).collect();
    d.draw();
    effects
}

fn later(d: &mut Driver, seconds: f32) {
    d.model.clock += Duration::from_secs_f32(seconds);
    d.draw();
}

#[test]
fn what_runs_is_listed_while_the_keys_wait_for_it() {
    for (lang, name) in [(Lang::Fr, "fr"), (Lang::En, "en")] {
        let mut d = Driver::small(lang, 80, 24);
        let reading = held(&mut d, "R");
        let word = if lang == Lang::Fr { "en cours : lecture du registre" } else { "running: reading" };
        assert!(!d.sees(word), "what is over in a moment is not said:\n{}", d.screen());
        later(&mut d, 65.0);
        assert!(d.screen().replace('\u{a0}', " ").contains(word), "{}", d.screen());
        held(&mut d, "T");
        snapshot(&format!("tasks-{name}-80x24"), &d);
        // It cannot be called off, and that is said; nothing that would change something is obeyed.
        held(&mut d, "x");
        assert!(d.notice().contains(if lang == Lang::Fr { "finit de soi-même" } else { "ends by itself" }));
        held(&mut d, "<esc>n");
        assert!(d.model.layers.is_empty(), "a key that changes something waits for the register");
        d.carry_out(reading);
        d.draw();
        // The key that waited is obeyed now.
        d.keys("<esc>T");
        snapshot(&format!("tasks-ended-{name}-80x24"), &d);
        d.keys("x");
        assert!(d.notice().contains(if lang == Lang::Fr { "déjà fini" } else { "over already" }));
    }
}

#[test]
fn several_are_counted_and_each_is_timed() {
    let mut d = Driver::small(Lang::Fr, 100, 24);
    let first = held(&mut d, "<ctrl-f>");
    later(&mut d, 1.0);
    let again = held(&mut d, "<esc>R");
    later(&mut d, 2.0);
    assert!(d.sees("2 tâches en cours (T)"), "{}", d.screen());
    held(&mut d, "T");
    let screen = d.screen().replace('\u{a0}', " ");
    let line = |words: &str| screen.lines().find(|l| l.contains(words)).unwrap_or_default().to_owned();
    assert!(line("préparation de la recherche").contains("3 s"), "{screen}");
    assert!(line("lecture du registre").contains("2 s"), "{screen}");
    assert_eq!(d.model.tasks.wake(d.model.clock), Some(Duration::from_secs(1)));
    d.carry_out(first);
    d.carry_out(again);
    assert_eq!(d.model.tasks.wake(d.model.clock), None, "nothing runs: the program sleeps");
}

#[test]
fn reading_a_history_is_called_off() {
    let dir = in_git();
    let mut d = Driver::on(dir.path().to_owned(), Lang::Fr, 100, 24);
    let reading = held(&mut d, "H");
    held(&mut d, "<ctrl-p>tâches<enter>");
    assert!(d.sees("lecture de l’historique"), "{}", d.screen());
    held(&mut d, "<delete>");
    assert!(d.sees("interruption demandée"), "{}", d.screen());
    d.carry_out(reading);
    d.draw();
    assert!(d.sees("interrompu"), "{}", d.screen());
}

#[test]
fn what_failed_says_why_and_commits_are_remembered() {
    let dir = in_git();
    let mut d = Driver::on(dir.path().to_owned(), Lang::Fr, 100, 24);
    std::fs::write(dir.path().join("activities/clients.toml"), "name = \"Clientèle\"\n").unwrap();
    d.keys("Rc<ctrl-s>");
    assert!(d.notice().starts_with("Validé dans git"), "{}", d.notice());
    d.keys("RT");
    assert!(d.sees("validation git") && d.sees("Validé dans git"), "{}", d.screen());
    d.keys("<esc>");
    drop(held(&mut d, "R"));
    d.send(Msg::Broken { awaited: true, work: Some(Work::Open) });
    d.keys("T");
    let screen = d.screen();
    let failed = screen.lines().find(|l| l.contains("lecture du registre")).unwrap_or_default();
    assert!(failed.contains('✖'), "{screen}");
}
