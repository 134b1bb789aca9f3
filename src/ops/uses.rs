//! Who uses a record: what refers to it, what refers to that, and what it refers to itself.

use std::collections::BTreeSet;

use crate::model::{Path, RecordId, Register};

/// A record and the field that refers.
pub type Use = (RecordId, Path);

/// How a record hangs together with the others.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Uses {
    /// What refers to it, each record once, by kind and identifier.
    pub direct: Vec<Use>,
    /// What refers to one of those and not to it.
    pub further: Vec<Use>,
    /// What it refers to, and where.
    pub own: Vec<(Path, RecordId)>,
}

pub fn uses(register: &Register, id: &RecordId) -> Uses {
    let direct = referrers(register, &BTreeSet::from([id.clone()]));
    let known: BTreeSet<RecordId> = direct.iter().map(|(r, _)| r.clone()).collect();
    let mut further = referrers(register, &known);
    further.retain(|(r, _)| r != id && !known.contains(r));
    let own = register.get(id).map(|r| r.references()).unwrap_or_default();
    Uses {
        direct: direct.into_iter().filter(|(r, _)| r != id).collect(),
        further,
        own: own.into_iter().map(|(path, kind, to)| (path, RecordId::new(kind, to.clone()))).collect(),
    }
}

/// Who refers to any of these, each record once, with the first field that does.
fn referrers(register: &Register, to: &BTreeSet<RecordId>) -> Vec<Use> {
    let one = |record: &std::sync::Arc<crate::model::Record>| {
        let references = record.references().into_iter();
        let mut ours = references.filter(|(_, kind, id)| to.contains(&RecordId::new(*kind, (*id).clone())));
        ours.next().map(|(path, ..)| (record.id.clone(), path))
    };
    if to.is_empty() { Vec::new() } else { register.iter().filter_map(one).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ops::testing::{id, register};

    #[test]
    fn uses_are_told_at_both_distances_and_once() {
        let register = register(&[
            (
                "activities/a.toml",
                "purposes = [\"p\"]\n\n[data.x]\nretention = \"r\"\n\n[data.y]\nretention = \"r\"\n",
            ),
            ("activities/b.toml", "purposes = [\"p\"]\n"),
            ("activities/c.toml", "name = \"C\"\n"),
            ("purposes/p.toml", "retention = \"r\"\n"),
            ("retention/r.toml", "name = \"R\"\n"),
        ]);
        let said = |uses: &[Use]| uses.iter().map(|(r, p)| format!("{r} {p}")).collect::<Vec<_>>();
        let of_rule = uses(&register, &id("retention/r.toml"));
        assert_eq!(said(&of_rule.direct), ["activity/a data.x.retention", "purpose/p retention"]);
        assert_eq!(said(&of_rule.further), ["activity/b purposes"]);
        assert!(of_rule.own.is_empty());
        let of_activity = uses(&register, &id("activities/a.toml"));
        assert_eq!(of_activity.own.len(), 3);
        assert_eq!((of_activity.direct, of_activity.further), (Vec::new(), Vec::new()));
    }

    #[test]
    fn a_record_that_refers_to_itself_does_not_use_itself() {
        let register = register(&[("processors/p.toml", "[subprocessors.me]\nprocessor = \"p\"\n")]);
        assert_eq!(uses(&register, &id("processors/p.toml")).direct, Vec::new());
    }
}
