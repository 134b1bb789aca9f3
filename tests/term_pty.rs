//! The terminal is given back as it was found, whatever ends or stops the program: byte by byte for
//! the modes, setting by setting for the line discipline.

mod pty;

use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use pty::{PATIENCE, Session, modes_left_on, settings};
use registre::term::guard::ENTER;

/// The probe, brought up to date: `cargo test --test term_pty` alone does not build it.
fn probe() -> &'static PathBuf {
    static PATH: OnceLock<PathBuf> = OnceLock::new();
    PATH.get_or_init(|| {
        let exe = std::env::current_exe().unwrap();
        let profile = exe.parent().and_then(|deps| deps.parent()).unwrap();
        let mut build = Command::new(env!("CARGO"));
        build.args(["build", "--quiet", "--offline", "--example", "term_probe"]);
        build.env("CARGO_TARGET_DIR", profile.parent().unwrap());
        if profile.ends_with("release") {
            build.arg("--release");
        }
        assert!(build.status().unwrap().success(), "the probe does not build");
        profile.join("examples/term_probe")
    })
}

fn start() -> Session {
    Session::run(CommandBuilder::new(probe()))
}

#[test]
fn the_modes_are_on_while_it_runs() {
    let mut s = start();
    s.wait_for("READY");
    assert!(s.text().starts_with(ENTER), "{:?}", s.text());
    assert_ne!(settings(s.master.as_ref()), s.before, "raw mode");
    s.type_in("q");
    s.ends_restored(0);
}

#[test]
fn an_error_that_ends_main_restores_the_terminal() {
    let mut s = start();
    s.wait_for("READY");
    s.type_in("x");
    s.ends_restored(1);
}

#[test]
fn a_panic_restores_the_terminal_and_says_so_in_three_lines() {
    let mut s = start();
    s.wait_for("READY");
    s.type_in("p");
    s.ends_restored(70);
    s.wait_for("fin\r\n");
    let text = s.text();
    let words = &text[text.rfind("\x1b[?1049l").unwrap() + 8..];
    assert_eq!(words.lines().count(), 3, "{words:?}");
    assert!(words.contains("term_probe.rs:"), "{words:?}");
}

#[test]
fn a_worker_that_panics_ends_nothing() {
    let mut s = start();
    s.wait_for("READY");
    s.type_in("w");
    s.wait_for("WORKER FAILED");
    s.type_in("q");
    s.ends_restored(0);
    assert!(!s.text().contains("panne"));
}

#[test]
fn deadly_signals_restore_the_terminal_and_leave_with_128_and_their_number() {
    for (name, number) in [("TERM", 15), ("HUP", 1), ("QUIT", 3), ("INT", 2)] {
        let mut s = start();
        s.wait_for("READY");
        s.signal(name);
        s.ends_restored(128 + number);
    }
}

#[test]
fn a_stop_gives_the_terminal_back_and_a_return_takes_it_again() {
    for how in ["z", "TSTP"] {
        let mut command = CommandBuilder::new("sh");
        let probe = probe().display();
        // The shell goes on when the job stops; `fg` wakes it.
        command.args([
            "-c",
            &format!("set -m; {probe} & P=$!; fg >/dev/null; stty -a; echo ST=OPPED; fg; echo C=ODE$?"),
        ]);
        command.env("HOW", how);
        let mut s = Session::run(command);
        s.wait_for("\x1b[?2026l");
        if how == "z" {
            s.type_in("z");
        } else {
            let text = s.text();
            let pid = text.split("pid=").nth(1).and_then(|t| t.split('.').next()).unwrap();
            assert!(Command::new("kill").args(["-s", how, pid]).status().unwrap().success());
        }
        s.wait_for("ST=OPPED");
        let text = s.text();
        let stopped = &text[..text.find("ST=OPPED").unwrap()];
        assert_eq!(modes_left_on(stopped), Vec::<String>::new());
        assert!(stopped.contains(" icanon") && stopped.contains(" echo "), "{stopped:?}");
        s.wait_for("Resumed");
        s.type_in("q");
        s.wait_for("C=ODE0");
        s.end();
        assert_eq!(modes_left_on(&s.text()), Vec::<String>::new());
    }
}

#[test]
fn keys_pastes_mouse_and_sizes_arrive() {
    let mut s = start();
    s.wait_for("READY");
    s.type_in("é");
    s.wait_for("Char('é')");
    s.type_in("\x1b[200~q\rq\x1b[201~");
    s.wait_for("Paste { text: \"q\\nq\", cut: false, guessed: false }");
    s.type_in("\x1b[<0;5;7M");
    s.wait_for("Mouse(Mouse { act: Press, column: 4, row: 6 })");
    s.master.resize(PtySize { rows: 30, cols: 100, pixel_width: 0, pixel_height: 0 }).unwrap();
    s.wait_for("Resize { width: 100, height: 30 }");
    s.type_in("q");
    s.ends_restored(0);
}

#[test]
fn the_editor_has_the_terminal_and_gives_it_back() {
    let mut command = CommandBuilder::new(probe());
    command.env("VISUAL", "sh -c 'stty -a; read line; printf \"%s\" \"$line\" > \"$1\"' editor");
    let mut s = Session::run(command);
    s.wait_for("READY");
    s.type_in("e");
    s.wait_for(" icanon");
    assert_eq!(modes_left_on(&s.text()), Vec::<String>::new());
    s.type_in("déjà vu\n");
    s.wait_for("EDITED Changed(\"déjà vu\")");
    s.type_in("q");
    s.ends_restored(0);
}

#[test]
fn it_ends_when_the_terminal_goes_away() {
    let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).unwrap();
    let mut child = pair.slave.spawn_command(CommandBuilder::new(probe())).unwrap();
    let mut from = pair.master.try_clone_reader().unwrap();
    let mut seen = Vec::new();
    while !String::from_utf8_lossy(&seen).contains("READY") {
        let mut buffer = [0; 256];
        let n = from.read(&mut buffer).unwrap();
        seen.extend_from_slice(&buffer[..n]);
    }
    drop((from, pair));
    let start = Instant::now();
    while child.try_wait().unwrap().is_none() {
        assert!(start.elapsed() < PATIENCE, "it lives on without a terminal");
        thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn a_storm_of_signals_and_sizes_leaves_it_alive() {
    let mut s = start();
    s.wait_for("READY");
    for i in 0..300u16 {
        let size = PtySize { rows: 1 + i % 50, cols: 1 + i % 150, pixel_width: 0, pixel_height: 0 };
        s.master.resize(size).unwrap();
        if i % 10 == 0 {
            s.signal("CONT");
        }
    }
    s.type_in("é");
    s.wait_for("Char('é')");
    s.type_in("q");
    s.ends_restored(0);
}
