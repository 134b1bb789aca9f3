//! A register at work: what the disk holds, what was changed since, and the way back to the disk.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path as FsPath, PathBuf};
use std::sync::Arc;

use super::conflict::{self, Clash};
use super::error::{Exit, OpError};
use crate::check;
use crate::model::diff::{RecordChange, diff_registers};
use crate::model::message::{Text, text};
use crate::model::{Change, Finding, Id, Kind, Path, Position, Record, RecordId, Register, Severity};
use crate::store::fs::{Fs, RealFs, RegPath};
use crate::store::hash::ContentHash;
use crate::store::load::{self, FileRead, Loaded, SCHEMA, Source};
use crate::store::transaction::{self, Kept, Recovery, Write};
use crate::store::{edit, error::ErrorKind, messages, read};

const REFERRED: Text = text(
    "«\u{a0}{id}\u{a0}» ne peut pas être supprimée\u{a0}: {n} {n|fiche y renvoie|fiches y renvoient} ({who}).",
    "“{id}” cannot be deleted: {n} {n|record refers|records refer} to it ({who}).",
);
const REFERRED_HINT: Text = text(
    "Retirer d’abord ces renvois, ou clore la fiche plutôt que la supprimer.",
    "Remove these references first, or end the record rather than delete it.",
);
const ORGANISATION_STAYS: Text = text(
    "La fiche de l’organisme (register.toml) ne se supprime ni ne se renomme.",
    "The organisation record (register.toml) is neither deleted nor renamed.",
);
const BROKEN: Text = text(
    "«\u{a0}{file}\u{a0}» ne peut pas être lu comme du TOML\u{a0}: le corriger à la main d’abord.",
    "“{file}” cannot be read as TOML: mend it by hand first.",
);

/// How many times a save starts over because yet another program wrote meanwhile.
const SAVE_ROUNDS: usize = 4;

/// What a save did.
#[derive(Debug, Default, PartialEq)]
pub struct Saved {
    /// The files written or removed.
    pub written: Vec<RecordId>,
    /// Records in which someone else's changes were kept beside ours.
    pub merged: Vec<RecordId>,
    /// Files that somebody changed at the very moment: theirs stands, ours lies beside it.
    pub kept: Vec<Kept>,
}

/// Why a save did not happen. Nothing is lost: the changes are still in the workspace.
#[derive(Debug)]
pub enum SaveError {
    /// Someone else changed the same fields.
    Clash(Vec<Clash>),
    Other(OpError),
}

/// Whose version stands when both changed the same fields of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    Ours,
    Theirs,
}

/// An open register.
#[derive(Clone)]
pub struct Workspace {
    dir: PathBuf,
    pub(super) fs: Arc<dyn Fs>,
    /// As it was read from the disk.
    pub(super) base: Loaded,
    /// With the changes that are not saved yet.
    current: Register,
    /// The content to be of each touched file; `None` for one to be removed.
    files: BTreeMap<RecordId, Option<Arc<[u8]>>>,
    /// The changes made to each touched record, to be made again on top of someone else's.
    edits: BTreeMap<RecordId, Vec<Change>>,
}

impl Workspace {
    /// Opens the register in `dir`, after finishing or undoing what a crash left half done.
    pub fn open(dir: &FsPath) -> Result<(Workspace, Recovery), OpError> {
        Workspace::open_on(dir, Arc::new(RealFs::new(dir)))
    }

    /// The same on any disk.
    pub fn open_on(dir: &FsPath, fs: Arc<dyn Fs>) -> Result<(Workspace, Recovery), OpError> {
        let recovery = transaction::recover(fs.as_ref());
        let base = load::load(fs.as_ref())?;
        Ok((Workspace::on(dir, fs, base), recovery))
    }

    /// Opens only these records: all that a script needs to change one field of a large register.
    pub fn open_only(dir: &FsPath, ids: &[RecordId]) -> Result<(Workspace, Recovery), OpError> {
        let fs: Arc<dyn Fs> = Arc::new(RealFs::new(dir));
        let recovery = transaction::recover(fs.as_ref());
        let mut base = Loaded::default();
        for id in ids {
            let path = RegPath::new(&id.path())?;
            if fs.metadata(&path).is_err_and(|e| e.is_absent()) {
                continue;
            }
            let read = load::read_file(fs.as_ref(), id, &path);
            base.take(id, read);
        }
        base.newer = base.newer_schema();
        Ok((Workspace::on(dir, fs, base), recovery))
    }

