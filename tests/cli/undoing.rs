//! What a command wrote is taken back, unless somebody wrote since.

use super::support::Sandbox;

#[test]
fn what_check_mended_is_undone_byte_for_byte_and_done_again() {
    let sandbox = Sandbox::new();
    let transfer = "[transfers.x] # un mot\nrecipient = \"X\"\ncountry = \"CH\"\n";
    let sheet = super::support::PAYROLL.replace("transfers = \"none\"\n", "");
    sandbox.write("activities/paie.toml", format!("{sheet}{transfer}"));
    sandbox.run(&["undo"]).exits(5).says("Aucune commande");
    let before = sandbox.files();
    sandbox.run(&["check", "--fix", "--rule", "RGPD-T44-01"]).ok().says("registre annuler");
    let mended = sandbox.files();
    assert_ne!(mended, before);
    sandbox.run(&["annuler"]).ok();
    assert_eq!(sandbox.files(), before);
    let json = sandbox.run(&["undo", "--json"]).ok().json();
    assert_eq!(json["changed"][0]["file"], "activities/paie.toml");
    assert_eq!(sandbox.files(), mended);
}

#[test]
fn every_command_that_writes_is_undone() {
    let commands: [&[&str]; 6] = [
        &["set", "paie", "owner=RH"],
        &["add", "paie", "software", "Autre"],
        &["new", "activity", "neuve"],
        &["rename", "paie-5-ans", "paie-cinq-ans"],
        &["delete", "paie", "--yes"],
        &["fmt"],
    ];
    for command in commands {
        let sandbox = Sandbox::new();
        let before = sandbox.files();
        let ran = sandbox.run(command);
        assert_ne!(sandbox.files(), before, "{ran:?}");
        sandbox.run(&["undo"]).ok();
        assert_eq!(sandbox.files(), before, "{command:?}");
    }
}

#[test]
fn what_somebody_wrote_since_is_not_undone() {
    let sandbox = Sandbox::new();
    sandbox.run(&["set", "paie", "owner=RH"]).ok();
    let text = sandbox.read("activities/paie.toml");
    sandbox.write("activities/paie.toml", format!("{text}# plus tard\n"));
    let before = sandbox.files();
    sandbox.run(&["undo"]).exits(4).says("activities/paie.toml");
    assert_eq!(sandbox.files(), before);
}
