//! The terminal interface, from keys to screens and files.

mod bulk;
mod driver;
mod editing;
mod export;
mod finding;
mod findings;
mod git;
mod guide;
mod interrupt;
mod key_names;
mod keys_live;
mod keys_page;
mod past;
mod random;
mod records;
mod recovery;
mod rich;
mod saving;
mod screens;
mod tasks;
mod templates;
mod undone;
mod views;
