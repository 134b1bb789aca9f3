//! Where the values of a text stand.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use crate::model::Path;

/// Where the value (or the table) at `path` stands in `text`; `None` when it is not there.
pub fn locate(text: &str, path: &Path) -> Option<Range<usize>> {
    Places::of(text)?.locate(path)
}

/// The places of the values of one text, which is parsed once for all that is asked.
pub struct Places<'t> {
    text: &'t str,
    table: DeTable<'t>,
}

impl<'t> Places<'t> {
    /// `None` when the text is not TOML.
    pub fn of(text: &'t str) -> Option<Places<'t>> {
        DeTable::parse(text).ok().map(|table| Places { text, table: table.into_inner() })
    }

    /// Where the value at `path` stands with its key; `None` when it is not there, or takes several lines (a table, a
    /// long list): the first shows nothing of what it holds.
    pub fn value(&self, path: &Path) -> Option<Range<usize>> {
        let mut table = &self.table;
        let (last, head) = path.keys().split_last()?;
        for key in head {
            match table.get(key.as_str())?.get_ref() {
                DeValue::Table(inner) => table = inner,
                _ => return None,
            }
        }
        let (key, value) = table.get_key_value(last.as_str())?;
        let span = key.span().start..value.span().end;
        let is_one_line = self.text.get(span.clone()).is_some_and(|said| !said.contains('\n'));
        (is_one_line && !matches!(value.get_ref(), DeValue::Table(_))).then_some(span)
    }

    /// Where the value (or the table) at `path` stands; `None` when it is not there.
    pub fn locate(&self, path: &Path) -> Option<Range<usize>> {
        let mut span = None;
        let mut table = &self.table;
        let mut keys = path.keys().iter();
        while let Some(key) = keys.next() {
            let (k, value) = table.get_key_value(key.as_str())?;
            span = Some(match value.get_ref() {
                DeValue::Table(_) => k.span(),
                _ => k.span().start..value.span().end,
            });
            match value.get_ref() {
                DeValue::Table(inner) => table = inner,
                _ => return keys.as_slice().is_empty().then_some(span).flatten(),
            }
        }
        span
    }

    /// The byte where the value at `path` stands, else where the nearest table that would hold it does.
    pub fn nearest(&self, path: &Path) -> Option<usize> {
        let mut path = Some(path.clone());
        while let Some(p) = path.filter(|p| !p.is_root()) {
            if let Some(span) = self.locate(&p) {
                return Some(span.start);
            }
            path = p.parent();
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_found_again() {
        let text = "name = \"Paie\"\n[data.contact]\nitems = [\"nom\"]\n";
        let at = |p: &str| locate(text, &Path::parse(p).unwrap()).map(|r| &text[r]);
        assert_eq!(at("name"), Some("name = \"Paie\""));
        assert_eq!(at("data.contact.items"), Some("items = [\"nom\"]"));
        assert_eq!(at("data.contact"), Some("contact"));
        assert_eq!(at("data.absent"), None);
        let places = Places::of(text).unwrap();
        let value = |p: &str| places.value(&Path::parse(p).unwrap()).map(|r| &text[r]);
        assert_eq!(value("data.contact.items"), Some("items = [\"nom\"]"));
        assert_eq!(["data.contact", "data.absent", "name.x"].map(value), [None; 3]);
    }
}
