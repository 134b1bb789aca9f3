//! A sealed place to run the program in: its own folder, its own home, nothing of the person who tests.
#![allow(dead_code, clippy::unwrap_used, clippy::panic)]

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

use portable_pty::CommandBuilder;

use super::Session;

/// A folder of its own with a home of its own: nothing of the person who runs the tests gets in.
pub struct Ground {
    dir: tempfile::TempDir,
}

impl Ground {
    pub fn new() -> Ground {
        let dir = tempfile::tempdir().unwrap();
        let home = dir.path().join("home");
        std::fs::create_dir_all(dir.path().join("projet")).unwrap();
        std::fs::create_dir_all(&home).unwrap();
        std::fs::write(
            home.join(".gitconfig"),
            "[user]\n\tname = Déléguée d’essai\n\temail = dpo@exemple.fr\n[init]\n\tdefaultBranch = main\n",
        )
        .unwrap();
        Ground { dir }
    }

    /// Where the commands run.
    pub fn project(&self) -> PathBuf {
        self.dir.path().join("projet")
    }

    pub fn write(&self, file: &str, text: &str) {
        let path = self.project().join(file);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    pub fn read(&self, file: &str) -> String {
        std::fs::read_to_string(self.project().join(file)).unwrap()
    }

    fn environment(&self) -> Vec<(&'static str, OsString)> {
        vec![
            ("PATH", std::env::var_os("PATH").unwrap_or_default()),
            ("HOME", self.dir.path().join("home").into_os_string()),
            ("LC_ALL", "fr_FR.UTF-8".into()),
            ("GIT_CONFIG_NOSYSTEM", "1".into()),
        ]
    }

    /// Runs a program to its end; gives what it printed, and says so when it fails.
    pub fn run(&self, program: &str, args: &[&str]) -> String {
        let mut command = Command::new(program);
        command.args(args).current_dir(self.project()).env_clear().envs(self.environment());
        let out = command.output().unwrap();
        let said = String::from_utf8_lossy(&out.stderr);
        assert!(out.status.success(), "{program} {args:?}: {said}");
        String::from_utf8_lossy(&out.stdout).into_owned()
    }

    pub fn git(&self, args: &[&str]) -> String {
        self.run("git", &[&["-c", "core.quotePath=false"], args].concat())
    }

    pub fn registre(&self, args: &[&str]) -> String {
        self.run(env!("CARGO_BIN_EXE_registre"), args)
    }

    /// The interface, open on the register.
    pub fn interface(&self) -> Session {
        self.started(&[], &[])
    }

    /// The program alone in a terminal, with these options and variables.
    pub fn started(&self, options: &[&str], variables: &[(&str, &str)]) -> Session {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_registre"));
        command.args(options);
        command.env_clear();
        for (name, value) in variables {
            command.env(name, value);
        }
        for (name, value) in self.environment() {
            command.env(name, value);
        }
        command.cwd(self.project());
        Session::run(command)
    }
}
