//! The keys in force: those of the command table, and the person's own in their place.

use crate::model::Message;
use crate::model::message::{Text, text};
use crate::ops::config::Config;
use crate::term::Key;
use crate::tui::command::{COMMANDS, Command, Context, Do};

const NO_CONTEXT: Text = text(
    "keys.toml\u{a0}: aucun endroit «\u{a0}{context}\u{a0}» (il y a\u{a0}: {all}).",
    "keys.toml: there is no place “{context}” (there are: {all}).",
);
const NO_COMMAND: Text = text(
    "keys.toml\u{a0}: aucune commande «\u{a0}{command}\u{a0}» dans [{context}].",
    "keys.toml: no command “{command}” in [{context}].",
);
const NO_KEY: Text = text(
    "keys.toml\u{a0}: «\u{a0}{key}\u{a0}» n’est pas une touche ([{context}] {command}). Exemples\u{a0}: n, ctrl-n, f5, enter, space.",
    "keys.toml: “{key}” is no key ([{context}] {command}). Examples: n, ctrl-n, f5, enter, space.",
);
const TYPED: Text = text(
    "keys.toml\u{a0}: «\u{a0}{key}\u{a0}» sert à écrire dans [{context}]\u{a0}: il ne peut pas y être une commande.",
    "keys.toml: “{key}” is for writing in [{context}]: it cannot be a command there.",
);
const TWICE: Text = text(
    "keys.toml\u{a0}: dans [{context}], «\u{a0}{key}\u{a0}» serait à la fois {one} et {two}\u{a0}: les touches d’origine y restent.",
    "keys.toml: in [{context}], “{key}” would be both {one} and {two}: the original keys stay there.",
);
const NO_WAY_OUT: Text = text(
    "keys.toml\u{a0}: [{context}] n’aurait plus de touche pour en sortir\u{a0}: les touches d’origine y restent.",
    "keys.toml: [{context}] would have no key left to leave it: the original keys stay there.",
);

/// For each command of the table, and each of its contexts, the keys in force.
#[derive(Clone, Debug, PartialEq)]
pub struct Keymap {
    /// By command, then by its contexts in their own order.
    keys: Vec<Vec<Vec<String>>>,
}

impl Default for Keymap {
    fn default() -> Keymap {
        let own = |c: &Command| {
            c.contexts.iter().map(|_| c.keys.iter().map(|k| (*k).to_owned()).collect()).collect()
        };
        Keymap { keys: COMMANDS.iter().map(own).collect() }
    }
}

impl Keymap {
    /// The keys with the person's own over them, and what of these cannot be.
    pub fn new(config: &Config) -> (Keymap, Vec<Message>) {
        let mut map = Keymap::default();
        let mut problems = Vec::new();
        for (name, commands) in &config.keys {
            let Some(context) = Context::ALL.into_iter().find(|c| c.id() == *name) else {
                let all: Vec<String> = Context::ALL.into_iter().map(Context::id).collect();
                problems.push(NO_CONTEXT.msg().with("context", name).with("all", all.join(", ")));
                continue;
            };
            let before = map.clone();
            for (command, keys) in commands {
                map.rebind(context, command, keys, &mut problems);
            }
            if let Some(fault) = map.fault(context) {
                problems.push(fault);
                map = before;
            }
        }
        (map, problems)
    }

    fn rebind(&mut self, context: Context, command: &str, keys: &[String], problems: &mut Vec<Message>) {
        let named = |c: &Command| c.act.id() == command && c.contexts.contains(&context);
        let Some(index) = COMMANDS.iter().position(named) else {
            problems.push(NO_COMMAND.msg().with("command", command).with("context", context.id()));
            return;
        };
        let mut good = Vec::new();
        for key in keys {
            match Key::parse(key) {
                None => problems.push(
                    NO_KEY.msg().with("key", key).with("command", command).with("context", context.id()),
                ),
                Some(parsed) if context.types() && parsed.typed().is_some() => {
                    problems.push(TYPED.msg().with("key", key).with("context", context.id()));
                }
                Some(_) => good.push(key.clone()),
            }
        }
        // A list in which no key is good changes nothing; an empty one takes the keys away.
        if (keys.is_empty() || !good.is_empty())
            && let Some(slot) = self.slot(index, context)
        {
            *slot = good;
        }
    }

    fn slot(&mut self, index: usize, context: Context) -> Option<&mut Vec<String>> {
        let at = COMMANDS.get(index)?.contexts.iter().position(|c| *c == context)?;
        self.keys.get_mut(index)?.get_mut(at)
    }

