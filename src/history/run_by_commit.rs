//! What a commit will run besides git: hooks, the signing program, filters. Told before, not after.
//!
//! Read from the configuration through libgit2; runs nothing. Configuration given by
//! `GIT_CONFIG_COUNT` or `GIT_CONFIG_PARAMETERS` is not seen here (git itself honours it).

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use git2::{AttrCheckFlags, AttrValue, Config, ConfigLevel};

use crate::history::cures::list;
use crate::history::error::HistoryError;
use crate::history::plain::{RegisterPath, visible_line, visible_path};
use crate::history::repo::Repo;
use crate::history::sentences as say;
use crate::model::message::Message;

/// The hooks that `git commit` runs, and whether they can refuse it.
const HOOKS: [(&str, bool); 6] = [
    ("pre-commit", true),
    ("prepare-commit-msg", true),
    ("commit-msg", true),
    ("reference-transaction", true),
    ("post-commit", false),
    ("post-index-change", false),
];

/// A hook that a commit runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hook {
    pub name: String,
    /// The program, for a hook that is a file.
    pub file: Option<PathBuf>,
    /// Whether it can refuse the commit.
    pub may_refuse: bool,
}

/// How commits are signed, since `commit.gpgsign` is set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signing {
    /// `openpgp`, `ssh` or `x509`.
    pub format: String,
    /// The program that signs; it may ask for a passphrase on the terminal.
    pub program: String,
}

/// Everything that a commit runs besides git.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RunByCommit {
    pub hooks: Vec<Hook>,
    pub signing: Option<Signing>,
    /// Names of the filter drivers with a program, for the files that were asked about.
    pub filters: Vec<String>,
}

impl RunByCommit {
    /// One sentence for each kind of thing that will run.
    pub fn messages(&self) -> Vec<Message> {
        let mut out = Vec::new();
        if !self.hooks.is_empty() {
            let names: Vec<String> = self.hooks.iter().map(Hook::shown).collect();
            out.push(say::RUNS_HOOKS.msg().with("n", names.len()).with("what", names.join(", ")));
        }
        if let Some(signing) = &self.signing {
            let message = say::RUNS_SIGNING.msg().with("format", visible_line(&signing.format));
            out.push(message.with("what", visible_line(&signing.program)));
        }
        if !self.filters.is_empty() {
            let message = say::RUNS_FILTERS.msg().with("n", self.filters.len());
            out.push(message.with("what", list(&self.filters)));
        }
        out
    }

    /// The names of the hooks that can refuse a commit.
    pub(super) fn refusing_hooks(&self) -> Vec<String> {
        self.hooks.iter().filter(|h| h.may_refuse).map(|h| visible_line(&h.name)).collect()
    }
}

impl Hook {
    fn shown(&self) -> String {
        let name = visible_line(&self.name);
        match &self.file {
            Some(file) => format!("{name} ({})", visible_path(file)),
            None => name,
        }
    }
}

impl Repo {
    /// What a commit of these files will run besides git. Runs nothing itself.
    pub fn hooks_and_signing(&self, paths: &[RegisterPath]) -> Result<RunByCommit, HistoryError> {
        let config = self.config()?;
        Ok(RunByCommit {
            hooks: self.hooks_named(&config, &HOOKS),
            signing: signing(&config),
            filters: self.filters(&config, paths)?,
        })
    }

    /// The configuration that git would use, also where `GIT_CONFIG_GLOBAL` replaces the user's file.
    pub(super) fn config(&self) -> Result<Config, HistoryError> {
        let mut config = self.git.config().map_err(|e| self.error(&e))?;
        if let Some(file) = std::env::var_os("GIT_CONFIG_GLOBAL").filter(|file| Path::new(file).is_file()) {
            config.add_file(Path::new(&file), ConfigLevel::Global, true).map_err(|e| self.error(&e))?;
        }
        config.snapshot().map_err(|e| self.error(&e))
    }

