//! The register as a document: what an authority is shown.
//!
//! Every field comes from the field table: a field of the model that has no place in the sections
//! fails a test, and what is filled in is always printed.

mod annexes;
mod columns;
mod format;
mod list;
mod opening;
mod print;
mod sections;
mod sheet;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::model::field::Role;
use crate::model::id::{Id, RecordId};
use crate::model::kind::Kind;
use crate::model::message::{Lang, Text, text};
use crate::model::record::{Record, Register};
use crate::report::register::print::Printer;
use crate::report::{Block, Document, Heading};

/// What is known of the printed state from outside the records.
#[derive(Clone, Debug, Default)]
pub struct Edition {
    pub lang: Lang,
    /// The register's date, on every page.
    pub date: NaiveDate,
    /// The git tree id of the register's folder, in hexadecimal; empty where there is none.
    pub fingerprint: String,
    /// The commit the state was read from, and its date; on the cover only.
    pub commit: Option<(String, NaiveDate)>,
    /// When each record last changed, as git says.
    pub changed: BTreeMap<RecordId, NaiveDate>,
}

const SHEETS: Text = text("Fiches de registre", "Sheets");
const SHEETS_PROCESSOR: Text =
    text("Fiches du registre de sous-traitant", "Sheets of the processor’s register");
const NO_ACTIVITY: Text =
    text("Le registre ne contient encore aucune activité.", "The register holds no activity yet.");

/// The whole register.
pub fn whole(register: &Register, edition: &Edition) -> Document {
    let printer = Printer::new(register, edition, None);
    let lang = edition.lang;
    let mut blocks = opening::contents(&printer);
    blocks.extend(opening::organisation(&printer));
    blocks.extend(list::activities(&printer));
    for (role, title, name) in
        [(Role::Controller, SHEETS, "sheets"), (Role::Processor, SHEETS_PROCESSOR, "processor-sheets")]
    {
        let records = activities(register, lang, role);
        for (i, record) in records.iter().enumerate() {
            blocks.push(Block::PageBreak);
            if i == 0 {
                blocks.push(Block::Heading(Heading::new(1, title.get(lang), printer.section_anchor(name))));
            }
            blocks.extend(sheet::sheet(&printer, record));
        }
    }
    if register.of(Kind::Activity).next().is_none() {
        blocks.push(Block::Paragraph(NO_ACTIVITY.get(lang).into()));
    }
    blocks.extend(annexes::annexes(&printer));
    opening::document(&printer, blocks)
}

/// One activity's sheet alone, with who answers for it; `None` if there is no such activity.
pub fn sheet(register: &Register, edition: &Edition, activity: &Id) -> Option<Document> {
    let record = register.find(Kind::Activity, activity)?;
    let printer = Printer::new(register, edition, Some(record));
    let mut blocks = opening::sheet_head(&printer);
    blocks.extend(sheet::sheet(&printer, record));
    Some(opening::sheet_document(&printer, record, blocks))
}

/// The activities of one role, by reference number then title.
fn activities(register: &Register, lang: Lang, role: Role) -> Vec<&Arc<Record>> {
    let mut records: Vec<&Arc<Record>> = register.of(Kind::Activity).filter(|r| r.role() == role).collect();
    records.sort_by_key(|r| {
        let number = r.fields.text("ref").unwrap_or_default();
        (number.is_empty(), number.to_owned(), r.title(lang).to_lowercase())
    });
    records
}
