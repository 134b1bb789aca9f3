//! A PDF read back as a reader sees it: the text of each page with its place, through the file's
//! own fonts and ToUnicode maps. Checks rest on this rather than on what the layout meant to do.

use std::collections::BTreeMap;

use lopdf::content::Content;
use lopdf::{Dictionary, Document as LoDocument, Object, ObjectId};

/// A stretch of text on a page, in points from the page's lower left corner.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    pub x: f32,
    /// The baseline.
    pub y: f32,
    pub width: f32,
    pub size: f32,
    pub text: String,
}

/// The text of each page, in drawing order; an empty list for a page that cannot be read.
///
/// # Errors
/// If the bytes are not a PDF.
pub fn pages(bytes: &[u8]) -> Result<Vec<Vec<Found>>, lopdf::Error> {
    let file = LoDocument::load_mem(bytes)?;
    let mut fonts = BTreeMap::new();
    Ok(file.get_pages().into_values().map(|id| page(&file, id, &mut fonts).unwrap_or_default()).collect())
}

/// All the text of a PDF, one piece a line.
///
/// # Errors
/// If the bytes are not a PDF.
pub fn text(bytes: &[u8]) -> Result<String, lopdf::Error> {
    let pieces = pages(bytes)?.into_iter().flatten().map(|f| f.text).collect::<Vec<_>>();
    Ok(pieces.join("\n"))
}

#[derive(Clone, Default)]
struct Font {
    to_unicode: BTreeMap<u16, String>,
    widths: BTreeMap<u16, f32>,
}

type Fonts = BTreeMap<ObjectId, Font>;

fn page(file: &LoDocument, id: ObjectId, cache: &mut Fonts) -> Option<Vec<Found>> {
    let mut found = Vec::new();
    let named = fonts_of(file, id, cache)?;
    let content = Content::decode(&file.get_page_content(id)).ok()?;
    let (mut font, mut size, mut x, mut y) = (Font::default(), 0.0_f32, 0.0_f32, 0.0_f32);
    for op in &content.operations {
        let number = |i: usize| op.operands.get(i).and_then(|o| o.as_float().ok()).unwrap_or_default();
        match op.operator.as_str() {
            "Tf" => {
                let name = op.operands.first().and_then(|o| o.as_name().ok()).unwrap_or_default();
                font = named.get(name).and_then(|id| cache.get(id)).cloned().unwrap_or_default();
                size = number(1);
            }
            "Tm" => (x, y) = (number(4), number(5)),
            "Td" => (x, y) = (x + number(0), y + number(1)),
            "Tj" | "TJ" => {
                let mut piece = Found { x, y, width: 0.0, size, text: String::new() };
                let items = match op.operands.first() {
                    Some(Object::Array(items)) => items.clone(),
                    Some(one) => vec![one.clone()],
                    None => continue,
                };
                for item in &items {
                    match item {
                        Object::String(codes, _) => show(codes, &font, &mut piece),
                        other => piece.width -= other.as_float().unwrap_or_default() / 1000.0 * size,
                    }
                }
                x += piece.width;
                found.push(piece);
            }
            _ => {}
        }
    }
    Some(found)
}

fn show(codes: &[u8], font: &Font, piece: &mut Found) {
    for pair in codes.chunks_exact(2) {
        let code =
            u16::from_be_bytes([pair.first().copied().unwrap_or(0), pair.get(1).copied().unwrap_or(0)]);
        piece.text.push_str(font.to_unicode.get(&code).map_or("\u{fffd}", String::as_str));
        piece.width += font.widths.get(&code).copied().unwrap_or(1000.0) / 1000.0 * piece.size;
    }
}

