//! From what was read, and when, to what it means. Pure: the reader has the clock and the terminal.

use std::time::Duration;

use crate::term::burst::Burst;
use crate::term::decode::Decoder;
use crate::term::input::Input;

/// Ctrl-C as a terminal sends it.
const INTERRUPT: &[u8] = &[3];
/// Alone after this much silence, it is a finger's and no part of a paste.
const ALONE: Duration = Duration::from_millis(100);

/// What is held between two reads.
#[derive(Debug, Default)]
pub struct Intake {
    decoder: Decoder,
    burst: Burst,
}

impl Intake {
    /// Takes what was read after so much silence, and gives what is known by then.
    pub fn feed(&mut self, bytes: &[u8], quiet: Duration) -> Vec<Input> {
        let mut out = Vec::new();
        if self.decoder.is_pasting() && bytes == INTERRUPT && quiet >= ALONE {
            // The end of the paste never came, and a person wants out.
            self.sort(Decoder::silence, &mut out);
        }
        self.sort(|decoder| decoder.feed(bytes), &mut out);
        out
    }

    /// How long to wait for more before [`Intake::silence`]; none: as long as it takes.
    pub fn patience(&self) -> Option<Duration> {
        [self.burst.patience(), self.decoder.patience()].into_iter().flatten().min()
    }

    /// Nothing came for as long as [`Intake::patience`] said.
    pub fn silence(&mut self) -> Vec<Input> {
        match (self.burst.patience(), self.decoder.patience()) {
            (Some(burst), decoder) if decoder.is_none_or(|d| burst <= d) => self.burst.end(),
            _ => {
                let mut out = Vec::new();
                self.sort(Decoder::silence, &mut out);
                out
            }
        }
    }

    /// Nothing more will come: the keys that are held.
    pub fn end(&mut self) -> Vec<Input> {
        self.burst.end()
    }

    fn sort(&mut self, read: impl FnOnce(&mut Decoder) -> Vec<Input>, out: &mut Vec<Input>) {
        for input in read(&mut self.decoder) {
            self.burst.take(input, out);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::term::burst::{REST, TOGETHER};
    use crate::term::decode::PASTE_SILENCE;
    use crate::term::input::Paste;
    use crate::term::key::Key;

    const AT_ONCE: Duration = Duration::from_millis(1);

    fn keys(keys: &str) -> Vec<Input> {
        Key::parse_all(keys).unwrap().into_iter().map(Input::Key).collect()
    }

    fn paste(text: &str, guessed: bool) -> Vec<Input> {
        vec![Input::Paste(Paste { guessed, ..Paste::from(text) })]
    }

    /// Waits as long as is asked for, until nothing is.
    fn settle(intake: &mut Intake) -> Vec<Input> {
        let mut out = Vec::new();
        while intake.patience().is_some() {
            out.extend(intake.silence());
        }
        out
    }

    #[test]
    fn a_key_waits_five_milliseconds_for_others_and_a_paste_longer_for_its_rest() {
        let mut i = Intake::default();
        assert_eq!(i.feed(b"q", AT_ONCE), []);
        assert_eq!(i.patience(), Some(TOGETHER));
        assert_eq!(i.silence(), keys("q"));
        assert_eq!(i.patience(), None, "asleep");
        // In pieces, as a line brings them.
        assert_eq!(i.feed(b"qd", AT_ONCE), []);
        assert_eq!(i.feed(b"Xsn", AT_ONCE), []);
        assert_eq!(i.patience(), Some(REST));
        assert_eq!(i.feed(b"q", AT_ONCE), [], "a last piece is no command");
        assert_eq!(i.silence(), paste("qdXsnq", true));
        assert_eq!(i.patience(), None);
    }

    #[test]
    fn what_ends_the_keys_ends_the_wait() {
        let mut i = Intake::default();
        assert_eq!(i.feed(b"jj\x1b[A", AT_ONCE), keys("jj<up>"));
        // An Esc may begin something: the keys before it do not wait for that.
        assert_eq!(i.feed(b"jj\x1b", AT_ONCE), []);
        assert_eq!(i.patience(), Some(TOGETHER));
        assert_eq!(i.silence(), keys("jj"));
        assert_eq!(i.silence(), keys("<esc>"));
        assert_eq!(i.feed(b"abcde\x1b", AT_ONCE), []);
        assert_eq!(i.silence(), [paste("abcde", true), keys("<esc>")].concat());
    }

    #[test]
    fn an_announced_paste_is_known_by_its_announcement() {
        let mut i = Intake::default();
        assert_eq!(i.feed(b"j\x1b[200~jjjjj\x1b[201~", AT_ONCE), [keys("j"), paste("jjjjj", false)].concat());
    }

    #[test]
    fn a_paste_whose_end_never_comes_ends_with_the_silence() {
        let mut i = Intake::default();
        assert_eq!(i.feed("\x1b[200~perdu é".as_bytes(), AT_ONCE), []);
        assert_eq!(i.patience(), Some(PASTE_SILENCE));
        assert_eq!(i.silence(), paste("perdu é", false));
        // Its end, had it only been late, is nothing of its own; and the keys are heard again.
        assert_eq!(i.feed(b"\x1b[201~\x03", AT_ONCE), []);
        assert_eq!(settle(&mut i), keys("<ctrl-c>"));
        // What came of the end itself is no text.
        i.feed(b"\x1b[200~perdu\x1b[20", AT_ONCE);
        assert_eq!(settle(&mut i), paste("perdu", false));
    }

    #[test]
    fn ctrl_c_pressed_in_a_paste_that_does_not_end_is_heard() {
        let mut i = Intake::default();
        i.feed(b"\x1b[200~perdu", AT_ONCE);
        let out = i.feed(b"\x03", ALONE);
        assert_eq!([out, settle(&mut i)].concat(), [paste("perdu", false), keys("<ctrl-c>")].concat());
        // In the midst of a paste it is part of it: what is pasted cannot end the paste.
        i.feed(b"\x1b[200~perdu", AT_ONCE);
        assert_eq!(i.feed(b"\x03", AT_ONCE), []);
        assert_eq!(i.feed(b"\x03q", ALONE), []);
        assert_eq!(settle(&mut i), paste("perdu\u{3}\u{3}q", false));
    }
}
