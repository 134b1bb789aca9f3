//! What runs away from the screen: what it is, how far it got, what became of it.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use crate::model::{Message, Text, text};
use crate::ops::document::Outcome;
use crate::ops::remote::Way;
use crate::tui::effect::Effect;
use crate::tui::message::Msg;
use crate::tui::texts as t;
use crate::tui::versions::Stop;

/// How long something runs before the bar says so: what is over in a moment would only flicker there.
pub const WORTH_SAYING: Duration = Duration::from_millis(300);
/// How many of those that ended are kept.
const KEPT: usize = 12;

/// What can run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    Open,
    Save,
    Change,
    Check,
    Fold,
    Head,
    Log,
    Compare,
    Blame,
    Prepare,
    Commit,
    Push,
    Pull,
    Export,
    Page,
}

impl Work {
    /// What an effect starts, where it can take long.
    pub fn of(effect: &Effect) -> Option<Work> {
        match effect {
            Effect::Open { .. } => Some(Work::Open),
            Effect::Save(_) => Some(Work::Save),
            Effect::Many { .. } => Some(Work::Change),
            Effect::Check { .. } => Some(Work::Check),
            Effect::Fold { .. } => Some(Work::Fold),
            Effect::ReadHead(_) => Some(Work::Head),
            Effect::ReadLog { .. } | Effect::ReadRegisterLog { .. } => Some(Work::Log),
            Effect::Compare { .. } => Some(Work::Compare),
            Effect::Blame { .. } => Some(Work::Blame),
            Effect::OpenPast { .. } => Some(Work::Open),
            Effect::PrepareRestore { .. } => Some(Work::Prepare),
            Effect::PrepareCommit { .. } | Effect::PrepareExchange { .. } => Some(Work::Prepare),
            Effect::Commit { .. } => Some(Work::Commit),
            Effect::Exchange { run, .. } => Some(match run.way {
                Way::Push => Work::Push,
                Way::Pull => Work::Pull,
            }),
            Effect::Export { .. } => Some(Work::Export),
            Effect::Page(_) => Some(Work::Page),
            _ => None,
        }
    }

    pub fn title(self) -> Text {
        match self {
            Work::Open => text("lecture du registre", "reading the register"),
            Work::Change => text("modification des fiches", "changing the records"),
            Work::Save => text("enregistrement", "saving"),
            Work::Check => text("contrôle du registre", "checking the register"),
            Work::Fold => text("préparation de la recherche", "preparing the search"),
            Work::Head => text("lecture de la dernière validation", "reading the last commit"),
            Work::Log => text("lecture de l’historique", "reading the history"),
            Work::Blame => text("origine des champs", "origin of the fields"),
            Work::Compare => text("comparaison", "comparing"),
            Work::Prepare => text("question à git", "asking git"),
            Work::Commit => text("validation git", "commit"),
            Work::Push => text("envoi (push)", "push"),
            Work::Pull => text("réception (pull)", "pull"),
            Work::Export => text("export", "export"),
            Work::Page => text("préparation de la vue", "preparing the view"),
        }
    }

    /// Whether it can be called off half way, and nothing is left half done.
    pub fn can_be_cancelled(self) -> bool {
        matches!(self, Work::Log | Work::Blame | Work::Export)
    }

    /// Whether what became of an earlier one is still worth a line once the next one ended.
    fn is_remembered(self) -> bool {
        matches!(self, Work::Commit | Work::Push | Work::Pull | Work::Export)
    }
}

/// The worker's end of something that runs: it looks here whether it is still wanted, and says how far
/// it got.
#[derive(Clone, Debug, Default)]
pub struct Job {
    pub stop: Stop,
    reached: Arc<(AtomicUsize, AtomicUsize)>,
}

impl Job {
    /// So many of so many are done.
    pub fn reached(&self, n: usize, of: usize) {
        self.reached.0.store(n, Ordering::Relaxed);
        self.reached.1.store(of, Ordering::Relaxed);
    }

