//! Which part of a long list is seen.

use crate::term::clean::width;
pub use crate::term::wrap::wrap;

/// The first line seen, so that line `at` of `len` is in a window of `height`, near its middle.
pub fn top(at: usize, len: usize, height: usize) -> usize {
    at.saturating_sub(height / 2).min(len.saturating_sub(height))
}

/// A line as it is where it fits, its inner spaces kept; broken where it does not.
pub fn keep(text: &str, columns: usize) -> Vec<String> {
    if width(text) <= columns { vec![text.to_owned()] } else { wrap(text, columns) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chosen_line_is_always_seen() {
        for len in 0..30 {
            for at in 0..len {
                for height in 1..12 {
                    let top = top(at, len, height);
                    assert!(top <= at && at < top + height, "{at} of {len} in {height}");
                }
            }
        }
    }
}
