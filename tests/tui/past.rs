//! The register in time: its history, what lies between two points, who said what, how it was, bringing back.

use registre::model::Lang;
use registre::tui::message::Msg;

use crate::driver::Driver;
use crate::git::{committed_and_changed, committed_often, git, in_git};

fn edit(d: &std::path::Path, file: &str, from: &str, to: &str) {
    let path = d.join(file);
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{text}");
    std::fs::write(path, text.replace(from, to)).unwrap();
}

fn commit(dir: &std::path::Path, message: &str) {
    git(dir, &["add", "-A"]);
    git(dir, &["commit", "-qm", message]);
}

/// A branch beside the main one: a field, a new record.
fn with_branch() -> tempfile::TempDir {
    let dir = in_git();
    git(dir.path(), &["switch", "-qc", "revision"]);
    edit(dir.path(), "activities/clients.toml", "T-001", "T-101");
    std::fs::write(dir.path().join("activities/paie.toml"), "name = \"Paie\"\n").unwrap();
    commit(dir.path(), "Révision");
    dir
}

#[test]
fn the_history_of_the_register_leads_to_what_each_commit_changed() {
    for (lang, made, from) in
        [(Lang::Fr, "avant le premier commit", "De"), (Lang::En, "before the first", "From")]
    {
        let mut d = committed_often(lang, 80, 24);
        d.keys("J");
        assert!(d.sees("Premier registre"), "{}", d.screen());
        d.keys("<end><enter>");
        assert!(d.sees(made) && d.sees(from) && d.sees("activity/clients"), "{}", d.screen());
        d.keys("<esc>");
        assert!(d.sees("Premier registre"), "back in the history: {}", d.screen());
        d.keys("<esc>");
        assert!(d.model.versions.log.is_none() && d.model.versions.between.is_none());
    }
    let mut d = Driver::small(Lang::Fr, 80, 24);
    d.keys("J");
    assert!(d.sees("git init"), "{}", d.screen());
}

#[test]
fn a_comparison_tells_and_leads_and_is_read_through() {
    let mut d = committed_and_changed(Lang::Fr, 100, 40);
    d.keys("C<enter>");
    assert!(d.sees("0 fiche relue sur 4") && d.sees("T-001 → T-009"), "{}", d.screen());
    assert!(d.sees("Ce qui n’est pas enregistré n’est pas comparé."), "{}", d.screen());
    // One after the other, then the first one again.
    d.keys("<ctrl-r>");
    assert!(d.sees("1 fiche relue sur 4") && d.sees("[x]"), "{}", d.screen());
    d.keys("<ctrl-r><ctrl-r><ctrl-r>");
    assert!(d.sees("4 fiches relues sur 4"), "{}", d.screen());
    assert!(d.notice().contains("Tout est relu"), "{}", d.notice());
    d.keys("<ctrl-r>");
    assert!(d.sees("3 fiches relues sur 4"), "{}", d.screen());
    assert_eq!(std::fs::read_to_string(d.state.path().join("read-changes")).unwrap().lines().count(), 3);
    // Enter leads to the record, and Esc back to where one was.
    d.keys("<home>t-009<enter>");
    assert!(d.model.form.is_some(), "{}", d.screen());
    d.keys("<esc>");
    assert!(d.sees("3 fiches relues sur 4"), "{}", d.screen());
    // What was read is to be read again once it is another change.
    let dir = d.model.dir.clone();
    let read = d.model.versions.reviewed.clone();
    d.keys("<ctrl-u>");
    edit(&dir, "activities/clients.toml", "T-009", "T-010");
    d.send(Msg::DiskChanged);
    d.draw();
    assert!(
        d.sees("T-010") && d.sees("2 fiches relues sur 4") && d.model.versions.reviewed == read,
        "{}",
        d.screen()
    );
}

