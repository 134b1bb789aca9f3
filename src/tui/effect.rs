//! What the interface asks of the world, and the workers that do it. The only file of the interface
//! that calls use cases which touch the disk or git.

use std::any::Any;
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path as FsPath, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use crate::model::{Kind, Lang, Message, RecordId, Register, Text, text};
use crate::ops::document::{Request, STEPS, export};
use crate::ops::glimpse::glimpse;
use crate::ops::journal::{self, Entry, Lost, Past};
use crate::ops::log::{LogPlace, RegisterPlace};
use crate::ops::places;
use crate::ops::query::{Texts, saved};
use crate::ops::remote::{RemoteRun, Way};
use crate::ops::workspace::watch;
use crate::ops::{OpError, Workspace, review};
use crate::term::panic::WORKER;
use crate::tui::drawing::Drawing;
use crate::tui::git;
use crate::tui::keeper::{self, Order};
use crate::tui::many::{Many, many};
use crate::tui::message::{Msg, Opening};
use crate::tui::model::Found;
use crate::tui::tasks::{Job, Work};
use crate::tui::versions::{Span, Stop, Version};

const UNWATCHED: Text = text(
    "Le système ne peut pas surveiller le dossier\u{a0}: ce que d’autres programmes y écrivent se lit sur demande ({key:reload}).",
    "The system cannot watch the folder: what other programs write there is read on demand ({key:reload}).",
);

/// More rows than a tall screen shows.
const FIRST_ROWS: usize = 100;

/// What an update asks to be done.
pub enum Effect {
    /// Open the register; the first time, with the journal of the session.
    Open {
        dir: PathBuf,
        first: bool,
    },
    /// Write these down in the journal.
    Journal(Vec<Entry>),
    /// Make the journal say this and no more.
    JournalAnew(Box<Past>),
    /// Keep in a file what could not be made again.
    SetAside(Box<Lost>),
    Save(Box<Workspace>),
    /// Change many records at once.
    Many {
        workspace: Box<Workspace>,
        act: Box<Many>,
    },
    /// Let go of what is no longer needed: a register with thousands of changed files, as many findings.
    Forget(Box<dyn Any + Send>),
    /// Check the whole register.
    Check {
        generation: u64,
        workspace: Box<Workspace>,
    },
    /// Take in what other programs wrote.
    LookAgain {
        generation: u64,
        workspace: Box<Workspace>,
    },
    /// Make a page that takes longer than a frame may.
    Page(Box<Drawing>),
    /// Ask git where it stands.
    Git(Box<Workspace>),
    /// Read the last commit.
    ReadHead(Box<Workspace>),
    /// Read the commits that touched a record, from a place on.
    ReadLog {
        workspace: Box<Workspace>,
        record: RecordId,
        place: Option<LogPlace>,
        stop: Stop,
    },
    /// Read the commits that touched the register, from a place on.
    ReadRegisterLog {
        workspace: Box<Workspace>,
        place: Option<RegisterPlace>,
        stop: Stop,
    },
    /// Work out what lies between two points.
    Compare {
        workspace: Box<Workspace>,
        span: Span,
        stop: Stop,
    },
    /// Look since when each field of a record says what it says.
    Blame {
        workspace: Box<Workspace>,
        record: RecordId,
        stop: Stop,
    },
    /// Read the register as it was on a day or at a commit.
    OpenPast {
        dir: PathBuf,
        name: String,
    },
    /// Work out what an earlier version of a record, or of a field of it, would change.
    PrepareRestore {
        workspace: Box<Workspace>,
        version: Version,
    },
    /// Ask git for its branches.
    Branches(Box<Workspace>),
    /// Mark changes as read or not, and read which are.
    Review(Option<(Vec<String>, bool)>),
    /// Work out what a commit would hold.
    PrepareCommit {
        workspace: Box<Workspace>,
        lang: Lang,
    },
    Commit {
        workspace: Box<Workspace>,
        message: String,
    },
    /// Work out what git would run to send or receive.
    PrepareExchange {
        workspace: Box<Workspace>,
        way: Way,
    },
    /// Send or receive, with the terminal.
    Exchange {
        workspace: Box<Workspace>,
        run: RemoteRun,
    },
    /// Make a document and write it.
    Export {
        dir: PathBuf,
        request: Request,
        job: Job,
    },
    /// Hand this text to the person's editor.
    Edit(String),
    /// Put a text on the clipboard; `said` is what is then said of it, but for how.
    Copy {
        text: String,
        said: Message,
    },
    /// Show a text on the normal screen.
    Show(String),
    /// Fold all texts of a register, for the search over everything.
    Fold {
        register: Register,
        lang: Lang,
        older: Option<Texts>,
    },
    /// Change the person's own filters, and read them.
    Filters(Option<saved::Edit>),
    Mouse(bool),
    Suspend,
    Redraw,
}

