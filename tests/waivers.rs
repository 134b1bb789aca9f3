//! What a waiver sets aside, and what it does not.

use chrono::NaiveDate;
use registre::check::{Checked, Named, Standing, rules, waiver_of};
use registre::model::{Lang, RecordId, Register};
use registre::ops::Workspace;
use registre::ops::check::{Waive, waiver_changes};
use registre::store::load;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

fn checked(files: &[(&str, &str)]) -> (Register, Checked) {
    let mut register = Register::new();
    for (path, text) in files {
        let id = RecordId::from_path(path).unwrap();
        register.insert(load::parse(&id, text.as_bytes()).0.unwrap());
    }
    let checked = Checked::of(&register, today());
    (register, checked)
}

/// Where a rule is told, and where it is waived.
fn told(files: &[(&str, &str)], code: &str) -> (Vec<String>, Vec<String>) {
    let (_, checked) = checked(files);
    let files = |f: &registre::model::Finding| (f.code == code).then(|| f.file.clone());
    let found = checked.findings();
    (found.iter().filter_map(files).collect(), checked.waived().filter_map(files).collect())
}

const GOOD: &str = "reason = \"Décidé\"\nby = \"DPO\"\nuntil = 2027-01-01\n";

#[test]
fn what_only_the_whole_register_shows_is_waived_on_the_sheet_that_it_is_told_of() {
    let other = "name = \"B\"\nref = \"T-1\"\n";
    let of = |text: &str| {
        let a = format!("name = \"A\"\nref = \"T-1\"\n{text}");
        told(
            &[("register.toml", "name = \"S\"\n"), ("activities/a.toml", &a), ("activities/b.toml", other)],
            "RGPD-A30-16",
        )
    };
    let (found, _) = of("");
    assert!(!found.is_empty());
    let sheet = found[0].trim_start_matches("activities/").trim_end_matches(".toml").to_owned();
    let rule = rules::get("RGPD-A30-16").unwrap().name;
    let waiver = format!("[waivers.{rule}]\n{GOOD}");
    let texts: Vec<(String, String)> = ["a", "b"]
        .iter()
        .map(|id| {
            let more = if *id == sheet { waiver.as_str() } else { "" };
            (format!("activities/{id}.toml"), format!("name = \"X\"\nref = \"T-1\"\n{more}"))
        })
        .collect();
    let mut files = vec![("register.toml", "name = \"S\"\n")];
    files.extend(texts.iter().map(|(p, t)| (p.as_str(), t.as_str())));
    let (found, waived) = told(&files, "RGPD-A30-16");
    assert!(
        !found.contains(&format!("activities/{sheet}.toml")) && waived.len() == 1,
        "{found:?} {waived:?}"
    );
    assert_eq!(told(&files, "REG-17").0, Vec::<String>::new(), "it serves");
}

#[test]
fn one_that_only_the_register_could_serve_and_that_serves_nothing_is_said() {
    let rule = rules::get("RGPD-A30-16").unwrap().name;
    let sheet = format!("name = \"A\"\nref = \"T-1\"\n[waivers.{rule}]\n{GOOD}");
    let unused = rules::WAIVER_UNUSED.code;
    let (found, _) = told(&[("register.toml", "name = \"S\"\n"), ("activities/a.toml", &sheet)], unused);
    assert_eq!(found, ["activities/a.toml"]);
}

#[test]
fn the_organisations_own_hides_nothing_on_a_sheet_unless_it_stands_everywhere() {
    let rule = rules::get("RGPD-A30-16").unwrap().name;
    let organisation = |more: &str| format!("name = \"S\"\n[waivers.{rule}]\n{GOOD}{more}");
    let of = |more: &str| {
        let register = organisation(more);
        let sheet = "name = \"A\"\nref = \"T-1\"\n";
        told(
            &[
                ("register.toml", register.as_str()),
                ("activities/a.toml", sheet),
                ("activities/b.toml", sheet),
            ],
            "RGPD-A30-16",
        )
    };
    assert!(!of("").0.is_empty());
    assert!(of("everywhere = true\n").0.is_empty());
}

