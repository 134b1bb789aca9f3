//! Closed lists of words: what a choice may hold. The user's own words stand in a text beside it.

mod actors;
mod countries;
mod data;
mod dpia;
mod register;

pub use actors::*;
pub use countries::COUNTRIES;
pub use data::*;
pub use dpia::*;
pub use register::*;

use super::message::{Text, text};

/// What is said of a word that is in no list.
pub const NOT_LISTED: Text =
    text("«\u{a0}{word}\u{a0}» n’est pas dans la liste.", "“{word}” is not in the list.");

/// A word of a closed list.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Term {
    /// As written in TOML; never changes once published.
    pub id: &'static str,
    pub label: Text,
    /// The article of the GDPR it comes from, without "Art."; empty when it is not the law's.
    pub article: &'static str,
}

const fn term(id: &'static str, fr: &'static str, en: &'static str, article: &'static str) -> Term {
    Term { id, label: text(fr, en), article }
}

/// A closed list.
#[derive(Debug)]
pub struct Vocabulary {
    pub name: &'static str,
    pub terms: &'static [Term],
}

impl Vocabulary {
    pub fn get(&self, id: &str) -> Option<&'static Term> {
        self.terms.iter().find(|t| t.id == id)
    }

    /// The word nearest to what was typed, for "did you mean"; `None` when nothing is near.
    pub fn nearest(&self, typed: &str) -> Option<&'static Term> {
        // No word is as long: comparing letter by letter would take seconds.
        if typed.len() > 300 {
            return None;
        }
        let typed = typed.to_lowercase();
        self.terms
            .iter()
            .filter_map(|t| {
                let by_label = [t.label.fr, t.label.en].into_iter().any(|l| l.to_lowercase() == typed);
                let score = if by_label { 1.0 } else { strsim::jaro_winkler(&t.id.to_lowercase(), &typed) };
                (score > 0.8).then_some((score, t))
            })
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, t)| t)
    }

    /// Whether somebody wrote several words of the list in one: "contract, consent", "contract + consent".
    pub fn holds_each(&self, typed: &str) -> bool {
        let near = |part: &str| self.nearest(part.trim()).is_some();
        let parts = || typed.split([',', ';', '/', '+', '&', '|']);
        typed.len() <= 300 && parts().count() > 1 && parts().all(near)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_stands_twice_and_none_is_empty() {
        for v in ALL {
            for (i, t) in v.terms.iter().enumerate() {
                assert!(!t.id.is_empty() && !t.label.fr.is_empty() && !t.label.en.is_empty(), "{}", v.name);
                assert!(v.terms[..i].iter().all(|o| o.id != t.id), "{} twice in {}", t.id, v.name);
            }
        }
        assert_eq!(COUNTRIES.terms.len(), 249);
    }

    #[test]
    fn a_slip_finds_its_word() {
        assert_eq!(LEGAL_BASES.nearest("legitimate_interests").map(|t| t.id), Some("legitimate_interest"));
        assert_eq!(LEGAL_BASES.nearest("consentement").map(|t| t.id), Some("consent"));
        assert_eq!(LEGAL_BASES.nearest("zzz"), None);
    }
}
