//! Which rights each legal basis opens: Art. 15 to 21, as the CNIL tells them in sheet 15 of its guide for
//! developers. Information, complaint and Art. 22 hold whatever the basis; so does objection to direct marketing.

use super::retention::Confidence;
use crate::model::message::{Text, text};

/// The day on which the matrix was read.
pub const AS_OF: &str = "2026-11-23";
pub const URL: &str = "https://github.com/LINCnil/Guide-RGPD-du-developpeur";
pub const SOURCE: Text = text(
    "RGPD, art. 15 à 21\u{202f}; CNIL, guide du développeur, fiche 15",
    "GDPR, Art. 15 to 21; CNIL, guide for developers, sheet 15",
);

/// The rights of one basis, in the words of the vocabulary `rights`.
#[derive(Debug, PartialEq, Eq)]
pub struct Opened {
    /// The word of the vocabulary `legal_bases`.
    pub basis: &'static str,
    pub open: &'static [&'static str],
    /// Open within limits that the note tells: announcing them or not is right.
    pub limited: &'static [&'static str],
    pub note: Option<Text>,
    pub confidence: Confidence,
}

const ALL_HAVE: [&str; 3] = ["access", "rectification", "restriction"];

static MATRIX: &[Opened] = &[
    Opened {
        basis: "consent",
        open: &["access", "rectification", "erasure", "restriction", "portability", "withdrawal"],
        limited: &["objection"],
        note: Some(text(
            "Le retrait du consentement remplace l’opposition.",
            "Withdrawal of consent takes the place of objection.",
        )),
        confidence: Confidence::High,
    },
    Opened {
        basis: "contract",
        open: &["access", "rectification", "erasure", "restriction", "portability"],
        limited: &[],
        note: None,
        confidence: Confidence::High,
    },
    Opened {
        basis: "legitimate_interest",
        open: &["access", "rectification", "erasure", "restriction", "objection"],
        limited: &[],
        note: Some(text(
            "Opposition pour des raisons tenant à la situation particulière de la personne (article 21(1)), sans raison à la prospection (21(2)).",
            "Objection on grounds relating to the person’s particular situation (Article 21(1)), without grounds to direct marketing (21(2)).",
        )),
        confidence: Confidence::High,
    },
    Opened {
        basis: "legal_obligation",
        open: &ALL_HAVE,
        limited: &["erasure"],
        note: Some(text(
            "L’effacement est écarté tant que l’obligation impose de conserver (article 17(3)(b)).",
            "Erasure is excluded for as long as the obligation requires the data to be kept (Article 17(3)(b)).",
        )),
        confidence: Confidence::High,
    },
    Opened {
        basis: "public_task",
        open: &["access", "rectification", "restriction", "objection"],
        limited: &["erasure"],
        note: Some(text(
            "Le texte écarte l’effacement dans la mesure où la mission l’exige (article 17(3)(b))\u{202f}; une opposition accueillie peut y conduire (17(1)(c)).",
            "The text excludes erasure to the extent that the task requires it (Article 17(3)(b)); an objection that succeeds may lead to it (17(1)(c)).",
        )),
        confidence: Confidence::Medium,
    },
    Opened {
        basis: "vital_interests",
        open: &["access", "rectification", "erasure", "restriction"],
        limited: &[],
        note: None,
        confidence: Confidence::High,
    },
];

/// Every basis with its rights.
pub fn all() -> &'static [Opened] {
    MATRIX
}

/// The rights of a basis.
pub fn of(basis: &str) -> Option<&'static Opened> {
    MATRIX.iter().find(|o| o.basis == basis)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::vocabulary::{LEGAL_BASES, RIGHTS};

    #[test]
    fn each_basis_has_its_rights_in_known_words() {
        let bases: Vec<&str> = LEGAL_BASES.terms.iter().map(|t| t.id).collect();
        assert!(bases.iter().all(|b| of(b).is_some()) && all().len() == bases.len());
        for opened in all() {
            assert!(opened.open.iter().chain(opened.limited).all(|r| RIGHTS.get(r).is_some()), "{opened:?}");
            assert!(ALL_HAVE.iter().all(|r| opened.open.contains(r)), "{}", opened.basis);
        }
    }
}
