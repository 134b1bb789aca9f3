//! The legal reference data that the program holds, as a person looks it up.

pub use crate::law::entries::{Entry, Table, all};
pub use crate::law::retention::Confidence;
use crate::model::fold::fold;

/// The entries of which each of these words is a part of what they say, in either language; all of them
/// without a word.
pub fn search(words: &str) -> Vec<Entry> {
    let words: Vec<String> = words.split_whitespace().map(fold).collect();
    let says = |entry: &Entry| {
        let said = [entry.subject.fr, entry.subject.en, &entry.id];
        let both = [&entry.label, &entry.said, &entry.source].map(|s| [s.fr.as_str(), s.en.as_str()]);
        let text = fold(&said.into_iter().chain(both.into_iter().flatten()).collect::<Vec<_>>().join(" "));
        words.iter().all(|word| text.contains(word))
    };
    all().filter(says).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_found_by_what_it_says_in_either_language_without_accents() {
        let ids = |words: &str| search(words).into_iter().map(|e| e.id).collect::<Vec<_>>();
        assert!(ids("prospect").contains(&"prospect-non-client".to_owned()));
        assert_eq!(ids("japon adequat"), ["JP"]);
        assert_eq!(ids("japan adequate"), ["JP"]);
        assert_eq!(ids("zzzz"), Vec::<String>::new());
        assert_eq!(search("").len(), all().count());
    }
}
