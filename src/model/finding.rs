//! What is found wrong with a register: by reading it (store) or by judging it (check).

use super::id::RecordId;
use super::message::{Message, Text, text};
use super::path::Path;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;

/// At most so many findings of one file are told one by one.
pub const MAX_PER_FILE: usize = 1_000;

/// At most so many findings of one rule on one record are kept, told or not.
const MAX_PER_RULE: usize = 10_000;

const MORE: Text = text(
    "{n} {n|autre constat|autres constats} dans ce fichier.",
    "{n} more {n|finding|findings} in this file.",
);
const MORE_HINT: Text = text(
    "Traiter d’abord ceux qui sont montrés, puis vérifier de nouveau.",
    "See to those that are shown first, then check again.",
);

/// How bad it is. Ordered from the mildest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Good practice.
    Advice,
    /// Very likely a fault.
    Warning,
    /// The file cannot be read as meant, or an obligation in force is not met.
    Error,
}

impl Severity {
    /// The stable English word of JSON.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Advice => "advice",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }

    pub fn label(self) -> Text {
        match self {
            Severity::Advice => text("conseil", "advice"),
            Severity::Warning => text("point d’attention", "warning"),
            Severity::Error => text("erreur", "error"),
        }
    }

    /// The mark that carries the meaning without colour.
    pub fn mark(self) -> &'static str {
        match self {
            Severity::Advice => "·",
            Severity::Warning => "▲",
            Severity::Error => "✖",
        }
    }
}

/// One thing found.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// A stable code, never reused.
    pub code: &'static str,
    pub severity: Severity,
    /// The file, relative to the register's folder, with `/`.
    pub file: String,
    /// The record, when the file's name says which.
    pub record: Option<RecordId>,
    /// The field; the root when it is about the whole record.
    pub path: Path,
    /// Where in the file, in bytes of its text after any byte-order mark; `None` when about no text
    /// (a field that is not there).
    pub span: Option<Range<usize>>,
    /// What is wrong.
    pub message: Message,
    /// What to write instead.
    pub hint: Option<Message>,
    /// The article that asks for it; empty when no text does.
    pub article: &'static str,
    /// How many other findings of the file it stands for: 0 but for the last of a file that has too
    /// many ([`limit`]).
    pub more: usize,
}

/// Leaves of each file the gravest [`MAX_PER_FILE`] findings, in their order, and says with one more
/// how many others there are. The findings of a file stand together.
pub fn limit(findings: Vec<Finding>) -> Vec<Finding> {
    if findings.chunk_by(|a, b| a.file == b.file).all(|file| file.len() <= MAX_PER_FILE) {
        return findings;
    }
    let mut out = Vec::new();
    let mut rest = findings.into_iter().peekable();
    while let Some(first) = rest.next() {
        let mut file = vec![first];
        while let Some(next) = rest.next_if(|f| f.file == file[0].file) {
            file.push(next);
        }
        limit_file(&mut file);
        out.append(&mut file);
    }
    out
}

/// The same for the findings of one file. Those already counted by an earlier call stay counted.
pub fn limit_file(findings: &mut Vec<Finding>) {
    if findings.len() <= MAX_PER_FILE {
        return;
    }
    let mut by_gravity = by_gravity(findings);
    by_gravity.truncate(MAX_PER_FILE);
    keep(findings, &by_gravity);
}

/// Leaves of the findings of one file the gravest `MAX_PER_RULE` of each rule, so that memory is bounded and no
/// rule hides another's.
pub fn limit_rules(findings: &mut Vec<Finding>) {
    if findings.len() <= MAX_PER_RULE {
        return;
    }
    let mut counts: HashMap<&'static str, usize> = HashMap::new();
    let mut kept = by_gravity(findings);
    kept.retain(|i| {
        let count = counts.entry(findings[*i].code).or_default();
        *count += 1;
        *count <= MAX_PER_RULE
    });
    if counts.values().any(|count| *count > MAX_PER_RULE) {
        keep(findings, &kept);
    }
}

/// The findings that tell one thing, from the gravest.
fn by_gravity(findings: &[Finding]) -> Vec<usize> {
    let mut by_gravity: Vec<usize> = (0..findings.len()).filter(|i| findings[*i].more == 0).collect();
    by_gravity.sort_by_key(|i| Reverse(findings[*i].severity));
    by_gravity
}

