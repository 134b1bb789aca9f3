//! OpenDocument spreadsheets (`.ods`): the tables of `content.xml`.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::a1::Range;
use super::container::Container;
use super::error::SheetError;
use super::limits::Limits;
use super::workbook::{Cell, Filler, Workbook};
use super::xml::{Node, Tag, Xml, decode};

const CONTENT: &str = "content.xml";
const META: &str = "meta.xml";

pub(super) fn read(container: &mut Container<'_>, limits: &Limits) -> Result<Workbook, SheetError> {
    let text = decode(container.part(CONTENT)?, CONTENT)?;
    let mut reader = OdsReader {
        xml: Xml::new(&text, CONTENT, limits),
        filler: Filler::new(limits),
        hidden_styles: BTreeSet::new(),
        rows: limits.rows,
        columns: limits.columns,
    };
    reader.document()?;
    let mut filler = reader.filler;
    if let Some(bytes) = container.part_if_present(META)? {
        let text = decode(bytes, META)?;
        properties(Xml::new(&text, META, limits), &mut filler)?;
    }
    Ok(filler.finish())
}

/// The properties that a person or a program gave the document, from `meta.xml`.
fn properties(mut xml: Xml<'_>, filler: &mut Filler<'_>) -> Result<(), SheetError> {
    loop {
        match xml.next()? {
            Node::Open(tag) if tag.name() == "user-defined" => {
                let name = tag.attr("name").unwrap_or_default();
                let value = xml.text()?;
                filler.property(name, value)?;
            }
            Node::End => return Ok(()),
            _ => {}
        }
    }
}

struct OdsReader<'x, 'l> {
    xml: Xml<'x>,
    filler: Filler<'l>,
    /// Names of the table styles that hide a sheet.
    hidden_styles: BTreeSet<String>,
    rows: u32,
    columns: u32,
}

/// A cell as it stands in its row, before the row's repetition is known.
struct Placed {
    /// First column, and the one after the last (a cell may stand for many).
    cols: std::ops::Range<u32>,
    cell: Cell,
    merge: Option<(u32, u32)>,
}

impl OdsReader<'_, '_> {
    fn document(&mut self) -> Result<(), SheetError> {
        let mut seen = false;
        loop {
            match self.xml.next()? {
                Node::Open(tag) => match tag.name() {
                    "document-content" | "body" => {}
                    "automatic-styles" => self.styles()?,
                    "spreadsheet" => {
                        seen = true;
                        self.spreadsheet()?;
                    }
                    _ => self.xml.skip()?,
                },
                Node::End if seen => return Ok(()),
                Node::End => return Err(self.xml.damaged()),
                Node::Text(_) | Node::Close => {}
            }
        }
    }

    fn styles(&mut self) -> Result<(), SheetError> {
        let mut style = None;
        let mut open = 1_usize;
        while open > 0 {
            match self.xml.next()? {
                Node::Open(tag) => {
                    open += 1;
                    match tag.name() {
                        "style" => style = tag.full_attr("style:name"),
                        "table-properties" if tag.attr("display").as_deref() == Some("false") => {
                            self.hidden_styles.extend(style.take());
                        }
                        _ => {}
                    }
                }
                Node::Close => open -= 1,
                Node::Text(_) => {}
                Node::End => return Err(self.xml.damaged()),
            }
        }
        Ok(())
    }

    fn spreadsheet(&mut self) -> Result<(), SheetError> {
        loop {
            match self.xml.next()? {
                Node::Open(tag) if tag.name() == "table" => self.table(&tag)?,
                Node::Open(_) => self.xml.skip()?,
                Node::Close => return Ok(()),
                Node::Text(_) => {}
                Node::End => return Err(self.xml.damaged()),
            }
        }
    }

    fn table(&mut self, tag: &Tag<'_>) -> Result<(), SheetError> {
        let hidden = tag.attr("style-name").is_some_and(|s| self.hidden_styles.contains(&s));
        self.filler.sheet(tag.full_attr("table:name").unwrap_or_default(), hidden)?;
        let mut row = 0_u32;
        let mut open = 1_usize;
        while open > 0 {
            match self.xml.next()? {
                Node::Open(tag) => match tag.name() {
                    // Groups and headers only wrap rows.
                    "table-row-group" | "table-header-rows" | "table-rows" => open += 1,
                    "table-row" => {
                        let times = tag.times("number-rows-repeated");
                        self.row(row, times)?;
                        row = row.saturating_add(times);
                    }
                    _ => self.xml.skip()?,
                },
                Node::Close => open -= 1,
                Node::Text(_) => {}
                Node::End => return Err(self.xml.damaged()),
            }
        }
        Ok(())
    }

