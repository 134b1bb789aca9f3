//! Values → cells, whatever the field: the generic half of the report.

use std::sync::Arc;

use crate::model::field::{Field, Level, Role, Shape};
use crate::model::id::RecordId;
use crate::model::kind::Kind;
use crate::model::message::{Lang, Text, text};
use crate::model::record::{Record, Register};
use crate::model::value::{Group, Value};
use crate::model::vocabulary::Term;
use crate::report::register::{Edition, format};
use crate::report::{Anchor, Cell, Fact, Part, Rich, Target};

const DANGLING: Text = text("introuvable dans le registre", "not found in the register");

/// Characters of a "label : value" that may stand in a run with others.
const SHORT: usize = 110;

/// Characters of a list's item, beyond which the list is bulleted.
const SHORT_ITEM: usize = 34;

/// The fields that together say how to reach somebody.
const REACH: [&str; 10] = [
    "first_name",
    "name",
    "position",
    "company",
    "address",
    "postal_code",
    "city",
    "country",
    "phone",
    "email",
];

/// Prints values of one register in one language.
pub struct Printer<'a> {
    pub register: &'a Register,
    pub edition: &'a Edition,
    pub lang: Lang,
    /// The sheet printed alone, if one is: nothing else is there to link to.
    only: Option<&'a Arc<Record>>,
}

