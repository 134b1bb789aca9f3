//! The cells and merged ranges of one worksheet part.

use super::format::{Format, Shown};
use super::strings::{rich_text, unescape};
use crate::sheet::a1::{Range, parse_address};
use crate::sheet::error::SheetError;
use crate::sheet::limits::Limits;
use crate::sheet::workbook::{Cell, Filler};
use crate::sheet::xml::{Node, Tag, Xml};

/// What the cells of every sheet refer to.
pub struct Context<'c> {
    pub strings: &'c [String],
    pub formats: &'c [Format],
    pub from_1904: bool,
}

/// Puts the cells of a worksheet into the sheet at hand.
pub fn read(
    mut xml: Xml<'_>,
    context: &Context<'_>,
    filler: &mut Filler<'_>,
    limits: &Limits,
) -> Result<(), SheetError> {
    // Rows and cells may leave their address out: it is then the next one.
    let (mut row, mut col) = (0_u32, 0_u32);
    let mut fresh_row = true;
    loop {
        match xml.next()? {
            Node::Open(tag) => match tag.name() {
                "row" => {
                    match tag.attr("r").and_then(|r| r.parse::<u32>().ok()) {
                        Some(n) => row = n.saturating_sub(1),
                        None if fresh_row => {}
                        None => row = row.saturating_add(1),
                    }
                    (col, fresh_row) = (0, false);
                }
                "c" => {
                    if let Some((r, c)) = tag.attr("r").and_then(|r| parse_address(&r)) {
                        (row, col) = (r, c);
                    }
                    let cell = cell(&tag, &mut xml, context)?;
                    filler.fits(cell.text.len())?;
                    if row < limits.rows {
                        filler.put(row, col, &cell)?;
                    }
                    col = col.saturating_add(1);
                }
                "mergeCell" => {
                    if let Some(range) = tag.attr("ref").and_then(|r| Range::parse(&r)) {
                        filler.merge(range)?;
                    }
                }
                "worksheet" | "sheetData" | "mergeCells" => {}
                _ => xml.skip()?,
            },
            Node::End => return Ok(()),
            Node::Text(_) | Node::Close => {}
        }
    }
}

fn cell(tag: &Tag<'_>, xml: &mut Xml<'_>, context: &Context<'_>) -> Result<Cell, SheetError> {
    let kind = tag.attr("t").unwrap_or_default();
    let style = tag.attr("s").and_then(|s| s.parse::<usize>().ok()).unwrap_or(0);
    let mut value = String::new();
    let mut inline = None;
    loop {
        match xml.next()? {
            Node::Open(child) => match child.name() {
                "v" => value = xml.text()?,
                "is" => inline = Some(rich_text(xml)?),
                _ => xml.skip()?,
            },
            Node::Close => break,
            Node::Text(_) => {}
            Node::End => return Err(xml.damaged()),
        }
    }
    let text = |text: String| Cell { text, ..Cell::default() };
    Ok(match kind.as_str() {
        "s" => {
            let index = value.trim().parse::<usize>().ok();
            text(index.and_then(|i| context.strings.get(i)).cloned().unwrap_or_default())
        }
        "inlineStr" => text(inline.unwrap_or_default()),
        "str" | "e" => text(unescape(&value)),
        "b" => text(if value.trim() == "1" { "VRAI".into() } else { "FAUX".into() }),
        "d" => {
            let date = value.get(..10).and_then(|d| chrono::NaiveDate::parse_from_str(d, "%Y-%m-%d").ok());
            Cell { text: date.map_or(value, |d| d.format("%d/%m/%Y").to_string()), note: None, date }
        }
        _ => {
            let format = context.formats.get(style).unwrap_or(&Format::General);
            let Shown { text, date } = format.show(value.trim(), context.from_1904);
            Cell { text, note: None, date }
        }
    })
}
