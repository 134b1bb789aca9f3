//! What a register is. Pure: no file, no clock, no terminal, no environment.

pub mod message;
