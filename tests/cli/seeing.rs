//! What can be seen of the register at a glance, in words.

use std::collections::BTreeSet;

use super::support::Sandbox;

fn plain(out: &str) -> String {
    out.replace(['\u{a0}', '\u{202f}'], " ")
}

/// The small register with a review, a contract and a transfer.
fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("processors/cabinet-aval.toml", "name = \"Cabinet Aval\"\ncountry = \"FR\"\n");
    sandbox.run(&["set", "paie", "next_review_on=2026-12-01"]).ok();
    sandbox.run(&["set", "paie-5-ans", "trigger=Départ du salarié", "archive=P1Y"]).ok();
    sandbox
        .run(&[
            "set",
            "cabinet-aval",
            "contract.ends_on=2026-02-13",
            "transfers.appui.recipient=Appui",
            "transfers.appui.country=IN",
        ])
        .ok();
    sandbox
}

#[test]
fn the_overview_counts_in_words() {
    let ran = sandbox().run(&["overview", "--today", "2026-11-23"]).ok();
    let out = plain(&ran.out);
    for line in [
        "Tableau de bord – Atelier Brume – 23 novembre 2026",
        "  Activités : 1",
        "  Active : 1",
        "  Dans les 90 jours : 1",
        "    Paie  revue prévue le 01/12/2026",
        "  Inde : 1 transfert (1 sous-traitant)",
        "    garantie non renseignée : 1",
        "  Sous-traitants sans contrat signé : 1",
    ] {
        assert!(out.lines().any(|l| l == line), "“{line}” is not in:\n{out}");
    }
    assert!(!out.contains(['█', '░']), "{out}");
}

