//! What changed in the register folder, as git itself would tell it.

use std::fs;

use registre::history::FileState;

use crate::seal::{at, open, write};

sealed! {
    fn only_files_of_the_register_are_listed(ground) {
        let (project, register) = ground.project();
        write(&project.join("README.md"), "changed\n");
        write(&project.join("register-old/x.toml"), "x = 2\n");
        write(&project.join("new.toml"), "x = 2\n");
        assert_eq!(open(&register).status().unwrap(), []);
        assert_eq!(open(&register).changed_count().unwrap(), 0);
        assert_eq!(open(&project).status().unwrap().len(), 3);
    }

    fn each_kind_of_change_has_its_name(ground) {
        let (project, register) = ground.project();
        let long = (0..30).map(|i| format!("key_{i} = \"value {i}\"\n")).collect::<String>();
        write(&register.join("activities/old-name.toml"), &long);
        write(&register.join("activities/link.toml"), "was = \"a file\"\n");
        ground.commit_all(&project, "second");
        write(&register.join("activities/payroll.toml"), "name = \"Paye\"\n");
        fs::remove_file(register.join("activities/shop.toml")).unwrap();
        fs::rename(register.join("activities/old-name.toml"), register.join("activities/new-name.toml")).unwrap();
        fs::remove_file(register.join("activities/link.toml")).unwrap();
        std::os::unix::fs::symlink("payroll.toml", register.join("activities/link.toml")).unwrap();
        write(&register.join("purposes/été.toml"), "x = 1\n");
        write(&register.join("activities/staged.toml"), "y = 1\n");
        write(&register.join("activities/announced.toml"), "z = 1\n");
        ground.git(&project, &["add", "register/activities/staged.toml"]);
        ground.git(&project, &["add", "-N", "register/activities/announced.toml"]);
        let status = open(&register).status().unwrap();
        let seen: Vec<(String, FileState, bool)> = status
            .iter()
            .map(|f| (f.path.as_path().to_str().unwrap().to_owned(), f.state.clone(), f.staged))
            .collect();
        let expect = |path: &str, state, staged| (path.to_owned(), state, staged);
        assert_eq!(seen, [
            expect("activities/announced.toml", FileState::Added, true),
            expect("activities/link.toml", FileState::TypeChanged, false),
            expect("activities/new-name.toml", FileState::Renamed { from: at("activities/old-name.toml") }, false),
            expect("activities/payroll.toml", FileState::Modified, false),
            expect("activities/shop.toml", FileState::Deleted, false),
            expect("activities/staged.toml", FileState::Added, true),
            expect("purposes/été.toml", FileState::Untracked, false),
        ]);
        let renamed: Vec<_> = status[2].touched().cloned().collect();
        assert_eq!(renamed, [at("activities/old-name.toml"), at("activities/new-name.toml")]);
        assert_eq!(open(&register).changed_count().unwrap(), 8);
    }

    fn a_staged_rename_is_a_rename(ground) {
        let (project, register) = ground.project();
        ground.git(&project, &["mv", "register/activities/shop.toml", "register/activities/store.toml"]);
        let status = open(&register).status().unwrap();
        assert_eq!(status.len(), 1);
        assert_eq!(status[0].path, at("activities/store.toml"));
        assert_eq!(status[0].state, FileState::Renamed { from: at("activities/shop.toml") });
        assert!(status[0].staged);
    }

    fn two_different_sheets_are_not_called_a_rename(ground) {
        let (_, register) = ground.project();
        fs::remove_file(register.join("activities/shop.toml")).unwrap();
        write(&register.join("activities/other.toml"), "name = \"Recrutement\"\n");
        let states: Vec<FileState> = open(&register).status().unwrap().into_iter().map(|f| f.state).collect();
        assert_eq!(states, [FileState::Untracked, FileState::Deleted]);
    }

    fn a_file_that_came_back_after_git_rm_cached_is_a_change(ground) {
        let (project, register) = ground.project();
        ground.git(&project, &["rm", "-q", "--cached", "register/activities/shop.toml"]);
        let status = open(&register).status().unwrap();
        assert_eq!(status.len(), 1);
        assert_eq!((&status[0].state, status[0].staged), (&FileState::Modified, true));
    }

    fn ignored_and_temporary_files_and_nested_repositories_are_left_out(ground) {
        let (project, register) = ground.project();
        write(&project.join(".gitignore"), "*.bak\n");
        ground.commit_all(&project, "ignore");
        write(&register.join("activities/payroll.toml.bak"), "x\n");
        write(&register.join("activities/.registre-1234.tmp"), "x\n");
        write(&ground.empty_repo("project/register/nested").join("a.toml"), "x\n");
        assert_eq!(open(&register).status().unwrap(), []);
    }

    fn names_that_look_like_patterns_are_names(ground) {
        let project = ground.empty_repo("project");
        write(&project.join("reg[i]ster*/a.toml"), "x = 1\n");
        write(&project.join("register/a.toml"), "x = 1\n");
        let status = open(&project.join("reg[i]ster*")).status().unwrap();
        assert_eq!(status.len(), 1);
        assert_eq!(status[0].path, at("a.toml"));
    }

    fn a_conflict_is_told(ground) {
        let (project, register) = ground.project();
        crate::refusals::diverge(ground, &project);
        assert!(!ground.try_git(&project, &["merge", "other"]).status.success());
        let status = open(&register).status().unwrap();
        assert_eq!(status.len(), 1);
        assert_eq!(status[0].state, FileState::Conflicted);
    }

    fn reading_the_status_leaves_the_index_alone(ground) {
        let (project, register) = ground.project();
        write(&register.join("activities/payroll.toml"), "name = \"Paye\"\n");
        let before = fs::read(project.join(".git/index")).unwrap();
        open(&register).status().unwrap();
        open(&register).fingerprint().unwrap();
        assert_eq!(fs::read(project.join(".git/index")).unwrap(), before);
    }
}
