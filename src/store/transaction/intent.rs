//! The journal of one change to several files: what it says and how it is written.
//!
//! ```text
//! registre-transaction 1
//! put <old hash or -> <length> <temporary name> <path>
//! <content>
//! delete <old hash or -> <path>
//! end <hash of everything above>
//! ```
//!
//! The contents are in it, so that a temporary file that somebody cleaned away takes nothing with it.
//! It holds no old content: a finished journal only ever goes forward.
//!
//! A repository may come with a forged one. It can name nothing but records, and only replaces one whose
//! content it knows: no more than the repository's own files do. Whether git tracks it is not asked here:
//! this layer knows nothing of git.

use crate::model::RecordId;
use crate::store::atomic;
use crate::store::fs::RegPath;
use crate::store::hash::ContentHash;

const HEAD: &str = "registre-transaction 1";

/// The journal's name, in the register's root.
const NAME: &str = ".registre-transaction";

/// The largest journal that is read, in bytes (256 MiB).
pub(super) const MAX_JOURNAL: u64 = 256 << 20;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Intent {
    pub steps: Vec<Step>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Step {
    pub path: RegPath,
    pub old: Option<ContentHash>,
    /// `None`: the file goes away.
    pub new: Option<Vec<u8>>,
    /// Where the new content lies ready, if it still does.
    pub temp: Option<RegPath>,
}

pub(super) fn journal_path() -> RegPath {
    RegPath::new(NAME).unwrap_or_else(|_| RegPath::root())
}

impl Intent {
    pub(super) fn encode(&self) -> Vec<u8> {
        let mut out = format!("{HEAD}\n").into_bytes();
        for step in &self.steps {
            let old = step.old.map_or_else(|| "-".to_owned(), |h| h.to_string());
            match &step.new {
                Some(bytes) => {
                    let temp = step.temp.as_ref().map_or("-", RegPath::name);
                    let line = format!("put {old} {} {temp} {}\n", bytes.len(), step.path);
                    out.extend_from_slice(line.as_bytes());
                    out.extend_from_slice(bytes);
                    out.push(b'\n');
                }
                None => out.extend_from_slice(format!("delete {old} {}\n", step.path).as_bytes()),
            }
        }
        let end = format!("end {}\n", ContentHash::of(&out));
        out.extend_from_slice(end.as_bytes());
        out
    }

    /// Reads a whole, sound journal; `None` for anything else.
    pub(super) fn decode(bytes: &[u8]) -> Option<Intent> {
        let mut rest = bytes;
        if line(&mut rest)? != HEAD {
            return None;
        }
        let mut steps: Vec<Step> = Vec::new();
        loop {
            let body = bytes.len() - rest.len();
            let head = line(&mut rest)?;
            let (verb, fields) = head.split_once(' ')?;
            let step = match verb {
                "put" => put(fields, &mut rest)?,
                "delete" => {
                    let (old, path) = fields.split_once(' ')?;
                    Step { path: record_path(path)?, old: old_hash(old)?, new: None, temp: None }
                }
                "end" => {
                    let sound = ContentHash::parse(fields)? == ContentHash::of(bytes.get(..body)?);
                    return (sound && rest.is_empty()).then_some(Intent { steps });
                }
                _ => return None,
            };
            steps.push(step);
        }
    }
}

fn put(fields: &str, rest: &mut &[u8]) -> Option<Step> {
    let mut fields = fields.splitn(4, ' ');
    let old = old_hash(fields.next()?)?;
    let len: usize = fields.next()?.parse().ok()?;
    let temp = fields.next()?;
    let path = record_path(fields.next()?)?;
    let temp = match temp {
        "-" => None,
        name if atomic::is_temp(name) => Some(path.parent().join(name).ok()?),
        _ => return None,
    };
    let content = rest.get(..len)?.to_vec();
    *rest = rest.get(len..)?.strip_prefix(b"\n")?;
    Some(Step { path, old, new: Some(content), temp })
}

fn line<'a>(rest: &mut &'a [u8]) -> Option<&'a str> {
    let end = rest.iter().position(|b| *b == b'\n')?;
    let (line, after) = rest.split_at(end);
    *rest = after.strip_prefix(b"\n")?;
    std::str::from_utf8(line).ok()
}

fn record_path(path: &str) -> Option<RegPath> {
    RecordId::from_path(path)?;
    RegPath::new(path).ok()
}

fn old_hash(field: &str) -> Option<Option<ContentHash>> {
    if field == "-" { Some(None) } else { ContentHash::parse(field).map(Some) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Intent {
        let path = |p| RegPath::new(p).unwrap();
        Intent {
            steps: vec![
                Step {
                    path: path("activities/une-fiche.toml"),
                    old: Some(ContentHash::of(b"old")),
                    new: Some(b"name = \"x\"\nend 0\n".to_vec()),
                    temp: Some(path("activities/.registre-tmp-1-2")),
                },
                Step { path: path("register.toml"), old: None, new: Some(Vec::new()), temp: None },
                Step {
                    path: path("purposes/b.toml"),
                    old: Some(ContentHash::of(b"b")),
                    new: None,
                    temp: None,
                },
            ],
        }
    }

    #[test]
    fn what_is_written_is_read() {
        assert_eq!(Intent::decode(&sample().encode()), Some(sample()));
    }

    #[test]
    fn a_cut_journal_is_no_journal() {
        let whole = sample().encode();
        for len in 0..whole.len() {
            assert_eq!(Intent::decode(&whole[..len]), None, "cut at {len}");
        }
    }

    #[test]
    fn a_journal_with_one_changed_byte_is_no_journal() {
        let whole = sample().encode();
        for i in 0..whole.len() {
            let mut bad = whole.clone();
            bad[i] ^= 1;
            assert_eq!(Intent::decode(&bad), None, "byte {i} changed");
        }
        let mut longer = whole;
        longer.push(b'\n');
        assert_eq!(Intent::decode(&longer), None);
    }

    #[test]
    fn a_forged_journal_cannot_name_what_is_not_a_record() {
        for path in [
            "../x.toml",
            ".git/config",
            ".gitattributes",
            "/etc/passwd",
            "a/b/c",
            ".registre-transaction",
            "Makefile",
            "scripts/build.sh",
            "a.toml",
            "activities/README.md",
            "activities/deep/a.toml",
            "activities/../register.toml",
        ] {
            for head in [format!("put - 1 - {path}\nx\n"), format!("delete - {path}\n")] {
                let body = format!("{HEAD}\n{head}");
                let forged = format!("{body}end {}\n", ContentHash::of(body.as_bytes()));
                assert_eq!(Intent::decode(forged.as_bytes()), None, "{path}");
            }
        }
        let body = format!("{HEAD}\nput - 1 register.toml activities/a.toml\nx\n");
        let forged = format!("{body}end {}\n", ContentHash::of(body.as_bytes()));
        assert_eq!(Intent::decode(forged.as_bytes()), None, "a record passed for a temporary file");
    }
}
