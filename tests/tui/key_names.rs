//! Sentences that name keys: each names a command that is there, and none writes a key by hand.

use std::path::{Path, PathBuf};

use registre::model::Lang;
use registre::tui::command::{COMMANDS, Context};
use registre::tui::keymap::Keymap;

use crate::driver::Driver;

fn sources(dir: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(dir).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

#[test]
fn every_key_that_a_sentence_names_is_that_of_a_command() {
    let mut files = Vec::new();
    sources(&PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/tui"), &mut files);
    let mut named = 0;
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        for (at, _) in text.match_indices("{key:") {
            let name = text[at + 1..].split('}').next().unwrap();
            let id = name.strip_prefix("key:").unwrap();
            if id == "save}" || text[..at].ends_with('`') {
                continue;
            }
            assert!(COMMANDS.iter().any(|c| c.act.id() == id), "{}: no command {id}", file.display());
            named += 1;
        }
    }
    assert!(named > 40, "only {named} keys are named");
}

#[test]
fn no_sentence_writes_a_key_by_hand() {
    let dir = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/tui/texts");
    let mut files = Vec::new();
    sources(&dir, &mut files);
    for file in files {
        for line in std::fs::read_to_string(&file).unwrap().lines() {
            // What git has in its hands, and what stands outside the interface, obeys other keys.
            let other = ["PUSH_YES", "PULL_YES", "SHOWN_PROMPT", "KEY_"].iter().any(|n| line.contains(n));
            let by_hand = ["Ctrl-", "Échap", "Esc "].iter().any(|k| line.contains(k));
            assert!(other || !by_hand, "{}: {line}", file.display());
        }
    }
}

#[test]
fn what_is_said_names_the_keys_that_were_chosen() {
    let mut config = registre::ops::config::Config::default();
    let keys = |key: &str| vec![key.to_owned()];
    config.keys.entry("browse".into()).or_default().insert("toggle".into(), keys("K"));
    let (keymap, problems) = Keymap::new(&config);
    assert!(problems.is_empty(), "{:?}", problems[0].get(Lang::En));
    let mut d = Driver::small(Lang::En, 100, 30);
    d.model.keymap = std::sync::Arc::new(keymap);
    d.keys("B");
    assert!(d.sees("K marks one, Ctrl-A all"), "{}", d.screen());
}

#[test]
fn the_palette_shows_the_key_of_the_place_it_was_opened_from() {
    let mut d = Driver::rich(Lang::En, 100, 30);
    d.keys("<enter>:<ctrl-p>undo");
    let line = |d: &Driver| d.screen().lines().find(|l| l.contains(">undo")).map(str::to_owned);
    let shown = line(&d).unwrap_or_else(|| panic!("{}", d.screen()));
    let undo = COMMANDS.iter().find(|c| c.act.id() == "undo" && c.contexts.contains(&Context::Form)).unwrap();
    assert_eq!(d.model.keymap.keys_in(undo, Context::Form), ["ctrl-z"]);
    assert!(shown.contains("Ctrl-Z") && !shown.contains(" u "), "{shown}");
}
