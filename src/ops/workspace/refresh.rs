//! Letting others in: what the disk holds now, with what waits here made again on top of it.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::model::merge::{Clash, Keep, changes_between, merge};
use crate::model::message::{Text, text};
use crate::model::{Change, Finding, Id, Kind, Path, Record, RecordId, Severity, Value};
use crate::ops::error::{Exit, OpError};
use crate::ops::findings::misread;
use crate::store::edit;
use crate::store::load::{self, Loaded};
use crate::store::places::locate;
use crate::store::transaction;

use super::edit::{BROKEN, with_row_renamed};
use super::{SaveError, Waiting, Workspace};

const TAKEN: Text = text(
    "Quelqu’un d’autre a créé entre-temps «\u{a0}{id}\u{a0}»\u{a0}: rien n’a été écrit. Choisir un autre identifiant.",
    "Somebody else made “{id}” meanwhile: nothing was written. Choose another identifier.",
);
const AGAIN: Text = text(
    "«\u{a0}{id}\u{a0}» a été changée entre-temps d’une façon qui ne se concilie pas avec vos modifications\u{a0}; rien n’a été écrit.",
    "“{id}” was changed meanwhile in a way that does not go together with your changes; nothing was written.",
);

/// What came in from the disk.
#[derive(Debug, Default)]
pub struct Refreshed {
    /// Records in which both had changed something.
    pub merged: Vec<RecordId>,
    /// What both changed to different ends: left as it was here, to be decided at the save.
    pub clashes: Vec<Clash>,
}

/// What became of one record that waits.
#[derive(Default)]
struct Carried {
    merged: bool,
    clashes: Vec<Clash>,
}

impl Workspace {
    /// Takes in what the disk now holds. Records in which both changed the same are left as they are
    /// here; everything else is merged. On an error everything is as before.
    pub fn refresh(&mut self) -> Result<Refreshed, OpError> {
        self.decided.clear();
        let (next, done) = self.let_in()?;
        *self = next;
        Ok(done)
    }

    /// The same for a save: with what a person decided of clashes, and all of it or nothing.
    pub(super) fn refresh_to_save(&mut self) -> Result<Vec<RecordId>, SaveError> {
        let (mut next, done) = self.let_in().map_err(SaveError::Other)?;
        if !done.clashes.is_empty() {
            return Err(SaveError::Clash(done.clashes));
        }
        // What was decided stands in what waits now; it says nothing of later clashes.
        next.decided.clear();
        *self = next;
        Ok(done.merged)
    }

