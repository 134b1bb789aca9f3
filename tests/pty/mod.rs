//! A program in a pseudo-terminal: keys in, bytes out, and whether the terminal is given back as it was.

#![allow(dead_code)] // each test program uses its own part

use std::io::{Read, Write};
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use registre::term::guard::{ENTER, LEAVE};

/// Far longer than anything here takes: a test that reaches it has failed.
pub const PATIENCE: Duration = Duration::from_secs(60);

pub struct Session {
    pub master: Box<dyn MasterPty + Send>,
    pub child: Box<dyn Child + Send + Sync>,
    pub keys: Box<dyn Write + Send>,
    pub seen: Arc<Mutex<Vec<u8>>>,
    pub before: String,
}

impl Session {
    pub fn run(mut command: CommandBuilder) -> Session {
        command.env("TERM", "xterm-256color");
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let before = settings(pair.master.as_ref());
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let seen = Arc::new(Mutex::new(Vec::new()));
        let (mut from, to) = (pair.master.try_clone_reader().unwrap(), Arc::clone(&seen));
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(n) = from.read(&mut buffer) {
                if n == 0 {
                    break;
                }
                to.lock().unwrap().extend_from_slice(&buffer[..n]);
            }
        });
        let keys = pair.master.take_writer().unwrap();
        Session { master: pair.master, child, keys, seen, before }
    }

    pub fn type_in(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.seen.lock().unwrap()).into_owned()
    }

    /// What a person sees now.
    pub fn screen(&self) -> String {
        let (rows, cols) = self.master.get_size().map_or((24, 80), |s| (s.rows, s.cols));
        let mut screen = vt100::Parser::new(rows, cols, 0);
        screen.process(&self.seen.lock().unwrap());
        screen.screen().contents()
    }

    pub fn wait_to_see(&self, what: &str) {
        let start = Instant::now();
        while !self.screen().contains(what) {
            assert!(start.elapsed() < PATIENCE, "waited to see {what:?}, saw\n{}", self.screen());
            thread::sleep(Duration::from_millis(10));
        }
    }

    pub fn wait_for(&self, what: &str) {
        self.wait_for_times(what, 1);
    }

    pub fn wait_for_times(&self, what: &str, times: usize) {
        let start = Instant::now();
        while self.text().matches(what).count() < times {
            assert!(start.elapsed() < PATIENCE, "waited for {what:?}, saw {:?}", self.text());
            thread::sleep(Duration::from_millis(5));
        }
    }

    pub fn signal(&self, name: &str) {
        let pid = self.child.process_id().unwrap().to_string();
        assert!(Command::new("kill").args(["-s", name, &pid]).status().unwrap().success());
    }

    pub fn end(&mut self) -> ExitStatus {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(start.elapsed() < PATIENCE, "still running, saw {:?}", self.text());
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Ends with `code`, every mode off and the line settings as they were.
    pub fn ends_restored(&mut self, code: u32) {
        assert_eq!(self.end().exit_code(), code, "{}", self.text());
        self.wait_for("\x1b[?1049l");
        let text = self.text();
        assert_eq!(text.matches(ENTER).count(), text.matches(LEAVE).count(), "{text:?}");
        assert_eq!(modes_left_on(&text), Vec::<String>::new());
        assert_eq!(settings(self.master.as_ref()), self.before);
    }
}

/// The line discipline, as text that can be compared.
pub fn settings(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios().unwrap())
}

/// Private modes whose last switch was "on" (or "off" for the cursor, which is visible by default).
pub fn modes_left_on(text: &str) -> Vec<String> {
    let mut modes = std::collections::BTreeMap::new();
    for part in text.split("\x1b[?").skip(1) {
        let digits: String = part.chars().take_while(char::is_ascii_digit).collect();
        let on = part[digits.len()..].starts_with('h');
        modes.insert(digits, on);
    }
    modes.into_iter().filter(|(m, on)| *on != (m == "25")).map(|(m, _)| m).collect()
}