#[test]
fn the_deadlines_are_told_by_distance_and_within_a_horizon() {
    let sandbox = sandbox();
    let ran = sandbox.run(&["deadlines", "--today", "23/11/2026"]).ok();
    insta::assert_snapshot!(plain(&ran.out), @r"
    Échéances – 23 novembre 2026

    En retard (1)
    13/02/2026 : Fin de contrat, Cabinet Aval, depuis 9 mois

    Les trois mois suivants (1)
    01/12/2026 : Revue, Paie, dans 8 jours
    ");
    let near = plain(&sandbox.run(&["echeances", "--within", "7", "--today", "2026-11-23"]).ok().out);
    assert!(near.contains("Cabinet Aval") && !near.contains("Paie"), "{near}");
    let json = sandbox.run(&["deadlines", "--today", "2026-11-23", "--json"]).ok().json();
    let days: Vec<i64> =
        json["deadlines"].as_array().unwrap().iter().map(|d| d["days"].as_i64().unwrap()).collect();
    assert_eq!(days, [-283, 8]);
    assert_eq!(json["deadlines"][0]["when"], "overdue");
}

#[test]
fn who_uses_what_is_told() {
    let sandbox = sandbox();
    sandbox.run(&["set", "paie", "data.contact.label=Contact", "data.contact.retention=paie-5-ans"]).ok();
    let out = plain(&sandbox.run(&["uses", "paie-5-ans"]).ok().out);
    insta::assert_snapshot!(out, @r"
    Qui utilise « Paie : 5 ans »

    Activités : 1
      Paie  dans Données « État-civil, identité, données d’identification, images »
        dans Données « Contact »
    ");
    let json = sandbox.run(&["uses", "paie-5-ans", "--json"]).ok().json();
    let paths: Vec<&str> =
        json["uses"].as_array().unwrap().iter().map(|u| u["path"].as_str().unwrap()).collect();
    assert_eq!(paths, ["data.identite.retention", "data.contact.retention"]);
}

#[test]
fn the_time_that_data_is_kept_is_told() {
    let out = plain(&sandbox().run(&["timeline", "paie"]).ok().out);
    insta::assert_snapshot!(out, @r"
    Durées – Paie

    Données
      État-civil, identité, données d’identification, images : base active 5 ans, à compter de : Départ du salarié, archive intermédiaire 1 an, sort final : suppression, règle : Paie : 5 ans
    ");
    let json = sandbox().run(&["timeline", "paie", "--json"]).ok().json();
    assert_eq!(json["data"][0]["rule"]["active"], "P5Y");
    assert_eq!(json["data"][0]["path"], "data.identite.retention");
    let all = plain(&sandbox().run(&["durees", "organisme"]).ok().out);
    assert!(all.contains("Toutes les règles\n  Paie : 5 ans : base active 5 ans"), "{all}");
}

#[test]
fn the_way_of_the_data_is_told() {
    let out = plain(&sandbox().run(&["flow", "paie"]).ok().out);
    insta::assert_snapshot!(out, @r"
    Flux de données – Paie

    Personnes
      Salariés

    Données
      État-civil, identité, données d’identification, images  nom, prénom

    Service, outils
      Service : Ressources humaines
      Logiciel : Registre du personnel
      Logiciel : Tableur

    Destinataires
      Cabinet comptable  Sous-traitants
      Cabinet Aval  sous-traitant

    Pays
      Inde
        Appui  transfert, garantie non renseignée
      France
        Cabinet Aval  établi dans ce pays
      Transferts hors UE : la fiche répond « néant »
      ! À vérifier : des données vont ou se consultent hors de l’EEE (Inde), et la fiche ne le dit pas.
    ");
    let json = sandbox().run(&["flow", "paie", "--json"]).ok().json();
    assert_eq!(json["countries"][0]["country"], "IN");
    assert_eq!(json["transfers"], "none");
}

/// A processor, and the same firm as a sub-processor of another one, are not the same way twice.
#[test]
fn a_sub_processor_is_told_from_a_processor_of_the_same_name() {
    let sandbox = sandbox();
    sandbox.write("processors/hote.toml", "name = \"Hôte\"\ncountry = \"FR\"\n");
    sandbox.run(&["add", "paie", "processors", "hote"]).ok();
    sandbox
        .run(&["set", "cabinet-aval", "subprocessors.hote.name=Hôte", "subprocessors.hote.country=FR"])
        .ok();
    let out = plain(&sandbox.run(&["flow", "paie"]).ok().out);
    let of: Vec<&str> =
        out.lines().map(str::trim).filter(|l| l.starts_with("Hôte  ") && l.contains("établi")).collect();
    assert_eq!(
        of,
        ["Hôte  sous-traitant ultérieur de Cabinet Aval, établi dans ce pays", "Hôte  établi dans ce pays"],
        "{out}"
    );
}

/// What is adequate on a condition is told with the condition, where a transfer rests on it.
#[test]
fn a_transfer_that_rests_on_adequacy_is_told_with_the_decision_and_its_condition() {
    let sandbox = sandbox();
    sandbox.run(&["set", "cabinet-aval", "transfers.a.country=US", "transfers.a.mechanism=adequacy"]).ok();
    let out = plain(&sandbox.run(&["flow", "paie"]).ok().out);
    let said = out.split("États-Unis\n").nth(1).unwrap().lines().next().unwrap().to_owned();
    assert!(
        said.starts_with("    adéquat sous condition : (UE) 2023/1795 – organisme inscrit et actif"),
        "{said}"
    );
    assert!(said.ends_with("(relevé du 23/11/2026)"), "{said}");
}

/// Countries stand as a reader of French looks for them: Allemagne, Belgique, Égypte, États-Unis, Inde.
#[test]
fn countries_stand_in_the_order_of_their_names() {
    let sandbox = sandbox();
    for country in ["DE", "BE", "FR"] {
        sandbox.run(&["add", "paie", "hosting.countries", country]).ok();
    }
    sandbox
        .run(&[
            "set",
            "cabinet-aval",
            "transfers.a.country=US",
            "transfers.b.country=EG",
            "transfers.c.country=SN",
        ])
        .ok();
    let out = plain(&sandbox.run(&["flow", "paie"]).ok().out);
    let of: Vec<&str> = out
        .split("Pays\n")
        .nth(1)
        .unwrap()
        .lines()
        .filter(|l| !l.starts_with("    "))
        .map(str::trim)
        .collect();
    assert_eq!(
        of[..7],
        ["Égypte", "États-Unis", "Inde", "Sénégal", "Allemagne", "Belgique", "France"],
        "{out}"
    );
}

#[test]
fn both_languages_speak_and_both_names_do_the_same() {
    let sandbox = sandbox();
    for (name, alias, more) in [
        ("overview", "tableau", &["--today", "2026-11-23"][..]),
        ("deadlines", "echeances", &["--today", "2026-11-23"]),
        ("uses", "usages", &["paie"]),
        ("timeline", "durees", &["paie"]),
        ("flow", "flux", &["paie"]),
        ("dpia", "aipd", &["paie"]),
    ] {
        let french = sandbox.run(&[&[name], more].concat()).ok().out;
        assert_eq!(sandbox.run(&[&[alias], more].concat()).ok().out, french);
        let english = sandbox.run(&[&[name, "--lang", "en"], more].concat()).ok().out;
        // Line by line: only a name out of the register or of a country's own may stand in both.
        let said: BTreeSet<&str> = french.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
        let same: Vec<&str> = english.lines().map(str::trim).filter(|l| said.contains(l)).collect();
        let own = ["Cabinet Aval", "France", "Paie", "Paie : 5 ans", "Payer les salaires"];
        let own =
            |line: &&&str| own.contains(line) || line.chars().last().is_some_and(|c| c.is_ascii_digit());
        assert_eq!(same.iter().filter(|l| !own(l)).collect::<Vec<_>>(), Vec::<&&str>::new(), "{name}");
        assert_eq!(english.lines().count(), french.lines().count(), "{name}");
    }
}

#[test]
fn what_cannot_be_told_is_refused_with_the_reason() {
    let sandbox = sandbox();
    sandbox.run(&["flow", "payer-salaires"]).exits(2).says("Seule une activité");
    sandbox.run(&["dpia", "payer-salaires"]).exits(2).says("Seule une activité");
    sandbox.run(&["timeline", "cabinet-aval"]).exits(2).says("ne parle d’aucune durée");
    sandbox.run(&["uses", "absente"]).exits(2).says("Aucune fiche");
    sandbox.run(&["overview", "--today", "hier"]).exits(2).says("n’est pas une date");
    sandbox.run(&["deadlines", "--within", "x"]).exits(2);
}

#[test]
fn a_record_that_cannot_be_read_is_named_beside_the_picture() {
    let sandbox = sandbox();
    sandbox.write("activities/casse.toml", "name = \"");
    for args in
        [&["overview"][..], &["deadlines"], &["uses", "paie"], &["timeline", "paie"], &["flow", "paie"]]
    {
        let ran = sandbox.run(args).exits(3);
        assert!(!ran.out.is_empty() && ran.err.contains("casse.toml"), "{ran:?}");
        let json = sandbox.run(&[args, &["--json"]].concat()).exits(3).json();
        assert_eq!(json["unreadable"].as_array().map(Vec::len), Some(1), "{args:?}");
    }
    sandbox.run(&["flow", "casse"]).exits(3);
}

#[test]
fn hostile_text_reaches_no_terminal() {
    let sandbox = sandbox();
    let evil = "name = \"a\\u001b[2J\\u202eb\"\nowner = \"x\\u001b]0;t\\u0007\"\nnext_review_on = 2020-01-01\n\n[data.x]\nlabel = \"\\u001b[1m\"\n";
    sandbox.write("activities/mal.toml", evil);
    for args in [&["overview"][..], &["deadlines"], &["uses", "mal"], &["timeline", "mal"], &["flow", "mal"]]
    {
        let out = sandbox.run(args).out;
        assert!(!out.contains(['\u{1b}', '\u{202e}', '\u{7}']), "{out:?}");
    }
}

/// What stands in a file and could not be read is not "not known yet".
#[test]
fn a_field_that_could_not_be_read_is_said_and_ends_with_one() {
    let sandbox = sandbox();
    sandbox.write("retention/paie-5-ans.toml", "name = \"Paie : 5 ans\"\nactive = \"3 ans\"\n");
    for args in [
        &["overview", "--today", "2026-11-23"][..],
        &["deadlines", "--today", "2026-11-23"],
        &["uses", "paie"],
        &["timeline", "paie"],
        &["flow", "paie"],
        &["dpia", "paie"],
    ] {
        let ran = sandbox.run(args).exits(1).says("1 champ n’a pas pu être lu");
        assert!(ran.err.contains("retention/paie-5-ans.toml:2:"), "{ran:?}");
        let json = sandbox.run(&[args, &["--json"]].concat()).exits(1).json();
        assert_eq!(json["unreadable"][0]["path"], "active", "{json}");
    }
    sandbox.write("activities/pire.toml", "name = ");
    sandbox.run(&["timeline", "paie"]).exits(3).says("pire.toml");
}
