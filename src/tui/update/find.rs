//! The filter of a list: completing what is typed.

use crate::tui::model::Model;
use crate::tui::texts as t;

/// Tab in the filter: takes what is proposed. A key is followed by its values; again, the next value.
pub fn complete(model: &mut Model, forward: bool) {
    let completion = &model.listing.completion;
    let count = completion.found.len();
    if count == 0 {
        model.refuse(t::NOTHING_TO_COMPLETE);
        return;
    }
    let turn = match (model.listing.turn, forward) {
        (None, true) => 0,
        (None, false) => count - 1,
        (Some(at), true) => (at + 1) % count,
        (Some(at), false) => (at + count - 1) % count,
    };
    let Some(found) = completion.found.get(turn).cloned() else { return };
    let (span, is_value) = (completion.span.clone(), completion.key.is_some());
    model.filter.replace(span.clone(), &found.insert);
    model.filter_typed();
    if is_value && count > 1 {
        // The same values stay on offer, this one taken.
        model.listing.completion.span = span.start..span.start + found.insert.len();
        model.listing.turn = Some(turn);
    } else {
        model.propose();
    }
}
