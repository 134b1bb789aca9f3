//! A retention rule filled in from a reference period: what the rule does not say yet, with its source.

use crate::law::retention::{self, Reference};
use crate::model::{Change, Path};
use crate::ops::guide::period_words;
use crate::ops::templates::rule_from;
use crate::tui::aids;
use crate::tui::effect::Effect;
use crate::tui::model::{Chosen, Layer, Model};
use crate::tui::texts as t;
use crate::tui::update::acts::change;
use crate::tui::widgets::picker::{Choice, Picker};

/// Offers the references, those that the rule's own words call for first.
pub fn offer(model: &mut Model) {
    let lang = model.lang();
    let Some(rule) = model.record().and_then(|id| model.register()?.get(id)) else { return };
    let near = aids::references(rule);
    let rest = retention::all().iter().filter(|r| !near.iter().any(|n| n.id == r.id));
    let choice = |reference: &'static Reference| {
        let period = period_words(reference, lang);
        let period = if period.is_empty() { t::NO_FIGURE.get(lang).to_owned() } else { period };
        Choice {
            // The period first: it is what is chosen, and a narrow screen cuts the end.
            label: format!("{period} – {}", reference.label.get(lang)),
            detail: reference.source.clone(),
            value: Chosen::Reference(reference),
        }
    };
    let choices = near.iter().copied().chain(rest).map(choice).collect();
    let title = t::REFERENCES.msg().with("n", retention::all().len());
    model.layers.push(Layer::Choose { title, picker: Picker::new(choices, false, &[]) });
}

/// Fills in from a reference what the rule does not say; what it says stays. One act.
pub fn fill(model: &mut Model, reference: &'static Reference) -> Vec<Effect> {
    let lang = model.lang();
    let Some(rule) = model.record().and_then(|id| model.register()?.get(id)) else { return Vec::new() };
    // What is written is in the register's language, whatever that of the screen.
    let own = model.register().map(|r| r.language()).unwrap_or_default();
    let proposed = rule_from(reference, rule.id.id.clone(), own);
    let (mut changes, mut kept) = (Vec::new(), 0);
    for (field, value) in proposed.fields.iter() {
        let path = Path::root().join(field.key);
        match rule.value(&path) {
            None => changes.push(Change::Set { record: rule.id.clone(), path, value: value.clone() }),
            // Its name is its own: nobody expects that to change.
            Some(now) => kept += usize::from(now != value && !field.key.starts_with("name")),
        }
    }
    let n = changes.len();
    if n == 0 {
        model.say(t::NOTHING_TO_FILL.msg().with("name", reference.label.get(lang)));
        return Vec::new();
    }
    let (done, effects) = change(model, changes);
    if done {
        let said = t::FILLED.msg().with("n", n).with("name", reference.label.get(lang));
        model.say(said.with("kept", kept));
    }
    effects
}
