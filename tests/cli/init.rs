//! A new register.

use super::support::Sandbox;

#[test]
fn a_register_is_made_with_its_repository_and_can_be_used_at_once() {
    let sandbox = Sandbox::empty();
    sandbox
        .run(&["init", "--name", "Atelier Brume", "--address", "3 quai des Moulins", "--dpo", "néant"])
        .ok()
        .says("Dépôt git créé");
    let text = sandbox.read("register.toml");
    for line in ["schema = 1", "language = \"fr\"", "name = \"Atelier Brume\"", "dpo = \"none\""] {
        assert!(text.contains(line), "{text}");
    }
    assert!(sandbox.has(".gitattributes") && sandbox.has(".gitignore") && sandbox.has(".git"));
    sandbox.run(&["new", "activity", "--name", "Paie"]).ok();
    sandbox.run(&["commit"]).ok().says("4 fichiers");
    sandbox.run(&["status"]).ok().says("Rien n’a changé");
}

#[test]
fn nothing_that_exists_is_overwritten() {
    let sandbox = Sandbox::new();
    let before = sandbox.files();
    sandbox.run(&["init", "--name", "Autre"]).exits(2).says("déjà un registre");
    assert_eq!(sandbox.files(), before);
    let other = Sandbox::empty();
    other.write(".gitignore", "*.pdf\n");
    other.write("notes.txt", "à moi");
    other.run(&["init", "register", "--name", "Autre"]).ok();
    assert_eq!(other.read(".gitignore"), "*.pdf\n");
    assert_eq!(other.read("notes.txt"), "à moi");
}

#[test]
fn inside_a_repository_no_other_is_made() {
    let sandbox = Sandbox::empty();
    sandbox.git(&["init", "--quiet"]);
    sandbox.run(&["init", "--name", "Atelier Brume"]).ok();
    assert!(!sandbox.has(".git"));
    sandbox.run(&["commit"]).ok();
    assert!(sandbox.git(&["ls-files"]).contains("register/register.toml"));
}

#[test]
fn without_git_if_wanted() {
    let sandbox = Sandbox::empty();
    sandbox.run(&["init", "ici", "--name", "Atelier Brume", "--no-git", "--register-lang", "en"]).ok();
    let text = std::fs::read_to_string(sandbox.path().join("ici/register.toml")).unwrap();
    assert!(text.contains("language = \"en\""));
    assert!(!sandbox.path().join("ici/.git").exists());
}

#[test]
fn without_a_terminal_nothing_is_asked() {
    let sandbox = Sandbox::empty();
    sandbox.run(&["init"]).exits(2).says("--name");
    assert!(!sandbox.register().exists());
}

#[test]
fn a_place_that_cannot_be_made_is_said() {
    let sandbox = Sandbox::empty();
    std::fs::write(sandbox.path().join("fichier"), "").unwrap();
    sandbox.run(&["init", "fichier/x", "--name", "A"]).exits(3).says("fichier/x");
}

#[test]
fn what_was_made_is_told_in_json() {
    let json = Sandbox::empty().run(&["init", "--name", "A", "--json"]).ok().json();
    assert_eq!(json["files"], serde_json::json!(["register.toml", ".gitattributes", ".gitignore"]));
    assert!(json["repository"].is_string());
}
