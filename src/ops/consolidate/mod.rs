//! Several registers in one overview: for the officer of a group, or of forty clients.
//!
//! Nothing is written to any of them, and no command is run. Of each register what is told is kept, and the
//! register itself let go: two hundred of them fit the memory of one.

mod across;
mod entity;
mod source;
mod told;

use chrono::NaiveDate;
use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};

use super::error::OpError;

pub use self::across::{Lack, SameActivity, SharedProcessor, Use};
pub use self::entity::{Contract, Entity, Safeguard, SeenProcessor};
pub use self::source::{Source, sources};
pub use self::told::{html, markdown, pdf, told};
pub use crate::report::consolidation::{Consolidation, LackTold, ProcessorTold, RowTold, UseTold};

/// The registers side by side.
#[derive(Debug)]
pub struct Consolidated {
    pub today: NaiveDate,
    /// In the order in which they were named.
    pub entities: Vec<Entity>,
    /// Those that could not be read, as they were named, and why.
    pub unreadable: Vec<(String, OpError)>,
    /// By how many entities use them; indices are those of `entities`.
    pub processors: Vec<SharedProcessor>,
    pub lacks: Vec<Lack>,
    pub activities: Vec<SameActivity>,
}

/// Reads the registers, as many at once as the machine has cores.
pub fn consolidate(sources: &[Source], today: NaiveDate) -> Consolidated {
    let read: Vec<Result<Entity, OpError>> =
        sources.par_iter().map(|source| Ok(entity::entity(source, &source.open()?, today))).collect();
    let mut entities = Vec::new();
    let mut unreadable = Vec::new();
    for (source, read) in sources.iter().zip(read) {
        match read {
            Ok(entity) => entities.push(entity),
            Err(error) => unreadable.push((source.typed.clone(), error)),
        }
    }
    let processors = across::processors(&entities);
    let lacks = across::lacks(&entities);
    let activities = across::activities(&entities);
    Consolidated { today, entities, unreadable, processors, lacks, activities }
}
