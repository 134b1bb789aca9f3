//! A register at work: what the disk holds, what was changed since, and the way back to the disk.

use std::collections::BTreeMap;
use std::path::{Path as FsPath, PathBuf};
use std::sync::{Arc, Mutex};

use chrono::NaiveDate;

mod acts;
mod edit;
mod refresh;
mod save;

pub use self::acts::{Act, Content, RowRenamed, Step, backwards};
pub use self::edit::{FORMAT_STAYS, is_format};
pub use self::refresh::Refreshed;
pub use self::save::{SaveError, Saved};
use super::error::{Exit, OpError};
use super::places;
use crate::check::Checked;
use crate::history::CommitInfo;
use crate::model::diff::{RecordChange, diff_registers};
use crate::model::merge::{Clash, Keep};
use crate::model::message::{Text, text};
use crate::model::{Finding, Message, Path, RecordId, Register, Severity};
use crate::store::fs::{Fs, RealFs};
use crate::store::load::{self, Loaded};
use crate::store::transaction::{self, Recovery};
pub use crate::store::watch::watch;

const UNDER_WAY: Text = text(
    "Un changement de plusieurs fichiers est en cours dans {dir}, ou y a été interrompu\u{a0}: ce qui s’y lit peut n’en être que la moitié.",
    "A change to several files is under way in {dir}, or was interrupted there: what is read may be half of it.",
);
const FINISH: Text = text(
    "L’ouvrir une fois le finit ou l’annule\u{a0}: registre etat --register DOSSIER",
    "Opening it once finishes or undoes it: registre status --register DIR",
);

/// What waits to be saved.
#[derive(Clone, Default)]
pub(in crate::ops) struct Waiting {
    /// The content to be of each touched file; `None` for one to be removed.
    pub(in crate::ops) files: BTreeMap<RecordId, Option<Arc<[u8]>>>,
    /// Records that are to be called otherwise: the new name, and that on disk.
    moved: BTreeMap<RecordId, RecordId>,
    /// Records that were to be called otherwise and were deleted: the name, and that on disk, should the
    /// deletion be taken back.
    dropped: BTreeMap<RecordId, RecordId>,
    /// Rows that are to be called otherwise, in the order in which they were: on someone else's version
    /// this is done again first, so that what they changed in the row goes with it.
    rows: BTreeMap<RecordId, Vec<(Path, String)>>,
    /// What cannot be read in those files, where there is something.
    unread: BTreeMap<RecordId, Vec<Finding>>,
}

impl Waiting {
    fn forget(&mut self, id: &RecordId) {
        self.files.remove(id);
        self.moved.remove(id);
        self.rows.remove(id);
        self.unread.remove(id);
    }
}

/// An open register. Cheap to clone: what it holds is shared until it is changed.
#[derive(Clone)]
pub struct Workspace {
    dir: PathBuf,
    pub(in crate::ops) fs: Arc<dyn Fs>,
    /// As it was read from the disk.
    pub(in crate::ops) base: Arc<Loaded>,
    /// With the changes that are not saved yet.
    pub(in crate::ops) current: Register,
    pub(in crate::ops) waiting: Waiting,
    /// The records that were opened; `None` for all.
    scope: Option<Vec<RecordId>>,
    /// What a person decided of clashes, until the save that needs it.
    decided: Vec<(Clash, Keep)>,
    /// What a person must be told and was not yet.
    news: Vec<Message>,
    /// The day as of which it is checked.
    pub(in crate::ops) today: NaiveDate,
    /// The commit that it was read from, to be read alone; `None`: the disk.
    pub(in crate::ops) past: Option<CommitInfo>,
    /// The last whole check, which the next one starts from; shared by all who look at the same register.
    pub(in crate::ops) checked: Arc<Mutex<Option<Checked>>>,
}

impl Workspace {
    /// Opens the register in `dir`, after finishing or undoing what a crash left half done.
    pub fn open(dir: &FsPath) -> Result<Workspace, OpError> {
        Workspace::open_on(dir, Arc::new(RealFs::new(dir)))
    }

    /// The same on any disk.
    pub fn open_on(dir: &FsPath, fs: Arc<dyn Fs>) -> Result<Workspace, OpError> {
        let recovery = transaction::recover(fs.as_ref());
        let base = load::load(fs.as_ref())?;
        Ok(Workspace::on(dir, fs, base, None, &recovery))
    }

    /// Opens a register of somebody else's: what a crash left half done there stays as it is, and is refused.
    pub(in crate::ops) fn open_to_look(dir: &FsPath) -> Result<Workspace, OpError> {
        let fs: Arc<dyn Fs> = Arc::new(RealFs::new(dir));
        if transaction::is_under_way(fs.as_ref()) {
            let message = UNDER_WAY.msg().with("dir", dir.display().to_string());
            return Err(OpError::new(Exit::Conflict, message).hint(FINISH));
        }
        let base = load::load(fs.as_ref())?;
        Ok(Workspace::on(dir, fs, base, None, &Recovery::default()))
    }

