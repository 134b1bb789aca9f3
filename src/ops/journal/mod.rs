//! The journal of a session: what was done and is not saved survives the end of the program, however it
//! ends, and what was saved can still be undone after a restart.
//!
//! One file a session, in the person's state folder (never in the register), a line an entry, each line
//! with a check so that a torn or damaged end is told from what is whole. The file is locked while its
//! session lives: a journal that can be locked belongs to a session that ended.
//!
//! What is not promised: where the state folder cannot be written (no home, a full disk) there is no
//! journal, and that is said.

mod entry;

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path as FsPath, PathBuf};

pub use self::entry::{Entry, Move, Past, StoredAct, StoredTyping, Typed, VERSION};
use crate::model::message::{Message, Text, text};
use crate::model::system;
use crate::store::hash::ContentHash;

use super::workspace::Act;

/// The largest journal that is read, in bytes: past that, the oldest acts go when it is written anew.
const MAX_SIZE: u64 = 64 << 20;
/// How many acts a new session takes over from the last one, and how many bytes of them.
const KEPT_ACTS: usize = 200;
const KEPT_BYTES: usize = 8 << 20;

const NO_JOURNAL: Text = text(
    "Pas de journal de secours ({why})\u{a0}: ce qui n’est pas enregistré serait perdu si le programme s’arrêtait.",
    "No recovery journal ({why}): what is not saved would be lost if the program stopped.",
);

/// The journal of the session under way.
#[derive(Debug)]
pub struct Journal {
    file: File,
    path: PathBuf,
}

/// A journal, and what the last session of this register left.
#[derive(Debug, Default)]
pub struct Opened {
    /// `None` where none can be written; `trouble` says why.
    pub journal: Option<Journal>,
    pub past: Past,
    pub trouble: Option<Message>,
}

/// The folder of the journals of the register in `dir`, below the person's state folder.
pub fn folder(state: &FsPath, dir: &FsPath) -> PathBuf {
    let full = fs::canonicalize(dir).unwrap_or_else(|_| dir.to_owned());
    let hash = ContentHash::of(full.as_os_str().as_encoded_bytes()).to_string();
    state.join("journal").join(&hash[..16])
}

/// Begins the journal of a session on the register in `dir`, and takes over what the last one left.
/// `now` is written down as the time it began.
pub fn open(state: Option<&FsPath>, dir: &FsPath, now: &str) -> Opened {
    let Some(state) = state else {
        let why = text("aucun dossier personnel", "no home folder");
        return Opened { trouble: Some(NO_JOURNAL.msg().with("why", why)), ..Opened::default() };
    };
    let folder = folder(state, dir);
    let (past, old) = left_behind(&folder);
    let begun = begin(&folder, dir, now, &past);
    match begun {
        Ok(journal) => {
            // What was taken over stands in the new journal, on the disk: the old one can go.
            for (path, _lock) in old {
                let _ = fs::remove_file(path);
            }
            Opened { journal: Some(journal), past, trouble: None }
        }
        Err(error) => Opened { journal: None, past, trouble: Some(unwritable(&error)) },
    }
}

/// What to say where the journal cannot be written.
pub fn unwritable(error: &io::Error) -> Message {
    NO_JOURNAL.msg().with("why", system::words(error))
}

/// Keeps what could not be made again in a file beside the journals: each touched file as it was to be.
/// Gives the file's path; an error, what to say.
pub fn set_aside(state: Option<&FsPath>, dir: &FsPath, acts: &[Act]) -> Result<PathBuf, Message> {
    let mut said = String::new();
    for step in acts.iter().flat_map(|act| &act.files) {
        said.push_str(&format!("##### {}\n", step.record.path()));
        said.push_str(step.after.as_deref().unwrap_or("(deleted)\n"));
        said.push('\n');
    }
    let write = || {
        let folder = folder(state.ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))?, dir);
        let free = |n: &u32| !folder.join(format!("recovered-{n}.txt")).exists();
        let n = (1..10_000).find(free).unwrap_or(0);
        let path = folder.join(format!("recovered-{n}.txt"));
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path)?;
        file.write_all(said.as_bytes())?;
        file.sync_all()?;
        Ok(path)
    };
    write().map_err(|e: io::Error| unwritable(&e))
}

