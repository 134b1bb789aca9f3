//! The list of activities, with the columns of the authority's own model.

use std::sync::Arc;

use crate::law::cnil_form::lists::is_sensitive;
use crate::model::field::{Role, Shape};
use crate::model::kind::Kind;
use crate::model::message::{Text, text};
use crate::model::record::Record;
use crate::model::value::Value;
use crate::report::register::print::{Printer, joined};
use crate::report::register::{activities as sorted, format};
use crate::report::{Anchor, Block, Cell, Column, Heading, Part, Rich, Table, TableRow};

const TITLE: Text = text("Liste des activités de traitement", "List of processing activities");
const AS_CONTROLLER: Text = text("Comme responsable du traitement", "As controller");
const AS_PROCESSOR: Text = text("Comme sous-traitant", "As processor");
const NAME: Text = text("Nom du traitement", "Name of the processing");
const NUMBER: Text = text("N°\u{a0}/ RÉF", "No. / Ref.");
const CREATED: Text = text("Date de création de la fiche", "Sheet created on");
const CHANGED: Text = text("Dernière mise à jour", "Last change");
const PURPOSE: Text = text("Finalité du traitement", "Purpose");
const CATEGORIES: Text = text("Traitements effectués", "Processing carried out");
const CLIENTS: Text = text("Pour le compte de", "On behalf of");
/// Before the national number, which is no sensitive data but has rules of its own.
const BESIDE: Text = text("à part\u{a0}: ", "apart: ");
const SENSITIVE: Text = text("Données sensibles\u{202f}?", "Special categories?");
const YES: Text = text("Oui", "Yes");
const NO: Text = text("Non", "No");

/// The dates that a sheet bears of itself.
const OWN_DATES: [&str; 3] = ["created_on", "updated_on", "reviewed_on"];

/// The list, one table a role.
pub fn activities(printer: &Printer) -> Vec<Block> {
    let lang = printer.lang;
    let heading =
        |level, t: Text, name: &str| Block::Heading(Heading::new(level, t.get(lang), Anchor::new(name)));
    let mut blocks = vec![heading(1, TITLE, "list")];
    let own = sorted(printer.register, lang, Role::Controller);
    let others = sorted(printer.register, lang, Role::Processor);
    if !others.is_empty() && !own.is_empty() {
        blocks.push(heading(3, AS_CONTROLLER, "list.controller"));
    }
    if !own.is_empty() {
        blocks.push(table(printer, &own, Role::Controller));
    }
    if !others.is_empty() {
        blocks.push(heading(3, AS_PROCESSOR, "list.processor"));
        blocks.push(table(printer, &others, Role::Processor));
    }
    blocks
}

fn table(printer: &Printer, records: &[&Arc<Record>], role: Role) -> Block {
    let column = |t: Text, share| Column::new(t.get(printer.lang), share);
    let mut columns =
        vec![column(NAME, 2.4), column(NUMBER, 0.8), column(CREATED, 1.0), column(CHANGED, 1.0)];
    columns.extend(match role {
        Role::Controller => [column(PURPOSE, 2.8), column(SENSITIVE, 1.9)],
        Role::Processor => [column(CATEGORIES, 2.4), column(CLIENTS, 1.8)],
    });
    let rows = records
        .iter()
        .map(|r| {
            let mut cells = vec![
                name(printer, r),
                plain(printer, r, "ref"),
                plain(printer, r, "created_on"),
                changed(printer, r),
            ];
            cells.extend(match role {
                Role::Controller => [purpose(printer, r), sensitive(printer, r)],
                Role::Processor => [plain(printer, r, "processing_categories"), clients(printer, r)],
            });
            TableRow { cells, ..TableRow::default() }
        })
        .collect();
    Block::Table(Table { columns, rows })
}

fn name(printer: &Printer, record: &Record) -> Cell {
    let cell = Cell::text(printer.link(record));
    let status = printer.view(record).answer("status");
    if !status.lost.is_empty() {
        return cell.with(Part::Unread { partly: false, places: status.lost });
    }
    match record.fields.choice("status").filter(|s| s.id != "active") {
        Some(status) => cell.with(Part::Small(status.label.get(printer.lang).into())),
        None => cell,
    }
}

fn plain(printer: &Printer, record: &Record, key: &str) -> Cell {
    let view = printer.view(record);
    let Some(field) = view.field(key) else { return Cell::default() };
    let parts = printer.said(&view, field);
    if parts.is_empty() { Cell::unknown() } else { Cell(parts) }
}

/// When git says the sheet last changed; without git, the latest date that the sheet itself bears.
fn changed(printer: &Printer, record: &Record) -> Cell {
    let own = || OWN_DATES.iter().filter_map(|k| record.fields.date(k)).max();
    match printer.edition.changed.get(&record.id).copied().or_else(own) {
        Some(date) => format::date(date, printer.lang).into(),
        None => {
            let view = printer.view(record);
            let lost: Vec<String> = OWN_DATES.iter().flat_map(|k| view.answer(k).lost).collect();
            if lost.is_empty() { Cell::unknown() } else { unread(lost) }
        }
    }
}

/// The first purpose; the others are on the sheet.
fn purpose(printer: &Printer, record: &Record) -> Cell {
    let answer = printer.view(record).answer("purposes");
    match (answer.value, record.fields.items("purposes").first()) {
        (_, Some(first)) => Cell::text(printer.words(&Shape::Refs(Kind::Purpose), first)),
        (Some(Value::None), None) => Cell::nothing(),
        _ if !answer.lost.is_empty() => unread(answer.lost),
        _ => Cell::unknown(),
    }
}

fn sensitive(printer: &Printer, record: &Record) -> Cell {
    let answer = printer.view(record).answer("special_categories");
    match answer.value {
        None if answer.lost.is_empty() => Cell::unknown(),
        None => unread(answer.lost),
        Some(Value::Rows(rows)) => {
            // The question is the authority's, and its template lists the national number elsewhere.
            let answer = rows.iter().any(|(_, g)| g.choice("category").is_none_or(|t| is_sensitive(t.id)));
            let which = rows.iter().filter_map(|(_, g)| g.choice("category"));
            let which = joined(which.map(|t| Rich::plain(t.label.get(printer.lang))), ", ");
            match answer {
                true => Cell::text(Rich::bold(YES.get(printer.lang))).with(Part::Small(which)),
                false => Cell::text(Rich::plain(NO.get(printer.lang)))
                    .with(Part::Small(Rich::plain(BESIDE.get(printer.lang)).then(which))),
            }
        }
        Some(_) => NO.get(printer.lang).into(),
    }
}

fn clients(printer: &Printer, record: &Record) -> Cell {
    let answer = printer.view(record).answer("clients");
    match answer.value {
        None if answer.lost.is_empty() => Cell::unknown(),
        None => unread(answer.lost),
        Some(Value::Rows(rows)) => {
            Cell::list(rows.iter().map(|(key, g)| Rich::plain(g.text("name").unwrap_or(key))).collect())
        }
        Some(_) => Cell(vec![Part::Nothing]),
    }
}

fn unread(places: Vec<String>) -> Cell {
    Cell(vec![Part::Unread { partly: false, places }])
}
