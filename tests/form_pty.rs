//! The form in a terminal, when the world does not wait: signals, sizes, broken files, other programs.

#![allow(clippy::unwrap_used, clippy::panic)]

mod pty;

use pty::Session;
use pty::ground::Ground;

const CLIENTS: &str =
    "# Revue en mars.\nname = \"Suivi des clients\"\nref = \"T-1\" # au siège\nstatus = \"active\"\n";
const SUPPLIERS: &str = "name = \"Suivi des fournisseurs\"\nref = \"T-2\"\n";

fn register() -> Ground {
    let ground = Ground::new();
    ground.write("register/register.toml", "schema = 1\nname = \"Atelier des Œillets\"\n");
    ground.write("register/activities/clients.toml", CLIENTS);
    ground.write("register/activities/fournisseurs.toml", SUPPLIERS);
    ground
}

/// The form of the first activity, open.
fn form(ground: &Ground) -> Session {
    let mut tui = ground.interface();
    tui.wait_to_see("> T-1 Suivi des clients");
    tui.keys("<enter>").wait_to_see("Activités › Suivi des clients");
    tui
}

/// Goes down to the field of that label, which is `n` lines below the first.
fn down(tui: &mut Session, n: usize, label: &str) {
    tui.keys(&"<down>".repeat(n));
    tui.wait_until(label, |s| s.marked().is_some_and(|(_, row)| row.contains(label)));
}

/// What the first fields of the form are, from the top.
const REF: usize = 2;
const DESCRIPTION: usize = 3;

#[test]
fn a_deadly_signal_restores_the_terminal_whatever_is_open() {
    type Open = fn(&mut Session);
    let ways: [(&str, Open); 4] = [
        ("the form", |_| ()),
        ("a line", |tui| {
            down(tui, REF, "N° / RÉF");
            tui.keys("<enter>-é").wait_to_see("T-1-é");
        }),
        ("a long text", |tui| {
            down(tui, DESCRIPTION, "Description");
            tui.keys("<enter>Été<enter>comme hiver").wait_to_see("comme hiver");
        }),
        ("a question", |tui| {
            down(tui, REF, "N° / RÉF");
            tui.keys("<enter>9<enter>").wait_to_see("Suivi des clients *");
            tui.keys("<esc>").wait_to_see(">*T-19");
            tui.keys("q").wait_to_see("Quitter");
        }),
    ];
    for (what, open) in ways {
        for (name, number) in [("TERM", 15), ("HUP", 1)] {
            let ground = register();
            let mut tui = form(&ground);
            open(&mut tui);
            tui.signal(name);
            tui.ends_restored(128 + number);
            assert_eq!(ground.read("register/activities/clients.toml"), CLIENTS, "{what}, {name}");
        }
    }
}

#[test]
fn a_broken_file_is_shown_with_its_place_and_the_others_are_edited() {
    let ground = register();
    let broken = "name = \"Paie\"\nref = T-3\n";
    ground.write("register/activities/paie.toml", broken);
    let mut tui = ground.interface();
    let screen = tui.wait_until("the three activities", |s| {
        ["Suivi des clients", "Suivi des fournisseurs", "paie"].iter().all(|t| s.shows(t))
    });
    assert!(screen.shows("Activités (3)"), "{screen}");
    tui.keys("/paie<enter>").wait_to_see("activities/paie.toml:2:7");
    tui.keys("<enter>").wait_to_see("Ce fichier ne peut pas être lu");
    tui.keys("<esc>").wait_to_see("/ paie");
    tui.keys("<esc>").wait_to_see("Activités (3)");
    tui.keys("/clients<enter>").wait_to_see("> T-1 Suivi des clients");
    tui.keys("<enter>").wait_to_see("Activités › Suivi des clients");
    down(&mut tui, REF, "N° / RÉF");
    tui.keys("<enter>-bis<enter>").wait_to_see("T-1-bis");
    tui.keys("<ctrl-s>").wait_to_see("1 fichier enregistré.");
    tui.keys("<esc>").wait_to_see("T-1-bis Suivi des clients");
    tui.keys("q").ends_restored(0);
    assert_eq!(ground.read("register/activities/clients.toml"), CLIENTS.replace("T-1", "T-1-bis"));
    assert_eq!(ground.read("register/activities/paie.toml"), broken);
}

