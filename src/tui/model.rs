//! All that the interface knows. The view draws from this and from nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use chrono::NaiveDate;

use crate::model::{
    Field, Finding, Id, Kind, Lang, Message, Path, Record, RecordId, Register, Severity, Value,
};
use crate::ops::Workspace;
use crate::ops::document::Request;
use crate::ops::glimpse::Glimpse;
use crate::ops::journal::{Entry, Past, Typed};
use crate::ops::query::saved::Saved;
use crate::tui::command::Do;
use crate::tui::drawing::Made;
use crate::tui::drawn::Drawn;
use crate::tui::effect::Effect;
use crate::tui::keymap::Keymap;
pub use crate::tui::layer::{Ask, Bulk, Chosen, Decision, ExportForm, Guide, How, Layer, Option_};
use crate::tui::listing::Listing;
pub use crate::tui::listing::Row;
use crate::tui::message::Msg;
use crate::tui::page::Page;
use crate::tui::tasks::{Task, Tasks};
use crate::tui::theme::Theme;
use crate::tui::versions::{AsItWas, Versions};
use crate::tui::widgets::text_edit::TextEdit;

/// How the interface may look, decided at the start (the language and the theme can be changed).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    pub lang: Lang,
    pub theme: Theme,
    /// Whether frames are drawn around the parts.
    pub borders: bool,
    /// Letters and lines beyond ASCII may be shown.
    pub unicode: bool,
}

/// The state of the interface.
pub struct Model {
    pub dir: PathBuf,
    pub look: Look,
    /// What could not be understood of the person's settings; said once the register is open.
    pub settings_said: Vec<Message>,
    /// What is said once the register is open, where nothing weighs more.
    pub greeting: Option<Message>,
    /// The keys in force.
    pub keymap: Arc<Keymap>,
    pub size: (u16, u16),
    /// The day it is.
    pub today: NaiveDate,
    /// `None` until the register is open.
    pub workspace: Option<Workspace>,
    /// A first look, until then.
    pub glimpse: Option<Glimpse>,
    /// The last whole check; see [`Model::generation`].
    pub findings: Arc<Vec<Finding>>,
    pub worst: BTreeMap<RecordId, Tally>,
    /// Grows with each answer of the check.
    pub findings_seen: u64,
    /// Counts the changes: what a worker found for an older one is thrown away.
    pub generation: u64,
    pub git: Option<GitView>,
    pub kind: Kind,
    pub area: Area,
    /// What each kind's list shows now, after the filter.
    pub rows: Vec<Arc<Row>>,
    /// The list behind them.
    pub listing: Listing,
    /// The chosen record of each kind.
    pub chosen: BTreeMap<Kind, RecordId>,
    pub filter: TextEdit,
    pub filtering: bool,
    /// The records of the list that are marked, and the last one that was.
    pub marked: BTreeSet<RecordId>,
    pub anchor: Option<RecordId>,
    /// What is being changed in all of them; only while its layers lie there.
    pub bulk: Option<Bulk>,
    /// The person's own filters, as they were last read.
    pub filters: Vec<Saved>,
    /// The first line of the preview that is seen.
    pub sheet_top: usize,
    pub form: Option<Form>,
    /// What lies over the screen, the topmost last.
    pub layers: Vec<Layer>,
    /// The page on top, and what it was made from.
    pub page: Option<(Made, Page)>,
    /// The same before it is narrowed by typing.
    pub whole_page: Option<Page>,
    /// The page that a worker makes, and the one that it made.
    pub page_asked: Option<Made>,
    pub page_made: Option<(Made, Page)>,
    /// What was read of git for its views.
    pub versions: Versions,
    /// The register that is shown is not that of today.
    pub as_it_was: Option<AsItWas>,
    /// The pages that a form was opened from: leaving it leads back there.
    pub return_to: Vec<Layer>,
    pub notice: Option<Notice>,
    pub busy: Option<Busy>,
    /// What runs away from the screen, and what ran.
    pub tasks: Tasks,
    /// How long the session has lasted, as the loop last read the clock.
    pub clock: Duration,
    /// When Ctrl-C was pressed, on the same clock, where nothing else was done since.
    pub interrupted: Option<Duration>,
    /// The journal cannot be written.
    pub journal_fails: bool,
    /// All of it goes when the program ends, the journal too.
    pub throw_away: bool,
    /// What came while busy; obeyed afterwards.
    pub waiting: Vec<Msg>,
    /// What was done and can be undone, as the journal has it.
    pub past: Past,
    /// The folder that a document is offered first; empty for the current one.
    pub beside: PathBuf,
    pub mouse: bool,
    /// The question at which each activity's guide was left; none: at its end.
    pub guide_at: BTreeMap<RecordId, Option<(RecordId, Path)>>,
    /// What the guide on the screen shows.
    pub guide_seen: Option<crate::tui::guide::Seen>,
    /// What was typed to a question that was left, for when it is asked again.
    pub asked: Option<(Ask, String)>,
    /// A commit message that was begun and left.
    pub commit_draft: Option<String>,
    /// What the mouse can hit, as the view last drew it.
    pub drawn: Drawn,
    /// Somebody wrote on the disk at a moment when it could not be taken in.
    pub disk_changed: bool,
    /// The exit code, once the program is to end.
    pub quit: Option<i32>,
}

