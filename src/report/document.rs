//! The document as a list of blocks.

use crate::model::message::Lang;
use crate::report::rich::{Anchor, Rich};
use crate::report::table::{Cell, Facts, Part, Table};

/// A document for people, whatever the format it is written in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    pub lang: Lang,
    pub title: String,
    /// The organisation that answers for the document.
    pub author: String,
    pub subject: String,
    pub cover: Option<Cover>,
    pub running: Running,
    pub blocks: Vec<Block>,
}

/// The first page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cover {
    /// The line above the title: what kind of document this is.
    pub kicker: String,
    pub title: String,
    pub subtitle: Option<String>,
    /// What a reader must know before anything else.
    pub alert: Option<Note>,
    pub facts: Facts,
    /// Small print at the foot of the facts.
    pub note: Option<Rich>,
}

/// What stands on every page. The page number is the format's own affair.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Running {
    /// Top left; the title of the current part stands top right.
    pub header: String,
    /// Bottom left: the register's date.
    pub date: String,
    /// Bottom middle: the fingerprint of the content.
    pub fingerprint: String,
}

/// A piece of a document.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    Heading(Heading),
    Paragraph(Rich),
    List(Vec<Rich>),
    Facts(Facts),
    /// The value of a fact whose label the heading above has said.
    Answer(Cell),
    Table(Table),
    Note(Note),
    /// The table of contents: headings down to `depth`.
    Contents {
        title: String,
        depth: u8,
    },
    PageBreak,
    /// The block stays on the page where the next one begins.
    KeepWithNext(Box<Block>),
}

/// A title: 1 a part, 2 a sheet, 3 a section of a sheet (a band), 4 a group within a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    pub level: u8,
    pub number: Option<String>,
    pub text: String,
    /// A remark at the end of the title's line ("hors mentions de l'article 30").
    pub mark: Option<String>,
    pub anchor: Anchor,
}

impl Heading {
    pub fn new(level: u8, text: impl Into<String>, anchor: Anchor) -> Heading {
        Heading { level, number: None, text: text.into(), mark: None, anchor }
    }

    pub fn number(mut self, number: impl Into<String>) -> Heading {
        self.number = Some(number.into());
        self
    }

    pub fn mark(mut self, mark: impl Into<String>) -> Heading {
        self.mark = Some(mark.into());
        self
    }

    /// The title with its number, as the table of contents says it.
    pub fn full(&self) -> String {
        match &self.number {
            Some(n) => format!("{n}. {}", self.text),
            None => self.text.clone(),
        }
    }
}

/// How much a note matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteKind {
    /// How to read what follows.
    Remark,
    /// Something to mend.
    Warning,
}

/// A remark set apart from the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    pub kind: NoteKind,
    pub title: Option<String>,
    pub body: Cell,
}

impl Document {
    /// Every word of the document in reading order, one piece a line: what a reader must find in
    /// any format it is written in.
    pub fn plain_text(&self) -> String {
        let mut out = Lines { lang: self.lang, lines: Vec::new() };
        if let Some(cover) = &self.cover {
            out.lines.extend([cover.kicker.clone(), cover.title.clone()]);
            out.lines.extend(cover.subtitle.clone());
            if let Some(alert) = &cover.alert {
                out.note(alert);
            }
            out.facts(&cover.facts);
            out.lines.extend(cover.note.as_ref().map(Rich::text));
        }
        for block in &self.blocks {
            out.block(block);
        }
        out.lines.join("\n")
    }
}

struct Lines {
    lang: Lang,
    lines: Vec<String>,
}

impl Lines {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(h) => {
                self.lines.push(h.full());
                self.lines.extend(h.mark.clone());
            }
            Block::Paragraph(r) => self.lines.push(r.text()),
            Block::List(items) => self.lines.extend(items.iter().map(Rich::text)),
            Block::Facts(f) => self.facts(f),
            Block::Answer(cell) => self.cell(cell),
            Block::Table(t) => {
                self.lines.extend(t.columns.iter().map(|c| c.title.clone()));
                t.rows.iter().flat_map(|r| r.cells.iter().chain([&r.more])).for_each(|c| self.cell(c));
            }
            Block::Note(n) => self.note(n),
            Block::Contents { title, .. } => self.lines.push(title.clone()),
            Block::PageBreak => {}
            Block::KeepWithNext(inner) => self.block(inner),
        }
    }

    fn note(&mut self, note: &Note) {
        self.lines.extend(note.title.clone());
        self.cell(&note.body);
    }

    fn facts(&mut self, facts: &Facts) {
        for fact in &facts.0 {
            self.lines.push(fact.label.clone());
            self.lines.extend(fact.hint.clone());
            self.cell(&fact.value);
        }
    }

    fn cell(&mut self, cell: &Cell) {
        let lang = self.lang;
        self.lines.extend(cell.0.iter().map(|p: &Part| p.text(lang)));
    }
}