/// Does what can be done away from the screen. The rest comes back to the caller.
pub struct Workers {
    dir: PathBuf,
    /// The person's own folder, for the journal and the filters.
    state: Option<PathBuf>,
    answers: Sender<Msg>,
    checks: Sender<(u64, Box<Workspace>)>,
    keeper: Sender<Order>,
}

impl Workers {
    /// Starts the worker that checks; others start as they are needed. A worker that fails from the
    /// inside says so, and the program goes on.
    pub fn start(dir: PathBuf, state: Option<PathBuf>, answers: Sender<Msg>) -> std::io::Result<Workers> {
        // What they share out among the processors is theirs too. One who was there first keeps the names.
        let name = |i| format!("{WORKER}-pool-{i}");
        let _ = rayon::ThreadPoolBuilder::new().thread_name(name).build_global();
        let (checks, to_check) = mpsc::channel();
        let out = answers.clone();
        thread::Builder::new().name(format!("{WORKER}-check")).spawn(move || check_on(&to_check, &out))?;
        let keeper = keeper::start(answers.clone())?;
        Ok(Workers { dir, state, answers, checks, keeper })
    }

    /// Waits, for a moment, until all that was written down is on the disk.
    pub fn finish(&self) {
        keeper::finish(&self.keeper);
    }

    /// What [`Workers::finish`] does, for whoever ends the program from another thread.
    pub fn finisher(&self) -> impl Fn() + Clone + Send + Sync + 'static {
        let keeper = self.keeper.clone();
        move || keeper::finish(&keeper)
    }

    /// Takes an effect that a worker can do; gives back one that needs the terminal.
    pub fn take(&self, effect: Effect) -> Option<Effect> {
        // Keys wait for these; whatever else fails must not let them in while one is under way.
        let awaited = matches!(
            effect,
            Effect::Open { .. }
                | Effect::Save(_)
                | Effect::Many { .. }
                | Effect::SetAside(_)
                | Effect::OpenPast { .. }
                | Effect::PrepareRestore { .. }
                | Effect::PrepareCommit { .. }
                | Effect::PrepareExchange { .. }
        );
        let listed = Work::of(&effect);
        let work: Box<dyn FnOnce() -> Msg + Send> = match effect {
            Effect::Check { generation, workspace } => {
                let _ = self.checks.send((generation, workspace));
                return None;
            }
            Effect::Forget(old) => {
                let _ = thread::Builder::new().name(format!("{WORKER}-drop")).spawn(move || drop(old));
                return None;
            }
            Effect::Journal(entries) => {
                let _ = self.keeper.send(Order::Write(entries));
                return None;
            }
            Effect::JournalAnew(past) => {
                let _ = self.keeper.send(Order::Anew(past));
                return None;
            }
            Effect::SetAside(lost) => {
                let (dir, state) = (self.dir.clone(), self.state.clone());
                Box::new(move || Msg::Aside(journal::set_aside(state.as_deref(), &dir, &lost)))
            }
            Effect::Open { dir, first } => {
                let answers = self.answers.clone();
                let keeper = first.then(|| (self.keeper.clone(), self.state.clone()));
                Box::new(move || {
                    // Something to look at while the rest is read; an error will be said by the reading.
                    if let Ok(glimpse) = glimpse(&dir, Kind::Activity, FIRST_ROWS) {
                        let _ = answers.send(Msg::Glimpsed(glimpse));
                    }
                    Msg::Opened(open(&dir, keeper, &answers))
                })
            }
            Effect::Save(mut workspace) => Box::new(move || {
                let result = workspace.save();
                Msg::Saved { workspace, result }
            }),
            Effect::Many { mut workspace, act } => Box::new(move || {
                let result = many(&mut workspace, *act);
                Msg::ManyDone { workspace, result }
            }),
            Effect::LookAgain { generation, mut workspace } => Box::new(move || {
                let result = workspace.refresh();
                Msg::LookedAgain { generation, workspace, result }
            }),
            Effect::ReadHead(workspace) => Box::new(move || Msg::HeadRead(git::head(&workspace))),
            Effect::ReadLog { workspace, record, place, stop } => Box::new(move || {
                let result = git::log(&workspace, &record, place, &stop);
                Msg::LogRead { stop, result }
            }),
            Effect::ReadRegisterLog { workspace, place, stop } => Box::new(move || {
                let result = git::register_log(&workspace, place, &stop);
                Msg::RegisterLogRead { stop, result }
            }),
            Effect::Compare { workspace, span, stop } => Box::new(move || {
                let result = git::between(&workspace, &span);
                Msg::Compared { stop, result }
            }),
            Effect::Blame { workspace, record, stop } => Box::new(move || {
                let result = git::blame(&workspace, &record, &stop);
                Msg::Blamed { stop, result }
            }),
            Effect::OpenPast { dir, name } => Box::new(move || Msg::PastOpened(git::past(&dir, &name))),
            Effect::PrepareRestore { workspace, version } => Box::new(move || {
                let result = git::restore(*workspace, &version);
                Msg::RestoreReady { result, from: version.from }
            }),
            Effect::Branches(workspace) => Box::new(move || Msg::Branches(git::branches(&workspace))),
            Effect::Review(marked) => {
                let state = self.state.clone();
                Box::new(move || Msg::Reviewed(reviewed(state.as_deref(), marked)))
            }
            Effect::Fold { register, lang, older } => {
                Box::new(move || Msg::Folded(Texts::of(&register, lang, older.as_ref())))
            }
            Effect::Filters(edit) => {
                let state = self.state.clone();
                Box::new(move || {
                    let result = match &edit {
                        Some(edit) => saved::edit(state.as_deref(), edit),
                        None => saved::load(state.as_deref()),
                    };
                    Msg::Filters { edit, result }
                })
            }
            Effect::Export { dir, request, job } => Box::new(move || exported(&dir, request, job)),
            Effect::Page(drawing) => Box::new(move || drawing.draw()),
            Effect::Git(workspace) => Box::new(move || Msg::Git(git::view(&workspace))),
            Effect::PrepareCommit { workspace, lang } => {
                Box::new(move || Msg::CommitReady(git::prepare(&workspace, lang)))
            }
            Effect::PrepareExchange { workspace, way } => {
                Box::new(move || Msg::ExchangeReady(git::prepare_exchange(&workspace, way)))
            }
            other => return Some(other),
        };
        let answers = self.answers.clone();
        let job = move || {
            let answer = guarded(work).unwrap_or(Msg::Broken { awaited, work: listed });
            let _ = answers.send(answer);
        };
        if thread::Builder::new().name(format!("{WORKER}-job")).spawn(job).is_err() {
            let _ = self.answers.send(Msg::Broken { awaited, work: listed });
        }
        None
    }
}

