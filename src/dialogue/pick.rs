//! One of many things, by its number or by words.

use super::Go;
use super::commands::{Does, Place, find};
use super::leaf::PAGE;
use super::session::Session;
use super::texts as t;
use super::words::{is_number, number};
use crate::model::Message;
use crate::model::fold::fold;

/// Something to be chosen.
pub struct Option_ {
    pub label: String,
    /// The label and whatever else it is found by, folded.
    found_by: String,
}

impl Option_ {
    pub fn new(label: &str, also: &str) -> Option_ {
        Option_ { label: label.to_owned(), found_by: fold(&format!("{label} {also}")) }
    }

    /// The only one that these words find.
    pub fn only(options: &[Option_], typed: &str) -> Option<usize> {
        let words = words_of(typed);
        let exact = options.iter().position(|o| fold(&o.label) == fold(typed.trim()));
        let mut found = options.iter().enumerate().filter(|(_, o)| o.is_found(&words)).map(|(i, _)| i);
        let first = found.next().filter(|_| !words.is_empty() && found.next().is_none());
        exact.or(first)
    }

    fn is_found(&self, words: &[String]) -> bool {
        words.iter().all(|word| self.found_by.contains(word.as_str()))
    }
}

impl Session<'_> {
    /// Says the options, the first of them where there are many, and gives the index of the one chosen;
    /// `None`: none of them after all. A number is always that of the whole list.
    pub fn pick(&mut self, what: Message, options: &[Option_]) -> Go<Option<usize>> {
        let all: Vec<usize> = (0..options.len()).collect();
        let mut shown = all.clone();
        let mut from = 0;
        let mut say = options.len() <= PAGE;
        self.say(t::CHOICES.msg().with("what", what).with("n", options.len()))?;
        if !say {
            self.say(t::MANY_CHOICES.msg())?;
        }
        loop {
            if say {
                self.say_options(options, &shown, from)?;
            }
            say = false;
            let typed = self.ask(&t::ASK_PICK.msg())?;
            let typed = typed.trim();
            let does = find(typed, Place::Pick);
            if typed.is_empty() || matches!(does, Some((Does::Back, _))) {
                return Ok(None);
            }
            if let Some((Does::Help, word)) = does {
                self.say_help(Place::Pick, word)?;
            } else if matches!(does, Some((Does::All, _))) {
                (shown, from, say) = (all.clone(), 0, true);
            } else if let Some((turn, _)) = does {
                say = self.turn(&mut from, turn, shown.len())?;
            } else if let Some(index) = number(typed, options.len()) {
                return Ok(Some(index));
            } else if is_number(typed) {
                self.no_such_number(options.len())?;
            } else {
                let words = words_of(typed);
                let found: Vec<usize> =
                    all.iter().copied().filter(|i| options[*i].is_found(&words)).collect();
                match (Option_::only(options, typed), found.as_slice()) {
                    (Some(index), _) => return Ok(Some(index)),
                    (None, []) => self.say(t::NO_CHOICE.msg().with("typed", typed))?,
                    (None, _) => (shown, from, say) = (found, 0, true),
                }
            }
        }
    }

    fn say_options(&mut self, options: &[Option_], shown: &[usize], from: usize) -> Go {
        let to = (from + PAGE).min(shown.len());
        for index in &shown[from..to] {
            self.say_numbered(*index, &options[*index].label)?;
        }
        self.say_more(shown.len() - to)
    }
}

fn words_of(typed: &str) -> Vec<String> {
    fold(typed).split_whitespace().map(str::to_owned).collect()
}
