//! git-setup: what it puts in place, what it leaves alone, and the way back.

use std::fs;

use super::support::{Sandbox, ran};

const SETUP: [&str; 2] = ["git-setup", "--yes"];
const UNDO: [&str; 3] = ["git-setup", "--undo", "--yes"];

/// Every file outside git's objects, with its bytes.
fn all_files(sandbox: &Sandbox) -> Vec<(String, Vec<u8>)> {
    fn walk(dir: &std::path::Path, root: &std::path::Path, out: &mut Vec<(String, Vec<u8>)>) {
        for entry in fs::read_dir(dir).unwrap().flatten() {
            let path = entry.path();
            let name = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
            if name == ".git/objects" || name == ".git/index" {
                continue;
            }
            match path.is_dir() {
                true => walk(&path, root, out),
                false => out.push((name, fs::read(&path).unwrap())),
            }
        }
    }
    let mut out = Vec::new();
    walk(sandbox.path(), sandbox.path(), &mut out);
    out.sort();
    out
}

#[test]
fn it_shows_first_and_does_nothing_unasked() {
    let sandbox = Sandbox::with_git();
    let before = all_files(&sandbox);
    let shown = sandbox.run(&["git-setup", "--dry-run"]).ok().out;
    for words in ["merge.registre.driver", "diff.registre.textconv", ".git/info/attributes", "pre-commit"] {
        assert!(shown.contains(words), "{shown}");
    }
    sandbox.run(&["git-setup"]).exits(2).says("Ajouter --yes");
    sandbox.run(&["git-installer", "--status"]).ok().says("· .git/config");
    assert_eq!(all_files(&sandbox), before);
}

#[test]
fn twice_is_once_and_undoing_leaves_every_byte() {
    for extra in [&[][..], &["--shared"], &["--ci", "github", "--ci", "gitlab"], &["--global"]] {
        let sandbox = Sandbox::with_git();
        sandbox.write(".gitattributes", "*.toml text eol=lf");
        let before = all_files(&sandbox);
        sandbox.run(&[&SETUP, extra].concat()).ok().says("C’est en place");
        let after = all_files(&sandbox);
        assert_ne!(after, before);
        sandbox.run(&[&SETUP, extra].concat()).ok().says("Tout est en place");
        assert_eq!(all_files(&sandbox), after);
        let undo: &[&str] = if extra == ["--global"] { &["--global"] } else { &[] };
        sandbox.run(&[&UNDO, undo].concat()).ok().says("C’est enlevé");
        assert_eq!(all_files(&sandbox), before, "{extra:?}");
        sandbox.run(&UNDO).ok().says("Rien de tout cela");
    }
}

#[test]
fn what_somebody_changed_stays_and_is_named() {
    let sandbox = Sandbox::with_git();
    sandbox.git(&["config", "merge.registre.driver", "mon-outil %A"]);
    sandbox.run(&SETUP).ok().says("laissé tel quel : mon-outil %A");
    assert_eq!(sandbox.git(&["config", "merge.registre.driver"]), "mon-outil %A\n");
    sandbox.git(&["config", "diff.registre.textconv", "cat"]);
    sandbox.run(&UNDO).ok().says("laissé tel quel : mon-outil %A").says("cat");
    let config = fs::read_to_string(sandbox.path().join(".git/config")).unwrap();
    assert!(config.contains("mon-outil") && config.contains("textconv = cat"), "{config}");
    assert!(!config.contains("cachetextconv") && !config.contains("champ par champ"), "{config}");
}

#[test]
fn a_hook_that_exists_is_left_alone_and_the_line_to_add_is_shown() {
    let sandbox = Sandbox::with_git();
    let hook = sandbox.path().join(".git/hooks/pre-commit");
    fs::create_dir_all(hook.parent().unwrap()).unwrap();
    fs::write(&hook, "#!/bin/sh\nexit 0\n").unwrap();
    sandbox.run(&SETUP).ok().says("y ajouter : ").says("check --register=./register --min-severity error");
    assert_eq!(fs::read_to_string(&hook).unwrap(), "#!/bin/sh\nexit 0\n");
    sandbox.run(&UNDO).ok();
    assert!(hook.exists());
    // Hooks that other repositories share are nobody's to write here.
    let shared = Sandbox::with_git();
    fs::create_dir(shared.path().join("home/hooks")).unwrap();
    let elsewhere = tempfile::TempDir::new().unwrap();
    shared.git(&["config", "core.hooksPath", elsewhere.path().to_str().unwrap()]);
    shared.run(&SETUP).ok().says("y ajouter : ");
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
}

