//! What can be shown of a register before it is read: how many records there are, and the first ones.

use std::path::Path;
use std::sync::Arc;

use super::error::OpError;
use crate::model::{Kind, Record, RecordId};
use crate::store::fs::RealFs;
use crate::store::load;

/// A first look at a register. Nothing in it is checked.
#[derive(Clone, Debug, Default)]
pub struct Glimpse {
    /// How many files each kind has.
    pub counts: Vec<(Kind, usize)>,
    pub organisation: Option<Arc<Record>>,
    /// The first records of one kind, by identifier; those that could be read.
    pub head: Vec<Arc<Record>>,
}

/// Lists the register in `dir` and reads the first `rows` records of `kind`: a few milliseconds, however large it is.
pub fn glimpse(dir: &Path, kind: Kind, rows: usize) -> Result<Glimpse, OpError> {
    let fs = RealFs::new(dir);
    let (files, _) = load::list(&fs)?;
    let count = |k| files.iter().filter(|(id, _)| id.kind == k).count();
    let read = |id: &RecordId| {
        let (_, path) = files.iter().find(|(other, _)| other == id)?;
        load::read_file(&fs, id, path).record.map(Arc::new)
    };
    Ok(Glimpse {
        counts: Kind::ALL.into_iter().map(|k| (k, count(k))).collect(),
        organisation: read(&RecordId::organisation()),
        head: files
            .iter()
            .filter(|(id, _)| id.kind == kind)
            .take(rows)
            .filter_map(|(id, _)| read(id))
            .collect(),
    })
}
