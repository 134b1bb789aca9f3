//! Changes to an open register, in memory: the record and the text of its file together.

use crate::model::message::{Text, text};
use crate::model::{
    Change, ChangeError, Id, Kind, Path, Record, RecordId, Severity, Shape, field_at, fields_of,
};
use crate::ops::error::{Exit, OpError};
use crate::store::load::SCHEMA;
use crate::store::{edit, load, messages};

use super::Workspace;

const READ_ONLY: Text = text(
    "Le registre est celui du commit {commit}\u{a0}: il se lit, et ne se change pas.",
    "The register is that of commit {commit}: it is read, not changed.",
);
const REFERRED: Text = text(
    "«\u{a0}{id}\u{a0}» ne peut pas être supprimée\u{a0}: {n} {n|fiche y renvoie|fiches y renvoient} ({who}).",
    "“{id}” cannot be deleted: {n} {n|record refers|records refer} to it ({who}).",
);
const REFERRED_HINT: Text = text(
    "Retirer d’abord ces renvois, ou clore la fiche plutôt que la supprimer.",
    "Remove these references first, or end the record rather than delete it.",
);
pub(super) const ORGANISATION_STAYS: Text = text(
    "La fiche de l’organisme (register.toml) ne se supprime ni ne se renomme.",
    "The organisation record (register.toml) is neither deleted nor renamed.",
);
/// What is said where somebody would change the version of the format.
pub const FORMAT_STAYS: Text = text(
    "La version du format est écrite par le programme\u{a0}: elle ne se modifie pas.",
    "The format version is written by the program: it is not changed.",
);
pub(super) const BROKEN: Text = text(
    "«\u{a0}{file}\u{a0}» ne peut pas être lu comme du TOML\u{a0}: le corriger à la main d’abord.",
    "“{file}” cannot be read as TOML: mend it by hand first.",
);
const MAY_REFER: Text = text(
    "Impossible de savoir si d’autres fiches renvoient à «\u{a0}{id}\u{a0}»\u{a0}: {n} {n|fichier ne se lit|fichiers ne se lisent} pas entièrement ({files}).",
    "Whether other records refer to “{id}” cannot be known: {n} {n|file|files} cannot be read in full ({files}).",
);
const MAY_REFER_HINT: Text = text(
    "Corriger d’abord ce que montre\u{a0}: registre verifier",
    "First mend what this shows: registre check",
);

impl Workspace {
    /// Makes one change, in memory. When it is refused nothing is changed.
    pub fn apply(&mut self, change: Change) -> Result<(), OpError> {
        self.apply_all(vec![change])
    }

    /// Makes several changes, all or none.
    pub fn apply_all(&mut self, changes: Vec<Change>) -> Result<(), OpError> {
        self.writable()?;
        let before = (self.current.clone(), self.waiting.clone());
        // The changes inside one record are written into its file together.
        let together = |a: &Change, b: &Change| is_inside(a) && is_inside(b) && a.record() == b.record();
        for part in changes.chunk_by(together) {
            let made = match part {
                [one] => self.apply_one(one.clone()),
                several => self.apply_inside(several),
            };
            if let Err(error) = made {
                (self.current, self.waiting) = before;
                return Err(error);
            }
        }
        Ok(())
    }

    /// Several changes inside one record.
    fn apply_inside(&mut self, changes: &[Change]) -> Result<(), OpError> {
        let Some(id) = changes.first().map(Change::record) else { return Ok(()) };
        if changes.iter().any(|change| is_format(id, &change.path())) {
            return Err(OpError::new(Exit::Usage, FORMAT_STAYS));
        }
        self.readable(id)?;
        let Some(record) = self.current.get(id) else { return Err(ChangeError::NoRecord(id.clone()).into()) };
        let mut record = Record::clone(record);
        changes.iter().try_for_each(|change| record.apply(change))?;
        let new = edit::apply_all(&self.bytes(id).unwrap_or_default(), changes)?;
        self.current.insert(record);
        for change in changes {
            if let Change::RenameRow { path, to, .. } = change {
                self.waiting.rows.entry(id.clone()).or_default().push((path.clone(), to.clone()));
            }
        }
        self.put(id, Some(new));
        Ok(())
    }

    /// An error when the register is of a newer format than this program writes.
    pub fn writable(&self) -> Result<(), OpError> {
        if let Some(commit) = &self.past {
            return Err(OpError::new(Exit::Usage, READ_ONLY.msg().with("commit", commit.id.short())));
        }
        self.base.newer.map_or(Ok(()), |found| Err(newer(found)))
    }