    fn on(dir: &FsPath, fs: Arc<dyn Fs>, base: Loaded) -> Workspace {
        let current = base.register.clone();
        Workspace { dir: dir.to_owned(), fs, base, current, files: BTreeMap::new(), edits: BTreeMap::new() }
    }

    /// The register's folder.
    pub fn dir(&self) -> &FsPath {
        &self.dir
    }

    /// The register with the changes that are not saved yet.
    pub fn register(&self) -> &Register {
        &self.current
    }

    /// The register as it stands on disk.
    pub fn saved(&self) -> &Register {
        &self.base.register
    }

    /// The bytes of a record's file, with the changes that are not saved yet.
    pub fn bytes(&self, id: &RecordId) -> Option<Arc<[u8]>> {
        match self.files.get(id) {
            Some(pending) => pending.clone(),
            None => self.base.sources.get(id).map(|s| s.bytes.clone()),
        }
    }

    /// The text of a record's file after any byte-order mark, as far as it is UTF-8.
    pub fn text(&self, id: &RecordId) -> String {
        self.bytes(id).map(|b| load::readable_part(&b).to_owned()).unwrap_or_default()
    }

    /// The record files that could be read as bytes, even where their TOML could not.
    pub fn files(&self) -> impl Iterator<Item = &RecordId> {
        self.base.sources.keys()
    }

    /// What is wrong with the files that could not be read as records at all.
    pub fn unreadable(&self) -> impl Iterator<Item = &Finding> {
        self.base.findings.iter().filter(|f| {
            let lost = f.record.as_ref().is_none_or(|id| !self.base.register.contains(id));
            f.severity == Severity::Error && lost
        })
    }

    /// Whether something waits to be saved.
    pub fn is_modified(&self) -> bool {
        !self.files.is_empty()
    }

    /// Whether this record waits to be saved.
    pub fn is_record_modified(&self, id: &RecordId) -> bool {
        self.files.contains_key(id)
    }

    /// What waits to be saved, field by field.
    pub fn pending(&self) -> Vec<RecordChange> {
        diff_registers(&self.base.register, &self.current)
    }

    /// Everything found: in the files as they would be saved, then by the check.
    pub fn findings(&self) -> Vec<Finding> {
        let touched = |f: &&Finding| f.record.as_ref().is_some_and(|id| self.files.contains_key(id));
        let mut findings: Vec<Finding> = self.base.findings.iter().filter(|f| !touched(f)).cloned().collect();
        for (id, bytes) in &self.files {
            if let Some(bytes) = bytes {
                findings.extend(load::parse(id, bytes).1);
            }
        }
        let misread: HashSet<(RecordId, Path)> = misread(&findings);
        let unread = |id: &RecordId| self.base.sources.contains_key(id) && !self.current.contains(id);
        findings.extend(check::check(&self.current).into_iter().filter(|f| {
            // A file that is broken is named once, not once more for each thing it might have said.
            let target = f.record.as_ref();
            let named_already = target.is_some_and(unread) && f.span.is_none();
            !named_already && !is_misread(&misread, f)
        }));
        findings.sort_by(|a, b| {
            (&a.file, a.span.as_ref().map(|s| s.start)).cmp(&(&b.file, b.span.as_ref().map(|s| s.start)))
        });
        findings
    }

    /// What is found on one record: cheap enough for every key.
    pub fn findings_of(&self, id: &RecordId) -> Vec<Finding> {
        let mut findings = match self.bytes(id) {
            Some(bytes) => load::parse(id, &bytes).1,
            None => Vec::new(),
        };
        if let Some(record) = self.current.get(id) {
            let misread = misread(&findings);
            let mut checked = Vec::new();
            check::check_record(&self.current, record, &mut checked);
            findings.extend(checked.into_iter().filter(|f| !is_misread(&misread, f)));
        }
        findings
    }