    fn let_in(&self) -> Result<(Workspace, Refreshed), OpError> {
        let mut recovery = transaction::recover(self.fs.as_ref());
        if let Some(error) = recovery.blocked.take() {
            return Err(error.into());
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
            today: self.today,
            past: self.past.clone(),
            checked: self.checked.clone(),
        };
        next.news.extend(recovery.messages());
        let mut done = Refreshed::default();
        for (id, bytes) in &self.waiting.files {
            // What goes because it is called otherwise is merged under its new name, unless the very same
            // text stands there already: then nothing waits under that name.
            let waits = |new: &RecordId| self.waiting.files.contains_key(new);
            if bytes.is_none() && self.waiting.moved.iter().any(|(new, origin)| origin == id && waits(new)) {
                continue;
            }
            let carried = self.carry(id, bytes.as_deref(), &mut next)?;
            if !carried.clashes.is_empty() {
                self.keep_back(id, bytes.as_deref(), &mut next);
                done.clashes.extend(carried.clashes);
            } else if carried.merged {
                done.merged.push(id.clone());
            }
        }
        self.see_to_references(&mut next)?;
        Ok((next, done))
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

    fn source(loaded: &Loaded, id: &RecordId) -> Option<Arc<[u8]>> {
        loaded.sources.get(id).map(|s| s.bytes.clone())
    }

    /// Whether nobody else touched the record's file since it was loaded.
    fn untouched(&self, id: &RecordId, next: &Workspace) -> bool {
        Workspace::source(&self.base, id) == Workspace::source(&next.base, id)
    }

    /// Whether the file that a renamed record leaves goes away: its name may have been given to another.
    fn goes(&self, origin: &RecordId) -> bool {
        matches!(self.waiting.files.get(origin), Some(None))
    }

    /// Brings what waits for one record over to `next`.
    fn carry(&self, id: &RecordId, bytes: Option<&[u8]>, next: &mut Workspace) -> Result<Carried, OpError> {
        let origin = self.waiting.moved.get(id).unwrap_or(id);
        if Workspace::source(&next.base, id).as_deref() == bytes {
            // It stands on disk already: an earlier try got that far, or they did the same.
            if origin != id && self.untouched(origin, next) {
                self.leave(origin, next);
            }
            return Ok(Carried::default());
        }
        if self.untouched(origin, next) && self.untouched(id, next) {
            self.carry_whole(id, bytes, next);
            return Ok(Carried::default());
        }
        for side in [origin, id] {
            let unreadable = next.base.sources.contains_key(side) && !next.base.register.contains(side);
            if unreadable && !self.untouched(side, next) {
                return Err(OpError::new(Exit::Conflict, BROKEN.msg().with("file", side.path())));
            }
        }
        // What changed under a name that another of our records leaves is that one's affair.
        let left = self.waiting.moved.values().any(|o| o == id);
        if origin != id && !left && !self.untouched(id, next) {
            return Err(OpError::new(Exit::Conflict, TAKEN.msg().with("id", id.to_string())));
        }
        self.carry_merged(id, origin, bytes, next)
    }

    /// Both changed it.
    fn carry_merged(
        &self,
        id: &RecordId,
        origin: &RecordId,
        bytes: Option<&[u8]>,
        next: &mut Workspace,
    ) -> Result<Carried, OpError> {
        let mut carried = Carried { merged: true, clashes: Vec::new() };
        let named = |record: &Record| Record { id: id.clone(), fields: record.fields.clone() };
        let mut base = self.base.register.get(origin).map(|r| named(r));
        let mut theirs = next.base.register.get(origin).map(|r| named(r));
        let mut ours = self.current.get(id).map(|r| Record::clone(r));
        let renames = self.rename_rows(id, &mut base, &mut ours, &mut theirs, &mut carried.clashes)?;
        let unread = self.unread_there(origin, &next.base);
        let shown = |clash: &Clash| with_their_words(clash.clone(), &unread);
        let decided = |clash: &Clash| self.decision(&shown(clash));
        let outcome = merge(id, base.as_ref(), ours.as_ref(), theirs.as_ref(), &decided);
        carried.clashes.extend(outcome.clashes.iter().map(shown));
        if !carried.clashes.is_empty() {
            return Ok(carried);
        }
        match (outcome.record, theirs) {
            (None, theirs) => {
                if bytes.is_none()
                    && let Some(theirs) = theirs
                    && !self.untouched(origin, next)
                {
                    let clash = self.deleted_unseen(id, base, theirs, origin, next);
                    match self.decision(&clash) {
                        None => carried.clashes.push(clash),
                        Some(Keep::Theirs) => {}
                        // Nothing of theirs is kept beside ours.
                        Some(Keep::Ours) => {
                            carried.merged = false;
                            self.take_away(id, next);
                        }
                    }
                    return Ok(carried);
                }
                self.take_away(id, next);
                if origin != id {
                    self.leave(origin, next);
                }
                return Ok(carried);
            }
            // They took it away, or both made it: ours is written whole, as its text stands.
            (Some(record), theirs) if theirs.is_none() || base.is_none() => {
                if theirs.is_none_or(|t| t.fields != record.fields) {
                    next.current.insert(record);
                    next.put(id, bytes.map(<[u8]>::to_vec));
                }
                if origin != id {
                    self.leave(origin, next);
                }
            }
            (Some(record), Some(theirs)) => {
                let changes = renames.into_iter().chain(changes_between(&theirs, &record)).collect();
                match self.without_unseen(id, origin, changes, &unread) {
                    Ok(changes) => self.remake(id, origin, &changes, next).map_err(|_| again(id))?,
                    Err(clash) => {
                        carried.clashes.push(*clash);
                        return Ok(carried);
                    }
                }
            }
            (Some(_), None) => {}
        }
        if origin != id {
            next.waiting.moved.insert(id.clone(), origin.clone());
        }
        self.carry_rows(id, next);
        Ok(carried)
    }

    fn take_away(&self, id: &RecordId, next: &mut Workspace) {
        next.current.remove(id);
        next.put(id, None);
    }

    /// The clash of a record that is to go and whose file somebody changed: where that cannot be told by
    /// its fields (a comment, a key that is not known), their text is what it is about.
    fn deleted_unseen(
        &self,
        id: &RecordId,
        base: Option<Record>,
        theirs: Record,
        origin: &RecordId,
        next: &Workspace,
    ) -> Clash {
        let same = base.as_ref().is_some_and(|b| b.fields == theirs.fields);
        let written = Workspace::source(&next.base, origin).unwrap_or_default();
        let theirs =
            if same { Value::text(load::readable_part(&written)) } else { Value::Group(theirs.fields) };
        let base = base.map(|b| Value::Group(b.fields));
        Clash { record: id.clone(), path: Path::root(), base, ours: None, theirs: Some(theirs) }
    }

    /// Our new names of rows, given to the base and to theirs first, so that what they changed in a row
    /// goes with it.
    fn rename_rows(
        &self,
        id: &RecordId,
        base: &mut Option<Record>,
        ours: &mut Option<Record>,
        theirs: &mut Option<Record>,
        clashes: &mut Vec<Clash>,
    ) -> Result<Vec<Change>, OpError> {
        let mut renames = Vec::new();
        for (path, to) in self.waiting.rows.get(id).into_iter().flatten() {
            let Some(renamed) = base.as_ref().and_then(|b| with_row_renamed(b, path, to)) else { continue };
            let Some(there) = &*theirs else { continue };
            let new = path.parent().unwrap_or_default().join(to);
            match (there.group(path), there.group(&new)) {
                (Some(_), None) => {
                    *theirs = with_row_renamed(there, path, to);
                    renames.push(Change::RenameRow {
                        record: id.clone(),
                        path: path.clone(),
                        to: to.clone(),
                    });
                    *base = Some(renamed);
                }
                // They called it the same.
                (None, Some(_)) => *base = Some(renamed),
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
                    match (self.decision(&clash), &mut *ours) {
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
        Ok(renames)
    }

    /// Nobody else touched it: what waits goes on waiting.
    fn carry_whole(&self, id: &RecordId, bytes: Option<&[u8]>, next: &mut Workspace) {
        if let Some(origin) = self.waiting.moved.get(id) {
            self.leave(origin, next);
            next.waiting.moved.insert(id.clone(), origin.clone());
        }
        match self.current.get(id) {
            Some(record) => next.current.insert(record.clone()),
            None => drop(next.current.remove(id)),
        }
        next.put(id, bytes.map(<[u8]>::to_vec));
        self.carry_rows(id, next);
    }

    fn carry_rows(&self, id: &RecordId, next: &mut Workspace) {
        if let Some(rows) = self.waiting.rows.get(id) {
            next.waiting.rows.insert(id.clone(), rows.clone());
        }
    }

    /// Leaves a record as it was here, on what was loaded before: the save will ask.
    fn keep_back(&self, id: &RecordId, bytes: Option<&[u8]>, next: &mut Workspace) {
        let origin = self.waiting.moved.get(id).unwrap_or(id);
        for id in BTreeSet::from([id, origin]) {
            let base = Arc::make_mut(&mut next.base);
            base.forget(id);
            if let Some(source) = self.base.sources.get(id) {
                base.sources.insert(id.clone(), source.clone());
            }
            if let Some(record) = self.base.register.get(id) {
                base.register.insert(record.clone());
            }
            let findings = self.base.findings.iter().filter(|f| f.record.as_ref() == Some(id));
            base.findings.extend(findings.cloned());
        }
        self.carry_whole(id, bytes, next);
    }

    /// Takes the file away that a renamed record leaves, unless its name was given to another.
    fn leave(&self, origin: &RecordId, next: &mut Workspace) {
        if self.goes(origin) {
            next.current.remove(origin);
            next.put(origin, None);
        }
    }

    fn decision(&self, clash: &Clash) -> Option<Keep> {
        self.decided.iter().find(|(decided, _)| decided == clash).map(|(_, keep)| *keep)
    }

    /// What somebody wrote in a record since it was loaded and cannot be read: the place, and the line.
    fn unread_there(&self, origin: &RecordId, fresh: &Loaded) -> Vec<(Path, String)> {
        let (before, now) = (misread(&self.base.findings), misread(&fresh.findings));
        let written = Workspace::source(fresh, origin).unwrap_or_default();
        let text = load::readable_part(&written);
        let line = |path: &Path| locate(text, path).and_then(|span| text.get(span)).unwrap_or_default();
        let new = now.difference(&before).filter(|(record, _)| record == origin);
        new.map(|(_, path)| (path.clone(), line(path).to_owned())).collect()
    }

    /// The changes without those that a person gave up for something of theirs that cannot be read; a
    /// clash where nobody has decided.
    fn without_unseen(
        &self,
        id: &RecordId,
        origin: &RecordId,
        mut changes: Vec<Change>,
        unread: &[(Path, String)],
    ) -> Result<Vec<Change>, Box<Clash>> {
        let value = |r: Option<&Arc<Record>>, path: &Path| r.and_then(|r| r.value(path)).cloned();
        for (path, _) in unread {
            let meets = |change: &Change| path.holds(&change.path()) || change.path().holds(path);
            if !changes.iter().any(meets) {
                continue;
            }
            let clash = Clash {
                record: id.clone(),
                base: value(self.base.register.get(origin), path),
                ours: value(self.current.get(id), path),
                theirs: None,
                path: path.clone(),
            };
            let clash = with_their_words(clash, unread);
            match self.decision(&clash) {
                None => return Err(Box::new(clash)),
                Some(Keep::Ours) => {}
                Some(Keep::Theirs) => changes.retain(|change| !meets(change)),
            }
        }
        Ok(changes)
    }

    /// Makes `changes` to the record that stands on disk as `origin` and is to be called `id`.
    fn remake(
        &self,
        id: &RecordId,
        origin: &RecordId,
        changes: &[Change],
        next: &mut Workspace,
    ) -> Result<(), OpError> {
        if origin != id {
            // From the disk: the old name may belong to another record of ours by now.
            let bytes = Workspace::source(&next.base, origin).unwrap_or_default();
            let Some(record) = next.base.register.get(origin).cloned() else { return Ok(()) };
            self.leave(origin, next);
            next.current.insert(Record { id: id.clone(), fields: record.fields.clone() });
            next.put(id, Some(bytes.to_vec()));
        }
        for change in changes {
            next.current.apply(change)?;
            let old = next.bytes(id).unwrap_or_default();
            let new = edit::apply(&old, change)?;
            next.put(id, Some(new));
        }
        Ok(())
    }

    /// After others were let in: nothing may refer to a record that goes, and whatever they made refer to
    /// a renamed record follows it.
    fn see_to_references(&self, next: &mut Workspace) -> Result<(), OpError> {
        let moved: Vec<(RecordId, RecordId)> =
            next.waiting.moved.iter().map(|(to, from)| (from.clone(), to.clone())).collect();
        for (from, _) in &moved {
            next.all_referrers_known(from)?;
        }
        let to = |kind: Kind, id: &Id| {
            let found = moved.iter().find(|(from, _)| from.kind == kind && from.id == *id);
            found.map(|(_, to)| to.id.clone())
        };
        // Ours speak of the new names already; where an old name was given to another record, only what
        // comes from the disk can mean the old one.
        let theirs: Vec<Arc<Record>> = next
            .current
            .iter()
            .filter(|r| {
                let speaks = |kind: Kind, id: &Id| {
                    let old = RecordId::new(kind, id.clone());
                    moved.iter().any(|(from, _)| *from == old)
                        && (!self.waiting.files.contains_key(&r.id) || self.goes(&old))
                };
                r.references().iter().any(|(_, kind, id)| speaks(*kind, id))
            })
            .cloned()
            .collect();
        for record in theirs {
            let paths: Vec<Path> = record
                .references()
                .into_iter()
                .filter(|(_, kind, id)| to(*kind, id).is_some())
                .map(|(path, ..)| path)
                .collect();
            let mut redirected = Record::clone(&record);
            redirected.redirect(&to);
            next.current.insert(redirected);
            for path in paths {
                next.write_again(&record.id, &path)?;
            }
        }
        let origins: BTreeSet<&RecordId> = moved.iter().map(|(from, _)| from).collect();
        let gone: Vec<RecordId> = next
            .waiting
            .files
            .iter()
            .filter(|(id, bytes)| bytes.is_none() && !origins.contains(id))
            .map(|(id, _)| id.clone())
            .collect();
        for id in gone {
            next.all_referrers_known(&id)?;
            next.unreferred(&id).map_err(|e| OpError { exit: Exit::Conflict, ..e })?;
        }
        Ok(())
    }
}

/// The clash with what they wrote, as it stands there, where it cannot be read.
fn with_their_words(mut clash: Clash, unread: &[(Path, String)]) -> Clash {
    if let (None, Some((_, line))) = (&clash.theirs, unread.iter().find(|(path, _)| *path == clash.path)) {
        clash.theirs = Some(Value::text(line.as_str()));
    }
    clash
}

fn again(id: &RecordId) -> OpError {
    OpError::new(Exit::Conflict, AGAIN.msg().with("id", id.to_string()))
}
