//! Help and errors of usage, in the reader's language.

use super::support::Sandbox;

const COMMANDS: [(&str, &str); 40] = [
    ("init", "creer"),
    ("list", "lister"),
    ("search", "chercher"),
    ("show", "montrer"),
    ("new", "nouveau"),
    ("set", "definir"),
    ("add", "ajouter"),
    ("remove", "retirer"),
    ("rename", "renommer"),
    ("delete", "supprimer"),
    ("check", "verifier"),
    ("explain", "expliquer"),
    ("waive", "deroger"),
    ("undo", "annuler"),
    ("law", "loi"),
    ("overview", "tableau"),
    ("consolidate", "consolider"),
    ("deadlines", "echeances"),
    ("uses", "usages"),
    ("timeline", "durees"),
    ("flow", "flux"),
    ("dpia", "aipd"),
    ("fmt", "formater"),
    ("status", "etat"),
    ("diff", "comparer"),
    ("log", "historique"),
    ("blame", "origine"),
    ("at", "au"),
    ("restore", "restaurer"),
    ("commit", "valider"),
    ("conflicts", "conflits"),
    ("resolve", "concilier"),
    ("git-setup", "git-installer"),
    ("merge-file", "fusionner"),
    ("textconv", "en-mots"),
    ("seal", "sceller"),
    ("import", "importer"),
    ("export", "exporter"),
    ("demo", "exemple"),
    ("help", "aide"),
];

#[test]
fn the_help_of_the_program_is_in_both_languages() {
    insta::assert_snapshot!("help-fr", Sandbox::empty().run(&["--help"]).ok().out);
    insta::assert_snapshot!("help-en", Sandbox::empty().english().run(&["--help"]).ok().out);
}

#[test]
fn every_command_explains_itself_under_both_names() {
    for sandbox in [Sandbox::empty(), Sandbox::empty().english()] {
        for (name, alias) in COMMANDS {
            let by_flag = sandbox.run(&[name, "--help"]).ok().out;
            assert!(by_flag.contains(&format!("registre {name}")), "{by_flag}");
            assert_eq!(sandbox.run(&[alias, "--help"]).ok().out, by_flag);
            assert_eq!(sandbox.run(&["help", name]).ok().out, by_flag);
            assert_eq!(sandbox.run(&["aide", alias]).ok().out, by_flag);
        }
    }
}

#[test]
fn the_option_wins_over_the_locale() {
    let french = Sandbox::empty();
    assert!(french.run(&["--lang", "en", "--help"]).ok().out.contains("Usage:"));
    assert!(french.run(&["list", "--help", "--lang=en"]).ok().out.contains("Usage:"));
    assert!(french.run(&["lst", "--lang", "en"]).exits(2).err.contains("Unknown command"));
}

#[test]
fn a_mistyped_command_is_answered_with_the_nearest_one() {
    let sandbox = Sandbox::empty();
    sandbox.run(&["chekc"]).exits(2).says("Commande inconnue : « chekc ».").says("« check »");
    sandbox.run(&["lst"]).exits(2).says("Vouliez-vous dire « list » ?");
    sandbox.run(&["verifer"]).exits(2).says("« check »");
    sandbox.run(&["aide", "chekc"]).exits(2).says("« check »");
}

#[test]
fn a_usage_error_says_what_is_wrong_and_where_to_look() {
    let sandbox = Sandbox::empty();
    sandbox
        .run(&["list", "--jsn"])
        .exits(2)
        .says("« --jsn »")
        .says("« --json »")
        .says("registre list --help");
    sandbox.run(&["set"]).exits(2).says("Il manque : <ID>");
    sandbox.run(&["show"]).exits(2).says("Il manque : <ID>");
    sandbox.run(&["list", "--lang", "de"]).exits(2).says("« de » n’est pas une valeur").says("fr, en");
    sandbox.run(&["export", "docx"]).exits(2).says("pdf, cnil-ods");
    sandbox.run(&["list", "--register"]).exits(2).says("attend une valeur");
}

#[test]
fn no_english_parser_word_reaches_a_french_reader() {
    let sandbox = Sandbox::empty();
    for args in [&["lst"][..], &["set"], &["list", "--x"], &["export", "x"], &["list", "a", "b"], &["new"]] {
        let err = sandbox.run(args).exits(2).err;
        for word in ["error:", "Usage", "tip:", "unrecognized", "required", "For more information"] {
            assert!(!err.contains(word), "{args:?}: {err}");
        }
    }
}

#[test]
fn the_version_is_told() {
    let ran = Sandbox::empty().run(&["--version"]).ok();
    assert_eq!(ran.out, format!("registre {}\n", env!("CARGO_PKG_VERSION")));
}

/// The palette of the interface shows what to write here: it must name what the help names.
#[test]
fn what_the_palette_shows_is_in_the_help_word_for_word() {
    use registre::model::Lang;
    for (lang, sandbox) in [(Lang::Fr, Sandbox::empty()), (Lang::En, Sandbox::empty().english())] {
        let shown = registre::tui::command::COMMANDS.iter().map(|c| c.cli().get(lang));
        for line in shown.filter(|l| !l.is_empty()) {
            let mut words = line.split(' ');
            let help = sandbox.run(&["help", words.next().unwrap()]).ok().out;
            for word in words {
                let whole = help.split(|c: char| !c.is_alphanumeric() && c != '-').any(|w| w == word);
                assert!(whole, "{line}: no {word} in\n{help}");
            }
        }
    }
}
