//! The seals of the register: annotated tags whose message says what the folder held. Read through libgit2 from
//! the tags themselves; runs no command.
//!
//! A tag is another's text: a seal is believed in nothing that the objects do not bear out.

use chrono::{DateTime, FixedOffset};
use git2::{ObjectType, Oid};

use crate::history::error::HistoryError;
use crate::history::fingerprint::Fingerprint;
use crate::history::past::{CommitInfo, moment};
use crate::history::plain::{git_bytes, path_from_git, visible_line};
use crate::history::repo::Repo;
use crate::history::signature::{self, SignatureFormat};

/// The line of a tag's message that makes it a seal: the fingerprint of the folder.
pub(super) const FINGERPRINT: &str = "Registre-Fingerprint: ";
/// The line that says which folder of the repository; `.` for all of it.
pub(super) const FOLDER: &str = "Registre-Folder: ";

/// A larger tag than this many bytes is no seal of ours.
const MAX_TAG: usize = 1 << 20;

/// What a seal says, beside what it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// The commit has the very content that the seal names.
    Same,
    /// It has another: the tag was made anew over another commit, or its message is not ours.
    OtherContent,
    /// The tag bears another name than the one under which it is kept: it was put in another's place.
    OtherName,
    /// The commit, or the folder in it, cannot be read here.
    Unknown,
}

/// A seal; its texts are cleaned, one line each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealInfo {
    /// The name under which the tag is kept.
    pub name: String,
    pub id: String,
    /// When and by whom it was made; `None` where it does not say, or bears an impossible date.
    pub date: Option<DateTime<FixedOffset>>,
    pub author: String,
    /// The first line of its message.
    pub summary: String,
    /// The fingerprint that it names, 40 hexadecimal digits.
    pub fingerprint: String,
    pub commit: Option<CommitInfo>,
    pub holds: Holds,
    pub signature: Option<SignatureFormat>,
}

impl Repo {
    /// The seals of this register, the newest first.
    pub fn seals(&self) -> Result<Vec<SealInfo>, HistoryError> {
        let error = |e: git2::Error| self.error(&e);
        let mut seals = Vec::new();
        for reference in self.git.references_glob("refs/tags/*").map_err(error)? {
            // A tag that cannot be read is one of git's own to mend: it hides no other.
            let Ok(reference) = reference else { continue };
            let Some(name) = reference.name_bytes().strip_prefix(b"refs/tags/") else { continue };
            if let Some(id) = reference.target() {
                seals.extend(self.read_seal(name, id));
            }
        }
        seals.sort_by(|a, b| (b.date, &b.name).cmp(&(a.date, &a.name)));
        Ok(seals)
    }

    /// The tag as a seal; `None` where it is none of this register's.
    fn read_seal(&self, name: &[u8], id: Oid) -> Option<SealInfo> {
        let odb = self.git.odb().ok()?;
        match odb.read_header(id) {
            Ok((len, ObjectType::Tag)) if len <= MAX_TAG => {}
            _ => return None,
        }
        let raw = odb.read(id).ok()?.data().to_vec();
        let tag = self.git.find_tag(id).ok()?;
        // Of a file or a folder nothing can be sealed; nor is what may be large read.
        if tag.target_type() != Some(ObjectType::Commit) {
            return None;
        }
        let signature = signature::of_tag(&raw);
        let signed = signature.map_or(raw.as_slice(), |(_, at)| raw.get(..at).unwrap_or_default());
        let said = signed.windows(2).position(|w| w == b"\n\n").map_or(0, |i| i + 2);
        let message = String::from_utf8_lossy(signed.get(said..).unwrap_or_default()).into_owned();
        // The last one counts: those above may stand in a text of the register.
        let line = |key: &str| message.lines().rev().find_map(|l| l.strip_prefix(key)).map(str::trim);
        let fingerprint = line(FINGERPRINT).filter(|f| f.len() == 40)?;
        let fingerprint = Oid::from_str(fingerprint).ok()?;
        let folder = line(FOLDER)?;
        if !self.is_ours(folder) {
            return None;
        }
        let commit = self.git.find_commit(tag.target_id()).ok();
        let tree = commit.as_ref().and_then(|c| c.tree().ok());
        let found = tree.and_then(|root| match folder {
            "." => Some(root.id()),
            folder if folder == self.folder_name() => {
                self.subtree(root, self.prefix()).ok().flatten().map(|tree| tree.id())
            }
            folder => {
                let entry = root.get_path(&path_from_git(folder.as_bytes())?).ok()?;
                (entry.kind() == Some(ObjectType::Tree)).then(|| entry.id())
            }
        });
        let holds = match found {
            _ if tag.name_bytes() != name => Holds::OtherName,
            Some(tree) if tree == fingerprint => Holds::Same,
            Some(_) => Holds::OtherContent,
            None => Holds::Unknown,
        };
        let tagger = tag.tagger();
        let text = |bytes: &[u8]| visible_line(&String::from_utf8_lossy(bytes));
        Some(SealInfo {
            name: text(name),
            id: id.to_string(),
            date: tagger.as_ref().and_then(|t| moment(&t.when())),
            author: tagger.as_ref().map(|t| text(t.name_bytes())).unwrap_or_default(),
            summary: visible_line(message.lines().next().unwrap_or_default()),
            fingerprint: fingerprint.to_string(),
            commit: commit.as_ref().map(CommitInfo::of),
            holds,
            signature: signature.map(|(format, _)| format),
        })
    }

    /// The register's folder as a seal names it.
    pub(super) fn folder_name(&self) -> String {
        let bytes = git_bytes(self.prefix());
        if bytes.is_empty() { ".".to_owned() } else { visible_line(&String::from_utf8_lossy(&bytes)) }
    }

    /// Whether a folder is this register's: its own, or one where no register stands now, from which this
    /// one may have moved.
    fn is_ours(&self, folder: &str) -> bool {
        if folder == self.folder_name() {
            return true;
        }
        let there = match folder {
            "." => "register.toml".to_owned(),
            folder => format!("{folder}/register.toml"),
        };
        let head = self.head_object().ok().flatten().and_then(|c| c.tree().ok());
        match (head, path_from_git(there.as_bytes())) {
            (Some(root), Some(path)) => root.get_path(&path).is_err(),
            _ => false,
        }
    }

    /// Whether git would take this for a tag's name.
    pub fn is_tag_name(name: &str) -> bool {
        !name.starts_with('-') && git2::Tag::is_valid_name(name)
    }

    /// Whether there is a tag of this name.
    pub fn has_tag(&self, name: &str) -> Result<bool, HistoryError> {
        match self.git.find_reference(&format!("refs/tags/{name}")) {
            Ok(_) => Ok(true),
            Err(e) if e.code() == git2::ErrorCode::NotFound => Ok(false),
            Err(e) => Err(self.error(&e)),
        }
    }
}

impl SealInfo {
    /// Whether the content is that of a fingerprint.
    pub fn is_of(&self, fingerprint: Fingerprint) -> bool {
        self.fingerprint == fingerprint.to_string()
    }
}
