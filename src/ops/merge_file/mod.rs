//! A record's file merged for git: three versions in, one text out, field by field where that is sure,
//! line by line where it is not.
//!
//! Never silently wrong: a text in which nobody is contradicted says exactly what the merged record says;
//! everything else carries conflict markers, with the three versions of what is in question.

use std::path::Path as FsPath;

mod comments;
mod fields;
mod frame;
mod lines;

use self::fields::Three;
use self::frame::Framed;
pub use self::lines::Markers;
pub(super) use self::lines::sides;
use self::lines::{Lines, Where};
use super::error::{Exit, OpError};
use super::output;
use crate::i18n::changes::label;
use crate::model::merge::Clash;
use crate::model::message::{Lang, Text, text};
use crate::model::{Path, RecordId};

const BINARY: Text = text(
    "«\u{a0}{path}\u{a0}» n’est pas du texte\u{a0}: votre version est gardée telle quelle.",
    "“{path}” is no text: your version is kept as it is.",
);

/// The largest file that is merged at all, in bytes.
const MAX: usize = 64 << 20;

/// The outcome for one file.
#[derive(Clone, Debug, PartialEq)]
pub struct MergedFile {
    pub bytes: Vec<u8>,
    /// How many places are marked as conflicts.
    pub conflicts: usize,
    /// The fields that both changed to different ends, where it was merged by fields.
    pub clashes: Vec<Clash>,
}

impl MergedFile {
    fn clean(bytes: &[u8]) -> MergedFile {
        MergedFile { bytes: bytes.to_vec(), conflicts: 0, clashes: Vec::new() }
    }

    /// The labels of the fields in conflict.
    pub fn labels(&self, lang: Lang) -> Vec<String> {
        let said = |clash: &Clash| match clash.path == Path::root() {
            true => clash.record.to_string(),
            false => label(&clash.record, &clash.path, lang),
        };
        let mut out: Vec<String> = self.clashes.iter().map(said).collect();
        out.dedup();
        out
    }
}

/// The record that lives at a path which git gives, from the root of whatever repository.
pub fn record_at(path: &str) -> Option<RecordId> {
    let mut parts = path.rsplit('/');
    let file = parts.next()?;
    match parts.next() {
        Some(folder) => {
            RecordId::from_path(&format!("{folder}/{file}")).or_else(|| RecordId::from_path(file))
        }
        None => RecordId::from_path(file),
    }
}

/// Merges the file of `id`; of a file that is no record, `None`, by lines.
pub fn merge(
    id: Option<&RecordId>,
    base: &[u8],
    ours: &[u8],
    theirs: &[u8],
    markers: &Markers,
) -> MergedFile {
    if ours == theirs || base == theirs {
        return MergedFile::clean(ours);
    }
    if base == ours {
        return MergedFile::clean(theirs);
    }
    // Where two branches were merged into each other before, git hands over a base of its own making, which
    // may hold a conflict: what both grew from before that is a base too.
    let before = std::str::from_utf8(base).ok().and_then(sides).map(|[before, ..]| before.into_bytes());
    let base = before.as_deref().unwrap_or(base);
    match Framed::of(base, ours, theirs) {
        Some(framed) => {
            let merged = merge_texts(id, &framed.base, &framed.ours, &framed.theirs, markers);
            MergedFile { bytes: framed.close(&merged.bytes), ..merged }
        }
        None => merge_texts(id, base, ours, theirs, markers),
    }
}

fn merge_texts(
    id: Option<&RecordId>,
    base: &[u8],
    ours: &[u8],
    theirs: &[u8],
    markers: &Markers,
) -> MergedFile {
    let by_lines = lines::merge(base, ours, theirs, Where::BothChanged, markers);
    let of = |Lines { bytes, conflicts }, clashes| MergedFile { bytes, conflicts, clashes };
    let Some(id) = id else { return of(by_lines, Vec::new()) };
    let three = Three::read(id, base, ours, theirs);
    if let Some(told) = three.as_ref().and_then(|three| three.merge(&by_lines, markers)) {
        return of(told.lines, told.clashes);
    }
    // Lines that go together may still say nonsense together, or leave one side out.
    let believed = match &three {
        Some(three) => three.is_right(&by_lines.bytes),
        None => {
            let reads = |text: &[u8]| fields::Version::read(id, text).is_some();
            reads(&by_lines.bytes) || !(reads(ours) && reads(theirs))
        }
    };
    match by_lines.conflicts > 0 || believed {
        true => of(by_lines, Vec::new()),
        false => of(lines::merge(base, ours, theirs, Where::TheyDiffer, markers), Vec::new()),
    }
}

/// Three versions of a text as one, marked wherever the two sides differ.
pub(super) fn mark(base: &str, ours: &str, theirs: &str) -> String {
    let [base, ours, theirs] = [base, ours, theirs].map(str::as_bytes);
    let marked = lines::merge(base, ours, theirs, Where::TheyDiffer, &Markers::default());
    String::from_utf8_lossy(&marked.bytes).into_owned()
}

/// Merges three files into `ours`, for git. `path` is where git keeps the file.
pub fn merge_files(
    base: &FsPath,
    ours: &FsPath,
    theirs: &FsPath,
    path: Option<&str>,
    markers: &Markers,
) -> Result<MergedFile, OpError> {
    let read = |file: &FsPath| output::read(file, MAX);
    let (b, o, t) = (read(base)?, read(ours)?, read(theirs)?);
    let shown = path.map_or_else(|| ours.display().to_string(), str::to_owned);
    if [&b, &o, &t].iter().any(|bytes| bytes.contains(&0)) && o != t && b != o && b != t {
        return Err(OpError::new(Exit::Conflict, BINARY.msg().with("path", shown)));
    }
    let id = record_at(&shown.replace('\\', "/"));
    let merged = merge(id.as_ref(), &b, &o, &t, markers);
    if merged.bytes != o {
        output::put(ours, &merged.bytes)?;
    }
    Ok(merged)
}
