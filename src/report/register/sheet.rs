//! One activity's sheet.

use std::sync::Arc;

use crate::check::completeness::{self, completeness};
use crate::i18n::format::colon;
use crate::model::field::{Field, Level, Role, Shape, fields_of};
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::message::{Lang, Text, text};
use crate::model::record::Record;
use crate::model::value::Value;
use crate::report::register::columns::{Col, PURPOSES, RETENTION, columns_for};
use crate::report::register::extent::Extent;
use crate::report::register::print::{Printer, in_a_run, joined};
use crate::report::register::sections::{CONTROLLER, PROCESSOR, Section};
use crate::report::register::view::View;
use crate::report::register::{format, opening};
use crate::report::{
    Anchor, Block, Cell, Column, Fact, Facts, Heading, Note, NoteKind, Part, Rich, Table, TableRow,
};

const CHANGED: Text = text("Dernière mise à jour de la fiche", "Last change of the sheet");
const CHANGED_BY_GIT: Text = text("d’après l’historique du registre", "from the register’s history");
const MAIN: Text = text("Finalité principale", "Main purpose");
const SECONDARY: Text = text("Sous-finalité", "Sub-purpose");
const SERVICES: Text = text("Prestations", "Services");
const CONTRACT: Text = text("Contrat", "Contract");
const COUNTRIES: Text = text("Pays", "Countries");
const THROUGH: Text = text(
    "Transferts faits par les sous-traitants de cette activité",
    "Transfers made by the processors of this activity",
);
const BY: Text = text("Sous-traitant", "Processor");
const NO_RULE: Text = text(
    "Aucune règle de conservation n’est rattachée aux données de cette activité.",
    "No retention rule is attached to the data of this activity.",
);
const APPLIES_TO: Text = text("S’applique à", "Applies to");
const DRAFT: Text = text("Cette fiche est un brouillon.", "This sheet is a draft.");

/// The blocks of a sheet, its title first.
pub fn sheet(printer: &Printer, record: &Arc<Record>) -> Vec<Block> {
    let lang = printer.lang;
    let anchor = printer.anchor(&record.id);
    let title = match record.fields.text("ref") {
        Some(number) => format!("{number} — {}", record.title(lang)),
        None => record.title(lang).to_owned(),
    };
    let mut blocks = vec![Block::Heading(Heading::new(2, title, anchor.clone()))];
    if record.fields.choice("status").is_some_and(|s| s.id == "draft") {
        let note =
            Note { kind: NoteKind::Warning, title: Some(DRAFT.get(lang).into()), body: Cell::default() };
        blocks.push(Block::Note(note));
    }
    let sections = match record.role() {
        Role::Controller => CONTROLLER,
        Role::Processor => PROCESSOR,
    };
    let view = printer.view(record);
    let strict = printer.edition.extent == Extent::Article30;
    for section in sections {
        if strict && !section.keys.iter().any(|k| view.field(k).is_some()) {
            continue;
        }
        let mut body = Body {
            printer,
            record,
            view: view.clone(),
            blocks: Vec::new(),
            facts: Vec::new(),
            said: section.keys.first().copied(),
        };
        body.section(section);
        if body.blocks.is_empty() && section.optional {
            continue;
        }
        let name = format!("{}.{}", anchor.as_str(), section.number);
        let mut heading =
            Heading::new(3, section.title.get(lang), Anchor::new(&name)).number(section.number.to_string());
        let mark = section.mark.filter(|_| !strict).map(|m| m.get(lang).to_owned());
        let mark = mark.or_else(|| format::articles(section.article));
        if let Some(mark) = mark {
            heading = heading.mark(mark);
        }
        blocks.push(Block::Heading(heading));
        blocks.append(&mut body.blocks);
    }
    blocks
}

struct Body<'p, 'a> {
    printer: &'p Printer<'a>,
    record: &'p Arc<Record>,
    view: View<'p>,
    blocks: Vec<Block>,
    /// Facts gathered for one sheet of facts.
    facts: Vec<Fact>,
    /// The field that the section's own title names.
    said: Option<&'static str>,
}

impl Body<'_, '_> {
    fn section(&mut self, section: &Section) {
        let controller = self.record.role() == Role::Controller;
        if section.number == 2 {
            self.facts.extend(opening::who(self.printer, self.record.role()));
        }
        for key in section.keys {
            if let Some(field) = self.view.field(key) {
                self.field(field, section.optional);
            }
            if *key == "updated_on" {
                self.changed();
            }
        }
        if section.number == 1 {
            self.completeness();
        }
        self.silence();
        self.flush();
        if controller && section.number == 7 {
            self.retention();
        }
        if (controller && section.number == 9) || (!controller && section.number == 4) {
            self.transfers_of_processors();
        }
        if controller && self.blocks.is_empty() {
            self.blocks.push(Block::Facts(Facts::default()));
        }
    }

