//! The last change of each file is the one that `git log -1` gives.

use std::fs;

use registre::history::{LastChange, Repo};

use crate::seal::{Ground, at, open, write};

/// Every file's answer against git's own.
fn agrees_with_git(ground: &Ground, repo: &Repo) {
    let changes = repo.last_changes().unwrap();
    assert_eq!(changes.keys().cloned().collect::<Vec<_>>(), repo.head_files().unwrap());
    assert!(!changes.is_empty());
    for (path, change) in &changes {
        let spec = format!(":(literal){}", path.as_path().display());
        let git = ground.git(&repo.register_dir(), &["log", "-1", "--format=%H %at", "--", &spec]);
        let commit = change.commit();
        assert_eq!(format!("{} {}", commit.id, commit.date.unwrap().timestamp()), git, "{path:?}");
        assert!(matches!(change, LastChange::In(_)), "{change:?}");
    }
}

sealed! {
    fn along_a_line_of_commits(ground) {
        let (project, register) = ground.project();
        for i in 0..12 {
            let name = ["activities/payroll.toml", "purposes/a.toml", "purposes/deep/b.toml"][i % 3];
            write(&register.join(name), &format!("n = {i}\n"));
            write(&project.join("README.md"), &format!("{i}\n"));
            ground.commit_all(&project, &format!("commit {i}"));
        }
        fs::rename(register.join("purposes/a.toml"), register.join("purposes/c.toml")).unwrap();
        ground.commit_all(&project, "rename");
        agrees_with_git(ground, &open(&register));
        agrees_with_git(ground, &open(&project));
    }

    fn across_merges_and_overruled_branches(ground) {
        let (project, register) = ground.project();
        crate::refusals::diverge(ground, &project);
        ground.git(&project, &["merge", "-q", "-s", "ours", "-m", "keep ours", "other"]);
        ground.git(&project, &["switch", "-qc", "side"]);
        write(&register.join("side.toml"), "x = 1\n");
        ground.commit_all(&project, "side");
        ground.git(&project, &["switch", "-q", "main"]);
        write(&register.join("here.toml"), "x = 1\n");
        ground.commit_all(&project, "here");
        ground.git(&project, &["merge", "-q", "-m", "merge", "side"]);
        agrees_with_git(ground, &open(&register));
    }

    fn a_file_that_a_merge_itself_changed(ground) {
        let (project, register) = ground.project();
        crate::refusals::diverge(ground, &project);
        assert!(!ground.try_git(&project, &["merge", "other"]).status.success());
        write(&register.join("activities/payroll.toml"), "name = \"Les deux\"\n");
        ground.commit_all(&project, "both");
        agrees_with_git(ground, &open(&register));
        let changes = open(&register).last_changes().unwrap();
        assert_eq!(changes[&at("activities/payroll.toml")].commit().summary, "both");
    }

    fn whatever_the_dates_say(ground) {
        let (project, register) = ground.project();
        for (i, date) in ["2031-01-01T00:00:00Z", "2001-01-01T00:00:00Z", "2026-02-29T12:00:00+0530"].iter().enumerate() {
            write(&register.join("activities/payroll.toml"), &format!("n = {i}\n"));
            ground.git(&project, &["add", "-A"]);
            let date = format!("--date={}", date.replace("02-29", "02-28"));
            ground.git(&project, &["commit", "-q", "-m", "x\u{1b}[31m\u{202e}y", &date]);
        }
        agrees_with_git(ground, &open(&register));
        let changes = open(&register).last_changes().unwrap();
        let commit = changes[&at("activities/payroll.toml")].commit();
        assert_eq!(commit.date.unwrap().to_rfc3339(), "2026-02-28T12:00:00+05:30");
        assert_eq!(commit.summary, "xy".replace('y', r"\u{202e}y"));
    }

    fn a_cut_history_does_not_pretend_to_know(ground) {
        let (project, register) = ground.project();
        write(&register.join("activities/shop.toml"), "name = \"Magasin\"\n");
        ground.commit_all(&project, "second");
        write(&register.join("activities/shop.toml"), "name = \"Kiosque\"\n");
        ground.commit_all(&project, "third");
        let url = format!("file://{}", project.display());
        ground.git(&ground.root, &["clone", "-q", "--depth=2", &url, "copy"]);
        let changes = open(&ground.root.join("copy/register")).last_changes().unwrap();
        assert!(matches!(&changes[&at("activities/shop.toml")], LastChange::In(c) if c.summary == "third"));
        assert!(matches!(&changes[&at("activities/payroll.toml")], LastChange::InOrBefore(c) if c.summary == "second"));
    }
}