/// Marks changes as read or not, where that is asked; gives all that are.
pub fn reviewed(
    state: Option<&FsPath>,
    marked: Option<(Vec<String>, bool)>,
) -> Result<BTreeSet<String>, Message> {
    match marked {
        Some((keys, is_read)) => review::mark(state, &keys, is_read),
        None => review::load(state),
    }
}

/// Makes the document, unless it is called off, and says how far it is.
pub fn exported(dir: &FsPath, request: Request, job: Job) -> Msg {
    let reached = |n| {
        job.reached(n, STEPS);
        !job.stop.is_stopped()
    };
    let result = export(dir, &request, &reached);
    Msg::Exported { request, job, result }
}

fn guarded(work: impl FnOnce() -> Msg) -> Result<Msg, Box<dyn Any + Send>> {
    catch_unwind(AssertUnwindSafe(work))
}

/// Checks the newest state asked for; older ones that wait are passed over.
fn check_on(asked: &Receiver<(u64, Box<Workspace>)>, answers: &Sender<Msg>) {
    while let Ok(mut newest) = asked.recv() {
        while let Ok(newer) = asked.try_recv() {
            newest = newer;
        }
        let (generation, workspace) = newest;
        let failed = Msg::Broken { awaited: false, work: Some(Work::Check) };
        let answer = guarded(move || Msg::Checked { generation, findings: Found::of(workspace.findings()) });
        if answers.send(answer.unwrap_or(failed)).is_err() {
            return;
        }
    }
}

fn open(
    dir: &FsPath,
    keeper: Option<(Sender<Order>, Option<PathBuf>)>,
    answers: &Sender<Msg>,
) -> Result<Opening, OpError> {
    // Watched before it is read: what is written in between is noticed.
    let wanted = Arc::new(AtomicBool::new(true));
    let watched = keeper.is_some().then(|| {
        let (tell, wanted) = (answers.clone(), wanted.clone());
        let changed = move || wanted.load(Ordering::Relaxed) && tell.send(Msg::DiskChanged).is_ok();
        watch(dir, format!("{WORKER}-watch"), changed)
    });
    let opened = Workspace::open(dir).inspect_err(|_| wanted.store(false, Ordering::Relaxed));
    let mut workspace = Box::new(opened?);
    let mut news = workspace.news();
    if let Some(Err(_)) = watched {
        news.push(UNWATCHED.msg());
    }
    let past = keeper.map(|(keeper, state)| {
        let opened = journal::open(state.as_deref(), dir, &places::now());
        if let Some(trouble) = opened.trouble {
            let _ = answers.send(Msg::NoJournal(trouble));
        }
        let _ = keeper.send(match opened.journal {
            Some(journal) => Order::Begin(Box::new(journal), Box::new(opened.past.clone())),
            None => Order::Without,
        });
        opened.past
    });
    Ok(Opening { workspace, news, past })
}
