//! Answering a field.

use super::Go;
use super::commands::{Does, Place, is};
use super::pick::Option_;
use super::session::Session;
use super::spots::Spot;
use super::texts as t;
use crate::i18n::format::article;
use crate::i18n::values::{self, parse, says_none};
use crate::model::{Change, Kind, RecordId, Shape, Value, Vocabulary};
use crate::ops::journal::{Entry, Typed};

impl Session<'_> {
    /// Says what a field asks for: the law's help, an example, the article.
    pub fn explain(&mut self, spot: &Spot) -> Go {
        let field = spot.field;
        self.say_words(field.help.get(self.lang))?;
        if !field.example.get(self.lang).is_empty() {
            self.say(t::EXAMPLE.msg().with("text", field.example))?;
        }
        if !field.article.is_empty() {
            let article = article(field.article, self.lang);
            self.say(t::ARTICLE.msg().with("article", article))?;
        }
        Ok(())
    }

    /// Asks for the answer of a field.
    pub fn answer(&mut self, id: &RecordId, spot: &Spot) -> Go {
        self.explain(spot)?;
        match spot.field.shape {
            Shape::Choice(words) => self.answer_choice(id, spot, words),
            Shape::Ref(kind) => self.answer_ref(id, spot, kind),
            Shape::Lines | Shape::Choices(_) | Shape::Refs(_) => self.answer_list(id, spot),
            Shape::Rows(inner) => self.answer_rows(id, spot, inner),
            Shape::Group(_) => self.answer_group(id, spot),
            Shape::Paragraph => self.answer_paragraph(id, spot),
            _ => self.answer_line(id, spot),
        }
    }

    /// Gives a field a value, or puts it back to not known; says what came of it.
    pub fn put(&mut self, id: &RecordId, spot: &Spot, value: Option<Value>) -> Go {
        let (record, path) = (id.clone(), spot.path.clone());
        let change = match value {
            Some(value) => Change::Set { record, path, value },
            None => Change::Unset { record, path },
        };
        self.change(id, spot, change).map(drop)
    }

    /// Makes a change to a field, and says what is found of it then. `false`: not made.
    pub fn change(&mut self, id: &RecordId, spot: &Spot, change: Change) -> Go<bool> {
        if !self.act(vec![change])? {
            return Ok(false);
        }
        self.say(t::TAKEN.msg().with("label", spot.field.label))?;
        self.say_found_at(id, spot)?;
        self.say_unsaved()?;
        Ok(true)
    }

    fn now(&self, id: &RecordId, spot: &Spot) -> Option<Value> {
        self.record(id).and_then(|r| r.value(&spot.path)).cloned()
    }

    /// Says what the field holds.
    pub fn say_current(&mut self, id: &RecordId, spot: &Spot) -> Go {
        let words = match self.now(id, spot) {
            None => values::UNKNOWN.get(self.lang).to_owned(),
            Some(value) => values::words(&value, &spot.field.shape, self.register(), self.lang),
        };
        self.say(t::CURRENT.msg().with("value", words))
    }

    fn answer_line(&mut self, id: &RecordId, spot: &Spot) -> Go {
        self.say_current(id, spot)?;
        loop {
            let typed = self.ask(&t::ASK_ANSWER.msg().with("label", spot.field.label))?;
            match typed.trim() {
                "" => return self.say(t::UNCHANGED.msg()),
                other if is(other, Does::Back, Place::Answer) => return self.say(t::UNCHANGED.msg()),
                other if is(other, Does::Help, Place::Answer) => {
                    self.explain(spot)?;
                    self.say(t::HELP_ANSWER.msg())?;
                }
                other if says_none(other) => return self.put(id, spot, Some(Value::None)),
                other if is(other, Does::Unknown, Place::Answer) => return self.put(id, spot, None),
                other => match parse(other.strip_prefix('=').unwrap_or(other), spot.field) {
                    Ok(value) => return self.put(id, spot, Some(value)),
                    Err(why) => self.say(why)?,
                },
            }
        }
    }

    /// A text of several lines, ended by a full stop alone. What is typed is in the journal line by line.
    fn answer_paragraph(&mut self, id: &RecordId, spot: &Spot) -> Go {
        self.say_current(id, spot)?;
        let before = self.now(id, spot);
        let mut lines: Vec<String> = Vec::new();
        self.say(t::PARAGRAPH.msg())?;
        loop {
            let question = t::ASK_LINE.msg().with("n", lines.len() + 1);
            let typed = self.ask(&question)?;
            let line = typed.trim_end();
            if lines.is_empty() {
                match line.trim() {
                    "" | "." => return self.say(t::UNCHANGED.msg()),
                    other if is(other, Does::Back, Place::Answer) => return self.say(t::UNCHANGED.msg()),
                    other if is(other, Does::Help, Place::Answer) => {
                        self.explain(spot)?;
                        self.say(t::HELP_PARAGRAPH.msg())?;
                        continue;
                    }
                    other if says_none(other) => return self.put(id, spot, Some(Value::None)),
                    other if is(other, Does::Unknown, Place::Answer) => return self.put(id, spot, None),
                    _ => {}
                }
            }
            if line == "." {
                break;
            }
            let line = if lines.is_empty() { line.strip_prefix('=').unwrap_or(line) } else { line };
            lines.push(line.to_owned());
            let (record, path) = (id.clone(), spot.path.clone());
            let typed = Typed { record, path, text: lines.join("\n"), before: before.clone() };
            self.keep(Entry::Typing { typing: Some((&typed).into()) })?;
        }
        self.put(id, spot, Some(Value::text(lines.join("\n").trim_end())))?;
        self.keep(Entry::Typing { typing: None })
    }

    fn answer_choice(&mut self, id: &RecordId, spot: &Spot, words: &'static Vocabulary) -> Go {
        self.say_current(id, spot)?;
        let options = self.terms(words);
        match self.pick(spot.field.label.msg(), &options)? {
            Some(at) => match words.terms.get(at) {
                Some(term) => self.put(id, spot, Some(Value::Choice(term))),
                None => Ok(()),
            },
            None => self.say(t::UNCHANGED.msg()),
        }
    }

    /// The words of a closed list, to choose from.
    pub fn terms(&self, words: &'static Vocabulary) -> Vec<Option_> {
        let lang = self.lang;
        words.terms.iter().map(|term| Option_::new(term.label.get(lang), term.id)).collect()
    }

    /// The records of a kind, to choose from.
    pub fn referable(&self, kind: Kind) -> (Vec<RecordId>, Vec<Option_>) {
        let of =
            |r: &crate::model::Record| (r.id.clone(), Option_::new(r.title(self.lang), r.id.id.as_str()));
        self.register().of(kind).map(|r| of(r)).unzip()
    }

    fn answer_ref(&mut self, id: &RecordId, spot: &Spot, kind: Kind) -> Go {
        self.say_current(id, spot)?;
        let (ids, options) = self.referable(kind);
        match self.pick(kind.plural().msg(), &options)?.and_then(|at| ids.get(at)) {
            Some(chosen) => self.put(id, spot, Some(Value::Ref(chosen.id.clone()))),
            None => self.say(t::UNCHANGED.msg()),
        }
    }

    /// A group is answered field by field; as a whole it can only be none, or not known.
    fn answer_group(&mut self, id: &RecordId, spot: &Spot) -> Go {
        loop {
            let typed = self.ask(&t::ASK_GROUP.msg().with("label", spot.field.label))?;
            match typed.trim() {
                "" => return self.say(t::UNCHANGED.msg()),
                other if is(other, Does::Back, Place::Answer) => return self.say(t::UNCHANGED.msg()),
                other if says_none(other) => return self.put(id, spot, Some(Value::None)),
                other if is(other, Does::Unknown, Place::Answer) => return self.put(id, spot, None),
                _ => self.say(t::HELP_GROUP.msg())?,
            }
        }
    }
}
