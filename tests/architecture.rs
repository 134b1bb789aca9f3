//! The house keeps its shape: who may use whom, how long a file may be, what may never be written.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Each room and the rooms whose names may follow `use crate::` in it.
const ROOMS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("term", &[]),
    ("law", &["model"]),
    ("i18n", &["model", "law"]),
    ("store", &["model"]),
    ("history", &["model"]),
    ("sheet", &["model"]),
    ("check", &["model", "law"]),
    ("report", &["model", "law", "i18n", "check"]),
    ("export", &["model", "law", "report", "i18n", "sheet"]),
    ("import", &["model", "law", "i18n", "sheet"]),
    ("ops", &["model", "law", "i18n", "store", "history", "sheet", "check", "report", "export", "import"]),
    ("picture", &["ops", "model", "i18n", "term"]),
    ("cli", &["picture", "ops", "model", "law", "i18n", "term", "tui", "dialogue"]),
    ("tui", &["picture", "ops", "model", "law", "i18n", "term"]),
    ("dialogue", &["picture", "ops", "model", "law", "i18n", "term"]),
];

/// The longest file, in lines.
const MAX_LINES: usize = 700;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn sources() -> BTreeMap<PathBuf, String> {
    fn walk(dir: &Path, out: &mut BTreeMap<PathBuf, String>) {
        for entry in fs::read_dir(dir).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                walk(&path, out);
            } else if path.extension().is_some_and(|e| e == "rs") {
                out.insert(path.clone(), fs::read_to_string(&path).unwrap());
            }
        }
    }
    let mut out = BTreeMap::new();
    walk(&root().join("src"), &mut out);
    assert!(out.len() > 40, "the sources were not found");
    out
}

fn room(path: &Path) -> String {
    let relative = path.strip_prefix(root().join("src")).unwrap();
    relative.components().next().unwrap().as_os_str().to_string_lossy().into_owned()
}

/// The rooms named after `crate::` anywhere in a text, tests included.
fn used(text: &str) -> Vec<String> {
    text.lines()
        .filter(|l| !l.trim_start().starts_with("//"))
        .flat_map(|l| {
            l.match_indices("crate::").map(|(i, m)| l[i + m.len()..].to_owned()).collect::<Vec<_>>()
        })
        .map(|rest| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect())
        .collect()
}

/// In the interface, taking a message in and drawing know nothing of each other: what both need stands beside them.
#[test]
fn update_and_view_know_nothing_of_each_other() {
    let mut faults = Vec::new();
    for (path, text) in sources() {
        let inside = path.strip_prefix(root().join("src/tui")).ok().map(|p| p.to_string_lossy().into_owned());
        let Some(inside) = inside else { continue };
        let may: &[&str] = match inside.split(['/', '.']).next().unwrap_or_default() {
            "app" | "mod" => &["update", "view"],
            "update" => &["update"],
            "view" => &["view"],
            _ => &[],
        };
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        let code: Vec<&str> = code.lines().filter(|l| !l.trim_start().starts_with("//")).collect();
        for other in ["update", "view"] {
            let named = code.iter().any(|l| l.contains(&format!("tui::{other}")));
            if named && !may.contains(&other) {
                faults.push(format!("{inside} uses tui::{other}"));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn dependencies_point_one_way() {
    let names: Vec<&str> = ROOMS.iter().map(|(room, _)| *room).collect();
    let mut faults = Vec::new();
    for (path, text) in sources() {
        let room = room(&path);
        let Some((_, may)) = ROOMS.iter().find(|(r, _)| *r == room) else {
            assert!(["lib.rs", "main.rs"].contains(&room.as_str()), "a room without a rule: {room}");
            continue;
        };
        for other in used(&text) {
            if names.contains(&other.as_str()) && other != room && !may.contains(&other.as_str()) {
                faults.push(format!("{} uses crate::{other}", path.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn no_file_outgrows_its_job() {
    let mut long: Vec<String> = Vec::new();
    for (path, text) in sources() {
        let lines = text.lines().count();
        if lines > MAX_LINES {
            long.push(format!("{} has {lines} lines", path.display()));
        }
    }
    assert!(long.is_empty(), "{long:#?}");
}

#[test]
fn files_are_written_in_one_place_only() {
    // Everything that reaches a register goes through store::fs; the others write what is not a register.
    let may = ["src/store/fs/", "src/history/", "src/ops/output.rs", "src/ops/journal/", "src/term/"];
    let mut faults = Vec::new();
    for (path, text) in sources() {
        let shown = path.strip_prefix(root()).unwrap().to_string_lossy().into_owned();
        if may.iter().any(|m| shown.starts_with(m)) {
            continue;
        }
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for forbidden in ["File::create", "fs::write(", "set_len(", "OpenOptions"] {
            if code.contains(forbidden) {
                faults.push(format!("{shown}: {forbidden}"));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn the_whole_house_forbids_unsafe_code() {
    let lib = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    assert!(lib.contains("#![forbid(unsafe_code)]"));
}
