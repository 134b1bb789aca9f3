//! What changed between two states, as a document in each format.

use chrono::NaiveTime;

use super::error::{Exit, OpError};
use crate::export::pdf::{PdfError, PdfOptions, render};
use crate::export::{html, markdown};
pub use crate::report::changes::{
    Became, Changes, ConsequenceTold, FieldTold, FindingTold, RecordTold, Turn,
};

/// For a comment on a pull request.
pub fn markdown(changes: &Changes) -> String {
    markdown::render(&changes.document())
}

/// One file, before and after side by side.
pub fn html(changes: &Changes) -> String {
    html::render(&changes.document())
}

/// The change report.
pub fn pdf(changes: &Changes) -> Result<Vec<u8>, OpError> {
    let created = changes.date.and_time(NaiveTime::MIN);
    let made = render(&changes.document(), &PdfOptions { created });
    made.map(|pdf| pdf.bytes).map_err(|e: PdfError| OpError::new(Exit::Internal, e.message().clone()))
}
