//! What can be done about a finding: have it explained, mended, or its rule set aside.

use crate::i18n::format;
use crate::model::{Finding, Kind, Path, RecordId};
use crate::ops::Workspace;
use crate::ops::check::{Named, Waive, fix, waiver_changes};
use crate::ops::rules;
use crate::tui::drawing::finding_at;
use crate::tui::effect::Effect;
use crate::tui::form::{findings_at, lines};
use crate::tui::model::{Ask, Layer, Model};
use crate::tui::screens::View;
use crate::tui::texts as t;
use crate::tui::update::acts::change;
use crate::tui::update::{browse, pages};

/// The finding under the mark: of the page on top, else of the field in the form.
pub fn here(model: &Model) -> Option<Finding> {
    if let Some(Layer::Page { at, .. }) = model.layers.last() {
        return finding_at(model, *at).cloned();
    }
    let (form, ws) = (model.form.as_ref()?, model.workspace.as_ref()?);
    let record = ws.register().get(&form.record)?;
    let line = lines(record, form).into_iter().nth(form.at)?;
    let findings = ws.findings_of(&form.record);
    findings_at(&line, &findings, form.open.contains(&line.path)).first().map(|f| (*f).clone())
}

/// Shows the page of its rule.
pub fn explain(model: &mut Model) -> Vec<Effect> {
    match here(model) {
        Some(finding) => pages::open(model, View::Rule(finding.code)),
        None => model.refuse(t::NO_FINDING_HERE),
    }
    Vec::new()
}

/// Makes its safe fix.
pub fn mend(model: &mut Model) -> Vec<Effect> {
    let (Some(finding), Some(ws)) = (here(model), &model.workspace) else {
        model.refuse(t::NO_FINDING_HERE);
        return Vec::new();
    };
    if !still_holds(ws, &finding) {
        model.refuse(t::NOT_SO_ANY_MORE);
        return Vec::new();
    }
    let changes = fix(ws, &finding);
    if changes.is_empty() {
        let hint = finding.hint.unwrap_or(finding.message);
        model.refuse(t::NO_FIX.msg().with("hint", hint));
        return Vec::new();
    }
    let (done, effects) = change(model, changes);
    if done {
        let record = finding.record.as_ref().and_then(|id| model.register()?.get(id));
        let title = record.map_or(finding.file, |r| r.title(model.lang()).to_owned());
        model.say(t::FIXED.msg().with("title", title).with("code", finding.code));
    }
    effects
}

/// Whether the record as it is now has it: the page may show what an older check found.
fn still_holds(ws: &Workspace, finding: &Finding) -> bool {
    let same = |f: &Finding| (f.code, &f.path) == (finding.code, &finding.path);
    finding.record.as_ref().is_some_and(|id| ws.findings_of(id).iter().any(same))
}

/// Asks why its rule is to be set aside.
pub fn ask_why(model: &mut Model) -> Vec<Effect> {
    let Some(finding) = here(model) else {
        model.refuse(t::NO_FINDING_HERE);
        return Vec::new();
    };
    let known = rules::get(finding.code).filter(|r| r.may_be_waived());
    match (known, finding.record) {
        (Some(rule), Some(record)) => {
            let (path, code) = (finding.path, rule.code);
            browse::ask(model, Ask::Waive { record, path, code }, "");
        }
        _ => model.refuse(t::NO_RULE),
    }
    Vec::new()
}

/// Asks who answers for it.
pub fn ask_by(
    model: &mut Model,
    record: RecordId,
    path: Path,
    code: &'static str,
    reason: String,
) -> Vec<Effect> {
    model.layers.pop();
    // Who goes back finds the reason again.
    model.asked = Some((Ask::Waive { record: record.clone(), path: path.clone(), code }, reason.clone()));
    let by = usual_author(model);
    browse::ask(model, Ask::WaivedBy { record, path, code, reason }, &by);
    Vec::new()
}

/// Who answered for another waiver of the register, else the data protection officer.
fn usual_author(model: &Model) -> String {
    let rows = model.register().into_iter().flat_map(|r| r.iter());
    let by = rows.flat_map(|r| r.fields.rows("waivers")).find_map(|(_, row)| row.text("by"));
    by.map_or_else(
        || t::THE_DPO.get(model.register().map(|r| r.language()).unwrap_or_default()).to_owned(),
        str::to_owned,
    )
}

/// Sets the rule aside at the place, for a year.
pub fn waive(
    model: &mut Model,
    record: &RecordId,
    path: Path,
    code: &'static str,
    reason: &str,
    by: &str,
) -> Vec<Effect> {
    let (Some(rule), Some(ws)) = (rules::get(code), &model.workspace) else { return Vec::new() };
    let until = rules::waiver_until(model.today);
    // Of the organisation's own rules only the one that is told here.
    let told = ws.findings_of(record);
    let told = told.iter().find(|f| f.code == code && f.path == path);
    let named = told.map_or(Named { rule, own: None }, |finding| Named::of(rule, finding));
    let field = (!path.is_root() && record.kind != Kind::Organisation).then_some(path);
    let changes = waiver_changes(ws, &named, &Waive { record, field, reason, by, until });
    let (done, effects) = change(model, changes);
    if done {
        model.layers.pop();
        model.asked = None;
        let day = format::date(until, model.lang());
        model.say(t::WAIVED.msg().with("code", code).with("day", day));
    }
    effects
}
