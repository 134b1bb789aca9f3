//! The two ends of the conversation: lines said, lines typed.

use std::io::{self, BufRead as _, IsTerminal as _, Read as _, Write as _};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use signal_hook::consts::SIGINT;
use signal_hook::iterator::Signals;

/// What came in answer to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    Line(String),
    /// There are no more answers.
    End,
    /// Ctrl-C.
    Interrupt,
}

/// Whoever is talked with. What is said here was cleaned before.
pub trait Talk {
    /// Says a line.
    ///
    /// # Errors
    /// Nobody is there to read it.
    fn say(&mut self, line: &str) -> io::Result<()>;

    /// Asks, on a line that the answer ends.
    ///
    /// # Errors
    /// Nobody is there to read it.
    fn ask(&mut self, question: &str) -> io::Result<Heard>;

    /// A Ctrl-C of a moment ago was meant for the program that had the terminal then.
    fn forget_interrupts(&mut self) {}
}

/// The longest line that is taken, in bytes; what is longer comes as two.
const LONGEST: u64 = 1 << 20;

/// Standard input and output, as they are: the terminal edits the line that is typed.
///
/// Lines are read on a thread of their own, one when one is asked for, so that Ctrl-C is heard meanwhile.
#[derive(Debug)]
pub struct Standard {
    wanted: Sender<()>,
    heard: Receiver<io::Result<Heard>>,
    /// Whether a line was asked for and has not come.
    waits: bool,
}

impl Standard {
    /// Starts to listen.
    ///
    /// # Errors
    /// The system starts no thread, or gives no signals.
    pub fn start() -> io::Result<Standard> {
        let (wanted, asked) = mpsc::channel();
        let (tell, heard) = mpsc::channel();
        let mut signals = Signals::new([SIGINT])?;
        let interrupted = tell.clone();
        thread::Builder::new().name("talk-signals".into()).spawn(move || {
            let _ = signals.forever().try_for_each(|_| interrupted.send(Ok(Heard::Interrupt)));
        })?;
        thread::Builder::new().name("talk-input".into()).spawn(move || {
            for () in asked {
                if tell.send(read_line()).is_err() {
                    return;
                }
            }
        })?;
        Ok(Standard { wanted, heard, waits: false })
    }

    fn listen(&mut self) -> io::Result<Heard> {
        let gone = |_| io::Error::from(io::ErrorKind::BrokenPipe);
        if !std::mem::replace(&mut self.waits, true) {
            self.wanted.send(()).map_err(gone_to)?;
        }
        let heard = self.heard.recv().map_err(gone)?;
        self.waits = matches!(heard, Ok(Heard::Interrupt));
        heard
    }
}

fn gone_to(_: mpsc::SendError<()>) -> io::Error {
    io::ErrorKind::BrokenPipe.into()
}

fn read_line() -> io::Result<Heard> {
    let mut line = Vec::new();
    let n = io::stdin().lock().take(LONGEST).read_until(b'\n', &mut line)?;
    if n == 0 {
        return Ok(Heard::End);
    }
    Ok(Heard::Line(String::from_utf8_lossy(&line).trim_end_matches(['\n', '\r']).to_owned()))
}

impl Talk for Standard {
    fn say(&mut self, line: &str) -> io::Result<()> {
        let mut out = io::stdout().lock();
        writeln!(out, "{line}")?;
        out.flush()
    }

    fn ask(&mut self, question: &str) -> io::Result<Heard> {
        let mut out = io::stdout().lock();
        write!(out, "{question} ")?;
        out.flush()?;
        drop(out);
        let heard = self.listen()?;
        let mut out = io::stdout().lock();
        match &heard {
            // Where no terminal shows what is typed, it is shown here: what is read is the whole conversation.
            Heard::Line(typed) if !io::stdin().is_terminal() => {
                writeln!(out, "{}", crate::term::clean(typed))?
            }
            Heard::Line(_) => {}
            Heard::End | Heard::Interrupt => writeln!(out)?,
        }
        out.flush()?;
        Ok(heard)
    }

    fn forget_interrupts(&mut self) {
        while let Ok(heard) = self.heard.try_recv() {
            // A line that came meanwhile is an answer to a question that was not asked yet: nothing reads one
            // before it is.
            if !matches!(heard, Ok(Heard::Interrupt)) {
                return;
            }
        }
    }
}
