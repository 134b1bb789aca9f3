//! The fixes of the rules mend what the rules find, and have nothing to do the second time.

use std::fs;

use registre::check::rules;
use registre::ops::Workspace;
use registre::ops::check::{Asked, mend};
use registre::ops::rules::example;

/// The files of an example, by path.
fn files(shown: &str) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = Vec::new();
    for line in shown.lines() {
        match line.strip_prefix("# ").filter(|path| path.ends_with(".toml")) {
            Some(path) => files.push((path.to_owned(), String::new())),
            None => {
                if let Some((_, text)) = files.last_mut() {
                    text.push_str(&format!("{line}\n"));
                }
            }
        }
    }
    if files.iter().all(|(path, _)| path != "register.toml") {
        files.push(("register.toml".to_owned(), "schema = 1\nname = \"Exemple\"\n".to_owned()));
    }
    files
}

#[test]
fn what_a_fix_mends_is_found_no_more_and_the_second_time_changes_nothing() {
    let mut faults = Vec::new();
    let mut mending = Vec::new();
    for (rule, case) in
        rules::all().filter(|r| r.fix.is_some()).flat_map(|r| r.bad.iter().map(move |c| (r, c)))
    {
        let dir = tempfile::tempdir().unwrap();
        let (shown, day) = example(rule, case);
        for (path, text) in files(&shown) {
            let path = dir.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let mut workspace = Workspace::open(dir.path()).unwrap();
        workspace.set_today(day.map_or("2026-11-23".parse().unwrap(), |d| d.parse().unwrap()));
        let asked = Asked { codes: vec![rule.code.to_owned()], ..Asked::default() };
        let mended = mend(&mut workspace, &asked).unwrap();
        if mended.findings.is_empty() {
            continue; // this one takes judgement
        }
        mending.push(rule.code);
        if workspace.findings().iter().any(|f| f.code == rule.code) {
            faults.push(format!("{} finds after its fix still:\n{case}", rule.code));
        }
        if !mend(&mut workspace, &asked).unwrap().findings.is_empty() {
            faults.push(format!("{} mends twice:\n{case}", rule.code));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    for rule in rules::all().filter(|r| r.fix.is_some()) {
        assert!(mending.contains(&rule.code), "{} mends none of its cases", rule.code);
    }
}
