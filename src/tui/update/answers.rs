//! What the workers answer.

use crate::i18n::values;
use crate::model::merge::{Clash, Keep};
use crate::model::{Message, RecordId, Severity, Shape, Value, field_at, system};
use crate::ops::journal::Entry;
use crate::ops::remote::Way;
use crate::ops::workspace::{Refreshed, SaveError, Saved};
use crate::ops::{OpError, Workspace};
use crate::term::clipboard::{TMUX, Wrap};
use crate::term::editor::{Edited, Fault};
use crate::tui::effect::Effect;
use crate::tui::message::{CommitDraft, How, Msg, Opening};
use crate::tui::model::{AfterSave, Busy, Decision, Layer, Model, Notice, Option_};
use crate::tui::tasks::Work;
use crate::tui::texts as t;
use crate::tui::update::{
    acts, as_it_was, changed, choose, edit, exchange, export, pages, ready, recovery, review, save, versions,
};
use crate::tui::widgets::text_edit::TextEdit;

pub fn take(model: &mut Model, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Input(_) | Msg::Day(_) => Vec::new(),
        Msg::Glimpsed(glimpse) => {
            if model.workspace.is_none() {
                model.glimpse = Some(glimpse);
                model.list();
            }
            Vec::new()
        }
        Msg::Opened(result) => {
            model.glimpse = None;
            opened(model, result)
        }
        Msg::Saved { workspace, result } => saved(model, *workspace, result),
        Msg::ManyDone { workspace, result } => {
            let mut effects = acts::many_done(model, *workspace, result);
            effects.extend(keep_notice(model));
            effects.extend(look_again(model));
            effects
        }
        Msg::Checked { generation, findings } => {
            if generation == model.generation {
                let old = model.take_findings(findings);
                if model.list_follows() {
                    model.list();
                }
                return vec![Effect::Forget(Box::new(old))];
            }
            Vec::new()
        }
        Msg::PageMade(made) => {
            let (made, page) = *made;
            pages::came(model, made, page);
            Vec::new()
        }
        Msg::Git(view) => {
            model.git = view;
            if model.list_follows() {
                model.filter_again();
            }
            Vec::new()
        }
        Msg::Folded(texts) => {
            model.listing.texts = Some(texts);
            model.listing.folding = false;
            Vec::new()
        }
        Msg::Filters { edit, result } => {
            choose::took_filters(model, edit, result);
            Vec::new()
        }
        Msg::HeadRead(result) => {
            model.versions.committed = Some(result);
            model.versions.seen += 1;
            Vec::new()
        }
        Msg::LogRead { stop, result } => {
            versions::log_read(model, &stop, result);
            Vec::new()
        }
        Msg::RegisterLogRead { stop, result } => {
            versions::register_log_read(model, &stop, result);
            Vec::new()
        }
        Msg::Compared { stop, result } => {
            review::compared(model, &stop, result);
            Vec::new()
        }
        Msg::Blamed { stop, result } => {
            if let Some(blame) = model.versions.blame.as_mut().filter(|blame| blame.stop.is(&stop)) {
                blame.lines = Some(result);
            }
            Vec::new()
        }
        Msg::PastOpened(Ok(past)) => {
            let mut effects = as_it_was::opened(model, *past);
            effects.extend(keep_notice(model));
            effects
        }
        Msg::PastOpened(Err(error)) => {
            as_it_was::failed(model, error);
            keep_notice(model)
        }
        Msg::RestoreReady { from, result } => match result {
            Ok(act) => {
                review::ask_to_restore(model, &from, act);
                keep_notice(model)
            }
            Err(error) => failed(model, error),
        },
        Msg::Branches(result) => {
            model.versions.branches = Some(result);
            model.versions.seen += 1;
            Vec::new()
        }
        Msg::Reviewed(result) => {
            review::reviewed(model, result);
            Vec::new()
        }
        Msg::CommitReady(Ok(draft)) => commit_ready(model, draft),
        Msg::CommitReady(Err(error)) | Msg::Committed(Err(error)) => failed(model, error),
        Msg::Committed(Ok(done)) => {
            model.layers.retain(|l| !matches!(l, Layer::Commit { .. }));
            model.commit_draft = None;
            model.say(t::COMMITTED.msg().with("id", done.id));
            if let Some(notice) = model.notice.as_mut().filter(|_| !done.warnings.is_empty()) {
                notice.severity = Some(Severity::Warning);
                notice.hints = done.warnings;
            }
            let mut effects = ask_git(model);
            effects.extend(keep_notice(model));
            effects
        }
        Msg::ExchangeReady(Ok(run)) => {
            exchange::ask(model, run);
            keep_notice(model)
        }
        Msg::ExchangeReady(Err(error)) => failed(model, error),
        Msg::Exchanged(result) => {
            let mut effects = match result {
                Ok(done) => {
                    exchange::done(model, done);
                    let effects = keep_notice(model);
                    // Files may have come.
                    let again = if done.way == Way::Pull { look_again(model) } else { Vec::new() };
                    effects.into_iter().chain(again).collect()
                }
                Err(error) => failed(model, error),
            };
            effects.extend(ask_git(model));
            effects
        }
        Msg::Exported { request, result, .. } => {
            export::done(model, request, result);
            Vec::new()
        }
        Msg::Copied { said, how } => {
            match how {
                Some(How::Program(name)) if name == TMUX.name => model.say(said.with("how", t::INTO_TMUX)),
                Some(How::Program(name)) => model.say(said.with("how", name)),
                Some(How::Terminal(Wrap::Nothing)) => model.say(said.with("how", t::THE_TERMINAL)),
                Some(How::Terminal(Wrap::Tmux)) => model.say(said.with("how", t::THROUGH_TMUX)),
                Some(How::Terminal(Wrap::Screen)) => model.say(said.with("how", t::THROUGH_SCREEN)),
                None => model.refuse(t::NOT_COPIED),
            }
            Vec::new()
        }
        Msg::Edited(edited) => edited_text(model, edited),
        Msg::DiskChanged => look_again(model),
        Msg::LookedAgain { generation, workspace, result } => {
            looked_again(model, generation, *workspace, result)
        }
        Msg::Aside(kept) => {
            let mut effects = recovery::set_aside(model, kept);
            effects.extend(keep_notice(model));
            effects.extend(look_again(model));
            effects
        }
        Msg::JournalAgain => {
            model.journal_fails = false;
            model.say(t::JOURNAL_AGAIN);
            Vec::new()
        }
        Msg::NoJournal(why) => {
            model.journal_fails = true;
            model.notice =
                Some(Notice { severity: Some(Severity::Warning), message: why, hints: Vec::new() });
            Vec::new()
        }
        Msg::Broken { awaited, work } => {
            model.listing.folding = false;
            if work == Some(Work::Page) {
                pages::failed(model);
            }
            model.notice = Some(error(t::WORKER_FAILED.msg(), Vec::new()));
            if awaited { keep_notice(model) } else { Vec::new() }
        }
    }
}

