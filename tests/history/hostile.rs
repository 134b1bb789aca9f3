//! A repository that names a command wherever git allows one: reading it runs none.

use std::fs;
use std::path::{Path, PathBuf};

use registre::history::{HistoryError, Repo, Sign, State, fingerprint};

use crate::seal::{Ground, at, commit, is_clean, make_executable, open, write};

const HOOKS: [&str; 12] = [
    "pre-commit",
    "prepare-commit-msg",
    "commit-msg",
    "post-commit",
    "post-checkout",
    "post-index-change",
    "reference-transaction",
    "pre-rebase",
    "post-merge",
    "pre-push",
    "update",
    "fsmonitor-watchman",
];

/// A repository full of traps: each leaves its name in `home/ran`.
fn trapped(ground: &Ground) -> (PathBuf, PathBuf) {
    let (project, register) = ground.project();
    let trap = |name: &str| {
        let file = ground.root.join("traps").join(name);
        write(&file, &format!("#!/bin/sh\necho {name} >> \"$HOME/ran\"\ncat\n"));
        make_executable(&file);
        file.to_str().unwrap().to_owned()
    };
    for name in HOOKS {
        ground.hook(&project, name, &format!("echo hook {name} >> \"$HOME/ran\""));
    }
    write(&project.join(".gitattributes"), "*.toml filter=trap diff=trap merge=trap\n*.lfs filter=process\n");
    let settings = [
        ("core.fsmonitor", "fsmonitor"),
        ("core.pager", "pager"),
        ("core.editor", "editor"),
        ("core.sshCommand", "ssh"),
        ("core.askPass", "askpass"),
        ("core.alternateRefsCommand", "alternates"),
        ("core.gitProxy", "proxy"),
        ("credential.helper", "credential"),
        ("diff.external", "external-diff"),
        ("diff.trap.textconv", "textconv"),
        ("diff.trap.command", "diff-command"),
        ("filter.trap.clean", "clean"),
        ("filter.trap.smudge", "smudge"),
        ("filter.process.process", "process"),
        ("merge.trap.driver", "merge"),
        ("gpg.program", "gpg"),
        ("gpg.ssh.defaultKeyCommand", "ssh-key"),
        ("sequence.editor", "sequence-editor"),
        ("interactive.diffFilter", "diff-filter"),
        ("uploadpack.packObjectsHook", "pack-objects"),
        ("alias.status", "alias"),
        ("trailer.x.command", "trailer"),
        ("hook.trap.command", "config-hook"),
    ];
    let mut config = fs::read_to_string(project.join(".git/config")).unwrap();
    for (key, name) in settings {
        let (section, key) = key.rsplit_once('.').unwrap();
        let section = match section.split_once('.') {
            Some((a, b)) => format!("{a} \"{b}\""),
            None => section.to_owned(),
        };
        config.push_str(&format!("[{section}]\n\t{key} = {}\n", trap(name)));
    }
    config.push_str("[hook \"trap\"]\n\tevent = pre-commit\n[filter \"trap\"]\n\trequired = true\n");
    fs::write(project.join(".git/config"), config).unwrap();
    (project, register)
}

fn ran(ground: &Ground) -> String {
    fs::read_to_string(ground.root.join("home/ran")).unwrap_or_default()
}

fn read_everything(register: &Path) {
    let repo = open(register);
    repo.head().unwrap();
    repo.operation();
    repo.status().unwrap();
    repo.changed_count().unwrap();
    repo.head_commit().unwrap();
    repo.head_bytes(&at("activities/payroll.toml")).unwrap();
    repo.last_changes().unwrap();
    repo.fingerprint().unwrap();
    is_clean(&repo);
    repo.hooks_and_signing(&[at("activities/payroll.toml")]).unwrap();
    fingerprint(register).unwrap();
    let head = repo.head_commit().unwrap().unwrap();
    repo.signature_of(head.id).unwrap();
    repo.files_at(&head).unwrap();
    repo.between(State::Commit(head.id), State::OnDisk).unwrap();
    repo.between(State::Commit(head.id), State::Staged).unwrap();
    repo.register_log(10, &|| false).unwrap();
    repo.plan_seal("sceau", Sign::Always).unwrap();
    for seal in repo.seals().unwrap() {
        repo.plan_verify(&seal).unwrap();
    }
}