impl<'a> Printer<'a> {
    pub fn new(register: &'a Register, edition: &'a Edition, only: Option<&'a Arc<Record>>) -> Printer<'a> {
        Printer { register, edition, lang: edition.lang, only }
    }

    pub fn section_anchor(&self, name: &str) -> Anchor {
        Anchor::new(name)
    }

    pub fn anchor(&self, id: &RecordId) -> Anchor {
        Anchor::new(&format!("{}-{}", id.kind.word(), id.id.as_str()))
    }

    /// A record's title, as a link to where it is printed.
    pub fn link(&self, record: &Record) -> Rich {
        let title = record.title(self.lang);
        match self.only {
            Some(_) => Rich::plain(title),
            None => Rich::link(title, Target::anchor(&self.anchor(&record.id))),
        }
    }

    pub fn reference(&self, kind: Kind, id: &crate::model::id::Id) -> Rich {
        match self.register.find(kind, id) {
            Some(record) => self.link(record),
            None => Rich::plain(id.as_str()).then(Rich::muted(format!(" ({})", DANGLING.get(self.lang)))),
        }
    }

    /// A plain value in words.
    pub fn words(&self, shape: &Shape, value: &Value) -> Rich {
        match value {
            Value::Text(s) => Rich::linked(s),
            Value::Bool(b) => format::yes_no(*b, self.lang).into(),
            Value::Integer(n) => format::integer(*n, self.lang).into(),
            Value::Date(d) => format::date(*d, self.lang).into(),
            Value::Period(p) => p.words(self.lang).into(),
            Value::Choice(term) => self.term(term),
            Value::Ref(id) => match shape.refers_to() {
                Some(kind) => self.reference(kind, id),
                None => id.as_str().into(),
            },
            Value::List(items) => joined(items.iter().map(|i| self.words(shape, i)), self.semicolon()),
            Value::Group(group) => self.pairs_inline(group),
            Value::Rows(rows) => joined(rows.iter().map(|(_, g)| self.pairs_inline(g)), "\n"),
            Value::None => Rich::plain(crate::report::NOTHING.get(self.lang)),
        }
    }

    /// A word of a list with its article.
    pub fn term(&self, term: &Term) -> Rich {
        let label = Rich::plain(term.label.get(self.lang));
        match format::articles(term.article) {
            Some(article) => label.then(Rich::muted(format!(" ({article})"))),
            None => label,
        }
    }

    /// The value of a field as the parts of a cell.
    pub fn parts(&self, field: &Field, value: &Value) -> Vec<Part> {
        match value {
            Value::None => vec![Part::Nothing],
            Value::List(items) if items.len() > 1 => {
                let items: Vec<Rich> = items.iter().map(|i| self.words(&field.shape, i)).collect();
                let long = items.iter().any(|i| i.text().chars().count() > SHORT_ITEM);
                vec![if long { Part::Bullets(items) } else { Part::Text(joined(items, self.semicolon())) }]
            }
            Value::Group(group) if is_contact(group) => self.contact(group),
            Value::Group(group) => self.pairs(group, &[], ""),
            Value::Rows(rows) => {
                vec![Part::Bullets(rows.iter().map(|(_, g)| self.pairs_inline(g)).collect())]
            }
            plain => vec![Part::Text(self.words(&field.shape, plain))],
        }
    }

    /// A fact for a field; `None` for what is neither filled in nor asked of this role.
    pub fn fact(&self, field: &Field, value: Option<&Value>, role: Role) -> Option<Fact> {
        let cell = match value {
            Some(value) => Cell(self.parts(field, value)),
            None if field.level_for(role) >= Level::Recommended => Cell::unknown(),
            None => return None,
        };
        let fact = Fact::new(field.label.get(self.lang), cell);
        Some(match format::articles(field.article) {
            Some(hint) => fact.hint(hint),
            None => fact,
        })
    }

    /// One fact a field of the group, in the order of its table.
    pub fn facts(&self, table: &'static [Field], group: Option<&Group>, role: Role) -> Vec<Fact> {
        let value = |f: &Field| group.and_then(|g| g.get(f.key));
        table.iter().filter_map(|f| self.fact(f, value(f), role)).collect()
    }

    /// Each answered field as "Label : value", but for `shown` (keys, `group.key` inside a group):
    /// the short ones in a run, the long ones each on its own, at last the labels of those that were
    /// looked at and have nothing.
    pub fn pairs(&self, group: &Group, shown: &[&str], prefix: &str) -> Vec<Part> {
        let mut short = Vec::new();
        let mut long = Vec::new();
        let mut nothing = Vec::new();
        for (field, value) in group.iter() {
            let path =
                if prefix.is_empty() { field.key.to_owned() } else { format!("{prefix}.{}", field.key) };
            if shown.contains(&path.as_str()) {
                continue;
            }
            match value {
                Value::None => nothing.push(Rich::plain(field.label.get(self.lang))),
                Value::Group(inner) if !is_contact(inner) => {
                    long.extend(self.inner(field, inner, shown, &path))
                }
                Value::Group(inner) => {
                    let said: Vec<Rich> = self.contact(inner).into_iter().map(rich_of).collect();
                    long.push(Part::Text(self.label(field).then(joined(said, " — "))));
                }
                Value::Rows(rows) => {
                    long.push(Part::Text(Rich::bold(field.label.get(self.lang))));
                    long.push(Part::Bullets(rows.iter().map(|(_, g)| self.pairs_inline(g)).collect()));
                }
                plain => {
                    let said = self.label(field).then(self.words(&field.shape, plain));
                    let text = said.text();
                    if text.chars().count() <= SHORT && !text.contains('\n') {
                        short.push(said);
                    } else {
                        long.push(Part::Text(said));
                    }
                }
            }
        }
        let mut out = Vec::new();
        if !short.is_empty() {
            out.push(Part::Text(joined(short, " · ")));
        }
        out.append(&mut long);
        if !nothing.is_empty() {
            let colon = if self.lang == Lang::Fr { "\u{a0}: " } else { ": " };
            let label = Rich::plain(format!("∅\u{a0}{}{colon}", crate::report::NOTHING.get(self.lang)));
            out.push(Part::Text(label.then(joined(nothing, ", "))));
        }
        out
    }

    /// A group within others: its label, what is short beside it, the rest under it.
    fn inner(&self, field: &Field, group: &Group, shown: &[&str], path: &str) -> Vec<Part> {
        let mut parts = self.pairs(group, shown, path);
        if parts.is_empty() {
            return parts;
        }
        let label = Rich::bold(field.label.get(self.lang));
        let beside = match parts.first() {
            Some(Part::Text(first)) => Some(first.clone()),
            _ => None,
        };
        match beside {
            Some(first) => {
                parts.remove(0);
                let mut out = vec![Part::Text(label.then(Rich::plain(" — ")).then(first))];
                out.extend(parts.into_iter().map(indented));
                out
            }
            None => [vec![Part::Text(label)], parts].concat(),
        }
    }

    /// All the answered fields of a group in one line of text.
    fn pairs_inline(&self, group: &Group) -> Rich {
        joined(group.iter().map(|(f, v)| self.label_plain(f).then(self.words(&f.shape, v))), self.semicolon())
    }

    fn semicolon(&self) -> &'static str {
        if self.lang == Lang::Fr { "\u{202f}; " } else { "; " }
    }