    /// How many of how many are done; `None` where nobody knows.
    pub fn progress(&self) -> Option<(usize, usize)> {
        let of = self.reached.1.load(Ordering::Relaxed);
        (of > 0).then(|| (self.reached.0.load(Ordering::Relaxed).min(of), of))
    }
}

/// What became of it.
#[derive(Clone, Debug, PartialEq)]
pub enum End {
    Done(Message),
    Failed(Message),
    Cancelled,
}

/// One thing that runs or ran.
#[derive(Clone, Debug)]
pub struct Task {
    pub work: Work,
    /// What it is about, where the work alone does not say it.
    pub about: String,
    pub job: Job,
    /// On the clock of the session.
    pub started: Duration,
    /// What became of it, and how long it took.
    pub end: Option<(End, Duration)>,
}

impl Task {
    pub fn is_running(&self) -> bool {
        self.end.is_none()
    }
}

/// All that runs, and the last that ran.
#[derive(Clone, Debug, Default)]
pub struct Tasks {
    all: Vec<Task>,
}

impl Tasks {
    /// What runs, the oldest first; then what ended, the newest first.
    pub fn listed(&self) -> impl Iterator<Item = &Task> {
        let running = self.all.iter().filter(|t| t.is_running());
        running.chain(self.all.iter().rev().filter(|t| !t.is_running()))
    }

    pub fn len(&self) -> usize {
        self.all.len()
    }

    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// What has run long enough to be said.
    pub fn said(&self, now: Duration) -> Vec<&Task> {
        self.all.iter().filter(|t| t.is_running() && now.saturating_sub(t.started) >= WORTH_SAYING).collect()
    }

    /// When the screen has to be drawn again though nothing happened; `None`: not before something does.
    pub fn wake(&self, now: Duration) -> Option<Duration> {
        let next = |t: &Task| {
            let age = now.saturating_sub(t.started);
            let left = Duration::from_secs(age.as_secs() + 1).saturating_sub(age);
            if age < WORTH_SAYING { WORTH_SAYING - age } else { left }
        };
        self.all.iter().filter(|t| t.is_running()).map(next).min()
    }

    /// Takes down what an effect starts. A check that is asked for while one runs is the same one.
    pub fn begin(&mut self, effect: &Effect, now: Duration) {
        let Some(work) = Work::of(effect) else { return };
        if work == Work::Check && self.all.iter().any(|t| t.work == work && t.is_running()) {
            return;
        }
        let mut job = Job::default();
        let mut about = String::new();
        if let Effect::ReadLog { stop, record, .. } = effect {
            job.stop = stop.clone();
            about = record.to_string();
        }
        if let Effect::ReadRegisterLog { stop, .. }
        | Effect::Compare { stop, .. }
        | Effect::Blame { stop, .. } = effect
        {
            job.stop = stop.clone();
        }
        if let Effect::Export { job: theirs, request, .. } = effect {
            job = theirs.clone();
            about = request.path.display().to_string();
        }
        self.all.push(Task { work, about, job, started: now, end: None });
    }

