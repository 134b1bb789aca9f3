//! Fields that hold several things: items of a list, rows under names of their own.

use super::Go;
use super::commands::{Does, Place, find};
use super::session::Session;
use super::spots::Spot;
use super::texts as t;
use super::words::number;
use crate::i18n::values::{self, parse_item};
use crate::model::path::is_key;
use crate::model::{Change, Field, Group, Id, Path, RecordId, Shape, Value};
use crate::ops::templates::row_words;

impl Session<'_> {
    /// Adds to a list and takes out of it, until an empty line.
    pub fn answer_list(&mut self, id: &RecordId, spot: &Spot) -> Go {
        let mut say = true;
        loop {
            let value = self.record(id).and_then(|r| r.value(&spot.path)).cloned();
            let items = value.as_ref().map(|v| v.items().to_vec()).unwrap_or_default();
            if std::mem::take(&mut say) {
                if items.is_empty() {
                    self.say_current(id, spot)?;
                } else {
                    self.say(t::ITEMS.msg().with("n", items.len()))?;
                }
                for (i, item) in items.iter().enumerate() {
                    let words = values::words(item, &spot.field.shape, self.register(), self.lang);
                    self.say_numbered(i, &words)?;
                }
            }
            let typed = self.ask(&t::ASK_ITEMS.msg())?;
            let typed = typed.trim();
            if typed.is_empty() {
                return Ok(());
            }
            let (does, rest) = find(typed, Place::Items).unzip();
            let rest = rest.unwrap_or_default();
            if does == Some(Does::Back) {
                return Ok(());
            } else if does == Some(Does::Help) {
                if rest.is_empty() {
                    self.explain(spot)?;
                }
                self.say_help(Place::Items, rest)?;
            } else if does == Some(Does::None) {
                return self.put(id, spot, Some(Value::None));
            } else if does == Some(Does::Unknown) {
                return self.put(id, spot, None);
            } else if does == Some(Does::Add) {
                let (record, path) = (id.clone(), spot.path.clone());
                if let Some(item) = self.ask_item(spot, rest)? {
                    say = self.change(id, spot, Change::AddItem { record, path, item })?;
                }
            } else if does == Some(Does::Remove) {
                match number(rest, items.len()).and_then(|at| items.get(at)) {
                    Some(item) => {
                        let (record, path, item) = (id.clone(), spot.path.clone(), item.clone());
                        say = self.change(id, spot, Change::RemoveItem { record, path, item })?;
                    }
                    None => self.no_such_number(items.len())?,
                }
            } else {
                self.not_understood(typed, Place::Items)?;
            }
        }
    }

    /// The item to add: what was typed beside the command, or what is chosen.
    fn ask_item(&mut self, spot: &Spot, typed: &str) -> Go<Option<Value>> {
        match spot.field.shape {
            Shape::Choices(words) => {
                if let Ok(value) = parse_item(typed, spot.field) {
                    return Ok(Some(value));
                }
                let options = self.terms(words);
                let at = self.pick(spot.field.label.msg(), &options)?;
                Ok(at.and_then(|at| words.terms.get(at)).map(Value::Choice))
            }
            Shape::Refs(kind) => {
                let (ids, options) = self.referable(kind);
                if let Some(id) = ids.iter().find(|id| id.id.as_str() == typed) {
                    return Ok(Some(Value::Ref(id.id.clone())));
                }
                let at = self.pick(kind.plural().msg(), &options)?;
                Ok(at.and_then(|at| ids.get(at)).map(|id| Value::Ref(id.id.clone())))
            }
            _ => {
                let mut text = typed.to_owned();
                if text.is_empty() {
                    text = self.ask(&t::ASK_ITEM.msg())?.trim().to_owned();
                }
                Ok((!text.is_empty()).then_some(Value::Text(text)))
            }
        }
    }

    /// Adds rows, renames them and takes them out, until an empty line.
    pub fn answer_rows(&mut self, id: &RecordId, spot: &Spot, table: &'static [Field]) -> Go {
        let mut say = true;
        loop {
            let value = self.record(id).and_then(|r| r.value(&spot.path)).cloned();
            let names: Vec<String> = value
                .as_ref()
                .and_then(Value::as_rows)
                .iter()
                .flat_map(|r| r.iter())
                .map(|(n, _)| n.to_owned())
                .collect();
            if std::mem::take(&mut say) {
                if names.is_empty() {
                    self.say_current(id, spot)?;
                } else {
                    self.say(t::ROWS.msg().with("n", names.len()))?;
                }
                for (i, name) in names.iter().enumerate() {
                    self.say_numbered(i, name)?;
                }
            }
            let typed = self.ask(&t::ASK_ROWS.msg())?;
            let typed = typed.trim();
            if typed.is_empty() {
                return Ok(());
            }
            let (does, rest) = find(typed, Place::Rows).unzip();
            let rest = rest.unwrap_or_default();
            if does == Some(Does::Back) {
                return Ok(());
            } else if does == Some(Does::Help) {
                if rest.is_empty() {
                    self.explain(spot)?;
                }
                self.say_help(Place::Rows, rest)?;
            } else if does == Some(Does::None) {
                return self.put(id, spot, Some(Value::None));
            } else if does == Some(Does::Unknown) {
                return self.put(id, spot, None);
            } else if does == Some(Does::Add) {
                say = self.add_row(id, spot, table, rest)?;
                if say {
                    self.say(t::ROW_ADDED.msg())?;
                }
            } else if does == Some(Does::Remove) {
                let at = number(rest, names.len()).or_else(|| names.iter().position(|n| n == rest));
                match at.and_then(|at| names.get(at)) {
                    Some(name) => {
                        let change = Change::Unset { record: id.clone(), path: spot.path.join(name) };
                        say = self.change(id, spot, change)?;
                    }
                    None => self.no_such_number(names.len())?,
                }
            } else if does == Some(Does::Rename) {
                let (which, to) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
                let at = number(which, names.len()).or_else(|| names.iter().position(|n| n == which));
                match at.and_then(|at| names.get(at)) {
                    Some(name) => say = self.rename_row(id, spot, name, to)?,
                    None => self.no_such_number(names.len())?,
                }
            } else {
                self.not_understood(typed, Place::Rows)?;
            }
        }
    }

    fn rename_row(&mut self, id: &RecordId, spot: &Spot, row: &str, to: &str) -> Go<bool> {
        let mut to = to.trim().to_owned();
        if to.is_empty() {
            to = self.ask(&t::ASK_ROW_NAME.msg())?.trim().to_owned();
        }
        let Some(to) = row_name(&to) else {
            self.say(t::NO_LETTERS.msg())?;
            return Ok(false);
        };
        let path: Path = spot.path.join(row);
        self.change(id, spot, Change::RenameRow { record: id.clone(), path, to })
    }

    /// A new row under a name; where a closed list tells rows apart, its word is chosen first and gives the
    /// name.
    pub fn add_row(&mut self, id: &RecordId, spot: &Spot, table: &'static [Field], typed: &str) -> Go<bool> {
        let mut row = Group::new();
        let mut name = typed.trim().to_owned();
        if let Some((field, words)) = row_words(table) {
            let options = self.terms(words);
            if let Some(term) = self.pick(field.label.msg(), &options)?.and_then(|at| words.terms.get(at)) {
                let _ = row.set(table, field.key, Value::Choice(term));
                if name.is_empty() {
                    name = term.label.get(self.register().language()).to_owned();
                }
            }
        }
        if name.is_empty() {
            name = self.ask(&t::ASK_ROW_NAME.msg())?.trim().to_owned();
        }
        if name.is_empty() {
            return Ok(false);
        }
        let Some(name) = row_name(&name) else {
            self.say(t::NO_LETTERS.msg())?;
            return Ok(false);
        };
        let holds = |name: &str| {
            let rows = self.record(id).and_then(|r| r.value(&spot.path)).and_then(Value::as_rows);
            rows.is_some_and(|rows| rows.get(name).is_some())
        };
        if holds(&name) {
            self.say(t::ROW_TAKEN.msg().with("name", name))?;
            return Ok(false);
        }
        let (record, path) = (id.clone(), spot.path.join(&name));
        self.change(id, spot, Change::Set { record, path, value: Value::Group(row) })
    }
}

/// The name of a row as the file has it, from what was typed.
fn row_name(typed: &str) -> Option<String> {
    if is_key(typed) { Some(typed.to_owned()) } else { Id::from_name(typed).map(|id| id.to_string()) }
}
