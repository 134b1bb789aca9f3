//! Names of the record sheets: short, unique, without the signs that spreadsheet programs refuse.

use std::collections::BTreeSet;

use crate::model::{Lang, Record};

/// The longest name that every spreadsheet program takes, in characters.
const LONGEST: usize = 31;

/// The names already given.
pub struct Names {
    taken: BTreeSet<String>,
}

impl Names {
    pub fn new<const N: usize>(fixed: [&str; N]) -> Names {
        Names { taken: fixed.iter().map(|n| n.to_lowercase()).collect() }
    }

    /// The tab of an activity: its number and its name.
    pub fn of(&mut self, activity: &Record) -> String {
        let number = activity.fields.text("ref").map(|r| format!("{r} ")).unwrap_or_default();
        let wish = clean(&format!("{number}{}", activity.title(Lang::Fr)));
        let wish = if wish.is_empty() { activity.id.id.to_string() } else { wish };
        let mut name = cut(&wish, LONGEST);
        let mut n = 2_u32;
        while !self.taken.insert(name.to_lowercase()) {
            let suffix = format!(" ({n})");
            name = format!("{}{suffix}", cut(&wish, LONGEST - suffix.chars().count()));
            n += 1;
        }
        name
    }
}

fn clean(text: &str) -> String {
    let spaced: String =
        text.chars().map(|c| if c.is_control() || "[]:*?/\\'’!$".contains(c) { ' ' } else { c }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn cut(text: &str, longest: usize) -> String {
    text.chars().take(longest).collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::field::fields_of;
    use crate::model::{Id, Kind, RecordId, Value};

    fn activity(id: &str, name: &str) -> Record {
        let mut r = Record::new(RecordId::new(Kind::Activity, Id::parse(id).unwrap()));
        r.fields.set(fields_of(Kind::Activity), "name", Value::text(name)).unwrap();
        r
    }

    #[test]
    fn tabs_are_short_unique_and_plain() {
        let mut names = Names::new(["Tutoriel"]);
        let long = "Gestion de l'accès [aux locaux] / siège et boutiques de toute la France";
        let all: Vec<String> = ["a", "b", "c"].iter().map(|id| names.of(&activity(id, long))).collect();
        assert!(all.iter().all(|n| n.chars().count() <= LONGEST && !n.contains(['[', '/', '\''])), "{all:?}");
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), 3);
        assert_eq!(names.of(&activity("d", "TUTORIEL")), "TUTORIEL (2)");
    }
}
