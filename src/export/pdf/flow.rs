//! Blocks → rows.

use std::rc::Rc;

use crate::export::pdf::cells;
use crate::export::pdf::facts;
use crate::export::pdf::row::{Entry, LaidCell, Pad, Row};
use crate::export::pdf::shape::{Base, Shaper};
use crate::export::pdf::tables;
use crate::export::pdf::theme::{self, Ink};
use crate::export::pdf::wrap::Line;
use crate::model::message::Lang;
use crate::report::{Block, Document, Heading, Note, NoteKind, Rich};

/// Lays the blocks of a document out as rows.
pub struct Flow<'s, 'f> {
    pub shaper: &'s mut Shaper<'f>,
    pub lang: Lang,
    rows: Vec<Row>,
    break_next: bool,
}

/// The rows of a document's blocks, in order.
pub fn rows(document: &Document, shaper: &mut Shaper) -> Vec<Row> {
    let headings: Vec<&Heading> = document.blocks.iter().filter_map(heading_of).collect();
    let mut flow = Flow { shaper, lang: document.lang, rows: Vec::new(), break_next: false };
    for block in &document.blocks {
        flow.block(block, &headings);
    }
    flow.rows
}

fn heading_of(block: &Block) -> Option<&Heading> {
    match block {
        Block::Heading(h) => Some(h),
        Block::KeepWithNext(inner) => heading_of(inner),
        _ => None,
    }
}

impl Flow<'_, '_> {
    fn block(&mut self, block: &Block, headings: &[&Heading]) {
        match block {
            Block::Heading(h) => self.heading(h),
            Block::Paragraph(rich) => {
                let lines = cells::paragraph(self.shaper, rich, body(), theme::WIDTH);
                self.push(bare(lines, 5.0));
            }
            Block::List(items) => {
                let lines = cells::bullets(self.shaper, items, body(), theme::WIDTH);
                self.push(bare(lines, 4.0));
            }
            Block::Facts(sheet) => {
                let rows = facts::facts(self.shaper, sheet, self.lang, true);
                self.extend(rows);
            }
            Block::Answer(answer) => {
                let pad = Pad { x: theme::PAD_X, top: theme::PAD_Y, bottom: theme::PAD_Y };
                let lines = cells::cell(self.shaper, answer, body(), theme::WIDTH - 2.0 * pad.x, self.lang);
                let cell = LaidCell { pad, ..bare_cell(lines) };
                self.push(Row { cells: vec![cell], gap: 2.0, ..Row::default() });
            }
            Block::Table(table) => {
                let rows = tables::table(self.shaper, table, self.lang);
                self.extend(rows);
            }
            Block::Note(note) => {
                let row = note_row(self.shaper, note, self.lang);
                self.push(row);
            }
            Block::Contents { title, depth } => self.contents(title, *depth, headings),
            Block::PageBreak => self.break_next = true,
            Block::KeepWithNext(inner) => {
                let from = self.rows.len();
                self.block(inner, headings);
                self.rows.iter_mut().skip(from).for_each(|r| r.keep_next = true);
            }
        }
    }

    fn push(&mut self, mut row: Row) {
        row.break_before |= std::mem::take(&mut self.break_next);
        self.rows.push(row);
    }

    fn extend(&mut self, rows: Vec<Row>) {
        rows.into_iter().for_each(|r| self.push(r));
    }

    fn heading(&mut self, h: &Heading) {
        let entry = Entry { level: h.level, text: h.full() };
        let mut row = match h.level {
            0 | 1 => self.part_title(h),
            2 => self.sheet_title(h),
            3 => self.band(h),
            _ => self.group_title(h),
        };
        row.keep_next = true;
        row.whole = true;
        row.anchor = Some(h.anchor.clone());
        row.entry = Some(entry);
        let after = match h.level {
            0 | 1 => 5.0,
            2 => 2.0,
            _ => 0.0,
        };
        self.push(row);
        if after > 0.0 {
            let spacer = LaidCell { pad: Pad { top: after, ..Pad::default() }, ..bare_cell(Vec::new()) };
            self.push(Row { cells: vec![spacer], keep_next: true, ..Row::default() });
        }
    }

    fn part_title(&mut self, h: &Heading) -> Row {
        let base = Base::new(18.0, theme::ACCENT).bold();
        let lines = self.text(&h.full(), base, theme::WIDTH);
        let cell = LaidCell { pad: Pad { bottom: 5.0, ..Pad::default() }, ..bare_cell(lines) };
        Row { cells: vec![cell], gap: 26.0, rule: Some((theme::ACCENT, 1.4)), ..Row::default() }
    }

    fn sheet_title(&mut self, h: &Heading) -> Row {
        let base = Base::new(14.0, theme::ACCENT).bold();
        let lines = self.text(&h.full(), base, theme::WIDTH - 14.0);
        let pad = Pad { x: 11.0, top: 1.0, bottom: 1.0 };
        let cell = LaidCell { pad, bar: Some(theme::ACCENT), ..bare_cell(lines) };
        Row { cells: vec![cell], gap: 14.0, ..Row::default() }
    }

