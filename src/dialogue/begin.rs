//! New records: an activity from nothing or from a template, a copy.

use super::Go;
use super::commands::{Does, Place, is};
use super::pick::Option_;
use super::session::Session;
use super::texts as t;
use crate::law::templates::ALL;
use crate::model::{Change, Id, Kind, RecordId};
use crate::ops::create::{blank, duplicate};
use crate::ops::templates::{free_id, from_template};

impl Session<'_> {
    /// A record of the kind of this name, or of one that is chosen.
    pub fn new_of(&mut self, kind: &str) -> Go {
        let label = |kind: &Kind| kind.singular().get(self.lang);
        let options: Vec<Option_> = Kind::MANY.iter().map(|k| Option_::new(label(k), k.word())).collect();
        let at = match Option_::only(&options, kind) {
            Some(at) => Some(at),
            None => self.pick(t::NEW_HEAD.msg(), &options)?,
        };
        match at.and_then(|at| Kind::MANY.get(at)) {
            Some(kind) => self.new_record(*kind),
            None => Ok(()),
        }
    }

    /// A record of a kind; an activity from nothing or from a template.
    pub fn new_record(&mut self, kind: Kind) -> Go {
        self.say(t::NEW_OF.msg().with("kind", kind.singular()))?;
        if kind != Kind::Activity {
            return self.new_blank(kind);
        }
        self.say_numbered(0, t::NEW_BLANK.get(self.lang))?;
        self.say_numbered(1, t::NEW_TEMPLATE.get(self.lang))?;
        loop {
            let typed = self.ask(&t::ASK_NEW.msg())?;
            match typed.trim() {
                "1" => return self.new_blank(kind),
                "2" => return self.new_from_template(),
                "" => return Ok(()),
                other if is(other, Does::Back, Place::Name) => return Ok(()),
                other if is(other, Does::Help, Place::Name) => self.say(t::HELP_NEW.msg())?,
                other => self.not_understood(other, Place::Name)?,
            }
        }
    }

    fn new_blank(&mut self, kind: Kind) -> Go {
        let Some((id, name)) = self.ask_name(kind, None)? else { return Ok(()) };
        let record = blank(id.clone(), Some(&name), self.workspace.today());
        self.made(vec![Change::Create { record }], id)
    }

    fn new_from_template(&mut self) -> Go {
        let options = ALL.iter().map(|template| Option_::new(template.name.get(self.lang), template.also));
        let options: Vec<Option_> = options.collect();
        let Some(at) = self.pick(t::TEMPLATES.msg(), &options)? else { return Ok(()) };
        let Some(template) = ALL.get(at) else { return Ok(()) };
        let own = template.name.get(self.register().language());
        let Some((_, name)) = self.ask_name(Kind::Activity, Some(own))? else { return Ok(()) };
        match from_template(&self.workspace, template, None, Some(&name)) {
            Some(made) => self.made(made.changes, made.activity),
            None => self.say(t::NO_LETTERS.msg()),
        }
    }

    /// A copy of a record under a name of its own.
    pub fn duplicate(&mut self, of: &RecordId) -> Go<Option<RecordId>> {
        let Some((id, name)) = self.ask_name(of.kind, None)? else { return Ok(None) };
        let Some(record) = self.record(of) else { return Ok(None) };
        let today = self.workspace.today();
        let record = duplicate(record, id.clone(), Some(&name), self.register().language(), today);
        let done = self.act(vec![Change::Create { record }])?;
        if done {
            self.say(t::MADE.msg().with("title", name).with("file", id.path()))?;
            self.say_unsaved()?;
        }
        Ok(done.then_some(id))
    }

    fn made(&mut self, changes: Vec<Change>, id: RecordId) -> Go {
        let more = changes.len().saturating_sub(1);
        if !self.act(changes)? {
            return Ok(());
        }
        let title = self.title(&id);
        self.say(t::MADE.msg().with("title", title).with("file", id.path()))?;
        if more > 0 {
            self.say(t::MADE_WITH.msg().with("n", more))?;
        }
        self.say_unsaved()?;
        if id.kind == Kind::Activity && self.yes(&t::GUIDE_NOW.msg())? {
            self.guide(&id)?;
        }
        self.records(&[id], 0, None)
    }

    /// A name, and the free identifier that it makes; `None`: none after all.
    fn ask_name(&mut self, kind: Kind, proposed: Option<&str>) -> Go<Option<(RecordId, String)>> {
        loop {
            let question = match proposed {
                Some(name) => t::ASK_NAME_OR.msg().with("name", name),
                None => t::ASK_NAME.msg(),
            };
            let typed = self.ask(&question)?;
            let name = match (typed.trim(), proposed) {
                ("", Some(name)) => name,
                ("", None) => return Ok(None),
                (typed, _) if is(typed, Does::Help, Place::Name) => {
                    self.say(t::HELP_NAME.msg())?;
                    continue;
                }
                (typed, _) if is(typed, Does::Back, Place::Name) => return Ok(None),
                (typed, _) => typed,
            };
            match free_id(&self.workspace, kind, name) {
                Some(id) => return Ok(Some((RecordId::new(kind, id), name.to_owned()))),
                None => self.say(t::NO_LETTERS.msg())?,
            }
        }
    }

    /// Another identifier for a record; every reference follows. Gives the new one.
    pub fn rename(&mut self, id: &RecordId) -> Go<Option<RecordId>> {
        loop {
            let typed = self.ask(&t::ASK_RENAME.msg().with("id", id.id.to_string()))?;
            let typed = typed.trim();
            if typed.is_empty() || is(typed, Does::Back, Place::Name) {
                return Ok(None);
            }
            if is(typed, Does::Help, Place::Name) {
                self.say(t::HELP_RENAME.msg())?;
                continue;
            }
            let Some(to) = Id::parse(typed).or_else(|| Id::from_name(typed)) else {
                self.say(t::NO_LETTERS.msg())?;
                continue;
            };
            if !self.act(vec![Change::Rename { record: id.clone(), to: to.clone() }])? {
                return Ok(None);
            }
            let new = RecordId::new(id.kind, to);
            self.say(t::RENAMED.msg().with("file", new.path()))?;
            self.say_unsaved()?;
            return Ok(Some(new));
        }
    }

    /// A record goes, once its name is typed. `true`: it is gone.
    pub fn delete(&mut self, id: &RecordId) -> Go<bool> {
        let title = self.title(id);
        let typed = self.ask(&t::ASK_DELETE.msg().with("title", &title).with("id", id.id.to_string()))?;
        let typed = typed.trim();
        if typed != id.id.as_str() && crate::model::fold::fold(typed) != crate::model::fold::fold(&title) {
            self.say(t::NOT_DELETED.msg())?;
            return Ok(false);
        }
        let done = self.act(vec![Change::Delete { record: id.clone() }])?;
        if done {
            self.say(t::DELETED.msg().with("title", title))?;
            self.say_unsaved()?;
        }
        Ok(done)
    }
}
