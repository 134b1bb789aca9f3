//! The fingerprint is the tree id that git gives to the same content, computed without writing.

use std::fs;
use std::path::Path;

use registre::history::{HistoryError, fingerprint, fingerprint_outside_git};

use crate::seal::{Ground, is_clean, make_executable, open, write};

/// What git itself would store for the folder, with everything added.
fn tree_by_git(ground: &Ground, register: &Path) -> String {
    ground.git(register, &["add", "-A", "."]);
    ground.git(register, &["commit", "-q", "--allow-empty", "-m", "all"]);
    ground.git(register, &["rev-parse", "HEAD:./"])
}

fn objects(project: &Path) -> Vec<std::path::PathBuf> {
    let mut all = Vec::new();
    let mut todo = vec![project.join(".git/objects")];
    while let Some(dir) = todo.pop() {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { todo.push(path) } else { all.push(path) }
        }
    }
    all.sort();
    all
}

fn same_as_git(ground: &Ground, register: &Path) {
    let project = open(register).work_tree().to_owned();
    ground.git(register, &["add", "-A", "."]);
    let before = objects(&project);
    let ours = fingerprint(register).unwrap().to_string();
    assert_eq!(objects(&project), before, "something was written");
    let by_git = tree_by_git(ground, register);
    assert_eq!(ours, by_git, "{}", ground.git(register, &["ls-tree", "-r", "HEAD"]));
    assert_eq!(ours.len(), 40);
    assert!(is_clean(&open(register)));
    assert_eq!(open(register).head_fingerprint().unwrap().unwrap().to_string(), ours);
}

