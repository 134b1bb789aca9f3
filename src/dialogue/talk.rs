//! The two ends of the conversation: lines said, lines typed.

use std::io::{self, BufRead as _, IsTerminal as _, Read as _, Write as _};

/// Whoever is talked with. What is said here was cleaned before.
pub trait Talk {
    /// Says a line.
    ///
    /// # Errors
    /// Nobody is there to read it.
    fn say(&mut self, line: &str) -> io::Result<()>;

    /// Asks, on a line that the answer ends; `None` when there are no more answers.
    ///
    /// # Errors
    /// Nobody is there to read it.
    fn ask(&mut self, question: &str) -> io::Result<Option<String>>;
}

/// The longest line that is taken, in bytes; what is longer comes as two.
const LONGEST: u64 = 1 << 20;

/// Standard input and output, as they are: the terminal edits the line that is typed.
#[derive(Debug, Default)]
pub struct Standard;

impl Talk for Standard {
    fn say(&mut self, line: &str) -> io::Result<()> {
        let mut out = io::stdout().lock();
        writeln!(out, "{line}")?;
        out.flush()
    }

    fn ask(&mut self, question: &str) -> io::Result<Option<String>> {
        let mut out = io::stdout().lock();
        write!(out, "{question} ")?;
        out.flush()?;
        let mut stdin = io::stdin().lock();
        let mut line = Vec::new();
        let n = (&mut stdin).take(LONGEST).read_until(b'\n', &mut line)?;
        let typed = String::from_utf8_lossy(&line).trim_end_matches(['\n', '\r']).to_owned();
        // Where no terminal shows what is typed, it is shown here: what is read is the whole conversation.
        if n == 0 {
            writeln!(out)?;
        } else if !stdin_is_terminal() {
            writeln!(out, "{}", crate::term::clean(&typed))?;
        }
        out.flush()?;
        Ok((n > 0).then_some(typed))
    }
}

fn stdin_is_terminal() -> bool {
    io::stdin().is_terminal()
}
