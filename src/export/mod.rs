//! Documents and registers → files: PDF, HTML, Markdown, and the authority’s own spreadsheet.
//!
//! May use model, law, report, i18n and sheet.

pub mod cnil_ods;
pub mod html;
pub mod markdown;
pub mod pdf;

/// Whether a character would break a line or turn the order of its letters unseen, in a page of text.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}
