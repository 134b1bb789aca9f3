//! Copying through the terminal itself (OSC 52): it works over SSH, where no other way does.

use std::io::{self, Write};

use crate::term::clean::clean_multiline;

/// The longest text, in bytes, that common terminals take.
pub const LIMIT: usize = 74_994;

/// Puts `text`, cleaned, on the clipboard through `out`. `tmux` wraps it so that tmux passes it on.
///
/// # Errors
/// The text is too long for the terminal, or the terminal refuses the write.
pub fn copy(out: &mut impl Write, text: &str, tmux: bool) -> io::Result<()> {
    let text = clean_multiline(text).into_string();
    if text.len() > LIMIT {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    let payload = base64(text.as_bytes());
    if tmux {
        write!(out, "\x1bPtmux;\x1b\x1b]52;c;{payload}\x07\x1b\\")?;
    } else {
        write!(out, "\x1b]52;c;{payload}\x07")?;
    }
    out.flush()
}

fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let n = chunk.iter().fold(0u32, |n, b| n << 8 | u32::from(*b)) << (8 * (3 - chunk.len()));
        for i in 0..4 {
            if i <= chunk.len() {
                out.push(ALPHABET[(n >> (18 - 6 * i) & 63) as usize] as char);
            } else {
                out.push('=');
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_the_standard_one() {
        for (plain, coded) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("été", "w6l0w6k=")]
        {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }

    #[test]
    fn what_is_copied_cannot_end_the_sequence() {
        let mut out = Vec::new();
        copy(&mut out, "a\x07\x1b]0;x\x07", false).unwrap();
        assert_eq!(out.iter().filter(|b| **b == 7).count(), 1);
        assert!(copy(&mut out, &"x".repeat(LIMIT + 1), true).is_err());
    }
}
