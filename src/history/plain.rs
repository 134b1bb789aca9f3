//! Paths and text as plain, safe things: checked relative paths, text cleaned for a person's screen,
//! words quoted for a shell.

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::path::{Component, Path, PathBuf};

use crate::history::error::HistoryError;

/// The path of a file inside the register folder: relative, without `..`, never inside `.git`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RegisterPath(PathBuf);

impl RegisterPath {
    /// Checks a path; refuses empty and absolute paths, `..`, `.git` and NUL.
    pub fn new(path: impl AsRef<Path>) -> Result<RegisterPath, HistoryError> {
        let path = path.as_ref();
        let mut clean = PathBuf::new();
        for component in path.components() {
            match component {
                Component::Normal(name) if !is_dot_git(name) => clean.push(name),
                Component::CurDir => {}
                _ => return Err(HistoryError::BadPath { path: path.to_owned() }),
            }
        }
        let has_nul = clean.as_os_str().as_encoded_bytes().contains(&0);
        if clean.as_os_str().is_empty() || has_nul {
            return Err(HistoryError::BadPath { path: path.to_owned() });
        }
        Ok(RegisterPath(clean))
    }

    /// The path relative to the register folder.
    pub fn as_path(&self) -> &Path {
        &self.0
    }

    /// The last component's name.
    pub fn file_name(&self) -> &OsStr {
        self.0.file_name().unwrap_or_default()
    }
}

impl AsRef<Path> for RegisterPath {
    fn as_ref(&self) -> &Path {
        &self.0
    }
}

/// Whether git would take this name for its own folder, on any file system.
pub(super) fn is_dot_git(name: &OsStr) -> bool {
    name.eq_ignore_ascii_case(".git")
}

/// A relative path as git stores it: `/` between components.
pub(super) fn git_bytes(path: &Path) -> Vec<u8> {
    let mut out = Vec::with_capacity(path.as_os_str().len());
    for component in path.components() {
        if !out.is_empty() {
            out.push(b'/');
        }
        out.extend_from_slice(component.as_os_str().as_encoded_bytes());
    }
    out
}

/// A path from the bytes that git stores; `None` when this system cannot name it.
pub(super) fn path_from_git(bytes: &[u8]) -> Option<PathBuf> {
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt as _;
        Some(PathBuf::from(OsStr::from_bytes(bytes)))
    }
    #[cfg(not(unix))]
    {
        std::str::from_utf8(bytes).ok().map(PathBuf::from)
    }
}

/// Text from a file, a path or a program made safe to show: controls (but line feeds and tabs),
/// bidirectional and zero-width characters become visible `\u{…}`; colour sequences are removed.
pub fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\n' | '\t' => out.push(c),
            '\r' if chars.peek() == Some(&'\n') => {}
            '\u{1b}' if chars.peek() == Some(&'[') => {
                // A colour or cursor sequence of a hook's output: parameters, then one final byte.
                chars.next();
                for c in chars.by_ref() {
                    if ('\u{40}'..='\u{7e}').contains(&c) {
                        break;
                    }
                }
            }
            c if is_unsafe(c) => {
                let _ = write!(out, "{}", c.escape_unicode());
            }
            c => out.push(c),
        }
    }
    out
}

/// One line of [`visible`] text: line feeds and tabs become spaces.
pub(super) fn visible_line(text: &str) -> String {
    visible(text).replace(['\n', '\t'], " ")
}

/// A path for a sentence.
pub(super) fn visible_path(path: &Path) -> String {
    visible_line(&path.to_string_lossy())
}

pub(super) fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// A word for a POSIX shell that stands for exactly these bytes and shows nothing unsafe.
pub fn shell_word(word: &OsStr) -> String {
    let bytes = word.as_encoded_bytes();
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-_./:@%+=,".contains(&b);
    match std::str::from_utf8(bytes) {
        Ok(text) if !text.is_empty() && bytes.iter().all(|b| plain(*b)) => text.to_owned(),
        Ok(text) if !text.chars().any(is_unsafe) => format!("'{}'", text.replace('\'', r"'\''")),
        _ => {
            let mut out = String::from("$'");
            for byte in bytes {
                match byte {
                    b'\'' | b'\\' => {
                        out.push('\\');
                        out.push(char::from(*byte));
                    }
                    0x20..=0x7e => out.push(char::from(*byte)),
                    // Octal has a fixed width, so that a digit may follow.
                    _ => {
                        let _ = write!(out, "\\{byte:03o}");
                    }
                }
            }
            out.push('\'');
            out
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_register_path_stays_inside_the_register() {
        for bad in ["", ".", "..", "a/../b", "/etc/passwd", "a/.git/config", ".GIT/hooks", "a\0b"] {
            assert!(RegisterPath::new(bad).is_err(), "{bad:?} was accepted");
        }
        assert_eq!(RegisterPath::new("./a//b.toml").unwrap().as_path(), Path::new("a/b.toml"));
    }

    #[test]
    fn shown_text_has_no_control_nor_bidi_character() {
        assert_eq!(visible("a\u{1b}[31mred\u{1b}[0m\r\nb"), "ared\nb");
        assert_eq!(visible("a\u{202e}b\u{7}\u{9b}"), r"a\u{202e}b\u{7}\u{9b}");
        assert_eq!(visible("é « œ »\u{a0}\u{202f}!"), "é « œ »\u{a0}\u{202f}!");
    }

    #[test]
    fn shell_words_are_quoted_only_where_needed() {
        assert_eq!(shell_word(OsStr::new("/srv/registre")), "/srv/registre");
        assert_eq!(shell_word(OsStr::new("/srv/mon registre")), "'/srv/mon registre'");
        assert_eq!(shell_word(OsStr::new("l'été")), r"'l'\''été'");
        assert_eq!(shell_word(OsStr::new("a\u{1b}2'\\")), r"$'a\0332\'\\'");
        assert_eq!(shell_word(OsStr::new("")), "''");
    }
}
