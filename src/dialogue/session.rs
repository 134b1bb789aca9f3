//! The open register of a conversation: what is done, undone and kept in the journal.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;

use super::others::Watch;
use super::talk::{Heard, Talk};
use super::texts as t;
use super::{Go, Options, Stop};
use crate::i18n::changes;
use crate::model::{Change, Finding, Lang, Message, Path, Record, RecordId, Register};
use crate::ops::guide::Place;
use crate::ops::journal::{self, Entry, Journal, Past, unwritable};
use crate::ops::workspace::Act;
use crate::ops::{OpError, Workspace, places};
use crate::term::{clean, clean_multiline};

pub struct Session<'t> {
    talk: &'t mut dyn Talk,
    pub lang: Lang,
    pub today: NaiveDate,
    pub workspace: Workspace,
    /// The register of today and its day, while another one is shown.
    pub living: Option<(Workspace, NaiveDate)>,
    pub state: Option<PathBuf>,
    pub past: Past,
    journal: Option<Journal>,
    /// What is to be said before anything else.
    pub news: Vec<Message>,
    /// The last whole check; `None` when something was done since.
    found: Option<Arc<[Finding]>>,
    /// Whether the beginning was said.
    pub begun: bool,
    /// What others write in the register's folder.
    pub watch: Watch,
    /// The question at which each activity's guide was left.
    pub guide_at: BTreeMap<RecordId, Place>,
}

