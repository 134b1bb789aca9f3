//! What a change made better or worse: the check now beside the check of an earlier commit.
//!
//! Findings are matched by record (renames followed), rule and path, never by line: text that moved is no
//! change. Both are checked as of the same day, so that what time alone did is nobody's change.

use std::collections::HashMap;

use super::narrow::Asked;
use crate::check::Checked;
use crate::history::CommitInfo;
use crate::model::{Finding, RecordId};
use crate::ops::error::OpError;
use crate::ops::findings::gather;
use crate::ops::past;
use crate::ops::workspace::Workspace;

/// What became of a finding. Ordered from the worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Became {
    New,
    /// Graver than it was.
    Worse,
    /// Milder than it was.
    Better,
    Gone,
}

impl Became {
    /// The stable English word of JSON.
    pub fn word(self) -> &'static str {
        match self {
            Became::New => "new",
            Became::Worse => "worse",
            Became::Better => "better",
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
    pub commit: CommitInfo,
    /// From the worst.
    pub turned: Vec<Turned>,
    /// How many findings are as they were.
    pub same: usize,
}

/// Compares the register as it stands with the commit that a person names, as far as it is asked for.
pub fn since(workspace: &Workspace, revision: &str, asked: &Asked) -> Result<Since, OpError> {
    let past = past::at(workspace, revision)?;
    let checked = Checked::of(&past.loaded.register, workspace.today);
    let is_unread =
        |id: &RecordId| past.loaded.sources.contains_key(id) && !past.loaded.register.contains(id);
    let before = gather(past.loaded.findings.clone(), checked.findings(), &is_unread);
    let named_now = |id: &RecordId| past.renamed.get(id).unwrap_or(id).clone();
    let (turned, same) = turned(before, workspace.all_findings(), &named_now, asked);
    Ok(Since { commit: past.commit, turned, same })
}

/// What a finding is known by, whatever its line; the file where no record is known.
type Key = (Result<RecordId, String>, &'static str, String);

fn key(finding: &Finding, named_now: &dyn Fn(&RecordId) -> RecordId) -> Key {
    let who = finding.record.as_ref().map(named_now).ok_or_else(|| finding.file.clone());
    (who, finding.code, finding.path.to_string())
}

fn turned(
    before: Vec<Finding>,
    now: Vec<Finding>,
    named_now: &dyn Fn(&RecordId) -> RecordId,
    asked: &Asked,
) -> (Vec<Turned>, usize) {
    // One that only counts others would come and go with their number.
    let told = |f: &Finding| f.more == 0;
    let mut past: HashMap<Key, Vec<Finding>> = HashMap::new();
    for finding in before.into_iter().rev().filter(told) {
        past.entry(key(&finding, named_now)).or_default().push(finding);
    }
    let (mut turned, mut same) = (Vec::new(), 0);
    for finding in now.into_iter().filter(told) {
        let former = past.get_mut(&key(&finding, &RecordId::clone)).and_then(Vec::pop);
        let became = match former {
            None => Became::New,
            Some(former) if former.severity < finding.severity => Became::Worse,
            Some(former) if former.severity > finding.severity => Became::Better,
            Some(_) => {
                same += usize::from(asked.takes(&finding));
                continue;
            }
        };
        turned.push(Turned { became, finding });
    }
    turned.retain(|t: &Turned| asked.takes(&t.finding));
    // Records are asked for by the names that they have now.
    let is_asked = |f: &Finding| {
        let record = f.record.as_ref().map(named_now);
        asked.takes(&Finding { record, ..f.clone() })
    };
    let mut gone: Vec<Finding> = past.into_values().flatten().filter(is_asked).collect();
    gone.sort_by(|a, b| (&a.file, &a.path, a.code).cmp(&(&b.file, &b.path, b.code)));
    turned.extend(gone.into_iter().map(|finding| Turned { became: Became::Gone, finding }));
    turned.sort_by_key(|t| t.became);
    (turned, same)
}
