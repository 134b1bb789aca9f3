//! The thread that keeps the journal: what is done is written as it comes, what is being typed a moment
//! later. Where it cannot be written for a while, what it should say is kept here, and tried again.
//! Asleep when nothing is done.

use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use crate::ops::journal::{Entry, Journal, Past, unwritable};
use crate::term::panic::WORKER;
use crate::tui::message::Msg;

/// How long what is being typed may wait, however steadily it is typed, until it is written.
const DELAY: Duration = Duration::from_millis(300);
/// How long until a journal that could not be written is tried again.
const RETRY: Duration = Duration::from_secs(5);
/// The size from which a journal is written anew without what need not be told any more, in bytes.
const ROOM: u64 = 32 << 20;
/// How long the end of the program waits for a slow disk.
const PATIENCE: Duration = Duration::from_secs(2);

/// What the keeper is asked.
pub enum Order {
    /// Keep this journal, which says this or is to say it.
    Begin(Box<Journal>, Box<Past>),
    /// There is no place for a journal.
    Without,
    Write(Vec<Entry>),
    /// From now on the journal says this and no more: all at once, so that no end of the program leaves
    /// less.
    Anew(Box<Past>),
    /// Bring everything to the disk, then say so.
    Finish(Sender<()>),
}

/// Starts the thread.
///
/// # Errors
/// There is no room for a thread.
pub fn start(answers: Sender<Msg>) -> std::io::Result<Sender<Order>> {
    let (orders, asked) = mpsc::channel();
    thread::Builder::new()
        .name(format!("{WORKER}-journal"))
        .spawn(move || Keeper::new(answers).keep(&asked))?;
    Ok(orders)
}

/// Waits until all is on the disk, but not for ever.
pub fn finish(orders: &Sender<Order>) {
    let (done, wait) = mpsc::channel();
    if orders.send(Order::Finish(done)).is_ok() {
        let _ = wait.recv_timeout(PATIENCE);
    }
}

struct Keeper {
    journal: Option<Journal>,
    /// There never will be one.
    without: bool,
    /// What the journal should say, while it cannot be written.
    owed: Option<Past>,
    /// When that is tried again.
    retry: Instant,
    /// The person knows that it cannot be written.
    said: bool,
    /// What is being typed: each key makes a new one, of which the last alone counts.
    waiting: Vec<Entry>,
    /// When the first of those is to be written.
    due: Instant,
    /// What came before the journal was open.
    early: Vec<Entry>,
    room: u64,
    answers: Sender<Msg>,
}

impl Keeper {
    fn new(answers: Sender<Msg>) -> Keeper {
        let now = Instant::now();
        Keeper {
            journal: None,
            without: false,
            owed: None,
            retry: now,
            said: false,
            waiting: Vec::new(),
            due: now,
            early: Vec::new(),
            room: ROOM,
            answers,
        }
    }

    fn keep(mut self, asked: &Receiver<Order>) {
        loop {
            let due = (!self.waiting.is_empty()).then_some(self.due);
            let retry = self.owed.is_some().then_some(self.retry);
            let next = due.into_iter().chain(retry).min();
            let now = Instant::now();
            let order = match next {
                None => asked.recv().map_err(|_| RecvTimeoutError::Disconnected),
                // Keys that come without a pause must not put it off.
                Some(next) if next <= now => Err(RecvTimeoutError::Timeout),
                Some(next) => asked.recv_timeout(next - now),
            };
            match order {
                Ok(Order::Begin(journal, past)) => self.begin(*journal, *past),
                Ok(Order::Without) => {
                    self.without = true;
                    self.early = Vec::new();
                }
                Ok(Order::Write(entries)) => self.take(entries),
                Ok(Order::Anew(past)) => self.anew(*past),
                Ok(Order::Finish(done)) => {
                    self.retry = Instant::now();
                    self.settle();
                    let _ = done.send(());
                }
                Err(RecvTimeoutError::Timeout) => self.settle(),
                Err(RecvTimeoutError::Disconnected) => return self.settle(),
            }
        }
    }

    fn begin(&mut self, journal: Journal, past: Past) {
        if !journal.is_written() {
            self.owed.get_or_insert(past);
            self.retry = Instant::now() + RETRY;
            self.said = true;
        }
        self.journal = Some(journal);
        let early = std::mem::take(&mut self.early);
        self.write(&early);
    }

    fn take(&mut self, entries: Vec<Entry>) {
        let is_draft = |e: &Entry| matches!(e, Entry::Typing { .. } | Entry::Message { .. });
        if entries.iter().all(is_draft) {
            if self.waiting.is_empty() {
                self.due = Instant::now() + DELAY;
            }
            for entry in entries {
                self.waiting.retain(|w| std::mem::discriminant(w) != std::mem::discriminant(&entry));
                self.waiting.push(entry);
            }
            return;
        }
        let mut all = std::mem::take(&mut self.waiting);
        all.extend(entries);
        self.retry = Instant::now();
        self.write(&all);
    }

