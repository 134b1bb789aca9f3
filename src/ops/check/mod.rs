//! The check as it is asked for and told: what of it is asked, counts, reports for other programs, what a
//! change made of it, what mends itself, and the waivers.

mod mend;
mod narrow;
pub mod report;
mod since;
mod summary;
mod waive;

pub use self::mend::{Mended, fix, mend};
pub use self::narrow::Asked;
pub use self::since::{Became, Since, Turned, since, turned_between};
pub use self::summary::{Summary, Tally, summary};
pub use self::waive::{Waive, changes as waiver_changes, waive};
pub use crate::check::completeness::{self, Completeness, Share, completeness};
pub use crate::check::rule::Part;
pub use crate::check::{Named, Standing, Waiver};
