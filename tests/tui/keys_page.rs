//! The page of the keys in the docs, made from the command table and held to it.

use std::fmt::Write as _;
use std::path::Path;

use registre::model::message::text;
use registre::model::{Lang, Text};
use registre::tui::command::{Context, commands_of};
use registre::tui::help;
use registre::tui::keymap::Keymap;

const TITLE: Text = text("# Les touches de l’interface", "# The keys of the interface");
const INTRO: Text = text(
    "Cette page est tirée de la table des commandes (`src/tui/command.rs`)\u{a0}; `F1` (ou `?` hors saisie) la montre dans le programme.",
    "This page is made from the command table (`src/tui/command.rs`); `F1` (or `?` where nothing is typed) shows it in the program.",
);
const HEAD: Text = text(
    "| Touches | Commande | Effet | Nom |\n|---|---|---|---|",
    "| Keys | Command | Effect | Name |\n|---|---|---|---|",
);

fn page(lang: Lang) -> String {
    let mut out = format!("{}\n\n{}\n", TITLE.get(lang), INTRO.get(lang));
    for context in Context::ALL {
        let _ =
            write!(out, "\n## {} `[{}]`\n\n{}\n", context.title().get(lang), context.id(), HEAD.get(lang));
        for c in commands_of(context) {
            let map = Keymap::default();
            let keys = help::keys_in(&map, c, context, lang);
            let help = c.help.msg().get_with(lang, &|name| map.named(name, context, lang));
            let _ = writeln!(out, "| {keys} | {} | {help} | `{}` |", c.title.get(lang), c.act.id());
        }
    }
    out
}

#[test]
fn the_pages_of_the_keys_are_up_to_date() {
    for (file, lang) in [("docs/touches.md", Lang::Fr), ("docs/keys.md", Lang::En)] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
        let made = page(lang);
        if std::env::var_os("REGISTRE_BLESS").is_some() {
            std::fs::write(&path, &made).unwrap();
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(kept == made, "{file} is out of date: REGISTRE_BLESS=1 cargo test --test tui keys_page");
    }
}