/// No longer busy; what is said now outlives the keys that waited.
fn keep_notice(model: &mut Model) -> Vec<Effect> {
    let notice = model.notice.clone();
    let effects = ready(model);
    model.notice = model.notice.take().or(notice);
    effects
}

pub fn ask_git(model: &mut Model) -> Vec<Effect> {
    if model.as_it_was.is_some() {
        // It is about the register of today, and asked once that is shown again.
        return Vec::new();
    }
    let mut effects = versions::ask(model);
    effects.extend(model.workspace.iter().map(|ws| Effect::Git(Box::new(ws.clone()))));
    effects
}

fn error(message: Message, hints: Vec<Message>) -> Notice {
    Notice { severity: Some(Severity::Error), message, hints }
}

fn failed(model: &mut Model, e: OpError) -> Vec<Effect> {
    model.notice = Some(error(e.message, e.hints));
    keep_notice(model)
}

fn opened(model: &mut Model, result: Result<Opening, OpError>) -> Vec<Effect> {
    let Opening { workspace, news: said, past } = match result {
        Ok(opened) => opened,
        Err(e) => return failed(model, e),
    };
    if model.workspace.is_some() {
        model.say(t::RELOADED);
    }
    model.workspace = Some(*workspace);
    let said: Vec<Message> = said.into_iter().chain(std::mem::take(&mut model.settings_said)).collect();
    if let Some(greeting) = model.greeting.take() {
        model.say(greeting);
    }
    if let Some(first) = said.first() {
        model.notice = Some(Notice {
            severity: Some(Severity::Warning),
            message: first.clone(),
            hints: said.iter().skip(1).cloned().collect(),
        });
    }
    let mut effects = changed(model);
    effects.extend(ask_git(model));
    if let Some(past) = past {
        effects.extend(recovery::take_over(model, past));
    }
    effects.extend(keep_notice(model));
    effects
}

