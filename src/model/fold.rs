//! Texts as they are compared when something is looked for: accents, capitals and the joined letters of
//! French make no difference.

use std::ops::Range;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Lower case without accents, `œ` as `oe`, `æ` as `ae`, all spaces plain.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// The same at the end of a text under way.
pub fn fold_into(text: &str, out: &mut String) {
    for c in text.chars() {
        fold_char(c, out);
    }
}

/// Where `needle`, already folded, stands first in `text`; the range is one of `text`.
pub fn find(text: &str, needle: &str) -> Option<Range<usize>> {
    if needle.is_empty() {
        return None;
    }
    let mut folded = String::with_capacity(text.len());
    // For each letter of the text, where its folded form begins and where it stands itself.
    let mut starts: Vec<(usize, usize)> = Vec::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let before = folded.len();
        fold_char(c, &mut folded);
        if folded.len() > before {
            starts.push((before, at));
        }
    }
    let from = folded.find(needle)?;
    let to = from + needle.len();
    let start = starts.iter().rev().find(|(f, _)| *f <= from)?.1;
    let end = starts.iter().find(|(f, _)| *f >= to).map_or(text.len(), |(_, at)| *at);
    Some(start..end)
}

fn fold_char(c: char, out: &mut String) {
    match c {
        'a'..='z' | '0'..='9' | ' ' => out.push(c),
        'A'..='Z' => out.push(c.to_ascii_lowercase()),
        'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' | 'Ë' => out.push('e'),
        'à' | 'â' | 'ä' | 'À' | 'Â' | 'Ä' => out.push('a'),
        'î' | 'ï' | 'Î' | 'Ï' => out.push('i'),
        'ô' | 'ö' | 'Ô' | 'Ö' => out.push('o'),
        'ù' | 'û' | 'ü' | 'Ù' | 'Û' | 'Ü' => out.push('u'),
        'ç' | 'Ç' => out.push('c'),
        'œ' | 'Œ' => out.push_str("oe"),
        'æ' | 'Æ' => out.push_str("ae"),
        '’' => out.push('\''),
        c if c.is_whitespace() => out.push(' '),
        c if c.is_ascii() => out.push(c),
        c => {
            for c in c.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
                match c {
                    // Lower case may bring marks of its own: `İ` is `i` and a dot.
                    c if is_combining_mark(c) => {}
                    // `Ǣ` is `æ` and a mark.
                    'æ' => out.push_str("ae"),
                    'œ' => out.push_str("oe"),
                    c => out.push(c),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn accents_capitals_and_joined_letters_go() {
        assert_eq!(fold("Œuvres ÉTÉ\u{a0}: l’Æsculape\tİ"), "oeuvres ete : l'aesculape i");
        assert_eq!(fold("e\u{301}té"), "ete");
        assert_eq!(fold("ΣΊΣ ŠĐ"), "σισ sđ");
        assert_eq!(fold("Ǣ"), "ae");
    }

    #[test]
    fn a_hit_is_found_where_it_stands_in_the_text() {
        let at = |text: &'static str, needle: &str| find(text, needle).map(|r| &text[r]);
        assert_eq!(at("Les Œuvres sociales", "oeuvres"), Some("Œuvres"));
        assert_eq!(at("Les Œuvres", "euv"), Some("Œuv"), "half a letter is the whole one");
        assert_eq!(at("Donne\u{301}es", "donnees"), Some("Donne\u{301}es"));
        assert_eq!(at("été", "te"), Some("té"));
        assert_eq!(at("abc", ""), None);
        assert_eq!(at("abc", "d"), None);
    }

    proptest! {
        #[test]
        fn folding_again_changes_nothing(text in ".{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn a_letter_alone_folds_as_it_does_in_its_text(text in ".{0,40}") {
            let apart: String = text.chars().map(|c| fold(c.encode_utf8(&mut [0; 4]))).collect();
            prop_assert_eq!(fold(&text), apart);
        }

        #[test]
        fn what_is_found_can_be_cut_out(text in ".{0,40}", needle in ".{0,4}") {
            if let Some(range) = find(&text, &fold(&needle)) {
                prop_assert!(text.get(range.clone()).is_some());
                prop_assert!(fold(&text[range]).contains(&fold(&needle)));
            }
        }
    }
}