    /// Takes down what a worker's answer ends. `newest` is the state that a check must be of.
    pub fn hear(&mut self, msg: &Msg, newest: u64, now: Duration) {
        let done = || End::Done(t::TASK_DONE.msg());
        let end = |e: Option<Message>| e.map_or_else(done, End::Failed);
        let failed = |e: &crate::ops::OpError| Some(e.message.clone());
        let heard = match msg {
            Msg::Opened(r) => (Work::Open, end(r.as_ref().err().and_then(failed))),
            Msg::Saved { result, .. } => match result {
                Ok(saved) => (Work::Save, End::Done(t::TASK_FILES.msg().with("n", saved.written.len()))),
                Err(crate::ops::workspace::SaveError::Other(e)) => {
                    (Work::Save, End::Failed(e.message.clone()))
                }
                Err(_) => (Work::Save, End::Failed(t::TASK_ASKS.msg())),
            },
            Msg::ManyDone { result, .. } => (Work::Change, end(result.as_ref().err().and_then(failed))),
            Msg::Checked { generation, findings } if *generation == newest => {
                (Work::Check, End::Done(t::TASK_FINDINGS.msg().with("n", findings.all.len())))
            }
            Msg::Folded(_) => (Work::Fold, done()),
            Msg::PageMade(_) => (Work::Page, done()),
            Msg::HeadRead(r) => (Work::Head, end(r.as_ref().err().and_then(failed))),
            Msg::LogRead { stop, result } => {
                let said = match result {
                    _ if stop.is_stopped() => End::Cancelled,
                    Ok(_) => done(),
                    Err(e) => End::Failed(e.message.clone()),
                };
                return self.end(|t| t.work == Work::Log && t.job.stop.is(stop), said, now);
            }
            Msg::RegisterLogRead { stop, result } => {
                let said = match result {
                    _ if stop.is_stopped() => End::Cancelled,
                    Ok(_) => done(),
                    Err(e) => End::Failed(e.message.clone()),
                };
                return self.end(|t| t.work == Work::Log && t.job.stop.is(stop), said, now);
            }
            Msg::Blamed { stop, result } => {
                let said = match result {
                    _ if stop.is_stopped() => End::Cancelled,
                    Ok(_) => done(),
                    Err(e) => End::Failed(e.message.clone()),
                };
                return self.end(|t| t.work == Work::Blame && t.job.stop.is(stop), said, now);
            }
            Msg::PastOpened(r) => (Work::Open, end(r.as_ref().err().and_then(failed))),
            Msg::RestoreReady { result: r, .. } => (Work::Prepare, end(r.as_ref().err().and_then(failed))),
            Msg::Compared { stop, result } => {
                let said = end(result.as_ref().err().and_then(failed));
                return self.end(|t| t.work == Work::Compare && t.job.stop.is(stop), said, now);
            }
            Msg::CommitReady(r) => (Work::Prepare, end(r.as_ref().err().and_then(failed))),
            Msg::ExchangeReady(r) => (Work::Prepare, end(r.as_ref().err().and_then(failed))),
            Msg::Committed(Ok(r)) => (Work::Commit, End::Done(t::COMMITTED.msg().with("id", r.id.as_str()))),
            Msg::Committed(Err(e)) => (Work::Commit, End::Failed(e.message.clone())),
            Msg::Exchanged(r) => {
                let said = end(r.as_ref().err().and_then(failed));
                return self.end(|t| matches!(t.work, Work::Push | Work::Pull), said, now);
            }
            Msg::Exported { job, result, .. } => {
                let said = match result {
                    Ok(Outcome::Written { said, .. }) => End::Done(said.clone()),
                    Ok(Outcome::Exists) => End::Failed(t::TASK_ASKS.msg()),
                    Ok(Outcome::Stopped) => End::Cancelled,
                    Err(e) => End::Failed(e.message.clone()),
                };
                return self.end(|t| t.work == Work::Export && t.job.stop.is(&job.stop), said, now);
            }
            Msg::Broken { work: Some(work), .. } => (*work, End::Failed(t::WORKER_FAILED.msg())),
            _ => return,
        };
        self.end(|t| t.work == heard.0, heard.1, now);
    }

    fn end(&mut self, is: impl Fn(&Task) -> bool, end: End, now: Duration) {
        let Some(at) = self.all.iter().position(|t| t.is_running() && is(t)) else { return };
        let mut task = self.all.remove(at);
        task.end = Some((end, now.saturating_sub(task.started)));
        if !task.work.is_remembered() {
            self.all.retain(|t| t.is_running() || t.work != task.work);
        }
        self.all.push(task);
        let ended = self.all.iter().filter(|t| !t.is_running()).count();
        if ended > KEPT
            && let Some(oldest) = self.all.iter().position(|t| !t.is_running())
        {
            self.all.remove(oldest);
        }
    }
}

/// How long something took, as one says it.
pub fn lasted(time: Duration) -> Message {
    let seconds = usize::try_from(time.as_secs()).unwrap_or(usize::MAX);
    match seconds {
        0 => t::UNDER_A_SECOND.msg(),
        s if s < 60 => t::SECONDS.msg().with("s", s),
        s => t::MINUTES.msg().with("m", s / 60).with("s", s % 60),
    }
}
