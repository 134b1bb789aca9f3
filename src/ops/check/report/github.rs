//! Workflow commands of GitHub Actions: an annotation a finding.
//! <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>

use super::{Report, name, position, whole};
use crate::model::Severity;

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
            property(&format!("{}{}", report.folder, finding.file)),
            property(&format!("{} {}", finding.code, name(finding))),
            data(&whole(finding, report.lang)),
        )
    };
    report.found.iter().map(line).collect()
}

/// What stands after the second `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
