//! Facts (a label and its value, as on the authority's sheets) and general tables.

use crate::model::message::{Lang, Text, text};
use crate::report::rich::{Anchor, Rich};

/// What a field says when it says nothing yet.
pub const UNKNOWN: Text = text("non renseigné à ce jour", "not known yet");
/// What a field says when there is nothing, after a look.
pub const NOTHING: Text = text("néant, vérifié", "none, checked");

/// What a field says when the file holds an answer that could not be read.
pub const UNREADABLE: Text = text("illisible dans le fichier ({place})", "unreadable in the file ({place})");
/// The same where part of the answer was read.
pub const PARTLY_UNREADABLE: Text =
    text("en partie illisible dans le fichier ({place})", "partly unreadable in the file ({place})");

/// A piece of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    Text(Rich),
    /// A list, one bullet an item.
    Bullets(Vec<Rich>),
    /// Small print under a value: a source, an article.
    Small(Rich),
    /// The field is absent: nobody has looked yet.
    Unknown,
    /// The field is there and empty: somebody looked, and there is none.
    Nothing,
    /// The file holds an answer at these places that could not be read; `partly` where the rest of it
    /// stands above.
    Unread {
        partly: bool,
        places: Vec<String>,
    },
}

impl Part {
    /// The words of this part, with those that stand for the two silences and for what is unreadable.
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Part::Text(r) | Part::Small(r) => r.text(),
            Part::Bullets(items) => items.iter().map(Rich::text).collect::<Vec<_>>().join("\n"),
            Part::Unknown => UNKNOWN.get(lang).to_owned(),
            Part::Nothing => NOTHING.get(lang).to_owned(),
            Part::Unread { partly, places } => {
                let said = if *partly { PARTLY_UNREADABLE } else { UNREADABLE };
                said.msg().with("place", places.join(", ")).get(lang)
            }
        }
    }
}

/// The content of a table cell or of a fact; may be longer than a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell(pub Vec<Part>);

impl Cell {
    pub fn text(rich: impl Into<Rich>) -> Cell {
        Cell(vec![Part::Text(rich.into())])
    }

    /// A bulleted list, or plain text where there is one item only.
    pub fn list(mut items: Vec<Rich>) -> Cell {
        match items.len() {
            0 => Cell::nothing(),
            1 => Cell(items.pop().map(Part::Text).into_iter().collect()),
            _ => Cell(vec![Part::Bullets(items)]),
        }
    }

    pub fn unknown() -> Cell {
        Cell(vec![Part::Unknown])
    }

    pub fn nothing() -> Cell {
        Cell(vec![Part::Nothing])
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds a piece under what is there.
    pub fn with(mut self, part: Part) -> Cell {
        self.0.push(part);
        self
    }
}

impl From<Rich> for Cell {
    fn from(rich: Rich) -> Cell {
        Cell::text(rich)
    }
}

impl From<&str> for Cell {
    fn from(s: &str) -> Cell {
        Cell::text(s)
    }
}

impl From<String> for Cell {
    fn from(s: String) -> Cell {
        Cell::text(s)
    }
}

/// A label and its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    pub label: String,
    /// Small print under the label: the article of law, for instance.
    pub hint: Option<String>,
    pub value: Cell,
}

impl Fact {
    pub fn new(label: impl Into<String>, value: impl Into<Cell>) -> Fact {
        Fact { label: label.into(), hint: None, value: value.into() }
    }

    pub fn hint(mut self, hint: impl Into<String>) -> Fact {
        self.hint = Some(hint.into());
        self
    }
}

/// A sheet of facts: a column of labels, a column of values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts(pub Vec<Fact>);

/// A column of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    pub title: String,
    /// Share of the table's width; shares are taken in proportion to their sum.
    pub share: f32,
}

impl Column {
    pub fn new(title: impl Into<String>, share: f32) -> Column {
        Column { title: title.into(), share }
    }
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableRow {
    pub cells: Vec<Cell>,
    /// What has no column, under the row and as wide as the table; empty where there is nothing.
    pub more: Cell,
    /// The place that links to this row lead to.
    pub anchor: Option<Anchor>,
}

/// A table whose header comes back on each page it crosses.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    pub columns: Vec<Column>,
    pub rows: Vec<TableRow>,
}
