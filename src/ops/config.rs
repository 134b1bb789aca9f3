//! The person's own settings: read from their configuration folder, never from a register, never written.
//!
//! `$XDG_CONFIG_HOME/registre/config.toml` and `keys.toml` (else `~/.config/registre/`). What cannot be
//! understood is said, with a suggestion, and the rest holds.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use toml::de::{DeTable, DeValue};
use toml::{Table, Value};

use crate::model::message::{Lang, Message, Text, text};
use crate::model::system;

const UNREADABLE: Text = text(
    "«\u{a0}{file}\u{a0}» ne peut pas être lu\u{a0}: {why}. Les réglages par défaut valent.",
    "“{file}” cannot be read: {why}. The defaults hold.",
);
const NOT_TOML: Text = text(
    "«\u{a0}{file}\u{a0}», ligne {line}\u{a0}: ce n’est pas du TOML. Les réglages par défaut valent.",
    "“{file}”, line {line}: this is no TOML. The defaults hold.",
);
const UNKNOWN: Text = text(
    "«\u{a0}{file}\u{a0}»\u{a0}: réglage inconnu «\u{a0}{key}\u{a0}».",
    "“{file}”: unknown setting “{key}”.",
);
const NEAR: Text = text(
    "«\u{a0}{file}\u{a0}»\u{a0}: réglage inconnu «\u{a0}{key}\u{a0}»\u{a0}; vouliez-vous écrire «\u{a0}{near}\u{a0}»\u{202f}?",
    "“{file}”: unknown setting “{key}”; did you mean “{near}”?",
);
const WRONG: Text = text(
    "«\u{a0}{file}\u{a0}»\u{a0}: «\u{a0}{key}\u{a0}» attend {wanted}.",
    "“{file}”: “{key}” takes {wanted}.",
);

/// Where a setting comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    Default,
    File,
    /// An option of the command.
    Option,
    /// The language of the system.
    Locale,
    /// A variable of the environment.
    Environment,
}

impl Origin {
    /// The stable English word of JSON.
    pub fn word(self) -> &'static str {
        match self {
            Origin::Default => "default",
            Origin::File => "file",
            Origin::Option => "option",
            Origin::Locale => "locale",
            Origin::Environment => "environment",
        }
    }
}

/// A file that was read, so that what is wrong in it can be said with its place.
struct Read {
    shown: String,
    text: String,
}

impl Read {
    /// The file with the line and the column of a key; the file alone where it is not found.
    fn at(&self, keys: &[&str]) -> String {
        let Some(start) = DeTable::parse(&self.text).ok().and_then(|t| start(t.get_ref(), keys)) else {
            return self.shown.clone();
        };
        let before = self.text.get(..start).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        format!("{}:{line}:{column}", self.shown)
    }
}

/// Where the key that these lead to begins.
fn start(table: &DeTable<'_>, keys: &[&str]) -> Option<usize> {
    let (first, rest) = keys.split_first()?;
    let (key, value) = table.iter().find(|(key, _)| key.get_ref().as_ref() == *first)?;
    match (rest, value.get_ref()) {
        ([], _) => Some(key.span().start),
        (rest, DeValue::Table(inner)) => start(inner, rest),
        _ => None,
    }
}

/// How the interface is coloured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ThemeName {
    /// The terminal's own sixteen colours, no background.
    #[default]
    Auto,
    Light,
    Dark,
    Contrast,
    /// No colour at all.
    Mono,
}

impl ThemeName {
    pub const ALL: [(&'static str, &'static str, ThemeName); 5] = [
        ("auto", "auto", ThemeName::Auto),
        ("light", "clair", ThemeName::Light),
        ("dark", "sombre", ThemeName::Dark),
        ("contrast", "contraste", ThemeName::Contrast),
        ("mono", "mono", ThemeName::Mono),
    ];

    /// Reads a name in either language.
    pub fn parse(word: &str) -> Option<ThemeName> {
        ThemeName::ALL.into_iter().find(|(en, fr, _)| word == *en || word == *fr).map(|(.., name)| name)
    }

    pub fn word(self) -> &'static str {
        ThemeName::ALL.into_iter().find(|(.., name)| *name == self).map_or("auto", |(word, ..)| word)
    }
}