/// The fonts a page names, loaded into the cache.
fn fonts_of(file: &LoDocument, page: ObjectId, cache: &mut Fonts) -> Option<BTreeMap<Vec<u8>, ObjectId>> {
    let page = file.get_dictionary(page).ok()?;
    let resources = deref(file, page.get(b"Resources").ok()?)?.as_dict().ok()?;
    let fonts = deref(file, resources.get(b"Font").ok()?)?.as_dict().ok()?;
    let mut named = BTreeMap::new();
    for (name, reference) in fonts.iter() {
        let Ok(id) = reference.as_reference() else { continue };
        named.insert(name.clone(), id);
        cache
            .entry(id)
            .or_insert_with(|| file.get_dictionary(id).ok().and_then(|d| load(file, d)).unwrap_or_default());
    }
    Some(named)
}

fn load(file: &LoDocument, dict: &Dictionary) -> Option<Font> {
    let map = deref(file, dict.get(b"ToUnicode").ok()?)?.as_stream().ok()?;
    let map = String::from_utf8_lossy(&map.get_plain_content().ok()?).into_owned();
    let descendants = deref(file, dict.get(b"DescendantFonts").ok()?)?.as_array().ok()?;
    let descendant = deref(file, descendants.first()?)?.as_dict().ok()?;
    let widths = deref(file, descendant.get(b"W").ok()?)?.as_array().ok()?;
    Some(Font { to_unicode: to_unicode(&map), widths: widths_of(widths) })
}

fn deref<'a>(file: &'a LoDocument, object: &'a Object) -> Option<&'a Object> {
    file.dereference(object).ok().map(|(_, o)| o)
}

/// `c [w1 w2 …]` and `first last w`.
fn widths_of(list: &[Object]) -> BTreeMap<u16, f32> {
    let mut out = BTreeMap::new();
    let mut rest = list;
    while let [first, second, tail @ ..] = rest {
        let Ok(start) = first.as_i64() else { return out };
        match (second, tail) {
            (Object::Array(each), _) => {
                for (code, w) in (start..).zip(each) {
                    out.insert(code as u16, w.as_float().unwrap_or_default());
                }
                rest = tail;
            }
            (last, [w, tail @ ..]) => {
                let last = last.as_i64().unwrap_or(start).min(0xffff);
                for code in start..=last {
                    out.insert(code as u16, w.as_float().unwrap_or_default());
                }
                rest = tail;
            }
            _ => return out,
        }
    }
    out
}

/// The `bfchar` and `bfrange` lines of a ToUnicode map.
fn to_unicode(map: &str) -> BTreeMap<u16, String> {
    let mut out = BTreeMap::new();
    let mut section = "";
    for line in map.lines() {
        let line = line.trim();
        if line.ends_with("beginbfchar") || line.ends_with("beginbfrange") {
            section = if line.ends_with("char") { "char" } else { "range" };
            continue;
        }
        if line.starts_with("endbf") {
            section = "";
        }
        let hex: Vec<&str> = line.split(['<', '>']).skip(1).step_by(2).collect();
        match (section, hex.as_slice()) {
            ("char", [code, to]) => {
                out.extend(number(code).zip(utf16(to)));
            }
            ("range", [first, last, to @ ..]) => {
                let (Some(first), Some(last)) = (number(first), number(last)) else { continue };
                for (i, code) in (first..=last).enumerate() {
                    let said =
                        if line.contains('[') { to.get(i).and_then(|t| utf16(t)) } else { shifted(to, i) };
                    out.extend(said.map(|s| (code, s)));
                }
            }
            _ => {}
        }
    }
    out
}

fn shifted(to: &[&str], by: usize) -> Option<String> {
    let mut text = utf16(to.first()?)?;
    let last = text.pop()?;
    text.push(char::from_u32(last as u32 + by as u32)?);
    Some(text)
}

fn number(hex: &str) -> Option<u16> {
    u16::from_str_radix(hex, 16).ok()
}

fn utf16(hex: &str) -> Option<String> {
    let units: Option<Vec<u16>> =
        hex.as_bytes().chunks(4).map(|c| std::str::from_utf8(c).ok().and_then(number)).collect();
    String::from_utf16(&units?).ok()
}
