//! Saving, meeting another's change, committing, leaving.

use std::process::Command;

use registre::model::Lang;
use registre::term::{Input, Key};
use registre::tui::effect::Effect;
use registre::tui::message::Msg;
use registre::tui::model::Layer;
use registre::tui::update::update;

use crate::driver::{Driver, small};

#[test]
fn a_save_changes_its_own_line_only() {
    let mut d = Driver::small(Lang::Fr, 80, 24);
    let before = d.file("activities/clients.toml");
    d.keys("<enter><down><down><ctrl-u><enter>T-009<enter><ctrl-s>");
    let after = d.file("activities/clients.toml");
    let differ: Vec<_> = before.lines().zip(after.lines()).filter(|(a, b)| a != b).collect();
    assert_eq!(differ, [("ref = \"T-001\"", "ref = \"T-001T-009\"")], "{after}");
    assert!(after.contains("# à relire"));
    assert!(!d.model.is_modified());
}

#[test]
fn another_field_changed_elsewhere_is_merged() {
    let mut d = Driver::small(Lang::Fr, 80, 24);
    let theirs = d.file("activities/clients.toml").replace("active", "suspended");
    std::fs::write(d.path("activities/clients.toml"), theirs).unwrap();
    d.keys("<enter><down><down><enter>9<enter><ctrl-s>");
    let file = d.file("activities/clients.toml");
    assert!(file.contains("T-0019") && file.contains("suspended"), "{file}");
}

#[test]
fn the_same_field_changed_elsewhere_is_shown_and_decided() {
    for (answer, stands) in [("m", "T-0019"), ("a", "T-777")] {
        let mut d = Driver::small(Lang::Fr, 80, 24);
        let theirs = d.file("activities/clients.toml").replace("T-001", "T-777");
        std::fs::write(d.path("activities/clients.toml"), &theirs).unwrap();
        d.keys("<enter><down><down><enter>9<enter><ctrl-s>");
        assert!(d.sees("T-0019") && d.sees("T-777"), "{}", d.screen());
        assert_eq!(d.file("activities/clients.toml"), theirs, "nothing is written before the answer");
        d.keys(answer);
        assert!(d.file("activities/clients.toml").contains(stands), "{answer}");
        assert!(!d.model.is_modified());
    }
}

/// Somebody else changes the reference while it is changed here.
fn clash_over_the_reference() -> Driver {
    let mut d = Driver::small(Lang::Fr, 80, 24);
    let theirs = d.file("activities/clients.toml").replace("T-001", "T-777");
    d.keys("<enter><down><down><enter>9<enter><esc>");
    std::fs::write(d.path("activities/clients.toml"), &theirs).unwrap();
    d
}

#[test]
fn what_a_save_was_for_is_done_once_the_clash_is_decided() {
    let mut d = clash_over_the_reference();
    d.keys("qe");
    assert!(d.sees("T-777") && d.model.quit.is_none(), "{}", d.screen());
    d.keys("m");
    assert_eq!(d.model.quit, Some(0), "leaving was what it was saved for");
    assert!(d.file("activities/clients.toml").contains("T-0019"));

    let mut d = clash_over_the_reference();
    d.keys("qer");
    assert_eq!(d.model.quit, None, "who stays does not leave");
    d.keys("<ctrl-s>m");
    assert_eq!(d.model.quit, None, "nor with the next save");

    let mut d = clash_over_the_reference();
    let out = d.path("sortie.pdf");
    d.keys("x<ctrl-a><ctrl-k>").keys(out.to_str().unwrap()).keys("<enter>e");
    assert!(d.sees("T-777") && !out.exists(), "{}", d.screen());
    d.keys("m");
    assert!(out.exists(), "{}", d.notice());
}

#[test]
fn a_save_that_fails_loses_nothing() {
    let mut d = Driver::small(Lang::Fr, 80, 24);
    d.keys("<enter><down><down><enter>9<enter>");
    std::fs::remove_dir_all(d.path("activities")).unwrap();
    std::fs::write(d.path("activities"), "").unwrap();
    d.keys("<ctrl-s>");
    assert!(!d.notice().is_empty());
    assert!(d.model.is_modified(), "{}", d.notice());
    assert!(d.sees("T-0019"), "{}", d.screen());
}

#[test]
fn quitting_asks_what_becomes_of_the_changes() {
    let quit = |keys: &str| {
        let mut d = Driver::small(Lang::Fr, 80, 24);
        d.keys("<enter><down><down><enter>9<enter><esc>q").keys(keys);
        (d.model.quit, d.file("activities/clients.toml").contains("T-0019"))
    };
    assert_eq!(quit("r"), (None, false));
    assert_eq!(quit("<esc>"), (None, false));
    assert_eq!(quit("e"), (Some(0), true));
    assert_eq!(quit("a"), (Some(0), false));
    let mut d = Driver::small(Lang::Fr, 80, 24);
    d.keys("q");
    assert_eq!(d.model.quit, Some(0), "nothing to lose, nothing to ask");
}