    /// A group within a section, its remark at the right.
    fn group_title(&mut self, h: &Heading) -> Row {
        let pad = Pad { top: 1.0, bottom: 0.5, ..Pad::default() };
        let mark_width = if h.mark.is_some() { theme::WIDTH * 0.4 } else { 0.0 };
        let width = theme::WIDTH - mark_width;
        let lines = self.text(&h.full(), Base::new(9.2, theme::ACCENT).bold(), width);
        let mut cells = vec![LaidCell { x: theme::LEFT, width, pad, lines, ..LaidCell::default() }];
        cells.extend(self.remark(h.mark.as_deref(), theme::LEFT + width, mark_width, pad));
        Row { cells, gap: 5.0, ..Row::default() }
    }

    /// A remark at the right end of a title's line.
    fn remark(&mut self, mark: Option<&str>, x: f32, width: f32, pad: Pad) -> Option<LaidCell> {
        let inner = width - 2.0 * pad.x;
        let mut lines = self.text(mark?, Base::new(theme::SMALL, theme::MUTED).italic(), inner);
        for line in &mut lines {
            line.indent = (inner - line.width).max(0.0);
        }
        let pad = Pad { top: pad.top + 1.6, ..pad };
        Some(LaidCell { x, width, pad, lines, ..LaidCell::default() })
    }

    /// A section's band across the page, its remark at the right.
    fn band(&mut self, h: &Heading) -> Row {
        let pad = Pad { x: 8.0, top: 2.6, bottom: 2.8 };
        let mark_width = if h.mark.is_some() { theme::WIDTH * 0.36 } else { 0.0 };
        let width = theme::WIDTH - mark_width;
        let lines = self.text(&h.full(), Base::new(9.8, theme::ACCENT).bold(), width - 2.0 * pad.x);
        let fill = Some(theme::BAND);
        let mut cells = vec![LaidCell {
            x: theme::LEFT,
            width,
            pad,
            fill,
            bar: Some(theme::ACCENT),
            lines,
            ..LaidCell::default()
        }];
        let mark = self.remark(h.mark.as_deref(), theme::LEFT + width, mark_width, pad);
        cells.extend(mark.map(|m| LaidCell { fill, ..m }));
        Row { cells, gap: 8.0, ..Row::default() }
    }

    fn contents(&mut self, title: &str, depth: u8, headings: &[&Heading]) {
        let lines = self.text(title, Base::new(18.0, theme::ACCENT).bold(), theme::WIDTH);
        let cell = LaidCell { pad: Pad { bottom: 5.0, ..Pad::default() }, ..bare_cell(lines) };
        let rule = Some((theme::ACCENT, 1.4));
        let entry = Some(Entry { level: 1, text: title.to_owned() });
        self.push(Row { cells: vec![cell], keep_next: true, rule, entry, gap: 20.0, ..Row::default() });
        for h in headings.iter().filter(|h| h.level <= depth) {
            let top = h.level <= 1;
            let indent = 16.0 * f32::from(h.level.max(1) - 1);
            let ink = if top { theme::ACCENT } else { theme::TEXT };
            let base = Base { bold: top, ..Base::new(if top { 9.8 } else { theme::BODY }, ink) };
            let mut lines = self.text(&h.full(), base, theme::WIDTH - indent - 52.0);
            for line in &mut lines {
                line.indent = indent;
            }
            if let Some(last) = lines.last_mut() {
                last.page_of = Some(h.anchor.clone());
            }
            let gap = if top { 7.0 } else { 2.0 };
            self.push(Row { keep_next: top, whole: true, ..bare(lines, gap) });
        }
        self.break_next = false;
    }

    fn text(&mut self, text: &str, base: Base, width: f32) -> Vec<Line> {
        cells::paragraph(self.shaper, &Rich::plain(text), base, width)
    }
}

/// A note as a tinted row with a bar along its left edge.
pub fn note_row(shaper: &mut Shaper, note: &Note, lang: Lang) -> Row {
    let (fill, ink, sign): (Ink, Ink, &str) = match note.kind {
        NoteKind::Remark => (theme::REMARK, theme::ACCENT, ""),
        NoteKind::Warning => (theme::WARNING, theme::AMBER, "⚠\u{a0}"),
    };
    let pad = Pad { x: 12.0, top: 6.0, bottom: 7.0 };
    let width = theme::WIDTH - 2.0 * pad.x;
    let mut lines = Vec::new();
    if let Some(title) = &note.title {
        let title = Rich::plain(format!("{sign}{title}"));
        lines = cells::paragraph(shaper, &title, Base::new(theme::BODY, ink).bold(), width);
    }
    let mut said = cells::cell(shaper, &note.body, body(), width, lang);
    if let (false, Some(first)) = (lines.is_empty(), said.first_mut()) {
        first.lead = 2.0;
        first.glued = true;
    }
    lines.append(&mut said);
    let cell = LaidCell { pad, fill: Some(fill), bar: Some(ink), ..bare_cell(lines) };
    Row { cells: vec![cell], gap: 10.0, ..Row::default() }
}

/// The style of running text.
pub fn body() -> Base {
    Base::new(theme::BODY, theme::TEXT)
}

/// A cell across the page, without edge or tint.
pub fn bare_cell(lines: Vec<Line>) -> LaidCell {
    LaidCell { x: theme::LEFT, width: theme::WIDTH, lines, ..LaidCell::default() }
}

fn bare(lines: Vec<Line>, gap: f32) -> Row {
    Row { cells: vec![bare_cell(lines)], gap, ..Row::default() }
}

/// A header shared by the rows of a table.
pub fn shared(rows: &[Row]) -> Rc<Vec<Row>> {
    Rc::new(rows.to_vec())
}
