//! The sample register, kept: written whole, under git, and never over anything.

use super::support::Sandbox;

#[test]
fn it_needs_a_terminal_unless_it_is_kept() {
    Sandbox::empty().run(&["demo"]).exits(2).says("registre demo --keep DOSSIER");
    Sandbox::empty().english().run(&["demo", "--json"]).exits(2).says("--keep DIR");
}

#[test]
fn kept_it_is_a_register_without_a_fault_and_with_a_commit() {
    let s = Sandbox::empty();
    s.run(&["demo", "--keep", "essai"]).ok().says("L’exemple est dans essai");
    s.run(&["--register", "essai", "check"]).ok();
    s.run(&["--register", "essai", "status"]).ok();
    assert_eq!(s.git(&["-C", "essai", "log", "--format=%s"]).trim_end(), "Registre d’exemple");
    assert_eq!(s.git(&["-C", "essai", "status", "--porcelain"]), "");
    // Once more: what is there stands.
    s.write("essai/activities/paie.toml", "name = \"La mienne\"\n");
    s.run(&["exemple", "--garder", "essai"]).exits(2).says("n’est pas vide");
    assert_eq!(s.read("essai/activities/paie.toml"), "name = \"La mienne\"\n");
}

/// In somebody's repository nothing is committed for them.
#[test]
fn in_a_repository_it_makes_no_commit() {
    let s = Sandbox::with_git();
    let before = s.git(&["rev-parse", "HEAD"]);
    s.run(&["demo", "--keep", "essai"]).ok();
    assert!(!s.has("essai/.git"));
    assert_eq!(s.git(&["rev-parse", "HEAD"]), before);
}
