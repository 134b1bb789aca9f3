//! Activities that most organisations have, to start a sheet from.
//!
//! A template says what such an activity is about and asks; it states nothing of the organisation: no software, no
//! processor, no volume, no legal basis. Its retention rules are the references of [`super::retention`].

mod list;

pub use list::ALL;

use crate::model::message::Text;

/// An activity to start from.
#[derive(Debug)]
pub struct Template {
    /// Its name for a script; never changes once published.
    pub id: &'static str,
    pub name: Text,
    /// Other words that people look for it by, in either language.
    pub also: &'static str,
    pub purposes: &'static [Purpose],
    /// Words of the categories of persons.
    pub persons: &'static [&'static str],
    pub data: &'static [Data],
    /// What only the organisation can answer.
    pub questions: &'static [Text],
}

/// A purpose of a template.
#[derive(Debug)]
pub struct Purpose {
    pub name: Text,
    /// A word of the kinds of purpose.
    pub kind: &'static str,
}

/// A group of data of a template.
#[derive(Debug)]
pub struct Data {
    /// A word of the categories of data, or of the special categories.
    pub category: &'static str,
    pub label: Text,
    pub items: &'static [Text],
    /// A reference retention period; empty where none is known.
    pub retention: &'static str,
}

/// The template of this name.
pub fn get(id: &str) -> Option<&'static Template> {
    ALL.iter().find(|t| t.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::retention;
    use crate::model::Id;
    use crate::model::vocabulary::{DATA_GROUPS, DATA_SUBJECTS, PURPOSE_KINDS, SPECIAL_CATEGORIES};

    #[test]
    fn every_word_of_every_template_is_known() {
        assert_eq!(ALL.len(), 13);
        for (i, t) in ALL.iter().enumerate() {
            assert!(Id::parse(t.id).is_some() && ALL[..i].iter().all(|o| o.id != t.id), "{}", t.id);
            assert!(!t.purposes.is_empty() && !t.persons.is_empty() && !t.data.is_empty(), "{}", t.id);
            assert!(!t.questions.is_empty(), "{}", t.id);
            t.purposes.iter().for_each(|p| assert!(PURPOSE_KINDS.get(p.kind).is_some(), "{}", p.kind));
            t.persons.iter().for_each(|w| assert!(DATA_SUBJECTS.get(w).is_some(), "{w}"));
            for d in t.data {
                let known = DATA_GROUPS.get(d.category).or(SPECIAL_CATEGORIES.get(d.category));
                assert!(known.is_some() && !d.items.is_empty(), "{}", d.category);
                assert!(d.retention.is_empty() || retention::get(d.retention).is_some(), "{}", d.retention);
                assert!(Id::from_name(d.label.fr).is_some() && Id::from_name(d.label.en).is_some());
            }
        }
    }

    #[test]
    fn every_text_is_in_both_languages_and_in_good_typography() {
        let texts = ALL.iter().flat_map(|t| {
            let data = t.data.iter().flat_map(|d| d.items.iter().chain([&d.label]));
            t.purposes.iter().map(|p| &p.name).chain(t.questions).chain(data).chain([&t.name])
        });
        for text in texts {
            assert!(!text.fr.is_empty() && !text.en.is_empty() && !text.fr.contains('\''), "{}", text.fr);
            assert!(
                !text.fr.contains(" ?") && !text.fr.contains(" ;") && !text.fr.contains(" :"),
                "{}",
                text.fr
            );
        }
    }
}
