//! The register as a document: PDF, the authority's spreadsheet.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};

use super::committed::repository;
use super::error::{Exit, OpError};
use super::status::{FileState, record_of};
use super::workspace::Workspace;
pub use crate::export::cnil_ods::{Exported, LeftOut};
pub use crate::export::pdf::Pdf;
use crate::export::pdf::{PdfOptions, render};
use crate::export::{cnil_ods, pdf};
use crate::history::{self, LastChange, RegisterPath, Repo};
use crate::model::message::{Lang, Message, Text, text};
use crate::model::{Kind, RecordId};
use crate::report::Unread;
pub use crate::report::register::Extent;
use crate::report::register::{Edition, sheet, whole};

const NOT_AN_ACTIVITY: Text = text(
    "{id} n’est pas une activité\u{a0}: seule une activité s’imprime à part.",
    "{id} is no activity: only an activity is printed by itself.",
);

const NOT_COMMITTED: Text = text(
    "Le registre a des changements non validés\u{a0}: le document ne nomme aucun commit. Pour une pièce à remettre\u{a0}: registre valider, puis exporter.",
    "The register has uncommitted changes: the document names no commit. For a document to hand over: registre commit, then export.",
);

const FOREIGN: Text = text(
    "Des fichiers étrangers au registre, suivis par git dans son dossier, ont changé ({files})\u{a0}: le document ne nomme aucun commit. Pour une pièce à remettre\u{a0}: les valider avec git, puis exporter.",
    "Files foreign to the register, which git tracks in its folder, changed ({files}): the document names no commit. For a document to hand over: commit them with git, then export.",
);

const CHANGED: Text = text(
    "Le registre a changé pendant l’impression\u{a0}: le document ne serait pas celui que son empreinte désigne, il n’est pas écrit.",
    "The register changed while it was printed: the document would not be what its fingerprint stands for, it is not written.",
);
const CHANGED_HINT: Text = text(
    "Recommencer quand rien n’écrit plus dans le registre.",
    "Try again once nothing writes to the register.",
);

/// How many times a document is made anew because somebody writes to the register meanwhile.
const ROUNDS: usize = 4;

/// What to print.
#[derive(Clone, Debug)]
pub struct Print {
    pub lang: Lang,
    /// The register's date, on every page.
    pub date: NaiveDate,
    /// One activity alone.
    pub only: Option<RecordId>,
    pub extent: Extent,
    /// Whether a field that neither the law nor good practice asks for is said to be unknown too.
    pub all_fields: bool,
    /// Whether to print what git alone knows: the commit, the dates of the last changes. The
    /// fingerprint of the content is printed either way.
    pub with_git: bool,
}

impl Print {
    /// The whole register, without git.
    pub fn new(lang: Lang) -> Print {
        let (date, extent) = (NaiveDate::default(), Extent::default());
        Print { lang, date, only: None, extent, all_fields: false, with_git: false }
    }
}

/// Makes a document, anew where somebody changed the register since it was read: `make` reads it.
pub fn retried<T>(mut make: impl FnMut() -> Result<T, OpError>) -> Result<T, OpError> {
    for _ in 1..ROUNDS {
        match make() {
            Err(error) if error.exit == Exit::Conflict => {}
            done => return done,
        }
    }
    make()
}

/// Prints the register as it was read from the disk. The same content, date and language give the same
/// bytes, as long as git is left out. A conflict when the disk does not hold that content any more.
pub fn pdf(workspace: &Workspace, print: &Print) -> Result<Pdf, OpError> {
    // The fingerprint is taken from the disk: before and after, it must hold what was read.
    let fingerprint = fingerprint(workspace)?;
    unchanged(workspace)?;
    let edition = edition(workspace, print, fingerprint.to_string())?;
    if self::fingerprint(workspace)? != fingerprint {
        return Err(changed());
    }
    let register = workspace.saved();
    let document = match &print.only {
        None => whole(register, &edition),
        Some(id) => {
            let document = (id.kind == Kind::Activity).then(|| sheet(register, &edition, &id.id)).flatten();
            let refused = || OpError::new(Exit::Usage, NOT_AN_ACTIVITY.msg().with("id", id.to_string()));
            document.ok_or_else(refused)?
        }
    };
    let created = print.date.and_time(NaiveTime::MIN);
    let mut pdf = render(&document, &PdfOptions { created })
        .map_err(|e: pdf::PdfError| internal(e.message().clone()))?;
    if print.with_git
        && edition.commit.is_none()
        && let Some(repo) = Repo::discover(workspace.dir())?
    {
        pdf.warnings.push(why_no_commit(&repo)?);
    }
    Ok(pdf)
}

