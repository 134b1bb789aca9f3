//! Places of a record by name: sections, what is missing, words of a field's name.

use super::Go;
use super::commands::Place;
use super::leaf::PAGE;
use super::record::{Reading, Then};
use super::session::Session;
use super::spots::{Spot, What, is_missing, sections};
use super::texts as t;
use super::words::number;
use crate::model::RecordId;
use crate::model::fold::fold;

impl Session<'_> {
    /// Names the sections, and goes to one.
    pub fn find_section(
        &mut self,
        id: &RecordId,
        all: &[Spot],
        rest: &str,
        reading: &mut Reading,
    ) -> Go<Then> {
        let sections = sections(all);
        let mut typed = rest.to_owned();
        if typed.is_empty() {
            for (i, (path, _)) in sections.iter().enumerate() {
                let words = self.section_words(id, path);
                self.say_numbered(i, &words)?;
            }
            typed = self.ask(&t::ASK_SECTION.msg())?;
        }
        match number(&typed, sections.len()).and_then(|i| sections.get(i)) {
            Some((_, at)) => Ok(reading.go(*at, all)),
            None if typed.trim().is_empty() => Ok(Then::Again),
            None => self.no_such_number(sections.len()).map(|()| Then::Again),
        }
    }

    /// The place of the section after this one, or before it.
    pub fn find_other_section(&mut self, all: &[Spot], next: bool, reading: &mut Reading) -> Go<Then> {
        let sections = sections(all);
        let other = match next {
            true => sections.iter().find(|(_, at)| *at > reading.at),
            false => sections.iter().rev().find(|(_, at)| *at < reading.at),
        };
        match other {
            Some((_, at)) => Ok(reading.go(*at, all)),
            None => self.say(t::NO_OTHER_SECTION.msg()).map(|()| Then::Again),
        }
    }

    /// The next field that Art. 30 asks for and that says nothing yet; after the last, the first.
    pub fn find_missing(&mut self, id: &RecordId, all: &[Spot], reading: &mut Reading) -> Go<Then> {
        let Some(record) = self.record(id) else { return Ok(Then::Leave) };
        let missing: Vec<usize> =
            all.iter().enumerate().filter(|(_, s)| is_missing(record, s)).map(|(i, _)| i).collect();
        match missing.iter().find(|i| **i > reading.at).or(missing.first()) {
            Some(at) => Ok(reading.go(*at, all)),
            None => self.say(t::NONE_MISSING.msg()).map(|()| Then::Again),
        }
    }

    /// The place whose name has these words; several are said, to be chosen from by number.
    pub fn find_words(
        &mut self,
        typed: &str,
        id: &RecordId,
        all: &[Spot],
        reading: &mut Reading,
    ) -> Go<Then> {
        let typed_words = fold(typed);
        let words = typed_words.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
        let words: Vec<String> = words.map(str::to_owned).collect();
        if words.is_empty() {
            return self.not_understood(typed, Place::Record).map(|()| Then::Again);
        }
        let named = |at: usize, whole: bool| {
            all.get(at).is_some_and(|spot| {
                if spot.what == What::Row {
                    return spot.path.last().is_some_and(|row| fold(row) == fold(typed));
                }
                let own = format!("{} {}", spot.field.label.get(self.lang), spot.field.key);
                let name = if whole { format!("{} {}", self.label(id, &spot.path), spot.path) } else { own };
                let name = fold(&name);
                let parts: Vec<&str> = name.split(|c: char| !c.is_alphanumeric()).collect();
                words.iter().all(|w| parts.iter().any(|part| part.starts_with(w.as_str())))
            })
        };
        let exact = |at: &usize| {
            let is_key = |s: &Spot| s.field.key == fold(typed) && s.path.keys().len() == 1;
            let is_it = |s: &Spot| {
                s.what != What::Row && (fold(s.field.label.get(self.lang)) == fold(typed) || is_key(s))
            };
            all.get(*at).is_some_and(is_it)
        };
        // A word of a field's own name goes before one of the group or row that holds it.
        let mut found: Vec<usize> = (0..all.len()).filter(|at| named(*at, false)).collect();
        if found.is_empty() {
            found = (0..all.len()).filter(|at| named(*at, true)).collect();
        }
        // Of those called exactly so, one of the record itself goes before those of its groups and rows.
        let mut exact: Vec<usize> = (0..all.len()).filter(exact).collect();
        if let Some(own) = exact.iter().find(|at| all.get(**at).is_some_and(|s| s.path.keys().len() == 1)) {
            exact = vec![*own];
        }
        match (found.as_slice(), exact.as_slice()) {
            (&[at], _) | (_, &[at]) => Ok(reading.go(at, all)),
            ([], _) => self.not_understood(typed, Place::Record).map(|()| Then::Again),
            (several, _) => {
                self.say(t::SEVERAL_FIELDS.msg().with("n", several.len()))?;
                for at in several.iter().take(PAGE) {
                    let Some(spot) = all.get(*at) else { continue };
                    let words = self.label(id, &spot.path);
                    self.say_numbered(*at, &words)?;
                }
                if several.len() > PAGE {
                    self.say(t::BE_PRECISE.msg().with("n", several.len() - PAGE))?;
                }
                Ok(Then::Again)
            }
        }
    }
}
