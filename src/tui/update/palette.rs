//! The palette: moving in it, and running what was chosen where it was opened.

use crate::tui::effect::Effect;
use crate::tui::model::{Layer, Model};
use crate::tui::palette::{below, entries};

pub fn step(model: &mut Model, by: isize) {
    let Some(Layer::Palette { filter, .. }) = model.layers.last() else { return };
    let last = entries(model, filter.text()).len().saturating_sub(1);
    if let Some(Layer::Palette { at, .. }) = model.layers.last_mut() {
        *at = at.saturating_add_signed(by).min(last);
    }
}

/// Runs the chosen command where the palette was opened.
pub fn accept(model: &mut Model) -> Vec<Effect> {
    let Some(Layer::Palette { filter, at }) = model.layers.last() else { return Vec::new() };
    let entry = entries(model, filter.text()).get(*at).copied();
    let context = below(model);
    model.layers.pop();
    // A view that lay below is on top again: what reads it must find it.
    let mut effects: Vec<Effect> = super::pages::refresh(model).into_iter().collect();
    if let Some(command) = entry {
        effects.extend(super::run(model, context, command.act));
    }
    effects
}
