//! What git left for a person to settle in the register, field by field, and settling it.
//!
//! A record's file with conflict markers holds its three versions, and they differ where nobody has
//! decided yet, and nowhere else: what a person settled by hand meanwhile counts.

use std::path::Path as FsPath;

use super::error::{Exit, OpError};
use super::merge_file::{mark, sides};
use super::status::record_of;
use crate::history::{RegisterPath, Repo, Unmerged, shell_word};
use crate::model::diff::diff_records;
use crate::model::merge::Keep;
use crate::model::message::{Text, text};
use crate::model::{Change, Path, Record, RecordId, Value};
use crate::store::fs::{Fs as _, RealFs, RegPath};
use crate::store::{atomic, edit, load};

const NO_GIT: Text = text("Le registre n’est dans aucun dépôt git.", "The register is in no git repository.");
const NO_CONFLICT: Text =
    text("Git n’a laissé aucun conflit dans «\u{a0}{typed}\u{a0}».", "Git left no conflict in “{typed}”.");
const SEE: Text = text("Les voir tous\u{a0}: registre conflicts", "See them all: registre conflicts");
const NOT_IN_IT: Text = text(
    "«\u{a0}{field}\u{a0}» n’est pas en conflit dans «\u{a0}{id}\u{a0}».",
    "“{field}” is in no conflict in “{id}”.",
);
const BY_HAND: Text = text(
    "«\u{a0}{file}\u{a0}» ne se lit pas champ par champ\u{a0}: le corriger à la main, ou prendre un côté en entier.",
    "“{file}” cannot be read field by field: mend it by hand, or take one side whole.",
);
const SETTLED: Text = text(
    "«\u{a0}{file}\u{a0}» n’a plus de marques de conflit. Pour le dire à git\u{a0}: git add -- {word}",
    "“{file}” has no conflict markers any more. To tell git: git add -- {word}",
);

/// A field on which the sides disagree; `None` where it is not known or not there.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldInConflict {
    pub path: Path,
    pub base: Option<Value>,
    pub ours: Option<Value>,
    pub theirs: Option<Value>,
}

/// What is the matter with a file.
#[derive(Clone, Debug, PartialEq)]
pub enum Matter {
    /// These fields are marked in it.
    Fields(Vec<FieldInConflict>),
    /// One side changed it and the other took it away: whether ours is there, and theirs.
    Deleted { by_us: bool },
    /// It holds markers, and its versions cannot be read field by field.
    Lines,
    /// It holds no markers any more: git waits to be told.
    Settled,
}

/// A record that git left unsettled.
#[derive(Clone, Debug, PartialEq)]
pub struct InConflict {
    pub id: RecordId,
    pub matter: Matter,
}

/// What git left unsettled in the register in `dir`. Runs no command, changes nothing.
pub fn conflicts(dir: &FsPath) -> Result<Vec<InConflict>, OpError> {
    let repo = repository(dir)?;
    let files = repo.unmerged_files()?;
    Ok(files.iter().filter_map(|file| Some(look(dir, record_of(&file.path)?, file))).collect())
}

fn repository(dir: &FsPath) -> Result<Repo, OpError> {
    Repo::discover(dir)?.ok_or_else(|| OpError::new(Exit::Register, NO_GIT))
}

fn look(dir: &FsPath, id: RecordId, file: &Unmerged) -> InConflict {
    let matter = match (&file.ours, &file.theirs, on_disk(dir, &id)) {
        (None, Some(_), _) => Matter::Deleted { by_us: true },
        (Some(_), None, _) => Matter::Deleted { by_us: false },
        (_, _, Some(text)) => match (sides(&text), Versions::read(&id, &text)) {
            (None, _) => Matter::Settled,
            (Some(_), None) => Matter::Lines,
            (Some(_), Some(versions)) => Matter::Fields(versions.fields()),
        },
        _ => Matter::Settled,
    };
    InConflict { id, matter }
}

fn on_disk(dir: &FsPath, id: &RecordId) -> Option<String> {
    let path = RegPath::new(&id.path()).ok()?;
    String::from_utf8(RealFs::new(dir).read(&path, load::MAX_FILE).ok()?).ok()
}

/// The three versions that a file with markers holds: text and record.
struct Versions {
    id: RecordId,
    base: (String, Record),
    ours: (String, Record),
    theirs: (String, Record),
}

impl Versions {
    fn read(id: &RecordId, text: &str) -> Option<Versions> {
        let read = |text: String| Some((text.clone(), load::parse(id, text.as_bytes()).0?));
        let [base, ours, theirs] = sides(text)?;
        Some(Versions { id: id.clone(), base: read(base)?, ours: read(ours)?, theirs: read(theirs)? })
    }

    fn fields(&self) -> Vec<FieldInConflict> {
        let base = |path: &Path| {
            let record = &self.base.1;
            record.value(path).cloned().or_else(|| record.group(path).cloned().map(Value::Group))
        };
        let one = |change: crate::model::diff::FieldChange| FieldInConflict {
            base: base(&change.path),
            path: change.path,
            ours: change.before,
            theirs: change.after,
        };
        diff_records(&self.ours.1, &self.theirs.1).into_iter().map(one).collect()
    }

