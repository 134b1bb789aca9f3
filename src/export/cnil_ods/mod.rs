//! The register in the authority's own layout: the simplified register as a workbook, with one record sheet an
//! activity. What the layout has no place for is listed, so that nothing is lost silently.
//!
//! The identifiers of the records and the names of their rows travel as document properties, which no cell shows
//! and spreadsheet programs keep: importing the workbook finds the same records again.

mod fixed;
mod held;
mod list;
mod look;
mod record;
mod tabs;
mod unread;

use crate::law::cnil_form::{properties, sheets};
use crate::model::{Id, Kind, Lang, Message, Path, Record, RecordId, Register, Role, Text, text};
use crate::report::Unread;
use crate::sheet::write::{Book, Page};
use crate::sheet::{SheetError, write_ods};

use held::Held;

/// A workbook, and what of the register it could not hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Exported {
    /// The bytes of the `.ods` file: the same register gives the same bytes.
    pub bytes: Vec<u8>,
    /// By record, then in the order of its fields.
    pub left_out: Vec<LeftOut>,
    /// What a reader of the workbook must know that it lacks: whole activities, and the state of others.
    pub warnings: Vec<Message>,
}

/// A value of the register that the layout has no place for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LeftOut {
    pub record: RecordId,
    /// The field; the root when the record has no place at all.
    pub path: Path,
}

/// Writes a register of which everything could be read into the authority's layout.
pub fn export(register: &Register) -> Result<Exported, SheetError> {
    export_with(register, &Unread::default())
}

/// Writes the register into the authority's layout; what could not be read is said in its place and on
/// the first sheet.
pub fn export_with(register: &Register, unread: &Unread) -> Result<Exported, SheetError> {
    let mut out = Writer { register, unread, held: Held::default(), properties: Vec::new() };
    let mut activities: Vec<&Record> =
        register.of(Kind::Activity).map(AsRef::as_ref).filter(|r| r.role() == Role::Controller).collect();
    activities
        .sort_by_key(|r| (r.fields.text("ref").is_none(), r.fields.text("ref").map(by_number), r.id.clone()));
    let mut names =
        tabs::Names::new([sheets::TUTORIAL, sheets::LIST, sheets::MODEL, sheets::EXAMPLE, sheets::LISTS]);
    let mut pages: Vec<Page> = vec![fixed::tutorial(unread)];
    pages.push(list::page(&mut out, &activities));
    pages.push(record::model());
    pages.push(record::example());
    for activity in &activities {
        let name = names.of(activity);
        pages.push(record::page(&mut out, activity, name));
    }
    pages.push(fixed::lists());
    let title = register.organisation().and_then(|o| o.fields.text("name")).unwrap_or_default();
    let book = Book {
        title: format!("Registre des activités de traitement {title}").trim().to_owned(),
        language: "fr-FR".to_owned(),
        pages,
        lists: fixed::choices(),
        properties: std::mem::take(&mut out.properties),
    };
    let left_out = out.held.left_out(register);
    Ok(Exported { bytes: write_ods(&book)?, left_out, warnings: warnings(register) })
}

const PROCESSOR: Text = text(
    "{n} {n|activité exercée comme sous-traitant n’est|activités exercées comme sous-traitant ne sont} pas dans le classeur\u{a0}: le modèle de la CNIL est celui du responsable de traitement ({which}).",
    "{n} {n|activity carried out as a processor is|activities carried out as a processor are} not in the workbook: the CNIL’s template is the controller’s ({which}).",
);
const STATUS: Text = text(
    "Le modèle de la CNIL n’a pas de place pour l’état d’une activité\u{a0}: {which} {n|y figure|y figurent} comme si {n|elle était|elles étaient} en cours.",
    "The CNIL’s template has no place for the status of an activity: {which} {n|stands|stand} there as if in use.",
);

/// What the workbook lacks without showing it.
fn warnings(register: &Register) -> Vec<Message> {
    let all = || register.of(Kind::Activity).map(AsRef::as_ref);
    let elsewhere: Vec<String> =
        all().filter(|r: &&Record| r.role() != Role::Controller).map(|r| r.id.to_string()).collect();
    let of_status = |lang| {
        all()
            .filter(|r: &&Record| r.role() == Role::Controller)
            .filter_map(|r| Some((r, r.fields.choice("status").filter(|t| t.id != "active")?)))
            .map(|(r, status)| format!("{} ({})", r.id, status.label.get(lang)))
            .collect::<Vec<String>>()
    };
    let mut out = Vec::new();
    if !elsewhere.is_empty() {
        out.push(PROCESSOR.msg().with("n", elsewhere.len()).with("which", elsewhere.join(", ")));
    }
    let other = of_status(Lang::Fr);
    if !other.is_empty() {
        let which = text("{fr}", "{en}").msg().with("fr", other.join(", "));
        let which = which.with("en", of_status(Lang::En).join(", "));
        out.push(STATUS.msg().with("n", other.len()).with("which", which));
    }
    out
}

/// A reference as people sort it: T-2 before T-10.
fn by_number(reference: &str) -> Vec<(u64, String)> {
    let mut out: Vec<(u64, String)> = vec![(0, String::new())];
    let mut in_number = false;
    for c in reference.chars() {
        let Some(last) = out.last_mut() else { break };
        match c.to_digit(10).map(u64::from) {
            Some(d) if in_number => last.0 = last.0.saturating_mul(10).saturating_add(d),
            Some(d) => {
                out.push((d, String::new()));
                in_number = true;
            }
            None => {
                last.1.push(c);
                in_number = false;
            }
        }
    }
    out
}

/// What the pages are made from, and what is noted while they are made.
struct Writer<'r> {
    register: &'r Register,
    unread: &'r Unread,
    held: Held,
    properties: Vec<(String, String)>,
}

impl Writer<'_> {
    /// Remembers which record a text in the cells stands for.
    fn remember(&mut self, kind: Kind, id: &Id, text: &str) {
        let name = format!("{}{}:{id}", properties::PREFIX, kind.word());
        if self.properties.iter().all(|(n, _)| *n != name) {
            self.properties.push((name, text.to_owned()));
        }
    }

    /// Remembers the names of an activity's rows in the order of the sheet.
    fn remember_rows(&mut self, activity: &Id, field: &str, names: &[RowName]) {
        if names.is_empty() {
            return;
        }
        let value: Vec<String> = names
            .iter()
            .map(|n| match &n.retention {
                Some(rule) => format!("{}={}={rule}", n.name, n.rank),
                None => format!("{}={}", n.name, n.rank),
            })
            .collect();
        self.properties.push((format!("{}{activity}:{field}", properties::ROWS), value.join(" ")));
    }
}

/// What a row of a sheet is called in the register: its name, its rank in the record, its retention rule (two rules
/// may be worded alike).
struct RowName {
    name: String,
    rank: usize,
    retention: Option<Id>,
}

impl RowName {
    fn new(name: &str, rank: usize) -> RowName {
        RowName { name: name.to_owned(), rank, retention: None }
    }
}
