//! A record in words, a field a line, for git to compare: what changed is then read, not deciphered.
//!
//! It says all that is in the file, comments and what is no field included: a comparison that hid a
//! change would be worse than none. It reads that one file and nothing else: what it refers to stays an
//! identifier.

use std::collections::BTreeSet;
use std::path::Path as FsPath;

use toml::{Table, Value as Toml};

use super::error::OpError;
use super::merge_file::{mark, record_at, sides};
use super::output;
use crate::i18n::format::colon;
use crate::i18n::values::words as value_words;
use crate::model::message::{Text, text};
use crate::model::{
    Field, Finding, Group, Id, Kind, Lang, Path, Record, RecordId, Register, Rows, Severity, Value, fields_of,
};
use crate::store::{edit, load};

const BESIDE: Text = text("Hors des champs connus", "Outside the known fields");
const COMMENTS: Text = text("Commentaires du fichier", "Comments in the file");

/// The largest file that is read, in bytes.
const MAX: usize = 64 << 20;
/// A longer text stands on lines of its own, one a sentence.
const ONE_LINE: usize = 80;

/// The file in words; as it is where it is no readable record.
pub fn words(file: &FsPath, lang: Lang) -> Result<String, OpError> {
    let bytes = output::read(file, MAX)?;
    let shown = file.to_string_lossy().replace('\\', "/");
    let said = in_words(&shown, &bytes, lang).or_else(|| conflict_in_words(&shown, &bytes, lang));
    Ok(said.unwrap_or_else(|| String::from_utf8_lossy(&bytes).into_owned()))
}

/// A record that a merge left with conflict markers: its three versions in words, marked where they differ.
fn conflict_in_words(path: &str, bytes: &[u8], lang: Lang) -> Option<String> {
    let [base, ours, theirs] = sides(std::str::from_utf8(bytes).ok()?)?;
    let said = |text: &str| Some(in_words(path, text.as_bytes(), lang)? + "\n");
    let (base, ours, theirs) = (said(&base)?, said(&ours)?, said(&theirs)?);
    Some(mark(&base, &ours, &theirs))
}

/// `None` when these bytes are no readable record.
pub fn in_words(path: &str, bytes: &[u8], lang: Lang) -> Option<String> {
    if bytes.len() as u64 > load::MAX_FILE {
        return None;
    }
    let (record, findings) = match record_at(path) {
        Some(id) => read(&id, bytes)?,
        // Git hands over a copy by its last name alone.
        None => guess(bytes)?,
    };
    let mut page = Page { lang, lines: Vec::new() };
    page.group(&record.fields, fields_of(record.id.kind), 0);
    let unread: BTreeSet<&Path> =
        findings.iter().filter(|f| !f.path.is_root() && is_beside(f)).map(|f| &f.path).collect();
    if !unread.is_empty() {
        let table: Table = load::readable_part(bytes).parse().ok()?;
        page.lines.push(format!("{}{}", BESIDE.get(lang), colon(lang).trim_end()));
        let said = unread.iter().filter_map(|path| Some((path, at(&table, path)?)));
        page.lines.extend(said.map(|(path, value)| format!("  {path} = {value}")));
    }
    let comments = edit::comments(bytes);
    if !comments.is_empty() {
        page.lines.push(format!("{}{}", COMMENTS.get(lang), colon(lang).trim_end()));
        page.lines.extend(comments.iter().map(|c| format!("  {c}")));
    }
    Some(page.lines.join("\n"))
}

fn read(id: &RecordId, bytes: &[u8]) -> Option<(Record, Vec<Finding>)> {
    let (record, findings) = load::parse(id, bytes);
    Some((record?, findings))
}

/// The record read as the kind that knows most of its keys.
fn guess(bytes: &[u8]) -> Option<(Record, Vec<Finding>)> {
    let as_kind = |kind: Kind| {
        let id = match kind {
            Kind::Organisation => RecordId::organisation(),
            kind => RecordId::new(kind, Id::parse(kind.word())?),
        };
        let (record, findings) = read(&id, bytes)?;
        let strange = findings.iter().filter(|f| is_beside(f)).count();
        (!record.fields.is_empty()).then_some((strange, record, findings))
    };
    let found = Kind::MANY.into_iter().chain([Kind::Organisation]).filter_map(as_kind);
    found.min_by_key(|(strange, ..)| *strange).map(|(_, record, findings)| (record, findings))
}

/// Whether a finding is about something that the record does not hold: an unknown key, a value that
/// cannot be read as meant.
fn is_beside(finding: &Finding) -> bool {
    finding.code == "REG-01" || finding.severity == Severity::Error
}

fn at<'t>(table: &'t Table, path: &Path) -> Option<&'t Toml> {
    let mut keys = path.keys().iter();
    let first = table.get(keys.next()?)?;
    keys.try_fold(first, |value, key| value.as_table()?.get(key))
}

