//! What people are told when their data is collected: the items of Art. 13 and 14, and when each is due.

use crate::model::message::{Text, text};
use crate::model::vocabulary::NOTICE_ITEMS;

/// The day on which the articles were read.
pub const AS_OF: &str = "2026-11-23";

/// When an item belongs in a notice, beyond whether the data comes from the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    Always,
    /// A data protection officer is designated.
    Officer,
    /// A purpose rests on legitimate interests.
    LegitimateInterest,
    /// Somebody receives the data.
    Recipients,
    /// Data leaves the Union.
    Transfers,
    /// A purpose, or an exception of Art. 9, rests on consent.
    Consent,
    /// Decisions are made by automated means alone.
    AutomatedDecision,
}

impl When {
    pub fn label(self) -> Text {
        match self {
            When::Always => text("toujours", "always"),
            When::Officer => text("si un délégué est désigné", "where an officer is designated"),
            When::LegitimateInterest => text(
                "si une finalité repose sur l’intérêt légitime",
                "where a purpose rests on legitimate interests",
            ),
            When::Recipients => text("s’il y a des destinataires", "where there are recipients"),
            When::Transfers => text("s’il y a des transferts", "where there are transfers"),
            When::Consent => {
                text("si le consentement fonde le traitement", "where processing rests on consent")
            }
            When::AutomatedDecision => text(
                "s’il y a une décision entièrement automatisée",
                "where there is a solely automated decision",
            ),
        }
    }
}

/// One thing that a notice says.
#[derive(Debug, PartialEq, Eq)]
pub struct Item {
    /// The word of the vocabulary.
    pub id: &'static str,
    /// Where the data is collected from the person; empty: not asked then.
    pub direct: &'static str,
    /// Where it comes from elsewhere; empty: not asked then.
    pub indirect: &'static str,
    pub when: When,
}

impl Item {
    pub fn label(&self) -> Text {
        NOTICE_ITEMS.get(self.id).map_or(text("", ""), |t| t.label)
    }
}

const fn item(id: &'static str, direct: &'static str, indirect: &'static str, when: When) -> Item {
    Item { id, direct, indirect, when }
}

static ITEMS: &[Item] = &[
    item("controller", "13(1)(a)", "14(1)(a)", When::Always),
    item("dpo", "13(1)(b)", "14(1)(b)", When::Officer),
    item("purposes_basis", "13(1)(c)", "14(1)(c)", When::Always),
    item("legitimate_interests", "13(1)(d)", "14(2)(b)", When::LegitimateInterest),
    item("recipients", "13(1)(e)", "14(1)(e)", When::Recipients),
    item("transfers", "13(1)(f)", "14(1)(f)", When::Transfers),
    item("retention", "13(2)(a)", "14(2)(a)", When::Always),
    item("rights", "13(2)(b)", "14(2)(c)", When::Always),
    item("withdrawal", "13(2)(c)", "14(2)(d)", When::Consent),
    item("complaint", "13(2)(d)", "14(2)(e)", When::Always),
    item("mandatory", "13(2)(e)", "", When::Always),
    item("automated_decision", "13(2)(f)", "14(2)(g)", When::AutomatedDecision),
    item("data_categories", "", "14(1)(d)", When::Always),
    item("source", "", "14(2)(f)", When::Always),
];

/// Every item, in the order of the articles.
pub fn all() -> &'static [Item] {
    ITEMS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_item_is_a_word_of_the_vocabulary_and_each_word_an_item() {
        let ids: Vec<&str> = all().iter().map(|i| i.id).collect();
        let words: Vec<&str> = NOTICE_ITEMS.terms.iter().map(|t| t.id).collect();
        assert_eq!(ids, words);
        assert!(all().iter().all(|i| !i.direct.is_empty() || !i.indirect.is_empty()));
    }
}
