//! status and commit, in a repository.

use super::support::Sandbox;

#[test]
fn what_changed_is_said_in_words() {
    let sandbox = Sandbox::with_git();
    sandbox.run(&["set", "paie-5-ans", "active=3 ans"]).ok();
    sandbox.run(&["new", "purpose", "--name", "Former"]).ok();
    let ran = sandbox.run(&["status"]).ok();
    insta::assert_snapshot!(ran.out.replace('\u{a0}', " "), @r"
    + purposes/former.toml
    ~ retention/paie-5-ans.toml

    Paie : 5 ans (retention/paie-5-ans)
      Base active : 5 ans → 3 ans
    Finalité « Former » ajoutée
    ");
}

#[test]
fn status_in_json_has_branch_files_and_changes() {
    let sandbox = Sandbox::with_git();
    sandbox.run(&["set", "paie", "owner=x"]).ok();
    let json = sandbox.run(&["status", "--json"]).ok().json();
    assert_eq!(json["git"]["branch"], "main");
    assert_eq!(json["git"]["commit"]["summary"], "début");
    assert_eq!(json["files"][0]["state"], "modified");
    assert_eq!(json["files"][0]["record"]["id"], "paie");
    assert_eq!(json["changes"][0]["fields"], serde_json::json!(["owner"]));
}

#[test]
fn without_git_status_says_so_and_commit_refuses() {
    let sandbox = Sandbox::new();
    sandbox.run(&["status"]).ok().says("aucun dépôt git");
    sandbox.run(&["commit"]).exits(3).says("git init");
}

#[test]
fn a_commit_holds_the_register_and_leaves_the_rest_staged_as_it_was() {
    let sandbox = Sandbox::with_git();
    std::fs::write(sandbox.path().join("autre.txt"), "préparé").unwrap();
    sandbox.git(&["add", "autre.txt"]);
    sandbox.write("LISEZMOI.md", "une note");
    sandbox.run(&["set", "paie", "owner=Direction"]).ok();
    sandbox.run(&["new", "purpose", "--name", "Former"]).ok();
    sandbox.run(&["commit", "-m", "Paie : la direction\n\nDécidé en réunion."]).ok().says("2 fichiers");
    let held = sandbox.git(&["show", "--name-only", "--format=%B", "HEAD"]);
    assert!(held.contains("Paie : la direction\n\nDécidé en réunion."), "{held}");
    assert!(held.contains("register/activities/paie.toml") && held.contains("register/purposes/former.toml"));
    assert!(!held.contains("autre.txt") && !held.contains("LISEZMOI"), "{held}");
    assert_eq!(sandbox.git(&["status", "--porcelain"]), "A  autre.txt\n?? register/LISEZMOI.md\n");
}

#[test]
fn the_message_is_made_from_what_changed() {
    let sandbox = Sandbox::with_git();
    sandbox.run(&["set", "paie", "owner=Direction"]).ok();
    sandbox.run(&["commit"]).ok();
    let said = sandbox.git(&["log", "-1", "--format=%s"]).replace('\u{a0}', " ");
    assert_eq!(said, "Paie : Service en charge : Ressources humaines → Direction\n");
}

#[test]
fn a_comment_alone_can_be_committed() {
    let sandbox = Sandbox::with_git();
    sandbox.write("purposes/payer-salaires.toml", format!("# une note\n{}", super::support::PURPOSE));
    sandbox.run(&["commit"]).ok();
    assert_eq!(sandbox.git(&["log", "-1", "--format=%s"]).replace('\u{a0}', " "), "Registre : 1 fichier\n");
}

#[test]
fn a_rename_is_committed_with_both_its_names() {
    let sandbox = Sandbox::with_git();
    sandbox.run(&["rename", "cabinet-aval", "cabinet-amont"]).ok();
    sandbox.run(&["commit"]).ok();
    assert_eq!(sandbox.git(&["status", "--porcelain"]), "");
}

#[test]
fn nothing_to_commit_is_code_5() {
    Sandbox::with_git().run(&["commit"]).exits(5).says("Rien à valider");
}

#[test]
fn a_merge_under_way_is_code_4_with_the_cure() {
    let sandbox = Sandbox::with_git();
    sandbox.run(&["set", "paie", "owner=Direction"]).ok();
    let head = sandbox.git(&["rev-parse", "HEAD"]);
    std::fs::write(sandbox.path().join(".git/MERGE_HEAD"), head).unwrap();
    sandbox.run(&["commit"]).exits(4).says("merge --abort");
    sandbox.run(&["status"]).ok().says("Git est au milieu");
}

#[test]
fn a_missing_identity_is_said_with_the_cure() {
    let sandbox = Sandbox::with_git();
    std::fs::write(sandbox.path().join("home/.gitconfig"), "").unwrap();
    sandbox.run(&["set", "paie", "owner=Direction"]).ok();
    sandbox.run(&["commit"]).exits(3).says("git config --global user.name");
}

#[test]
fn a_hook_that_refuses_is_heard() {
    use std::os::unix::fs::PermissionsExt as _;
    let sandbox = Sandbox::with_git();
    let hook = sandbox.path().join(".git/hooks/pre-commit");
    std::fs::create_dir_all(hook.parent().unwrap()).unwrap();
    std::fs::write(&hook, "#!/bin/sh\necho pas aujourd’hui >&2\nexit 1\n").unwrap();
    std::fs::set_permissions(&hook, std::fs::Permissions::from_mode(0o755)).unwrap();
    sandbox.run(&["set", "paie", "owner=Direction"]).ok();
    sandbox.run(&["commit"]).exits(3).says("pas aujourd’hui");
    assert_eq!(sandbox.git(&["rev-list", "--count", "HEAD"]), "1\n");
}

#[test]
fn a_file_that_cannot_be_read_was_not_taken_away() {
    let sandbox = Sandbox::with_git();
    sandbox.write("purposes/payer-salaires.toml", "<<<<<<< HEAD\nname = \"Payer\"\n=======\n");
    let ran = sandbox.run(&["status"]).exits(3).says("le fichier ne peut pas être lu");
    assert!(!ran.all().contains("retirée"), "{ran:?}");
    let json = sandbox.run(&["status", "--json"]).exits(3).json();
    assert_eq!(json["changes"], serde_json::json!([]));
    sandbox.run(&["commit"]).exits(3).says("Rien n’a été validé").says("purposes/payer-salaires.toml");
    // Nor is one added that is mended.
    sandbox.git(&["commit", "-qam", "cassé"]);
    sandbox.write("purposes/payer-salaires.toml", super::support::PURPOSE);
    let ran = sandbox.run(&["status"]).ok();
    assert!(!ran.all().contains("ajoutée"), "{ran:?}");
    sandbox.run(&["commit"]).ok();
    assert_eq!(sandbox.git(&["log", "-1", "--format=%s"]).replace('\u{a0}', " "), "Registre : 1 fichier\n");
}
