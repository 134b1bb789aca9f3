//! The use cases: what both faces, command line and terminal interface, call. No printing, no keys.

pub mod assign;
pub mod commit;
pub mod create;
pub mod edit;
pub mod error;
pub mod export;
pub mod fmt;
pub mod glimpse;
pub mod import;
pub mod init;
pub mod journal;
pub mod locate;
pub mod output;
pub mod pick;
pub mod places;
pub mod query;
pub mod status;
pub mod workspace;

pub use error::OpError;
pub use workspace::Workspace;
