//! A date moved by the arrows, day by day and week by week, as on a calendar.

use chrono::{Datelike, Days, Months};

use crate::model::Shape;
use crate::term::{Code, Key};
use crate::tui::model::Model;
use crate::tui::typing::{as_typed, day};

/// Moves the date being typed: with the arrows where nothing is typed yet or the calendar put it there, with
/// Ctrl and the arrows always. `false` for a key that means nothing to the calendar.
pub fn key(model: &mut Model, key: Key) -> bool {
    let (today, lang) = (model.today, model.lang());
    let Some(typing) = model.form.as_mut().and_then(|f| f.typing.as_mut()) else { return false };
    let plain = typing.edit.is_empty() || typing.by_calendar;
    if !matches!(typing.field.shape, Shape::Date) || key.alt || key.shift || !(key.ctrl || plain) {
        return false;
    }
    let from = day(typing, today).unwrap_or(today);
    let moved = match key.code {
        Code::Left => from.pred_opt(),
        Code::Right => from.succ_opt(),
        Code::Up => from.checked_sub_days(Days::new(7)),
        Code::Down => from.checked_add_days(Days::new(7)),
        Code::PageUp => from.checked_sub_months(Months::new(1)),
        Code::PageDown => from.checked_add_months(Months::new(1)),
        _ => return false,
    };
    // A year that is not written with four digits could not be read back.
    if let Some(to) = moved.filter(|d| (1000..=9999).contains(&d.year())) {
        typing.edit.set(&as_typed(to, lang));
        typing.by_calendar = true;
        typing.leaving = false;
        typing.fault = None;
    }
    true
}
