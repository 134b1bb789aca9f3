//! The register as a document: what an authority is shown.
//!
//! Every field comes from the field table: a field of the model that has no place in the sections
//! fails a test, and what is filled in is always printed (by the full edition), as is what stands in a
//! file and could not be read. Values are read through a `View`, which knows what the edition shows.

mod annexes;
mod columns;
mod extent;
mod format;
mod list;
mod opening;
mod print;
mod sections;
mod sheet;
mod view;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;

use crate::model::field::Role;
use crate::model::fold::fold;
use crate::model::id::{Id, RecordId};
use crate::model::kind::Kind;
use crate::model::message::{Lang, Text, text};
use crate::model::path::Path;
use crate::model::record::{Record, Register};
pub use crate::report::register::extent::Extent;
use crate::report::register::print::Printer;
use crate::report::{Block, Document, Heading, Unread};

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
    /// What stands in the files and could not be read.
    pub unread: Unread,
    pub extent: Extent,
    /// Whether a field that neither the law nor good practice asks for is said to be unknown too.
    pub all_fields: bool,
}

const SHEETS: Text = text("Fiches de registre", "Sheets");
const SHEETS_PROCESSOR: Text =
    text("Fiches du registre de sous-traitant", "Sheets of the processor’s register");
const NO_ACTIVITY: Text =
    text("Le registre ne contient encore aucune activité.", "The register holds no activity yet.");

/// The whole register.
pub fn whole(register: &Register, edition: &Edition) -> Document {
    let on_sheets: BTreeSet<RecordId> = match (edition.extent, edition.unread.is_empty()) {
        (Extent::Article30, false) => register.of(Kind::Activity).flat_map(|a| named_by(a)).collect(),
        _ => BTreeSet::new(),
    };
    let shown = |id: &RecordId, path: &Path| {
        let role = register.get(id).map_or(Role::Controller, |r| r.role());
        let printed =
            edition.extent == Extent::Full || *id == RecordId::organisation() || on_sheets.contains(id);
        printed && edition.extent.holds_path(id.kind, path, role)
    };
    let edition = &Edition { unread: edition.unread.only(shown), ..edition.clone() };
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
    if edition.extent == Extent::Full {
        blocks.extend(annexes::annexes(&printer));
    }
    opening::document(&printer, blocks)
}

/// One activity's sheet alone, with who answers for it; `None` if there is no such activity.
pub fn sheet(register: &Register, edition: &Edition, activity: &Id) -> Option<Document> {
    let record = register.find(Kind::Activity, activity)?;
    let on_it: BTreeSet<RecordId> = named_by(record);
    let shown = |id: &RecordId, path: &Path| {
        on_it.contains(id) && edition.extent.holds_path(id.kind, path, record.role())
    };
    let edition = &Edition { unread: edition.unread.only(shown), ..edition.clone() };
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
        (number.is_empty(), number.to_owned(), fold(r.title(lang)))
    });
    records
}

/// The records of which a sheet says something: its own, the organisation's, and those it refers to.
fn named_by(activity: &Record) -> BTreeSet<RecordId> {
    let mut named: BTreeSet<RecordId> =
        activity.references().into_iter().map(|(_, kind, id)| RecordId::new(kind, id.clone())).collect();
    named.extend([activity.id.clone(), RecordId::organisation()]);
    named
}
