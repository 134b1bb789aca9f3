//! What a person does, as our own events, from one reader thread that sleeps until there is something.
//!
//! The terminal library's own reader is not used: it spins at full load once the terminal is gone, and
//! loses a key that arrives together with a change of size. We wait on the terminal and read its bytes
//! ourselves; a second thread watches for the hang-up alone.

use std::{
    io::{self, IsTerminal, PipeReader, PipeWriter, Read, Write},
    os::fd::{AsFd, OwnedFd},
    sync::{Arc, Condvar, Mutex, MutexGuard},
    thread,
    time::{Duration, Instant},
};

use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    io::Errno,
};

use crate::term::{intake::Intake, key::Key, tty::controlling};

/// One thing that reached the program from its terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    Key(Key),
    /// Text pasted in one piece; never read as commands.
    Paste(Paste),
    Mouse(Mouse),
    Resize {
        width: u16,
        height: u16,
    },
    /// The window got (`true`) or lost the keyboard.
    Focus(bool),
    /// Back after a stop: the screen must be drawn anew.
    Resumed,
    /// The terminal is gone; nothing more will come.
    HangUp,
}

/// A text that was pasted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paste {
    pub text: String,
    /// It was longer than [`crate::term::decode::MAX_PASTE`]: the rest is not there.
    pub cut: bool,
    /// The terminal did not say that it is one: it came too fast to be typed.
    pub guessed: bool,
}

impl<T: AsRef<str>> From<T> for Paste {
    /// Whole, as a terminal announces it; every way to end a line becomes one.
    fn from(text: T) -> Paste {
        let text = text.as_ref().replace("\r\n", "\n").replace('\r', "\n");
        Paste { text, cut: false, guessed: false }
    }
}

/// A mouse event at a cell, counted from the top left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mouse {
    pub act: MouseAct,
    pub column: u16,
    pub row: u16,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MouseAct {
    Press,
    Release,
    Drag,
    /// Another button than the first.
    Menu,
    WheelUp,
    WheelDown,
}

/// The reader thread; dropping it ends the thread.
#[derive(Debug)]
pub struct Reader {
    wake: PipeWriter,
    shared: Arc<Shared>,
}

#[derive(Debug, Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    pause: bool,
    paused: bool,
    end: bool,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(|e| e.into_inner())
    }

    /// Waits out a pause; `false` at the end.
    fn may_read(&self) -> bool {
        let mut state = self.lock();
        while state.pause && !state.end {
            state.paused = true;
            self.changed.notify_all();
            state = self.changed.wait(state).unwrap_or_else(|e| e.into_inner());
        }
        state.paused = false;
        !state.end
    }
}

impl Reader {
    /// Starts reading; `send` gets each event and answers whether anyone still listens.
    ///
    /// # Errors
    /// There is no terminal to read, or no thread could be made.
    pub fn start(send: impl Fn(Input) -> bool + Clone + Send + 'static) -> io::Result<Reader> {
        let tty = tty()?;
        let (woken, wake) = io::pipe()?;
        let shared = Arc::new(Shared::default());

        let watched = tty.try_clone()?;
        let alarm = send.clone();
        thread::Builder::new().name("hang-up".into()).spawn(move || {
            loop {
                let mut fds = [PollFd::new(&watched, PollFlags::empty())];
                match poll(&mut fds, None) {
                    Err(Errno::INTR) => {}
                    _ => break,
                }
            }
            alarm(Input::HangUp);
        })?;

        let state = Arc::clone(&shared);
        thread::Builder::new().name("input".into()).spawn(move || {
            read(&tty, woken, &state, &send);
        })?;
        Ok(Reader { wake, shared })
    }

    /// Stops reading, so that a child process may; returns once the thread has stopped, or after a
    /// moment where a half-received key holds it.
    pub fn pause(&mut self) {
        self.shared.lock().pause = true;
        let _ = self.wake.write_all(b"p");
        let _ = self
            .shared
            .changed
            .wait_timeout_while(self.shared.lock(), Duration::from_millis(300), |s| !s.paused && !s.end);
    }

    /// Reads again.
    pub fn unpause(&mut self) {
        self.shared.lock().pause = false;
        self.shared.changed.notify_all();
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        self.shared.lock().end = true;
        self.shared.changed.notify_all();
        let _ = self.wake.write_all(b"e");
    }
}

/// The terminal that is read: standard input, or the controlling terminal where input is redirected.
fn tty() -> io::Result<OwnedFd> {
    let stdin = io::stdin();
    if stdin.is_terminal() { stdin.as_fd().try_clone_to_owned() } else { controlling() }
}

fn read(tty: &OwnedFd, mut woken: PipeReader, shared: &Shared, send: &impl Fn(Input) -> bool) {
    let mut intake = Intake::default();
    let mut last = Instant::now();
    let mut buffer = [0; 4096];
    while shared.may_read() {
        let mut fds = [PollFd::new(tty, PollFlags::IN), PollFd::new(&woken, PollFlags::IN)];
        let ready = match poll(&mut fds, intake.patience().map(timespec).as_ref()) {
            Err(Errno::INTR) => continue,
            Err(_) => break,
            Ok(n) => n,
        };
        let (terminal, wake) = (fds[0].revents(), fds[1].revents());
        let inputs = if ready == 0 {
            intake.silence()
        } else if !wake.is_empty() {
            if woken.read(&mut [0]).is_err() {
                return;
            }
            continue;
        } else if terminal.contains(PollFlags::IN) {
            match rustix::io::read(tty, &mut buffer) {
                Err(Errno::INTR | Errno::AGAIN) => continue,
                Ok(0) | Err(_) => break,
                Ok(n) => {
                    let quiet = last.elapsed();
                    last = Instant::now();
                    intake.feed(buffer.get(..n).unwrap_or_default(), quiet)
                }
            }
        } else {
            break;
        };
        for input in inputs {
            if !send(input) {
                return;
            }
        }
    }
    if !shared.lock().end {
        intake.end().into_iter().all(&send);
        send(Input::HangUp);
    }
}

fn timespec(wait: Duration) -> Timespec {
    Timespec { tv_sec: wait.as_secs().try_into().unwrap_or(i64::MAX), tv_nsec: wait.subsec_nanos().into() }
}
