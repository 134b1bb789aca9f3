//! The shared strings of a workbook, and the escapes Excel uses inside any string.

use crate::sheet::container::Container;
use crate::sheet::error::SheetError;
use crate::sheet::limits::Limits;
use crate::sheet::xml::{Node, Xml, decode};

/// All shared strings, in their order.
pub fn read(container: &mut Container<'_>, part: &str, limits: &Limits) -> Result<Vec<String>, SheetError> {
    let text = decode(container.part(part)?, part)?;
    let mut xml = Xml::new(&text, part, limits);
    let mut strings = Vec::new();
    loop {
        match xml.next()? {
            Node::Open(tag) if tag.name() == "si" => strings.push(rich_text(&mut xml)?),
            Node::End => return Ok(strings),
            _ => {}
        }
    }
}

/// The text of a string item or of a comment: its runs joined, without phonetic guides.
pub fn rich_text(xml: &mut Xml<'_>) -> Result<String, SheetError> {
    let mut out = String::new();
    let mut open = 1_usize;
    while open > 0 {
        match xml.next()? {
            Node::Open(tag) => match tag.name() {
                "t" => out.push_str(&xml.text()?),
                "rPh" | "rPr" | "phoneticPr" => xml.skip()?,
                _ => open += 1,
            },
            Node::Close => open -= 1,
            Node::Text(_) => {}
            Node::End => return Err(xml.damaged()),
        }
    }
    Ok(unescape(&out))
}

/// Undoes `_x000D_` escapes and writes each line end as one `\n`.
pub fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, tail) = rest.split_at(at);
        out.push_str(before);
        let code = tail.get(2..6).filter(|h| h.bytes().all(|b| b.is_ascii_hexdigit()));
        let closed = tail.as_bytes().get(6) == Some(&b'_');
        match code.filter(|_| closed).and_then(|h| u32::from_str_radix(h, 16).ok()).and_then(char::from_u32) {
            Some(c) => {
                out.push(c);
                rest = tail.get(7..).unwrap_or_default();
            }
            None => {
                out.push_str("_x");
                rest = tail.get(2..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    out.replace("\r\n", "\n").replace('\r', "\n")
}

#[cfg(test)]
mod tests {
    use super::unescape;

    #[test]
    fn line_ends_and_escapes_become_plain_characters() {
        assert_eq!(unescape("a_x000D_\nb\r\nc"), "a\nb\nc");
        assert_eq!(unescape("_x005F_x000D_"), "_x000D_");
        assert_eq!(unescape("max_xml _xé _x00"), "max_xml _xé _x00");
    }
}
