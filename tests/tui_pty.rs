//! The program itself in a terminal: from the bare command to the saved file, and every way out.

mod pty;
mod tools;

use portable_pty::{CommandBuilder, PtySize};
use pty::{Session, modes_left_on};

fn register() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    std::fs::create_dir(dir.path().join("activities")).unwrap();
    std::fs::write(dir.path().join("register.toml"), "schema = 1\nname = \"Atelier\"\n").unwrap();
    std::fs::write(dir.path().join("activities/paie.toml"), "name = \"Paie\"\nref = \"T-1\" # ici\n")
        .unwrap();
    dir
}

fn command(dir: &tempfile::TempDir) -> CommandBuilder {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_registre"));
    command.args(["--register", dir.path().to_str().unwrap(), "--lang", "fr"]);
    command.env("LC_ALL", "C.UTF-8");
    command.env_remove("NO_COLOR");
    command
}

#[test]
fn from_the_bare_command_to_the_saved_file() {
    let dir = register();
    let mut s = Session::run(command(&dir));
    s.wait_to_see("T-1 Paie");
    s.type_in("\r");
    s.wait_to_see("Nom du traitement");
    s.type_in("\r");
    s.keys(" des œuvres – été<enter>");
    s.wait_to_see("Paie des œuvres – été");
    s.type_in("\x13"); // Ctrl-S
    s.wait_to_see("1 fichier enregistré");
    s.type_in("\x1b");
    s.wait_to_see("Activités (1)");
    s.type_in("q");
    s.ends_restored(0);
    let file = std::fs::read_to_string(dir.path().join("activities/paie.toml")).unwrap();
    assert_eq!(file, "name = \"Paie des œuvres – été\"\nref = \"T-1\" # ici\n");
}

#[test]
fn a_paste_that_the_terminal_does_not_announce_runs_no_command() {
    let dir = register();
    let mut s = Session::run(command(&dir));
    s.wait_to_see("T-1 Paie");
    s.type_in("Xsnd\rq");
    s.wait_to_see("Rien ne peut être collé ici. Des touches qui arrivent toutes à la fois");
    // A key held down on a slow line is one, and so is each that comes alone.
    s.keys("/");
    s.type_in("zzzzzzzz");
    s.wait_to_see("/ zzzzzzzz");
    s.keys("<ctrl-u>").wait_to_see("Activités (1)");
    s.type_in("Paie\r");
    s.wait_to_see("/ Paie");
    s.keys("<enter>").wait_to_see("Activités (1/1)");
    s.keys("q");
    s.ends_restored(0);
}

#[test]
fn a_paste_whose_end_never_comes_does_not_deafen_it() {
    let dir = register();
    let mut s = Session::run(command(&dir));
    s.wait_to_see("T-1 Paie");
    s.keys("/");
    s.wait_to_see("/ ");
    s.type_in("\x1b[200~Paie");
    s.wait_to_see("/ Paie");
    s.keys("<ctrl-c>");
    s.ends_restored(0);
}

#[test]
fn deadly_signals_give_the_terminal_back() {
    for (name, code) in [("TERM", 143), ("HUP", 129)] {
        let dir = register();
        let mut s = Session::run(command(&dir));
        s.wait_to_see("T-1 Paie");
        s.signal(name);
        s.ends_restored(code);
    }
}

#[test]
fn a_new_size_is_drawn_at_once() {
    let dir = register();
    let mut s = Session::run(command(&dir));
    s.wait_to_see("T-1 Paie");
    s.master.resize(PtySize { rows: 8, cols: 30, pixel_width: 0, pixel_height: 0 }).unwrap();
    s.wait_to_see("Fenêtre trop petite");
    s.master.resize(PtySize { rows: 40, cols: 130, pixel_width: 0, pixel_height: 0 }).unwrap();
    s.wait_to_see("T-1 Paie");
    s.type_in("q");
    s.ends_restored(0);
}

