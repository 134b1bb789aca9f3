//! JUnit's XML: a test case a record, which fails where there is an error (or, when strict, a warning).

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{Report, besides, is_obeyed};
use crate::model::Severity;
use crate::model::message::{Text, text};
use crate::ops::findings::Placed;

const FOUND: Text = text(
    "{errors} {errors|erreur|erreurs}, {warnings} {warnings|point|points} d’attention",
    "{errors} {errors|error|errors}, {warnings} {warnings|warning|warnings}",
);

/// The document.
pub fn junit(report: &Report<'_>) -> String {
    // The records of which nothing is found pass; a file that is no record is a case too.
    let mut cases: BTreeMap<String, Vec<&Placed<'_>>> =
        report.register.iter().map(|r| (r.id.path(), Vec::new())).collect();
    for placed in report.found {
        cases.entry(placed.finding.file.clone()).or_default().push(placed);
    }
    let grave = if report.strict { Severity::Warning } else { Severity::Error };
    let fails = |of: &[&Placed<'_>]| of.iter().any(|p| p.finding.severity >= grave);
    let failures = cases.values().filter(|of| fails(of)).count();
    let counts = format!("tests=\"{}\" failures=\"{failures}\" errors=\"0\" skipped=\"0\"", cases.len());
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let _ = writeln!(out, "<testsuites name=\"registre\" {counts}>");
    let _ = writeln!(out, "  <testsuite name=\"registre check\" {counts}>");
    for (file, of) in &cases {
        let name = format!("{}{file}", report.folder);
        let class = file.split_once('/').map_or("register", |(folder, _)| folder);
        let _ = write!(
            out,
            "    <testcase classname=\"{}\" name=\"{}\" file=\"{}\"",
            escape(class),
            escape(file),
            escape(&name)
        );
        if of.is_empty() {
            out.push_str("/>\n");
            continue;
        }
        let said = escape(&of.iter().map(|p| said(p, report)).collect::<String>());
        if fails(of) {
            let count = |s: Severity| of.iter().filter(|p| p.finding.severity == s).count();
            let message = FOUND.msg().with("errors", count(Severity::Error));
            let message = message.with("warnings", count(Severity::Warning)).get(report.lang);
            let message = escape(&message);
            let _ = write!(out, ">\n      <failure message=\"{message}\" type=\"finding\">{said}</failure>");
        } else {
            let _ = write!(out, ">\n      <system-out>{said}</system-out>");
        }
        out.push_str("\n    </testcase>\n");
    }
    out.push_str("  </testsuite>\n</testsuites>\n");
    out
}

fn said(placed: &Placed<'_>, report: &Report<'_>) -> String {
    let finding = placed.finding;
    let at = placed.place.as_ref().map(|p| format!(":{}:{}", p.at.line, p.at.column)).unwrap_or_default();
    let (label, message) = (finding.severity.label().get(report.lang), finding.message.get(report.lang));
    // A line end in a text, of whatever sort, would look like another finding.
    let file = format!("{}{}", report.folder, finding.file);
    let one_line = report.one_line;
    let (file, message) = (one_line(&file), one_line(&message));
    let mut out = format!("{file}{at} {label} {} {message}\n", finding.code);
    besides(finding, report.lang).iter().for_each(|line| {
        let _ = writeln!(out, "  {}", one_line(line));
    });
    out
}

/// Text for an element or between double quotes; what no XML document may hold is replaced, and what would be obeyed
/// by whoever shows it is named, so that a path still leads to its file.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(c),
            c if is_obeyed(c) && c >= '\u{7f}' => {
                let _ = write!(out, "&#x{:X};", u32::from(c));
            }
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
