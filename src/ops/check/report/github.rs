//! Workflow commands of GitHub Actions: an annotation a finding.
//! <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>

use super::{Report, besides, is_obeyed, name, position};
use crate::model::{Finding, Severity};

/// A line for each finding; those that are waived are not told.
pub fn github(report: &Report<'_>) -> Vec<String> {
    let line = |placed: &super::Placed<'_>| {
        let finding = placed.finding;
        let command = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Advice => "notice",
        };
        let (line, column) = position(placed);
        format!(
            "::{command} file={},line={line},col={column},title={}::{}",
            property(&path(&format!("{}{}", report.folder, finding.file))),
            property(&title(finding)),
            said(finding, report),
        )
    };
    report.found.iter().map(line).collect()
}

/// The rule by code and name, once where they are one.
fn title(finding: &Finding) -> String {
    match name(finding) {
        name if name == finding.code => name.to_owned(),
        name => format!("{} {name}", finding.code),
    }
}

/// What is wrong and all the rest under it. Each piece is brought to one line before the ends of ours are escaped:
/// whatever ends a line for whoever reads the log would begin a command of the register's own.
fn said(finding: &Finding, report: &Report<'_>) -> String {
    let mut pieces = vec![finding.message.get(report.lang)];
    pieces.extend(besides(finding, report.lang));
    let pieces: Vec<String> = pieces.iter().map(|piece| data(&(report.one_line)(piece))).collect();
    pieces.join("%0A")
}

/// A path as it is, for it must lead to the file; what would end the line, drive a terminal or turn the text is
/// written as `%` and its bytes.
fn path(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for c in path.chars() {
        if is_obeyed(c) {
            let mut bytes = [0; 4];
            c.encode_utf8(&mut bytes).bytes().for_each(|byte| out.push_str(&format!("%{byte:02X}")));
        } else {
            out.push(c);
        }
    }
    out
}

/// What stands after the second `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
