//! What stands on every page: header, footer, and the page numbers of the table of contents.

use std::collections::BTreeMap;

use crate::export::pdf::cells;
use crate::export::pdf::paginate::{Item, Paged};
use crate::export::pdf::shape::{Base, Shaper};
use crate::export::pdf::theme;
use crate::export::pdf::wrap::Line;
use crate::model::message::{Lang, Text, text};
use crate::report::{Anchor, Document, Rich};

const PAGE_OF: Text = text("Page {n} / {all}", "Page {n} / {all}");
const FINGERPRINT: Text = text("Empreinte", "Fingerprint");

/// Draws headers and footers on the pages.
pub fn headers_and_footers(shaper: &mut Shaper, document: &Document, paged: &mut Paged) {
    let all = paged.pages.len();
    let running = &document.running;
    for (i, page) in paged.pages.iter_mut().enumerate() {
        if page.bare {
            continue;
        }
        let base = Base::new(theme::RUNNING, theme::MUTED);
        let header = one_line(shaper, &running.header, base, theme::WIDTH * 0.46);
        put(&mut page.items, header, theme::HEADER_BASE, Side::Left);
        let title = page.title.clone().unwrap_or_default();
        let title = one_line(shaper, &title, base, theme::WIDTH * 0.5);
        put(&mut page.items, title, theme::HEADER_BASE, Side::Right);
        let rule = |y| Item::Rule { x: theme::LEFT, y, w: theme::WIDTH, thick: 0.5, ink: theme::RULE };
        page.items.extend([rule(theme::HEADER_BASE + 7.0), rule(theme::FOOTER_BASE - 13.0)]);

        let number = PAGE_OF.msg().with("n", i + 1).with("all", all).get(document.lang);
        let number = one_line(shaper, &number, base.bold(), theme::WIDTH * 0.16);
        put(&mut page.items, number, theme::FOOTER_BASE, Side::Right);
        let date = one_line(shaper, &running.date, base, theme::WIDTH * 0.32);
        put(&mut page.items, date, theme::FOOTER_BASE, Side::Left);
        if !running.fingerprint.is_empty() {
            let said = fingerprint(&running.fingerprint, document.lang);
            let said = one_line(shaper, &said, base, theme::WIDTH * 0.48);
            put(&mut page.items, said, theme::FOOTER_BASE, Side::Middle);
        }
    }
}

fn fingerprint(hex: &str, lang: Lang) -> String {
    format!("{}\u{a0}{hex}", FINGERPRINT.get(lang))
}

enum Side {
    Left,
    Middle,
    Right,
}

fn put(items: &mut Vec<Item>, line: Line, baseline: f32, side: Side) {
    let x = match side {
        Side::Left => theme::LEFT,
        // Between the date and the page number, whose widths differ.
        Side::Middle => theme::LEFT + theme::WIDTH * 0.58 - line.width / 2.0,
        Side::Right => theme::RIGHT - line.width,
    };
    items.extend(line.segs.into_iter().map(|seg| Item::Text { x: x + seg.x, baseline, seg }));
}

/// One line in the width: smaller type first, an ellipsis last. What is shortened here stands whole
/// elsewhere in the document.
fn one_line(shaper: &mut Shaper, text: &str, base: Base, width: f32) -> Line {
    let flat: String = text.chars().map(|c| if c == '\n' { ' ' } else { c }).collect();
    for size in [base.size, base.size - 0.8, base.size - 1.4] {
        let base = Base { size, ..base };
        let mut lines = cells::paragraph(shaper, &Rich::plain(flat.clone()), base, width);
        if lines.len() == 1 {
            return lines.pop().unwrap_or_default();
        }
    }
    let base = Base { size: base.size - 0.8, ..base };
    let first = cells::paragraph(shaper, &Rich::plain(flat), base, width * 0.94).into_iter().next();
    let shown = first.map(|l| l.text()).unwrap_or_default();
    let cut = format!("{}…", shown.trim_end());
    cells::paragraph(shaper, &Rich::plain(cut), base, width).into_iter().next().unwrap_or_default()
}

/// Writes the numbers of the pages that the table of contents leads to.
pub fn page_numbers(shaper: &mut Shaper, paged: &mut Paged) {
    let anchors: BTreeMap<Anchor, usize> =
        paged.anchors.iter().map(|(a, p)| (a.clone(), p.page + 1)).collect();
    for page in &mut paged.pages {
        let mut more = Vec::new();
        for item in &page.items {
            let Item::PageOf { x, right, baseline, size, ink, of } = item else { continue };
            let Some(number) = anchors.get(of) else { continue };
            let base = Base::new(*size, *ink);
            let line =
                cells::paragraph(shaper, &Rich::plain(number.to_string()), base, 60.0).into_iter().next();
            let Some(line) = line else { continue };
            let left = right - line.width;
            if left - x > 14.0 {
                more.push(Item::Dots {
                    x: x + 6.0,
                    right: left - 5.0,
                    y: *baseline - 0.6,
                    ink: theme::MUTED,
                });
            }
            more.extend(line.segs.into_iter().map(|seg| Item::Text {
                x: left + seg.x,
                baseline: *baseline,
                seg,
            }));
        }
        page.items.append(&mut more);
    }
}
