//! Bytes from a terminal → our events. Total: any bytes give events or nothing, never a failure, and a
//! sequence that is cut or unknown costs only itself.

use std::time::Duration;

use crate::term::{
    input::{Input, Mouse, MouseAct, Paste},
    key::{Code, Key},
};

/// The largest paste kept, in bytes; what is beyond is dropped, and that is said.
pub const MAX_PASTE: usize = 1 << 20;
/// The longest control sequence that means anything to us.
const MAX_SEQUENCE: usize = 64;
const PASTE_END: &[u8] = b"\x1b[201~";
/// How long a lone Esc is held, in case it begins a sequence that a slow line cut in two.
const SILENCE: Duration = Duration::from_millis(30);
/// How long the rest of a paste may take to come. Its end may be lost, and keys must not be lost in it.
pub const PASTE_SILENCE: Duration = Duration::from_secs(1);

/// What is held between two reads.
#[derive(Debug, Default)]
pub struct Decoder {
    held: Vec<u8>,
    /// Inside a bracketed paste.
    paste: Option<Open>,
}

/// A paste that has not ended.
#[derive(Debug, Default)]
struct Open {
    bytes: Vec<u8>,
    /// There were more, for which there was no room.
    cut: bool,
}

impl Open {
    fn take(&mut self, bytes: impl ExactSizeIterator<Item = u8>) {
        let room = MAX_PASTE.saturating_sub(self.bytes.len());
        self.cut |= bytes.len() > room;
        self.bytes.extend(bytes.take(room));
    }

    fn end(mut self) -> Input {
        if self.cut {
            // Not in the middle of a character.
            self.bytes.truncate(whole(&self.bytes));
        }
        Input::Paste(Paste { cut: self.cut, ..Paste::from(String::from_utf8_lossy(&self.bytes)) })
    }
}

/// How many of the bytes there are without the beginning of a character that they may end with.
fn whole(bytes: &[u8]) -> usize {
    let tail = bytes.utf8_chunks().last().map_or(&[][..], |chunk| chunk.invalid());
    let is_begun = !tail.is_empty() && plain(tail).is_none();
    bytes.len() - if is_begun { tail.len() } else { 0 }
}

/// What the first bytes of the buffer are.
enum Step {
    /// This many bytes, and what they mean to us.
    Take(usize, Option<Input>),
    PasteBegins(usize),
    /// The rest has not come yet.
    More,
}

impl Decoder {
    /// Takes what was read and gives what it means.
    pub fn feed(&mut self, bytes: &[u8]) -> Vec<Input> {
        self.held.extend_from_slice(bytes);
        let mut out = Vec::new();
        loop {
            if self.paste.is_some() {
                match self.end_of_paste() {
                    Some(input) => out.push(input),
                    None => return out,
                }
            }
            match first(&self.held) {
                Step::Take(n, input) => {
                    self.held.drain(..n);
                    out.extend(input);
                }
                Step::PasteBegins(n) => {
                    self.held.drain(..n);
                    self.paste = Some(Open::default());
                }
                Step::More => return out,
            }
        }
    }

    /// Whether a paste has begun whose end has not come.
    pub fn is_pasting(&self) -> bool {
        self.paste.is_some()
    }

    /// How long to wait for the rest of what is held before [`Decoder::silence`]: of an Esc, which may be the
    /// key or the start of a sequence, of a paste. None: nothing is held.
    pub fn patience(&self) -> Option<Duration> {
        match self.paste {
            Some(_) => Some(PASTE_SILENCE),
            None => (!self.held.is_empty()).then_some(SILENCE),
        }
    }

    /// After a silence: what is held will not be continued.
    pub fn silence(&mut self) -> Vec<Input> {
        let held = std::mem::take(&mut self.held);
        if let Some(mut paste) = self.paste.take() {
            // What is held back may be the beginning of its end.
            let text = (0..held.len()).find(|i| PASTE_END.starts_with(&held[*i..])).unwrap_or(held.len());
            paste.take(held.into_iter().take(text));
            return vec![paste.end()];
        }
        match held.as_slice() {
            [0x1b] => vec![Input::Key(Key::new(Code::Esc))],
            [0x1b, c @ (b'[' | b'O')] => vec![Input::Key(key(Code::Char(*c as char), false, true, false))],
            _ => Vec::new(),
        }
    }

    fn end_of_paste(&mut self) -> Option<Input> {
        let end = self.held.windows(PASTE_END.len()).position(|w| w == PASTE_END);
        // Without its end in sight, keep back as much as could be the beginning of the end.
        let take = end.unwrap_or_else(|| self.held.len().saturating_sub(PASTE_END.len() - 1));
        self.paste.get_or_insert_default().take(self.held.drain(..take));
        end?;
        self.held.drain(..PASTE_END.len());
        self.paste.take().map(Open::end)
    }
}

/// A key with the modifiers brought to what was meant (see [`Key::meant`]).
fn key(code: Code, ctrl: bool, alt: bool, shift: bool) -> Key {
    Key { code, ctrl, alt, shift }.meant()
}

