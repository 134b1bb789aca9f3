//! `registre`: the record of processing activities (GDPR Art. 30) as plain TOML under git.
//!
//! The house, room by room. An arrow of use goes only downwards in this list; `tests/architecture.rs`
//! reads the `use crate::` lines and holds the table.
//!
//! | room | job | may use |
//! |---|---|---|
//! | [`model`] | what a register is: fields, values, records, changes. Pure | nothing of ours |
//! | [`law`] | what the law says, as embedded data with sources | model |
//! | [`i18n`] | dates, numbers, periods and typography in French and English | model, law |
//! | [`store`] | where the register lives: load, comment-keeping edits, atomic writes | model |
//! | [`history`] | git: status, commit, fingerprint. Raw bytes in and out | model |
//! | [`check`] | findings on a register | model, law |
//! | [`report`] | what a document says, independent of its format | model, law, i18n, check |
//! | [`export`] | report or register → PDF, ODS… | model, law, report, i18n, sheet |
//! | [`import`] | files → changes, never straight to disk | model, law, i18n, sheet |
//! | [`sheet`] | workbooks as cells: bounded readers and a writer | model |
//! | [`ops`] | the use cases; the only thing that both faces call | all the above |
//! | [`picture`] | what can be seen of a register at a glance: lines that draw and say | ops, model, i18n, term |
//! | [`term`] | the terminal boundary: modes, cleaned text | nothing of ours |
//! | [`cli`], [`tui`], [`dialogue`] | the three faces | picture, ops, model, law, i18n, term |
#![forbid(unsafe_code)]
#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

pub mod check;
pub mod cli;
pub mod dialogue;
pub mod export;
pub mod history;
pub mod i18n;
pub mod import;
pub mod law;
pub mod model;
pub mod ops;
pub mod picture;
pub mod report;
pub mod sheet;
pub mod store;
pub mod term;
pub mod tui;
