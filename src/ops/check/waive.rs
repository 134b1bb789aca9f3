//! A waiver, written into the record that it serves.

use chrono::NaiveDate;

use crate::check::{Named, WAIVERS, is_blank};
use crate::model::diff::RecordChange;
use crate::model::message::{Text, text};
use crate::model::{Change, Finding, Group, Path, RecordId, Value};
use crate::ops::error::{Exit, OpError};
use crate::ops::workspace::Workspace;

const NEVER: Text = text(
    "{code} ne s’écarte pas\u{a0}: ce n’est pas une règle de droit, mais ce qui rend le registre lisible.",
    "{code} cannot be waived: it is no rule of law but what makes the register readable.",
);
const PAST: Text = text(
    "Le {day} est passé\u{a0}: une dérogation vaut jusqu’à une date à venir.",
    "{day} is past: a waiver stands until a date to come.",
);
const EMPTY: Text = text("Il manque {what}.", "{what} is missing.");
const A_REASON: Text = text("un motif (--reason)", "A reason (--reason)");
const AN_AUTHOR: Text = text("qui en répond (--by)", "Who answers for it (--by)");
const FINDS_NOTHING: Text = text(
    "{code} ne trouve rien dans {id}\u{a0}: il n’y a rien à écarter.",
    "{code} finds nothing in {id}: there is nothing to waive.",
);
const FINDS_NOTHING_AT: Text = text(
    "{code} ne trouve rien sous «\u{a0}{path}\u{a0}» dans {id}\u{a0}: il n’y a rien à écarter.",
    "{code} finds nothing under “{path}” in {id}: there is nothing to waive.",
);
const IT_FINDS: Text = text("Elle trouve\u{a0}: {paths}", "It finds: {paths}");
const SO_ALREADY: Text = text("{id} en dit déjà autant.", "{id} says as much already.");

/// A waiver to be.
#[derive(Clone, Debug, PartialEq)]
pub struct Waive<'a> {
    pub record: &'a RecordId,
    /// The only place for which it stands; `None`: the whole record.
    pub field: Option<Path>,
    pub reason: &'a str,
    pub by: &'a str,
    pub until: NaiveDate,
}

/// Writes the waiver, in memory, or renews the one that is there; gives what changed. Refused where the rule
/// finds nothing: such a waiver would hide the next fault.
pub fn waive(
    workspace: &mut Workspace,
    named: &Named<'_>,
    asked: &Waive<'_>,
) -> Result<Vec<RecordChange>, OpError> {
    if !named.rule.may_be_waived() {
        return Err(OpError::new(Exit::Usage, NEVER.msg().with("code", named.rule.code)));
    }
    for (said, what) in [(asked.reason, A_REASON), (asked.by, AN_AUTHOR)] {
        if is_blank(said) {
            return Err(OpError::new(Exit::Usage, EMPTY.msg().with("what", what)));
        }
    }
    if asked.until < workspace.today {
        return Err(OpError::new(Exit::Usage, PAST.msg().with("day", asked.until.to_string())));
    }
    finds(workspace, named, asked)?;
    workspace.apply_all(changes(workspace, named, asked))?;
    let changed = workspace.pending();
    if changed.is_empty() {
        return Err(OpError::new(Exit::Nothing, SO_ALREADY.msg().with("id", asked.record.to_string())));
    }
    Ok(changed)
}

/// An error where the rule finds nothing at the place, waived or not.
fn finds(workspace: &Workspace, named: &Named<'_>, asked: &Waive<'_>) -> Result<(), OpError> {
    let mut found = workspace.all_findings();
    found.extend(workspace.checked().waived().cloned());
    let of_rule: Vec<Finding> =
        found.into_iter().filter(|f| named.is_of(f) && f.record.as_ref() == Some(asked.record)).collect();
    let is_there = |f: &Finding| asked.field.as_ref().is_none_or(|path| path.holds(&f.path));
    if of_rule.iter().any(is_there) {
        return Ok(());
    }
    let said = match &asked.field {
        Some(path) if !of_rule.is_empty() => FINDS_NOTHING_AT.msg().with("path", path.to_string()),
        _ => FINDS_NOTHING.msg(),
    };
    let error =
        OpError::new(Exit::Nothing, said.with("code", named.told()).with("id", asked.record.to_string()));
    let paths: Vec<String> =
        of_rule.iter().filter(|f| !f.path.is_root()).map(|f| f.path.to_string()).collect();
    Err(if paths.is_empty() { error } else { error.hint(IT_FINDS.msg().with("paths", paths.join(", "))) })
}

/// The changes that write it.
pub fn changes(workspace: &Workspace, named: &Named<'_>, asked: &Waive<'_>) -> Vec<Change> {
    // The row may be called by the rule's code.
    let rows = workspace.register().get(asked.record).into_iter().flat_map(|r| r.fields.rows(WAIVERS));
    let name = rows.map(|(name, _)| name.to_owned()).find(|name| named.is_called(name));
    let at = Path::root().join(WAIVERS).join(&name.unwrap_or_else(|| named.row()));
    let set =
        |key: &str, value: Value| Change::Set { record: asked.record.clone(), path: at.join(key), value };
    let mut changes = vec![
        set("reason", Value::Text(asked.reason.to_owned())),
        set("by", Value::Text(asked.by.to_owned())),
        set("until", Value::Date(asked.until)),
    ];
    let row = workspace.register().get(asked.record).and_then(|r| r.group(&at));
    // One that stands for the whole record stands for the place too; one that has ended stands for nothing.
    let stands = |row: &Group| row.date("until").is_some_and(|day| day >= workspace.today);
    let is_for_all = row.is_some_and(|row| row.get("places").is_none() && stands(row));
    match &asked.field {
        Some(field) if !is_for_all => changes.push(Change::AddItem {
            record: asked.record.clone(),
            path: at.join("places"),
            item: Value::Text(field.to_string()),
        }),
        None if row.is_some_and(|row| row.get("places").is_some()) => {
            changes.push(Change::Unset { record: asked.record.clone(), path: at.join("places") });
        }
        _ => {}
    }
    changes
}
