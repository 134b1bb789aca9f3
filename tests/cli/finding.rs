//! `list --filter --sort` and `search`: the same queries as in the interface, and none half understood.

use super::support::Sandbox;

fn shelf() -> Sandbox {
    let sandbox = Sandbox::with_git();
    sandbox.write(
        "activities/newsletter.toml",
        "name = \"Lettre d’information\"\nref = \"T-010\"\nstatus = \"draft\"\nreviewed_on = 2024-05-01\npurposes = [\"payer-salaires\"]\n\
         notes = \"Envoyée par le cabinet chaque été.\"\n",
    );
    sandbox.write(
        "activities/accueil.toml",
        "name = \"Accueil\"\nref = \"T-9\"\nstatus = \"active\"\nowner = \"Accueil\"\n",
    );
    sandbox
}

fn ids(out: &str) -> Vec<&str> {
    out.lines().filter_map(|l| l.split_whitespace().next()).collect()
}

#[test]
fn a_listing_is_filtered_by_words_and_fields_in_both_languages() {
    let s = shelf();
    let list = |filter: &str| {
        let ran = s.run(&["list", "activité", "--filter", filter]).ok();
        ids(&ran.out).join(" ")
    };
    assert_eq!(list("paie"), "paie");
    assert_eq!(list("statut:projet"), "newsletter");
    assert_eq!(list("status:active -owner:accueil"), "paie");
    assert_eq!(list("base:contrat"), "newsletter paie");
    assert_eq!(list("durée:>4ans"), "paie");
    assert_eq!(list("pays:FR"), "paie");
    assert_eq!(list("-statut:active"), "newsletter");
    assert_eq!(list("texte:été"), "newsletter");
    assert_eq!(list("constat:erreur"), "accueil");
    assert_eq!(list("modifiée:oui"), "accueil newsletter", "since the last commit");
    assert_eq!(list("revue:<2025"), "newsletter");
    assert_eq!(list("data.items:prénom"), "paie");
    assert_eq!(list("zzz"), "");
    let all = s.run(&["list", "--filter", "base:contrat"]).ok().says("Finalités (1)").says("Activités (2)");
    assert!(!all.out.contains("Sous-traitants"));
}

#[test]
fn a_listing_is_sorted() {
    let s = shelf();
    let list = |args: &[&str]| {
        let ran = s.run(&[&["list", "activity"], args].concat()).ok();
        ids(&ran.out).join(" ")
    };
    assert_eq!(list(&[]), "accueil newsletter paie");
    assert_eq!(list(&["--sort", "réf"]), "paie accueil newsletter", "by the numbers in it");
    assert_eq!(list(&["--sort", "ref", "--reverse"]), "newsletter accueil paie");
    assert_eq!(list(&["--sort", "titre"]), "accueil newsletter paie");
    assert_eq!(list(&["--sort", "revue"]), "newsletter accueil paie");
    assert_eq!(list(&["--sort", "constats"]).split(' ').next(), Some("accueil"));
    s.run(&["list", "--sort", "taille"])
        .exits(2)
        .says("« taille » n’est pas un ordre de tri")
        .says("titre, réf");
    s.run(&["list", "--reverse"]).exits(2);
}

#[test]
fn a_query_that_is_not_understood_is_refused_whole() {
    let s = shelf();
    s.run(&["list", "--filter", "bose:contrat"])
        .exits(2)
        .says("Vouliez-vous écrire « base » ?")
        .says("statut");
    s.run(&["list", "--filter", "statut:brouilon"]).exits(2).says("n’est pas dans la liste");
    s.run(&["list", "--filter", "statut:"]).exits(2).says("attend une valeur");
    s.run(&["list", "finalité", "--filter", "statut:active"]).exits(2).says("ne se demande pas : Finalités");
    s.run(&["search", "bose:contrat"]).exits(2).says("Clé inconnue");
    let english = Sandbox::with_git().english();
    english
        .run(&["list", "--filter", "stats:x"])
        .exits(2)
        .says("Did you mean “status”?")
        .says("The keys: status");
    let json = s.run(&["list", "--filter", "bose:x", "--json"]).exits(2).json();
    assert_eq!(json["error"]["kind"], "usage");
}

#[test]
fn json_gives_the_same_records() {
    let s = shelf();
    let json = s.run(&["list", "--filter", "statut:projet", "--sort", "titre", "--json"]).ok().json();
    assert_eq!(json["records"].as_array().unwrap().len(), 1);
    assert_eq!(json["records"][0]["id"], "newsletter");
}

#[test]
fn a_search_shows_where_the_words_stand() {
    let s = shelf();
    let ran = s.run(&["chercher", "cabinet", "ete"]).ok();
    assert!(ran.out.contains("Lettre d’information  activities/newsletter.toml"), "{ran:?}");
    assert!(ran.out.contains("Notes\u{a0}: Envoyée par le cabinet chaque été."), "{ran:?}");
    let ran = s.run(&["search", "cabinet"]).ok();
    assert!(ran.out.starts_with("Cabinet Aval"), "what is called so comes first: {ran:?}");
    s.run(&["search", "cabinet", "genre:sous-traitant"]).ok().says("Cabinet Aval");
    let nothing = s.run(&["search", "introuvable"]).ok();
    assert_eq!((nothing.out.as_str(), nothing.err.trim()), ("", "Rien ne correspond."));
    let json = s.run(&["search", "cabinet", "ete", "--json"]).ok().json();
    let hit = &json["records"][0]["hits"][0];
    assert_eq!(hit["path"], "notes");
    assert_eq!(hit["hit"], "cabinet");
    assert_eq!(json["records"][0]["more"], 0);
}

#[test]
fn what_cannot_be_read_is_said_beside_what_was_found() {
    let s = shelf();
    s.write("activities/casse.toml", "name = \n");
    s.run(&["search", "paie"]).exits(3).says("Paie").says("casse.toml");
    let json = s.run(&["list", "--filter", "paie", "--json"]).exits(3).json();
    assert_eq!(json["unreadable"].as_array().unwrap().len(), 1);
}