#[test]
fn one_that_names_no_place_stands_nowhere() {
    let sheet = |places: &str| {
        format!(
            "name = \"A\"\n[video]\nplaces = [\"open_to_public\"]\n[waivers.cameras-without-authorisation]\n{GOOD}{places}"
        )
    };
    let found = |places: &str| told(&[("activities/a.toml", &sheet(places))], "FR-VID-02").0.len();
    assert_eq!(found(""), 0);
    assert_eq!(found("places = [\"video\"]\n"), 0);
    assert_eq!(found("places = []\n"), 1);
    assert_eq!(found("places = \"none\"\n"), 1);
}

#[test]
fn one_that_is_called_by_the_rules_code_serves_is_told_and_is_renewed() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(dir.path().join("activities")).unwrap();
    std::fs::write(dir.path().join("register.toml"), "schema = 1\nname = \"S\"\n").unwrap();
    let text = format!(
        "name = \"A\"\n\n[video]\nplaces = [\n  \"open_to_public\",\n]\n\n[waivers.FR-VID-02]\n{GOOD}"
    );
    std::fs::write(dir.path().join("activities/a.toml"), &text).unwrap();
    let mut ws = Workspace::open(dir.path()).unwrap();
    ws.set_today(today());
    let id = RecordId::from_path("activities/a.toml").unwrap();
    let all = ws.checked();
    let waived: Vec<_> = all.waived().filter(|f| f.code == "FR-VID-02").collect();
    assert_eq!(waiver_of(ws.register(), waived[0], today()).unwrap().name, "FR-VID-02");
    let until = NaiveDate::from_ymd_opt(2028, 1, 1).unwrap();
    let asked = Waive { record: &id, field: None, reason: "Encore", by: "DPO", until };
    let changes = waiver_changes(&ws, &Named::by("FR-VID-02").unwrap(), &asked);
    ws.apply_all(changes).unwrap();
    ws.save().unwrap();
    let saved = std::fs::read_to_string(dir.path().join("activities/a.toml")).unwrap();
    assert_eq!(saved.matches("[waivers.").count(), 1, "{saved}");
    assert!(saved.contains("until = 2028-01-01"), "{saved}");
}

#[test]
fn renewed_for_one_place_one_that_has_ended_does_not_come_back_for_all() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(dir.path().join("activities")).unwrap();
    std::fs::write(dir.path().join("register.toml"), "schema = 1\nname = \"S\"\n").unwrap();
    let over = GOOD.replace("2027", "2020");
    let text = format!(
        "name = \"A\"\n[special_categories.a]\ncategory = \"health\"\n[special_categories.b]\ncategory = \"trade_union\"\n[waivers.sensitive-data-without-exception]\n{over}"
    );
    std::fs::write(dir.path().join("activities/a.toml"), text).unwrap();
    let mut ws = Workspace::open(dir.path()).unwrap();
    ws.set_today(today());
    let id = RecordId::from_path("activities/a.toml").unwrap();
    let field = registre::model::Path::parse("special_categories.a.exception");
    let until = NaiveDate::from_ymd_opt(2028, 1, 1).unwrap();
    let asked = Waive { record: &id, field, reason: "Encore", by: "DPO", until };
    let changes = waiver_changes(&ws, &Named::by("RGPD-A09-01").unwrap(), &asked);
    ws.apply_all(changes).unwrap();
    let found: Vec<_> =
        ws.findings().into_iter().filter(|f| f.code == "RGPD-A09-01").map(|f| f.path.to_string()).collect();
    assert_eq!(found, ["special_categories.b.exception"]);
}

