//! What the last session left: undone and done again as before, and made again where it was not saved.

use std::path::PathBuf;

use chrono::{NaiveDateTime, Timelike as _};

use crate::i18n::format;
use crate::model::{Lang, Message, Severity, Shape};
use crate::ops::Workspace;
use crate::ops::journal::{Entry, Move, Past, Plan, Typed, again};
use crate::tui::effect::Effect;
use crate::tui::form::{What, lines, reveal};
use crate::tui::model::{Busy, Decision, Layer, Model, Notice, Option_};
use crate::tui::texts as t;
use crate::tui::update::{changed, form};

/// At most this many of the changes are listed when a person is asked.
const SHOWN: usize = 8;
/// At most this much of a text that was being typed is shown, in characters.
const BEGUN: usize = 60;

/// Takes over the journal of the last session, and asks what becomes of what it did not save.
pub fn take_over(model: &mut Model, past: Past) -> Vec<Effect> {
    model.commit_draft = past.message.clone();
    model.past = past;
    let mut effects = Vec::new();
    // What was undone again, or stands on the disk by other means, is no loss.
    if !model.past.unsaved.is_empty() && plan(model).is_some_and(|plan| plan.is_empty()) {
        effects.push(model.record_entry(Entry::Saved));
    }
    if model.past.holds_work() {
        ask(model);
    }
    effects
}

/// Whether it is still open what becomes of what the last session left.
pub fn is_undecided(model: &Model) -> bool {
    let asks = |l: &Layer| match l {
        Layer::Decide { options, .. } => options.iter().any(|o| o.then == Decision::Recover),
        _ => false,
    };
    model.busy == Some(Busy::SettingAside) || model.layers.iter().any(asks)
}

fn ask(model: &mut Model) {
    let lang = model.lang();
    let Some(register) = model.register() else { return };
    let net = model.past.net();
    let steps = if net.is_empty() { model.past.unsaved.iter().collect() } else { net };
    let mut words: Vec<String> = steps.into_iter().flat_map(|m| words_of(m, register, lang)).collect();
    if let Some(typed) = &model.past.typing {
        let title = register
            .get(&typed.record)
            .map_or_else(|| typed.record.to_string(), |r| r.title(lang).to_owned());
        let label = crate::model::field_at(&typed.record, typed.path.keys())
            .map_or_else(|| typed.path.to_string(), |f| f.label.get(lang).to_owned());
        let mut begun: String = typed.text.chars().take(BEGUN).collect();
        if begun.len() < typed.text.len() {
            begun.push('…');
        }
        words.push(
            t::WAS_TYPING.msg().with("title", title).with("label", label).with("text", begun).get(lang),
        );
    }
    let n = words.len();
    let mut lines: Vec<Message> =
        words.into_iter().take(SHOWN).map(|w| t::RECOVER_LINE.msg().with("line", w)).collect();
    if n > SHOWN {
        lines.push(t::AND_MORE.msg().with("n", n - SHOWN));
    }
    let since = moment(&model.past.since, lang);
    model.layers.push(Layer::Decide {
        title: t::RECOVER_ASK.msg().with("since", since),
        lines,
        options: vec![
            Option_ { key: 'r', label: t::RECOVER, then: Decision::Recover },
            Option_ { key: 'q', label: t::DECIDE_LATER, then: Decision::Quit },
            Option_ { key: 'a', label: t::GIVE_UP, then: Decision::GiveUp },
        ],
        at: 0,
    });
}

/// A time as the journal has it, as one says it.
fn moment(at: &str, lang: Lang) -> String {
    let Ok(at) = NaiveDateTime::parse_from_str(at, "%Y-%m-%dT%H:%M:%S") else { return at.to_owned() };
    let two = |n: u32| format!("{n:02}");
    let said = t::MOMENT.msg().with("day", format::date(at.date(), lang));
    said.with("hour", two(at.hour())).with("minute", two(at.minute())).get(lang)
}

fn words_of(step: &Move, register: &crate::model::Register, lang: Lang) -> Vec<String> {
    match step {
        Move::Did(act) | Move::MadeAgain(act) => act.words(register, lang),
        Move::TookBack(act) => {
            let undone = |w: String| t::WAS_UNDONE.msg().with("what", w).get(lang);
            act.words(register, lang).into_iter().map(undone).collect()
        }
    }
}

fn plan(model: &Model) -> Option<Plan> {
    let workspace = model.workspace.as_ref()?;
    Some(again(&model.past, workspace, |ws, typed| place_of(ws, typed).is_some()))
}

