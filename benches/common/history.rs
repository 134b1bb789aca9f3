//! A register with a long history, made up: branches, merges, renames, new and ended records.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

/// Random enough, and the same each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % n as u64).unwrap_or_default()
    }
}

/// Makes a repository in `dir` whose register, in `register/`, has so many activities and commits on its main
/// line; every fiftieth brings in a branch of one commit, every two hundredth renames a record.
pub fn write(dir: &Path, activities: usize, commits: usize) {
    crate::common::write(&dir.join("register"), activities);
    let git = |args: &[&str]| {
        let done = Command::new("git").args(args).current_dir(dir).stdout(Stdio::null()).status();
        assert!(done.is_ok_and(|s| s.success()), "git {args:?}");
    };
    for args in [
        &["init", "-q", "-b", "main"][..],
        &["config", "user.name", "Banc"],
        &["config", "user.email", "banc@banc.example"],
        &["add", "."],
        &["commit", "-q", "-m", "Registre"],
    ] {
        git(args);
    }
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    for i in 0..activities {
        let path = format!("register/activities/activite-{i:05}.toml");
        let Ok(text) = std::fs::read_to_string(dir.join(&path)) else { panic!("{path}") };
        files.insert(path, text);
    }
    let mut import = Command::new("git");
    import.args(["fast-import", "--quiet", "--force"]).current_dir(dir).stdin(Stdio::piped());
    let mut stream = import.spawn().unwrap_or_else(|e| panic!("git fast-import: {e}"));
    let mut out = stream.stdin.take().unwrap_or_else(|| panic!("no way in"));
    for piece in pieces(&mut files, commits) {
        out.write_all(piece.as_bytes()).unwrap_or_else(|e| panic!("{e}"));
    }
    drop(out);
    assert!(stream.wait().is_ok_and(|s| s.success()));
    git(&["reset", "-q", "--hard", "main"]);
    git(&["repack", "-q", "-a", "-d"]);
}

fn pieces(files: &mut BTreeMap<String, String>, commits: usize) -> impl Iterator<Item = String> {
    let mut chance = Chance(42);
    let mut time: u64 = 1_700_000_000;
    (1..=commits).map(move |n| {
        time += 3_600;
        let mut out = String::new();
        let names: Vec<&String> = files.keys().collect();
        let path = names[chance.below(names.len())].clone();
        let other = names[chance.below(names.len())].clone();
        let on_the_side = n % 50 == 0 && other != path;
        if on_the_side {
            // The branch leaves from the tip and touches another record.
            let text = edited(&files[&other], &mut chance, n);
            commit(
                &mut out,
                "refs/heads/cote",
                time,
                "de côté",
                &["from refs/heads/main"],
                &[(&other, &text)],
                None,
            );
            files.insert(other.clone(), text);
        }
        let text = edited(&files[&path], &mut chance, n);
        let renamed = (n % 200 == 0).then(|| format!("register/activities/renommee-{n:05}.toml"));
        let at = renamed.as_ref().unwrap_or(&path);
        let mut changes = vec![(at.as_str(), text.as_str())];
        let side_text = on_the_side.then(|| files[&other].clone());
        let mut heads = Vec::new();
        if n == 1 {
            heads.push("from refs/heads/main^0");
        }
        if let Some(side) = &side_text {
            heads.push("merge refs/heads/cote");
            changes.push((other.as_str(), side.as_str()));
        }
        let gone = renamed.as_ref().map(|_| path.as_str());
        commit(&mut out, "refs/heads/main", time + 60, &format!("Changement {n}"), &heads, &changes, gone);
        files.remove(&path);
        files.insert(at.clone(), text);
        out
    })
}

fn edited(text: &str, chance: &mut Chance, n: usize) -> String {
    let mut out = String::new();
    let which = chance.below(3);
    for line in text.lines() {
        let said = match (which, line.split(' ').next()) {
            (0, Some("owner")) => format!("owner = \"Service {n}\""),
            (1, Some("reviewed_on")) => format!("reviewed_on = 2026-{:02}-{:02}", n % 12 + 1, n % 28 + 1),
            (2, Some("software")) => format!("software = [\"Logiciel {n}\"]"),
            _ => line.to_owned(),
        };
        let _ = writeln!(out, "{said}");
    }
    out
}

fn commit(
    out: &mut String,
    branch: &str,
    time: u64,
    message: &str,
    heads: &[&str],
    changes: &[(&str, &str)],
    gone: Option<&str>,
) {
    let _ = writeln!(out, "commit {branch}\nauthor Personne <p@banc.example> {time} +0000");
    let _ =
        writeln!(out, "committer Personne <p@banc.example> {time} +0000\ndata {}\n{message}", message.len());
    for head in heads {
        let _ = writeln!(out, "{head}");
    }
    if let Some(gone) = gone {
        let _ = writeln!(out, "D {gone}");
    }
    for (path, text) in changes {
        let _ = writeln!(out, "M 100644 inline {path}\ndata {}\n{text}", text.len());
    }
}
