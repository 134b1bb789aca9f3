//! A sheet or a view as plain text, for the normal screen.

use crate::tui::effect::Effect;
use crate::tui::model::{Layer, Model};
use crate::tui::sheet;
use crate::tui::texts as t;
use crate::tui::update::pages;

/// The view on top, else the sheet under the mark.
pub fn show(model: &mut Model) -> Vec<Effect> {
    let page = matches!(model.layers.last(), Some(Layer::Page { .. })).then(|| pages::page(model)).flatten();
    let text = match page {
        Some(page) => Some(page.plain()),
        None => sheet(model),
    };
    match text {
        Some(text) => vec![Effect::Show(text)],
        None => {
            model.refuse(t::NO_RECORD);
            Vec::new()
        }
    }
}

fn sheet(model: &Model) -> Option<String> {
    let register = model.register()?;
    let record = register.get(model.record()?)?;
    let lang = model.lang();
    let lines = sheet::lines(record, register, lang, usize::from(model.size.0));
    let lines = lines.iter().map(|(line, _)| line.trim_end().to_owned());
    let title = [record.title(lang).to_owned(), String::new()];
    Some(title.into_iter().chain(lines).collect::<Vec<_>>().join("\n"))
}
