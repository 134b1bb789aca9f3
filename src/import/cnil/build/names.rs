//! What the names that people write on forms tell: of a person, or of an organisation.

use crate::law::cnil_form::key;

pub(super) fn full_name(name: Option<&str>, first: Option<&str>) -> Option<String> {
    match (name, first) {
        (Some(n), Some(f)) => Some(format!("{f} {n}")),
        (Some(n), None) => Some(n.to_owned()),
        (None, f) => f.map(str::to_owned),
    }
}

/// Words that only the names of organisations have.
const OF_ORGANISATIONS: [&str; 36] = [
    "sa",
    "sas",
    "sasu",
    "sarl",
    "eurl",
    "sci",
    "scp",
    "snc",
    "scop",
    "scic",
    "selarl",
    "gie",
    "association",
    "asso",
    "societe",
    "ste",
    "ets",
    "etablissement",
    "etablissements",
    "entreprise",
    "groupe",
    "mairie",
    "commune",
    "ville",
    "departement",
    "region",
    "metropole",
    "communaute",
    "syndicat",
    "club",
    "comite",
    "federation",
    "fondation",
    "cabinet",
    "maison",
    "ecole",
];

pub(super) fn is_organisation(name: &str) -> bool {
    key(name).split(' ').any(|w| OF_ORGANISATIONS.contains(&w) || w.chars().any(|c| c.is_ascii_digit()))
}

/// Whether a name is written as people write theirs on forms: `Louise DURAND`, `Mme Durand`.
pub(super) fn is_person(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let title = words.first().is_some_and(|w| {
        matches!(key(w).as_str(), "m" | "mr" | "mme" | "mlle" | "monsieur" | "madame" | "dr" | "me")
    });
    let letters = |w: &str| w.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '’' | '\''));
    let loud = |w: &&str| w.chars().count() > 1 && !w.chars().any(char::is_lowercase);
    let first =
        |w: &&str| w.chars().next().is_some_and(char::is_uppercase) && w.chars().any(char::is_lowercase);
    let written = (2..=4).contains(&words.len())
        && words.iter().all(|w| letters(w))
        && words.iter().any(loud)
        && words.iter().any(first);
    !is_organisation(name) && (title || written)
}

/// Whether a name alone is a surname, as forms ask for it: one word in capitals, and not our own name.
pub(super) fn is_surname(name: &str, ours: Option<&str>) -> bool {
    let capitals =
        name.chars().all(|c| (c.is_alphabetic() && !c.is_lowercase()) || matches!(c, '-' | '’' | '\''));
    capitals && !is_organisation(name) && ours.is_none_or(|o| key(o) != key(name))
}

/// Whether the list's name without a first name is the organisation's, the sheets' being another: the register
/// says so; else the names do. A surname beside a company is a person's.
pub(super) fn names_the_organisation(listed: &str, on_sheets: &str, ours: Option<&str>) -> bool {
    let is_ours = |name: &str| ours.is_some_and(|o| key(o) == key(name));
    if key(listed) == key(on_sheets) || is_ours(on_sheets) {
        return false;
    }
    if is_ours(listed) {
        return true;
    }
    let part_of = key(on_sheets).split(' ').any(|w| w == key(listed));
    (is_organisation(listed) && !is_organisation(on_sheets))
        || (is_person(on_sheets) && !is_person(listed) && !part_of)
}

/// Whether two names are of the same words, in any order.
pub(super) fn same_person(a: &str, b: &str) -> bool {
    let words = |s: &str| {
        let k = key(s);
        let mut w: Vec<String> = k
            .split(' ')
            .filter(|w| !matches!(*w, "m" | "mme" | "mr" | "monsieur" | "madame" | "me" | "maitre"))
            .map(str::to_owned)
            .collect();
        w.sort();
        w
    };
    words(a) == words(b)
}
