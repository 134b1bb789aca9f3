//! The user's own `git` program: found on PATH, run with a sober environment, its words cleaned.

use std::ffi::{OsStr, OsString};
use std::io::{Read, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::history::error::HistoryError;
use crate::history::plain::visible;

/// Of each output stream at most this many bytes are kept.
const MAX_OUTPUT: usize = 64 << 10;
/// How long to wait for the end of the output once git has ended: a hook may have left a program
/// behind that holds the pipe open.
const AFTER_EXIT: Duration = Duration::from_millis(300);

/// How often to see whether git has ended while it says nothing.
const TICK: Duration = Duration::from_millis(50);

/// Variables that point git at another repository or change how it reads paths.
const REMOVED: [&str; 15] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_COMMON_DIR",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_NAMESPACE",
    "GIT_PREFIX",
    "GIT_INTERNAL_SUPER_PREFIX",
    "GIT_SHALLOW_FILE",
    "GIT_GRAFT_FILE",
    "GIT_LITERAL_PATHSPECS",
    "GIT_GLOB_PATHSPECS",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_ICASE_PATHSPECS",
];

/// The `git` program, for one work tree.
pub(super) struct Git {
    program: PathBuf,
    work_tree: PathBuf,
}

/// How a run of git ended.
pub(super) struct Outcome {
    pub success: bool,
    pub stdout: String,
    pub stderr: String,
    /// The person stopped it with Ctrl-C.
    pub interrupted: bool,
}

impl Outcome {
    /// What git and the hooks said, cleaned for a screen; git's own output last.
    pub(super) fn said(&self) -> String {
        let text = format!("{}\n{}", self.stderr.trim_end(), self.stdout.trim_end());
        visible(text.trim())
    }
}

impl Outcome {
    /// The last lines of what git said, as they stood at the end: what progress wrote over is gone.
    pub(super) fn last_words(&self) -> String {
        const LINES: usize = 6;
        let shown = |line: &str| line.rsplit('\r').find(|part| !part.trim().is_empty()).map(str::to_owned);
        let lines: Vec<String> = self.stderr.lines().filter_map(shown).collect();
        let from = lines.len().saturating_sub(LINES);
        visible(lines.get(from..).unwrap_or_default().join("\n").trim())
    }
}

impl Git {
    /// Looks for `git` in the absolute folders of PATH; `None` when there is none.
    pub(super) fn find(work_tree: &Path) -> Option<Git> {
        let name = format!("git{}", std::env::consts::EXE_SUFFIX);
        let path = std::env::var_os("PATH")?;
        let program = std::env::split_paths(&path)
            // A relative folder would let the register bring its own `git`.
            .filter(|dir| dir.is_absolute())
            .map(|dir| dir.join(&name))
            .find(|file| is_program(file))?;
        Some(Git { program, work_tree: work_tree.to_owned() })
    }

    /// Runs git with these arguments and this standard input.
    pub(super) fn run<A: AsRef<OsStr>>(&self, args: &[A], input: &[u8]) -> Result<Outcome, HistoryError> {
        let mut command = Command::new(&self.program);
        command.arg("-C").arg(&self.work_tree);
        // fsmonitor only saves git some looking: it is no part of what a commit promises, so a
        // program that a repository names there is not started.
        command.args(["-c", "core.fsmonitor=false", "-c", "core.quotePath=false"]);
        command.args(args);
        for name in REMOVED {
            command.env_remove(name);
        }
        plain_messages(&mut command);
        command.env("GIT_TERMINAL_PROMPT", "0").env("GIT_EDITOR", ":");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let io = |e: std::io::Error| HistoryError::io(&self.program, &e);
        let mut child = command.spawn().map_err(io)?;
        let stdout = child.stdout.take().map(collect);
        let stderr = child.stderr.take().map(collect);
        if let Some(mut stdin) = child.stdin.take() {
            // Git may end without reading all of it; what it says then tells why.
            let _ = stdin.write_all(input);
        }
        let status = child.wait().map_err(io)?;
        let text = |stream: Option<Collected>| stream.map(Collected::text).unwrap_or_default();
        let interrupted = was_interrupted(status);
        Ok(Outcome { success: status.success(), stdout: text(stdout), stderr: text(stderr), interrupted })
    }