    fn anew(&mut self, past: Past) {
        // What waits speaks of what was before.
        self.waiting = Vec::new();
        self.early = Vec::new();
        if self.without {
            return;
        }
        self.retry = Instant::now();
        let outdated = !past.holds_work();
        self.write_whole(past, outdated);
    }

    /// Writes what waits and what is owed.
    fn settle(&mut self) {
        let waiting = std::mem::take(&mut self.waiting);
        self.write(&waiting);
    }

    /// Writes these down and brings them to the disk.
    fn write(&mut self, entries: &[Entry]) {
        let Some(journal) = &mut self.journal else {
            if !self.without {
                self.early.extend_from_slice(entries);
            }
            return;
        };
        if let Some(owed) = self.owed.take() {
            return self.owe(owed, entries);
        }
        let mut added = 0;
        let written = entries.iter().try_for_each(|entry| journal.add(entry).map(|()| added += 1));
        match written.and_then(|()| journal.sync()) {
            Ok(()) if journal.is_large(self.room) => self.shrink(),
            Ok(()) => {}
            Err(_) => {
                // It may end in half a line: from now on it is written whole or not at all. Where it
                // cannot even be read, only what comes now can be told.
                let before = journal.past().unwrap_or_default();
                self.retry = Instant::now();
                self.owe(before, entries.get(added..).unwrap_or_default());
            }
        }
    }

    /// Writes the journal anew without what need not be told any more. Where that cannot be done it goes
    /// on as it is.
    fn shrink(&mut self) {
        let Some(journal) = &mut self.journal else { return };
        if let Ok(mut past) = journal.past() {
            past.trim();
            let _ = journal.rewrite(&past);
        }
    }

    /// Writes the journal whole, as it stands after these entries, or goes on owing that.
    fn owe(&mut self, mut owed: Past, entries: &[Entry]) {
        entries.iter().for_each(|entry| owed.take(entry.clone()));
        self.write_whole(owed, entries.contains(&Entry::Saved));
    }

