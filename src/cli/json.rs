//! The JSON form of what a register holds. The schema is in `docs/json.md`; its keys never change
//! meaning within a version.

use serde::Serialize;
use serde_json::{Map, Value as Json, json};

use super::finding::Placed;
use crate::i18n::format::article;
use crate::model::{Finding, Group, Lang, Record, RecordId, Value};
use crate::ops::check::{Part, Tally, Waiver};
use crate::ops::rules;
use crate::term::clean::is_unseen;

/// The version of the schema. 2: none is an object of its own, in 1 it was `null`.
const VERSION: u64 = 2;

/// A whole document, with its version first.
pub fn document(body: Json) -> String {
    let mut document = Map::new();
    document.insert("version".to_owned(), VERSION.into());
    if let Json::Object(body) = body {
        document.extend(body);
    }
    pretty(&Json::Object(document))
}

/// A document as it is, for a person's eyes too.
pub fn pretty(document: &Json) -> String {
    escape_unseen(&serde_json::to_string_pretty(document).unwrap_or_default())
}

/// JSON may hold what a terminal would obey or not show; it is written as escapes, which mean the same.
fn escape_unseen(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let mut pair = [0; 2];
    for c in json.chars() {
        // The line ends are the document's own: those of a text are escaped already.
        if c == '\n' || !is_unseen(c) {
            out.push(c);
            continue;
        }
        for unit in c.encode_utf16(&mut pair) {
            out.push_str(&format!("\\u{unit:04x}"));
        }
    }
    out
}

/// A value. None is `{"none": true}`, whatever the field holds: no text, list or row can be taken for it, and
/// no script takes it for a key that is not there. What is not known has no key in its group.
pub fn value(value: &Value) -> Json {
    match value {
        Value::None => json!({ "none": true }),
        Value::Text(s) => s.as_str().into(),
        Value::Bool(b) => (*b).into(),
        Value::Integer(n) => (*n).into(),
        Value::Date(d) => d.to_string().into(),
        Value::Period(p) => p.to_string().into(),
        Value::Choice(t) => t.id.into(),
        Value::Ref(id) => id.as_str().into(),
        Value::List(items) => items.iter().map(self::value).collect(),
        Value::Group(fields) => group(fields),
        Value::Rows(rows) => {
            Json::Object(rows.iter().map(|(name, row)| (name.to_owned(), group(row))).collect())
        }
    }
}

/// The answered fields of a group, by key.
pub fn group(fields: &Group) -> Json {
    Json::Object(fields.iter().map(|(field, v)| (field.key.to_owned(), value(v))).collect())
}

/// Which record.
pub fn record_id(id: &RecordId) -> Json {
    json!({ "kind": id.kind.word(), "id": id.id.as_str() })
}

/// A record's head: what a listing says of it.
pub fn head(record: &Record, lang: Lang) -> Json {
    let mut head = json!({
        "kind": record.id.kind.word(),
        "id": record.id.id.as_str(),
        "file": record.id.path(),
        "title": record.title(lang),
    });
    for key in ["ref", "status", "role"] {
        if let Some(v) = record.fields.get(key) {
            head[key] = value(v);
        }
    }
    head
}

/// A finding; what does not apply has no key.
#[derive(Serialize)]
pub struct FindingJson<'a> {
    code: &'static str,
    /// The rule's name, where it is a rule's.
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<&'static str>,
    severity: &'static str,
    part: &'static str,
    file: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<Json>,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    article: Option<String>,
    /// The text that asks, in no language.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    more: Option<usize>,
}

/// Findings with their places, by file then line.
pub fn findings<'a>(placed: &[Placed<'a>], lang: Lang) -> Vec<FindingJson<'a>> {
    let one = |Placed { finding, place }: &Placed<'a>| {
        let rule = rules::get(finding.code);
        let law = rule.filter(|r| r.part != Part::Register);
        FindingJson {
            code: finding.code,
            rule: rule.map(|r| r.name),
            part: Part::of(finding.code).word(),
            confidence: law.map(|r| r.confidence.word()),
            url: law.map(|r| r.source.url),
            severity: finding.severity.word(),
            file: &finding.file,
            record: finding.record.as_ref().map(record_id),
            path: (!finding.path.is_root()).then(|| finding.path.to_string()),
            line: place.as_ref().map(|p| p.at.line),
            column: place.as_ref().map(|p| p.at.column),
            message: finding.message.get(lang),
            hint: finding.hint.as_ref().map(|h| h.get(lang)),
            article: (!finding.article.is_empty()).then(|| article(finding.article, lang)),
            text: Some(finding.article).filter(|text| !text.is_empty()),
            more: (finding.more > 0).then_some(finding.more),
        }
    };
    placed.iter().map(one).collect()
}

/// How many findings of each severity.
pub fn summary(findings: &[Finding]) -> Json {
    let mut counts = Tally::default();
    findings.iter().for_each(|f| counts.count(f.severity));
    tally(&counts)
}

/// The same, counted already.
pub fn tally(tally: &Tally) -> Json {
    json!({ "error": tally.errors, "warning": tally.warnings, "advice": tally.advice })
}

/// How many findings of each severity an article has; no text asks: no article.
pub fn by_article(part: &str, text: &str, counts: &Tally, lang: Lang) -> Json {
    let mut out = json!({ "part": part, "summary": tally(counts) });
    if !text.is_empty() {
        out["article"] = article(text, lang).into();
        out["text"] = text.into();
    }
    out
}

/// A finding that is waived, with its waiver.
pub fn waived(finding: &FindingJson<'_>, waiver: Option<&Waiver<'_>>) -> Json {
    let mut out = json!(finding);
    if let Some(waiver) = waiver {
        out["waiver"] = json!({
            "record": record_id(waiver.holder),
            "name": waiver.name,
            "reason": waiver.reason,
            "by": waiver.by,
            "until": waiver.until.to_string(),
        });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_unseen_is_left_and_nothing_is_lost() {
        let odd = "a\u{e0041}\u{e007f}\u{fff9}\u{180e}\u{115f}\u{3164}\u{202e}\u{1b}\u{fe0f}\n\tœ😀";
        let said = document(json!({ "text": odd }));
        let unseen: Vec<char> = said.chars().filter(|c| *c != '\n' && is_unseen(*c)).collect();
        assert_eq!(unseen, Vec::<char>::new(), "{said}");
        assert!(said.contains("\\udb40\\udc41") && said.contains("œ😀"), "{said}");
        let read: Json = serde_json::from_str(&said).unwrap();
        assert_eq!(read["text"], odd);
    }
}
