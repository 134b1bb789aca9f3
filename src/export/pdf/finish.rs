//! What printpdf does not say, written with lopdf: metadata, language, bookmarks, links, named
//! places, streams packed by one fixed compressor, an identifier drawn from the content.

use chrono::NaiveDateTime;
use lopdf::{Dictionary, Document as LoDocument, Object, ObjectId, StringFormat, dictionary};

use crate::export::pdf::outline;
use crate::export::pdf::paginate::{Item, Paged, Place};
use crate::export::pdf::theme;
use crate::report::{Document, Target};

/// Strength of the compressor, from 0 to 10.
const LEVEL: u8 = 6;
/// Every page but the pictures is text: what the annotation flags call "print".
const PRINT: i64 = 4;

/// Completes the file and gives its bytes.
pub fn finish(
    mut file: LoDocument,
    document: &Document,
    paged: &Paged,
    created: NaiveDateTime,
) -> Result<Vec<u8>, lopdf::Error> {
    file.version = "1.7".to_owned();
    let pages: Vec<ObjectId> = file.get_pages().into_values().collect();
    links(&mut file, paged, &pages)?;
    let outlines = outline::write(&mut file, &paged.bookmarks, &pages);
    let names = names(&mut file, paged, &pages);

    let catalog = file.catalog_mut()?;
    catalog.set("Lang", ascii(document.lang.code()));
    catalog.set("Names", names);
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    if let Some(outlines) = outlines {
        catalog.set("Outlines", outlines);
        catalog.set("PageMode", Object::Name(b"UseOutlines".to_vec()));
    }
    let info = info(document, created);
    let info = file.add_object(info);
    if let Ok(old) = file.trailer.get(b"Info").and_then(Object::as_reference) {
        file.objects.remove(&old);
    }
    file.trailer.set("Info", info);

    let mut hash = Fnv::default();
    for object in file.objects.values_mut() {
        if let Object::Stream(stream) = object {
            hash.add(&stream.content);
            if !stream.dict.has(b"Filter") {
                let packed = miniz_oxide::deflate::compress_to_vec_zlib(&stream.content, LEVEL);
                stream.set_content(packed);
                stream.dict.set("Filter", Object::Name(b"FlateDecode".to_vec()));
            }
        } else {
            hash.add(format!("{object:?}").as_bytes());
        }
    }
    let id = Object::String(hash.value().to_be_bytes().to_vec(), StringFormat::Hexadecimal);
    file.trailer.set("ID", vec![id.clone(), id]);

    let mut bytes = Vec::new();
    file.save_to(&mut bytes)?;
    Ok(bytes)
}

fn info(document: &Document, created: NaiveDateTime) -> Dictionary {
    let date = created.format("D:%Y%m%d%H%M%SZ").to_string();
    dictionary! {
        "Title" => utf16(&document.title),
        "Author" => utf16(&document.author),
        "Subject" => utf16(&document.subject),
        "Creator" => utf16("registre"),
        "Producer" => utf16(concat!("registre ", env!("CARGO_PKG_VERSION"))),
        "CreationDate" => ascii(&date),
        "ModDate" => ascii(&date),
    }
}

fn links(file: &mut LoDocument, paged: &Paged, pages: &[ObjectId]) -> Result<(), lopdf::Error> {
    for (page, id) in paged.pages.iter().zip(pages) {
        let mut annotations = Vec::new();
        for item in &page.items {
            let Item::Link { x, y, w, h, target } = item else { continue };
            let (action, said) = match target {
                Target::Url(url) => {
                    let uri = ascii(url.as_str());
                    (dictionary! { "S" => "URI", "URI" => uri }, url.as_str().to_owned())
                }
                Target::Anchor(anchor) => {
                    let Some(place) = paged.anchors.get(anchor) else { continue };
                    let Some(at) = destination(*place, pages) else { continue };
                    (dictionary! { "S" => "GoTo", "D" => at }, anchor.as_str().to_owned())
                }
            };
            let top = theme::PAGE_H - y;
            let rect = [*x, top - h, x + w, top].map(|v| Object::Real((v * 100.0).round() / 100.0));
            let annotation = dictionary! {
                "Type" => "Annot",
                "Subtype" => "Link",
                "Rect" => rect.to_vec(),
                "Border" => vec![0.into(), 0.into(), 0.into()],
                "F" => PRINT,
                "A" => action,
                "Contents" => utf16(&said),
            };
            annotations.push(Object::Reference(file.add_object(annotation)));
        }
        let page = file.get_object_mut(*id)?.as_dict_mut()?;
        if annotations.is_empty() {
            page.remove(b"Annots");
        } else {
            page.set("Annots", annotations);
        }
    }
    Ok(())
}

/// Named places, so that `file.pdf#name` leads to a sheet.
fn names(file: &mut LoDocument, paged: &Paged, pages: &[ObjectId]) -> Object {
    let mut list = Vec::with_capacity(paged.anchors.len() * 2);
    for (anchor, place) in &paged.anchors {
        let Some(at) = destination(*place, pages) else { continue };
        list.extend([ascii(anchor.as_str()), at]);
    }
    let tree = file.add_object(dictionary! { "Names" => list });
    Object::Reference(file.add_object(dictionary! { "Dests" => tree }))
}

/// A little above the place, at the reader's own zoom.
pub fn destination(place: Place, pages: &[ObjectId]) -> Option<Object> {
    let page = *pages.get(place.page)?;
    let top = ((theme::PAGE_H - place.y + 12.0).min(theme::PAGE_H) * 100.0).round() / 100.0;
    let xyz = Object::Name(b"XYZ".to_vec());
    Some(Object::Array(vec![Object::Reference(page), xyz, Object::Null, Object::Real(top), Object::Null]))
}

fn ascii(s: &str) -> Object {
    Object::String(s.as_bytes().to_vec(), StringFormat::Literal)
}

/// A text string: UTF-16 with its mark, without control characters.
pub fn utf16(s: &str) -> Object {
    let clean: String = s.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let mut bytes = vec![0xfe, 0xff];
    bytes.extend(clean.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}

/// FNV-1a, 128 bits: an identifier, not a seal.
pub struct Fnv(u128);

impl Default for Fnv {
    fn default() -> Fnv {
        Fnv(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d)
    }
}

impl Fnv {
    pub fn add(&mut self, bytes: &[u8]) {
        for b in bytes {
            self.0 = (self.0 ^ u128::from(*b)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
        }
    }

    pub fn value(&self) -> u128 {
        self.0
    }
}