    /// A section that holds one answer, and that one a silence, says it without a label: the title of the
    /// section has said it.
    fn silence(&mut self) {
        let Some(field) = self.said.and_then(|key| self.view.field(key)) else { return };
        if let ([], [fact]) = (self.blocks.as_slice(), self.facts.as_slice())
            && let [Part::Unknown | Part::Nothing] = fact.value.0.as_slice()
            && fact.label == field.label.get(self.printer.lang)
            && field.level_for(self.record.role()) >= Level::Recommended
        {
            self.blocks.extend(self.facts.pop().map(|fact| Block::Answer(fact.value)));
        }
    }

    /// The date of the last change, which only the history knows.
    fn changed(&mut self) {
        let Some(date) = self.printer.edition.changed.get(&self.record.id) else { return };
        let lang = self.printer.lang;
        let fact = Fact::new(CHANGED.get(lang), format::date(*date, lang)).hint(CHANGED_BY_GIT.get(lang));
        self.facts.push(fact);
    }

    /// How far the sheet is, in an edition that prints more than Art. 30 asks.
    fn completeness(&mut self) {
        let (register, lang) = (self.printer.register, self.printer.lang);
        if self.printer.edition.extent == Extent::Article30 {
            return;
        }
        if let Some(seen) = completeness(register, self.record) {
            self.facts.push(Fact::new(completeness::TITLE.get(lang), seen.words(lang)));
        }
    }

    fn field(&mut self, field: &'static Field, only_filled: bool) {
        let answer = self.view.answer(field.key);
        if only_filled && answer.is_unknown() && !self.printer.edition.all_fields {
            return;
        }
        // A recipient said to be a processor answers for processors that have no record.
        if field.key == "processors" && answer.is_unknown() && self.a_recipient_is_a_processor() {
            return;
        }
        match (field.shape, answer.value) {
            (Shape::Refs(Kind::Purpose), Some(Value::List(ids))) => self.purposes(ids, answer.lost),
            (Shape::Refs(Kind::Processor), Some(Value::List(ids))) => {
                self.processors(field, ids, answer.lost)
            }
            (Shape::Rows(_), Some(Value::Rows(_))) => {
                self.titled(field);
                let table = self.printer.table(&self.view, field);
                self.blocks.push(Block::Table(table));
            }
            (Shape::Group(_), Some(Value::Group(_))) if !is_contact(field.key) => {
                let facts = self.view.group(field.key).map(|inner| self.printer.facts(&inner));
                self.titled(field);
                self.blocks.push(Block::Facts(Facts(facts.unwrap_or_default())));
            }
            // Art. 30(2) asks a processor for less: what is free for it is not said to be missing.
            _ => self.facts.extend(self.printer.fact(&self.view, field)),
        }
    }

    fn a_recipient_is_a_processor(&self) -> bool {
        let is_one = |row: &View| row.choice("kind").is_some_and(|kind| kind.id == "processor");
        self.view.rows("recipients").iter().any(|(_, row)| is_one(row))
    }

    /// Ends the facts before a table; a title where the section holds more than this one.
    fn titled(&mut self, field: &Field) {
        self.flush();
        if self.said == Some(field.key) && self.blocks.is_empty() {
            return;
        }
        let name = format!("{}.{}", self.printer.anchor(&self.record.id).as_str(), field.key);
        let mut heading = Heading::new(4, field.label.get(self.printer.lang), Anchor::new(&name));
        if let Some(articles) = format::articles(field.article) {
            heading = heading.mark(articles);
        }
        self.blocks.push(Block::Heading(heading));
    }

    fn flush(&mut self) {
        if !self.facts.is_empty() {
            self.blocks.push(Block::Facts(Facts(std::mem::take(&mut self.facts))));
        }
    }

