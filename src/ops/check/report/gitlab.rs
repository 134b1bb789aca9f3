//! GitLab's code quality report. <https://docs.gitlab.com/ci/testing/code_quality/>

use serde_json::{Value as Json, json};

use super::{Report, fingerprints, name, position, whole};
use crate::model::Severity;

/// The report; findings that are waived are not in it.
pub fn gitlab(report: &Report<'_>) -> Json {
    let one = |(placed, fingerprint): (&super::Placed<'_>, String)| {
        let finding = placed.finding;
        let severity = match finding.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Advice => "info",
        };
        json!({
            "description": format!("{} {}", finding.code, whole(finding, report.lang)),
            "check_name": name(finding),
            "fingerprint": fingerprint,
            "severity": severity,
            "location": {
                "path": format!("{}{}", report.folder, finding.file),
                "lines": { "begin": position(placed).0 },
            },
        })
    };
    report.found.iter().zip(fingerprints(report.found, report.folder)).map(one).collect()
}
