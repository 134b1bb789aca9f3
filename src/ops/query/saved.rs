//! Filters that are kept: those of the program, and a person's own in the state folder, never in the register.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path as FsPath, PathBuf};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::model::message::{Message, Text, text};
use crate::model::{Kind, system};
use crate::ops::output;
use crate::ops::places::NO_HOME;
use crate::store::lock::Lock;

/// The form of the file that is written here.
const VERSION: u32 = 1;
/// The largest file that is read.
const MAX_SIZE: u64 = 1 << 20;
/// How long another session may take to keep a filter of its own.
const PATIENCE: Duration = Duration::from_secs(2);

const NOT_READ: Text = text(
    "Les filtres gardés dans «\u{a0}{path}\u{a0}» ne peuvent pas être lus ({why})\u{202f}; le fichier est laissé tel quel.",
    "The filters kept in “{path}” cannot be read ({why}); the file is left as it is.",
);
const NOT_WRITTEN: Text = text(
    "Le filtre ne peut pas être gardé dans «\u{a0}{path}\u{a0}» ({why}).",
    "The filter cannot be kept in “{path}” ({why}).",
);
const NOT_OURS: Text =
    text("ce n’est pas un fichier de filtres de cette version", "it is no file of filters of this version");

const HEADER: &str = "# Filtres gardés par registre – filters kept by registre\n";

/// A filter under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    pub name: String,
    /// The kind it was made for; `None`: any.
    pub kind: Option<Kind>,
    pub query: String,
}

/// A filter of the program.
#[derive(Debug)]
pub struct BuiltIn {
    pub name: Text,
    /// `None`: any kind.
    pub kind: Option<Kind>,
    pub query: Text,
}

/// The filters of the program, in the words of the reader.
pub static BUILT_IN: &[BuiltIn] = &[
    BuiltIn {
        name: text("Projets", "Drafts"),
        kind: Some(Kind::Activity),
        query: text("statut:projet", "status:draft"),
    },
    BuiltIn {
        name: text("Avec des erreurs", "With errors"),
        kind: None,
        query: text("constat:erreur", "finding:error"),
    },
    BuiltIn {
        name: text("Transferts hors UE", "Transfers outside the EU"),
        kind: Some(Kind::Activity),
        query: text("transfert:oui", "transfer:yes"),
    },
    BuiltIn {
        name: text("Sans durée de conservation", "Without a retention period"),
        kind: Some(Kind::Activity),
        query: text("durée:? -statut:close", "period:? -status:ended"),
    },
    BuiltIn {
        name: text("Données sensibles", "Sensitive data"),
        kind: Some(Kind::Activity),
        query: text("sensible:oui", "sensitive:yes"),
    },
    BuiltIn {
        name: text("Modifiées", "Modified"), kind: None, query: text("modifiée:oui", "modified:yes")
    },
    BuiltIn {
        name: text("À revoir", "Due for review"),
        kind: Some(Kind::Activity),
        query: text("à-revoir:oui", "due:yes"),
    },
];

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    version: u32,
    #[serde(default, rename = "filter")]
    filters: Vec<StoredFilter>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct StoredFilter {
    name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    query: String,
}

/// What is done to a person's own filters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Adds one, in the place of one of that name and kind.
    Keep(Saved),
    /// Takes one out.
    Drop(Saved),
}

/// Where a person's own filters lie, below the state folder.
pub fn path(state: &FsPath) -> PathBuf {
    state.join("filters.toml")
}

/// A person's own filters, in the order they were kept; none where there is no file.
pub fn load(state: Option<&FsPath>) -> Result<Vec<Saved>, Message> {
    let Some(state) = state else { return Ok(Vec::new()) };
    let path = path(state);
    let unread = |why: Message| NOT_READ.msg().with("path", path.display().to_string()).with("why", why);
    let mut text = String::new();
    match File::open(&path).and_then(|file| file.take(MAX_SIZE + 1).read_to_string(&mut text)) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(e) => return Err(unread(system::words(&e))),
        Ok(size) if size as u64 > MAX_SIZE => return Err(unread(NOT_OURS.msg())),
        Ok(_) => {}
    }
    // A key that is not known is one of a later version: written anew it would be lost.
    let stored: Stored = toml::from_str(&text).map_err(|_| unread(NOT_OURS.msg()))?;
    if stored.version != VERSION {
        return Err(unread(NOT_OURS.msg()));
    }
    let filter = |f: StoredFilter| match f.kind.as_deref().map(Kind::parse) {
        Some(None) => None,
        kind => Some(Saved { name: f.name, kind: kind.flatten(), query: f.query }),
    };
    let filters: Option<Vec<Saved>> = stored.filters.into_iter().map(filter).collect();
    filters.ok_or_else(|| unread(NOT_OURS.msg()))
}

