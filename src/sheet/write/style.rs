//! The looks a cell may have, and their OpenDocument form.

use std::fmt::Write as _;

/// A colour as red, green and blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rgb(pub u8, pub u8, pub u8);

/// Where the text stands in its cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Align {
    #[default]
    Start,
    Center,
}

/// The line around a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Border {
    #[default]
    None,
    Thin,
}

/// How a cell looks. Text always wraps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Style {
    pub bold: bool,
    pub italic: bool,
    /// Text size in points; 0 means the book's own.
    pub points: u8,
    pub color: Option<Rgb>,
    pub fill: Option<Rgb>,
    pub align: Align,
    pub border: Border,
}

impl Rgb {
    fn hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }

    pub(super) fn attribute(self) -> String {
        self.hex()
    }
}

impl Style {
    /// The style as an automatic cell style called `name`.
    pub(super) fn element(&self, name: &str, is_date: bool) -> String {
        let mut out = String::new();
        let data = if is_date { " style:data-style-name=\"jour\"" } else { "" };
        let _ = write!(
            out,
            "<style:style style:name=\"{name}\" style:family=\"table-cell\" \
             style:parent-style-name=\"Default\"{data}>\
             <style:table-cell-properties fo:wrap-option=\"wrap\" style:vertical-align=\"middle\" fo:padding=\"0.8mm\""
        );
        if let Some(fill) = self.fill {
            let _ = write!(out, " fo:background-color=\"{}\"", fill.hex());
        }
        if self.border == Border::Thin {
            out.push_str(" fo:border=\"0.5pt solid #8a8a8a\"");
        }
        out.push_str("/>");
        let align = if self.align == Align::Center { "center" } else { "start" };
        let _ = write!(out, "<style:paragraph-properties fo:text-align=\"{align}\"/><style:text-properties");
        if self.bold {
            out.push_str(" fo:font-weight=\"bold\"");
        }
        if self.italic {
            out.push_str(" fo:font-style=\"italic\"");
        }
        if self.points > 0 {
            let _ = write!(out, " fo:font-size=\"{}pt\"", self.points);
        }
        if let Some(color) = self.color {
            let _ = write!(out, " fo:color=\"{}\"", color.hex());
        }
        out.push_str("/></style:style>");
        out
    }
}
