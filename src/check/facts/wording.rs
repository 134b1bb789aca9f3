//! Words by which a text in the register's own language likely tells something. They are read, not understood: what
//! rests on them alone is never an error.

use crate::model::fold::fold;

/// Words, at the beginning of which each is found; folded.
pub type Words = &'static [&'static str];

/// The first of these words that the text holds, at the beginning of a word, and does not deny.
pub fn names(text: &str, words: Words) -> Option<&'static str> {
    let folded = fold(text);
    folded.split(['.', ';', ',', '(', ')', '\n']).find_map(|part| {
        words
            .iter()
            .copied()
            .find(|word| at_word(part, word).is_some_and(|at| !is_denied(&part[..at], &part[at..])))
    })
}

/// Where a word begins in a text that is folded.
fn at_word(text: &str, word: &str) -> Option<usize> {
    let begins = |at: usize| !text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
    text.match_indices(word).map(|(at, _)| at).find(|at| begins(*at))
}

fn is_denied(before: &str, after: &str) -> bool {
    const BEFORE: [&str; 11] = [
        "sans ", "ni ", "aucun", "pas de ", "pas d'", "pas d’", "hors ", "jamais ", "no ", "without ",
        "never ",
    ];
    const AFTER: [&str; 6] =
        ["non conserv", "pas conserv", "non collect", "pas collect", "jamais", "not kept"];
    let denied = |d: &&str| before.starts_with(*d) || before.contains(&[" ", d].concat());
    BEFORE.iter().any(denied) || AFTER.iter().any(|d| after.contains(d))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_where_it_begins_and_is_not_denied() {
        const WORDS: Words = &["syndical", "regime alimentaire"];
        assert_eq!(names("Adhésion syndicale", WORDS), Some("syndical"));
        assert_eq!(names("nom, Régime alimentaire", WORDS), Some("regime alimentaire"));
        assert_eq!(names("syndic de copropriété", WORDS), None);
        assert_eq!(names("intersyndical", WORDS), None);
        assert_eq!(names("Nom, sans mandat syndical", WORDS), None);
        assert_eq!(
            names("mandat syndical (non conservé)", WORDS),
            Some("syndical"),
            "another part of the sentence"
        );
        assert_eq!(names("mandat syndical non conservé", WORDS), None);
    }
}
