//! Finding by typing: accents, capitals and the joined letters of French make no difference.

pub use crate::model::fold::fold;
use nucleo_matcher::pattern::{Atom, AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

/// The indexes of the texts that hold every word typed, in their own order.
pub fn filter<'a>(typed: &str, texts: impl Iterator<Item = &'a str>) -> Vec<usize> {
    let words: Vec<String> = fold(typed).split_whitespace().map(str::to_owned).collect();
    let holds = |text: &str| {
        let text = fold(text);
        words.iter().all(|w| text.contains(w.as_str()))
    };
    texts.enumerate().filter(|(_, t)| words.is_empty() || holds(t)).map(|(i, _)| i).collect()
}

/// The indexes of the texts in which the letters typed stand in this order, the best first.
pub fn rank<'a>(typed: &str, texts: impl Iterator<Item = &'a str>) -> Vec<usize> {
    let typed = fold(typed);
    if typed.trim().is_empty() {
        return texts.enumerate().map(|(i, _)| i).collect();
    }
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut pattern = Pattern::default();
    pattern.atoms = typed
        .split_whitespace()
        .map(|w| Atom::new(w, CaseMatching::Ignore, Normalization::Never, AtomKind::Fuzzy, false))
        .collect();
    let mut buffer = Vec::new();
    let mut found: Vec<(u32, usize)> = texts
        .enumerate()
        .filter_map(|(i, t)| Some((pattern.score(Utf32Str::new(&fold(t), &mut buffer), &mut matcher)?, i)))
        .collect();
    found.sort_by_key(|(score, i)| (std::cmp::Reverse(*score), *i));
    found.into_iter().map(|(_, i)| i).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXTS: [&str; 4] = ["Œuvres sociales", "Gestion de la paie", "Événements", "Æsculape"];

    #[test]
    fn accents_and_joined_letters_are_ignored() {
        assert_eq!(filter("oeuvres", TEXTS.into_iter()), [0]);
        assert_eq!(filter("ŒUV soc", TEXTS.into_iter()), [0]);
        assert_eq!(filter("evene", TEXTS.into_iter()), [2]);
        assert_eq!(filter("événe", TEXTS.into_iter()), [2]);
        assert_eq!(filter("aescu", TEXTS.into_iter()), [3]);
        assert_eq!(filter(" ", TEXTS.into_iter()).len(), 4);
        assert!(filter("paye", TEXTS.into_iter()).is_empty());
    }

    #[test]
    fn letters_in_order_find_and_the_best_comes_first() {
        assert_eq!(rank("gpaie", TEXTS.into_iter()), [1]);
        assert_eq!(rank("etat", ["Pétanque atelier", "États-Unis"].into_iter()), [1, 0]);
        assert_eq!(rank("", TEXTS.into_iter()).len(), 4);
    }
}
