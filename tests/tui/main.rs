//! The terminal interface, from keys to screens and files.

mod bulk;
mod driver;
mod editing;
mod finding;
mod keys_page;
mod random;
mod records;
mod recovery;
mod saving;
mod screens;
