//! What can be shown of a register before it is read: how many records there are, and the first ones.

use std::path::Path;

use super::error::OpError;
use crate::model::{Kind, RecordId, Register};
use crate::store::fs::RealFs;
use crate::store::load;

/// A first look at a register. Nothing in it is checked.
#[derive(Clone, Debug, Default)]
pub struct Glimpse {
    /// The organisation, and the first records of one kind that could be read.
    pub register: Register,
    /// How many files each kind has.
    pub counts: Vec<(Kind, usize)>,
}

impl Glimpse {
    /// How many files `kind` has.
    pub fn count(&self, kind: Kind) -> usize {
        self.counts.iter().find(|(k, _)| *k == kind).map_or(0, |(_, n)| *n)
    }
}

/// Lists the register in `dir` and reads the first `rows` records of `kind`, by identifier: a few
/// milliseconds, however large the register is.
pub fn glimpse(dir: &Path, kind: Kind, rows: usize) -> Result<Glimpse, OpError> {
    let fs = RealFs::new(dir);
    let files = load::list(&fs)?.files;
    let counts =
        Kind::ALL.into_iter().map(|k| (k, files.iter().filter(|(id, _)| id.kind == k).count())).collect();
    let organisation = RecordId::organisation();
    let first = files.iter().filter(|(id, _)| id.kind == kind).take(rows);
    let mut register = Register::new();
    for (id, path) in files.iter().filter(|(id, _)| *id == organisation).chain(first) {
        if let Some(record) = load::read_file(&fs, id, path).record {
            register.insert(record);
        }
    }
    Ok(Glimpse { register, counts })
}
