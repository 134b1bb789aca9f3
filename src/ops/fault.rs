//! A fault of the program's own, told to whoever mends it.

use std::fs;
use std::path::PathBuf;

use super::{output, places};

/// Writes what a programmer needs to know of a fault, and nothing of the register: the version, the
/// place, the calls. Gives where it lies; `None` where it could not be written.
pub fn report(place: &str) -> Option<PathBuf> {
    let dir = places::state()?;
    fs::create_dir_all(&dir).ok()?;
    let path = dir.join(format!("fault-{}.txt", std::process::id()));
    let calls = std::backtrace::Backtrace::force_capture();
    let report = format!("registre {}\n{place}\n\n{calls}\n", env!("CARGO_PKG_VERSION"));
    output::keep(&path, report.as_bytes()).ok()?;
    Some(path)
}
