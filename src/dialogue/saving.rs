//! To the disk, to git, and out.

use std::io;

use super::commands::{Does, Place, is};
use super::session::Session;
use super::texts as t;
use super::{Ended, Go, Stop};
use crate::i18n::{changes, values};
use crate::model::merge::{Clash, Keep};
use crate::model::{Shape, Value, field_at};
use crate::ops::commit::{self, Proposal};
use crate::ops::journal::{Entry, Past};
use crate::ops::workspace::SaveError;

impl Session<'_> {
    /// Saves what waits; what somebody else changed to another end is asked about. `false`: not saved.
    pub fn save(&mut self) -> Go<bool> {
        if !self.workspace.is_modified() {
            self.say(t::ALL_SAVED.msg())?;
            return Ok(true);
        }
        loop {
            match self.workspace.save() {
                Ok(saved) => {
                    self.changed();
                    self.keep(Entry::Saved)?;
                    self.say(t::SAVED.msg().with("n", saved.written.len()))?;
                    if !saved.merged.is_empty() {
                        self.say(t::MERGED.msg().with("n", saved.merged.len()))?;
                    }
                    self.say_news()?;
                    return Ok(true);
                }
                Err(SaveError::Clash(clashes)) => {
                    let Some(clash) = clashes.into_iter().next() else { return Ok(false) };
                    if !self.decide(clash)? {
                        self.say(t::NOT_SAVED.msg())?;
                        return Ok(false);
                    }
                }
                Err(SaveError::Other(error)) => {
                    self.say_error(&error)?;
                    self.say(t::NOT_SAVED.msg())?;
                    return Ok(false);
                }
            }
        }
    }

    /// Asks whose version stands. `false`: nobody's for now.
    fn decide(&mut self, clash: Clash) -> Go<bool> {
        let title = self.title(&clash.record);
        self.say_clash(&clash, &title)?;
        let keep = loop {
            let typed = self.ask(&t::ASK_CLASH.msg())?;
            match typed.trim() {
                "1" => break Keep::Ours,
                "2" => break Keep::Theirs,
                "3" => return Ok(false),
                other if is(other, Does::Back, Place::Name) => return Ok(false),
                _ => self.say(t::HELP_CLASH.msg())?,
            }
        };
        self.workspace.decide(clash, keep);
        Ok(true)
    }

    /// Says what both changed, and how each has it; of a whole record, who did what.
    fn say_clash(&mut self, clash: &Clash, title: &str) -> Go {
        if clash.path.is_root() {
            let said = match (&clash.base, &clash.ours, &clash.theirs) {
                (None, ..) => t::CLASH_BOTH_MADE,
                (_, None, _) => t::CLASH_WE_DELETED,
                _ => t::CLASH_THEY_DELETED,
            };
            self.say(said.msg().with("title", title))?;
        } else {
            let place = self.label(&clash.record, &clash.path);
            self.say(t::CLASH.msg().with("title", title).with("place", place))?;
        }
        let (ours, theirs) = (self.clash_words(clash, &clash.ours), self.clash_words(clash, &clash.theirs));
        self.say(t::CLASH_OURS.msg().with("value", ours))?;
        self.say(t::CLASH_THEIRS.msg().with("value", theirs))
    }

    fn clash_words(&self, clash: &Clash, value: &Option<Value>) -> String {
        let field = field_at(&clash.record, clash.path.keys());
        match (value, field) {
            (Some(value), Some(field)) => values::words(value, &field.shape, self.register(), self.lang),
            // A row, a whole record, or the very words of one that cannot be read.
            (Some(value), None) => values::words(value, &Shape::Paragraph, self.register(), self.lang),
            (None, Some(_)) => values::UNKNOWN.get(self.lang).to_owned(),
            (None, None) => t::GONE.get(self.lang).to_owned(),
        }
    }

    /// Leaves, once it is said what becomes of what is not saved.
    pub fn quit(&mut self) -> Go {
        if !self.workspace.is_modified() {
            self.say(t::BYE.msg())?;
            return Err(Stop::Quit);
        }
        self.say_unsaved()?;
        loop {
            let typed = self.ask(&t::ASK_QUIT.msg())?;
            match typed.trim() {
                "1" => {
                    if self.save()? {
                        self.say(t::BYE.msg())?;
                        return Err(Stop::Quit);
                    }
                    return Ok(());
                }
                "2" => {
                    if self.yes(&t::SURE_DISCARD.msg())? {
                        self.give_up()?;
                        self.say(t::BYE.msg())?;
                        return Err(Stop::Quit);
                    }
                }
                "3" => return self.say(t::STAYING.msg()),
                other if is(other, Does::Back, Place::Name) => return self.say(t::STAYING.msg()),
                _ => self.say(t::HELP_QUIT.msg())?,
            }
        }
    }

    /// Gives up what was not saved: it is not offered again. To be said where none of it is at hand, or at the
    /// very end.
    pub fn give_up(&mut self) -> Go {
        let message = self.past.message.take();
        self.past = Past { message, ..self.past.saved() };
        self.rewrite(true)?;
        self.say(t::DISCARDED.msg())
    }

    /// There are no more answers: what is not saved stays in the journal; without one it is saved.
    pub fn ended(&mut self, how: Ended) -> io::Result<Ended> {
        let interrupted = how == Ended::Interrupted;
        let waits = self.workspace.is_modified() || self.past.holds_work();
        let said = match (waits, self.is_kept()) {
            (false, _) => self.say(if interrupted { t::NOTHING_WAITED } else { t::BYE }.msg()),
            (true, true) => self.say(if interrupted { t::INTERRUPTED } else { t::KEPT_FOR_LATER }.msg()),
            (true, false) => self.save().map(drop),
        };
        match said {
            Err(Stop::Talk(error)) => Err(error),
            _ => Ok(how),
        }
    }

    /// Commits what is saved.
    pub fn commit(&mut self) -> Go {
        if self.workspace.is_modified() {
            self.say_unsaved()?;
            if !self.yes(&t::SAVE_FIRST.msg())? || !self.save()? {
                return self.say(t::NOT_COMMITTED.msg());
            }
        }
        let proposal = match commit::propose(&self.workspace) {
            Ok(proposal) => proposal,
            Err(error) => return self.say_error(&error),
        };
        let status = &proposal.status;
        let lines = changes::lines(&status.changes, &status.before, self.workspace.saved(), self.lang);
        let n = status.git.as_ref().map_or(0, |git| git.files.len());
        self.say(t::TO_COMMIT.msg().with("n", n))?;
        lines.iter().try_for_each(|line| self.say_change(line))?;
        self.say(t::PROPOSED.msg())?;
        self.say_words(&proposal.message)?;
        let message = loop {
            let typed = self.ask(&t::ASK_COMMIT.msg())?;
            match typed.trim() {
                "" => break proposal.message.clone(),
                "?" => self.say(t::HELP_COMMIT.msg())?,
                other if is(other, Does::Back, Place::Name) => return self.say(t::NOT_COMMITTED.msg()),
                other => break other.to_owned(),
            }
        };
        self.make_commit(&proposal, &message)
    }

    fn make_commit(&mut self, proposal: &Proposal, message: &str) -> Go {
        let made = commit::commit(&self.workspace, proposal, message);
        self.forget_interrupts();
        match made {
            Ok(done) => {
                self.say(t::COMMITTED.msg().with("id", done.id.short()).with("n", done.paths.len()))?;
                done.warnings.iter().try_for_each(|w| self.say(w.clone()))
            }
            Err(error) => self.say_error(&error),
        }
    }
}
