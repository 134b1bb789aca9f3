//! What can be seen of the register, as sentences; what leads somewhere has a number.

use std::sync::Arc;

use super::Go;
use super::session::Session;
use super::texts as t;
use super::words::{BACK, is, is_number, number};
use crate::i18n::changes;
use crate::model::RecordId;
use crate::ops::committed::{What, committed};
use crate::picture::{self, Lead, Picture, Subject};

/// How wide a picture may be that is not drawn but said.
const COLUMNS: usize = 100;

impl Session<'_> {
    /// Says a picture and goes where its numbers lead.
    pub fn page(&mut self, lead: &Lead) -> Go {
        let mut say = true;
        let mut leads: Vec<Lead> = Vec::new();
        loop {
            if say {
                let picture = self.picture(lead);
                leads = self.say_picture(&picture)?;
            }
            let Some(typed) = self.command(&t::ASK_PAGE.msg(), &[t::HELP_PAGE])? else {
                say = true;
                continue;
            };
            say = false;
            if typed.is_empty() || is(&typed, BACK) {
                return Ok(());
            }
            match number(&typed, leads.len()).and_then(|i| leads.get(i).cloned()) {
                Some(lead) => {
                    self.follow(&lead)?;
                    say = true;
                }
                None if is_number(&typed) => self.no_such_number(leads.len())?,
                None => self.not_understood(&typed)?,
            }
        }
    }

    fn picture(&mut self, lead: &Lead) -> Picture {
        let findings = self.findings();
        let register = self.register();
        let subject =
            Subject { register, findings: &findings, lang: self.lang, columns: COLUMNS, today: self.today };
        let picture = match lead {
            Lead::Part(part) => picture::part::draw(part, &subject),
            Lead::Deadlines => picture::deadlines::draw(None, &subject),
            Lead::Timeline(id) => picture::timeline::draw(id, &subject),
            Lead::Flow(id) => picture::flow::draw(id, &subject),
            Lead::Uses(id) => picture::uses::draw(id, &subject),
            _ => picture::overview::draw(&subject),
        };
        picture.with_others(self.lang)
    }

    fn say_picture(&mut self, picture: &Picture) -> Go<Vec<Lead>> {
        self.say_words(&picture.title)?;
        let mut leads = Vec::new();
        for line in &picture.lines {
            let Some(sentence) = line.sentence() else { continue };
            match &line.leads {
                Some(lead) if !sentence.trim().is_empty() => {
                    self.say_numbered(leads.len(), &sentence)?;
                    leads.push(lead.clone());
                }
                _ => self.say_words(sentence.trim_start())?,
            }
        }
        Ok(leads)
    }

    fn follow(&mut self, lead: &Lead) -> Go {
        match lead {
            Lead::Record(id) => self.records(std::slice::from_ref(id), 0, None),
            Lead::Field(id, path) => self.records(std::slice::from_ref(id), 0, Some(path.clone())),
            Lead::List(kind) => self.list(*kind),
            other => self.page(other),
        }
    }

    /// What changed since the last commit, saved or not.
    pub fn changes(&mut self) -> Go {
        let committed = match committed(&self.workspace) {
            Ok(committed) => committed,
            Err(error) => return self.say_error(&error),
        };
        let changed = committed.changes(&self.workspace);
        if changed.is_empty() {
            return self.say(t::AS_COMMITTED.msg());
        }
        self.say(t::CHANGED_HEAD.msg().with("n", changed.len()))?;
        let ids: Vec<RecordId> = changed.iter().map(|c| c.id.clone()).collect();
        for (i, one) in changed.iter().enumerate() {
            let title = match committed.register().get(&one.id) {
                Some(old) if !self.register().contains(&one.id) => old.title(self.lang).to_owned(),
                _ => self.title(&one.id),
            };
            let what = match &one.what {
                What::Added => t::WAS_ADDED,
                What::Removed => t::WAS_REMOVED,
                What::Fields(_) => t::WAS_CHANGED,
                What::Layout => t::WAS_LAID_OUT,
                What::Unreadable => t::WAS_UNREADABLE,
            };
            let unsaved =
                if self.workspace.is_record_modified(&one.id) { t::UNSAVED_SHORT } else { t::SAVED_SHORT };
            let said = t::CHANGED_RECORD.msg().with("title", title).with("what", what).with("saved", unsaved);
            self.say_numbered(i, &said.get(self.lang))?;
            if let What::Fields(fields) = &one.what {
                let former = one.from.as_ref().unwrap_or(&one.id);
                for field in fields {
                    let (before, after) = (committed.register(), Arc::new(self.register().clone()));
                    let line = changes::field_change(former, field, before, &after, self.lang);
                    self.say_words(&line)?;
                }
            }
        }
        loop {
            let Some(typed) = self.command(&t::ASK_PAGE.msg(), &[t::HELP_PAGE])? else { continue };
            if typed.is_empty() || is(&typed, BACK) {
                return Ok(());
            }
            match number(&typed, ids.len()).and_then(|i| ids.get(i).cloned()) {
                Some(id) if self.register().contains(&id) => self.records(&[id], 0, None)?,
                Some(_) => self.say(t::NO_LONGER_THERE.msg())?,
                None if is_number(&typed) => self.no_such_number(ids.len())?,
                None => self.not_understood(&typed)?,
            }
        }
    }
}
