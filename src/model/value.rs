//! What a field can hold. A value that breaks its field's shape cannot be written down here.

use super::field::{Field, Shape};
use super::id::Id;
use super::period::Period;
use super::vocabulary::Term;
use chrono::NaiveDate;

/// The value of a field that was answered. A field that was not is absent from its [`Group`].
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Looked at, and there is none: `[]`, `""`, `"none"`.
    None,
    Text(String),
    Bool(bool),
    Integer(i64),
    Date(NaiveDate),
    Period(Period),
    Choice(&'static Term),
    Ref(Id),
    /// Plain values in order; never empty (that is [`Value::None`]).
    List(Vec<Value>),
    Group(Group),
    /// Never empty (that is [`Value::None`]).
    Rows(Rows),
}

impl Value {
    /// A text, or none when it is empty.
    pub fn text(s: impl Into<String>) -> Value {
        let s = s.into();
        if s.is_empty() { Value::None } else { Value::Text(s) }
    }

    /// A list, or none when it is empty.
    pub fn list(items: Vec<Value>) -> Value {
        if items.is_empty() { Value::None } else { Value::List(items) }
    }

    /// Rows, or none when there are none.
    pub fn rows(rows: Rows) -> Value {
        if rows.is_empty() { Value::None } else { Value::Rows(rows) }
    }

    pub fn as_text(&self) -> Option<&str> {
        match self {
            Value::Text(s) => Some(s),
            _ => None,
        }
    }

    pub fn as_choice(&self) -> Option<&'static Term> {
        match self {
            Value::Choice(t) => Some(t),
            _ => None,
        }
    }

    /// The items of a list; nothing for any other value.
    pub fn items(&self) -> &[Value] {
        match self {
            Value::List(items) => items,
            _ => &[],
        }
    }

    pub fn as_group(&self) -> Option<&Group> {
        match self {
            Value::Group(g) => Some(g),
            _ => None,
        }
    }

    pub fn as_rows(&self) -> Option<&Rows> {
        match self {
            Value::Rows(r) => Some(r),
            _ => None,
        }
    }

    /// Whether the value may stand in a field of this shape (items of a list are judged by
    /// [`Value::fits_item`]). [`Value::None`] fits everywhere: whether it answers is the check's affair.
    pub fn fits(&self, shape: &Shape) -> bool {
        match (self, shape) {
            (Value::None, _)
            | (Value::Text(_), Shape::Line | Shape::Paragraph | Shape::Link)
            | (Value::Bool(_), Shape::Bool)
            | (Value::Integer(_), Shape::Integer)
            | (Value::Date(_), Shape::Date)
            | (Value::Period(_), Shape::Period)
            | (Value::Ref(_), Shape::Ref(_)) => true,
            (Value::Choice(t), Shape::Choice(v)) => v.get(t.id).is_some(),
            (Value::List(items), s) if s.is_list() => {
                !items.is_empty() && items.iter().all(|i| i.fits_item(s))
            }
            (Value::Group(g), Shape::Group(fields)) => g.fits(fields),
            (Value::Rows(rows), Shape::Rows(fields)) => {
                !rows.is_empty() && rows.iter().all(|(k, g)| super::path::is_key(k) && g.fits(fields))
            }
            _ => false,
        }
    }

    /// Whether the value may be an item of a list of this shape.
    pub fn fits_item(&self, shape: &Shape) -> bool {
        match (self, shape) {
            (Value::Text(s), Shape::Lines) => !s.is_empty(),
            (Value::Choice(t), Shape::Choices(v)) => v.get(t.id).is_some(),
            (Value::Ref(_), Shape::Refs(_)) => true,
            _ => false,
        }
    }
}

/// Answered fields, in the order of their table.
#[derive(Clone, Debug, Default)]
pub struct Group {
    entries: Vec<(&'static Field, Value)>,
}

impl PartialEq for Group {
    fn eq(&self, other: &Group) -> bool {
        self.entries.len() == other.entries.len()
            && self.entries.iter().zip(&other.entries).all(|(a, b)| a.0.key == b.0.key && a.1 == b.1)
    }
}

impl Group {
    pub fn new() -> Group {
        Group::default()
    }

    /// The value of a field; `None` when it is not known yet.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.entries.iter().find(|(f, _)| f.key == key).map(|(_, v)| v)
    }

    pub fn get_mut(&mut self, key: &str) -> Option<&mut Value> {
        self.entries.iter_mut().find(|(f, _)| f.key == key).map(|(_, v)| v)
    }

    /// Answers the field `key` of `table`. A key that is not in the table, or a value that does not
    /// fit its shape, is refused and given back.
    pub fn set(&mut self, table: &'static [Field], key: &str, value: Value) -> Result<(), Value> {
        let Some(index) = table.iter().position(|f| f.key == key) else { return Err(value) };
        let field = &table[index];
        if !value.fits(&field.shape) {
            return Err(value);
        }
        self.put(table, index, value);
        Ok(())
    }

