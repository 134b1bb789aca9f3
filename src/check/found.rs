//! What a rule found, as it says it.

use super::case::{Case, value};
use super::rule::Rule;
use crate::model::message::Arg;
use crate::model::{Finding, Group, Path, RecordId, Severity, Value};

/// Takes the findings of one rule on one record.
pub struct Found<'a> {
    case: &'a Case<'a>,
    rule: &'static Rule,
    findings: &'a mut Vec<Finding>,
}

impl<'a> Found<'a> {
    pub(super) fn new(case: &'a Case<'a>, rule: &'static Rule, findings: &'a mut Vec<Finding>) -> Found<'a> {
        Found { case, rule, findings }
    }

    /// The rule is broken at this place: the keys of a path joined by dots; empty for the whole record.
    pub fn at(&mut self, path: &str) -> Told<'_> {
        self.on(Path::parse(path).unwrap_or_default())
    }

    /// The same under a row: `row("transfers", "ocean", "mechanism")`; an empty key for the row itself.
    pub fn row(&mut self, rows: &str, name: &str, key: &str) -> Told<'_> {
        let row = Path::parse(rows).unwrap_or_default().join(name);
        self.on(key.split('.').filter(|k| !k.is_empty()).fold(row, |path, k| path.join(k)))
    }

    /// A field that the rule asks for has no answer: a warning as long as the question is open, an error where the
    /// answer is "none".
    pub fn unanswered(&mut self, path: &str) {
        if self.case.is_none(path) {
            self.at(path).severity(Severity::Error);
        } else if self.case.is_open(path) {
            self.at(path).severity(Severity::Warning);
        }
    }

    /// The same in a row.
    pub fn unanswered_in(&mut self, rows: &str, (name, row): (&str, &Group), key: &str) {
        match value(row, key) {
            None => drop(self.row(rows, name, key).severity(Severity::Warning)),
            Some(Value::None) => drop(self.row(rows, name, key).severity(Severity::Error)),
            Some(_) => {}
        }
    }

    /// The same at a path.
    pub fn on(&mut self, path: Path) -> Told<'_> {
        let finding = self.case.finding(self.rule, path);
        self.findings.push(finding);
        Told { finding: self.findings.last_mut() }
    }
}

/// A finding just told, to be completed.
pub struct Told<'a> {
    finding: Option<&'a mut Finding>,
}

impl Told<'_> {
    /// Sets the argument `{name}` of what the rule says and of what is to be done.
    pub fn with(self, name: &'static str, value: impl Into<Arg>) -> Self {
        let value = value.into();
        self.change(|f| {
            f.hint = f.hint.take().map(|hint| hint.with(name, value.clone()));
            f.message = f.message.clone().with(name, value);
        })
    }

    /// Graver or milder than the rule's own severity, for a case that the rule foresees.
    pub fn severity(self, severity: Severity) -> Self {
        self.change(|f| f.severity = severity)
    }

    /// Told of another record: for a rule on the whole register.
    pub fn of(self, record: &RecordId) -> Self {
        self.change(|f| {
            f.file = record.path();
            f.record = Some(record.clone());
        })
    }

    fn change(mut self, change: impl FnOnce(&mut Finding)) -> Self {
        if let Some(finding) = self.finding.as_deref_mut() {
            change(finding);
        }
        self
    }
}
