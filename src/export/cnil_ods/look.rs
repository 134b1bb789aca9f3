//! How the workbook looks, and how high a row must be for its text.

use crate::sheet::write::{Align, Border, Page, Rgb, Style};

const INK: Rgb = Rgb(0x1d, 0x3c, 0x6e);
const BAND: Rgb = Rgb(0x2f, 0x5d, 0x9b);
const PALE: Rgb = Rgb(0xe8, 0xee, 0xf7);
const WHITE: Rgb = Rgb(0xff, 0xff, 0xff);
const GREY: Rgb = Rgb(0x5a, 0x5a, 0x5a);

const PLAIN: Style = Style {
    bold: false,
    italic: false,
    points: 0,
    color: None,
    fill: None,
    align: Align::Start,
    border: Border::None,
};

pub const TITLE: Style = Style { bold: true, points: 16, color: Some(INK), ..PLAIN };
pub const TEXT: Style = Style { italic: true, color: Some(GREY), ..PLAIN };
pub const HEADING: Style =
    Style { bold: true, points: 11, color: Some(WHITE), fill: Some(BAND), border: Border::Thin, ..PLAIN };
pub const COLUMN: Style = Style {
    bold: true,
    color: Some(INK),
    fill: Some(PALE),
    align: Align::Center,
    border: Border::Thin,
    ..PLAIN
};
pub const LABEL: Style = Style { color: Some(INK), fill: Some(PALE), border: Border::Thin, ..PLAIN };
pub const VALUE: Style = Style { border: Border::Thin, ..PLAIN };

/// Millimetres a character of the book's size takes, on average.
const CHARACTER: f32 = 1.95;
const LINE: f32 = 4.6;

/// The height of a row whose cells hold these texts over these widths (millimetres); spreadsheet programs do
/// not grow a row by its merged cells.
pub fn height(cells: &[(&str, f32)]) -> f32 {
    let lines = cells
        .iter()
        .map(|(text, width)| {
            let fit = (width / CHARACTER).max(4.0);
            text.split('\n').map(|l| (l.chars().count() as f32 / fit).ceil().max(1.0)).sum::<f32>()
        })
        .fold(1.0, f32::max);
    (lines * LINE + 2.4).min(380.0)
}

/// The width of columns `from..=to` of a page, in millimetres.
pub fn width(page: &Page, from: u32, to: u32) -> f32 {
    page.widths
        .iter()
        .enumerate()
        .filter(|(i, _)| (from as usize..=to as usize).contains(i))
        .map(|(_, w)| w)
        .sum()
}
