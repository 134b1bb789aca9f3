//! A sealed place to run the program in: own folder, own home, own locale, nothing of the machine's.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value as Json;
use tempfile::TempDir;

/// A small register of an invented company, in which everything that Art. 30 asks is answered.
pub const ORGANISATION: &str = r#"schema = 1
language = "fr"
name = "Atelier Brume"
address = "3 quai des Moulins, Vernon"
email = "contact@atelier-brume.example"
breach_procedure_ref = "P-7"
breach_register_ref = "V-1"
security_policy_ref = "PSSI"
rights_contact = "donnees@atelier-brume.example"
rights_procedure_ref = "P-3"
eu_representative = "none"
dpo = "none"

[waivers.sheet-not-dated]
reason = "Les fiches sont datées par git."
by = "Direction"
on = 2098-01-01
until = 2099-12-31
everywhere = true
"#;

pub const PAYROLL: &str = r#"# Tenue par le cabinet comptable.
name = "Paie"
name_en = "Payroll"
ref = "T-001"
status = "active"
owner = "Ressources humaines"   # au siège
purposes = [
    "payer-salaires",
]
software = [
    "Registre du personnel",
    "Tableur",
]
processors = [
    "cabinet-aval",
]
joint_controllers = "none"
special_categories = "none"
transfers = "none"

[data_subjects.salaries]
category = "employees"

[data.identite]
category = "identity"
items = [
    "nom",
    "prénom",
]
retention = "paie-5-ans"

[recipients.comptable]
kind = "processor"
name = "Cabinet comptable"

[security.acces]
kind = "access_control"
description = "Comptes nominatifs."

[information]
notice_ref = "Contrat de travail, annexe 2"
"#;

pub const PURPOSE: &str = "name = \"Payer les salaires\"\nlegal_basis = \"contract\"\n";
pub const RETENTION: &str = "name = \"Paie : 5 ans\"\nactive = \"P5Y\"\ntrigger = \"Fin du mois payé\"\nfinal = \"delete\"\npurge_mechanism = \"Tâche annuelle\"\n";
pub const PROCESSOR: &str = "name = \"Cabinet Aval\"\ncountry = \"FR\"\nhosting_countries = [\n    \"FR\",\n]\ndue_diligence_ref = \"dossier/aval\"\n\
     transfers = \"none\"\n\n[contract]\nref = \"CST-1\"\nsigned_on = 2026-01-05\n";

/// What a run of the program gave.
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    /// Both outputs, for assertions on what was said at all.
    pub fn all(&self) -> String {
        format!("{}{}", self.out, self.err)
    }

    pub fn json(&self) -> Json {
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e}: {self:?}"))
    }

    #[track_caller]
    pub fn ok(self) -> Ran {
        self.exits(0)
    }

    #[track_caller]
    pub fn exits(self, code: i32) -> Ran {
        assert_eq!(self.code, code, "{self:?}");
        self
    }

    #[track_caller]
    pub fn says(self, words: &str) -> Ran {
        // Kept together by the typographer, apart by whoever writes a test.
        let said = self.all().replace(['\u{a0}', '\u{202f}'], " ");
        assert!(said.contains(words), "“{words}” is not in:\n{said}");
        self
    }
}

pub struct Sandbox {
    dir: TempDir,
    lang: &'static str,
    env: Vec<(String, String)>,
}

impl Sandbox {
    /// An empty place; the program speaks French there.
    pub fn empty() -> Sandbox {
        let dir = TempDir::new().unwrap();
        fs::create_dir(dir.path().join("home")).unwrap();
        fs::write(
            dir.path().join("home/.gitconfig"),
            "[user]\n\tname = Camille Essai\n\temail = camille@atelier-brume.example\n[init]\n\tdefaultBranch = main\n",
        )
        .unwrap();
        Sandbox { dir, lang: "fr_FR.UTF-8", env: Vec::new() }
    }

