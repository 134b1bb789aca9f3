//! Copying: through the terminal itself (OSC 52), which works over SSH where nothing else does; through
//! a program of the person's desktop where the terminal is known not to, or the text is too long for it.
//! In tmux it is asked to copy: what it is only to pass on, it drops unless it was told otherwise.

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
/// From tmux 3.2 on: into its own buffer, and to the clipboard of the terminal that it runs in. An older one
/// knows no `-w` and fails.
pub const TMUX: Program = Program { name: "tmux", args: &["load-buffer", "-w", "-"] };

/// One way to copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Terminal(Wrap),
    Program(Program),
}

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

    /// The ways to copy a text, the best first.
    pub fn ways(&self, text: &str) -> Vec<Way> {
        let fits = clean_multiline(text).into_string().len() <= LIMIT;
        let tmux = (self.wrap == Wrap::Tmux).then_some(Way::Program(TMUX));
        let terminal = (fits && !self.deaf).then_some(Way::Terminal(self.wrap));
        let programs = self.programs.iter().copied().map(Way::Program);
        match terminal {
            Some(_) => tmux.into_iter().chain(terminal).chain(programs).collect(),
            None => programs.chain(tmux).collect(),
        }
    }
}

/// Copies in the first of these ways that does it. Waits for programs: not for the thread that draws.
/// `out`: what leads to the terminal.
pub fn copy_by(ways: &[Way], text: &str, out: &mut impl Write) -> Option<Way> {
    let cleaned = clean_multiline(text).into_string();
    ways.iter().copied().find(|way| match way {
        Way::Terminal(wrap) => copy(out, text, *wrap).is_ok(),
        Way::Program(program) => feed(program.name, program.args, &cleaned).is_ok_and(|done| done),
    })
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
    let message = match wrap {
        Wrap::Nothing => told,
        // The doubled escape is tmux's own way of passing one on. It may instead be told to take what is
        // meant for the terminal itself: it hears both, and both say the same.
        Wrap::Tmux => format!("{told}\x1bPtmux;\x1b{told}\x1b\\"),
        Wrap::Screen => {
            let pieces = told.as_bytes().chunks(SCREEN_PIECE).map(String::from_utf8_lossy);
            pieces.map(|piece| format!("\x1bP{piece}\x1b\\")).collect()
        }
    };
    // In one piece: what is drawn meanwhile must not come into the midst of it.
    out.write_all(message.as_bytes())?;
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
        let ways = |vars: &[(&str, &str)], text: &str| place(vars).ways(text);
        assert_eq!(ways(&[("TERM", "xterm")], "a"), [Way::Terminal(Wrap::Nothing)]);
        assert_eq!(ways(&[("TERM", "xterm")], &"a".repeat(LIMIT + 1)), []);
        assert_eq!(ways(&[("STY", "1.pts")], "a"), [Way::Terminal(Wrap::Screen)]);
        let desktop = [Way::Program(XCLIP), Way::Program(XSEL)];
        for vars in [("TERM", "linux"), ("TERM_PROGRAM", "Apple_Terminal"), ("VTE_VERSION", "7600")] {
            assert_eq!(ways(&[vars, ("DISPLAY", ":0")], "a")[..2], desktop, "{vars:?}");
        }
        assert_eq!(
            ways(&[("VTE_VERSION", "7600")], "a"),
            [Way::Terminal(Wrap::Nothing)],
            "nothing else would"
        );
    }

    #[test]
    fn tmux_is_asked_before_anything_goes_through_it() {
        let inside = [("TMUX", "/tmp/tmux"), ("VTE_VERSION", "7600"), ("SSH_TTY", "/dev/pts/1")];
        let ways = [Way::Program(TMUX), Way::Terminal(Wrap::Tmux)];
        assert_eq!(place(&inside).ways("a"), ways);
        let long = "a".repeat(LIMIT + 1);
        assert_eq!(place(&inside).ways(&long), [Way::Program(TMUX)], "it takes any length");
        let desktop = place(&[("TMUX", "/tmp/tmux"), ("WAYLAND_DISPLAY", "wayland-0")]).ways(&long);
        assert_eq!(desktop, [Way::Program(WL_COPY), Way::Program(TMUX)]);
    }

    #[test]
    fn what_fails_is_followed_by_the_next_way() {
        let no = Program { name: "false", args: &[] };
        let yes = Program { name: "cat", args: &[] };
        let by = |ways: &[Way]| {
            let mut out = Vec::new();
            let way = copy_by(ways, "foo", &mut out);
            (way, !out.is_empty())
        };
        let terminal = Way::Terminal(Wrap::Tmux);
        assert_eq!(by(&[Way::Program(no), terminal]), (Some(terminal), true));
        assert_eq!(by(&[Way::Program(yes), terminal]), (Some(Way::Program(yes)), false));
        assert_eq!(by(&[Way::Program(no)]), (None, false));
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
