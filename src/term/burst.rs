//! A paste that the terminal does not announce: keys that come faster than fingers are text, and no
//! command; the control characters among them are neither. A key that is held down is none, however many of
//! it a slow line brings at once, and a control key that nothing follows is a finger's.

use std::time::Duration;

use crate::term::decode::MAX_PASTE;
use crate::term::input::{Input, Paste};
use crate::term::key::{Code, Key};

/// Keys that follow each other within this come together.
pub const TOGETHER: Duration = Duration::from_millis(5);
/// How long the rest of a paste may take to come: a long one comes in pieces, and none of them is commands.
pub const REST: Duration = Duration::from_millis(50);
/// So many keys together are a paste …
const KEYS: usize = 5;
/// … where they are not one key held down, nor one after the other.
const TURNS: usize = 3;

/// Keys that came together, as long as nobody knows what they are.
#[derive(Debug, Default)]
pub struct Burst {
    keys: Vec<Key>,
    /// How often another key came than the one before.
    turns: usize,
    /// In bytes, as text.
    size: usize,
    /// There were more, for which there was no room.
    cut: bool,
}

impl Burst {
    /// Takes in what came; `out` gets what is known by then, in the order in which it came.
    pub fn take(&mut self, input: Input, out: &mut Vec<Input>) {
        match input {
            Input::Key(key) if text_of(key).is_some() || is_control(key) => {
                let size = text_of(key).map_or(1, char::len_utf8);
                if self.cut || self.size + size > MAX_PASTE {
                    self.cut = true;
                    return;
                }
                self.size += size;
                self.turns += usize::from(self.keys.last() != Some(&key));
                self.keys.push(key);
            }
            other => {
                out.extend(self.end());
                out.push(other);
            }
        }
    }

    /// How long to wait for what belongs to it; none: there is nothing to wait for.
    pub fn patience(&self) -> Option<Duration> {
        (!self.keys.is_empty()).then_some(if self.is_paste() { REST } else { TOGETHER })
    }

    /// Nothing more belongs to it.
    pub fn end(&mut self) -> Vec<Input> {
        let came = std::mem::take(self);
        if !came.is_paste() {
            return came.keys.into_iter().map(Input::Key).collect();
        }
        let text: String = came.keys.iter().filter_map(|key| text_of(*key)).collect();
        let last = came.keys.last().filter(|key| is_control(**key) && !came.cut);
        let paste = Input::Paste(Paste { cut: came.cut, guessed: true, ..Paste::from(text) });
        std::iter::once(paste).chain(last.map(|key| Input::Key(*key))).collect()
    }

    fn is_paste(&self) -> bool {
        let texts = self.keys.iter().filter(|key| text_of(**key).is_some()).count();
        self.keys.len() >= KEYS && self.turns >= TURNS && texts * 2 >= self.keys.len()
    }
}

/// Whether a control character of a text comes as this key.
fn is_control(key: Key) -> bool {
    matches!(key.code, Code::Char(c) if key == Key::ctrl(c)) && text_of(key).is_none()
}

/// What a key stands for in a text that is pasted. A line ends with Enter, or with the line feed itself,
/// which the keyboard calls Ctrl-J.
fn text_of(key: Key) -> Option<char> {
    match key.code {
        _ if key == Key::ctrl('j') => Some('\n'),
        Code::Enter if key == Key::new(Code::Enter) => Some('\r'),
        Code::Tab if key == Key::new(Code::Tab) => Some('\t'),
        _ => key.typed(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What comes of keys that came together.
    fn of(keys: &str) -> Vec<Input> {
        let (mut burst, mut out) = (Burst::default(), Vec::new());
        Key::parse_all(keys).unwrap().into_iter().for_each(|k| burst.take(Input::Key(k), &mut out));
        out.extend(burst.end());
        out
    }

    fn keys(keys: &str) -> Vec<Input> {
        Key::parse_all(keys).unwrap().into_iter().map(Input::Key).collect()
    }

    fn paste(text: &str) -> Vec<Input> {
        vec![Input::Paste(Paste { guessed: true, ..Paste::from(text) })]
    }

    #[test]
    fn five_keys_at_once_are_a_paste_and_four_are_keys() {
        assert_eq!(of("qdXs"), keys("qdXs"));
        assert_eq!(of("qdXsn"), paste("qdXsn"));
        assert_eq!(of("hello"), paste("hello"));
        assert_eq!(of("été<enter>q<tab>2"), paste("été\nq\t2"));
        assert_eq!(of("a<enter><ctrl-j>b<ctrl-j>c"), paste("a\nb\nc"), "each way to end a line");
    }

    #[test]
    fn a_key_held_down_on_a_slow_line_stays_a_key() {
        assert_eq!(of("jjjjjjjjjjjj"), keys("jjjjjjjjjjjj"));
        assert_eq!(of("jjjjjjjkkkk"), keys("jjjjjjjkkkk"), "one after the other");
        assert_eq!(of("jjjjjj<enter>"), keys("jjjjjj<enter>"));
        assert_eq!(of("<tab><tab><tab><tab><tab>"), keys("<tab><tab><tab><tab><tab>"));
        assert_eq!(of("<down><down><down><up><left><home>"), keys("<down><down><down><up><left><home>"));
    }

    #[test]
    fn what_is_no_text_stays_what_it_is_and_where_it_was() {
        assert_eq!(of("abcde<up>q"), [paste("abcde"), keys("<up>q")].concat());
        assert_eq!(of("<shift-tab>abcd"), keys("<shift-tab>abcd"));
    }

    #[test]
    fn a_control_character_in_a_paste_is_no_command_and_one_that_nothing_follows_is_a_key() {
        assert_eq!(of("abc<ctrl-s>de"), paste("abcde"));
        assert_eq!(of("<ctrl-q>abcde"), paste("abcde"));
        assert_eq!(of("abcde<ctrl-c>q"), paste("abcdeq"));
        assert_eq!(of("abcde<ctrl-c>"), [paste("abcde"), keys("<ctrl-c>")].concat());
        assert_eq!(of("ab<ctrl-s>"), keys("ab<ctrl-s>"), "typed ahead");
        assert_eq!(of("a<ctrl-n><ctrl-p><ctrl-n><ctrl-s>"), keys("a<ctrl-n><ctrl-p><ctrl-n><ctrl-s>"));
    }

    #[test]
    fn a_text_that_is_too_long_is_cut_and_says_so() {
        let mut burst = Burst::default();
        let mut out = Vec::new();
        for i in 0..MAX_PASTE {
            burst.take(Input::Key(Key::char(if i % 2 == 0 { 'a' } else { 'é' })), &mut out);
        }
        let ended = burst.end();
        let [Input::Paste(paste)] = ended.as_slice() else { panic!("one paste") };
        assert!(paste.cut && paste.text.len() == MAX_PASTE, "{}", paste.text.len());
    }
}