impl<'t> Session<'t> {
    pub fn open(options: Options, talk: &'t mut dyn Talk) -> Result<Session<'t>, OpError> {
        // Watched before it is read: what is written in between is noticed.
        let watch = Watch::start(&options.dir);
        let mut workspace = Workspace::open(&options.dir)?;
        let mut news = workspace.news();
        let opened = journal::open(options.state.as_deref(), &options.dir, &places::now());
        news.extend(opened.trouble);
        Ok(Session {
            talk,
            lang: options.lang,
            today: options.today,
            workspace,
            living: None,
            state: options.state,
            past: opened.past,
            journal: opened.journal,
            news,
            found: None,
            begun: false,
            watch,
            guide_at: BTreeMap::new(),
        })
    }

    /// Says a sentence; each of its lines is a line. What comes from files is cleaned here.
    pub fn say(&mut self, message: impl Into<Message>) -> Go {
        let said = message.into().get(self.lang);
        self.say_words(&said)
    }

    /// The same for words that stand in a language already.
    pub fn say_words(&mut self, said: &str) -> Go {
        for line in clean_multiline(said).as_str().lines().filter(|l| !l.trim().is_empty()) {
            self.talk.say(line)?;
        }
        Ok(())
    }

    /// Asks, and gives what was typed.
    pub fn ask(&mut self, question: &Message) -> Go<String> {
        let asked = clean(&question.get(self.lang));
        // The terminal edits the line: an arrow key, or a byte of another encoding, would become part of it.
        let strange = |c: char| (c.is_control() && c != '\t') || c == '\u{fffd}';
        loop {
            let typed = match self.talk.ask(asked.as_str())? {
                Heard::Line(typed) => typed,
                Heard::End => return Err(Stop::End),
                Heard::Interrupt => return Err(Stop::Interrupt),
            };
            if !typed.contains(strange) {
                return Ok(typed);
            }
            self.say(t::NOT_A_LINE.msg())?;
        }
    }

    /// Says why something was not done, and what to do about it.
    pub fn say_error(&mut self, error: &OpError) -> Go {
        self.say(error.message.clone())?;
        error.hints.iter().try_for_each(|hint| self.say(hint.clone()))
    }

    pub fn say_news(&mut self) -> Go {
        let mut news = std::mem::take(&mut self.news);
        news.extend(self.workspace.news());
        news.into_iter().try_for_each(|message| self.say(message))
    }

    pub fn register(&self) -> &Register {
        self.workspace.register()
    }

    pub fn record(&self, id: &RecordId) -> Option<&Record> {
        self.register().get(id).map(AsRef::as_ref)
    }

    /// What to call a record.
    pub fn title(&self, id: &RecordId) -> String {
        self.record(id).map_or_else(|| id.to_string(), |r| r.title(self.lang).to_owned())
    }

    /// What a field is called, after the groups and rows that hold it.
    pub fn label(&self, id: &RecordId, path: &Path) -> String {
        changes::label(id, path, self.lang).replace(" › ", ", ")
    }

    /// A sentence in which places stand one in the other, without the sign between them.
    pub fn aloud(&self, message: &Message) -> String {
        message.get(self.lang).replace(" › ", ", ")
    }

    /// Says what changed, as sentences tell it: an arrow does not read aloud.
    pub fn say_change(&mut self, line: &str) -> Go {
        let line = line.trim_start().replace(" › ", ", ").replace(" → ", t::BECOMES.get(self.lang));
        self.say_words(&line)
    }

    /// Everything found.
    pub fn findings(&mut self) -> Arc<[Finding]> {
        self.found.get_or_insert_with(|| self.workspace.findings().into()).clone()
    }

    /// Something changed: what was found may no longer be so.
    pub fn changed(&mut self) {
        self.found = None;
    }

    /// Makes changes as one act. `false`: refused, and said why, or nothing came of it.
    pub fn act(&mut self, changes: Vec<Change>) -> Go<bool> {
        match self.workspace.act(changes) {
            Ok(Some(act)) => {
                self.changed();
                self.keep(Entry::Did { act: (&act).into() })?;
                Ok(true)
            }
            Ok(None) => self.say(t::NOTHING_CHANGED.msg()).map(|()| false),
            Err(error) => self.say_error(&error).map(|()| false),
        }
    }

    /// Carries out an act that was worked out before.
    pub fn make(&mut self, act: &Act) -> Go<bool> {
        match self.workspace.make_again(act) {
            Ok(()) => {
                self.changed();
                self.keep(Entry::Did { act: act.into() })?;
                Ok(true)
            }
            Err(error) => self.say_error(&error).map(|()| false),
        }
    }

    pub fn undo(&mut self) -> Go {
        let Some(act) = self.past.done.last().cloned() else { return self.say(t::NOTHING_TO_UNDO.msg()) };
        let done = self.workspace.take_back(&act);
        self.stepped(&act, done, Entry::TookBack, t::UNDONE.msg())
    }

    pub fn redo(&mut self) -> Go {
        let Some(act) = self.past.undone.last().cloned() else { return self.say(t::NOTHING_TO_REDO.msg()) };
        let done = self.workspace.make_again(&act);
        self.stepped(&act, done, Entry::MadeAgain, t::REDONE.msg())
    }

    fn stepped(&mut self, act: &Act, done: Result<(), OpError>, entry: Entry, said: Message) -> Go {
        match done {
            Ok(()) => {
                self.changed();
                self.keep(entry)?;
                self.say_act(act, said)
            }
            Err(error) => self.say_error(&error),
        }
    }

    /// A Ctrl-C of a moment ago was meant for the program that had the terminal then.
    pub fn forget_interrupts(&mut self) {
        self.talk.forget_interrupts();
    }

    fn say_act(&mut self, act: &Act, what: Message) -> Go {
        self.say(what)?;
        let words = act.words(self.register(), self.lang);
        words.iter().try_for_each(|line| self.say_change(line))?;
        self.say_unsaved()
    }

    /// Says what waits to be saved.
    pub fn say_unsaved(&mut self) -> Go {
        match self.workspace.unsaved() {
            0 => self.say(t::ALL_SAVED.msg()),
            n => self.say(t::UNSAVED.msg().with("n", n)),
        }
    }

    /// Takes an entry into the past and writes it in the journal, down to the disk.
    pub fn keep(&mut self, entry: Entry) -> Go {
        self.past.take(entry.clone());
        let Some(journal) = &mut self.journal else { return Ok(()) };
        let written = match journal.is_written() {
            true => journal.add(&entry).and_then(|()| journal.sync()),
            false => Err(std::io::ErrorKind::NotFound.into()),
        };
        match written {
            Ok(()) => Ok(()),
            // It may end in half a line: it is written whole, or that is said.
            Err(_) => self.rewrite(matches!(entry, Entry::Saved)),
        }
    }

    /// Makes the journal say what the past says and no more. `outdated`: what it says by now must not be
    /// offered again.
    pub fn rewrite(&mut self, outdated: bool) -> Go {
        let Some(journal) = &mut self.journal else { return Ok(()) };
        match journal.rewrite(&self.past) {
            Ok(()) => Ok(()),
            Err(error) => {
                if outdated {
                    journal.remove();
                }
                self.say(unwritable(&error))
            }
        }
    }

    /// Whether what is not saved would be offered at the next start.
    pub fn is_kept(&self) -> bool {
        self.journal.as_ref().is_some_and(Journal::is_written)
    }
}