    fn purposes(&mut self, ids: &[Value], lost: Vec<String>) {
        self.flush();
        let lang = self.printer.lang;
        let fields = fields_of(Kind::Purpose);
        let first =
            ids.iter().filter_map(as_ref).find_map(|id| self.printer.register.find(Kind::Purpose, id));
        let first = first.map(|purpose| self.printer.view(purpose).asked_of(Role::Controller));
        let columns = self.printer.held(PURPOSES, first.as_ref());
        let heads = columns.iter().map(|c| Column::new(self.printer.title(c, fields), c.share)).collect();
        let colon = colon(lang);
        let mut rows = Vec::new();
        for (i, id) in ids.iter().filter_map(as_ref).enumerate() {
            // As on the authority's sheet: a main purpose, then sub-purposes by their number.
            let rank = match i {
                0 => format!("{}{colon}", MAIN.get(lang)),
                n => format!("{} {n}{colon}", SECONDARY.get(lang)),
            };
            let mut row = match self.printer.register.find(Kind::Purpose, id) {
                Some(purpose) => {
                    let view = self.printer.view(purpose).asked_of(Role::Controller);
                    let mut row = self.printer.table_row(&columns, &view);
                    self.name_cell(&mut row, purpose);
                    // The rest stands in the table of purposes, all but its own period and what cannot be read.
                    let lost = row.more.0.into_iter().filter(|part| matches!(part, Part::Unread { .. }));
                    let mut more = self.printer.more(&view, &["retention"], &columns);
                    more.retain(|part| !matches!(part, Part::Unread { .. }));
                    row.more = Cell(more.into_iter().chain(lost).collect());
                    row
                }
                None => dangling(self.printer.reference(Kind::Purpose, id).into(), Rich::default()),
            };
            if let Some(Part::Text(name)) = row.cells.first_mut().and_then(|c| c.0.first_mut()) {
                *name = Rich::muted(rank).then(std::mem::take(name));
            }
            rows.push(row);
        }
        rows.extend(unread_row(lost));
        self.blocks.push(Block::Table(Table { columns: heads, rows }));
    }

    /// The first cell says the record's title in the language of the document, as a link.
    fn name_cell(&self, row: &mut TableRow, record: &Record) {
        let Some(cell) = row.cells.first_mut() else { return };
        let link = self.printer.link(record);
        match cell.0.first_mut() {
            Some(Part::Text(first)) => *first = link,
            _ => cell.0.insert(0, Part::Text(link)),
        }
    }

    fn processors(&mut self, field: &'static Field, ids: &[Value], lost: Vec<String>) {
        self.titled(field);
        let lang = self.printer.lang;
        let full = self.printer.edition.extent == Extent::Full;
        let mut columns = vec![
            Column::new(field.label.get(lang), 2.0),
            Column::new(SERVICES.get(lang), 2.4),
            Column::new(COUNTRIES.get(lang), 1.0),
            Column::new(CONTRACT.get(lang), 1.4),
        ];
        if !full {
            columns = vec![Column::new(field.label.get(lang), 2.0), Column::new(COUNTRIES.get(lang), 1.0)];
        }
        let rows = ids.iter().filter_map(as_ref).map(|id| {
            let Some(processor) = self.printer.register.find(Kind::Processor, id) else {
                return dangling(self.printer.reference(Kind::Processor, id).into(), Rich::default());
            };
            let view = self.printer.view(processor).asked_of(Role::Controller);
            let mut countries = self.cell(&view, "country");
            if !view.answer("hosting").is_unknown() {
                countries.0.extend(self.cell(&view, "hosting").0);
            }
            let mut cells = vec![self.printer.link(processor).into(), countries];
            if full {
                cells.insert(1, self.services(&view));
                cells.push(self.contract(&view));
            }
            TableRow { cells, ..TableRow::default() }
        });
        let mut rows: Vec<TableRow> = rows.collect();
        rows.extend(unread_row(lost));
        self.blocks.push(Block::Table(Table { columns, rows }));
    }

    fn cell(&self, view: &View, key: &str) -> Cell {
        let parts = view.field(key).map(|f| self.printer.said(view, f)).unwrap_or_default();
        if parts.is_empty() { Cell::unknown() } else { Cell(parts) }
    }

    /// What the processor does, in a run: the table of processors has it as a list.
    fn services(&self, processor: &View) -> Cell {
        let answer = processor.answer("services");
        match (answer.value, answer.lost.is_empty()) {
            (Some(Value::List(items)), true) => {
                let by = if self.printer.lang == Lang::Fr { "\u{202f}; " } else { "; " };
                Cell::text(joined(items.iter().map(|i| self.printer.words(&Shape::Lines, i)), by))
            }
            _ => self.cell(processor, "services"),
        }
    }

    fn contract(&self, processor: &View) -> Cell {
        let Some(contract) = processor.group("contract") else { return self.cell(processor, "contract") };
        let known = ["ref", "signed_on"].iter().filter_map(|k| contract.field(k));
        let parts: Vec<Part> = known.flat_map(|f| self.printer.said(&contract, f)).collect();
        if parts.is_empty() { Cell::unknown() } else { Cell(in_a_run(parts, " — ")) }
    }

