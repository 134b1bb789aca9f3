//! A git repository for a folder that has none, with the two small files that make it behave.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use git2::{Config, ConfigLevel, IndexAddOption, Repository, RepositoryInitOptions, Signature};

use crate::history::error::HistoryError;
use crate::history::repo::Repo;

/// Git shows and merges the files with the same line ends on every system.
const ATTRIBUTES: (&str, &str) = (".gitattributes", "*.toml text eol=lf\n");
/// Temporary files of a save that was interrupted never reach a commit.
const IGNORE: (&str, &str) = (".gitignore", ".registre-*\n");
/// The first branch where the user's git names no other (`init.defaultBranch`).
const FIRST_BRANCH: &str = "main";

/// What [`init`] did.
#[derive(Debug)]
pub enum Initialised {
    /// The folder was already in a repository: nothing was done.
    AlreadyInside(Repo),
    /// A repository was made, with these files.
    Created { repo: Repo, files: Vec<Written> },
}

/// A file that [`write_defaults`] cares for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Written {
    New(PathBuf),
    /// It existed and was left alone, although it lacks this line.
    KeptWithout {
        path: PathBuf,
        line: &'static str,
    },
    /// It existed with the line.
    Kept(PathBuf),
}

/// Makes a git repository in `dir`, unless the folder already is in one. The user's template folder
/// (`init.templateDir`) and first branch are honoured; no command is run.
pub fn init(dir: &Path) -> Result<Initialised, HistoryError> {
    if let Some(repo) = Repo::discover(dir)? {
        return Ok(Initialised::AlreadyInside(repo));
    }
    let mut options = RepositoryInitOptions::new();
    options.no_reinit(true).mkdir(false).mkpath(false).external_template(true);
    let chosen = Config::open_default().ok().and_then(|c| c.get_string("init.defaultBranch").ok());
    if chosen.is_none_or(|name| name.is_empty()) {
        options.initial_head(FIRST_BRANCH);
    }
    Repository::init_opts(dir, &options).map_err(|e| HistoryError::from_git2(dir, &e))?;
    let files = write_defaults(dir)?;
    match Repo::discover(dir)? {
        Some(repo) => Ok(Initialised::Created { repo, files }),
        None => Err(HistoryError::Damaged { repository: dir.to_owned(), detail: String::new() }),
    }
}

/// Makes the first commit of a repository that [`init`] made: all that is there and not ignored, in the
/// name of the person as git knows it, else of `author`, who then stands in the repository's settings so
/// that later commits can be made. Only for a folder of our own: no hook of the person's is run.
pub fn first_commit(repo: &Repo, author: (&str, &str), message: &str) -> Result<(), HistoryError> {
    let dir = repo.work_tree();
    commit_all(dir, author, message).map_err(|e| HistoryError::from_git2(dir, &e))
}

fn commit_all(dir: &Path, (name, email): (&str, &str), message: &str) -> Result<(), git2::Error> {
    let repo = Repository::open(dir)?;
    let mut index = repo.index()?;
    index.add_all(["."], IndexAddOption::DEFAULT, None)?;
    index.write()?;
    let tree = repo.find_tree(index.write_tree()?)?;
    let by = match repo.signature() {
        Ok(person) => person,
        Err(_) => {
            let mut config = repo.config()?.open_level(ConfigLevel::Local)?;
            config.set_str("user.name", name)?;
            config.set_str("user.email", email)?;
            Signature::now(name, email)?
        }
    };
    repo.commit(Some("HEAD"), &by, &by, message, &tree, &[]).map(drop)
}

/// Writes `.gitattributes` and `.gitignore` into the register folder where they do not exist.
pub fn write_defaults(dir: &Path) -> Result<Vec<Written>, HistoryError> {
    [ATTRIBUTES, IGNORE].iter().map(|(name, line)| write_new(&dir.join(name), line)).collect()
}

fn write_new(path: &Path, line: &'static str) -> Result<Written, HistoryError> {
    let io = |e: std::io::Error| HistoryError::io(path, &e);
    // `create_new` neither truncates nor follows a link.
    match OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(mut file) => {
            file.write_all(line.as_bytes()).and_then(|()| file.sync_all()).map_err(io)?;
            Ok(Written::New(path.to_owned()))
        }
        Err(e) if e.kind() == ErrorKind::AlreadyExists => {
            let is_file = path.symlink_metadata().is_ok_and(|meta| meta.is_file());
            let text = if is_file { std::fs::read(path).unwrap_or_default() } else { Vec::new() };
            let text = String::from_utf8_lossy(&text).into_owned();
            let line = line.trim_end();
            Ok(match text.lines().any(|l| l.trim() == line) {
                true => Written::Kept(path.to_owned()),
                false => Written::KeptWithout { path: path.to_owned(), line },
            })
        }
        Err(e) => Err(io(e)),
    }
}
