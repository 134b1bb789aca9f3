//! Every rule finds what it is for, leaves the nearest alone, and says so properly.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use registre::check::rule::{Day, On, Part, Rule};
use registre::check::{check, rules};
use registre::model::{Finding, Kind, Lang, RecordId, Register, Severity};
use registre::store::load;

fn date((y, m, d): Day) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

/// The day as of which a case is checked: `# today 2026-08-10` in its text, else 23 November 2026.
fn today(case: &str) -> NaiveDate {
    let said = case.lines().find_map(|l| l.strip_prefix("# today "));
    said.map_or(date((2026, 11, 23)), |day| day.trim().parse().unwrap())
}

/// The file of a piece that names none.
fn file(kind: Kind) -> String {
    match kind {
        Kind::Organisation => "register.toml".to_owned(),
        Kind::Activity => "activities/exemple.toml".to_owned(),
        Kind::Purpose => "purposes/exemple.toml".to_owned(),
        Kind::Retention => "retention/exemple.toml".to_owned(),
        Kind::Processor => "processors/exemple.toml".to_owned(),
    }
}

/// A register of the pieces of a case: `# activities/x.toml` begins a file, what stands before is a record of
/// the kind that the rule looks at.
fn register(case: &str, kind: Kind) -> Register {
    let mut files = vec![(file(kind), String::new())];
    for line in case.lines() {
        match line.strip_prefix("# ").filter(|path| path.ends_with(".toml")) {
            Some(path) => files.push((path.to_owned(), String::new())),
            None => files.last_mut().unwrap().1.push_str(&format!("{line}\n")),
        }
    }
    if files.iter().all(|(path, _)| path != "register.toml") {
        files.push(("register.toml".to_owned(), "name = \"Exemple\"\n".to_owned()));
    }
    let mut register = Register::new();
    for (path, text) in files {
        let id = RecordId::from_path(&path).unwrap_or_else(|| panic!("no record can be called {path}"));
        let (record, faults) = load::parse(&id, text.as_bytes());
        assert!(faults.is_empty(), "{path} cannot be read: {:?}\n{text}", faults[0].message.get(Lang::En));
        register.insert(record.unwrap());
    }
    register
}

fn kind(rule: &Rule) -> Kind {
    rule.on.kind().unwrap_or(Kind::Activity)
}

fn found(rule: &Rule, case: &str) -> Vec<Finding> {
    let found = check(&register(case, kind(rule)), today(case));
    found.into_iter().filter(|f| f.code == rule.code).collect()
}

/// All the rules that look for something by themselves.
fn looking() -> impl Iterator<Item = &'static Rule> {
    rules::all().filter(|r| !matches!(r.on, On::Fields | On::Reading))
}

