//! What lies over the screen and takes the keys: pick-lists, questions, windows; and what they ask for.

use crate::model::merge::{Clash, Keep};
use crate::model::{Change, Field, Kind, Lang, Message, Path, RecordId, Text, Value};
pub use crate::ops::bulk::How;
use crate::ops::document::{Paper, Request};
use crate::ops::query::saved::Saved;
use crate::ops::query::sort::Sort;
use crate::ops::remote::RemoteRun;
use crate::ops::workspace::Act;
use crate::tui::model::AfterSave;
use crate::tui::screens::View;
use crate::tui::widgets::picker::Picker;
use crate::tui::widgets::text_edit::TextEdit;

/// Something that lies over the screen and takes the keys.
#[derive(Clone, Debug)]
pub enum Layer {
    Help {
        filter: TextEdit,
        at: usize,
    },
    Pick {
        path: Path,
        field: &'static Field,
        picker: Picker<Value>,
    },
    Text {
        path: Path,
        field: &'static Field,
        edit: TextEdit,
    },
    Ask {
        ask: Ask,
        edit: TextEdit,
        fault: Option<Message>,
    },
    Decide {
        title: Message,
        lines: Vec<Message>,
        options: Vec<Option_>,
        at: usize,
    },
    Commit {
        edit: TextEdit,
        changes: Vec<String>,
    },
    Export(ExportForm),
    /// What runs.
    Tasks {
        at: usize,
    },
    Page {
        view: View,
        filter: TextEdit,
        at: usize,
    },
    Palette {
        filter: TextEdit,
        at: usize,
    },
    /// What a new activity can start from.
    Templates {
        filter: TextEdit,
        at: usize,
    },
    Guide(Guide),
    Choose {
        title: Message,
        picker: Picker<Chosen>,
    },
}

/// What is to be printed, and where.
#[derive(Clone, Debug)]
pub struct ExportForm {
    pub papers: Vec<Paper>,
    pub at: usize,
    pub path: TextEdit,
    /// The name that was put there; another paper brings its own, unless somebody wrote one.
    pub proposed: String,
    /// The language of the document; `None`: the register’s own.
    pub lang: Option<Lang>,
}

/// The guide through an activity's questions.
#[derive(Clone, Debug, PartialEq)]
pub struct Guide {
    pub activity: RecordId,
    /// The record and the field of the question; `None`: all were asked.
    pub at: Option<(RecordId, Path)>,
    /// The answer under the mark.
    pub choice: usize,
    /// An editor was opened for the question: once it is closed and answered, the next one comes.
    pub editing: bool,
}

/// A line of a pick-list that answers no field.
#[derive(Clone, Debug, PartialEq)]
pub enum Chosen {
    Sort(Sort),
    /// A filter that is kept; the person's own can be dropped.
    Filter {
        saved: Saved,
        own: bool,
    },
    /// A reference period that a retention rule is filled in from.
    Reference(&'static crate::law::retention::Reference),
    /// A field that is to be changed in all marked records.
    Field {
        path: Path,
        how: How,
    },
}

/// A field that is being changed in many records at once.
#[derive(Clone, Debug)]
pub struct Bulk {
    pub records: Vec<RecordId>,
    pub path: Path,
    pub field: &'static Field,
    pub how: How,
}

/// A question answered by a line of text.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    New(Kind),
    /// From the template of this name.
    FromTemplate(&'static str),
    Duplicate(RecordId),
    Rename(RecordId),
    AddRow(Path),
    RenameRow(Path),
    /// The name of the filter that is to be kept.
    KeepFilter,
    /// The points that are to be compared.
    Compare,
    /// The day or the commit at which the register is to be shown.
    AsItWas,
    /// Why a rule is set aside at a place of a record.
    Waive {
        record: RecordId,
        path: Path,
        code: &'static str,
    },
    /// Who answers for it, and the reason that was given.
    WaivedBy {
        record: RecordId,
        path: Path,
        code: &'static str,
        reason: String,
    },
    /// The value of a field in many records.
    Bulk {
        label: String,
        count: usize,
    },
}

/// One answer to a question that has a few.
#[derive(Clone, Debug)]
pub struct Option_ {
    pub key: char,
    pub label: Text,
    pub then: Decision,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Decision {
    Stay,
    SaveAndQuit,
    ThrowAwayAndQuit,
    Delete(RecordId),
    /// Everything back to the last commit.
    DiscardAll,
    /// An earlier version, as shown.
    Restore(Box<Act>),
    /// On to the guide.
    Guide,
    /// Send or receive, as shown.
    Exchange(Box<RemoteRun>),
    DropFilter(Saved),
    /// Print this, once everything is saved where that is wanted.
    Export {
        request: Box<Request>,
        save: bool,
    },
    /// All of these, in this order.
    DeleteAll(Vec<RecordId>),
    /// What was agreed to of many records.
    ChangeAll {
        changes: Vec<Change>,
        records: usize,
    },
    /// What the last session left unsaved is made again, or given up.
    Recover,
    GiveUp,
    /// Answer a field that somebody else changed while it was being typed in.
    Answer(Box<Change>),
    /// Leave everything as it is.
    Quit,
    /// Whose version stands where both changed the same.
    Keep {
        clash: Box<Clash>,
        keep: Keep,
        then: AfterSave,
    },
}
