//! A place inside the register, and nowhere else.

use std::fmt;

use crate::store::error::StoreError;

/// A path relative to the register's root: the root itself, `file`, or `folder/file`.
///
/// It cannot be built from `..`, an absolute path, a `.git` folder or a name with control
/// characters, so that nothing read in a register can lead a write out of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RegPath(String);

/// The longest file name that every common file system takes, in bytes.
const NAME_MAX: usize = 255;

impl RegPath {
    /// The register's root folder.
    pub fn root() -> RegPath {
        RegPath(String::new())
    }

    /// Reads `file` or `folder/file`; anything else is an error that names it.
    pub fn new(path: &str) -> Result<RegPath, StoreError> {
        let bad = || StoreError::strange_path(path);
        let parts: Vec<&str> = path.split('/').collect();
        if parts.len() > 2 || !parts.iter().all(|p| name_is_sound(p)) {
            return Err(bad());
        }
        Ok(RegPath(path.to_owned()))
    }

    /// The entry `name` of this folder.
    pub fn join(&self, name: &str) -> Result<RegPath, StoreError> {
        if self.is_root() { RegPath::new(name) } else { RegPath::new(&format!("{}/{name}", self.0)) }
    }

    /// The path as text, with `/`; empty for the root.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    /// The folder that holds it; the root is its own parent.
    pub fn parent(&self) -> RegPath {
        RegPath(self.0.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned())
    }

    /// The last part; empty for the root.
    pub fn name(&self) -> &str {
        self.0.rsplit_once('/').map_or(self.0.as_str(), |(_, name)| name)
    }

    /// The parts from the root down.
    pub fn parts(&self) -> impl Iterator<Item = &str> {
        self.0.split('/').filter(|p| !p.is_empty())
    }

    /// Whether a part begins with a dot: such names are never records.
    pub fn is_hidden(&self) -> bool {
        self.parts().any(|p| p.starts_with('.'))
    }
}

fn name_is_sound(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= NAME_MAX
        && name != "."
        && name != ".."
        && !name.eq_ignore_ascii_case(".git")
        && !name.chars().any(|c| c.is_control() || c == '\\')
}

impl fmt::Display for RegPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.is_root() { "." } else { &self.0 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_names_a_file_of_the_register() {
        let p = RegPath::new("activities/paie.toml").unwrap();
        assert_eq!((p.parent().as_str(), p.name()), ("activities", "paie.toml"));
        let top = RegPath::new("register.toml").unwrap();
        assert!(top.parent().is_root());
        assert_eq!(RegPath::root().join("register.toml").unwrap(), top);
        assert_eq!(RegPath::root().parent(), RegPath::root());
    }

    #[test]
    fn nothing_leads_out_of_the_register() {
        for bad in [
            "",
            "/etc/passwd",
            "../x.toml",
            "a/../x",
            "a/..",
            ".",
            "a//b",
            "a/b/c",
            ".git/config",
            ".GIT/config",
            "a/.git",
            "a\\..\\b",
            "a\0b",
            "a\nb",
            "a/",
        ] {
            assert!(RegPath::new(bad).is_err(), "{bad:?} was taken");
        }
        assert!(RegPath::new(&"x".repeat(256)).is_err());
        assert!(RegPath::new("a/b").unwrap().join("c").is_err());
    }
}
