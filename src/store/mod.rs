//! Where the register lives: how its files are read, edited and brought to the disk.
//!
//! | module | job |
//! |---|---|
//! | [`load`], [`read`] | a folder → a register; one file → a record and its faults |
//! | [`edit`] | a change → the lines of a file that are its own; the canonical form |
//! | [`fs`] | the calls to the disk, real or imagined |
//! | [`atomic`] | one file, replaced whole or not at all |
//! | [`transaction`] | several files, all or none, and what to do after a crash |
//! | [`lock`] | one writer at a time |
//! | [`watch`] | noticing that others write |
//! | [`hash`], [`error`] | the fingerprint of a content; what can go wrong |

pub mod atomic;
pub mod edit;
pub mod error;
pub mod fs;
pub mod hash;
pub mod load;
pub mod lock;
pub mod messages;
pub mod places;
pub mod read;
mod syntax;
pub mod transaction;
pub mod watch;
