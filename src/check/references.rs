//! A reference must lead to a record of the register.

use crate::model::message::{Text, text};
use crate::model::{Finding, Kind, Record, RecordId, Register, Severity};

const DANGLING: Text =
    text("Aucune fiche «\u{a0}{id}\u{a0}» parmi les {kinds}.", "No record “{id}” among the {kinds}.");
const NEAREST: Text = text("Vouliez-vous écrire «\u{a0}{id}\u{a0}»\u{202f}?", "Did you mean “{id}”?");
const MAKE: Text = text("La créer\u{a0}: registre new {kind} {id}", "Make it: registre new {kind} {id}");

pub(super) fn check(register: &Register, record: &Record, findings: &mut Vec<Finding>) {
    for (path, kind, id) in record.references() {
        if register.contains(&RecordId::new(kind, id.clone())) {
            continue;
        }
        let hint = match nearest(register, kind, id.as_str()) {
            Some(near) => NEAREST.msg().with("id", near),
            None => MAKE.msg().with("kind", kind.typed()).with("id", id.as_str()),
        };
        findings.push(Finding {
            code: "REG-10",
            severity: Severity::Error,
            file: record.id.path(),
            record: Some(record.id.clone()),
            path,
            span: None,
            message: DANGLING.msg().with("id", id.as_str()).with("kinds", kinds(kind)),
            hint: Some(hint),
            article: "",
        });
    }
}

fn kinds(kind: Kind) -> Text {
    match kind {
        Kind::Organisation => text("organismes", "organisations"),
        Kind::Activity => text("activités", "activities"),
        Kind::Purpose => text("finalités", "purposes"),
        Kind::Retention => text("durées de conservation", "retention rules"),
        Kind::Processor => text("sous-traitants", "processors"),
    }
}

fn nearest(register: &Register, kind: Kind, id: &str) -> Option<String> {
    register
        .of(kind)
        .map(|r| (strsim::jaro_winkler(r.id.id.as_str(), id), r.id.id.as_str()))
        .filter(|(score, _)| *score > 0.85)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, id)| id.to_owned())
}