/// How many errors and warnings a record has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub errors: usize,
    pub warnings: usize,
}

/// What a whole check found, counted by record away from the keys.
#[derive(Default)]
pub struct Found {
    pub all: Arc<Vec<Finding>>,
    pub worst: BTreeMap<RecordId, Tally>,
}

impl Found {
    pub fn of(all: Vec<Finding>) -> Found {
        let mut worst: BTreeMap<RecordId, Tally> = BTreeMap::new();
        for finding in &all {
            if let Some(id) = &finding.record {
                let tally = worst.entry(id.clone()).or_default();
                match finding.severity {
                    Severity::Error => tally.errors += 1,
                    Severity::Warning => tally.warnings += 1,
                    Severity::Advice => {}
                }
            }
        }
        Found { all: Arc::new(all), worst }
    }
}

/// The parts of the main screen, from left to right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    Kinds,
    List,
    Sheet,
}

/// Where git stands.
#[derive(Clone, Debug, PartialEq)]
pub struct GitView {
    pub head: Message,
    /// The files that differ from the last commit.
    pub changed: usize,
    /// The records among them.
    pub records: BTreeSet<RecordId>,
}

/// A record being edited.
#[derive(Clone, Debug)]
pub struct Form {
    pub record: RecordId,
    /// The place among [`crate::tui::form::lines`].
    pub at: usize,
    /// Groups and rows that are unfolded.
    pub open: BTreeSet<Path>,
    /// The line being typed in.
    pub typing: Option<Typing>,
    /// The field whose editor was opened last, and what it held then.
    pub opened: Option<(Path, Option<Value>)>,
}

/// A one-line field being typed in.
#[derive(Clone, Debug)]
pub struct Typing {
    pub path: Path,
    pub field: &'static Field,
    pub edit: TextEdit,
    /// Why what is typed cannot be taken.
    pub fault: Option<Message>,
    /// The date in the line was put there by the calendar, whose keys go on moving it.
    pub by_calendar: bool,
    /// Esc was pressed once on what cannot be taken; a second time gives it up.
    pub leaving: bool,
}

/// A sentence at the bottom of the screen, until the next key.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    pub severity: Option<Severity>,
    pub message: Message,
    pub hints: Vec<Message>,
}

/// What the program is doing that keys must wait for.
#[derive(Clone, Debug, PartialEq)]
pub enum Busy {
    Opening,
    /// Changing many records at once.
    Changing,
    Saving(AfterSave),
    Preparing,
    Committing,
    /// Keeping in a file what cannot be made again.
    SettingAside,
    /// Looking at what git would run, or running it.
    Exchanging,
}

