//! The fingerprint of a content.
//!
//! Git's own blob id (SHA-1 with collision detection): libgit2 is in the house already, and a person
//! can check one by hand with `git hash-object`. It tells versions of a file apart; nothing is
//! trusted because of it.

use std::fmt;

use git2::{ObjectType, Oid};

/// The fingerprint of a file's bytes.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct ContentHash(Oid);

impl ContentHash {
    /// The fingerprint of `bytes`.
    pub fn of(bytes: &[u8]) -> ContentHash {
        // libgit2 can only fail here for want of memory; the zero id then matches no content.
        ContentHash(Oid::hash_object(ObjectType::Blob, bytes).unwrap_or(Oid::ZERO_SHA1))
    }

    /// Reads the forty hexadecimal digits that `Display` writes.
    pub fn parse(text: &str) -> Option<ContentHash> {
        if text.len() != 40 { None } else { Oid::from_str(text).ok().map(ContentHash) }
    }
}

impl fmt::Display for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl fmt::Debug for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_blob_id_that_git_gives() {
        assert_eq!(ContentHash::of(b"").to_string(), "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391");
        assert_ne!(ContentHash::of(b"a"), ContentHash::of(b"b"));
    }

    #[test]
    fn it_is_read_back() {
        let h = ContentHash::of(b"x");
        assert_eq!(ContentHash::parse(&h.to_string()), Some(h));
        assert_eq!(ContentHash::parse("e69d"), None);
        assert_eq!(ContentHash::parse(&"z".repeat(40)), None);
    }
}