#[test]
fn two_points_are_named_and_what_cannot_be_is_said() {
    let dir = with_branch();
    let mut d = Driver::on(dir.path().to_owned(), Lang::Fr, 100, 30);
    d.keys("Cmain..revision<enter>");
    assert!(d.sees("T-001 → T-101") && d.sees("Paie"), "{}", d.screen());
    d.keys("<esc>Cun deux trois<enter>");
    assert!(d.sees("Deux points au plus"), "{}", d.screen());
    d.keys("<ctrl-u>nulle-part<enter>");
    assert!(d.sees("Aucun commit «\u{a0}nulle-part\u{a0}»"), "{}", d.screen());
    // Without a name: since the branch left the main one.
    d.keys("<esc>C<enter>");
    assert!(d.sees("0 fiche relue sur 2"), "{}", d.screen());
    // In the other language at once.
    d.keys("<esc>LC<enter>");
    assert!(d.sees("0 of 2 sheets read"), "{}", d.screen());
}

#[test]
fn branches_lead_to_what_they_bring() {
    let dir = with_branch();
    git(dir.path(), &["switch", "-q", "main"]);
    let mut d = Driver::on(dir.path().to_owned(), Lang::Fr, 100, 30);
    d.keys(":branches<enter>");
    assert!(d.sees("* main") && d.sees("revision"), "{}", d.screen());
    d.keys("<down><enter>");
    assert!(d.sees("T-001 → T-101") && d.sees("0 fiche relue sur 2"), "{}", d.screen());
    d.keys("<esc>");
    assert!(d.sees("* main"), "{}", d.screen());
}

#[test]
fn each_field_says_since_when_and_by_whom() {
    let dir = with_branch();
    let mut d = Driver::on(dir.path().to_owned(), Lang::Fr, 80, 24);
    d.keys("<enter><ctrl-t>");
    assert!(d.sees("Depuis le 23/11/2026, Alix Martin\u{a0}: Premier registre"), "{}", d.screen());
    d.keys("<down><down>");
    assert!(d.sees("Révision"), "{}", d.screen());
    // What is changed now is nobody's yet.
    d.keys("<enter>9<enter>");
    assert!(d.sees("Pas encore validé"), "{}", d.screen());
    d.keys("<ctrl-t>");
    assert!(!d.sees("Pas encore validé") && d.model.versions.blame.is_none(), "{}", d.screen());
    // Where there is room it stands beside each answer too.
    d.keys("<ctrl-t>");
    d.resize(200, 60);
    assert!(d.sees("23/11/2026 Alix Martin"), "{}", d.screen());
}

#[test]
fn the_register_as_it_was_is_looked_at_and_left_with_nothing_lost() {
    let dir = with_branch();
    let mut d = Driver::on(dir.path().to_owned(), Lang::Fr, 100, 30);
    d.keys("Pmain<enter>");
    assert!(d.sees("AU 23/11/2026") && d.sees("LECTURE SEULE") && d.sees("Activités (2)"), "{}", d.screen());
    let before = d.journal.len();
    for keys in [
        "n",
        "<delete>",
        "d",
        "r",
        "u",
        "c",
        "x",
        "R",
        "D",
        "<ctrl-s>",
        "<ctrl-a>B",
        "<enter><down><down>9",
        "<enter>",
    ] {
        d.keys(keys);
        assert!(d.notice().contains("tel qu’il était le 23/11/2026"), "{keys}: {}", d.notice());
    }
    assert!(d.model.form.as_ref().unwrap().typing.is_none() && d.sees("T-001"), "{}", d.screen());
    // Views are of that register too.
    d.keys("<esc>b");
    assert!(d.sees("AU 23/11/2026"), "{}", d.screen());
    d.keys("<esc>");
    // What others write meanwhile is taken in afterwards.
    std::fs::write(dir.path().join("activities/aaa.toml"), "name = \"Aaa\"\n").unwrap();
    d.send(Msg::DiskChanged);
    d.draw();
    assert!(d.sees("Activités (2)"), "{}", d.screen());
    // Another day begins: that of the past stays.
    d.send(Msg::Day(chrono::NaiveDate::from_ymd_opt(2026, 11, 28).unwrap()));
    d.keys("N");
    assert!(!d.sees("LECTURE SEULE") && d.sees("Activités (4)") && d.sees("Paie"), "{}", d.screen());
    assert_eq!(d.model.today.to_string(), "2026-11-28");
    assert_eq!(d.journal.len(), before, "nothing was written down");
    d.keys("N");
    assert!(d.notice().contains("déjà"), "{}", d.notice());
}

