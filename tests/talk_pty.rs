//! The conversation for a screen reader in a real terminal: plain lines, and not one order to the terminal.

#![allow(clippy::unwrap_used, clippy::panic)]

mod pty;

use pty::ground::Ground;

const CLIENTS: &str = "name = \"Suivi des clients\"\nref = \"T-1\"\n";

fn register() -> Ground {
    let ground = Ground::new();
    ground.write("register/register.toml", "schema = 1\nname = \"Atelier des Œillets\"\n");
    ground.write("register/activities/clients.toml", CLIENTS);
    ground
}

#[test]
fn nothing_is_ever_written_but_lines() {
    for (options, variables) in [
        (&["--screen-reader"][..], &[][..]),
        (&["--lecteur", "--color", "always"], &[]),
        (&[], &[("REGISTRE_LECTEUR", "1")][..]),
        (&[], &[("REGISTRE_SCREEN_READER", "1")]),
    ] {
        let ground = register();
        let mut talk = ground.started(options, variables);
        talk.wait_for("Menu, num");
        talk.type_in("1\r");
        talk.wait_for("1. Suivi des clients");
        talk.type_in("1\r");
        talk.wait_for("Fiche 1 sur 1");
        talk.type_in("réf\r");
        talk.wait_for("T-1");
        talk.type_in("m\r");
        talk.wait_for("ou Entr");
        talk.type_in("T-2\r");
        talk.wait_for("pris en compte");
        talk.type_in("flux\r");
        talk.wait_for("revenir");
        talk.type_in("\rmenu\rtableau\r");
        talk.wait_for_times("revenir", 2);
        talk.type_in("\rquitter\r");
        talk.wait_for("1 pour enregistrer");
        talk.type_in("1\r");
        talk.wait_for("Au revoir.");
        assert!(talk.end().success());
        let text = talk.text();
        let order = text.chars().find(|c| c.is_control() && !matches!(c, '\r' | '\n'));
        assert_eq!(order, None, "{text:?}");
        assert_eq!(ground.read("register/activities/clients.toml"), CLIENTS.replace("T-1", "T-2"));
    }
}

#[test]
fn the_end_of_input_in_a_terminal_keeps_what_was_done() {
    let ground = register();
    let mut talk = ground.started(&["--screen-reader"], &[]);
    talk.wait_for("Menu, num");
    talk.type_in("1\r1\rréf\rm\rT-2\r");
    talk.wait_for("pris en compte");
    talk.wait_for("non enregistr");
    talk.type_in("\u{4}");
    talk.wait_for("prochain d");
    assert!(talk.end().success());
    let mut again = ground.started(&["--screen-reader"], &[]);
    again.wait_for("sans enregistrer");
    again.type_in("1\rquitter\r1\r");
    assert!(again.end().success());
    assert!(ground.read("register/activities/clients.toml").contains("T-2"));
}

#[test]
fn ctrl_c_says_that_what_was_answered_is_kept_and_ends_by_its_code() {
    let ground = register();
    let mut talk = ground.started(&["--screen-reader"], &[]);
    talk.wait_for("Menu, num");
    talk.type_in("1\r1\rréf\rm\rT-2\r");
    talk.wait_for("non enregistr");
    talk.type_in("\u{3}");
    talk.wait_for("est gard");
    assert_eq!(talk.end().exit_code(), 130);
    let mut again = ground.started(&["--screen-reader"], &[]);
    again.wait_for("sans enregistrer");
    again.type_in("1\rquitter\r1\r");
    assert!(again.end().success());
    assert!(ground.read("register/activities/clients.toml").contains("T-2"));
}

#[test]
fn the_settings_ask_for_it_and_the_environment_overrules_them() {
    let ground = register();
    ground.write("../home/.config/registre/config.toml", "screen_reader = true\n");
    let mut talk = ground.started(&[], &[]);
    talk.wait_for("Menu, num");
    talk.type_in("quitter\r");
    assert!(talk.end().success());
    let mut screen = ground.started(&[], &[("REGISTRE_LECTEUR", "0")]);
    screen.wait_for("aide");
    assert!(!screen.text().contains("Menu, num"));
    screen.type_in("q");
    assert!(screen.end().success());
}
