//! Seals: a tag that says what the register held, and what has become of it since.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::process::Command;

use super::support::Sandbox;

fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

/// A key of the sandbox's own, with which git signs, and by which it verifies.
fn with_key(sandbox: &Sandbox) -> bool {
    let key = sandbox.path().join("home/key");
    let made = Command::new("ssh-keygen").args(["-q", "-t", "ed25519", "-N", "", "-f"]).arg(&key).status();
    if !made.is_ok_and(|status| status.success()) {
        eprintln!("ssh-keygen is not here: not tried");
        return false;
    }
    let public = fs::read_to_string(key.with_extension("pub")).unwrap();
    let signers = sandbox.path().join("home/signers");
    fs::write(&signers, format!("camille@atelier-brume.example {public}")).unwrap();
    for (name, value) in [
        ("gpg.format", "ssh".to_owned()),
        ("user.signingKey", key.display().to_string()),
        ("gpg.ssh.allowedSignersFile", signers.display().to_string()),
    ] {
        sandbox.git(&["config", "--global", name, &value]);
    }
    true
}

#[test]
fn a_seal_says_what_the_register_held_and_the_next_one_what_changed() {
    let sandbox = Sandbox::with_git();
    sandbox.run(&["seal", "revue-2025"]).ok().says("Scellé : revue-2025 (non signé)");
    let fingerprint = sandbox.git(&["rev-parse", "HEAD:register"]);
    let said = plain(&sandbox.git(&["for-each-ref", "--format=%(objecttype) %(contents)", "refs/tags"]));
    for words in [
        "tag Registre de Atelier Brume au ",
        &format!("Empreinte du dossier : {fingerprint}"),
        "Fiches : 1 activité, 1 finalité, 1 durée, 1 sous-traitant",
        "Activités par statut : 1 ",
        "Contrôle au ",
        "Dérogations en vigueur : 1\n  - sheet-not-dated (organisation/register), jusqu’au 31/12/2099, par Direction",
        "Premier sceau de ce registre",
        "Scellé par Camille Essai",
        &format!("Registre-Fingerprint: {fingerprint}Registre-Folder: register\n"),
    ] {
        assert!(said.contains(words), "“{words}” is not in:\n{said}");
    }
    sandbox.run(&["set", "paie", "owner=Direction"]).ok();
    sandbox.run(&["new", "purpose", "--name", "Former"]).ok();
    sandbox.run(&["commit", "-m", "x"]).ok();
    let ran = sandbox.run(&["sceller", "--dry-run"]).ok();
    let said = plain(&ran.out);
    assert!(said.contains("Depuis le sceau revue-2025 du "), "{said}");
    assert!(
        said.contains("1 ajoutée, 1 modifiée, 0 retirée\n  ~ Paie (activité de traitement)\n  + Former"),
        "{said}"
    );
    assert!(ran.err.contains("git tag --cleanup=whitespace --file=- registre-2"), "{ran:?}");
    assert_eq!(sandbox.git(&["tag"]), "revue-2025\n", "a dry run made a tag");
}

#[test]
fn what_is_not_committed_or_cannot_be_read_is_not_sealed_nor_a_tag_made_anew() {
    let sandbox = Sandbox::with_git();
    sandbox.run(&["set", "paie", "owner=Direction"]).ok();
    sandbox.run(&["seal"]).exits(2).says("activities/paie.toml").says("registre valider");
    sandbox.run(&["commit", "-m", "x"]).ok();
    sandbox.run(&["seal", "a"]).ok();
    sandbox.run(&["seal", "a"]).exits(2).says("existe déjà").says("registre sceller a-2");
    for name in ["a..b", "a b", "--force", "a~1", "/a"] {
        sandbox.run(&["seal", "--", name]).exits(2).says("ne peut pas être le nom");
    }
    sandbox.run(&["seal", "b", "--sign", "--no-sign"]).exits(2);
    sandbox.write("purposes/casse.toml", "name = \"");
    sandbox.git(&["add", "register"]);
    sandbox.git(&["commit", "--quiet", "-m", "cassé"]);
    sandbox.run(&["seal", "c"]).exits(3).says("purposes/casse.toml");
    assert_eq!(sandbox.git(&["tag"]), "a\n");
    Sandbox::new().run(&["seal"]).exits(3).says("git init");
    fs::write(sandbox.path().join("home/.gitconfig"), "").unwrap();
    sandbox.git(&["-c", "user.name=x", "-c", "user.email=y", "revert", "--no-edit", "HEAD"]);
    sandbox.run(&["seal", "c"]).exits(3).says("git config --global user.name");
}

