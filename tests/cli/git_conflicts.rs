//! What a merge left to settle: told field by field, and settled.

use std::fs;

use super::git_merge::{branches, commit, git, ready};
use super::support::Sandbox;

const PAIE: &str = "activities/paie.toml";

/// A merge that stopped at two fields of one record.
fn stopped() -> Sandbox {
    let sandbox = ready();
    branches(
        &sandbox,
        |s| drop(s.run(&["set", "paie", "owner=Direction", "ref=T-002", "contact=Alix"]).ok()),
        |s| drop(s.run(&["set", "paie", "owner=Comptabilité", "ref=T-003", "status=draft"]).ok()),
    );
    assert_eq!(git(&sandbox, &["merge", "autre"]).code, 1);
    sandbox
}

#[test]
fn each_field_is_told_with_its_three_versions() {
    let sandbox = stopped();
    let told = sandbox.run(&["conflicts"]).exits(4);
    insta::assert_snapshot!(told.out.replace('\u{a0}', " "), @r"
    ! activities/paie.toml
      N° / RÉF  ref
        base : T-001
        la nôtre : T-002
        la leur : T-003
      Service en charge  owner
        base : Ressources humaines
        la nôtre : Direction
        la leur : Comptabilité
    ");
    sandbox.run(&["status"]).says("registre conflicts");
    let json = sandbox.run(&["conflits", "--json"]).exits(4).json();
    assert_eq!(json["conflicts"][0]["matter"], "fields");
    assert_eq!(json["conflicts"][0]["fields"][1]["theirs"], "Comptabilité");
}

#[test]
fn field_by_field_until_nothing_is_left() {
    let sandbox = stopped();
    sandbox.run(&["resolve", "paie", "owner"]).exits(2).says("--ours ou --theirs");
    sandbox.run(&["resolve", "paie", "status", "--ours"]).exits(5).says("n’est pas en conflit");
    sandbox.run(&["resolve", "paie", "owner", "--theirs", "--add"]).ok().says("1 champ reste");
    let told = sandbox.run(&["conflicts"]).exits(4);
    assert!(told.out.contains("T-003") && !told.out.contains("Direction"), "{told:?}");
    sandbox.run(&["concilier", "paie", "ref", "--ours", "--add"]).ok().says("git le sait");
    sandbox.run(&["conflicts"]).ok().says("aucun conflit");
    let text = sandbox.read(PAIE);
    for said in ["\"Comptabilité\"   # au siège", "\"T-002\"", "\"draft\"", "\"Alix\""] {
        assert!(text.contains(said), "{text}");
    }
    assert!(!text.contains("<<<<"), "{text}");
    sandbox.git(&["commit", "--quiet", "--no-edit"]);
    sandbox.run(&["check"]).ok();
}

#[test]
fn a_record_can_be_settled_whole_and_git_told_later() {
    let sandbox = stopped();
    sandbox.run(&["resolve", "paie", "--theirs"]).ok().says("git add");
    let text = sandbox.read(PAIE);
    // What nobody contradicted stays from both sides.
    assert!(text.contains("T-003") && text.contains("Comptabilité") && text.contains("Alix"), "{text}");
    sandbox.run(&["conflicts"]).exits(4).says("git attend");
    sandbox.run(&["resolve", "paie", "--theirs"]).exits(5).says("git add -- ");
    sandbox.run(&["resolve", "paie", "--theirs", "--add"]).ok();
    assert_eq!(sandbox.read(PAIE), text);
    sandbox.git(&["commit", "--quiet", "--no-edit"]);
}

#[test]
fn what_was_deleted_and_changed_is_settled_too() {
    for (keep, is_there) in [("--ours", true), ("--theirs", false)] {
        let sandbox = ready();
        branches(
            &sandbox,
            |s| drop(s.run(&["set", "paie", "owner=Direction"]).ok()),
            |s| fs::remove_file(s.register().join(PAIE)).unwrap(),
        );
        assert_eq!(git(&sandbox, &["merge", "autre"]).code, 1);
        sandbox.run(&["conflicts"]).exits(4).says("supprimée par eux");
        sandbox.run(&["resolve", "paie", keep, "--add"]).ok();
        assert_eq!(sandbox.has(PAIE), is_there);
        sandbox.git(&["commit", "--quiet", "--no-edit"]);
    }
}

#[test]
fn without_a_conflict_there_is_nothing_to_settle() {
    let sandbox = ready();
    commit(&sandbox, "rien");
    sandbox.run(&["conflicts"]).ok().says("aucun conflit");
    sandbox.run(&["resolve", "paie", "--ours"]).exits(5).says("registre conflicts");
    Sandbox::new().run(&["conflicts"]).exits(3);
    // Marks that git knows nothing of are a person's affair.
    let json = sandbox.english().run(&["conflicts", "--json"]).ok().json();
    assert_eq!(json["conflicts"], serde_json::json!([]));
}
