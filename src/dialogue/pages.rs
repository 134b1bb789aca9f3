//! What can be seen of the register, as sentences; what leads somewhere has a number.

use super::Go;
use super::commands::{Does, Place};
use super::leaf::PAGE;
use super::session::Session;
use super::texts as t;
use super::words::{Typed, index};
use crate::i18n::changes;
use crate::model::RecordId;
use crate::ops::committed::{What, committed};
use crate::picture::{self, Lead, Picture, Subject};

/// How wide a picture may be that is not drawn but said.
const COLUMNS: usize = 100;

impl Session<'_> {
    /// Says a picture, a page at a time, and goes where its numbers lead.
    pub fn page(&mut self, lead: &Lead) -> Go {
        let (mut lines, mut leads) = self.sentences(lead);
        let mut from = 0;
        let mut say = true;
        loop {
            if say {
                let to = (from + PAGE).min(lines.len());
                lines[from..to].iter().try_for_each(|line| self.say_words(line))?;
                self.say_more(lines.len() - to)?;
            }
            say = false;
            let typed = self.command(&t::ASK_PAGE.msg(), Place::Page)?;
            match typed.unwrap_or(Typed::Does(Does::Again, String::new())) {
                Typed::Nothing | Typed::Does(Does::Back, _) => return Ok(()),
                Typed::Does(Does::Again, _) => {
                    (lines, leads) = self.sentences(lead);
                    (from, say) = (0, true);
                }
                Typed::Does(turn, _) => say = self.turn(&mut from, turn, lines.len())?,
                Typed::Number(n) => match index(n, leads.len()).and_then(|i| leads.get(i).cloned()) {
                    Some(lead) => self.follow(&lead)?,
                    None => self.no_such_number(leads.len())?,
                },
                Typed::Words(words) => self.not_understood(&words, Place::Page)?,
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
            Lead::Screening(id) => picture::screening::draw(id, &subject),
            Lead::Uses(id) => picture::uses::draw(id, &subject),
            _ => picture::overview::draw(&subject),
        };
        picture.with_others(self.lang)
    }

    /// The sentences of a picture and what the numbers among them lead to.
    fn sentences(&mut self, lead: &Lead) -> (Vec<String>, Vec<Lead>) {
        let picture = self.picture(lead);
        let mut lines = vec![picture.title.clone()];
        let mut leads = Vec::new();
        for line in &picture.lines {
            let Some(sentence) = line.sentence().filter(|s| !s.trim().is_empty()) else { continue };
            let sentence = sentence.trim_start();
            match &line.leads {
                Some(lead) => {
                    leads.push(lead.clone());
                    let said = t::NUMBERED.msg().with("n", leads.len()).with("words", sentence);
                    lines.push(said.get(self.lang));
                }
                None => lines.push(sentence.to_owned()),
            }
        }
        (lines, leads)
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
        if self.living.is_some() {
            return self.say_of_today();
        }
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
                    let (before, after) = (committed.register(), self.register().clone());
                    let line = changes::field_change(former, field, before, &after, self.lang);
                    self.say_change(&line)?;
                }
            }
        }
        loop {
            let Some(typed) = self.command(&t::ASK_PAGE.msg(), Place::Page)? else { continue };
            match &typed {
                Typed::Nothing | Typed::Does(Does::Back, _) => return Ok(()),
                Typed::Number(n) => match index(*n, ids.len()).and_then(|i| ids.get(i).cloned()) {
                    Some(id) if self.register().contains(&id) => self.records(&[id], 0, None)?,
                    Some(_) => self.say(t::NO_LONGER_THERE.msg())?,
                    None => self.no_such_number(ids.len())?,
                },
                Typed::Does(..) => self.say(t::LAST_PAGE.msg())?,
                Typed::Words(words) => self.not_understood(words, Place::Page)?,
            }
        }
    }
}