fn first(bytes: &[u8]) -> Step {
    match bytes {
        [] | [0x1b] => Step::More,
        [0x1b, 0x1b, ..] => Step::Take(1, Some(Input::Key(Key::new(Code::Esc)))),
        [0x1b, b'[', rest @ ..] => control_sequence(rest),
        [0x1b, b'O'] => Step::More,
        [0x1b, b'O', c, ..] => Step::Take(3, letter(*c).map(|code| Input::Key(Key::new(code)))),
        [0x1b, rest @ ..] => match plain(rest) {
            Some((n, k)) => Step::Take(n + 1, k.map(|k| Input::Key(key(k.code, k.ctrl, true, k.shift)))),
            None => Step::More,
        },
        _ => match plain(bytes) {
            Some((n, k)) => Step::Take(n, k.map(Input::Key)),
            None => Step::More,
        },
    }
}

/// A character or a control key at the start; `None` where its bytes are not all there.
fn plain(bytes: &[u8]) -> Option<(usize, Option<Key>)> {
    let first = *bytes.first()?;
    let ctrl = |c: u8| Some(key(Code::Char(c as char), true, false, false));
    let one = match first {
        b'\r' => Some(Key::new(Code::Enter)),
        b'\t' => Some(Key::new(Code::Tab)),
        0x7f | 0x08 => Some(Key::new(Code::Backspace)), // terminals disagree on which
        0 => ctrl(b' '),
        c @ 0x01..=0x1a => ctrl(c + b'a' - 1),
        c @ 0x1c..=0x1f => ctrl(c + b'4' - 0x1c),
        c @ 0x20..0x7f => Some(Key::char(c as char)),
        _ => return utf8(bytes),
    };
    Some((1, one))
}

fn utf8(bytes: &[u8]) -> Option<(usize, Option<Key>)> {
    let len = match bytes.first()? {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return Some((1, None)),
    };
    let head = &bytes[..len.min(bytes.len())];
    match std::str::from_utf8(head) {
        Ok(s) => Some((len, s.chars().next().filter(|c| !c.is_control()).map(Key::char))),
        Err(e) if e.error_len().is_none() => None,
        Err(_) => Some((1, None)),
    }
}

/// What follows `ESC [`.
fn control_sequence(rest: &[u8]) -> Step {
    if let [b'[', tail @ ..] = rest {
        // The Linux console's F1 to F5.
        return match tail {
            [] => Step::More,
            [c @ b'A'..=b'E', ..] => Step::Take(4, Some(Input::Key(Key::new(Code::F(c - b'A' + 1))))),
            _ => Step::Take(3, None),
        };
    }
    let Some(len) = rest.iter().position(|b| !(0x20..0x40).contains(b)) else {
        return if rest.len() > MAX_SEQUENCE { Step::Take(rest.len() + 2, None) } else { Step::More };
    };
    let (params, last) = (&rest[..len], rest[len]);
    if !(0x40..0x7f).contains(&last) {
        return Step::Take(len + 2, None); // broken off by something else, which stays
    }
    let n = len + 3;
    if let Some(params) = params.strip_prefix(b"<") {
        return Step::Take(n, mouse(params, last));
    }
    let numbers = numbers(params);
    let number = |i: usize| numbers.get(i).copied().unwrap_or(0);
    if (last, number(0)) == (b'~', 200) {
        return Step::PasteBegins(n);
    }
    let code = match last {
        b'I' | b'O' => return Step::Take(n, Some(Input::Focus(last == b'I'))),
        b'~' => tilde(number(0)),
        b'Z' => return Step::Take(n, Some(Input::Key(Key::shifted(Code::Tab)))),
        c => letter(c),
    };
    let modifiers = number(1).saturating_sub(1);
    let pressed = |bit: u16| modifiers & bit != 0;
    Step::Take(n, code.map(|code| Input::Key(key(code, pressed(4), pressed(2), pressed(1)))))
}

fn numbers(params: &[u8]) -> Vec<u16> {
    params
        .split(|b| *b == b';')
        .map(|p| std::str::from_utf8(p).ok().and_then(|s| s.parse().ok()).unwrap_or(0))
        .collect()
}

fn letter(c: u8) -> Option<Code> {
    Some(match c {
        b'A' => Code::Up,
        b'B' => Code::Down,
        b'C' => Code::Right,
        b'D' => Code::Left,
        b'H' => Code::Home,
        b'F' => Code::End,
        b'M' => Code::Enter,
        b'P'..=b'S' => Code::F(c - b'P' + 1),
        _ => return None,
    })
}

fn tilde(n: u16) -> Option<Code> {
    Some(match n {
        1 | 7 => Code::Home,
        2 => Code::Insert,
        3 => Code::Delete,
        4 | 8 => Code::End,
        5 => Code::PageUp,
        6 => Code::PageDown,
        11..=15 => Code::F((n - 10) as u8),
        17..=21 => Code::F((n - 11) as u8),
        23 | 24 => Code::F((n - 12) as u8),
        _ => return None,
    })
}

