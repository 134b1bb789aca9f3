//! One field of a record: everything that is said of it anywhere is derived from this.

use super::id::RecordId;
use super::kind::Kind;
use super::message::{Text, text};
use super::vocabulary::Vocabulary;

/// A field of the table. Tables of fields are in [`super::fields`].
#[derive(Debug)]
pub struct Field {
    /// The TOML key, `snake_case`. For rows, the name of the table that holds them.
    pub key: &'static str,
    pub shape: Shape,
    /// The article it comes from, as `30(1)(b)` or `LIL 85`; empty when no text asks for it.
    pub article: &'static str,
    /// How much it is asked of a controller (joint or not).
    pub controller: Level,
    /// How much it is asked of a processor (Art. 30(2)).
    pub processor: Level,
    /// Whether "none, and we looked" answers the question.
    pub none: NoneMeans,
    pub label: Text,
    /// What the law or good practice expects, in a sentence or two.
    pub help: Text,
    /// An example of a good answer; empty where the choice explains itself.
    pub example: Text,
}

/// How much a field is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Useful, never missed.
    Free,
    /// Expected by good practice or by another obligation than Art. 30.
    Recommended,
    /// Asked by Art. 30 "where possible", « dans la mesure du possible » (30(1)(f), (g); 30(2)(d)).
    WherePossible,
    /// Asked by Art. 30 "where applicable", « le cas échéant » (30(1)(a), (e); 30(2)(a), (c)): answered,
    /// or said to be none.
    WhereApplicable,
    /// Demanded by Art. 30, and a name by whoever reads the register.
    Mandatory,
}

/// What an empty answer means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoneMeans {
    /// A full answer: no transfer, no sensitive data.
    Answer,
    /// Not an answer: an activity has a purpose.
    Missing,
}

/// What a field holds, and so how it is read, written, edited and printed.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// One line of text.
    Line,
    /// Text of any length.
    Paragraph,
    /// An address on the web or a path to a document, never followed.
    Link,
    Bool,
    Integer,
    Date,
    /// An ISO 8601 period.
    Period,
    /// One word of a closed list.
    Choice(&'static Vocabulary),
    /// The identifier of another record.
    Ref(Kind),
    /// Several lines of text, in order.
    Lines,
    /// Several words of a closed list.
    Choices(&'static Vocabulary),
    /// Several identifiers of records of one kind, in order.
    Refs(Kind),
    /// A fixed group of fields, `[information]`.
    Group(&'static [Field]),
    /// Any number of groups, each under a name of its own, `[data.contact]`.
    Rows(&'static [Field]),
}

impl Shape {
    /// The fields inside a group or a row.
    pub fn fields(&self) -> Option<&'static [Field]> {
        match self {
            Shape::Group(fields) | Shape::Rows(fields) => Some(fields),
            _ => None,
        }
    }

    /// The kind of record that it refers to.
    pub fn refers_to(&self) -> Option<Kind> {
        match self {
            Shape::Ref(kind) | Shape::Refs(kind) => Some(*kind),
            _ => None,
        }
    }

    /// Whether it holds a list of plain values.
    pub fn is_list(&self) -> bool {
        matches!(self, Shape::Lines | Shape::Choices(_) | Shape::Refs(_))
    }

    /// Whether it is written as a TOML table (`[key]`), after the plain values.
    pub fn is_table(&self) -> bool {
        matches!(self, Shape::Group(_) | Shape::Rows(_))
    }
}

/// A field with its key, shape and label; the rest is added by the methods below.
pub(super) const fn field(key: &'static str, shape: Shape, fr: &'static str, en: &'static str) -> Field {
    Field {
        key,
        shape,
        article: "",
        controller: Level::Free,
        processor: Level::Free,
        none: NoneMeans::Answer,
        label: text(fr, en),
        help: text("", ""),
        example: text("", ""),
    }
}

impl Field {
    /// The article that asks for it.
    pub(super) const fn art(mut self, article: &'static str) -> Field {
        self.article = article;
        self
    }

    /// Asked at this level in both roles.
    pub(super) const fn need(mut self, level: Level) -> Field {
        self.controller = level;
        self.processor = level;
        self
    }

    /// Asked at this level of a controller alone.
    pub(super) const fn need_controller(mut self, level: Level) -> Field {
        self.controller = level;
        self
    }

    /// Asked at this level of a processor alone.
    pub(super) const fn need_processor(mut self, level: Level) -> Field {
        self.processor = level;
        self
    }

    /// An empty answer does not answer.
    pub(super) const fn never_none(mut self) -> Field {
        self.none = NoneMeans::Missing;
        self
    }

    pub(super) const fn help(mut self, fr: &'static str, en: &'static str) -> Field {
        self.help = text(fr, en);
        self
    }

    pub(super) const fn eg(mut self, fr: &'static str, en: &'static str) -> Field {
        self.example = text(fr, en);
        self
    }

    /// The highest level at which anybody is asked for it.
    pub fn level(&self) -> Level {
        self.controller.max(self.processor)
    }

    /// The level at which `role` (`controller`, `joint`, `processor`; controller by default) is asked.
    pub fn level_for(&self, role: Role) -> Level {
        match role {
            Role::Controller => self.controller,
            Role::Processor => self.processor,
        }
    }
}

/// Whose register a sheet belongs to: Art. 30(1) or Art. 30(2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Controller,
    Processor,
}

/// The table of a kind's fields, in the order of the file.
pub fn fields_of(kind: Kind) -> &'static [Field] {
    use super::fields;
    match kind {
        Kind::Organisation => fields::organisation::FIELDS,
        Kind::Activity => fields::activity::FIELDS,
        Kind::Purpose => fields::purpose::FIELDS,
        Kind::Retention => fields::retention::FIELDS,
        Kind::Processor => fields::processor::FIELDS,
    }
}

/// The field of `record`'s kind named by the keys of `path`, names of rows included.
pub fn field_at(record: &RecordId, path: &[String]) -> Option<&'static Field> {
    let mut fields = fields_of(record.kind);
    let mut keys = path.iter();
    let mut found = None;
    while let Some(key) = keys.next() {
        let field = fields.iter().find(|f| f.key == key)?;
        found = Some(field);
        match field.shape {
            Shape::Group(inner) => fields = inner,
            Shape::Rows(inner) => {
                keys.next();
                fields = inner;
            }
            _ => fields = &[],
        }
    }
    found
}
