//! The characters a document uses → small font programs with fixed names.

use std::collections::{BTreeMap, BTreeSet};

use printpdf::{FontId, ParsedFont, PdfDocument, PdfFont};
use subsetter::GlyphRemapper;

use crate::export::pdf::fonts::{Face, Fonts};
use crate::export::pdf::paginate::{Item, Page};
use crate::export::pdf::wrap::Piece;

/// Characters used in each face.
pub type Used = BTreeMap<Face, BTreeSet<char>>;

/// The characters that the pages draw.
pub fn used(pages: &[Page]) -> Used {
    let mut used = Used::new();
    for item in pages.iter().flat_map(|p| &p.items) {
        let Item::Text { seg, .. } = item else { continue };
        let set = used.entry(seg.face).or_default();
        for piece in &seg.pieces {
            match piece {
                Piece::Text(t) => set.extend(t.chars()),
                Piece::Narrow => {
                    set.insert(' ');
                }
            }
        }
    }
    used
}

/// Adds the used part of each face to the document; the face's name where a font cannot be cut.
pub fn embed(document: &mut PdfDocument, fonts: &Fonts, used: &Used) -> Result<(), &'static str> {
    for (face, chars) in used {
        let metrics = fonts.get(*face).ok_or(face.name())?;
        let font = cut(*face, &metrics.font, chars).ok_or(face.name())?;
        document.resources.fonts.map.insert(FontId(face.resource().to_owned()), PdfFont::new(font));
    }
    Ok(())
}

fn cut(face: Face, whole: &ParsedFont, chars: &BTreeSet<char>) -> Option<ParsedFont> {
    let mut remapper = GlyphRemapper::new();
    let mut codes = BTreeMap::new();
    let mut widths = BTreeMap::new();
    for c in chars {
        let Some(glyph) = whole.lookup_glyph_index(*c as u32) else { continue };
        let new = remapper.remap(glyph);
        codes.insert(*c as u32, new);
        widths.insert(new, whole.get_glyph_width(glyph)?);
    }
    let bytes = subsetter::subset(face.bytes(), 0, &remapper).ok()?;
    let name = format!("{}+{}", tag(face, chars), face.name());
    let mut font = ParsedFont::with_glyph_data(
        bytes,
        0,
        Some(name),
        codes,
        widths,
        whole.units_per_em,
        whole.font_metrics.clone(),
    );
    font.pdf_font_metrics = whole.pdf_font_metrics.clone();
    Some(font)
}

/// The six capitals before a subset's name, drawn from what it holds.
fn tag(face: Face, chars: &BTreeSet<char>) -> String {
    let mut hash = crate::export::pdf::finish::Fnv::default();
    hash.add(face.name().as_bytes());
    for c in chars {
        hash.add(&(*c as u32).to_be_bytes());
    }
    let mut n = hash.value();
    let mut out = String::with_capacity(6);
    for _ in 0..6 {
        out.push(char::from(b'A' + (n % 26) as u8));
        n /= 26;
    }
    out
}
