//! The tables at the end: purposes, retention rules, processors, transfers.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::field::{Role, Shape, fields_of};
use crate::model::fold::fold;
use crate::model::id::RecordId;
use crate::model::kind::Kind;
use crate::model::message::{Text, text};
use crate::model::record::Record;
use crate::report::register::columns::{Col, PROCESSORS, PURPOSES, RETENTION, columns_for};
use crate::report::register::print::{Printer, joined};
use crate::report::{Block, Cell, Column, Heading, Part, Rich, Table, TableRow};

const PURPOSES_TITLE: Text = text("Finalités et bases légales", "Purposes and legal bases");
const RETENTION_TITLE: Text = text("Durées de conservation", "Retention rules");
const PROCESSORS_TITLE: Text = text("Sous-traitants", "Processors");
const TRANSFERS_TITLE: Text =
    text("Transferts hors de l’Union européenne", "Transfers outside the European Union");
const USED_BY: Text = text("Utilisée par", "Used by");
const WHERE: Text = text("Inscrit à", "Entered in");
const UNUSED: Text = text("aucune fiche", "no record");
const NONE_YET: Text =
    text("Aucune fiche de ce genre dans le registre.", "No record of this kind in the register.");
const NO_TRANSFER: Text = text(
    "Aucun transfert n’est inscrit, ni dans une activité ni chez un sous-traitant.",
    "No transfer is entered, neither in an activity nor with a processor.",
);

/// All four, one after the other on pages of their own.
pub fn annexes(printer: &Printer) -> Vec<Block> {
    let mut blocks = vec![Block::PageBreak];
    let users = users(printer);
    for (kind, title, columns) in [
        (Kind::Purpose, PURPOSES_TITLE, PURPOSES),
        (Kind::Retention, RETENTION_TITLE, RETENTION),
        (Kind::Processor, PROCESSORS_TITLE, PROCESSORS),
    ] {
        opened(printer, &mut blocks, title, &format!("{}-table", kind.word()));
        let mut records: Vec<&Arc<Record>> = printer.register.of(kind).collect();
        records.sort_by_key(|r| fold(r.title(printer.lang)));
        if records.is_empty() {
            blocks.push(Block::Paragraph(NONE_YET.get(printer.lang).into()));
        } else {
            blocks.push(table(printer, kind, columns, &records, &users));
        }
    }
    opened(printer, &mut blocks, TRANSFERS_TITLE, "transfers-table");
    blocks.push(transfers(printer));
    blocks
}

fn opened(printer: &Printer, blocks: &mut Vec<Block>, title: Text, name: &str) {
    blocks.push(Block::Heading(Heading::new(1, title.get(printer.lang), printer.section_anchor(name))));
}

fn table(
    printer: &Printer,
    kind: Kind,
    columns: &'static [Col],
    records: &[&Arc<Record>],
    users: &Users,
) -> Block {
    let lang = printer.lang;
    let fields = fields_of(kind);
    let columns: Vec<&'static Col> = columns.iter().collect();
    let mut heads: Vec<Column> =
        columns.iter().map(|c| Column::new(printer.title(c, fields), c.share)).collect();
    let sum: f32 = columns.iter().map(|c| c.share).sum();
    heads.push(Column::new(USED_BY.get(lang), sum * 0.16));
    let rows = records.iter().map(|record| {
        let view = printer.view(record).asked_of(Role::Controller);
        // The processors' transfers have a table of their own, with the same columns as the sheets'.
        let transfers = view.answer("transfers");
        let apart = transfers.lost.is_empty() && transfers.value.is_some_and(|v| v.as_rows().is_some());
        let elsewhere: &[&'static str] = if apart { &["transfers"] } else { &[] };
        let mut row = printer.table_row_without(&columns, &view, elsewhere);
        if let Some(cell) = row.cells.first_mut() {
            named(printer, record, cell);
        }
        row.cells.push(used_by(printer, users.get(&record.id)));
        row.anchor = Some(printer.anchor(&record.id));
        row
    });
    let rows = rows.collect();
    Block::Table(Table { columns: heads, rows })
}

/// The record's title in the document's language stands first and bold.
fn named(printer: &Printer, record: &Record, cell: &mut Cell) {
    let title = record.title(printer.lang);
    if record.fields.text("name") == Some(title) {
        if let Some(Part::Text(first)) = cell.0.first_mut() {
            first.0.iter_mut().for_each(|r| r.bold = true);
        }
    } else {
        cell.0.retain(|p| *p != Part::Unknown);
        cell.0.insert(0, Part::Text(Rich::bold(title)));
    }
}

/// Who refers to each record: gathered once, for a large register is looked through once.
type Users = BTreeMap<RecordId, BTreeSet<RecordId>>;

fn users(printer: &Printer) -> Users {
    let mut users = Users::new();
    for record in printer.register.iter() {
        for (_, kind, id) in record.references() {
            users.entry(RecordId::new(kind, id.clone())).or_default().insert(record.id.clone());
        }
    }
    users
}

fn used_by(printer: &Printer, users: Option<&BTreeSet<RecordId>>) -> Cell {
    let used: Vec<Rich> = users
        .into_iter()
        .flatten()
        .filter_map(|id| printer.register.get(id))
        .map(|r| match r.fields.text("ref") {
            Some(number) => {
                let mut link = printer.link(r);
                link.0.iter_mut().for_each(|run| run.text = number.to_owned());
                link
            }
            None => printer.link(r),
        })
        .collect();
    if used.is_empty() {
        return Cell::text(Rich::muted(UNUSED.get(printer.lang)));
    }
    Cell::text(joined(used, ", "))
}

fn transfers(printer: &Printer) -> Block {
    let lang = printer.lang;
    let mut rows: Vec<TableRow> = Vec::new();
    let mut heads = Vec::new();
    for kind in [Kind::Activity, Kind::Processor] {
        let field = fields_of(kind).iter().find(|f| f.key == "transfers");
        let Some(Shape::Rows(inner)) = field.map(|f| f.shape) else { continue };
        let columns: Vec<&'static Col> = columns_for("transfers").iter().collect();
        heads = columns.iter().map(|c| Column::new(printer.title(c, inner), c.share)).collect();
        for record in printer.register.of(kind) {
            let whole = printer.view(record);
            let lost = whole.answer("transfers").lost;
            if !lost.is_empty() {
                let more = Cell(vec![Part::Unread { partly: false, places: lost }]);
                rows.push(TableRow { cells: vec![printer.link(record).into()], more, anchor: None });
            }
            for (_, view) in whole.rows("transfers") {
                let mut row = printer.table_row(&columns, &view);
                row.cells.insert(0, printer.link(record).into());
                // An activity's transfer stands whole on its sheet.
                if kind == Kind::Activity {
                    row.more = Cell::default();
                }
                rows.push(row);
            }
        }
    }
    if rows.is_empty() {
        return Block::Paragraph(NO_TRANSFER.get(lang).into());
    }
    heads.insert(0, Column::new(WHERE.get(lang), 1.4));
    Block::Table(Table { columns: heads, rows })
}
