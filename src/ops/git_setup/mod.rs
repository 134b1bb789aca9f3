//! The register reviewed in git: what git needs so that plain `git merge`, `git rebase`, `git diff` and
//! `git log -p` work on records, put in place and taken away again.
//!
//! First a plan, which says of each thing what stands there now; then the plan is carried out. What is in
//! place already is left; what somebody wrote otherwise is left too, and named. Nothing is remembered
//! beside the files themselves: the setup knows its own words again.

use std::path::{Path, PathBuf};

mod written;

pub use self::written::Forge;
use super::error::{Exit, OpError};
pub use crate::history::SettingsOf;
use crate::history::{
    Found, Repo, found, put_lines, remove, remove_empty_folders, shell_word, take_lines, write_whole,
};
use crate::model::message::{Lang, Message, Text, text};

const NO_GIT: Text = text(
    "Le registre n’est dans aucun dépôt git\u{a0}: il n’y a rien à y installer.",
    "The register is in no git repository: there is nothing to set up in it.",
);
const INIT: Text = text("Pour en créer un\u{a0}: git init {dir}", "To make one: git init {dir}");
const NO_PROGRAM: Text = text(
    "Le chemin de ce programme ne peut pas être écrit dans les réglages de git\u{a0}: le mettre dans le PATH sous le nom «\u{a0}registre\u{a0}».",
    "The path of this program cannot be written into git’s settings: put it into the PATH by the name “registre”.",
);
const NO_PIPELINE: Text = text(
    "Le nom du dossier du registre contient des signes qu’un fichier d’intégration continue prendrait pour les siens\u{a0}: rien n’est écrit.",
    "The name of the register’s folder holds signs that a pipeline file would take for its own: nothing was written.",
);

/// What is wanted.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// The settings in the person's own file rather than the repository's.
    pub global: bool,
    /// The attributes in the register's folder, for the whole team, rather than in `.git`.
    pub shared: bool,
    /// Without the hook.
    pub no_hook: bool,
    pub pipelines: Vec<Forge>,
}

/// One thing that is put in place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// A setting of git.
    Setting { of: SettingsOf, key: &'static str, value: String },
    /// Lines of attributes.
    Attributes { root: PathBuf, lines: Vec<String>, shared: bool },
    /// The hook before a commit; without a root it lies in a folder that other repositories share.
    Hook { root: Option<PathBuf>, text: String, line: String },
    /// A pipeline's file.
    Pipeline { root: PathBuf, forge: Forge, text: String },
}

/// What stands there now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    Nothing,
    /// The very thing.
    InPlace,
    /// One of ours, of another day: for a program that lay elsewhere, in another language.
    Older,
    /// Something that somebody else wrote, or changed.
    Foreign(String),
}

/// One thing, where it stands, and what is there now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    pub piece: Piece,
    pub file: PathBuf,
    pub standing: Standing,
}

/// What git needs, beside what it has.
#[derive(Debug)]
pub struct Setup {
    repo: Repo,
    /// How a shell calls the program.
    word: String,
    pub planned: Vec<Planned>,
}

/// What stands in git for the register in `dir`, beside what is wanted. Changes nothing.
pub fn look(dir: &Path, wanted: &Wanted, lang: Lang) -> Result<Setup, OpError> {
    let repo = repository(dir)?;
    let word = program()?;
    let mut setup = Setup { repo, word, planned: Vec::new() };
    setup.settings(if wanted.global { SettingsOf::Person } else { SettingsOf::Repository }, lang)?;
    let shared = setup.attributes(true)?;
    let by_team = wanted.shared || shared.standing == Standing::InPlace;
    let attributes = if by_team { shared } else { setup.attributes(false)? };
    setup.planned.push(attributes);
    if !wanted.no_hook {
        setup.hook()?;
    }
    for forge in &wanted.pipelines {
        let planned = setup.pipeline(*forge)?;
        setup.planned.push(planned.ok_or_else(|| OpError::new(Exit::Usage, NO_PIPELINE))?);
    }
    Ok(setup)
}

