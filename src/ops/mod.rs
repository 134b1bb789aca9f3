//! The use cases: what both faces, command line and terminal interface, call. No printing, no keys.

pub mod conflict;
pub mod error;
pub mod locate;
pub mod workspace;

pub use error::OpError;
pub use workspace::Workspace;
