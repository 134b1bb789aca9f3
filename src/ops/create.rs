//! New records: empty ones, and copies of others.

use std::path::Path as FsPath;

use chrono::NaiveDate;

use super::error::{Exit, OpError};
use super::pick;
use super::workspace::Workspace;
use crate::model::message::{Lang, Text, text};
use crate::model::{Change, Id, Kind, Record, RecordId, Value, fields_of, vocabulary};

const NAMELESS: Text = text(
    "Donner un nom (--name) ou un identifiant à la nouvelle fiche.",
    "Give the new record a name (--name) or an identifier.",
);
pub(super) const NO_LETTERS: Text = text(
    "«\u{a0}{name}\u{a0}» ne donne pas d’identifiant\u{a0}: en donner un.",
    "“{name}” makes no identifier: give one.",
);
const INIT: Text = text(
    "Le registre n’a qu’un organisme, dans register.toml.",
    "The register has one organisation, in register.toml.",
);
const COPY_OF: Text = text("{name} (copie)", "{name} (copy)");

/// Answers that are of one sheet alone: a copy starts without them.
const NOT_COPIED: &[&str] = &[
    "name_en",
    "ref",
    "created_on",
    "updated_on",
    "started_on",
    "ended_on",
    "reviewed_on",
    "reviewed_by",
    "next_review_on",
    "origin",
];

/// What a new record is to be.
#[derive(Clone, Debug)]
pub struct NewRecord<'a> {
    pub kind: Kind,
    pub id: Option<Id>,
    pub name: Option<&'a str>,
    /// The record to copy.
    pub from: Option<RecordId>,
    /// The language of a copy's name.
    pub lang: Lang,
}

/// A record that says only its name. An activity begins as a draft, made on the day.
pub fn blank(id: RecordId, name: Option<&str>, today: NaiveDate) -> Record {
    let mut record = Record::new(id);
    let table = fields_of(record.id.kind);
    if let Some(name) = name {
        let _ = record.fields.set(table, "name", Value::text(name));
    }
    draft(&mut record, today);
    record
}

/// A copy of `record` under another identifier: all its answers but those of one sheet alone.
pub fn duplicate(record: &Record, id: RecordId, name: Option<&str>, lang: Lang, today: NaiveDate) -> Record {
    let mut copy = Record { id, fields: record.fields.clone() };
    for key in NOT_COPIED {
        copy.fields.unset(key);
    }
    let name = match name {
        Some(name) => name.to_owned(),
        None => COPY_OF.msg().with("name", record.title(Lang::Fr)).get(lang),
    };
    let _ = copy.fields.set(fields_of(copy.id.kind), "name", Value::text(name));
    draft(&mut copy, today);
    copy
}

fn draft(record: &mut Record, today: NaiveDate) {
    if let (Kind::Activity, Some(term)) = (record.id.kind, vocabulary::STATUSES.get("draft")) {
        let table = fields_of(Kind::Activity);
        let _ = record.fields.set(table, "status", Value::Choice(term));
        let _ = record.fields.set(table, "created_on", Value::Date(today));
    }
}

/// Opens what is needed of the register in `dir` and makes the record in memory. The identifier is
/// made from the name where none is given.
pub fn create(dir: &FsPath, new: &NewRecord<'_>) -> Result<(Workspace, RecordId), OpError> {
    if new.kind == Kind::Organisation {
        return Err(OpError::new(Exit::Usage, INIT));
    }
    let taken = |id: &Id| pick::exists(dir, &RecordId::new(new.kind, id.clone()));
    let id = match (&new.id, new.name, &new.from) {
        (Some(id), ..) => id.clone(),
        (None, Some(name), _) => Id::from_name(name)
            .ok_or_else(|| OpError::new(Exit::Usage, NO_LETTERS.msg().with("name", name)))?
            .free(taken),
        (None, None, Some(from)) => from.id.clone().free(taken),
        (None, None, None) => return Err(OpError::new(Exit::Usage, NAMELESS)),
    };
    let id = RecordId::new(new.kind, id);
    let mut ids = vec![RecordId::organisation(), id.clone()];
    ids.extend(new.from.clone());
    let mut workspace = Workspace::open_only(dir, &ids)?;
    let record = match &new.from {
        None => blank(id.clone(), new.name, workspace.today()),
        Some(from) if from.kind != new.kind => {
            let other = text(
                "{from} n’est pas du même genre que la nouvelle fiche ({kind}).",
                "{from} is not of the new record’s kind ({kind}).",
            );
            let message = other.msg().with("from", from.to_string()).with("kind", new.kind.singular());
            return Err(OpError::new(Exit::Usage, message));
        }
        Some(from) => {
            duplicate(pick::read(&workspace, from)?, id.clone(), new.name, new.lang, workspace.today())
        }
    };
    workspace.apply(Change::Create { record })?;
    Ok((workspace, id))
}
