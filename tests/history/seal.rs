//! A sealed ground for a test: a child process with an empty environment, a home in a temporary
//! folder, no system configuration, and helpers to run the real `git` there.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use registre::history::{CommitMessage, CommitOptions, Committed, HistoryError, RegisterPath, Repo};
use registre::model::message::Lang;

const ROOT: &str = "REGISTRE_TEST_ROOT";
const REAL_PATH: &str = "REGISTRE_TEST_PATH";

/// Declares tests that run sealed; `with [("NAME", "value")]` adds to the environment.
macro_rules! sealed {
    (@tests $env:expr;) => {};
    (@tests $env:expr; fn $name:ident($ground:ident) $body:block $($rest:tt)*) => {
        #[test]
        fn $name() {
            fn body($ground: &crate::seal::Ground) $body
            let env: &[(&str, &str)] = &$env;
            crate::seal::run(concat!(module_path!(), "::", stringify!($name)), env, body);
        }
        sealed!(@tests $env; $($rest)*);
    };
    (with $env:expr; $($tests:tt)+) => { sealed!(@tests $env; $($tests)+); };
    ($($tests:tt)+) => { sealed!(@tests []; $($tests)+); };
}

pub struct Ground {
    pub root: PathBuf,
}

pub fn run(full_name: &str, env: &[(&str, &str)], body: fn(&Ground)) {
    if let Some(root) = std::env::var_os(ROOT) {
        return body(&Ground { root: PathBuf::from(root) });
    }
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().canonicalize().unwrap();
    let home = root.join("home");
    fs::create_dir(&home).unwrap();
    fs::write(
        home.join(".gitconfig"),
        "[user]\nname = Alix Martin\nemail = alix@example.org\n[init]\ndefaultBranch = main\n[protocol \"file\"]\nallow = always\n",
    )
    .unwrap();
    let name = full_name.split_once("::").unwrap().1;
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["--exact", name, "--nocapture", "--test-threads=1"])
        .env_clear()
        .env(ROOT, &root)
        .env(REAL_PATH, &path)
        .env("PATH", &path)
        .env("HOME", &home)
        .env("XDG_CONFIG_HOME", home.join(".config"))
        .env("TMPDIR", &root)
        .env("GIT_CONFIG_GLOBAL", home.join(".gitconfig"))
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CEILING_DIRECTORIES", &root);
    for (name, value) in env {
        command.env(name, value.replace("$ROOT", root.to_str().unwrap()));
    }
    let output = command.output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && text.contains("1 passed"),
        "{full_name} failed in its sealed process:\n{text}\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    for line in text.lines().filter(|line| line.starts_with("NOTICE")) {
        println!("{line}");
    }
}

impl Ground {
    /// The real git, with the outer PATH; `None` for its exit code when it was killed.
    pub fn try_git(&self, dir: &Path, args: &[&str]) -> Output {
        Command::new("git")
            .arg("-C")
            .arg(dir)
            .args(args)
            .env("PATH", std::env::var_os(REAL_PATH).unwrap())
            .output()
            .unwrap()
    }

    /// The real git, which must succeed; gives its output without the last line feed.
    pub fn git(&self, dir: &Path, args: &[&str]) -> String {
        let output = self.try_git(dir, args);
        assert!(
            output.status.success(),
            "git {args:?}: {}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).unwrap().trim_end().to_owned()
    }

    /// Types a command in a shell, as a person would who reads it in a message.
    pub fn types(&self, command: &str) {
        let output = Command::new("bash")
            .args(["-c", command])
            .current_dir(&self.root)
            .env("PATH", std::env::var_os(REAL_PATH).unwrap())
            .env("GIT_EDITOR", "true")
            .output()
            .unwrap();
        assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
    }

    /// An empty repository.
    pub fn empty_repo(&self, name: &str) -> PathBuf {
        let dir = self.root.join(name);
        fs::create_dir_all(&dir).unwrap();
        self.git(&dir, &["init", "-q"]);
        dir
    }

    /// A larger project with one commit and a register in its folder `register`; gives both.
    pub fn project(&self) -> (PathBuf, PathBuf) {
        let project = self.empty_repo("project");
        let register = project.join("register");
        write(&register.join("activities/payroll.toml"), "name = \"Paie\"\n");
        write(&register.join("activities/shop.toml"), "name = \"Boutique\"\n");
        write(&project.join("README.md"), "a project\n");
        write(&project.join("register-old/x.toml"), "x = 1\n");
        self.commit_all(&project, "first");
        (project, register)
    }

    pub fn commit_all(&self, dir: &Path, message: &str) {
        self.git(dir, &["add", "-A"]);
        self.git(dir, &["commit", "-q", "-m", message]);
    }

    /// All that the index holds, with modes, stages and announced files.
    pub fn index(&self, dir: &Path) -> String {
        let stage = self.git(dir, &["ls-files", "--stage"]);
        format!("{stage}\n{}", self.git(dir, &["status", "--porcelain=v2", "--untracked-files=all"]))
    }

    /// Installs a hook that runs this shell script.
    pub fn hook(&self, repo: &Path, name: &str, script: &str) {
        let file = repo.join(".git/hooks").join(name);
        write(&file, &format!("#!/bin/sh\n{script}\n"));
        make_executable(&file);
    }
}

pub fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

pub fn make_executable(path: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

pub fn open(dir: &Path) -> Repo {
    Repo::discover(dir).unwrap().expect("a repository")
}

/// Whether the register's folder is, byte for byte, what HEAD holds.
pub fn is_clean(repo: &Repo) -> bool {
    repo.head_fingerprint().unwrap() == Some(repo.fingerprint().unwrap())
}

pub fn at(path: &str) -> RegisterPath {
    RegisterPath::new(path).unwrap()
}

/// Commits these files of the register with a fixed message.
pub fn commit(dir: &Path, paths: &[&str]) -> Result<Committed, HistoryError> {
    let paths: Vec<RegisterPath> = paths.iter().map(|p| at(p)).collect();
    let message = CommitMessage::new("Fiche de paie", "").unwrap();
    open(dir).commit(&paths, &message, CommitOptions::default())
}

/// The French sentence of an error, after checking that both languages are complete.
pub fn sentence(error: &HistoryError) -> String {
    for lang in Lang::ALL {
        let text = error.message().get(lang);
        assert!(!text.contains("{cure") && !text.contains("{where") && !text.contains("{what"), "{text}");
        assert!(!text.contains('\u{1b}'), "{text}");
        for cure in error.cures() {
            assert!(text.contains(&cure), "the cure {cure} is not in: {text}");
        }
    }
    error.message().get(Lang::Fr)
}
