//! The history of a register beside git's own, in turn, whole processes: the log of a record on 10,000 commits
//! beside `git log -p`, a diff of 1,000 changed records beside `git diff`, the list of a past register beside
//! reading its blobs with git. Prints medians and ratios.

mod common;
#[path = "common/history.rs"]
mod made;

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const BIN: &str = env!("CARGO_BIN_EXE_registre");
const ROUNDS: usize = 9;

fn run(command: &mut Command) -> Duration {
    let start = Instant::now();
    match command.stdout(Stdio::null()).stderr(Stdio::null()).status() {
        Ok(status) if status.success() => start.elapsed(),
        other => panic!("{command:?}: {other:?}"),
    }
}

fn compare(what: &str, dir: &Path, ours: &[&str], peer: &[&str]) {
    let (mut a, mut b) = (Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        let ours = run(Command::new(BIN).args(ours).current_dir(dir));
        let peer = run(Command::new(peer[0]).args(&peer[1..]).current_dir(dir));
        // The first round warms the caches.
        if round > 0 {
            a.push(ours.as_secs_f64() * 1e3);
            b.push(peer.as_secs_f64() * 1e3);
        }
    }
    a.sort_by(f64::total_cmp);
    b.sort_by(f64::total_cmp);
    let (a, b) = (a[ROUNDS / 2], b[ROUNDS / 2]);
    println!("{what}: {a:.1} ms, {} {b:.1} ms, ratio {:.2}", peer[..2].join(" "), a / b);
}

fn main() {
    let commits = std::env::var("REGISTRE_COMMITS").ok().and_then(|n| n.parse().ok()).unwrap_or(10_000);
    let Ok(dir) = tempfile::tempdir() else { panic!("no temporary folder") };
    made::write(dir.path(), 500, commits);
    let file = "register/activities/activite-00007.toml";
    compare(
        &format!("log of a record, {commits} commits"),
        dir.path(),
        &["log", "activite-00007"],
        &["git", "log", "-p", "--", file],
    );
    compare(
        "log of the register, 100 commits",
        dir.path(),
        &["log", "-n", "100"],
        &["git", "log", "-p", "-n", "100"],
    );
    compare("blame of a record", dir.path(), &["blame", "activite-00007"], &["git", "blame", file]);
    let middle = format!("HEAD~{}", commits / 2);
    compare(
        "diff over half the history",
        dir.path(),
        &["diff", &middle, "HEAD"],
        &["git", "diff", &middle, "HEAD"],
    );
    compare(
        "the same, the check not asked",
        dir.path(),
        &["diff", &middle, "HEAD", "--no-check"],
        &["git", "diff", &middle, "HEAD"],
    );
    let blobs = format!("git ls-tree -r {middle} register | cut -f1 | cut -d' ' -f3 | git cat-file --batch");
    compare("list of a past register", dir.path(), &["at", &middle, "list"], &["sh", "-c", &blobs]);

    let Ok(dir) = tempfile::tempdir() else { panic!("no temporary folder") };
    made::write(dir.path(), 1_000, 1);
    for i in 0..1_000 {
        let path = dir.path().join(format!("register/activities/activite-{i:05}.toml"));
        if let Ok(text) = std::fs::read_to_string(&path) {
            let changed = text.replace("status = \"active\"", "status = \"suspended\"");
            std::fs::write(&path, changed).unwrap_or_else(|e| panic!("{e}"));
        }
    }
    run(Command::new("git").args(["commit", "-q", "-am", "mille"]).current_dir(dir.path()));
    let diff = ["git", "diff", "HEAD~1", "HEAD"];
    compare("diff of 1,000 changed records", dir.path(), &["diff", "HEAD~1", "HEAD"], &diff);
    compare("the same, the check not asked", dir.path(), &["diff", "HEAD~1", "HEAD", "--no-check"], &diff);
}
