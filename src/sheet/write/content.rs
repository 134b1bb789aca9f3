//! `content.xml` of a written workbook.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::{Book, Entry, Page, Style, Value};
use crate::sheet::a1::{Range, column_name};

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" xmlns:tableooo="http://openoffice.org/2009/table" office:version="1.3">"#;

const DATE_STYLE: &str = r#"<number:date-style style:name="jour"><number:day number:style="long"/><number:text>/</number:text><number:month number:style="long"/><number:text>/</number:text><number:year number:style="long"/></number:date-style>"#;

/// Text made fit for XML: markup escaped, characters XML has no place for left out.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => {
                let _ = write!(out, "&#{};", u32::from(c));
            }
            c if c < ' ' || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}

/// The names of the styles a book needs, each given once.
struct Names {
    cells: BTreeMap<(Style, bool), String>,
    /// Widths and heights in hundredths of a millimetre.
    columns: BTreeMap<u32, String>,
    rows: BTreeMap<u32, String>,
}

pub(super) fn content(book: &Book) -> String {
    let names = names(book);
    let mut out = String::from(HEAD);
    automatic_styles(book, &names, &mut out);
    out.push_str("<office:body><office:spreadsheet>");
    validations(book, &mut out);
    for (at, page) in book.pages.iter().enumerate() {
        table(page, at, &names, &mut out);
    }
    out.push_str("</office:spreadsheet></office:body></office:document-content>\n");
    out
}

fn names(book: &Book) -> Names {
    let mut cells: BTreeSet<(Style, bool)> = BTreeSet::new();
    let mut columns: BTreeSet<u32> = BTreeSet::new();
    let mut rows: BTreeSet<u32> = BTreeSet::new();
    for page in &book.pages {
        cells.extend(page.cells.values().map(style_of));
        columns.extend(page.widths.iter().map(|w| hundredths(*w)));
        rows.extend(page.heights.values().map(|h| hundredths(*h)));
    }
    Names {
        cells: cells.into_iter().enumerate().map(|(i, s)| (s, format!("c{i}"))).collect(),
        columns: columns.into_iter().enumerate().map(|(i, w)| (w, format!("k{i}"))).collect(),
        rows: rows.into_iter().enumerate().map(|(i, h)| (h, format!("r{i}"))).collect(),
    }
}

fn style_of(entry: &Entry) -> (Style, bool) {
    (entry.style, matches!(entry.value, Value::Date(_)))
}

fn hundredths(mm: f32) -> u32 {
    // Clamped first, so the conversion cannot lose anything.
    (mm.clamp(0.0, 2_000.0) * 100.0).round() as u32
}

fn automatic_styles(book: &Book, names: &Names, out: &mut String) {
    out.push_str("<office:automatic-styles>");
    out.push_str(DATE_STYLE);
    for (width, name) in &names.columns {
        let _ = write!(
            out,
            "<style:style style:name=\"{name}\" style:family=\"table-column\"><style:table-column-properties \
             style:column-width=\"{}mm\"/></style:style>",
            f64::from(*width) / 100.0
        );
    }
    for (height, name) in &names.rows {
        let _ = write!(
            out,
            "<style:style style:name=\"{name}\" style:family=\"table-row\"><style:table-row-properties \
             style:row-height=\"{}mm\" style:use-optimal-row-height=\"false\"/></style:style>",
            f64::from(*height) / 100.0
        );
    }
    out.push_str(
        "<style:style style:name=\"ro\" style:family=\"table-row\"><style:table-row-properties \
         style:use-optimal-row-height=\"true\"/></style:style>",
    );
    for (at, page) in book.pages.iter().enumerate() {
        let master = if page.landscape { "Paysage" } else { "Default" };
        let tab = page.tab.map_or(String::new(), |c| format!(" tableooo:tab-color=\"{}\"", c.attribute()));
        let _ = write!(
            out,
            "<style:style style:name=\"t{at}\" style:family=\"table\" style:master-page-name=\"{master}\">\
             <style:table-properties table:display=\"{}\"{tab}/></style:style>",
            !page.hidden
        );
    }
    for ((style, is_date), name) in &names.cells {
        out.push_str(&style.element(name, *is_date));
    }
    out.push_str("</office:automatic-styles>");
}

fn validations(book: &Book, out: &mut String) {
    if book.lists.is_empty() {
        return;
    }
    let base = book.pages.first().map_or(String::new(), |p| quoted(&p.name));
    out.push_str("<table:content-validations>");
    for (at, list) in book.lists.iter().enumerate() {
        let r = list.range;
        let sheet = quoted(&list.sheet);
        let condition = format!(
            "of:cell-content-is-in-list([{sheet}.{}:.{}])",
            absolute(r.first_row, r.first_col),
            absolute(r.last_row, r.last_col)
        );
        // A word that is not in the list stays allowed: the register's own words have their place.
        let _ = write!(
            out,
            "<table:content-validation table:name=\"v{at}\" table:condition=\"{}\" table:allow-empty-cell=\"true\" \
             table:base-cell-address=\"{}.A1\"><table:error-message table:message-type=\"information\" \
             table:display=\"false\"/></table:content-validation>",
            escape(&condition),
            escape(&base)
        );
    }
    out.push_str("</table:content-validations>");
}

