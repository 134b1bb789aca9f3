//! A folder → a register. Files are read in parallel; a bad one never hides the others.

use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::error::StoreError;
use super::fs::{Entry, FileKind, Fs, FsError, RegPath};
use super::messages as m;
use super::places::locate;
use super::read::read_record;
use crate::model::message::Message;
use crate::model::{Finding, Id, Kind, Path, Record, RecordId, Register, Severity, Value};

/// The version of the format that this program writes.
pub const SCHEMA: i64 = 1;
/// The largest file, in bytes.
pub const MAX_FILE: u64 = 1024 * 1024;
/// The largest register, in bytes.
const MAX_TOTAL: u64 = 64 * 1024 * 1024;
/// The largest number of records.
pub const MAX_RECORDS: usize = 100_000;

/// A file as it was read: its bytes, understood or not.
#[derive(Clone, Debug)]
pub struct Source {
    pub bytes: Arc<[u8]>,
}

impl Source {
    /// The text after any byte-order mark, as far as it is UTF-8.
    pub fn text(&self) -> &str {
        readable_part(&self.bytes)
    }
}

/// A register as it stands on disk.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    pub register: Register,
    /// Every record file that could be read as bytes, even where its TOML could not.
    pub sources: BTreeMap<RecordId, Source>,
    /// What is wrong with the files, by file then place.
    pub findings: Vec<Finding>,
    /// The format's version, when it is newer than [`SCHEMA`]: nothing may be written.
    pub newer: Option<i64>,
}

/// The files of a register, none of them read yet.
#[derive(Clone, Debug, Default)]
pub struct Listed {
    pub files: Vec<(RecordId, RegPath)>,
    /// What is wrong with the files that are no records.
    pub findings: Vec<Finding>,
}

/// The record files below the root of `fs`, by kind then name. An error only when
/// the root itself cannot be listed.
pub fn list(fs: &dyn Fs) -> Result<Listed, StoreError> {
    let Listed { mut files, mut findings } = Listed::default();
    let root = RegPath::root();
    let entries = fs.list(&root).map_err(|e| StoreError::from_fs(&root, e))?;
    for entry in sorted(entries) {
        let Some(name) = entry.name.to_str().filter(|n| !n.starts_with('.')) else { continue };
        let folder = Kind::MANY.into_iter().find(|k| k.folder() == Some(name));
        match (name, entry.kind, folder) {
            ("register.toml", FileKind::File, _) => {
                if let Ok(path) = root.join(name) {
                    files.push((RecordId::organisation(), path));
                }
            }
            (_, FileKind::Folder, Some(kind)) => list_kind(fs, kind, name, &mut files, &mut findings),
            ("register.toml", ..) | (_, _, Some(_)) => {
                let what = if entry.kind == FileKind::Symlink { m::SYMLINK } else { m::NOT_A_FILE };
                findings.push(refused("REG-06", name, what.msg(), None));
            }
            (_, FileKind::File, _) if name.ends_with(".toml") => findings.push(strange(name)),
            // Folders of later kinds, read-me files and the like are nobody's business here.
            _ => {}
        }
    }
    files.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(Listed { files, findings })
}

/// Reads every record below the root of `fs`. An error only when the root itself cannot be listed.
pub fn load(fs: &dyn Fs) -> Result<Loaded, StoreError> {
    load_within(fs, MAX_RECORDS, MAX_TOTAL)
}

/// The same with other limits. What is past them is not opened, let alone held.
fn load_within(fs: &dyn Fs, max_records: usize, max_total: u64) -> Result<Loaded, StoreError> {
    let mut loaded = Loaded::default();
    let Listed { mut files, findings } = list(fs)?;
    loaded.findings = findings;
    if files.len() > max_records {
        let message = m::TOO_MANY_RECORDS.msg().with("max", max_records);
        loaded.findings.push(refused("REG-06", "", message, None));
        files.truncate(max_records);
    }
    let mut left = max_total;
    let mut files = files.as_slice();
    while let Some((_, path)) = files.first() {
        // As many at once as fit even if each is as large as a file may be; near the limit, one by one.
        let at_once = usize::try_from(left / MAX_FILE).unwrap_or(usize::MAX).clamp(1, files.len());
        if left < MAX_FILE && fs.metadata(path).is_ok_and(|m| (left + 1..=MAX_FILE).contains(&m.len)) {
            loaded.findings.push(refused("REG-06", path.as_str(), m::TOO_MUCH.msg(), None));
            break;
        }
        let (now, later) = files.split_at(at_once);
        let max = left.min(MAX_FILE);
        let read: Vec<FileRead> = now.par_iter().map(|(id, path)| read_within(fs, id, path, max)).collect();
        for (file, (id, _)) in read.into_iter().zip(now) {
            left = left.saturating_sub(file.source.as_ref().map_or(0, |s| s.bytes.len() as u64));
            loaded.findings.extend(file.findings);
            if let Some(source) = file.source {
                loaded.sources.insert(id.clone(), source);
            }
            if let Some(record) = file.record {
                loaded.register.insert(record);
            }
        }
        files = later;
    }
    loaded.newer = loaded.newer_schema();
    Ok(loaded)
}