/// Changes a person's own filters; gives them as they are then. What cannot be read is never written over.
pub fn edit(state: Option<&FsPath>, edit: &Edit) -> Result<Vec<Saved>, Message> {
    let unwritten = |path: String, why: Message| NOT_WRITTEN.msg().with("path", path).with("why", why);
    let Some(state) = state else { return Err(unwritten("filters.toml".to_owned(), NO_HOME.msg())) };
    let path = path(state);
    let failed = |e: io::Error| unwritten(path.display().to_string(), system::words(&e));
    fs::DirBuilder::new().recursive(true).mode(0o700).create(state).map_err(failed)?;
    // Two sessions that keep a filter at the same moment keep both.
    let lock = Lock::take(File::open(state).map_err(failed)?, PATIENCE);
    if lock.is_busy() {
        return Err(failed(io::Error::from(io::ErrorKind::ResourceBusy)));
    }
    let mut filters = load(Some(state))?;
    match edit {
        Edit::Keep(saved) => {
            match filters.iter_mut().find(|f| f.name == saved.name && f.kind == saved.kind) {
                Some(slot) => *slot = saved.clone(),
                None => filters.push(saved.clone()),
            }
        }
        Edit::Drop(saved) => filters.retain(|f| f != saved),
    }
    let stored = Stored {
        version: VERSION,
        filters: filters
            .iter()
            .map(|f| StoredFilter {
                name: f.name.clone(),
                kind: f.kind.map(|k| k.word().to_owned()),
                query: f.query.clone(),
            })
            .collect(),
    };
    let text = toml::to_string(&stored).map_err(|e| failed(io::Error::other(e)))?;
    output::keep(&path, format!("{HEADER}{text}").as_bytes()).map_err(failed)?;
    drop(lock);
    Ok(filters)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ops::query::Query;

    fn saved(name: &str, kind: Option<Kind>, query: &str) -> Saved {
        Saved { name: name.into(), kind, query: query.into() }
    }

    #[test]
    fn what_the_program_offers_is_understood() {
        for built_in in BUILT_IN {
            for query in [built_in.query.fr, built_in.query.en] {
                let query = Query::parse(query);
                assert!(query.mistakes.is_empty() && !query.is_empty(), "{}", built_in.name.en);
            }
        }
    }

    #[test]
    fn filters_are_kept_replaced_and_dropped() {
        let dir = tempfile::tempdir().unwrap();
        let state = dir.path().join("not/yet/there");
        assert_eq!(load(Some(&state)), Ok(vec![]));
        let one = saved("Été", Some(Kind::Activity), "pays:US \"a b\"");
        let two = saved("Été", None, "x");
        edit(Some(&state), &Edit::Keep(one.clone())).unwrap();
        edit(Some(&state), &Edit::Keep(two.clone())).unwrap();
        let other = saved("Été", None, "y");
        assert_eq!(edit(Some(&state), &Edit::Keep(other.clone())), Ok(vec![one.clone(), other.clone()]));
        assert_eq!(edit(Some(&state), &Edit::Drop(one)), Ok(vec![other.clone()]));
        assert_eq!(load(Some(&state)), Ok(vec![other]));
    }

    #[test]
    fn what_cannot_be_read_is_said_and_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        for text in [
            "pas du toml",
            "version = 2\n",
            "version = 1\nnew = true\n",
            "version = 1\n[[filter]]\nname = \"a\"\nkind = \"machin\"\nquery = \"x\"\n",
            "version = 1\n[[filter]]\nname = \"a\"\nquery = \"x\"\nsort = \"title\"\n",
        ] {
            fs::write(path(dir.path()), text).unwrap();
            assert!(load(Some(dir.path())).is_err(), "{text}");
            assert!(edit(Some(dir.path()), &Edit::Keep(saved("a", None, "b"))).is_err());
            assert_eq!(fs::read_to_string(path(dir.path())).unwrap(), text);
        }
        fs::write(path(dir.path()), [0xff, 0xfe]).unwrap();
        assert!(edit(Some(dir.path()), &Edit::Keep(saved("a", None, "b"))).is_err());
        assert!(edit(None, &Edit::Keep(saved("a", None, "b"))).is_err(), "nowhere to keep it");
    }
}
