//! The authority's simplified register (`.ods` or `.xlsx`, both editions): the list sheet and any number of
//! record sheets, found by their labels wherever the sheets and rows went.

mod build;
mod example;
mod form;
mod hints;
mod ledger;
mod list;
mod record;

use chrono::NaiveDate;

use crate::import::plan::{ImportError, Plan, SheetUse};
use crate::law::cnil_form::{key, sheets};
use crate::model::Register;
use crate::sheet::{Limits, Sheet, Workbook};

use form::Form;
use list::List;

/// What to import.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Also the sheet that the authority gives as an example.
    pub with_example: bool,
    /// The day to write down as that of the import, when one is wanted.
    pub today: Option<NaiveDate>,
    /// The fingerprint of the file, by which it is known again.
    pub fingerprint: Option<String>,
}

/// Reads the bytes of a workbook and plans its import into `register`.
pub fn import_bytes(bytes: &[u8], register: &Register, options: &Options) -> Result<Plan, ImportError> {
    let book = crate::sheet::read(bytes, &Limits::default())?;
    import(&book, register, options)
}

/// Plans the import of a workbook into `register`.
pub fn import(book: &Workbook, register: &Register, options: &Options) -> Result<Plan, ImportError> {
    let mut parts = Parts::default();
    for (at, sheet) in book.sheets.iter().enumerate() {
        parts.take(at, sheet, options);
    }
    if parts.lists.is_empty() && parts.forms.is_empty() && !parts.seen_form {
        return Err(ImportError::NotTheForm);
    }
    Ok(build::plan(book, parts, register, options))
}

/// The sheets of a workbook, told apart.
#[derive(Default)]
struct Parts<'b> {
    lists: Vec<List>,
    /// Record sheets, with their position in the workbook.
    forms: Vec<(usize, Form)>,
    foreign: Vec<&'b Sheet>,
    /// The sheet of lists, when the workbook has it.
    words: Option<&'b Sheet>,
    /// What each sheet was taken for; records are named once they are made.
    uses: Vec<(String, Option<SheetUse>)>,
    /// Whether an example or an empty model was seen.
    seen_form: bool,
}

impl<'b> Parts<'b> {
    fn take(&mut self, at: usize, sheet: &'b Sheet, options: &Options) {
        let found = if let Some(labels) = record::label_column(sheet) {
            let mut form = record::read(sheet, labels);
            example::part(&mut form);
            self.seen_form = true;
            if form.example && !options.with_example {
                Some(SheetUse::Example)
            } else if form.is_blank() {
                Some(SheetUse::EmptyModel)
            } else {
                self.forms.push((at, form));
                None
            }
        } else if let Some(list) = list::read(sheet) {
            self.lists.push(list);
            Some(SheetUse::List)
        } else if is_lists(sheet) {
            self.words = Some(sheet);
            Some(SheetUse::Help)
        } else if is_tutorial(sheet) || sheet.cells.is_empty() {
            Some(SheetUse::Help)
        } else {
            self.foreign.push(sheet);
            Some(SheetUse::Foreign)
        };
        self.uses.push((sheet.name.clone(), found));
    }
}

/// Whether a sheet that was filled in still bears marks of the example.
fn looks_like_example(form: &Form) -> bool {
    form.title.as_ref().is_some_and(|t| key(&t.text).starts_with("exemple")) || !form.remains.is_empty()
}

fn is_lists(sheet: &Sheet) -> bool {
    let first: Vec<String> = sheet.row(0).map(|(_, c)| key(&c.text)).collect();
    let has = |w: &str| first.iter().any(|t| t == w);
    has("garanties") && has("pays")
}

fn is_tutorial(sheet: &Sheet) -> bool {
    key(&sheet.name) == key(sheets::TUTORIAL)
        || sheet.cells.values().take(3).any(|c| key(&c.text).contains("fiche tutorielle"))
}
