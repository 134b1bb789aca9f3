//! What an import would do, and everything that a person must know before agreeing to it.

use crate::model::{Change, Message, RecordId, Severity, Text, text};
use crate::sheet::SheetError;

/// The outcome of reading a file: changes to make, and what to say about them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// In an order in which they can be applied: what is referred to comes first.
    pub changes: Vec<Change>,
    /// What is doubtful or contradictory.
    pub remarks: Vec<Remark>,
    /// What found no place in the register; it is kept in the notes of its record.
    pub unplaced: Vec<Unplaced>,
    /// Cells that say "not known yet" (an unanswered list, "N/A", "à déterminer"…), as `sheet!cell`.
    pub unknown: Vec<String>,
    /// What each sheet of the file was taken for, in its order.
    pub sheets: Vec<(String, SheetUse)>,
    /// Whether nobody filled anything in: the form as it came.
    pub blank: bool,
}

/// Something a person should look at.
#[derive(Clone, Debug, PartialEq)]
pub struct Remark {
    /// Stable code of the remark, such as `FR-IMP-01`.
    pub code: &'static str,
    pub severity: Severity,
    /// The record it is about, when there is one.
    pub record: Option<RecordId>,
    /// Where it stands in the file, as `sheet!cell`.
    pub place: Option<String>,
    pub message: Message,
}

/// A piece of the file that no field can hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unplaced {
    /// The record whose notes keep it; `None` when it is only listed here.
    pub record: Option<RecordId>,
    /// Where it stands in the file, as `sheet!cell`.
    pub place: String,
    /// What the cell (or the note on it) says, with the label of its row where there is one.
    pub text: String,
}

/// What a sheet of the file was taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SheetUse {
    /// The list of activities, with the organisation's details.
    List,
    /// One activity: the record it became.
    Record(RecordId),
    /// The authority's example, which describes nobody's processing.
    Example,
    /// The model to copy, left empty.
    EmptyModel,
    /// Instructions, or the lists that feed the drop-downs.
    Help,
    /// Something else.
    Foreign,
}

impl SheetUse {
    /// The use in a few words.
    pub fn label(&self) -> Text {
        match self {
            SheetUse::List => text("liste des traitements", "list of activities"),
            SheetUse::Record(_) => text("fiche de registre", "record sheet"),
            SheetUse::Example => text("exemple, non importé", "example, not imported"),
            SheetUse::EmptyModel => text("modèle vide, non importé", "empty model, not imported"),
            SheetUse::Help => text("aide et listes, non importées", "help and lists, not imported"),
            SheetUse::Foreign => text("feuille d’une autre sorte", "sheet of another kind"),
        }
    }
}

/// Why a file could not be imported at all.
#[derive(Clone, Debug, PartialEq)]
pub enum ImportError {
    /// The file could not be read as a workbook.
    Sheet(SheetError),
    /// The workbook holds neither a list of activities nor a record sheet.
    NotTheForm,
}

impl ImportError {
    /// The error in a sentence: what happened, and what to do.
    pub fn message(&self) -> Message {
        match self {
            ImportError::Sheet(e) => e.message(),
            ImportError::NotTheForm => NOT_THE_FORM.msg(),
        }
    }
}

impl From<SheetError> for ImportError {
    fn from(e: SheetError) -> ImportError {
        ImportError::Sheet(e)
    }
}

const NOT_THE_FORM: Text = text(
    "Ce classeur ne contient ni liste des traitements ni fiche de registre du modèle simplifié de la CNIL. \
     Vérifiez que c’est bien le registre, et que les intitulés de ses lignes n’ont pas été remplacés.",
    "This workbook holds neither a list of activities nor a record sheet of the CNIL’s simplified model. \
     Check that it is the register, and that the labels of its rows were not replaced.",
);
