//! The terminal boundary: modes on and off in one place, input as our own events, text made safe to
//! show, colour and alphabet decided once, the editor and the clipboard. Knows no register and says no
//! sentence of its own: what a person reads is passed in by the faces.
//!
//! May use: nothing of ours.

pub mod burst;
pub mod clean;
pub mod clipboard;
pub mod color;
pub mod decode;
pub mod editor;
pub mod guard;
pub mod input;
pub mod intake;
pub mod key;
pub mod panic;
pub mod show;
pub mod signals;
mod tty;
pub mod wrap;

pub use clean::{Clean, clean, clean_multiline};
pub use guard::Guard;
pub use input::{Input, Reader};
pub use key::{Code, Key};
