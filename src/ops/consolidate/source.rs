//! Where a register is read from: a folder, or a commit of the repository that a folder is in.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::history::{CommitInfo, RegisterPath, Repo};
use crate::model::message::{Text, text};
use crate::ops::committed::repository_of;
use crate::ops::error::{Exit, OpError};
use crate::ops::past::{PastFs, named};
use crate::ops::workspace::Workspace;
use crate::ops::{locate, output};

const NO_REGISTER_AT: Text = text(
    "Pas de registre dans {dir} à {commit}\u{a0}: ni register.toml, ni register/register.toml.",
    "No register in {dir} at {commit}: neither register.toml nor register/register.toml.",
);

/// A list of registers is no larger than this many bytes.
const MAX_LIST: usize = 1 << 20;

/// A register as it was named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    pub typed: String,
    dir: PathBuf,
    revision: Option<String>,
}

/// An open register, and the commit that it was read from.
pub(super) struct Opened {
    pub workspace: Workspace,
    pub commit: Option<CommitInfo>,
}

/// The registers that were named, those of a list after the others; each once.
pub fn sources(typed: &[String], list: Option<&Path>) -> Result<Vec<Source>, OpError> {
    let mut found: Vec<Source> = typed.iter().map(|t| Source::of(t, Path::new(""))).collect();
    if let Some(list) = list {
        let bytes = output::read(list, MAX_LIST)?;
        // What a list names stands beside it.
        let beside = list.parent().unwrap_or(Path::new(""));
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let lines = text.trim_start_matches('\u{feff}').lines().map(str::trim);
        found.extend(lines.filter(|l| !l.is_empty() && !l.starts_with('#')).map(|l| Source::of(l, beside)));
    }
    let mut once: Vec<Source> = Vec::with_capacity(found.len());
    let mut seen = std::collections::HashSet::new();
    for source in found {
        if seen.insert((source.dir.clone(), source.revision.clone())) {
            once.push(source);
        }
    }
    Ok(once)
}

impl Source {
    fn of(typed: &str, beside: &Path) -> Source {
        let whole = beside.join(typed);
        // A folder may have the sign in its name.
        let (dir, revision) = match typed.rsplit_once('#') {
            Some((dir, revision)) if !whole.exists() => {
                let dir = if dir.is_empty() { "." } else { dir };
                (beside.join(dir), Some(revision.to_owned()))
            }
            _ => (whole, None),
        };
        Source { typed: typed.to_owned(), dir, revision }
    }

    /// Opens it to be looked at. What a crash had left half done there is not finished: it is another's.
    pub(super) fn open(&self) -> Result<Opened, OpError> {
        let Some(revision) = &self.revision else {
            let dir = locate::locate(Some(&self.dir), None, &self.dir)?;
            return Ok(Opened { workspace: Workspace::open_to_look(&dir)?, commit: None });
        };
        let repo = repository_of(&self.dir)?;
        let commit = named(&repo, revision)?;
        // On the disk the folder may be that of another branch, or not be there.
        let repo = if self.has_register(&repo, &commit)? {
            repo
        } else {
            let below = repo.below(&RegisterPath::new("register")?);
            if !self.has_register(&below, &commit)? {
                let message = NO_REGISTER_AT.msg().with("dir", self.dir.display().to_string());
                return Err(OpError::new(Exit::Register, message.with("commit", revision.as_str())));
            }
            below
        };
        let files = repo.files_at(&commit)?;
        let mut workspace = Workspace::open_on(&self.dir, Arc::new(PastFs::new(repo, files)))?;
        workspace.past = Some(commit.clone());
        Ok(Opened { workspace, commit: Some(commit) })
    }

    fn has_register(&self, repo: &Repo, commit: &CommitInfo) -> Result<bool, OpError> {
        let root = RegisterPath::new("register.toml")?;
        Ok(repo.has_file_at(commit, &root)?)
    }
}
