//! What surrounds a text and is no part of it: byte-order mark, line ends, final newline.

/// The byte-order mark of UTF-8.
const BOM: &str = "\u{feff}";

/// A file's text, always ending in a newline, and what it takes to give it back as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Envelope {
    pub text: String,
    /// The line end that new lines take: the file's more frequent one.
    pub newline: &'static str,
    bom: bool,
    final_newline: bool,
}

impl Envelope {
    /// Opens a file; `None` when it is not UTF-8.
    pub(super) fn open(bytes: &[u8]) -> Option<Envelope> {
        let whole = std::str::from_utf8(bytes).ok()?;
        let (bom, body) = match whole.strip_prefix(BOM) {
            Some(rest) => (true, rest),
            None => (false, whole),
        };
        let crlf = body.matches("\r\n").count();
        let newline = if crlf * 2 > body.matches('\n').count() { "\r\n" } else { "\n" };
        let mut text = body.to_owned();
        // An empty file has no manner of its own: what is written to it ends as files do.
        let final_newline = body.is_empty() || body.ends_with('\n');
        if !final_newline {
            text.push_str(newline);
        }
        Some(Envelope { text, newline, bom, final_newline })
    }

    /// The file again, around `text`.
    pub(super) fn close(&self, text: &str) -> Vec<u8> {
        let body = if self.final_newline {
            text
        } else {
            text.strip_suffix('\n').map_or(text, |t| t.strip_suffix('\r').unwrap_or(t))
        };
        let mark = if self.bom { BOM } else { "" };
        [mark.as_bytes(), body.as_bytes()].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_opened_closes_to_the_same_bytes() {
        for file in [
            "",
            "a = 1",
            "a = 1\n",
            "a = 1\r\n",
            "a = 1\r\nb = 2",
            "\u{feff}a = 1\r\n",
            "\u{feff}",
            "a = 1\nb = 2\r\nc = 3\n",
            "\n\n",
            "# é",
        ] {
            let e = Envelope::open(file.as_bytes()).unwrap();
            assert_eq!(e.close(&e.text), file.as_bytes(), "{file:?}");
        }
        assert_eq!(Envelope::open(b"\xff"), None);
    }

    #[test]
    fn new_lines_end_as_most_lines_do() {
        assert_eq!(Envelope::open(b"a\r\nb\r\nc\n").unwrap().newline, "\r\n");
        assert_eq!(Envelope::open(b"a\r\nb\nc\n").unwrap().newline, "\n");
        assert_eq!(Envelope::open(b"").unwrap().newline, "\n");
    }
}
