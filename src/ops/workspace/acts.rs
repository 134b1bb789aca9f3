//! Undo and redo: one act is what some files held before and after it, byte for byte.
//!
//! Taking an act back is exact where nothing else touched its files; where somebody did (a merge, a
//! reload), it is merged field by field, and refused where it would undo what they wrote.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::i18n::changes;
use crate::model::diff::{RecordChange, diff_registers};
use crate::model::merge::{changes_between, merge};
use crate::model::message::{Lang, Text, text};
use crate::model::{Change, Kind, Path, Record, RecordId, Register, field_at};
use crate::ops::error::{Exit, OpError};
use crate::store::load;

use super::Workspace;
use super::edit::{BROKEN, ORGANISATION_STAYS};

const SINCE: Text = text(
    "Impossible\u{a0}: {place} a changé depuis par ailleurs.",
    "This cannot be done: {place} changed since by other means.",
);

/// The content of a file; `None` where there is none.
pub type Content = Option<Arc<str>>;

/// One thing that a person did.
#[derive(Clone, Debug, PartialEq)]
pub struct Act {
    /// What each touched file held before and after.
    pub files: Vec<Step>,
    /// Records that got another name: the old one, the new one.
    pub renamed: Vec<(RecordId, RecordId)>,
    /// Rows that got another name: the record, the row, its new name.
    pub rows: Vec<RowRenamed>,
}

/// A row that got another name: the record, the row, its new name.
pub type RowRenamed = (RecordId, Path, String);

/// What an act made of one file.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    pub record: RecordId,
    pub before: Content,
    pub after: Content,
}

impl Act {
    /// What it changed, record by record.
    pub fn changes(&self) -> Vec<RecordChange> {
        let (before, after) = self.sides();
        diff_registers(&before, &after)
    }

    /// What it changed, in words, a line each. `register` gives the titles of what is referred to.
    pub fn words(&self, register: &Register, lang: Lang) -> Vec<String> {
        let (mut before, mut after) = (register.clone(), register.clone());
        for side in [&mut before, &mut after] {
            self.files.iter().for_each(|f| drop(side.remove(&f.record)));
        }
        let (old, new) = self.sides();
        old.iter().for_each(|r| before.insert(r.clone()));
        new.iter().for_each(|r| after.insert(r.clone()));
        changes::lines(&self.changes(), &before, &after, lang)
    }

    /// How much room it takes, in bytes.
    pub fn size(&self) -> usize {
        let len = |content: &Content| content.as_ref().map_or(0, |c| c.len());
        self.files.iter().map(|f| len(&f.before) + len(&f.after)).sum()
    }

    fn sides(&self) -> (Register, Register) {
        let (mut before, mut after) = (Register::new(), Register::new());
        for step in &self.files {
            for (side, content) in [(&mut before, &step.before), (&mut after, &step.after)] {
                if let Some(record) = parsed(&step.record, content) {
                    side.insert(record);
                }
            }
        }
        (before, after)
    }
}

fn parsed(id: &RecordId, content: &Content) -> Option<Record> {
    load::parse(id, content.as_ref()?.as_bytes()).0
}

impl Workspace {
    /// Makes several changes, all or none, as one act. `None` when nothing came of it.
    pub fn act(&mut self, changes: Vec<Change>) -> Result<Option<Act>, OpError> {
        let before = self.clone();
        let (mut renamed, mut rows) = (Vec::new(), Vec::new());
        for change in &changes {
            match change {
                Change::Rename { record, to } => {
                    renamed.push((record.clone(), RecordId::new(record.kind, to.clone())));
                }
                Change::RenameRow { record, path, to } => {
                    rows.push((record.clone(), path.clone(), to.clone()));
                }
                _ => {}
            }
        }
        self.apply_all(changes)?;
        Ok(self.since_then(&before).map(|files| Act { files, renamed, rows }))
    }

    /// Puts whole files back to these contents, byte for byte, all or none, as one act. `None` when
    /// nothing came of it. A record that would go is refused while another refers to it.
    pub fn put_back(&mut self, files: &[(RecordId, Option<Arc<[u8]>>)]) -> Result<Option<Act>, OpError> {
        self.writable()?;
        let before = self.clone();
        let mut next = self.clone();
        for (id, content) in files {
            let bytes = content.as_deref();
            let record = match bytes {
                None if id.kind == Kind::Organisation => {
                    return Err(OpError::new(Exit::Usage, ORGANISATION_STAYS));
                }
                None => None,
                Some(bytes) => match load::parse(id, bytes).0 {
                    Some(record) => Some(record),
                    None => return Err(OpError::new(Exit::Register, BROKEN.msg().with("file", id.path()))),
                },
            };
            match record {
                Some(record) => next.current.insert(record),
                None => drop(next.current.remove(id)),
            }
            next.waiting.rows.remove(id);
            // What is put back under its old name was not called otherwise: the other one is new.
            next.waiting.moved.retain(|_, origin| origin != id);
            next.put(id, bytes.map(<[u8]>::to_vec));
        }
        for (id, _) in files.iter().filter(|(_, content)| content.is_none()) {
            next.all_referrers_known(id)?;
            next.unreferred(id)?;
        }
        *self = next;
        let act = |files| Act { files, renamed: Vec::new(), rows: Vec::new() };
        Ok(self.since_then(&before).map(act))
    }