#[test]
fn sizes_change_and_the_line_being_typed_stays() {
    let ground = register();
    let mut tui = form(&ground);
    down(&mut tui, REF, "N° / RÉF");
    tui.keys("<enter>-œuvre").wait_to_see("T-1-œuvre");
    tui.resize(40, 12);
    tui.keys("-été").wait_to_see("œuvre-été");
    tui.resize(200, 60);
    tui.keys("-à").wait_to_see("T-1-œuvre-été-à");
    tui.resize(20, 4);
    tui.keys("-Noël").wait_to_see("Fenêtre trop petite");
    tui.resize(80, 24);
    tui.keys("-ç").wait_to_see("T-1-œuvre-été-à-Noël-ç");
    tui.keys("<enter>").wait_to_see("Suivi des clients *");
    tui.keys("<ctrl-s>").wait_to_see("1 fichier enregistré.");
    tui.keys("<ctrl-c>").ends_restored(0);
    let written = ground.read("register/activities/clients.toml");
    assert_eq!(written, CLIENTS.replace("T-1", "T-1-œuvre-été-à-Noël-ç"));
}

#[test]
fn sizes_change_and_the_long_text_being_typed_stays() {
    let ground = register();
    let mut tui = form(&ground);
    down(&mut tui, DESCRIPTION, "Description");
    let typed =
        "Où l’on note chaque commande passée à l’atelier, du devis à la facture, et ce qu’il en reste.";
    tui.keys("<enter>").wait_to_see("┌ Description ──");
    tui.keys(typed).wait_to_see("reste.");
    for (columns, rows) in [(40, 12), (200, 60), (1, 1), (80, 24)] {
        tui.resize(columns, rows);
        if columns >= 40 {
            tui.wait_until("the whole text", |s| s.shows("Où l’on note") && s.shows("reste."));
        }
    }
    tui.keys("<enter>Deuxième ligne.").wait_to_see("Deuxième ligne.");
    tui.keys("<ctrl-s>").wait_to_see("Suivi des clients *");
    tui.keys("<ctrl-s>").wait_to_see("1 fichier enregistré.");
    tui.keys("<ctrl-c>").ends_restored(0);
    let written = ground.read("register/activities/clients.toml");
    assert!(
        written.contains(&format!("description = \"\"\"\n{typed}\nDeuxième ligne.\"\"\"\n")),
        "{written}"
    );
}

#[test]
fn a_window_that_goes_and_comes_back_at_once_is_drawn_whole() {
    let ground = register();
    let mut tui = form(&ground);
    let whole = tui.wait_until("all of it", |s| s.shows("F1 aide") && s.shows("✖"));
    for _ in 0..30 {
        // What a terminal cuts off when it shrinks, it has forgotten when it grows.
        tui.resize(10, 3);
        tui.screen();
        tui.resize(80, 24);
        tui.wait_until("all that was there", |s| *s == whole);
    }
    tui.keys("<ctrl-c>").ends_restored(0);
}

#[test]
fn another_field_changed_by_another_program_meanwhile_is_merged() {
    let ground = register();
    let mut tui = form(&ground);
    down(&mut tui, REF, "N° / RÉF");
    tui.keys("<enter>-é<enter>").wait_to_see("Suivi des clients *");
    let theirs = CLIENTS.replace("\"active\"", "\"suspended\" # depuis août").replace("mars", "avril");
    ground.write("register/activities/clients.toml", &theirs);
    // Noticed by the watch or by the save, whichever looks first.
    tui.keys("<ctrl-s>").wait_until("both kept", |s| {
        s.shows("1 fiche modifiée par ailleurs a été fusionnée") || s.shows("1 fichier enregistré")
    });
    tui.wait_to_see("Suspendue");
    tui.keys("<ctrl-c>").ends_restored(0);
    assert_eq!(ground.read("register/activities/clients.toml"), theirs.replace("T-1", "T-1-é"));
}

#[test]
fn the_same_field_changed_by_another_program_meanwhile_is_shown_and_decided_by_a_key() {
    for (key, stands) in [("m", "T-1-é"), ("a", "T-77-ç")] {
        let ground = register();
        let mut tui = form(&ground);
        down(&mut tui, REF, "N° / RÉF");
        tui.keys("<enter>-é<enter>").wait_to_see("Suivi des clients *");
        let theirs = CLIENTS.replace("T-1", "T-77-ç").replace("active", "suspended");
        ground.write("register/activities/clients.toml", &theirs);
        let asked = tui.keys("<ctrl-s>").wait_to_see("Quelle version garder");
        let sides = ["N° / RÉF", "avant : T-1", "vous : T-1-é", "sur le disque : T-77-ç"];
        for said in sides.into_iter().chain(["garder ma version", "rester"]) {
            assert!(asked.shows(said), "{said}:\n{asked}");
        }
        assert_eq!(ground.read("register/activities/clients.toml"), theirs, "nothing is written yet");
        tui.keys(key).wait_to_lose("Quelle version garder");
        tui.wait_until("the answer", |s| s.shows(stands) && s.shows("Suspendue"));
        tui.wait_until("all saved", |s| !s.shows("Suivi des clients *"));
        tui.keys("<ctrl-c>").ends_restored(0);
        assert_eq!(ground.read("register/activities/clients.toml"), theirs.replace("T-77-ç", stands));
    }
}

