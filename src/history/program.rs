//! The user's own `git` program: found on PATH, run with a sober environment, its words cleaned.

use std::ffi::{OsStr, OsString};
use std::io::{Read, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
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
}

impl Outcome {
    /// What git and the hooks said, cleaned for a screen; git's own output last.
    pub(super) fn said(&self) -> String {
        let text = format!("{}\n{}", self.stderr.trim_end(), self.stdout.trim_end());
        visible(text.trim())
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
        Ok(Outcome { success: status.success(), stdout: text(stdout), stderr: text(stderr) })
    }
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
