//! What a new activity can start from, found by typing.

use crate::law::templates::{ALL, Template};
use crate::model::Lang;
use crate::model::fold::fold;
use crate::tui::matching;

/// One line of the list.
#[derive(Clone, Copy, Debug)]
pub enum Entry {
    Blank,
    From(&'static Template),
}

/// The lines that match what is typed: an empty sheet first, last when it is to be called by what is typed.
pub fn entries(typed: &str, lang: Lang) -> Vec<Entry> {
    let other = if lang == Lang::Fr { Lang::En } else { Lang::Fr };
    let texts: Vec<String> =
        ALL.iter().map(|t| format!("{} {} {}", t.name.get(lang), t.name.get(other), t.id)).collect();
    // What people call it counts by the beginning of its words: "formation" is no "lettre d’information".
    let begun = fold(typed.trim());
    let called = |t: &Template| {
        !begun.is_empty() && fold(t.also).split([' ', '\'']).any(|word| word.starts_with(&begun))
    };
    let found = matching::filter(typed, texts.iter().map(String::as_str));
    let named = found.into_iter().filter_map(|i| ALL.get(i)).filter(|t| !called(t));
    let mut out: Vec<Entry> = ALL.iter().filter(|t| called(t)).chain(named).map(Entry::From).collect();
    let at = if typed.trim().is_empty() { 0 } else { out.len() };
    out.insert(at, Entry::Blank);
    out
}
