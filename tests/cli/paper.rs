//! What a document says of the fields that could not be read, and of its own content.

use registre::export::pdf::readback;
use registre::sheet::{Limits, read};

use super::support::{PAYROLL, Ran, Sandbox};

/// Letters and digits alone: what is left of a text however it is set on paper.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn pages(sandbox: &Sandbox, file: &str) -> Vec<String> {
    let bytes = std::fs::read(sandbox.path().join(file)).unwrap();
    let pages = readback::pages(&bytes).unwrap();
    let text = |p: &Vec<readback::Found>| p.iter().map(|f| f.text.as_str()).collect::<String>();
    pages.iter().map(|p| letters(&text(p))).collect()
}

#[track_caller]
fn shows(paper: &[String], said: &str) {
    assert!(paper.iter().any(|p| p.contains(&letters(said))), "“{said}” is not on\n{}", paper.join("\n\n"));
}

/// A date in words, a list that is none, a row that is none, an item that is no text: each on a line of its own.
fn misread() -> Sandbox {
    let sandbox = Sandbox::new();
    let text = PAYROLL
        .replace("transfers = \"none\"\n", "transfers = 12\ncreated_on = \"hier\"\n")
        .replace("    \"nom\",\n", "    \"nom\",\n    7,\n")
        .replace("[security.acces]\n", "[security]\nporte = 3\n\n[security.acces]\n");
    sandbox.write("activities/paie.toml", text);
    sandbox
}

fn line_of(sandbox: &Sandbox, start: &str) -> usize {
    sandbox.read("activities/paie.toml").lines().position(|l| l.trim_start().starts_with(start)).unwrap() + 1
}

const LOST: [&str; 4] = ["transfers =", "created_on =", "7,", "porte ="];

#[test]
fn a_field_that_cannot_be_read_is_printed_as_such_with_its_place() {
    for (sandbox, said, cover) in [
        (misread(), "illisible dans le fichier", "4 champs illisibles"),
        (misread().english(), "unreadable in the file", "4 unreadable fields"),
    ] {
        let lang = if cover.contains("champs") { "fr" } else { "en" };
        let args = ["export", "pdf", "-o", "d.pdf", "--lang", lang];
        let ran: Ran = sandbox.run(&args).exits(1);
        let paper = pages(&sandbox, "d.pdf");
        for start in LOST {
            let place = format!("activities/paie.toml:{}", line_of(&sandbox, start));
            shows(&paper, &format!("{said} ({place})"));
            assert!(ran.err.contains(&place), "{place} is not named: {}", ran.err);
        }
        assert!(paper[0].contains(&letters(cover)), "the cover does not say it: {}", paper[0]);
    }
}

#[test]
fn what_is_left_of_a_field_stays_beside_what_cannot_be_read() {
    let sandbox = misread();
    sandbox.run(&["export", "pdf", "-o", "d.pdf"]).exits(1);
    let paper = pages(&sandbox, "d.pdf");
    for said in ["prénom", "Comptes nominatifs", "en partie illisible dans le fichier"] {
        shows(&paper, said);
    }
}

#[test]
fn a_sheet_alone_says_on_its_first_page_what_cannot_be_read() {
    let sandbox = misread();
    sandbox.run(&["export", "pdf", "--only", "paie", "-o", "d.pdf"]).exits(1);
    assert!(pages(&sandbox, "d.pdf")[0].contains(&letters("4 champs illisibles")));
}

#[test]
fn fields_that_cannot_be_read_are_in_the_json_of_an_export() {
    let sandbox = misread();
    let json = sandbox.run(&["export", "pdf", "-o", "d.pdf", "--json"]).exits(1).json();
    let paths: Vec<&str> =
        json["unreadable"].as_array().unwrap().iter().map(|f| f["path"].as_str().unwrap()).collect();
    for path in ["transfers", "created_on", "data.identite.items", "security.porte"] {
        assert!(paths.contains(&path), "{paths:?}");
    }
    let json = Sandbox::new().run(&["export", "pdf", "-o", "d.pdf", "--json"]).ok().json();
    assert_eq!(json["unreadable"].as_array().unwrap().len(), 0);
}