    /// What became of the files since; `None` for nothing.
    fn since_then(&self, before: &Workspace) -> Option<Vec<Step>> {
        let touched: BTreeSet<&RecordId> =
            before.waiting.files.keys().chain(self.waiting.files.keys()).collect();
        let same = |id: &RecordId| match (before.waiting.files.get(id), self.waiting.files.get(id)) {
            (Some(Some(a)), Some(Some(b))) => Arc::ptr_eq(a, b),
            (a, b) => a == b,
        };
        let step = |id: &RecordId| {
            if same(id) {
                return None;
            }
            let (before, after) = (before.content(id), self.content(id));
            (before != after).then(|| Step { record: id.clone(), before, after })
        };
        let files: Vec<Step> = touched.into_iter().filter_map(step).collect();
        (!files.is_empty()).then_some(files)
    }

    /// Undoes an act. On an error nothing is changed.
    pub fn take_back(&mut self, act: &Act) -> Result<(), OpError> {
        self.swap(act, true)
    }

    /// Makes an act again that was taken back. On an error nothing is changed.
    pub fn make_again(&mut self, act: &Act) -> Result<(), OpError> {
        self.swap(act, false)
    }

    fn content(&self, id: &RecordId) -> Content {
        std::str::from_utf8(&self.bytes(id)?).ok().map(Arc::from)
    }

    fn swap(&mut self, act: &Act, back: bool) -> Result<(), OpError> {
        self.writable()?;
        let mut next = self.clone();
        let names = names(act, back);
        let moved = next.rename_changed(act, &names, back)?;
        let mut origins = next.origins(names.iter().filter(|(old, _)| !moved.iter().any(|(o, ..)| o == old)));
        // The same for what is deleted, and is there again.
        for Step { record, .. } in act.files.iter().filter(|step| step.after.is_none()) {
            if back && let Some(origin) = next.waiting.dropped.get(record) {
                origins.entry(record.clone()).or_insert_with(|| origin.clone());
            } else if !back && let Some(origin) = next.waiting.moved.get(record) {
                next.waiting.dropped.insert(record.clone(), origin.clone());
            }
        }
        for step in &act.files {
            let (from, to) = if back { (&step.after, &step.before) } else { (&step.before, &step.after) };
            if moved.iter().any(|(old, ..)| *old == step.record) {
                continue;
            }
            let moved = moved.iter().find(|(_, new, _)| *new == step.record);
            next.turn(&step.record, moved.map_or(from, |(.., was)| was), to)?;
        }
        for (name, origin) in origins {
            // The file of the old name may be another record's by now.
            let leaves = !next.waiting.moved.values().any(|o| *o == origin) && next.on_disk(&origin);
            if leaves && matches!(next.waiting.files.get(&name), Some(Some(_))) {
                next.waiting.moved.insert(name, origin);
            }
        }
        next.name_rows(act, &names, back);
        for step in &act.files {
            // Nothing may be left that refers to what went: others may have come to do so meanwhile.
            if !next.current.contains(&step.record) {
                next.all_referrers_known(&step.record)?;
                next.unreferred(&step.record)?;
            }
        }
        *self = next;
        Ok(())
    }

    /// Renames again the records of an act that somebody else changed under the name they are to lose: what
    /// they wrote goes along. Gives the names, and what the act knew under the first.
    fn rename_changed(
        &mut self,
        act: &Act,
        names: &[(RecordId, RecordId)],
        back: bool,
    ) -> Result<Vec<(RecordId, RecordId, Content)>, OpError> {
        let mut moved = Vec::new();
        for (old, new) in names {
            let Some(step) = act.files.iter().find(|step| step.record == *old) else { continue };
            let was = if back { &step.after } else { &step.before };
            let now = self.content(old);
            if now.is_none() || now == *was || was.is_none() || self.content(new).is_some() {
                continue;
            }
            self.apply_all(vec![Change::Rename { record: old.clone(), to: new.id.clone() }])?;
            moved.push((old.clone(), new.clone(), was.clone()));
        }
        Ok(moved)
    }

