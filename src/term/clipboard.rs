//! Copying: through the terminal itself (OSC 52), which works over SSH where nothing else does; through
//! a program of the person's desktop where the terminal is known not to, or the text is too long for it.

use std::io::{self, Write};
use std::process::{Command, Stdio};

use crate::term::clean::clean_multiline;

/// The longest text, in bytes, that common terminals take.
pub const LIMIT: usize = 74_994;
/// The longest string, in bytes, that GNU screen passes on in one piece; the rest follows in others.
const SCREEN_PIECE: usize = 512;

/// What lies between us and the person's terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrap {
    Nothing,
    Tmux,
    Screen,
}

/// A program that puts its input on the clipboard, with its arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Program {
    pub name: &'static str,
    args: &'static [&'static str],
}

const WL_COPY: Program = Program { name: "wl-copy", args: &[] };
const XCLIP: Program = Program { name: "xclip", args: &["-selection", "clipboard"] };
const XSEL: Program = Program { name: "xsel", args: &["--clipboard", "--input"] };
const PBCOPY: Program = Program { name: "pbcopy", args: &[] };

/// Where the program runs, as far as it matters for copying.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    wrap: Wrap,
    /// The terminal is known to take no OSC 52.
    deaf: bool,
    /// The programs that would reach the clipboard of the person's own desktop.
    programs: Vec<Program>,
}

impl Place {
    /// As the environment says; `var` gives a variable that is set and not empty.
    pub fn new(var: impl Fn(&str) -> Option<String>) -> Place {
        let wrap = match (var("TMUX"), var("STY")) {
            (Some(_), _) => Wrap::Tmux,
            (None, Some(_)) => Wrap::Screen,
            (None, None) => Wrap::Nothing,
        };
        let term = var("TERM").unwrap_or_default();
        // Over SSH they would fill the clipboard of the machine at the other end.
        let is_remote = ["SSH_TTY", "SSH_CONNECTION"].into_iter().any(|name| var(name).is_some());
        let mut programs = Vec::new();
        if !is_remote {
            if var("WAYLAND_DISPLAY").is_some() {
                programs.push(WL_COPY);
            }
            if var("DISPLAY").is_some() {
                programs.extend([XCLIP, XSEL]);
            }
            if cfg!(target_os = "macos") || var("TERM_PROGRAM").is_some_and(|p| p == "Apple_Terminal") {
                programs.push(PBCOPY);
            }
        }
        // The console has no clipboard. Apple's terminal and those of the VTE family took no OSC 52 for long:
        // a program of the desktop is surer, where there is one.
        let doubtful =
            var("TERM_PROGRAM").is_some_and(|p| p == "Apple_Terminal") || var("VTE_VERSION").is_some();
        let deaf = term == "linux" || (doubtful && wrap == Wrap::Nothing && !programs.is_empty());
        Place { wrap, deaf, programs }
    }

    /// The same from the environment of this process.
    pub fn from_env() -> Place {
        Place::new(|name| std::env::var(name).ok().filter(|v| !v.is_empty()))
    }

    /// How the terminal would be told; `None` where it cannot be, or not so much.
    pub fn terminal(&self, text: &str) -> Option<Wrap> {
        let fits = clean_multiline(text).into_string().len() <= LIMIT;
        (fits && !self.deaf).then_some(self.wrap)
    }

    /// Copies with the first program that does it. Waits for it: not for the thread that draws.
    pub fn run(&self, text: &str) -> Option<Program> {
        let text = clean_multiline(text).into_string();
        self.programs.iter().copied().find(|p| feed(p.name, p.args, &text).is_ok_and(|done| done))
    }
}

fn feed(name: &str, args: &[&str], text: &str) -> io::Result<bool> {
    // What it says, and the copy of itself that it may leave running, must not hold our outputs.
    let mut child = Command::new(name)
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let written = child.stdin.take().map_or(Ok(()), |mut to| to.write_all(text.as_bytes()));
    Ok(child.wait()?.success() && written.is_ok())
}