/// What a save was asked for: it is done once all is on disk, however many clashes had to be decided.
#[derive(Clone, Debug, PartialEq)]
pub enum AfterSave {
    Nothing,
    Quit,
    Commit,
    Export(Box<Request>),
}

impl Model {
    pub fn new(dir: PathBuf, look: Look, size: (u16, u16)) -> Model {
        Model {
            dir,
            look,
            keymap: Arc::default(),
            settings_said: Vec::new(),
            greeting: None,
            size,
            today: NaiveDate::default(),
            workspace: None,
            glimpse: None,
            findings: Arc::default(),
            worst: BTreeMap::new(),
            findings_seen: 0,
            generation: 0,
            git: None,
            kind: Kind::Activity,
            area: Area::List,
            rows: Vec::new(),
            listing: Listing::default(),
            chosen: BTreeMap::new(),
            filter: TextEdit::line(""),
            filtering: false,
            marked: BTreeSet::new(),
            anchor: None,
            bulk: None,
            filters: Vec::new(),
            sheet_top: 0,
            form: None,
            layers: Vec::new(),
            page: None,
            whole_page: None,
            page_asked: None,
            page_made: None,
            versions: Versions::default(),
            as_it_was: None,
            return_to: Vec::new(),
            notice: None,
            busy: Some(Busy::Opening),
            tasks: Tasks::default(),
            clock: Duration::ZERO,
            interrupted: None,
            journal_fails: false,
            throw_away: false,
            waiting: Vec::new(),
            past: Past::default(),
            beside: PathBuf::new(),
            mouse: true,
            guide_at: BTreeMap::new(),
            guide_seen: None,
            asked: None,
            commit_draft: None,
            drawn: Drawn::default(),
            disk_changed: false,
            quit: None,
        }
    }

    pub fn lang(&self) -> Lang {
        self.look.lang
    }

    /// The register as it is being edited.
    pub fn register(&self) -> Option<&Register> {
        self.workspace.as_ref().map(Workspace::register).or(self.glimpse.as_ref().map(|g| &g.register))
    }

    /// How many records of a kind there are.
    pub fn count(&self, kind: Kind) -> usize {
        match &self.glimpse {
            Some(glimpse) => glimpse.count(kind),
            None => self.register().map_or(0, |r| r.of(kind).count()),
        }
    }

    pub fn is_modified(&self) -> bool {
        self.workspace.as_ref().is_some_and(Workspace::is_modified)
    }

    /// Whether what is known is as of another day: a session may last over midnight.
    pub fn is_of_another_day(&self, today: NaiveDate) -> bool {
        if let Some(past) = &self.as_it_was {
            return past.today != today;
        }
        let checked = self.workspace.as_ref().filter(|_| self.busy.is_none());
        self.today != today || checked.is_some_and(|ws| ws.today() != today)
    }

    /// Whether what is not saved when the program ends is there at the next start.
    pub fn keeps_unsaved(&self) -> bool {
        !self.journal_fails && !self.throw_away
    }

    /// The record that a command would act on: the one in the form, else the chosen one.
    pub fn record(&self) -> Option<&RecordId> {
        match &self.form {
            Some(form) => Some(&form.record),
            None => self.row().map(|r| &r.id),
        }
    }

    /// The chosen row of the list.
    pub fn row(&self) -> Option<&Row> {
        self.rows.get(self.row_index()).map(AsRef::as_ref)
    }

    /// The place of the chosen row; the first when the chosen record is not in the list.
    pub fn row_index(&self) -> usize {
        let chosen = self.chosen.get(&self.kind);
        chosen.and_then(|id| self.rows.iter().position(|r| r.id == *id)).unwrap_or(0)
    }

    pub fn choose_row(&mut self, index: usize) {
        if let Some(row) = self.rows.get(index.min(self.rows.len().saturating_sub(1))) {
            self.chosen.insert(self.kind, row.id.clone());
            self.sheet_top = 0;
        }
    }