#[test]
fn rules_of_french_law_bind_no_organisation_established_elsewhere() {
    let sheet = "name = \"A\"\n[video]\nplaces = [\"open_to_public\"]\n";
    let found = |country: &str| {
        let register = format!("name = \"S\"\n{country}");
        told(&[("register.toml", &register), ("activities/a.toml", sheet)], "FR-VID-02").0.len()
    };
    assert_eq!((found(""), found("country = \"FR\"\n"), found("country = \"BE\"\n")), (1, 1, 0));
}

#[test]
fn before_the_gdpr_applied_article_30_asked_nothing() {
    let mut register = Register::new();
    let id = RecordId::from_path("activities/a.toml").unwrap();
    register.insert(load::parse(&id, b"name = \"A\"\n").0.unwrap());
    let asks = |day: (i32, u32, u32)| {
        let day = NaiveDate::from_ymd_opt(day.0, day.1, day.2).unwrap();
        let found = Checked::of(&register, day).findings();
        found.iter().any(|f| f.code == "RGPD-A30-07")
    };
    assert!(!asks((2018, 5, 24)) && asks((2018, 5, 25)));
}

/// The findings of a code on one sheet, as they are said.
fn said(files: &[(&str, &str)], code: &str) -> Vec<String> {
    let (_, checked) = checked(files);
    let of_code = |f: &registre::model::Finding| (f.code == code).then(|| f.message.get(Lang::En));
    checked.findings().iter().filter_map(of_code).collect()
}

fn filmed(waivers: &str) -> String {
    format!("name = \"A\"\n[video]\nplaces = [\"open_to_public\"]\n{waivers}")
}

#[test]
fn a_reason_or_an_author_that_nobody_can_see_is_none() {
    for blank in [" ", "\\t \\n", "\\u200b", "\\u2060\\ufeff", "\\u3164", "\u{a0}\u{ad}"] {
        for key in ["reason", "by"] {
            let good = GOOD.replace("Décidé", "x").replace("DPO", "x");
            let (from, to) = (format!("{key} = \"x\""), format!("{key} = \"{blank}\""));
            let sheet = filmed(&format!("[waivers.FR-VID-02]\n{}", good.replace(&from, &to)));
            let files = [("activities/a.toml", sheet.as_str())];
            assert_eq!(told(&files, "FR-VID-02").0.len(), 1, "{blank:?} {key}");
            assert_eq!(told(&files, "REG-15").0.len(), 1, "{blank:?} {key}");
        }
    }
}

#[test]
fn a_rule_waived_twice_is_said_and_a_twin_that_is_over_is_not_revived() {
    let over = GOOD.replace("2027", "2025");
    let name = "cameras-without-authorisation";
    for (first, second, stand) in [(GOOD, GOOD, true), (&*over, GOOD, false), (GOOD, &*over, false)] {
        let sheet = filmed(&format!("[waivers.{name}]\n{first}[waivers.FR-VID-02]\n{second}"));
        let files = [("activities/a.toml", sheet.as_str())];
        assert_eq!(told(&files, "FR-VID-02").0.is_empty(), stand, "{sheet}");
        assert_eq!(said(&files, "REG-18").len(), 1, "{sheet}");
        assert_eq!(said(&files, "REG-17"), Vec::<String>::new(), "{sheet}");
        assert_eq!(said(&files, "REG-16").len(), usize::from(!stand), "{sheet}");
    }
}

#[test]
fn one_for_more_than_three_years_is_advised_against() {
    let of = |lines: &str| {
        let sheet = filmed(&format!("[waivers.FR-VID-02]\nreason = \"x\"\nby = \"x\"\n{lines}"));
        said(&[("activities/a.toml", &sheet)], "REG-19").len()
    };
    assert_eq!(of("until = 2029-11-23\n"), 0);
    assert_eq!(of("until = 2029-11-24\n"), 1);
    assert_eq!(of("on = 2024-01-31\nuntil = 2027-01-31\n"), 0);
    assert_eq!(of("on = 2024-01-31\nuntil = 2027-02-01\n"), 1);
}

