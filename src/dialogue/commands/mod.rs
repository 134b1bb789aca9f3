//! What can be typed: one table, from which what is understood, the help and the menu are made.

mod table;

use super::texts as t;
use crate::model::fold::fold;
use crate::model::message::Text;
use crate::model::{Kind, Lang};
use table::COMMANDS;

/// A question of the conversation, as far as other words can be typed at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Menu,
    List,
    Findings,
    Results,
    Page,
    Record,
    Guide,
    /// A field, a name, a choice of few: most of what is typed is the answer itself.
    Answer,
    Items,
    Rows,
    Pick,
    Name,
    YesNo,
}

use Place::{Findings, Guide, List, Menu, Page, Record, Results};

/// Where one goes about in the register, and nothing that is typed is an answer.
const ANYWHERE: &[Place] = &[Menu, List, Findings, Results, Page, Record, Guide];

/// What a command does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Does {
    // Anywhere.
    Help,
    Menu,
    State,
    Search,
    Undo,
    Redo,
    Save,
    Commit,
    Push,
    Pull,
    Reload,
    Quit,
    // From the menu.
    List(Kind),
    Organisation,
    Findings,
    Overview,
    Deadlines,
    Changes,
    History,
    Compare,
    Branches,
    AsItWas,
    Present,
    Origin,
    Restore,
    New,
    Guide,
    // Moving.
    Back,
    Next,
    Previous,
    All,
    Again,
    // Lists.
    Filter,
    Sort,
    ChangeAll,
    // Records.
    Edit,
    None,
    Unknown,
    Open,
    Close,
    Read,
    ReadAll,
    NextSection,
    PreviousSection,
    Sections,
    Info,
    Missing,
    Go,
    NextRecord,
    PreviousRecord,
    Duplicate,
    Rename,
    Delete,
    Uses,
    Flow,
    Screening,
    Timeline,
    // Several things in one field.
    Add,
    Remove,
    Yes,
    No,
}

/// A line of the table.
#[derive(Debug)]
pub struct Command {
    pub does: Does,
    /// In each language, the first of them the one that is said.
    fr: &'static [&'static str],
    en: &'static [&'static str],
    help: Text,
    places: &'static [Place],
    /// Whether something may follow the word.
    takes: bool,
    /// What it is called in the menu, where it stands there.
    menu: Option<Text>,
}

const fn command(
    does: Does,
    fr: &'static [&'static str],
    en: &'static [&'static str],
    places: &'static [Place],
    help: Text,
) -> Command {
    Command { does, fr, en, help, places, takes: false, menu: None }
}

impl Command {
    const fn takes(mut self) -> Command {
        self.takes = true;
        self
    }

    const fn menu(mut self, label: Text) -> Command {
        self.menu = Some(label);
        self
    }

    fn is_at(&self, place: Place) -> bool {
        self.places.contains(&place)
    }

    fn is_anywhere(&self) -> bool {
        ANYWHERE.iter().all(|place| self.is_at(*place))
    }

    fn words(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.fr.iter().chain(self.en).copied()
    }

    /// The words of a language, the one that is said first.
    fn words_in(&self, lang: Lang) -> &'static [&'static str] {
        if lang == Lang::Fr { self.fr } else { self.en }
    }

    /// The word that is said of it.
    pub fn name(&self, lang: Lang) -> &'static str {
        self.words_in(lang).first().copied().unwrap_or_default()
    }

    /// What it is called in the menu.
    pub fn label(&self, lang: Lang) -> &'static str {
        self.menu.map_or_else(|| self.name(lang), |label| label.get(lang))
    }

    /// `« suivant » ou s : lit le champ suivant.`
    pub fn sentence(&self, lang: Lang) -> String {
        let words = self.words_in(lang);
        let also = words.get(1..).unwrap_or_default().join(", ");
        let said = if also.is_empty() { t::COMMAND } else { t::COMMAND_ALSO };
        said.msg().with("word", self.name(lang)).with("also", also).with("help", self.help).get(lang)
    }
}

/// The commands of the menu, in the order of their numbers.
pub fn menu() -> impl Iterator<Item = &'static Command> {
    COMMANDS.iter().filter(|command| command.menu.is_some())
}

/// The command of a place that these words begin with, the longest first, and what follows it.
pub fn find(typed: &str, place: Place) -> Option<(Does, &str)> {
    let mut best: Option<(usize, Does, &str)> = None;
    for command in COMMANDS.iter().filter(|c| c.is_at(place)) {
        for word in command.words() {
            let n = word.split_whitespace().count();
            let (begun, rest) = first_words(typed, n);
            let is_it = fold(begun) == fold(word) && (rest.is_empty() || command.takes);
            if is_it && best.is_none_or(|(longest, ..)| n > longest) {
                best = Some((n, command.does, rest));
            }
        }
    }
    best.map(|(_, does, rest)| (does, rest))
}

