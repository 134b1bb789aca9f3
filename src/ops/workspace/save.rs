//! The way of an open register back to the disk, beside what others wrote meanwhile.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::model::merge::{Clash, Keep, changes_between, merge};
use crate::model::message::{Text, text};
use crate::model::{Change, Finding, Path, Record, RecordId, Severity, Value};
use crate::ops::error::{Exit, OpError};
use crate::store::edit;
use crate::store::error::ErrorKind;
use crate::store::fs::RegPath;
use crate::store::hash::ContentHash;
use crate::store::load::{self, Loaded, Source};
use crate::store::transaction::{self, Kept, Write};

use super::edit::{BROKEN, with_row_renamed};
use super::{Waiting, Workspace};
use crate::ops::findings::misread;

const BUSY: Text = text(
    "Le registre change sans cesse sous l’effet d’un autre programme\u{a0}; rien n’a été écrit. Réessayer.",
    "Another program keeps changing the register; nothing was written. Try again.",
);

const TAKEN: Text = text(
    "Quelqu’un d’autre a créé entre-temps «\u{a0}{id}\u{a0}»\u{a0}: rien n’a été écrit. Choisir un autre identifiant.",
    "Somebody else made “{id}” meanwhile: nothing was written. Choose another identifier.",
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

impl From<OpError> for SaveError {
    fn from(error: OpError) -> SaveError {
        SaveError::Other(error)
    }
}

impl Workspace {
    /// Writes everything that waits, all or nothing. What somebody else changed meanwhile is merged
    /// where the fields differ, and shown where they clash.
    pub fn save(&mut self) -> Result<Saved, SaveError> {
        let mut saved = Saved::default();
        // A record that goes, or is called otherwise, may have been referred to since it was loaded.
        if !self.waiting.moved.is_empty() || self.waiting.files.values().any(Option::is_none) {
            saved.merged = self.refresh()?;
        }
        for _ in 0..SAVE_ROUNDS {
            if self.waiting.files.is_empty() {
                return Ok(saved);
            }
            match transaction::commit(self.fs.as_ref(), self.writes()?) {
                Ok(done) => {
                    saved.written = self.waiting.files.keys().cloned().collect();
                    saved.kept = done.kept;
                    saved.merged.sort();
                    saved.merged.dedup();
                    self.settle();
                    self.take_in_kept(&mut saved);
                    return Ok(saved);
                }
                Err(error) if error.kind() == ErrorKind::Conflict => {
                    let merged = self.refresh()?;
                    saved.merged.extend(merged);
                }
                Err(error) => return Err(SaveError::Other(error.into())),
            }
        }
        Err(SaveError::Other(OpError::new(Exit::Conflict, BUSY)))
    }

    fn writes(&self) -> Result<Vec<Write>, SaveError> {
        let writes = self.waiting.files.iter().map(|(id, bytes)| {
            Ok(Write {
                path: RegPath::new(&id.path())?,
                expected: self.base.sources.get(id).map(|s| ContentHash::of(&s.bytes)),
                new: bytes.as_ref().map(|b| b.to_vec()),
            })
        });
        writes.collect::<Result<_, crate::store::error::StoreError>>().map_err(|e| SaveError::Other(e.into()))
    }

    /// What was written is now what the disk holds.
    fn settle(&mut self) {
        let base = Arc::make_mut(&mut self.base);
        let written = std::mem::take(&mut self.waiting).files;
        base.findings.retain(|f| f.record.as_ref().is_none_or(|id| !written.contains_key(id)));
        for (id, bytes) in written {
            base.sources.remove(&id);
            if let Some(bytes) = bytes {
                base.findings.extend(load::parse(&id, &bytes).1);
                base.sources.insert(id, Source { bytes });
            }
        }
        base.register = self.current.clone();
    }

    /// Files of which somebody else's version stands after all: that is what the disk holds.
    fn take_in_kept(&mut self, saved: &mut Saved) {
        let base = Arc::make_mut(&mut self.base);
        for kept in &saved.kept {
            self.news.push(kept.message());
            let Some(id) = RecordId::from_path(kept.path.as_str()) else { continue };
            saved.written.retain(|w| *w != id);
            base.forget(&id);
            self.current.remove(&id);
            if let Ok(path) = RegPath::new(&id.path())
                && self.fs.metadata(&path).is_ok()
            {
                base.take(&id, load::read_file(self.fs.as_ref(), &id, &path));
            }
            if let Some(record) = base.register.get(&id) {
                self.current.insert(record.clone());
            }
        }
    }

    /// A person decided whose version stands at a clash; [`Workspace::save`] can then be called again.
    pub fn decide(&mut self, clash: Clash, keep: Keep) {
        self.decided.retain(|(c, _)| *c != clash);
        self.decided.push((clash, keep));
    }

    /// Takes in what the disk now holds and makes what waits again on top of it; gives the records in
    /// which both had changed something. On an error everything is as before.
    pub fn refresh(&mut self) -> Result<Vec<RecordId>, SaveError> {
        let mut recovery = transaction::recover(self.fs.as_ref());
        if let Some(error) = recovery.blocked.take() {
            return Err(SaveError::Other(error.into()));
        }
        let fresh = self.read_again()?;
        self.all_seen(&fresh)?;
        let mut next = Workspace {
            current: fresh.register.clone(),
            base: Arc::new(fresh),
            waiting: Waiting::default(),
            dir: self.dir.clone(),
            fs: self.fs.clone(),
            scope: self.scope.clone(),
            decided: self.decided.clone(),
            news: self.news.clone(),
        };
        next.news.extend(recovery.messages());
        let mut clashes = Vec::new();
        let mut merged = Vec::new();
        let origins: BTreeSet<&RecordId> = self.waiting.moved.values().collect();
        // What goes because it is called otherwise is merged under its new name.
        let mine = self.waiting.files.iter().filter(|(id, bytes)| bytes.is_some() || !origins.contains(id));
        for (id, bytes) in mine {
            if self.carry(id, bytes.as_deref(), &mut next, &mut clashes)? {
                merged.push(id.clone());
            }
        }
        if !clashes.is_empty() {
            return Err(SaveError::Clash(clashes));
        }
        next.see_to_references()?;
        *self = next;
        Ok(merged)
    }

    /// The records that stand otherwise on disk in `other`, a later reading of the same register.
    pub fn changed_on_disk(&self, other: &Workspace) -> Vec<RecordId> {
        let bytes = |w: &Workspace, id: &RecordId| w.base.sources.get(id).map(|s| s.bytes.clone());
        let all: BTreeSet<&RecordId> = self.base.sources.keys().chain(other.base.sources.keys()).collect();
        all.into_iter().filter(|id| bytes(self, id) != bytes(other, id)).cloned().collect()
    }

    /// The files of the register as they are now, as far as this workspace reads them.
    fn read_again(&self) -> Result<Loaded, OpError> {
        match &self.scope {
            None => Ok(load::load(self.fs.as_ref())?),
            Some(ids) => Ok(load::load_only(self.fs.as_ref(), ids)?),
        }
    }

    /// An error when a file that was there could not be looked at now: it is not gone.
    fn all_seen(&self, fresh: &Loaded) -> Result<(), OpError> {
        let unseen = |id: &RecordId| {
            let path = id.path();
            let about = |f: &&Finding| {
                f.severity == Severity::Error && (path == f.file || path.starts_with(&format!("{}/", f.file)))
            };
            fresh.findings.iter().find(about)
        };
        let lost = self.base.sources.keys().filter(|id| !fresh.sources.contains_key(id));
        match lost.filter_map(unseen).next() {
            Some(finding) => Err(OpError::new(Exit::Register, finding.message.clone())),
            None => Ok(()),
        }
    }

    /// Brings what waits for one record over to `next`; says whether somebody else had changed it too.
    fn carry(
        &self,
        id: &RecordId,
        bytes: Option<&[u8]>,
        next: &mut Workspace,
        clashes: &mut Vec<Clash>,
    ) -> Result<bool, OpError> {
        let origin = self.waiting.moved.get(id).unwrap_or(id);
        let source = |loaded: &Loaded, id: &RecordId| loaded.sources.get(id).map(|s| s.bytes.clone());
        let untouched = |id: &RecordId| source(&self.base, id) == source(&next.base, id);
        if next.base.sources.get(id).map(|s| &s.bytes[..]) == bytes {
            // It stands on disk already: an earlier try got that far, or they did the same.
            if origin != id && untouched(origin) {
                next.current.remove(origin);
                next.put(origin, None);
            }
            return Ok(false);
        }
        if untouched(origin) && untouched(id) {
            self.carry_whole(id, origin, bytes, next);
            return Ok(false);
        }
        for side in [origin, id] {
            if next.base.sources.contains_key(side) && !next.base.register.contains(side) {
                return Err(OpError::new(Exit::Conflict, BROKEN.msg().with("file", side.path())));
            }
        }
        if origin != id && next.base.sources.contains_key(id) {
            return Err(OpError::new(Exit::Conflict, TAKEN.msg().with("id", id.to_string())));
        }
        let named = |record: &Record| Record { id: id.clone(), fields: record.fields.clone() };
        let mut base = self.base.register.get(origin).map(|r| named(r));
        let mut theirs = next.base.register.get(origin).map(|r| named(r));
        let mut ours = self.current.get(id).map(|r| Record::clone(r));
        let mut renames = Vec::new();
        for (path, to) in self.waiting.rows.get(id).into_iter().flatten() {
            let Some(renamed) = base.as_ref().and_then(|b| with_row_renamed(b, path, to)) else { continue };
            let Some(there) = &theirs else { continue };
            let new = path.parent().unwrap_or_default().join(to);
            match (there.group(path), there.group(&new)) {
                (Some(_), None) => {
                    theirs = with_row_renamed(there, path, to);
                    renames.push(Change::RenameRow {
                        record: id.clone(),
                        path: path.clone(),
                        to: to.clone(),
                    });
                    base = Some(renamed);
                }
                // They called it the same.
                (None, Some(_)) => base = Some(renamed),
                // They took the row away.
                (None, None) => {
                    let row = |r: Option<&Record>, at: &Path| r?.group(at).cloned().map(Value::Group);
                    let clash = Clash {
                        record: id.clone(),
                        base: row(base.as_ref(), path),
                        ours: row(ours.as_ref(), &new),
                        theirs: None,
                        path: new.clone(),
                    };
                    match (self.decision(&clash), &mut ours) {
                        (None, _) => clashes.push(clash),
                        (Some(Keep::Theirs), Some(ours)) => {
                            ours.apply(&Change::Unset { record: id.clone(), path: new })?;
                        }
                        _ => {}
                    }
                }
                // A new row of theirs has the name: the two are compared field by field.
                (Some(_), Some(_)) => {}
            }
        }
        let outcome = merge(id, base.as_ref(), ours.as_ref(), theirs.as_ref(), &|clash| self.decision(clash));
        clashes.extend(outcome.clashes);
        if !clashes.is_empty() {
            return Ok(true);
        }
        match (outcome.record, theirs) {
            (None, _) => next.drop_record(id, origin),
            // They took it away, or both made it: ours is written whole, as its text stands.
            (Some(record), theirs) if theirs.is_none() || base.is_none() => {
                let stands = theirs.as_ref().is_some_and(|t| t.fields == record.fields);
                if !stands {
                    next.current.insert(record);
                    next.put(id, bytes.map(<[u8]>::to_vec));
                }
                if origin != id {
                    next.drop_record(origin, origin);
                }
            }
            (Some(record), Some(theirs)) => {
                let changes: Vec<Change> =
                    renames.into_iter().chain(changes_between(&theirs, &record)).collect();
                if let Some(clash) = self.unseen_clash(id, origin, &changes, &next.base) {
                    clashes.push(clash);
                    return Ok(true);
                }
                next.remake(id, origin, &changes).map_err(|_| conflict(id))?;
            }
            (Some(_), None) => {}
        }
        if origin != id {
            next.waiting.moved.insert(id.clone(), origin.clone());
        }
        if let Some(rows) = self.waiting.rows.get(id) {
            next.waiting.rows.insert(id.clone(), rows.clone());
        }
        Ok(true)
    }

    /// Nobody else touched it: what waits goes on waiting.
    fn carry_whole(&self, id: &RecordId, origin: &RecordId, bytes: Option<&[u8]>, next: &mut Workspace) {
        if origin != id {
            next.current.remove(origin);
            next.put(origin, None);
            next.waiting.moved.insert(id.clone(), origin.clone());
        }
        match self.current.get(id) {
            Some(record) => next.current.insert(record.clone()),
            None => drop(next.current.remove(id)),
        }
        next.put(id, bytes.map(<[u8]>::to_vec));
        if let Some(rows) = self.waiting.rows.get(id) {
            next.waiting.rows.insert(id.clone(), rows.clone());
        }
    }

    fn decision(&self, clash: &Clash) -> Option<Keep> {
        self.decided.iter().find(|(decided, _)| decided == clash).map(|(_, keep)| *keep)
    }

    /// A field that we changed and of which they wrote something that cannot be read.
    fn unseen_clash(
        &self,
        id: &RecordId,
        origin: &RecordId,
        changes: &[Change],
        fresh: &Loaded,
    ) -> Option<Clash> {
        let (before, now) = (misread(&self.base.findings), misread(&fresh.findings));
        let new: Vec<&Path> = now.difference(&before).filter(|(r, _)| r == origin).map(|(_, p)| p).collect();
        let path = changes.iter().map(Change::path).find(|p| new.iter().any(|n| n.holds(p) || p.holds(n)))?;
        let value = |record: Option<&std::sync::Arc<Record>>| record.and_then(|r| r.value(&path)).cloned();
        Some(Clash {
            record: id.clone(),
            base: value(self.base.register.get(origin)),
            ours: value(self.current.get(id)),
            theirs: None,
            path,
        })
    }

    fn drop_record(&mut self, id: &RecordId, origin: &RecordId) {
        for id in [id, origin] {
            self.current.remove(id);
            self.put(id, None);
        }
    }

    /// Makes `changes` to the record that stands on disk as `origin` and is to be called `id`.
    fn remake(&mut self, id: &RecordId, origin: &RecordId, changes: &[Change]) -> Result<(), OpError> {
        if origin != id {
            let bytes = self.bytes(origin).unwrap_or_default();
            let Some(record) = self.current.remove(origin) else { return Ok(()) };
            self.put(origin, None);
            self.current.insert(Record { id: id.clone(), fields: record.fields.clone() });
            self.put(id, Some(bytes.to_vec()));
        }
        for change in changes {
            self.current.apply(change)?;
            let old = self.bytes(id).unwrap_or_default();
            let new = edit::apply(&old, change)?;
            self.put(id, Some(new));
        }
        Ok(())
    }

    /// After others were let in: nothing may refer to a record that goes, and whatever now refers to a
    /// renamed record follows it.
    fn see_to_references(&mut self) -> Result<(), OpError> {
        let moved: Vec<(RecordId, RecordId)> =
            self.waiting.moved.iter().map(|(to, from)| (from.clone(), to.clone())).collect();
        for (from, to) in &moved {
            self.all_referrers_known(from)?;
            for (referrer, path) in self.current.referrers(from) {
                let Some(record) = self.current.get(&referrer) else { continue };
                let mut record = Record::clone(record);
                record.redirect(from, &to.id);
                self.current.insert(record);
                self.write_again(&referrer, &path)?;
            }
        }
        let origins: BTreeSet<&RecordId> = moved.iter().map(|(from, _)| from).collect();
        let gone = self.waiting.files.iter().filter(|(id, bytes)| bytes.is_none() && !origins.contains(id));
        for (id, _) in gone {
            self.all_referrers_known(id)?;
            self.unreferred(id).map_err(|e| OpError { exit: Exit::Conflict, ..e })?;
        }
        Ok(())
    }
}

fn conflict(id: &RecordId) -> OpError {
    const AGAIN: Text = text(
        "«\u{a0}{id}\u{a0}» a été changée entre-temps d’une façon qui ne se concilie pas avec vos modifications\u{a0}; rien n’a été écrit.",
        "“{id}” was changed meanwhile in a way that does not go together with your changes; nothing was written.",
    );
    OpError::new(Exit::Conflict, AGAIN.msg().with("id", id.to_string()))
}
