//! What the views of git know: read on a worker, kept here, so that a page is made without asking git.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::model::RecordId;
use crate::ops::OpError;
use crate::ops::committed::Committed;
use crate::ops::log::{CommitId, LogPlace, Touch};

/// What was read of git, and what is unfolded.
#[derive(Clone, Debug, Default)]
pub struct Versions {
    /// The last commit; `None` until a worker answered.
    pub committed: Option<Result<Arc<Committed>, OpError>>,
    /// The history of the record that is looked at.
    pub past: Option<RecordPast>,
    /// The lines that show what lies under them.
    pub open: BTreeSet<Fold>,
    /// Counts what came: a page made of an older state is made anew.
    pub seen: u64,
}

/// A line under which more can be shown.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fold {
    /// The lines that differ in a record's file.
    Diff(RecordId),
    /// What a commit changed.
    Commit(CommitId),
}

/// The history of a record, as far as it was read.
#[derive(Clone, Debug)]
pub struct RecordPast {
    pub record: RecordId,
    pub touches: Vec<Touch>,
    /// Where older commits are looked for; `None` when there are no more.
    pub rest: Option<LogPlace>,
    /// The history is cut there: older commits are not known.
    pub is_cut: bool,
    pub error: Option<OpError>,
    /// A worker is reading.
    pub is_reading: bool,
    pub stop: Stop,
}

/// Tells a worker that nobody waits for its answer any more.
#[derive(Clone, Debug, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    pub fn stop(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    pub fn is_stopped(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// Whether both stand for the same question.
    pub fn is(&self, other: &Stop) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl RecordPast {
    pub fn new(record: RecordId) -> RecordPast {
        RecordPast {
            record,
            touches: Vec::new(),
            rest: None,
            is_cut: false,
            error: None,
            is_reading: true,
            stop: Stop::default(),
        }
    }
}

impl Versions {
    /// Shows what lies under a line, or hides it.
    pub fn turn(&mut self, fold: Fold) {
        if !self.open.remove(&fold) {
            self.open.insert(fold);
        }
        self.seen += 1;
    }
}
