//! Styled text → a row of glyphs: cleaned, composed, each with the face that draws it.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use crate::export::pdf::fonts::{Face, Fonts};
use crate::export::pdf::theme::{self, Ink};
use crate::report::{Rich, Run, Target};

/// The width of a narrow no-break space beside that of a space.
pub const NARROW: f32 = 0.62;
/// What stands for a character that no face draws.
pub const REPLACEMENT: char = '□';

/// What a character means to the line breaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Ink,
    /// A space where a line may end.
    Space,
    /// A space that holds its neighbours together, drawn as a space; narrow where `true`.
    NoBreak(bool),
    Newline,
}

/// A character placed in a face.
#[derive(Clone, Copy, Debug)]
pub struct Glyph {
    pub draw: char,
    pub kind: Kind,
    pub face: Face,
    /// In font sizes.
    pub advance: f32,
    /// Index of the run it comes from.
    pub run: usize,
}

/// How a run is drawn.
#[derive(Clone, Debug)]
pub struct RunStyle {
    pub ink: Ink,
    pub target: Option<Target>,
}

/// A paragraph ready to be broken into lines.
#[derive(Clone, Debug)]
pub struct Shaped {
    pub glyphs: Vec<Glyph>,
    pub runs: Vec<RunStyle>,
}

/// Base style of a paragraph; runs add to it.
#[derive(Clone, Copy, Debug)]
pub struct Base {
    pub size: f32,
    pub ink: Ink,
    pub bold: bool,
    pub italic: bool,
}

impl Base {
    pub fn new(size: f32, ink: Ink) -> Base {
        Base { size, ink, bold: false, italic: false }
    }

    pub fn bold(self) -> Base {
        Base { bold: true, ..self }
    }

    pub fn italic(self) -> Base {
        Base { italic: true, ..self }
    }
}

/// Turns text into glyphs and counts the characters that no face has.
pub struct Shaper<'a> {
    pub fonts: &'a Fonts,
    /// Missing characters with the number of times they were met.
    pub missing: BTreeMap<char, usize>,
}

impl<'a> Shaper<'a> {
    pub fn new(fonts: &'a Fonts) -> Shaper<'a> {
        Shaper { fonts, missing: BTreeMap::new() }
    }

    pub fn shape(&mut self, rich: &Rich, base: Base) -> Shaped {
        let mut glyphs = Vec::new();
        let mut runs = Vec::with_capacity(rich.0.len());
        for (i, run) in rich.0.iter().enumerate() {
            let face = Face::styled(base.bold || run.bold, base.italic || run.italic);
            for c in run.text.nfc() {
                self.push(c, face, i, &mut glyphs);
            }
            runs.push(RunStyle { ink: ink_of(run, base), target: run.target.clone() });
        }
        Shaped { glyphs, runs }
    }

    fn push(&mut self, c: char, face: Face, run: usize, out: &mut Vec<Glyph>) {
        let (draw, kind) = match c {
            '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => (' ', Kind::Newline),
            ' ' | '\t' | '\u{2000}'..='\u{2006}' | '\u{2008}'..='\u{200a}' | '\u{3000}' => (' ', Kind::Space),
            '\u{a0}' | '\u{2007}' => (' ', Kind::NoBreak(false)),
            '\u{202f}' => (' ', Kind::NoBreak(true)),
            '\u{2011}' => ('-', Kind::Ink),
            c if invisible(c) => return,
            c => (c, Kind::Ink),
        };
        let (draw, (face, width)) = match self.fonts.find(face, draw) {
            Some(found) => (draw, found),
            None => {
                *self.missing.entry(c).or_default() += 1;
                (REPLACEMENT, self.fonts.find(Face::Fallback, REPLACEMENT).unwrap_or((face, 0.5)))
            }
        };
        let advance = match kind {
            Kind::Newline => 0.0,
            Kind::NoBreak(true) => width * NARROW,
            _ => width,
        };
        out.push(Glyph { draw, kind, face, advance, run });
    }
}

fn ink_of(run: &Run, base: Base) -> Ink {
    match (&run.target, run.muted) {
        (Some(_), _) if base.ink != theme::WHITE => theme::LINK,
        (_, true) => theme::MUTED,
        _ => base.ink,
    }
}

/// Characters that draw nothing and could only mislead: joiners, marks of direction, soft hyphens,
/// variation selectors. Other control characters stay and show as a replacement.
fn invisible(c: char) -> bool {
    matches!(c, '\r' | '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}
