//! The texts of three versions of one record merged by what they say.
//!
//! What both say together is worked out on the records (`model::merge`); the text then follows. Where a
//! merge by lines says exactly that, it stands, for it keeps everybody's comments where they were. Else
//! each of the three texts is first made to say the same, by edits that touch nothing but fields: what
//! then still differs between them are comments, unknown keys and blanks, and these are merged by lines.

use std::collections::BTreeSet;

use toml::{Table, Value as Toml};

use super::comments;
use super::lines::{self, Lines, Markers, Where};
use crate::model::diff::diff_records;
use crate::model::merge::{Clash, Keep, changes_between, merge};
use crate::model::{Change, Finding, Path, Record, RecordId, Severity, Value};
use crate::store::{edit, load};

/// One version: its text, and what it says.
#[derive(Clone)]
pub(super) struct Version {
    text: Vec<u8>,
    record: Record,
    /// What is no field of ours: comments, unknown keys and what stands there.
    beside: BTreeSet<Beside>,
    /// What cannot be read as meant.
    misread: BTreeSet<Beside>,
}

/// Something in a text that is no field: a comment, or a place and what is written there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Beside {
    Comment(String),
    Written(Path, String),
}

impl Version {
    /// `None` when the text is not TOML, or is that of a format which this program does not know.
    pub(super) fn read(id: &RecordId, text: &[u8]) -> Option<Version> {
        if text.len() as u64 > load::MAX_FILE {
            return None;
        }
        let (record, findings) = load::parse(id, text);
        let (record, body) = (record?, load::readable_part(text));
        if findings.iter().any(|f| f.code == NEWER) {
            return None;
        }
        let strange = findings.iter().any(|f| f.code == UNKNOWN_KEY || f.severity == Severity::Error);
        let table: Table = if strange { body.parse().ok()? } else { Table::new() };
        let of = |counts: fn(&Finding) -> bool| {
            let mut out = BTreeSet::new();
            for finding in findings.iter().filter(|f| counts(f)) {
                written(&table, &finding.path, &mut out);
            }
            out
        };
        let mut beside = of(|f| f.code == UNKNOWN_KEY);
        beside.extend(edit::comments(text).into_iter().map(Beside::Comment));
        Some(Version {
            misread: of(|f| f.severity == Severity::Error),
            beside,
            record,
            text: text.to_owned(),
        })
    }

    /// The version with one change made.
    fn changed(&self, change: &Change) -> Option<Version> {
        Version::read(&self.record.id, &edit::apply(&self.text, change).ok()?)
    }

    /// The same text, edited so that it says what `to` says; `None` where that cannot be done safely.
    fn saying(&self, to: &Record) -> Option<Vec<u8>> {
        let mut text = self.text.clone();
        for change in changes_between(&self.record, to) {
            text = edit::apply(&text, &change).ok()?;
        }
        Some(text)
    }
}

/// The rows that `side` calls otherwise than `base` and left as they were, and that `other` changed.
fn renamed_rows(base: &Record, side: &Record, other: &Record) -> Vec<Change> {
    let mut out = Vec::new();
    for (field, value) in base.fields.iter() {
        let rows = |record: &'_ Record| record.fields.get(field.key).and_then(Value::as_rows).cloned();
        let (Some(old), Some(here), Some(there)) = (value.as_rows(), rows(side), rows(other)) else {
            continue;
        };
        for (name, row) in old.iter().filter(|(name, _)| here.get(name).is_none()) {
            let is_new = |to: &&str| old.get(to).is_none() && there.get(to).is_none();
            let same = here.iter().filter(|(_, now)| *now == row).map(|(to, _)| to).filter(is_new);
            let mut same = same.collect::<Vec<_>>();
            let changed = there.get(name).is_some_and(|now| now != row);
            if let (Some(to), true, true) = (same.pop(), same.is_empty(), changed) {
                let path = Path::root().join(field.key).join(name);
                out.push(Change::RenameRow { record: base.id.clone(), path, to: to.to_owned() });
            }
        }
    }
    out
}