    /// Shows another kind's list.
    pub fn choose_kind(&mut self, kind: Kind) {
        if self.kind != kind {
            self.kind = kind;
            self.filter = TextEdit::line("");
            self.filtering = false;
            self.sheet_top = 0;
            self.marked.clear();
            self.anchor = None;
            self.list();
        }
    }

    /// The task under the mark of the list of what runs.
    pub fn chosen_task(&self) -> Option<&Task> {
        let Some(Layer::Tasks { at }) = self.layers.last() else { return None };
        self.tasks.listed().nth(*at)
    }

    /// Writes something down in the journal, and in what can be undone.
    #[must_use]
    pub fn record_entry(&mut self, entry: Entry) -> Effect {
        self.past.take(entry.clone());
        if !matches!(entry, Entry::Typing { .. } | Entry::Message { .. }) {
            self.past.trim();
        }
        Effect::Journal(vec![entry])
    }

    /// What is being typed in a field, as far as it differs from the field's answer.
    pub fn typing(&self) -> Option<Typed> {
        let form = self.form.as_ref()?;
        // Help or another window may lie over it: it is being typed all the same.
        let long = self.layers.iter().rev().find_map(|l| match l {
            Layer::Text { path, edit, .. } => Some((path, edit)),
            _ => None,
        });
        let (path, edit) = long.or_else(|| form.typing.as_ref().map(|t| (&t.path, &t.edit)))?;
        let before = form.opened.as_ref().filter(|(p, _)| p == path).and_then(|(_, value)| value.clone());
        let record = form.record.clone();
        let typed = || Typed { record, path: path.clone(), text: edit.text().to_owned(), before };
        edit.is_changed().then(typed)
    }

    /// The commit message that was begun and is not yet used.
    pub fn message_begun(&self) -> Option<String> {
        let text = self.layers.iter().find_map(|l| match l {
            Layer::Commit { edit, .. } if edit.is_changed() => Some(edit.text().to_owned()),
            _ => None,
        });
        text.or_else(|| self.commit_draft.clone()).filter(|text| !text.trim().is_empty())
    }

    /// How many findings there are on what a record refers to.
    pub fn found_beyond(&self, record: &Record) -> usize {
        let ids = record.references().into_iter().map(|(_, kind, id)| RecordId::new(kind, id.clone()));
        let ids: BTreeSet<RecordId> = ids.filter(|id| *id != record.id).collect();
        let beyond = |f: &&Finding| f.record.as_ref().is_some_and(|id| ids.contains(id));
        self.findings.iter().filter(beyond).count()
    }

    /// Takes in the findings of a whole check; gives those of the one before, for a worker to let go of.
    pub fn take_findings(&mut self, found: Found) -> Found {
        self.findings_seen += 1;
        Found {
            all: std::mem::replace(&mut self.findings, found.all),
            worst: std::mem::replace(&mut self.worst, found.worst),
        }
    }

    /// Says something at the bottom of the screen.
    pub fn say(&mut self, message: impl Into<Message>) {
        self.notice = Some(Notice { severity: None, message: message.into(), hints: Vec::new() });
    }

    /// Says that something cannot be done.
    pub fn refuse(&mut self, message: impl Into<Message>) {
        let severity = Some(Severity::Warning);
        self.notice = Some(Notice { severity, message: message.into(), hints: Vec::new() });
    }

    /// An identifier for a new record of this kind, from its name.
    pub fn free_id(&self, kind: Kind, name: &str) -> Option<Id> {
        crate::ops::templates::free_id(self.workspace.as_ref()?, kind, name)
    }

    /// Opens a sheet that was just made. It must be seen in the list, whatever the filter.
    pub fn show_new(&mut self, id: RecordId) {
        self.filter.set("");
        self.list();
        self.chosen.insert(id.kind, id.clone());
        self.form = Some(crate::tui::form::new_form(id));
    }

    /// Whether a command can be carried out now; else why not.
    pub fn refusal(&self, act: Do) -> Option<Message> {
        crate::tui::may::refusal(self, act)
    }
}
