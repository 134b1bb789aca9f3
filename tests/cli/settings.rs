//! The person's settings: read, shown with where they come from, never written, never taken from a register.

use crate::support::Sandbox;

fn home(s: &Sandbox, file: &str, text: &str) {
    let path = s.path().join("home").join(file);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

#[test]
fn settings_are_shown_with_their_origin_and_their_faults() {
    let s = Sandbox::new();
    home(&s, ".config/registre/config.toml", "lang = \"en\"\ntheme = \"sombre\"\nmuose = false\n");
    home(&s, ".config/registre/keys.toml", "[browse]\nnew = \"q\"\n");
    let out = s.run(&["config"]);
    assert_eq!(out.code, 1, "{out:?}");
    assert!(out.out.contains("theme         dark      config.toml"), "{}", out.out);
    assert!(out.out.contains("mouse         true      default"), "{}", out.out);
    assert!(
        out.err.contains("config.toml:3:1”: unknown setting “muose”; did you mean “mouse”"),
        "{}",
        out.err
    );
    assert!(out.err.contains("“q” would be both"), "{}", out.err);
}

#[test]
fn the_language_of_the_settings_stands_between_the_option_and_the_locale() {
    let s = Sandbox::new();
    home(&s, ".config/registre/config.toml", "lang = \"en\"\n");
    assert!(s.run(&["help"]).out.contains("The record of processing activities"));
    assert!(s.run(&["help", "--lang", "fr"]).out.contains("Le registre des activités"));
}

/// The option wins over the file, the file over the locale: what is said to hold is what holds.
#[test]
fn the_language_is_shown_with_where_it_comes_from() {
    let origin = |s: &Sandbox, args: &[&str]| {
        let json = s.run(&[&["config", "--json"], args].concat()).ok().json();
        let lang = &json["settings"]["lang"];
        format!("{} {}", lang["value"].as_str().unwrap(), lang["origin"].as_str().unwrap())
    };
    let s = Sandbox::new();
    assert_eq!(origin(&s, &[]), "fr locale");
    assert_eq!(origin(&s, &["--lang", "en"]), "en option");
    assert!(s.run(&["config", "--lang", "en"]).ok().out.contains("lang          en        option --lang"));
    home(&s, ".config/registre/config.toml", "lang = \"fr\"\n");
    assert_eq!(origin(&s, &[]), "fr file");
    assert_eq!(origin(&s, &["--lang", "en"]), "en option");
    let unset = Sandbox::new().env("LANG", "C.UTF-8");
    assert_eq!(origin(&unset, &[]), "fr default");
}

#[test]
fn nothing_in_a_register_sets_the_program() {
    let s = Sandbox::new();
    s.write("config.toml", "lang = \"en\"\n");
    std::fs::write(s.path().join("config.toml"), "lang = \"en\"\n").unwrap();
    assert!(s.run(&["help"]).out.contains("Le registre des activités"));
}

#[test]
fn a_shell_is_given_commands_options_and_the_records_of_the_register_at_hand() {
    let s = Sandbox::new();
    for shell in ["bash", "zsh", "fish"] {
        assert!(s.run(&["completions", shell]).ok().out.contains("registre"), "{shell}");
    }
    s.run(&["completions", "tcsh"]).exits(2).says("bash");
    for args in [&["completions", "bash", "--json"][..], &["man", "--json"]] {
        let json = s.run(args).exits(2).json();
        assert_eq!(json["error"]["kind"], "usage", "{json}");
    }
    let asked = Sandbox::new().env("REGISTRE_COMPLETE", "fish");
    let offered = asked.run(&["--", "registre", "show", "pa"]).out;
    assert!(offered.contains("paie\tPaie") && offered.contains("paie-5-ans"), "{offered}");
    assert!(!offered.contains("cabinet-aval"), "{offered}");
    let offered = asked.run(&["--", "registre", "ex"]).out;
    assert!(offered.contains("export"), "{offered}");
}

#[test]
fn the_manual_page_says_what_the_help_says() {
    let s = Sandbox::new();
    let page = s.run(&["man"]).ok().out;
    assert!(page.contains(".TH registre 1") && page.contains("Le registre des activit"), "{page}");
    let page = s.run(&["man", "exporter", "--lang", "en"]).ok().out;
    assert!(page.contains("registre\\-export"), "{page}");
    s.run(&["man", "rien"]).exits(2);
}

/// The command line goes before the environment, and that before the settings.
#[test]
fn a_screen_reader_is_a_setting_that_the_environment_overrules() {
    let said = |s: &Sandbox| {
        let json = s.run(&["config", "--json"]).ok().json();
        let setting = json["settings"]["screen_reader"].clone();
        format!("{} {}", setting["value"].as_str().unwrap(), setting["origin"].as_str().unwrap())
    };
    let s = Sandbox::new();
    assert_eq!(said(&s), "false default");
    home(&s, ".config/registre/config.toml", "screen_reader = true\n");
    assert_eq!(said(&s), "true file");
    let s = s.env("REGISTRE_LECTEUR", "0");
    assert_eq!(said(&s), "false environment");
    home(&s, ".config/registre/config.toml", "screen_reader = \"oui\"\n");
    assert!(s.run(&["config"]).err.contains("screen_reader"), "a wrong value is said");
}
