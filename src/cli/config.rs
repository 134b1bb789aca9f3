//! `registre config`: the person's settings, and where each comes from.

use serde_json::json;

use super::context::Context;
use super::fail::Fail;
use super::help::Help;
use super::out::{Line, Style};
use crate::model::message::{Text, text};
use crate::ops::config::{Origin, SETTINGS};
use crate::ops::error::Exit;
use crate::ops::places;
use crate::tui::keymap::Keymap;

#[derive(Debug, clap::Args)]
pub struct Args {}

pub const HELP: Help = Help {
    name: "config",
    alias: "reglages",
    about: text("Montrer ses réglages et d’où ils viennent", "Show your settings and where they come from"),
    args: &[],
    more: text(
        "\
Les réglages se lisent dans config.toml et keys.toml\u{a0}; le programme n’y écrit jamais, et rien de ce que contient un registre ne le règle.
Exemple de config.toml\u{a0}:
  lang = \"fr\"
  theme = \"clair\"     # auto, clair, sombre, contraste, mono
  mouse = false
  borders = false
  screen_reader = true  # dialoguer ligne par ligne, comme --lecteur
Exemple de keys.toml (noms dans docs/touches.md)\u{a0}:
  [browse]
  new = [\"n\", \"insert\"]
  mouse = []            # aucune touche",
        "\
Settings are read from config.toml and keys.toml; the program never writes there, and nothing in a register sets it.
Example of config.toml:
  lang = \"en\"
  theme = \"light\"     # auto, light, dark, contrast, mono
  mouse = false
  borders = false
  screen_reader = true  # talk line by line, as --screen-reader does
Example of keys.toml (names in docs/keys.md):
  [browse]
  new = [\"n\", \"insert\"]
  mouse = []            # no key",
    ),
};

const FOLDER: Text = text("Dossier\u{a0}: {path}", "Folder: {path}");
const NO_FOLDER: Text = text("aucun (pas de dossier personnel)", "none (no home folder)");
const FROM_FILE: Text = text("config.toml", "config.toml");
const FROM_OPTION: Text = text("option --lang", "option --lang");
const FROM_LOCALE: Text = text("langue du système", "system language");
const FROM_ENVIRONMENT: Text = text("variable d’environnement", "environment variable");
const BY_DEFAULT: Text = text("par défaut", "default");
const KEYS: Text =
    text("{n} {n|touche changée|touches changées} par keys.toml", "{n} {n|key|keys} changed by keys.toml");

pub fn run(_args: &Args, cx: &mut Context) -> Result<Exit, Fail> {
    let config = cx.config().clone();
    let lang = cx.lang();
    let lang_origin = cx.lang_origin();
    let value = |name: &str| -> (String, Origin) {
        let origin = |is_given: bool| if is_given { Origin::File } else { Origin::Default };
        let flag = |given: Option<bool>, default: bool| {
            (given.unwrap_or(default).to_string(), origin(given.is_some()))
        };
        match name {
            "lang" => (lang.code().to_owned(), lang_origin),
            "theme" => (config.theme.unwrap_or_default().word().to_owned(), origin(config.theme.is_some())),
            "mouse" => flag(config.mouse, true),
            "ascii" => flag(config.ascii, false),
            "borders" => flag(config.borders, true),
            _ => match super::screen_reader_asked() {
                Some(asked) => (asked.to_string(), Origin::Environment),
                None => flag(config.screen_reader, false),
            },
        }
    };
    let (_, faults) = Keymap::new(&config);
    let problems: Vec<String> = config.problems.iter().chain(&faults).map(|p| p.get(lang)).collect();
    let folder = places::config();
    let exit = if problems.is_empty() { Exit::Ok } else { Exit::Findings };
    if cx.is_json() {
        let settings: serde_json::Map<String, serde_json::Value> = SETTINGS
            .into_iter()
            .map(|name| {
                let (value, origin) = value(name);
                (name.to_owned(), json!({ "value": value, "origin": origin.word() }))
            })
            .collect();
        cx.json(json!({
            "folder": folder.map(|f| f.display().to_string()),
            "settings": settings,
            "keys": config.keys,
            "problems": problems,
        }));
        return Ok(exit);
    }
    let shown = folder.map_or_else(|| cx.t(NO_FOLDER).to_owned(), |f| f.display().to_string());
    cx.line(Line::of(FOLDER.msg().with("path", shown).get(lang)));
    for name in SETTINGS {
        let (value, origin) = value(name);
        let origin = cx.t(match origin {
            Origin::Default => BY_DEFAULT,
            Origin::File => FROM_FILE,
            Origin::Option => FROM_OPTION,
            Origin::Locale => FROM_LOCALE,
            Origin::Environment => FROM_ENVIRONMENT,
        });
        cx.line(Line::new().plain(format!("{name:<13} {value:<10}")).with(Style::Dim, origin));
    }
    let changed: usize = config.keys.values().map(|commands| commands.len()).sum();
    if changed > 0 {
        cx.line(Line::of(KEYS.msg().with("n", changed).get(lang)));
    }
    for problem in problems {
        cx.warn(Line::new().with(Style::Warning, "! ").plain(problem));
    }
    Ok(exit)
}
