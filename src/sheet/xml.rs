//! XML read within bounds: no document type, no entity of its own, limited depth, every element closed.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::error::{DEPTH, SheetError};
use super::limits::Limits;

/// What the reader meets next. An empty element is an [`Node::Open`] followed by a [`Node::Close`].
pub(super) enum Node<'x> {
    Open(Tag<'x>),
    Text(Cow<'x, str>),
    Close,
    End,
}

/// The start of an element.
pub(super) struct Tag<'x>(BytesStart<'x>);

impl Tag<'_> {
    /// The element's name without its prefix.
    pub fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// The value of an attribute, by its name without prefix (LibreOffice's `calcext:` doubles are passed over).
    pub fn attr(&self, name: &str) -> Option<String> {
        self.0
            .attributes()
            .with_checks(false)
            .flatten()
            .find(|a| a.key.local_name().into_inner() == name && !a.key.into_inner().starts_with("calcext:"))
            .and_then(|a| a.normalized_value(XmlVersion::Explicit1_0).ok().map(Cow::into_owned))
    }

    /// The value of an attribute by its full name, prefix included.
    pub fn full_attr(&self, name: &str) -> Option<String> {
        self.0
            .attributes()
            .with_checks(false)
            .flatten()
            .find(|a| a.key.into_inner() == name)
            .and_then(|a| a.normalized_value(XmlVersion::Explicit1_0).ok().map(Cow::into_owned))
    }

    /// An attribute that counts; absent, unreadable or zero reads as 1, an endless one as the largest number.
    pub fn times(&self, name: &str) -> u32 {
        let Some(value) = self.attr(name) else { return 1 };
        let value = value.trim();
        match value.parse::<u32>() {
            Ok(n) => n.max(1),
            Err(_) if value.len() > 9 && value.bytes().all(|b| b.is_ascii_digit()) => u32::MAX,
            Err(_) => 1,
        }
    }
}

/// A bounded reader over one part of a workbook.
pub(super) struct Xml<'x> {
    reader: Reader<&'x [u8]>,
    part: &'x str,
    depth: usize,
    max_depth: usize,
}

impl<'x> Xml<'x> {
    pub fn new(text: &'x str, part: &'x str, limits: &Limits) -> Xml<'x> {
        let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
        reader.config_mut().expand_empty_elements = true;
        Xml { reader, part, depth: 0, max_depth: limits.depth }
    }

    pub fn damaged(&self) -> SheetError {
        SheetError::Damaged { part: self.part.to_owned() }
    }

    /// The next element start, text or element end.
    pub fn next(&mut self) -> Result<Node<'x>, SheetError> {
        loop {
            let event = self.reader.read_event().map_err(|_| self.damaged())?;
            return Ok(match event {
                Event::Start(tag) | Event::Empty(tag) => {
                    self.depth += 1;
                    if self.depth > self.max_depth {
                        return Err(SheetError::TooBig { what: DEPTH, limit: self.max_depth as u64 });
                    }
                    Node::Open(Tag(tag))
                }
                Event::End(_) => {
                    self.depth = self.depth.checked_sub(1).ok_or_else(|| self.damaged())?;
                    Node::Close
                }
                Event::Text(t) => Node::Text(t.xml10_content()),
                Event::CData(t) => Node::Text(t.xml10_content()),
                Event::GeneralRef(r) => Node::Text(Cow::Owned(self.reference(&r)?)),
                Event::DocType(_) => return Err(SheetError::Entities { part: self.part.to_owned() }),
                Event::Eof if self.depth == 0 => Node::End,
                Event::Eof => return Err(self.damaged()),
                Event::Decl(_) | Event::PI(_) | Event::Comment(_) => continue,
            });
        }
    }

    fn reference(&self, r: &quick_xml::events::BytesRef<'_>) -> Result<String, SheetError> {
        if let Some(c) = r.resolve_char_ref().map_err(|_| self.damaged())? {
            return Ok(c.to_string());
        }
        match &*r.xml10_content() {
            "lt" => Ok("<".into()),
            "gt" => Ok(">".into()),
            "amp" => Ok("&".into()),
            "apos" => Ok("'".into()),
            "quot" => Ok("\"".into()),
            _ => Err(SheetError::Entities { part: self.part.to_owned() }),
        }
    }

    /// Passes over the rest of the element just opened.
    pub fn skip(&mut self) -> Result<(), SheetError> {
        let mut open = 1_usize;
        while open > 0 {
            match self.next()? {
                Node::Open(_) => open += 1,
                Node::Close => open -= 1,
                Node::Text(_) => {}
                Node::End => return Err(self.damaged()),
            }
        }
        Ok(())
    }

    /// All text inside the element just opened, nested elements included.
    pub fn text(&mut self) -> Result<String, SheetError> {
        let mut open = 1_usize;
        let mut out = String::new();
        while open > 0 {
            match self.next()? {
                Node::Open(_) => open += 1,
                Node::Close => open -= 1,
                Node::Text(t) => out.push_str(&t),
                Node::End => return Err(self.damaged()),
            }
        }
        Ok(out)
    }
}

/// The characters of a part: UTF-8, or UTF-16 where its first bytes say so.
pub(super) fn decode(bytes: Vec<u8>, part: &str) -> Result<String, SheetError> {
    let damaged = || SheetError::Damaged { part: part.to_owned() };
    let wide = |swap: bool| {
        let units: Vec<u16> = bytes
            .chunks_exact(2)
            .map(|c| match c {
                [a, b] if swap => u16::from_be_bytes([*a, *b]),
                [a, b] => u16::from_le_bytes([*a, *b]),
                _ => 0xFFFD,
            })
            .collect();
        String::from_utf16(&units).map_err(|_| damaged())
    };
    match bytes.as_slice() {
        [0xFF, 0xFE, ..] => wide(false),
        [0xFE, 0xFF, ..] => wide(true),
        _ => String::from_utf8(bytes).map_err(|_| damaged()),
    }
}
