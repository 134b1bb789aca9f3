//! The comments of a sheet, which Excel keeps in a part beside it.

use super::strings::rich_text;
use crate::sheet::a1::parse_address;
use crate::sheet::container::Container;
use crate::sheet::error::SheetError;
use crate::sheet::limits::Limits;
use crate::sheet::workbook::Filler;
use crate::sheet::xml::{Node, Xml, decode};

/// Attaches each comment to its cell in the sheet at hand.
pub fn read(
    container: &mut Container<'_>,
    part: &str,
    filler: &mut Filler<'_>,
    limits: &Limits,
) -> Result<(), SheetError> {
    let text = decode(container.part(part)?, part)?;
    let mut xml = Xml::new(&text, part, limits);
    loop {
        match xml.next()? {
            Node::Open(tag) if tag.name() == "comment" => {
                let place = tag.attr("ref").and_then(|r| parse_address(&r));
                let note = rich_text(&mut xml)?;
                filler.fits(note.len())?;
                if let Some((row, col)) = place {
                    filler.note(row, col, note)?;
                }
            }
            Node::End => return Ok(()),
            _ => {}
        }
    }
}