#[test]
fn the_list_tells_whether_a_seal_still_holds_what_it_names() {
    let sandbox = Sandbox::with_git();
    sandbox.run(&["seal", "a"]).ok();
    sandbox.git(&["tag", "v1"]);
    sandbox.git(&["tag", "-m", "autre", "v2"]);
    sandbox.run(&["seal", "--list"]).ok().says("contenu intact, tel qu’au dernier commit").says("non signé");
    sandbox.run(&["set", "paie", "owner=Direction"]).ok();
    sandbox.run(&["commit", "-m", "x"]).ok();
    sandbox.run(&["seal", "--list"]).ok().says("contenu intact ; le registre a changé depuis");
    let json = sandbox.run(&["seal", "--list", "--json"]).ok().json();
    assert_eq!(json["seals"].as_array().unwrap().len(), 1, "{json}");
    assert_eq!((&json["seals"][0]["holds"], &json["seals"][0]["current"]), (&"same".into(), &false.into()));
    assert_eq!(json["seals"][0]["signature"], serde_json::json!({ "state": "unsigned" }));
    // The tag made anew over another commit, with the same words; and put in another's place.
    let message = sandbox.git(&["for-each-ref", "--format=%(contents)", "refs/tags/a"]);
    sandbox.git(&["update-ref", "refs/tags/b", "refs/tags/a"]);
    sandbox.git(&["tag", "--force", "-m", &message, "a", "HEAD"]);
    let json = sandbox.run(&["seal", "--list", "--json"]).exits(1).json();
    let mut holds: Vec<_> =
        json["seals"].as_array().unwrap().iter().map(|s| (s["name"].clone(), s["holds"].clone())).collect();
    holds.sort_by_key(|(name, _)| name.to_string());
    assert_eq!(holds, [("a".into(), "other_content".into()), ("b".into(), "other_name".into())]);
    sandbox.run(&["seal", "--list"]).exits(1).says("CONTENU AUTRE").says("NOM AUTRE");
    sandbox.run(&["seal", "zz", "--list"]).exits(2).says("Aucun sceau « zz »");
}

#[test]
fn a_seal_of_another_register_of_the_repository_is_none_of_ours() {
    let sandbox = Sandbox::with_git();
    let other = sandbox.path().join("autre");
    fs::create_dir(&other).unwrap();
    fs::write(other.join("register.toml"), super::support::ORGANISATION).unwrap();
    sandbox.git(&["add", "autre"]);
    sandbox.git(&["commit", "--quiet", "-m", "autre"]);
    sandbox.run(&["seal", "autre", "--register", "autre"]).ok();
    sandbox.run(&["seal", "--list"]).ok().says("Aucun sceau.");
    sandbox.run(&["seal", "--list", "--register", "autre"]).ok().says("contenu intact");
}