    fn apply_one(&mut self, change: Change) -> Result<(), OpError> {
        match &change {
            Change::Create { record } => {
                // The name may belong to a file that could not be read: it must not be overwritten.
                self.readable(&record.id)?;
                self.current.apply(&change)?;
                let bytes = edit::create(record);
                self.put(&record.id, Some(bytes));
            }
            Change::Delete { record } => {
                self.deletable(record)?;
                self.current.apply(&change)?;
                let origin = self.waiting.moved.remove(record);
                self.put(record, None);
                // A record that had got another name goes from where it stands on disk, unless another has
                // that name by now.
                if let Some(origin) = origin {
                    if !self.current.contains(&origin) {
                        self.put(&origin, None);
                    }
                    self.waiting.dropped.insert(record.clone(), origin);
                }
            }
            Change::Rename { record, to } => self.rename(record, to)?,
            _ if is_format(change.record(), &change.path()) => {
                return Err(OpError::new(Exit::Usage, FORMAT_STAYS));
            }
            _ => self.edit(&change)?,
        }
        Ok(())
    }

    /// A change inside one record.
    pub(super) fn edit(&mut self, change: &Change) -> Result<(), OpError> {
        let id = change.record();
        self.readable(id)?;
        self.current.apply(change)?;
        let old = self.bytes(id).unwrap_or_default();
        let new = edit::apply(&old, change)?;
        if let Change::RenameRow { path, to, .. } = change {
            self.waiting.rows.entry(id.clone()).or_default().push((path.clone(), to.clone()));
        }
        self.put(id, Some(new));
        Ok(())
    }

    fn rename(&mut self, from: &RecordId, to: &Id) -> Result<(), OpError> {
        if from.kind == Kind::Organisation {
            return Err(OpError::new(Exit::Usage, ORGANISATION_STAYS));
        }
        self.readable(from)?;
        let target = RecordId::new(from.kind, to.clone());
        // The new name may belong to a file that could not be read: it must not be overwritten.
        self.readable(&target)?;
        self.all_referrers_known(from)?;
        let referrers = self.current.referrers(from);
        self.current.apply(&Change::Rename { record: from.clone(), to: to.clone() })?;
        let bytes = self.bytes(from).unwrap_or_default();
        let origin = self.origin(from);
        self.waiting.moved.remove(from);
        let rows = self.waiting.rows.remove(from);
        self.put(from, None);
        self.put(&target, Some(bytes.to_vec()));
        if let Some(rows) = rows {
            self.waiting.rows.insert(target.clone(), rows);
        }
        if let Some(origin) = origin.filter(|o| *o != target) {
            self.waiting.moved.insert(target.clone(), origin);
        }
        for (referrer, path) in referrers {
            // A record that refers to itself carries the new name from its new place.
            let id = if referrer == *from { target.clone() } else { referrer };
            self.write_again(&id, &path)?;
        }
        Ok(())
    }

    /// Writes into the record's text what the model already says at `path`.
    pub(super) fn write_again(&mut self, id: &RecordId, path: &Path) -> Result<(), OpError> {
        let Some(value) = self.current.get(id).and_then(|r| r.value(path)).cloned() else { return Ok(()) };
        let old = self.bytes(id).unwrap_or_default();
        let new = edit::apply(&old, &Change::Set { record: id.clone(), path: path.clone(), value })?;
        self.put(id, Some(new));
        Ok(())
    }

    /// What the record's file is to hold; nothing waits when that is what it holds already.
    pub(super) fn put(&mut self, id: &RecordId, bytes: Option<Vec<u8>>) {
        let on_disk = self.base.sources.get(id).map(|s| s.bytes.as_ref());
        if on_disk == bytes.as_deref() {
            self.waiting.forget(id);
        } else {
            // Told once, however often it is asked who may refer to whom.
            let mut unread = bytes.as_ref().map(|b| load::parse(id, b).1).unwrap_or_default();
            unread.retain(|f| f.severity == Severity::Error);
            self.waiting.unread.remove(id);
            if !unread.is_empty() {
                self.waiting.unread.insert(id.clone(), unread);
            }
            self.waiting.files.insert(id.clone(), bytes.map(Into::into));
        }
    }

    /// Where a record of this name stands on disk; `None` where it does not. The file of its name may be
    /// that of another, which is called otherwise by now.
    pub(super) fn origin(&self, id: &RecordId) -> Option<RecordId> {
        let moved = &self.waiting.moved;
        let its_own = || self.on_disk(id) && !moved.values().any(|origin| origin == id);
        moved.get(id).cloned().or_else(|| its_own().then(|| id.clone()))
    }

