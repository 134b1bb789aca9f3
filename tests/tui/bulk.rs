//! Marking records, and changing, copying, duplicating, deleting all that are marked: each one act.

use registre::model::{Kind, Lang, Path, RecordId, Value};
use registre::ops::journal::Past;
use registre::tui::model::Layer;

use crate::driver::Driver;
use crate::finding::{shelf, titles};

fn answer(d: &Driver, id: &str, path: &str) -> Option<String> {
    let register = d.model.register().unwrap();
    let id = RecordId::new(Kind::Activity, registre::model::Id::parse(id).unwrap());
    let value = register.get(&id)?.value(&Path::parse(path).unwrap())?;
    let items = |v: &Value| v.items().iter().map(|i| format!("{i:?}")).collect::<Vec<_>>().join(",");
    Some(match value {
        Value::Text(text) => text.clone(),
        Value::Choice(term) => term.id.to_owned(),
        Value::Date(day) => day.to_string(),
        Value::None => "none".to_owned(),
        Value::Ref(id) => id.to_string(),
        list => items(list),
    })
}

fn files(d: &Driver) -> Vec<(String, String)> {
    let ws = d.model.workspace.as_ref().unwrap();
    let mut ids: Vec<RecordId> = d.model.register().unwrap().iter().map(|r| r.id.clone()).collect();
    ids.sort();
    ids.iter().map(|id| (id.path(), ws.text(id))).collect()
}

#[test]
fn records_are_marked_one_by_one_in_a_range_and_all() {
    let mut d = shelf();
    d.keys(" ");
    assert_eq!(d.model.row_index(), 1, "on to the next");
    assert!(d.sees("Activités (4) · 1 cochée") && d.sees("[x] T-001"), "{}", d.screen());
    assert!(d.sees("[ ] T-010"), "the others can be");
    d.keys("jjv");
    assert_eq!(d.model.marked.len(), 4);
    d.keys("V");
    assert!(d.model.marked.is_empty() && !d.sees("[x]"));
    d.keys("<home> k ");
    assert!(d.model.marked.is_empty(), "a second time unmarks");
    d.keys("/t-0<enter><ctrl-a>");
    assert_eq!(d.model.marked.len(), 3);
    d.keys("<esc>");
    assert!(d.model.marked.is_empty());
    assert_eq!(d.model.filter.text(), "t-0", "the marks go first, then the filter");
    d.keys("<ctrl-a><esc><esc><ctrl-a>/paie<enter>");
    assert!(d.sees("4 cochées (3 c"), "{}", d.screen());
    d.keys("<left>j<right>");
    assert!(d.model.marked.is_empty(), "another list");
}

#[test]
fn a_choice_is_changed_in_all_marked_records_and_undone_at_once() {
    let mut d = shelf();
    let before = files(&d);
    d.keys("<ctrl-a>B");
    assert!(d.sees("Modifier 4 fiches"), "{}", d.screen());
    d.keys("statut<enter>");
    assert!(d.sees("Suspendue"), "{}", d.screen());
    d.keys("suspendue<enter>");
    assert!(d.sees("Modifier «\u{a0}Statut\u{a0}» dans 4 fiches"), "{}", d.screen());
    assert!(d.sees("Paie\u{a0}: Active → Suspendue"), "{}", d.screen());
    assert_eq!(files(&d), before, "nothing is changed before the answer");
    d.keys("<enter>");
    assert_eq!(files(&d), before, "the first answer leaves it");
    d.keys("Bstatut<enter>suspendue<enter>m");
    for id in ["clients", "oeuvres", "paie", "soins"] {
        assert_eq!(answer(&d, id, "status").as_deref(), Some("suspended"));
    }
    assert_eq!(d.notice(), "4 fiches modifiées\u{202f}; u annule.");
    d.keys("u");
    assert_eq!(files(&d), before, "one undo for all, to the byte");
    d.keys("U");
    assert_eq!(answer(&d, "paie", "status").as_deref(), Some("suspended"));
}

#[test]
fn what_is_there_already_is_counted_and_left_alone() {
    let mut d = shelf();
    d.keys("<ctrl-a>Bstatut<enter>active<enter>");
    assert!(d.sees("dans 1 fiche") && d.sees("3 fiches ont déjà cette réponse"), "{}", d.screen());
    d.keys("m");
    assert_eq!(answer(&d, "oeuvres", "status").as_deref(), Some("active"));
    assert_eq!(d.model.workspace.as_ref().unwrap().pending().len(), 1);
    d.keys("Bstatut<enter>active<enter>");
    assert!(d.notice().starts_with("Rien à changer"), "{}", d.notice());
    assert!(d.model.layers.is_empty());
}

