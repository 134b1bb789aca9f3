//! Documents and registers → files: PDF, HTML, Markdown, and the authority’s own spreadsheet.
//!
//! May use model, law, report, i18n and sheet.

pub mod cnil_ods;
pub mod html;
pub mod markdown;
pub mod pdf;
