//! Every sentence of the interface, in both languages.

mod commands;
mod guide;
mod jobs;
mod sentences;
mod session;

pub use commands::*;
pub use guide::*;
pub use jobs::*;
pub use sentences::*;
pub use session::*;