    /// The rules that the data of this activity follows, in full, with what each applies to.
    fn retention(&mut self) {
        let lang = self.printer.lang;
        let mut rules: Vec<(&Id, Vec<Rich>)> = Vec::new();
        let mut lost = Vec::new();
        for key in ["data", "special_categories"] {
            for (name, row) in self.view.rows(key) {
                lost.extend(row.answer("retention").lost);
                let Some(Value::Ref(id)) = row.get("retention") else { continue };
                let label = match (row.text("label"), row.choice("category")) {
                    (Some(label), _) => Rich::plain(label),
                    (None, Some(term)) => Rich::plain(term.label.get(lang)),
                    (None, None) => Rich::plain(name),
                };
                match rules.iter_mut().find(|(r, _)| *r == id) {
                    Some((_, to)) => to.push(label),
                    None => rules.push((id, vec![label])),
                }
            }
            let rows = self.view.answer(key);
            lost.extend(rows.lost);
        }
        if rules.is_empty() && lost.is_empty() {
            if self.blocks.is_empty() {
                self.blocks.push(Block::Paragraph(NO_RULE.get(lang).into()));
            }
            return;
        }
        let fields = fields_of(Kind::Retention);
        let columns: Vec<&'static Col> = RETENTION.iter().collect();
        let heads = columns.iter().map(|c| Column::new(self.printer.title(c, fields), c.share)).collect();
        let wanted: &[&str] = if self.printer.has_annexes() { &["words"] } else { &["words", "source"] };
        let applies = |to: Vec<Rich>| {
            let colon = colon(lang);
            let label = Rich::bold(format!("{}{colon}", APPLIES_TO.get(lang)));
            Part::Text(label.then(joined(to, if lang == Lang::Fr { "\u{202f}; " } else { "; " })))
        };
        let rows = rules.into_iter().map(|(id, to)| match self.printer.register.find(Kind::Retention, id) {
            Some(rule) => {
                let view = self.printer.view(rule).asked_of(Role::Controller);
                let mut row = self.printer.table_row(&columns, &view);
                self.name_cell(&mut row, rule);
                let mut more = vec![applies(to)];
                more.extend(self.printer.more(&view, wanted, &columns));
                row.more = Cell(in_a_run(more, " · "));
                row
            }
            None => {
                let mut row = dangling(self.printer.reference(Kind::Retention, id).into(), Rich::default());
                row.more = Cell(vec![applies(to)]);
                row
            }
        });
        let mut rows: Vec<TableRow> = rows.collect();
        rows.extend(unread_row(lost));
        self.blocks.push(Block::Table(Table { columns: heads, rows }));
    }

    /// What the sheet's processors transfer, beside its own transfers.
    fn transfers_of_processors(&mut self) {
        let lang = self.printer.lang;
        let mut rows = Vec::new();
        let Some(Shape::Rows(inner)) =
            fields_of(Kind::Processor).iter().find(|f| f.key == "transfers").map(|f| f.shape)
        else {
            return;
        };
        let mut columns: Vec<&'static Col> = columns_for("transfers").iter().collect();
        for id in self.record.fields.items("processors").iter().filter_map(as_ref) {
            let Some(processor) = self.printer.register.find(Kind::Processor, id) else { continue };
            let view = self.printer.view(processor).asked_of(self.record.role());
            for (_, transfer) in view.rows("transfers") {
                columns = self.printer.held(columns_for("transfers"), Some(&transfer));
                let mut row = self.printer.table_row(&columns, &transfer);
                row.cells.insert(0, self.printer.link(processor).into());
                if self.printer.has_annexes() {
                    row.more.0.retain(|part| matches!(part, Part::Unread { .. }));
                }
                rows.push(row);
            }
            rows.extend(unread_row(view.answer("transfers").lost).map(|mut row| {
                row.cells = vec![self.printer.link(processor).into()];
                row
            }));
        }
        if rows.is_empty() {
            return;
        }
        let mut heads: Vec<Column> =
            columns.iter().map(|c| Column::new(self.printer.title(c, inner), c.share)).collect();
        heads.insert(0, Column::new(BY.get(lang), 1.3));
        let name = format!("{}.through", self.printer.anchor(&self.record.id).as_str());
        self.blocks.push(Block::Heading(Heading::new(4, THROUGH.get(lang), Anchor::new(&name))));
        self.blocks.push(Block::Table(Table { columns: heads, rows }));
    }
}

/// Groups that say how to reach somebody: one fact, not a table of facts.
fn is_contact(key: &str) -> bool {
    matches!(key, "controller" | "representative" | "dpo")
}

fn as_ref(value: &Value) -> Option<&Id> {
    match value {
        Value::Ref(id) => Some(id),
        _ => None,
    }
}

fn dangling(first: Cell, second: Rich) -> TableRow {
    let cells = if second.is_empty() { vec![first] } else { vec![first, second.into()] };
    TableRow { cells, ..TableRow::default() }
}

/// The row that says where the file holds what could not be read; none where all was read.
fn unread_row(places: Vec<String>) -> Option<TableRow> {
    let more = Cell(vec![Part::Unread { partly: false, places: places.clone() }]);
    (!places.is_empty()).then(|| TableRow { more, ..TableRow::default() })
}
