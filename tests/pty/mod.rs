//! A program in a pseudo-terminal, as its user meets it: keys in, a screen out. Nothing here waits for a
//! time; everything waits for what is seen.
#![allow(dead_code, clippy::unwrap_used, clippy::panic)] // each test program uses its own part

pub mod ground;

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::process::Command;
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use registre::term::guard::{ENTER, LEAVE};
use registre::term::{Code, Key};

/// Far longer than anything here takes: a test that reaches it has failed.
pub const PATIENCE: Duration = Duration::from_secs(60);
/// What a frame ends with. Between frames the screen is whole.
const FRAME_END: &[u8] = b"\x1b[?2026l";

/// What keeps two keys apart that are sent at once, as no time does for sure: keys that come together are a
/// paste, and between these the terminal tells of something else (its window lost the keyboard).
const APART: &str = "\x1b[O";

/// All that the program has written, and whether its terminal is closed.
#[derive(Default)]
struct Written {
    bytes: Vec<u8>,
    closed: bool,
}

/// A program at work.
pub struct Session {
    pub master: Box<dyn MasterPty + Send>,
    child: Box<dyn Child + Send + Sync>,
    keyboard: Box<dyn Write + Send>,
    written: Arc<(Mutex<Written>, Condvar)>,
    pub before: String,
    parser: vt100::Parser,
    /// How many of the bytes written the parser has read.
    parsed: usize,
}

pub fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

impl Session {
    /// Runs it in a terminal of 80 columns and 24 rows.
    pub fn run(mut command: CommandBuilder) -> Session {
        command.env("TERM", "xterm-256color");
        let pair = native_pty_system().openpty(size(80, 24)).unwrap();
        let before = settings(pair.master.as_ref());
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let written = Arc::new((Mutex::new(Written::default()), Condvar::new()));
        let (mut from, to) = (pair.master.try_clone_reader().unwrap(), Arc::clone(&written));
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            loop {
                let n = from.read(&mut buffer).unwrap_or(0);
                let mut written = to.0.lock().unwrap();
                written.bytes.extend_from_slice(&buffer[..n]);
                written.closed = n == 0;
                to.1.notify_all();
                if n == 0 {
                    break;
                }
            }
        });
        let keyboard = pair.master.take_writer().unwrap();
        let parser = vt100::Parser::new(24, 80, 0);
        Session { master: pair.master, child, keyboard, written, before, parser, parsed: 0 }
    }

    /// Sends this at once, as it is: five letters or more are a paste.
    pub fn type_in(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).unwrap();
        self.keyboard.flush().unwrap();
    }

    /// Types keys as `j<enter>été<ctrl-s>`, one by one. What follows an Esc at once is a key with Alt: only the
    /// last key may be one.
    pub fn keys(&mut self, keys: &str) -> &mut Session {
        let all = Key::parse_all(keys).unwrap();
        let esc = all.iter().position(|k| k.code == Code::Esc);
        assert!(esc.is_none_or(|i| i + 1 == all.len()), "wait for what Esc does: {keys}");
        let bytes: String = all.iter().map(|key| format!("{APART}{}", sent(key))).collect();
        self.type_in(&bytes);
        self
    }

    /// All that was written, modes and colours included.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.written.0.lock().unwrap().bytes).into_owned()
    }

    pub fn wait_for(&self, what: &str) {
        self.wait_for_times(what, 1);
    }

    /// Waits until the bytes written hold `what` so many times.
    pub fn wait_for_times(&self, what: &str, times: usize) {
        let start = Instant::now();
        let mut written = self.written.0.lock().unwrap();
        while String::from_utf8_lossy(&written.bytes).matches(what).count() < times {
            if start.elapsed() > PATIENCE || written.closed {
                drop(written);
                panic!("waited for {what:?}, saw {:?}", self.text());
            }
            written = self.written.1.wait_timeout(written, PATIENCE).unwrap().0;
        }
    }

    /// The screen after the last whole frame.
    pub fn screen(&mut self) -> Screen {
        let written = self.written.0.lock().unwrap();
        let fresh = &written.bytes[self.parsed..];
        let whole = match written.closed {
            true => fresh.len(),
            false => fresh
                .windows(FRAME_END.len())
                .rposition(|w| w == FRAME_END)
                .map_or(0, |at| at + FRAME_END.len()),
        };
        let size = self.master.get_size().unwrap();
        if self.parser.screen().size() != (size.rows, size.cols) {
            self.parser.screen_mut().set_size(size.rows, size.cols);
        }
        self.parser.process(&fresh[..whole]);
        self.parsed += whole;
        let screen = self.parser.screen();
        let (_, columns) = screen.size();
        Screen { rows: screen.rows(0, columns).map(|row| plain(row.trim_end())).collect() }
    }

    /// Waits until the screen is as `is` wants it, and gives it.
    pub fn wait_until(&mut self, what: &str, is: impl Fn(&Screen) -> bool) -> Screen {
        let start = Instant::now();
        loop {
            let known = self.written.0.lock().unwrap().bytes.len();
            let screen = self.screen();
            if is(&screen) {
                return screen;
            }
            let written = self.written.0.lock().unwrap();
            if written.closed || start.elapsed() > PATIENCE {
                drop(written);
                panic!("{what} was awaited; the screen shows\n{screen}");
            }
            if written.bytes.len() == known {
                drop(self.written.1.wait_timeout(written, PATIENCE).unwrap());
            }
        }
    }

    /// Waits until the screen shows `text`, and gives it.
    pub fn wait_to_see(&mut self, text: &str) -> Screen {
        self.wait_until(&format!("“{text}”"), |screen| screen.shows(text))
    }

    /// Waits until the screen no longer shows `text`.
    pub fn wait_to_lose(&mut self, text: &str) -> Screen {
        self.wait_until(&format!("the end of “{text}”"), |screen| !screen.shows(text))
    }

    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.master.resize(size(columns, rows)).unwrap();
    }

    pub fn signal(&self, name: &str) {
        let pid = self.child.process_id().unwrap().to_string();
        assert!(Command::new("kill").args(["-s", name, &pid]).status().unwrap().success());
    }

    /// Waits for its end.
    pub fn end(&mut self) -> ExitStatus {
        let start = Instant::now();
        let mut written = self.written.0.lock().unwrap();
        // The terminal closes when the last process that has it is gone.
        while !written.closed {
            if start.elapsed() > PATIENCE {
                drop(written);
                panic!("still running, saw {:?}", self.text());
            }
            written = self.written.1.wait_timeout(written, PATIENCE).unwrap().0;
        }
        drop(written);
        self.child.wait().unwrap()
    }

    /// Ends with `code`, every mode off and the line settings as they were.
    pub fn ends_restored(&mut self, code: u32) {
        assert_eq!(self.end().exit_code(), code, "{}", self.text());
        let text = self.text();
        assert!(text.contains("\x1b[?1049l"), "{text:?}");
        assert_eq!(text.matches(ENTER).count(), text.matches(LEAVE).count(), "{text:?}");
        assert_eq!(modes_left_on(&text), Vec::<String>::new());
        assert_eq!(settings(self.master.as_ref()), self.before);
    }
}