/// Reads these records alone; those that have no file are left out.
pub fn load_only(fs: &dyn Fs, ids: &[RecordId]) -> Result<Loaded, StoreError> {
    let mut loaded = Loaded::default();
    for id in ids {
        let path = RegPath::new(&id.path())?;
        if !fs.metadata(&path).is_err_and(|e| e.is_absent()) {
            loaded.take(id, read_file(fs, id, &path));
        }
    }
    loaded.newer = loaded.newer_schema();
    Ok(loaded)
}

impl Loaded {
    /// Takes in one file that was read.
    pub fn take(&mut self, id: &RecordId, read: FileRead) {
        self.findings.extend(read.findings);
        if let Some(source) = read.source {
            self.sources.insert(id.clone(), source);
        }
        if let Some(record) = read.record {
            self.register.insert(record);
        }
    }

    /// Forgets one file.
    pub fn forget(&mut self, id: &RecordId) {
        self.findings.retain(|f| f.record.as_ref() != Some(id));
        self.sources.remove(id);
        self.register.remove(id);
    }

    /// The format's version where it is newer than [`SCHEMA`].
    pub fn newer_schema(&self) -> Option<i64> {
        self.register.organisation().and_then(|o| match o.fields.get("schema") {
            Some(Value::Integer(n)) if *n > SCHEMA => Some(*n),
            _ => None,
        })
    }
}

/// One record file, read and understood as far as it can be.
pub struct FileRead {
    pub source: Option<Source>,
    pub record: Option<Record>,
    pub findings: Vec<Finding>,
}

/// Reads one record file. What goes wrong is among the findings.
pub fn read_file(fs: &dyn Fs, id: &RecordId, path: &RegPath) -> FileRead {
    read_within(fs, id, path, MAX_FILE)
}

fn read_within(fs: &dyn Fs, id: &RecordId, path: &RegPath, max: u64) -> FileRead {
    let mut file = FileRead { source: None, record: None, findings: Vec::new() };
    match fs.read(path, max) {
        Ok(bytes) => {
            (file.record, file.findings) = parse(id, &bytes);
            file.source = Some(Source { bytes: bytes.into() });
        }
        Err(error) => {
            let message = match &error {
                // It grew since it was weighed.
                FsError::TooLarge(_) if fs.metadata(path).is_ok_and(|m| m.len <= MAX_FILE) => {
                    m::TOO_MUCH.msg()
                }
                FsError::TooLarge(_) => m::TOO_LARGE.msg().with("max", MAX_FILE >> 20),
                FsError::Kind(FileKind::Symlink) => m::SYMLINK.msg(),
                FsError::Kind(_) => m::NOT_A_FILE.msg(),
                FsError::Io(_) => {
                    m::UNREADABLE.msg().with("reason", StoreError::from_fs(path, error).message())
                }
            };
            file.findings.push(refused("REG-06", path.as_str(), message, None));
        }
    }
    file
}

/// Says of the organisation's file that it names a format newer than [`SCHEMA`].
fn newer(record: &Record, text: &str) -> Option<Finding> {
    let path = Path::root().join("schema");
    let found = match record.fields.get("schema") {
        Some(Value::Integer(n)) if *n > SCHEMA => n,
        _ => return None,
    };
    let message = m::NEWER.msg().with("found", found.to_string()).with("known", SCHEMA.to_string());
    let span = locate(text, &path);
    let file = record.id.path();
    let finding = refused("REG-13", &file, message, None);
    Some(Finding { severity: Severity::Warning, record: Some(record.id.clone()), path, span, ..finding })
}

/// Understands the bytes of one record.
pub fn parse(id: &RecordId, bytes: &[u8]) -> (Option<Record>, Vec<Finding>) {
    match text_of(bytes) {
        Ok(text) => {
            let (record, mut findings) = read_record(id, text);
            findings.extend(record.as_ref().and_then(|record| newer(record, text)));
            (record, findings)
        }
        Err(at) => {
            let mut finding = refused("TOML-02", &id.path(), m::NOT_UTF8.msg(), Some(m::NOT_UTF8_HINT.msg()));
            finding.record = Some(id.clone());
            finding.span = Some(at..at + 1);
            (None, vec![finding])
        }
    }
}

/// The text after any byte-order mark, as far as it is UTF-8: enough to show where it stops being so.
pub fn readable_part(bytes: &[u8]) -> &str {
    let body = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let end = text_of(bytes).map_or_else(|valid| valid, str::len);
    std::str::from_utf8(&body[..end]).unwrap_or_default()
}

/// The text after any byte-order mark; where it stops being UTF-8 otherwise.
pub fn text_of(bytes: &[u8]) -> Result<&str, usize> {
    let body = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(body).map_err(|e| e.valid_up_to())
}

