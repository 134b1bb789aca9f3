//! What can happen to the interface.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::model::Message;
use crate::ops::blame::Line;
use crate::ops::committed::Committed;
use crate::ops::compare::Branch;
use crate::ops::document::{Outcome, Request};
use crate::ops::glimpse::Glimpse;
use crate::ops::journal::Past;
use crate::ops::log::{CommitInfo, Log, RegisterLog};
use crate::ops::query::{Texts, saved};
use crate::ops::remote::{Exchanged, RemoteRun};
use crate::ops::workspace::{Act, Refreshed, SaveError, Saved};
use crate::ops::{OpError, Workspace};
use crate::term::Input;
use crate::term::clipboard::Wrap;
use crate::term::editor::Edited;
use crate::tui::drawing::Made;
use crate::tui::git::Done;
use crate::tui::many::ManyDone;
use crate::tui::model::{Found, GitView};
use crate::tui::page::Page;
use crate::tui::tasks::{Job, Work};
use crate::tui::versions::{Stop, Told};

/// A key, or the answer of a worker.
pub enum Msg {
    Input(Input),
    /// Another day has begun.
    Day(NaiveDate),
    /// A first look, while the register is being read.
    Glimpsed(Glimpse),
    Opened(Result<Opening, OpError>),
    /// Where what could not be made again was kept, or why it was not.
    Aside(Result<std::path::PathBuf, Message>),
    /// Somebody wrote in the register's folder.
    DiskChanged,
    /// What the disk holds now, with what waits here on top of it.
    LookedAgain {
        generation: u64,
        workspace: Box<Workspace>,
        result: Result<Refreshed, OpError>,
    },
    /// The journal cannot be written any more, and why.
    NoJournal(Message),
    /// It is written again.
    JournalAgain,
    Saved {
        workspace: Box<Workspace>,
        result: Result<Saved, SaveError>,
    },
    /// What came of an act on many records.
    ManyDone {
        workspace: Box<Workspace>,
        result: Result<ManyDone, OpError>,
    },
    /// What was found on the state of that generation.
    Checked {
        generation: u64,
        findings: Found,
    },
    /// A page that a worker made.
    PageMade(Box<(Made, Page)>),
    Git(Option<GitView>),
    /// The last commit, for the views that compare with it.
    HeadRead(Result<Arc<Committed>, OpError>),
    /// Some commits that touched a record.
    LogRead {
        stop: Stop,
        result: Result<Log, OpError>,
    },
    /// Some commits that touched the register.
    RegisterLogRead {
        stop: Stop,
        result: Result<RegisterLog, OpError>,
    },
    /// What lies between two points.
    Compared {
        stop: Stop,
        result: Result<Arc<Told>, OpError>,
    },
    /// Since when each field of a record says what it says.
    Blamed {
        stop: Stop,
        result: Result<Arc<Vec<Line>>, OpError>,
    },
    /// The register as it was.
    PastOpened(Result<Box<PastOpened>, OpError>),
    /// What an earlier version would change; `None`: nothing.
    RestoreReady {
        from: String,
        result: Result<Option<Act>, OpError>,
    },
    Branches(Result<Arc<Vec<Branch>>, OpError>),
    /// The changes that the person has read; why they cannot be kept.
    Reviewed(Result<BTreeSet<String>, Message>),
    /// All texts of the register, folded.
    Folded(Texts),
    /// The person's own filters, after this was done to them.
    Filters {
        edit: Option<saved::Edit>,
        result: Result<Vec<saved::Saved>, Message>,
    },
    /// What a commit would hold: the message proposed, and the changes in words.
    CommitReady(Result<CommitDraft, OpError>),
    Committed(Result<Done, OpError>),
    /// What git would run to send or receive.
    ExchangeReady(Result<RemoteRun, OpError>),
    Exchanged(Result<Exchanged, OpError>),
    /// What came of a document.
    Exported {
        request: Request,
        job: Job,
        result: Result<Outcome, OpError>,
    },
    /// A text was copied, and how; `None` where nothing took it.
    Copied {
        said: Message,
        how: Option<How>,
    },
    /// The person's own editor gave the text back.
    Edited(Edited),
    /// A worker failed from the inside.
    Broken {
        /// Whether it was what the keys wait for.
        awaited: bool,
        /// What it was doing, where that is listed.
        work: Option<Work>,
    },
}

/// The register as it was.
pub struct PastOpened {
    pub workspace: Workspace,
    pub commit: CommitInfo,
    pub day: NaiveDate,
}

/// What took a text that was copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    Terminal(Wrap),
    Program(&'static str),
}

/// What a commit would hold.
#[derive(Clone, Debug, PartialEq)]
pub struct CommitDraft {
    pub message: String,
    /// The changes in words, a line each.
    pub changes: Vec<String>,
    /// The files, relative to the register.
    pub files: usize,
}

/// A register that was opened.
pub struct Opening {
    pub workspace: Box<Workspace>,
    /// What a person must be told of it.
    pub news: Vec<Message>,
    /// What the last session left; `None` when the register was only read again.
    pub past: Option<Past>,
}