/// What is written at a path, part by part where it is a table.
fn written(table: &Table, path: &Path, out: &mut BTreeSet<Beside>) {
    fn parts(value: &Toml, at: &Path, out: &mut BTreeSet<Beside>) {
        match value {
            Toml::Table(inner) if !inner.is_empty() => {
                inner.iter().for_each(|(key, value)| parts(value, &at.join(key), out));
            }
            value => drop(out.insert(Beside::Written(at.clone(), value.to_string()))),
        }
    }
    let mut keys = path.keys().iter();
    let first = keys.next().and_then(|key| table.get(key));
    match keys.try_fold(first, |value, key| Some(value?.as_table()?.get(key))).flatten() {
        Some(value) => parts(value, path, out),
        None => drop(out.insert(Beside::Written(path.clone(), String::new()))),
    }
}

/// The codes of an unknown key and of a format newer than the program.
const UNKNOWN_KEY: &str = "REG-01";
const NEWER: &str = "REG-13";

/// Three versions of a record that can be merged field by field.
pub(super) struct Three<'a> {
    pub id: &'a RecordId,
    pub base: Version,
    pub ours: Version,
    pub theirs: Version,
}

/// What a merge by fields came to.
pub(super) struct Told {
    pub lines: Lines,
    /// The fields that both changed to different ends.
    pub clashes: Vec<Clash>,
}

impl<'a> Three<'a> {
    /// `None` where one of them cannot be read, or what cannot be read as meant is not the same in all
    /// three: what it says is not known, and so neither is what both say together.
    pub(super) fn read(id: &'a RecordId, base: &[u8], ours: &[u8], theirs: &[u8]) -> Option<Three<'a>> {
        let [base, ours, theirs] = [base, ours, theirs].map(|text| Version::read(id, text));
        let (base, ours, theirs) = (base?, ours?, theirs?);
        let alike = base.misread == ours.misread && base.misread == theirs.misread;
        alike.then(|| Three { id, base, ours, theirs }.with_rows_renamed())
    }

    /// The same, with a row that one side called otherwise called so in all three, so that what the other
    /// changed in it goes with it.
    fn with_rows_renamed(mut self) -> Three<'a> {
        for change in renamed_rows(&self.base.record, &self.ours.record, &self.theirs.record) {
            if let (Some(base), Some(theirs)) = (self.base.changed(&change), self.theirs.changed(&change)) {
                (self.base, self.theirs) = (base, theirs);
            }
        }
        for change in renamed_rows(&self.base.record, &self.theirs.record, &self.ours.record) {
            if let (Some(base), Some(ours)) = (self.base.changed(&change), self.ours.changed(&change)) {
                (self.base, self.ours) = (base, ours);
            }
        }
        self
    }

    /// What all say together, with `keep` where they disagree.
    fn agreed(&self, keep: Option<Keep>) -> (Record, Vec<Clash>) {
        let [base, ours, theirs] = [&self.base, &self.ours, &self.theirs].map(|v| Some(&v.record));
        let merged = merge(self.id, base, ours, theirs, &|_| keep);
        (merged.record.unwrap_or_else(|| self.ours.record.clone()), merged.clashes)
    }

    /// Whether a merge by lines happens to say what both say together, and nobody contradicts anybody.
    pub(super) fn is_right(&self, text: &[u8]) -> bool {
        let (record, clashes) = self.agreed(None);
        clashes.is_empty() && self.says(text, &record)
    }

    /// The merged text; `None` where no text could be made that says it.
    pub(super) fn merge(&self, by_lines: &Lines, markers: &Markers) -> Option<Told> {
        let (record, clashes) = self.agreed(None);
        if clashes.is_empty() && by_lines.conflicts == 0 && self.says(&by_lines.bytes, &record) {
            return Some(Told { lines: by_lines.clone(), clashes });
        }
        let ours = self.text_of(&record, markers);
        if clashes.is_empty() {
            return Some(Told { lines: ours?, clashes });
        }
        // With every clash decided one way, then the other: the two texts differ where they clash alone.
        let ours = ours.filter(|lines| lines.conflicts == 0)?.bytes;
        let ours = Version::read(self.id, &ours)?;
        let theirs = ours.saying(&self.agreed(Some(Keep::Theirs)).0)?;
        let base = ours.saying(&with_base(&record, &clashes)).unwrap_or_else(|| ours.text.clone());
        let lines = lines::merge(&base, &ours.text, &theirs, Where::TheyDiffer, markers);
        (lines.conflicts > 0).then_some(Told { lines, clashes })
    }