/// Everything that the setup may have put for the register in `dir`, wherever.
pub fn look_for_all(dir: &Path, global: bool, lang: Lang) -> Result<Setup, OpError> {
    let repo = repository(dir)?;
    let mut setup = Setup { repo, word: program()?, planned: Vec::new() };
    setup.settings(SettingsOf::Repository, lang)?;
    if global {
        setup.settings(SettingsOf::Person, lang)?;
    }
    for shared in [false, true] {
        let planned = setup.attributes(shared)?;
        setup.planned.push(planned);
    }
    setup.hook()?;
    for forge in Forge::ALL {
        let planned = setup.pipeline(forge)?;
        setup.planned.extend(planned);
    }
    Ok(setup)
}

fn repository(dir: &Path) -> Result<Repo, OpError> {
    Repo::discover(dir)?.ok_or_else(|| {
        let init = INIT.msg().with("dir", shell_word(dir.as_os_str()));
        OpError::new(Exit::Register, NO_GIT).hint(init)
    })
}

/// How a shell calls this program: by its name where the PATH leads to one, else by its place.
fn program() -> Result<String, OpError> {
    let name = format!("registre{}", std::env::consts::EXE_SUFFIX);
    let path = std::env::var_os("PATH").unwrap_or_default();
    // A relative folder would mean another one wherever git is called.
    let mut folders = std::env::split_paths(&path).filter(|dir| dir.is_absolute());
    if folders.any(|dir| dir.join(&name).is_file()) {
        return Ok("registre".to_owned());
    }
    let here = std::env::current_exe().ok();
    let plain = here.as_ref().and_then(|p| p.to_str()).filter(|p| !p.chars().any(char::is_control));
    match plain {
        Some(path) => Ok(shell_word(path.as_ref())),
        None => Err(OpError::new(Exit::Usage, NO_PROGRAM)),
    }
}

impl Setup {
    fn settings(&mut self, of: SettingsOf, lang: Lang) -> Result<(), OpError> {
        let file = self.repo.settings_file(of).unwrap_or_default();
        for (key, value) in written::settings(&self.word, written::NAMES.get(lang)) {
            let there = self.repo.setting(of, key)?;
            let standing = match there.as_slice() {
                [] => Standing::Nothing,
                [one] if *one == value => Standing::InPlace,
                [one] if written::is_own_setting(key, one) => Standing::Older,
                several => Standing::Foreign(several.join(", ")),
            };
            let piece = Piece::Setting { of, key, value };
            self.planned.push(Planned { piece, file: file.clone(), standing });
        }
        Ok(())
    }

    fn attributes(&self, shared: bool) -> Result<Planned, OpError> {
        let (root, file, lines) = match shared {
            true => {
                let file = self.repo.register_dir().join(".gitattributes");
                (self.repo.work_tree(), file, written::attributes(Path::new("")))
            }
            false => {
                let root = self.repo.git_folder();
                (root, root.join("info").join("attributes"), written::attributes(self.repo.prefix()))
            }
        };
        let standing = match found(root, &file)? {
            Found::Nothing => Standing::Nothing,
            Found::NoFile => Standing::Foreign(String::new()),
            Found::Bytes(bytes) => {
                let text = String::from_utf8_lossy(&bytes);
                let there: Vec<&str> = text.lines().map(str::trim_end).collect();
                match lines.iter().filter(|line| there.contains(&line.as_str())).count() {
                    0 => Standing::Nothing,
                    n if n == lines.len() => Standing::InPlace,
                    _ => Standing::Older,
                }
            }
        };
        let piece = Piece::Attributes { root: root.to_owned(), lines, shared };
        Ok(Planned { piece, file, standing })
    }

    fn hook(&mut self) -> Result<(), OpError> {
        let (file, root) = self.repo.hook_file("pre-commit")?;
        let prefix = self.repo.prefix();
        let (text, line) = (written::hook(&self.word, prefix), written::hook_line(&self.word, prefix));
        let there = match &root {
            Some(root) => found(root, &file)?,
            None => Found::NoFile,
        };
        let standing = match there {
            Found::Nothing => Standing::Nothing,
            Found::NoFile => Standing::Foreign(String::new()),
            Found::Bytes(bytes) if bytes == text.as_bytes() => Standing::InPlace,
            Found::Bytes(bytes) if written::is_own_hook(&bytes, prefix) => Standing::Older,
            Found::Bytes(_) => Standing::Foreign(String::new()),
        };
        self.planned.push(Planned { piece: Piece::Hook { root, text, line }, file, standing });
        Ok(())
    }

