//! Git's own settings, one key at a time: through libgit2, never by running git.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use git2::{Config, ConfigLevel};

use crate::history::error::HistoryError;
use crate::history::own_lines::replace;
use crate::history::repo::Repo;

/// Whose settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettingsOf {
    /// This repository's `.git/config`.
    Repository,
    /// The person's, for every repository.
    Person,
}

impl Repo {
    /// The file in which these settings stand; `None` where a person has no home.
    pub fn settings_file(&self, of: SettingsOf) -> Option<PathBuf> {
        match of {
            SettingsOf::Repository => Some(self.git.commondir().join("config")),
            SettingsOf::Person => {
                let var = |name| std::env::var_os(name).filter(|v| !v.is_empty()).map(PathBuf::from);
                let found = || Config::find_global().or_else(|_| Config::find_xdg()).ok();
                var("GIT_CONFIG_GLOBAL").or_else(found).or_else(|| Some(var("HOME")?.join(".gitconfig")))
            }
        }
    }

    fn settings(&self, of: SettingsOf) -> Result<Config, HistoryError> {
        let opened = match of {
            SettingsOf::Repository => {
                self.git.config().and_then(|config| config.open_level(ConfigLevel::Local))
            }
            SettingsOf::Person => {
                let file = self.settings_file(of).ok_or_else(|| {
                    HistoryError::io(Path::new("~/.gitconfig"), &ErrorKind::NotFound.into())
                })?;
                Config::open(&file)
            }
        };
        opened.map_err(|e| self.error(&e))
    }

    /// Every value of a key there, the last being the one that counts.
    pub fn setting(&self, of: SettingsOf, key: &str) -> Result<Vec<String>, HistoryError> {
        let config = self.settings(of)?;
        let mut values = Vec::new();
        match config.multivar(key, None) {
            Ok(entries) => {
                let read = entries.for_each(|entry| {
                    values.push(String::from_utf8_lossy(entry.value_bytes()).into_owned());
                });
                read.map_err(|e| self.error(&e))?;
            }
            Err(e) if e.code() == git2::ErrorCode::NotFound => {}
            Err(e) => return Err(self.error(&e)),
        }
        Ok(values)
    }

    /// Gives a key this value there.
    pub fn set_setting(&self, of: SettingsOf, key: &str, value: &str) -> Result<(), HistoryError> {
        self.settings(of)?.set_str(key, value).map_err(|e| self.error(&e))
    }

    /// Takes a key away there, and its section's title where nothing is left under it.
    pub fn unset_setting(&self, of: SettingsOf, key: &str) -> Result<(), HistoryError> {
        match self.settings(of)?.remove(key) {
            Ok(()) => {}
            Err(e) if e.code() == git2::ErrorCode::NotFound => return Ok(()),
            Err(e) => return Err(self.error(&e)),
        }
        let Some(file) = self.settings_file(of) else { return Ok(()) };
        let io = |e: std::io::Error| HistoryError::io(&file, &e);
        let text = std::fs::read(&file).map_err(io)?;
        match without_empty_section(&text, key) {
            Some(tidied) => replace(&file, &tidied).map_err(io),
            None => Ok(()),
        }
    }
}

/// The text without the title of the key's section, where it holds nothing any more.
fn without_empty_section(text: &[u8], key: &str) -> Option<Vec<u8>> {
    let (section, _) = key.rsplit_once('.')?;
    let title = match section.split_once('.') {
        Some((section, name)) => format!("[{section} \"{name}\"]"),
        None => format!("[{section}]"),
    };
    let lines: Vec<&[u8]> = text.split_inclusive(|b| *b == b'\n').collect();
    let is_title = |line: &[u8]| line.trim_ascii() == title.as_bytes();
    let begins = |line: &[u8]| line.trim_ascii_start().starts_with(b"[");
    let at = (0..lines.len()).find(|i| {
        lines.get(*i).is_some_and(|line| is_title(line)) && lines.get(i + 1).is_none_or(|next| begins(next))
    })?;
    Some([lines.get(..at)?.concat(), lines.get(at + 1..)?.concat()].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_title_of_an_empty_section_goes() {
        let tidied = |text: &str| without_empty_section(text.as_bytes(), "merge.registre.name");
        let text = "[core]\n\ta = 1\n[merge \"registre\"]\n[user]\n\tname = x\n";
        assert_eq!(tidied(text).unwrap(), b"[core]\n\ta = 1\n[user]\n\tname = x\n");
        assert_eq!(tidied("[merge \"registre\"]\n\tdriver = x\n"), None);
        assert_eq!(tidied("[merge \"registre\"]\n# why\n"), None);
        assert_eq!(tidied("[merge \"registre\"]\n").unwrap(), b"");
    }
}