    /// The folder in which git looks for hooks.
    pub(super) fn hooks_folder(&self, config: &Config) -> PathBuf {
        match config.get_path("core.hookspath") {
            Ok(dir) => self.work_tree().join(dir),
            Err(_) => self.git.commondir().join("hooks"),
        }
    }

    /// Where git looks for the hook of this name, and the folder below which it lies: the work tree, or
    /// git's own; `None` for a folder of hooks elsewhere, which other repositories share.
    pub fn hook_file(&self, name: &str) -> Result<(PathBuf, Option<PathBuf>), HistoryError> {
        let file = self.hooks_folder(&self.config()?).join(name);
        let roots = [self.git.commondir(), self.work_tree()];
        let root = roots.into_iter().find(|root| file.starts_with(root)).map(Path::to_owned);
        Ok((file, root))
    }

    /// Git's own folder, which the work trees of a repository share.
    pub fn git_folder(&self) -> &Path {
        self.git.commondir()
    }

    /// Those of these hooks that would run.
    pub(super) fn hooks_named(&self, config: &Config, named: &[(&str, bool)]) -> Vec<Hook> {
        let dir = self.hooks_folder(config);
        let mut hooks: Vec<Hook> = named
            .iter()
            .map(|(name, may_refuse)| (name, dir.join(name), *may_refuse))
            .filter(|(_, file, _)| is_runnable(file))
            .map(|(name, file, may_refuse)| Hook { name: (*name).to_owned(), file: Some(file), may_refuse })
            .collect();
        hooks.extend(hooks_from_config(config));
        hooks
    }

    fn filters(&self, config: &Config, paths: &[RegisterPath]) -> Result<Vec<String>, HistoryError> {
        let mut names = BTreeSet::new();
        for path in paths {
            let full = self.in_work_tree(path);
            let value = self
                .git
                .get_attr_bytes(&full, "filter", AttrCheckFlags::FILE_THEN_INDEX)
                .map_err(|e| self.error(&e))?;
            if let AttrValue::String(name) = AttrValue::from_bytes(value) {
                names.insert(name.to_owned());
            }
        }
        let has_program = |name: &String| {
            ["clean", "process"].iter().any(|key| config.get_entry(&format!("filter.{name}.{key}")).is_ok())
        };
        Ok(names.into_iter().filter(has_program).collect())
    }
}

/// Hooks that newer versions of git read from the configuration: `hook.NAME.command`.
fn hooks_from_config(config: &Config) -> Vec<Hook> {
    let mut hooks = Vec::new();
    if let Ok(entries) = config.entries(Some(r"^hook\..*\.command$")) {
        let _ = entries.for_each(|entry| {
            let name = String::from_utf8_lossy(entry.name_bytes()).into_owned();
            let name = name.trim_end_matches(".command").to_owned();
            hooks.push(Hook { name, file: None, may_refuse: true });
        });
    }
    hooks
}

fn signing(config: &Config) -> Option<Signing> {
    config.get_bool("commit.gpgsign").unwrap_or(false).then(|| signing_program(config))
}

/// What signs here.
pub(super) fn signing_program(config: &Config) -> Signing {
    let format = config.get_string("gpg.format").unwrap_or_else(|_| "openpgp".to_owned());
    let default = match format.as_str() {
        "ssh" => "ssh-keygen",
        "x509" => "gpgsm",
        _ => "gpg",
    };
    let program = config
        .get_string(&format!("gpg.{format}.program"))
        .or_else(|e| if format == "openpgp" { config.get_string("gpg.program") } else { Err(e) })
        .unwrap_or_else(|_| default.to_owned());
    Signing { format, program }
}

#[cfg(unix)]
fn is_runnable(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    file.metadata().is_ok_and(|meta| meta.is_file() && meta.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_runnable(file: &Path) -> bool {
    file.is_file()
}
