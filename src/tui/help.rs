//! The help: the command table, narrowed by typing words or a key.

use crate::model::Lang;
use crate::tui::command::{COMMANDS, Command, Context, key_label};
use crate::tui::keymap::Keymap;
use crate::tui::matching;

/// The commands that match what is typed, in the order of the table.
pub fn entries(keymap: &Keymap, typed: &str, lang: Lang) -> Vec<&'static Command> {
    let texts: Vec<String> = COMMANDS.iter().map(|c| searched(keymap, c, lang)).collect();
    matching::filter(typed, texts.iter().map(String::as_str))
        .into_iter()
        .filter_map(|i| COMMANDS.get(i))
        .collect()
}

fn searched(keymap: &Keymap, command: &Command, lang: Lang) -> String {
    let contexts: Vec<&str> = command.contexts.iter().map(|x| x.title().get(lang)).collect();
    format!(
        "{} {} {} {}",
        keys(keymap, command, lang),
        command.title.get(lang),
        command.help.get(lang),
        contexts.join(" ")
    )
}

/// The command's keys in a context; a dash where it has none.
pub fn keys_in(keymap: &Keymap, command: &Command, context: Context, lang: Lang) -> String {
    labels(keymap.keys_in(command, context), lang)
}

/// The command's keys as on the keyboard, where it has them first; a dash where it has none.
pub fn keys(keymap: &Keymap, command: &Command, lang: Lang) -> String {
    labels(keymap.keys(command), lang)
}

fn labels(keys: &[String], lang: Lang) -> String {
    if keys.is_empty() {
        return "–".to_owned();
    }
    keys.iter().map(|k| key_label(k, lang)).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_found_by_its_words_and_by_its_key() {
        let titles = |typed| {
            entries(&Keymap::default(), typed, Lang::Fr).iter().map(|c| c.title.fr).collect::<Vec<_>>()
        };
        assert!(titles("enregistrer").contains(&"enregistrer"));
        assert!(titles("ctrl-s").contains(&"enregistrer"));
        assert_eq!(entries(&Keymap::default(), "", Lang::En).len(), COMMANDS.len());
    }
}
