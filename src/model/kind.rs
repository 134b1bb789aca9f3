//! The kinds of records, and where each lives in the register's folder.

use super::message::{Text, text};
use std::fmt;

/// A kind of record. The order is that of every listing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The organisation that keeps the register: the one file `register.toml`.
    Organisation,
    Activity,
    Purpose,
    Retention,
    Processor,
}

impl Kind {
    pub const ALL: [Kind; 5] =
        [Kind::Organisation, Kind::Activity, Kind::Purpose, Kind::Retention, Kind::Processor];

    /// The kinds of which a register holds many, one file each.
    pub const MANY: [Kind; 4] = [Kind::Activity, Kind::Purpose, Kind::Retention, Kind::Processor];

    /// The folder of the kind's files; `None` for the organisation, which is `register.toml` itself.
    pub fn folder(self) -> Option<&'static str> {
        match self {
            Kind::Organisation => None,
            Kind::Activity => Some("activities"),
            Kind::Purpose => Some("purposes"),
            Kind::Retention => Some("retention"),
            Kind::Processor => Some("processors"),
        }
    }

    /// The stable English word of the command line and of JSON.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Organisation => "organisation",
            Kind::Activity => "activity",
            Kind::Purpose => "purpose",
            Kind::Retention => "retention",
            Kind::Processor => "processor",
        }
    }

    /// Reads a kind as a person types it: its word, its folder, its plural, in English or French.
    pub fn parse(word: &str) -> Option<Kind> {
        let w = word.to_lowercase();
        Some(match w.as_str() {
            "organisation" | "organization" | "organisme" | "register" | "registre" => Kind::Organisation,
            "activity" | "activities" | "activite" | "activité" | "activites" | "activités"
            | "traitement" | "traitements" | "fiche" => Kind::Activity,
            "purpose" | "purposes" | "finalite" | "finalité" | "finalites" | "finalités" => Kind::Purpose,
            "retention" | "retentions" | "duree" | "durée" | "durees" | "durées" => Kind::Retention,
            "processor" | "processors" | "sous-traitant" | "sous-traitants" => Kind::Processor,
            _ => return None,
        })
    }

    /// The word to type for it in a language; [`Kind::parse`] reads both.
    pub fn typed(self) -> Text {
        match self {
            Kind::Organisation => text("organisme", "organisation"),
            Kind::Activity => text("activité", "activity"),
            Kind::Purpose => text("finalité", "purpose"),
            Kind::Retention => text("durée", "retention"),
            Kind::Processor => text("sous-traitant", "processor"),
        }
    }

    pub fn singular(self) -> Text {
        match self {
            Kind::Organisation => text("organisme", "organisation"),
            Kind::Activity => text("activité de traitement", "processing activity"),
            Kind::Purpose => text("finalité", "purpose"),
            Kind::Retention => text("durée de conservation", "retention rule"),
            Kind::Processor => text("sous-traitant", "processor"),
        }
    }

    /// The heading of the kind's list.
    pub const fn plural(self) -> Text {
        match self {
            Kind::Organisation => text("Organisme", "Organisation"),
            Kind::Activity => text("Activités", "Activities"),
            Kind::Purpose => text("Finalités", "Purposes"),
            Kind::Retention => text("Durées", "Retention"),
            Kind::Processor => text("Sous-traitants", "Processors"),
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::message::Lang;

    #[test]
    fn what_a_person_is_told_to_type_is_understood() {
        for kind in Kind::ALL {
            for lang in Lang::ALL {
                assert_eq!(Kind::parse(kind.typed().get(lang)), Some(kind));
            }
            assert_eq!(kind.typed().en, kind.word());
        }
    }
}
