//! The window that asks what to print and where, and what becomes of it.

use std::path::PathBuf;

use crate::model::{Kind, Lang, Message, Severity};
use crate::ops::OpError;
use crate::ops::document::{Outcome, Paper, Request};
use crate::tui::command::{self, Context};
use crate::tui::effect::Effect;
use crate::tui::model::{AfterSave, Decision, ExportForm, Layer, Model, Notice, Option_};
use crate::tui::tasks::Job;
use crate::tui::texts as t;
use crate::tui::update::save;
use crate::tui::widgets::text_edit::TextEdit;

/// What can be printed now: one sheet only where an activity is chosen.
fn papers(model: &Model) -> Vec<Paper> {
    let sheet = model.record().filter(|id| id.kind == Kind::Activity).cloned().map(Paper::Sheet);
    let mut papers = vec![Paper::Whole, Paper::Article30];
    papers.extend(sheet);
    papers.push(Paper::CnilOds);
    papers
}

pub fn open(model: &mut Model) {
    let papers = papers(model);
    let mut form =
        ExportForm { papers, at: 0, path: TextEdit::line(""), proposed: String::new(), lang: None };
    propose(&mut form, &model.beside);
    model.layers.push(Layer::Export(form));
}

/// Puts the usual name in the line, unless somebody wrote another one there.
fn propose(form: &mut ExportForm, folder: &std::path::Path) {
    let Some(paper) = form.papers.get(form.at) else { return };
    if form.path.text() == form.proposed {
        form.proposed = folder.join(paper.file_name()).display().to_string();
        form.path.set(&form.proposed);
    }
}

pub fn step(model: &mut Model, by: isize) {
    let folder = model.beside.clone();
    if let Some(Layer::Export(form)) = model.layers.last_mut() {
        form.at = form.at.saturating_add_signed(by).min(form.papers.len().saturating_sub(1));
        propose(form, &folder);
    }
}

/// The document in the other language.
pub fn other_language(model: &mut Model) {
    let own = model.register().map(|r| r.language()).unwrap_or_default();
    if let Some(Layer::Export(form)) = model.layers.last_mut() {
        form.lang = match form.lang {
            Some(_) => None,
            None => Lang::ALL.into_iter().find(|l| *l != own),
        };
    }
}

/// Enter: what is not saved is not printed, so that is asked about first.
pub fn accept(model: &mut Model) -> Vec<Effect> {
    let Some(Layer::Export(form)) = model.layers.last() else { return Vec::new() };
    let typed = form.path.text().trim().to_owned();
    let Some(paper) = form.papers.get(form.at).cloned() else { return Vec::new() };
    if typed.is_empty() {
        model.refuse(t::EXPORT_NO_PATH);
        return Vec::new();
    }
    let request =
        Request { paper, path: PathBuf::from(typed), replace: false, date: model.today, lang: form.lang };
    if !model.is_modified() {
        model.layers.pop();
        return run(model, request);
    }
    let n = model.workspace.as_ref().map_or(0, |w| w.pending().len());
    let print = |then| Decision::Export { request: Box::new(request.clone()), save: then };
    model.layers.push(Layer::Decide {
        title: t::EXPORT_UNSAVED.msg().with("n", n),
        lines: vec![t::EXPORT_SAVED_ONLY.msg()],
        options: vec![
            Option_ { key: 'e', label: t::EXPORT_SAVE_FIRST, then: print(true) },
            Option_ { key: 'i', label: t::EXPORT_AS_SAVED, then: print(false) },
            Option_ { key: 'r', label: t::STAY, then: Decision::Stay },
        ],
        at: 0,
    });
    Vec::new()
}

/// What was decided: the window goes, the document is made.
pub fn decided(model: &mut Model, request: Request, first_save: bool) -> Vec<Effect> {
    if matches!(model.layers.last(), Some(Layer::Export(_))) {
        model.layers.pop();
    }
    if first_save {
        return save::save(model, AfterSave::Export(Box::new(request)));
    }
    run(model, request)
}

/// Prints what the disk holds.
pub fn run(model: &mut Model, request: Request) -> Vec<Effect> {
    let dir = model.dir.clone();
    model.say(t::EXPORT_STARTED.msg().with("path", request.path.display().to_string()));
    vec![Effect::Export { dir, request, job: Job::default() }]
}

/// What came of it, wherever the person is by now.
pub fn done(model: &mut Model, request: Request, result: Result<Outcome, OpError>) {
    let notice = |severity, message: Message, hints| Notice { severity, message, hints };
    model.notice = Some(match result {
        Ok(Outcome::Written { said, warnings }) => {
            notice((!warnings.is_empty()).then_some(Severity::Warning), said, warnings)
        }
        Ok(Outcome::Stopped) => notice(None, t::EXPORT_STOPPED.msg(), Vec::new()),
        Err(e) => notice(Some(Severity::Error), e.message, e.hints),
        Ok(Outcome::Exists) => return ask_to_replace(model, request),
    });
}

fn ask_to_replace(model: &mut Model, mut request: Request) {
    let path = request.path.display().to_string();
    let is_free = model.layers.iter().all(|l| matches!(l, Layer::Tasks { .. } | Layer::Page { .. }));
    if !is_free || command::context(model) == Context::Typing || model.filtering {
        // What is being typed must not answer a question that nobody has seen.
        model.refuse(t::EXPORT_EXISTED.msg().with("path", path));
        return;
    }
    request.replace = true;
    let then = Decision::Export { request: Box::new(request), save: false };
    model.layers.push(Layer::Decide {
        title: t::EXPORT_EXISTS.msg().with("path", path),
        lines: Vec::new(),
        options: vec![
            Option_ { key: 'g', label: t::EXPORT_KEEP, then: Decision::Stay },
            Option_ { key: 'p', label: t::EXPORT_REPLACE, then },
        ],
        at: 0,
    });
}
