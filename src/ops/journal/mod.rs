//! The journal of a session: what was done and is not saved survives the end of the program, however it
//! ends, and what was saved can still be undone after a restart.
//!
//! One file a session, in the person's state folder (never in the register), a line an entry, each line
//! with a check so that a torn or damaged end is told from what is whole. The file is locked while its
//! session lives: a journal that can be locked belongs to a session that ended.
//!
//! What is not promised: where the state folder cannot be written (no home, a full disk) there is no
//! journal, and that is said; once it can, there is one again.

mod again;
mod aside;
mod entry;
pub mod last;
mod left;

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path as FsPath, PathBuf};

pub use self::again::{Plan, again};
pub use self::aside::{Lost, set_aside};
pub use self::entry::{Entry, Move, Past, StoredAct, StoredTyping, Typed, VERSION};
use self::left::{Ended, LeftBehind, clear_drafts, left_behind, next_number};
use crate::model::message::{Message, Text, text};
use crate::model::system;
use crate::ops::places::NO_HOME;
use crate::store::hash::ContentHash;

/// The largest journal that is read, in bytes. A larger one is no work of this program: it is left alone.
const MAX_SIZE: u64 = 1 << 30;
/// What a journal that is being written ends in.
const JOURNAL: &str = "journal";
/// What becomes of it when it is damaged: never read again, never removed.
const DAMAGED: &str = "damaged";

const NO_JOURNAL: Text = text(
    "Pas de journal de secours ({why})\u{a0}: ce qui n’est pas enregistré serait perdu si le programme s’arrêtait.",
    "No recovery journal ({why}): what is not saved would be lost if the program stopped.",
);
const DAMAGED_KEPT: Text = text(
    "Un journal de secours est endommagé\u{a0}: ce qui s’y lit encore est repris, et il est gardé dans «\u{a0}{path}\u{a0}».",
    "A recovery journal is damaged: what can still be read of it is taken over, and it is kept as “{path}”.",
);

/// The journal of the session under way.
#[derive(Debug)]
pub struct Journal {
    /// `None` while it cannot be written.
    file: Option<File>,
    path: PathBuf,
    opened: Entry,
    size: u64,
    /// The size at which it is worth writing anew.
    large: u64,
    /// Journals whose contents stand in this one: they go once it is written.
    spent: Vec<Ended>,
}

/// A journal, and what the last session of this register left.
#[derive(Debug, Default)]
pub struct Opened {
    /// `None` where there is no place for one; `trouble` says why. One that cannot be written for the
    /// moment is there, and can be tried again.
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
        let why = NO_HOME;
        return Opened { trouble: Some(NO_JOURNAL.msg().with("why", why)), ..Opened::default() };
    };
    let folder = folder(state, dir);
    clear_drafts(&folder);
    let LeftBehind { past, spent, damaged } = left_behind(&folder);
    let mut journal = Journal::new(&folder, dir, now, spent);
    let trouble = match journal.rewrite(&past) {
        Ok(()) => damaged.map(|path| DAMAGED_KEPT.msg().with("path", path.display().to_string())),
        Err(error) => Some(unwritable(&error)),
    };
    Opened { journal: Some(journal), past, trouble }
}

/// What to say where the journal cannot be written.
pub fn unwritable(error: &io::Error) -> Message {
    NO_JOURNAL.msg().with("why", system::words(error))
}

/// What a journal ends in until it is whole.
const DRAFT: &str = "draft";

