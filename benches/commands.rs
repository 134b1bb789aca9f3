//! Whole commands beside `git status` in the same repository, in turn: a script's `registre set` on
//! 1,000 activities, and the first full frame of the interface on 5,000. Prints medians and ratios.

mod common;

use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use std::io::Read as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const BIN: &str = env!("CARGO_BIN_EXE_registre");
const ROUNDS: usize = 21;

fn repository(n: usize) -> tempfile::TempDir {
    let Ok(dir) = tempfile::tempdir() else { panic!("no temporary folder") };
    common::write(&dir.path().join("register"), n);
    for args in [
        &["init", "-q"][..],
        &["config", "user.name", "Banc"],
        &["config", "user.email", "banc@banc.example"],
        &["add", "."],
        &["commit", "-q", "-m", "Registre"],
    ] {
        run(Command::new("git").args(args).current_dir(dir.path()));
    }
    dir
}

fn run(command: &mut Command) -> Duration {
    let start = Instant::now();
    match command.stdout(Stdio::null()).stderr(Stdio::null()).status() {
        Ok(status) if status.success() => start.elapsed(),
        other => panic!("{command:?}: {other:?}"),
    }
}

/// Start to the first frame that names `wanted`.
fn first_frame(dir: &Path, wanted: &str) -> Duration {
    let size = PtySize { rows: 40, cols: 120, pixel_width: 0, pixel_height: 0 };
    let Ok(pair) = native_pty_system().openpty(size) else { panic!("no pseudo-terminal") };
    let mut command = CommandBuilder::new(BIN);
    command.cwd(dir);
    command.env("TERM", "xterm-256color");
    command.env("LANG", "fr_FR.UTF-8");
    let (Ok(mut out), start) = (pair.master.try_clone_reader(), Instant::now()) else { panic!("no reader") };
    let Ok(mut child) = pair.slave.spawn_command(command) else { panic!("{BIN} does not start") };
    drop(pair.slave);
    let mut parser = vt100::Parser::new(40, 120, 0);
    let mut buffer = [0; 65536];
    let elapsed = loop {
        match out.read(&mut buffer) {
            Ok(n) if n > 0 => parser.process(&buffer[..n]),
            _ => panic!("the interface ended before its first frame: {}", parser.screen().contents()),
        }
        if parser.screen().contents().contains(wanted) {
            break start.elapsed();
        }
    };
    let _ = child.kill();
    let _ = child.wait();
    elapsed
}

fn compare(what: &str, mut ours: impl FnMut(usize) -> Duration, mut peer: impl FnMut() -> Duration) {
    let (mut a, mut b, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        let (ours, peer) = (ours(round), peer());
        // The first round warms the caches.
        if round > 0 {
            a.push(ours.as_secs_f64() * 1e3);
            b.push(peer.as_secs_f64() * 1e3);
            ratios.push(ours.as_secs_f64() / peer.as_secs_f64());
        }
    }
    let median = |v: &mut Vec<f64>| {
        v.sort_by(f64::total_cmp);
        v[v.len() / 2]
    };
    println!(
        "{what}: {:.1} ms, git status {:.1} ms, ratio {:.2}",
        median(&mut a),
        median(&mut b),
        median(&mut ratios)
    );
}

fn main() {
    // `cargo bench -- --test` and the like only want to know that it runs.
    let small = repository(1_000);
    let status = |dir: &Path| run(Command::new("git").args(["status", "--porcelain"]).current_dir(dir));
    compare(
        "registre set, 1,000 activities",
        |round| {
            let value = format!("owner=Service {round}");
            run(Command::new(BIN).args(["set", "activity/activite-00500", &value]).current_dir(small.path()))
        },
        || status(small.path()),
    );
    let large = repository(5_000);
    compare(
        "first frame, 5,000 activities (20,000 records)",
        |_| first_frame(large.path(), "Suivi des commandes"),
        || status(large.path()),
    );
}