fn absolute(row: u32, col: u32) -> String {
    format!("${}${}", column_name(col), u64::from(row) + 1)
}

fn quoted(sheet: &str) -> String {
    format!("$'{}'", sheet.replace('\'', "''"))
}

fn table(page: &Page, at: usize, names: &Names, out: &mut String) {
    let _ = write!(out, "<table:table table:name=\"{}\" table:style-name=\"t{at}\">", escape(&page.name));
    for width in &page.widths {
        let name = names.columns.get(&hundredths(*width)).map_or("", String::as_str);
        let _ = write!(out, "<table:table-column table:style-name=\"{name}\"/>");
    }
    let rows = page.cells.keys().map(|k| k.0 + 1).chain(page.merges.iter().map(|m| m.last_row + 1)).max();
    let rows = rows.unwrap_or(1);
    let columns = page.cells.keys().map(|k| k.1 + 1).chain(page.merges.iter().map(|m| m.last_col + 1)).max();
    let columns = columns.unwrap_or(1).max(u32::try_from(page.widths.len()).unwrap_or(1));
    let rest = columns.saturating_sub(u32::try_from(page.widths.len()).unwrap_or(0));
    if rest > 0 {
        let _ = write!(out, "<table:table-column table:number-columns-repeated=\"{rest}\"/>");
    }
    for row in 0..rows {
        let style = page.heights.get(&row).and_then(|h| names.rows.get(&hundredths(*h)));
        let _ = write!(out, "<table:table-row table:style-name=\"{}\">", style.map_or("ro", String::as_str));
        for col in 0..columns {
            cell(page, row, col, names, out);
        }
        out.push_str("</table:table-row>");
    }
    out.push_str("</table:table>");
}

fn cell(page: &Page, row: u32, col: u32, names: &Names, out: &mut String) {
    let merge = page.merges.iter().find(|m| m.contains(row, col));
    let first = merge.map(|m| (m.first_row, m.first_col));
    let covered = first.is_some_and(|f| f != (row, col));
    let entry = page.cells.get(&(row, col));
    let styled = entry.or_else(|| first.and_then(|f| page.cells.get(&f)));
    let element = if covered { "table:covered-table-cell" } else { "table:table-cell" };
    let _ = write!(out, "<{element}");
    if let Some(name) = styled.and_then(|e| names.cells.get(&style_of(e))) {
        let _ = write!(out, " table:style-name=\"{name}\"");
    }
    if let (Some(m), false) = (merge, covered) {
        spans(*m, out);
    }
    let Some(entry) = entry.filter(|_| !covered) else {
        out.push_str("/>");
        return;
    };
    if let Some(list) = entry.list {
        let _ = write!(out, " table:content-validation-name=\"v{list}\"");
    }
    let text = match &entry.value {
        Value::Blank => String::new(),
        Value::Text(text) => {
            out.push_str(" office:value-type=\"string\"");
            text.clone()
        }
        Value::Date(day) => {
            let _ =
                write!(out, " office:value-type=\"date\" office:date-value=\"{}\"", day.format("%Y-%m-%d"));
            day.format("%d/%m/%Y").to_string()
        }
    };
    out.push('>');
    if let Some(note) = &entry.note {
        out.push_str("<office:annotation svg:width=\"70mm\" svg:height=\"40mm\">");
        paragraphs(note, out);
        out.push_str("</office:annotation>");
    }
    if !text.is_empty() {
        paragraphs(&text, out);
    }
    let _ = write!(out, "</{element}>");
}

fn spans(m: Range, out: &mut String) {
    let _ = write!(
        out,
        " table:number-columns-spanned=\"{}\" table:number-rows-spanned=\"{}\"",
        m.last_col - m.first_col + 1,
        m.last_row - m.first_row + 1
    );
}

/// One `text:p` a line; runs of spaces and tabs are spelt out, since XML readers join them.
fn paragraphs(text: &str, out: &mut String) {
    for line in text.replace("\r\n", "\n").split(['\n', '\r']) {
        out.push_str("<text:p>");
        let mut pending = 0_usize;
        let mut begun = false;
        for c in line.chars() {
            if c == ' ' {
                pending += 1;
                continue;
            }
            spaces(pending, begun && c != '\t', out);
            pending = 0;
            begun = true;
            if c == '\t' {
                out.push_str("<text:tab/>");
            } else {
                out.push_str(&escape(c.encode_utf8(&mut [0; 4])));
            }
        }
        spaces(pending, false, out);
        out.push_str("</text:p>");
    }
}

/// Writes `n` spaces: the first as itself where text stands before and after, the others spelt out.
fn spaces(n: usize, inside: bool, out: &mut String) {
    let spelt = if inside && n > 0 {
        out.push(' ');
        n - 1
    } else {
        n
    };
    if spelt > 0 {
        let _ = write!(out, "<text:s text:c=\"{spelt}\"/>");
    }
}
