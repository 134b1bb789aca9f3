//! A key as a person thinks of it, whatever the keyboard: the letter that would be typed, and the
//! modifiers that were meant.

use std::fmt;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// The character itself; shift is already in it.
    Char(char),
    Enter,
    Esc,
    Tab,
    Backspace,
    Delete,
    Insert,
    Left,
    Right,
    Up,
    Down,
    Home,
    End,
    PageUp,
    PageDown,
    F(u8),
}

/// A key press.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    pub code: Code,
    pub ctrl: bool,
    pub alt: bool,
    /// Never set with a [`Code::Char`] alone: the character says it.
    pub shift: bool,
}

impl Key {
    pub const fn new(code: Code) -> Key {
        Key { code, ctrl: false, alt: false, shift: false }
    }

    pub const fn char(c: char) -> Key {
        Key::new(Code::Char(c))
    }

    pub const fn ctrl(c: char) -> Key {
        Key { code: Code::Char(c), ctrl: true, alt: false, shift: false }
    }

    pub const fn shifted(code: Code) -> Key {
        Key { code, ctrl: false, alt: false, shift: true }
    }

    /// The character this key types into a text, if it types one.
    pub fn typed(&self) -> Option<char> {
        match self.code {
            Code::Char(c) if !self.ctrl && !self.alt && !c.is_control() => Some(c),
            _ => None,
        }
    }

    /// Reads one key: `a`, `esc`, `ctrl-s`, `shift-tab`, `f1`, `space`.
    pub fn parse(name: &str) -> Option<Key> {
        let mut key = Key::char(' ');
        let mut rest = name;
        loop {
            let (flag, tail) = if let Some(t) = rest.strip_prefix("ctrl-") {
                (&mut key.ctrl, t)
            } else if let Some(t) = rest.strip_prefix("alt-") {
                (&mut key.alt, t)
            } else if let Some(t) = rest.strip_prefix("shift-") {
                (&mut key.shift, t)
            } else {
                break;
            };
            *flag = true;
            rest = tail;
        }
        if let Some((_, code)) = NAMES.iter().find(|(n, _)| *n == rest) {
            key.code = *code;
            return Some(key);
        }
        if let Some(n) = rest.strip_prefix('f').and_then(|n| n.parse().ok()) {
            key.code = Code::F(n);
            return Some(key);
        }
        let mut chars = rest.chars();
        key.code = Code::Char(chars.next()?);
        chars.next().is_none().then_some(key)
    }

    /// Reads a run of keys as tests write them: `jj<enter>été<ctrl-s>`; `<lt>` is `<` itself.
    pub fn parse_all(keys: &str) -> Option<Vec<Key>> {
        let mut out = Vec::new();
        let mut rest = keys;
        while let Some(c) = rest.chars().next() {
            if c == '<' {
                let (name, tail) = rest.get(1..)?.split_once('>')?;
                out.push(Key::parse(name)?);
                rest = tail;
            } else {
                out.push(Key::char(c));
                rest = rest.get(c.len_utf8()..)?;
            }
        }
        Some(out)
    }

    /// Whether a terminal can send it, as told apart from every other key.
    pub fn can_be_sent(&self) -> bool {
        match self.code {
            Code::Char(c) if self.ctrl => {
                // Ctrl with h, i and m is Backspace, Tab and Enter.
                matches!(c, ' ' | '4'..='7') || (c.is_ascii_lowercase() && !matches!(c, 'h' | 'i' | 'm'))
            }
            Code::Char(c) => !c.is_control(),
            Code::Tab if self.shift => !self.ctrl && !self.alt,
            Code::Enter | Code::Tab | Code::Backspace => !self.ctrl && !self.shift,
            Code::Esc => !self.ctrl && !self.shift && !self.alt,
            Code::F(n) => (1..=12).contains(&n),
            _ => true,
        }
    }

    /// The key that was meant, whatever the keyboard sent.
    pub fn meant(mut self) -> Key {
        if let Code::Char(c) = self.code {
            // AltGr reaches us as Ctrl+Alt or as Alt alone on some systems; what it makes (@ # { [ | € …) is
            // text. Letters and digits stay commands: no AltGr layout makes those.
            if self.alt && !c.is_ascii_alphanumeric() && c != ' ' && !c.is_control() {
                self.ctrl = false;
                self.alt = false;
            }
            self.shift = false;
            if self.ctrl {
                self.code = Code::Char(c.to_ascii_lowercase());
            }
        }
        self
    }
}

const NAMES: &[(&str, Code)] = &[
    ("enter", Code::Enter),
    ("esc", Code::Esc),
    ("tab", Code::Tab),
    ("backspace", Code::Backspace),
    ("delete", Code::Delete),
    ("insert", Code::Insert),
    ("left", Code::Left),
    ("right", Code::Right),
    ("up", Code::Up),
    ("down", Code::Down),
    ("home", Code::Home),
    ("end", Code::End),
    ("pageup", Code::PageUp),
    ("pagedown", Code::PageDown),
    ("space", Code::Char(' ')),
    ("lt", Code::Char('<')),
];

impl fmt::Display for Key {
    /// The form that [`Key::parse`] reads.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (on, name) in [(self.ctrl, "ctrl-"), (self.alt, "alt-"), (self.shift, "shift-")] {
            if on {
                f.write_str(name)?;
            }
        }
        if let Some((name, _)) = NAMES.iter().find(|(_, c)| *c == self.code) {
            return f.write_str(name);
        }
        match self.code {
            Code::F(n) => write!(f, "f{n}"),
            Code::Char(c) => write!(f, "{c}"),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(name: &str) -> Key {
        Key::parse(name).unwrap().meant()
    }

    #[test]
    fn altgr_types_its_character() {
        for c in ['@', '#', '{', '[', '|', '€', 'ą'] {
            assert_eq!(meant(&format!("ctrl-alt-{c}")).typed(), Some(c));
            assert_eq!(meant(&format!("alt-{c}")).typed(), Some(c));
        }
        assert_eq!(meant("ctrl-alt-a").typed(), None);
    }

    #[test]
    fn shift_is_said_by_the_letter() {
        assert_eq!(meant("shift-É"), Key::char('É'));
        assert_eq!(meant("ctrl-shift-S"), Key::ctrl('s'));
        assert_eq!(meant("shift-tab"), Key::shifted(Code::Tab));
    }

    #[test]
    fn names_read_back() {
        for name in ["a", "é", "ctrl-s", "shift-tab", "esc", "f12", "space", "ctrl-alt-x", "-", "f", "lt"] {
            assert_eq!(Key::parse(name).unwrap().to_string(), name);
        }
        assert_eq!(Key::parse("nonsense"), None);
        assert_eq!(Key::parse_all("a<enter>é<lt>").unwrap().len(), 4);
        assert_eq!(Key::parse_all("<enter"), None);
    }
}
