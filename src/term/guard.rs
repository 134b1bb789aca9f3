//! The terminal's modes, turned on and off in one place. Whatever ends the program — a return, a panic,
//! a signal — passes through [`Guard::leave`], which may be called any number of times from any thread.

use std::{
    fs::File,
    io::{self, IsTerminal, Write},
    os::fd::AsFd,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError, TryLockError,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

use crate::term::clean::clean_multiline;
use crate::term::tty;

/// Alternate screen, hidden cursor, mouse (buttons, drag, SGR coordinates), bracketed paste, focus.
pub const ENTER: &str = "\x1b[?1049h\x1b[?25l\x1b[?1000h\x1b[?1002h\x1b[?1006h\x1b[?2004h\x1b[?1004h";
/// The exact reverse, after ending a frame and a style that may be half written.
pub const LEAVE: &str =
    "\x1b[?2026l\x1b[0m\x1b[?1004l\x1b[?2004l\x1b[?1006l\x1b[?1002l\x1b[?1000l\x1b[?25h\x1b[?1049l";
const MOUSE_ON: &str = "\x1b[?1000h\x1b[?1002h\x1b[?1006h";
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1002l\x1b[?1000l";
const FRAME_BEGIN: &[u8] = b"\x1b[?2026h";
const FRAME_END: &[u8] = b"\x1b[?2026l";

/// How long [`Guard::leave`] waits for a writer that hangs in the terminal before it goes on alone.
const PATIENCE: Duration = Duration::from_millis(200);

/// A handle on the terminal's modes; clones are the same guard.
#[derive(Clone, Debug)]
pub struct Guard(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    tty: File,
    modes: Mutex<Modes>,
    /// A frame is being drawn: it is sent in one piece.
    held: AtomicBool,
    /// A child (an editor) owns the terminal: signals from the keyboard are meant for it.
    lent: AtomicBool,
    /// When a child last gave the terminal back.
    given_back: Mutex<Option<Instant>>,
}

#[derive(Debug, Default)]
struct Modes {
    /// The modes are on now; nothing may be drawn while they are not.
    on: bool,
    /// The program wants them on: what a resume after a stop has to bring back.
    wanted: bool,
    mouse_off: bool,
}

impl Guard {
    /// Finds the terminal to draw on: standard output, or the controlling terminal where the output is
    /// redirected. Turns nothing on.
    ///
    /// # Errors
    /// There is no terminal.
    pub fn open() -> io::Result<Guard> {
        let stdout = io::stdout();
        let tty = if stdout.is_terminal() {
            File::from(stdout.as_fd().try_clone_to_owned()?)
        } else {
            File::from(tty::controlling()?)
        };
        Ok(Guard(Arc::new(Inner {
            tty,
            modes: Mutex::new(Modes::default()),
            held: AtomicBool::new(false),
            lent: AtomicBool::new(false),
            given_back: Mutex::new(None),
        })))
    }

    /// Turns the modes on; nothing happens if they are.
    ///
    /// # Errors
    /// The terminal refused; it is then left as it was found.
    pub fn enter(&self) -> io::Result<()> {
        let mut modes = self.modes();
        if modes.on {
            return Ok(());
        }
        // Raw mode first: in the background it stops us here, before a byte has reached the screen.
        enable_raw_mode()?;
        let mut on = ENTER.to_owned();
        if modes.mouse_off {
            on.push_str(MOUSE_OFF);
        }
        if let Err(e) = self.write(on.as_bytes()) {
            let _ = self.write(LEAVE.as_bytes());
            let _ = disable_raw_mode();
            return Err(e);
        }
        modes.on = true;
        modes.wanted = true;
        Ok(())
    }

    /// Turns the modes off for good (or until [`Guard::enter`]). Safe in a panic hook.
    pub fn leave(&self) {
        self.turn_off(false);
    }

    /// Turns the modes off for a stop; [`Guard::resume`] brings them back.
    pub fn suspend(&self) {
        self.turn_off(true);
    }

    /// Brings the modes back after a stop, whatever the shell made of the terminal meanwhile. Gives
    /// `true` if everything has to be drawn anew. Ten tries: the shell may still be handing over.
    pub fn resume(&self) -> bool {
        if !self.modes().wanted || self.is_lent() {
            return false;
        }
        self.turn_off(true);
        for _ in 0..10 {
            if self.enter().is_ok() {
                return true;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        false
    }

    /// Gives the terminal to a child process until the loan is dropped; the modes are then back.
    pub fn lend(&self) -> Loan<'_> {
        self.0.lent.store(true, Ordering::SeqCst);
        self.turn_off(true);
        Loan(self)
    }

    /// Whether a child process has the terminal.
    pub fn is_lent(&self) -> bool {
        self.0.lent.load(Ordering::SeqCst)
    }

    /// Whether a child has the terminal, or had it a moment ago: what the keyboard sent to both of us while
    /// it had it may be heard here only when it is gone.
    pub fn was_lent(&self) -> bool {
        const A_MOMENT: Duration = Duration::from_secs(1);
        let back = *self.0.given_back.lock().unwrap_or_else(PoisonError::into_inner);
        self.is_lent() || back.is_some_and(|at| at.elapsed() < A_MOMENT)
    }

    /// Lets the mouse go, so that the terminal's own selection works, or takes it.
    ///
    /// # Errors
    /// The terminal refused the write.
    pub fn set_mouse(&self, on: bool) -> io::Result<()> {
        let mut modes = self.modes();
        modes.mouse_off = !on;
        if modes.on { self.write(if on { MOUSE_ON } else { MOUSE_OFF }.as_bytes()) } else { Ok(()) }
    }

    /// A writer for the drawing library; what it is given while the modes are off is dropped.
    pub fn writer(&self) -> Writer {
        Writer { guard: self.clone(), buffer: Vec::with_capacity(16 * 1024) }
    }

    /// A writer for what is meant for the terminal itself and not for the screen; from any thread, and never
    /// in the midst of a frame.
    pub fn messenger(&self) -> Messenger {
        Messenger(self.clone())
    }

    /// Starts a frame: writers send nothing before it is released, however often they are flushed.
    pub fn hold_frame(&self) {
        self.0.held.store(true, Ordering::SeqCst);
    }

    /// Ends a frame; the next flush sends it, and the terminal shows it at once.
    pub fn release_frame(&self) {
        self.0.held.store(false, Ordering::SeqCst);
    }

    fn turn_off(&self, keep_wanted: bool) {
        let mut modes = self.modes_patiently();
        if let Some(m) = modes.as_deref_mut() {
            m.wanted &= keep_wanted;
            if !std::mem::replace(&mut m.on, false) {
                return;
            }
        }
        let _ = self.write(LEAVE.as_bytes());
        let _ = disable_raw_mode();
    }

    fn modes(&self) -> MutexGuard<'_, Modes> {
        self.0.modes.lock().unwrap_or_else(|e| e.into_inner())
    }

    /// The lock, unless another thread hangs in a write to the terminal: restoring matters more.
    fn modes_patiently(&self) -> Option<MutexGuard<'_, Modes>> {
        const STEP: Duration = Duration::from_millis(5);
        let mut waited = Duration::ZERO;
        loop {
            match self.0.modes.try_lock() {
                Ok(m) => return Some(m),
                Err(TryLockError::Poisoned(e)) => return Some(e.into_inner()),
                Err(TryLockError::WouldBlock) if waited >= PATIENCE => return None,
                Err(TryLockError::WouldBlock) => {
                    std::thread::sleep(STEP);
                    waited += STEP;
                }
            }
        }
    }

    fn write(&self, bytes: &[u8]) -> io::Result<()> {
        (&self.0.tty).write_all(bytes)
    }
}

/// The terminal is with a child while this lives.
#[derive(Debug)]
pub struct Loan<'a>(&'a Guard);