    /// The text with these fields settled, the others still marked; `None` where that cannot be written.
    fn settled(&self, chosen: &dyn Fn(&Path) -> bool, keep: Keep) -> Option<String> {
        let put = |text: &str, path: &Path, value: &Option<Value>| {
            let (record, path) = (self.id.clone(), path.clone());
            let change = match value {
                Some(value) => Change::Set { record, path, value: value.clone() },
                None => Change::Unset { record, path },
            };
            String::from_utf8(edit::apply(text.as_bytes(), &change).ok()?).ok()
        };
        let (now, left): (Vec<_>, Vec<_>) = self.fields().into_iter().partition(|f| chosen(&f.path));
        let mut ours = self.ours.0.clone();
        for field in now.iter().filter(|_| keep == Keep::Theirs) {
            ours = put(&ours, &field.path, &field.theirs)?;
        }
        let (mut base, mut theirs) = (ours.clone(), ours.clone());
        for field in &left {
            base = put(&base, &field.path, &field.base).unwrap_or(base);
            theirs = put(&theirs, &field.path, &field.theirs)?;
        }
        Some(mark(&base, &ours, &theirs))
    }
}

/// What settling did.
#[derive(Clone, Debug, PartialEq)]
pub struct Resolved {
    pub id: RecordId,
    /// The fields that are still in conflict.
    pub left: Vec<FieldInConflict>,
    /// Whether the record is gone.
    pub removed: bool,
    /// Whether git was told.
    pub added: bool,
}

/// Settles a record, or one field of it, as one side has it. With `add`, git is told once nothing is left.
pub fn resolve(
    dir: &FsPath,
    typed: &str,
    field: Option<&Path>,
    keep: Keep,
    add: bool,
) -> Result<Resolved, OpError> {
    let repo = repository(dir)?;
    let is_meant = |id: &RecordId| {
        typed == id.id.as_str()
            || typed == id.to_string()
            || typed == id.path()
            || (id.path() == "register.toml" && crate::model::Kind::parse(typed) == Some(id.kind))
    };
    let mut files = repo.unmerged_files()?.into_iter();
    let found = files.find_map(|file| record_of(&file.path).filter(is_meant).map(|id| (id, file)));
    let (id, file) =
        found.ok_or_else(|| OpError::new(Exit::Nothing, NO_CONFLICT.msg().with("typed", typed)).hint(SEE))?;
    let by_hand = || OpError::new(Exit::Conflict, BY_HAND.msg().with("file", id.path()));
    let text = on_disk(dir, &id);
    let versions = text.as_deref().and_then(|text| Versions::read(&id, text));
    let marked = text.as_deref().and_then(sides);
    let outcome = match (field, &versions) {
        (Some(field), Some(versions)) => {
            let chosen = |path: &Path| field.holds(path) || path == field || path.holds(field);
            if !versions.fields().iter().any(|f| chosen(&f.path)) {
                let message = NOT_IN_IT.msg().with("field", field.to_string()).with("id", id.to_string());
                return Err(OpError::new(Exit::Nothing, message).hint(SEE));
            }
            Some(versions.settled(&chosen, keep).ok_or_else(by_hand)?.into_bytes())
        }
        (Some(_), None) => return Err(by_hand()),
        (None, _) => match (keep, marked) {
            // What a person settled by hand meanwhile stays.
            (keep, Some([_, ours, theirs])) => {
                let side = if keep == Keep::Ours { ours } else { theirs }.into_bytes();
                // A text may hold lines that look like markers.
                Some(load::parse(&id, &side).0.map(|_| side).ok_or_else(by_hand)?)
            }
            (_, None) if text.is_some() && file.ours.is_some() && file.theirs.is_some() => {
                let word = shell_word(repo.register_dir().join(id.path()).as_os_str());
                let message = SETTLED.msg().with("file", id.path()).with("word", word);
                if !add {
                    return Err(OpError::new(Exit::Nothing, message));
                }
                text.clone().map(String::into_bytes)
            }
            (Keep::Ours, None) => file.ours.clone(),
            (Keep::Theirs, None) => file.theirs.clone(),
        },
    };
    write(dir, &id, outcome.as_deref())?;
    let left = outcome
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .and_then(|text| Versions::read(&id, &text))
        .map(|versions| versions.fields())
        .unwrap_or_default();
    let added = add && left.is_empty();
    if added {
        repo.settle(&RegisterPath::new(id.path())?)?;
    }
    Ok(Resolved { removed: on_disk(dir, &id).is_none(), id, left, added })
}

fn write(dir: &FsPath, id: &RecordId, bytes: Option<&[u8]>) -> Result<(), OpError> {
    let (fs, path) = (RealFs::new(dir), RegPath::new(&id.path())?);
    match bytes {
        Some(bytes) => Ok(atomic::write(&fs, &path, bytes)?),
        None => match fs.remove(&path) {
            Err(e) if !e.is_absent() => Err(crate::store::error::StoreError::from_fs(&path, e).into()),
            _ => Ok(()),
        },
    }
}