fn list_kind(
    fs: &dyn Fs,
    kind: Kind,
    folder: &str,
    files: &mut Vec<(RecordId, RegPath)>,
    findings: &mut Vec<Finding>,
) {
    let Ok(path) = RegPath::new(folder) else { return };
    let entries = match fs.list(&path) {
        Ok(entries) => entries,
        Err(e) => {
            let message = m::UNREADABLE.msg().with("reason", StoreError::from_fs(&path, e).message());
            findings.push(refused("REG-06", folder, message, None));
            return;
        }
    };
    for entry in sorted(entries) {
        let shown = format!("{folder}/{}", entry.name.to_string_lossy());
        let name = entry.name.to_str().unwrap_or_default();
        if name.starts_with('.') {
            continue;
        }
        let id = name.strip_suffix(".toml").and_then(Id::parse);
        match (entry.kind, id) {
            (FileKind::File, Some(id)) => {
                if let Ok(path) = path.join(name) {
                    files.push((RecordId::new(kind, id), path));
                }
            }
            (FileKind::Symlink, _) => findings.push(refused("REG-06", &shown, m::SYMLINK.msg(), None)),
            (FileKind::File, None) if name.ends_with(".toml") || entry.name.to_str().is_none() => {
                let better = Id::from_name(name.trim_end_matches(".toml"));
                let hint = better.map(|id| m::RENAME_TO.msg().with("name", format!("{id}.toml")));
                findings.push(refused("REG-06", &shown, m::STRANGE_NAME.msg(), hint));
            }
            (FileKind::File, None) => {}
            _ => findings.push(refused("REG-06", &shown, m::NOT_A_FILE.msg(), None)),
        }
    }
}

fn sorted(mut entries: Vec<Entry>) -> Vec<Entry> {
    entries.sort_by(|a, b| a.name.cmp(&b.name));
    entries
}

fn refused(code: &'static str, file: &str, message: Message, hint: Option<Message>) -> Finding {
    Finding {
        code,
        severity: Severity::Error,
        file: file.to_owned(),
        record: RecordId::from_path(file),
        path: Path::root(),
        span: None,
        message,
        hint,
        article: "",
        more: 0,
    }
}

fn strange(name: &str) -> Finding {
    Finding { severity: Severity::Warning, ..refused("REG-07", name, m::STRANGE_PLACE.msg(), None) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Lang;
    use crate::store::fs::fake::{Disk, FakeFs};

    fn disk(sizes: &[usize]) -> Disk {
        let mut disk = Disk::new();
        for (n, size) in sizes.iter().enumerate() {
            let mut text = format!("name = \"{n}\"\n#");
            text.push_str(&"x".repeat(size - text.len()));
            disk.put(&format!("purposes/p{n:03}.toml"), text.as_bytes());
        }
        disk
    }

    fn reads(fs: &FakeFs) -> usize {
        fs.calls().iter().filter(|c| c.name == "read").count()
    }

    fn said(loaded: &Loaded) -> Vec<(String, String)> {
        loaded.findings.iter().map(|f| (f.file.clone(), f.message.get(Lang::En))).collect()
    }

    #[test]
    fn a_register_at_its_limit_is_read_and_what_is_past_it_is_never_opened() {
        const MIB: usize = 1024 * 1024;
        let fs = FakeFs::on(disk(&[MIB; 64]));
        let loaded = load(&fs).unwrap();
        assert_eq!((loaded.register.len(), said(&loaded).len()), (64, 0));

        let fs = FakeFs::on(disk(&[MIB; 70]));
        let loaded = load(&fs).unwrap();
        assert_eq!((loaded.register.len(), reads(&fs)), (64, 64));
        let too_much = "The register exceeds 64 MiB: the next files are not read.".to_owned();
        assert_eq!(said(&loaded), [("purposes/p064.toml".to_owned(), too_much)]);
    }

    #[test]
    fn the_last_files_before_the_limit_are_weighed_one_by_one() {
        let fs = FakeFs::on(disk(&[400, 500, 90, 60, 20]));
        let loaded = load_within(&fs, MAX_RECORDS, 1_000).unwrap();
        assert_eq!((loaded.register.len(), reads(&fs)), (3, 3));
        assert_eq!(said(&loaded)[0].0, "purposes/p003.toml");
    }

    #[test]
    fn a_file_that_is_refused_for_its_size_weighs_nothing() {
        let fs = FakeFs::on(disk(&[400, 1024 * 1024 + 1, 600]));
        let loaded = load_within(&fs, MAX_RECORDS, 1_000).unwrap();
        assert_eq!(loaded.register.len(), 2);
        let too_large = "File larger than 1 MiB: refused.".to_owned();
        assert_eq!(said(&loaded), [("purposes/p001.toml".to_owned(), too_large)]);
    }

    #[test]
    fn records_past_their_number_are_not_read() {
        let fs = FakeFs::on(disk(&[20; 12]));
        let loaded = load_within(&fs, 10, MAX_TOTAL).unwrap();
        assert_eq!((loaded.register.len(), reads(&fs)), (10, 10));
        assert_eq!(said(&loaded)[0].1, "More than 10 records: the others are not read.");
    }
}
