//! Rows → pages: rows that do not fit go on over the page, with their header and label said again.

use std::collections::BTreeMap;

use crate::export::pdf::row::{LaidCell, Row, height_of};
use crate::export::pdf::theme::{self, Ink};
use crate::export::pdf::wrap::{Line, Seg};
use crate::report::{Anchor, Target};

/// Something drawn on a page.
#[derive(Clone, Debug)]
pub enum Item {
    Fill {
        x: f32,
        y: f32,
        w: f32,
        h: f32,
        ink: Ink,
    },
    Rule {
        x: f32,
        y: f32,
        w: f32,
        thick: f32,
        ink: Ink,
    },
    Text {
        x: f32,
        baseline: f32,
        seg: Seg,
    },
    /// A dotted leader.
    Dots {
        x: f32,
        right: f32,
        y: f32,
        ink: Ink,
    },
    Link {
        x: f32,
        y: f32,
        w: f32,
        h: f32,
        target: Target,
    },
    /// Dots from `x` to the right edge, and there the number of the page of `of`.
    PageOf {
        x: f32,
        right: f32,
        baseline: f32,
        size: f32,
        ink: Ink,
        of: Anchor,
    },
}

/// A page as drawn, and the title that its header names.
#[derive(Clone, Debug, Default)]
pub struct Page {
    pub items: Vec<Item>,
    pub title: Option<String>,
    /// The cover has neither header nor footer.
    pub bare: bool,
}

/// A place in the document.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// From 0.
    pub page: usize,
    pub y: f32,
}

/// A title found while placing: what the bookmarks are made of.
#[derive(Clone, Debug)]
pub struct Bookmark {
    pub level: u8,
    pub text: String,
    pub place: Place,
}

/// All pages, and where things are.
#[derive(Debug, Default)]
pub struct Paged {
    pub pages: Vec<Page>,
    pub anchors: BTreeMap<Anchor, Place>,
    pub bookmarks: Vec<Bookmark>,
}

/// Rows up to this share of the page move to the next page rather than split.
const MOVED_WHOLE: f32 = 0.22;

/// Places rows on pages after those of `paged`.
pub fn paginate(rows: &[Row], paged: &mut Paged) {
    let mut p = Placer { y: theme::TOP, fresh: true, title: None, paged };
    p.paged.pages.push(Page::default());
    for (i, row) in rows.iter().enumerate() {
        p.place(row, rows.get(i + 1..).unwrap_or_default());
    }
    p.close();
}

struct Placer<'a> {
    paged: &'a mut Paged,
    y: f32,
    /// Nothing but repeated headers stands on the page yet.
    fresh: bool,
    title: Option<String>,
}

impl Placer<'_> {
    fn place(&mut self, row: &Row, following: &[Row]) {
        let gap = if self.fresh { 0.0 } else { row.gap };
        let room = theme::BOTTOM - self.y - gap;
        if (row.break_before || needed(row, following) > room) && !self.fresh {
            self.turn(row);
        } else {
            self.y += gap;
        }
        self.name(row);
        let mut rest: Vec<(LaidCell, usize)> = row.cells.iter().map(|c| (c.clone(), 0)).collect();
        loop {
            let room = theme::BOTTOM - self.y;
            let mut taken: Vec<usize> = rest.iter().map(|(c, from)| fitting(c, *from, room)).collect();
            let stuck = rest.iter().zip(&taken).all(|((c, from), n)| *n == 0 && *from < c.lines.len());
            if stuck && !rest.is_empty() && !self.fresh {
                self.turn(row);
                continue;
            }
            if stuck {
                taken.iter_mut().for_each(|n| *n = 1);
            }
            let done = self.draw(row, &mut rest, &taken);
            if done {
                return;
            }
            self.turn(row);
        }
    }

    /// Draws a piece of the row; whether it was the last one.
    fn draw(&mut self, row: &Row, rest: &mut [(LaidCell, usize)], taken: &[usize]) -> bool {
        let mut pieces = Vec::new();
        let mut done = true;
        for ((cell, from), taken) in rest.iter_mut().zip(taken) {
            let to = (*from + taken).min(cell.lines.len());
            let again = *from > 0 && *from >= cell.lines.len();
            let lines = if again {
                cell.again.clone()
            } else {
                cell.lines.get(*from..to).unwrap_or_default().to_vec()
            };
            done &= to >= cell.lines.len();
            *from = if cell.lines.is_empty() { 0 } else { to };
            pieces.push((cell.clone(), lines));
        }
        // A cell that is finished when the row goes on says its label again on the next page.
        let height = pieces
            .iter()
            .map(|(c, lines)| c.pad.top + c.pad.bottom + height_of(lines))
            .fold(0.0, f32::max)
            .min((theme::BOTTOM - self.y).max(0.0));
        let y = self.y;
        let items = &mut self.page().items;
        for (cell, _) in &pieces {
            if let Some(ink) = cell.fill {
                items.push(Item::Fill { x: cell.x, y, w: cell.width, h: height, ink });
            }
            if let Some(ink) = cell.bar {
                items.push(Item::Fill { x: cell.x, y, w: 3.0, h: height, ink });
            }
        }
        for (cell, lines) in &pieces {
            draw_lines(items, lines, cell.x + cell.pad.x, y + cell.pad.top, cell.x + cell.width - cell.pad.x);
        }
        if let (Some((ink, thick)), Some(first), Some(last)) = (row.rule, row.cells.first(), row.cells.last())
        {
            items.push(Item::Rule {
                x: first.x,
                y: y + height - thick / 2.0,
                w: last.x + last.width - first.x,
                thick,
                ink,
            });
        }
        self.y += height;
        self.fresh = false;
        done
    }

    fn name(&mut self, row: &Row) {
        let place = Place { page: self.paged.pages.len() - 1, y: self.y };
        if let Some(anchor) = &row.anchor {
            self.paged.anchors.entry(anchor.clone()).or_insert(place);
        }
        if let Some(entry) = &row.entry {
            if entry.level <= 2 {
                self.title = Some(entry.text.clone());
                if self.fresh || self.page().title.is_none() {
                    self.page().title = Some(entry.text.clone());
                }
            }
            self.paged.bookmarks.push(Bookmark { level: entry.level, text: entry.text.clone(), place });
        }
    }

    /// Begins a page; the header of the table that goes on comes first.
    fn turn(&mut self, row: &Row) {
        self.close();
        let title = self.title.clone().filter(|_| row.entry.as_ref().is_none_or(|e| e.level > 2));
        self.paged.pages.push(Page { title, ..Page::default() });
        self.y = theme::TOP;
        self.fresh = true;
        let Some(header) = row.header.clone() else { return };
        let height: f32 = header.iter().map(Row::height).sum();
        if height > (theme::BOTTOM - theme::TOP) / 3.0 {
            return;
        }
        for r in header.iter() {
            let mut rest: Vec<_> = r.cells.iter().map(|c| (c.clone(), 0)).collect();
            let all: Vec<usize> = r.cells.iter().map(|c| c.lines.len()).collect();
            self.draw(r, &mut rest, &all);
        }
        self.fresh = true;
    }

    fn close(&mut self) {
        let title = self.title.clone();
        let page = self.page();
        if page.title.is_none() {
            page.title = title;
        }
    }

    fn page(&mut self) -> &mut Page {
        let pages = &mut self.paged.pages;
        if pages.is_empty() {
            pages.push(Page::default());
        }
        let last = pages.len() - 1;
        &mut pages[last]
    }
}

