//! One activity's sheet.

use std::sync::Arc;

use crate::model::field::{Field, Level, Role, Shape, fields_of};
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::message::{Text, text};
use crate::model::record::Record;
use crate::model::value::{Group, Value};
use crate::report::register::columns::{PURPOSES, RETENTION, columns_for};
use crate::report::register::print::Printer;
use crate::report::register::sections::{CONTROLLER, PROCESSOR, Section};
use crate::report::register::{format, opening};
use crate::report::{
    Anchor, Block, Cell, Column, Fact, Facts, Heading, Note, NoteKind, Part, Rich, Table, TableRow,
};

const CHANGED: Text = text("Dernière mise à jour de la fiche", "Last change of the sheet");
const CHANGED_BY_GIT: Text = text("d’après l’historique du registre", "from the register’s history");
const RANK: Text = text("Rang", "Rank");
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
    for section in sections {
        let mut body = Body {
            printer,
            record,
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
        let mark = section.mark.map(|m| m.get(lang).to_owned()).or_else(|| format::articles(section.article));
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
            if let Some(field) = fields_of(Kind::Activity).iter().find(|f| f.key == *key) {
                self.field(field, section.optional);
            }
            if *key == "updated_on" {
                self.changed();
            }
        }
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

    /// The date of the last change, which only the history knows.
    fn changed(&mut self) {
        let Some(date) = self.printer.edition.changed.get(&self.record.id) else { return };
        let lang = self.printer.lang;
        let fact = Fact::new(CHANGED.get(lang), format::date(*date, lang)).hint(CHANGED_BY_GIT.get(lang));
        self.facts.push(fact);
    }

    fn field(&mut self, field: &'static Field, only_filled: bool) {
        let value = self.record.fields.get(field.key);
        if only_filled && value.is_none() {
            return;
        }
        match (field.shape, value) {
            (Shape::Refs(Kind::Purpose), Some(Value::List(ids))) => self.purposes(ids),
            (Shape::Refs(Kind::Processor), Some(Value::List(ids))) => self.processors(field, ids),
            (Shape::Rows(inner), Some(Value::Rows(rows))) => {
                self.titled(field);
                let table = self.printer.table(field.key, inner, rows, self.record.role());
                self.blocks.push(Block::Table(table));
            }
            (Shape::Group(inner), Some(Value::Group(group))) if !is_contact(field.key) => {
                let facts = self.printer.facts(inner, Some(group), self.record.role());
                self.titled(field);
                self.blocks.push(Block::Facts(Facts(facts)));
            }
            (_, value) => {
                let role = self.record.role();
                let fact = self.printer.fact(field, value, role);
                // Art. 30(2) asks a processor for less: what is free for it is not said to be missing.
                let asked = value.is_some() || field.level_for(role) >= Level::Recommended;
                self.facts.extend(fact.filter(|_| asked));
            }
        }
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

    fn purposes(&mut self, ids: &[Value]) {
        self.flush();
        let lang = self.printer.lang;
        let fields = fields_of(Kind::Purpose);
        let mut columns = vec![Column::new(RANK.get(lang), 0.9)];
        columns.extend(PURPOSES.iter().map(|c| Column::new(self.printer.title(c, fields), c.share)));
        let rows = ids.iter().filter_map(as_ref).enumerate().map(|(i, id)| {
            let rank: Cell = if i == 0 { MAIN.get(lang).into() } else { SECONDARY.get(lang).into() };
            match self.printer.register.find(Kind::Purpose, id) {
                Some(purpose) => {
                    let mut row = self.printer.table_row(PURPOSES, fields, &purpose.fields, Role::Controller);
                    self.name_cell(&mut row, purpose);
                    row.cells.insert(0, rank);
                    row.more = Cell::default();
                    row
                }
                None => dangling(rank, self.printer.reference(Kind::Purpose, id)),
            }
        });
        let rows = rows.collect();
        self.blocks.push(Block::Table(Table { columns, rows }));
    }

    /// The first cell says the record's title in the language of the document, as a link.
    fn name_cell(&self, row: &mut TableRow, record: &Record) {
        if let Some(Part::Text(first)) = row.cells.first_mut().and_then(|c| c.0.first_mut()) {
            *first = self.printer.link(record);
        }
    }

    fn processors(&mut self, field: &'static Field, ids: &[Value]) {
        self.titled(field);
        let lang = self.printer.lang;
        let columns = vec![
            Column::new(field.label.get(lang), 2.0),
            Column::new(SERVICES.get(lang), 2.0),
            Column::new(COUNTRIES.get(lang), 1.0),
            Column::new(CONTRACT.get(lang), 1.6),
        ];
        let fields = fields_of(Kind::Processor);
        let rows = ids.iter().filter_map(as_ref).map(|id| {
            let Some(processor) = self.printer.register.find(Kind::Processor, id) else {
                return dangling(self.printer.reference(Kind::Processor, id).into(), Rich::default());
            };
            let group = &processor.fields;
            let cell = |key: &str| match (fields.iter().find(|f| f.key == key), group.get(key)) {
                (Some(field), Some(value)) => Cell(self.printer.parts(field, value)),
                _ => Cell::unknown(),
            };
            let countries = Cell(
                [cell("country").0, group.get("hosting").map(|_| cell("hosting").0).unwrap_or_default()]
                    .concat(),
            );
            TableRow {
                cells: vec![
                    self.printer.link(processor).into(),
                    cell("services"),
                    countries,
                    self.contract(group),
                ],
                ..TableRow::default()
            }
        });
        let rows = rows.collect();
        self.blocks.push(Block::Table(Table { columns, rows }));
    }

    fn contract(&self, processor: &Group) -> Cell {
        match processor.get("contract") {
            Some(Value::Group(contract)) => {
                let known =
                    ["ref", "signed_on"].iter().filter_map(|k| contract.iter().find(|(f, _)| f.key == *k));
                let parts: Vec<Part> = known.flat_map(|(f, v)| self.printer.parts(f, v)).collect();
                if parts.is_empty() { Cell::unknown() } else { Cell(parts) }
            }
            Some(_) => Cell::nothing(),
            None => Cell::unknown(),
        }
    }

    /// The rules that the data of this activity follows, in full, with what each applies to.
    fn retention(&mut self) {
        let lang = self.printer.lang;
        let mut rules: Vec<(&Id, Vec<Rich>)> = Vec::new();
        for key in ["data", "special_categories"] {
            for (name, row) in self.record.fields.rows(key) {
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
        }
        if rules.is_empty() {
            if self.blocks.is_empty() {
                self.blocks.push(Block::Paragraph(NO_RULE.get(lang).into()));
            }
            return;
        }
        let fields = fields_of(Kind::Retention);
        let mut columns: Vec<Column> =
            RETENTION.iter().map(|c| Column::new(self.printer.title(c, fields), c.share)).collect();
        columns.insert(1, Column::new(APPLIES_TO.get(lang), 1.3));
        let rows = rules.into_iter().map(|(id, to)| match self.printer.register.find(Kind::Retention, id) {
            Some(rule) => {
                let mut row = self.printer.table_row(RETENTION, fields, &rule.fields, Role::Controller);
                self.name_cell(&mut row, rule);
                row.cells.insert(1, Cell::list(to));
                row.more = self.printer.more(&rule.fields, &["words", "source"], RETENTION);
                row
            }
            None => dangling(self.printer.reference(Kind::Retention, id).into(), Rich::default()),
        });
        let rows = rows.collect();
        self.blocks.push(Block::Table(Table { columns, rows }));
    }

    /// Art. 30(1)(e) asks for the transfers, whoever of the chain makes them.
    fn transfers_of_processors(&mut self) {
        let lang = self.printer.lang;
        let mut rows = Vec::new();
        let Some(Shape::Rows(inner)) =
            fields_of(Kind::Processor).iter().find(|f| f.key == "transfers").map(|f| f.shape)
        else {
            return;
        };
        for id in self.record.fields.items("processors").iter().filter_map(as_ref) {
            let Some(processor) = self.printer.register.find(Kind::Processor, id) else { continue };
            for (_, group) in processor.fields.rows("transfers") {
                let mut row =
                    self.printer.table_row(columns_for("transfers"), inner, group, self.record.role());
                row.cells.insert(0, self.printer.link(processor).into());
                rows.push(row);
            }
        }
        if rows.is_empty() {
            return;
        }
        let mut columns: Vec<Column> = columns_for("transfers")
            .iter()
            .map(|c| Column::new(self.printer.title(c, inner), c.share))
            .collect();
        columns.insert(0, Column::new(BY.get(lang), 1.3));
        let name = format!("{}.through", self.printer.anchor(&self.record.id).as_str());
        self.blocks.push(Block::Heading(Heading::new(4, THROUGH.get(lang), Anchor::new(&name))));
        self.blocks.push(Block::Table(Table { columns, rows }));
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