#[test]
fn the_hook_keeps_errors_of_the_register_from_being_committed() {
    let sandbox = Sandbox::with_git();
    sandbox.run(&SETUP).ok();
    sandbox.git(&["commit", "--quiet", "--allow-empty", "-m", "rien du registre"]);
    let broken = sandbox.read("activities/paie.toml").replace("\"payer-salaires\"", "\"absente\"");
    sandbox.write("activities/paie.toml", broken);
    sandbox.git(&["add", "register"]);
    let mut commit = std::process::Command::new("git");
    commit.args(["commit", "-m", "faux"]).env_clear().envs(sandbox.variables()).current_dir(sandbox.path());
    let refused = ran(commit);
    assert_ne!(refused.code, 0);
    assert!(refused.all().contains("absente"), "{refused:?}");
}

#[test]
fn the_shared_attributes_are_enough_for_the_next_clone() {
    let sandbox = Sandbox::with_git();
    sandbox.run(&["git-setup", "--shared", "--yes"]).ok().says("register/.gitattributes");
    sandbox.git(&["add", "register/.gitattributes"]);
    sandbox.git(&["commit", "--quiet", "-m", "attributs"]);
    let text = sandbox.read(".gitattributes");
    assert!(text.contains("/activities/*.toml merge=registre diff=registre"), "{text}");
    // Somebody else's clone: the attributes are there, the settings are not.
    sandbox.git(&["config", "--remove-section", "merge.registre"]);
    sandbox.run(&SETUP).ok();
    assert!(!sandbox.path().join(".git/info/attributes").exists());
    let seen = sandbox.git(&["check-attr", "merge", "register/activities/paie.toml"]);
    assert!(seen.ends_with("merge: registre\n"), "{seen}");
}

#[test]
fn a_pipeline_that_exists_is_not_written_over_unless_it_is_asked() {
    let sandbox = Sandbox::with_git();
    let file = sandbox.path().join(".github/workflows/registre.yml");
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(&file, "name: à moi\n").unwrap();
    sandbox.run(&["git-setup", "--ci", "github", "--yes"]).ok().says("laissé tel quel");
    assert_eq!(fs::read_to_string(&file).unwrap(), "name: à moi\n");
    sandbox.run(&["git-setup", "--ci", "github", "--force", "--yes"]).ok();
    let written = fs::read_to_string(&file).unwrap();
    assert!(written.contains("registre diff \"$BASE\" \"$HEAD\"") && written.contains("--format github"));
    assert!(!written.contains('@') || !written.contains("@REGISTER@"), "{written}");
}

/// What a clone brings names no place to write to.
#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link_of_the_repository() {
    let sandbox = Sandbox::with_git();
    let target = sandbox.path().join("home/.profile");
    fs::write(&target, "umask 022\n").unwrap();
    std::os::unix::fs::symlink(&target, sandbox.register().join(".gitattributes")).unwrap();
    std::os::unix::fs::symlink(sandbox.path().join("home"), sandbox.path().join(".github")).unwrap();
    sandbox.run(&["git-setup", "--shared", "--ci", "github", "--force", "--yes"]).all();
    assert_eq!(fs::read_to_string(&target).unwrap(), "umask 022\n");
    assert!(!sandbox.path().join("home/workflows").exists());
}

#[test]
fn it_is_told_in_json_and_in_english() {
    let sandbox = Sandbox::with_git().english();
    let json = sandbox.run(&["git-setup", "--json", "--yes"]).ok().json();
    assert_eq!(json["done"], true);
    let pieces = json["pieces"].as_array().unwrap();
    assert_eq!(pieces.len(), 6);
    assert!(pieces.iter().all(|p| p["standing"] == "missing" && p["changes"] == true), "{json}");
    let json = sandbox.run(&["git-setup", "--status", "--json"]).ok().json();
    assert_eq!(json["pieces"][0]["standing"], "in-place");
    sandbox.run(&["git-setup"]).ok().says("All is in place");
    let outside = Sandbox::new();
    outside.run(&["git-setup"]).exits(3).says("git init");
}
