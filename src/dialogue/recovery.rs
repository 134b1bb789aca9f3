//! What the last session left unsaved is offered back.

use chrono::NaiveDateTime;

use super::Go;
use super::Stop;
use super::session::Session;
use super::spots::spots;
use super::texts as t;
use crate::i18n::{format, values};
use crate::model::{Change, Lang, Value, field_at};
use crate::ops::Workspace;
use crate::ops::journal::{self, Entry, Move, Plan, Typed, again};

/// At most this many of the changes are said before a person is asked.
const SAID: usize = 8;

/// Whether a text that was being typed still has its field.
fn is_there(workspace: &Workspace, typed: &Typed) -> bool {
    let register = workspace.register();
    register.get(&typed.record).is_some_and(|r| spots(r).iter().any(|s| s.path == typed.path))
}

/// A time as the journal has it, as one says it.
fn moment(at: &str, lang: Lang) -> String {
    let Ok(at) = NaiveDateTime::parse_from_str(at, "%Y-%m-%dT%H:%M:%S") else { return at.to_owned() };
    let said = t::MOMENT.msg().with("day", format::date(at.date(), lang));
    said.with("time", at.format(if lang == Lang::Fr { "%H\u{a0}h\u{a0}%M" } else { "%H:%M" }).to_string())
        .get(lang)
}

impl Session<'_> {
    pub fn offer_back(&mut self) -> Go {
        if !self.past.holds_work() {
            return Ok(());
        }
        let plan = again(&self.past, &self.workspace, is_there);
        if plan.is_empty() && !self.past.unsaved.is_empty() {
            self.keep(Entry::Saved)?;
        }
        if !self.past.holds_work() {
            return Ok(());
        }
        let since = moment(&self.past.since, self.lang);
        self.say(t::LEFT_UNSAVED.msg().with("since", since))?;
        let net = self.past.net();
        let steps: Vec<&Move> = if net.is_empty() { self.past.unsaved.iter().collect() } else { net };
        let lines: Vec<String> = steps.iter().flat_map(|step| self.step_words(step)).collect();
        let n = lines.len();
        lines.iter().take(SAID).try_for_each(|line| self.say_change(line))?;
        if n > SAID {
            self.say(t::AND_MORE.msg().with("n", n - SAID))?;
        }
        if let Some(typed) = self.past.typing.clone() {
            let label = field_at(&typed.record, typed.path.keys()).map_or(t::A_FIELD, |f| f.label);
            let title = self.title(&typed.record);
            self.say(t::WAS_TYPING.msg().with("title", title).with("label", label).with("text", typed.text))?;
        }
        loop {
            let typed = self.ask(&t::ASK_RECOVER.msg())?;
            match typed.trim() {
                "1" => return self.recover(plan),
                "2" => return Err(Stop::End),
                "3" => {
                    if self.yes(&t::SURE_DISCARD.msg())? {
                        return self.give_up();
                    }
                }
                _ => self.say(t::HELP_RECOVER.msg())?,
            }
        }
    }

    fn step_words(&self, step: &Move) -> Vec<String> {
        match step {
            Move::Did(act) | Move::MadeAgain(act) => act.words(self.register(), self.lang),
            Move::TookBack(act) => {
                let undone = |w: String| t::WAS_UNDONE.msg().with("what", w).get(self.lang);
                act.words(self.register(), self.lang).into_iter().map(undone).collect()
            }
        }
    }

    /// What cannot be made again is first set aside in a file; until it is there nothing is recovered.
    fn recover(&mut self, plan: Plan) -> Go {
        let Plan { workspace, past, lost } = plan;
        if !lost.is_empty() {
            match journal::set_aside(self.state.as_deref(), self.workspace.dir(), &lost) {
                Ok(path) => {
                    self.say(t::SET_ASIDE.msg().with("path", path.display().to_string()))?;
                }
                Err(why) => {
                    self.say(why)?;
                    return Err(Stop::End);
                }
            }
        }
        self.workspace = workspace;
        self.changed();
        let typing = past.typing.clone();
        self.past = past;
        self.rewrite(false)?;
        self.say(t::RECOVERED.msg())?;
        self.say_unsaved()?;
        match typing {
            Some(typed) => self.take_typed(typed),
            None => Ok(()),
        }
    }

    /// A text that was being typed becomes the answer, or not.
    fn take_typed(&mut self, typed: Typed) -> Go {
        let Some(field) = field_at(&typed.record, typed.path.keys()) else { return Ok(()) };
        let now = self.record(&typed.record).and_then(|r| r.value(&typed.path)).cloned();
        if let Some(now) = &now {
            let words = values::words(now, &field.shape, self.register(), self.lang);
            self.say(t::CURRENT.msg().with("value", words))?;
        }
        let take = t::ASK_TYPED.msg().with("label", field.label).with("text", &typed.text);
        if self.yes(&take)? {
            match values::parse(&typed.text, field) {
                Ok(Value::None) => {}
                Ok(value) => {
                    if self.act(vec![Change::Set { record: typed.record, path: typed.path, value }])? {
                        self.say(t::TAKEN.msg().with("label", field.label))?;
                        self.say_unsaved()?;
                    }
                }
                Err(why) => self.say(why)?,
            }
        }
        self.keep(Entry::Typing { typing: None })
    }
}
