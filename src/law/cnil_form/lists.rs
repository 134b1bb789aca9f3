//! The drop-down lists of the workbook, and what each of their words means here.

use crate::model::vocabulary as v;
use crate::model::{Term, Vocabulary};

use super::key::key;

/// The first line of every list, which invites to choose.
pub const INVITATION: &str = "Sélectionnez un élément dans cette liste déroulante ►";

/// A list: the word in the cell, and the word of ours it means (empty when it means none of ours).
pub type List = &'static [(&'static str, &'static str)];

/// Column A: guarantees of a transfer. The Privacy Shield is void (C-311/18) and means nothing here.
pub static GUARANTEES: List = &[
    ("Clauses contractuelles types (CCT)", "scc"),
    ("Règles d'entreprise contraignantes (BCR)", "bcr"),
    ("Pays adéquat", "adequacy"),
    ("Privacy shield", ""),
    ("Code de conduite", "code_of_conduct"),
    ("Certification", "certification"),
    ("Dérogations (art 49)", "derogation"),
];

/// Column F: persons concerned.
pub static PERSONS: List = &[
    ("Salariés", "employees"),
    ("Services Internes", "internal_services"),
    ("Clients", "customers"),
    ("Fournisseurs", "suppliers"),
    ("Prestataires", "service_providers"),
    ("Prospects", "prospects"),
    ("Candidats", "candidates"),
    ("Autres (préciser)", "others"),
];

/// Column H: recipients.
pub static RECIPIENTS: List = &[
    ("Service interne qui traite les données", "internal"),
    ("Sous-traitants", "processor"),
    ("Destinataires dans des pays tiers ou organisations internationales", "third_country"),
    ("Partenaires institutionnels ou commerciaux", "external"),
    ("Autre (Préciser)", "other"),
];

/// Column J: security measures.
pub static MEASURES: List = &[
    ("Mesures de traçabilité", "traceability"),
    ("Mesures de protection des logiciels", "software_protection"),
    ("Sauvegarde des données", "backup"),
    ("Chiffrement des données", "encryption"),
    ("Contrôle d'accès des utilisateurs", "access_control"),
    ("Contrôle des sous-traitants", "processor_control"),
    ("Autres mesures (à préciser)", "other"),
];

/// Whether a special category is of the block "Données sensibles", and so answers the list's question of that
/// name with "Oui": Art. 9 and 10 are, the national number is not, which stands among ordinary data.
pub fn is_sensitive(category: &str) -> bool {
    category != "nir"
}

/// What a word means: by the workbook's list, else by the labels of our vocabulary.
pub fn meaning(list: List, vocabulary: &'static Vocabulary, word: &str) -> Option<&'static Term> {
    let said = key(word);
    let same = |known: &str| {
        let known = key(known);
        known == said || (said.len() > 5 && strsim::normalized_levenshtein(&known, &said) >= 0.9)
    };
    let plain = |known: &str| key(known.split('(').next().unwrap_or(known)) == said;
    match list.iter().find(|(w, _)| same(w) || plain(w)) {
        Some((_, id)) => vocabulary.get(id),
        None => vocabulary
            .terms
            .iter()
            .filter(|t| t.id != "privacy_shield")
            .find(|t| key(t.label.fr) == said || key(t.label.en) == said || plain(t.label.fr)),
    }
}

/// Whether the word is the Privacy Shield, in any spelling.
pub fn is_privacy_shield(word: &str) -> bool {
    let k = key(word).replace(' ', "");
    k.contains("privacyshield") || k.contains("bouclierdeprotection")
}

/// The word to write for one of ours: the list's own, else our French label.
pub fn word(list: List, term: &'static Term) -> &'static str {
    list.iter().find(|(_, id)| *id == term.id).map_or(term.label.fr, |(w, _)| w)
}

/// What a guarantee means; `None` for the Privacy Shield and for words in no list.
pub fn guarantee(word: &str) -> Option<&'static Term> {
    if is_privacy_shield(word) {
        return None;
    }
    let k = key(word);
    match k.as_str() {
        "cct" | "clauses contractuelles types" | "clauses contractuelles type" | "scc" => {
            v::TRANSFER_MECHANISMS.get("scc")
        }
        "bcr" | "regles d entreprise contraignantes" => v::TRANSFER_MECHANISMS.get("bcr"),
        "decision d adequation" | "adequation" => v::TRANSFER_MECHANISMS.get("adequacy"),
        "derogation" | "derogations" => v::TRANSFER_MECHANISMS.get("derogation"),
        _ => meaning(GUARANTEES, &v::TRANSFER_MECHANISMS, word),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_ours_can_be_written_and_read_back() {
        for (list, vocabulary) in [
            (PERSONS, &v::DATA_SUBJECTS),
            (RECIPIENTS, &v::RECIPIENT_KINDS),
            (MEASURES, &v::SECURITY_MEASURES),
        ] {
            for term in vocabulary.terms {
                let read = meaning(list, vocabulary, word(list, term));
                assert_eq!(read.map(|t| t.id), Some(term.id), "{}", vocabulary.name);
            }
        }
        for term in v::TRANSFER_MECHANISMS.terms.iter().filter(|t| t.id != "privacy_shield") {
            assert_eq!(guarantee(word(GUARANTEES, term)).map(|t| t.id), Some(term.id));
        }
    }

    #[test]
    fn the_privacy_shield_is_never_believed() {
        for spelling in
            ["Privacy shield", "PRIVACY-SHIELD", "Bouclier de protection des données UE-États-Unis"]
        {
            assert!(is_privacy_shield(spelling));
            assert_eq!(guarantee(spelling), None);
        }
    }

    #[test]
    fn words_are_read_however_they_are_typed() {
        assert_eq!(meaning(PERSONS, &v::DATA_SUBJECTS, "SALARIES").map(|t| t.id), Some("employees"));
        assert_eq!(meaning(PERSONS, &v::DATA_SUBJECTS, "Autres").map(|t| t.id), Some("others"));
        assert_eq!(guarantee("CCT").map(|t| t.id), Some("scc"));
        assert_eq!(meaning(PERSONS, &v::DATA_SUBJECTS, "Bénévoles"), None);
    }
}
