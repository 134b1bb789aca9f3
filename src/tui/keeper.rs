//! The thread that keeps the journal: entries are written as they come, and brought to the disk when
//! there is a pause. Asleep when nothing is done.

use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use crate::ops::journal::{Entry, Journal, unwritable};
use crate::term::panic::WORKER;
use crate::tui::message::Msg;

/// How long what is being typed may wait for the next key before it is written.
const PAUSE: Duration = Duration::from_millis(150);
/// How long the end of the program waits for a slow disk.
const PATIENCE: Duration = Duration::from_secs(2);

/// What the keeper is asked.
pub enum Order {
    Begin(Journal),
    Write(Vec<Entry>),
    /// Bring everything to the disk, then say so.
    Finish(Sender<()>),
}

/// Starts the thread.
///
/// # Errors
/// There is no room for a thread.
pub fn start(answers: Sender<Msg>) -> std::io::Result<Sender<Order>> {
    let (orders, asked) = mpsc::channel();
    thread::Builder::new().name(format!("{WORKER}-journal")).spawn(move || {
        Keeper { journal: None, waiting: Vec::new(), early: Vec::new(), answers }.keep(&asked)
    })?;
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
    /// What is being typed: each key makes a new one, of which the last alone counts.
    waiting: Vec<Entry>,
    /// What came before the journal was open.
    early: Vec<Entry>,
    answers: Sender<Msg>,
}

impl Keeper {
    fn keep(mut self, asked: &Receiver<Order>) {
        loop {
            let order = if self.waiting.is_empty() {
                asked.recv().map_err(|_| RecvTimeoutError::Disconnected)
            } else {
                asked.recv_timeout(PAUSE)
            };
            match order {
                Ok(Order::Begin(journal)) => {
                    self.journal = Some(journal);
                    let early = std::mem::take(&mut self.early);
                    self.write(&early);
                    self.sync();
                }
                Ok(Order::Write(entries)) => self.take(entries),
                Ok(Order::Finish(done)) => {
                    self.write_waiting();
                    self.sync();
                    let _ = done.send(());
                }
                Err(RecvTimeoutError::Timeout) => {
                    self.write_waiting();
                    self.sync();
                }
                Err(RecvTimeoutError::Disconnected) => return self.write_waiting(),
            }
        }
    }

    fn take(&mut self, entries: Vec<Entry>) {
        let is_draft = |e: &Entry| matches!(e, Entry::Typing { .. } | Entry::Message { .. });
        if entries.iter().all(is_draft) {
            for entry in entries {
                self.waiting.retain(|w| std::mem::discriminant(w) != std::mem::discriminant(&entry));
                self.waiting.push(entry);
            }
            return;
        }
        self.write_waiting();
        self.write(&entries);
        self.sync();
    }

    fn write_waiting(&mut self) {
        let waiting = std::mem::take(&mut self.waiting);
        self.write(&waiting);
    }

    fn write(&mut self, entries: &[Entry]) {
        let Some(journal) = &mut self.journal else {
            self.early.extend_from_slice(entries);
            return;
        };
        let written = entries.iter().try_for_each(|entry| journal.add(entry));
        if let Err(error) = written {
            self.give_up(&error);
        }
    }

    fn sync(&mut self) {
        if let Some(Err(error)) = self.journal.as_mut().map(Journal::sync) {
            self.give_up(&error);
        }
    }

    /// A journal with a hole would be believed: better none, and said.
    fn give_up(&mut self, error: &std::io::Error) {
        self.journal = None;
        self.early = Vec::new();
        let _ = self.answers.send(Msg::NoJournal(unwritable(error)));
    }
}
