//! What a sheet shows about the need of an impact assessment, and what it does not pretend to see.

use registre::check::screening::{self, Outcome, Proposed, Screening};
use registre::model::{Id, Kind, Lang, RecordId, Register};
use registre::store::load;

/// The screening of `activities/a.toml` in a register of these files.
fn screened(files: &[(&str, &str)]) -> Screening {
    let mut register = Register::new();
    for (path, text) in files {
        let id = RecordId::from_path(path).unwrap();
        let (record, faults) = load::parse(&id, text.as_bytes());
        assert!(faults.is_empty(), "{path}: {:?}", faults[0].message.get(Lang::En));
        register.insert(record.unwrap());
    }
    let id = RecordId::new(Kind::Activity, Id::parse("a").unwrap());
    screening::of(&register, register.get(&id).unwrap())
}

fn sheet(text: &str) -> Screening {
    screened(&[("activities/a.toml", text)])
}

fn item<'a>(screening: &'a Screening, id: &str) -> &'a Proposed {
    screening.all().find(|p| p.item.id == id).unwrap_or_else(|| panic!("{id} is not screened"))
}

#[test]
fn every_item_is_answered_for_even_where_nothing_is_seen() {
    let nothing = sheet("name = \"A\"");
    assert_eq!(nothing.statutory.len(), 3);
    assert_eq!(nothing.criteria.len(), 9);
    assert_eq!(nothing.required.len(), 14);
    assert_eq!(nothing.exempt.len(), 12);
    assert!(nothing.all().all(|p| p.signs.is_empty() && p.against.is_empty() && p.recorded.is_none()));
    assert_eq!(nothing.outcome(), Outcome::Nothing);
}

#[test]
fn a_sign_says_what_was_seen_and_in_which_field_in_both_languages() {
    let s = sheet("[data_subjects.staff]\ncategory = \"employees\"");
    let [sign] = &item(&s, "C7").signs[..] else { panic!("{:?}", item(&s, "C7")) };
    assert!(sign.sure);
    let said = |lang| sign.says.get(lang).replace('\u{a0}', " ");
    assert_eq!(
        said(Lang::Fr),
        "Personnes concernées : Salariés (Personnes concernées : data_subjects.staff.category)"
    );
    assert_eq!(said(Lang::En), "Data subjects: Employees (Data subjects: data_subjects.staff.category)");
}

#[test]
fn what_is_seen_in_a_purpose_names_its_file() {
    let s = screened(&[
        ("activities/a.toml", "purposes = [\"p\"]"),
        ("purposes/p.toml", "kind = \"whistleblowing\""),
    ]);
    let listed = item(&s, "FR-REQ-06");
    assert!(listed.is_sure());
    assert!(listed.signs[0].says.get(Lang::En).contains("purposes/p.toml, kind"));
    assert_eq!(s.outcome(), Outcome::Listed(listed.item));
}

#[test]
fn each_criterion_has_its_sure_sign_or_only_a_likely_one() {
    for (id, text, sure) in [
        ("C1", "profiling = \"Score d’appétence\"", true),
        ("C2", "[automated_decision]\ndescription = \"Refus de la commande\"", true),
        ("C3", "media = [\"audio_video\"]", false),
        ("C3", "[video]\nworkstation = true", true),
        ("C4", "[special_categories.s]\ncategory = \"health\"", true),
        ("C4", "[special_categories.s]\ncategory = \"nir\"", false),
        ("C4", "[data.p]\ncategory = \"location\"", true),
        ("C4", "[data.p]\ncategory = \"economic\"", false),
        ("C5", "[data_subjects.p]\ncategory = \"customers\"\nvolume = 100001", true),
        ("C5", "[data_subjects.p]\ncategory = \"customers\"\nvolume = 100000", false),
        ("C5", "[data_subjects.p]\ncategory = \"customers\"\nvolume_band = \"over_100000\"", true),
        ("C6", "data_combination = \"Caisse et compte web\"", true),
        ("C6", "[data.p]\ncategory = \"identity\"\nsource = \"purchased\"", false),
        ("C7", "[data_subjects.p]\ncategory = \"customers\"\nminors = true", true),
        ("C7", "[data_subjects.p]\ncategory = \"candidates\"", false),
        ("C7", "[data_subjects.p]\ncategory = \"employees\"\nvulnerable = false", false),
        ("C8", "[special_categories.s]\ncategory = \"biometric\"", true),
        ("C8", "technologies = \"Tri par apprentissage automatique\"", false),
        ("C9", "[automated_decision]\nconsequences = \"Paiement comptant exigé\"", false),
    ] {
        let s = sheet(text);
        let proposed = item(&s, id);
        assert!(!proposed.signs.is_empty(), "{id} is not seen in: {text}");
        assert_eq!(proposed.is_sure(), sure, "{id} in: {text}");
    }
}