/// The settings of a person; `None` where they say nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Config {
    pub lang: Option<Lang>,
    pub theme: Option<ThemeName>,
    pub mouse: Option<bool>,
    pub ascii: Option<bool>,
    pub borders: Option<bool>,
    /// Whether the screen is read aloud: the conversation in place of the interface.
    pub screen_reader: Option<bool>,
    /// Keys by context and command, as written; judged by the interface.
    pub keys: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    /// Where each context and command of them stands, as `keys.toml:3:1`, by `context` and `context.command`.
    pub key_places: BTreeMap<String, String>,
    /// What could not be understood.
    pub problems: Vec<Message>,
    /// The files that were read.
    pub files: Vec<PathBuf>,
}

/// The name and the words of a setting, for `registre config`.
pub const SETTINGS: [&str; 6] = ["lang", "theme", "mouse", "ascii", "borders", "screen_reader"];

impl Config {
    /// Reads the settings in `folder`; all defaults where there is none.
    pub fn load(folder: Option<&Path>) -> Config {
        let mut config = Config::default();
        let Some(folder) = folder else { return config };
        if let Some((file, table)) = config.table(folder.join("config.toml")) {
            config.take_settings(&file, &table);
        }
        if let Some((file, table)) = config.table(folder.join("keys.toml")) {
            config.take_keys(&file, &table);
        }
        config
    }

    fn table(&mut self, path: PathBuf) -> Option<(Read, Table)> {
        const MAX: u64 = 1 << 20;
        let shown = path.display().to_string();
        let refused = |why: Message| UNREADABLE.msg().with("file", &shown).with("why", why);
        match std::fs::metadata(&path) {
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return None,
            Ok(meta) if meta.is_file() && meta.len() <= MAX => {}
            Ok(_) => {
                self.problems
                    .push(refused(text("ce n’est pas un petit fichier", "it is no small file").msg()));
                return None;
            }
            Err(e) => {
                self.problems.push(refused(system::words(&e)));
                return None;
            }
        }
        let read = match std::fs::read_to_string(&path) {
            Ok(read) => read,
            Err(e) => {
                self.problems.push(refused(system::words(&e)));
                return None;
            }
        };
        match read.parse::<Table>() {
            Ok(table) => {
                self.files.push(path);
                Some((Read { shown, text: read }, table))
            }
            Err(e) => {
                let at = e.span().map_or(0, |s| s.start).min(read.len());
                let line = read.as_bytes()[..at].iter().filter(|b| **b == b'\n').count() + 1;
                self.problems.push(NOT_TOML.msg().with("file", shown).with("line", line));
                None
            }
        }
    }

    fn take_settings(&mut self, file: &Read, table: &Table) {
        for (key, value) in table {
            let taken = match (key.as_str(), value) {
                ("lang", Value::String(s)) if s == "fr" => {
                    self.lang = Some(Lang::Fr);
                    true
                }
                ("lang", Value::String(s)) if s == "en" => {
                    self.lang = Some(Lang::En);
                    true
                }
                ("theme", Value::String(s)) => {
                    self.theme = ThemeName::parse(s);
                    self.theme.is_some()
                }
                ("mouse", Value::Boolean(b)) => {
                    self.mouse = Some(*b);
                    true
                }
                ("ascii", Value::Boolean(b)) => {
                    self.ascii = Some(*b);
                    true
                }
                ("borders", Value::Boolean(b)) => {
                    self.borders = Some(*b);
                    true
                }
                ("screen_reader", Value::Boolean(b)) => {
                    self.screen_reader = Some(*b);
                    true
                }
                _ => false,
            };
            if !taken {
                self.problems.push(problem(&file.at(&[key]), key));
            }
        }
    }