/// What the terminal shows, row by row; every kind of space is a space.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Screen {
    pub rows: Vec<String>,
}

impl Screen {
    /// Whether a row, or a sentence that runs on over the rows of a box, holds `text`.
    pub fn shows(&self, text: &str) -> bool {
        let text = plain(text);
        self.rows.iter().any(|r| r.contains(&text)) || self.running().contains(&text)
    }

    /// The rows one after the other, without the lines of the boxes.
    fn running(&self) -> String {
        let words = |row: &String| row.replace(['│', '█'], " ");
        let all: Vec<String> = self.rows.iter().map(words).collect();
        all.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The first row that holds `text`.
    pub fn row_with(&self, text: &str) -> Option<&str> {
        let text = plain(text);
        self.rows.iter().find(|r| r.contains(&text)).map(String::as_str)
    }

    /// The row under the mark of the form, with its place.
    pub fn marked(&self) -> Option<(usize, &str)> {
        self.rows.iter().enumerate().find(|(_, r)| r.starts_with("│>")).map(|(i, r)| (i, r.as_str()))
    }
}

impl std::fmt::Display for Screen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.rows.iter().try_for_each(|row| writeln!(f, "{row}"))
    }
}

/// Text with plain spaces.
pub fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

/// What a keyboard sends for a key.
fn sent(key: &Key) -> String {
    let sent = match key.code {
        Code::Char(c) if key.ctrl => return char::from(c as u8 & 0x1f).to_string(),
        Code::Char(c) => return c.to_string(),
        Code::Enter => "\r",
        Code::Esc => "\x1b",
        Code::Tab if key.shift => "\x1b[Z",
        Code::Tab => "\t",
        Code::Backspace => "\x7f",
        Code::Delete => "\x1b[3~",
        Code::Insert => "\x1b[2~",
        Code::Left => "\x1b[D",
        Code::Right => "\x1b[C",
        Code::Up => "\x1b[A",
        Code::Down => "\x1b[B",
        Code::Home => "\x1b[H",
        Code::End => "\x1b[F",
        Code::PageUp => "\x1b[5~",
        Code::PageDown => "\x1b[6~",
        Code::F(_) => panic!("function keys are not typed here"),
    };
    sent.to_owned()
}

/// The line discipline, as text that can be compared.
pub fn settings(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios().unwrap())
}

/// Private modes whose last switch was "on" (or "off" for the cursor, which is visible by default).
pub fn modes_left_on(text: &str) -> Vec<String> {
    let mut modes = BTreeMap::new();
    for part in text.split("\x1b[?").skip(1) {
        let digits: String = part.chars().take_while(char::is_ascii_digit).collect();
        let on = part[digits.len()..].starts_with('h');
        modes.insert(digits, on);
    }
    modes.into_iter().filter(|(m, on)| *on != (m == "25")).map(|(m, _)| m).collect()
}