/// The form in which a text can be typed on; `None` where its field is no longer there.
fn place_of(workspace: &Workspace, typed: &Typed) -> Option<crate::tui::model::Form> {
    let record = workspace.register().get(&typed.record)?;
    let mut opened = crate::tui::form::new_form(typed.record.clone());
    reveal(record, &mut opened, &typed.path);
    let line = lines(record, &opened).into_iter().nth(opened.at)?;
    let picked = matches!(
        line.field.shape,
        Shape::Choice(_) | Shape::Choices(_) | Shape::Ref(_) | Shape::Refs(_) | Shape::Bool
    );
    let fits = line.path == typed.path && line.what == What::Field && !line.field.shape.is_table() && !picked;
    fits.then_some(opened)
}

/// Makes again what was not saved. What cannot be made again, because the files changed since, is first
/// set aside in a file: until it is there nothing is recovered and the journal stays as it is.
pub fn recover(model: &mut Model) -> Vec<Effect> {
    let Some(plan) = plan(model) else { return Vec::new() };
    if plan.lost.is_empty() {
        return carry_out(model, plan, None);
    }
    model.busy = Some(Busy::SettingAside);
    vec![Effect::SetAside(Box::new(plan.lost))]
}

/// What cannot be made again lies in a file, and the rest can be; or it does not, and the person decides
/// again.
pub fn set_aside(model: &mut Model, kept: Result<PathBuf, Message>) -> Vec<Effect> {
    match kept {
        Ok(path) => {
            let Some(plan) = plan(model) else { return Vec::new() };
            carry_out(model, plan, Some(path))
        }
        Err(why) => {
            ask(model);
            model.notice =
                Some(Notice { severity: Some(Severity::Warning), message: why, hints: Vec::new() });
            Vec::new()
        }
    }
}

fn carry_out(model: &mut Model, plan: Plan, aside: Option<PathBuf>) -> Vec<Effect> {
    let Plan { workspace, past, lost } = plan;
    model.workspace = Some(workspace);
    model.past = past;
    let mut effects = rewrite(&model.past);
    effects.extend(changed(model));
    if let Some(typed) = model.past.typing.clone() {
        resume_typing(model, &typed);
    }
    let mut said = Vec::new();
    if !lost.moves.is_empty() {
        said.push(t::RECOVERED_IN_PART.msg().with("n", lost.moves.len()));
    }
    if lost.typed.is_some() {
        said.push(t::TYPED_NOWHERE.msg());
    }
    said.extend(aside.map(|path| t::SET_ASIDE.msg().with("path", path.display().to_string())));
    let n = match model.past.net().len() {
        0 => model.past.unsaved.len(),
        n => n,
    };
    if n > 0 {
        said.push(t::RECOVERED.msg().with("n", n));
    } else if model.past.typing.is_some() {
        said.push(t::RECOVERED_TYPING.msg());
    }
    let mut said = said.into_iter();
    model.notice = said.next().map(|message| Notice {
        severity: (!lost.is_empty()).then_some(Severity::Warning),
        message,
        hints: said.collect(),
    });
    effects
}

/// Opens the field that was being typed in, with what was typed.
fn resume_typing(model: &mut Model, typed: &Typed) {
    let Some(opened) = model.workspace.as_ref().and_then(|ws| place_of(ws, typed)) else { return };
    model.choose_kind(typed.record.kind);
    model.chosen.insert(typed.record.kind, typed.record.clone());
    model.form = Some(opened);
    form::edit(model, None);
    // Somebody may have changed it since: then it is asked whose stands, as in a session that lives.
    if let Some(form) = &mut model.form {
        form.opened = Some((typed.path.clone(), typed.before.clone()));
    }
    match model.layers.last_mut() {
        Some(Layer::Text { edit, .. }) => edit.set(&typed.text),
        _ => {
            if let Some(typing) = model.form.as_mut().and_then(|f| f.typing.as_mut()) {
                typing.edit.set(&typed.text);
            }
        }
    }
}

/// Gives up what was not saved; what was saved can still be undone.
pub fn give_up(model: &mut Model) -> Vec<Effect> {
    let effects = forget_unsaved(model);
    model.say(t::GAVE_UP);
    effects
}

/// Takes what was not saved out of the journal.
pub fn forget_unsaved(model: &mut Model) -> Vec<Effect> {
    let message = model.past.message.take();
    model.past = Past { message, ..model.past.saved() };
    rewrite(&model.past)
}

/// Makes the journal say this and no more.
fn rewrite(past: &Past) -> Vec<Effect> {
    vec![Effect::JournalAnew(Box::new(past.clone()))]
}
