//! Office Open XML workbooks (`.xlsx`): the list of sheets, and what each of them refers to.

mod cells;
mod format;
mod notes;
mod strings;

use std::collections::BTreeMap;

use super::container::Container;
use super::error::SheetError;
use super::limits::Limits;
use super::workbook::{Filler, Workbook};
use super::xml::{Node, Xml, decode};

pub(super) fn read(container: &mut Container<'_>, limits: &Limits) -> Result<Workbook, SheetError> {
    let root = relations(container, "", limits)?;
    let main = root
        .values()
        .find(|r| r.kind.ends_with("/officeDocument"))
        .map_or_else(|| "xl/workbook.xml".to_owned(), |r| r.target.clone());
    let links = relations(container, &main, limits)?;
    let index = index(container, &main, limits)?;
    let part_of = |kind: &str| links.values().find(|r| r.kind.ends_with(kind)).map(|r| r.target.clone());

    let strings = match part_of("/sharedStrings").filter(|p| container.has(p)) {
        Some(part) => strings::read(container, &part, limits)?,
        None => Vec::new(),
    };
    let formats = match part_of("/styles").filter(|p| container.has(p)) {
        Some(part) => format::read(container, &part, limits)?,
        None => Vec::new(),
    };

    let mut filler = Filler::new(limits);
    for sheet in index.sheets {
        let Some(link) = links.get(&sheet.link).filter(|l| l.kind.ends_with("/worksheet")) else {
            continue; // chart sheets and macro sheets hold no cells
        };
        filler.sheet(sheet.name, sheet.hidden)?;
        let text = decode(container.part(&link.target)?, &link.target)?;
        let context = cells::Context { strings: &strings, formats: &formats, from_1904: index.from_1904 };
        cells::read(Xml::new(&text, &link.target, limits), &context, &mut filler, limits)?;
        for extra in relations(container, &link.target, limits)?.values() {
            if extra.kind.ends_with("/comments") && container.has(&extra.target) {
                notes::read(container, &extra.target, &mut filler, limits)?;
            }
        }
    }
    for own in root.values().filter(|r| r.kind.ends_with("/custom-properties")) {
        if container.has(&own.target) {
            properties(container, &own.target, &mut filler, limits)?;
        }
    }
    Ok(filler.finish())
}

/// The properties that a person or a program gave the document.
fn properties(
    container: &mut Container<'_>,
    part: &str,
    filler: &mut Filler<'_>,
    limits: &Limits,
) -> Result<(), SheetError> {
    let text = decode(container.part(part)?, part)?;
    let mut xml = Xml::new(&text, part, limits);
    loop {
        match xml.next()? {
            Node::Open(tag) if tag.name() == "property" => {
                let name = tag.attr("name").unwrap_or_default();
                let value = strings::unescape(xml.text()?.trim());
                filler.property(name, value)?;
            }
            Node::End => return Ok(()),
            _ => {}
        }
    }
}

/// A relation from one part to another: `kind` is the last words of its URI, `target` a part name.
struct Relation {
    kind: String,
    target: String,
}

/// The relations of a part, by id; none when the part has no list of them.
fn relations(
    container: &mut Container<'_>,
    part: &str,
    limits: &Limits,
) -> Result<BTreeMap<String, Relation>, SheetError> {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let slash = if folder.is_empty() { "" } else { "/" };
    let name = format!("{folder}{slash}_rels/{file}.rels");
    let mut found = BTreeMap::new();
    let Some(bytes) = container.part_if_present(&name)? else { return Ok(found) };
    let text = decode(bytes, &name)?;
    let mut xml = Xml::new(&text, &name, limits);
    loop {
        match xml.next()? {
            Node::Open(tag) if tag.name() == "Relationship" => {
                if tag.attr("TargetMode").as_deref() == Some("External") {
                    continue;
                }
                let (Some(id), Some(kind), Some(target)) =
                    (tag.attr("Id"), tag.attr("Type"), tag.attr("Target"))
                else {
                    continue;
                };
                found.insert(id, Relation { kind, target: resolve(folder, &target) });
            }
            Node::End => return Ok(found),
            _ => {}
        }
    }
}

/// The part name that `target` means, seen from a part in `folder`.
fn resolve(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut steps: Vec<&str> = folder.split('/').filter(|s| !s.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

struct Index {
    sheets: Vec<SheetEntry>,
    from_1904: bool,
}

struct SheetEntry {
    name: String,
    link: String,
    hidden: bool,
}

fn index(container: &mut Container<'_>, part: &str, limits: &Limits) -> Result<Index, SheetError> {
    let text = decode(container.part(part)?, part)?;
    let mut xml = Xml::new(&text, part, limits);
    let mut index = Index { sheets: Vec::new(), from_1904: false };
    loop {
        match xml.next()? {
            Node::Open(tag) => match tag.name() {
                "workbookPr" => {
                    index.from_1904 = matches!(tag.attr("date1904").as_deref(), Some("1" | "true"));
                }
                "sheet" if index.sheets.len() <= limits.sheets => {
                    // `r:id`, whatever the prefix: the only attribute whose bare name is `id`.
                    let (Some(name), Some(link)) = (tag.attr("name"), tag.attr("id")) else { continue };
                    let hidden = tag.attr("state").is_some_and(|s| s != "visible");
                    index.sheets.push(SheetEntry { name, link, hidden });
                }
                _ => {}
            },
            Node::End => return Ok(index),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn a_target_is_found_from_its_folder_or_from_the_root() {
        assert_eq!(resolve("xl", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(resolve("xl/worksheets", "../comments1.xml"), "xl/comments1.xml");
        assert_eq!(resolve("xl", "/xl/styles.xml"), "xl/styles.xml");
        assert_eq!(resolve("", "../../../x"), "x");
    }
}
