//! The embedded fonts: which face has which character, and how wide it is.

use std::sync::OnceLock;

use printpdf::ParsedFont;

/// A font program that the documents embed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Face {
    Regular,
    Bold,
    Italic,
    BoldItalic,
    /// Marks and other scripts that the text faces lack.
    Fallback,
}

impl Face {
    pub const ALL: [Face; 5] = [Face::Regular, Face::Bold, Face::Italic, Face::BoldItalic, Face::Fallback];

    pub fn styled(bold: bool, italic: bool) -> Face {
        match (bold, italic) {
            (false, false) => Face::Regular,
            (true, false) => Face::Bold,
            (false, true) => Face::Italic,
            (true, true) => Face::BoldItalic,
        }
    }

    /// The font's name in the file, without its subset tag.
    pub fn name(self) -> &'static str {
        match self {
            Face::Regular => "AtkinsonHyperlegible-Regular",
            Face::Bold => "AtkinsonHyperlegible-Bold",
            Face::Italic => "AtkinsonHyperlegible-Italic",
            Face::BoldItalic => "AtkinsonHyperlegible-BoldItalic",
            Face::Fallback => "DejaVuSans",
        }
    }

    /// The font's resource name: fixed, for the bytes must not depend on what was printed before.
    pub fn resource(self) -> &'static str {
        match self {
            Face::Regular => "TextRegular",
            Face::Bold => "TextBold",
            Face::Italic => "TextItalic",
            Face::BoldItalic => "TextBoldItalic",
            Face::Fallback => "Symbols",
        }
    }

    pub fn bytes(self) -> &'static [u8] {
        match self {
            Face::Regular => include_bytes!("fonts/AtkinsonHyperlegible-Regular.ttf"),
            Face::Bold => include_bytes!("fonts/AtkinsonHyperlegible-Bold.ttf"),
            Face::Italic => include_bytes!("fonts/AtkinsonHyperlegible-Italic.ttf"),
            Face::BoldItalic => include_bytes!("fonts/AtkinsonHyperlegible-BoldItalic.ttf"),
            Face::Fallback => include_bytes!("fonts/DejaVuSans-subset.ttf"),
        }
    }
}

/// One loaded face.
pub struct Metrics {
    pub font: ParsedFont,
    /// Advance in font sizes of each character of the basic plane; negative where the face has none.
    advances: Vec<f32>,
}

impl Metrics {
    fn load(face: Face) -> Option<Metrics> {
        let font = ParsedFont::from_bytes(face.bytes(), 0, &mut Vec::new())?;
        let mut advances = vec![-1.0; 0x1_0000];
        let mut owner = std::collections::BTreeMap::new();
        // Two characters on one glyph would be read back as one: the first keeps it, the other is
        // looked for in the next face.
        for (&code, &glyph) in &font.codepoint_to_glyph {
            let Some(slot) = advances.get_mut(code as usize) else { continue };
            if glyph == 0 || *owner.entry(glyph).or_insert(code) != code {
                continue;
            }
            let width = font.get_glyph_width(glyph).unwrap_or_default();
            *slot = f32::from(width) / f32::from(font.units_per_em.max(1));
        }
        Some(Metrics { font, advances })
    }

    /// The advance of a character in font sizes, or `None` if the face does not draw it.
    pub fn advance(&self, c: char) -> Option<f32> {
        self.advances.get(c as usize).copied().filter(|a| *a >= 0.0)
    }
}

/// All faces, loaded once in a process.
pub struct Fonts(Vec<Metrics>);

impl Fonts {
    /// The embedded faces; `None` only if a font file of the program itself is damaged.
    pub fn load() -> Option<&'static Fonts> {
        static FONTS: OnceLock<Option<Fonts>> = OnceLock::new();
        FONTS
            .get_or_init(|| Face::ALL.map(Metrics::load).into_iter().collect::<Option<Vec<_>>>().map(Fonts))
            .as_ref()
    }

    pub fn get(&self, face: Face) -> Option<&Metrics> {
        self.0.get(face as usize)
    }

    /// The face that draws `c` in the wanted style, and its advance; `None` if none does.
    pub fn find(&self, wanted: Face, c: char) -> Option<(Face, f32)> {
        let own = |face: Face| self.get(face)?.advance(c).map(|a| (face, a));
        own(wanted).or_else(|| own(Face::Fallback))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_of_french_and_the_marks_have_a_glyph() {
        let fonts = Fonts::load().unwrap();
        let wanted = "aàâäæçéèêëîïôöœùûüÿ ÀÂÄÆÇÉÈÊËÎÏÔÖŒÙÛÜŸ «»“”‘’–—…€§°№½×→⇒✓✗☐☑☒⚠•◦∅○□●≥≤≠Ωд";
        for face in Face::ALL {
            for c in wanted.chars() {
                assert!(fonts.find(face, c).is_some(), "{c} {face:?}");
            }
        }
    }

    #[test]
    fn the_text_faces_draw_accented_letters_themselves() {
        let fonts = Fonts::load().unwrap();
        for c in "éÉœŒçÇÿŸ€«»’…—".chars() {
            assert_eq!(fonts.find(Face::BoldItalic, c).map(|f| f.0), Some(Face::BoldItalic), "{c}");
        }
    }
}