    /// A text that says `record` and keeps what stood beside the fields on either side; with conflicts
    /// where the two sides disagree on that.
    fn text_of(&self, record: &Record, markers: &Markers) -> Option<Lines> {
        let [base, ours, theirs] = [&self.base, &self.ours, &self.theirs].map(|v| v.saying(record));
        let (base, ours, theirs) = (base?, ours?, theirs?);
        let by = |conflict_where| lines::merge(&base, &ours, &theirs, conflict_where, markers);
        let whole = |lines: &Lines| lines.conflicts == 0 && self.says(&lines.bytes, record);
        let merged = by(Where::BothChanged);
        if whole(&merged) {
            return Some(merged);
        }
        // A comment at the end of a line apart from what stands before it.
        let (b, o, t) = (pieces(&base), pieces(&ours), pieces(&theirs));
        let finer = |conflict_where| lines::merge_pieces(&b, &o, &t, conflict_where, markers);
        let alone = [&ours, &theirs].map(|text| Lines { bytes: text.clone(), conflicts: 0 });
        let found = [finer(Where::BothChanged), by(Where::BothKept), finer(Where::BothKept)];
        // One side may have put the whole file in order: then each comment follows its line.
        let is_new = |comment: &str| !self.base.beside.contains(&Beside::Comment(comment.to_owned()));
        let carried = [(&ours, &theirs), (&theirs, &ours)]
            .map(|(into, from)| comments::carried(into, from, is_new))
            .map(|bytes| Lines { bytes: bytes.unwrap_or_default(), conflicts: 0 });
        let found = found.into_iter().chain(alone).chain(carried).find(whole);
        // What is left is about comments or keys that are not ours: a person sees it.
        found.or_else(|| Some(merged).filter(|m| m.conflicts > 0))
    }

    /// Whether a text says this record, and keeps what stood beside the fields: what either side added,
    /// and what both left.
    fn says(&self, text: &[u8], record: &Record) -> bool {
        let Some(read) = Version::read(self.id, text) else { return false };
        let (b, o, t) = (&self.base.beside, &self.ours.beside, &self.theirs.beside);
        let kept = o.iter().chain(t).filter(|x| !b.contains(x) || (o.contains(x) && t.contains(x)));
        diff_records(&read.record, record).is_empty()
            && read.misread == self.base.misread
            && kept.into_iter().all(|x| read.beside.contains(x))
    }
}

/// The lines of a text, each cut before the comment at its end, or its end.
fn pieces(text: &[u8]) -> Vec<&[u8]> {
    let starts = edit::comment_places(text);
    let mut out = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive(|b| *b == b'\n') {
        let end = at + line.len();
        let next = starts.partition_point(|start| *start < at);
        let comment = starts.get(next).filter(|start| **start < end).map(|start| start - at);
        let body = line.get(..comment.unwrap_or(line.len())).unwrap_or_default().trim_ascii_end();
        let (body, tail) = line.split_at(body.len());
        out.extend([body, tail].into_iter().filter(|piece| !piece.is_empty()));
        at = end;
    }
    out
}

/// The record with what the base said where the sides clash.
fn with_base(record: &Record, clashes: &[Clash]) -> Record {
    let mut out = record.clone();
    for clash in clashes {
        let (record, path) = (clash.record.clone(), clash.path.clone());
        let change = match &clash.base {
            Some(value) => Change::Set { record, path, value: value.clone() },
            None => Change::Unset { record, path },
        };
        // What the base said may have no place any more: then it is not shown.
        let before = out.clone();
        if out.apply(&change).is_err() {
            out = before;
        }
    }
    out
}
