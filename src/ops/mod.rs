//! The use cases: what both faces, command line and terminal interface, call. No printing, no keys.

mod as_read;
pub mod assign;
pub mod blame;
pub mod bulk;
pub mod changes;
pub mod check;
pub mod commit;
pub mod committed;
pub mod compare;
pub mod config;
pub mod create;
pub mod deadlines;
mod diff;
pub mod document;
pub mod edit;
pub mod error;
pub mod export;
pub mod fault;
pub mod findings;
pub mod flow;
pub mod fmt;
pub mod glimpse;
pub mod guide;
pub mod import;
pub mod init;
pub mod journal;
pub mod law;
pub mod locate;
pub mod log;
pub mod output;
pub mod overview;
pub mod past;
pub mod pick;
pub mod places;
pub mod query;
pub mod remote;
pub mod restore;
pub mod review;
pub mod rules;
pub mod sample;
pub mod screening;
pub mod status;
pub mod templates;
pub mod timeline;
pub mod uses;
pub mod workspace;

#[cfg(test)]
pub(crate) mod testing;

pub use error::OpError;
pub use workspace::Workspace;
