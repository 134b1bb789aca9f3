//! What is typed: how wide, what it means, and how a date is written.

use chrono::NaiveDate;

use crate::i18n::values;
use crate::model::{Field, Lang, Message, Shape, Value, date};
use crate::tui::model::{Model, Typing};

/// The width at which long texts are typed, as the view draws them.
pub fn text_columns(model: &Model) -> usize {
    usize::from(model.size.0).saturating_sub(8).clamp(2, 96)
}

/// What is typed as an answer to a field; a date may also be said from today.
pub fn parse(typed: &str, field: &'static Field, today: NaiveDate) -> Result<Value, Message> {
    let said = || match field.shape {
        Shape::Date => date::relative(typed, today).map(Value::Date),
        _ => None,
    };
    values::parse(typed, field).or_else(|fault| said().ok_or(fault))
}

/// A date as one types it in a language.
pub fn as_typed(date: NaiveDate, lang: Lang) -> String {
    match lang {
        Lang::Fr => date.format("%d/%m/%Y").to_string(),
        Lang::En => date.format("%Y-%m-%d").to_string(),
    }
}

/// The day that is typed; `None` where what is typed is none.
pub fn day(typing: &Typing, today: NaiveDate) -> Option<NaiveDate> {
    match parse(typing.edit.text(), typing.field, today) {
        Ok(Value::Date(date)) => Some(date),
        _ => None,
    }
}
