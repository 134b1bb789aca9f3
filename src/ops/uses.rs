//! Who uses a record: what refers to it, what refers to that, and what it refers to itself.

use std::collections::BTreeSet;

use crate::model::{Path, RecordId, Register};

/// A record and the field that refers.
pub type Use = (RecordId, Path);

/// How a record hangs together with the others.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Uses {
    /// What refers to it, each place, by kind and identifier of its record.
    pub direct: Vec<Use>,
    /// What refers to one of those and not to it.
    pub further: Vec<Use>,
    /// What it refers to, and where.
    pub own: Vec<(Path, RecordId)>,
}

pub fn uses(register: &Register, id: &RecordId) -> Uses {
    let used =
        |of: &RecordId| register.users(of).iter().map(|user| (user.clone(), of.clone())).collect::<Vec<_>>();
    let mut known = BTreeSet::from([id.clone()]);
    let mut kept = |all: Vec<(RecordId, RecordId)>| -> Vec<Use> {
        let new = all.into_iter().filter(|(user, _)| known.insert(user.clone()));
        new.flat_map(|(user, of)| places(register, &user, &of).map(move |path| (user.clone(), path)))
            .collect()
    };
    let direct = kept(used(id));
    let through: BTreeSet<&RecordId> = direct.iter().map(|(through, _)| through).collect();
    let mut further = kept(through.into_iter().flat_map(used).collect());
    further.sort();
    let own = register.get(id).map(|r| r.references()).unwrap_or_default();
    Uses {
        direct,
        further,
        own: own.into_iter().map(|(path, kind, to)| (path, RecordId::new(kind, to.clone()))).collect(),
    }
}

/// How many records these places are in.
pub fn records(uses: &[Use]) -> usize {
    uses.iter().map(|(record, _)| record).collect::<BTreeSet<_>>().len()
}

/// The fields of `user` that refer to `of`.
fn places(register: &Register, user: &RecordId, of: &RecordId) -> impl Iterator<Item = Path> + use<> {
    let references = register.get(user).map(|r| r.references()).unwrap_or_default();
    let found = references.into_iter().filter(|(_, kind, id)| *kind == of.kind && **id == of.id);
    found.map(|(path, ..)| path).collect::<Vec<_>>().into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ops::testing::{id, register};

    #[test]
    fn uses_are_told_at_both_distances_with_every_place() {
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
        assert_eq!(
            said(&of_rule.direct),
            ["activity/a data.x.retention", "activity/a data.y.retention", "purpose/p retention"]
        );
        assert_eq!(records(&of_rule.direct), 2);
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