fn make(folder: &FsPath) -> io::Result<()> {
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

impl Journal {
    /// A journal that is not written yet.
    fn new(folder: &FsPath, dir: &FsPath, now: &str, spent: Vec<Ended>) -> Journal {
        // Not named by the time: the clock of a person's place goes back every autumn.
        let path = folder.join(format!("{}-{}.{JOURNAL}", next_number(folder), std::process::id()));
        let opened = Entry::Opened {
            version: VERSION,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            register: dir.display().to_string(),
            at: now.to_owned(),
        };
        Journal { file: None, path, opened, size: 0, large: 0, spent }
    }

    /// Makes the journal say this and no more, on the disk. It gets its name when it is whole and locked:
    /// no other session ever sees half a journal, or takes it for one that ended.
    ///
    /// # Errors
    /// The disk is full, or the folder cannot be written. What the journal said before stands.
    pub fn rewrite(&mut self, past: &Past) -> io::Result<()> {
        let folder = self.path.parent().unwrap_or(FsPath::new(""));
        make(folder)?;
        let draft = self.path.with_extension(DRAFT);
        let _ = fs::remove_file(&draft);
        let file = OpenOptions::new().append(true).create_new(true).mode(0o600).open(&draft)?;
        let written = file.try_lock().map_err(io::Error::from).and_then(|()| {
            let mut out = io::BufWriter::new(&file);
            let mut size = 0;
            for entry in std::iter::once(&self.opened).chain(&past.entries()) {
                let line = encode(entry)?;
                size += line.len() as u64;
                out.write_all(line.as_bytes())?;
            }
            out.flush()?;
            drop(out);
            file.sync_all()?;
            fs::rename(&draft, &self.path)?;
            Ok(size)
        });
        let size = match written {
            Ok(size) => size,
            Err(error) => {
                let _ = fs::remove_file(&draft);
                return Err(error);
            }
        };
        self.file = Some(file);
        self.size = size;
        self.large = size.saturating_mul(2);
        File::open(folder)?.sync_all()?;
        // What was taken over stands here, on the disk: the old ones can go.
        self.spent.drain(..).for_each(Ended::put_away);
        Ok(())
    }

    /// Writes an entry down. It survives the end of this program; [`Journal::sync`] makes it survive
    /// that of the machine.
    ///
    /// # Errors
    /// The disk is full, or the folder went away. What was written before stands, but a torn line may
    /// follow it: the journal must be written anew before anything is added.
    pub fn add(&mut self, entry: &Entry) -> io::Result<()> {
        let line = encode(entry)?;
        let Some(file) = &mut self.file else { return Err(io::ErrorKind::NotFound.into()) };
        file.write_all(line.as_bytes())?;
        self.size += line.len() as u64;
        Ok(())
    }

    /// Brings what was written to the disk.
    ///
    /// # Errors
    /// The disk says so.
    pub fn sync(&mut self) -> io::Result<()> {
        self.file.as_ref().map_or(Ok(()), File::sync_data)
    }

    /// Whether it is being written.
    pub fn is_written(&self) -> bool {
        self.file.is_some()
    }

    /// Whether it holds more than `room` bytes, and much that need not be told any more.
    pub fn is_large(&self, room: u64) -> bool {
        self.size > room.max(self.large)
    }

    /// What it says, as the disk has it.
    ///
    /// # Errors
    /// It cannot be read, or not to its last whole line.
    pub fn past(&self) -> io::Result<Past> {
        let damaged = || io::Error::from(io::ErrorKind::InvalidData);
        let read = read(&mut File::open(&self.path)?).filter(|read| read.whole).ok_or_else(damaged)?;
        Ok(Past::of(read.entries))
    }

    /// Takes the journal away: it says what is no longer so, and cannot be told otherwise. It can be
    /// written anew.
    pub fn remove(&mut self) {
        let _ = fs::remove_file(&self.path);
        self.file = None;
        self.spent.drain(..).for_each(Ended::put_away);
    }

    /// Where it lies.
    #[cfg(test)]
    pub fn path(&self) -> &FsPath {
        &self.path
    }

    /// From now on its disk is full.
    #[cfg(test)]
    pub fn fill(&mut self) {
        self.file = Some(OpenOptions::new().append(true).open("/dev/full").unwrap());
    }
}

fn encode(entry: &Entry) -> io::Result<String> {
    serde_json::to_string(entry).map(|json| line(&json)).map_err(io::Error::other)
}

/// A line of the file: the first digits of the hash of what follows, and what follows.
fn line(json: &str) -> String {
    format!("{} {json}\n", check(json))
}

fn check(json: &str) -> String {
    ContentHash::of(json.as_bytes()).to_string()[..12].to_owned()
}

/// What can be read of a journal.
struct Read {
    entries: Vec<Entry>,
    /// Each line that ends was understood. A torn one at the very end was never written down.
    whole: bool,
}

/// The entries up to the first line that is not whole. Nothing that was not written down is ever read.
/// `None` for what is no journal of this version, or cannot be read.
fn read(file: &mut File) -> Option<Read> {
    let mut bytes = Vec::new();
    file.take(MAX_SIZE + 1).read_to_end(&mut bytes).ok()?;
    if bytes.len() as u64 > MAX_SIZE {
        return None;
    }
    let entries = entries(&bytes);
    let lines = bytes.iter().filter(|b| **b == b'\n').count();
    match entries.first() {
        Some(Entry::Opened { version: VERSION, .. }) => Some(Read { whole: lines == entries.len(), entries }),
        Some(_) => None,
        // It ended before its first line was written.
        None => (lines == 0).then_some(Read { entries, whole: true }),
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
    use crate::ops::workspace::{Act, Step};
    use std::sync::Arc;

    fn act(n: usize) -> Act {
        let record = RecordId::new(Kind::Activity, Id::parse("paie").unwrap());
        let text = |n: usize| Some(Arc::from(format!("name = \"Été {n}\"\n").as_str()));
        Act {
            files: vec![Step { record, before: text(n), after: text(n + 1) }],
            renamed: Vec::new(),
            rows: Vec::new(),
        }
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

    fn journal_of(place: &Place) -> PathBuf {
        let folder = folder(&place.0.path().join("state"), &place.0.path().join("registre"));
        super::left::names(&folder, JOURNAL).pop().unwrap()
    }

    #[test]
    fn a_journal_of_another_version_or_that_starts_damaged_is_left_alone() {
        for first_line in [
            line(r#"{"entry":"opened","version":2,"program":"9","register":"r","at":"2027"}"#),
            "{}\n".to_owned(),
        ] {
            let place = Place::new();
            place.session("2026-11-27T10:00:00", &[did(0)]);
            let path = journal_of(&place);
            let text = fs::read_to_string(&path).unwrap();
            let (_, rest) = text.split_once('\n').unwrap();
            let changed = format!("{first_line}{rest}");
            fs::write(&path, &changed).unwrap();
            assert!(!place.session("2026-11-27T11:00:00", &[did(1), Entry::Saved]).holds_work());
            place.session("2026-11-27T12:00:00", &[]);
            assert_eq!(fs::read_to_string(&path).unwrap(), changed);
        }
    }

    #[test]
    fn a_damaged_journal_is_taken_over_as_far_as_it_goes_and_kept() {
        let place = Place::new();
        place.session("2026-11-27T10:00:00", &[did(0), did(1), did(2)]);
        let path = journal_of(&place);
        let mut bytes = fs::read(&path).unwrap();
        let at = bytes.len() - line(&serde_json::to_string(&did(2)).unwrap()).len() - 10;
        bytes[at] ^= 0x15;
        fs::write(&path, &bytes).unwrap();
        let opened = place.open("2026-11-27T11:00:00");
        assert_eq!(opened.past.unsaved, [Move::Did(act(0))]);
        assert!(opened.trouble.is_some(), "it is said");
        assert_eq!(fs::read(path.with_extension(DAMAGED)).unwrap(), bytes);
        drop(opened);
        let again = place.open("2026-11-27T12:00:00");
        assert_eq!(again.past.unsaved, [Move::Did(act(0))]);
        assert!(again.trouble.is_none(), "said once");
    }

    #[test]
    fn the_newest_is_the_one_that_came_last_whatever_the_clock_said() {
        let place = Place::new();
        // Summer time ends between the two; the older one is still open.
        let mut first = place.open("2026-10-25T02:55:00").journal.unwrap();
        let mut second = place.open("2026-10-25T02:05:00").journal.unwrap();
        first.add(&did(0)).unwrap();
        second.add(&did(4)).unwrap();
        drop((first, second));
        assert_eq!(place.open("2026-10-25T02:06:00").past.unsaved, [Move::Did(act(4))]);
        // One that is named as they were before comes before a new one.
        let place = Place::new();
        let mut old = place.open("2026-10-25T02:55:00").journal.unwrap();
        let named = old.path.with_file_name("20261025025500-77.journal");
        fs::rename(&old.path, &named).unwrap();
        let mut new = place.open("2026-10-25T02:05:00").journal.unwrap();
        old.add(&did(0)).unwrap();
        new.add(&did(4)).unwrap();
        drop((old, new));
        assert_eq!(place.open("2026-10-25T02:06:00").past.unsaved, [Move::Did(act(4))]);
    }

    #[test]
    fn a_damaged_journal_without_work_is_kept_out_of_the_way_too() {
        let place = Place::new();
        let mut first = place.open("2026-11-27T10:00:00").journal.unwrap();
        let mut second = place.open("2026-11-27T10:00:01").journal.unwrap();
        for entry in [did(0), Entry::Saved, did(1)] {
            first.add(&entry).unwrap();
        }
        second.add(&did(2)).unwrap();
        let path = first.path.clone();
        drop((first, second));
        let mut bytes = fs::read(&path).unwrap();
        let at = bytes.len() - 10;
        bytes[at] ^= 0x15;
        fs::write(&path, &bytes).unwrap();
        let opened = place.open("2026-11-27T11:00:00");
        assert_eq!(opened.past.unsaved, [Move::Did(act(2))]);
        assert!(opened.trouble.is_some(), "it is said");
        assert_eq!(fs::read(path.with_extension(DAMAGED)).unwrap(), bytes);
        assert!(!path.exists());
    }

    #[test]
    fn a_torn_end_is_no_damage() {
        let place = Place::new();
        place.session("2026-11-27T10:00:00", &[did(0), did(1)]);
        let path = journal_of(&place);
        let bytes = fs::read(&path).unwrap();
        fs::write(&path, &bytes[..bytes.len() - 7]).unwrap();
        assert_eq!(place.session("2026-11-27T11:00:00", &[]).unsaved, [Move::Did(act(0))]);
        assert_eq!(place.files(), 1);
    }

    #[test]
    fn no_session_sees_a_journal_that_is_not_locked_yet() {
        let place = Place::new();
        let living = place.open("2026-11-27T10:00:00").journal.unwrap();
        let lock = File::open(&living.path).unwrap();
        assert!(lock.try_lock().is_err());
        assert_eq!(place.files(), 1, "no draft is left");
    }

    #[test]
    fn the_oldest_acts_go_and_never_what_is_unsaved() {
        let mut past = Past::of((0..500).map(did).chain([Entry::Saved]).chain((500..1000).map(did)));
        past.trim();
        assert_eq!(past.done.len(), 500);
        past.take(Entry::Saved);
        past.trim();
        assert_eq!(past.done.len(), 200);
        let text = |c: &str| Some(Arc::from(c.repeat(20 << 20).as_str()));
        let mut large = act(0);
        (large.files[0].before, large.files[0].after) = (text("a"), text("b"));
        past.done.push(large);
        past.trim();
        assert_eq!(past.done.len(), 1, "the last one can be undone, whatever its size");
    }

    #[test]
    fn what_is_set_aside_is_as_it_was_to_be() {
        let place = Place::new();
        let lost = Lost { moves: vec![Move::Did(act(4)), Move::TookBack(act(7))], typed: None };
        let state = place.0.path().join("state");
        let path = set_aside(Some(&state), &place.0.path().join("registre"), &lost).unwrap();
        let said = fs::read_to_string(path).unwrap();
        assert_eq!(said.matches("name").count(), 2);
        assert!(said.contains("Été 5") && said.contains("Été 7"), "{said}");
    }

    #[test]
    fn where_none_can_be_written_that_is_said() {
        let place = Place::new();
        fs::write(place.0.path().join("state"), "a file").unwrap();
        let opened = place.open("2026-11-27T10:00:00");
        assert!(opened.trouble.is_some());
        let mut journal = opened.journal.unwrap();
        assert!(!journal.is_written() && journal.add(&did(0)).is_err());
        // It can be tried again.
        fs::remove_file(place.0.path().join("state")).unwrap();
        journal.rewrite(&Past::of([did(0)])).unwrap();
        drop(journal);
        assert!(place.open("2026-11-27T11:00:00").past.holds_work());
        assert!(open(None, place.0.path(), "2026").trouble.is_some());
    }
}