/// Puts `text`, cleaned, on the clipboard through the terminal behind `out`.
///
/// # Errors
/// The text is too long for the terminal, or the terminal refuses the write.
pub fn copy(out: &mut impl Write, text: &str, wrap: Wrap) -> io::Result<()> {
    let text = clean_multiline(text).into_string();
    if text.len() > LIMIT {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    let told = format!("\x1b]52;c;{}\x07", base64(text.as_bytes()));
    match wrap {
        Wrap::Nothing => write!(out, "{told}")?,
        // The doubled escape is tmux's own way of passing one on. It may instead be told to take what is
        // meant for the terminal itself: it hears both, and both say the same.
        Wrap::Tmux => write!(out, "{told}\x1bPtmux;\x1b{told}\x1b\\")?,
        Wrap::Screen => {
            for piece in told.as_bytes().chunks(SCREEN_PIECE) {
                out.write_all(b"\x1bP")?;
                out.write_all(piece)?;
                out.write_all(b"\x1b\\")?;
            }
        }
    }
    out.flush()
}

fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let n = chunk.iter().fold(0u32, |n, b| n << 8 | u32::from(*b)) << (8 * (3 - chunk.len()));
        for i in 0..4 {
            if i <= chunk.len() {
                out.push(ALPHABET[(n >> (18 - 6 * i) & 63) as usize] as char);
            } else {
                out.push('=');
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(vars: &[(&str, &str)]) -> Place {
        Place::new(|name| vars.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned()))
    }

    fn names(vars: &[(&str, &str)]) -> Vec<&'static str> {
        place(vars).programs.iter().map(|p| p.name).collect()
    }

    #[test]
    fn base64_is_the_standard_one() {
        for (plain, coded) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("été", "w6l0w6k=")]
        {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }

    #[test]
    fn what_is_copied_cannot_end_the_sequence() {
        let mut out = Vec::new();
        copy(&mut out, "a\x07\x1b]0;x\x07", Wrap::Nothing).unwrap();
        assert_eq!(out.iter().filter(|b| **b == 7).count(), 1);
        assert!(copy(&mut out, &"x".repeat(LIMIT + 1), Wrap::Tmux).is_err());
    }

    #[test]
    fn tmux_and_screen_pass_it_on() {
        let mut out = Vec::new();
        copy(&mut out, "foo", Wrap::Tmux).unwrap();
        assert!(String::from_utf8(out).unwrap().ends_with("\x1bPtmux;\x1b\x1b]52;c;Zm9v\x07\x1b\\"));
        let mut out = Vec::new();
        let text = "é".repeat(2_000);
        copy(&mut out, &text, Wrap::Screen).unwrap();
        let out = String::from_utf8(out).unwrap();
        let pieces: Vec<&str> = out.split_terminator("\x1b\\").collect();
        assert!(pieces.len() > 5 && pieces.iter().all(|p| p.starts_with("\x1bP") && p.len() <= 514));
        let whole: String = pieces.iter().map(|p| &p[2..]).collect();
        assert_eq!(whole, format!("\x1b]52;c;{}\x07", base64(text.as_bytes())));
    }

    #[test]
    fn the_terminal_comes_first_unless_it_is_known_not_to_listen() {
        assert_eq!(place(&[("TERM", "xterm")]).terminal("a"), Some(Wrap::Nothing));
        assert_eq!(place(&[("TERM", "xterm")]).terminal(&"a".repeat(LIMIT + 1)), None);
        assert_eq!(place(&[("TMUX", "/tmp/tmux"), ("VTE_VERSION", "7600")]).terminal("a"), Some(Wrap::Tmux));
        assert_eq!(place(&[("STY", "1.pts")]).terminal("a"), Some(Wrap::Screen));
        for vars in [("TERM", "linux"), ("TERM_PROGRAM", "Apple_Terminal"), ("VTE_VERSION", "7600")] {
            assert_eq!(place(&[vars, ("DISPLAY", ":0")]).terminal("a"), None, "{vars:?}");
        }
        assert_eq!(
            place(&[("VTE_VERSION", "7600")]).terminal("a"),
            Some(Wrap::Nothing),
            "nothing else would"
        );
    }

    #[test]
    fn programs_are_those_of_the_desktop_and_none_at_the_other_end() {
        let desktop = [("WAYLAND_DISPLAY", "wayland-0"), ("DISPLAY", ":0")];
        assert_eq!(names(&desktop), ["wl-copy", "xclip", "xsel"]);
        assert_eq!(names(&[("TERM_PROGRAM", "Apple_Terminal")]), ["pbcopy"]);
        assert!(names(&[desktop[0], desktop[1], ("SSH_TTY", "/dev/pts/1")]).is_empty());
    }

    #[test]
    fn a_program_that_fails_or_is_not_there_has_copied_nothing() {
        assert!(feed("cat", &[], "a").unwrap());
        assert!(!feed("false", &[], "a").unwrap());
        assert!(feed("/nowhere/xclip", &[], "a").is_err());
    }
}
