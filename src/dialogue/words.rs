//! What is typed at a question: taken apart, and what holds anywhere done.

use super::commands::{self, Does, Place, find};
use super::session::Session;
use super::texts as t;
use super::{Go, Stop};
use crate::model::Message;

/// What was typed, as far as it is no command that holds anywhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed {
    Nothing,
    /// A number, as it was typed.
    Number(usize),
    /// A command of the place, and what follows it.
    Does(Does, String),
    Words(String),
}

impl Typed {
    fn of(typed: &str, place: Place) -> Typed {
        let typed = typed.trim();
        if typed.is_empty() {
            return Typed::Nothing;
        }
        if is_number(typed) {
            return Typed::Number(typed.parse().unwrap_or(usize::MAX));
        }
        match find(typed, place) {
            Some((does, rest)) => Typed::Does(does, rest.to_owned()),
            None => Typed::Words(typed.to_owned()),
        }
    }
}

/// The index of a number that counts from 1, where there are so many.
pub fn index(n: usize, of: usize) -> Option<usize> {
    (1..=of).contains(&n).then(|| n - 1)
}

/// The number that was typed, from 1, where it is one of `1..=of`, as an index from 0.
pub fn number(typed: &str, of: usize) -> Option<usize> {
    index(typed.trim().parse().ok()?, of)
}

/// Whether a number was typed at all.
pub fn is_number(typed: &str) -> bool {
    let typed = typed.trim();
    !typed.is_empty() && typed.bytes().all(|b| b.is_ascii_digit())
}

impl Session<'_> {
    /// Asks for a command. What can be said anywhere is done here; gives what is left. `None`: something
    /// was undone, done again or read anew, and what is at hand may be otherwise.
    pub fn command(&mut self, question: &Message, place: Place) -> Go<Option<Typed>> {
        if self.take_in_others()? {
            return Ok(None);
        }
        loop {
            let typed = self.ask(question)?;
            match Typed::of(&typed, place) {
                Typed::Does(Does::Help, word) => self.say_help(place, &word)?,
                Typed::Does(does, rest) => match self.anywhere(does, &rest)? {
                    Anywhere::Done => {}
                    Anywhere::Changed => return Ok(None),
                    Anywhere::NotHere => return Ok(Some(Typed::Does(does, rest))),
                },
                other => return Ok(Some(other)),
            }
        }
    }

    /// Does what can be done anywhere.
    pub fn anywhere(&mut self, does: Does, rest: &str) -> Go<Anywhere> {
        let of_today = matches!(
            does,
            Does::Save | Does::Commit | Does::Push | Does::Pull | Does::Reload | Does::Undo | Does::Redo
        );
        if of_today && self.living.is_some() {
            self.say_of_today()?;
            return Ok(Anywhere::Done);
        }
        match does {
            Does::Quit => self.quit()?,
            Does::Menu => return Err(Stop::Menu),
            Does::Save => drop(self.save()?),
            Does::State => self.say_state()?,
            Does::Commit => self.commit()?,
            Does::Push => self.exchange(crate::ops::remote::Way::Push)?,
            Does::Search => {
                self.search(rest)?;
                return Ok(Anywhere::Changed);
            }
            Does::Pull => {
                self.exchange(crate::ops::remote::Way::Pull)?;
                return Ok(Anywhere::Changed);
            }
            Does::Reload => {
                self.reload()?;
                return Ok(Anywhere::Changed);
            }
            Does::Undo => {
                self.undo()?;
                return Ok(Anywhere::Changed);
            }
            Does::Redo => {
                self.redo()?;
                return Ok(Anywhere::Changed);
            }
            _ => return Ok(Anywhere::NotHere),
        }
        Ok(Anywhere::Done)
    }

    /// Says what can be typed at a place; of one word, what it does.
    pub fn say_help(&mut self, place: Place, word: &str) -> Go {
        if word.is_empty() {
            if let Some(intro) = t::intro(place) {
                self.say(intro.msg())?;
            }
            let lines = commands::help(place, self.lang);
            return lines.iter().try_for_each(|line| self.say_words(line));
        }
        let lines = commands::help_of(word, place, self.lang);
        if lines.is_empty() {
            return self.not_understood(word, place);
        }
        lines.iter().try_for_each(|line| self.say_words(line))
    }

    /// Asks for yes or no, until it is one of them.
    pub fn yes(&mut self, question: &Message) -> Go<bool> {
        loop {
            let typed = self.ask(&t::YES_NO.msg().with("question", question.clone()))?;
            match find(&typed, Place::YesNo) {
                Some((Does::Yes, "")) => return Ok(true),
                Some((Does::No, "")) => return Ok(false),
                _ => self.say(t::YES_OR_NO.msg())?,
            }
        }
    }

    /// Says that what was typed is not understood here, and what may have been meant.
    pub fn not_understood(&mut self, typed: &str, place: Place) -> Go {
        match commands::nearest(typed, place) {
            Some(near) => self.say(t::DID_YOU_MEAN.msg().with("typed", typed).with("near", near)),
            None => self.say(t::NOT_UNDERSTOOD.msg().with("typed", typed)),
        }
    }

    /// The same for what was typed as a command that is none of this moment.
    pub fn no_such(&mut self, typed: &Typed, of: usize, place: Place) -> Go {
        match typed {
            Typed::Number(_) => self.no_such_number(of),
            Typed::Words(words) => self.not_understood(words, place),
            Typed::Does(_, rest) => self.not_understood(rest, place),
            Typed::Nothing => Ok(()),
        }
    }

    /// Says which numbers there are.
    pub fn no_such_number(&mut self, of: usize) -> Go {
        self.say(t::NO_SUCH_NUMBER.msg().with("n", of))
    }
}

/// What became of a command that holds anywhere.
pub enum Anywhere {
    Done,
    /// What is at hand may be otherwise.
    Changed,
    NotHere,
}
