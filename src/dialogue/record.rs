//! One record, read place by place.

use super::Go;
use super::commands::{Does, Place};
use super::session::Session;
use super::spots::{Opened, Spot, What, spots};
use super::texts as t;
use super::words::{Typed, index};
use crate::model::{Kind, Path, RecordId, Shape, Value};
use crate::picture::Lead;

/// Where one reads.
#[derive(Default)]
pub struct Reading {
    pub ids: Vec<RecordId>,
    pub index: usize,
    pub at: usize,
    /// The groups and rows whose fields are read one by one.
    pub opened: Opened,
    /// The section that was said last.
    pub section: Path,
}

impl Reading {
    /// Goes to a place, and opens what holds it.
    pub fn go(&mut self, at: usize, all: &[Spot]) -> Then {
        if let Some(spot) = all.get(at) {
            self.opened.open_to(spot);
            self.at = at;
        }
        Then::Field
    }
}

impl Session<'_> {
    /// Reads a record among others; at a field, where a path is given.
    pub fn records(&mut self, ids: &[RecordId], index: usize, path: Option<Path>) -> Go {
        let mut reading = Reading { ids: ids.to_vec(), index, ..Reading::default() };
        let mut head = true;
        if let Some(path) = path
            && let Some(record) = reading.ids.get(index).and_then(|id| self.record(id))
        {
            let all = spots(record);
            let exact = all.iter().position(|s| s.path == path);
            let near = || all.iter().rposition(|s| s.path.holds(&path));
            reading.go(exact.or_else(near).unwrap_or(0), &all);
        }
        loop {
            let Some(id) = reading.ids.get(reading.index).cloned() else { return Ok(()) };
            let Some(record) = self.record(&id).cloned() else {
                return self.say(t::NO_LONGER_THERE.msg());
            };
            let all = spots(&record);
            reading.at = reading.at.min(all.len().saturating_sub(1));
            if std::mem::take(&mut head) {
                self.say_head(&reading, &record)?;
            }
            self.say_spot(&record, &all, reading.at, &mut reading.section)?;
            // Until something is said of another place, what is typed is about this one.
            while let Some(typed) = self.command(&t::ASK_FIELD.msg(), Place::Record)? {
                match self.obey(&typed, &id, &all, &mut reading)? {
                    Then::Again => continue,
                    Then::Field => break,
                    Then::Record => {
                        head = true;
                        reading.section = Path::root();
                        break;
                    }
                    Then::Leave => return Ok(()),
                }
            }
        }
    }

    fn obey(&mut self, typed: &Typed, id: &RecordId, all: &[Spot], reading: &mut Reading) -> Go<Then> {
        let Some(spot) = all.get(reading.at) else { return Ok(Then::Leave) };
        match typed {
            Typed::Nothing => self.step(Does::Next, all, reading),
            Typed::Number(n) => match index(*n, all.len()) {
                Some(at) => Ok(reading.go(at, all)),
                None => self.no_such_number(all.len()).map(|()| Then::Again),
            },
            Typed::Words(words) => self.find_words(words, id, all, reading),
            Typed::Does(does, rest) => match does {
                Does::Next | Does::Previous => self.step(*does, all, reading),
                Does::Back => Ok(Then::Leave),
                Does::Edit | Does::Open if opens(spot, all) => Ok(self.open_here(all, reading)),
                Does::Edit => self.answer(id, spot).map(|()| Then::Field),
                Does::Open => self.say(t::NOTHING_TO_OPEN.msg()).map(|()| Then::Again),
                Does::Close => self.close(all, reading),
                Does::None | Does::Unknown if spot.what == What::Row => {
                    self.say(t::A_ROW_IS_TAKEN_OUT.msg()).map(|()| Then::Again)
                }
                Does::None => self.put(id, spot, Some(Value::None)).map(|()| Then::Field),
                Does::Unknown => self.put(id, spot, None).map(|()| Then::Field),
                Does::Read => {
                    let section = if spot.holds_others() { &spot.path } else { &spot.section };
                    self.read(id, all, section).map(|()| Then::Again)
                }
                Does::ReadAll => self.read(id, all, &Path::root()).map(|()| Then::Again),
                Does::NextSection | Does::PreviousSection => {
                    self.find_other_section(all, *does == Does::NextSection, reading)
                }
                Does::Sections => self.find_section(id, all, rest, reading),
                Does::Info => self.explain(spot).map(|()| Then::Again),
                Does::Findings => self.say_all_found(id).map(|()| Then::Again),
                Does::Missing => self.find_missing(id, all, reading),
                Does::Go => self.find_words(rest, id, all, reading),
                Does::History => self.history(id).map(|()| Then::Field),
                Does::Origin => self.origin(id).map(|()| Then::Field),
                Does::Restore => self.restore(id, &spot.path, rest).map(|()| Then::Record),
                Does::NextRecord | Does::PreviousRecord => self.step_record(*does, reading),
                _ => self.obey_whole(*does, id, reading),
            },
        }
    }

    /// On to the next place that is read, or back to the one before.
    fn step(&mut self, does: Does, all: &[Spot], reading: &mut Reading) -> Go<Then> {
        let shown = |at: &usize| all.get(*at).is_some_and(|spot| reading.opened.shows(spot, all));
        let (other, end) = match does {
            Does::Previous => ((0..reading.at).rev().find(shown), t::FIRST_FIELD),
            _ => ((reading.at + 1..all.len()).find(shown), t::LAST_FIELD),
        };
        match other {
            Some(at) => {
                reading.at = at;
                Ok(Then::Field)
            }
            None => self.say(end.msg()).map(|()| Then::Again),
        }
    }

    /// Opens the group or row at hand, and goes to its first field.
    fn open_here(&mut self, all: &[Spot], reading: &mut Reading) -> Then {
        if let Some(spot) = all.get(reading.at) {
            reading.opened.open(&spot.path);
            reading.at += 1;
        }
        Then::Field
    }

    /// Closes the group or row at hand, or the one that holds the place.
    fn close(&mut self, all: &[Spot], reading: &mut Reading) -> Go<Then> {
        let here = all.get(reading.at);
        let holder = here.and_then(|spot| {
            let path = if spot.holds_others() { &spot.path } else { &spot.section };
            all.iter().position(|s| s.holds_others() && s.path == *path)
        });
        let Some((at, spot)) = holder.and_then(|at| Some((at, all.get(at)?))) else {
            return self.say(t::NOTHING_TO_CLOSE.msg()).map(|()| Then::Again);
        };
        reading.opened.close(&spot.path);
        reading.at = at;
        Ok(Then::Field)
    }

    fn step_record(&mut self, does: Does, reading: &mut Reading) -> Go<Then> {
        let next = match does {
            Does::NextRecord => reading.index.checked_add(1),
            _ => reading.index.checked_sub(1),
        };
        let Some(next) = next.filter(|n| *n < reading.ids.len()) else {
            return self.say(t::NO_OTHER_RECORD.msg()).map(|()| Then::Again);
        };
        *reading = Reading { ids: std::mem::take(&mut reading.ids), index: next, ..Reading::default() };
        Ok(Then::Record)
    }

    /// What is done with the record as a whole.
    fn obey_whole(&mut self, does: Does, id: &RecordId, reading: &mut Reading) -> Go<Then> {
        match does {
            Does::Duplicate | Does::Rename | Does::Delete if id.kind == Kind::Organisation => {
                self.say(t::ONLY_ONE.msg()).map(|()| Then::Again)
            }
            Does::Duplicate => {
                let Some(copy) = self.duplicate(id)? else { return Ok(Then::Again) };
                let mut ids = std::mem::take(&mut reading.ids);
                ids.insert(reading.index + 1, copy);
                *reading = Reading { ids, index: reading.index + 1, ..Reading::default() };
                Ok(Then::Record)
            }
            Does::Rename => {
                let Some(new) = self.rename(id)? else { return Ok(Then::Again) };
                if let Some(slot) = reading.ids.get_mut(reading.index) {
                    *slot = new;
                }
                Ok(Then::Record)
            }
            Does::Delete => Ok(if self.delete(id)? { Then::Leave } else { Then::Again }),
            Does::Guide => self.guide(id).map(|()| Then::Record),
            Does::Uses => self.page(&Lead::Uses(id.clone())).map(|()| Then::Record),
            Does::Flow => self.page(&Lead::Flow(id.clone())).map(|()| Then::Record),
            Does::Screening => self.page(&Lead::Screening(id.clone())).map(|()| Then::Record),
            Does::Timeline => self.page(&Lead::Timeline(id.clone())).map(|()| Then::Record),
            _ => Ok(Then::Again),
        }
    }
}

/// Whether there is something inside a place to be opened.
fn opens(spot: &Spot, all: &[Spot]) -> bool {
    spot.holds_others()
        && all.iter().any(|s| s.section == spot.path)
        && matches!(spot.field.shape, Shape::Group(_) | Shape::Rows(_))
}

/// What comes next.
pub enum Then {
    /// Another question about the same place.
    Again,
    /// The place is said.
    Field,
    /// The record is said anew.
    Record,
    Leave,
}