/// The first `n` words and what follows them.
fn first_words(typed: &str, n: usize) -> (&str, &str) {
    let typed = typed.trim();
    let mut rest = typed;
    for _ in 0..n {
        rest = rest.trim_start();
        rest =
            rest.split_once(char::is_whitespace).map_or("", |(word, _)| rest.get(word.len()..).unwrap_or(""));
    }
    let begun = typed.get(..typed.len() - rest.len()).unwrap_or_default();
    (begun.trim(), rest.trim())
}

/// Whether these words are this command at a place, with nothing after them.
pub fn is(typed: &str, does: Does, place: Place) -> bool {
    matches!(find(typed, place), Some((found, "")) if found == does)
}

/// The help of a place: a sentence for each of its own commands, then the words that hold anywhere. At the
/// menu those are explained too.
pub fn help(place: Place, lang: Lang) -> Vec<String> {
    let goes_about = ANYWHERE.contains(&place) && place != Menu;
    let shown = |c: &&Command| c.is_at(place) && !(goes_about && c.is_anywhere());
    let mut out: Vec<String> = COMMANDS.iter().filter(shown).map(|c| c.sentence(lang)).collect();
    if goes_about {
        let quote = |c: &Command| t::QUOTED.msg().with("word", c.name(lang)).get(lang);
        let words: Vec<String> = COMMANDS.iter().filter(|c| c.is_anywhere()).map(quote).collect();
        out.push(t::ANYWHERE.msg().with("words", words.join(", ")).get(lang));
    }
    out
}

/// What a word does, where it is one: at this place, else wherever it is one.
pub fn help_of(word: &str, place: Place, lang: Lang) -> Vec<String> {
    let wanted = fold(word.trim());
    let is_it = |c: &&Command| c.words().any(|w| fold(w) == wanted);
    let here: Vec<&Command> = COMMANDS.iter().filter(|c| c.is_at(place)).filter(is_it).collect();
    let found = if here.is_empty() { COMMANDS.iter().filter(is_it).collect() } else { here };
    found.into_iter().map(|c| c.sentence(lang)).collect()
}

/// The word of a place that is nearest to what was typed, where one is near.
pub fn nearest(typed: &str, place: Place) -> Option<&'static str> {
    const NEAR: f64 = 0.86;
    let typed = fold(typed.trim());
    let words = COMMANDS.iter().filter(|c| c.is_at(place)).flat_map(Command::words);
    words
        .filter(|word| word.chars().count() > 2)
        .map(|word| (strsim::jaro_winkler(&fold(word), &typed), word))
        .filter(|(score, _)| *score > NEAR)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::Place::{Answer, Items, Name, Pick, Rows, YesNo};
    use super::*;
    use crate::i18n::values::says_none;

    const ALL: [Place; 13] =
        [Menu, List, Findings, Results, Page, Record, Guide, Answer, Items, Rows, Pick, Name, YesNo];

    #[test]
    fn no_word_means_two_things_at_one_place() {
        for place in ALL {
            let mut seen: Vec<(String, Does)> = Vec::new();
            for command in COMMANDS.iter().filter(|c| c.is_at(place)) {
                for word in command.words().map(fold) {
                    let other = seen.iter().find(|(w, does)| *w == word && *does != command.does);
                    assert_eq!(other, None, "{place:?}");
                    seen.push((word, command.does));
                }
            }
        }
    }

    #[test]
    fn every_command_is_understood_in_both_languages_with_and_without_accents_and_is_in_the_help() {
        for command in COMMANDS {
            assert!(!command.fr.is_empty() && !command.en.is_empty(), "{command:?}");
            for place in command.places {
                for word in command.words() {
                    assert_eq!(find(word, *place), Some((command.does, "")), "{word} at {place:?}");
                    assert_eq!(find(&fold(word).to_uppercase(), *place), Some((command.does, "")));
                }
                for lang in Lang::ALL {
                    let said = help(*place, lang).join("\n");
                    assert!(said.contains(command.name(lang)), "{} at {place:?}: {said}", command.name(lang));
                    assert!(!help_of(command.name(lang), *place, lang).is_empty());
                }
            }
        }
    }

    #[test]
    fn what_follows_a_command_is_given_and_a_longer_command_goes_first() {
        assert_eq!(find("chercher  paie du mois ", Menu), Some((Does::Search, "paie du mois")));
        assert_eq!(find("section suivante", Record), Some((Does::NextSection, "")));
        assert_eq!(find("sections 3", Record), Some((Does::Sections, "3")));
        assert_eq!(find("lire tout", Record), Some((Does::ReadAll, "")));
        assert_eq!(find("menu du jour", Record), None);
        assert_eq!(find("", Record), None);
    }

    #[test]
    fn a_word_that_is_none_is_answered_by_the_nearest() {
        assert_eq!(nearest("enregister", Menu), Some("enregistrer"));
        assert_eq!(nearest("Valdier", List), Some("valider"));
        assert_eq!(nearest("zzz", Menu), None);
    }

    #[test]
    fn the_words_for_none_are_those_of_every_answer() {
        for command in COMMANDS.iter().filter(|c| c.does == Does::None) {
            assert!(command.words().all(says_none));
        }
    }
}