#[test]
fn quitting_while_typing_counts_what_is_typed() {
    let mut d = Driver::small(Lang::Fr, 80, 24);
    d.keys("<enter><down><down><enter>9<ctrl-c>e");
    assert_eq!(d.model.quit, Some(0), "{}", d.screen());
    assert!(d.file("activities/clients.toml").contains("T-0019"));
}

fn git(dir: &std::path::Path, args: &[&str]) -> String {
    let out = Command::new("git").current_dir(dir).args(args).output().unwrap();
    assert!(out.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8_lossy(&out.stdout).into_owned()
}

/// The small register, committed.
pub fn in_git() -> tempfile::TempDir {
    let dir = small();
    git(dir.path(), &["init", "-q"]);
    git(dir.path(), &["config", "user.name", "Essai"]);
    git(dir.path(), &["config", "user.email", "essai@example.org"]);
    git(dir.path(), &["add", "."]);
    git(dir.path(), &["commit", "-qm", "Premier"]);
    dir
}

#[test]
fn a_commit_says_what_changed_in_words() {
    let dir = in_git();
    let mut d = Driver::on(dir.path().to_owned(), Lang::Fr, 80, 24);
    d.keys("<enter><down><down><enter>9<enter><esc>c");
    assert!(d.sees("T-001 → T-0019"), "{}\n{}", d.screen(), d.notice());
    d.keys("<ctrl-s>");
    assert!(d.notice().contains("Validé"), "{}", d.notice());
    assert!(git(dir.path(), &["log", "-1", "--format=%s"]).contains("T-0019"));
    assert_eq!(git(dir.path(), &["status", "--porcelain"]), "");
    d.keys("c");
    assert!(!d.notice().is_empty(), "nothing left to commit, and said so");
}

#[test]
fn the_proposed_message_is_read_from_its_title_and_has_one_line_a_field() {
    let dir = in_git();
    let mut d = Driver::on(dir.path().to_owned(), Lang::Fr, 80, 24);
    d.keys("<enter><down><down><down><enter>Un<enter><enter>Signed-off-by: deux<enter>trois");
    d.keys("<enter>quatre<enter>cinq<enter>six<enter>sept<enter>huit<ctrl-s><esc>c");
    assert!(d.sees("Un Signed-off-by: deux trois quatre…"), "{}", d.screen());
    d.keys("<ctrl-s>");
    assert_eq!(
        git(dir.path(), &["log", "-1", "--format=%(trailers)"]).trim(),
        "",
        "no trailer of the record's"
    );
    let message = git(dir.path(), &["log", "-1", "--format=%B"]);
    assert!(message.contains("\n  Description\u{a0}: Un Signed-off-by: deux trois quatre"), "{message}");
}

#[test]
fn without_git_a_commit_says_so() {
    let mut d = Driver::small(Lang::Fr, 80, 24);
    d.keys("c");
    assert!(d.notice().contains("git"), "{}", d.notice());
}

#[test]
fn a_stray_letter_leaves_an_answer_as_it_is() {
    let mut d = Driver::small(Lang::Fr, 80, 24);
    let before = d.file("activities/clients.toml");
    d.keys("<enter><down><down>9<ctrl-s>");
    assert_eq!(d.file("activities/clients.toml"), before, "a key alone changed an answer");
}

#[test]
fn what_another_program_writes_is_taken_in_and_said_and_the_work_stays() {
    let mut d = Driver::small(Lang::Fr, 100, 30);
    d.keys("<enter><down><down><enter>-bis<enter>");
    assert!(d.model.is_modified(), "{}", d.screen());
    let path = d.path("activities/clients.toml");
    let theirs = std::fs::read_to_string(&path).unwrap().replace("Gestion des clients", "Suivi des clients");
    std::fs::write(&path, theirs).unwrap();
    std::fs::write(d.path("activities/oeuvres.toml"), "name = \"Œuvres\"\n").unwrap();
    d.send(Msg::DiskChanged);
    d.draw();
    assert!(d.notice().contains("2 fiches ont changé sur le disque"), "{}", d.notice());
    assert!(d.sees("Suivi des clients") && d.model.is_modified(), "{}", d.screen());
    d.keys("<ctrl-s>");
    let after = d.file("activities/clients.toml");
    assert!(after.contains("Suivi des clients") && after.contains("T-001-bis"), "{after}");
}

#[test]
fn a_clash_with_another_program_is_announced_and_decided_at_the_save() {
    let mut d = Driver::small(Lang::Fr, 100, 30);
    d.keys("<enter><down><down><enter>-bis<enter>");
    let path = d.path("activities/clients.toml");
    let theirs = std::fs::read_to_string(&path).unwrap().replace("T-001", "T-9");
    std::fs::write(&path, theirs).unwrap();
    d.send(Msg::DiskChanged);
    d.draw();
    assert!(d.notice().contains("a aussi changé sur le disque"), "{}", d.notice());
    assert!(d.sees("T-001-bis"), "what was typed is still there: {}", d.screen());
    d.keys("<ctrl-s>");
    assert!(d.sees("T-9") && d.sees("T-001-bis"), "{}", d.screen());
    d.keys("m");
    assert!(d.file("activities/clients.toml").contains("T-001-bis"));
}

/// The register with the form open on a field of the first activity: "N° / RÉF", being typed in.
fn typing_reference() -> Driver {
    let mut d = Driver::small(Lang::Fr, 100, 30);
    d.keys("<enter><down><down><enter>-bis");
    d
}

#[test]
fn a_field_changed_by_another_program_while_it_is_typed_in_is_asked_about() {
    for (key, stands) in [("m", "T-001-bis"), ("a", "T-9")] {
        let mut d = typing_reference();
        let path = d.path("activities/clients.toml");
        std::fs::write(&path, std::fs::read_to_string(&path).unwrap().replace("T-001", "T-9")).unwrap();
        d.send(Msg::DiskChanged);
        d.draw();
        assert!(d.sees("T-001-bis"), "{}", d.screen());
        d.keys("<enter>");
        for side in ["avant : T-001", "vous : T-001-bis", "sur le disque : T-9"] {
            assert!(d.screen().replace('\u{a0}', " ").contains(side), "{side}: {}", d.screen());
        }
        d.keys("<esc>");
        assert!(d.sees("vous"), "it is answered, not waved away: {}", d.screen());
        d.keys(key).keys("<ctrl-s>");
        assert!(d.file("activities/clients.toml").contains(&format!("\"{stands}\"")), "{key}");
    }
}

#[test]
fn items_that_both_added_while_a_list_was_open_are_all_there() {
    let mut d = Driver::small(Lang::Fr, 100, 30);
    d.keys("<enter>");
    let software = registre::model::Path::parse("software").unwrap();
    let id = d.model.record().unwrap().clone();
    let record = d.model.register().unwrap().get(&id).unwrap().clone();
    registre::tui::form::reveal(&record, d.model.form.as_mut().unwrap(), &software);
    d.keys("<enter>Notre outil");
    let path = d.path("activities/clients.toml");
    let theirs = format!("software = [\n    \"Leur outil\",\n]\n{}", std::fs::read_to_string(&path).unwrap());
    std::fs::write(&path, theirs).unwrap();
    d.send(Msg::DiskChanged);
    d.keys("<ctrl-s><ctrl-s>");
    let after = d.file("activities/clients.toml");
    assert!(after.contains("Leur outil") && after.contains("Notre outil"), "{after}");
}

#[test]
fn none_is_not_said_over_what_somebody_ticked_meanwhile() {
    let mut d = Driver::small(Lang::Fr, 100, 30);
    d.keys("<enter>");
    let purposes = registre::model::Path::parse("purposes").unwrap();
    let id = d.model.record().unwrap().clone();
    let record = d.model.register().unwrap().get(&id).unwrap().clone();
    registre::tui::form::reveal(&record, d.model.form.as_mut().unwrap(), &purposes);
    d.keys("<enter>");
    let path = d.path("activities/clients.toml");
    let theirs =
        std::fs::read_to_string(&path).unwrap().replace("\"commandes\",", "\"commandes\",\n  \"factures\",");
    std::fs::write(&path, theirs).unwrap();
    d.send(Msg::DiskChanged);
    d.keys("<ctrl-n>");
    assert!(matches!(d.model.layers.last(), Some(Layer::Decide { .. })), "{}", d.screen());
}

#[test]
fn what_is_typed_stays_when_the_file_goes_or_cannot_be_read_any_more() {
    type Act = fn(&std::path::Path);
    let acts: [Act; 2] =
        [|path| std::fs::remove_file(path).unwrap(), |path| std::fs::write(path, "name = \"").unwrap()];
    for act in acts {
        let mut d = typing_reference();
        let path = d.path("activities/clients.toml");
        let before = std::fs::read_to_string(&path).unwrap();
        act(&path);
        d.send(Msg::DiskChanged);
        d.draw();
        assert!(d.sees("T-001-bis"), "{}", d.screen());
        assert!(d.notice().contains("est gardé"), "{}", d.notice());
        d.keys("-ter<enter><ctrl-s>");
        assert!(d.model.is_modified(), "nothing was taken from the person: {}", d.screen());
        // Put back as it was, all goes on.
        if d.sees("rester") {
            d.keys("r");
        }
        std::fs::write(&path, &before).unwrap();
        d.keys("<ctrl-s>");
        assert!(d.file("activities/clients.toml").contains("T-001-bis-ter"), "{}", d.screen());
    }
}

#[test]
fn keys_typed_ahead_answer_no_question_that_was_not_seen() {
    let mut d = typing_reference();
    d.keys("<enter>");
    let path = d.path("activities/clients.toml");
    std::fs::write(&path, std::fs::read_to_string(&path).unwrap().replace("T-001", "T-9")).unwrap();
    // The save is under way when the next key comes.
    let effects = update(&mut d.model, Msg::Input(Input::Key(Key::ctrl('s'))));
    assert!(update(&mut d.model, Msg::Input(Input::Key(Key::char('a')))).is_empty());
    d.carry_out(effects);
    d.draw();
    assert!(d.sees("Quelle version"), "{}", d.screen());
    assert!(d.file("activities/clients.toml").contains("T-9"));
    assert!(d.model.is_modified());
}

#[test]
fn keys_that_a_question_drops_are_said_and_what_the_disk_did_is_looked_at_all_the_same() {
    let mut d = typing_reference();
    d.keys("<enter>");
    let path = d.path("activities/clients.toml");
    std::fs::write(&path, std::fs::read_to_string(&path).unwrap().replace("T-001", "T-9")).unwrap();
    std::fs::write(d.path("activities/oeuvres.toml"), "name = \"Œuvres neuves\"\n").unwrap();
    let mut effects = update(&mut d.model, Msg::Input(Input::Key(Key::ctrl('s'))));
    assert!(update(&mut d.model, Msg::Input(Input::Key(Key::char('a')))).is_empty());
    assert!(update(&mut d.model, Msg::DiskChanged).is_empty(), "not while it saves");
    assert_eq!(effects.len(), 1);
    let Some(Effect::Save(mut workspace)) = effects.pop() else { panic!("a save") };
    let result = workspace.save();
    let effects = update(&mut d.model, Msg::Saved { workspace, result });
    d.draw();
    assert!(d.sees("Quelle version"), "{}", d.screen());
    let said = "Ce qui a été tapé d’avance n’a pas été pris";
    assert!(d.sees(said), "{}", d.screen());
    assert!(effects.iter().any(|e| matches!(e, Effect::LookAgain { .. })));
    d.carry_out(effects);
    d.keys("m<esc>");
    assert!(d.file("activities/clients.toml").contains("T-001-bis"));
    assert!(d.sees("Œuvres neuves"), "{}", d.screen());
    // Where nothing was typed ahead nothing is said of it.
    std::fs::write(&path, std::fs::read_to_string(&path).unwrap().replace("T-001-bis", "T-9")).unwrap();
    d.keys("<home><enter><down><down><enter>-ter<enter><ctrl-s>");
    assert!(d.sees("Quelle version") && !d.sees(said), "{}", d.screen());
}

#[test]
fn a_change_seen_during_a_save_is_taken_in_after_it() {
    let mut d = typing_reference();
    d.keys("<enter>");
    let effects = update(&mut d.model, Msg::Input(Input::Key(Key::ctrl('s'))));
    std::fs::write(d.path("activities/oeuvres.toml"), "name = \"Œuvres neuves\"\n").unwrap();
    assert!(update(&mut d.model, Msg::DiskChanged).is_empty(), "not now");
    d.carry_out(effects);
    d.keys("<esc>");
    assert!(d.sees("Œuvres neuves"), "{}", d.screen());
}

#[test]
fn ctrl_s_takes_the_line_that_is_typed_and_saves_it() {
    let mut d = Driver::small(Lang::Fr, 100, 30);
    d.keys("<enter><down><down><enter>9<ctrl-s>");
    assert!(d.file("activities/clients.toml").contains("ref = \"T-0019\""), "{}", d.screen());
    assert!(!d.model.is_modified());
}

#[test]
fn a_proposed_message_that_was_only_looked_at_is_no_draft() {
    let dir = crate::driver::small();
    crate::git::git(dir.path(), &["init", "-q", "-b", "main"]);
    crate::git::git(dir.path(), &["config", "user.name", "Alix Martin"]);
    crate::git::git(dir.path(), &["config", "user.email", "alix@example.org"]);
    let mut d = Driver::on(dir.path().to_owned(), Lang::Fr, 100, 30);
    d.keys("c<esc>");
    assert_eq!(d.model.commit_draft, None);
    d.keys("cx<esc>");
    assert!(d.model.commit_draft.as_deref().is_some_and(|m| m.contains('x')), "{:?}", d.model.commit_draft);
}
