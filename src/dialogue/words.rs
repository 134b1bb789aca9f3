//! What can be typed at every question, in either language, with or without its accents.

use super::session::Session;
use super::texts as t;
use super::{Go, Stop};
use crate::model::fold::fold;
use crate::model::{Message, Text};

pub const HELP: &[&str] = &["?", "aide", "help"];
pub const BACK: &[&str] = &["r", "retour", "b", "back"];
pub const MENU: &[&str] = &["menu"];
pub const QUIT: &[&str] = &["q", "quitter", "quit", "exit"];
pub const SAVE: &[&str] = &["enregistrer", "save"];
pub const UNDO: &[&str] = &["annuler", "undo"];
pub const RELOAD: &[&str] = &["relire", "reload"];
pub const REDO: &[&str] = &["refaire", "redo"];
pub const NEXT: &[&str] = &["s", "suivant", "suivante", "suite", "n", "next", "more"];
pub const PREVIOUS: &[&str] = &["p", "precedent", "precedente", "previous"];
pub const UNKNOWN: &[&str] = &["inconnu", "inconnue", "non renseigne", "unknown", "not known yet"];
const YES: &[&str] = &["o", "oui", "y", "yes"];
const NO: &[&str] = &["n", "non", "no"];

/// Whether what was typed is one of these words.
pub fn is(typed: &str, words: &[&str]) -> bool {
    let typed = fold(typed.trim());
    words.contains(&typed.as_str())
}

/// What follows one of these words, where what was typed begins with one; empty where nothing does.
pub fn after<'a>(typed: &'a str, words: &[&str]) -> Option<&'a str> {
    let typed = typed.trim();
    let (first, rest) = typed.split_once(char::is_whitespace).unwrap_or((typed, ""));
    is(first, words).then(|| rest.trim())
}

/// The number that was typed, from 1, where it is one of `1..=of`, as an index from 0.
pub fn number(typed: &str, of: usize) -> Option<usize> {
    let n: usize = typed.trim().parse().ok()?;
    (1..=of).contains(&n).then(|| n - 1)
}

/// Whether a number was typed at all.
pub fn is_number(typed: &str) -> bool {
    let typed = typed.trim();
    !typed.is_empty() && typed.bytes().all(|b| b.is_ascii_digit())
}

impl Session<'_> {
    /// Asks for a command. What can be said everywhere is done here; gives what is left. `None`: something
    /// was undone, done again or read anew, and what is at hand may be otherwise.
    pub fn command(&mut self, question: &Message, help: &[Text]) -> Go<Option<String>> {
        loop {
            let typed = self.ask(question)?;
            let typed = typed.trim();
            if is(typed, HELP) {
                for text in help.iter().chain(&t::HELP_EVERYWHERE) {
                    self.say(text.msg())?;
                }
            } else if is(typed, QUIT) {
                self.quit()?;
            } else if is(typed, MENU) {
                return Err(Stop::Menu);
            } else if is(typed, SAVE) {
                self.save()?;
            } else if is(typed, RELOAD) {
                self.reload()?;
                return Ok(None);
            } else if is(typed, UNDO) {
                self.undo()?;
                return Ok(None);
            } else if is(typed, REDO) {
                self.redo()?;
                return Ok(None);
            } else {
                return Ok(Some(typed.to_owned()));
            }
        }
    }

    /// Asks for yes or no, until it is one of them.
    pub fn yes(&mut self, question: &Message) -> Go<bool> {
        loop {
            let typed = self.ask(&t::YES_NO.msg().with("question", question.clone()))?;
            if is(&typed, YES) {
                return Ok(true);
            }
            if is(&typed, NO) {
                return Ok(false);
            }
            self.say(t::YES_OR_NO.msg())?;
        }
    }

    /// Says that what was typed is not understood here.
    pub fn not_understood(&mut self, typed: &str) -> Go {
        self.say(t::NOT_UNDERSTOOD.msg().with("typed", typed))
    }

    /// Says which numbers there are.
    pub fn no_such_number(&mut self, of: usize) -> Go {
        self.say(t::NO_SUCH_NUMBER.msg().with("n", of))
    }
}