    fn label(&self, field: &Field) -> Rich {
        Rich::bold(self.with_colon(field))
    }

    fn label_plain(&self, field: &Field) -> Rich {
        Rich::muted(self.with_colon(field))
    }

    fn with_colon(&self, field: &Field) -> String {
        let colon = if self.lang == Lang::Fr { "\u{a0}: " } else { ": " };
        format!("{}{colon}", field.label.get(self.lang))
    }

    /// A person or organisation as on an envelope, then what else is known of it.
    pub fn contact(&self, group: &Group) -> Vec<Part> {
        let mut out: Vec<Part> = self.reach(group).into_iter().map(Part::Text).collect();
        out.extend(self.pairs(group, &REACH, ""));
        out
    }

    /// The lines of an address; nothing where nothing of it is known.
    pub fn reach(&self, group: &Group) -> Vec<Rich> {
        let field = |key: &str| {
            let (field, value) = group.iter().find(|(f, _)| f.key == key)?;
            (*value != Value::None).then(|| self.words(&field.shape, value))
        };
        let line = |keys: &[&str], by: &str| {
            let known: Vec<Rich> = keys.iter().filter_map(|k| field(k)).collect();
            joined(known, by)
        };
        let person = line(&["first_name", "name"], " ");
        let person = Rich(
            person
                .0
                .into_iter()
                .map(|mut r| {
                    r.bold = true;
                    r
                })
                .collect(),
        );
        let who = joined(
            [person, line(&["position", "company"], ", ")].into_iter().filter(|r| !r.is_empty()),
            ", ",
        );
        let city = line(&["postal_code", "city"], " ");
        let place = joined(
            [line(&["address"], ""), city, line(&["country"], "")].into_iter().filter(|r| !r.is_empty()),
            ", ",
        );
        let reach = line(&["phone", "email"], " — ");
        let mut lines: Vec<Rich> = [who, place, reach].into_iter().filter(|r| !r.is_empty()).collect();
        for (f, v) in group.iter().filter(|(f, v)| REACH.contains(&f.key) && **v == Value::None) {
            lines.push(self.label_plain(f).then(self.words(&f.shape, v)));
        }
        lines
    }
}

/// Whether the keys of a contact's address are among these.
pub fn is_reach(keys: &[&str]) -> bool {
    keys.contains(&"address")
}

fn is_contact(group: &Group) -> bool {
    let known = |key: &str| group.get(key).is_some();
    known("name") && !known("mechanism")
}

fn rich_of(part: Part) -> Rich {
    match part {
        Part::Text(r) | Part::Small(r) => r,
        Part::Bullets(items) => joined(items, " ; "),
        Part::Unknown | Part::Nothing => Rich::default(),
    }
}

fn indented(part: Part) -> Part {
    match part {
        Part::Text(r) => Part::Bullets(vec![r]),
        other => other,
    }
}

/// Texts one after the other with `by` between.
pub fn joined(items: impl IntoIterator<Item = Rich>, by: &str) -> Rich {
    let mut out = Rich::default();
    for (i, item) in items.into_iter().enumerate() {
        if i > 0 {
            out = out.then(Rich::plain(by));
        }
        out = out.then(item);
    }
    out
}