    /// A key that would mean two things, or no way out.
    fn fault(&self, context: Context) -> Option<Message> {
        let mut seen: Vec<(Key, &Command, &str)> = Vec::new();
        let mut leaves = false;
        for command in COMMANDS {
            for name in self.keys_in(command, context) {
                let Some(key) = Key::parse(name) else { continue };
                leaves |= matches!(command.act, Do::Back | Do::Quit);
                if let Some((_, other, _)) = seen.iter().find(|(k, ..)| *k == key) {
                    let said = TWICE.msg().with("context", context.id()).with("key", name);
                    return Some(said.with("one", other.title).with("two", command.title));
                }
                seen.push((key, command, name));
            }
        }
        (!leaves).then(|| NO_WAY_OUT.msg().with("context", context.id()))
    }

    /// The keys of a command in a context, the first of which is shown.
    pub fn keys_in(&self, command: &Command, context: Context) -> &[String] {
        let index = COMMANDS.iter().position(|c| std::ptr::eq(c, command));
        let at = command.contexts.iter().position(|c| *c == context);
        index.zip(at).and_then(|(i, at)| self.keys.get(i)?.get(at)).map_or(&[], Vec::as_slice)
    }

    /// The keys of a command, in whatever context it has them first.
    pub fn keys(&self, command: &Command) -> &[String] {
        let index = COMMANDS.iter().position(|c| std::ptr::eq(c, command));
        let all = index.and_then(|i| self.keys.get(i));
        all.and_then(|all| all.iter().find(|k| !k.is_empty())).map_or(&[], Vec::as_slice)
    }

    /// The command that a key stands for in a context.
    pub fn find(&self, context: Context, key: Key) -> Option<&'static Command> {
        let mut here = COMMANDS.iter().filter(|c| c.contexts.contains(&context));
        here.find(|c| self.keys_in(c, context).iter().any(|k| Key::parse(k) == Some(key)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Lang;

    fn map(entries: &[(&str, &str, &[&str])]) -> (Keymap, Vec<String>) {
        let mut config = Config::default();
        for (context, command, keys) in entries {
            let keys = keys.iter().map(|k| (*k).to_owned()).collect();
            config.keys.entry((*context).to_owned()).or_default().insert((*command).to_owned(), keys);
        }
        let (map, problems) = Keymap::new(&config);
        (map, problems.iter().map(|p| p.get(Lang::En)).collect())
    }

    fn act(map: &Keymap, context: Context, key: &str) -> Option<Do> {
        map.find(context, Key::parse(key).unwrap()).map(|c| c.act)
    }

    #[test]
    fn a_command_gets_other_keys_in_one_context_alone() {
        let (map, said) = map(&[("browse", "new", &["N", "ctrl-n"]), ("browse", "mouse", &[])]);
        assert!(said.is_empty(), "{said:?}");
        assert_eq!(act(&map, Context::Browse, "N"), Some(Do::New));
        assert_eq!(act(&map, Context::Browse, "n"), None);
        assert_eq!(act(&map, Context::Browse, "m"), None);
        assert_eq!(act(&map, Context::Browse, "q"), Some(Do::Quit));
    }

    #[test]
    fn what_cannot_be_is_said_and_leaves_the_keys_as_they_were() {
        let (map_, said) = map(&[("browse", "new", &["q"])]);
        assert!(said[0].contains("“q” would be both"), "{said:?}");
        assert_eq!(act(&map_, Context::Browse, "n"), Some(Do::New));
        assert_eq!(act(&map_, Context::Browse, "q"), Some(Do::Quit));
        let (map_, said) = map(&[("form", "save", &["s"])]);
        assert!(said[0].contains("for writing"), "{said:?}");
        assert_eq!(act(&map_, Context::Form, "ctrl-s"), Some(Do::Save));
        let (_, said) =
            map(&[("browze", "new", &["n"]), ("browse", "nouveau", &["n"]), ("browse", "new", &["hyper"])]);
        assert_eq!(said.len(), 3, "{said:?}");
        let (map_, said) = map(&[("decide", "back", &[]), ("decide", "quit", &[])]);
        assert!(said[0].contains("no key left"), "{said:?}");
        assert_eq!(act(&map_, Context::Decide, "esc"), Some(Do::Back));
    }

    #[test]
    fn without_settings_the_keys_are_those_of_the_table() {
        let (map, said) = map(&[]);
        assert!(said.is_empty());
        assert_eq!(map, Keymap::default());
        assert!(Context::ALL.into_iter().all(|c| map.fault(c).is_none()));
    }
}
