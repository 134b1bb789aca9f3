//! A text on the normal screen, where the terminal's own selection works and what was shown stays in its
//! memory after the program is gone.

use std::fs::File;
use std::io::{BufRead as _, BufReader};

use crate::term::{guard::Guard, input::Reader, tty};

/// Shows `text`, cleaned, and `prompt` under it, until a person presses Enter.
pub fn until_enter(text: &str, prompt: &str, guard: &Guard, reader: &mut Reader) {
    reader.pause();
    let loan = guard.lend();
    loan.show(&format!("{}\n\n{prompt} ", text.trim_end()));
    wait_for_a_line();
    drop(loan);
    reader.unpause();
}

/// Returns at the end of a line, or where the terminal is gone.
fn wait_for_a_line() {
    let Ok(tty) = tty::controlling() else { return };
    let _ = BufReader::new(File::from(tty)).skip_until(b'\n');
}