    /// A place with the small register in `register/`.
    pub fn new() -> Sandbox {
        let sandbox = Sandbox::empty();
        sandbox.write("register.toml", ORGANISATION);
        sandbox.write("activities/paie.toml", PAYROLL);
        sandbox.write("purposes/payer-salaires.toml", PURPOSE);
        sandbox.write("retention/paie-5-ans.toml", RETENTION);
        sandbox.write("processors/cabinet-aval.toml", PROCESSOR);
        sandbox
    }

    /// The same in a git repository, all of it committed.
    pub fn with_git() -> Sandbox {
        let sandbox = Sandbox::new();
        sandbox.git(&["init", "--quiet"]);
        fs::create_dir_all(sandbox.path().join(".git/info")).unwrap();
        fs::write(sandbox.path().join(".git/info/exclude"), "/home/\n").unwrap();
        sandbox.git(&["add", "--all", "register"]);
        sandbox.git(&["commit", "--quiet", "-m", "début"]);
        sandbox
    }

    pub fn english(mut self) -> Sandbox {
        self.lang = "en_GB.UTF-8";
        self
    }

    pub fn env(mut self, name: &str, value: &str) -> Sandbox {
        self.env.push((name.to_owned(), value.to_owned()));
        self
    }

    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    pub fn register(&self) -> PathBuf {
        self.path().join("register")
    }

    pub fn write(&self, file: &str, text: impl AsRef<[u8]>) {
        let path = self.register().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn read(&self, file: &str) -> String {
        fs::read_to_string(self.register().join(file)).unwrap()
    }

    pub fn has(&self, file: &str) -> bool {
        self.register().join(file).exists()
    }

    /// Every file of the register with its bytes.
    pub fn files(&self) -> Vec<(String, Vec<u8>)> {
        fn walk(dir: &Path, root: &Path, out: &mut Vec<(String, Vec<u8>)>) {
            for entry in fs::read_dir(dir).unwrap().flatten() {
                let path = entry.path();
                if path.is_dir() {
                    walk(&path, root, out);
                } else {
                    let name = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
                    out.push((name, fs::read(&path).unwrap()));
                }
            }
        }
        let mut out = Vec::new();
        walk(&self.register(), &self.register(), &mut out);
        out.sort();
        out
    }

    /// The variables that a run sees, and no other.
    pub fn variables(&self) -> Vec<(String, String)> {
        let mut vars = vec![
            ("PATH".to_owned(), std::env::var("PATH").unwrap()),
            ("HOME".to_owned(), self.path().join("home").display().to_string()),
            ("LANG".to_owned(), self.lang.to_owned()),
            ("GIT_CONFIG_NOSYSTEM".to_owned(), "1".to_owned()),
            ("GIT_CEILING_DIRECTORIES".to_owned(), self.path().parent().unwrap().display().to_string()),
        ];
        vars.extend(self.env.iter().cloned());
        vars
    }

    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_registre"));
        command.args(args).env_clear().envs(self.variables());
        command.current_dir(self.path()).stdin(Stdio::null());
        command
    }

    pub fn run(&self, args: &[&str]) -> Ran {
        ran(self.command(args))
    }

    /// The same, in a folder below.
    pub fn run_in(&self, folder: &str, args: &[&str]) -> Ran {
        let mut command = self.command(args);
        command.current_dir(self.path().join(folder));
        ran(command)
    }

    pub fn git(&self, args: &[&str]) -> String {
        self.git_with(&[], args)
    }

    /// The same with more of an environment.
    pub fn git_with(&self, env: &[(&str, &str)], args: &[&str]) -> String {
        let mut command = Command::new("git");
        command.args(args).env_clear().envs(self.variables()).envs(env.iter().copied());
        command.current_dir(self.path());
        let out = command.output().unwrap();
        assert!(out.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&out.stderr));
        String::from_utf8_lossy(&out.stdout).into_owned()
    }
}

pub fn ran(mut command: Command) -> Ran {
    let out = command.output().unwrap();
    Ran {
        code: out.status.code().unwrap_or(-1),
        out: String::from_utf8(out.stdout).unwrap_or_else(|e| format!("{} bytes", e.as_bytes().len())),
        err: String::from_utf8(out.stderr).unwrap(),
    }
}