fn saved(model: &mut Model, mut workspace: Workspace, result: Result<Saved, SaveError>) -> Vec<Effect> {
    let then = match model.busy.take() {
        Some(Busy::Saving(then)) => then,
        _ => AfterSave::Nothing,
    };
    let news = workspace.news();
    model.workspace = Some(workspace);
    let mut effects = changed(model);
    match result {
        Ok(saved) => {
            effects.push(model.record_entry(Entry::Saved));
            model.say(t::SAVED.msg().with("n", saved.written.len()));
            if let Some(notice) = &mut model.notice {
                if !saved.merged.is_empty() {
                    notice.hints.push(t::MERGED.msg().with("n", saved.merged.len()));
                }
                if !news.is_empty() {
                    notice.severity = Some(Severity::Warning);
                }
                notice.hints.extend(news);
            }
            effects.extend(ask_git(model));
            match then {
                AfterSave::Quit => {
                    model.quit = Some(0);
                    return effects;
                }
                AfterSave::Commit => {
                    effects.extend(save::prepare_commit(model));
                    return effects;
                }
                AfterSave::Export(request) => effects.extend(export::run(model, *request)),
                AfterSave::Nothing => {}
            }
        }
        Err(SaveError::Clash(clashes)) => {
            ask_about_first(model, &clashes, &then);
            let mut news = news.into_iter();
            if let Some(message) = news.next() {
                let severity = Some(Severity::Warning);
                model.notice = Some(Notice { severity, message, hints: news.collect() });
            }
        }
        Err(SaveError::Other(e)) => {
            model.notice = Some(error(e.message, e.hints.into_iter().chain(news).collect()));
        }
    }
    effects.extend(keep_notice(model));
    effects
}

/// Takes in what other programs wrote; later, while the keys wait for something.
pub fn look_again(model: &mut Model) -> Vec<Effect> {
    match (&model.workspace, &model.busy) {
        (Some(ws), None) if model.as_it_was.is_none() => {
            model.disk_changed = false;
            vec![Effect::LookAgain { generation: model.generation, workspace: Box::new(ws.clone()) }]
        }
        _ => {
            model.disk_changed = true;
            Vec::new()
        }
    }
}

fn looked_again(
    model: &mut Model,
    generation: u64,
    mut fresh: Workspace,
    result: Result<Refreshed, OpError>,
) -> Vec<Effect> {
    if generation != model.generation || model.busy.is_some() {
        // Something was done meanwhile: it must not be lost to what was read before it.
        return look_again(model);
    }
    let Some(ws) = &model.workspace else { return Vec::new() };
    let done = match result {
        Ok(done) => done,
        Err(e) => {
            let severity = Some(Severity::Warning);
            model.notice = Some(Notice { severity, message: e.message, hints: e.hints });
            return Vec::new();
        }
    };
    // The sheet in the form went, or cannot be read any more: whatever is typed in it stays, and the save
    // will ask.
    let open = model.form.as_ref().map(|f| f.record.clone());
    if let Some(id) = open.filter(|id| !fresh.register().contains(id)) {
        let said = if fresh.bytes(&id).is_some() { t::OPEN_UNREADABLE } else { t::OPEN_GONE };
        model.disk_changed = true;
        model.refuse(said.msg().with("file", id.path()));
        return Vec::new();
    }
    let changed_there = ws.changed_on_disk(&fresh);
    let lang = model.lang();
    let title = |ws: &Workspace, id: &RecordId| {
        ws.register().get(id).map_or_else(|| id.to_string(), |r| r.title(lang).to_owned())
    };
    let notice = match (done.clashes.first(), changed_there.first()) {
        (Some(clash), _) => {
            let title = title(ws, &clash.record);
            let message = t::CLASH_WAITS.msg().with("title", title).with("n", done.clashes.len());
            Notice { severity: Some(Severity::Warning), message, hints: fresh.news() }
        }
        (None, None) => return Vec::new(),
        (None, Some(first)) => {
            let (text, title) = match (fresh.register().contains(first), fresh.bytes(first).is_some()) {
                (true, _) => (t::TAKEN_IN, title(&fresh, first)),
                (false, true) => (t::TAKEN_UNREADABLE, first.path()),
                (false, false) => (t::TAKEN_AWAY, title(ws, first)),
            };
            let text = if changed_there.len() == 1 { text } else { t::TAKEN_IN_SEVERAL };
            let mut hints = fresh.news();
            if !done.merged.is_empty() {
                hints.push(t::MERGED.msg().with("n", done.merged.len()));
            }
            Notice {
                severity: None,
                message: text.msg().with("n", changed_there.len()).with("title", title),
                hints,
            }
        }
    };
    model.workspace = Some(fresh);
    let mut effects = changed(model);
    if !model.is_modified() && !model.past.unsaved.is_empty() {
        // Another program wrote the same: all that was done is on disk.
        effects.push(model.record_entry(Entry::Saved));
    }
    effects.extend(ask_git(model));
    model.notice = Some(notice);
    effects
}