    fn take_keys(&mut self, file: &Read, table: &Table) {
        for (context, commands) in table {
            self.key_places.insert(context.clone(), file.at(&[context]));
            let Value::Table(commands) = commands else {
                self.problems.push(wrong(&file.at(&[context]), context, KEYS));
                continue;
            };
            for (command, keys) in commands {
                let keys: Option<Vec<String>> = match keys {
                    Value::String(key) => Some(vec![key.clone()]),
                    Value::Array(all) => all.iter().map(|k| k.as_str().map(str::to_owned)).collect(),
                    _ => None,
                };
                match keys {
                    Some(keys) => {
                        let place = file.at(&[context, command]);
                        self.key_places.insert(format!("{context}.{command}"), place);
                        self.keys.entry(context.clone()).or_default().insert(command.clone(), keys);
                    }
                    None => {
                        let at = file.at(&[context, command]);
                        self.problems.push(wrong(&at, &format!("{context}.{command}"), KEYS));
                    }
                }
            }
        }
    }
}

const KEYS: Text = text(
    "une touche ou une liste de touches, comme [\"n\", \"ctrl-n\"]",
    "a key or a list of keys, such as [\"n\", \"ctrl-n\"]",
);

fn wrong(file: &str, key: &str, wanted: Text) -> Message {
    WRONG.msg().with("file", file).with("key", key).with("wanted", wanted)
}

fn problem(file: &str, key: &str) -> Message {
    let wanted = match key {
        "lang" => text("\"fr\" ou \"en\"", "\"fr\" or \"en\""),
        "theme" => text(
            "\"auto\", \"clair\", \"sombre\", \"contraste\" ou \"mono\"",
            "\"auto\", \"light\", \"dark\", \"contrast\" or \"mono\"",
        ),
        "mouse" | "ascii" | "borders" | "screen_reader" => text("true ou false", "true or false"),
        _ => {
            let near = SETTINGS
                .iter()
                .map(|s| (strsim::jaro_winkler(s, key), *s))
                .filter(|(score, _)| *score > 0.7)
                .max_by(|a, b| a.0.total_cmp(&b.0));
            return match near {
                Some((_, near)) => NEAR.msg().with("file", file).with("key", key).with("near", near),
                None => UNKNOWN.msg().with("file", file).with("key", key),
            };
        }
    };
    wrong(file, key, wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(config: &str, keys: &str) -> Config {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("config.toml"), config).unwrap();
        std::fs::write(dir.path().join("keys.toml"), keys).unwrap();
        Config::load(Some(dir.path()))
    }

    #[test]
    fn settings_are_read_in_both_languages() {
        let c = load(
            "lang = \"en\"\ntheme = \"sombre\"\nmouse = false\n",
            "[browse]\nnew = [\"n\", \"ctrl-n\"]\nundo = \"z\"\n",
        );
        assert_eq!(
            (c.lang, c.theme, c.mouse, c.ascii),
            (Some(Lang::En), Some(ThemeName::Dark), Some(false), None)
        );
        assert_eq!(c.keys["browse"]["new"], ["n", "ctrl-n"]);
        assert_eq!(c.keys["browse"]["undo"], ["z"]);
        assert!(c.problems.is_empty(), "{:?}", c.problems);
    }

    #[test]
    fn what_is_wrong_is_said_and_the_rest_holds() {
        let c = load("tehme = \"dark\"\nmouse = \"oui\"\nascii = true\n", "browse = 3\n");
        let said: Vec<String> = c.problems.iter().map(|p| p.get(Lang::En)).collect();
        assert_eq!(c.ascii, Some(true));
        assert!(
            said[0].contains("“mouse” takes true or false")
                || said[1].contains("“mouse” takes true or false")
        );
        assert!(said.iter().any(|s| s.contains("did you mean “theme”")), "{said:?}");
        assert_eq!(said.len(), 3);
        let c = load("lang = \"fr\"\n mouse = 3\n", "[browse]\nnew = 1\n");
        let said: Vec<String> = c.problems.iter().map(|p| p.get(Lang::En)).collect();
        assert!(said[0].contains("config.toml:2:2”: “mouse”"), "{said:?}");
        assert!(said[1].contains("keys.toml:2:1”: “browse.new”"), "{said:?}");
        let c = load("lang = \"fr\"\nmouse = \n", "");
        assert!(c.problems[0].get(Lang::En).contains("line 2"), "{:?}", c.problems);
    }

    #[test]
    fn no_folder_and_no_file_is_no_problem() {
        assert_eq!(Config::load(None), Config::default());
        assert_eq!(Config::load(Some(Path::new("/nowhere/at/all"))), Config::default());
    }
}