#[test]
fn one_own_rule_is_waived_alone() {
    let register = "name = \"S\"\n[rules.a]\nkind = \"required_field\"\nof = \"activity\"\nfield = \"owner\"\n[rules.b]\nkind = \"required_field\"\nof = \"activity\"\nfield = \"ref\"\n";
    let of = |waiver: &str| {
        let sheet = format!("name = \"A\"\n[waivers.{waiver}]\n{GOOD}");
        let files = [("register.toml", register), ("activities/a.toml", sheet.as_str())];
        let (found, waived) = told(&files, "HOUSE");
        (found.len(), waived.len(), told(&files, "REG-17").0.len(), told(&files, "REG-14").0.len())
    };
    assert_eq!(of("own-rule"), (0, 2, 0, 0));
    assert_eq!(of("own-rule-a"), (1, 1, 0, 0));
    assert_eq!(of("own-rule-c"), (2, 0, 0, 1));
    let general = format!("{register}[waivers.own-rule-a]\n{GOOD}everywhere = true\n");
    let files = [("register.toml", general.as_str()), ("activities/a.toml", "name = \"A\"\n")];
    let (found, waived) = told(&files, "HOUSE");
    assert_eq!((found.len(), waived.len(), told(&files, "REG-17").0.len()), (1, 1, 0));
}

#[test]
fn one_that_covers_nothing_that_is_found_says_so() {
    let of = |places: &str| {
        let sheet = filmed(&format!("[waivers.FR-VID-02]\n{GOOD}{places}"));
        said(&[("activities/a.toml", &sheet)], "REG-17")
    };
    for places in ["places = [\"recipient\"]\n", "places = []\n", "places = \"none\"\n"] {
        let said = of(places);
        assert!(said.len() == 1 && said[0].contains("covers none"), "{said:?}");
    }
    let sheet = format!("name = \"A\"\n[waivers.FR-VID-02]\n{GOOD}");
    let said_of = said(&[("activities/a.toml", &sheet)], "REG-17");
    assert!(said_of[0].contains("finds nothing here"), "{said_of:?}");
    let sheet = format!("name = \"A\"\n[waivers.REG-17]\n{GOOD}");
    let said_of = said(&[("activities/a.toml", &sheet)], "REG-17");
    assert!(said_of[0].contains("cannot be waived"), "{said_of:?}");
    let general = format!("name = \"S\"\n[waivers.FR-VID-02]\n{GOOD}everywhere = true\nplaces = [\"x\"]\n");
    let said_of = said(&[("register.toml", &general), ("activities/a.toml", &filmed(""))], "REG-17");
    assert!(said_of.len() == 1 && said_of[0].contains("covers none"), "{said_of:?}");
}

#[test]
fn thousands_of_places_and_of_findings_take_no_square_of_them() {
    let mut sheet = String::from("name = \"A\"\nstatus = \"active\"\n");
    let (mut rows, mut places) = (String::new(), String::new());
    for i in 0..5_000 {
        rows.push_str(&format!(
            "[transfers.t{i}]\nrecipient = \"X\"\ncountry = \"IN\"\nmechanism = \"none\"\n"
        ));
        places.push_str(&format!("\"transfers.t{i}.mechanism\",\n"));
    }
    sheet.push_str(&rows);
    sheet.push_str(&format!("[waivers.RGPD-T44-01]\n{GOOD}places = [\n{places}]\n"));
    let begun = std::time::Instant::now();
    let (register, checked) = checked(&[("activities/a.toml", &sheet)]);
    let mut standing = Standing::of(&register, today());
    let waived: Vec<_> = checked.waived().filter(|f| f.code == "RGPD-T44-01").collect();
    assert_eq!(waived.len(), 5_000);
    assert!(waived.iter().all(|f| standing.waiver(f).is_some()));
    assert!(begun.elapsed().as_secs() < 8, "{:?}", begun.elapsed());
}
