//! Marking records in a list, and what is done to all that are marked.

use std::collections::BTreeSet;

use crate::model::{Change, Id, RecordId};
use crate::ops::create::duplicate;
use crate::tui::effect::Effect;
use crate::tui::model::{Area, Decision, Layer, Model, Option_};
use crate::tui::texts as t;
use crate::tui::update::acts;

/// How many names a question shows.
const NAMES: usize = 6;

/// Space: marks the chosen record or unmarks it, and goes on to the next.
pub fn toggle(model: &mut Model) {
    model.area = Area::List;
    let Some(row) = model.row() else { return };
    if row.broken {
        model.refuse(t::BROKEN);
        return;
    }
    let id = row.id.clone();
    if !model.marked.remove(&id) {
        model.marked.insert(id.clone());
    }
    model.anchor = Some(id);
    let next = model.row_index() + 1;
    model.choose_row(next);
}

/// Marks all from the last one that was marked to the chosen one.
pub fn range(model: &mut Model) {
    model.area = Area::List;
    let at = model.row_index();
    let from = model.anchor.as_ref().and_then(|id| model.rows.iter().position(|r| r.id == *id)).unwrap_or(at);
    let between = from.min(at)..=from.max(at);
    mark_rows(model, between);
    model.anchor = model.row().map(|r| r.id.clone());
}

/// Marks all that the list shows.
pub fn all(model: &mut Model) {
    let last = model.rows.len().saturating_sub(1);
    mark_rows(model, 0..=last);
}

fn mark_rows(model: &mut Model, places: std::ops::RangeInclusive<usize>) {
    let rows = model.rows.get(places).unwrap_or_default();
    let ids: Vec<RecordId> = rows.iter().filter(|r| !r.broken).map(|r| r.id.clone()).collect();
    model.marked.extend(ids);
}

/// Unmarks all; `false` when nothing was marked.
pub fn clear(model: &mut Model) -> bool {
    model.anchor = None;
    !std::mem::take(&mut model.marked).is_empty()
}

/// Makes a copy of each marked record: one act. The copies are marked then; were they refused, what was
/// marked is still.
pub fn duplicate_all(model: &mut Model) -> Vec<Effect> {
    let Some(ws) = &model.workspace else { return Vec::new() };
    let lang = ws.register().language();
    let mut new: BTreeSet<RecordId> = BTreeSet::new();
    let mut changes = Vec::new();
    for old in model.marked.iter().filter_map(|id| ws.register().get(id)) {
        let name = t::COPY_OF.msg().with("title", old.title(lang)).get(lang);
        let taken = |id: &Id| {
            let id = RecordId::new(old.id.kind, id.clone());
            new.contains(&id)
                || ws.register().contains(&id)
                || ws.saved().contains(&id)
                || ws.files().any(|f| *f == id)
        };
        let Some(id) = Id::from_name(&name).map(|id| RecordId::new(old.id.kind, id.free(taken))) else {
            continue;
        };
        new.insert(id.clone());
        changes.push(Change::Create { record: duplicate(old, id, Some(&name), lang, ws.today()) });
    }
    let said = t::DUPLICATED.msg().with("n", new.len());
    acts::change_many(model, changes, crate::tui::many::Then { said, marked: Some(new) })
}

/// Asks before all marked records go; refused where others refer to one of them.
pub fn ask_to_delete(model: &mut Model) {
    let Some(register) = model.register() else { return };
    let lang = model.lang();
    let title = |id: &RecordId| register.get(id).map_or_else(|| id.to_string(), |r| r.title(lang).to_owned());
    let mut who: Vec<String> = Vec::new();
    let mut inside: Vec<(RecordId, RecordId)> = Vec::new();
    for record in register.iter() {
        let targets = record.references().into_iter().map(|(_, kind, id)| RecordId::new(kind, id.clone()));
        for target in targets.filter(|t| model.marked.contains(t) && *t != record.id) {
            if model.marked.contains(&record.id) {
                inside.push((record.id.clone(), target));
            } else if who.last().is_none_or(|last| *last != title(&record.id)) {
                who.push(title(&record.id));
            }
        }
    }
    if !who.is_empty() {
        let message = t::MARKED_REFERRED.msg().with("n", who.len()).with("who", who.join(", "));
        model.refuse(message);
        return;
    }
    let mut lines: Vec<_> =
        model.marked.iter().take(NAMES).map(|id| t::NAME_LINE.msg().with("title", title(id))).collect();
    if model.marked.len() > NAMES {
        lines.push(t::AND_MORE_RECORDS.msg().with("n", model.marked.len() - NAMES));
    }
    lines.push(t::DELETE_ADVICE.msg());
    let ids = referrers_first(&model.marked, &inside);
    model.layers.push(Layer::Decide {
        title: t::DELETE_MARKED.msg().with("n", ids.len()),
        lines,
        options: vec![
            Option_ { key: 'n', label: t::STAY, then: Decision::Stay },
            Option_ { key: 's', label: t::DELETE_MARKED_YES, then: Decision::DeleteAll(ids) },
        ],
        at: 0,
    });
}

/// What refers goes before what it refers to, so that each is free to go in its turn.
fn referrers_first(marked: &BTreeSet<RecordId>, refers: &[(RecordId, RecordId)]) -> Vec<RecordId> {
    let mut left: Vec<RecordId> = marked.iter().cloned().collect();
    let mut out = Vec::new();
    while !left.is_empty() {
        let is_free = |id: &RecordId| !refers.iter().any(|(from, to)| to == id && left.contains(from));
        let (mut free, held): (Vec<_>, Vec<_>) = left.iter().cloned().partition(is_free);
        if free.is_empty() {
            // They refer to each other in a ring: the register says why none of them can go.
            out.extend(left);
            return out;
        }
        out.append(&mut free);
        left = held;
    }
    out
}
