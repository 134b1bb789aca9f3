//! Checked again after a change, a register shows what it shows checked anew.

use chrono::NaiveDate;
use proptest::prelude::*;
use registre::check::Checked;
use registre::model::{Finding, Id, Record, RecordId, Register};
use registre::ops::Workspace;

/// One change of a register, by places among its records and their fields.
#[derive(Clone, Debug)]
enum Edit {
    /// A record takes a field of another of its kind, or loses it where that one has none.
    Take {
        record: usize,
        from: usize,
        field: usize,
    },
    Remove {
        record: usize,
    },
    Copy {
        record: usize,
        name: u8,
    },
}

fn edit() -> impl Strategy<Value = Edit> {
    let place = 0..10_000usize;
    prop_oneof![
        6 => (place.clone(), place.clone(), 0..100usize)
            .prop_map(|(record, from, field)| Edit::Take { record, from, field }),
        1 => place.clone().prop_map(|record| Edit::Remove { record }),
        1 => (place, any::<u8>()).prop_map(|(record, name)| Edit::Copy { record, name }),
    ]
}

fn pick(register: &Register, at: usize) -> Option<Record> {
    let all: Vec<_> = register.iter().collect();
    all.get(at.checked_rem(all.len())?).map(|r| r.as_ref().clone())
}

fn apply(register: &mut Register, edit: &Edit) {
    match edit {
        Edit::Take { record, from, field } => {
            let Some(mut record) = pick(register, *record) else { return };
            let kind = record.id.kind;
            let same: Vec<_> = register.of(kind).map(|r| r.as_ref().clone()).collect();
            let from = &same[from % same.len()];
            let table = registre::model::fields_of(kind);
            let key = table[field % table.len()].key;
            match from.fields.get(key) {
                Some(value) => drop(record.fields.set(table, key, value.clone())),
                None => drop(record.fields.unset(key)),
            }
            register.insert(record);
        }
        Edit::Remove { record } => {
            if let Some(record) = pick(register, *record) {
                register.remove(&record.id);
            }
        }
        Edit::Copy { record, name } => {
            if let Some(mut record) = pick(register, *record) {
                let id = Id::parse(&format!("copie-{name}")).unwrap();
                record.id = RecordId::new(record.id.kind, id);
                register.insert(record);
            }
        }
    }
}

fn sorted(mut findings: Vec<Finding>) -> Vec<String> {
    findings.sort_by(|a, b| (&a.file, a.code, &a.path).cmp(&(&b.file, b.code, &b.path)));
    findings.iter().map(|f| format!("{f:?}")).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn again_is_anew(edits in prop::collection::vec(edit(), 1..40)) {
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/register");
        let mut register = Workspace::open(dir.as_ref()).unwrap().register().clone();
        let mut checked = Checked::of(&register, today);
        for edit in &edits {
            apply(&mut register, edit);
            checked = checked.again(&register, today);
            let anew = Checked::of(&register, today);
            prop_assert_eq!(sorted(checked.findings()), sorted(anew.findings()), "after {:?}", edit);
            let waived = |c: &Checked| sorted(c.waived().cloned().collect());
            prop_assert_eq!(waived(&checked), waived(&anew));
        }
    }
}