impl Loan<'_> {
    /// Shows what the child says, made safe; carriage returns stay, progress is written with them.
    pub fn show(&self, text: &str) {
        let safe = |part: &str| clean_multiline(part).into_string().replace('\n', "\r\n");
        let safe = text.split('\r').map(safe).collect::<Vec<_>>().join("\r");
        // Where the terminal is gone nobody reads it.
        let _ = self.0.write(safe.as_bytes());
    }
}

impl Drop for Loan<'_> {
    fn drop(&mut self) {
        *self.0.0.given_back.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
        self.0.0.lent.store(false, Ordering::SeqCst);
        self.0.resume();
    }
}

/// The modes are on while this lives.
#[derive(Debug)]
pub struct Entered(Guard);

impl Guard {
    /// [`Guard::enter`], undone when the value is dropped.
    ///
    /// # Errors
    /// The terminal refused.
    pub fn entered(&self) -> io::Result<Entered> {
        self.enter()?;
        Ok(Entered(self.clone()))
    }
}

impl Drop for Entered {
    fn drop(&mut self) {
        self.0.leave();
    }
}

/// What the drawing library writes to: gathers a frame and sends it in one piece.
#[derive(Debug)]
pub struct Writer {
    guard: Guard,
    buffer: Vec<u8>,
}

impl Write for Writer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.buffer.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.buffer.is_empty() || self.guard.0.held.load(Ordering::SeqCst) {
            return Ok(());
        }
        let mut frame = Vec::with_capacity(self.buffer.len() + FRAME_BEGIN.len() + FRAME_END.len());
        frame.extend_from_slice(FRAME_BEGIN);
        frame.append(&mut self.buffer);
        frame.extend_from_slice(FRAME_END);
        let modes = self.guard.modes();
        if modes.on { self.guard.write(&frame) } else { Ok(()) }
    }
}

/// What is told to the terminal itself; see [`Guard::messenger`].
#[derive(Debug)]
pub struct Messenger(Guard);

impl Write for Messenger {
    /// All of it or nothing: an error where the modes are off, and a child may have the terminal.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let modes = self.0.modes();
        if !modes.on {
            return Err(io::ErrorKind::NotConnected.into());
        }
        self.0.write(bytes).map(|()| bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The switches of a mode string, in order, without their on/off letter.
    fn switches(s: &str) -> Vec<&str> {
        s.split("\x1b[?").skip(1).map(|p| p.trim_end_matches(['h', 'l', '\x1b'])).collect()
    }

    #[test]
    fn every_mode_turned_on_is_turned_off_in_reverse_order() {
        let mut on = switches(ENTER);
        on.reverse();
        let off: Vec<_> = switches(LEAVE).into_iter().filter(|s| !s.starts_with("2026")).collect();
        assert_eq!(off, on);
        assert!(!ENTER.contains("?1003"), "every motion of the mouse would wake us");
    }
}
