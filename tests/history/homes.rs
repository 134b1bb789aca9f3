//! Where a register may live, and what its repository says of itself.

use std::fs;

use registre::history::{HeadState, Operation, Repo};

use crate::seal::{commit, is_clean, open, write};

sealed! {
    fn a_folder_outside_any_repository_has_none(ground) {
        assert!(Repo::discover(&ground.root).unwrap().is_none());
        assert!(Repo::discover(&ground.root.join("absent")).is_err());
    }

    fn a_register_may_be_a_repository_of_its_own(ground) {
        let dir = ground.empty_repo("register");
        let repo = open(&dir);
        assert_eq!(repo.work_tree(), dir);
        assert_eq!(repo.prefix().as_os_str(), "");
        assert_eq!(repo.register_dir(), dir);
        assert_eq!(repo.head().unwrap(), HeadState::Unborn("main".to_owned()));
        assert_eq!(repo.branch().unwrap().as_deref(), Some("main"));
        assert_eq!(repo.head_commit().unwrap(), None);
        assert!(repo.last_changes().unwrap().is_empty());
    }

    fn a_register_may_be_a_folder_of_a_larger_repository(ground) {
        let (project, register) = ground.project();
        ground.git(&project, &["switch", "-qc", "revue/été"]);
        let repo = open(&register);
        assert_eq!(repo.work_tree(), project);
        assert_eq!(repo.prefix().to_str(), Some("register"));
        assert_eq!(repo.register_dir(), register);
        assert_eq!(repo.head().unwrap(), HeadState::Branch("revue/été".to_owned()));
        assert_eq!(repo.operation(), None);
        let head = repo.head_commit().unwrap().unwrap();
        assert_eq!(head.summary, "first");
        assert_eq!(head.author, "Alix Martin");
        assert_eq!(head.id.to_string(), ground.git(&project, &["rev-parse", "HEAD"]));
        assert_eq!(head.date.unwrap().timestamp().to_string(), ground.git(&project, &["log", "-1", "--format=%at"]));
    }

    fn a_link_to_a_register_leads_to_its_repository(ground) {
        let (project, register) = ground.project();
        let link = ground.root.join("link");
        std::os::unix::fs::symlink(&register, &link).unwrap();
        assert_eq!(open(&link).work_tree(), project);
        assert_eq!(open(&link).prefix().to_str(), Some("register"));
    }

    fn committed_bytes_are_read_as_stored(ground) {
        let (_, register) = ground.project();
        write(&register.join("activities/payroll.toml"), "name = \"Autre\"\n");
        let repo = open(&register);
        let bytes = |path| repo.head_bytes(&crate::seal::at(path)).unwrap();
        assert_eq!(bytes("activities/payroll.toml").as_deref(), Some(&b"name = \"Paie\"\n"[..]));
        assert_eq!(bytes("activities/absent.toml"), None);
        assert_eq!(bytes("activities"), None);
    }

    fn a_linked_worktree_is_a_home_like_another(ground) {
        let (project, _) = ground.project();
        ground.git(&project, &["worktree", "add", "-q", "-b", "atelier", "../tree"]);
        let register = ground.root.join("tree/register");
        let repo = open(&register);
        assert_eq!(repo.work_tree(), ground.root.join("tree"));
        assert_eq!(repo.branch().unwrap().as_deref(), Some("atelier"));
        write(&register.join("activities/new.toml"), "x = 1\n");
        assert_eq!(repo.status().unwrap().len(), 1);
        // Hooks of the main repository hold for its worktrees.
        ground.hook(&project, "pre-commit", "touch \"$HOME/ran\"");
        let done = commit(&register, &["activities/new.toml"]).unwrap();
        assert!(ground.root.join("home/ran").exists());
        assert_eq!(ground.git(&project, &["rev-parse", "atelier"]), done.id.to_string());
        assert_ne!(ground.git(&project, &["rev-parse", "main"]), done.id.to_string());
        assert!(is_clean(&open(&register)));
    }

    fn a_submodule_is_a_home_of_its_own(ground) {
        let lib = ground.empty_repo("lib");
        write(&lib.join("a.toml"), "a = 1\n");
        ground.commit_all(&lib, "lib");
        let (project, _) = ground.project();
        ground.git(&project, &["submodule", "--quiet", "add", "../lib", "sub"]);
        ground.git(&project, &["commit", "-qm", "with a submodule"]);
        let sub = project.join("sub");
        ground.git(&sub, &["switch", "-q", "main"]);
        let repo = open(&sub);
        assert_eq!(repo.work_tree(), sub);
        write(&sub.join("a.toml"), "a = 2\n");
        let done = commit(&sub, &["a.toml"]).unwrap();
        assert_eq!(ground.git(&sub, &["rev-parse", "HEAD"]), done.id.to_string());
        assert_eq!(ground.git(&project, &["log", "-1", "--format=%s"]), "with a submodule");
    }

    fn a_shallow_clone_works_and_says_that_its_history_is_cut(ground) {
        let (project, register) = ground.project();
        write(&register.join("activities/shop.toml"), "name = \"Magasin\"\n");
        ground.commit_all(&project, "second");
        let url = format!("file://{}", project.display());
        ground.git(&ground.root, &["clone", "-q", "--depth=1", &url, "copy"]);
        let register = ground.root.join("copy/register");
        assert!(open(&register).is_shallow());
        write(&register.join("activities/shop.toml"), "name = \"Kiosque\"\n");
        commit(&register, &["activities/shop.toml"]).unwrap();
        assert_eq!(ground.git(&register, &["rev-list", "--count", "HEAD"]), "2");
    }

    fn operations_under_way_are_seen_in_a_worktree_of_their_own_only(ground) {
        let (project, register) = ground.project();
        ground.git(&project, &["worktree", "add", "-q", "../tree"]);
        fs::write(project.join(".git/MERGE_HEAD"), ground.git(&project, &["rev-parse", "HEAD"])).unwrap();
        assert_eq!(open(&register).operation(), Some(Operation::Merge));
        assert_eq!(open(&ground.root.join("tree/register")).operation(), None);
    }
}
