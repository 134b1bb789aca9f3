//! Documents and registers → files: PDF today.
//!
//! May use model, law, report, i18n and sheet.

pub mod pdf;
