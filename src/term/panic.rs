//! When the program itself fails: the terminal is restored, three lines say so in the person's
//! language, and it leaves with code 70. A worker's panic is its own affair: whoever started it
//! catches it and shows a failed task.

use std::{
    io::{self, Write},
    path::PathBuf,
    thread,
};

use crate::term::{clean::clean, guard::Guard};

/// "Internal fault" among the documented exit codes.
pub const EXIT_CODE: i32 = 70;

/// Threads whose name begins so are workers.
pub const WORKER: &str = "worker";

/// What a person is told: what happened, what became of her work, what to do. Passed in, because this
/// room says nothing of its own; `{place}` stands for the line of code that failed and `{report}` for
/// the file that tells more.
#[derive(Clone, Debug)]
pub struct LastWords {
    pub lines: [String; 3],
}

/// Writes a report of the fault at that line of code and gives its path; none: it could not be written.
pub type Report = Box<dyn Fn(&str) -> Option<PathBuf> + Send + Sync>;

/// Sets the hook for the rest of the process, or until another takes its place. `at_end` runs when all is
/// said, before the process ends: what else must not be left as it is.
pub fn install(
    guard: Option<Guard>,
    words: LastWords,
    report: Report,
    at_end: impl Fn() + Send + Sync + 'static,
) {
    std::panic::set_hook(Box::new(move |info| {
        if thread::current().name().is_some_and(|n| n.starts_with(WORKER)) {
            return;
        }
        if let Some(g) = &guard {
            g.leave();
        }
        let place = info.location().map_or_else(|| "?".into(), ToString::to_string);
        let path = report(&place).map_or_else(|| "–".into(), |p| clean(&p.to_string_lossy()).into_string());
        let mut err = io::stderr().lock();
        for line in &words.lines {
            let _ = writeln!(err, "{}", line.replace("{place}", &place).replace("{report}", &path));
        }
        let _ = err.flush();
        drop(err);
        at_end();
        std::process::exit(EXIT_CODE);
    }));
}
