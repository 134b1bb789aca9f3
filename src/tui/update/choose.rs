//! Pick-lists that answer no field: what a list is ordered by, the filters that are kept.

use crate::model::Kind;
use crate::ops::query::saved::{BUILT_IN, Edit, Saved};
use crate::ops::query::sort::Sort;
use crate::tui::effect::Effect;
use crate::tui::model::{Area, Chosen, Decision, Layer, Model, Option_};
use crate::tui::texts as t;
use crate::tui::update::bulk;
use crate::tui::widgets::picker::{Choice, Picker};
use crate::tui::widgets::text_edit::TextEdit;

/// Offers what the list may be ordered by, the order it has first.
pub fn sorts(model: &mut Model) {
    let lang = model.lang();
    let now = model.listing.order(model.kind);
    let choice = |by: Sort| {
        let detail = if by == now.by { t::SORT_AGAIN } else { by.first() };
        Choice {
            label: by.title().get(lang).to_owned(),
            detail: detail.get(lang).to_owned(),
            value: Chosen::Sort(by),
        }
    };
    let choices = Sort::ALL.into_iter().filter(|by| by.holds_for(model.kind)).map(choice).collect();
    let picker = Picker::new(choices, false, &[Chosen::Sort(now.by)]);
    model.layers.push(Layer::Choose { title: t::SORT_TITLE.msg(), picker });
}

/// Offers the filters that are kept; a person's own are read anew.
pub fn filters(model: &mut Model) -> Vec<Effect> {
    let picker = Picker::new(filter_choices(model), false, &[]);
    model.layers.push(Layer::Choose { title: t::FILTERS_TITLE.msg(), picker });
    vec![Effect::Filters(None)]
}

fn filter_choices(model: &Model) -> Vec<Choice<Chosen>> {
    let lang = model.lang();
    let own = model.filters.iter().map(|saved| Choice {
        label: saved.name.clone(),
        detail: saved.query.clone(),
        value: Chosen::Filter { saved: saved.clone(), own: true },
    });
    let built_in = BUILT_IN.iter().map(|b| {
        let saved =
            Saved { name: b.name.get(lang).to_owned(), kind: b.kind, query: b.query.get(lang).to_owned() };
        Choice {
            label: saved.name.clone(),
            detail: saved.query.clone(),
            value: Chosen::Filter { saved, own: false },
        }
    });
    own.chain(built_in).collect()
}

/// A person's own filters came, were changed, or could not be read.
pub fn took_filters(
    model: &mut Model,
    edit: Option<Edit>,
    result: Result<Vec<Saved>, crate::model::Message>,
) {
    match result {
        Ok(filters) => model.filters = filters,
        Err(why) => {
            model.refuse(why);
            return;
        }
    }
    let choices = filter_choices(model);
    if let Some(Layer::Choose { picker, .. }) = model.layers.last_mut()
        && picker.choices.iter().any(|c| matches!(c.value, Chosen::Filter { .. }))
    {
        picker.choices = choices;
        picker.narrow();
    }
    match edit {
        Some(Edit::Keep(saved)) => model.say(t::FILTER_KEPT.msg().with("name", saved.name)),
        Some(Edit::Drop(saved)) => model.say(t::FILTER_DROPPED.msg().with("name", saved.name)),
        None => {}
    }
}

/// Enter: obeys the line under the mark.
pub fn accept(model: &mut Model) -> Vec<Effect> {
    let Some(Layer::Choose { picker, .. }) = model.layers.last() else { return Vec::new() };
    let Some(chosen) = picker.current().map(|c| c.value.clone()) else {
        model.refuse(t::NO_MATCH);
        return Vec::new();
    };
    model.layers.pop();
    match chosen {
        Chosen::Sort(by) => {
            let kind = model.kind;
            model.listing.sort(kind, by);
            model.list();
        }
        Chosen::Reference(reference) => return super::reference::fill(model, reference),
        Chosen::Field { path, how } => bulk::edit(model, path, how),
        Chosen::Filter { saved, .. } => {
            model.choose_kind(saved.kind.unwrap_or(model.kind));
            model.area = Area::List;
            model.filtering = false;
            model.filter = TextEdit::line(&saved.query);
            model.list();
        }
    }
    Vec::new()
}

/// Asks before a filter of the person's own goes: it is in no journal.
pub fn ask_to_drop(model: &mut Model) {
    let Some(Layer::Choose { picker, .. }) = model.layers.last() else { return };
    let Some(Chosen::Filter { saved, own: true }) = picker.current().map(|c| c.value.clone()) else { return };
    model.layers.push(Layer::Decide {
        title: t::DROP_FILTER.msg().with("name", saved.name.as_str()),
        lines: vec![t::FILTER_LINE.msg().with("query", saved.query.as_str())],
        options: vec![
            Option_ { key: 'n', label: t::STAY, then: Decision::Stay },
            Option_ { key: 's', label: t::DROP_FILTER_YES, then: Decision::DropFilter(saved) },
        ],
        at: 0,
    });
}

/// Keeps the filter of the list under this name.
pub fn keep(model: &Model, name: &str) -> Vec<Effect> {
    let kind: Kind = model.kind;
    let query = model.filter.text().trim().to_owned();
    vec![Effect::Filters(Some(Edit::Keep(Saved { name: name.to_owned(), kind: Some(kind), query })))]
}
