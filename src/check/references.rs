//! A reference must lead to a record of the register.

use std::collections::HashMap;

use crate::model::finding::MAX_PER_FILE;
use crate::model::message::{Text, text};
use crate::model::{Finding, Kind, Record, RecordId, Register, Severity};

/// At most so many identifiers are compared with another in one check; past that, a reference that
/// leads nowhere is still named, without the identifier that may have been meant.
const MAX_COMPARED: usize = 1_000_000;

const DANGLING: Text =
    text("Aucune fiche «\u{a0}{id}\u{a0}» parmi les {kinds}.", "No record “{id}” among the {kinds}.");
const NEAREST: Text = text("Vouliez-vous écrire «\u{a0}{id}\u{a0}»\u{202f}?", "Did you mean “{id}”?");
const MAKE: Text = text("La créer\u{a0}: registre new {kind} {id}", "Make it: registre new {kind} {id}");

/// The identifiers of a register, to find the one nearest to a word. What was asked once is remembered.
pub(super) struct Nearest<'a> {
    register: &'a Register,
    ids: HashMap<Kind, Vec<&'a str>>,
    asked: HashMap<(Kind, String), Option<&'a str>>,
    left: usize,
}

impl<'a> Nearest<'a> {
    pub(super) fn in_register(register: &'a Register) -> Nearest<'a> {
        Nearest { register, ids: HashMap::new(), asked: HashMap::new(), left: MAX_COMPARED }
    }

    /// The same for one of so many parts of a check, among which the comparisons are shared out.
    pub(super) fn for_a_part(register: &'a Register, parts: usize) -> Nearest<'a> {
        Nearest { left: MAX_COMPARED / parts.max(1), ..Nearest::in_register(register) }
    }

    fn to(&mut self, kind: Kind, word: &str) -> Option<&'a str> {
        let asked = (kind, word.to_owned());
        if let Some(found) = self.asked.get(&asked) {
            return *found;
        }
        let register = self.register;
        let ids =
            self.ids.entry(kind).or_insert_with(|| register.of(kind).map(|r| r.id.id.as_str()).collect());
        self.left = self.left.checked_sub(ids.len())?;
        let found = ids
            .iter()
            .map(|id| (strsim::jaro_winkler(id, word), *id))
            .filter(|(score, _)| *score > 0.85)
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, id)| id);
        self.asked.insert(asked, found);
        found
    }
}

/// The code of a reference that leads nowhere.
pub(super) const NOWHERE: &str = "REG-10";

pub(super) fn check(record: &Record, nearest: &mut Nearest<'_>, findings: &mut Vec<Finding>) {
    for (path, kind, id) in record.references() {
        if nearest.register.contains(&RecordId::new(kind, id.clone())) {
            continue;
        }
        // What will only be counted needs no better name.
        let near = if findings.len() < MAX_PER_FILE { nearest.to(kind, id.as_str()) } else { None };
        let hint = match near {
            Some(near) => NEAREST.msg().with("id", near),
            None => MAKE.msg().with("kind", kind.typed()).with("id", id.as_str()),
        };
        findings.push(Finding {
            code: NOWHERE,
            severity: Severity::Error,
            file: record.id.path(),
            record: Some(record.id.clone()),
            path,
            span: None,
            message: DANGLING.msg().with("id", id.as_str()).with("kinds", kinds(kind)),
            hint: Some(hint),
            article: "",
            more: 0,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Id, Lang};

    fn register(purposes: usize) -> Register {
        let mut register = Register::new();
        for n in 0..purposes {
            let id = Id::parse(&format!("finalite-{n}")).unwrap();
            register.insert(Record::new(RecordId::new(Kind::Purpose, id)));
        }
        register
    }

    #[test]
    fn the_nearest_identifier_is_looked_for_once() {
        let register = register(10);
        let mut nearest = Nearest::in_register(&register);
        assert_eq!(nearest.to(Kind::Purpose, "finalites-3"), Some("finalite-3"));
        let left = nearest.left;
        assert_eq!(nearest.to(Kind::Purpose, "finalites-3"), Some("finalite-3"));
        assert_eq!((nearest.left, left), (left, MAX_COMPARED - 10));
        assert_eq!(nearest.to(Kind::Retention, "finalites-3"), None);
    }

    #[test]
    fn past_a_number_of_comparisons_a_reference_is_named_all_the_same() {
        let register = register(10);
        let mut nearest = Nearest { left: 5, ..Nearest::in_register(&register) };
        let mut record = Record::new(RecordId::new(Kind::Activity, Id::parse("a").unwrap()));
        let refs =
            crate::model::Value::List(vec![crate::model::Value::Ref(Id::parse("finalites-3").unwrap())]);
        record.fields.set(crate::model::fields_of(Kind::Activity), "purposes", refs).unwrap();
        let mut findings = Vec::new();
        check(&record, &mut nearest, &mut findings);
        assert_eq!(findings.len(), 1);
        let hint = findings[0].hint.as_ref().map(|h| h.get(Lang::En));
        assert_eq!(hint.as_deref(), Some("Make it: registre new purpose finalites-3"));
    }
}