    /// Writes the journal whole, or owes it. `outdated`: what it says by now must not be offered.
    fn write_whole(&mut self, mut owed: Past, outdated: bool) {
        let Some(journal) = &mut self.journal else {
            self.owed = Some(owed);
            return;
        };
        if Instant::now() < self.retry {
            self.owed = Some(owed);
            return;
        }
        owed.trim();
        match journal.rewrite(&owed) {
            Ok(()) if self.said => {
                self.said = false;
                let _ = self.answers.send(Msg::JournalAgain);
            }
            Ok(()) => {}
            Err(error) => {
                if outdated {
                    // What is saved must not be offered as unsaved: better none.
                    journal.remove();
                }
                self.owed = Some(owed);
                self.retry = Instant::now() + RETRY;
                if !std::mem::replace(&mut self.said, true) {
                    let _ = self.answers.send(Msg::NoJournal(unwritable(&error)));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Id, Kind, Path, RecordId};
    use crate::ops::journal::{self, Move, Typed};
    use crate::ops::workspace::{Act, Step};
    use std::path::PathBuf;
    use std::sync::Arc;

    fn record() -> RecordId {
        RecordId::new(Kind::Activity, Id::parse("paie").unwrap())
    }

    /// The act number `n`, of about `size` bytes.
    fn act(n: usize, size: usize) -> Act {
        let text = |n: usize| Some(Arc::from(format!("name = \"{n:0>0$}\"\n", size / 2).as_str()));
        Act {
            files: vec![Step { record: record(), before: text(n), after: text(n + 1) }],
            renamed: Vec::new(),
            rows: Vec::new(),
        }
    }

    fn did(n: usize) -> Entry {
        Entry::Did { act: (&act(n, 40)).into() }
    }

    fn typing(text: &str) -> Entry {
        let path = Path::parse("owner").unwrap();
        let typed = Typed { record: record(), path, text: text.to_owned(), before: None };
        Entry::Typing { typing: Some((&typed).into()) }
    }

    /// A keeper of a journal in a folder of its own.
    struct Place {
        _dir: tempfile::TempDir,
        folder: PathBuf,
        answers: Receiver<Msg>,
        keeper: Keeper,
    }

    impl Place {
        fn new() -> Place {
            let dir = tempfile::tempdir().unwrap();
            let (state, register) = (dir.path().join("state"), dir.path().join("register"));
            let (tell, answers) = mpsc::channel();
            let mut keeper = Keeper::new(tell);
            let opened = journal::open(Some(&state), &register, "2026-11-27T10:00:00");
            keeper.begin(opened.journal.unwrap(), opened.past);
            Place { folder: journal::folder(&state, &register), _dir: dir, answers, keeper }
        }

        fn journal(&self) -> &Journal {
            self.keeper.journal.as_ref().unwrap()
        }

        fn past(&self) -> Past {
            self.journal().past().unwrap()
        }

        /// The disk takes no more: neither a line, nor a journal written anew.
        fn fill(&mut self) {
            self.keeper.journal.as_mut().unwrap().fill();
            std::fs::create_dir(self.draft()).unwrap();
        }

        fn free(&mut self) {
            std::fs::remove_dir(self.draft()).unwrap();
        }

        fn draft(&self) -> PathBuf {
            self.journal().path().with_extension("draft")
        }

        fn journals(&self) -> usize {
            let names = std::fs::read_dir(&self.folder).unwrap().map(|e| e.unwrap().path());
            names.filter(|p| p.extension().is_some_and(|e| e == "journal")).count()
        }
    }

    #[test]
    fn steady_typing_is_written_down_all_the_same() {
        let place = Place::new();
        let file = place.journal().path().to_owned();
        let (orders, asked) = mpsc::channel();
        let keeper = place.keeper;
        let kept = thread::spawn(move || keeper.keep(&asked));
        let mut text = String::new();
        for _ in 0..25 {
            text.push('é');
            orders.send(Order::Write(vec![typing(&text)])).unwrap();
            thread::sleep(Duration::from_millis(60));
        }
        let written = std::fs::read_to_string(file).unwrap();
        assert!(written.contains("éééé"), "nothing after 1.5 s");
        drop(orders);
        kept.join().unwrap();
    }

    #[test]
    fn a_journal_that_grew_is_written_anew_with_all_that_is_unsaved() {
        let mut place = Place::new();
        place.keeper.room = 1 << 20;
        for n in 0..450 {
            place.keeper.take(vec![Entry::Did { act: (&act(n, 10_000)).into() }]);
            if n == 250 {
                place.keeper.take(vec![Entry::Saved]);
            }
        }
        let past = place.past();
        assert_eq!(past.unsaved.len(), 199);
        assert_eq!(past.unsaved.last(), Some(&Move::Did(act(449, 10_000))));
        assert!(past.done.len() < 300, "{}", past.done.len());
        assert_eq!(place.journals(), 1);
    }

    #[test]
    fn a_full_disk_is_said_once_and_what_was_done_meanwhile_is_written_when_there_is_room() {
        let mut place = Place::new();
        place.keeper.take(vec![did(0)]);
        place.fill();
        place.keeper.take(vec![did(1)]);
        place.keeper.take(vec![did(2)]);
        let said: Vec<Msg> = place.answers.try_iter().collect();
        assert!(matches!(&said[..], [Msg::NoJournal(_)]));
        assert_eq!(place.past().unsaved, [Move::Did(act(0, 40))], "what was written before stands");
        place.free();
        place.keeper.retry = Instant::now();
        place.keeper.settle();
        assert_eq!(place.past().unsaved, [0, 1, 2].map(|n| Move::Did(act(n, 40))));
        let said: Vec<Msg> = place.answers.try_iter().collect();
        assert!(matches!(&said[..], [Msg::JournalAgain]));
        place.keeper.take(vec![did(3)]);
        assert_eq!(place.past().unsaved.len(), 4);
    }

    #[test]
    fn a_journal_that_is_to_say_something_else_says_the_one_or_the_other_whatever_happens() {
        let mut place = Place::new();
        place.keeper.take(vec![did(0), typing("x")]);
        let recovered = Past::of([did(0), did(1)]);
        place.fill();
        place.keeper.anew(recovered.clone());
        assert_eq!(place.past().unsaved, [Move::Did(act(0, 40))], "what is not there yet takes nothing away");
        place.free();
        place.keeper.retry = Instant::now();
        place.keeper.settle();
        assert_eq!((place.past().unsaved, place.past().typing), (recovered.unsaved, None));
        // What was given up is not offered again, on a full disk either.
        place.fill();
        place.keeper.anew(Past::of([did(0), Entry::Saved]));
        assert_eq!(place.journals(), 0);
        place.free();
        place.keeper.take(vec![did(2)]);
        assert_eq!(place.past().done, [0, 2].map(|n| act(n, 40)), "what was saved can still be undone");
    }

    #[test]
    fn what_was_saved_while_the_disk_was_full_is_not_offered_as_unsaved() {
        let mut place = Place::new();
        place.keeper.take(vec![did(0)]);
        place.fill();
        place.keeper.take(vec![did(1), Entry::Saved]);
        assert_eq!(place.journals(), 0);
        place.free();
        place.keeper.take(vec![did(2)]);
        let past = place.past();
        assert_eq!(past.done, [0, 1, 2].map(|n| act(n, 40)));
        assert_eq!(past.unsaved, [Move::Did(act(2, 40))]);
    }
}
