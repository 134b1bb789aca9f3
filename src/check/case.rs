//! A record and all that a rule may look at beside it.
//!
//! So that a change can be checked again without checking all: a rule on a record may look at that record, at
//! those it refers to and that these refer to, at those that refer to it and that refer to these, and at the
//! organisation. A rule that looks further is one on the whole register.

use chrono::NaiveDate;

use super::rule::Rule;
use crate::model::{Finding, Group, Kind, Path, Record, Register, Role, Severity, Value};

/// A record, in its register, on a day.
pub struct Case<'a> {
    pub register: &'a Register,
    pub record: &'a Record,
    /// The day as of which is checked.
    pub today: NaiveDate,
}

impl<'a> Case<'a> {
    /// The fields of the record.
    pub fn fields(&self) -> &'a Group {
        &self.record.fields
    }

    /// Whether somebody answered, "none" apart: the keys of a path joined by dots, through groups alone.
    pub fn has(&self, path: &str) -> bool {
        matches!(self.value(path), Some(v) if *v != Value::None)
    }

    /// Whether somebody answered "none, and we looked".
    pub fn is_none(&self, path: &str) -> bool {
        self.value(path) == Some(&Value::None)
    }

    /// Whether nothing is said yet, "none" included among what is said.
    pub fn is_open(&self, path: &str) -> bool {
        self.value(path).is_none()
    }

    /// Whether nothing answers: nothing said, or "none".
    pub fn lacks(&self, path: &str) -> bool {
        !self.has(path)
    }

    pub fn is_true(&self, path: &str) -> bool {
        self.value(path) == Some(&Value::Bool(true))
    }

    pub fn is_false(&self, path: &str) -> bool {
        self.value(path) == Some(&Value::Bool(false))
    }

    /// The word of a choice.
    pub fn choice(&self, path: &str) -> Option<&'static str> {
        self.value(path)?.as_choice().map(|t| t.id)
    }

    /// Whether a list of words holds this one.
    pub fn includes(&self, path: &str, word: &str) -> bool {
        includes(self.value(path), word)
    }

    pub fn text(&self, path: &str) -> Option<&'a str> {
        self.value(path)?.as_text()
    }

    pub fn date(&self, path: &str) -> Option<NaiveDate> {
        match self.value(path)? {
            Value::Date(d) => Some(*d),
            _ => None,
        }
    }

    /// The value under keys joined by dots, through groups alone (a row has a name of its own).
    pub fn value(&self, path: &str) -> Option<&'a Value> {
        value(self.fields(), path)
    }

    /// Whether the activity has ended: its sheet is kept as a trace, and not kept up.
    pub fn is_over(&self) -> bool {
        self.choice("status") == Some("ended")
    }

    /// Whether it is an activity carried out for clients, of the register of Art. 30(2).
    pub fn is_for_clients(&self) -> bool {
        self.record.role() == Role::Processor
    }

    /// The rows under a key.
    pub fn rows(&self, key: &'static str) -> impl Iterator<Item = (&'a str, &'a Group)> + use<'a> {
        self.fields().rows(key)
    }

    /// Whether the organisation says that it is established in another country than France.
    pub(super) fn is_established_elsewhere(&self) -> bool {
        self.organisation().and_then(|o| o.choice("country")).is_some_and(|c| c.id != "FR")
    }

    /// The organisation that keeps the register.
    pub fn organisation(&self) -> Option<&'a Group> {
        self.register.organisation().map(|o| &o.fields)
    }

    /// The records of `kind` that this one refers to under `key`, as far as they are there.
    pub fn referred(&self, key: &'static str, kind: Kind) -> impl Iterator<Item = &'a Record> + use<'a> {
        let register = self.register;
        self.fields().refs(key).filter_map(move |id| register.find(kind, id)).map(AsRef::as_ref)
    }

    /// The purposes of an activity.
    pub fn purposes(&self) -> impl Iterator<Item = &'a Record> + use<'a> {
        self.referred("purposes", Kind::Purpose)
    }

    /// The processors of an activity.
    pub fn processors(&self) -> impl Iterator<Item = &'a Record> + use<'a> {
        self.referred("processors", Kind::Processor)
    }

    /// The retention rule of a row or group, under its key `retention`.
    pub fn retention(&self, group: &Group) -> Option<&'a Record> {
        self.register.find(Kind::Retention, group.reference("retention")?).map(AsRef::as_ref)
    }

    /// The activities that refer to this record.
    pub fn activities(&self) -> impl Iterator<Item = &'a Record> + use<'a> {
        let register = self.register;
        let users = register.users(&self.record.id).iter().filter(|id| id.kind == Kind::Activity);
        users.filter_map(move |id| register.get(id)).map(AsRef::as_ref)
    }

    /// Whether the activity films a public road or a place open to the public.
    pub fn films_the_public(&self) -> bool {
        ["public_road", "open_to_public"].iter().any(|place| self.includes("video.places", place))
    }

    /// Whether one of the activity's purposes is of this kind.
    pub fn has_purpose_kind(&self, kind: &str) -> bool {
        self.purposes().any(|p| p.fields.choice("kind").is_some_and(|t| t.id == kind))
    }

    /// Whether one of the activity's purposes rests on this basis.
    pub fn has_basis(&self, basis: &str) -> bool {
        self.purposes().any(|p| p.fields.choice("legal_basis").is_some_and(|t| t.id == basis))
    }

    /// Whether one of the rows under `key` is of this category.
    pub fn has_category(&self, key: &'static str, category: &str) -> bool {
        self.rows(key).any(|(_, row)| row.choice("category").is_some_and(|t| t.id == category))
    }

    /// A finding of a rule at a place of this record.
    pub(super) fn finding(&self, rule: &Rule, path: Path) -> Finding {
        Finding {
            code: rule.code,
            severity: rule.severity,
            file: self.record.id.path(),
            record: Some(self.record.id.clone()),
            path,
            span: None,
            message: rule.says.msg(),
            hint: Some(rule.mend.msg()),
            article: rule.source.article,
            more: 0,
        }
    }

    /// What is not in force yet lacks something to be done, and is not at fault; what is over is a trace.
    pub(super) fn soften(&self, severity: Severity) -> Severity {
        match severity {
            _ if self.is_all("ended") => Severity::Advice,
            _ if !self.is_all("draft") => severity,
            Severity::Error => Severity::Warning,
            _ => Severity::Advice,
        }
    }

    /// Whether it is a draft, or over: a sheet that says so, or a record that only such sheets use.
    fn is_all(&self, status: &str) -> bool {
        let says = |r: &Record| r.fields.choice("status").is_some_and(|s| s.id == status);
        let mut users = self.activities().peekable();
        match self.record.id.kind {
            Kind::Activity => says(self.record),
            _ => users.peek().is_some() && users.all(says),
        }
    }
}

/// The value under keys joined by dots, through groups alone.
pub fn value<'a>(fields: &'a Group, path: &str) -> Option<&'a Value> {
    match path.split_once('.') {
        None => fields.get(path),
        Some((key, rest)) => value(fields.group(key)?, rest),
    }
}

/// Whether a list of words holds this one.
pub fn includes(value: Option<&Value>, word: &str) -> bool {
    value.is_some_and(|v| v.items().iter().any(|i| i.as_choice().is_some_and(|t| t.id == word)))
}