#[test]
fn no_color_means_none_and_the_choice_is_still_reversed() {
    let dir = register();
    let mut plain = command(&dir);
    plain.env("NO_COLOR", "1");
    for (command, colored) in [(plain, false), (command(&dir), true)] {
        let mut s = Session::run(command);
        s.wait_to_see("T-1 Paie");
        s.wait_to_see("✖");
        let text = s.text();
        let tinted = ["\x1b[31m", "\x1b[36m", "38;5;"].iter().any(|c| text.contains(c));
        assert_eq!(tinted, colored);
        assert!(text.contains("\x1b[7m"));
        assert!(!text.contains("\x1b[;m"), "the library's own way would wipe the reverse");
        s.type_in("q");
        s.ends_restored(0);
    }
}

#[test]
fn stopped_and_woken_it_draws_itself_again() {
    let dir = register();
    let program = env!("CARGO_BIN_EXE_registre");
    let mut shell = CommandBuilder::new("sh");
    let at = dir.path().display();
    shell.args([
        "-c",
        &format!(
            "set -m; {program} --register {at} --lang fr & fg >/dev/null; echo ST=OPPED; fg; echo C=ODE$?"
        ),
    ]);
    shell.env("LC_ALL", "C.UTF-8");
    let mut s = Session::run(shell);
    s.wait_to_see("T-1 Paie");
    s.type_in("\x1a"); // Ctrl-Z
    s.wait_for("ST=OPPED");
    let text = s.text();
    assert_eq!(modes_left_on(text.split("ST=OPPED").next().unwrap()), Vec::<String>::new());
    s.wait_to_see("T-1 Paie");
    s.type_in("q");
    s.wait_for("C=ODE0");
    s.end();
}

#[test]
fn a_register_that_is_not_there_is_said_in_a_sentence() {
    let dir = tempfile::tempdir().unwrap();
    let mut s = Session::run(command(&dir));
    assert_ne!(s.end().exit_code(), 0);
    s.wait_for("registre init");
}

#[test]
fn git_has_the_terminal_for_a_push_and_ctrl_c_stops_git_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let dir = register();
    let git = |args: &[&str]| {
        let mut command = std::process::Command::new("git");
        command
            .current_dir(dir.path())
            .args(["-c", "user.name=A", "-c", "user.email=a@example.org"])
            .args(args);
        assert!(command.output().unwrap().status.success(), "{args:?}");
    };
    let remote = tempfile::tempdir().unwrap();
    git(&["init", "-q", "-b", "main"]);
    git(&["add", "."]);
    git(&["commit", "-qm", "Premier"]);
    git(&["init", "-q", "--bare", remote.path().to_str().unwrap()]);
    git(&["remote", "add", "origin", remote.path().to_str().unwrap()]);
    let hook = dir.path().join(".git/hooks/pre-push");
    // It asks on the terminal itself, as a program that needs a passphrase does.
    let ask = "#!/bin/sh\nprintf 'Mot de passe ? ' >/dev/tty\nread answer </dev/tty\n[ \"$answer\" = oui ]\n";
    std::fs::write(&hook, ask).unwrap();
    std::fs::set_permissions(&hook, std::fs::Permissions::from_mode(0o755)).unwrap();
    let mut s = Session::run(command(&dir));
    s.wait_to_see("T-1 Paie");
    for (n, answer, outcome) in [(1, "\x03", "interrompu"), (2, "oui\r", "Envoyé")] {
        s.keys(":envoyer<enter>");
        s.wait_to_see("lancer l’envoi");
        s.type_in("e");
        s.wait_for_times("Mot de passe ?", n);
        s.type_in(answer);
        s.wait_to_see(outcome);
    }
    s.type_in("q");
    s.ends_restored(0);
    git(&["--git-dir", remote.path().to_str().unwrap(), "rev-parse", "main"]);
}

