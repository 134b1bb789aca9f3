//! A document made from the register and written to a file: what both faces do and say alike.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::error::{Exit, OpError};
use super::export::{Extent, LeftOut, Print, cnil_ods, pdf, retried};
use super::output;
use super::workspace::Workspace;
use crate::model::message::{Message, Text, text};
use crate::model::{Finding, Lang, RecordId};

const MISREAD: Text = text(
    "Le document est incomplet\u{a0}: {n} {n|champ n’a pas pu être lu|champs n’ont pas pu être lus}\u{202f}; il le dit à {n|sa|leur} place et sur sa première page. Corriger, puis exporter de nouveau.",
    "The document is incomplete: {n} {n|field|fields} could not be read; it says so in {n|its|their} place and on its first page. Mend, then export again.",
);
const PAGES: Text = text("{path}\u{a0}: {n} {n|page|pages}", "{path}: {n} {n|page|pages}");
const WRITTEN: Text = text("{path} écrit", "{path} written");
const LEFT_OUT: Text = text(
    "{n} {n|valeur n’a|valeurs n’ont} pas de place dans le modèle de la CNIL et {n|reste|restent} dans le registre seul\u{a0}: {which}",
    "{n} {n|value has|values have} no place in the CNIL’s template and {n|stays|stay} in the register alone: {which}",
);
const INCOMPLETE: Text = text(
    "Une fiche au moins est illisible\u{a0}: le document serait incomplet, il n’est pas écrit.",
    "At least one record cannot be read: the document would be incomplete, it is not written.",
);
const UNREADABLE: Text = text("{file}\u{a0}: {why}", "{file}: {why}");

/// How many of the values without a place a sentence names.
const NAMED: usize = 8;
/// How many files that cannot be read a refusal names.
const NAMED_FILES: usize = 3;

/// A document that silently lacks a sheet would say something false.
pub fn incomplete() -> OpError {
    OpError::new(Exit::Register, INCOMPLETE)
}

/// The document is there.
pub fn written(path: &str, pages: Option<usize>) -> Message {
    match pages {
        Some(n) => PAGES.msg().with("path", path).with("n", n),
        None => WRITTEN.msg().with("path", path),
    }
}

/// It has gaps, and says so; `None` where it has not.
pub fn gaps(misread: &[Finding]) -> Option<Message> {
    let fields = misread.iter().map(|f| (&f.record, &f.path)).collect::<BTreeSet<_>>().len();
    (fields > 0).then(|| MISREAD.msg().with("n", fields))
}

/// What the authority's workbook has no place for; `None` where it holds all.
pub fn left_out(all: &[LeftOut]) -> Option<Message> {
    let mut named: Vec<String> = all.iter().take(NAMED).map(place).collect();
    if all.len() > NAMED {
        named.push("…".to_owned());
    }
    (!all.is_empty()).then(|| LEFT_OUT.msg().with("n", all.len()).with("which", named.join(", ")))
}

fn place(left: &LeftOut) -> String {
    if left.path.is_root() { left.record.to_string() } else { format!("{} {}", left.record, left.path) }
}

/// The documents that are offered where nobody gives options.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Paper {
    Whole,
    Article30,
    Sheet(RecordId),
    CnilOds,
}

impl Paper {
    /// What its file is called where nobody says.
    pub fn file_name(&self) -> String {
        match self {
            Paper::Whole => "registre.pdf".to_owned(),
            Paper::Article30 => "registre-article30.pdf".to_owned(),
            Paper::Sheet(id) => format!("{}.pdf", id.id),
            Paper::CnilOds => "registre.ods".to_owned(),
        }
    }
}

/// A document to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    pub paper: Paper,
    pub path: PathBuf,
    /// Whether a file of that name may go.
    pub replace: bool,
    pub date: NaiveDate,
    /// The language of a PDF; `None`: the register’s own. The authority’s workbook is French.
    pub lang: Option<Lang>,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    Written {
        said: Message,
        warnings: Vec<Message>,
    },
    /// There is a file of that name, and nobody said that it may go.
    Exists,
    /// It was called off; nothing was written.
    Stopped,
}

/// The steps of [`export`], of which `reached` tells.
pub const STEPS: usize = 3;

/// Prints the register as the disk holds it and writes the document: whole or not
/// at all. `reached` is told each step, and says whether to go on.
pub fn export(dir: &Path, request: &Request, reached: &dyn Fn(usize) -> bool) -> Result<Outcome, OpError> {
    let is_there = || !request.replace && request.path.symlink_metadata().is_ok();
    if is_there() {
        return Ok(Outcome::Exists);
    }
    let made = retried(|| {
        if !reached(0) {
            return Ok(None);
        }
        let workspace = Workspace::open(dir)?;
        readable(&workspace)?;
        if !reached(1) {
            return Ok(None);
        }
        make(&workspace, request).map(Some)
    })?;
    let Some(made) = made.filter(|_| reached(2)) else { return Ok(Outcome::Stopped) };
    if is_there() {
        return Ok(Outcome::Exists);
    }
    output::write(&request.path, &made.bytes)?;
    let mut warnings = made.warnings;
    warnings.extend(output::inside(&request.path, dir));
    reached(STEPS);
    Ok(Outcome::Written { said: written(&request.path.display().to_string(), made.pages), warnings })
}

struct Made {
    bytes: Vec<u8>,
    pages: Option<usize>,
    warnings: Vec<Message>,
}

fn make(workspace: &Workspace, request: &Request) -> Result<Made, OpError> {
    let misread: Vec<Finding> = workspace.misread().into_iter().cloned().collect();
    let mut warnings: Vec<Message> = gaps(&misread).into_iter().chain(workspace.newer()).collect();
    let mut print = Print::new(request.lang.unwrap_or_else(|| workspace.register().language()));
    (print.date, print.with_git) = (request.date, true);
    match &request.paper {
        Paper::CnilOds => {
            let out = cnil_ods(workspace)?;
            warnings.extend(left_out(&out.left_out));
            warnings.extend(out.warnings);
            return Ok(Made { bytes: out.bytes, pages: None, warnings });
        }
        Paper::Whole => {}
        Paper::Article30 => print.extent = Extent::Article30,
        Paper::Sheet(id) => print.only = Some(id.clone()),
    }
    let out = pdf(workspace, &print)?;
    warnings.extend(out.warnings);
    Ok(Made { bytes: out.bytes, pages: Some(out.pages), warnings })
}

/// Refuses where a file cannot be read, and names it.
fn readable(workspace: &Workspace) -> Result<(), OpError> {
    let mut unreadable = workspace.unreadable().peekable();
    if unreadable.peek().is_none() {
        return Ok(());
    }
    let named = unreadable
        .take(NAMED_FILES)
        .map(|f| UNREADABLE.msg().with("file", f.file.as_str()).with("why", f.message.clone()));
    Err(named.fold(incomplete(), OpError::hint))
}