    /// Where a finding stands, and the line of the file: its own place, else that of the nearest
    /// group or row that holds it. `None` when the file says nothing of it.
    pub fn place(&self, finding: &Finding) -> Option<(Position, String)> {
        let id = finding.record.as_ref()?;
        let text = self.text(id);
        let start = match &finding.span {
            Some(span) => span.start,
            None => nearest(&text, &finding.path)?,
        };
        let position = Position::of(&text, start);
        let line = text.lines().nth(position.line - 1).unwrap_or_default().to_owned();
        Some((position, line))
    }

    /// Makes one change, in memory. When it is refused nothing is changed.
    pub fn apply(&mut self, change: Change) -> Result<(), OpError> {
        self.apply_all(vec![change])
    }

    /// Makes several changes, all or none.
    pub fn apply_all(&mut self, changes: Vec<Change>) -> Result<(), OpError> {
        self.writable()?;
        let before = (self.current.clone(), self.files.clone(), self.edits.clone());
        for change in changes {
            if let Err(error) = self.apply_one(change) {
                (self.current, self.files, self.edits) = before;
                return Err(error);
            }
        }
        Ok(())
    }

    /// An error when the register is of a newer format than this program writes.
    pub fn writable(&self) -> Result<(), OpError> {
        let Some(found) = self.base.newer else { return Ok(()) };
        let message =
            messages::NEWER.msg().with("found", found.to_string()).with("known", SCHEMA.to_string());
        Err(OpError::new(Exit::Register, message))
    }

    fn apply_one(&mut self, change: Change) -> Result<(), OpError> {
        match &change {
            Change::Create { record } => {
                if self.base.sources.contains_key(&record.id) && !self.files.contains_key(&record.id) {
                    // The name belongs to a file that could not be read: it must not be overwritten.
                    self.readable(&record.id)?;
                }
                self.current.apply(&change)?;
                let bytes = edit::create(record);
                self.put(record.id.clone(), Some(bytes), change);
            }
            Change::Delete { record } => {
                self.deletable(record)?;
                self.current.apply(&change)?;
                self.put(record.clone(), None, change);
            }
            Change::Rename { record, to } => self.rename(record.clone(), to.clone())?,
            _ => {
                let id = change.record().clone();
                self.readable(&id)?;
                self.current.apply(&change)?;
                let old = self.bytes(&id).unwrap_or_default();
                let new = edit::apply(&old, &change)?;
                self.put(id, Some(new), change);
            }
        }
        Ok(())
    }

    fn rename(&mut self, from: RecordId, to: Id) -> Result<(), OpError> {
        if from.kind == Kind::Organisation {
            return Err(OpError::new(Exit::Usage, ORGANISATION_STAYS));
        }
        self.readable(&from)?;
        let target = RecordId::new(from.kind, to.clone());
        // The new name may belong to a file that could not be read: it must not be overwritten.
        self.readable(&target)?;
        let referrers = self.current.referrers(&from);
        self.current.apply(&Change::Rename { record: from.clone(), to: to.clone() })?;
        let bytes = self.bytes(&from).unwrap_or_default();
        // A record that refers to itself carries the new name from its new place.
        let moved = |id: &RecordId| if *id == from { target.clone() } else { id.clone() };
        let record = self.current.get(&target).map(|r| Record::clone(r));
        self.put(from.clone(), None, Change::Delete { record: from.clone() });
        if let Some(record) = record {
            self.put(target.clone(), Some(bytes.to_vec()), Change::Create { record });
        }
        for (referrer, path) in referrers {
            let id = moved(&referrer);
            let Some(value) = self.current.get(&id).and_then(|r| r.value(&path)).cloned() else { continue };
            let change = Change::Set { record: id.clone(), path, value };
            let old = self.bytes(&id).unwrap_or_default();
            let new = edit::apply(&old, &change)?;
            self.put(id, Some(new), change);
        }
        Ok(())
    }

    fn put(&mut self, id: RecordId, bytes: Option<Vec<u8>>, change: Change) {
        let on_disk = self.base.sources.get(&id).map(|s| s.bytes.as_ref());
        if on_disk == bytes.as_deref() {
            self.files.remove(&id);
            self.edits.remove(&id);
            return;
        }
        self.files.insert(id.clone(), bytes.map(Arc::from));
        self.edits.entry(id).or_default().push(change);
    }

