//! What a change made better or worse: the check now beside the check of an earlier commit.
//!
//! Findings are matched by record (renames followed), rule and path, never by line: text that moved is no
//! change. A row that only got another name is the same. Both are checked as of the same day, so that what time
//! alone did is nobody's change. Of a record that could not be read on one side nothing is compared: to break or to
//! repair a file is one finding, not all that it says.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;

use super::narrow::Asked;
use crate::check::Checked;
use crate::history::CommitInfo;
use crate::model::{Finding, Path, RecordId, Register};
use crate::ops::error::OpError;
use crate::ops::findings::gather;
use crate::ops::past;
use crate::ops::workspace::Workspace;
use crate::store::load::Loaded;

/// What became of a finding. Ordered from the worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Became {
    New,
    /// Graver than it was.
    Worse,
    /// As grave as it was, and other words: five years beyond a limit, then nine.
    Changed,
    /// Milder than it was.
    Better,
    /// Set aside by a waiver: nothing was mended.
    Waived,
    Gone,
}

impl Became {
    /// The stable English word of JSON.
    pub fn word(self) -> &'static str {
        match self {
            Became::New => "new",
            Became::Worse => "worse",
            Became::Changed => "changed",
            Became::Better => "better",
            Became::Waived => "waived",
            Became::Gone => "gone",
        }
    }
}

/// A finding that is not as it was; one that is gone, as it was then.
#[derive(Clone, Debug, PartialEq)]
pub struct Turned {
    pub became: Became,
    pub finding: Finding,
}

/// The check of now beside that of a commit.
#[derive(Clone, Debug, PartialEq)]
pub struct Since {
    /// The commit as a person named it.
    pub revision: String,
    pub commit: CommitInfo,
    /// From the worst.
    pub turned: Vec<Turned>,
    /// How many findings are as they were.
    pub same: usize,
    /// How many are of records that could not be read on the other side.
    pub left_out: usize,
}

/// Compares the register as it stands with the commit that a person names, as far as it is asked for.
pub fn since(workspace: &Workspace, revision: &str, asked: &Asked) -> Result<Since, OpError> {
    let past = past::at(workspace, revision)?;
    let before = found(&past.loaded, workspace.today);
    let named_now = |id: &RecordId| past.renamed.get(id).unwrap_or(id).clone();
    let beside = Beside {
        asked,
        named_now: &named_now,
        registers: (&past.loaded.register, workspace.register()),
        unread_then: unread(&past.loaded).map(named_now).collect(),
        is_unread_now: &|id| workspace.is_unread(id),
    };
    let (turned, same, left_out) = beside.turned(before, workspace.all_findings(), workspace.waived());
    Ok(Since { revision: revision.to_owned(), commit: past.commit, turned, same, left_out })
}

/// The same of two states that were read: what became of their findings. `renamed`: then, now.
pub fn turned_between(
    before: &Loaded,
    after: &Loaded,
    renamed: &BTreeMap<RecordId, RecordId>,
    today: NaiveDate,
) -> Vec<Turned> {
    let named_now = |id: &RecordId| renamed.get(id).unwrap_or(id).clone();
    let checked = Checked::of(&after.register, today);
    // What did not change is not checked a second time.
    let past = checked.clone().again(&before.register, today);
    let now = gather(after.findings.clone(), checked.findings(), &|id| is_unread(after, id));
    let then = gather(before.findings.clone(), past.findings(), &|id| is_unread(before, id));
    let beside = Beside {
        asked: &Asked::default(),
        named_now: &named_now,
        registers: (&before.register, &after.register),
        unread_then: unread(before).map(named_now).collect(),
        is_unread_now: &|id| is_unread(after, id),
    };
    beside.turned(then, now, checked.waived().cloned().collect()).0
}

/// All that is found on a register as it was read.
fn found(loaded: &Loaded, today: NaiveDate) -> Vec<Finding> {
    let checked = Checked::of(&loaded.register, today);
    gather(loaded.findings.clone(), checked.findings(), &|id| is_unread(loaded, id))
}

/// The files that are there and are no records.
fn unread(loaded: &Loaded) -> impl Iterator<Item = &RecordId> {
    loaded.sources.keys().filter(|id| is_unread(loaded, id))
}

fn is_unread(loaded: &Loaded, id: &RecordId) -> bool {
    loaded.sources.contains_key(id) && !loaded.register.contains(id)
}

/// What a finding is known by, whatever its line; the file where no record is known.
type Key = (Result<RecordId, String>, &'static str, String);

/// Then beside now.
struct Beside<'a> {
    asked: &'a Asked,
    /// What a record of then is called now.
    named_now: &'a dyn Fn(&RecordId) -> RecordId,
    registers: (&'a Register, &'a Register),
    /// The records that could not be read then, by the names of now.
    unread_then: HashSet<RecordId>,
    is_unread_now: &'a dyn Fn(&RecordId) -> bool,
}

