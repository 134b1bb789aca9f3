//! The place of a value in a record: `data.contact.items`.

use std::fmt;

/// The keys that lead to a value, names of rows included. Empty for the record itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Path(Vec<String>);

impl Path {
    pub fn root() -> Path {
        Path(Vec::new())
    }

    /// Reads `data.contact.items`; `None` when a key is empty or holds anything but `A-Za-z0-9_-`.
    pub fn parse(s: &str) -> Option<Path> {
        let keys: Vec<String> = s.split('.').map(str::to_owned).collect();
        keys.iter().all(|k| is_key(k)).then_some(Path(keys))
    }

    /// This path followed by `key`.
    pub fn join(&self, key: &str) -> Path {
        let mut keys = self.0.clone();
        keys.push(key.to_owned());
        Path(keys)
    }

    pub fn keys(&self) -> &[String] {
        &self.0
    }

    pub fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    pub fn parent(&self) -> Option<Path> {
        self.0.split_last().map(|(_, head)| Path(head.to_vec()))
    }

    pub fn last(&self) -> Option<&str> {
        self.0.last().map(String::as_str)
    }

    /// Whether `other` is this path or lies under it.
    pub fn holds(&self, other: &Path) -> bool {
        other.0.starts_with(&self.0)
    }
}

/// Whether `s` can be a key or the name of a row: `A-Za-z0-9_-`, at most 100 bytes.
pub fn is_key(s: &str) -> bool {
    !s.is_empty()
        && s.len() <= super::id::MAX_LEN
        && s.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
}

impl<S: AsRef<str>> FromIterator<S> for Path {
    fn from_iter<I: IntoIterator<Item = S>>(keys: I) -> Path {
        Path(keys.into_iter().map(|k| k.as_ref().to_owned()).collect())
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("."))
    }
}