struct Page {
    lang: Lang,
    lines: Vec<String>,
}

impl Page {
    fn group(&mut self, group: &Group, table: &'static [Field], depth: usize) {
        for field in table {
            if let Some(value) = group.get(field.key) {
                self.field(field, value, depth);
            }
        }
    }

    fn field(&mut self, field: &'static Field, value: &Value, depth: usize) {
        let name = field.label.get(self.lang);
        match (value, field.shape.fields()) {
            (Value::Group(inner), Some(table)) => {
                self.heading(name, depth);
                self.group(inner, table, depth + 1);
            }
            (Value::Rows(rows), Some(table)) => {
                self.heading(name, depth);
                // By name: where a row stands in the file says nothing.
                for (key, row) in sorted(rows) {
                    self.heading(key, depth + 1);
                    self.group(row, table, depth + 2);
                }
            }
            (Value::List(items), _) => {
                self.heading(name, depth);
                let said = |item| value_words(item, &field.shape, &Register::new(), self.lang);
                let said: Vec<String> = items.iter().map(said).collect();
                said.iter().for_each(|item| self.line(&format!("- {}", item.trim_end()), depth + 1));
            }
            (Value::Text(text), _) if text.contains('\n') || text.chars().count() > ONE_LINE => {
                self.heading(name, depth);
                text.lines().flat_map(sentences).for_each(|line| self.line(line, depth + 1));
            }
            _ => {
                let said = value_words(value, &field.shape, &Register::new(), self.lang);
                self.line(&format!("{name}{}{}", colon(self.lang), said.trim_end()), depth);
            }
        }
    }

    fn heading(&mut self, name: &str, depth: usize) {
        self.line(&format!("{name}{}", colon(self.lang).trim_end()), depth);
    }

    fn line(&mut self, text: &str, depth: usize) {
        self.lines.push(format!("{}{text}", "  ".repeat(depth)));
    }
}

fn sorted(rows: &Rows) -> Vec<(&str, &Group)> {
    let mut all: Vec<_> = rows.iter().collect();
    all.sort_by_key(|(key, _)| *key);
    all
}

/// The sentences of a line: a long text then differs where it was changed.
fn sentences(line: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut from = 0;
    let mut before = ' ';
    let chars: Vec<(usize, char)> = line.char_indices().collect();
    for (i, (at, c)) in chars.iter().enumerate() {
        let begins = |c: &char| c.is_uppercase() || matches!(c, '«' | '“' | '"' | '(');
        let next_begins = chars.get(i + 1).is_some_and(|(_, c)| begins(c));
        if *c == ' ' && matches!(before, '.' | '!' | '?' | '…') && next_begins {
            out.push(line[from..*at].trim());
            from = *at;
        }
        before = *c;
    }
    out.push(line[from..].trim());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# tenue par Camille\nname = \"Paie\"\nstatus = \"active\"\npurposes = [\"payer\", \"former\"]\nsubject_to = 3\ntransfers = \"none\"\ndescription = \"Une phrase assez longue pour ne pas tenir sur une ligne. Une autre qui la suit, et finit ici.\"\n\n[data.b]\ncategory = \"identity\"\n\n[data.a]\ncategory = \"contact\"\n";

    #[test]
    fn a_record_is_told_a_field_a_line() {
        let said = in_words("register/activities/paie.toml", TEXT.as_bytes(), Lang::En).unwrap();
        let lines: Vec<&str> = said.lines().collect();
        assert!(lines.contains(&"Status: Active"), "{said}");
        assert!(lines.contains(&"  - payer") && lines.contains(&"  - former"), "{said}");
        assert!(lines.contains(&"  Une autre qui la suit, et finit ici."), "{said}");
        assert!(lines.contains(&"  subject_to = 3") && lines.contains(&"  # tenue par Camille"), "{said}");
        assert!(said.find("  a:").unwrap() < said.find("  b:").unwrap(), "{said}");
    }

    #[test]
    fn a_copy_without_its_folder_is_read_as_what_it_is() {
        let one = in_words("/tmp/git-blob-x/paie.toml", TEXT.as_bytes(), Lang::Fr);
        assert_eq!(one, in_words("activities/paie.toml", TEXT.as_bytes(), Lang::Fr));
        let purpose = "name = \"Payer\"\nlegal_basis = \"contract\"\n";
        assert_eq!(
            in_words("payer.toml", purpose.as_bytes(), Lang::Fr),
            in_words("purposes/payer.toml", purpose.as_bytes(), Lang::Fr)
        );
        assert_eq!(in_words("x.toml", b"name = ", Lang::Fr), None);
        assert_eq!(in_words("x.toml", b"zzz = 1", Lang::Fr), None);
    }
}
