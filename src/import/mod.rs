//! Files become changes here, never straight to disk: a [`Plan`] says what would change, what is doubtful,
//! and what found no place, each with the address of its cell.

pub mod cnil;
mod plan;

pub use plan::{ImportError, Plan, Remark, SheetUse, Unplaced};