#[test]
fn a_filter_is_kept_in_the_persons_folder_and_all_texts_are_searched() {
    let dir = register();
    std::fs::write(
        dir.path().join("activities/soins.toml"),
        "name = \"Soins\"\nnotes = \"Dossier médical\"\n",
    )
    .unwrap();
    let state = tempfile::tempdir().unwrap();
    let mut command = command(&dir);
    command.env("XDG_STATE_HOME", state.path());
    let mut s = Session::run(command);
    s.wait_to_see("T-1 Paie");
    s.keys("/ref:*");
    s.wait_to_see("Activités (1/2)");
    s.type_in("\x13"); // Ctrl-S
    s.wait_to_see("Garder ce filtre");
    s.keys("Numérotées<enter>");
    s.wait_to_see("Filtre « Numérotées » gardé");
    s.type_in("\x1b");
    s.wait_to_see("Activités (2)");
    s.type_in("f");
    s.wait_to_see("Numérotées");
    s.type_in("\r");
    s.wait_to_see("Activités (1/2)");
    s.type_in("\x06"); // Ctrl-F
    s.wait_to_see("Chercher partout");
    s.type_in("medical");
    s.wait_to_see("Dossier médical");
    s.type_in("\x1b");
    s.wait_to_see("Activités (1/2)");
    s.type_in("q");
    s.ends_restored(0);
    let kept = std::fs::read_to_string(state.path().join("registre/filters.toml")).unwrap();
    assert!(kept.contains("query = \"ref:*\""), "{kept}");
}

#[test]
fn a_program_of_the_desktop_copies_where_the_terminal_would_not() {
    use std::os::unix::fs::PermissionsExt as _;
    let (dir, desktop) = (register(), tempfile::tempdir().unwrap());
    let clipboard = desktop.path().join("clipboard");
    let xclip = desktop.path().join("xclip");
    std::fs::write(&xclip, format!("#!/bin/sh\ncat > '{}'\n", clipboard.display())).unwrap();
    std::fs::set_permissions(&xclip, std::fs::Permissions::from_mode(0o755)).unwrap();
    let with = |vars: &[(&str, &str)]| {
        let mut command = command(&dir);
        for gone in
            ["TMUX", "STY", "VTE_VERSION", "TERM_PROGRAM", "SSH_TTY", "SSH_CONNECTION", "WAYLAND_DISPLAY"]
        {
            command.env_remove(gone);
        }
        command.env("PATH", format!("{}:/usr/bin:/bin", desktop.path().display()));
        command.env("DISPLAY", ":0");
        vars.iter().for_each(|(name, value)| command.env(name, value));
        let mut s = Session::run(command);
        s.wait_to_see("T-1 Paie");
        s
    };
    let mut s = with(&[("VTE_VERSION", "7600")]);
    s.type_in("y");
    s.wait_to_see("Copié par xclip : Paie");
    assert_eq!(std::fs::read_to_string(&clipboard).unwrap(), "Paie");
    assert!(!s.text().contains("]52;"));
    s.type_in("q");
    s.ends_restored(0);
    std::fs::remove_file(&clipboard).unwrap();
    // A tmux that is too old for it, or is not there: through it, if it lets that pass.
    let tmux = desktop.path().join("tmux");
    std::fs::write(&tmux, "#!/bin/sh\nexit 1\n").unwrap();
    std::fs::set_permissions(&tmux, std::fs::Permissions::from_mode(0o755)).unwrap();
    for (vars, told) in [
        (&[][..], "\x1b]52;c;UGFpZQ==\x07"),
        (&[("TMUX", "/tmp/tmux-0/default,1,0")][..], "\x1bPtmux;\x1b\x1b]52;c;UGFpZQ==\x07\x1b\\"),
        (&[("STY", "1.pts-0")][..], "\x1bP\x1b]52;c;UGFpZQ==\x07\x1b\\"),
    ] {
        let mut s = with(vars);
        s.type_in("y");
        s.wait_for(told);
        s.wait_to_see("Copié par le terminal");
        s.type_in("q");
        s.ends_restored(0);
        assert!(!clipboard.exists());
    }
}

