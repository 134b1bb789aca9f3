//! The register as it was read: what of it could not be understood, and whether the disk still holds it.

use std::collections::HashSet;

use rayon::prelude::*;

use super::error::OpError;
use super::workspace::Workspace;
use crate::model::{Finding, Message, RecordId, Severity};
use crate::store::load::{self, MAX_FILE};
use crate::store::messages;

/// A reference that stands twice was read nonetheless.
const TWICE: &str = "REG-08";

impl Workspace {
    /// What to say where the register is of a newer format than this program knows.
    pub fn newer(&self) -> Option<Message> {
        let found = self.base.newer?.to_string();
        Some(messages::NEWER.msg().with("found", found).with("known", load::SCHEMA.to_string()))
    }

    /// What is wrong with the fields that stand in the files and could not be read as meant, by file then
    /// place. What they hold is in no record: to say that it is not known would be false.
    pub fn misread(&self) -> Vec<&Finding> {
        let unread = |f: &&Finding| {
            let is_read = f.record.as_ref().is_some_and(|id| self.base.register.contains(id));
            f.severity == Severity::Error && f.code != TWICE && !f.path.is_root() && is_read
        };
        let mut findings: Vec<&Finding> = self.base.findings.iter().filter(unread).collect();
        findings.sort_by_key(|f| (&f.file, f.span.as_ref().map(|s| s.start)));
        findings
    }

    /// Whether the record files are, byte for byte, those that were read.
    pub(super) fn is_as_read(&self) -> Result<bool, OpError> {
        let files = load::list(self.fs.as_ref())?.files;
        let read = &self.base.sources;
        let listed: HashSet<&RecordId> = files.iter().map(|(id, _)| id).collect();
        let all_there = read.keys().all(|id| listed.contains(id));
        let same = |id, path| match (read.get(id), self.fs.read(path, MAX_FILE)) {
            (Some(source), Ok(bytes)) => *source.bytes == bytes[..],
            (None, Ok(_)) | (Some(_), Err(_)) => false,
            (None, Err(_)) => true,
        };
        Ok(all_there && files.par_iter().all(|(id, path)| same(id, path)))
    }
}
