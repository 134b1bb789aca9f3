//! What rules of several chapters ask of a register.

pub mod abroad;
pub mod wording;
pub mod words;