impl Beside<'_> {
    fn key(&self, finding: &Finding) -> Key {
        let who = finding.record.as_ref().map(self.named_now).ok_or_else(|| finding.file.clone());
        (who, finding.code, finding.path.to_string())
    }

    fn turned(
        &self,
        before: Vec<Finding>,
        now: Vec<Finding>,
        waived: Vec<Finding>,
    ) -> (Vec<Turned>, usize, usize) {
        // One that only counts others would come and go with their number.
        let told = |f: &Finding| f.more == 0;
        let mut past: HashMap<Key, Vec<Finding>> = HashMap::new();
        for finding in before.into_iter().rev().filter(told) {
            past.entry(self.key(&finding)).or_default().push(finding);
        }
        let (mut turned, mut same, mut left_out) = (Vec::new(), 0, 0);
        // Of several at one place those that are quite the same go first, whatever came or went between them.
        let is_same = |a: &Finding, b: &Finding| a.severity == b.severity && a.message == b.message;
        let mut rest = Vec::new();
        for finding in now.into_iter().filter(told) {
            let at = past.get_mut(&key_now(&finding));
            match at.and_then(|all| Some((all.iter().rposition(|f| is_same(f, &finding))?, all))) {
                Some((i, all)) => {
                    all.remove(i);
                    same += usize::from(self.asked.takes(&finding));
                }
                None => rest.push(finding),
            }
        }
        let mut fresh = Vec::new();
        for finding in rest {
            match past.get_mut(&key_now(&finding)).and_then(Vec::pop) {
                Some(former) => turned.push(Turned { became: became(&former, &finding), finding }),
                None => fresh.push(finding),
            }
        }
        let mut gone: Vec<Finding> = past.into_values().flatten().collect();
        gone.sort_by(|a, b| (&a.file, &a.path, a.code).cmp(&(&b.file, &b.path, b.code)));
        for (finding, former) in self.in_renamed_rows(fresh, &mut gone) {
            match former {
                Some(former) if is_same(&former, &finding) => same += usize::from(self.asked.takes(&finding)),
                Some(former) => turned.push(Turned { became: became(&former, &finding), finding }),
                None if self.was_unread(&finding) => left_out += usize::from(self.asked.takes(&finding)),
                None => turned.push(Turned { became: Became::New, finding }),
            }
        }
        let mut waived: HashMap<Key, Finding> = waived.into_iter().map(|f| (key_now(&f), f)).collect();
        for finding in gone {
            // Records are asked for by the names that they have now.
            let record = finding.record.as_ref().map(self.named_now);
            let is_asked = self.asked.takes(&Finding { record: record.clone(), ..finding.clone() });
            match waived.remove(&self.key(&finding)) {
                Some(finding) => turned.push(Turned { became: Became::Waived, finding }),
                None if self.is_unread(record.as_ref()) => left_out += usize::from(is_asked),
                None if is_asked => turned.push(Turned { became: Became::Gone, finding }),
                None => {}
            }
        }
        turned.retain(|t: &Turned| t.became == Became::Gone || self.asked.takes(&t.finding));
        turned.sort_by_key(|t| t.became);
        (turned, same, left_out)
    }

    /// Whether the record of a finding of now could not be read then, and can be now.
    fn was_unread(&self, finding: &Finding) -> bool {
        let record = finding.record.as_ref();
        record.is_some_and(|id| self.unread_then.contains(id) && !(self.is_unread_now)(id))
    }

    /// Whether a record, by the name of now, could be read then and cannot be now.
    fn is_unread(&self, record: Option<&RecordId>) -> bool {
        record.is_some_and(|id| (self.is_unread_now)(id) && !self.unread_then.contains(id))
    }

    /// The findings that no earlier one matches, each with the one of a row that holds the same under another name,
    /// which is taken out of those that are gone.
    fn in_renamed_rows(
        &self,
        fresh: Vec<Finding>,
        gone: &mut Vec<Finding>,
    ) -> Vec<(Finding, Option<Finding>)> {
        let mut by_rest: HashMap<Key, Vec<usize>> = HashMap::new();
        for (i, finding) in gone.iter().enumerate() {
            for at in 0..finding.path.keys().len() {
                by_rest.entry(without(self.key(finding), &finding.path, at)).or_default().push(i);
            }
        }
        let mut taken = HashSet::new();
        let mut pairs = Vec::new();
        for finding in fresh {
            let of = (0..finding.path.keys().len()).find_map(|at| {
                let candidates = by_rest.get(&without(key_now(&finding), &finding.path, at))?;
                candidates
                    .iter()
                    .find(|i| !taken.contains(*i) && self.is_row(&gone[**i], &finding, at))
                    .copied()
            });
            pairs.push((finding, of));
            taken.extend(of);
        }
        let pairs = pairs.into_iter().map(|(finding, of)| (finding, of.map(|i| gone[i].clone()))).collect();
        let mut index = 0..;
        gone.retain(|_| index.next().is_none_or(|i| !taken.contains(&i)));
        pairs
    }

    /// Whether two findings stand in rows that differ by their names alone, at this key of their paths.
    fn is_row(&self, then: &Finding, now: &Finding, at: usize) -> bool {
        let (past, present) = self.registers;
        let row = |register: &Register, finding: &Finding| {
            let path: Path = finding.path.keys().iter().take(at + 1).collect();
            register.get(finding.record.as_ref()?)?.group(&path).cloned()
        };
        // A row that is still there was not renamed.
        let stays: Path = then.path.keys().iter().take(at + 1).collect();
        let is_there = now.record.as_ref().and_then(|id| present.get(id)?.group(&stays)).is_some();
        !is_there && row(past, then).is_some_and(|before| row(present, now).as_ref() == Some(&before))
    }
}

fn key_now(finding: &Finding) -> Key {
    let who = finding.record.clone().ok_or_else(|| finding.file.clone());
    (who, finding.code, finding.path.to_string())
}

/// A key in which one key of the path may be any.
fn without((who, code, _): Key, path: &Path, at: usize) -> Key {
    let keys = path.keys().iter().enumerate().map(|(i, key)| if i == at { "*" } else { key.as_str() });
    (who, code, keys.collect::<Vec<_>>().join("."))
}

/// What became of a finding that was there.
fn became(former: &Finding, finding: &Finding) -> Became {
    match finding.severity.cmp(&former.severity) {
        std::cmp::Ordering::Greater => Became::Worse,
        std::cmp::Ordering::Equal => Became::Changed,
        std::cmp::Ordering::Less => Became::Better,
    }
}
