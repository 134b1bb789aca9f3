//! Records that came from this very file before: they are left as they became.

use chrono::NaiveDate;

use super::{Builder, wording};
use crate::law::cnil_form::key;
use crate::model::{Kind, RecordId, Register, Severity};

/// What the register already has of the file.
#[derive(Default)]
pub struct Seen {
    records: Vec<Past>,
    /// How many of them the file's sheets met again.
    met: usize,
    on: Option<NaiveDate>,
}

struct Past {
    id: RecordId,
    /// What the record's origin says of its place in the file, and the name it has now.
    source: String,
    name: String,
}

impl Seen {
    pub fn of(register: &Register, fingerprint: Option<&str>) -> Seen {
        let mut seen = Seen::default();
        let Some(fingerprint) = fingerprint else { return seen };
        for record in register.of(Kind::Activity) {
            let Some(origin) = record.fields.group("origin") else { continue };
            if origin.text("file") != Some(fingerprint) {
                continue;
            }
            seen.on = seen.on.max(origin.date("imported_on"));
            seen.records.push(Past {
                id: record.id.clone(),
                source: key(origin.text("id").unwrap_or_default()),
                name: key(record.fields.text("name").unwrap_or_default()),
            });
        }
        seen
    }

    /// Whether the file was imported before.
    pub fn is_known(&self) -> bool {
        self.met > 0 || !self.records.is_empty()
    }

    /// The record that this place of the file became; each record once.
    pub fn take(&mut self, source: &str, name: Option<&str>) -> Option<RecordId> {
        let (source, name) = (key(source), name.map(key));
        let here = |p: &&Past| p.source == source;
        let same = self.records.iter().find(|p| here(p) && Some(&p.name) == name.as_ref());
        let id = same.or_else(|| self.records.iter().find(here))?.id.clone();
        self.records.retain(|p| p.id != id);
        self.met += 1;
        Some(id)
    }

    /// Says that the file was known.
    pub fn remark(&self, b: &mut Builder<'_>) {
        if !self.is_known() {
            return;
        }
        let said = match self.on {
            Some(day) => wording::KNOWN_FILE_SINCE.msg().with("day", wording::day(day)),
            None => wording::KNOWN_FILE.msg(),
        };
        b.remark("IMP-18", Severity::Warning, None, None, said.with("n", self.met));
    }
}
