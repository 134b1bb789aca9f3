//! Comparing, and reading through what changed.

use std::sync::Arc;

use crate::model::Message;
use crate::ops::OpError;
use crate::ops::compare::Point;
use crate::ops::log::what;
use crate::ops::workspace::Act;
use crate::tui::effect::Effect;
use crate::tui::model::{Busy, Decision, Layer, Model, Option_};
use crate::tui::page::Target;
use crate::tui::screens::View;
use crate::tui::texts as t;
use crate::tui::update::pages;
use crate::tui::versions::{Between, Fold, Span, Stop, Told, Version};

/// Asks for what lies between two points; what was known of the same ones stays until it comes.
pub fn ask(model: &mut Model, span: Span) -> Vec<Effect> {
    let Some(ws) = &model.workspace else { return Vec::new() };
    let workspace = Box::new(ws.clone());
    let stop = Stop::default();
    let old = model.versions.between.take();
    if let Some(old) = &old {
        old.stop.stop();
    }
    let begins = old.as_ref().is_none_or(|old| old.span != span);
    let told = old.filter(|old| old.span == span).and_then(|old| old.told);
    model.versions.between = Some(Between { span: span.clone(), told, stop: stop.clone() });
    model.versions.seen += 1;
    let mut effects = vec![Effect::Compare { workspace, span, stop }];
    if begins {
        // Later than that, what is marked here is newer than what the disk says.
        effects.push(Effect::Review(None));
    }
    effects
}

/// Takes in what a worker found, if somebody still waits for it.
pub fn compared(model: &mut Model, stop: &Stop, result: Result<Arc<Told>, OpError>) {
    if let Some(between) = model.versions.between.as_mut().filter(|between| between.stop.is(stop)) {
        between.told = Some(result);
        model.versions.seen += 1;
    }
}

/// Takes in what the person has read, as it is kept.
pub fn reviewed(model: &mut Model, result: Result<std::collections::BTreeSet<String>, Message>) {
    match result {
        Ok(kept) => {
            if kept != model.versions.reviewed {
                model.versions.reviewed = kept;
                model.versions.seen += 1;
            }
        }
        Err(why) => model.refuse(why),
    }
}

/// Marks the change under the mark as read and goes on to the next one that is not, or takes the mark off.
pub fn turn(model: &mut Model) -> Vec<Effect> {
    let Some(Layer::Page { view: View::Between(_), at, .. }) = model.layers.last() else {
        model.refuse(t::NOT_HERE);
        return Vec::new();
    };
    let change = pages::page(model).and_then(|p| p.rows.get(*at)).and_then(|row| row.change);
    let known = model.versions.between.as_ref().and_then(Between::known);
    let key = change.and_then(|i| known?.records.get(i)).map(|(_, key)| key.clone());
    let (Some(change), Some(key)) = (change, key) else {
        model.refuse(t::NO_CHANGE_HERE);
        return Vec::new();
    };
    let is_read = model.versions.reviewed.insert(key.clone());
    if !is_read {
        model.versions.reviewed.remove(&key);
    }
    model.versions.seen += 1;
    if is_read {
        go_on(model, change);
    }
    vec![Effect::Review(Some((vec![key], is_read)))]
}

/// Has it worked out what the marked version would change: of a history, that of the commit; of a comparison,
/// that of the commit it ends with, else the one it begins with.
pub fn prepare_restore(model: &mut Model) -> Vec<Effect> {
    let marked = marked_version(model);
    let (Some(version), Some(ws)) = (marked, &model.workspace) else {
        model.refuse(t::CHOOSE_A_VERSION);
        return Vec::new();
    };
    model.busy = Some(Busy::Preparing);
    vec![Effect::PrepareRestore { workspace: Box::new(ws.clone()), version }]
}

/// The version that the line under the mark speaks of.
fn marked_version(model: &Model) -> Option<Version> {
    let Some(Layer::Page { view, at, .. }) = model.layers.last() else { return None };
    let rows = &pages::page(model)?.rows;
    let row = rows.get(*at)?;
    let path = match &row.target {
        Some(Target::Field(_, path)) => Some(path.clone()),
        _ => None,
    };
    match view {
        View::History(id) => {
            let commit = rows.get(..=*at)?.iter().rev().find_map(|row| match &row.target {
                Some(Target::Fold(Fold::Commit(commit))) => Some(*commit),
                _ => None,
            })?;
            // What stands below the last commit is no version.
            row.target.as_ref().filter(|target| **target != Target::More)?;
            let touches = &model.versions.past.as_ref()?.touches;
            let then = touches.iter().find(|touch| touch.commit.id == commit).and_then(|touch| what(touch).0);
            Some(Version { record: id.clone(), then, path, from: commit.to_string() })
        }
        View::Between(_) => {
            let told = model.versions.between.as_ref()?.known()?;
            let (id, _) = told.records.get(row.change?)?;
            let point = if matches!(told.to, Point::Commit(_)) { &told.to } else { &told.from };
            match point {
                Point::Commit(commit) => {
                    Some(Version { record: id.clone(), then: None, path, from: commit.id.to_string() })
                }
                _ => None,
            }
        }
        _ => None,
    }
}

/// How many words of what a version would change are shown.
const SHOWN: usize = 10;

/// Shows what the version would change, and asks.
pub fn ask_to_restore(model: &mut Model, from: &str, act: Option<Act>) {
    let Some(act) = act else {
        model.say(t::RESTORE_SAME);
        return;
    };
    let words = model.register().map(|r| act.words(r, model.lang())).unwrap_or_default();
    let more = words.len().saturating_sub(SHOWN);
    let mut lines: Vec<Message> =
        words.iter().take(SHOWN).map(|line| t::AS_SAID.msg().with("words", line.as_str())).collect();
    if more > 0 {
        lines.push(t::AND_MORE.msg().with("n", more));
    }
    let commit: String = from.chars().take(10).collect();
    model.layers.push(Layer::Decide {
        title: t::RESTORE_ASK.msg().with("commit", commit),
        lines,
        options: vec![
            Option_ { key: 'r', label: t::STAY, then: Decision::Stay },
            Option_ { key: 'v', label: t::RESTORE_YES, then: Decision::Restore(Box::new(act)) },
        ],
        at: 0,
    });
}

/// The mark on the next change that is not read, after this one first.
fn go_on(model: &mut Model, change: usize) {
    let unread = |i: usize| {
        let known = model.versions.between.as_ref().and_then(Between::known);
        let key = known.and_then(|told| told.records.get(i)).map(|(_, key)| key);
        key.is_some_and(|key| !model.versions.reviewed.contains(key))
    };
    let rows = pages::page(model).map_or(&[][..], |p| &p.rows);
    let is_next = |row: &crate::tui::page::Row| row.change.is_some_and(&unread);
    let after = |row: &crate::tui::page::Row| row.change.is_some_and(|i| i > change);
    let next =
        rows.iter().position(|row| after(row) && is_next(row)).or_else(|| rows.iter().position(is_next));
    match next {
        Some(next) => pages::stand_at(model, next),
        None => model.say(t::ALL_READ),
    }
}
