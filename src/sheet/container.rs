//! The zip container around a workbook, opened with suspicion.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;
use zip::result::ZipError;

use super::error::{ENTRIES, FILE, INFLATED, RATIO, SheetError};
use super::limits::Limits;

/// Below this size the compression ratio says nothing (a small sheet of blanks shrinks a lot).
const RATIO_FLOOR: u64 = 4 << 20;

/// Which of the two formats a container holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Ods,
    Xlsx,
}

/// A workbook file whose parts can be asked for by name.
pub(super) struct Container<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    limits: Limits,
}

impl<'b> Container<'b> {
    pub fn open(bytes: &'b [u8], limits: &Limits) -> Result<Container<'b>, SheetError> {
        if bytes.len() > limits.file_bytes {
            return Err(SheetError::TooBig { what: FILE, limit: limits.file_bytes as u64 });
        }
        refuse_other_formats(bytes)?;
        // Counted before the directory is parsed, since parsing keeps every entry in memory.
        if count(bytes, b"PK\x01\x02", limits.entries) > limits.entries {
            return Err(SheetError::TooBig { what: ENTRIES, limit: limits.entries as u64 });
        }
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| SheetError::Truncated)?;
        Ok(Container { zip, limits: limits.clone() })
    }

    /// Tells the format from what the container declares itself to be.
    pub fn kind(&mut self) -> Result<Kind, SheetError> {
        if let Some(mime) = self.part_if_present("mimetype")? {
            let mime = String::from_utf8_lossy(&mime).into_owned();
            return match mime.trim() {
                "application/vnd.oasis.opendocument.spreadsheet"
                | "application/vnd.oasis.opendocument.spreadsheet-template" => {
                    self.refuse_encrypted_ods()?;
                    Ok(Kind::Ods)
                }
                _ => Err(SheetError::OtherContent),
            };
        }
        if self.has("[Content_Types].xml") {
            let types = self.part("[Content_Types].xml")?;
            let types = String::from_utf8_lossy(&types).into_owned();
            if types.contains("spreadsheetml") {
                return Ok(Kind::Xlsx);
            }
            return Err(SheetError::OtherContent);
        }
        // Some producers leave the mimetype out; a content part with a spreadsheet in it is enough.
        if self.has("content.xml") {
            let content = self.part("content.xml")?;
            if find(&content, b"office:spreadsheet").is_some() {
                self.refuse_encrypted_ods()?;
                return Ok(Kind::Ods);
            }
        }
        Err(SheetError::OtherContent)
    }

    fn refuse_encrypted_ods(&mut self) -> Result<(), SheetError> {
        let manifest = self.part_if_present("META-INF/manifest.xml")?.unwrap_or_default();
        if find(&manifest, b"encryption-data").is_some() {
            return Err(SheetError::Encrypted);
        }
        Ok(())
    }

    pub fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// The inflated bytes of a part; its absence is an error.
    pub fn part(&mut self, name: &str) -> Result<Vec<u8>, SheetError> {
        let damaged = || SheetError::Damaged { part: name.to_owned() };
        let limits = &self.limits;
        let index = self.zip.index_for_name(name).ok_or_else(damaged)?;
        let mut file = self.zip.by_index(index).map_err(|e| match e {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => SheetError::Encrypted,
            _ => damaged(),
        })?;
        let packed = file.compressed_size();
        let mut out = Vec::new();
        let mut chunk = vec![0_u8; 64 << 10];
        loop {
            let n = file.read(&mut chunk).map_err(|_| damaged())?;
            let Some(read) = chunk.get(..n).filter(|r| !r.is_empty()) else { break };
            out.extend_from_slice(read);
            let size = out.len() as u64;
            if size > limits.part_bytes {
                return Err(SheetError::TooBig { what: INFLATED, limit: limits.part_bytes });
            }
            if size > RATIO_FLOOR && size / packed.max(1) > limits.ratio {
                return Err(SheetError::TooBig { what: RATIO, limit: limits.ratio });
            }
        }
        Ok(out)
    }

    pub fn part_if_present(&mut self, name: &str) -> Result<Option<Vec<u8>>, SheetError> {
        if self.has(name) { self.part(name).map(Some) } else { Ok(None) }
    }
}

fn refuse_other_formats(bytes: &[u8]) -> Result<(), SheetError> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Ok(());
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
        // Excel puts a protected .xlsx into this older container, in a stream of this name (UTF-16).
        let name: Vec<u8> = "EncryptedPackage".bytes().flat_map(|b| [b, 0]).collect();
        return Err(if find(bytes, &name).is_some() { SheetError::Encrypted } else { SheetError::OldExcel });
    }
    let head = bytes.get(..bytes.len().min(4_096)).unwrap_or_default();
    if find(head, b"<office:document").is_some() {
        return Err(SheetError::FlatXml);
    }
    Err(SheetError::NotAWorkbook)
}

fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    bytes.windows(needle.len()).position(|w| w == needle)
}

/// How often `needle` occurs, counted up to one more than `enough`.
fn count(bytes: &[u8], needle: &[u8], enough: usize) -> usize {
    bytes.windows(needle.len()).filter(|w| *w == needle).take(enough + 1).count()
}
