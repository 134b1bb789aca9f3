//! Without a `git` program: committed by libgit2 only where nothing would be skipped by it.

use std::fs;

use registre::history::{HistoryError, NeedsGit};
use registre::model::message::Lang;

use crate::seal::{commit, is_clean, open, sentence, write};

sealed! {
    with [("PATH", "/nonexistent:.:$ROOT/relative/..")];

    fn a_plain_repository_is_committed_all_the_same(ground) {
        let (project, register) = ground.project();
        write(&project.join("README.md"), "staged\n");
        ground.git(&project, &["add", "README.md"]);
        write(&register.join("activities/payroll.toml"), "name = \"Paye\"\n");
        write(&register.join("activities/new.toml"), "x = 1\n");
        fs::remove_file(register.join("activities/shop.toml")).unwrap();
        let all = ["activities/payroll.toml", "activities/new.toml", "activities/shop.toml"];
        let done = commit(&register, &all).unwrap();
        assert!(done.warnings[0].get(Lang::En).contains("git program was not found"));
        assert_eq!(ground.git(&project, &["log", "-1", "--format=%H %an %s"]), format!("{} Alix Martin Fiche de paie", done.id));
        assert_eq!(ground.git(&project, &["status", "--porcelain"]), "M  README.md");
        assert_eq!(
            ground.git(&project, &["show", "--name-status", "--no-renames", "--format=", "HEAD"]),
            "A\tregister/activities/new.toml\nM\tregister/activities/payroll.toml\nD\tregister/activities/shop.toml"
        );
        ground.git(&project, &["fsck", "--strict"]);
        assert!(is_clean(&open(&register)));
    }

    fn the_first_commit_too(ground) {
        let project = ground.empty_repo("project");
        write(&project.join("register/a.toml"), "x = 1\n");
        commit(&project.join("register"), &["a.toml"]).unwrap();
        assert_eq!(ground.git(&project, &["status", "--porcelain"]), "");
    }

    fn a_hook_a_signature_or_a_filter_make_it_a_refusal(ground) {
        let (project, register) = ground.project();
        write(&register.join("a.toml"), "x = 1\n");
        let head = ground.git(&project, &["rev-parse", "HEAD"]);
        let because = || match commit(&register, &["a.toml"]).unwrap_err() {
            error @ HistoryError::NoGit { .. } => {
                assert!(sentence(&error).contains("git"));
                let HistoryError::NoGit { because } = error else { unreachable!() };
                because
            }
            other => panic!("{other:?}"),
        };
        ground.hook(&project, "post-commit", "exit 0");
        assert_eq!(because(), NeedsGit::Hooks(vec!["post-commit".to_owned()]));
        fs::remove_file(project.join(".git/hooks/post-commit")).unwrap();
        ground.git(&project, &["config", "commit.gpgsign", "yes"]);
        assert_eq!(because(), NeedsGit::Signing);
        ground.git(&project, &["config", "commit.gpgsign", "no"]);
        write(&project.join(".git/info/attributes"), "*.toml filter=box\n");
        ground.git(&project, &["config", "filter.box.process", "box"]);
        assert_eq!(because(), NeedsGit::Filter("box".to_owned()));
        ground.git(&project, &["config", "--remove-section", "filter.box"]);
        assert_eq!(ground.git(&project, &["rev-parse", "HEAD"]), head);
        commit(&register, &["a.toml"]).unwrap();
    }

    fn a_missing_identity_is_told_there_too(ground) {
        let (project, register) = ground.project();
        ground.git(&project, &["config", "--global", "--remove-section", "user"]);
        write(&register.join("a.toml"), "x = 1\n");
        let error = commit(&register, &["a.toml"]).unwrap_err();
        assert!(matches!(error, HistoryError::MissingIdentity { .. }), "{error:?}");
    }

    fn a_git_in_a_relative_folder_of_the_path_is_not_run(ground) {
        let (project, register) = ground.project();
        write(&register.join("a.toml"), "x = 1\n");
        let trap = register.join("git");
        write(&trap, "#!/bin/sh\ntouch \"$HOME/ran\"\n");
        crate::seal::make_executable(&trap);
        std::env::set_current_dir(&register).unwrap();
        commit(&register, &["a.toml"]).unwrap();
        assert!(!ground.root.join("home/ran").exists());
        assert!(ground.git(&project, &["log", "-1", "--format=%s"]).contains("paie"));
    }
}
