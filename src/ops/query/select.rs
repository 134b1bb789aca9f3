//! A query asked of a whole register at once: what the command line does.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use chrono::NaiveDate;

use super::heads::Heads;
use super::keys::{About, KEYS};
use super::parse::{Mistake, Query};
use super::search::{self, Results};
use super::sieve::Scope;
use super::sort::{self, Order, Sort};
use crate::model::message::{Message, Text, text};
use crate::model::{Finding, Kind, Lang, Record, RecordId};
use crate::ops::error::{Exit, OpError};
use crate::ops::status::{self, FileStatus};
use crate::ops::workspace::Workspace;

const KEYS_ARE: Text = text("Les clés\u{a0}: {keys}.", "The keys: {keys}.");
const BAD_SORT: Text =
    text("«\u{a0}{word}\u{a0}» n’est pas un ordre de tri.", "“{word}” is nothing to sort by.");
const SORTS: Text = text("Les ordres\u{a0}: {sorts}.", "The orders: {sorts}.");

/// What is asked of a register.
pub struct Selection<'a> {
    pub query: &'a Query,
    /// `None`: by identifier.
    pub order: Option<Order>,
    pub today: NaiveDate,
    pub lang: Lang,
}

/// The records of a kind that answer.
pub struct Selected {
    pub kind: Kind,
    pub records: Vec<Arc<Record>>,
}

/// Reads what a list is to be ordered by.
pub fn order(typed: &str, reversed: bool) -> Result<Order, OpError> {
    let by = Sort::parse(typed).ok_or_else(|| {
        let sorts = |lang: Lang| Sort::ALL.map(|s| s.word().get(lang)).join(", ");
        let [fr, en] = Lang::ALL.map(sorts);
        let hint = SORTS.msg().with("sorts", both(fr, en));
        OpError::new(Exit::Usage, BAD_SORT.msg().with("word", typed)).hint(hint)
    })?;
    Ok(Order { by, reversed })
}

/// The records of these kinds that answer, kind by kind. What cannot be understood is an error: a script
/// must not take a part of the answer for the whole.
pub fn select(
    workspace: &Workspace,
    kinds: &[Kind],
    asked: &Selection<'_>,
) -> Result<Vec<Selected>, OpError> {
    let known = Known::of(workspace, asked);
    let modified = |id: &RecordId| known.modified.contains(id);
    let scope = known.scope(workspace, asked, &modified);
    let mut out = Vec::new();
    let mut mistakes: Vec<Mistake> = Vec::new();
    for kind in kinds {
        let sieve = asked.query.sieve(*kind, &scope);
        mistakes.extend(sieve.mistakes.iter().filter(|m| !m.elsewhere || kinds.len() == 1).cloned());
        let records = workspace.register().of(*kind).filter(|record| sieve.holds(record));
        let mut records: Vec<Arc<Record>> = records.cloned().collect();
        if let Some(order) = asked.order {
            let tallies = known.tallies();
            let rank = |r: &Record| {
                sort::rank(r, order, tallies.get(&r.id).copied().unwrap_or_default(), asked.lang)
            };
            let mut ranked: Vec<_> = records.into_iter().map(|r| (rank(&r), r)).collect();
            ranked.sort_by(|a, b| sort::compare(&a.0, &b.0, order).then_with(|| a.1.id.cmp(&b.1.id)));
            records = ranked.into_iter().map(|(_, r)| r).collect();
        }
        out.push(Selected { kind: *kind, records });
    }
    refuse(&mistakes)?;
    Ok(out)
}

/// Where the words stand in all records.
pub fn search(workspace: &Workspace, asked: &Selection<'_>) -> Result<Results, OpError> {
    let known = Known::of(workspace, asked);
    let modified = |id: &RecordId| known.modified.contains(id);
    let results = search::search(asked.query, &known.scope(workspace, asked, &modified), usize::MAX);
    refuse(&results.mistakes)?;
    Ok(results)
}

fn refuse(mistakes: &[Mistake]) -> Result<(), OpError> {
    let Some(mistake) = mistakes.first() else { return Ok(()) };
    let names = |lang: Lang| KEYS.iter().map(|k| k.say(lang)).collect::<Vec<_>>().join(", ");
    let [fr, en] = Lang::ALL.map(names);
    let error = OpError::new(Exit::Usage, mistake.message.clone());
    Err(error.hint(KEYS_ARE.msg().with("keys", both(fr, en))))
}

/// A text in the reader's language that is made while the program runs.
fn both(fr: String, en: String) -> Message {
    const EITHER: Text = text("{fr}", "{en}");
    EITHER.msg().with("fr", fr).with("en", en)
}

/// What a query may ask beside the records; worked out only where it does.
struct Known {
    findings: Vec<Finding>,
    modified: BTreeSet<RecordId>,
    heads: Heads,
}

impl Known {
    fn of(workspace: &Workspace, asked: &Selection<'_>) -> Known {
        let by_findings = asked.order.is_some_and(|o| o.by == Sort::Findings);
        let findings = match by_findings || asked.query.asks(|a| matches!(a, About::Findings)) {
            true => workspace.all_findings(),
            false => Vec::new(),
        };
        let modified = match asked.query.asks(|a| matches!(a, About::Modified)) {
            true => uncommitted(workspace),
            false => BTreeSet::new(),
        };
        let mut heads = Heads::default();
        if !asked.query.is_empty() {
            heads.refresh(workspace.register(), &Kind::ALL);
        }
        Known { findings, modified, heads }
    }

    fn scope<'a>(
        &'a self,
        workspace: &'a Workspace,
        asked: &Selection<'_>,
        modified: &'a dyn Fn(&RecordId) -> bool,
    ) -> Scope<'a> {
        Scope {
            register: workspace.register(),
            findings: &self.findings,
            today: asked.today,
            lang: asked.lang,
            modified,
            heads: &self.heads,
            texts: None,
        }
    }

    fn tallies(&self) -> HashMap<RecordId, (usize, usize)> {
        let mut of: HashMap<RecordId, Vec<&Finding>> = HashMap::new();
        for finding in &self.findings {
            if let Some(id) = &finding.record {
                of.entry(id.clone()).or_default().push(finding);
            }
        }
        of.into_iter().map(|(id, findings)| (id, sort::tally(findings))).collect()
    }
}

/// The records that differ from the last commit; none where there is no git.
fn uncommitted(workspace: &Workspace) -> BTreeSet<RecordId> {
    let git = status::status(workspace).ok().and_then(|s| s.git);
    let files = git.iter().flat_map(|git| &git.files).flat_map(FileStatus::touched);
    files.filter_map(status::record_of).collect()
}
