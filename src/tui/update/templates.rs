//! What a new activity starts from: an empty sheet, or a template.

use crate::law::templates::{ALL, Template, get};
use crate::model::fold::fold;
use crate::model::{Kind, Lang, RecordId};
use crate::ops::create::blank;
use crate::ops::templates::from_template;
use crate::tui::effect::Effect;
use crate::tui::matching;
use crate::tui::model::{Ask, Decision, Layer, Model, Option_};
use crate::tui::texts as t;
use crate::tui::update::acts::change;
use crate::tui::update::{browse, layers};

/// One line of the list.
#[derive(Clone, Copy, Debug)]
pub enum Entry {
    Blank,
    From(&'static Template),
}

/// The lines that match what is typed: an empty sheet first, last when it is to be called by what is typed.
pub fn entries(typed: &str, lang: Lang) -> Vec<Entry> {
    let other = if lang == Lang::Fr { Lang::En } else { Lang::Fr };
    let texts: Vec<String> =
        ALL.iter().map(|t| format!("{} {} {}", t.name.get(lang), t.name.get(other), t.id)).collect();
    // What people call it counts by the beginning of its words: "formation" is no "lettre d’information".
    let begun = fold(typed.trim());
    let called = |t: &Template| {
        !begun.is_empty() && fold(t.also).split([' ', '\'']).any(|word| word.starts_with(&begun))
    };
    let found = matching::filter(typed, texts.iter().map(String::as_str));
    let named = found.into_iter().filter_map(|i| ALL.get(i)).filter(|t| !called(t));
    let mut out: Vec<Entry> = ALL.iter().filter(|t| called(t)).chain(named).map(Entry::From).collect();
    let at = if typed.trim().is_empty() { 0 } else { out.len() };
    out.insert(at, Entry::Blank);
    out
}

pub fn step(model: &mut Model, by: isize) {
    let lang = model.lang();
    if let Some(Layer::Templates { filter, at }) = model.layers.last_mut() {
        let last = entries(filter.text(), lang).len().saturating_sub(1);
        *at = at.saturating_add_signed(by).min(last);
    }
}

pub fn accept(model: &mut Model) -> Vec<Effect> {
    let Some(Layer::Templates { filter, at }) = model.layers.last() else { return Vec::new() };
    let typed = filter.text().trim().to_owned();
    match entries(&typed, model.lang()).get(*at) {
        Some(Entry::Blank) if typed.is_empty() => {
            model.layers.pop();
            browse::ask(model, Ask::New(Kind::Activity), "");
        }
        Some(Entry::Blank) => {
            let Some(id) = model.free_id(Kind::Activity, &typed) else {
                model.refuse(t::TYPE_A_NAME);
                return Vec::new();
            };
            return layers::create(model, blank(RecordId::new(Kind::Activity, id), Some(&typed)));
        }
        Some(Entry::From(template)) => {
            model.layers.pop();
            let own = model.register().map(|r| r.language()).unwrap_or_default();
            browse::ask(model, Ask::FromTemplate(template.id), &name(template, &typed, own));
        }
        None => {}
    }
    Vec::new()
}

/// What the activity may be called: as the template, or as the person calls it who found it by another word.
fn name(template: &Template, typed: &str, own: Lang) -> String {
    let other_words = fold(template.also);
    let is_one = other_words.split(' ').any(|word| word == fold(typed));
    let mut letters = typed.chars();
    match letters.next() {
        Some(first) if is_one => first.to_uppercase().chain(letters).collect(),
        _ => template.name.get(own).to_owned(),
    }
}

/// Makes the activity and what it needs, all one act, and offers the guide. `None`: the name makes no identifier.
pub fn make(model: &mut Model, template: &str, name: &str) -> Option<Vec<Effect>> {
    let made = from_template(model.workspace.as_ref()?, get(template)?, None, Some(name))?;
    let linked = made.changes.len().saturating_sub(1);
    let (done, effects) = change(model, made.changes);
    if done {
        model.layers.pop();
        model.show_new(made.activity);
        model.layers.push(Layer::Decide {
            title: t::FROM_TEMPLATE.msg().with("n", linked),
            lines: Vec::new(),
            options: vec![
                Option_ { key: 'g', label: t::GUIDE_NOW, then: Decision::Guide },
                Option_ { key: 'p', label: t::GUIDE_LATER, then: Decision::Stay },
            ],
            at: 0,
        });
    }
    Some(effects)
}