    /// Where the records that get these names stand on disk, as far as that is elsewhere. It is taken out of
    /// what waits: it is told again once the files are turned.
    fn origins<'a>(
        &mut self,
        names: impl Iterator<Item = &'a (RecordId, RecordId)>,
    ) -> BTreeMap<RecordId, RecordId> {
        let found: Vec<_> = names.filter_map(|(old, new)| Some((new.clone(), self.origin(old)?))).collect();
        // Only now: of two that swap their names each is to be seen where it was.
        let mut origins = BTreeMap::new();
        for (new, origin) in found {
            self.waiting.moved.retain(|_, o| *o != origin);
            if new != origin {
                origins.insert(new, origin);
            }
        }
        origins
    }

    /// Rows have other names after an act, or their old ones again.
    fn name_rows(&mut self, act: &Act, names: &[(RecordId, RecordId)], back: bool) {
        let turned: Vec<RowRenamed> = match back {
            false => act.rows.clone(),
            true => act.rows.iter().rev().filter_map(backwards).collect(),
        };
        for row in turned {
            let (id, path, to) = &row;
            // The record may get another name in the same act.
            let id = names.iter().find(|(old, _)| old == id).map_or(id, |(_, new)| new).clone();
            let there = self
                .current
                .get(&id)
                .is_some_and(|r| path.parent().is_some_and(|parent| r.group(&parent.join(to)).is_some()));
            if !there || !matches!(self.waiting.files.get(&id), Some(Some(_))) {
                continue;
            }
            let rows = self.waiting.rows.entry(id).or_default();
            // A row that has its old name again was not called otherwise.
            match (rows.last(), backwards(&row)) {
                (Some((last, was)), Some((_, path, to))) if *last == path && *was == to => drop(rows.pop()),
                _ => rows.push((path.clone(), to.clone())),
            }
        }
    }

    /// Turns what a file holds from one content into another, beside whatever else was done to it.
    fn turn(&mut self, id: &RecordId, from: &Content, to: &Content) -> Result<(), OpError> {
        // A file that cannot be read is not "not there": nothing is known of what it would lose.
        if self.bytes(id).is_some() && !self.current.contains(id) {
            return Err(OpError::new(Exit::Conflict, BROKEN.msg().with("file", id.path())));
        }
        let now = self.content(id);
        if now == *to {
            return Ok(());
        }
        if now == *from {
            match parsed(id, to) {
                Some(record) => self.current.insert(record),
                None => drop(self.current.remove(id)),
            }
            self.put(id, to.as_ref().map(|text| text.as_bytes().to_vec()));
            return Ok(());
        }
        if to.is_none() {
            // It would go with what somebody wrote in it since, a comment or an unknown key included.
            return Err(self.since(id, None));
        }
        let current = self.current.get(id).map(|r| Record::clone(r));
        let (base, ours) = (parsed(id, from), parsed(id, to));
        let outcome = merge(id, base.as_ref(), ours.as_ref(), current.as_ref(), &|_| None);
        if let Some(clash) = outcome.clashes.first() {
            return Err(self.since(id, field_at(id, clash.path.keys()).map(|f| f.label)));
        }
        match (outcome.record, current) {
            (Some(record), Some(current)) => {
                for change in changes_between(&current, &record) {
                    self.edit(&change)?;
                }
            }
            (Some(record), None) => {
                self.current.insert(record);
                self.put(id, to.as_ref().map(|text| text.as_bytes().to_vec()));
            }
            (None, _) => {
                self.current.remove(id);
                self.put(id, None);
            }
        }
        Ok(())
    }

    fn since(&self, id: &RecordId, field: Option<Text>) -> OpError {
        let lang = self.current.language();
        let title = self.current.get(id).map_or_else(|| id.to_string(), |r| r.title(lang).to_owned());
        let place = match field {
            Some(label) => {
                text("«\u{a0}{title}\u{a0}» › {label}", "“{title}” › {label}").msg().with("label", label)
            }
            None => text("«\u{a0}{title}\u{a0}»", "“{title}”").msg(),
        };
        OpError::new(Exit::Conflict, SINCE.msg().with("place", place.with("title", title)))
    }
}

/// The names that the records of an act lose and get: first and last alone, where one got several.
fn names(act: &Act, back: bool) -> Vec<(RecordId, RecordId)> {
    let mut names: Vec<(RecordId, RecordId)> = Vec::new();
    for (old, new) in &act.renamed {
        match names.iter_mut().find(|(_, to)| to == old) {
            Some((_, to)) => *to = new.clone(),
            None => names.push((old.clone(), new.clone())),
        }
    }
    names.retain(|(old, new)| old != new);
    if back {
        names.iter_mut().for_each(|(old, new)| std::mem::swap(old, new));
    }
    names
}

/// The renaming of a row that takes this one back.
pub fn backwards((id, path, to): &RowRenamed) -> Option<RowRenamed> {
    Some((id.clone(), path.parent()?.join(to), path.last()?.to_owned()))
}