/// The fingerprint of what is on disk, or of what the commit holds that the register was read from.
fn fingerprint(workspace: &Workspace) -> Result<history::Fingerprint, OpError> {
    let Some(commit) = workspace.past() else { return Ok(history::fingerprint(workspace.dir())?) };
    let fingerprint = repository(workspace)?.fingerprint_at(commit)?;
    // It was read from there.
    fingerprint.ok_or_else(changed)
}

/// Why the document names no commit: the register changed, or what else git tracks in its folder.
fn why_no_commit(repo: &Repo) -> Result<Message, OpError> {
    let changed = repo.status()?;
    if changed.is_empty() || changed.iter().any(|f| history::is_register_file(f.path.as_path())) {
        return Ok(NOT_COMMITTED.msg());
    }
    let files = changed.iter().filter(|f| f.state != FileState::Untracked);
    let files: Vec<String> = files.map(|f| f.path.as_path().display().to_string()).collect();
    Ok(FOREIGN.msg().with("files", files.join(", ")))
}

/// The register in the authority's own layout, and what it could not hold. A conflict as for [`pdf()`].
pub fn cnil_ods(workspace: &Workspace) -> Result<Exported, OpError> {
    unchanged(workspace)?;
    cnil_ods::export_with(workspace.saved(), &unread(workspace)).map_err(|e| internal(e.message()))
}

fn unchanged(workspace: &Workspace) -> Result<(), OpError> {
    if workspace.is_as_read()? { Ok(()) } else { Err(changed()) }
}

fn changed() -> OpError {
    OpError::new(Exit::Conflict, CHANGED).hint(CHANGED_HINT)
}

/// The fields that could not be read, with the lines where they stand.
fn unread(workspace: &Workspace) -> Unread {
    let mut unread = Unread::default();
    for finding in workspace.misread() {
        let Some(id) = &finding.record else { continue };
        let place = match workspace.place(finding) {
            Some(place) => format!("{}:{}", finding.file, place.at.line),
            None => finding.file.clone(),
        };
        unread.add(id, &finding.path, place);
    }
    unread
}

fn internal(message: crate::model::Message) -> OpError {
    OpError::new(Exit::Internal, message)
}

fn edition(workspace: &Workspace, print: &Print, fingerprint: String) -> Result<Edition, OpError> {
    let Print { lang, date, extent, all_fields, .. } = *print;
    let unread = unread(workspace);
    let mut edition = Edition { lang, date, fingerprint, unread, extent, all_fields, ..Edition::default() };
    if !print.with_git {
        return Ok(edition);
    }
    let Some(repo) = Repo::discover(workspace.dir())? else { return Ok(edition) };
    if let Some(commit) = workspace.past() {
        edition.commit = commit.date.map(|date| (commit.id.to_string(), date.date_naive()));
        edition.changed = dates(repo.last_changes_at(commit)?);
        return Ok(edition);
    }
    // A commit is named only where it holds exactly what is printed.
    let committed = repo.head_fingerprint()?.map(|f| f.to_string());
    if committed.as_ref() == Some(&edition.fingerprint) {
        edition.commit = repo.head_commit()?.and_then(|c| Some((c.id.to_string(), c.date?.date_naive())));
    }
    edition.changed = last_changes(&repo)?;
    Ok(edition)
}

fn dates(changes: BTreeMap<RegisterPath, LastChange>) -> BTreeMap<RecordId, NaiveDate> {
    let date = |(path, change): (RegisterPath, LastChange)| {
        Some((record_of(&path)?, change.commit().date?.date_naive()))
    };
    changes.into_iter().filter_map(date).collect()
}

/// When each record last changed, as the commits say; a record changed since has no date.
fn last_changes(repo: &Repo) -> Result<BTreeMap<RecordId, NaiveDate>, OpError> {
    let mut dates = dates(repo.last_changes()?);
    for file in repo.status()? {
        for path in file.touched() {
            if let Some(id) = record_of(path) {
                dates.remove(&id);
            }
        }
    }
    Ok(dates)
}
