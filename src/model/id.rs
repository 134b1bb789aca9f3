//! Record identifiers: the file's name without `.toml`.

use super::kind::Kind;
use std::fmt;
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;

/// The longest identifier, in bytes: with `.toml` and a temporary name it fits every file system.
pub const MAX_LEN: usize = 100;

/// An identifier: `[a-z0-9]+(-[a-z0-9]+)*`, at most [`MAX_LEN`] bytes. It is a file name on every
/// system and can never lead out of its folder. Cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Arc<str>);

impl Id {
    /// Accepts a well-formed identifier and nothing else.
    pub fn parse(s: &str) -> Option<Id> {
        (s.len() <= MAX_LEN && is_kebab(s) && !is_reserved(s)).then(|| Id(s.into()))
    }

    /// An identifier made from a name in any language: accents dropped, the rest joined by hyphens.
    /// `None` when no letter or digit is left.
    pub fn from_name(name: &str) -> Option<Id> {
        let mut out = String::new();
        for c in name.nfkd().flat_map(char::to_lowercase) {
            match c {
                'a'..='z' | '0'..='9' => out.push(c),
                'œ' => out.push_str("oe"),
                'æ' => out.push_str("ae"),
                'ß' => out.push_str("ss"),
                'ø' => out.push('o'),
                'ł' => out.push('l'),
                _ if unicode_normalization::char::is_combining_mark(c) => {}
                _ if !out.is_empty() && !out.ends_with('-') => out.push('-'),
                _ => {}
            }
            if out.len() > 60 {
                break;
            }
        }
        let out = out.trim_end_matches('-');
        let out = if is_reserved(out) { format!("{out}-1") } else { out.to_owned() };
        Id::parse(&out)
    }

    /// The first of `self`, `self-2`, `self-3`… that is not taken.
    pub fn free(self, taken: impl Fn(&Id) -> bool) -> Id {
        let mut candidate = self.clone();
        let mut n = 2u64;
        while taken(&candidate) {
            let suffix = format!("-{n}");
            let stem = &self.0[..self.0.len().min(MAX_LEN - suffix.len())];
            candidate = Id(format!("{}{suffix}", stem.trim_end_matches('-')).into());
            n += 1;
        }
        candidate
    }

    /// One that comes before every identifier, and is none itself: where a search begins.
    pub(crate) fn lowest() -> Id {
        Id("".into())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_kebab(s: &str) -> bool {
    !s.is_empty()
        && s.split('-').all(|part| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        })
}

/// Device names that Windows keeps for itself: a register must be clonable there.
fn is_reserved(s: &str) -> bool {
    matches!(s, "con" | "prn" | "aux" | "nul")
        || (s.len() == 4
            && (s.starts_with("com") || s.starts_with("lpt"))
            && s.as_bytes()[3].is_ascii_digit())
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Which record: its kind and its identifier. The organisation is always `organisation/register`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordId {
    pub kind: Kind,
    pub id: Id,
}

impl RecordId {
    pub fn new(kind: Kind, id: Id) -> RecordId {
        RecordId { kind, id }
    }

    /// The one organisation record.
    pub fn organisation() -> RecordId {
        RecordId { kind: Kind::Organisation, id: Id("register".into()) }
    }

    /// The file's path relative to the register's folder, with `/`.
    pub fn path(&self) -> String {
        match self.kind.folder() {
            None => "register.toml".to_owned(),
            Some(folder) => format!("{folder}/{}.toml", self.id),
        }
    }

    /// Reads a path relative to the register's folder; `None` when no record can live there.
    pub fn from_path(path: &str) -> Option<RecordId> {
        if path == "register.toml" {
            return Some(RecordId::organisation());
        }
        let (folder, file) = path.split_once('/')?;
        let kind = Kind::MANY.into_iter().find(|k| k.folder() == Some(folder))?;
        Some(RecordId { kind, id: Id::parse(file.strip_suffix(".toml")?)? })
    }
}

impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.kind, self.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_identifiers() {
        let id = |s: &str| Id::from_name(s).map(|i| i.to_string());
        assert_eq!(
            id("Gestion de la clientèle & œuvres sociales"),
            Some("gestion-de-la-clientele-oeuvres-sociales".into())
        );
        assert_eq!(id("  Été  "), Some("ete".into()));
        assert_eq!(id("日本"), None);
        assert_eq!(id("CON"), Some("con-1".into()));
        assert!(id(&"é".repeat(500)).is_some_and(|s| s.len() <= MAX_LEN));
    }

    #[test]
    fn nothing_that_could_leave_the_folder_is_an_identifier() {
        for bad in ["", "-", "a-", "-a", "a--b", "A", "é", "..", "a/b", "a.b", "a b", "nul", "com1", "a\0"] {
            assert_eq!(Id::parse(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn a_taken_identifier_gets_a_number() {
        let taken = ["paie", "paie-2"];
        let id = Id::from_name("Paie").map(|i| i.free(|c| taken.contains(&c.as_str())).to_string());
        assert_eq!(id.as_deref(), Some("paie-3"));
    }

    #[test]
    fn a_path_and_a_record_name_each_other() {
        for path in ["register.toml", "activities/paie.toml", "retention/paie-5-ans.toml"] {
            assert_eq!(RecordId::from_path(path).map(|r| r.path()).as_deref(), Some(path));
        }
        assert_eq!(RecordId::from_path("activities/../register.toml"), None);
        assert_eq!(RecordId::from_path("trackers/x.toml"), None);
    }
}
