//! The authority's own files: both editions as they come, our layout beside theirs, published registers put into
//! the form, and all of it through LibreOffice.

#![allow(clippy::unwrap_used, clippy::panic)]

mod sheets_support;

use registre::import::SheetUse;
use registre::import::cnil::{Options, import, import_bytes};
use registre::model::{Change, Id, Kind, Register};
use registre::sheet::{Limits, Range, Sheet, Workbook, read};
use sheets_support::hand::*;
use sheets_support::*;

#[test]
fn the_official_files_as_they_come_hold_nothing_to_import() {
    for (name, bytes) in official() {
        let plan = import_bytes(&bytes, &Register::new(), &Options::default()).unwrap();
        assert_eq!(plan.changes, Vec::<Change>::new(), "{name}");
        assert_eq!(plan.unplaced, Vec::new(), "{name}: the form's own words are not left over");
        let uses: Vec<SheetUse> = plan.sheets.into_iter().map(|(_, u)| u).collect();
        use SheetUse::{EmptyModel, Example, Help, List};
        assert_eq!(uses, [Help, List, EmptyModel, Example, Help], "{name}");
        assert_eq!(plan.remarks.iter().map(|r| r.code).collect::<Vec<_>>(), ["FR-IMP-01"], "{name}");
    }
}

#[test]
fn the_official_example_is_read_whole_when_it_is_asked_for() {
    for (name, bytes) in official() {
        let plan =
            import_bytes(&bytes, &Register::new(), &Options { with_example: true, ..Options::default() })
                .unwrap();
        let a = activity(&plan, "gestion-de-la-paie");
        let s = short(&a);
        for expected in [
            "ref=1 - Exemple",
            "created_on=2018-05-26",
            "updated_on=2019-05-13",
            "data.identity.items=Noms | prénoms | adresses",
            "data.identity.retention=@5-ans-a-compter-du-versement-de-la-paie",
            "special_categories.nir.category=nir",
            "recipients.organismes-sociaux.kind=external",
            "transfers.banque-d-andorre.country=AD",
            "transfers.banque-d-andorre.mechanism=scc",
            "transfers.banque-d-andorre.document=Contrat en date du 23/01/2018",
        ] {
            assert!(s.iter().any(|l| l == expected), "{name}: {expected} not in {s:#?}");
        }
        let register = applied(&plan, Register::new());
        assert_eq!(register.organisation(), None, "{name}: the example's people are invented");
        let rule = register
            .find(Kind::Retention, &Id::parse("5-ans-a-compter-du-versement-de-la-paie").unwrap())
            .unwrap();
        assert_eq!(rule.fields.period("active").map(|p| p.to_string()).as_deref(), Some("P5Y"));
        assert_eq!(rule.fields.text("trigger"), Some("versement de la paie"));
        assert_eq!(register.of(Kind::Retention).count(), 1, "one rule for three rows of the same words");
        assert!(plan.unknown.iter().any(|p| p.ends_with("!B12")), "N/A is not known: {:?}", plan.unknown);
    }
}

#[test]
fn the_official_files_read_the_same_through_xlsx() {
    let dir = tempfile::tempdir().unwrap();
    for (name, bytes) in official() {
        let file = dir.path().join(name);
        std::fs::write(&file, &bytes).unwrap();
        let Some(xlsx) = convert(&file, "xlsx", dir.path()) else { return };
        let options = Options { with_example: true, ..Options::default() };
        let ods = import_bytes(&bytes, &Register::new(), &options).unwrap();
        let back = import_bytes(&std::fs::read(xlsx).unwrap(), &Register::new(), &options).unwrap();
        assert_eq!(back.changes, ods.changes);
        assert_eq!(back.unplaced, ods.unplaced);
    }
}

#[test]
fn our_filled_sheets_read_the_same_after_libreoffice() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("club.ods");
    let sheets = || {
        vec![
            Hand::list("2").put("C1", "Volley des Trois Ponts"),
            club().note("B25", "à revoir").merge("E25:E28").put("E28", ""),
        ]
    };
    std::fs::write(&file, workbook(sheets())).unwrap();
    let Some(xlsx) = convert(&file, "xlsx", dir.path()) else { return };
    let ours = plan(sheets());
    let theirs = import_bytes(&std::fs::read(xlsx).unwrap(), &Register::new(), &Options::default()).unwrap();
    assert_eq!(theirs.changes, ours.changes);
    assert_eq!(theirs.unplaced, ours.unplaced);
}

