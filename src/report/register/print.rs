//! Values → cells, whatever the field: the generic half of the report.

use std::sync::Arc;

use crate::i18n::format::colon;
use crate::model::field::{Field, Shape};
use crate::model::id::RecordId;
use crate::model::kind::Kind;
use crate::model::message::{Lang, Text, text};
use crate::model::record::{Record, Register};
use crate::model::value::Value;
use crate::model::vocabulary::Term;
use crate::report::register::extent::Extent;
use crate::report::register::view::View;
use crate::report::register::{Edition, format};
use crate::report::{Anchor, Cell, Fact, NOTHING, Part, Rich, Target, UNKNOWN};

const DANGLING: Text = text("introuvable dans le registre", "not found in the register");

/// Characters of a "label : value" that may stand in a run with others.
const SHORT: usize = 110;

/// Characters of a list's item, beyond which the list is bulleted.
const SHORT_ITEM: usize = 60;

/// The fields that together say how to reach somebody.
pub const REACH: [&str; 10] = [
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

    /// Whether what a sheet refers to stands whole in tables at the end.
    pub fn has_annexes(&self) -> bool {
        self.only.is_none() && self.edition.extent == Extent::Full
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
        let is_printed = self.has_annexes() || (self.only.is_none() && record.id.kind == Kind::Activity);
        if is_printed {
            Rich::link(title, Target::anchor(&self.anchor(&record.id)))
        } else {
            Rich::plain(title)
        }
    }

    /// A record as this edition sees it.
    pub fn view<'v>(&'v self, record: &'v Record) -> View<'v> {
        View::of(self.edition, record)
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
            // Groups and rows are said through a view: see `parts`.
            Value::Group(_) | Value::Rows(_) => Rich::default(),
            Value::None => Rich::plain(NOTHING.get(self.lang)),
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

    /// What a field says as the parts of a cell: its value, and what of it could not be read. Nothing
    /// where nobody has answered it.
    pub fn said(&self, view: &View, field: &'static Field) -> Vec<Part> {
        let answer = view.answer(field.key);
        let mut parts = answer.value.map(|v| self.parts(view, field, v)).unwrap_or_default();
        if !answer.lost.is_empty() {
            parts.push(Part::Unread { partly: answer.value.is_some(), places: answer.lost });
        }
        parts
    }

    fn parts(&self, view: &View, field: &'static Field, value: &Value) -> Vec<Part> {
        match value {
            Value::None => vec![Part::Nothing],
            Value::List(items) if items.len() > 1 => {
                let items: Vec<Rich> = items.iter().map(|i| self.words(&field.shape, i)).collect();
                let long = items.iter().any(|i| i.text().chars().count() > SHORT_ITEM);
                vec![if long { Part::Bullets(items) } else { Part::Text(joined(items, self.semicolon())) }]
            }
            Value::Group(_) => match view.group(field.key) {
                Some(inner) if is_contact(&inner) => self.contact(&inner),
                Some(inner) => self.pairs(&inner, &[], ""),
                None => Vec::new(),
            },
            Value::Rows(_) => {
                vec![Part::Bullets(
                    view.rows(field.key).iter().map(|(_, row)| self.pairs_inline(row)).collect(),
                )]
            }
            plain => vec![Part::Text(self.words(&field.shape, plain))],
        }
    }

    /// A fact for a field; `None` for what is neither answered nor asked for in this edition.
    pub fn fact(&self, view: &View, field: &'static Field) -> Option<Fact> {
        if !view.holds(field) {
            return None;
        }
        let cell = match self.said(view, field) {
            parts if !parts.is_empty() => Cell(parts),
            _ if view.asks(field) => Cell::unknown(),
            _ => return None,
        };
        let fact = Fact::new(field.label.get(self.lang), cell);
        Some(match format::articles(field.article) {
            Some(hint) => fact.hint(hint),
            None => fact,
        })
    }

    /// One fact a field of the view, in the order of its table.
    pub fn facts(&self, view: &View) -> Vec<Fact> {
        view.fields().filter_map(|f| self.fact(view, f)).collect()
    }

    /// Each field as "Label : value", but for `shown` (keys, `group.key` inside a group): the short ones
    /// in a run, the long ones each on its own, at last the labels of those that were looked at and have
    /// nothing, and of those that are asked for and not known.
    pub fn pairs(&self, view: &View, shown: &[&str], prefix: &str) -> Vec<Part> {
        let mut short = Vec::new();
        let mut long = Vec::new();
        let mut nothing = Vec::new();
        let mut unknown = Vec::new();
        for field in view.fields() {
            let path =
                if prefix.is_empty() { field.key.to_owned() } else { format!("{prefix}.{}", field.key) };
            if shown.contains(&path.as_str()) {
                continue;
            }
            let label = || Rich::plain(field.label.get(self.lang));
            let answer = view.answer(field.key);
            match answer.value {
                None if answer.is_unknown() && view.asks(field) => unknown.push(label()),
                None if answer.is_unknown() => {}
                None => long.push(Part::Text(Rich::bold(field.label.get(self.lang)))),
                Some(Value::None) => nothing.push(label()),
                Some(Value::Group(_)) => match view.group(field.key) {
                    Some(inner) if is_contact(&inner) => {
                        let said: Vec<Rich> =
                            self.contact(&inner).into_iter().map(|p| self.rich_of(p)).collect();
                        long.push(Part::Text(self.label(field).then(joined(said, " — "))));
                    }
                    Some(inner) => long.extend(self.inner(field, &inner, shown, &path)),
                    None => {}
                },
                Some(Value::Rows(_)) => {
                    let rows = view.rows(field.key);
                    long.push(Part::Text(Rich::bold(field.label.get(self.lang))));
                    long.push(Part::Bullets(rows.iter().map(|(_, row)| self.pairs_inline(row)).collect()));
                }
                Some(plain) => {
                    let said = self.label(field).then(self.words(&field.shape, plain));
                    let text = said.text();
                    if text.chars().count() <= SHORT && !text.contains('\n') {
                        short.push(said);
                    } else {
                        long.push(Part::Text(said));
                    }
                }
            }
            if !answer.lost.is_empty() {
                if answer.value.is_some() {
                    long.push(Part::Text(label()));
                }
                long.push(Part::Unread { partly: answer.value.is_some(), places: answer.lost });
            }
        }
        let mut out = Vec::new();
        if !short.is_empty() {
            out.push(Part::Text(joined(short, " · ")));
        }
        out.append(&mut long);
        let marked = |mark: &str, said: Text, labels: Vec<Rich>| {
            (!labels.is_empty()).then(|| {
                let said = Rich::plain(format!("{mark}\u{a0}{}{}", said.get(self.lang), self.colon()));
                Part::Text(said.then(joined(labels, ", ")))
            })
        };
        out.extend(marked("∅", NOTHING, nothing));
        out.extend(marked("◌", UNKNOWN, unknown));
        out
    }

    /// A group within others: its label, what is short beside it, the rest under it.
    fn inner(&self, field: &Field, view: &View, shown: &[&str], path: &str) -> Vec<Part> {
        let mut parts = self.pairs(view, shown, path);
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

    /// All that is known of a group in one line of text.
    fn pairs_inline(&self, view: &View) -> Rich {
        let said = view.fields().filter_map(|f| {
            let parts = self.said(view, f);
            let said = joined(parts.into_iter().map(|p| self.rich_of(p)), " — ");
            (!said.0.is_empty()).then(|| self.label_plain(f).then(said))
        });
        joined(said, self.semicolon())
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
        format!("{}{}", field.label.get(self.lang), self.colon())
    }

    fn colon(&self) -> &'static str {
        colon(self.lang)
    }

    /// A person or organisation as on an envelope, then what else is known of it.
    pub fn contact(&self, view: &View) -> Vec<Part> {
        [self.reach(view), self.pairs(view, &REACH, "")].concat()
    }

    /// The lines of an address, what of it cannot be read, and what of it the law asks for and is not known;
    /// nothing where nothing of it is known.
    pub fn reach(&self, view: &View) -> Vec<Part> {
        let field = |key: &str| {
            let value = view.get(key).filter(|v| **v != Value::None)?;
            Some(self.words(&view.field(key)?.shape, value))
        };
        let line = |keys: &[&str], by: &str| joined(keys.iter().filter_map(|k| field(k)), by);
        let filled = |lines: &[Rich], by: &str| joined(lines.iter().filter(|r| !r.is_empty()).cloned(), by);
        let mut person = line(&["first_name", "name"], " ");
        person.0.iter_mut().for_each(|run| run.bold = true);
        let who = filled(&[person, line(&["position", "company"], ", ")], ", ");
        let city = line(&["postal_code", "city"], " ");
        let place = filled(&[line(&["address"], ""), city, line(&["country"], "")], ", ");
        let reach = line(&["phone", "email"], " — ");
        let lines = [who, place, reach].into_iter().filter(|r| !r.is_empty());
        let mut parts: Vec<Part> = lines.map(Part::Text).collect();
        let mut unknown = Vec::new();
        for field in view.fields().filter(|f| REACH.contains(&f.key)) {
            let answer = view.answer(field.key);
            if answer.value == Some(&Value::None) {
                parts.push(Part::Text(self.label_plain(field).then(self.words(&field.shape, &Value::None))));
            }
            if !answer.lost.is_empty() {
                parts.push(Part::Text(Rich::plain(field.label.get(self.lang))));
                parts.push(Part::Unread { partly: false, places: answer.lost });
            } else if answer.is_unknown() && view.asks(field) {
                unknown.push(Rich::plain(field.label.get(self.lang)));
            }
        }
        if !unknown.is_empty() && !parts.is_empty() {
            let said = Rich::plain(format!("◌\u{a0}{}{}", UNKNOWN.get(self.lang), self.colon()));
            parts.push(Part::Text(said.then(joined(unknown, ", "))));
        }
        parts
    }

    /// A part as running text.
    fn rich_of(&self, part: Part) -> Rich {
        match part {
            Part::Text(r) | Part::Small(r) => r,
            Part::Bullets(items) => joined(items, self.semicolon()),
            other => Rich::plain(other.text(self.lang)),
        }
    }
}

/// Whether the keys of a contact's address are among these.
pub fn is_reach(keys: &[&str]) -> bool {
    keys.contains(&"address")
}

fn is_contact(view: &View) -> bool {
    let known = |key: &str| view.get(key).is_some();
    known("name") && !known("mechanism")
}

fn indented(part: Part) -> Part {
    match part {
        Part::Text(r) => Part::Bullets(vec![r]),
        other => other,
    }
}

/// Texts that follow each other as one, with `by` between; what is no text stays apart.
pub fn in_a_run(parts: Vec<Part>, by: &str) -> Vec<Part> {
    let mut out: Vec<Part> = Vec::new();
    for part in parts {
        match (out.last_mut(), part) {
            (Some(Part::Text(run)), Part::Text(more)) => {
                *run = std::mem::take(run).then(Rich::plain(by)).then(more);
            }
            (_, part) => out.push(part),
        }
    }
    out
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