#[test]
fn a_sheet_is_shown_on_the_normal_screen_until_enter() {
    let dir = register();
    let mut s = Session::run(command(&dir));
    s.wait_to_see("T-1 Paie");
    s.type_in("Y");
    s.wait_for("Entrée pour revenir");
    let text = s.text();
    let shown = &text[text.rfind("\x1b[?1049l").unwrap()..];
    assert!(shown.contains("Paie\r") && shown.contains("T-1"), "{shown:?}");
    assert_eq!(modes_left_on(&text), Vec::<String>::new(), "the mouse is the terminal's");
    s.type_in("\r");
    s.wait_for_times("\x1b[?1049h", 2);
    s.wait_to_see("T-1 Paie");
    s.type_in("q");
    s.ends_restored(0);
}

/// tmux drops what it is asked to pass on where it is not told to let it through, as from 3.3 on; asked itself
/// it takes the text, and gives it to the terminal that it runs in.
#[test]
fn in_tmux_it_is_tmux_that_copies() {
    if std::process::Command::new("tmux").arg("-V").output().is_err() {
        return tools::absent("tmux", "copying in tmux was not tried");
    }
    let (dir, place) = (register(), tempfile::tempdir().unwrap());
    let socket = place.path().join("tmux");
    let mut outside = CommandBuilder::new("tmux");
    outside.args(["-u", "-f", "/dev/null", "-S", socket.to_str().unwrap(), "new-session"]);
    // A second one that keeps the server, and with it what was copied.
    outside.args(["sh", ";", "new-window", env!("CARGO_BIN_EXE_registre")]);
    outside.args(["--register", dir.path().to_str().unwrap(), "--lang", "fr"]);
    outside.env_remove("TMUX");
    outside.env("LC_ALL", "C.UTF-8");
    for (name, value) in [("XDG_STATE_HOME", place.path()), ("HOME", place.path())] {
        outside.env(name, value);
    }
    /// Ends the server, however the test ends.
    struct Server(std::path::PathBuf);
    impl Drop for Server {
        fn drop(&mut self) {
            let _ = std::process::Command::new("tmux").arg("-S").arg(&self.0).arg("kill-server").output();
        }
    }
    let mut s = Session::run(outside);
    let server = Server(socket.clone());
    let tmux = |args: &[&str]| {
        let mut command = std::process::Command::new("tmux");
        let out = command.arg("-S").arg(&socket).args(args).output().unwrap();
        String::from_utf8_lossy(&out.stdout).into_owned()
    };
    s.wait_for("Paie");
    s.wait_for("Entrée");
    s.type_in("y");
    s.wait_for(";UGFpZQ==\x07"); // to the terminal outside
    s.wait_for("tmux (");
    assert_eq!(tmux(&["show-buffer"]), "Paie");
    drop(server);
    s.end();
}

/// The program in a folder of its own, with a home and a folder for temporary files.
fn alone(ground: &tempfile::TempDir, args: &[&str]) -> CommandBuilder {
    sealed(ground, env!("CARGO_BIN_EXE_registre"), args)
}

/// Any program there.
fn sealed(ground: &tempfile::TempDir, program: impl AsRef<std::ffi::OsStr>, args: &[&str]) -> CommandBuilder {
    let mut command = CommandBuilder::new(program);
    command.args(args);
    for folder in ["projet", "temporaire", "etat", "maison"] {
        std::fs::create_dir_all(ground.path().join(folder)).unwrap();
    }
    command.cwd(ground.path().join("projet"));
    for (name, folder) in [("TMPDIR", "temporaire"), ("XDG_STATE_HOME", "etat"), ("HOME", "maison")] {
        command.env(name, ground.path().join(folder));
    }
    command.env("GIT_CONFIG_NOSYSTEM", "1");
    command.env("LC_ALL", "fr_FR.UTF-8");
    for gone in ["REGISTRE_DIR", "XDG_CONFIG_HOME", "GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"] {
        command.env_remove(gone);
    }
    command
}

fn is_empty(ground: &tempfile::TempDir, folder: &str) -> bool {
    std::fs::read_dir(ground.path().join(folder)).unwrap().next().is_none()
}

