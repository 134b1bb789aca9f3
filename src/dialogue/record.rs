//! One record, read field by field.

use super::Go;
use super::list::PAGE;
use super::session::Session;
use super::spots::{Spot, is_in_absent_group, is_missing, is_unknown, level, sections, spots};
use super::texts as t;
use super::words::{BACK, NEXT, PREVIOUS, UNKNOWN, after, is, is_number, number};
use crate::i18n::values::{self, says_none};
use crate::model::fold::fold;
use crate::model::{Finding, Level, Path, Record, RecordId, Shape, Value, field_at};
use crate::picture::Lead;

const EDIT: &[&str] = &["m", "modifier", "repondre", "e", "edit", "answer"];
const READ: &[&str] = &["lire", "l", "read"];
const ALL: &[&str] = &["tout", "all"];
const SECTIONS: &[&str] = &["sections", "section"];
const INFO: &[&str] = &["i", "info", "details"];
const FOUND: &[&str] = &["constats", "findings"];
const MISSING: &[&str] = &["manquant", "missing"];
const GO: &[&str] = &["aller", "go"];
const DUPLICATE: &[&str] = &["dupliquer", "duplicate"];
const RENAME: &[&str] = &["renommer", "rename"];
const DELETE: &[&str] = &["supprimer", "delete"];
const NEXT_RECORD: &[&str] = &["fiche suivante", "next record"];
const PREVIOUS_RECORD: &[&str] = &["fiche precedente", "previous record"];
const NEXT_SECTION: &[&str] = &["ss", "section suivante", "ns", "next section"];
const PREVIOUS_SECTION: &[&str] = &["sp", "section precedente", "ps", "previous section"];
const USES: &[&str] = &["usages", "uses"];
const FLOW: &[&str] = &["flux", "flow"];
const TIMELINE: &[&str] = &["frise", "timeline"];

/// Where one reads.
struct Reading {
    ids: Vec<RecordId>,
    index: usize,
    at: usize,
    /// The section that was said last.
    section: Option<Path>,
}