#[test]
fn dates_and_texts_are_typed_and_read_as_in_the_form() {
    let mut d = shelf();
    d.keys("<ctrl-a>Brevue le<enter>31/02/2026<enter>");
    assert!(d.sees("Écrire une date"), "{}", d.screen());
    d.keys("<ctrl-u>28/02/2026<enter>m");
    assert_eq!(answer(&d, "soins", "reviewed_on").as_deref(), Some("2026-02-28"));
    d.keys("Bservice en charge<enter>Siège<enter>m");
    assert_eq!(answer(&d, "clients", "owner").as_deref(), Some("Siège"));
    // Nothing typed: back to what is not known.
    d.keys("Bservice en charge<enter><enter>");
    assert!(d.sees("non renseigné"), "{}", d.screen());
    d.keys("m");
    assert_eq!(answer(&d, "clients", "owner"), None);
    // A long text, in its own editor; Esc on an empty one gives up.
    d.keys("Bnotes<enter>À revoir<enter>ensemble<ctrl-s>m");
    assert_eq!(answer(&d, "paie", "notes").as_deref(), Some("À revoir\nensemble"));
    d.keys("Bnotes<enter><esc>");
    assert!(d.model.layers.is_empty() && d.model.bulk.is_none());
    // A field inside a group.
    d.keys("Bhosting.provider<enter>Hébergeur Nord<enter>m");
    assert_eq!(answer(&d, "paie", "hosting.provider").as_deref(), Some("Hébergeur Nord"));
}

#[test]
fn items_are_added_to_lists_and_removed_from_them() {
    let mut d = shelf();
    d.keys("<ctrl-a>Bfinalités ajouter<enter>salaires<enter>");
    assert!(d.sees("dans 3 fiches"), "one has it: {}", d.screen());
    d.keys("m");
    assert!(answer(&d, "clients", "purposes").unwrap().contains("commandes"), "what was there stays");
    assert!(answer(&d, "clients", "purposes").unwrap().contains("salaires"));
    d.keys("Bfinalités retirer<enter>");
    assert!(d.sees("Payer les salaires") && d.sees("4 fiches"), "{}", d.screen());
    d.keys("salaires<enter>m");
    assert!(!answer(&d, "clients", "purposes").unwrap().contains("salaires"));
    d.keys("Blogiciels ajouter<enter>Tableur<enter>Agenda<ctrl-s>m");
    assert!(answer(&d, "paie", "software").unwrap().contains("Agenda"));
    d.keys("Blogiciels remplacer<enter>Registre papier<ctrl-s>m");
    assert!(!answer(&d, "paie", "software").unwrap().contains("Agenda"));
    // None is said on purpose.
    d.keys("Bsous-traitants remplacer<enter><ctrl-n>m");
    assert_eq!(answer(&d, "paie", "processors").as_deref(), Some("none"));
    d.keys("Bsous-traitants retirer<enter>");
    assert!(d.notice().starts_with("Rien à retirer"), "{}", d.notice());
    d.keys("u u u u u");
}

#[test]
fn a_name_is_never_given_to_many() {
    let mut d = shelf();
    d.keys("<ctrl-a>B");
    let Some(Layer::Choose { picker, .. }) = d.model.layers.last() else { panic!("{}", d.screen()) };
    let paths: Vec<&str> = picker.choices.iter().map(|c| c.detail.as_str()).collect();
    for own in ["name", "name_en", "ref", "origin.id", "schema"] {
        assert!(!paths.contains(&own), "{own}");
    }
    for shared in ["status", "owner", "reviewed_on", "purposes", "notes", "hosting.provider", "dpia.decision"]
    {
        assert!(paths.contains(&shared), "{shared}");
    }
    d.keys("<esc>VB");
    assert!(d.notice().starts_with("Aucune fiche n’est cochée"), "{}", d.notice());
}

#[test]
fn marked_records_are_copied_duplicated_and_deleted_as_one() {
    let mut d = shelf();
    let before = files(&d);
    d.keys(" jj ");
    d.keys("y");
    assert_eq!(d.copied, ["Gestion des clients\nSuivi des soins"]);
    d.keys("d");
    assert_eq!(d.notice(), "2 fiches dupliquées\u{202f}; u annule.");
    assert_eq!(titles(&d).len(), 6);
    assert_eq!(d.model.marked.len(), 2, "the copies are marked now");
    d.keys("<delete>");
    assert!(d.sees("Supprimer 2 fiches") && d.sees("Gestion des clients (copie)"), "{}", d.screen());
    d.keys("s");
    assert_eq!(files(&d), before);
    assert!(d.model.marked.is_empty());
    d.keys("u");
    assert_eq!(titles(&d).len(), 6);
    d.keys("u");
    assert_eq!(files(&d), before);
}