#[test]
fn a_signed_seal_is_told_as_signed_and_verified_only_when_asked() {
    let sandbox = Sandbox::with_git();
    if !with_key(&sandbox) {
        return;
    }
    sandbox.git(&["config", "--global", "tag.gpgSign", "true"]);
    sandbox.run(&["seal", "non", "--no-sign"]).ok().says("non signé");
    sandbox.run(&["seal", "oui", "--dry-run"]).ok().says("Le sceau sera signé (ssh)");
    sandbox.run(&["seal", "oui"]).ok().says("signé, non vérifié – ssh");
    let ran = sandbox.run(&["seal", "--list"]).ok().says("signé, non vérifié – ssh");
    assert!(!ran.all().contains("verify-tag"), "{ran:?}");
    let ran = sandbox.run(&["seal", "oui", "--verify"]).ok();
    assert!(plain(&ran.out).contains("signature vérifiée : camille@atelier-brume.example"), "{ran:?}");
    assert!(ran.err.contains("verify-tag --raw"), "{ran:?}");
    // Nobody vouches for the key here; and a signature of other words.
    sandbox.git(&["config", "--global", "--unset", "gpg.ssh.allowedSignersFile"]);
    sandbox.run(&["seal", "oui", "--verify"]).ok().says("signature invérifiable ici");
    let tag = sandbox.git(&["cat-file", "tag", "oui"]).replace("Brume", "Bruine");
    fs::write(sandbox.path().join("home/tag"), tag).unwrap();
    let id = sandbox.git(&["hash-object", "-t", "tag", "-w", "home/tag"]);
    sandbox.git(&["update-ref", "refs/tags/oui", id.trim()]);
    sandbox.git(&[
        "config",
        "--global",
        "gpg.ssh.allowedSignersFile",
        sandbox.path().join("home/signers").to_str().unwrap(),
    ]);
    let ran = sandbox.run(&["seal", "oui", "--verify", "--json"]);
    let state = ran.json()["seals"][0]["signature"]["state"].clone();
    assert_eq!((ran.code, state), (1, "bad".into()), "{ran:?}");
}

#[test]
fn a_signed_commit_is_marked_in_the_log() {
    let sandbox = Sandbox::with_git();
    if !with_key(&sandbox) {
        return;
    }
    sandbox.run(&["set", "paie", "owner=Direction"]).ok();
    sandbox.git(&["-c", "commit.gpgSign=true", "commit", "--quiet", "-am", "à signer"]);
    let ran = sandbox.run(&["log"]).ok();
    assert_eq!(ran.out.matches("[signé]").count(), 1, "{ran:?}");
    let json = sandbox.run(&["log", "--json"]).ok().json();
    let states =
        ["signature", "signature"].iter().enumerate().map(|(i, key)| json["commits"][i][key].clone());
    let expected = [
        serde_json::json!({ "state": "signed", "format": "ssh" }),
        serde_json::json!({ "state": "unsigned" }),
    ];
    assert_eq!(states.collect::<Vec<_>>(), expected);
    let json = sandbox.run(&["log", "paie", "--json"]).ok().json();
    assert_eq!(json["commits"][0]["signature"]["state"], "signed");
}

#[test]
fn the_program_that_a_repository_names_does_not_verify() {
    let sandbox = Sandbox::with_git();
    if !with_key(&sandbox) {
        return;
    }
    sandbox.run(&["seal", "oui", "--sign"]).ok();
    let trap = sandbox.path().join("trap");
    fs::write(&trap, "#!/bin/sh\ntouch \"$HOME/ran\"\n").unwrap();
    fs::set_permissions(&trap, fs::Permissions::from_mode(0o755)).unwrap();
    for key in ["gpg.program", "gpg.openpgp.program", "gpg.ssh.program", "gpg.x509.program", "core.pager"] {
        sandbox.git(&["config", key, trap.to_str().unwrap()]);
    }
    let ran = sandbox.run(&["seal", "--list", "--verify"]).ok().says("il n’est pas exécuté");
    assert!(plain(&ran.out).contains("signature vérifiée"), "{ran:?}");
    assert!(!sandbox.path().join("home/ran").exists());
}

#[test]
fn a_hook_that_refuses_the_tag_is_heard() {
    let sandbox = Sandbox::with_git();
    let hook = sandbox.path().join(".git/hooks/reference-transaction");
    fs::create_dir_all(hook.parent().unwrap()).unwrap();
    fs::write(&hook, "#!/bin/sh\n[ \"$1\" = prepared ] && echo pas aujourd’hui >&2 && exit 1\nexit 0\n")
        .unwrap();
    fs::set_permissions(&hook, fs::Permissions::from_mode(0o755)).unwrap();
    sandbox.run(&["seal", "--dry-run"]).ok().says("reference-transaction");
    sandbox.run(&["seal"]).exits(3).says("pas aujourd’hui");
    assert_eq!(sandbox.git(&["tag"]), "");
}
