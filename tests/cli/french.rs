//! What is said in French is said in French to the end: kinds of records, and the system's own words.

use super::support::Sandbox;

#[test]
fn a_kind_of_record_has_its_french_name_in_a_french_sentence() {
    let sandbox = Sandbox::new();
    let said = sandbox.run(&["set", "paie", "onwer=RH"]).exits(2).all();
    assert!(said.contains("dans une fiche «\u{a0}activité de traitement\u{a0}»"), "{said}");
    let said = sandbox.run(&["list", "machin"]).exits(2).all();
    assert!(said.contains("organisme, activité, finalité, durée, sous-traitant"), "{said}");
    let said = sandbox.run(&["new", "purpose", "--from", "paie", "autre"]).exits(2).all();
    assert!(said.contains("(finalité)"), "{said}");
    let said = sandbox.run(&["set", "paie", "processors=inconnu"]).exits(2).all();
    assert!(said.contains("registre new sous-traitant inconnu"), "{said}");
    sandbox.write("retention/paie-5-ans.toml", "name = \"Paie\"\nactiv = \"P5Y\"\ntrucmuche = 1\n");
    let said = sandbox.run(&["check"]).all();
    assert!(said.contains("Clé inconnue «\u{a0}trucmuche\u{a0}» (durée de conservation)"), "{said}");
}

#[test]
fn the_same_sentences_are_english_in_english() {
    let sandbox = Sandbox::new().english();
    let said = sandbox.run(&["set", "paie", "onwer=HR"]).exits(2).all();
    assert!(said.contains("A “processing activity” record has no field “onwer”."), "{said}");
    let said = sandbox.run(&["list", "machin"]).exits(2).all();
    assert!(said.contains("organisation, activity, purpose, retention, processor"), "{said}");
}

#[test]
fn the_system_speaks_french_too() {
    let sandbox = Sandbox::new();
    let said = |args: &[&str]| sandbox.run(args).all().replace('\u{a0}', " ");
    let missing = said(&["import", "introuvable.ods"]);
    assert!(missing.contains("ne peut pas être lu : fichier ou dossier introuvable."), "{missing}");
    let folder = said(&["export", "pdf", "-o", "register"]);
    assert!(folder.contains("ne peut pas être écrit : c’est un dossier."), "{folder}");
    let under = said(&["init", "register/register.toml/ici", "--name", "X"]);
    assert!(under.contains("ne peut pas être créé : une partie du chemin n’est pas un dossier."), "{under}");
    let full = said(&["export", "pdf", "-o", "/dev/full"]);
    assert!(full.contains("ne peut pas être écrit : il n’y a plus de place sur le disque."), "{full}");
    let long = format!("{}.pdf", "x".repeat(300));
    let long = said(&["export", "pdf", "-o", &long]);
    assert!(long.contains("le nom est trop long"), "{long}");
    for all in [missing, folder, under, full, long] {
        for english in ["No such", "directory", "space", "name too", "os error"] {
            assert!(!all.contains(english), "{all}");
        }
    }
}

#[test]
fn commands_are_understood_with_their_accents_and_choices_are_said_in_french() {
    let sandbox = Sandbox::new();
    sandbox.run(&["vérifier"]).ok();
    sandbox.run(&["état"]).ok();
    sandbox.run(&["définir", "paie", "owner=Direction"]).ok();
    sandbox.run(&["aide", "vérifier"]).ok().says("Vérifier le registre");
    let ran = sandbox.run(&["set", "paie", "role=zzzzz"]).exits(2).says("Sous-traitant");
    assert!(!ran.err.contains("processor"), "{ran:?}");
    sandbox.run(&["exporter", "pdf", "--edition", "zzz"]).exits(2).says("complete, article-30");
    sandbox.run(&["--lang", "en", "set", "paie", "role=zzzzz"]).exits(2).says("processor");
}
