//! Why a workbook could not be read, said so that its owner can mend it.

use crate::model::message::{Message, Text, text};

/// Why a workbook could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SheetError {
    /// Neither a zip container nor anything we know.
    NotAWorkbook,
    /// A zip container that holds something else (a text document, an archive…).
    OtherContent,
    /// The binary Excel format of before 2007.
    OldExcel,
    /// The file asks for a password.
    Encrypted,
    /// An OpenDocument kept as one XML file.
    FlatXml,
    /// The end of the file is missing.
    Truncated,
    /// A part is missing or its content is broken; `part` is its name inside the file.
    Damaged { part: String },
    /// A part declares a document type or an entity of its own.
    Entities { part: String },
    /// One of the bounds of [`crate::sheet::Limits`] is passed.
    TooBig { what: Text, limit: u64 },
    /// Writing to memory failed, which no content can cause.
    Write,
}

impl SheetError {
    /// The error in a sentence: what happened, and what to do.
    pub fn message(&self) -> Message {
        match self {
            SheetError::NotAWorkbook => NOT_A_WORKBOOK.msg(),
            SheetError::OtherContent => OTHER_CONTENT.msg(),
            SheetError::OldExcel => OLD_EXCEL.msg(),
            SheetError::Encrypted => ENCRYPTED.msg(),
            SheetError::FlatXml => FLAT_XML.msg(),
            SheetError::Truncated => TRUNCATED.msg(),
            SheetError::Damaged { part } => DAMAGED.msg().with("part", clean(part)),
            SheetError::Entities { part } => ENTITIES.msg().with("part", clean(part)),
            SheetError::TooBig { what, limit } => {
                let limit = match *what {
                    FILE | INFLATED | ALL_TEXT => limit >> 20,
                    CELL_TEXT => limit >> 10,
                    _ => *limit,
                };
                TOO_BIG.msg().with("what", *what).with("limit", limit)
            }
            SheetError::Write => WRITE.msg(),
        }
    }
}

impl std::fmt::Display for SheetError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message().get(crate::model::message::Lang::En))
    }
}

impl std::error::Error for SheetError {}

/// Names of parts come from the file: only plain characters are shown.
fn clean(part: &str) -> String {
    part.chars().filter(|c| c.is_ascii_graphic()).take(80).collect()
}

pub(super) const FILE: Text = text("Mio dans le fichier", "MiB in the file");
pub(super) const ENTRIES: Text = text("parties dans le fichier", "parts in the file");
pub(super) const INFLATED: Text = text("Mio une fois décompressé", "MiB once inflated");
pub(super) const RATIO: Text = text("fois la taille compressée", "times the compressed size");
pub(super) const SHEETS: Text = text("feuilles", "sheets");
pub(super) const CELLS: Text = text("cellules remplies", "filled cells");
pub(super) const CELL_TEXT: Text = text("Kio dans une cellule", "KiB in one cell");
pub(super) const ALL_TEXT: Text = text("Mio de texte", "MiB of text");
pub(super) const MERGES: Text = text("cellules fusionnées", "merged cells");
pub(super) const DEPTH: Text = text("niveaux d’imbrication XML", "levels of XML nesting");

const NOT_A_WORKBOOK: Text = text(
    "Ce fichier n’est pas un classeur. Sont lus les classeurs OpenDocument (.ods) et Excel (.xlsx) : \
     enregistrez-le dans l’un de ces formats depuis votre tableur.",
    "This file is not a workbook. OpenDocument (.ods) and Excel (.xlsx) workbooks are read: save it in one of \
     these formats from your spreadsheet program.",
);
const OTHER_CONTENT: Text = text(
    "Ce fichier est une archive ou un document d’une autre sorte, sans feuille de calcul. \
     Enregistrez le tableau au format .ods ou .xlsx.",
    "This file is an archive or a document of another kind, with no sheet in it. Save the table as .ods or .xlsx.",
);
const OLD_EXCEL: Text = text(
    "Ce classeur est dans l’ancien format Excel (.xls). Ouvrez-le et enregistrez-le au format .xlsx ou .ods.",
    "This workbook is in the old Excel format (.xls). Open it and save it as .xlsx or .ods.",
);
const ENCRYPTED: Text = text(
    "Ce classeur est protégé par un mot de passe. Ouvrez-le, enregistrez-en une copie sans mot de passe, \
     et importez la copie.",
    "This workbook is protected by a password. Open it, save a copy without a password, and import the copy.",
);
const FLAT_XML: Text = text(
    "Ce classeur est un OpenDocument en un seul fichier XML (.fods). Enregistrez-le au format .ods.",
    "This workbook is an OpenDocument kept as one XML file (.fods). Save it as .ods.",
);
const TRUNCATED: Text = text(
    "Ce fichier est incomplet : sa fin manque. La copie ou le téléchargement a sans doute été interrompu ; \
     reprenez le fichier d’origine.",
    "This file is incomplete: its end is missing. The copy or download was probably interrupted; take the \
     original file again.",
);
const DAMAGED: Text = text(
    "Ce classeur est endommagé : la partie « {part} » manque ou ne peut être lue. Ouvrez-le dans votre tableur, \
     qui le réparera peut-être, et enregistrez-le de nouveau.",
    "This workbook is damaged: the part “{part}” is missing or cannot be read. Open it in your spreadsheet \
     program, which may repair it, and save it again.",
);
const ENTITIES: Text = text(
    "Ce classeur est refusé : la partie « {part} » déclare un type de document ou une entité XML, ce qu’aucun \
     tableur n’écrit.",
    "This workbook is refused: the part “{part}” declares a document type or an XML entity, which no \
     spreadsheet program writes.",
);
const TOO_BIG: Text = text(
    "Ce classeur est trop grand : plus de {limit} {what}. Supprimez les feuilles, lignes ou cellules inutiles, \
     ou divisez-le.",
    "This workbook is too large: more than {limit} {what}. Remove needless sheets, rows or cells, or split it.",
);
const WRITE: Text =
    text("Le classeur n’a pu être composé en mémoire.", "The workbook could not be composed in memory.");
