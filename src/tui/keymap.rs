//! The keys in force: those of the command table, and the person's own in their place.

use crate::model::message::{Text, text};
use crate::model::{Lang, Message};
use crate::ops::config::Config;
use crate::term::Key;
use crate::tui::command::{COMMANDS, Command, Context, Do, key_label};

const NO_CONTEXT: Text = text(
    "{at}\u{a0}: aucun endroit «\u{a0}{context}\u{a0}» (il y a\u{a0}: {all}).",
    "{at}: there is no place “{context}” (there are: {all}).",
);
const NO_COMMAND: Text = text(
    "{at}\u{a0}: aucune commande «\u{a0}{command}\u{a0}» dans [{context}].",
    "{at}: no command “{command}” in [{context}].",
);
const NO_KEY: Text = text(
    "{at}\u{a0}: «\u{a0}{key}\u{a0}» n’est pas une touche ([{context}] {command}). Exemples\u{a0}: n, ctrl-n, f5, enter, space.",
    "{at}: “{key}” is no key ([{context}] {command}). Examples: n, ctrl-n, f5, enter, space.",
);
const TYPED: Text = text(
    "{at}\u{a0}: «\u{a0}{key}\u{a0}» sert à écrire dans [{context}]\u{a0}: il ne peut pas y être une commande.",
    "{at}: “{key}” is for writing in [{context}]: it cannot be a command there.",
);
const UNSENT: Text = text(
    "{at}\u{a0}: aucun terminal n’envoie «\u{a0}{key}\u{a0}». Prendre par exemple ctrl-n, alt-n, f5.",
    "{at}: no terminal sends “{key}”. Take ctrl-n, alt-n or f5, for example.",
);
const TWICE: Text = text(
    "{at}\u{a0}: dans [{context}], «\u{a0}{key}\u{a0}» serait à la fois {one} et {two}\u{a0}: les touches d’origine y restent.",
    "{at}: in [{context}], “{key}” would be both {one} and {two}: the original keys stay there.",
);
const NO_WAY_OUT: Text = text(
    "{at}\u{a0}: [{context}] n’aurait plus de touche pour en sortir\u{a0}: les touches d’origine y restent.",
    "{at}: [{context}] would have no key left to leave it: the original keys stay there.",
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
        let place = |of: &str| config.key_places.get(of).map_or("keys.toml", String::as_str);
        for (name, commands) in &config.keys {
            let Some(context) = Context::ALL.into_iter().find(|c| c.id() == *name) else {
                let all: Vec<String> = Context::ALL.into_iter().map(Context::id).collect();
                let said = NO_CONTEXT.msg().with("at", place(name));
                problems.push(said.with("context", name).with("all", all.join(", ")));
                continue;
            };
            let before = map.clone();
            for (command, keys) in commands {
                let said = map.rebind(context, command, keys);
                let at = place(&format!("{name}.{command}"));
                problems.extend(said.into_iter().map(|m| m.with("at", at)));
            }
            if let Some((fault, by)) = map.fault(context) {
                // Where one of those that would mean two things was asked for.
                let asked = by.into_iter().find(|id| commands.contains_key(id));
                let at = asked.map_or(place(name), |id| place(&format!("{name}.{id}")));
                problems.push(fault.with("at", at));
                map = before;
            }
        }
        (map, problems)
    }

    /// Gives a command other keys in a context, and says what of them cannot be.
    fn rebind(&mut self, context: Context, command: &str, keys: &[String]) -> Vec<Message> {
        let mut problems = Vec::new();
        let named = |c: &Command| c.act.id() == command && c.contexts.contains(&context);
        let Some(index) = COMMANDS.iter().position(named) else {
            return vec![NO_COMMAND.msg().with("command", command).with("context", context.id())];
        };
        let mut good = Vec::new();
        for key in keys {
            // As a terminal sends it: Ctrl-N is Ctrl-n.
            let meant = Key::parse(key).map(Key::meant);
            let fault = match meant {
                None => Some(NO_KEY.msg().with("command", command)),
                Some(key) if context.types() && key.typed().is_some() => Some(TYPED.msg()),
                Some(key) if !key.can_be_sent() => Some(UNSENT.msg()),
                Some(key) => {
                    good.push(key.to_string());
                    None
                }
            };
            problems.extend(fault.map(|f| f.with("key", key).with("context", context.id())));
        }
        // A list in which no key is good changes nothing; an empty one takes the keys away.
        if (keys.is_empty() || !good.is_empty())
            && let Some(slot) = self.slot(index, context)
        {
            *slot = good;
        }
        problems
    }

    fn slot(&mut self, index: usize, context: Context) -> Option<&mut Vec<String>> {
        let at = COMMANDS.get(index)?.contexts.iter().position(|c| *c == context)?;
        self.keys.get_mut(index)?.get_mut(at)
    }

    /// A key that would mean two things, and the commands it would be; or no way out.
    fn fault(&self, context: Context) -> Option<(Message, Vec<String>)> {
        let mut seen: Vec<(Key, &Command, &str)> = Vec::new();
        let mut leaves = false;
        for command in COMMANDS {
            for name in self.keys_in(command, context) {
                let Some(key) = Key::parse(name) else { continue };
                leaves |= matches!(command.act, Do::Back | Do::Quit);
                if let Some((_, other, _)) = seen.iter().find(|(k, ..)| *k == key) {
                    let said = TWICE.msg().with("context", context.id()).with("key", name);
                    let said = said.with("one", other.title).with("two", command.title);
                    return Some((said, vec![command.act.id(), other.act.id()]));
                }
                seen.push((key, command, name));
            }
        }
        (!leaves).then(|| (NO_WAY_OUT.msg().with("context", context.id()), Vec::new()))
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

    /// What a sentence calls the key of a command, `{key:save}`: its first key in this context, else anywhere,
    /// else the command's own words. `None` for any other argument.
    pub fn named(&self, argument: &str, context: Context, lang: Lang) -> Option<String> {
        let id = argument.strip_prefix("key:")?;
        let all = || COMMANDS.iter().filter(|c| c.act.id() == id);
        let here = all().find_map(|c| self.keys_in(c, context).first());
        let key = here.or_else(|| all().find_map(|c| self.keys(c).first()));
        key.map(|k| key_label(k, lang)).or_else(|| Some(format!(": {}", all().next()?.title.get(lang))))
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
        let (map, said) = map(&[("browse", "new", &["Z", "ctrl-n"]), ("browse", "mouse", &[])]);
        assert!(said.is_empty(), "{said:?}");
        assert_eq!(act(&map, Context::Browse, "Z"), Some(Do::New));
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
    fn a_key_is_kept_as_a_terminal_sends_it() {
        let (map_, said) = map(&[("browse", "new", &["ctrl-N"])]);
        assert!(said.is_empty(), "{said:?}");
        assert_eq!(act(&map_, Context::Browse, "ctrl-n"), Some(Do::New));
        let new = COMMANDS.iter().find(|c| c.act == Do::New).unwrap();
        assert_eq!(map_.keys_in(new, Context::Browse), ["ctrl-n"]);
        for never in ["ctrl-i", "ctrl-m", "shift-enter", "f99", "ctrl-é"] {
            let (map_, said) = map(&[("browse", "new", &[never])]);
            assert!(said[0].contains("no terminal sends"), "{never}: {said:?}");
            assert_eq!(act(&map_, Context::Browse, "n"), Some(Do::New));
        }
    }

    #[test]
    fn every_key_that_is_shown_is_obeyed() {
        let map = Keymap::default();
        for command in COMMANDS {
            for context in command.contexts {
                for name in map.keys_in(command, *context) {
                    let key = Key::parse(name).unwrap();
                    assert_eq!(key.meant().to_string(), *name, "{name} is not what a terminal sends");
                    assert!(key.can_be_sent(), "no terminal sends {name}");
                    assert_eq!(map.find(*context, key).map(|c| c.act), Some(command.act), "{name}");
                }
            }
        }
    }

    #[test]
    fn a_sentence_names_the_key_in_force() {
        let said = text("Rien n’est enregistré ({key:save}).", "Nothing is saved ({key:save}).").msg();
        let tell =
            |map: &Keymap, context| said.get_with(Lang::En, &|name| map.named(name, context, Lang::En));
        assert_eq!(tell(&Keymap::default(), Context::Form), "Nothing is saved (Ctrl-S).");
        let (other, _) = map(&[("form", "save", &["f2"]), ("form", "rename", &[])]);
        assert_eq!(tell(&other, Context::Form), "Nothing is saved (F2).");
        assert_eq!(tell(&other, Context::Decide), "Nothing is saved (Ctrl-S).", "its key elsewhere");
    }

    #[test]
    fn a_clash_is_told_with_its_place() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(
            dir.path().join("keys.toml"),
            "[browse]\nmouse = []\nnew = \"q\"\n[browze]\nnew = \"n\"\n",
        )
        .unwrap();
        let (_, said) = Keymap::new(&Config::load(Some(dir.path())));
        let said: Vec<String> = said.iter().map(|p| p.get(Lang::En)).collect();
        assert!(said[0].contains("keys.toml:3:1: in [browse], “q” would be both"), "{said:?}");
        assert!(said[1].contains("keys.toml:4:2: there is no place “browze”"), "{said:?}");
    }

    #[test]
    fn without_settings_the_keys_are_those_of_the_table() {
        let (map, said) = map(&[]);
        assert!(said.is_empty());
        assert_eq!(map, Keymap::default());
        assert!(Context::ALL.into_iter().all(|c| map.fault(c).is_none()));
    }
}
