//! A commit takes the register's own changed files, through the user's git, and nothing else.

use std::fs;

use registre::history::{CommitMessage, CommitOptions, HistoryError, OnDetachedHead};
use registre::model::message::Lang;

use crate::seal::{at, commit, open, sentence, write};

sealed! {
    fn changed_new_and_deleted_files_are_committed_together(ground) {
        let (project, register) = ground.project();
        write(&register.join("activities/payroll.toml"), "name = \"Paye\"\n");
        write(&register.join("activities/new.toml"), "x = 1\n");
        write(&register.join("purposes/deep/down.toml"), "x = 1\n");
        fs::remove_file(register.join("activities/shop.toml")).unwrap();
        let all: Vec<_> = open(&register).status().unwrap();
        let paths: Vec<_> = all.iter().flat_map(|f| f.touched().cloned()).collect();
        let message = CommitMessage::new("Paie : durée revue", "corps é").unwrap();
        let done = open(&register).commit(&paths, &message, CommitOptions::default()).unwrap();
        assert_eq!(done.paths.len(), 4);
        assert_eq!(done.warnings, []);
        assert_eq!(ground.git(&project, &["log", "-1", "--format=%B"]), "Paie : durée revue\n\ncorps é");
        assert_eq!(
            ground.git(&project, &["show", "--name-status", "--no-renames", "--format=", "HEAD"]),
            "A\tregister/activities/new.toml\nM\tregister/activities/payroll.toml\n\
             D\tregister/activities/shop.toml\nA\tregister/purposes/deep/down.toml"
        );
        assert_eq!(ground.git(&project, &["status", "--porcelain"]), "");
        assert_eq!(open(&register).head_commit().unwrap().unwrap().id, done.id);
    }

    fn only_the_named_files_are_committed_and_what_else_is_staged_stays_staged(ground) {
        let (project, register) = ground.project();
        write(&project.join("README.md"), "staged\n");
        write(&project.join("added.txt"), "staged\n");
        write(&register.join("activities/staged.toml"), "staged = 1\n");
        ground.git(&project, &["add", "README.md", "added.txt", "register/activities/staged.toml"]);
        ground.git(&project, &["rm", "-q", "--cached", "register-old/x.toml"]);
        write(&project.join("README.md"), "staged, then changed again\n");
        write(&register.join("activities/payroll.toml"), "name = \"Paye\"\n");
        write(&register.join("activities/other.toml"), "untouched = 1\n");
        commit(&register, &["activities/payroll.toml"]).unwrap();
        assert_eq!(
            ground.git(&project, &["show", "--name-only", "--format=", "HEAD"]),
            "register/activities/payroll.toml"
        );
        assert_eq!(
            ground.git(&project, &["status", "--porcelain", "--untracked-files=all"]),
            "MM README.md\nA  added.txt\nD  register-old/x.toml\nA  register/activities/staged.toml\n\
             ?? register-old/x.toml\n?? register/activities/other.toml"
        );
        assert_eq!(ground.git(&project, &["show", ":README.md"]), "staged");
    }

    fn a_file_staged_in_part_is_committed_as_it_is_on_the_disk(ground) {
        let (project, register) = ground.project();
        write(&register.join("activities/payroll.toml"), "name = \"A\"\n");
        ground.git(&project, &["add", "-A"]);
        write(&register.join("activities/payroll.toml"), "name = \"B\"\n");
        commit(&register, &["activities/payroll.toml"]).unwrap();
        assert_eq!(ground.git(&project, &["show", "HEAD:register/activities/payroll.toml"]), "name = \"B\"");
        assert_eq!(ground.git(&project, &["status", "--porcelain"]), "");
    }

    fn a_renamed_file_takes_its_old_name_along(ground) {
        let (project, register) = ground.project();
        fs::rename(register.join("activities/shop.toml"), register.join("activities/store.toml")).unwrap();
        let done = commit(&register, &["activities/store.toml"]).unwrap();
        assert_eq!(done.paths, [at("activities/shop.toml"), at("activities/store.toml")]);
        assert_eq!(ground.git(&project, &["status", "--porcelain"]), "");
        assert_eq!(
            ground.git(&project, &["ls-tree", "-r", "--name-only", "HEAD", "register"]),
            "register/activities/payroll.toml\nregister/activities/store.toml"
        );
    }

    fn a_file_removed_or_unstaged_by_git_rm_is_committed_as_it_is(ground) {
        let (project, register) = ground.project();
        ground.git(&project, &["rm", "-q", "register/activities/shop.toml"]);
        ground.git(&project, &["rm", "-q", "--cached", "register/activities/payroll.toml"]);
        write(&register.join("activities/payroll.toml"), "name = \"Paye\"\n");
        commit(&register, &["activities/payroll.toml", "activities/shop.toml"]).unwrap();
        assert_eq!(ground.git(&project, &["status", "--porcelain"]), "");
    }

    fn the_first_commit_of_an_empty_repository_takes_only_the_register(ground) {
        let project = ground.empty_repo("project");
        write(&project.join("other.txt"), "staged\n");
        ground.git(&project, &["add", "other.txt"]);
        write(&project.join("register/a.toml"), "x = 1\n");
        let done = commit(&project.join("register"), &["a.toml"]).unwrap();
        assert_eq!(ground.git(&project, &["rev-list", "HEAD"]), done.id.to_string());
        assert_eq!(ground.git(&project, &["ls-tree", "-r", "--name-only", "HEAD"]), "register/a.toml");
        assert_eq!(ground.git(&project, &["status", "--porcelain"]), "A  other.txt");
    }

    fn names_that_look_like_patterns_or_options_are_names(ground) {
        let (project, register) = ground.project();
        for name in ["*.toml", "[ab].toml", "a.toml", ":(glob)x.toml", "-m.toml", "é\n.toml", "\"q\".toml"] {
            write(&register.join(name), "x = 1\n");
        }
        commit(&register, &["*.toml", "[ab].toml", ":(glob)x.toml", "-m.toml", "é\n.toml", "\"q\".toml"]).unwrap();
        assert_eq!(ground.git(&project, &["status", "--porcelain"]), "?? register/a.toml");
    }

    fn a_register_that_is_the_repository_commits_too(ground) {
        let dir = ground.empty_repo("register");
        write(&dir.join("a.toml"), "x = 1\n");
        write(&dir.join("b.toml"), "x = 1\n");
        commit(&dir, &["b.toml"]).unwrap();
        assert_eq!(ground.git(&dir, &["status", "--porcelain"]), "?? a.toml");
    }

    fn nothing_changed_is_said_and_nothing_is_made(ground) {
        let (project, register) = ground.project();
        let head = ground.git(&project, &["rev-parse", "HEAD"]);
        let error = commit(&register, &["activities/payroll.toml", "absent.toml"]).unwrap_err();
        assert_eq!(error, HistoryError::NothingToCommit);
        sentence(&error);
        assert_eq!(ground.git(&project, &["rev-parse", "HEAD"]), head);
    }

    fn an_ignored_file_is_told_with_the_command_that_finds_the_rule(ground) {
        let (project, register) = ground.project();
        write(&project.join(".gitignore"), "secret*\n");
        ground.commit_all(&project, "ignore");
        write(&register.join("secret.toml"), "x = 1\n");
        let error = commit(&register, &["secret.toml"]).unwrap_err();
        assert!(matches!(error, HistoryError::Ignored { .. }), "{error:?}");
        sentence(&error);
        let cures = error.cures();
        ground.types(&cures[0]);
        ground.types(&cures[1]);
        commit(&register, &["secret.toml"]).unwrap();
    }

    fn hooks_run_and_may_speak_and_may_add_files(ground) {
        let (project, register) = ground.project();
        let script = "echo 'pré: \x1b[31mrouge\x1b[0m'; echo x > gen.txt; git add gen.txt; env > \"$HOME/env\"";
        ground.hook(&project, "pre-commit", script);
        ground.hook(&project, "commit-msg", "echo 'Relu-par: moi' >> \"$1\"");
        ground.hook(&project, "post-commit", "echo fini >&2; exit 3");
        write(&register.join("a.toml"), "x = 1\n");
        let done = commit(&register, &["a.toml"]).unwrap();
        let said: Vec<String> = done.warnings.iter().map(|w| w.get(Lang::Fr)).collect();
        assert_eq!(said.len(), 2, "{said:?}");
        assert!(said[0].contains("pré: rouge") && said[0].contains("fini"), "{said:?}");
        assert!(said[1].contains("gen.txt"), "{said:?}");
        assert_eq!(ground.git(&project, &["log", "-1", "--format=%B"]), "Fiche de paie\nRelu-par: moi");
        let env = fs::read_to_string(ground.root.join("home/env")).unwrap();
        assert!(!env.contains("GIT_LITERAL_PATHSPECS"), "{env}");
    }

    fn a_hook_that_refuses_leaves_the_index_as_it_was(ground) {
        let (project, register) = ground.project();
        ground.hook(&project, "pre-commit", "echo 'fiche\x07 incomplète' >&2; exit 1");
        write(&project.join("README.md"), "staged\n");
        write(&register.join("staged.toml"), "staged = 1\n");
        write(&register.join("announced.toml"), "announced = 1\n");
        ground.git(&project, &["add", "README.md", "register/staged.toml"]);
        ground.git(&project, &["add", "-N", "register/announced.toml"]);
        write(&register.join("new.toml"), "x = 1\n");
        write(&register.join("activities/payroll.toml"), "name = \"Paye\"\n");
        fs::remove_file(register.join("activities/shop.toml")).unwrap();
        let (index, head) = (ground.index(&project), ground.git(&project, &["rev-parse", "HEAD"]));
        let all = ["new.toml", "announced.toml", "staged.toml", "activities/payroll.toml", "activities/shop.toml"];
        let error = commit(&register, &all).unwrap_err();
        let HistoryError::HookRefused { hooks, output, .. } = &error else { panic!("{error:?}") };
        assert_eq!(hooks, &["pre-commit"]);
        assert_eq!(output, "fiche\\u{7} incomplète");
        assert!(sentence(&error).contains("incomplète"));
        ground.types(&error.cures()[0]);
        assert_eq!(ground.index(&project), index);
        assert_eq!(ground.git(&project, &["rev-parse", "HEAD"]), head);
        // Once the hook agrees, the same commit passes.
        ground.hook(&project, "pre-commit", "exit 0");
        commit(&register, &all).unwrap();
        assert_eq!(ground.git(&project, &["status", "--porcelain"]), "M  README.md");
    }

    fn a_message_hook_may_refuse_the_first_commit_of_all(ground) {
        let project = ground.empty_repo("project");
        ground.hook(&project, "commit-msg", "exit 1");
        write(&project.join("a.toml"), "x = 1\n");
        let index = ground.index(&project);
        let error = commit(&project, &["a.toml"]).unwrap_err();
        assert!(matches!(&error, HistoryError::HookRefused { hooks, .. } if hooks == &["commit-msg"]), "{error:?}");
        sentence(&error);
        assert_eq!(ground.index(&project), index);
    }

    fn hooks_of_another_folder_are_honoured(ground) {
        let (project, register) = ground.project();
        write(&ground.root.join("home/hooks/pre-commit"), "#!/bin/sh\nexit 1\n");
        crate::seal::make_executable(&ground.root.join("home/hooks/pre-commit"));
        ground.git(&project, &["config", "--global", "core.hooksPath", "~/hooks"]);
        write(&register.join("a.toml"), "x = 1\n");
        let error = commit(&register, &["a.toml"]).unwrap_err();
        assert!(matches!(error, HistoryError::HookRefused { .. }), "{error:?}");
    }

    fn a_hook_that_leaves_a_program_behind_does_not_hold_us(ground) {
        let (project, register) = ground.project();
        ground.hook(&project, "post-commit", "sleep 20 & echo $! > \"$HOME/pid\"");
        write(&register.join("a.toml"), "x = 1\n");
        commit(&register, &["a.toml"]).unwrap();
        let pid = fs::read_to_string(ground.root.join("home/pid")).unwrap();
        // It is still there, and we are not waiting for it.
        ground.types(&format!("kill {}", pid.trim()));
    }

    fn signing_goes_through_the_users_program(ground) {
        let (project, register) = ground.project();
        let program = ground.root.join("home/sign");
        write(&program, "#!/bin/sh\ncat > \"$HOME/signed\"\necho '[GNUPG:] SIG_CREATED ' >&2\necho '-----BEGIN PGP SIGNATURE-----'\n");
        crate::seal::make_executable(&program);
        ground.git(&project, &["config", "gpg.program", program.to_str().unwrap()]);
        ground.git(&project, &["config", "commit.gpgsign", "true"]);
        write(&register.join("a.toml"), "x = 1\n");
        let runs = open(&register).hooks_and_signing(&[at("a.toml")]).unwrap();
        assert_eq!(runs.signing.as_ref().unwrap().program, program.to_str().unwrap());
        assert_eq!(runs.signing.as_ref().unwrap().format, "openpgp");
        commit(&register, &["a.toml"]).unwrap();
        assert!(fs::read_to_string(ground.root.join("home/signed")).unwrap().contains("Fiche de paie"));
        assert!(ground.git(&project, &["cat-file", "commit", "HEAD"]).contains("gpgsig"));
    }

    fn a_signature_that_fails_stops_the_commit_and_is_told(ground) {
        let (project, register) = ground.project();
        ground.git(&project, &["config", "gpg.program", "/bin/false"]);
        ground.git(&project, &["config", "commit.gpgsign", "true"]);
        write(&register.join("a.toml"), "x = 1\n");
        let index = ground.index(&project);
        let error = commit(&register, &["a.toml"]).unwrap_err();
        assert!(matches!(error, HistoryError::SigningFailed { .. }), "{error:?}");
        sentence(&error);
        ground.types(&error.cures()[0]);
        assert_eq!(ground.index(&project), index);
    }

    fn what_a_commit_will_run_is_told_before(ground) {
        let (project, register) = ground.project();
        let runs = open(&register).hooks_and_signing(&[]).unwrap();
        assert!(runs.messages().is_empty(), "{runs:?}");
        ground.hook(&project, "pre-commit", "exit 0");
        ground.hook(&project, "pre-push", "exit 0");
        write(&project.join(".git/hooks/commit-msg"), "not executable\n");
        write(&project.join(".gitattributes"), "*.toml filter=box\n*.md filter=absent\n");
        ground.git(&project, &["config", "filter.box.clean", "cat"]);
        ground.git(&project, &["config", "commit.gpgsign", "true"]);
        ground.git(&project, &["config", "gpg.format", "ssh"]);
        let runs = open(&register).hooks_and_signing(&[at("a.toml"), at("b.md")]).unwrap();
        let names: Vec<&str> = runs.hooks.iter().map(|h| h.name.as_str()).collect();
        assert_eq!(names, ["pre-commit"]);
        assert_eq!(runs.filters, ["box"]);
        assert_eq!(runs.signing.as_ref().unwrap().program, "ssh-keygen");
        let said: Vec<String> = runs.messages().iter().map(|m| m.get(Lang::En)).collect();
        assert_eq!(said.len(), 3, "{said:?}");
        assert!(said[0].contains("pre-commit (") && said[1].contains("ssh-keygen") && said[2].contains("box"));
    }

    fn a_detached_head_may_be_committed_on_when_asked_for(ground) {
        let (project, register) = ground.project();
        ground.git(&project, &["checkout", "-q", "--detach"]);
        write(&register.join("a.toml"), "x = 1\n");
        let message = CommitMessage::new("t", "").unwrap();
        let options = CommitOptions { detached: OnDetachedHead::Commit };
        let done = open(&register).commit(&[at("a.toml")], &message, options).unwrap();
        assert_eq!(done.warnings.len(), 1);
        assert_eq!(ground.git(&project, &["rev-parse", "HEAD"]), done.id.to_string());
    }

    fn hundreds_of_files_are_committed_at_once(ground) {
        let (project, register) = ground.project();
        let names: Vec<String> = (0..400).map(|i| format!("activities/{i:04}-{}.toml", "long-name-".repeat(12))).collect();
        for name in &names {
            write(&register.join(name), "x = 1\n");
        }
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        assert_eq!(commit(&register, &names).unwrap().paths.len(), 400);
        assert_eq!(ground.git(&project, &["status", "--porcelain"]), "");
    }
}

sealed! {
    with [
        ("GIT_DIR", "/nowhere"), ("GIT_WORK_TREE", "/nowhere"), ("GIT_INDEX_FILE", "/nowhere/index"),
        ("GIT_LITERAL_PATHSPECS", "1"), ("LC_ALL", "fr_FR.UTF-8"), ("LANGUAGE", "fr"),
        ("GIT_AUTHOR_NAME", "Une autre"), ("GIT_EDITOR", "false"),
    ];

    fn variables_that_point_elsewhere_are_not_believed(ground) {
        let git = |dir: &std::path::Path, args: &[&str]| {
            let mut command = std::process::Command::new("git");
            for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
                command.env_remove(name);
            }
            let output = command.arg("-C").arg(dir).args(args).output().unwrap();
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            String::from_utf8(output.stdout).unwrap().trim_end().to_owned()
        };
        let dir = ground.root.join("register");
        write(&dir.join("a.toml"), "x = 1\n");
        git(&dir, &["init", "-q"]);
        let done = commit(&dir, &["a.toml"]).unwrap();
        assert_eq!(git(&dir, &["log", "-1", "--format=%H %an"]), format!("{} Une autre", done.id));
    }
}
