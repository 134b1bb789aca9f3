//! What other programs write in the register's folder is taken in, and said.

use std::path::Path as FsPath;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::Go;
use super::session::Session;
use super::texts as t;
use crate::model::RecordId;
use crate::model::message::{Text, text};
use crate::ops::Workspace;
use crate::ops::journal::Entry;
use crate::ops::workspace::{Refreshed, watch};

const TAKEN_IN: Text = text(
    "«\u{a0}{title}\u{a0}» a été changée sur le disque par quelqu’un d’autre\u{a0}: prise en compte.",
    "“{title}” was changed on disk by somebody else: taken in.",
);
const TAKEN_AWAY: Text = text(
    "«\u{a0}{title}\u{a0}» a été supprimée du disque par quelqu’un d’autre.",
    "“{title}” was deleted from the disk by somebody else.",
);
const UNREADABLE: Text = text(
    "Le fichier «\u{a0}{title}\u{a0}» a été changé sur le disque et ne peut plus être lu.",
    "The file “{title}” was changed on disk and cannot be read any more.",
);
const AND_OTHERS: Text =
    text("Et {n} {n|autre fiche|autres fiches} de même.", "And {n} more {n|record|records} likewise.");

/// At most this many records are named.
const NAMED: usize = 5;

/// Notices that somebody writes.
pub struct Watch {
    seen: Arc<AtomicBool>,
    /// Let go of with the conversation; the watch ends with it.
    wanted: Arc<AtomicBool>,
}

impl Watch {
    /// Where the system cannot watch, what others write is taken in at a save and on demand.
    pub fn start(dir: &FsPath) -> Watch {
        let (seen, wanted) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicBool::new(true)));
        let (tell, goes_on) = (seen.clone(), wanted.clone());
        let changed = move || {
            tell.store(true, Ordering::Release);
            goes_on.load(Ordering::Relaxed)
        };
        let _ = watch(dir, "talk-watch".to_owned(), changed);
        Watch { seen, wanted }
    }

    fn take(&self) -> bool {
        self.seen.swap(false, Ordering::AcqRel)
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.wanted.store(false, Ordering::Relaxed);
    }
}

impl Session<'_> {
    /// Takes in what somebody wrote since the last question, where somebody did. `true`: something is otherwise.
    pub fn take_in_others(&mut self) -> Go<bool> {
        // While another register is shown, what others write waits for that of today.
        if self.living.is_some() || !self.watch.take() {
            return Ok(false);
        }
        let before = self.workspace.clone();
        let done = match self.workspace.refresh() {
            Ok(done) => done,
            Err(error) => return self.say_error(&error).map(|()| false),
        };
        let changed = before.changed_on_disk(&self.workspace);
        if changed.is_empty() {
            // Our own save, or nothing of the register.
            return self.say_news().map(|()| false);
        }
        for id in changed.iter().take(NAMED) {
            self.say_taken_in(&before, id)?;
        }
        if changed.len() > NAMED {
            self.say(AND_OTHERS.msg().with("n", changed.len() - NAMED))?;
        }
        self.taken_in(&done)?;
        Ok(true)
    }

    fn say_taken_in(&mut self, before: &Workspace, id: &RecordId) -> Go {
        let (text, title) = match (self.workspace.saved().contains(id), self.workspace.bytes(id).is_some()) {
            (true, _) => (TAKEN_IN, self.title(id)),
            (false, true) => (UNREADABLE, id.path()),
            (false, false) => {
                let title = before.register().get(id).map(|r| r.title(self.lang).to_owned());
                (TAKEN_AWAY, title.unwrap_or_else(|| id.to_string()))
            }
        };
        self.say(text.msg().with("title", title))
    }

    /// Takes in what others wrote meanwhile. What both changed to different ends is asked about at the save.
    pub fn reload(&mut self) -> Go {
        if self.living.is_some() {
            return self.say_of_today();
        }
        self.watch.take();
        match self.workspace.refresh() {
            Ok(done) => {
                self.say(t::RELOADED.msg())?;
                self.taken_in(&done)
            }
            Err(error) => self.say_error(&error),
        }
    }

    /// Says what became of what is not saved.
    fn taken_in(&mut self, done: &Refreshed) -> Go {
        self.changed();
        if !self.workspace.is_modified() && !self.past.unsaved.is_empty() {
            // Somebody wrote the same: all that was done is on disk.
            self.keep(Entry::Saved)?;
        }
        if !done.merged.is_empty() {
            self.say(t::MERGED.msg().with("n", done.merged.len()))?;
        }
        if !done.clashes.is_empty() {
            self.say(t::CLASHES_WAIT.msg().with("n", done.clashes.len()))?;
        }
        self.say_news()
    }
}
