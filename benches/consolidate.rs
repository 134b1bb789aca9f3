//! Two hundred registers of a hundred activities in one overview: the whole process, in each form. Prints medians.

mod common;

use std::process::{Command, Stdio};
use std::time::Instant;

const BIN: &str = env!("CARGO_BIN_EXE_registre");
const ROUNDS: usize = 5;

fn main() {
    let registers = std::env::var("REGISTRE_REGISTERS").ok().and_then(|n| n.parse().ok()).unwrap_or(200);
    let Ok(dir) = tempfile::tempdir() else { panic!("no temporary folder") };
    let mut names = String::new();
    for i in 0..registers {
        let name = format!("client-{i:03}");
        common::write(&dir.path().join(&name), 100);
        names.push_str(&name);
        names.push('\n');
    }
    let list = dir.path().join("clients.txt");
    if let Err(e) = std::fs::write(&list, names) {
        panic!("{e}");
    }
    for format in ["human", "json", "html", "pdf"] {
        let mut times = Vec::new();
        for round in 0..=ROUNDS {
            let start = Instant::now();
            let mut command = Command::new(BIN);
            command.args(["consolidate", "--format", format, "--list"]).arg(&list);
            match command.stdout(Stdio::null()).stderr(Stdio::null()).status() {
                Ok(status) if status.success() => {}
                other => panic!("{other:?}"),
            }
            // The first round warms the caches.
            if round > 0 {
                times.push(start.elapsed().as_secs_f64() * 1e3);
            }
        }
        times.sort_by(f64::total_cmp);
        println!("{registers} registers, {format}: {:.0} ms", times[ROUNDS / 2]);
    }
}
