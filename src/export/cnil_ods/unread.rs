//! What the cells say where the register's own files could not be read.

use super::Writer;
use crate::law::cnil_form::without_unread;
use crate::model::value::Rows;
use crate::model::{Lang, Path, RecordId};
use crate::report::{PARTLY_UNREADABLE, UNREADABLE};

impl Writer<'_> {
    /// The mark of a field that has no value because its file could not be read there; empty where nobody
    /// has answered it.
    pub fn lost(&self, record: &RecordId, path: &Path) -> String {
        if path.is_root() {
            return String::new();
        }
        let below = self.unread.below(record, path).into_iter().flat_map(|(_, at)| at.to_vec());
        let places: Vec<String> = self.unread.at(record, path).iter().cloned().chain(below).collect();
        if places.is_empty() {
            return String::new();
        }
        UNREADABLE.msg().with("place", places.join(", ")).get(Lang::Fr)
    }

    /// `text`, and under it the mark of what else stands at `path` and could not be read.
    pub fn and_lost(&self, text: &str, record: &RecordId, path: &Path) -> String {
        let places = self.unread.at(record, path);
        if text.is_empty() || places.is_empty() {
            return if text.is_empty() { self.lost(record, path) } else { text.to_owned() };
        }
        format!("{text}\n{}", PARTLY_UNREADABLE.msg().with("place", places.join(", ")).get(Lang::Fr))
    }

    /// `text`, and under it the marks of the fields of a row that could not be read and have no cell.
    pub fn with_lost(&self, text: &str, record: &RecordId, row: &Path, fields: &[&str]) -> String {
        let marks = fields.iter().map(|f| self.lost(record, &row.join(f)));
        let lines: Vec<String> =
            std::iter::once(text.to_owned()).chain(marks).filter(|l| !l.is_empty()).collect();
        lines.join("\n")
    }

    /// The marks of the rows under `path` that could not be read at all.
    pub fn lost_rows(&self, record: &RecordId, path: &Path, rows: Option<&Rows>) -> Vec<String> {
        let depth = path.keys().len() + 1;
        let below = self.unread.below(record, path).into_iter();
        let whole = below.filter(|(at, _)| at.keys().len() == depth);
        let gone =
            whole.filter(|(at, _)| rows.is_none_or(|r| at.last().is_none_or(|name| r.get(name).is_none())));
        let named = gone.map(|(_, places)| places);
        let nameless = Some(self.unread.at(record, path)).filter(|places| !places.is_empty());
        named
            .chain(nameless)
            .map(|places| UNREADABLE.msg().with("place", places.join(", ")).get(Lang::Fr))
            .collect()
    }
}

/// Whether a cell says more than that something could not be read.
pub fn says(text: &str) -> bool {
    !without_unread(text).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::cnil_form::is_unknown;

    /// What is written here must not be taken for an answer when the workbook comes back.
    #[test]
    fn an_import_knows_the_marks() {
        for mark in [UNREADABLE, PARTLY_UNREADABLE] {
            let said = mark.msg().with("place", "activities/paie.toml:12").get(Lang::Fr);
            assert!(is_unknown(&said) && !says(&said), "{said}");
        }
    }
}
