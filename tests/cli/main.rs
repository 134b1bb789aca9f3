//! The command line as a person and a script meet it: the real program in a sealed environment.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod asking;
mod broken;
mod checking;
mod conflict;
mod consolidating;
mod documents;
mod editing;
mod exit_codes;
mod explaining;
mod finding;
mod formats;
mod french;
mod git;
mod git_conflicts;
mod git_merge;
mod git_setup;
mod help;
mod history;
mod hostile;
mod hostile_history;
mod init;
mod paper;
mod reading;
mod readme;
mod records;
mod sample;
mod schema;
mod sealing;
mod seeing;
mod settings;
mod since;
mod support;
mod talking;
mod templates;
mod undoing;