    pub(super) fn on_disk(&self, id: &RecordId) -> bool {
        self.base.sources.contains_key(id)
    }

    fn readable(&self, id: &RecordId) -> Result<(), OpError> {
        if !self.current.contains(id) && self.on_disk(id) && !self.waiting.files.contains_key(id) {
            return Err(OpError::new(Exit::Register, BROKEN.msg().with("file", id.path())));
        }
        Ok(())
    }

    fn deletable(&self, id: &RecordId) -> Result<(), OpError> {
        if id.kind == Kind::Organisation {
            return Err(OpError::new(Exit::Usage, ORGANISATION_STAYS));
        }
        self.all_referrers_known(id)?;
        self.unreferred(id)
    }

    /// An error, naming who, when another record refers to `id`.
    pub(super) fn unreferred(&self, id: &RecordId) -> Result<(), OpError> {
        let who: Vec<String> = self.current.users(id).iter().map(RecordId::to_string).collect();
        if who.is_empty() {
            return Ok(());
        }
        let message =
            REFERRED.msg().with("id", id.to_string()).with("n", who.len()).with("who", who.join(", "));
        Err(OpError::new(Exit::Usage, message).hint(REFERRED_HINT))
    }

    /// An error while a file that cannot be read, or a field that was refused, might refer to `id`.
    pub(super) fn all_referrers_known(&self, id: &RecordId) -> Result<(), OpError> {
        let referable = |kind: &Kind| fields_of(*kind).iter().any(|f| may_hold(&f.shape, id.kind));
        if !Kind::ALL.iter().any(referable) {
            return Ok(());
        }
        let mut files: Vec<String> = Vec::new();
        let of_disk = self
            .base
            .findings
            .iter()
            .filter(|f| f.record.as_ref().is_none_or(|id| !self.waiting.files.contains_key(id)));
        for finding in of_disk.chain(self.waiting.unread.values().flatten()) {
            if finding.severity != Severity::Error || files.contains(&finding.file) {
                continue;
            }
            let might = match &finding.record {
                Some(record) if record == id => false,
                Some(record) if !finding.path.is_root() => {
                    field_at(record, finding.path.keys()).is_none_or(|f| may_hold(&f.shape, id.kind))
                }
                _ => true,
            };
            if might {
                files.push(finding.file.clone());
            }
        }
        if files.is_empty() {
            return Ok(());
        }
        let n = files.len();
        let message = MAY_REFER.msg().with("id", id.to_string()).with("n", n).with("files", files.join(", "));
        Err(OpError::new(Exit::Register, message).hint(MAY_REFER_HINT))
    }

    /// Gives up what was not saved, and what was decided for its sake.
    pub fn discard(&mut self) {
        self.current = self.base.register.clone();
        self.waiting = Default::default();
        self.decided.clear();
    }

    /// Gives a file another content of the same meaning (its canonical form).
    pub fn replace_bytes(&mut self, id: &RecordId, bytes: Vec<u8>) {
        self.put(id, Some(bytes));
    }
}

/// Whether a change touches one record alone, and not its name.
fn is_inside(change: &Change) -> bool {
    !matches!(change, Change::Create { .. } | Change::Delete { .. } | Change::Rename { .. })
}

/// Whether the place says of which format the register is. Another one would lock it.
pub fn is_format(record: &RecordId, path: &Path) -> bool {
    record.kind == Kind::Organisation && path.keys().first().is_some_and(|key| key == "schema")
}

/// The error of a register whose format this program does not write.
pub(super) fn newer(found: i64) -> OpError {
    let message = messages::NEWER.msg().with("found", found.to_string()).with("known", SCHEMA.to_string());
    OpError::new(Exit::Register, message)
}

/// Whether a field of this shape may hold a reference to a record of `kind`, itself or inside.
fn may_hold(shape: &Shape, kind: Kind) -> bool {
    shape.refers_to() == Some(kind)
        || shape.fields().is_some_and(|fields| fields.iter().any(|f| may_hold(&f.shape, kind)))
}

/// The record with a row called otherwise; `None` where there is no such row or the name is taken.
pub(super) fn with_row_renamed(record: &Record, path: &Path, to: &str) -> Option<Record> {
    let mut renamed = record.clone();
    let change = Change::RenameRow { record: record.id.clone(), path: path.clone(), to: to.to_owned() };
    renamed.apply(&change).is_ok().then_some(renamed)
}