/// What sessions that ended left: the newest journal with unsaved work, else the newest; and the journals
/// that can go once that is written anew. Another one with unsaved work waits for the next start.
fn left_behind(folder: &FsPath) -> (Past, Vec<(PathBuf, File)>) {
    let mut names: Vec<PathBuf> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|e| Some(e.ok()?.path()))
        .filter(|p| p.extension().is_some_and(|e| e == "journal"))
        .collect();
    names.sort();
    let ended = names.into_iter().rev().filter_map(|path| {
        let mut file = File::open(&path).ok()?;
        file.try_lock().ok()?; // held by a session that lives
        let past = Past::of(read(&mut file));
        Some((past, path, file))
    });
    let mut ended: Vec<(Past, PathBuf, File)> = ended.collect();
    if ended.is_empty() {
        return (Past::default(), Vec::new());
    }
    let chosen = ended.iter().position(|(past, ..)| past.holds_work()).unwrap_or(0);
    let (past, path, file) = ended.swap_remove(chosen);
    let mut spent = vec![(path, file)];
    spent.extend(
        ended.into_iter().filter(|(past, ..)| !past.holds_work()).map(|(_, path, file)| (path, file)),
    );
    (trimmed(past), spent)
}

/// Without the oldest acts, where there are very many.
fn trimmed(mut past: Past) -> Past {
    let new = past.unsaved.iter().filter(|m| matches!(m, Move::Did(_))).count();
    let mut bytes = 0;
    let room = past.done.iter().rev().enumerate().take_while(|(i, act)| {
        bytes += act.size();
        *i < new || (*i < KEPT_ACTS && bytes < KEPT_BYTES)
    });
    let keep = room.count();
    past.done.drain(..past.done.len() - keep);
    past
}

fn begin(folder: &FsPath, dir: &FsPath, now: &str, past: &Past) -> io::Result<Journal> {
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    let stem: String = now.chars().filter(char::is_ascii_digit).collect();
    let path = folder.join(format!("{stem}-{}.journal", std::process::id()));
    let file = OpenOptions::new().append(true).create_new(true).mode(0o600).open(&path)?;
    let _ = file.try_lock();
    let mut journal = Journal { file, path };
    let opened = Entry::Opened {
        version: VERSION,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        register: dir.display().to_string(),
        at: now.to_owned(),
    };
    let begun = journal
        .add(&opened)
        .and_then(|()| past.entries().iter().try_for_each(|entry| journal.add(entry)))
        .and_then(|()| journal.sync());
    match begun {
        Ok(()) => Ok(journal),
        Err(error) => {
            let _ = fs::remove_file(&journal.path);
            Err(error)
        }
    }
}

impl Journal {
    /// Writes an entry down. It survives the end of this program; [`Journal::sync`] makes it survive
    /// that of the machine.
    ///
    /// # Errors
    /// The disk is full, or the folder went away. What was written before stands.
    pub fn add(&mut self, entry: &Entry) -> io::Result<()> {
        let json = serde_json::to_string(entry).map_err(io::Error::other)?;
        self.file.write_all(line(&json).as_bytes())
    }

    /// Brings what was written to the disk.
    ///
    /// # Errors
    /// The disk says so.
    pub fn sync(&mut self) -> io::Result<()> {
        self.file.sync_data()
    }

    /// Where it lies.
    pub fn path(&self) -> &FsPath {
        &self.path
    }
}

/// A line of the file: the first digits of the hash of what follows, and what follows.
fn line(json: &str) -> String {
    format!("{} {json}\n", check(json))
}

fn check(json: &str) -> String {
    ContentHash::of(json.as_bytes()).to_string()[..12].to_owned()
}

/// The entries up to the first line that is not whole. Nothing that was not written down is ever read.
fn read(file: &mut File) -> Vec<Entry> {
    let mut bytes = Vec::new();
    if file.take(MAX_SIZE).read_to_end(&mut bytes).is_err() {
        return Vec::new();
    }
    let entries = entries(&bytes);
    match entries.first() {
        Some(Entry::Opened { version: VERSION, .. }) => entries,
        _ => Vec::new(),
    }
}