#[test]
fn what_is_not_saved_keeps_one_in_the_present() {
    let mut d = committed_and_changed(Lang::Fr, 100, 30);
    d.keys("P");
    assert!(d.model.as_it_was.is_none() && d.notice().contains("Ctrl-S"), "{}", d.notice());
    let mut d = committed_often(Lang::Fr, 100, 30);
    d.keys("P<enter>");
    assert!(d.sees("Le registre tel qu’il était"), "{}", d.screen());
    d.keys("1999-01-01<enter>");
    assert!(d.model.as_it_was.is_none() && d.notice().contains("rien du registre"), "{}", d.notice());
    // From a history the commit under the mark is proposed.
    d.keys("J<end><ctrl-p>registre tel qu");
    assert!(d.sees("le registre tel qu’il était"), "{}", d.screen());
    d.keys("<enter>");
    assert!(matches!(d.model.layers.last(), Some(registre::tui::model::Layer::Ask { .. })), "{}", d.screen());
    d.keys("<enter>");
    assert!(d.sees("LECTURE SEULE"), "{}\n{}", d.notice(), d.screen());
}

#[test]
fn an_earlier_version_is_shown_then_brought_back_and_undone() {
    let dir = with_branch();
    let mut d = Driver::on(dir.path().to_owned(), Lang::Fr, 100, 30);
    let text = |d: &Driver| {
        let ws = d.model.workspace.as_ref().unwrap();
        let id = registre::model::RecordId::from_path("activities/clients.toml").unwrap();
        String::from_utf8(ws.bytes(&id).unwrap().to_vec()).unwrap()
    };
    // The whole record, of its history's first commit.
    d.keys("H<end><f5>");
    assert!(d.sees("Reprendre la version") && d.sees("T-101 → T-001"), "{}", d.screen());
    d.keys("r");
    assert!(text(&d).contains("T-101"), "nothing before the yes");
    d.keys("<f5>v");
    assert!(text(&d).contains("T-001") && d.notice().contains("Ctrl-Z"), "{}", d.notice());
    d.keys("<ctrl-z>");
    assert!(text(&d).contains("T-101"));
    // One field, of a comparison with the disk: what it was there.
    d.keys("<esc><esc>C<enter>t-101<f5>v");
    assert!(text(&d).contains("T-001"), "{}\n{}", d.notice(), d.screen());
    // Through a rename that changed much.
    let mut e = committed_often(Lang::Fr, 100, 30);
    e.keys("H<end><f5>");
    assert!(e.sees("T-009 → T-001"), "{}\n{}", e.notice(), e.screen());
    // It is that version already.
    d.keys("<f5>");
    assert!(d.notice().contains("déjà cette version"), "{}", d.notice());
}

#[test]
fn where_the_history_is_cut_nothing_is_made_up() {
    let dir = with_branch();
    let clone = tempfile::tempdir().unwrap();
    let from = format!("file://{}", dir.path().display());
    git(clone.path(), &["clone", "-q", "--depth", "1", &from, "."]);
    let mut d = Driver::on(clone.path().to_owned(), Lang::Fr, 100, 30);
    d.keys("J");
    assert!(d.sees("clone superficiel"), "{}", d.screen());
    // Nor is it where one comes to that commit by another way.
    let ws = d.model.workspace.as_ref().unwrap();
    let last = registre::ops::compare::branches(ws).unwrap()[0].last.id;
    let error = registre::ops::compare::made_by(ws, last).unwrap_err();
    assert!(error.message.get(Lang::Fr).contains("n’est pas connu"), "{error:?}");
}
