//! Which record a person means. Looks at file names alone: no file is read.

use std::path::Path as FsPath;

use super::error::{Exit, OpError};
use super::workspace::Workspace;
use crate::model::message::{Text, text};
use crate::model::{Id, Kind, Record, RecordId};
use crate::store::fs::{Fs, RealFs, RegPath};

const NO_SUCH: Text =
    text("Aucune fiche «\u{a0}{typed}\u{a0}» dans le registre.", "The register has no record “{typed}”.");
/// What is said where something near is known.
pub const NEAR: Text = text("Vouliez-vous dire «\u{a0}{near}\u{a0}»\u{202f}?", "Did you mean “{near}”?");
const LIST: Text = text("Les voir toutes\u{a0}: registre list", "See them all: registre list");
const SEVERAL: Text = text(
    "«\u{a0}{typed}\u{a0}» peut être {who}\u{a0}: préciser l’un des deux.",
    "“{typed}” may be {who}: say which.",
);
const BAD_KIND: Text =
    text("«\u{a0}{typed}\u{a0}» n’est pas un genre de fiche.", "“{typed}” is not a kind of record.");
const KINDS: Text = text("Les genres\u{a0}: {kinds}.", "The kinds: {kinds}.");
const AND_THEN: Text = text("{a}, {b}", "{a}, {b}");
const BAD_ID: Text = text(
    "«\u{a0}{typed}\u{a0}» n’est pas un identifiant\u{a0}: minuscules sans accent, chiffres et tirets.",
    "“{typed}” is not an identifier: lower-case letters, digits and hyphens.",
);
const UNREADABLE: Text = text("«\u{a0}{file}\u{a0}» ne peut pas être lu.", "“{file}” cannot be read.");
const CHECK: Text = text("Voir pourquoi\u{a0}: registre check", "See why: registre check");
const TRY: Text = text("Par exemple\u{a0}: {id}", "For example: {id}");

/// Reads a kind of which there may be several records, or any kind when `with_organisation`.
pub fn kind(typed: &str, with_organisation: bool) -> Result<Kind, OpError> {
    let known = Kind::parse(typed).filter(|k| with_organisation || *k != Kind::Organisation);
    known.ok_or_else(|| {
        let kinds: &[Kind] = if with_organisation { &Kind::ALL } else { &Kind::MANY };
        let error = OpError::new(Exit::Usage, BAD_KIND.msg().with("typed", typed));
        let words = kinds.iter().map(|k| k.typed().msg());
        match words.reduce(|a, b| AND_THEN.msg().with("a", a).with("b", b)) {
            Some(words) => error.hint(KINDS.msg().with("kinds", words)),
            None => error,
        }
    })
}

/// Reads an identifier for a record that is to be.
pub fn new_id(typed: &str) -> Result<Id, OpError> {
    Id::parse(typed).ok_or_else(|| {
        let error = OpError::new(Exit::Usage, BAD_ID.msg().with("typed", typed));
        match Id::from_name(typed) {
            Some(id) => error.hint(TRY.msg().with("id", id.to_string())),
            None => error,
        }
    })
}

/// The record that `typed` names: `KIND/ID`, its file's path, an identifier that only one record has,
/// or `organisation`.
pub fn record(dir: &FsPath, typed: &str) -> Result<RecordId, OpError> {
    record_on(&RealFs::new(dir), typed)
}

/// The same on any disk: that of a commit, for one.
pub(super) fn record_on(fs: &dyn Fs, typed: &str) -> Result<RecordId, OpError> {
    let unknown = || OpError::new(Exit::Usage, NO_SUCH.msg().with("typed", typed));
    if let Some(id) = RecordId::from_path(typed).or_else(|| organisation(typed)) {
        return if exists_on(fs, &id) {
            Ok(id)
        } else {
            Err(suggest(fs, &[id.kind], id.id.as_str(), unknown()))
        };
    }
    let (kinds, word) = match typed.split_once('/') {
        Some((kind_word, word)) => (vec![kind(kind_word, true)?], word),
        None => (Kind::MANY.to_vec(), typed),
    };
    let found: Vec<RecordId> = Id::parse(word)
        .into_iter()
        .flat_map(|id| kinds.iter().map(move |k| RecordId::new(*k, id.clone())))
        .filter(|id| exists_on(fs, id))
        .collect();
    match found.as_slice() {
        [one] => Ok(one.clone()),
        [] => Err(suggest(fs, &kinds, word, unknown())),
        many => {
            let who: Vec<String> = many.iter().map(RecordId::to_string).collect();
            Err(OpError::new(Exit::Usage, SEVERAL.msg().with("typed", typed).with("who", who.join(", "))))
        }
    }
}

fn organisation(typed: &str) -> Option<RecordId> {
    let is_word = Kind::parse(typed) == Some(Kind::Organisation);
    let is_full = typed.split_once('/').is_some_and(|(kind, id)| {
        Kind::parse(kind) == Some(Kind::Organisation) && id == RecordId::organisation().id.as_str()
    });
    (is_word || is_full).then(RecordId::organisation)
}

/// The record as it stands in an open register; an error when its file could not be read.
pub fn read<'w>(workspace: &'w Workspace, id: &RecordId) -> Result<&'w Record, OpError> {
    workspace
        .register()
        .get(id)
        .map(AsRef::as_ref)
        .ok_or_else(|| OpError::new(Exit::Register, UNREADABLE.msg().with("file", id.path())).hint(CHECK))
}

/// Whether a file stands where this record would.
pub fn exists(dir: &FsPath, id: &RecordId) -> bool {
    exists_on(&RealFs::new(dir), id)
}

fn exists_on(fs: &dyn Fs, id: &RecordId) -> bool {
    RegPath::new(&id.path()).is_ok_and(|path| fs.metadata(&path).is_ok())
}

/// The identifiers of the files of one kind.
fn ids(fs: &dyn Fs, kind: Kind) -> Vec<Id> {
    let entries = kind
        .folder()
        .and_then(|f| RegPath::new(f).ok())
        .and_then(|path| fs.list(&path).ok())
        .unwrap_or_default();
    entries.iter().filter_map(|e| Id::parse(e.name.to_str()?.strip_suffix(".toml")?)).collect()
}

/// The record whose name is nearest to `word`, when one is near.
pub fn nearest(dir: &FsPath, kinds: &[Kind], word: &str) -> Option<RecordId> {
    nearest_on(&RealFs::new(dir), kinds, word)
}

fn nearest_on(fs: &dyn Fs, kinds: &[Kind], word: &str) -> Option<RecordId> {
    let all = kinds.iter().flat_map(|k| ids(fs, *k).into_iter().map(|id| RecordId::new(*k, id)));
    all.map(|r| (strsim::jaro_winkler(r.id.as_str(), word), r))
        .filter(|(score, _)| *score > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(&a.1)))
        .map(|(_, id)| id)
}

fn suggest(fs: &dyn Fs, kinds: &[Kind], word: &str, error: OpError) -> OpError {
    match nearest_on(fs, kinds, word) {
        Some(near) => error.hint(NEAR.msg().with("near", near.to_string())),
        None => error.hint(LIST),
    }
}