    /// Runs git with the person's terminal for what it asks, and in the person's language. What it says
    /// on its error stream goes to `show` as it comes, cleaned.
    pub(super) fn run_shown(
        &self,
        args: &[String],
        show: &mut dyn FnMut(&str),
    ) -> Result<Outcome, HistoryError> {
        let mut command = Command::new(&self.program);
        command.current_dir(&self.work_tree).args(args);
        for name in REMOVED {
            command.env_remove(name);
        }
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let io = |e: std::io::Error| HistoryError::io(&self.program, &e);
        let mut child = command.spawn().map_err(io)?;
        let stdout = child.stdout.take().map(collect);
        let (send, chunks) = mpsc::channel();
        if let Some(mut stream) = child.stderr.take() {
            std::thread::spawn(move || {
                let mut buffer = [0; 4096];
                while let Ok(n) = stream.read(&mut buffer) {
                    let read = buffer.get(..n).unwrap_or_default();
                    if read.is_empty() || send.send(read.to_vec()).is_err() {
                        break;
                    }
                }
            });
        }
        let mut passing = Passing::default();
        let mut status = None;
        let mut patience = AFTER_EXIT;
        loop {
            match chunks.recv_timeout(TICK) {
                Ok(bytes) => passing.pass(&bytes, show),
                Err(mpsc::RecvTimeoutError::Disconnected) => break,
                Err(mpsc::RecvTimeoutError::Timeout) => {}
            }
            if status.is_none() {
                status = child.try_wait().map_err(io)?;
            } else {
                patience = patience.saturating_sub(TICK);
                if patience.is_zero() {
                    break;
                }
            }
        }
        let status = match status {
            Some(status) => status,
            None => child.wait().map_err(io)?,
        };
        let stdout = stdout.map(Collected::text).unwrap_or_default();
        let (success, interrupted) = (status.success(), was_interrupted(status));
        Ok(Outcome { success, stdout, stderr: passing.kept, interrupted })
    }
}

/// Text on its way to the screen, in pieces that may end within a letter.
#[derive(Default)]
struct Passing {
    begun: Vec<u8>,
    /// What passed, cleaned: at most the last part of it.
    kept: String,
}

impl Passing {
    fn pass(&mut self, bytes: &[u8], show: &mut dyn FnMut(&str)) {
        self.begun.extend_from_slice(bytes);
        let whole = match std::str::from_utf8(&self.begun) {
            Err(e) if e.error_len().is_none() => e.valid_up_to(),
            _ => self.begun.len(),
        };
        let rest = self.begun.split_off(whole);
        let text = String::from_utf8_lossy(&std::mem::replace(&mut self.begun, rest)).into_owned();
        // Progress is written over itself: the carriage returns stay.
        let clean = text.split('\r').map(visible).collect::<Vec<_>>().join("\r");
        show(&clean);
        self.kept.push_str(&clean);
        let over = self.kept.len().saturating_sub(MAX_OUTPUT);
        let cut = (over..=self.kept.len()).find(|i| self.kept.is_char_boundary(*i)).unwrap_or(over);
        self.kept.drain(..cut);
    }
}

#[cfg(unix)]
fn was_interrupted(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt as _;
    const SIGINT: i32 = 2;
    status.signal() == Some(SIGINT) || status.code() == Some(128 + SIGINT)
}

#[cfg(not(unix))]
fn was_interrupted(_: ExitStatus) -> bool {
    false
}

/// Git's messages in English, whatever the locale, but the user's character set for the hooks.
fn plain_messages(command: &mut Command) {
    if let Some(all) = std::env::var_os("LC_ALL").filter(|v| !v.is_empty()) {
        command.env("LC_CTYPE", all);
    }
    command.env_remove("LC_ALL").env_remove("LANGUAGE").env("LC_MESSAGES", "C");
}

#[cfg(unix)]
fn is_program(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    file.metadata().is_ok_and(|meta| meta.is_file() && meta.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(file: &Path) -> bool {
    file.is_file()
}

/// A stream being read by a thread of its own.
struct Collected {
    bytes: Arc<Mutex<Vec<u8>>>,
    ended: mpsc::Receiver<()>,
}

fn collect(mut stream: impl Read + Send + 'static) -> Collected {
    let bytes = Arc::new(Mutex::new(Vec::new()));
    let (end, ended) = mpsc::channel();
    let kept = Arc::clone(&bytes);
    std::thread::spawn(move || {
        let mut buffer = [0; 4096];
        while let Ok(n) = stream.read(&mut buffer) {
            let Some(read) = buffer.get(..n).filter(|read| !read.is_empty()) else { break };
            let mut kept = kept.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            let room = MAX_OUTPUT.saturating_sub(kept.len());
            kept.extend(read.iter().take(room));
        }
        let _ = end.send(());
    });
    Collected { bytes, ended }
}

impl Collected {
    fn text(self) -> String {
        let _ = self.ended.recv_timeout(AFTER_EXIT);
        let bytes = self.bytes.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

/// Arguments of one type, for [`Git::run`].
pub(super) fn args<const N: usize>(list: [&str; N]) -> Vec<OsString> {
    list.iter().map(OsString::from).collect()
}
