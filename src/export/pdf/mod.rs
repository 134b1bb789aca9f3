//! A document → a PDF: own layout (A4, words, tables over pages), printed with printpdf, completed
//! with lopdf. The same document gives the same bytes, whatever was printed before.
//!
//! `shape` → `wrap` → `cells` → `flow`/`facts`/`tables`/`cover` → `paginate` → `running` → `emit` → `finish`.
//! Not guaranteed: scripts that join letters or run from right to left are drawn letter by letter
//! from left to right.

mod cells;
mod cover;
mod emit;
mod facts;
mod finish;
mod flow;
mod fonts;
mod outline;
mod paginate;
pub mod readback;
mod row;
mod running;
mod shape;
mod subset;
mod tables;
mod theme;
mod wrap;

use chrono::NaiveDateTime;
use printpdf::{PdfDocument, PdfSaveOptions};

use crate::export::pdf::fonts::Fonts;
use crate::export::pdf::paginate::{Paged, paginate};
use crate::export::pdf::shape::Shaper;
use crate::model::message::{Message, Text, text};
use crate::report::Document;

/// What the export cannot find in the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PdfOptions {
    /// Written as the date of creation and change, in UTC. Given, never taken from the clock, so
    /// that the bytes can be printed again.
    pub created: NaiveDateTime,
}

/// A printed document.
#[derive(Clone, Debug)]
pub struct Pdf {
    pub bytes: Vec<u8>,
    pub pages: usize,
    /// What the paper does not show as it is in the register.
    pub warnings: Vec<Message>,
}

/// Why a document could not be printed; a fault of the program, not of the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PdfError(Message);

impl PdfError {
    pub fn message(&self) -> &Message {
        &self.0
    }
}

const FONT_DAMAGED: Text = text(
    "Le PDF n’a pas pu être écrit : la police « {font} » fournie avec le programme est illisible. Réinstallez registre.",
    "The PDF could not be written: the font “{font}” that comes with the program cannot be read. Install registre again.",
);
const NOT_WRITTEN: Text = text(
    "Le PDF n’a pas pu être écrit : {why}. C’est un défaut du programme : signalez-le.",
    "The PDF could not be written: {why}. This is a fault of the program: please report it.",
);
const MISSING: Text = text(
    "{n} {n|caractère n’a|caractères n’ont} de dessin dans aucune police et {n|paraît|paraissent} sous la forme « □ » : {which}.",
    "{n} {n|character has|characters have} no glyph in any font and {n|shows|show} as “□”: {which}.",
);

/// Prints the document.
///
/// # Errors
/// Only where an embedded font is damaged or the file cannot be assembled.
pub fn render(document: &Document, options: &PdfOptions) -> Result<Pdf, PdfError> {
    let damaged = |font: &str| PdfError(FONT_DAMAGED.msg().with("font", font));
    let fonts = Fonts::load().ok_or_else(|| damaged("Atkinson Hyperlegible"))?;
    let mut shaper = Shaper::new(fonts);
    let paged = lay_out(document, &mut shaper);

    let mut pdf = PdfDocument::new("");
    subset::embed(&mut pdf, fonts, &subset::used(&paged.pages)).map_err(damaged)?;
    let space = |face| fonts.get(face).and_then(|m| m.advance(' ')).unwrap_or(0.25);
    pdf.pages = paged.pages.iter().map(|p| emit::page(p, space)).collect();
    let mut printing = Vec::new();
    let file = pdf.to_lopdf_document(&PdfSaveOptions::default(), &mut printing);
    drop(pdf);
    let failed = |why: String| PdfError(NOT_WRITTEN.msg().with("why", why));
    let bytes = finish::finish(file, document, &paged, options.created).map_err(|e| failed(e.to_string()))?;
    Ok(Pdf { bytes, pages: paged.pages.len(), warnings: warnings(&shaper) })
}

/// Everything in its place on its page.
fn lay_out(document: &Document, shaper: &mut Shaper) -> Paged {
    let mut paged = Paged::default();
    if let Some(cover) = &document.cover {
        let (drawn, rows) = cover::cover(shaper, cover, document.lang);
        paginate(&rows, &mut paged);
        if let Some(first) = paged.pages.first_mut() {
            first.items.splice(0..0, drawn.items);
            first.bare = true;
        }
    }
    let rows = flow::rows(document, shaper);
    if !rows.is_empty() || paged.pages.is_empty() {
        paginate(&rows, &mut paged);
    }
    running::headers_and_footers(shaper, document, &mut paged);
    running::page_numbers(shaper, &mut paged);
    paged
}

fn warnings(shaper: &Shaper) -> Vec<Message> {
    if shaper.missing.is_empty() {
        return Vec::new();
    }
    let named = |c: &char| {
        if c.is_control() { format!("U+{:04X}", *c as u32) } else { format!("{c} (U+{:04X})", *c as u32) }
    };
    let mut which: Vec<String> = shaper.missing.keys().take(20).map(named).collect();
    if shaper.missing.len() > 20 {
        which.push("…".to_owned());
    }
    vec![MISSING.msg().with("n", shaper.missing.len()).with("which", which.join(", "))]
}