    fn row(&mut self, first: u32, times: u32) -> Result<(), SheetError> {
        let mut placed: Vec<Placed> = Vec::new();
        let mut col = 0_u32;
        loop {
            match self.xml.next()? {
                Node::Open(tag) if matches!(tag.name(), "table-cell" | "covered-table-cell") => {
                    let repeated = tag.times("number-columns-repeated");
                    self.cell(&tag, col, repeated, &mut placed)?;
                    col = col.saturating_add(repeated);
                }
                Node::Open(_) => self.xml.skip()?,
                Node::Close => break,
                Node::Text(_) => {}
                Node::End => return Err(self.xml.damaged()),
            }
        }
        if placed.is_empty() {
            return Ok(());
        }
        let last = first.saturating_add(times).min(self.rows);
        for row in first..last {
            for p in &placed {
                for col in p.cols.clone() {
                    self.filler.put(row, col, &p.cell)?;
                    if let Some((rows, cols)) = p.merge {
                        self.filler.merge(Range::sized(row, col, rows, cols))?;
                    }
                }
            }
        }
        Ok(())
    }

    fn cell(
        &mut self,
        tag: &Tag<'_>,
        col: u32,
        repeated: u32,
        row: &mut Vec<Placed>,
    ) -> Result<(), SheetError> {
        let spans = (tag.times("number-rows-spanned"), tag.times("number-columns-spanned"));
        let merge = (spans != (1, 1)).then_some(spans);
        let typed = typed_value(tag);
        let mut paragraphs: Option<String> = None;
        let mut note = None;
        loop {
            match self.xml.next()? {
                Node::Open(child) => match child.name() {
                    "p" | "h" => self.paragraph(&mut paragraphs)?,
                    "annotation" => note = self.annotation()?,
                    _ => self.xml.skip()?,
                },
                Node::Close => break,
                Node::Text(_) => {}
                Node::End => return Err(self.xml.damaged()),
            }
        }
        let text = paragraphs.unwrap_or(typed.text);
        self.filler.fits(text.len())?;
        let cell = Cell { text, note, date: typed.date };
        let filled = !cell.text.is_empty() || cell.note.is_some();
        if filled || merge.is_some() {
            // Beyond the last column nothing is kept, and a blank is not kept at all.
            let last = col.saturating_add(repeated).min(self.columns);
            if col < last {
                row.push(Placed { cols: col..last, cell, merge });
            }
        }
        Ok(())
    }

    fn annotation(&mut self) -> Result<Option<String>, SheetError> {
        let mut text: Option<String> = None;
        let mut open = 1_usize;
        while open > 0 {
            match self.xml.next()? {
                Node::Open(tag) => match tag.name() {
                    "p" | "h" => self.paragraph(&mut text)?,
                    "list" | "list-item" => open += 1,
                    _ => self.xml.skip()?,
                },
                Node::Close => open -= 1,
                Node::Text(_) => {}
                Node::End => return Err(self.xml.damaged()),
            }
        }
        Ok(text.filter(|t| !t.is_empty()))
    }

    /// Adds one paragraph to `out`, on a line of its own. White space in the file counts as one space.
    fn paragraph(&mut self, out: &mut Option<String>) -> Result<(), SheetError> {
        let text = match out {
            Some(text) => {
                text.push('\n');
                text
            }
            None => out.insert(String::new()),
        };
        let start = text.len();
        let mut blank = true;
        let mut open = 1_usize;
        while open > 0 {
            match self.xml.next()? {
                Node::Open(tag) => {
                    open += 1;
                    match tag.name() {
                        "s" => {
                            let spaces = tag.times("c") as usize;
                            self.filler.fits(spaces)?;
                            text.extend(std::iter::repeat_n(' ', spaces));
                            blank = false;
                        }
                        "tab" => {
                            text.push('\t');
                            blank = false;
                        }
                        "line-break" => {
                            text.push('\n');
                            blank = true;
                        }
                        "annotation" | "note" => {
                            self.xml.skip()?;
                            open -= 1;
                        }
                        _ => {}
                    }
                }
                Node::Text(t) => {
                    for c in t.chars() {
                        if matches!(c, ' ' | '\t' | '\n' | '\r') {
                            if !blank {
                                text.push(' ');
                            }
                            blank = true;
                        } else {
                            text.push(c);
                            blank = false;
                        }
                    }
                }
                Node::Close => open -= 1,
                Node::End => return Err(self.xml.damaged()),
            }
            self.filler.fits(text.len())?;
        }
        if blank && text.len() > start && text.ends_with(' ') {
            text.pop();
        }
        Ok(())
    }
}

struct Typed {
    /// Shown only where the cell carries no displayed text of its own.
    text: String,
    date: Option<NaiveDate>,
}

fn typed_value(tag: &Tag<'_>) -> Typed {
    let mut typed = Typed { text: String::new(), date: None };
    match tag.attr("value-type").as_deref() {
        Some("date") => {
            let value = tag.attr("date-value").unwrap_or_default();
            typed.date = value.get(..10).and_then(|d| NaiveDate::parse_from_str(d, "%Y-%m-%d").ok());
            typed.text = typed.date.map_or(value, |d| d.format("%d/%m/%Y").to_string());
        }
        Some("string") => typed.text = tag.attr("string-value").unwrap_or_default(),
        Some("boolean") => {
            typed.text = match tag.attr("boolean-value").as_deref() {
                Some("true") => "VRAI".into(),
                Some("false") => "FAUX".into(),
                _ => String::new(),
            }
        }
        Some("time") => typed.text = tag.attr("time-value").unwrap_or_default(),
        Some(_) => typed.text = tag.full_attr("office:value").unwrap_or_default(),
        None => {}
    }
    typed
}
