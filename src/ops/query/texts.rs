//! All that a record says, as texts with their places; and the same folded once, to be searched at each key.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use crate::i18n::format;
use crate::model::fold::fold_into;
use crate::model::{Field, Group, Lang, Path, Record, RecordId, Register, Value};

/// Calls `visit` with every text of a group: its place, its field, the text in `lang`. Stops when it says so.
pub fn each<'a>(
    group: &'a Group,
    at: &Path,
    lang: Lang,
    visit: &mut dyn FnMut(&Path, &'static Field, Cow<'a, str>) -> bool,
) -> bool {
    for (field, value) in group.iter() {
        let path = at.join(field.key);
        let more = match value {
            Value::Group(inner) => each(inner, &path, lang, visit),
            Value::Rows(rows) => rows.iter().all(|(name, row)| {
                let path = path.join(name);
                visit(&path, field, Cow::Borrowed(name)) && each(row, &path, lang, visit)
            }),
            Value::List(items) => {
                items.iter().filter_map(|item| one(item, lang)).all(|text| visit(&path, field, text))
            }
            one_value => one(one_value, lang).is_none_or(|text| visit(&path, field, text)),
        };
        if !more {
            return false;
        }
    }
    true
}

/// A value that is one text; a reference is its identifier.
pub fn one(value: &Value, lang: Lang) -> Option<Cow<'_, str>> {
    Some(match value {
        Value::Text(text) => Cow::Borrowed(text.as_str()),
        Value::Choice(term) => Cow::Borrowed(term.label.get(lang)),
        Value::Ref(id) => Cow::Borrowed(id.as_str()),
        Value::Integer(n) => Cow::Owned(n.to_string()),
        Value::Date(date) => Cow::Owned(format::date(*date, lang)),
        Value::Period(period) => Cow::Owned(period.words(lang)),
        Value::None | Value::Bool(_) | Value::List(_) | Value::Group(_) | Value::Rows(_) => return None,
    })
}

/// A record, and all its texts folded.
type Whole = (Arc<Record>, Arc<str>);

/// All texts of all records, folded. Cheap to make anew when few records changed.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    of: Arc<HashMap<RecordId, Whole>>,
    lang: Lang,
}

impl Texts {
    /// The texts of a register in a language, with what is still true of older ones.
    pub fn of(register: &Register, lang: Lang, older: Option<&Texts>) -> Texts {
        let older = older.filter(|o| o.lang == lang);
        let of = register.iter().map(|record| {
            let known = older.and_then(|o| o.of.get(&record.id)).filter(|(r, _)| Arc::ptr_eq(r, record));
            let whole = known.map_or_else(|| whole(record, lang).into(), |(_, whole)| whole.clone());
            (record.id.clone(), (record.clone(), whole))
        });
        Texts { of: Arc::new(of.collect()), lang }
    }

    /// Whether a folded word stands anywhere in a record.
    pub fn holds(&self, record: &Record, word: &str, lang: Lang) -> bool {
        let known = self.of.get(&record.id).filter(|(r, _)| std::ptr::eq(r.as_ref(), record));
        match known.filter(|_| self.lang == lang) {
            Some((_, whole)) => whole.contains(word),
            None => whole(record, lang).contains(word),
        }
    }

    /// Whether they are those of this register in this language.
    pub fn are_of(&self, register: &Register, lang: Lang) -> bool {
        let known = |r: &Arc<Record>| self.of.get(&r.id).is_some_and(|(old, _)| Arc::ptr_eq(old, r));
        self.lang == lang && register.iter().all(known)
    }
}

/// The identifier and all texts of a record, folded, a line each.
pub fn whole(record: &Record, lang: Lang) -> String {
    let mut out = record.id.id.to_string();
    each(&record.fields, &Path::root(), lang, &mut |_, _, text| {
        out.push('\n');
        fold_into(&text, &mut out);
        true
    });
    out
}
