//! Sentences for people, in both languages at once: what is said is decided where it happens, in
//! which language only where it is shown.

use std::fmt::Write as _;

/// A language the program speaks. French comes first everywhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    #[default]
    Fr,
    En,
}

impl Lang {
    pub const ALL: [Lang; 2] = [Lang::Fr, Lang::En];

    /// The ISO 639-1 code, `fr` or `en`.
    pub fn code(self) -> &'static str {
        match self {
            Lang::Fr => "fr",
            Lang::En => "en",
        }
    }

    /// Reads `fr`, `fr_FR.UTF-8`, `en-GB`…; `None` for any other language.
    pub fn from_locale(locale: &str) -> Option<Lang> {
        match locale.split(['_', '-', '.', '@']).next()? {
            "fr" => Some(Lang::Fr),
            "en" | "C" | "POSIX" => Some(Lang::En),
            _ => None,
        }
    }

    /// Whether a count takes the singular: 0 and 1 in French, 1 alone in English.
    pub fn is_singular(self, n: u64) -> bool {
        match self {
            Lang::Fr => n <= 1,
            Lang::En => n == 1,
        }
    }
}

/// A fixed text in both languages; a missing translation cannot be written.
///
/// As a template it holds `{name}` for an argument and `{n|singular|plural}` for a word that agrees
/// with the count `n`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Text {
    pub fr: &'static str,
    pub en: &'static str,
}

/// A [`Text`] from its French and English forms.
pub const fn text(fr: &'static str, en: &'static str) -> Text {
    Text { fr, en }
}

impl Text {
    pub fn get(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Fr => self.fr,
            Lang::En => self.en,
        }
    }

    /// Starts a message with this template; arguments are added with [`Message::with`].
    pub fn msg(self) -> Message {
        Message { template: self, args: Vec::new() }
    }
}

/// An argument of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arg {
    Str(String),
    Count(u64),
    Text(Text),
    Message(Message),
}

impl From<&str> for Arg {
    fn from(s: &str) -> Arg {
        Arg::Str(s.to_owned())
    }
}
impl From<String> for Arg {
    fn from(s: String) -> Arg {
        Arg::Str(s)
    }
}
impl From<&String> for Arg {
    fn from(s: &String) -> Arg {
        Arg::Str(s.clone())
    }
}
impl From<usize> for Arg {
    fn from(n: usize) -> Arg {
        Arg::Count(n as u64)
    }
}
impl From<u64> for Arg {
    fn from(n: u64) -> Arg {
        Arg::Count(n)
    }
}
impl From<Text> for Arg {
    fn from(t: Text) -> Arg {
        Arg::Text(t)
    }
}
impl From<Message> for Arg {
    fn from(m: Message) -> Arg {
        Arg::Message(m)
    }
}

/// A sentence ready to be said in either language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    template: Text,
    args: Vec<(&'static str, Arg)>,
}

impl Message {
    /// Sets the argument `{name}`.
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Message {
        self.args.push((name, value.into()));
        self
    }

    /// The words given for the argument `{name}`.
    pub fn words(&self, name: &str) -> Option<&str> {
        self.args.iter().find_map(|(n, arg)| match arg {
            Arg::Str(words) if *n == name => Some(words.as_str()),
            _ => None,
        })
    }

    /// The sentence in `lang`. An argument that was not given shows as its own `{name}`.
    pub fn get(&self, lang: Lang) -> String {
        self.get_with(lang, &|_| None)
    }

    /// The same, where `ask` answers for the arguments that were not given, such as the keys in force.
    pub fn get_with(&self, lang: Lang, ask: &dyn Fn(&str) -> Option<String>) -> String {
        let template = self.template.get(lang);
        let mut out = String::with_capacity(template.len() + 32);
        let mut rest = template;
        while let Some(open) = rest.find('{') {
            out.push_str(&rest[..open]);
            let Some(close) = rest[open..].find('}') else {
                rest = &rest[open..];
                break;
            };
            self.placeholder(&rest[open + 1..open + close], lang, ask, &mut out);
            rest = &rest[open + close + 1..];
        }
        out.push_str(rest);
        out
    }

    fn placeholder(&self, inner: &str, lang: Lang, ask: &dyn Fn(&str) -> Option<String>, out: &mut String) {
        let mut parts = inner.split('|');
        let name = parts.next().unwrap_or_default();
        let arg = self.args.iter().find(|(n, _)| *n == name).map(|(_, a)| a);
        match (arg, parts.next(), parts.next()) {
            (Some(Arg::Count(n)), Some(one), Some(many)) => {
                out.push_str(if lang.is_singular(*n) { one } else { many });
            }
            (Some(Arg::Str(s)), None, _) => out.push_str(s),
            (Some(Arg::Count(n)), None, _) => {
                let _ = write!(out, "{n}");
            }
            (Some(Arg::Text(t)), None, _) => out.push_str(&t.msg().get_with(lang, ask)),
            (Some(Arg::Message(m)), None, _) => out.push_str(&m.get_with(lang, ask)),
            _ => match ask(inner) {
                Some(answer) => out.push_str(&answer),
                None => {
                    let _ = write!(out, "{{{inner}}}");
                }
            },
        }
    }
}

impl From<&Message> for Message {
    fn from(message: &Message) -> Message {
        message.clone()
    }
}

impl From<Text> for Message {
    fn from(template: Text) -> Message {
        template.msg()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_agree_in_each_language() {
        let t = text("{n} {n|fiche|fiches}", "{n} {n|sheet|sheets}");
        let say = |n: usize, l| t.msg().with("n", n).get(l);
        assert_eq!(say(0, Lang::Fr), "0 fiche");
        assert_eq!(say(0, Lang::En), "0 sheets");
        assert_eq!(say(1, Lang::En), "1 sheet");
        assert_eq!(say(2, Lang::Fr), "2 fiches");
    }

    #[test]
    fn an_argument_is_never_read_as_a_template() {
        let t = text("« {a} »", "“{a}”");
        assert_eq!(t.msg().with("a", "{b}").with("b", "x").get(Lang::Fr), "« {b} »");
    }

    #[test]
    fn a_message_may_hold_another() {
        let inner = text("rouge", "red");
        let t = text("c’est {x}", "it is {x}");
        assert_eq!(t.msg().with("x", inner.msg()).get(Lang::En), "it is red");
    }
}
