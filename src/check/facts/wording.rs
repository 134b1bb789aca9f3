//! Words by which a text in the register's own language likely tells something. They are read, not understood: what
//! rests on them alone is never an error.

use crate::model::fold::fold;

/// Words, at the beginning of which each is found; folded.
pub type Words = &'static [&'static str];

/// The first of these words that the text holds, at the beginning of a word, and does not deny. One that ends
/// with a space is a whole word.
pub fn names(text: &str, words: Words) -> Option<&'static str> {
    let folded = fold(text);
    folded.split(PARTS).find_map(|part| {
        let named = |word: &&str| match at_word(part, word) {
            Some(at) => !is_denied(&part[..at], &part[at..]),
            None => false,
        };
        words.iter().copied().find(named)
    })
}

/// Whether the text holds one of these words, denied or not.
pub fn mentions(text: &str, words: Words) -> bool {
    let folded = fold(text);
    words.iter().any(|word| at_word(&folded, word).is_some())
}

/// Whether a text cites a law: a word of the law's, and a number.
pub fn cites_a_law(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_digit()) && names_a_law(text)
}

/// Whether a text holds a word of the law's.
pub fn names_a_law(text: &str) -> bool {
    const LAW: Words = &[
        "art",
        "code",
        "loi ",
        "lois ",
        "decret",
        "ordonnance",
        "arrete",
        "reglement",
        "directive",
        "convention collective",
        "c. ",
        "cgi",
        "cgct",
        "csp",
        "css",
        "law ",
        "act ",
        "regulation",
        "decree",
    ];
    mentions(text, LAW)
}

const PARTS: [char; 8] = ['.', ';', ',', ':', '(', ')', '/', '\n'];

/// Where a word begins in a text that is folded.
fn at_word(text: &str, word: &str) -> Option<usize> {
    let begins = |at: usize| !text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
    let whole = word.ends_with(' ');
    let word = word.trim_end();
    let ends = |at: usize| !text[at + word.len()..].chars().next().is_some_and(char::is_alphanumeric);
    text.match_indices(word).map(|(at, _)| at).find(|at| begins(*at) && (!whole || ends(*at)))
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
