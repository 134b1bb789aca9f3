//! Two programs on one register: the first waits at its question while the second writes.

use super::asking::Terminal;
use super::support::{PAYROLL, Sandbox};

#[test]
fn what_another_changed_meanwhile_is_not_deleted() {
    let sandbox = Sandbox::new();
    let mut first = Terminal::start(&sandbox, &["delete", "paie"]);
    first.wait_for("[o/N]");
    sandbox.run(&["set", "paie", "owner=Direction"]).ok();
    first.answer("o");
    let (code, said) = first.end();
    assert_eq!(code, 4, "{said}");
    assert!(said.contains("a changé entre-temps") && said.contains("activity/paie"), "{said}");
    assert!(sandbox.read("activities/paie.toml").contains("Direction"), "theirs stands");
}

#[test]
fn both_taking_the_same_record_away_is_no_conflict() {
    let sandbox = Sandbox::new();
    let mut first = Terminal::start(&sandbox, &["delete", "paie"]);
    first.wait_for("[o/N]");
    sandbox.run(&["delete", "paie", "--yes"]).ok();
    first.answer("o");
    assert_eq!(first.end().0, 0);
    assert!(!sandbox.has("activities/paie.toml"));
}

#[test]
fn another_record_can_change_meanwhile() {
    let sandbox = Sandbox::new();
    sandbox.write("activities/autre.toml", PAYROLL);
    let mut first = Terminal::start(&sandbox, &["delete", "paie"]);
    first.wait_for("[o/N]");
    sandbox.run(&["set", "autre", "owner=Direction"]).ok();
    first.answer("o");
    assert_eq!(first.end().0, 0);
    assert!(!sandbox.has("activities/paie.toml"));
    assert!(sandbox.read("activities/autre.toml").contains("Direction"));
}