fn mouse(params: &[u8], last: u8) -> Option<Input> {
    let numbers = numbers(params);
    let [button, x, y] = numbers.as_slice() else { return None };
    let act = match (button & !0b11100, last) {
        // The bits left out are Shift, Alt and Ctrl: we give them no meaning.
        (0, b'M') => MouseAct::Press,
        (0, b'm') => MouseAct::Release,
        (1 | 2, b'M') => MouseAct::Menu,
        (32, b'M') => MouseAct::Drag,
        (64, b'M') => MouseAct::WheelUp,
        (65, b'M') => MouseAct::WheelDown,
        _ => return None,
    };
    Some(Input::Mouse(Mouse { act, column: x.saturating_sub(1), row: y.saturating_sub(1) }))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The names of the keys that some bytes give, after a silence.
    fn keys(bytes: &[u8]) -> String {
        let mut d = Decoder::default();
        let mut out = d.feed(bytes);
        out.extend(d.silence());
        let name = |i: Input| match i {
            Input::Key(k) => k.to_string(),
            Input::Paste(p) => format!("Paste({:?})", p.text),
            other => format!("{other:?}"),
        };
        out.into_iter().map(name).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn letters_controls_and_accents() {
        assert_eq!(keys("aÉœ€".as_bytes()), "a É œ €");
        assert_eq!(
            keys(b"\r\t\x7f\x08\x13\x00\x1f"),
            "enter tab backspace backspace ctrl-s ctrl-space ctrl-7"
        );
    }

    #[test]
    fn the_keys_that_have_no_letter() {
        assert_eq!(
            keys(b"\x1b[A\x1bOB\x1b[H\x1b[4~\x1b[3~\x1b[5~\x1b[Z"),
            "up down home end delete pageup shift-tab"
        );
        assert_eq!(keys(b"\x1bOP\x1b[15~\x1b[24~\x1b[[C"), "f1 f5 f12 f3");
        assert_eq!(keys(b"\x1b[1;5C\x1b[1;2A\x1b[3;3~"), "ctrl-right shift-up alt-delete");
    }

    #[test]
    fn an_escape_alone_is_the_key() {
        assert_eq!(keys(b"\x1b"), "esc");
        assert_eq!(keys(b"\x1b\x1b"), "esc esc");
        assert_eq!(keys(b"\x1bx"), "alt-x");
        assert_eq!(keys(b"\x1b@"), "@", "AltGr on some systems");
        assert_eq!(keys("\x1bé".as_bytes()), "é");
    }

    #[test]
    fn an_unknown_or_broken_sequence_costs_only_itself() {
        assert_eq!(keys(b"\x1b[99~a\x1b[?1;2cb\x1b[12\rc"), "a b enter c");
        assert_eq!(keys(b"a\xffb\xc3"), "a b");
    }

    #[test]
    fn a_paste_is_one_text_whatever_it_holds() {
        assert_eq!(keys(b"\x1b[200~q\r\ndd\x1b[A\x1b[201~x"), "Paste(\"q\\ndd\\u{1b}[A\") x");
    }

    #[test]
    fn a_paste_that_is_too_long_is_cut_between_two_characters_and_says_so() {
        let pasted = |text: &str| {
            let mut d = Decoder::default();
            let mut out = d.feed(b"\x1b[200~");
            text.as_bytes().chunks(4096).for_each(|piece| out.extend(d.feed(piece)));
            out.extend(d.feed(b"\x1b[201~"));
            let [Input::Paste(paste)] = out.as_slice() else { panic!("one paste") };
            paste.clone()
        };
        let fits = "é".repeat(MAX_PASTE / 2);
        assert_eq!(pasted(&fits), Paste::from(&fits), "all of it");
        let long = pasted(&format!("a{fits}"));
        assert!(long.cut && long.text.len() == MAX_PASTE - 1, "{}", long.text.len());
        assert!(long.text.ends_with('é'));
        assert!(pasted(&format!("{fits}a")).cut);
    }

    #[test]
    fn the_mouse_counts_from_zero() {
        let at = |act| format!("{:?}", Input::Mouse(Mouse { act, column: 4, row: 6 }));
        assert_eq!(keys(b"\x1b[<0;5;7M"), at(MouseAct::Press));
        assert_eq!(keys(b"\x1b[<64;5;7M"), at(MouseAct::WheelUp));
        assert_eq!(keys(b"\x1b[<20;5;7M"), at(MouseAct::Press), "with Shift and Ctrl");
        assert_eq!(keys(b"\x1b[<35;5;7M"), "", "a move alone");
    }

    proptest! {
        #[test]
        fn any_bytes_in_any_pieces_mean_the_same(
            bytes in prop::collection::vec(prop_oneof![Just(0x1b), Just(b'['), b'0'..b';', any::<u8>()], 0..80),
            cut in 0usize..80,
        ) {
            let mut whole = Decoder::default();
            let mut parts = Decoder::default();
            let cut = cut.min(bytes.len());
            let one = whole.feed(&bytes);
            let mut two = parts.feed(&bytes[..cut]);
            two.extend(parts.feed(&bytes[cut..]));
            prop_assert_eq!(one, two);
        }
    }
}