/// Height that must be left for the row to begin on this page: its own, or its first lines, and
/// those of what it may not be parted from.
fn needed(row: &Row, following: &[Row]) -> f32 {
    let page = theme::BOTTOM - theme::TOP;
    let mut sum = 0.0;
    let mut current = row;
    let mut next = following.iter();
    loop {
        if !current.keep_next {
            return sum + beginning(current).min(page);
        }
        sum += current.height();
        match next.next() {
            Some(n) if sum < page / 2.0 && !n.break_before => {
                sum += n.gap;
                current = n;
            }
            _ => return sum.min(page),
        }
    }
}

/// Height of the least that may stand at the foot of a page.
fn beginning(row: &Row) -> f32 {
    let page = theme::BOTTOM - theme::TOP;
    let height = row.height();
    if (row.whole && height <= page) || height <= page * MOVED_WHOLE {
        return height;
    }
    let first = |c: &LaidCell| {
        let n = c.lines.iter().skip(1).position(|l| !l.glued).map_or(c.lines.len(), |i| i + 1).max(2);
        c.pad.top + c.pad.bottom + height_of(c.lines.get(..n).unwrap_or(&c.lines))
    };
    row.cells.iter().map(first).fold(0.0, f32::max).min(page)
}

/// How many of the cell's lines, counted from `from`, fit in the room; glued lines go together
/// unless nothing else would.
fn fitting(cell: &LaidCell, from: usize, room: f32) -> usize {
    let lines = cell.lines.get(from..).unwrap_or_default();
    let room = room - cell.pad.top - cell.pad.bottom + 0.01;
    let mut height = 0.0;
    let mut n = 0;
    for (i, line) in lines.iter().enumerate() {
        height += line.height + if i == 0 { 0.0 } else { line.lead };
        if height > room {
            break;
        }
        n = i + 1;
    }
    if n == lines.len() {
        return n;
    }
    let mut parted = n;
    while parted > 0 && lines.get(parted).is_some_and(|l| l.glued) {
        parted -= 1;
    }
    if parted > 0 { parted } else { n }
}

fn draw_lines(items: &mut Vec<Item>, lines: &[Line], x: f32, top: f32, right: f32) {
    let mut y = top;
    for (i, line) in lines.iter().enumerate() {
        if i > 0 {
            y += line.lead;
        }
        let x = x + line.indent;
        for seg in &line.segs {
            if let Some(target) = &seg.target {
                items.push(Item::Link {
                    x: x + seg.x,
                    y,
                    w: seg.width,
                    h: line.height,
                    target: target.clone(),
                });
            }
            items.push(Item::Text { x: x + seg.x, baseline: y + line.baseline, seg: seg.clone() });
        }
        if let (Some(of), Some(seg)) = (&line.page_of, line.segs.last()) {
            let link = Item::Link { x, y, w: right - x, h: line.height, target: Target::Anchor(of.clone()) };
            items.push(link);
            items.push(Item::PageOf {
                x: x + line.width,
                right,
                baseline: y + line.baseline,
                size: seg.size,
                ink: seg.ink,
                of: of.clone(),
            });
        }
        y += line.height;
    }
}