impl Session<'_> {
    /// Reads a record among others; at a field, where a path is given.
    pub fn records(&mut self, ids: &[RecordId], index: usize, path: Option<Path>) -> Go {
        let mut reading = Reading { ids: ids.to_vec(), index, at: 0, section: None };
        let mut head = true;
        if let Some(path) = path
            && let Some(record) = reading.ids.get(index).and_then(|id| self.record(id))
        {
            let all = spots(record);
            let exact = all.iter().position(|s| s.path == path);
            let near = || all.iter().rposition(|s| s.path.holds(&path));
            reading.at = exact.or_else(near).unwrap_or(0);
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
            while let Some(typed) = self.command(&t::ASK_FIELD.msg(), &t::HELP_RECORD)? {
                match self.obey(&typed, &id, &all, &mut reading)? {
                    Then::Again => continue,
                    Then::Field => break,
                    Then::Record => {
                        head = true;
                        reading.section = None;
                        break;
                    }
                    Then::Leave => return Ok(()),
                }
            }
        }
    }

    fn obey(&mut self, typed: &str, id: &RecordId, all: &[Spot], reading: &mut Reading) -> Go<Then> {
        let last = all.len().saturating_sub(1);
        let Some(spot) = all.get(reading.at) else { return Ok(Then::Leave) };
        if typed.is_empty() || is(typed, NEXT) {
            if reading.at == last {
                self.say(t::LAST_FIELD.msg())?;
                return Ok(Then::Again);
            }
            reading.at += 1;
            return Ok(Then::Field);
        }
        if is(typed, PREVIOUS) {
            if reading.at == 0 {
                self.say(t::FIRST_FIELD.msg())?;
                return Ok(Then::Again);
            }
            reading.at -= 1;
            return Ok(Then::Field);
        }
        if is(typed, BACK) {
            return Ok(Then::Leave);
        }
        if let Some(at) = number(typed, all.len()) {
            reading.at = at;
            return Ok(Then::Field);
        }
        if is_number(typed) {
            self.no_such_number(all.len())?;
            return Ok(Then::Again);
        }
        if is(typed, EDIT) {
            self.answer(id, spot)?;
            return Ok(Then::Field);
        }
        if says_none(typed) {
            self.put(id, spot, Some(Value::None))?;
            return Ok(Then::Field);
        }
        if is(typed, UNKNOWN) {
            self.put(id, spot, None)?;
            return Ok(Then::Field);
        }
        if let Some(what) = after(typed, READ) {
            self.read(id, all, (!is(what, ALL)).then_some(&spot.section))?;
            return Ok(Then::Again);
        }
        if is(typed, NEXT_SECTION) || is(typed, PREVIOUS_SECTION) {
            return self.find_other_section(all, is(typed, NEXT_SECTION), reading);
        }
        if let Some(rest) = after(typed, SECTIONS) {
            return self.find_section(id, all, rest, reading);
        }
        if is(typed, INFO) {
            self.explain(spot)?;
            return Ok(Then::Again);
        }
        if is(typed, FOUND) {
            self.say_all_found(id)?;
            return Ok(Then::Again);
        }
        if is(typed, MISSING) {
            return self.find_missing(id, all, reading);
        }
        if is(typed, NEXT_RECORD) || is(typed, PREVIOUS_RECORD) {
            let next = if is(typed, NEXT_RECORD) {
                reading.index.checked_add(1)
            } else {
                reading.index.checked_sub(1)
            };
            let Some(next) = next.filter(|n| *n < reading.ids.len()) else {
                self.say(t::NO_OTHER_RECORD.msg())?;
                return Ok(Then::Again);
            };
            (reading.index, reading.at) = (next, 0);
            return Ok(Then::Record);
        }
        if let Some(then) = self.obey_whole(typed, id, reading)? {
            return Ok(then);
        }
        self.find_words(after(typed, GO).unwrap_or(typed), id, all, reading)
    }

    /// What is done with the record as a whole.
    fn obey_whole(&mut self, typed: &str, id: &RecordId, reading: &mut Reading) -> Go<Option<Then>> {
        if is(typed, DUPLICATE) || is(typed, RENAME) || is(typed, DELETE) {
            if id.kind == crate::model::Kind::Organisation {
                self.say(t::ONLY_ONE.msg())?;
                return Ok(Some(Then::Again));
            }
            if is(typed, DUPLICATE) {
                let Some(copy) = self.duplicate(id)? else { return Ok(Some(Then::Again)) };
                reading.ids.insert(reading.index + 1, copy);
                (reading.index, reading.at) = (reading.index + 1, 0);
                return Ok(Some(Then::Record));
            }
            if is(typed, RENAME) {
                let Some(new) = self.rename(id)? else { return Ok(Some(Then::Again)) };
                if let Some(slot) = reading.ids.get_mut(reading.index) {
                    *slot = new;
                }
                return Ok(Some(Then::Record));
            }
            return Ok(Some(if self.delete(id)? { Then::Leave } else { Then::Again }));
        }
        let lead = match typed {
            _ if is(typed, USES) => Lead::Uses(id.clone()),
            _ if is(typed, FLOW) => Lead::Flow(id.clone()),
            _ if is(typed, TIMELINE) => Lead::Timeline(id.clone()),
            _ => return Ok(None),
        };
        self.page(&lead)?;
        Ok(Some(Then::Record))
    }

    fn say_head(&mut self, reading: &Reading, record: &Record) -> Go {
        let words = self.record_words(&record.id);
        let head = t::RECORD_HEAD.msg().with("n", reading.index + 1).with("of", reading.ids.len());
        self.say(head.with("words", words))?;
        let all = spots(record);
        let known = all.iter().filter(|s| !is_unknown(record, s)).count();
        let missing = all.iter().filter(|s| is_missing(record, s)).count();
        let said = t::RECORD_FIELDS.msg().with("n", all.len()).with("known", known);
        self.say(said.with("missing", missing))
    }

    /// What a section is called.
    fn section_words(&self, id: &RecordId, section: &Path) -> String {
        if section.is_root() {
            return t::SECTION_ROOT.get(self.lang).to_owned();
        }
        let words = self.label(id, section);
        let holder = section.parent().filter(|p| !p.is_root());
        let is_row =
            holder.and_then(|p| field_at(id, p.keys())).is_some_and(|f| matches!(f.shape, Shape::Rows(_)));
        match section.last() {
            Some(row) if is_row => t::IN_ROW.msg().with("holder", words).with("row", row).get(self.lang),
            _ => words,
        }
    }

    /// Says a place, and its section where that is another one.
    fn say_spot(&mut self, record: &Record, all: &[Spot], at: usize, said: &mut Option<Path>) -> Go {
        let Some(spot) = all.get(at) else { return Ok(()) };
        if said.as_ref() != Some(&spot.section) {
            let words = self.section_words(&record.id, &spot.section);
            self.say(t::SECTION.msg().with("words", words))?;
            *said = Some(spot.section.clone());
        }
        let head = t::FIELD_HEAD.msg().with("n", at + 1).with("of", all.len());
        let place = self.field_words(record, spot);
        self.say_answer(record, spot, &head.with("place", place).get(self.lang))
    }

    /// `Durée de conservation, obligatoire`.
    fn field_words(&self, record: &Record, spot: &Spot) -> String {
        let level = match level(record, spot) {
            asked if asked > Level::Recommended && is_in_absent_group(record, spot) => t::LEVEL_IN_GROUP,
            Level::Free => t::LEVEL_FREE,
            Level::Recommended => t::LEVEL_RECOMMENDED,
            Level::WherePossible => t::LEVEL_POSSIBLE,
            Level::WhereApplicable => t::LEVEL_APPLICABLE,
            Level::Mandatory => t::LEVEL_MANDATORY,
        };
        t::FIELD_AND_LEVEL.msg().with("label", spot.field.label).with("level", level).get(self.lang)
    }

    /// A line that begins so and ends with the answer; a text of several lines follows on its own.
    fn say_answer(&mut self, record: &Record, spot: &Spot, begun: &str) -> Go {
        let found = self.found_at(&record.id, spot);
        let tally = self.tally(&found).map(|said| format!(", {said}")).unwrap_or_default();
        let value = record.value(&spot.path);
        if let Some(Value::Text(text)) = value
            && text.trim_end().contains('\n')
        {
            let n = text.trim_end().lines().count();
            self.say(t::ANSWER_LINES.msg().with("begun", format!("{begun}{tally}")).with("n", n))?;
            return self.say_words(text);
        }
        let words = match (value, spot.field.shape) {
            (None, _) => values::UNKNOWN.get(self.lang).to_owned(),
            (Some(Value::Group(group)), Shape::Group(inner)) => {
                let said = t::GROUP_STATE.msg().with("n", group.iter().count()).with("of", inner.len());
                said.get(self.lang)
            }
            (Some(Value::Rows(rows)), _) => {
                let names: Vec<&str> = rows.iter().map(|(name, _)| name).collect();
                t::ROWS_STATE.msg().with("n", rows.len()).with("names", names.join(", ")).get(self.lang)
            }
            (Some(value), shape) => values::words(value, &shape, self.register(), self.lang),
        };
        let asks = matches!(value, None | Some(Value::None));
        let said = if asks { t::ANSWER_STATE } else { t::ANSWER };
        self.say(said.msg().with("begun", begun).with("words", words).with("tally", tally))
    }

    /// What is found of a field; of a group or of rows, with what is found inside.
    fn found_at(&self, id: &RecordId, spot: &Spot) -> Vec<Finding> {
        let is_table = spot.field.shape.is_table();
        let is_here = |f: &Finding| f.path == spot.path || (is_table && spot.path.holds(&f.path));
        self.workspace.findings_of(id).into_iter().filter(is_here).collect()
    }

    /// What was found of the field just answered.
    pub fn say_found_at(&mut self, id: &RecordId, spot: &Spot) -> Go {
        let found = self.found_at(id, spot);
        if found.is_empty() {
            return self.say(t::FIELD_IS_FINE.msg());
        }
        found.iter().try_for_each(|finding| self.say_finding(finding))
    }

    fn say_all_found(&mut self, id: &RecordId) -> Go {
        let found = self.workspace.findings_of(id);
        if found.is_empty() {
            return self.say(t::RECORD_IS_FINE.msg());
        }
        for finding in found {
            let place = match finding.path.is_root() {
                true => t::SECTION_ROOT.get(self.lang).to_owned(),
                false => self.label(id, &finding.path),
            };
            self.say(t::AT.msg().with("place", place))?;
            self.say_finding(&finding)?;
        }
        Ok(())
    }

    /// Reads one section, or the whole record.
    fn read(&mut self, id: &RecordId, all: &[Spot], only: Option<&Path>) -> Go {
        let Some(record) = self.record(id).cloned() else { return Ok(()) };
        let mut said: Option<Path> = None;
        for (section, _) in sections(all) {
            if only.is_some_and(|only| *only != section) {
                continue;
            }
            for (at, _) in all.iter().enumerate().filter(|(_, s)| s.section == section) {
                self.say_spot(&record, all, at, &mut said)?;
            }
        }
        Ok(())
    }

    fn find_section(&mut self, id: &RecordId, all: &[Spot], rest: &str, reading: &mut Reading) -> Go<Then> {
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
            Some((_, at)) => {
                reading.at = *at;
                reading.section = None;
                Ok(Then::Field)
            }
            None if typed.trim().is_empty() => Ok(Then::Again),
            None => self.no_such_number(sections.len()).map(|()| Then::Again),
        }
    }

    /// The first place of the section after this one, or before it.
    fn find_other_section(&mut self, all: &[Spot], next: bool, reading: &mut Reading) -> Go<Then> {
        let sections = sections(all);
        let here = all.get(reading.at).map(|spot| &spot.section);
        let Some(now) = sections.iter().position(|(path, _)| Some(path) == here) else {
            return Ok(Then::Again);
        };
        let other = if next { now.checked_add(1) } else { now.checked_sub(1) };
        match other.and_then(|i| sections.get(i)) {
            Some((_, at)) => {
                reading.at = *at;
                Ok(Then::Field)
            }
            None => self.say(t::NO_OTHER_SECTION.msg()).map(|()| Then::Again),
        }
    }

    /// The next field that Art. 30 asks for and that says nothing yet; after the last, the first.
    fn find_missing(&mut self, id: &RecordId, all: &[Spot], reading: &mut Reading) -> Go<Then> {
        let Some(record) = self.record(id) else { return Ok(Then::Leave) };
        let missing: Vec<usize> =
            all.iter().enumerate().filter(|(_, s)| is_missing(record, s)).map(|(i, _)| i).collect();
        match missing.iter().find(|i| **i > reading.at).or(missing.first()) {
            Some(at) => {
                reading.at = *at;
                Ok(Then::Field)
            }
            None => self.say(t::NONE_MISSING.msg()).map(|()| Then::Again),
        }
    }

    fn find_words(&mut self, typed: &str, id: &RecordId, all: &[Spot], reading: &mut Reading) -> Go<Then> {
        let typed_words = fold(typed);
        let words = typed_words.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
        let words: Vec<String> = words.map(str::to_owned).collect();
        if words.is_empty() {
            return self.not_understood(typed).map(|()| Then::Again);
        }
        let named = |at: usize, whole: bool| {
            all.get(at).is_some_and(|spot| {
                let own = format!("{} {}", spot.field.label.get(self.lang), spot.field.key);
                let name = if whole { format!("{} {}", self.label(id, &spot.path), spot.path) } else { own };
                let name = fold(&name);
                let parts: Vec<&str> = name.split(|c: char| !c.is_alphanumeric()).collect();
                words.iter().all(|w| parts.iter().any(|part| part.starts_with(w.as_str())))
            })
        };
        let exact = |at: &usize| {
            let is_key = |s: &Spot| s.field.key == fold(typed) && s.path.keys().len() == 1;
            let is_it = |s: &Spot| fold(s.field.label.get(self.lang)) == fold(typed) || is_key(s);
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
            (&[at], _) | (_, &[at]) => {
                reading.at = at;
                Ok(Then::Field)
            }
            ([], _) => self.not_understood(typed).map(|()| Then::Again),
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

/// What comes next.
enum Then {
    /// Another question about the same place.
    Again,
    /// The place is said.
    Field,
    /// The record is said anew.
    Record,
    Leave,
}
