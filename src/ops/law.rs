//! The legal reference data that the program holds, as a person looks it up.

pub use crate::law::entries::{Entry, Table, all};
pub use crate::law::retention::Confidence;
use crate::model::fold::fold;
use crate::model::{Field, Kind, Shape, Vocabulary, fields_of};

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

/// The closed list of this name, as a finding names it: the words that some field may hold.
pub fn list(name: &str) -> Option<&'static Vocabulary> {
    Kind::ALL.iter().find_map(|kind| list_in(fields_of(*kind), name))
}

fn list_in(fields: &'static [Field], name: &str) -> Option<&'static Vocabulary> {
    fields.iter().find_map(|field| match field.shape {
        Shape::Choice(words) | Shape::Choices(words) => {
            words.name.eq_ignore_ascii_case(name).then_some(words)
        }
        shape => shape.fields().and_then(|inner| list_in(inner, name)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_found_by_its_name_wherever_a_field_holds_it() {
        for name in ["purpose_kinds", "COUNTRIES", "transfer_mechanisms"] {
            assert!(list(name).is_some_and(|l| !l.terms.is_empty()), "{name}");
        }
        assert!(list("").is_none() && list("japan").is_none());
    }

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