    fn pipeline(&self, forge: Forge) -> Result<Option<Planned>, OpError> {
        let Some(text) = forge.file(self.repo.prefix()) else { return Ok(None) };
        let root = self.repo.work_tree().to_owned();
        let file = root.join(forge.path());
        let standing = match found(&root, &file)? {
            Found::Nothing => Standing::Nothing,
            Found::Bytes(bytes) if bytes == text.as_bytes() => Standing::InPlace,
            _ => Standing::Foreign(String::new()),
        };
        Ok(Some(Planned { piece: Piece::Pipeline { root, forge, text }, file, standing }))
    }

    /// A file as a person names it: from the root of the work tree, where it lies below it.
    pub fn shown(&self, file: &Path) -> String {
        file.strip_prefix(self.repo.work_tree()).unwrap_or(file).to_string_lossy().replace('\\', "/")
    }

    /// Puts in place what is not. `force` writes over a pipeline's file that is another.
    pub fn put(&self, force: bool) -> Result<(), OpError> {
        self.planned.iter().filter(|p| p.would_put(force)).try_for_each(|p| self.put_one(p))
    }

    fn put_one(&self, planned: &Planned) -> Result<(), OpError> {
        let file = &planned.file;
        match &planned.piece {
            Piece::Setting { of, key, value } => self.repo.set_setting(*of, key, value)?,
            Piece::Attributes { root, lines, .. } => {
                if planned.standing == Standing::Older {
                    take_lines(root, file, written::TITLE, lines)?;
                }
                put_lines(root, file, written::TITLE, lines)?;
            }
            Piece::Hook { root, text, .. } => {
                if let Some(root) = root {
                    write_whole(root, file, text.as_bytes(), true)?;
                }
            }
            Piece::Pipeline { root, text, .. } => write_whole(root, file, text.as_bytes(), false)?,
        }
        Ok(())
    }

    /// Takes away what the setup put, and nothing else.
    pub fn take(&self) -> Result<(), OpError> {
        for planned in self.planned.iter().filter(|p| p.would_take()) {
            match &planned.piece {
                Piece::Setting { of, key, .. } => self.repo.unset_setting(*of, key)?,
                Piece::Attributes { root, lines, .. } => {
                    take_lines(root, &planned.file, written::TITLE, lines)?;
                }
                Piece::Hook { .. } => remove(&planned.file)?,
                Piece::Pipeline { root, .. } => {
                    remove(&planned.file)?;
                    remove_empty_folders(root, &planned.file);
                }
            }
        }
        Ok(())
    }
}

impl Planned {
    /// Whether [`Setup::put`] changes it.
    pub fn would_put(&self, force: bool) -> bool {
        match (&self.standing, &self.piece) {
            (Standing::Nothing | Standing::Older, _) => true,
            (Standing::Foreign(_), Piece::Pipeline { .. }) => force,
            _ => false,
        }
    }

    /// Whether [`Setup::take`] takes it away.
    pub fn would_take(&self) -> bool {
        matches!(self.standing, Standing::InPlace | Standing::Older)
    }

    /// Whether it is somebody else's: left as it is, and named.
    pub fn is_foreign(&self) -> bool {
        matches!(self.standing, Standing::Foreign(_))
    }

    /// What it is, in a few words.
    pub fn what(&self) -> Message {
        match &self.piece {
            Piece::Setting { key, value, .. } => {
                text("{key} = {value}", "{key} = {value}").msg().with("key", *key).with("value", value)
            }
            Piece::Attributes { shared: false, .. } => {
                text("attributs des fiches, pour ce clone", "attributes of the records, for this clone").msg()
            }
            Piece::Attributes { .. } => {
                text("attributs des fiches, pour toute l’équipe", "attributes of the records, for the team")
                    .msg()
            }
            Piece::Hook { .. } => text("contrôle avant chaque commit", "check before each commit").msg(),
            Piece::Pipeline { forge: Forge::GitHub, .. } => {
                text("revue des demandes sur GitHub", "review of pull requests on GitHub").msg()
            }
            Piece::Pipeline { .. } => {
                text("revue des demandes sur GitLab", "review of merge requests on GitLab").msg()
            }
        }
    }
}
