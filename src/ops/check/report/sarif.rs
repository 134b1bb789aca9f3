//! SARIF 2.1.0. <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Map, Value as Json, json};

use super::{Report, besides, fingerprints, position};
use crate::check;
use crate::model::message::Lang;
use crate::model::{Finding, Severity};
use crate::ops::findings::Placed;
use crate::ops::rules::{self, Part, Rule};

/// The log: one run, every rule, and each finding; those that are waived are suppressed with their reason.
pub fn sarif(report: &Report<'_>) -> Json {
    let lang = report.lang;
    let mut table: Vec<Json> = rules::all().map(|rule| describe(rule, lang)).collect();
    let mut index: BTreeMap<&'static str, usize> =
        rules::all().enumerate().map(|(i, rule)| (rule.code, i)).collect();
    // What is found by no rule of the table is described by what is found first.
    for placed in report.found.iter().chain(report.waived) {
        index.entry(placed.finding.code).or_insert_with(|| {
            table.push(json!({ "id": placed.finding.code }));
            table.len() - 1
        });
    }
    let result = |placed: &Placed<'_>, fingerprint: String| {
        let finding = placed.finding;
        let mut text = finding.message.get(lang);
        besides(finding, lang).iter().for_each(|line| text.push_str(&format!("\n{line}")));
        let (line, column) = position(placed);
        json!({
            "ruleId": finding.code,
            "ruleIndex": index.get(finding.code),
            "level": level(finding.severity),
            "message": { "text": text },
            "locations": [{
                "physicalLocation": {
                    "artifactLocation": {
                        "uri": uri(&format!("{}{}", report.folder, finding.file)),
                        "uriBaseId": "%SRCROOT%",
                    },
                    "region": { "startLine": line, "startColumn": column },
                },
                "logicalLocations": logical(finding),
            }],
            "partialFingerprints": { "registre/v1": fingerprint },
        })
    };
    let found = report.found.iter().zip(fingerprints(report.found, report.folder));
    let mut results: Vec<Json> = found.map(|(placed, print)| result(placed, print)).collect();
    let mut standing = check::Standing::of(report.register, report.today);
    for (placed, print) in report.waived.iter().zip(fingerprints(report.waived, report.folder)) {
        let mut waived = result(placed, print);
        let waiver = standing.waiver(placed.finding);
        let mut suppression = json!({ "kind": "inSource", "status": "accepted" });
        if let Some(waiver) = waiver {
            suppression["justification"] =
                format!("{} ({}, {})", waiver.reason, waiver.by, waiver.until).into();
        }
        waived["suppressions"] = json!([suppression]);
        results.push(waived);
    }
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {
                "driver": {
                    "name": "registre",
                    "semanticVersion": env!("CARGO_PKG_VERSION"),
                    "rules": table,
                },
            },
            "language": lang.code(),
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn describe(rule: &Rule, lang: Lang) -> Json {
    let mut out = json!({
        "id": rule.code,
        "name": rule.name,
        "shortDescription": { "text": rules::plain(rule.says, lang) },
        "fullDescription": { "text": rule.why.get(lang) },
        "help": { "text": rules::plain(rule.mend, lang) },
        "defaultConfiguration": { "level": level(rule.severity) },
        "properties": {
            "tags": [rule.part.word()],
            "article": rule.source.article,
            "confidence": rule.confidence.word(),
        },
    });
    // The files of the register rest on no text of law.
    if rule.part != Part::Register {
        out["helpUri"] = rule.source.url.into();
    }
    out
}

fn logical(finding: &Finding) -> Json {
    let Some(record) = &finding.record else { return json!([]) };
    let mut name = record.to_string();
    if !finding.path.is_root() {
        name.push_str(&format!("/{}", finding.path));
    }
    let mut out = Map::new();
    out.insert("fullyQualifiedName".to_owned(), name.into());
    json!([out])
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "note",
    }
}

/// A path as a relative URI.
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(byte.into())
            }
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}
