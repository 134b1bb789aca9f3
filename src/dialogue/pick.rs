//! One of many things, by its number or by words.

use super::Go;
use super::list::PAGE;
use super::session::Session;
use super::texts as t;
use super::words::{BACK, HELP, NEXT, is, is_number, number};
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
            if typed.is_empty() || is(typed, BACK) {
                return Ok(None);
            }
            if is(typed, HELP) {
                self.say(t::HELP_PICK.msg())?;
            } else if is(typed, &["liste", "list", "tout", "all"]) {
                (shown, from, say) = (all.clone(), 0, true);
            } else if is(typed, NEXT) {
                if from + PAGE < shown.len() {
                    (from, say) = (from + PAGE, true);
                } else {
                    self.say(t::LAST_PAGE.msg())?;
                }
            } else if let Some(index) = number(typed, options.len()) {
                return Ok(Some(index));
            } else if is_number(typed) {
                self.no_such_number(options.len())?;
            } else {
                let words: Vec<String> = fold(typed).split_whitespace().map(str::to_owned).collect();
                let exact = options.iter().position(|o| fold(&o.label) == fold(typed));
                let found: Vec<usize> =
                    all.iter().copied().filter(|i| options[*i].is_found(&words)).collect();
                match (exact, found.as_slice()) {
                    (Some(index), _) | (None, &[index]) => return Ok(Some(index)),
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
        match shown.len() - to {
            0 => Ok(()),
            n => self.say(t::MORE_FOLLOW.msg().with("n", n)),
        }
    }
}