#[test]
fn each_rule_finds_what_it_is_for_and_leaves_the_nearest_alone() {
    let mut faults = Vec::new();
    for rule in looking() {
        if rule.bad.len() < 2 || rule.good.len() < 2 {
            faults.push(format!("{}: two cases of each at least", rule.code));
        }
        for case in rule.bad {
            let found = found(rule, case);
            if found.is_empty() {
                faults.push(format!("{} does not find:\n{case}\n", rule.code));
            }
            for f in &found {
                for lang in Lang::ALL {
                    let (said, hint) = (f.message.get(lang), f.hint.as_ref().map(|h| h.get(lang)));
                    let whole = format!("{said} {}", hint.unwrap_or_default());
                    if whole.contains('{') {
                        faults.push(format!("{}: an argument is missing: {whole}", rule.code));
                    }
                }
            }
        }
        for case in rule.good {
            for f in found(rule, case) {
                faults.push(format!("{} finds {} in:\n{case}\n", rule.code, f.path));
            }
        }
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn what_the_field_table_finds_is_what_its_examples_show() {
    for rule in rules::all().filter(|r| matches!(r.on, On::Fields)) {
        for case in rule.bad {
            assert!(!found(rule, case).is_empty(), "{} does not find:\n{case}\n", rule.code);
        }
        for case in rule.good {
            assert_eq!(found(rule, case), [], "{} finds fault with:\n{case}\n", rule.code);
        }
    }
}

#[test]
fn what_is_found_while_reading_is_what_its_examples_show() {
    let found = |case: &str| {
        let (mut register, mut codes) = (Register::new(), Vec::new());
        for piece in case.split("# ").filter(|p| !p.is_empty()) {
            let (path, text) = piece.split_once('\n').unwrap();
            let (record, faults) = load::parse(&RecordId::from_path(path).unwrap(), text.as_bytes());
            codes.extend(faults.iter().map(|f| f.code));
            record.into_iter().for_each(|record| register.insert(record));
        }
        codes.extend(check(&register, today(case)).iter().map(|f| f.code));
        codes
    };
    for rule in rules::all().filter(|r| matches!(r.on, On::Reading)) {
        for case in rule.bad {
            assert!(found(case).contains(&rule.code), "{} does not find:\n{case}", rule.code);
        }
        for case in rule.good {
            assert!(!found(case).contains(&rule.code), "{} finds fault with:\n{case}", rule.code);
        }
    }
}

#[test]
fn a_rule_has_a_code_a_name_words_and_a_source_of_its_own() {
    let (mut codes, mut names) = (BTreeSet::new(), BTreeSet::new());
    for rule in rules::all() {
        assert!(codes.insert(rule.code), "{} twice", rule.code);
        assert!(names.insert(rule.name), "{} twice", rule.name);
        assert!(
            rule.name.contains('-')
                && rule.name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-' || b.is_ascii_digit()),
            "{}: {} is no name to be waived by",
            rule.code,
            rule.name
        );
        for lang in Lang::ALL {
            for said in [rule.says, rule.why, rule.mend] {
                let said = said.get(lang);
                assert!(!said.is_empty(), "{} says nothing in {lang:?}", rule.code);
                assert!(!said.contains("conforme") && !said.contains("compliant"), "{}: {said}", rule.code);
                assert!(
                    lang == Lang::En || !said.contains('\''),
                    "{}: a straight apostrophe: {said}",
                    rule.code
                );
            }
        }
        if rule.part != Part::Register {
            let cited = !rule.source.article.is_empty() || !rule.source.texts.fr.is_empty();
            assert!(cited && rule.source.url.starts_with("https://"), "{} rests on nothing", rule.code);
        }
        assert!(rule.holds.on(date(rule.holds.since)), "{}: its first day is no day", rule.code);
        assert!(rule.holds.until.is_none_or(|last| date(last) > date(rule.holds.since)), "{}", rule.code);
    }
}

#[test]
fn a_rule_holds_from_its_first_day_to_its_last() {
    for rule in looking().filter(|r| !r.bad.is_empty() && !r.bad[0].contains("# today")) {
        let case = rule.bad[0];
        let before = date(rule.holds.since).pred_opt().unwrap();
        let found = check(&register(case, kind(rule)), before);
        assert!(found.iter().all(|f| f.code != rule.code), "{} before it was in force", rule.code);
    }
}

#[test]
fn only_what_a_record_says_for_certain_is_an_error() {
    let open = "legal_basis = \"consent\"";
    let none = "legal_basis = \"consent\"\n[consent]\nproof = \"\"\nwithdrawal = \"\"";
    let cited = |said: &str| format!("legal_basis = \"legal_obligation\"\n{said}");
    let compared = |with: &str, said: &str| format!("reference = \"{with}\"\n{said}");
    let by = |processor: &str| {
        format!("transfers = \"none\"\nprocessors = [\"p\"]\n# processors/p.toml\nname = \"P\"\n{processor}")
    };
    use Severity::{Advice, Error, Warning};
    for (code, case, severity) in [
        // A question left open, and one answered "none".
        ("RGPD-A07-01", open.to_owned(), Warning),
        ("RGPD-A07-01", none.to_owned(), Error),
        ("RGPD-A07-02", open.to_owned(), Warning),
        ("RGPD-A07-02", none.to_owned(), Error),
        ("RGPD-A07-02", "legal_basis = \"consent\"\nconsent = \"none\"".to_owned(), Error),
        ("RGPD-A06-06", cited(""), Warning),
        ("RGPD-A06-06", cited("law_refs = \"none\""), Error),
        ("RGPD-A06-06", cited("law_refs = \"none\"\nlegal_basis_detail = \"Le code du travail.\""), Advice),
        // A maximum fixed by law, one with a reason, one of medium confidence.
        ("RGPD-A05-04", compared("videoprotection-public", "active = \"P2M\""), Error),
        (
            "RGPD-A05-04",
            compared("videoprotection-public", "active = \"P2M\"\ndeviation_reason = \"On préfère.\""),
            Warning,
        ),
        (
            "RGPD-A05-04",
            compared(
                "videoprotection-public",
                "active = \"P2M\"\ndeviation_reason = \"Réquisition, art. 60-1 du code de procédure pénale\"",
            ),
            Advice,
        ),
        ("RGPD-A05-04", compared("fiche-police-hebergeur", "active = \"P1Y\""), Warning),
        // A minimum of which the archive is not said, and one that is said whole.
        ("RGPD-A05-05", compared("bulletins-paie", "active = \"P1Y\""), Warning),
        ("RGPD-A05-05", compared("bulletins-paie", "archive = \"P3Y\""), Warning),
        ("RGPD-A05-05", compared("bulletins-paie", "active = \"P1Y\"\narchive = \"P3Y\""), Error),
        ("RGPD-A05-05", compared("liste-opposition", "active = \"P1Y\"\narchive = \"none\""), Warning),
        ("RGPD-A05-06", compared("prospect-non-client", "active = \"P4Y\""), Warning),
        ("RGPD-A05-06", compared("compte-client-inactif", "active = \"P4Y\""), Advice),
        // A processor that is abroad, one that also hosts abroad, one that can be reached from abroad.
        ("RGPD-A30-10", by("country = \"US\""), Error),
        ("RGPD-A30-10", by("country = \"FR\"\nhosting_countries = [\"US\"]"), Error),
        ("RGPD-A30-10", by("country = \"FR\"\nhosting_countries = [\"FR\", \"US\"]"), Warning),
        ("RGPD-A30-10", by("country = \"FR\"\naccess_countries = [\"US\"]"), Warning),
        // One cadence late, and two.
        (
            "RGPD-A30-15",
            "reviewed_on = 2025-06-01\n# register.toml\nname = \"E\"\nreview_cadence = \"P1Y\"".to_owned(),
            Advice,
        ),
        (
            "RGPD-A30-15",
            "reviewed_on = 2024-06-01\n# register.toml\nname = \"E\"\nreview_cadence = \"P1Y\"".to_owned(),
            Warning,
        ),
    ] {
        let found = found(rules::get(code).unwrap(), &case);
        assert_eq!(found.iter().map(|f| f.severity).collect::<Vec<_>>(), [severity], "{code}\n{case}");
    }
}

/// A duty of controllers is not charged to a sheet of what is done for clients; French law, and what the CNIL
/// alone decided, to no organisation established elsewhere; what is over is a trace.
#[test]
fn a_rule_is_told_to_those_whom_it_binds() {
    let listed = "[dpia]\ncnil_list_item = \"FR-REQ-06\"\ndecision = \"not_required\"";
    let code = "RGPD-A35-01";
    let told = |case: &str| -> Vec<Severity> {
        found(rules::get(code).unwrap(), case).iter().map(|f| f.severity).collect()
    };
    assert_eq!(told(listed), [Severity::Error]);
    assert_eq!(told(&format!("role = \"processor\"\n{listed}")), []);
    let belgian = "# register.toml\nname = \"E\"\ncountry = \"BE\"";
    assert_eq!(told(&format!("{listed}\n{belgian}")), []);
    assert_eq!(told(&format!("# today 2018-10-01\n{listed}")), [], "before the list was published");
}
