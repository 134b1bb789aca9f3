//! What the views of git know: read on a worker, kept here, so that a page is made without asking git.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::NaiveDate;

use crate::i18n::format::date;
use crate::model::{Lang, Message, Path, RecordId, Text};
use crate::ops::blame::Line;
use crate::ops::changes::Changes;
use crate::ops::committed::Committed;
use crate::ops::compare::{Branch, Point};
use crate::ops::log::{CommitId, CommitInfo, LogPlace, RegisterPlace, Touch};
use crate::ops::{OpError, Workspace};

/// What was read of git, and what is unfolded.
#[derive(Clone, Debug, Default)]
pub struct Versions {
    /// The last commit; `None` until a worker answered.
    pub committed: Option<Result<Arc<Committed>, OpError>>,
    /// The history of the record that is looked at.
    pub past: Option<RecordPast>,
    /// The history of the whole register.
    pub log: Option<RegisterPast>,
    /// What lies between two points.
    pub between: Option<Between>,
    /// The changes that the person has read, by what each is known by.
    pub reviewed: BTreeSet<String>,
    /// The branches; `None` until a worker answered.
    pub branches: Option<Result<Arc<Vec<Branch>>, OpError>>,
    /// Since when each field of the record in the form says what it says; `None` where nobody asked for it.
    pub blame: Option<Blame>,
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

/// The history of the register, as far as it was read.
#[derive(Clone, Debug)]
pub struct RegisterPast {
    pub commits: Vec<CommitInfo>,
    /// Where older commits are looked for; `None` when there are no more.
    pub rest: Option<RegisterPlace>,
    /// The history is cut there: older commits are not known.
    pub is_cut: bool,
    pub error: Option<OpError>,
    /// A worker is reading.
    pub is_reading: bool,
    pub stop: Stop,
}

/// Which two points are looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Span {
    /// A commit and the one before it.
    MadeBy(CommitId),
    /// What a branch has that the current one has not.
    BroughtBy(String),
    /// Two points as a person names them; where none is named, where the branch left the main one or else the
    /// last commit, and the disk.
    From { from: Option<String>, to: Option<String> },
}

/// What lies between two points, as far as it is known.
#[derive(Clone, Debug)]
pub struct Between {
    pub span: Span,
    /// `None` until a worker answered; what it answered before stays until it answers anew.
    pub told: Option<Result<Arc<Told>, OpError>>,
    pub stop: Stop,
}

/// What lies between two points, in words.
#[derive(Debug)]
pub struct Told {
    pub from: Point,
    pub to: Point,
    fr: Changes,
    en: Changes,
    /// Of each record in [`Changes::records`] what it is and what its change is known by.
    pub records: Vec<(RecordId, String)>,
}

impl Told {
    pub fn new((from, to): (Point, Point), [fr, en]: [Changes; 2], records: Vec<(RecordId, String)>) -> Told {
        Told { from, to, fr, en, records }
    }

    pub fn words(&self, lang: Lang) -> &Changes {
        match lang {
            Lang::Fr => &self.fr,
            Lang::En => &self.en,
        }
    }
}

impl Between {
    /// What is known, where it is.
    pub fn known(&self) -> Option<&Told> {
        self.told.as_ref()?.as_ref().ok().map(AsRef::as_ref)
    }
}

impl Span {
    /// Reads what was typed: one point or two, with two dots or a blank between them. `None`: more than two.
    pub fn parse(typed: &str) -> Option<Span> {
        let typed = typed.replace("...", " ").replace("..", " ");
        let mut names = typed.split_whitespace().map(str::to_owned);
        let (from, to) = (names.next(), names.next());
        names.next().is_none().then_some(Span::From { from, to })
    }
}

/// Since when each field of a record says what it says.
#[derive(Clone, Debug, Default)]
pub struct Blame {
    /// The record, and the state of the register that was asked about.
    pub of: Option<(RecordId, u64)>,
    /// `None` until a worker answered.
    pub lines: Option<Result<Arc<Vec<Line>>, OpError>>,
    pub stop: Stop,
}

/// An earlier version of a record, or of a field of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    pub record: RecordId,
    /// What the record was called then, where that is known.
    pub then: Option<RecordId>,
    pub path: Option<Path>,
    /// The commit.
    pub from: String,
}

/// The register as it was, shown in place of the living one, which waits here.
pub struct AsItWas {
    pub commit: CommitInfo,
    /// The day that is shown.
    pub day: NaiveDate,
    pub living: Workspace,
    /// The day it is.
    pub today: NaiveDate,
}

impl AsItWas {
    /// A sentence in which the day and the commit are named.
    pub fn says(&self, text: Text) -> Message {
        let said = text.msg().with("commit", self.commit.id.short());
        said.with("fr", date(self.day, Lang::Fr)).with("en", date(self.day, Lang::En))
    }
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

impl Default for RegisterPast {
    fn default() -> RegisterPast {
        RegisterPast {
            commits: Vec::new(),
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