sealed! {
    fn of_a_folder_with_everything_in_it(ground) {
        let (project, register) = ground.project();
        // Names around `/` in byte order, where git's sorting of folders differs from that of files.
        for name in ["a.toml", "a/x.toml", "a-b.toml", "a0.toml", "é/ü.toml", "z/deep/er/x.toml", "sp ace\n.toml"] {
            write(&register.join(name), name);
        }
        write(&register.join("run.sh"), "#!/bin/sh\n");
        make_executable(&register.join("run.sh"));
        std::os::unix::fs::symlink("../README.md", register.join("link")).unwrap();
        std::os::unix::fs::symlink("nowhere", register.join("broken")).unwrap();
        fs::create_dir(register.join("empty")).unwrap();
        write(&register.join("empty.toml"), "");
        assert!(is_clean(&open(&register)), "foreign files");
        write(&register.join("activities/new.toml"), "x = 1\n");
        assert!(!is_clean(&open(&register)));
        same_as_git(ground, &register);
        same_as_git(ground, &project);
    }

    fn of_a_repository_of_its_own(ground) {
        let dir = ground.empty_repo("register");
        write(&dir.join("a.toml"), "x = 1\n");
        assert!(!is_clean(&open(&dir)));
        assert_eq!(open(&dir).head_fingerprint().unwrap(), None);
        same_as_git(ground, &dir);
    }

    fn without_ignored_and_temporary_files(ground) {
        let (project, register) = ground.project();
        write(&project.join(".gitignore"), "*.bak\n/register/out/\n");
        write(&register.join(".gitignore"), "local.toml\n!keep*.bak\n.registre-*\n");
        for name in ["a.bak", "keep.bak", "out/x.toml", "local.toml", ".registre-12.tmp", "tracked.bak"] {
            write(&register.join(name), name);
        }
        ground.git(&project, &["add", "-f", "register/tracked.bak"]);
        write(&register.join("out/kept/tracked.toml"), "x = 1\n");
        ground.git(&project, &["add", "-f", "register/out/kept/tracked.toml"]);
        same_as_git(ground, &register);
        assert!(ground.git(&project, &["ls-files"]).contains("register/out/kept/tracked.toml"));
    }

    fn without_foreign_files_until_git_tracks_them(ground) {
        let (project, register) = ground.project();
        write(&project.join(".gitignore"), "/register/activities/draft.toml\n");
        ground.commit_all(&project, "all");
        let before = fingerprint(&register).unwrap();
        for name in ["paie.pdf", "notes/x.toml", "activities/x.txt", "activities/deep/x.toml", "activities/draft.toml"] {
            write(&register.join(name), name);
        }
        ground.empty_repo("project/register/nested");
        assert_eq!(fingerprint(&register).unwrap(), before);
        assert!(is_clean(&open(&register)));
        write(&register.join("activities/new.toml"), "x = 1\n");
        let with_record = fingerprint(&register).unwrap();
        assert_ne!(with_record, before);
        ground.git(&project, &["add", "register/paie.pdf"]);
        assert_ne!(fingerprint(&register).unwrap(), with_record);
        write(&register.join(".gitattributes"), "*.toml text\n");
        ground.git(&project, &["add", "register/.gitattributes", "register/activities/new.toml"]);
        ground.git(&project, &["commit", "-qm", "some"]);
        assert!(is_clean(&open(&register)));
        let copy = ground.root.join("copy");
        ground.types(&format!("cp -r {} {}", register.display(), copy.display()));
        let outside = fingerprint(&copy).unwrap();
        write(&copy.join("more.pdf"), "x");
        assert_eq!(fingerprint(&copy).unwrap(), outside);
    }

    fn with_the_line_ends_that_git_stores(ground) {
        let (project, register) = ground.project();
        write(&register.join(".gitattributes"), "*.toml text eol=lf\n*.raw -text\n*.id ident\n");
        write(&register.join("dos.toml"), "a = 1\r\nb = 2\r\n");
        write(&register.join("dos.raw"), "a = 1\r\n");
        write(&register.join("x.id"), "$Id: something $\n");
        write(&register.join("dos.txt"), "a\r\n");
        same_as_git(ground, &register);
        assert_eq!(ground.git(&project, &["show", "HEAD:register/dos.toml"]), "a = 1\nb = 2");
        ground.git(&project, &["config", "core.autocrlf", "true"]);
        write(&register.join("new.txt"), "a\r\nb\r\n");
        write(&register.join("dos.txt"), "changed\r\n");
        same_as_git(ground, &register);
    }

    fn where_file_modes_do_not_count(ground) {
        let (project, register) = ground.project();
        write(&register.join("run.sh"), "x\n");
        make_executable(&register.join("run.sh"));
        ground.commit_all(&project, "mode");
        ground.git(&project, &["config", "core.fileMode", "false"]);
        make_executable(&register.join("activities/shop.toml"));
        write(&register.join("new.sh"), "x\n");
        make_executable(&register.join("new.sh"));
        fs::set_permissions(register.join("run.sh"), std::os::unix::fs::PermissionsExt::from_mode(0o644)).unwrap();
        same_as_git(ground, &register);
    }

    fn of_a_sparse_checkout_counts_what_is_left_out(ground) {
        let (project, register) = ground.project();
        write(&register.join("purposes/a.toml"), "x = 1\n");
        ground.commit_all(&project, "purposes");
        let whole = fingerprint(&register).unwrap();
        ground.git(&project, &["sparse-checkout", "set", "--no-cone", "/register/activities/"]);
        assert!(!register.join("purposes").exists());
        assert_eq!(fingerprint(&register).unwrap(), whole);
        assert!(is_clean(&open(&register)));
    }

    fn of_a_folder_with_a_submodule(ground) {
        let lib = ground.empty_repo("lib");
        write(&lib.join("a.toml"), "a = 1\n");
        ground.commit_all(&lib, "lib");
        let (project, register) = ground.project();
        ground.git(&project, &["submodule", "--quiet", "add", "../lib", "register/sub"]);
        same_as_git(ground, &register);
    }

    fn is_the_same_in_and_out_of_a_repository(ground) {
        let (_, register) = ground.project();
        let copy = ground.root.join("copy");
        ground.types(&format!("cp -r {} {}", register.display(), copy.display()));
        assert_eq!(fingerprint(&copy).unwrap(), fingerprint(&register).unwrap());
        assert_eq!(fingerprint_outside_git(&register).unwrap(), fingerprint(&register).unwrap());
        write(&copy.join("activities/.registre-x"), "temporary\n");
        assert_eq!(fingerprint(&copy).unwrap(), fingerprint(&register).unwrap());
        write(&copy.join("activities/shop.toml"), "name = \"Boutique\"");
        assert_ne!(fingerprint(&copy).unwrap(), fingerprint(&register).unwrap());
    }

    fn of_an_empty_folder_is_the_empty_tree(ground) {
        let dir = ground.root.join("empty");
        fs::create_dir(&dir).unwrap();
        assert_eq!(fingerprint(&dir).unwrap().to_string(), "4b825dc642cb6eb9a060e54bf8d69288fbee4904");
    }

    fn of_special_and_monstrous_files_neither_hangs_nor_reads(ground) {
        let (_, register) = ground.project();
        let before = fingerprint(&register).unwrap();
        ground.types(&format!("mkfifo {}", register.join("activities/fifo.toml").display()));
        assert_eq!(fingerprint(&register).unwrap(), before);
        let huge = fs::File::create(register.join("activities/huge.toml")).unwrap();
        huge.set_len(5 << 30).unwrap();
        let error = fingerprint(&register).unwrap_err();
        assert!(matches!(error, HistoryError::TooLarge { .. }), "{error:?}");
        crate::seal::sentence(&error);
        fs::remove_file(register.join("activities/huge.toml")).unwrap();
        let deep = format!("{}x", "d/".repeat(80));
        write(&register.join(&deep), "x");
        assert_eq!(fingerprint(&register).unwrap(), before);
        ground.git(&register, &["add", &deep]);
        let error = fingerprint(&register).unwrap_err();
        assert!(matches!(error, HistoryError::TooDeep { .. }), "{error:?}");
        crate::seal::sentence(&error);
    }
}
