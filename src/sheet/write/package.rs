//! The container of a written workbook: its parts, always in the same order and with the same dates.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::Book;
use super::content::{content, escape};
use crate::sheet::error::SheetError;

const MIME: &str = "application/vnd.oasis.opendocument.spreadsheet";

/// The bytes of an OpenDocument spreadsheet that holds `book`.
pub fn write_ods(book: &Book) -> Result<Vec<u8>, SheetError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, body: &str, method: CompressionMethod| {
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(DateTime::DEFAULT)
            .unix_permissions(0o644);
        zip.start_file(name, options).map_err(|_| SheetError::Write)?;
        zip.write_all(body.as_bytes()).map_err(|_| SheetError::Write)
    };
    // A reader recognises the format by this part, first and not compressed.
    add("mimetype", MIME, CompressionMethod::Stored)?;
    add("META-INF/manifest.xml", MANIFEST, CompressionMethod::Deflated)?;
    add("meta.xml", &meta(book), CompressionMethod::Deflated)?;
    add("styles.xml", &styles(book), CompressionMethod::Deflated)?;
    add("content.xml", &content(book), CompressionMethod::Deflated)?;
    let done = zip.finish().map_err(|_| SheetError::Write)?;
    Ok(done.into_inner())
}

const MANIFEST: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/><manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/><manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/></manifest:manifest>
"#;

fn meta(book: &Book) -> String {
    let own: String = book
        .properties
        .iter()
        .map(|(name, value)| {
            format!(
                "<meta:user-defined meta:name=\"{}\" meta:value-type=\"string\">{}</meta:user-defined>",
                escape(name),
                escape(value)
            )
        })
        .collect();
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"><office:meta><meta:generator>registre</meta:generator><dc:title>{}</dc:title><dc:language>{}</dc:language>{own}</office:meta></office:document-meta>
"#,
        escape(&book.title),
        escape(&book.language),
    )
}

fn styles(book: &Book) -> String {
    let (language, country) = book.language.split_once('-').unwrap_or((&book.language, "none"));
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document-styles xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.3"><office:styles><style:default-style style:family="table-cell"><style:text-properties style:font-name="Liberation Sans" fo:font-family="'Liberation Sans', Arial, sans-serif" fo:font-size="10pt" fo:language="{}" fo:country="{}"/></style:default-style><style:style style:name="Default" style:family="table-cell"/></office:styles><office:automatic-styles><style:page-layout style:name="portrait"><style:page-layout-properties fo:page-width="210mm" fo:page-height="297mm" style:print-orientation="portrait" fo:margin="12mm" style:scale-to-X="1" style:scale-to-Y="0"/></style:page-layout><style:page-layout style:name="paysage"><style:page-layout-properties fo:page-width="297mm" fo:page-height="210mm" style:print-orientation="landscape" fo:margin="12mm" style:scale-to-X="1" style:scale-to-Y="0"/></style:page-layout></office:automatic-styles><office:master-styles><style:master-page style:name="Default" style:page-layout-name="portrait"/><style:master-page style:name="Paysage" style:page-layout-name="paysage"/></office:master-styles></office:document-styles>
"#,
        escape(language),
        escape(country),
    )
}
