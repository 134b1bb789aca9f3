//! The controlling terminal, for when standard input or output leads elsewhere.

use std::io;
use std::os::fd::OwnedFd;

use rustix::fs::{Mode, OFlags, open};

/// Opens it to be read and drawn on.
///
/// # Errors
/// The process has no terminal.
pub fn controlling() -> io::Result<OwnedFd> {
    Ok(open("/dev/tty", OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC, Mode::empty())?)
}