#[test]
fn the_sample_is_opened_changed_and_leaves_nothing() {
    for ending in ["q", "TERM"] {
        let ground = tempfile::tempdir().unwrap();
        let mut s = Session::run(alone(&ground, &["demo"]));
        s.wait_to_see("tout est effacé en quittant");
        s.wait_to_see("Activités (24)");
        assert!(!is_empty(&ground, "temporaire"));
        s.type_in("\r");
        s.wait_to_see("Nom du traitement");
        s.type_in("\r");
        s.keys(" bis<enter><ctrl-s>");
        s.wait_to_see("1 fichier enregistré");
        s.type_in("\x1b");
        s.wait_to_see("Activités (24)");
        // Whoever git does not know can commit here as well.
        s.type_in("c");
        s.wait_to_see("Première ligne");
        s.type_in("\x13");
        s.wait_to_see("Validé dans git");
        if ending == "q" {
            s.type_in("q");
            s.ends_restored(0);
            s.wait_for("L’exemple est effacé.");
        } else {
            s.signal(ending);
            s.ends_restored(143);
        }
        for folder in ["temporaire", "etat", "projet"] {
            assert!(is_empty(&ground, folder), "{folder} after {ending}");
        }
    }
}

#[test]
fn the_sample_of_a_killed_session_goes_at_the_next_start_and_that_of_a_living_one_stays() {
    let ground = tempfile::tempdir().unwrap();
    let samples = || std::fs::read_dir(ground.path().join("temporaire")).unwrap().count();
    let start = || {
        let mut s = Session::run(alone(&ground, &["demo"]));
        s.wait_to_see("tout est effacé en quittant");
        s
    };
    let mut killed = start();
    killed.signal("KILL");
    killed.end();
    assert_eq!(samples(), 1, "nobody could remove it");
    let mut living = start();
    assert_eq!(samples(), 1, "its own");
    let mut third = start();
    assert_eq!(samples(), 2);
    // What could not even begin leaves nothing more.
    let mut refused = Session::run(alone(&ground, &["--theme", "rien", "demo"]));
    assert_eq!(refused.end().exit_code(), 2, "{}", refused.text());
    assert_eq!(samples(), 2);
    for s in [&mut third, &mut living] {
        s.keys("<enter>").wait_to_see("Activités › ");
        s.keys("<ctrl-c>").ends_restored(0);
    }
    assert_eq!(samples(), 0);
}

/// Runs itself: the child, known by the variable, fails as a fault of the program would while a sample is open.
#[test]
fn a_fault_in_the_interface_says_where_its_report_lies_and_a_sample_goes() {
    use registre::model::Lang;
    if std::env::var_os("REGISTRE_TEST_FAULT").is_some() {
        let guard = registre::term::Guard::open().unwrap();
        let copy = registre::ops::sample::ThrowAway::make(Lang::Fr).unwrap();
        registre::tui::fault::own_up(guard.clone(), Lang::Fr, true, move || copy.throw_away());
        guard.enter().unwrap();
        panic!("Mme Dupont, salariée");
    }
    let ground = tempfile::tempdir().unwrap();
    let name = "a_fault_in_the_interface_says_where_its_report_lies_and_a_sample_goes";
    let mut command = sealed(&ground, std::env::current_exe().unwrap(), &["--exact", name, "--nocapture"]);
    command.env("REGISTRE_TEST_FAULT", "1");
    let mut s = Session::run(command);
    s.ends_restored(70);
    s.wait_for("L’exemple est effacé");
    assert!(is_empty(&ground, "temporaire"));
    let text = s.text();
    assert!(!text.contains("Dupont"), "what the fault held is not shown: {text}");
    let report = text.rsplit("Rapport\u{a0}: ").next().unwrap().trim();
    let report = std::fs::read_to_string(report).unwrap();
    assert!(report.starts_with("registre ") && report.contains("tui_pty.rs"), "{report}");
    assert!(!report.contains("Dupont"));
}

