//! The commits that touched a file, as `git log --follow` tells them.

use std::fs;

use registre::history::{Log, RegisterPath};

use crate::seal::{Ground, at, open, write};

fn log(dir: &std::path::Path, path: &RegisterPath) -> Log {
    open(dir).log(path, 1000, &|| false).unwrap()
}

fn said(log: &Log) -> Vec<&str> {
    log.touches.iter().map(|t| t.commit.summary.as_str()).collect()
}

fn as_git_says(ground: &Ground, dir: &std::path::Path, file: &str) -> Vec<String> {
    let out = ground.git(dir, &["log", "--follow", "-M80%", "--format=%s", "--", file]);
    out.lines().map(str::to_owned).collect()
}

/// A record of some length: what a rename keeps of it can be told.
fn sheet(n: usize) -> String {
    (0..20).map(|i| format!("key_{i} = \"value {}\"\n", if i == 3 { n } else { i })).collect()
}

sealed! {
    fn only_commits_that_touched_the_file_are_listed_newest_first(ground) {
        let (project, register) = ground.project();
        write(&register.join("activities/payroll.toml"), &sheet(0));
        ground.commit_all(&project, "second");
        write(&project.join("README.md"), "else\n");
        ground.commit_all(&project, "else");
        write(&register.join("activities/payroll.toml"), &sheet(1));
        ground.commit_all(&project, "third");
        let log = log(&register, &at("activities/payroll.toml"));
        assert_eq!(said(&log), ["third", "second", "first"]);
        assert!(log.rest.is_none() && !log.is_cut);
        assert_eq!(log.touches[0].before.as_deref(), Some(sheet(0).as_bytes()));
        assert_eq!(log.touches[0].after.as_deref(), Some(sheet(1).as_bytes()));
        assert_eq!(log.touches[2].before, None);
        assert_eq!(said(&log), as_git_says(ground, &project, "register/activities/payroll.toml"));
    }

    fn renames_are_followed_and_a_file_that_went_is_told(ground) {
        let (project, register) = ground.project();
        write(&register.join("activities/old.toml"), &sheet(0));
        ground.commit_all(&project, "made");
        fs::rename(register.join("activities/old.toml"), register.join("activities/new.toml")).unwrap();
        write(&register.join("activities/new.toml"), &sheet(1));
        ground.commit_all(&project, "renamed and changed");
        let history = log(&register, &at("activities/new.toml"));
        assert_eq!(said(&history), ["renamed and changed", "made"]);
        assert_eq!(history.touches[0].from, Some(at("activities/old.toml")));
        assert_eq!(history.touches[0].before.as_deref(), Some(sheet(0).as_bytes()));
        assert_eq!(history.touches[1].path, at("activities/old.toml"));
        assert_eq!(said(&history), as_git_says(ground, &project, "register/activities/new.toml"));
        fs::remove_file(register.join("activities/new.toml")).unwrap();
        ground.commit_all(&project, "gone");
        let history = log(&register, &at("activities/new.toml"));
        assert_eq!(said(&history), ["gone", "renamed and changed", "made"]);
        assert_eq!(history.touches[0].after, None);
    }

    fn both_sides_of_a_merge_are_told_and_the_merge_only_where_it_differs_from_both(ground) {
        let (project, register) = ground.project();
        let file = register.join("activities/payroll.toml");
        write(&file, &sheet(0));
        ground.commit_all(&project, "base");
        ground.git(&project, &["switch", "-q", "-c", "other"]);
        write(&file, &(sheet(0) + "tail = 1\n"));
        ground.commit_all(&project, "theirs");
        ground.git(&project, &["switch", "-q", "main"]);
        write(&file, &("head = 1\n".to_owned() + &sheet(0)));
        ground.commit_all(&project, "ours");
        ground.git(&project, &["merge", "-q", "-m", "merged", "other"]);
        let log = log(&register, &at("activities/payroll.toml"));
        let mut seen = said(&log);
        assert_eq!(seen.first(), Some(&"merged"));
        seen.sort_unstable();
        assert_eq!(seen, ["base", "first", "merged", "ours", "theirs"]);
    }

    fn it_is_read_in_parts_and_stops_when_nobody_waits(ground) {
        let (project, register) = ground.project();
        for i in 0..7 {
            write(&register.join("activities/payroll.toml"), &sheet(i));
            ground.commit_all(&project, &format!("n{i}"));
        }
        let repo = open(&register);
        let path = at("activities/payroll.toml");
        let mut part = repo.log(&path, 3, &|| false).unwrap();
        let mut all: Vec<String> = said(&part).iter().map(|s| (*s).to_owned()).collect();
        while let Some(place) = part.rest.take() {
            part = repo.log_on(place, 3, &|| false).unwrap();
            all.extend(said(&part).iter().map(|s| (*s).to_owned()));
        }
        assert_eq!(all, as_git_says(ground, &project, "register/activities/payroll.toml"));
        assert_eq!(repo.log(&path, 3, &|| true).unwrap().touches, []);
    }

    fn a_shallow_clone_says_that_its_history_is_cut(ground) {
        let (project, register) = ground.project();
        write(&register.join("activities/payroll.toml"), &sheet(0));
        ground.commit_all(&project, "second");
        write(&project.join("README.md"), "else\n");
        ground.commit_all(&project, "else");
        let url = format!("file://{}", project.display());
        ground.git(&ground.root, &["clone", "-q", "--depth", "1", &url, "clone"]);
        let log = log(&ground.root.join("clone/register"), &at("activities/payroll.toml"));
        assert!(log.is_cut);
        assert_eq!(log.touches, []);
    }

    fn a_file_that_never_was_and_an_empty_repository_have_no_history(ground) {
        let (_, register) = ground.project();
        assert_eq!(log(&register, &at("activities/none.toml")).touches, []);
        let empty = ground.empty_repo("empty");
        assert_eq!(log(&empty, &at("a.toml")).touches, []);
    }

    fn hostile_names_and_messages_are_cleaned(ground) {
        let (project, register) = ground.project();
        write(&register.join("a.toml"), "x = 1\n");
        ground.git(&project, &["add", "-A"]);
        ground.git(&project, &["-c", "user.name=M\u{1b}[31mal\u{202e}", "commit", "-q", "-m", "a\u{1b}]0;x\u{7}b"]);
        let log = log(&register, &at("a.toml"));
        let commit = &log.touches[0].commit;
        assert!(!commit.author.contains(['\u{1b}', '\u{202e}']), "{commit:?}");
        assert!(!commit.summary.contains(['\u{1b}', '\u{7}']), "{commit:?}");
    }
}
