//! Signals. Those that end the program restore the terminal and leave with 128 + n; a stop gives the
//! terminal back to the shell and takes it again on return.

use std::{io, sync::mpsc, thread, time::Duration};

use rustix::process::{getpid, getsid, kill_current_process_group};
use signal_hook::{
    consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH},
    iterator::Signals,
    low_level,
};

use crate::term::{guard::Guard, input::Input};

/// How long an ending program waits for its last words to reach a terminal that may hang.
const LAST_WORDS: Duration = Duration::from_secs(1);

/// Listens for signals on a thread of its own until the process ends. `send` gets sizes and resumes;
/// `at_end` runs before a deadly signal is obeyed (to put what is unsaved in safety).
///
/// # Errors
/// The handlers or the thread could not be set up.
pub fn watch(
    guard: Guard,
    send: impl Fn(Input) -> bool + Send + 'static,
    at_end: impl Fn() + Send + 'static,
) -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGQUIT, SIGINT, SIGTSTP, SIGCONT, SIGWINCH])?;
    thread::Builder::new().name("signals".into()).spawn(move || {
        for signal in signals.forever() {
            match signal {
                SIGWINCH => {
                    if let Ok((width, height)) = crossterm::terminal::size() {
                        send(Input::Resize { width, height });
                    }
                }
                SIGTSTP => stop(&guard),
                SIGCONT => {
                    if guard.resume() {
                        send(Input::Resumed);
                    }
                }
                // The child that has the terminal answers the keyboard, not we.
                SIGINT | SIGQUIT if guard.was_lent() => {}
                deadly => {
                    at_end();
                    leave_in_time(&guard);
                    low_level::exit(128 + deadly);
                }
            }
        }
    })?;
    Ok(())
}

/// Stops the whole job, as the shell expects of Ctrl-Z, after giving the terminal back. A program that
/// leads its session has no shell to wake it again and does not stop.
pub fn stop(guard: &Guard) {
    if getsid(None).is_ok_and(|session| session == getpid()) {
        return;
    }
    if !guard.is_lent() {
        guard.suspend();
    }
    let _ = kill_current_process_group(rustix::process::Signal::STOP);
}

/// Restores the terminal, or gives up where it hangs: the program must end.
pub fn leave_in_time(guard: &Guard) {
    let (done, wait) = mpsc::channel();
    let guard = guard.clone();
    let spawned = thread::Builder::new().spawn(move || {
        guard.leave();
        let _ = done.send(());
    });
    if spawned.is_ok() {
        let _ = wait.recv_timeout(LAST_WORDS);
    }
}