/// The same for a fault in the threads that workers share their work out to.
#[test]
fn a_fault_in_what_a_worker_shares_out_is_the_workers_own_affair() {
    use registre::model::Lang;
    if std::env::var_os("REGISTRE_TEST_FAULT").is_some() {
        let guard = registre::term::Guard::open().unwrap();
        let (answers, _heard) = std::sync::mpsc::channel();
        let _workers = registre::tui::effect::Workers::start("absent".into(), None, answers).unwrap();
        registre::tui::fault::own_up(guard.clone(), Lang::Fr, false, || {});
        guard.enter().unwrap();
        let shared = || rayon::scope(|s| s.spawn(|_| panic!("Mme Dupont, salariée")));
        let worker = std::thread::Builder::new().name("worker-job".into()).spawn(shared).unwrap();
        assert!(worker.join().is_err());
        guard.leave();
        println!("still there");
        return;
    }
    let ground = tempfile::tempdir().unwrap();
    let name = "a_fault_in_what_a_worker_shares_out_is_the_workers_own_affair";
    let mut command = sealed(&ground, std::env::current_exe().unwrap(), &["--exact", name, "--nocapture"]);
    command.env("REGISTRE_TEST_FAULT", "1");
    let mut s = Session::run(command);
    s.wait_for("still there");
    assert!(!s.text().contains("Dupont"), "{}", s.text());
    s.ends_restored(0);
}

#[test]
fn where_there_is_no_register_the_first_start_offers_three_ways() {
    let ground = tempfile::tempdir().unwrap();
    let mut s = Session::run(alone(&ground, &[]));
    s.wait_for("pas encore de registre ici");
    s.wait_for("Votre choix");
    s.type_in("oui\r");
    s.wait_for("Répondre 1, 2, 3 ou q.");
    s.type_in("2\r");
    s.wait_for("Le classeur");
    s.type_in("absent.ods\r");
    s.wait_for("n’est pas un fichier");
    s.type_in("\r");
    s.wait_for_times("Votre choix", 3);
    assert!(is_empty(&ground, "projet"), "nothing is written before one has chosen");
    s.type_in("q\r");
    assert_eq!(s.end().exit_code(), 0);

    let mut s = Session::run(alone(&ground, &["--lang", "en"]));
    s.wait_for("Your choice:");
    s.type_in("3\r");
    s.wait_to_see("all is thrown away on leaving");
    s.type_in("q");
    s.wait_for("The sample is gone.");
    assert_eq!(s.end().exit_code(), 0);

    let mut s = Session::run(alone(&ground, &[]));
    s.wait_for("Votre choix");
    s.type_in("1\r");
    s.wait_for("Nom de l’organisme");
    s.type_in("Maison Lavande\r\r\r\r");
    s.wait_to_see("Activités (0)");
    s.type_in("q");
    assert_eq!(s.end().exit_code(), 0);
    let made = std::fs::read_to_string(ground.path().join("projet/register/register.toml")).unwrap();
    assert!(made.contains("Maison Lavande"), "{made}");

    // It is there now: the program opens it, and asks nothing.
    let mut s = Session::run(alone(&ground, &[]));
    s.wait_to_see("Activités (0)");
    s.type_in("q");
    s.ends_restored(0);
}

#[test]
fn a_workbook_becomes_the_first_register() {
    let ground = tempfile::tempdir().unwrap();
    let mut s = Session::run(alone(&ground, &[]));
    let workbook = ground.path().join("cnil.ods");
    let register = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/register"));
    let workspace = registre::ops::Workspace::open(register).unwrap();
    std::fs::write(&workbook, registre::ops::export::cnil_ods(&workspace).unwrap().bytes).unwrap();
    s.wait_for("Votre choix");
    s.type_in("2\r");
    s.wait_for("Le classeur");
    s.type_in(&format!("{}\r", workbook.display()));
    s.wait_for("Nom de l’organisme");
    s.type_in("Maison Lavande\r\r\r\r");
    // The authority’s layout has no sheet for what is done as a processor.
    s.wait_to_see("Activités (23)");
    s.type_in("q");
    assert_eq!(s.end().exit_code(), 0);
}
