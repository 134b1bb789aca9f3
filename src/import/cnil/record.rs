//! Reads a record sheet by its labels, wherever they stand.

use std::collections::{BTreeMap, BTreeSet};

use super::form::{Answers, Basis, DataRow, Form, What, is_placeholder};
use super::hints;
use super::ledger::{Ledger, Said};
use crate::law::cnil_form::labels::{Actor, Column, Label, Section, columns, exact, header, recognise};
use crate::law::cnil_form::{example, is_unknown, key, legal_basis, lists};
use crate::model::vocabulary as v;
use crate::sheet::Sheet;

/// How many labels, each counted once however often a column repeats it, make a record sheet.
const ENOUGH_LABELS: usize = 6;

/// The column that holds the labels, when the sheet is a record sheet.
pub fn label_column(sheet: &Sheet) -> Option<u32> {
    let mut seen: BTreeMap<u32, BTreeSet<String>> = BTreeMap::new();
    // Labels stand on the left; looking further would take long lists for records.
    for (&(_, col), cell) in sheet.cells.iter().filter(|((row, col), _)| *col < 6 && *row < 5_000) {
        if exact(&cell.text).is_some() {
            seen.entry(col).or_default().insert(key(&cell.text));
        }
    }
    let counts = seen.into_iter().map(|(col, labels)| (col, labels.len()));
    let best = counts.max_by_key(|(col, n)| (*n, std::cmp::Reverse(*col)))?;
    (best.1 >= ENOUGH_LABELS).then_some(best.0)
}

/// Reads a record sheet whose labels stand in column `labels`.
pub fn read(sheet: &Sheet, labels: u32) -> Form {
    let mut reader = Reader {
        ledger: Ledger::new(sheet),
        form: Form { sheet: sheet.name.clone(), ..Form::default() },
        labels,
        section: None,
        starts: BTreeMap::new(),
    };
    reader.title();
    let rows: Vec<u32> = sheet.rows().collect();
    for row in rows {
        reader.row(row);
    }
    reader.finish()
}

struct Reader<'s> {
    ledger: Ledger<'s>,
    form: Form,
    labels: u32,
    section: Option<Section>,
    /// First column of each answer in the block at hand; empty when the block has no header row.
    starts: BTreeMap<u32, Column>,
}

