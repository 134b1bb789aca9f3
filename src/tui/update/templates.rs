//! What a new activity starts from: an empty sheet, or a template.

use crate::law::templates::{Template, get};
use crate::model::fold::fold;
use crate::model::{Kind, Lang, RecordId};
use crate::ops::create::blank;
use crate::ops::templates::from_template;
use crate::tui::effect::Effect;
use crate::tui::model::{Ask, Decision, Layer, Model, Option_};
use crate::tui::template_list::{Entry, entries};
use crate::tui::texts as t;
use crate::tui::update::acts::change;
use crate::tui::update::{browse, layers};

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
            let record = blank(RecordId::new(Kind::Activity, id), Some(&typed), layers::day(model));
            return layers::create(model, record);
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