    fn readable(&self, id: &RecordId) -> Result<(), OpError> {
        if !self.current.contains(id) && self.base.sources.contains_key(id) && !self.files.contains_key(id) {
            return Err(OpError::new(Exit::Register, BROKEN.msg().with("file", id.path())));
        }
        Ok(())
    }

    fn deletable(&self, id: &RecordId) -> Result<(), OpError> {
        if id.kind == Kind::Organisation {
            return Err(OpError::new(Exit::Usage, ORGANISATION_STAYS));
        }
        let mut who: Vec<String> = self
            .current
            .referrers(id)
            .into_iter()
            .filter(|(r, _)| r != id)
            .map(|(r, _)| r.to_string())
            .collect();
        who.dedup();
        if who.is_empty() {
            return Ok(());
        }
        let message =
            REFERRED.msg().with("id", id.to_string()).with("n", who.len()).with("who", who.join(", "));
        Err(OpError::new(Exit::Usage, message).hint(REFERRED_HINT))
    }

    /// Gives up what was not saved.
    pub fn discard(&mut self) {
        self.current = self.base.register.clone();
        self.files.clear();
        self.edits.clear();
    }

    /// Gives a file another content of the same meaning (its canonical form).
    pub fn replace_bytes(&mut self, id: &RecordId, bytes: Vec<u8>) {
        if self.bytes(id).as_deref() != Some(&bytes[..]) {
            self.files.insert(id.clone(), Some(bytes.into()));
        }
    }

    /// Writes everything that waits, all or nothing. What somebody else changed meanwhile is merged
    /// where the fields differ, and shown where they clash.
    pub fn save(&mut self) -> Result<Saved, SaveError> {
        let mut saved = Saved::default();
        for _ in 0..SAVE_ROUNDS {
            if self.files.is_empty() {
                return Ok(saved);
            }
            let mut writes = Vec::with_capacity(self.files.len());
            for (id, bytes) in &self.files {
                writes.push(Write {
                    path: RegPath::new(&id.path()).map_err(|e| SaveError::Other(e.into()))?,
                    expected: self.base.sources.get(id).map(|s| ContentHash::of(&s.bytes)),
                    new: bytes.as_ref().map(|b| b.to_vec()),
                });
            }
            match transaction::commit(self.fs.as_ref(), writes) {
                Ok(done) => {
                    saved.written = self.files.keys().cloned().collect();
                    saved.kept = done.kept;
                    self.settle();
                    return Ok(saved);
                }
                Err(error) if error.kind() == ErrorKind::Conflict => {
                    let ids: Vec<RecordId> =
                        error.paths().iter().filter_map(|p| RecordId::from_path(p)).collect();
                    if ids.is_empty() {
                        return Err(SaveError::Other(error.into()));
                    }
                    self.merge(&ids)?;
                    saved.merged.extend(ids);
                }
                Err(error) => return Err(SaveError::Other(error.into())),
            }
        }
        let busy = text(
            "Le registre change sans cesse sous l’effet d’un autre programme\u{a0}; rien n’a été écrit. Réessayer.",
            "Another program keeps changing the register; nothing was written. Try again.",
        );
        Err(SaveError::Other(OpError::new(Exit::Conflict, busy)))
    }

    /// What was written is now what the disk holds.
    fn settle(&mut self) {
        for (id, bytes) in std::mem::take(&mut self.files) {
            self.base.findings.retain(|f| f.record.as_ref() != Some(&id));
            match bytes {
                Some(bytes) => {
                    self.base.findings.extend(load::parse(&id, &bytes).1);
                    self.base.sources.insert(id, Source { bytes });
                }
                None => drop(self.base.sources.remove(&id)),
            }
        }
        self.edits.clear();
        self.base.register = self.current.clone();
    }