/// The official sheet's own labels stand at the same cells in ours.
#[test]
fn our_model_and_list_have_the_labels_of_the_official_file_at_the_same_cells() {
    let ours = registre::export::cnil_ods::export(&Register::new()).unwrap().bytes;
    let ours = read(&ours, &Limits::default()).unwrap();
    for (name, bytes) in official() {
        let theirs = read(&bytes, &Limits::default()).unwrap();
        assert_eq!(names(&theirs), names(&ours), "{name}");
        let (model, list) = (&theirs.sheets[2], &theirs.sheets[1]);
        let differing: Vec<String> = [(model, &ours.sheets[2], 8), (list, &ours.sheets[1], 9)]
            .into_iter()
            .flat_map(|(a, b, columns)| labels_that_differ(a, b, columns))
            .collect();
        assert_eq!(differing, Vec::<String>::new(), "{name}");
        {
            let (a, b) = (model, &ours.sheets[2]);
            let missing: Vec<Range> = a
                .merges
                .iter()
                .copied()
                .filter(|m| m.first_row > 2 && !b.merges.contains(m))
                .filter(|m| *m != Range::parse("B56:D56").unwrap() && *m != Range::parse("E56:H56").unwrap())
                // The official file merges one document cell less far than the three above it.
                .filter(|m| *m != Range::parse("F62:G62").unwrap())
                .collect();
            assert_eq!(missing, [], "{name}: merges");
        }
        assert!(theirs.sheets[4].hidden && ours.sheets[4].hidden);
        for (at, words) in [
            ("A9", "Dérogations (art 49)"),
            ("F10", "Autres (préciser)"),
            ("H7", "Autre (Préciser)"),
            ("J9", "Autres mesures (à préciser)"),
        ] {
            let (row, col) = registre::sheet::parse_address(at).unwrap();
            assert_eq!(theirs.sheets[4].text(row, col), words);
            assert_eq!(ours.sheets[4].text(row, col), words);
        }
    }
    fn names(b: &Workbook) -> Vec<&str> {
        b.sheets.iter().map(|s| s.name.as_str()).collect()
    }
    fn labels_that_differ(theirs: &Sheet, ours: &Sheet, columns: u32) -> Vec<String> {
        theirs
            .cells
            .iter()
            .filter(|((row, col), c)| {
                *col < columns && !c.text.trim().is_empty() && *row != 1 && !c.text.contains("(EXEMPLE)")
                    || (*row == 1 && theirs.name.starts_with('2') && *col < columns)
            })
            // The line of the example in the list is the official file's own.
            .filter(|((row, _), _)| !(theirs.name.starts_with('2') && *row == 8))
            .filter(|((row, col), c)| {
                let said: Vec<&str> = c.text.split_whitespace().collect();
                let shown: Vec<&str> = ours.text(*row, *col).split_whitespace().collect();
                said != shown
            })
            .map(|((row, col), c)| {
                format!("{} {:?} / {:?}", theirs.place(*row, *col), c.text, ours.text(*row, *col))
            })
            .collect()
    }
}

#[test]
fn published_registers_fill_the_form_and_come_back() {
    let Some(dir) = samples() else { return };
    let mut sheets = Vec::new();
    let mut facts: Vec<(String, String)> = Vec::new();
    for path in files(&dir.join("registers"), "md") {
        let text = std::fs::read_to_string(&path).unwrap();
        for (title, rows) in tables(&text) {
            let n = sheets.len() + 1;
            let mut sheet =
                Hand::record(&format!("Fiche {n}")).put("B4", &title).put("B5", &format!("P-{n}"));
            let mut filled = 0;
            for (label, value) in rows {
                let l = label.to_lowercase();
                let cell = if l.starts_with("finalité") {
                    "B17"
                } else if l.starts_with("personnes") {
                    "E44"
                } else if l.contains("conservation") {
                    "E25"
                } else if l.starts_with("catégories de données") || l.starts_with("données") {
                    "B25"
                } else if l.starts_with("destinataires") {
                    "E48"
                } else if l.starts_with("sous-traitants") {
                    "E49"
                } else if l.starts_with("sécurité") {
                    "E54"
                } else {
                    continue;
                };
                let value: String = value.replace("**", "").replace('`', "");
                if registre::law::cnil_form::is_unknown(&value)
                    || registre::law::cnil_form::means_none(&value)
                {
                    continue;
                }
                let (row, col) = registre::sheet::parse_address(cell).unwrap();
                if sheet.0.cells.contains_key(&(row, col)) {
                    continue;
                }
                sheet = sheet.put(cell, &value);
                facts.push((format!("P-{n}"), value));
                filled += 1;
            }
            if filled > 2 {
                sheets.push(sheet);
            } else {
                facts.retain(|(r, _)| *r != format!("P-{n}"));
            }
        }
    }
    assert!(sheets.len() >= 10, "only {} tables", sheets.len());
    let book = read(&workbook(sheets), &Limits::default()).unwrap();
    let plan = import(&book, &Register::new(), &Options::default()).unwrap();
    let register = applied(&plan, Register::new());
    assert_eq!(plan.unplaced, Vec::new());
    // Every word of every fact is somewhere in its activity, its purposes or its retention rules.
    for (reference, fact) in facts {
        let a = register.of(Kind::Activity).find(|r| r.fields.text("ref") == Some(&reference)).unwrap();
        let mut all = short(a).join(" ");
        for (_, kind, id) in a.references() {
            all.push_str(&short(register.find(kind, id).unwrap()).join(" "));
        }
        let all = registre::law::cnil_form::key(&all);
        for word in registre::law::cnil_form::key(&fact).split(' ') {
            assert!(all.contains(word), "{reference}: {word} of {fact} is lost");
        }
    }
}

/// The two-column tables of a Markdown register, with the heading above each.
fn tables(text: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut out: Vec<(String, Vec<(String, String)>)> = Vec::new();
    let mut title = String::new();
    for line in text.lines() {
        if let Some(heading) = line.strip_prefix('#') {
            title = heading.trim_matches(['#', ' ']).to_owned();
            out.push((title.clone(), Vec::new()));
        } else if let Some(row) = line.strip_prefix('|') {
            let cells: Vec<&str> = row.trim_end_matches('|').split('|').map(str::trim).collect();
            let [label, value] = cells.as_slice() else { continue };
            if value.is_empty() || value.starts_with("--") {
                continue;
            }
            if let Some((_, rows)) = out.last_mut() {
                rows.push((label.replace("**", ""), (*value).to_owned()));
            }
        }
    }
    out.retain(|(t, rows)| !t.is_empty() && !rows.is_empty());
    let _ = title;
    out
}
