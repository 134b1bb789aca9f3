//! The filter of a list, its completion, and what it says of what it does not understand.

use registre::model::{Kind, Lang};

use crate::driver::Driver;

/// A register with something to tell its records apart by.
pub fn shelf() -> Driver {
    shelf_at(120, 40)
}

pub fn shelf_at(width: u16, height: u16) -> Driver {
    let mut d = Driver::small(Lang::Fr, width, height);
    let write = |path: &str, text: &str| {
        let path = d.path(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    write(
        "activities/paie.toml",
        "name = \"Paie\"\nref = \"T-010\"\nstatus = \"active\"\nowner = \"Ressources humaines\"\nreviewed_on = 2025-01-10\n\
         created_on = 2023-01-01\npurposes = [\"salaires\"]\n",
    );
    write(
        "activities/soins.toml",
        "name = \"Suivi des soins\"\nref = \"T-9\"\nstatus = \"active\"\nowner = \"Direction des soins\"\nreviewed_on = 2024-01-10\n\
         created_on = 2024-01-01\nprocessors = [\"envoi\"]\n[special_categories.dossier]\ncategory = \"health\"\n\
         items = [\"ordonnances et comptes rendus\"]\n",
    );
    write("purposes/salaires.toml", "name = \"Payer les salaires\"\nlegal_basis = \"legal_obligation\"\n");
    write("processors/envoi.toml", "name = \"Courrier Clair\"\nhosting_countries = [\"US\"]\n");
    d.keys("R");
    d
}

pub fn titles(d: &Driver) -> Vec<&str> {
    d.model.rows.iter().map(|r| r.title.as_str()).collect()
}

#[test]
fn the_filter_asks_fields_and_words_in_any_order() {
    let mut d = shelf();
    assert_eq!(titles(&d), ["Gestion des clients", "Œuvres sociales", "Paie", "Suivi des soins"]);
    for (typed, found) in [
        ("statut:active base:contrat", &["Gestion des clients"][..]),
        ("pays:US", &["Suivi des soins"]),
        ("statut:brouillon", &["Œuvres sociales"]),
        ("owner:\"ressources humaines\"", &["Paie"]),
        ("-statut:active", &["Œuvres sociales"]),
        ("suivi sensible:oui", &["Suivi des soins"]),
        ("constat:erreur paie", &["Paie"]),
    ] {
        d.keys("<esc>/");
        for c in typed.chars() {
            d.keys(&c.to_string());
        }
        assert_eq!(titles(&d), found, "{typed}");
    }
}

#[test]
fn what_is_not_understood_is_said_under_the_filter_and_the_list_stays() {
    let mut d = shelf();
    d.keys("/paie statu:x");
    assert_eq!(titles(&d), ["Paie"]);
    assert!(d.sees("Clé inconnue"), "{}", d.screen());
    assert!(d.sees("Vouliez-vous écrire «\u{a0}statut\u{a0}»"), "{}", d.screen());
    d.keys("<enter>");
    assert!(d.sees("Clé inconnue"), "also when the filter is left");
    d.keys("<esc>/statut:");
    assert!(!d.sees("attend une valeur"), "what is still being typed is no mistake");
    assert_eq!(d.model.rows.len(), 4);
}

#[test]
fn tab_completes_the_key_then_goes_through_its_values() {
    let mut d = shelf();
    d.keys("/sta<tab>");
    assert_eq!(d.model.filter.text(), "statut:");
    assert!(d.sees("Active") && d.sees("Projet"), "{}", d.screen());
    d.keys("<tab>");
    assert_eq!(d.model.filter.text(), "statut:Active");
    assert_eq!(d.model.rows.len(), 3);
    d.keys("<tab>");
    assert_eq!(d.model.filter.text(), "statut:Projet");
    assert_eq!(titles(&d), ["Œuvres sociales"]);
    d.keys("<shift-tab>");
    assert_eq!(d.model.filter.text(), "statut:Active");
    d.keys(" service:res<tab>");
    assert_eq!(d.model.filter.text(), "statut:Active service:\"Ressources humaines\"");
    assert_eq!(titles(&d), ["Paie"]);
    d.keys("<esc>/zzz<tab>");
    assert_eq!(d.model.filter.text(), "zzz");
    assert_eq!(d.notice(), "Rien à proposer ici.");
}

#[test]
fn the_filter_follows_what_is_found_and_changed() {
    let mut d = shelf();
    d.keys("/modifi<tab><tab>");
    assert_eq!(d.model.filter.text(), "modifiée:oui");
    assert!(d.model.rows.is_empty());
    d.keys("<esc>");
    // A change in a record, then the same question.
    d.keys("/paie<enter><enter><end><up>");
    d.keys("<home><down><ctrl-n><esc>");
    d.keys("/ modifi<tab>oui");
    assert_eq!(titles(&d), ["Paie"], "{}", d.screen());
    d.keys("<esc>u/modifiée:oui");
    assert!(d.model.rows.is_empty());
}

#[test]
fn the_filter_asks_of_the_kind_on_the_screen() {
    let mut d = shelf();
    d.keys("<left>j<right>/base:obligation");
    assert_eq!(d.model.kind, Kind::Purpose);
    assert_eq!(titles(&d), ["Payer les salaires"]);
    d.keys("<esc>/statut:active");
    assert!(d.model.rows.is_empty());
    assert!(d.sees("ne se demande pas"), "{}", d.screen());
}

#[test]
fn a_narrow_list_keeps_its_rows() {
    for (width, height) in [(40, 10), (80, 12), (60, 16)] {
        let mut d = shelf_at(width, height);
        d.keys("/s");
        assert!(d.sees("Œuvres"), "{}", d.screen());
    }
}