    /// Takes in what the disk now holds for `ids` and makes our changes again on top of it.
    fn merge(&mut self, ids: &[RecordId]) -> Result<(), SaveError> {
        let mut clashes = Vec::new();
        let mut fresh = Vec::new();
        for id in ids {
            let theirs = self.read_again(id).map_err(SaveError::Other)?;
            let ours = self.edits.get(id).map(Vec::as_slice).unwrap_or_default();
            clashes.extend(conflict::clashes(id, ours, &self.base.register, &self.current, theirs.as_ref()));
            fresh.push((id.clone(), theirs));
        }
        if !clashes.is_empty() {
            return Err(SaveError::Clash(clashes));
        }
        for (id, theirs) in fresh {
            self.rebase(&id, theirs).map_err(SaveError::Other)?;
        }
        Ok(())
    }

    /// Decides a clash on one record; [`Workspace::save`] can then be called again.
    pub fn resolve(&mut self, id: &RecordId, keep: Keep) -> Result<(), OpError> {
        let theirs = self.read_again(id)?;
        if keep == Keep::Theirs {
            self.edits.remove(id);
            self.files.remove(id);
        }
        self.rebase(id, theirs)
    }

    fn read_again(&self, id: &RecordId) -> Result<Option<FileRead>, OpError> {
        let path = RegPath::new(&id.path())?;
        if self.fs.metadata(&path).is_err_and(|e| e.is_absent()) {
            return Ok(None);
        }
        let read = load::read_file(self.fs.as_ref(), id, &path);
        if read.record.is_none() {
            return Err(OpError::new(Exit::Conflict, BROKEN.msg().with("file", id.path())));
        }
        Ok(Some(read))
    }

    /// Makes `theirs` the base of one record and our edits of it again on top.
    fn rebase(&mut self, id: &RecordId, theirs: Option<FileRead>) -> Result<(), OpError> {
        let ours = (self.current.remove(id), self.files.remove(id).flatten());
        let edits = self.edits.remove(id).unwrap_or_default();
        self.base.forget(id);
        let Some(read) = theirs else {
            // They took it away: what we have of it is written whole again, as its text stands.
            if let (Some(record), Some(bytes)) = ours {
                self.current.insert(record.clone());
                self.put(id.clone(), Some(bytes.to_vec()), Change::Create { record: Record::clone(&record) });
            }
            return Ok(());
        };
        self.base.take(id, read);
        if let Some(record) = self.base.register.get(id) {
            self.current.insert(record.clone());
        }
        for change in edits {
            match change {
                // They made it too: ours is written whole.
                Change::Create { record } => {
                    self.current.insert(record.clone());
                    self.put(id.clone(), Some(edit::create(&record)), Change::Create { record });
                }
                other => self.apply_one(other)?,
            }
        }
        Ok(())
    }
}

impl Loaded {
    /// Takes in one file that was read.
    fn take(&mut self, id: &RecordId, read: FileRead) {
        self.findings.extend(read.findings);
        if let Some(source) = read.source {
            self.sources.insert(id.clone(), source);
        }
        if let Some(record) = read.record {
            self.register.insert(record);
        }
    }

    /// Forgets one file.
    fn forget(&mut self, id: &RecordId) {
        self.findings.retain(|f| f.record.as_ref() != Some(id));
        self.sources.remove(id);
        self.register.remove(id);
    }
}

/// The fields that stand in the files and could not be read as meant.
fn misread(findings: &[Finding]) -> HashSet<(RecordId, Path)> {
    let errors = findings.iter().filter(|f| f.severity == Severity::Error && !f.path.is_root());
    errors.filter_map(|f| Some((f.record.clone()?, f.path.clone()))).collect()
}

/// Whether a field is said to be missing only because what stands there could not be read.
fn is_misread(misread: &HashSet<(RecordId, Path)>, finding: &Finding) -> bool {
    let record = finding.record.as_ref();
    finding.span.is_none() && record.is_some_and(|id| misread.contains(&(id.clone(), finding.path.clone())))
}

/// The byte where the value at `path` stands, else where the nearest table that would hold it does.
fn nearest(text: &str, path: &Path) -> Option<usize> {
    let mut path = Some(path.clone());
    while let Some(p) = path {
        if p.is_root() {
            return None;
        }
        if let Some(span) = read::locate(text, &p) {
            return Some(span.start);
        }
        path = p.parent();
    }
    None
}

/// Whether any finding is an error.
pub fn has_errors(findings: &[Finding]) -> bool {
    findings.iter().any(|f| f.severity == Severity::Error)
}
