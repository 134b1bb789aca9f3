//! What the last session left: undone and done again as before, and made again where it was not saved.

use crate::model::{Message, Severity};
use crate::ops::journal::{Entry, Move, Past};
use crate::ops::workspace::Act;
use crate::tui::effect::Effect;
use crate::tui::form::reveal;
use crate::tui::model::{Decision, Layer, Model, Notice, Option_};
use crate::tui::texts as t;
use crate::tui::update::{browse, changed, form};

/// At most this many of the changes are listed when a person is asked.
const SHOWN: usize = 8;

/// Takes over the journal of the last session, and asks what becomes of what it did not save.
pub fn take_over(model: &mut Model, past: Past) {
    let asks = past.holds_work();
    model.commit_draft = past.message.clone();
    model.past = past;
    if asks {
        ask(model);
    }
}

fn ask(model: &mut Model) {
    let lang = model.lang();
    let Some(register) = model.register() else { return };
    let acts = model.past.unsaved.iter();
    let mut words: Vec<String> = acts.flat_map(|m| words_of(m, register, lang)).collect();
    if let Some(typed) = &model.past.typing {
        let title = register
            .get(&typed.record)
            .map_or_else(|| typed.record.to_string(), |r| r.title(lang).to_owned());
        let label = crate::model::field_at(&typed.record, typed.path.keys())
            .map_or_else(|| typed.path.to_string(), |f| f.label.get(lang).to_owned());
        let begun: String = typed.text.chars().take(60).collect();
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
    let since = model.past.since.replace('T', " ");
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

fn words_of(step: &Move, register: &crate::model::Register, lang: crate::model::Lang) -> Vec<String> {
    match step {
        Move::Did(act) | Move::MadeAgain(act) => act.words(register, lang),
        Move::TookBack(act) => {
            let undone = |w: String| t::WAS_UNDONE.msg().with("what", w).get(lang);
            act.words(register, lang).into_iter().map(undone).collect()
        }
    }
}

/// Makes again what was not saved. What cannot be made again, because the files changed since, is set
/// aside in a file and said.
pub fn recover(model: &mut Model) -> Vec<Effect> {
    let past = std::mem::take(&mut model.past);
    let Some(ws) = &mut model.workspace else { return Vec::new() };
    let mut recovered = past.saved();
    let mut lost: Vec<Act> = Vec::new();
    for step in &past.unsaved {
        let (made, entry) = match step {
            Move::Did(act) => (ws.make_again(act), Entry::Did { act: act.into() }),
            Move::MadeAgain(act) => (ws.make_again(act), Entry::MadeAgain),
            Move::TookBack(act) => (ws.take_back(act), Entry::TookBack),
        };
        match (made, step) {
            (Ok(()), _) => recovered.take(entry),
            (Err(_), Move::Did(act) | Move::MadeAgain(act) | Move::TookBack(act)) => lost.push(act.clone()),
        }
    }
    recovered.message = past.message;
    recovered.typing = past.typing.clone();
    let mut effects = rewrite(&recovered);
    model.past = recovered;
    model.say(t::RECOVERED.msg().with("n", model.past.unsaved.len()));
    if !lost.is_empty() {
        model.notice = Some(Notice {
            severity: Some(Severity::Warning),
            message: t::RECOVERED_IN_PART.msg().with("n", lost.len()),
            hints: Vec::new(),
        });
        effects.push(Effect::SetAside(lost));
    }
    effects.extend(changed(model));
    if let Some(typed) = past.typing {
        resume_typing(model, &typed);
    }
    effects
}

/// Opens the field that was being typed in, with what was typed.
fn resume_typing(model: &mut Model, typed: &crate::ops::journal::Typed) {
    let Some(record) = model.register().and_then(|r| r.get(&typed.record)).cloned() else { return };
    let mut opened = browse::new_form(typed.record.clone());
    reveal(&record, &mut opened, &typed.path);
    model.choose_kind(typed.record.kind);
    model.chosen.insert(typed.record.kind, typed.record.clone());
    model.form = Some(opened);
    form::edit(model, None);
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
    model.past = model.past.saved();
    rewrite(&model.past)
}

/// Makes the journal say this and no more.
fn rewrite(past: &Past) -> Vec<Effect> {
    let mut entries = vec![Entry::Discarded, Entry::Typing { typing: None }];
    entries.extend(past.entries());
    vec![Effect::Journal(entries)]
}
