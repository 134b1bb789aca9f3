//! `init` makes a repository only where there is none, and overwrites nothing.

use std::fs;

use registre::history::{HeadState, Initialised, Repo, Written, init};

use crate::seal::{commit, open, write};

sealed! {
    fn a_new_register_becomes_a_repository(ground) {
        let dir = ground.root.join("registre de l'été");
        write(&dir.join("a.toml"), "x = 1\n");
        let Initialised::Created { repo, files } = init(&dir).unwrap() else { panic!("not created") };
        assert_eq!(repo.head().unwrap(), HeadState::Unborn("main".to_owned()));
        assert_eq!(files, [Written::New(dir.join(".gitattributes")), Written::New(dir.join(".gitignore"))]);
        assert_eq!(fs::read_to_string(dir.join(".gitattributes")).unwrap(), "*.toml text eol=lf\n");
        assert_eq!(fs::read_to_string(dir.join(".gitignore")).unwrap(), ".registre-*\n");
        commit(&dir, &["a.toml", ".gitattributes", ".gitignore"]).unwrap();
        assert_eq!(ground.git(&dir, &["status", "--porcelain"]), "");
    }

    fn the_users_first_branch_and_template_are_honoured(ground) {
        let home = ground.root.join("home");
        write(&home.join("template/hooks/pre-commit"), "#!/bin/sh\nexit 1\n");
        crate::seal::make_executable(&home.join("template/hooks/pre-commit"));
        ground.git(&ground.root, &["config", "--global", "init.defaultBranch", "tronc"]);
        ground.git(&ground.root, &["config", "--global", "init.templateDir", "~/template"]);
        let dir = ground.root.join("register");
        write(&dir.join("a.toml"), "x = 1\n");
        init(&dir).unwrap();
        assert_eq!(open(&dir).branch().unwrap().as_deref(), Some("tronc"));
        assert!(commit(&dir, &["a.toml"]).is_err());
    }

    fn the_first_branch_is_main_where_the_user_names_none(ground) {
        ground.git(&ground.root, &["config", "--global", "--unset", "init.defaultBranch"]);
        let dir = ground.root.join("register");
        fs::create_dir(&dir).unwrap();
        init(&dir).unwrap();
        assert_eq!(open(&dir).branch().unwrap().as_deref(), Some("main"));
    }

    fn inside_a_repository_nothing_is_done(ground) {
        let (project, register) = ground.project();
        let Initialised::AlreadyInside(repo) = init(&register).unwrap() else { panic!("made another") };
        assert_eq!(repo.work_tree(), project);
        assert!(!register.join(".git").exists());
        assert_eq!(ground.git(&project, &["status", "--porcelain"]), "");
        assert!(matches!(init(&project).unwrap(), Initialised::AlreadyInside(_)));
    }

    fn files_that_exist_are_kept_and_told(ground) {
        let dir = ground.root.join("register");
        write(&dir.join(".gitattributes"), "*.toml text eol=lf\n*.x -text\n");
        write(&dir.join(".gitignore"), "mine\n");
        let Initialised::Created { files, .. } = init(&dir).unwrap() else { panic!("not created") };
        assert_eq!(files, [
            Written::Kept(dir.join(".gitattributes")),
            Written::KeptWithout { path: dir.join(".gitignore"), line: ".registre-*" },
        ]);
        assert_eq!(fs::read_to_string(dir.join(".gitignore")).unwrap(), "mine\n");
    }

    fn a_link_in_the_place_of_a_file_is_not_followed(ground) {
        let dir = ground.root.join("register");
        fs::create_dir(&dir).unwrap();
        std::os::unix::fs::symlink("../outside", dir.join(".gitignore")).unwrap();
        init(&dir).unwrap();
        assert!(!ground.root.join("outside").exists());
    }

    fn a_folder_that_is_absent_or_read_only_is_told(ground) {
        assert!(init(&ground.root.join("absent")).is_err());
        assert!(Repo::discover(&ground.root.join("absent")).is_err());
    }
}
