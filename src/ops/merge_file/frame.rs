//! What surrounds the three texts and is no line of theirs: byte-order mark, line ends, the last line's
//! end. Merged on its own, so that a change of line ends alone does not make every line differ.

/// The byte-order mark of UTF-8.
const BOM: &[u8] = b"\xef\xbb\xbf";

/// What surrounds a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Frame {
    bom: bool,
    crlf: bool,
    final_newline: bool,
}

/// The three texts without what surrounds them, all with the same line ends, and what is to surround
/// the outcome.
pub(super) struct Framed {
    pub base: Vec<u8>,
    pub ours: Vec<u8>,
    pub theirs: Vec<u8>,
    frame: Frame,
}

impl Framed {
    /// `None` where one text mixes line ends: then every byte is left as it is.
    pub(super) fn of(base: &[u8], ours: &[u8], theirs: &[u8]) -> Option<Framed> {
        let (mut o, ours) = open(ours)?;
        let (mut t, theirs) = open(theirs)?;
        let (mut b, base) = open(base)?;
        // What is empty has no manner.
        if base.is_empty() {
            b = o;
        }
        if ours.is_empty() {
            o = b;
        }
        if theirs.is_empty() {
            t = b;
        }
        let pick = |of: fn(&Frame) -> bool| if of(&b) == of(&o) { of(&t) } else { of(&o) };
        let frame =
            Frame { bom: pick(|f| f.bom), crlf: pick(|f| f.crlf), final_newline: pick(|f| f.final_newline) };
        Some(Framed { base, ours, theirs, frame })
    }

    /// The outcome with what surrounds it.
    pub(super) fn close(&self, text: &[u8]) -> Vec<u8> {
        let mut out = if self.frame.bom { BOM.to_vec() } else { Vec::new() };
        let text = match self.frame.final_newline {
            false => text.strip_suffix(b"\n").unwrap_or(text),
            true => text,
        };
        match self.frame.crlf {
            false => out.extend_from_slice(text),
            true => text.iter().for_each(|b| match b {
                b'\n' => out.extend_from_slice(b"\r\n"),
                b => out.push(*b),
            }),
        }
        out
    }
}

fn open(bytes: &[u8]) -> Option<(Frame, Vec<u8>)> {
    let (bom, body) = bytes.strip_prefix(BOM).map_or((false, bytes), |rest| (true, rest));
    let ends = body.iter().filter(|b| **b == b'\n').count();
    let returns = body.iter().filter(|b| **b == b'\r').count();
    let pairs = body.windows(2).filter(|w| w == b"\r\n").count();
    if returns != pairs || (pairs != 0 && pairs != ends) {
        return None;
    }
    let crlf = pairs > 0;
    let mut text: Vec<u8> = body.iter().copied().filter(|b| *b != b'\r').collect();
    let final_newline = text.is_empty() || text.ends_with(b"\n");
    if !final_newline {
        text.push(b'\n');
    }
    Some((Frame { bom, crlf, final_newline }, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_opened_closes_to_the_same_bytes() {
        for text in ["", "a\n", "a", "a\r\nb\r\n", "a\r\nb", "\u{feff}a\r\n", "\u{feff}"] {
            let framed = Framed::of(text.as_bytes(), text.as_bytes(), text.as_bytes()).unwrap();
            assert_eq!(framed.close(&framed.ours), text.as_bytes(), "{text:?}");
        }
        assert!(Framed::of(b"a\n", b"a\r\nb\n", b"a\n").is_none());
    }

    #[test]
    fn a_side_that_changed_the_line_ends_is_followed() {
        let framed = Framed::of(b"a\n", b"a\r\n", b"a\nb\n").unwrap();
        assert_eq!(framed.theirs, b"a\nb\n");
        assert_eq!(framed.close(b"a\nb\n"), b"a\r\nb\r\n");
        let framed = Framed::of(b"a\r\n", b"a\r\n", b"a\n").unwrap();
        assert_eq!(framed.close(b"a\n"), b"a\n");
    }
}
