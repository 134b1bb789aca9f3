//! Pushing and pulling through the person's git: prepared, shown, run.

use std::fs;
use std::path::{Path, PathBuf};

use registre::history::{HistoryError, Way};
use registre::model::message::Lang;

use crate::seal::{Ground, open, sentence, write};

/// A bare remote repository and a clone of it with a register in a folder of its own.
fn shared(ground: &Ground) -> (PathBuf, PathBuf) {
    let (project, _) = ground.project();
    let bare = ground.root.join("remote.git");
    ground.git(&ground.root, &["clone", "-q", "--bare", project.to_str().unwrap(), bare.to_str().unwrap()]);
    for name in ["mine", "theirs"] {
        let dir = ground.root.join(name);
        ground.git(&ground.root, &["clone", "-q", bare.to_str().unwrap(), dir.to_str().unwrap()]);
    }
    (ground.root.join("mine"), ground.root.join("theirs"))
}

fn change(ground: &Ground, dir: &Path, file: &str) {
    write(&dir.join("register/activities").join(file), "name = \"Autre\"\n");
    ground.commit_all(dir, file);
}

fn exchange(dir: &Path, way: Way) -> (Result<Option<usize>, HistoryError>, String) {
    let repo = open(&dir.join("register"));
    let mut said = String::new();
    let done = repo.prepare(way).and_then(|run| repo.exchange(&run, &mut |text| said.push_str(text)));
    (done.map(|d| d.commits), said)
}

sealed! {
    fn commits_go_and_come(ground) {
        let (mine, theirs) = shared(ground);
        assert_eq!(exchange(&mine, Way::Push).0, Err(HistoryError::NothingToPush));
        change(ground, &mine, "a.toml");
        change(ground, &mine, "b.toml");
        assert_eq!(exchange(&mine, Way::Push).0, Ok(Some(2)));
        let (pulled, said) = exchange(&theirs, Way::Pull);
        assert_eq!(pulled, Ok(Some(2)));
        assert!(theirs.join("register/activities/b.toml").exists());
        assert!(said.contains("origin/main"), "what git says is passed on: {said}");
        assert_eq!(exchange(&theirs, Way::Pull).0, Ok(Some(0)));
    }

    fn each_reason_has_its_sentence_and_its_cure(ground) {
        let (mine, theirs) = shared(ground);
        change(ground, &theirs, "a.toml");
        exchange(&theirs, Way::Push).0.unwrap();
        write(&mine.join("register/activities/a.toml"), "not = \"committed\"\n");
        let error = exchange(&mine, Way::Pull).0.unwrap_err();
        assert!(matches!(error, HistoryError::WouldOverwrite { .. }), "{error:?}");
        sentence(&error);
        ground.types(&error.cures()[0]);
        fs::remove_file(mine.join("register/activities/a.toml")).unwrap();
        change(ground, &mine, "c.toml");
        let error = exchange(&mine, Way::Push).0.unwrap_err();
        assert!(matches!(error, HistoryError::Behind { .. }), "{error:?}");
        sentence(&error);
        let error = exchange(&mine, Way::Pull).0.unwrap_err();
        assert!(matches!(error, HistoryError::Diverged { ahead: 1, behind: 1, .. }), "{error:?}");
        sentence(&error);
        // The server cannot be reached: that is then the reason, and not how the branches stand.
        fs::rename(ground.root.join("remote.git"), ground.root.join("gone.git")).unwrap();
        let error = exchange(&mine, Way::Pull).0.unwrap_err();
        assert!(matches!(&error, HistoryError::GitFailed { output, .. } if output.contains("remote.git")), "{error:?}");
        fs::rename(ground.root.join("gone.git"), ground.root.join("remote.git")).unwrap();
        let diverged = exchange(&mine, Way::Pull).0.unwrap_err();
        ground.types(&diverged.cures()[0]);
        assert_eq!(exchange(&mine, Way::Push).0, Ok(Some(1)));
    }

    fn the_command_that_is_shown_is_the_command_that_runs(ground) {
        let (mine, _) = shared(ground);
        change(ground, &mine, "a.toml");
        let run = open(&mine.join("register")).prepare(Way::Push).unwrap();
        ground.types(&format!("cd mine && {}", run.command_line()));
        assert_eq!(exchange(&mine, Way::Push).0, Err(HistoryError::NothingToPush));
    }

    fn names_that_look_like_options_are_names(ground) {
        let (project, register) = ground.project();
        write(&project.join(".git/config"), &(fs::read_to_string(project.join(".git/config")).unwrap()
            + "[remote \"--receive-pack=touch owned;\"]\nurl = /nowhere\n"));
        if let Ok(run) = open(&register).prepare(Way::Push) {
            let _ = open(&register).exchange(&run, &mut |_| {});
        }
        assert!(!project.join("owned").exists() && !register.join("owned").exists());
    }

    fn a_detached_head_and_a_merge_under_way_are_refused(ground) {
        let (mine, _) = shared(ground);
        ground.git(&mine, &["checkout", "-q", "--detach"]);
        for way in [Way::Push, Way::Pull] {
            let error = exchange(&mine, way).0.unwrap_err();
            assert!(matches!(error, HistoryError::DetachedHead { .. }), "{error:?}");
        }
    }

    fn interrupting_git_is_no_failure_of_git(ground) {
        let (mine, _) = shared(ground);
        change(ground, &mine, "a.toml");
        // The hook does what Ctrl-C does to the programs of a terminal.
        ground.hook(&mine, "pre-push", "kill -INT $PPID; sleep 1; exit 1");
        let error = exchange(&mine, Way::Push).0.unwrap_err();
        assert!(matches!(error, HistoryError::Interrupted { .. }), "{error:?}");
        assert!(sentence(&error).contains("interrompu"));
        let run = open(&mine.join("register")).prepare(Way::Push).unwrap();
        let notes: Vec<String> = run.notes.iter().map(|n| n.get(Lang::Fr)).collect();
        assert!(notes.iter().any(|n| n.contains("pre-push")), "{notes:?}");
    }
}