    /// Answers the field at `index` of `table` with a value known to fit.
    pub(crate) fn put(&mut self, table: &'static [Field], index: usize, value: Value) {
        let field = &table[index];
        match self.entries.iter_mut().find(|(f, _)| f.key == field.key) {
            Some((_, slot)) => *slot = value,
            None => {
                let rank = |key: &str| table.iter().position(|f| f.key == key).unwrap_or(usize::MAX);
                let at = self
                    .entries
                    .iter()
                    .rposition(|(f, _)| rank(f.key) < index)
                    .map_or(0, |last_before| last_before + 1);
                self.entries.insert(at, (field, value));
            }
        }
    }

    /// Back to not known yet; gives what was there.
    pub fn unset(&mut self, key: &str) -> Option<Value> {
        let i = self.entries.iter().position(|(f, _)| f.key == key)?;
        Some(self.entries.remove(i).1)
    }

    pub fn iter(&self) -> impl Iterator<Item = (&'static Field, &Value)> {
        self.entries.iter().map(|(f, v)| (*f, v))
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    fn fits(&self, table: &'static [Field]) -> bool {
        self.entries.iter().all(|(f, v)| table.iter().any(|t| t.key == f.key) && v.fits(&f.shape))
    }

    /// The text of a field, when it holds one.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.get(key)?.as_text()
    }

    /// The word of a choice.
    pub fn choice(&self, key: &str) -> Option<&'static Term> {
        self.get(key)?.as_choice()
    }

    pub fn bool(&self, key: &str) -> Option<bool> {
        match self.get(key)? {
            Value::Bool(b) => Some(*b),
            _ => None,
        }
    }

    pub fn date(&self, key: &str) -> Option<NaiveDate> {
        match self.get(key)? {
            Value::Date(d) => Some(*d),
            _ => None,
        }
    }

    pub fn period(&self, key: &str) -> Option<Period> {
        match self.get(key)? {
            Value::Period(p) => Some(*p),
            _ => None,
        }
    }

    pub fn reference(&self, key: &str) -> Option<&Id> {
        match self.get(key)? {
            Value::Ref(id) => Some(id),
            _ => None,
        }
    }

    /// The identifiers of a list of references; none when it is unknown or empty.
    pub fn refs(&self, key: &str) -> impl Iterator<Item = &Id> {
        self.items(key).iter().filter_map(|v| match v {
            Value::Ref(id) => Some(id),
            _ => None,
        })
    }

    /// The items of a list; none when it is unknown or empty.
    pub fn items(&self, key: &str) -> &[Value] {
        self.get(key).map_or(&[], Value::items)
    }

    pub fn group(&self, key: &str) -> Option<&Group> {
        self.get(key)?.as_group()
    }

    /// The rows under a key; none when they are unknown or empty.
    pub fn rows(&self, key: &str) -> impl Iterator<Item = (&str, &Group)> {
        self.get(key).and_then(Value::as_rows).into_iter().flat_map(Rows::iter)
    }
}

/// Groups under names of their own, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rows {
    rows: Vec<(String, Group)>,
}

impl Rows {
    pub fn new() -> Rows {
        Rows::default()
    }

    pub fn get(&self, key: &str) -> Option<&Group> {
        self.rows.iter().find(|(k, _)| k == key).map(|(_, g)| g)
    }

    pub fn get_mut(&mut self, key: &str) -> Option<&mut Group> {
        self.rows.iter_mut().find(|(k, _)| k == key).map(|(_, g)| g)
    }

    /// Adds a row at the end, or replaces the one of that name.
    pub fn set(&mut self, key: &str, row: Group) {
        match self.get_mut(key) {
            Some(slot) => *slot = row,
            None => self.rows.push((key.to_owned(), row)),
        }
    }

    /// Adds a row whose name is known to be new, at the end.
    pub(crate) fn push(&mut self, key: &str, row: Group) {
        self.rows.push((key.to_owned(), row));
    }

    pub fn remove(&mut self, key: &str) -> Option<Group> {
        let i = self.rows.iter().position(|(k, _)| k == key)?;
        Some(self.rows.remove(i).1)
    }

    /// Gives a row another name at the same place; refused when the name is taken or no row has the old one.
    pub fn rename(&mut self, from: &str, to: &str) -> bool {
        if self.get(to).is_some() {
            return false;
        }
        match self.rows.iter_mut().find(|(k, _)| k == from) {
            Some((key, _)) => {
                *key = to.to_owned();
                true
            }
            None => false,
        }
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &Group)> {
        self.rows.iter().map(|(k, g)| (k.as_str(), g))
    }

    pub fn len(&self) -> usize {
        self.rows.len()
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}