#[test]
fn the_authoritys_spreadsheet_says_what_cannot_be_read_and_an_import_does_not_believe_it() {
    let sandbox = misread();
    let ran = sandbox.run(&["export", "cnil-ods", "-o", "r.ods"]).exits(1);
    let book = read(&std::fs::read(sandbox.path().join("r.ods")).unwrap(), &Limits::default()).unwrap();
    let cells: Vec<String> = book
        .sheets
        .iter()
        .flat_map(|s| s.cells.values().map(|c| c.text.clone()).collect::<Vec<_>>())
        .collect();
    for start in LOST {
        let place = format!("illisible dans le fichier (activities/paie.toml:{})", line_of(&sandbox, start));
        assert!(cells.iter().any(|c| c.contains(&place)), "{place}: {cells:#?}");
        assert!(ran.err.contains(&format!("activities/paie.toml:{}", line_of(&sandbox, start))));
    }
    assert!(cells.iter().any(|c| c.contains("4 champs illisibles")), "the first sheet says it");

    let other = Sandbox::empty();
    other.run(&["init", "--name", "Atelier Brume"]).ok();
    std::fs::copy(sandbox.path().join("r.ods"), other.path().join("r.ods")).unwrap();
    other.run(&["import", "r.ods"]).ok();
    for (file, bytes) in other.files() {
        assert!(!String::from_utf8_lossy(&bytes).contains("illisible"), "{file}");
    }
    assert!(!other.read("activities/paie.toml").contains("transfers"), "not known is not none");
}

#[test]
fn what_the_law_does_not_ask_is_said_to_be_unknown_on_demand_only() {
    let sandbox = Sandbox::new();
    let print = |args: &[&str]| {
        sandbox.run(&[&["export", "pdf", "-o", "d.pdf"], args].concat()).ok();
        pages(&sandbox, "d.pdf").concat()
    };
    let plain = print(&[]);
    assert!(!plain.contains(&letters("Traitement occasionnel")));
    for all in [print(&["--all-fields"]), print(&["--tous-les-champs"])] {
        for said in ["Traitement occasionnel", "Forme juridique"] {
            assert!(all.contains(&letters(said)), "{said}");
        }
        assert!(all.matches("nonrenseigné").count() > plain.matches("nonrenseigné").count() + 20);
    }
    // What the law or good practice asks for is asked for in either.
    assert!(plain.contains(&letters("Fiche créée le")));
}

#[test]
fn the_strict_edition_holds_what_art_30_asks_and_no_more() {
    let sandbox = Sandbox::new();
    let full = ["export", "pdf", "-o", "full.pdf"];
    sandbox.run(&full).ok();
    let full = pages(&sandbox, "full.pdf").concat();
    for edition in ["article30", "article-30"] {
        sandbox.run(&["export", "pdf", "-o", "d.pdf", "--edition", edition]).ok();
        let strict = pages(&sandbox, "d.pdf").concat();
        for said in [
            "Atelier Brume",
            "3 quai des Moulins",
            "T-001",
            "Paie",
            "Payer les salaires",
            "Salariés",
            "nom",
            "prénom",
            "5 ans",
            "Cabinet Aval",
            "Comptes nominatifs",
            "Transferts hors de l’Union européenne",
            "Active",
        ] {
            assert!(strict.contains(&letters(said)), "{said} is missing:\n{strict}");
        }
        for said in ["Tableur", "Ressources humaines", "Information et droits", "Analyse d’impact", "contrat"]
        {
            assert!(full.contains(&letters(said)), "{said} is not in the full edition");
            assert!(!strict.contains(&letters(said)), "{said} is not asked:\n{strict}");
        }
    }
    sandbox.run(&["export", "pdf", "-o", "d.pdf", "--edition", "pleine"]).exits(2);
    sandbox.run(&["export", "pdf", "-o", "d.pdf", "--edition", "article30", "--all-fields"]).exits(2);
    sandbox.run(&["export", "cnil-ods", "-o", "d.ods", "--edition", "article30"]).exits(2);
    sandbox.run(&["export", "cnil-ods", "-o", "d.ods", "--all-fields"]).exits(2);
}
