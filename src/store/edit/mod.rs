//! Changes → the text of a file, touching only the lines that are theirs.
//!
//! The text is never printed from a tree: it is cut and pasted at the places that `outline` gives,
//! so that comments, unknown keys, order, quotes, byte-order mark and line ends stay because nobody
//! writes them again. A comment is never lost: that of a line that goes stays on a line of its own.
//! What comes out is read again before it is believed.

mod canonical;
mod change;
mod editor;
mod envelope;
mod list;
mod outline;
mod place;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_braces;
mod tree;
mod write;

use self::change::Hand;
use self::editor::Editor;
use self::envelope::Envelope;
use crate::model::message::{Message, text};
use crate::model::{Change, Group, Record, RecordId, Rows, Value};
use crate::store::load::text_of;
use crate::store::read::read_record;

/// Why a text could not be edited. The text is as it was.
#[derive(Clone, Debug, PartialEq)]
pub struct EditError(Message);

impl EditError {
    pub fn message(&self) -> Message {
        self.0.clone()
    }

    fn unreadable(id: &RecordId) -> EditError {
        let t = text(
            "« {file} » ne se lit pas comme du TOML : il n’a pas été modifié. Corrigez-le à la main d’abord.",
            "“{file}” cannot be read as TOML: it was not changed. Mend it by hand first.",
        );
        EditError(t.msg().with("file", id.path()))
    }

    fn too_intricate(id: &RecordId, place: &str) -> EditError {
        let t = text(
            "« {place} » est écrit dans « {file} » d’une manière qui ne peut pas être modifiée sans risque : rien n’a été changé. Modifiez-le à la main, ou mettez d’abord le fichier en forme (registre fmt).",
            "“{place}” is written in “{file}” in a way that cannot be edited safely: nothing was changed. Edit it by hand, or put the file in order first (registre fmt).",
        );
        EditError(t.msg().with("file", id.path()).with("place", place))
    }
}

/// The bytes of a file with one change made inside its record.
pub fn apply(bytes: &[u8], change: &Change) -> Result<Vec<u8>, EditError> {
    let id = change.record();
    let unreadable = || EditError::unreadable(id);
    let envelope = Envelope::open(bytes).ok_or_else(unreadable)?;
    let before = record_in(id, bytes).ok_or_else(unreadable)?;
    let mut after = before.clone();
    after.apply(change).map_err(|e| EditError(e.message()))?;
    if after == before && !matches!(change, Change::Unset { .. }) {
        return Ok(bytes.to_vec());
    }
    // A coarser hand writes the whole field anew where the finer one finds no way.
    for hand in [Hand::Fine, Hand::Coarse] {
        let mut editor = Editor::new(envelope.text.clone(), envelope.newline);
        let notes = editor.notes();
        change::make(&mut editor, hand, change, &before, &after);
        let written = envelope.close(&editor.text);
        if keeps(&notes, &editor.notes()) && record_in(id, &written).is_some_and(|found| same(&found, &after))
        {
            return Ok(written);
        }
    }
    Err(EditError::too_intricate(id, &change.path().to_string()))
}

/// The bytes of a file with several changes made inside its record, in turn: it is read once before and once after, not
/// once for each of thousands.
pub fn apply_all(bytes: &[u8], changes: &[Change]) -> Result<Vec<u8>, EditError> {
    if let [.., _, last] = changes
        && let Some(written) = at_once(last.record(), bytes, changes)
    {
        return Ok(written);
    }
    // One of them may need the coarser hand.
    changes.iter().try_fold(bytes.to_vec(), |bytes, change| apply(&bytes, change))
}

/// The same by the finer hand alone; `None` where the outcome does not say what it must.
fn at_once(id: &RecordId, bytes: &[u8], changes: &[Change]) -> Option<Vec<u8>> {
    let envelope = Envelope::open(bytes)?;
    let mut record = record_in(id, bytes)?;
    let mut editor = Editor::new(envelope.text.clone(), envelope.newline);
    let notes = editor.notes();
    for change in changes {
        let mut after = record.clone();
        after.apply(change).ok()?;
        if after != record || matches!(change, Change::Unset { .. }) {
            change::make(&mut editor, Hand::Fine, change, &record, &after);
        }
        record = after;
    }
    let written = envelope.close(&editor.text);
    let says = keeps(&notes, &editor.notes()) && record_in(id, &written).is_some_and(|r| same(&r, &record));
    says.then_some(written)
}

/// The comments of a text, in their order; none where it is not UTF-8. The text must be sound TOML.
pub fn comments(bytes: &[u8]) -> Vec<String> {
    let Some(Envelope { text, newline, .. }) = Envelope::open(bytes) else { return Vec::new() };
    let editor = Editor::new(text, newline);
    editor.outline.comments.iter().map(|c| editor.slice(c.clone()).trim_end().to_owned()).collect()
}

/// Where the comments of a text begin, in their order. The text must be sound TOML, without a byte-order mark.
pub fn comment_places(bytes: &[u8]) -> Vec<usize> {
    let text = std::str::from_utf8(bytes).unwrap_or_default();
    outline::outline(text).comments.iter().map(|c| c.start).collect()
}

/// Whether all of these comments are among those, which are sorted like them.
fn keeps(before: &[String], after: &[String]) -> bool {
    let mut after = after.iter();
    before.iter().all(|note| after.any(|a| a == note))
}

/// The bytes of a new file, in the canonical form.
pub fn create(record: &Record) -> Vec<u8> {
    tree::of_record(record).print().into_bytes()
}

/// The canonical form of a file: what `registre fmt` writes. It says the same, comments included, and
/// its own canonical form is itself. Line ends stay those of the file; a byte-order mark goes.
pub fn canonical(id: &RecordId, bytes: &[u8]) -> Result<Vec<u8>, EditError> {
    let envelope = Envelope::open(bytes).ok_or_else(|| EditError::unreadable(id))?;
    let text = envelope.text.replace("\r\n", "\n");
    let before = record_in(id, bytes).ok_or_else(|| EditError::unreadable(id))?;
    let written = canonical::of_text(&text, &before).print().replace('\n', envelope.newline).into_bytes();
    match record_in(id, &written) {
        Some(after) if same(&before, &after) => Ok(written),
        _ => Err(EditError::too_intricate(id, &id.to_string())),
    }
}

/// What a file says just as it stands: nothing is mended before it is read.
fn record_in(id: &RecordId, bytes: &[u8]) -> Option<Record> {
    read_record(id, text_of(bytes).ok()?).0
}

/// Whether two records say the same; a group with nothing in it says nothing.
fn same(a: &Record, b: &Record) -> bool {
    said(&a.fields) == said(&b.fields)
}

fn said(group: &Group) -> Group {
    let mut out = group.clone();
    let keys: Vec<&str> = group.iter().map(|(f, _)| f.key).collect();
    for key in keys {
        let emptied = match out.get_mut(key) {
            Some(Value::Group(inner)) => {
                *inner = said(inner);
                inner.is_empty()
            }
            Some(Value::Rows(rows)) => {
                let mut clean = Rows::new();
                rows.iter().for_each(|(name, row)| clean.set(name, said(row)));
                *rows = clean;
                false
            }
            _ => false,
        };
        if emptied {
            out.unset(key);
        }
    }
    out
}
