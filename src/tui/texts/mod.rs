//! Every sentence of the interface, in both languages.

mod commands;
mod sentences;

pub use commands::*;
pub use sentences::*;