impl Reader<'_> {
    fn title(&mut self) {
        if let Some((row, col, text)) = hints::title(self.ledger.sheet) {
            self.ledger.use_cell(row, col);
            self.form.title = Some(Said { text, date: None, row, col });
        }
        let first = self.ledger.sheet.cells.range((0, 0)..=(3, u32::MAX));
        let found = first.into_iter().find(|(_, cell)| example::is_introduction(&cell.text));
        self.form.introduction = found.map(|(&(row, col), cell)| {
            let text = cell.text.trim().to_owned();
            Said { text, date: None, row, col }
        });
    }

    fn row(&mut self, row: u32) {
        let own = self.ledger.sheet.text(row, self.labels).trim();
        // A label merged over several rows goes on speaking for them.
        let shown = if own.is_empty() { self.covering_label(row) } else { own.to_owned() };
        if self.header_row(row, &shown) {
            return;
        }
        match recognise(&shown) {
            Some((label, own_words)) => {
                self.ledger.use_cell(row, self.labels);
                self.labelled(row, label, own_words, &shown);
            }
            None if shown.is_empty() => self.unlabelled(row),
            None => self.strange(row, &shown),
        }
    }

    /// The label of a merged range that begins above this row.
    fn covering_label(&self, row: u32) -> String {
        match self.ledger.sheet.merge_at(row, self.labels) {
            Some(m) if m.first_row < row && m.first_col == self.labels => {
                self.ledger.sheet.text(m.first_row, m.first_col).trim().to_owned()
            }
            _ => String::new(),
        }
    }

    /// Takes the headings of a block, and the columns of its answers where they are named.
    fn header_row(&mut self, row: u32, label: &str) -> bool {
        let heading = match recognise(label) {
            Some((Label::Heading(section), _)) => Some(section),
            Some(_) => return false,
            None if label.is_empty() => None,
            None => return false,
        };
        let candidates: &[Section] = match &heading {
            Some(section) => std::slice::from_ref(section),
            None => &[
                Section::Actors,
                Section::Transfers,
                Section::Data,
                Section::Recipients,
                Section::Security,
                Section::Persons,
            ],
        };
        for &section in candidates {
            let found: Vec<(u32, Column)> = self
                .ledger
                .sheet
                .row(row)
                .filter(|(col, _)| *col > self.labels)
                .filter_map(|(col, cell)| header(section, &cell.text).map(|c| (col, c)))
                .collect();
            let needed = if heading.is_some() { 1 } else { 2 };
            if found.len() >= needed {
                for (col, _) in &found {
                    self.ledger.use_cell(row, *col);
                }
                self.section = Some(heading.unwrap_or_else(|| self.next_section(section)));
                self.starts = found.into_iter().collect();
                self.ledger.use_cell(row, self.labels);
                return true;
            }
        }
        if let Some(section) = heading {
            self.ledger.use_cell(row, self.labels);
            self.section = Some(section);
            self.starts = BTreeMap::new();
            return true;
        }
        false
    }

    /// Two blocks of data have the same headers: the second is that of sensitive data.
    fn next_section(&self, section: Section) -> Section {
        match (section, self.section) {
            (Section::Data, Some(Section::Data | Section::Special)) => Section::Special,
            _ => section,
        }
    }

    fn enter(&mut self, section: Section) {
        if self.section != Some(section) {
            self.section = Some(section);
            self.starts = BTreeMap::new();
        }
    }

    fn labelled(&mut self, row: u32, label: Label, own_words: Option<String>, shown: &str) {
        // The national number may stand in either block of data, whose columns are the same.
        if !(matches!(label, Label::Special(_) | Label::Data(_))
            && matches!(self.section, Some(Section::Data | Section::Special)))
        {
            self.enter(label.section());
        }
        match label {
            Label::Heading(_) => {}
            Label::Name | Label::Reference | Label::Created | Label::Updated => {
                let Some(said) = self.single(row) else { return };
                if label == Label::Reference && is_placeholder(&said.text) {
                    return;
                }
                let slot = match label {
                    Label::Name => &mut self.form.name,
                    Label::Reference => &mut self.form.reference,
                    Label::Created => &mut self.form.created,
                    _ => &mut self.form.updated,
                };
                if slot.is_none() {
                    *slot = Some(said);
                } else {
                    self.ledger.leave(&said, shown);
                }
            }
            Label::Actor(who) => self.actor(row, who),
            Label::MainPurpose | Label::SubPurpose => self.purpose(row),
            Label::Data(group) => {
                let own_words = own_words.or_else(|| self.ledger.own_label(row, self.labels));
                self.data(row, What::Group(group), own_words);
            }
            Label::Special(category) => self.data(row, What::Special(category), own_words),
            Label::Person | Label::Recipient | Label::Measure | Label::Transfer => self.listed(row),
        }
    }

    /// A row without a label goes on with the block it stands in.
    fn unlabelled(&mut self, row: u32) {
        match self.section {
            Some(Section::Purposes) => self.purpose(row),
            Some(Section::Actors) => {
                if let Some((Actor::Joint, _)) = self.form.actors.last() {
                    self.actor(row, Actor::Joint)
                }
            }
            Some(Section::Data) => self.data(row, What::Group("other"), None),
            Some(Section::Persons | Section::Recipients | Section::Security | Section::Transfers) => {
                self.listed(row);
            }
            Some(Section::Description | Section::Special) | None => {}
        }
    }

    /// A label that is none of the form's: a group of data in the block of data, else words of the writer's own.
    fn strange(&mut self, row: u32, shown: &str) {
        match self.section {
            _ if legal_basis::is_label(shown) => self.basis(row, shown),
            Some(Section::Data) if row_has_answers(self.ledger.sheet, row, self.labels) => {
                self.ledger.use_cell(row, self.labels);
                self.data(row, What::Group("other"), Some(shown.to_owned()));
            }
            Some(section @ (Section::Persons | Section::Recipients | Section::Security))
                if self.chosen_word(row, section) =>
            {
                self.listed(row);
                if let Some(cell) =
                    self.ledger.sheet.cell(row, self.labels).filter(|c| !c.text.trim().is_empty())
                {
                    let said = Said { text: cell.text.trim().to_owned(), date: None, row, col: self.labels };
                    self.ledger.use_cell(row, self.labels);
                    self.ledger.leave(&said, "Intitulé de la ligne");
                }
            }
            // What follows belongs to something of the writer's own until the next known label.
            _ => {
                let continues = !hints::is_form_text(shown);
                if continues && !matches!(self.section, Some(Section::Description)) {
                    self.section = None;
                }
            }
        }
    }

    /// Whether the row's first answer is a word of the block's list.
    fn chosen_word(&self, row: u32, section: Section) -> bool {
        let (list, vocabulary) = match section {
            Section::Persons => (lists::PERSONS, &v::DATA_SUBJECTS),
            Section::Recipients => (lists::RECIPIENTS, &v::RECIPIENT_KINDS),
            _ => (lists::MEASURES, &v::SECURITY_MEASURES),
        };
        self.ledger
            .sheet
            .row(row)
            .find(|(col, _)| *col > self.labels)
            .is_some_and(|(_, c)| lists::meaning(list, vocabulary, &c.text).is_some())
    }

    /// What follows a legal basis is the writer's own, as after any row that the form does not have.
    fn basis(&mut self, row: u32, shown: &str) {
        self.ledger.use_cell(row, self.labels);
        if let Some(said) = self.single(row) {
            let label = shown.trim_end_matches([':', ' ', '\u{a0}']).to_owned();
            self.form.bases.push(Basis { said, label, after: self.form.purposes.len(), gone: 0 });
        }
        if !matches!(self.section, Some(Section::Description)) {
            self.section = None;
        }
    }

    fn purpose(&mut self, row: u32) {
        if let Some(said) = self.single(row) {
            self.form.purposes.push(said);
        }
    }

    fn actor(&mut self, row: u32, who: Actor) {
        let (answers, _) = self.answers(row, Section::Actors, false);
        if !answers.is_empty() {
            self.form.actors.push((who, answers));
        }
    }

    fn data(&mut self, row: u32, what: What, own_label: Option<String>) {
        let section = if self.section == Some(Section::Special) { Section::Special } else { Section::Data };
        let labelled = !self.ledger.sheet.text(row, self.labels).trim().is_empty();
        let (answers, own) = self.answers(row, section, true);
        if !answers.is_empty() && (own || labelled) {
            self.form.data.push(DataRow { what, own_label, answers });
        }
    }

    fn listed(&mut self, row: u32) {
        let Some(section) = self.section else { return };
        let (answers, own) = self.answers(row, section, true);
        // Without an answer of its own the row is only the lower part of a tall cell.
        if !own {
            return;
        }
        match section {
            Section::Persons => self.form.persons.push(answers),
            Section::Recipients => self.form.recipients.push(answers),
            Section::Security => self.form.measures.push(answers),
            Section::Transfers => self.form.transfers.push(answers),
            _ => {}
        }
    }

    /// The one answer of a row; what stands in further cells is added to it.
    fn single(&mut self, row: u32) -> Option<Said> {
        let cols: Vec<u32> = self.answer_cells(row);
        let mut found: Option<Said> = None;
        for col in cols {
            let Some(said) = self.ledger.answer(row, col) else { continue };
            match &mut found {
                None => found = Some(said),
                Some(first) => {
                    first.text.push('\n');
                    first.text.push_str(&said.text);
                }
            }
        }
        found
    }

    /// The columns right of the label that hold something of the form's own width.
    fn answer_cells(&self, row: u32) -> Vec<u32> {
        let last = self.labels + 7;
        self.ledger
            .sheet
            .row(row)
            .filter(|(col, cell)| *col > self.labels && *col <= last && !cell.text.trim().is_empty())
            .map(|(col, _)| col)
            .collect()
    }

    /// The answers of a row by column, and whether any stands in the row itself; `inherit` lets a range merged
    /// over several rows answer for each of them.
    fn answers(&mut self, row: u32, section: Section, inherit: bool) -> (Answers, bool) {
        let starts = self.starts(section);
        let mut out = Answers::new();
        for col in self.answer_cells(row) {
            let Some((_, &column)) = starts.range(..=col).next_back() else { continue };
            let Some(said) = self.ledger.answer(row, col) else { continue };
            match out.get_mut(&column) {
                None => {
                    out.insert(column, said);
                }
                Some(first) => {
                    first.text.push('\n');
                    first.text.push_str(&said.text);
                }
            }
        }
        let own = !out.is_empty();
        if inherit {
            for (&start, &column) in &starts {
                if out.contains_key(&column) {
                    continue;
                }
                let Some(m) = self.ledger.sheet.merge_at(row, start).filter(|m| m.first_row < row) else {
                    continue;
                };
                let text = self.ledger.sheet.text(m.first_row, m.first_col).trim();
                if !text.is_empty() && !is_unknown(text) && m.first_col > self.labels {
                    let said = Said { text: text.to_owned(), date: None, row: m.first_row, col: m.first_col };
                    out.insert(column, said);
                }
            }
        }
        (out, own)
    }

    fn starts(&self, section: Section) -> BTreeMap<u32, Column> {
        if self.section == Some(section) && !self.starts.is_empty() {
            return self.starts.clone();
        }
        columns(section).iter().map(|(column, offset, _)| (self.labels + offset, *column)).collect()
    }

    fn finish(mut self) -> Form {
        let reference = self.form.reference.as_ref().map(|r| key(&r.text));
        let name = self.form.name.as_ref().map(|n| key(&n.text));
        self.form.left = self.ledger.rest(
            Some(self.labels),
            |row, col, cell| {
                let k = key(&cell.text);
                // The first row repeats the reference or the name.
                (row == 0 && (Some(&k) == reference.as_ref() || Some(&k) == name.as_ref() || k == "ref 001"))
                    || hints::is_form_text(&cell.text)
                    || hints::is_link(col, &cell.text)
            },
            hints::is_form_note,
        );
        self.form.unknown = std::mem::take(&mut self.ledger.unknown);
        self.form
    }
}

fn row_has_answers(sheet: &Sheet, row: u32, labels: u32) -> bool {
    sheet.row(row).any(|(col, c)| col > labels && col <= labels + 7 && !c.text.trim().is_empty())
}
