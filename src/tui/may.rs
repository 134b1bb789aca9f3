//! Why a command cannot be carried out now.

use crate::model::{Kind, Message};
use crate::ops::timeline::speaks_of_time;
use crate::tui::command::Do;
use crate::tui::model::{Chosen, Layer, Model};
use crate::tui::screens::View;
use crate::tui::tasks::Work;
use crate::tui::texts as t;

/// Why a command cannot be carried out now; `None`: it can.
pub fn refusal(model: &Model, act: Do) -> Option<Message> {
    let ws = model.workspace.as_ref();
    if let Some(past) = model.as_it_was.as_ref().filter(|_| is_of_today(model, act)) {
        return Some(past.says(t::IN_THE_PAST));
    }
    match act {
        Do::Toggle if matches!(model.layers.last(), Some(Layer::Pick { picker, .. }) if picker.picked.is_none()) => {
            Some(t::PICKS_ONE.msg())
        }
        Do::New if matches!(model.layers.last(), Some(Layer::Pick { field, .. }) if field.shape.refers_to().is_none()) => {
            Some(t::CLOSED_LIST.msg())
        }
        Do::Export => no_export(model),
        Do::Cancel => no_cancel(model),
        Do::Undo if model.past.done.is_empty() => Some(t::NOTHING_TO_UNDO.msg()),
        Do::Redo if model.past.undone.is_empty() => Some(t::NOTHING_TO_REDO.msg()),
        Do::Save if !model.is_modified() => Some(t::NOTHING_TO_SAVE.msg()),
        Do::KeepFilter if model.filter.text().trim().is_empty() => Some(t::NO_FILTER.msg()),
        Do::Delete if matches!(model.layers.last(), Some(Layer::Choose { .. })) => {
            let Some(Layer::Choose { picker, .. }) = model.layers.last() else { return None };
            match picker.current().map(|c| &c.value) {
                Some(Chosen::Filter { own: true, .. }) => None,
                Some(Chosen::Filter { .. }) => Some(t::NOT_YOUR_FILTER.msg()),
                _ => Some(t::NOT_HERE.msg()),
            }
        }
        Do::New
        | Do::Filter
        | Do::Search
        | Do::Problems
        | Do::Commit
        | Do::Overview
        | Do::Deadlines
        | Do::Timeline
        | Do::Flow
        | Do::Screening
        | Do::Uses
        | Do::Changes
        | Do::Log
        | Do::Compare
        | Do::Branches
        | Do::AsItWas
            if ws.is_none() =>
        {
            Some(t::NO_REGISTER.msg())
        }
        Do::New | Do::Duplicate | Do::Rename | Do::Delete
            if model.form.is_none() && model.layers.is_empty() && model.kind == Kind::Organisation =>
        {
            Some(t::ONE_ORGANISATION.msg())
        }
        Do::Duplicate | Do::Rename
            if model.layers.is_empty()
                && model.form.is_none()
                && model.record().is_some_and(|id| model.register().is_some_and(|r| !r.contains(id))) =>
        {
            Some(t::BROKEN.msg())
        }
        Do::Reference if model.record().is_none_or(|r| r.kind != Kind::Retention) => {
            Some(t::REFERENCE_RULES.msg())
        }
        Do::Bulk | Do::Unmark if model.marked.is_empty() => Some(t::NOTHING_MARKED.msg()),
        Do::Guide if model.record().is_none_or(|r| r.kind != crate::model::Kind::Activity) => {
            Some(t::GUIDE_ACTIVITIES.msg())
        }
        Do::Duplicate
        | Do::Rename
        | Do::Delete
        | Do::Timeline
        | Do::Flow
        | Do::Screening
        | Do::Uses
        | Do::History
        | Do::Toggle
            if model.record().is_none() =>
        {
            Some(t::NO_RECORD.msg())
        }
        Do::Flow if model.record().is_some_and(|id| id.kind != Kind::Activity) => Some(t::NO_FLOW.msg()),
        Do::Screening if model.record().is_some_and(|id| id.kind != Kind::Activity) => {
            Some(t::NO_SCREENING.msg())
        }
        Do::Timeline if model.record().is_some_and(|id| !speaks_of_time(id.kind)) => Some(t::NO_TIME.msg()),
        Do::MarkRead if !shows(model, |view| matches!(view, View::Between(_))) => Some(t::NOT_HERE.msg()),
        Do::Restore if !shows(model, |view| matches!(view, View::Between(_) | View::History(_))) => {
            Some(t::NOT_HERE.msg())
        }
        Do::AsItWas if model.is_modified() => Some(t::SAVE_BEFORE_PAST.msg()),
        Do::Present if model.as_it_was.is_none() => Some(t::NOT_IN_THE_PAST.msg()),
        Do::Push | Do::Pull if ws.is_none() => Some(t::NO_REGISTER.msg()),
        Do::Push | Do::Pull if model.is_modified() => Some(t::SAVE_BEFORE_EXCHANGE.msg()),
        Do::Discard | Do::DiscardAll if !compares(model) => Some(t::NOT_HERE.msg()),
        _ => None,
    }
}

/// Whether a command changes the register, or asks about that of today: while another one is shown there is
/// none to be changed.
fn is_of_today(model: &Model, act: Do) -> bool {
    match act {
        // A filter of the person's own is none of the register.
        Do::Delete => !matches!(model.layers.last(), Some(Layer::Choose { .. })),
        Do::None
        | Do::Unknown
        | Do::External
        | Do::Mend
        | Do::Waive
        | Do::Reference
        | Do::New
        | Do::Bulk
        | Do::Duplicate
        | Do::Rename
        | Do::Save
        | Do::Commit
        | Do::Export
        | Do::Undo
        | Do::Redo
        | Do::Reload
        | Do::Changes
        | Do::Compare
        | Do::Branches
        | Do::Blame
        | Do::Restore
        | Do::Discard
        | Do::DiscardAll
        | Do::Guide
        | Do::Push
        | Do::Pull => true,
        _ => false,
    }
}

/// Whether the view of what changed since the last commit is on top, or was when the palette was opened.
fn compares(model: &Model) -> bool {
    shows(model, |view| *view == View::Changes)
}

/// Whether such a view is on top, or was when the palette was opened.
fn shows(model: &Model, which: impl Fn(&View) -> bool) -> bool {
    let page = model.layers.iter().rfind(|l| !matches!(l, Layer::Palette { .. } | Layer::Help { .. }));
    matches!(page, Some(Layer::Page { view, .. }) if which(view))
}

/// Why nothing can be printed now.
fn no_export(model: &Model) -> Option<Message> {
    let runs = model.tasks.listed().any(|task| task.work == Work::Export && task.is_running());
    match &model.workspace {
        None => Some(t::NO_REGISTER.msg()),
        Some(_) if runs => Some(t::EXPORT_RUNS.msg()),
        Some(_) => None,
    }
}

/// Why what is under the mark cannot be called off.
fn no_cancel(model: &Model) -> Option<Message> {
    match model.chosen_task() {
        None => Some(t::NO_TASK.msg()),
        Some(task) if !task.is_running() => Some(t::TASK_OVER.msg()),
        Some(task) if !task.work.can_be_cancelled() => Some(t::TASK_ENDS_ITSELF.msg()),
        Some(_) => None,
    }
}