#[test]
fn a_denial_in_words_is_no_sign() {
    for (id, text) in [
        ("C1", "profiling = \"Aucun profilage.\""),
        ("C1", "profiling = \"\""),
        ("C2", "automated_decision = \"none\""),
        ("C5", "[data_subjects.p]\ncategory = \"customers\"\nvolume = 10000"),
        ("C6", "data_combination = \"Sans objet\""),
        ("C8", "technologies = \"Sans apprentissage automatique.\""),
    ] {
        assert_eq!(item(&sheet(text), id).signs, [], "{id} in: {text}");
    }
}

#[test]
fn the_texts_decide_in_their_order() {
    let two = "[data_subjects.p]\ncategory = \"employees\"\n[special_categories.s]\ncategory = \"health\"";
    assert_eq!(sheet(two).outcome(), Outcome::Criteria(2));
    let large = "[data_subjects.p]\ncategory = \"patients\"\nvolume = 200000\n[special_categories.s]\ncategory = \"health\"";
    assert!(matches!(sheet(large).outcome(), Outcome::Statutory(case) if case.id == "35-3-b"));
    let one = "[data_subjects.p]\ncategory = \"employees\"";
    assert!(matches!(sheet(one).outcome(), Outcome::One(c) if c.id == "C7"));
    let ticked = "[data_subjects.p]\ncategory = \"employees\"\n[dpia]\ncriteria = [\"C9\"]";
    assert_eq!(sheet(ticked).outcome(), Outcome::Criteria(2));
}

#[test]
fn an_exemption_stands_within_its_limits_alone() {
    let staff = |organisation: &str, more: &str| {
        screened(&[
            ("register.toml", organisation),
            ("activities/a.toml", &format!("purposes = [\"p\"]\n{more}")),
            ("purposes/p.toml", "kind = \"payroll\""),
        ])
    };
    let small = staff("headcount = 80", "");
    assert!(item(&small, "FR-EXO-01").is_sure());
    assert!(matches!(small.outcome(), Outcome::Exempt(i) if i.id == "FR-EXO-01"));
    assert!(!item(&staff("name = \"S\"", ""), "FR-EXO-01").is_sure(), "the headcount is not known");
    let large = staff("headcount = 250", "[dpia]\nexempt_item = \"FR-EXO-01\"");
    let claimed = item(&large, "FR-EXO-01");
    assert!(!claimed.is_likely() && claimed.is_disputed() && claimed.recorded == Some(true));
    assert!(claimed.against[0].says.get(Lang::En).starts_with("250 employees, and the limit is 250"));
}

#[test]
fn the_decision_is_compared_with_the_proposal() {
    let s = sheet("[data_subjects.p]\ncategory = \"employees\"\n[dpia]\ncriteria = [\"C4\"]");
    assert_eq!(item(&s, "C4").recorded, Some(true));
    assert_eq!(item(&s, "C7").recorded, Some(false));
    assert!(item(&s, "C7").is_disputed(), "the sheet shows it and the officer did not tick it");
    assert!(!item(&s, "C4").is_disputed(), "the officer may know more than the sheet");
    assert!(!item(&s, "C3").is_disputed());
}