#[test]
fn copies_that_are_refused_leave_the_marks_where_they_were() {
    // A register of a newer format is only read; above a hundred records a worker finds that out.
    for many in [0, 130] {
        let dir = crate::driver::small();
        std::fs::write(dir.path().join("register.toml"), "schema = 99\nname = \"Atelier\"\n").unwrap();
        for n in 0..many {
            let text = format!("name = \"Traitement {n:03}\"\n");
            std::fs::write(dir.path().join(format!("activities/t-{n:03}.toml")), text).unwrap();
        }
        let mut d = Driver::on(dir.path().to_owned(), Lang::Fr, 100, 30);
        d.keys("<ctrl-a>");
        let marked = d.model.marked.clone();
        assert_eq!(marked.len(), many + 2);
        d.keys("d");
        assert!(d.notice().contains("format"), "{}", d.notice());
        assert_eq!(d.model.marked, marked, "with {many}");
    }
}

#[test]
fn what_others_refer_to_is_not_deleted() {
    let mut d = shelf();
    d.keys("<left>j<right><ctrl-a><delete>");
    assert!(d.notice().starts_with("Suppression refusée"), "{}", d.notice());
    assert!(d.notice().contains("Gestion des clients"), "{}", d.notice());
    assert!(d.model.layers.is_empty());
}

#[test]
fn processors_that_refer_to_each_other_go_together() {
    let mut d = shelf();
    let write = |path: &str, text: &str| std::fs::write(d.path(path), text).unwrap();
    write("processors/un.toml", "name = \"Un\"\n[subprocessors.deux]\nprocessor = \"deux\"\n");
    write("processors/deux.toml", "name = \"Deux\"\n");
    d.keys("R<left><end><right>/-clair<enter><ctrl-a><delete>s");
    assert_eq!(d.notice(), "2 fiches supprimées\u{202f}; u annule.", "{}", d.screen());
    d.keys("u");
    assert_eq!(d.model.rows.len(), 2);
}

#[test]
fn a_file_that_cannot_be_read_is_not_marked() {
    let mut d = shelf();
    std::fs::write(d.path("activities/casse.toml"), "name = \n").unwrap();
    d.keys("R<end> ");
    assert!(d.notice().starts_with("Ce fichier ne peut pas être lu"), "{}", d.notice());
    d.keys("<ctrl-a>");
    assert_eq!(d.model.marked.len(), 4);
}

#[test]
fn english_says_it_too() {
    let mut d = Driver::small(Lang::En, 120, 40);
    d.keys("<ctrl-a>Bstatus<enter>ended<enter>");
    assert!(d.sees("Change “Status” in 2 records?"), "{}", d.screen());
    d.keys("m");
    assert_eq!(d.notice(), "2 records changed; u takes it back.");
}

#[test]
fn very_many_records_are_changed_away_from_the_keys_and_as_one_act() {
    let dir = crate::driver::small();
    for n in 0..130 {
        let text = format!("name = \"Traitement {n:03}\" # gardé\nstatus = \"draft\"\n");
        std::fs::write(dir.path().join(format!("activities/t-{n:03}.toml")), text).unwrap();
    }
    let mut d = Driver::on(dir.path().to_owned(), Lang::Fr, 100, 30);
    let before = files(&d);
    d.keys("<ctrl-a>Bservice<enter>Direction<enter>");
    assert!(d.works.is_empty());
    d.keys("m");
    assert_eq!(d.works, [132], "a worker did it");
    assert!(d.notice().contains("132"), "{}", d.notice());
    assert_eq!(answer(&d, "t-077", "owner").as_deref(), Some("Direction"));
    // It is one act, in the journal too: a session that follows offers it whole.
    let next = Driver::after(Past::of(d.journal.clone()), dir.path().to_owned(), Lang::Fr, 100, 30);
    assert!(next.sees("La dernière session"), "{}", next.screen());
    d.keys("u");
    assert!(d.notice().contains("Annulé"), "{}", d.notice());
    assert!(files(&d) == before);
    d.keys("U<ctrl-s>");
    assert!(d.file("activities/t-000.toml").contains("# gardé") && d.works.len() == 3);
    // They go, and come back.
    d.keys("V/traitement<enter><ctrl-a><delete>s");
    assert_eq!(d.model.register().unwrap().of(Kind::Activity).count(), 2, "{}", d.notice());
    d.keys("u");
    assert_eq!(d.model.register().unwrap().of(Kind::Activity).count(), 132);
    assert_eq!(d.works.len(), 5);
    // Copies that a worker made are marked as those made at once.
    d.keys("<ctrl-a>d");
    assert_eq!((d.works.len(), d.model.marked.len()), (6, 130), "{}", d.notice());
    assert!(d.model.marked.iter().all(|id| id.id.as_str().contains("copie")), "{:?}", d.model.marked);
}