/// Keeps some of the findings of a file, in their order, and counts the others.
fn keep(findings: &mut Vec<Finding>, kept: &[usize]) {
    let mut told = vec![false; findings.len()];
    kept.iter().for_each(|i| told[*i] = true);
    let others = || findings.iter().zip(&told).filter(|(_, told)| !**told).map(|(f, _)| f);
    let more = others().map(|f| f.more.max(1)).sum();
    let Some(severity) = others().map(|f| f.severity).max() else { return };
    let last = Finding {
        code: "REG-12",
        severity,
        path: Path::root(),
        span: None,
        message: MORE.msg().with("n", more),
        hint: Some(MORE_HINT.msg()),
        article: "",
        more,
        ..findings[0].clone()
    };
    let mut told = told.into_iter();
    findings.retain(|_| told.next() == Some(true));
    findings.push(last);
}

/// A line and a column, both from 1; the column counts characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    pub line: usize,
    pub column: usize,
}

impl Position {
    /// The position of byte `offset` of `text`; the end of the text when it is past it.
    pub fn of(text: &str, offset: usize) -> Position {
        let mut end = offset.min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let before = &text[..end];
        let line_start = before.rfind('\n').map_or(0, |i| i + 1);
        Position {
            line: before.bytes().filter(|b| *b == b'\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Lang;

    fn finding(file: &str, severity: Severity, at: usize) -> Finding {
        Finding {
            code: "REG-02",
            severity,
            file: file.to_owned(),
            record: RecordId::from_path(file),
            path: Path::root(),
            span: Some(at..at + 1),
            message: text("x", "x").msg(),
            hint: None,
            article: "",
            more: 0,
        }
    }

    #[test]
    fn few_findings_are_all_told() {
        let few: Vec<Finding> =
            (0..MAX_PER_FILE).map(|i| finding("activities/a.toml", Severity::Error, i)).collect();
        assert_eq!(limit(few.clone()), few);
    }

    #[test]
    fn of_too_many_the_gravest_are_told_in_their_order_and_the_others_counted() {
        let mut many: Vec<Finding> =
            (0..5_000).map(|i| finding("activities/a.toml", Severity::Warning, i)).collect();
        many[4_000].severity = Severity::Error;
        many.push(finding("activities/b.toml", Severity::Advice, 3));
        let told = limit(many);
        assert_eq!(told.len(), MAX_PER_FILE + 2);
        let starts: Vec<usize> = told.iter().filter_map(|f| f.span.as_ref()).map(|s| s.start).collect();
        assert_eq!(starts[..MAX_PER_FILE - 1], (0..MAX_PER_FILE - 1).collect::<Vec<_>>());
        assert_eq!(starts[MAX_PER_FILE - 1..], [4_000, 3]);
        let last = &told[MAX_PER_FILE];
        assert_eq!((last.more, last.severity, last.span.clone()), (4_000, Severity::Warning, None));
        assert_eq!(last.message.get(Lang::En), "4000 more findings in this file.");
    }

    #[test]
    fn no_rule_hides_anothers_findings() {
        let mut findings: Vec<Finding> =
            (0..20_000).map(|i| finding("activities/a.toml", Severity::Error, i)).collect();
        findings.push(Finding { code: "REG-03", ..finding("activities/a.toml", Severity::Advice, 20_000) });
        limit_rules(&mut findings);
        assert_eq!(findings.len(), MAX_PER_RULE + 2);
        assert_eq!(findings[MAX_PER_RULE].code, "REG-03");
        assert_eq!(findings[MAX_PER_RULE + 1].more, 10_000);
    }

    #[test]
    fn what_was_counted_once_stays_counted() {
        let mut findings: Vec<Finding> =
            (0..3_000).map(|i| finding("activities/a.toml", Severity::Warning, i)).collect();
        limit_file(&mut findings);
        findings.extend((0..10).map(|i| finding("activities/a.toml", Severity::Error, i)));
        let told = limit(limit(findings));
        assert_eq!(told.len(), MAX_PER_FILE + 1);
        assert_eq!(told[MAX_PER_FILE].more, 2_010);
        assert_eq!(told.iter().filter(|f| f.severity == Severity::Error).count(), 10);
    }
}
