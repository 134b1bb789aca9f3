//! The authority's simplified register (a workbook published on 25/07/2019): its sheets, labels, lists, and how
//! durations are worded in it.
//!
//! Only its short labels and list words are here, since both ways of exchange recognise a file by them;
//! its guidance is not. Source: <https://www.cnil.fr/fr/RGPD-le-registre-des-activites-de-traitement>.

pub mod countries;
pub mod durations;
pub mod example;
mod key;
pub mod labels;
pub mod legal_basis;
pub mod lists;

pub use key::{NONE, head, is_unknown, key, means_none, without_unread};

/// The names of the workbook's five sheets, in their order.
pub mod sheets {
    pub const TUTORIAL: &str = "Tutoriel";
    pub const LIST: &str = "2_-_Liste_des_traitements";
    pub const MODEL: &str = "3_-_Modèle_de_fiche_de_registre";
    pub const EXAMPLE: &str = "4_-_Exemple_de_fiche";
    pub const LISTS: &str = "5_-_Listes";
}

/// Names of the document properties by which an exported workbook remembers the register's identifiers.
pub mod properties {
    /// `registre:<kind>:<id>`, whose value is the text that stands in the cells.
    pub const PREFIX: &str = "registre:";
    /// The organisation's name, since the form has one place for it and for the person at its head.
    pub const ORGANISATION: &str = "registre:organisation";
    /// `registre:rows:<activity id>:<field>`, whose value is the names of the rows, in order.
    pub const ROWS: &str = "registre:rows:";
}
