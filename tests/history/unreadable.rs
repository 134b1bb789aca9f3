//! Repository formats that libgit2 cannot read: told by name, with the command that converts them.

use std::path::Path;

use registre::history::{HistoryError, Repo, Unsupported, fingerprint};

use crate::seal::{Ground, open, sentence, write};

fn format_of(register: &Path) -> (Unsupported, HistoryError) {
    let error = match Repo::discover(register) {
        Ok(repo) => repo.unwrap().status().unwrap_err(),
        Err(error) => error,
    };
    sentence(&error);
    match &error {
        HistoryError::Unsupported { format, .. } => (*format, error),
        other => panic!("{other:?}"),
    }
}

/// A repository that says it uses an extension, whatever this git knows of it.
fn with_extension(ground: &Ground, name: &str, value: &str) -> (Unsupported, HistoryError) {
    let (project, register) = ground.project();
    let config = project.join(".git/config");
    let text = std::fs::read_to_string(&config)
        .unwrap()
        .replace("repositoryformatversion = 0", "repositoryformatversion = 1");
    std::fs::write(&config, format!("{text}[extensions]\n\t{name} = {value}\n")).unwrap();
    format_of(&register)
}

sealed! {
    fn sha256(ground) {
        let dir = ground.root.join("register");
        std::fs::create_dir(&dir).unwrap();
        ground.git(&dir, &["init", "-q", "--object-format=sha256"]);
        write(&dir.join("a.toml"), "x = 1\n");
        ground.commit_all(&dir, "first");
        let (format, error) = format_of(&dir);
        assert_eq!(format, Unsupported::Sha256);
        assert!(fingerprint(&dir).is_err());
        ground.types(&error.cures()[0]);
        let copy = open(&ground.root.join("register-sha1"));
        assert_eq!(copy.head_commit().unwrap().unwrap().summary, "first");
    }

    fn reftable(ground) {
        assert_eq!(with_extension(ground, "refStorage", "reftable").0, Unsupported::Reftable);
        let dir = ground.root.join("real");
        std::fs::create_dir(&dir).unwrap();
        if !ground.try_git(&dir, &["init", "-q", "--ref-format=reftable"]).status.success() {
            println!("NOTICE reftable: this git cannot make such a repository, its cure was not tried");
            return;
        }
        write(&dir.join("a.toml"), "x = 1\n");
        ground.commit_all(&dir, "first");
        let (format, error) = format_of(&dir);
        assert_eq!(format, Unsupported::Reftable);
        let cures = error.cures();
        ground.types(&cures[1]);
        assert_eq!(open(&ground.root.join("real-files")).head_commit().unwrap().unwrap().summary, "first");
        // Git before 2.49 migrates only a repository without reflogs.
        ground.git(&dir, &["reflog", "delete", "HEAD@{0}", "main@{0}"]);
        ground.types(&format!("{} || true", cures[0]));
    }

    fn a_partial_clone(ground) {
        let (project, _) = ground.project();
        ground.git(&project, &["config", "uploadpack.allowFilter", "true"]);
        let url = format!("file://{}", project.display());
        ground.git(&ground.root, &["clone", "-q", "--filter=blob:none", &url, "copy"]);
        let copy = ground.root.join("copy/register");
        match Repo::discover(&copy) {
            // Newer versions of git mark such a clone without an extension, and it can be read.
            Ok(repo) => assert_eq!(repo.unwrap().status().unwrap(), []),
            Err(error) => {
                assert!(matches!(error, HistoryError::Unsupported { format: Unsupported::PartialClone, .. }), "{error:?}");
                sentence(&error);
                ground.types(&error.cures()[0]);
                assert_eq!(open(&copy).status().unwrap(), []);
            }
        }
    }

    fn an_unknown_extension(ground) {
        let (format, error) = with_extension(ground, "crystal", "1");
        assert_eq!(format, Unsupported::Other);
        assert!(sentence(&error).contains("crystal"));
    }

    fn a_split_index(ground) {
        let (project, register) = ground.project();
        ground.git(&project, &["update-index", "--split-index"]);
        let (format, error) = format_of(&register);
        assert_eq!(format, Unsupported::SplitIndex);
        ground.types(&error.cures()[0]);
        assert_eq!(open(&register).status().unwrap(), []);
    }

    fn a_sparse_index(ground) {
        let (project, register) = ground.project();
        ground.git(&project, &["sparse-checkout", "set", "--cone", "--sparse-index", "register"]);
        let (format, error) = format_of(&register);
        assert_eq!(format, Unsupported::SparseIndex);
        ground.types(&error.cures()[0]);
        assert_eq!(open(&register).status().unwrap(), []);
    }

    fn a_damaged_repository(ground) {
        let (project, register) = ground.project();
        std::fs::write(project.join(".git/HEAD"), "rubbish\n").unwrap();
        match Repo::discover(&register) {
            Ok(None) => {}
            Ok(Some(repo)) => {
                sentence(&repo.head().unwrap_err());
            }
            Err(error) => {
                sentence(&error);
            }
        }
        std::fs::write(project.join(".git/HEAD"), "ref: refs/heads/main\n").unwrap();
        std::fs::write(project.join(".git/index"), "rubbish").unwrap();
        let error = open(&register).status().unwrap_err();
        assert!(matches!(error, HistoryError::Damaged { .. }), "{error:?}");
        sentence(&error);
    }
}