#[test]
fn a_file_taken_away_by_another_program_is_asked_about() {
    for (key, stays) in [("m", true), ("a", false)] {
        let ground = register();
        let mut tui = form(&ground);
        down(&mut tui, REF, "N° / RÉF");
        tui.keys("<enter>-é<enter>").wait_to_see("Suivi des clients *");
        let file = ground.project().join("register/activities/clients.toml");
        std::fs::remove_file(&file).unwrap();
        tui.keys("<ctrl-s>").wait_to_see("Quelle version garder");
        tui.keys(key).wait_to_lose("Quelle version garder");
        tui.wait_until("all saved", |s| !s.shows("Suivi des clients *"));
        tui.keys("<ctrl-c>").ends_restored(0);
        let left = std::fs::read_to_string(&file).ok();
        assert_eq!(left, stays.then(|| CLIENTS.replace("T-1", "T-1-é")), "{key}");
    }
}

#[test]
fn a_killed_session_is_recovered_down_to_the_line_being_typed() {
    for (signal, number) in [("KILL", 9), ("TERM", 15)] {
        let ground = register();
        let mut tui = form(&ground);
        down(&mut tui, REF, "N° / RÉF");
        tui.keys("<enter>-bis<enter>").wait_to_see("Suivi des clients *");
        down(&mut tui, DESCRIPTION - REF, "Description");
        tui.keys("<enter>Été comme hi").wait_to_see("Été comme hi");
        // What is being typed may wait for a pause of the fingers.
        std::thread::sleep(std::time::Duration::from_millis(600));
        tui.signal(signal);
        tui.end();
        assert_eq!(ground.read("register/activities/clients.toml"), CLIENTS, "{signal} ({number})");

        let mut tui = ground.interface();
        let screen = tui.wait_to_see("La dernière session");
        assert!(screen.shows("T-1-bis") && screen.shows("Été comme hi"), "{screen}");
        tui.keys("r").wait_to_see("Été comme hi");
        tui.keys("ver<ctrl-s>").wait_to_see("Été comme hiver");
        tui.keys("<ctrl-s>").wait_to_see("1 fichier enregistré.");
        tui.keys("<esc>").wait_to_see("> T-1-bis");
        tui.keys("q").ends_restored(0);
        let written = ground.read("register/activities/clients.toml");
        assert!(written.contains("T-1-bis") && written.contains("Été comme hiver"), "{written}");

        // And a day later all of it can still be undone.
        let mut tui = ground.interface();
        tui.wait_to_see("T-1-bis");
        tui.keys("u").wait_to_see("Annulé");
        tui.keys("u").wait_to_see("T-1 Suivi des clients");
        tui.keys("<ctrl-s>").wait_to_see("1 fichier enregistré.");
        tui.keys("q").ends_restored(0);
        assert_eq!(ground.read("register/activities/clients.toml"), CLIENTS);
    }
}

#[test]
fn ctrl_c_twice_leaves_at_once_and_what_was_not_saved_is_offered_again() {
    let ground = register();
    let mut tui = form(&ground);
    down(&mut tui, REF, "N° / RÉF");
    tui.keys("<enter>-bis<enter>").wait_to_see("Suivi des clients *");
    tui.keys("<ctrl-c><ctrl-c>").ends_restored(130);
    assert_eq!(ground.read("register/activities/clients.toml"), CLIENTS);
    let mut tui = ground.interface();
    let screen = tui.wait_to_see("La dernière session");
    assert!(screen.shows("T-1-bis"), "{screen}");
    tui.keys("<ctrl-c>").ends_restored(0);
}

#[test]
fn steady_typing_is_lost_for_one_second_at_most() {
    let ground = register();
    let mut tui = form(&ground);
    down(&mut tui, DESCRIPTION, "Description");
    tui.keys("<enter>").wait_to_see("┌ Description ──");
    let letters: Vec<char> = ('a'..='z').chain('A'..='J').collect();
    for letter in &letters {
        tui.keys(&letter.to_string());
        std::thread::sleep(std::time::Duration::from_millis(60));
    }
    tui.signal("KILL");
    tui.end();
    let mut tui = ground.interface();
    // Sixteen letters a second at most.
    let old: String = letters[..letters.len() - 17].iter().collect();
    let screen = tui.wait_to_see("La dernière session");
    assert!(screen.shows(&old), "{screen}");
    tui.keys("<ctrl-c>").ends_restored(0);
}