    /// Opens only these records: all that a script needs to change one field of a large register.
    pub fn open_only(dir: &FsPath, ids: &[RecordId]) -> Result<Workspace, OpError> {
        let fs: Arc<dyn Fs> = Arc::new(RealFs::new(dir));
        let recovery = transaction::recover(fs.as_ref());
        let base = load::load_only(fs.as_ref(), ids)?;
        Ok(Workspace::on(dir, fs, base, Some(ids.to_vec()), &recovery))
    }

    fn on(
        dir: &FsPath,
        fs: Arc<dyn Fs>,
        base: Loaded,
        scope: Option<Vec<RecordId>>,
        recovery: &Recovery,
    ) -> Workspace {
        let current = base.register.clone();
        let (waiting, decided) = (Waiting::default(), Vec::new());
        Workspace {
            dir: dir.to_owned(),
            fs,
            base: Arc::new(base),
            current,
            waiting,
            scope,
            decided,
            news: recovery.messages(),
            today: places::today(),
            past: None,
            checked: Arc::default(),
        }
    }

    /// What a person must be told, whatever the command and its options: an interrupted change that was
    /// finished, a file that somebody else changed at the same moment. Told once.
    pub fn news(&mut self) -> Vec<Message> {
        std::mem::take(&mut self.news)
    }

    /// The day as of which it is checked.
    pub fn today(&self) -> NaiveDate {
        self.today
    }

    /// Checks as of another day than today.
    pub fn set_today(&mut self, today: NaiveDate) {
        self.today = today;
    }

    /// The commit that it was read from, where it is not the register on disk.
    pub fn past(&self) -> Option<&CommitInfo> {
        self.past.as_ref()
    }

    /// The register's folder.
    pub fn dir(&self) -> &FsPath {
        &self.dir
    }

    /// The register with the changes that are not saved yet.
    pub fn register(&self) -> &Register {
        &self.current
    }

    /// The register as it stands on disk.
    pub fn saved(&self) -> &Register {
        &self.base.register
    }

    /// The bytes of a record's file, with the changes that are not saved yet.
    pub fn bytes(&self, id: &RecordId) -> Option<Arc<[u8]>> {
        match self.waiting.files.get(id) {
            Some(pending) => pending.clone(),
            None => self.base.sources.get(id).map(|s| s.bytes.clone()),
        }
    }

    /// The text of a record's file after any byte-order mark, as far as it is UTF-8.
    pub fn text(&self, id: &RecordId) -> String {
        self.bytes(id).map(|b| load::readable_part(&b).to_owned()).unwrap_or_default()
    }

    /// The record files that could be read as bytes, even where their TOML could not.
    pub fn files(&self) -> impl Iterator<Item = &RecordId> {
        self.base.sources.keys()
    }

    /// What is wrong with the files that could not be read as records at all.
    pub fn unreadable(&self) -> impl Iterator<Item = &Finding> {
        self.base.findings.iter().filter(|f| {
            let lost = f.record.as_ref().is_none_or(|id| !self.base.register.contains(id));
            f.severity == Severity::Error && lost
        })
    }

    /// Whether something waits to be saved.
    pub fn is_modified(&self) -> bool {
        !self.waiting.files.is_empty()
    }

    /// Whether this record waits to be saved.
    pub fn is_record_modified(&self, id: &RecordId) -> bool {
        self.waiting.files.contains_key(id)
    }

    /// What a record is called on disk, where it is to be called otherwise.
    pub fn name_on_disk<'a>(&'a self, id: &'a RecordId) -> &'a RecordId {
        self.waiting.moved.get(id).unwrap_or(id)
    }

    /// How many files wait to be saved; costs nothing, however many there are.
    pub fn unsaved(&self) -> usize {
        self.waiting.files.len()
    }

    /// What waits to be saved, field by field.
    pub fn pending(&self) -> Vec<RecordChange> {
        // Only touched files can differ: there are few, and there may be 20,000 records.
        let touched = |register: &Register| {
            let mut part = Register::new();
            let records = self.waiting.files.keys().filter_map(|id| register.get(id));
            records.for_each(|r| part.insert(r.clone()));
            part
        };
        diff_registers(&touched(&self.base.register), &touched(&self.current))
    }
}

/// Whether any finding is an error.
pub fn has_errors(findings: &[Finding]) -> bool {
    findings.iter().any(|f| f.severity == Severity::Error)
}