/// Shows the first thing that both changed, and asks whose stands; the next is asked about then.
fn ask_about_first(model: &mut Model, clashes: &[Clash], then: &AfterSave) {
    let Some(clash) = clashes.first() else { return };
    let keep = |keep| Decision::Keep { clash: Box::new(clash.clone()), keep, then: then.clone() };
    let options = vec![
        Option_ { key: 'r', label: t::STAY, then: Decision::Stay },
        Option_ { key: 'm', label: t::KEEP_OURS, then: keep(Keep::Ours) },
        Option_ { key: 'a', label: t::KEEP_THEIRS, then: keep(Keep::Theirs) },
    ];
    ask_about(model, clash, clashes.len(), options);
}

/// Shows a thing that both changed, with its value before, here and on disk.
pub fn ask_about(model: &mut Model, clash: &Clash, n: usize, options: Vec<Option_>) {
    let Some(register) = model.register() else { return };
    let lang = model.lang();
    let field = field_at(&clash.record, clash.path.keys());
    let say = |value: &Option<Value>| match (value, field) {
        (Some(v), Some(f)) => values::words(v, &f.shape, register, lang),
        // A row, or the very words of something that cannot be read.
        (Some(v), None) => values::words(v, &Shape::Paragraph, register, lang),
        (None, Some(_)) => values::UNKNOWN.get(lang).to_owned(),
        (None, None) => t::CLASH_GONE.get(lang).to_owned(),
    };
    let lines = if clash.path.is_root() {
        let said = match (&clash.base, &clash.ours, &clash.theirs) {
            (None, ..) => t::CLASH_BOTH_MADE,
            (_, None, _) => t::CLASH_WE_DELETED,
            _ => t::CLASH_THEY_DELETED,
        };
        vec![said.msg()]
    } else {
        let place = field.map_or_else(|| clash.path.to_string(), |f| f.label.get(lang).to_owned());
        let sides =
            [(t::CLASH_BASE, &clash.base), (t::CLASH_OURS, &clash.ours), (t::CLASH_THEIRS, &clash.theirs)];
        std::iter::once(t::CLASH_PLACE.msg().with("place", place))
            .chain(sides.map(|(side, value)| side.msg().with("value", say(value))))
            .collect()
    };
    let title =
        register.get(&clash.record).map_or_else(|| clash.record.to_string(), |r| r.title(lang).to_owned());
    let title = t::CLASH_ASK.msg().with("title", title).with("n", n);
    model.layers.push(Layer::Decide { title, lines, options, at: 0 });
}

fn commit_ready(model: &mut Model, draft: CommitDraft) -> Vec<Effect> {
    if draft.files == 0 {
        model.say(t::NOTHING_TO_COMMIT);
    } else {
        let message = model.commit_draft.clone().unwrap_or(draft.message);
        let edit = TextEdit::lines(&message).at_title_end();
        model.layers.push(Layer::Commit { edit, changes: draft.changes });
    }
    keep_notice(model)
}

fn edited_text(model: &mut Model, edited: Edited) -> Vec<Effect> {
    let fault = match edited {
        Edited::Unchanged => return Vec::new(),
        Edited::Changed(text) => {
            return edit::take_back(model, &text);
        }
        Edited::Failed(fault) => fault,
    };
    let said = match fault {
        Fault::Start { command, error } => {
            t::EDITOR_START.msg().with("command", command).with("why", system::words(&error))
        }
        Fault::Exit { command, code, kept } => {
            let code = code.map_or_else(|| "–".to_owned(), |c| c.to_string());
            match kept {
                Some(path) => t::EDITOR_EXIT_KEPT.msg().with("path", path.display().to_string()),
                None => t::EDITOR_EXIT.msg(),
            }
            .with("command", command)
            .with("code", code)
        }
        Fault::File { error } => t::EDITOR_FILE.msg().with("why", system::words(&error)),
        Fault::NotText { kept } => t::EDITOR_NOT_TEXT.msg().with("path", kept.display().to_string()),
    };
    model.notice = Some(error(said, vec![t::TEXT_KEPT.msg()]));
    Vec::new()
}