sealed! {
    fn reading_runs_nothing(ground) {
        let (project, register) = trapped(ground);
        write(&register.join("activities/payroll.toml"), "name = \"Paye\"\r\n$Id: x$\n");
        write(&register.join("activities/new.toml"), "x = 1\n");
        write(&register.join("activities/big.lfs"), "x = 1\n");
        fs::remove_file(register.join("activities/shop.toml")).unwrap();
        // A tag that passes for a signed seal.
        let head = open(&register).head_commit().unwrap().unwrap().id;
        let tag = format!(
            "object {head}\ntype commit\ntag x\ntagger X <x@example.org> 0 +0000\n\nX\n\nRegistre-Fingerprint: {}\nRegistre-Folder: {}\n-----BEGIN SSH SIGNATURE-----\n",
            "a".repeat(40),
            open(&register).prefix().display()
        );
        write(&ground.root.join("tag"), &tag);
        let file = ground.root.join("tag");
        let id = ground.git(&project, &["hash-object", "--literally", "-t", "tag", "-w", file.to_str().unwrap()]);
        write(&project.join(".git/refs/tags/x"), &format!("{id}\n"));
        assert_eq!(open(&register).seals().unwrap().len(), 1);
        read_everything(&register);
        read_everything(&project);
        assert_eq!(ran(ground), "");
    }

    fn the_traps_are_real(ground) {
        let (project, register) = trapped(ground);
        write(&register.join("activities/payroll.toml"), "name = \"Paye\"\n");
        ground.git(&project, &["diff"]);
        let ran = ran(ground);
        assert!(["fsmonitor", "clean", "diff-command"].iter().all(|name| ran.contains(name)), "{ran}");
    }

    fn a_commit_runs_what_was_told_and_nothing_else(ground) {
        let (project, register) = trapped(ground);
        write(&register.join("activities/payroll.toml"), "name = \"Paye\"\n");
        write(&register.join("activities/new.toml"), "x = 1\n");
        let runs = open(&register).hooks_and_signing(&[at("activities/new.toml")]).unwrap();
        assert_eq!(runs.filters, ["trap"]);
        commit(&register, &["activities/payroll.toml", "activities/new.toml"]).unwrap();
        let told: Vec<String> = runs.hooks.iter().map(|hook| format!("hook {}", hook.name)).collect();
        for line in ran(ground).lines() {
            let expected = told.iter().any(|t| t == line) || line == "clean" || line == "config-hook";
            assert!(expected, "{line} ran untold");
        }
        for name in ["pre-commit", "prepare-commit-msg", "commit-msg", "post-commit"] {
            assert!(ran(ground).contains(name), "{name} did not run");
        }
        assert_eq!(ground.git(&project, &["-c", "core.fsmonitor=false", "log", "-1", "--format=%s"]), "Fiche de paie");
    }

    fn a_path_never_leaves_the_register(ground) {
        let (_, register) = ground.project();
        let outside = ground.root.join("outside.toml");
        write(&outside, "secret = 1\n");
        std::os::unix::fs::symlink(&outside, register.join("link.toml")).unwrap();
        std::os::unix::fs::symlink("/etc", register.join("etc")).unwrap();
        commit(&register, &["link.toml"]).unwrap();
        let stored = open(&register).head_bytes(&at("link.toml")).unwrap().unwrap();
        assert_eq!(stored, outside.to_str().unwrap().as_bytes());
        // A path through a link is not the register's.
        let error = commit(&register, &["etc/passwd"]).unwrap_err();
        assert_eq!(error, HistoryError::NothingToCommit);
        for bad in ["../README.md", "/etc/passwd", ".git/config", "a/../../x"] {
            assert!(registre::history::RegisterPath::new(bad).is_err(), "{bad}");
        }
    }

    fn a_git_file_that_points_away_is_refused_or_stays_inside(ground) {
        let (project, _) = ground.project();
        let away = ground.root.join("away");
        write(&away.join(".git"), &format!("gitdir: {}\n", project.join(".git").display()));
        write(&away.join("a.toml"), "x = 1\n");
        // Git itself takes the folder of the link for the work tree.
        let repo = Repo::discover(&away).unwrap().unwrap();
        assert_eq!(repo.work_tree(), away);
        fs::write(away.join(".git"), "gitdir: /nonexistent\n").unwrap();
        assert!(!matches!(Repo::discover(&away), Ok(Some(_))));
        fs::write(away.join(".git"), "\0rubbish").unwrap();
        assert!(!matches!(Repo::discover(&away), Ok(Some(_))));
    }
}