fn entries(bytes: &[u8]) -> Vec<Entry> {
    let whole = |line: &[u8]| {
        let text = std::str::from_utf8(line.strip_suffix(b"\n")?).ok()?;
        let (sum, json) = text.split_once(' ')?;
        (sum == check(json)).then(|| serde_json::from_str(json).ok())?
    };
    bytes.split_inclusive(|b| *b == b'\n').map_while(whole).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Id, Kind, RecordId};
    use crate::ops::workspace::Step;
    use std::sync::Arc;

    fn act(n: usize) -> Act {
        let record = RecordId::new(Kind::Activity, Id::parse("paie").unwrap());
        let text = |n: usize| Some(Arc::from(format!("name = \"Été {n}\"\n").as_str()));
        Act { files: vec![Step { record, before: text(n), after: text(n + 1) }], renamed: Vec::new() }
    }

    fn did(n: usize) -> Entry {
        Entry::Did { act: (&act(n)).into() }
    }

    struct Place(tempfile::TempDir);

    impl Place {
        fn new() -> Place {
            Place(tempfile::tempdir().unwrap())
        }

        fn open(&self, now: &str) -> Opened {
            open(Some(&self.0.path().join("state")), &self.0.path().join("registre"), now)
        }

        fn session(&self, now: &str, entries: &[Entry]) -> Past {
            let opened = self.open(now);
            let mut journal = opened.journal.unwrap();
            entries.iter().for_each(|e| journal.add(e).unwrap());
            opened.past
        }

        fn files(&self) -> usize {
            let folder = folder(&self.0.path().join("state"), &self.0.path().join("registre"));
            fs::read_dir(folder).map_or(0, Iterator::count)
        }
    }

    #[test]
    fn what_was_not_saved_is_found_by_the_next_session_until_it_is_saved() {
        let place = Place::new();
        place.session("2026-11-27T10:00:00", &[did(0), Entry::Saved, did(1)]);
        let past = place.session("2026-11-27T11:00:00", &[]);
        assert_eq!(past.unsaved, [Move::Did(act(1))]);
        assert_eq!(past.done, [act(0), act(1)]);
        // That session ended too, without a word on it: it is still there.
        let past = place.session("2026-11-27T12:00:00", &[Entry::Saved]);
        assert_eq!(past.unsaved, [Move::Did(act(1))]);
        let past = place.session("2026-11-27T13:00:00", &[]);
        assert!(!past.holds_work());
        assert_eq!(past.done, [act(0), act(1)], "what was saved can still be undone");
        assert_eq!(place.files(), 1);
    }

    #[test]
    fn two_sessions_at_once_have_a_journal_each() {
        let place = Place::new();
        let mut first = place.open("2026-11-27T10:00:00").journal.unwrap();
        first.add(&did(0)).unwrap();
        let second = place.open("2026-11-27T10:00:01");
        assert!(!second.past.holds_work(), "that work is in living hands");
        drop((first, second.journal));
        assert!(place.open("2026-11-27T10:00:02").past.holds_work());
    }

    #[test]
    fn unsaved_work_is_never_passed_over_for_a_newer_session_without() {
        let place = Place::new();
        let mut first = place.open("2026-11-27T10:00:00").journal.unwrap();
        let mut second = place.open("2026-11-27T10:00:01").journal.unwrap();
        first.add(&did(0)).unwrap();
        second.add(&did(4)).unwrap();
        second.add(&Entry::Saved).unwrap();
        drop((first, second));
        assert_eq!(place.open("2026-11-27T10:00:02").past.unsaved, [Move::Did(act(0))]);
    }

    #[test]
    fn any_cut_or_damage_leaves_what_stands_before_it() {
        let mut bytes = Vec::new();
        let mut ends = Vec::new();
        let all = [did(0), Entry::TookBack, did(2), Entry::Saved, Entry::Message { text: "é".to_owned() }];
        for entry in &all {
            bytes.extend(line(&serde_json::to_string(entry).unwrap()).bytes());
            ends.push(bytes.len());
        }
        for cut in 0..=bytes.len() {
            let whole = ends.iter().filter(|end| **end <= cut).count();
            assert_eq!(entries(&bytes[..cut]), all[..whole], "cut at {cut}");
        }
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 0x15;
            let before = ends.iter().filter(|end| **end <= at).count();
            let found = entries(&damaged);
            assert!(found.len() >= before && all.starts_with(&found[..before]), "damage at {at}");
            assert!(found.iter().all(|e| all.contains(e)), "damage at {at} made up an entry");
        }
    }

    #[test]
    fn where_none_can_be_written_that_is_said() {
        let place = Place::new();
        fs::write(place.0.path().join("state"), "a file").unwrap();
        let opened = place.open("2026-11-27T10:00:00");
        assert!(opened.journal.is_none() && opened.trouble.is_some());
        assert!(open(None, place.0.path(), "2026").trouble.is_some());
    }
}
