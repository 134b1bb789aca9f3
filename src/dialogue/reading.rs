//! What a record says, place by place: what is answered in full, what is not by its heading.

use super::Go;
use super::record::Reading;
use super::session::Session;
use super::spots::{Spot, What, is_in_absent_group, is_missing, is_unknown, level, spots};
use super::texts as t;
use crate::i18n::values;
use crate::model::{Field, Finding, Level, Path, Record, RecordId, Shape, Value, field_at};

impl Session<'_> {
    /// Which record it is, and how much of it is said.
    pub fn say_head(&mut self, reading: &Reading, record: &Record) -> Go {
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
    pub fn section_words(&self, id: &RecordId, section: &Path) -> String {
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
    pub fn say_spot(&mut self, record: &Record, all: &[Spot], at: usize, said: &mut Path) -> Go {
        let Some(spot) = all.get(at) else { return Ok(()) };
        if *said != spot.section {
            let words = self.section_words(&record.id, &spot.section);
            self.say(t::SECTION.msg().with("words", words))?;
            *said = spot.section.clone();
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
        if spot.what == What::Row {
            return self.section_words(&record.id, &spot.path);
        }
        t::FIELD_AND_LEVEL.msg().with("label", spot.field.label).with("level", level).get(self.lang)
    }

    /// A line that begins so and ends with the answer; a text of several lines follows on its own.
    fn say_answer(&mut self, record: &Record, spot: &Spot, begun: &str) -> Go {
        let found = self.found_at(&record.id, spot);
        let tally = self.tally(&found).map(|said| format!(", {said}")).unwrap_or_default();
        if spot.holds_others() {
            return self.say_holder(record, spot, begun, tally);
        }
        let value = record.value(&spot.path);
        if let Some(Value::Text(text)) = value
            && text.trim_end().contains('\n')
        {
            let n = text.trim_end().lines().count();
            self.say(t::ANSWER_LINES.msg().with("begun", format!("{begun}{tally}")).with("n", n))?;
            return self.say_words(text);
        }
        if let (None, Shape::Rows(inner)) = (value, spot.field.shape) {
            let said = t::HOLDER_EMPTY.msg().with("begun", begun).with("of", inner.len());
            return self.say(said.with("tally", tally));
        }
        let words = match (value, spot.field.shape) {
            (None, _) => values::UNKNOWN.get(self.lang).to_owned(),
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

    /// A group or a row on one line: how much of it is answered, and what the answers are.
    fn say_holder(&mut self, record: &Record, spot: &Spot, begun: &str, tally: String) -> Go {
        let of = spot.field.shape.fields().map_or(0, <[Field]>::len);
        match record.group(&spot.path).filter(|group| !group.is_empty()) {
            None => self.say(t::HOLDER_EMPTY.msg().with("begun", begun).with("of", of).with("tally", tally)),
            Some(group) => {
                // A text of several lines among them is read on.
                let words = values::group_words(group, self.register(), self.lang);
                let words =
                    words.lines().map(str::trim_end).collect::<Vec<_>>().join(" ").replace(" , ", ", ");
                let said = t::HOLDER.msg().with("begun", begun).with("n", group.iter().count());
                self.say(said.with("of", of).with("tally", tally).with("words", words))
            }
        }
    }

    /// Reads a section: what is answered, then what is not, by name.
    pub fn read(&mut self, id: &RecordId, all: &[Spot], section: &Path) -> Go {
        let Some(record) = self.record(id).cloned() else { return Ok(()) };
        let words = self.section_words(id, section);
        self.say(t::SECTION.msg().with("words", words))?;
        let mut said = section.clone();
        let mut silent: Vec<&str> = Vec::new();
        for (at, spot) in all.iter().enumerate().filter(|(_, s)| s.section == *section) {
            match is_unknown(&record, spot) && !is_missing(&record, spot) {
                true => silent.push(spot.field.label.get(self.lang)),
                false => self.say_spot(&record, all, at, &mut said)?,
            }
        }
        if silent.is_empty() {
            return Ok(());
        }
        self.say(t::SILENT.msg().with("n", silent.len()).with("names", silent.join(", ")))
    }

    /// What is found of a field; of a group or of rows, with what is found inside.
    fn found_at(&self, id: &RecordId, spot: &Spot) -> Vec<Finding> {
        let is_table = spot.holds_others() || spot.field.shape.is_table();
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

    /// What is found of the whole record.
    pub fn say_all_found(&mut self, id: &RecordId) -> Go {
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
}
