//! Every rule, each in one place: its chapter.
//!
//! A rule says what it found, by which text, since when, and how to mend it; it carries the pieces of a register
//! that it finds fault with and those that it must leave alone, which its page shows and the tests run.

mod article30;
mod basis;
mod consent;
mod dpia;
mod house;
mod officer;
mod parties;
mod people;
mod principles;
mod prospecting;
mod reading;
mod sectors;
mod security;
mod special;
mod trackers;
mod transfers;

pub use self::house::own_rule_of;
pub(super) use self::house::{OWN_PREFIX, OWN_RULE, OWN_RULES, OwnRules};
pub(super) use self::reading::{CHECK_PLACES, COVERS_NOTHING, NEVER_WAIVED};
pub use self::reading::{
    DID_YOU_MEAN, WAIVER_INCOMPLETE, WAIVER_OVER, WAIVER_TOO_LONG, WAIVER_TWICE, WAIVER_UNKNOWN,
    WAIVER_UNUSED,
};
use super::rule::Rule;
use crate::model::Kind;
use crate::model::message::{Text, text};

/// Rules on one subject.
pub struct Chapter {
    pub title: Text,
    pub rules: &'static [&'static Rule],
}

/// The chapters, in the order of the texts.
pub static CHAPTERS: &[Chapter] = &[
    Chapter {
        title: text(
            "Ce que le registre doit contenir (article 30)",
            "What the record must contain (Article 30)",
        ),
        rules: article30::RULES,
    },
    Chapter { title: text("Principes (article 5)", "Principles (Article 5)"), rules: principles::RULES },
    Chapter { title: text("Base légale (article 6)", "Legal basis (Article 6)"), rules: basis::RULES },
    Chapter {
        title: text("Consentement et mineurs (articles 7 et 8)", "Consent and minors (Articles 7 and 8)"),
        rules: consent::RULES,
    },
    Chapter {
        title: text(
            "Données sensibles, infractions, numéro de sécurité sociale (articles 9, 10 et 87)",
            "Special categories, offences, national number (Articles 9, 10 and 87)",
        ),
        rules: special::RULES,
    },
    Chapter {
        title: text(
            "Information et droits des personnes (articles 12 à 22)",
            "Information and rights of people (Articles 12 to 22)",
        ),
        rules: people::RULES,
    },
    Chapter {
        title: text(
            "Responsables conjoints et sous-traitants (articles 25 à 29)",
            "Joint controllers and processors (Articles 25 to 29)",
        ),
        rules: parties::RULES,
    },
    Chapter {
        title: text("Sécurité et violations (articles 32 à 34)", "Security and breaches (Articles 32 to 34)"),
        rules: security::RULES,
    },
    Chapter {
        title: text("Analyse d’impact (articles 35 et 36)", "Impact assessment (Articles 35 and 36)"),
        rules: dpia::RULES,
    },
    Chapter {
        title: text(
            "Délégué à la protection des données (articles 37 à 39)",
            "Data protection officer (Articles 37 to 39)",
        ),
        rules: officer::RULES,
    },
    Chapter {
        title: text(
            "Transferts hors de l’Espace économique européen (articles 44 à 49)",
            "Transfers outside the European Economic Area (Articles 44 to 49)",
        ),
        rules: transfers::RULES,
    },
    Chapter { title: text("Prospection", "Direct marketing"), rules: prospecting::RULES },
    Chapter { title: text("Cookies et traceurs", "Cookies and trackers"), rules: trackers::RULES },
    Chapter {
        title: text("Secteurs et cas fréquents", "Sectors and frequent cases"), rules: sectors::RULES
    },
    Chapter {
        title: text("Les règles de l’organisme", "The organisation’s own rules"), rules: house::RULES
    },
    Chapter { title: text("Les fichiers du registre", "The files of the register"), rules: reading::RULES },
];

/// Every rule, in the order of the chapters.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    CHAPTERS.iter().flat_map(|c| c.rules).copied()
}

/// The rules that look at records of a kind.
pub(super) fn on(kind: Kind) -> impl Iterator<Item = &'static Rule> {
    all().filter(move |r| r.on.looks_at(kind))
}

/// The rule of this code.
pub fn get(code: &str) -> Option<&'static Rule> {
    all().find(|r| r.code == code)
}

/// The rule of this name or code, in whatever case.
pub fn named(word: &str) -> Option<&'static Rule> {
    all().find(|r| r.is_called(word))
}

/// The rule that was likely meant.
pub fn nearest(word: &str) -> Option<&'static Rule> {
    // No name is as long: comparing letter by letter would take seconds.
    if word.len() > 100 {
        return None;
    }
    let score = |r: &'static Rule| {
        let near = |name: &str| strsim::jaro_winkler(&name.to_lowercase(), &word.to_lowercase());
        (near(r.name).max(near(r.code)), r)
    };
    let best = all().map(score).max_by(|a, b| a.0.total_cmp(&b.0));
    best.filter(|(score, _)| *score > 0.8).map(|(_, rule)| rule)
}
