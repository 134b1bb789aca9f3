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
fn what_is_saved_and_not_committed_is_modified_still() {
    let dir = crate::saving::in_git();
    let mut d = Driver::on(dir.path().to_owned(), Lang::Fr, 120, 40);
    d.keys("/modifiée:oui");
    assert!(d.model.rows.is_empty());
    d.keys("<esc><end><enter><down><down><enter>9<enter><ctrl-s><esc>/modifiée:oui");
    assert!(!d.model.is_modified());
    assert_eq!(titles(&d), ["Œuvres sociales"], "{}", d.screen());
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

#[test]
fn the_list_is_sorted_by_what_is_picked_and_turned_round_by_picking_it_again() {
    let mut d = shelf();
    d.keys("s");
    assert!(d.sees("Trier par") && d.sees("dernière revue"), "{}", d.screen());
    d.keys("ref<enter>");
    assert_eq!(titles(&d), ["Gestion des clients", "Œuvres sociales", "Suivi des soins", "Paie"]);
    assert!(d.sees("Activités (4) · référence ↓"), "{}", d.screen());
    d.keys("s<enter>");
    assert_eq!(titles(&d), ["Paie", "Suivi des soins", "Œuvres sociales", "Gestion des clients"]);
    assert!(d.sees("référence ↑"));
    d.keys("srevue<enter>");
    assert_eq!(titles(&d), ["Suivi des soins", "Paie", "Gestion des clients", "Œuvres sociales"]);
    d.keys("screation<enter>");
    assert_eq!(titles(&d)[..2], ["Suivi des soins", "Paie"]);
    d.keys("sstatut<enter>");
    assert_eq!(titles(&d)[0], "Œuvres sociales");
    // Each kind keeps its own order, and is offered what it has.
    d.keys("<left>j<right>s");
    assert!(!d.sees("dernière revue"), "{}", d.screen());
    d.keys("<esc><left>k<right>");
    assert_eq!(titles(&d)[0], "Œuvres sociales");
    d.keys("/active");
    assert!(d.sees("Activités (0/4)"), "{}", d.screen());
}

#[test]
fn the_order_by_findings_follows_what_is_found() {
    let mut d = shelf();
    d.keys("sconstats<enter>");
    let tallies = |d: &Driver| -> Vec<(usize, usize)> {
        let tally = |id| d.model.worst.get(id).map_or((0, 0), |t| (t.errors, t.warnings));
        d.model.rows.iter().map(|r| tally(&r.id)).collect()
    };
    let before = tallies(&d);
    assert!(before.is_sorted_by(|a, b| a >= b), "{before:?}");
    assert_eq!(titles(&d).last(), Some(&"Œuvres sociales"));
    d.keys("<end>");
    let last = d.model.row().unwrap().id.clone();
    // Without its status it is no draft any more: what it lacks are errors.
    d.keys("<enter><down><down><down><down><down><delete><esc>");
    let after = tallies(&d);
    assert!(after.is_sorted_by(|a, b| a >= b) && after != before, "{after:?}");
    assert_ne!(titles(&d).last(), Some(&"Œuvres sociales"));
    assert_eq!(d.model.row().unwrap().id, last, "the choice stays on its record");
}

#[test]
fn ready_made_filters_are_picked_and_a_filter_is_kept_and_dropped() {
    let mut d = shelf();
    d.keys("fprojets<enter>");
    assert_eq!(d.model.filter.text(), "statut:projet");
    assert_eq!(titles(&d), ["Œuvres sociales"]);
    d.keys("<esc>fsensibles<enter>");
    assert_eq!(titles(&d), ["Suivi des soins"]);
    // Kept from where it is typed.
    d.keys("<esc>/pays:US<ctrl-s>");
    assert!(d.sees("Garder ce filtre"), "{}", d.screen());
    d.keys("Amérique<enter>");
    assert_eq!(d.notice(), "Filtre «\u{a0}Amérique\u{a0}» gardé\u{202f}; «\u{a0}f\u{a0}» le retrouve.");
    assert!(d.model.filtering, "back where one was");
    let kept = std::fs::read_to_string(d.state.path().join("filters.toml")).unwrap();
    assert!(kept.contains("name = \"Amérique\"\nkind = \"activity\"\nquery = \"pays:US\"\n"), "{kept}");
    assert!(!d.path("filters.toml").exists());
    // It is offered first, from any kind, and leads to its own.
    d.keys("<esc><left>j<right>f");
    assert!(d.sees("Amérique"), "{}", d.screen());
    d.keys("<enter>");
    assert_eq!((d.model.kind, titles(&d)), (Kind::Activity, vec!["Suivi des soins"]));
    // Dropped after a question, the program's own never.
    d.keys("f<delete>");
    assert!(d.sees("Retirer le filtre"), "{}", d.screen());
    d.keys("<enter>");
    assert_eq!(d.model.filters.len(), 1, "the first answer leaves it");
    d.keys("<delete>s");
    assert!(d.model.filters.is_empty());
    assert_eq!(d.notice(), "Filtre «\u{a0}Amérique\u{a0}» retiré.");
    d.keys("<delete>");
    assert_eq!(d.notice(), "Ce filtre est celui du programme\u{a0}: il reste.");
}

#[test]
fn a_filter_is_kept_from_the_palette_too() {
    let mut d = shelf();
    d.keys("/paie<ctrl-p>garder ce filtre<enter>Mienne<enter>");
    assert_eq!(d.model.filters.len(), 1, "{}", d.screen());
    d.keys("<enter><esc>S");
    assert!(d.notice().starts_with("Aucun filtre à garder"), "{}", d.notice());
}

#[test]
fn kept_filters_that_cannot_be_read_are_said_and_left_alone() {
    let mut d = shelf();
    let file = d.state.path().join("filters.toml");
    std::fs::write(&file, "version = 9\n").unwrap();
    d.keys("f");
    assert!(d.notice().contains("ne peuvent pas être lus"), "{}", d.notice());
    assert!(d.sees("Projets"), "the program's own are offered all the same");
    d.keys("<esc>/x<ctrl-s>a<enter>");
    assert!(d.notice().contains("laissé tel quel"), "{}", d.notice());
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "version = 9\n");
}

