//! The mouse: a press chooses, a second press on what is chosen opens, the wheel moves.

use crate::term::input::{Mouse, MouseAct};
use crate::tui::command::{self, Context, Do};
use crate::tui::drawn::Hit;
use crate::tui::effect::Effect;
use crate::tui::model::{Area, Layer, Model};
use crate::tui::update::{browse, form, layers, run};

/// How many lines a turn of the wheel moves.
const WHEEL: isize = 3;

pub fn take(model: &mut Model, mouse: Mouse) -> Vec<Effect> {
    let hit = model.drawn.hit(mouse.column, mouse.row);
    match mouse.act {
        MouseAct::Press => {
            model.notice = None;
            hit.map_or_else(Vec::new, |h| press(model, h))
        }
        MouseAct::WheelUp => wheel(model, hit, -WHEEL),
        MouseAct::WheelDown => wheel(model, hit, WHEEL),
        MouseAct::Release | MouseAct::Drag | MouseAct::Menu => Vec::new(),
    }
}

fn press(model: &mut Model, hit: Hit) -> Vec<Effect> {
    let context = command::context(model);
    match hit {
        Hit::Command(i) => match command::COMMANDS.get(i) {
            Some(c) if c.contexts.contains(&context) => run(model, context, c.act),
            _ => Vec::new(),
        },
        Hit::Kind(i) if browsing(context) => {
            model.area = Area::Kinds;
            if let Some(kind) = super::kind_at(i) {
                model.choose_kind(kind);
            }
            Vec::new()
        }
        Hit::Row(i) if browsing(context) => {
            let again = model.area == Area::List && model.row_index() == i;
            model.area = Area::List;
            model.choose_row(i);
            if again { browse::open(model) } else { Vec::new() }
        }
        Hit::Area(area) if browsing(context) => {
            model.area = area;
            Vec::new()
        }
        Hit::Line(i) if context == Context::Form => {
            let again = model.form.as_ref().is_some_and(|f| f.at == i);
            if let Some(f) = &mut model.form {
                f.at = i;
            }
            form::settle(model);
            if again {
                form::edit(model, None);
            }
            Vec::new()
        }
        // What is being typed is not answered by what lies beside it.
        Hit::Item(i) if context != Context::Typing => match model.layers.last_mut() {
            Some(Layer::Pick { picker, .. }) => {
                let again = picker.at == i;
                picker.at = i.min(picker.matches.len().saturating_sub(1));
                if picker.picked.is_some() {
                    picker.toggle();
                    Vec::new()
                } else if again {
                    layers::run(model, Do::Accept)
                } else {
                    Vec::new()
                }
            }
            Some(Layer::Choose { picker, .. }) => {
                let again = picker.at == i;
                picker.at = i.min(picker.matches.len().saturating_sub(1));
                if again { layers::run(model, Do::Accept) } else { Vec::new() }
            }
            Some(Layer::Decide { .. }) => layers::decide(model, i),
            Some(Layer::Export(form)) => {
                let by = isize::try_from(i).unwrap_or(0) - isize::try_from(form.at).unwrap_or(0);
                super::export::step(model, by);
                Vec::new()
            }
            Some(
                Layer::Tasks { at }
                | Layer::Guide(crate::tui::model::Guide { choice: at, .. })
                | Layer::Templates { at, .. }
                | Layer::Help { at, .. }
                | Layer::Page { at, .. }
                | Layer::Palette { at, .. },
            ) => {
                let again = *at == i;
                *at = i;
                if again { layers::run(model, Do::Accept) } else { Vec::new() }
            }
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

fn browsing(context: Context) -> bool {
    matches!(context, Context::Browse | Context::Filter)
}

fn wheel(model: &mut Model, hit: Option<Hit>, by: isize) -> Vec<Effect> {
    let context = command::context(model);
    match context {
        Context::Browse | Context::Filter => {
            model.area = match hit {
                Some(Hit::Area(a)) => a,
                Some(Hit::Kind(_)) => Area::Kinds,
                Some(Hit::Row(_)) => Area::List,
                _ => model.area,
            };
            let by = if model.area == Area::Kinds { by.signum() } else { by };
            browse::step(model, by);
        }
        Context::Form => form::step(model, by),
        c if layers::is_list(c) => layers::step(model, by.signum()),
        _ => {}
    }
    Vec::new()
}
