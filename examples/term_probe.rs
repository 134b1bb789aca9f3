//! The smallest program on the terminal boundary: it shows what reaches it and ends in the way it is
//! told to. `tests/term_pty.rs` drives it in a pseudo-terminal.

use std::{io::Write, sync::mpsc, thread};

use registre::term::{
    Code, Guard, Input, Key, Reader, color, editor,
    panic::{self, LastWords},
    signals,
};

fn main() -> std::io::Result<()> {
    color::take_over();
    let guard = Guard::open()?;
    let lines = ["panne en {place}", "rapport : {report}", "fin"].map(String::from);
    panic::install(Some(guard.clone()), LastWords { lines }, Box::new(|_| None), || {});
    let (tx, rx) = mpsc::channel();
    let send = {
        let tx = tx.clone();
        move |i| tx.send(i).is_ok()
    };
    signals::watch(guard.clone(), send.clone(), || {})?;
    let _entered = guard.entered()?;
    let mut reader = Reader::start(send)?;
    let mut out = guard.writer();
    let mut say = |text: &str| {
        let _ = write!(out, "\r\n{text}");
        let _ = out.flush();
    };
    say(&format!("READY pid={}.", std::process::id()));
    for input in rx {
        match input {
            Input::Key(k) if k == Key::char('q') => break,
            Input::Key(k) if k == Key::char('p') => trigger(),
            Input::Key(k) if k == Key::char('w') => {
                let worker = thread::Builder::new().name("worker 1".into()).spawn(trigger)?;
                say(if worker.join().is_err() { "WORKER FAILED" } else { "?" });
            }
            Input::Key(k) if k == Key::char('z') => signals::stop(&guard),
            Input::Key(k) if k == Key::char('e') => {
                let edited = editor::edit("avant", &guard, &mut reader);
                say(&format!("EDITED {edited:?}"));
            }
            Input::Key(Key { code: Code::Char('x'), .. }) => return Err(std::io::Error::other("asked for")),
            Input::HangUp => std::process::exit(129),
            other => say(&format!("{other:?}")),
        }
    }
    Ok(())
}

#[allow(clippy::panic)]
fn trigger() {
    panic!("asked for");
}