#[test]
fn the_search_over_everything_leads_to_the_field_and_back() {
    let mut d = shelf();
    d.keys("<ctrl-f>");
    assert!(d.sees("Chercher partout") && d.sees("est cherché dans tous les textes"), "{}", d.screen());
    d.keys("compt");
    assert!(d.sees("Chercher partout (1 fiche)"), "{}", d.screen());
    assert!(d.sees("Suivi des soins  activité de traitement"), "{}", d.screen());
    assert!(d.sees("ordonnances et comptes rendus"), "{}", d.screen());
    // Found in a record of another kind too, through no narrowing of the lines.
    d.keys("<ctrl-u>salaires obligation");
    assert!(d.sees("Payer les salaires"), "{}", d.screen());
    assert!(d.sees("Base légale\u{a0}: Obligation légale"), "{}", d.screen());
    d.keys("<ctrl-u>rendus<down><enter>");
    let form = d.model.form.as_ref().expect("the form is open");
    assert_eq!(form.record.to_string(), "activity/soins");
    let record = d.model.register().unwrap().get(&form.record).unwrap();
    let line = &registre::tui::form::lines(record, form)[form.at];
    assert_eq!(line.path.to_string(), "special_categories.dossier.items");
    d.keys("<esc>");
    assert!(
        d.sees("/ rendus") && d.sees("Chercher partout (1 fiche)"),
        "back with what was typed: {}",
        d.screen()
    );
    d.keys("<esc><esc>");
    assert!(d.model.layers.is_empty());
}

#[test]
fn the_search_narrows_by_fields_and_says_what_it_does_not_understand() {
    let mut d = shelf();
    d.keys("<enter><ctrl-f>paie genre:activité");
    assert!(d.sees("(1 fiche)"), "{}", d.screen());
    d.keys("<ctrl-u>paie gnere:x");
    assert!(d.sees("Vouliez-vous écrire «\u{a0}genre\u{a0}»"), "{}", d.screen());
    d.keys("<ctrl-u>introuvable");
    assert!(d.sees("Rien ne correspond"), "{}", d.screen());
    // What changed since the texts were folded is found as it is now.
    d.keys("<esc><esc><home><enter><down><down><down>zygomatique<enter><esc><ctrl-f>zygoma");
    assert!(d.sees("(1 fiche)"), "{}", d.screen());
    d.keys("<enter>");
    assert!(d.model.form.is_some());
}

#[test]
fn the_filter_reads_all_texts_where_it_is_asked_to() {
    let mut d = shelf();
    d.keys("/texte:rendus");
    assert_eq!(titles(&d), ["Suivi des soins"]);
}
