//! What can be typed: one table, from which what is understood, the help and the menu are made.

use super::texts as t;
use crate::model::fold::fold;
use crate::model::message::{Text, text};
use crate::model::{Kind, Lang};

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

use Place::{Answer, Findings, Guide, Items, List, Menu, Name, Page, Pick, Record, Results, Rows, YesNo};

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

/// Every command, those of the menu in its order.
pub static COMMANDS: &[Command] = &[
    command(
        Does::List(Kind::Activity),
        &["activités", "traitements"],
        &["activities"],
        &[Menu],
        t::HELP_LIST_OF,
    )
    .menu(Kind::Activity.plural()),
    command(Does::List(Kind::Purpose), &["finalités"], &["purposes"], &[Menu], t::HELP_LIST_OF)
        .menu(Kind::Purpose.plural()),
    command(Does::List(Kind::Retention), &["durées"], &["retention"], &[Menu], t::HELP_LIST_OF)
        .menu(Kind::Retention.plural()),
    command(Does::List(Kind::Processor), &["sous-traitants"], &["processors"], &[Menu], t::HELP_LIST_OF)
        .menu(Kind::Processor.plural()),
    command(
        Does::Organisation,
        &["organisme"],
        &["organisation"],
        &[Menu],
        text("la fiche de l’organisme.", "the organisation’s record."),
    )
    .menu(Kind::Organisation.plural()),
    command(
        Does::Findings,
        &["constats"],
        &["findings"],
        &[Menu, Record],
        text("ce qui ne va pas.", "what is wrong."),
    )
    .menu(t::FINDINGS),
    command(
        Does::Overview,
        &["tableau"],
        &["overview"],
        &[Menu],
        text("l’état du registre en chiffres.", "the register in figures."),
    )
    .menu(t::OVERVIEW),
    command(
        Does::Deadlines,
        &["échéances"],
        &["deadlines"],
        &[Menu],
        text("ce qui arrive à échéance.", "what falls due."),
    )
    .menu(t::DEADLINES),
    command(
        Does::Changes,
        &["changements"],
        &["changes"],
        &[Menu],
        text("ce qui a changé depuis le dernier commit.", "what changed since the last commit."),
    )
    .menu(t::CHANGES),
    command(
        Does::New,
        &["nouvelle", "nouveau"],
        &["new"],
        &[Menu, List],
        text(
            "commence une fiche\u{202f}; dans une liste, du genre de la liste.",
            "begins a record; in a list, one of the list’s kind.",
        ),
    )
    .takes()
    .menu(t::NEW),
    command(
        Does::Guide,
        &["guide"],
        &["guide"],
        &[Menu, Record],
        text(
            "pose les questions d’une activité une à une\u{202f}; on peut le quitter et y revenir.",
            "asks the questions of an activity one by one; it can be left and resumed.",
        ),
    )
    .takes()
    .menu(t::GUIDE),
    command(
        Does::Search,
        &["chercher", "rechercher"],
        &["search", "find"],
        ANYWHERE,
        text(
            "suivi de mots, les cherche dans toutes les fiches.",
            "followed by words, looks for them in all records.",
        ),
    )
    .takes()
    .menu(t::SEARCH),
    command(
        Does::Undo,
        &["annuler"],
        &["undo"],
        ANYWHERE,
        text("défait le dernier changement.", "takes the last change back."),
    )
    .menu(t::UNDO),
    command(
        Does::Redo,
        &["refaire"],
        &["redo"],
        ANYWHERE,
        text("refait ce qui vient d’être annulé.", "makes again what was just undone."),
    )
    .menu(t::REDO),
    command(
        Does::Save,
        &["enregistrer"],
        &["save"],
        ANYWHERE,
        text("écrit sur le disque ce qui a changé.", "writes what changed to the disk."),
    )
    .menu(t::SAVE),
    command(
        Does::Commit,
        &["valider"],
        &["commit"],
        ANYWHERE,
        text("valide dans git ce qui est enregistré.", "commits to git what is saved."),
    )
    .menu(t::COMMIT),
    command(
        Does::Push,
        &["envoyer"],
        &["push"],
        ANYWHERE,
        text("envoie les validations au dépôt distant.", "sends the commits to the remote repository."),
    )
    .menu(t::PUSH),
    command(
        Does::Pull,
        &["recevoir"],
        &["pull"],
        ANYWHERE,
        text("reçoit les validations du dépôt distant.", "receives the commits of the remote repository."),
    )
    .menu(t::PULL),
    command(
        Does::State,
        &["état"],
        &["state", "status"],
        ANYWHERE,
        text(
            "dit la branche, ce qui n’est pas enregistré, les constats.",
            "says the branch, what is not saved, the findings.",
        ),
    )
    .menu(t::STATE),
    command(
        Does::Quit,
        &["quitter", "q"],
        &["quit", "q", "exit"],
        ANYWHERE,
        text("quitte, après avoir demandé ce qui doit l’être.", "leaves, after asking what is to be asked."),
    )
    .menu(t::QUIT),
    command(Does::Menu, &["menu"], &["menu"], ANYWHERE, text("revient au menu.", "goes back to the menu.")),
    command(
        Does::Reload,
        &["relire"],
        &["reload"],
        ANYWHERE,
        text(
            "relit le disque\u{202f}; ce que d’autres écrivent est aussi pris en compte de soi-même.",
            "reads the disk again; what others write is taken in by itself too.",
        ),
    ),
    command(
        Does::Help,
        &["aide", "?"],
        &["help", "?"],
        &[Menu, List, Findings, Results, Page, Record, Guide, Answer, Items, Rows, Pick, Name],
        text(
            "dit ce qui peut être tapé\u{202f}; suivi d’un mot, ce qu’il fait.",
            "says what can be typed; followed by a word, what it does.",
        ),
    )
    .takes(),
    command(
        Does::Next,
        &["suite", "suivant", "suivante", "s"],
        &["more", "next", "n"],
        &[List, Findings, Results, Page, Pick],
        text("dit la suite.", "says what follows."),
    ),
    command(
        Does::Next,
        &["suivant", "suivante", "suite", "s"],
        &["next", "n", "more"],
        &[Record],
        text("lit le champ suivant\u{202f}; Entrée aussi.", "reads the next field; so does Enter."),
    ),
    command(
        Does::Next,
        &["passer", "suivante", "suivant", "s"],
        &["skip", "next", "n"],
        &[Guide],
        text(
            "passe à la question suivante\u{202f}; Entrée aussi.",
            "goes on to the next question; so does Enter.",
        ),
    ),
    command(
        Does::Previous,
        &["précédent", "précédente", "p"],
        &["previous", "p"],
        &[List, Findings, Results, Record, Guide],
        text(
            "revient d’un cran\u{a0}: page, champ ou question.",
            "goes one back: a page, a field or a question.",
        ),
    ),
    command(Does::Again, &["redire", "encore"], &["again"], &[Page, Guide], text("répète.", "repeats.")),
    command(
        Does::Filter,
        &["filtre", "filtrer", "f"],
        &["filter", "f"],
        &[List],
        text(
            "suivi de mots, filtre, même si ces mots sont une commande.",
            "followed by words, filters, even where they are a command.",
        ),
    )
    .takes(),
    command(
        Does::Sort,
        &["tri", "trier"],
        &["sort"],
        &[List],
        text(
            "suivi d’un ordre, trie\u{a0}: titre, réf, statut, revue, constats, création.",
            "followed by an order, sorts: title, ref, status, review, findings, created.",
        ),
    )
    .takes(),
    command(
        Does::ChangeAll,
        &["modifier tout", "changer tout"],
        &["change all", "edit all"],
        &[List],
        text(
            "change un champ de toutes les fiches que laisse le filtre, après avoir dit ce qui change.",
            "changes a field of all the records that the filter leaves, after saying what changes.",
        ),
    ),
    command(
        Does::All,
        &["tout", "tous", "toutes"],
        &["all"],
        &[List],
        text("ôte le filtre et le tri.", "takes the filter and the order away."),
    ),
    command(Does::All, &["liste", "tout"], &["list", "all"], &[Pick], text("dit tout.", "says all.")),
    command(
        Does::Edit,
        &["modifier", "m", "répondre"],
        &["edit", "e", "answer"],
        &[Record, Guide],
        text("répond\u{202f}; ouvre un groupe.", "answers; opens a group."),
    ),
    command(
        Does::None,
        &["néant", "aucun", "aucune"],
        &["none"],
        &[Record, Guide, Answer, Items, Rows],
        text(
            "répond qu’il n’y en a pas, et que c’est vérifié.",
            "answers that there is none, and we looked.",
        ),
    ),
    command(
        Does::Unknown,
        &["inconnu", "inconnue", "non renseigné"],
        &["unknown", "not known yet"],
        &[Record, Guide, Answer, Items, Rows],
        text("efface la réponse.", "clears the answer."),
    ),
    command(
        Does::Open,
        &["ouvrir", "o"],
        &["open", "o"],
        &[Record],
        text(
            "ouvre le groupe ou la ligne\u{a0}: ses champs se lisent à la suite.",
            "opens the group or the row: its fields are read after it.",
        ),
    ),
    command(
        Does::Close,
        &["fermer"],
        &["close"],
        &[Record],
        text("referme le groupe ou la ligne où l’on est.", "closes the group or the row one is in."),
    ),
    command(
        Does::Info,
        &["info", "i", "détails"],
        &["info", "i", "details"],
        &[Record, Guide],
        text("dit ce qui est attendu.", "says what is expected."),
    ),
    command(
        Does::Missing,
        &["manquant"],
        &["missing"],
        &[Record, Guide],
        text(
            "va au prochain champ, ou à la première question, sans réponse.",
            "goes to the next field that is asked, or the first question, without an answer.",
        ),
    ),
    command(
        Does::Read,
        &["lire", "l"],
        &["read", "l"],
        &[Record],
        text("lit ce que dit la section.", "reads what the section says."),
    ),
    command(
        Does::ReadAll,
        &["lire tout", "l tout"],
        &["read all", "l all"],
        &[Record],
        text("lit ce que dit la fiche.", "reads what the record says."),
    ),
    command(
        Does::Sections,
        &["sections", "section"],
        &["sections", "section"],
        &[Record],
        text(
            "nomme les sections\u{202f}; suivi d’un numéro, y va.",
            "names the sections; followed by a number, goes there.",
        ),
    )
    .takes(),
    command(
        Does::NextSection,
        &["section suivante", "ss"],
        &["next section", "ns"],
        &[Record],
        text("passe à la section suivante.", "goes to the next section."),
    ),
    command(
        Does::PreviousSection,
        &["section précédente", "sp"],
        &["previous section", "ps"],
        &[Record],
        text("revient à la section précédente.", "goes to the previous section."),
    ),
    command(
        Does::Go,
        &["aller"],
        &["go"],
        &[Record],
        text(
            "suivi de mots, va au champ de ce nom, même si ces mots sont une commande.",
            "followed by words, goes to the field of that name, even where they are a command.",
        ),
    )
    .takes(),
    command(
        Does::NextRecord,
        &["fiche suivante"],
        &["next record"],
        &[Record],
        text("passe à la fiche suivante.", "goes to the next record."),
    ),
    command(
        Does::PreviousRecord,
        &["fiche précédente"],
        &["previous record"],
        &[Record],
        text("revient à la fiche précédente.", "goes to the previous record."),
    ),
    command(
        Does::Duplicate,
        &["dupliquer"],
        &["duplicate"],
        &[Record],
        text("copie la fiche sous un autre nom.", "copies the record under another name."),
    ),
    command(
        Does::Rename,
        &["renommer"],
        &["rename"],
        &[Record],
        text("change l’identifiant de la fiche.", "changes the record’s identifier."),
    ),
    command(
        Does::Delete,
        &["supprimer"],
        &["delete"],
        &[Record],
        text("supprime la fiche, une fois son nom tapé.", "deletes the record, once its name is typed."),
    ),
    command(
        Does::Uses,
        &["usages"],
        &["uses"],
        &[Record],
        text(
            "dit qui utilise la fiche, et ce qu’elle utilise.",
            "says what uses the record, and what it uses.",
        ),
    ),
    command(
        Does::Flow,
        &["flux"],
        &["flow"],
        &[Record],
        text("dit où vont les données.", "says where the data goes."),
    ),
    command(
        Does::Timeline,
        &["frise"],
        &["timeline"],
        &[Record],
        text("dit combien de temps les données sont gardées.", "says how long the data is kept."),
    ),
    command(
        Does::Add,
        &["ajouter", "a"],
        &["add", "a"],
        &[Items, Rows],
        text("ajoute, suivi ou non de ce qu’il faut ajouter.", "adds, with or without what is to be added."),
    )
    .takes(),
    command(
        Does::Remove,
        &["retirer", "enlever", "x"],
        &["remove", "x"],
        &[Items, Rows],
        text("suivi d’un numéro, retire.", "followed by a number, takes out."),
    )
    .takes(),
    command(
        Does::Rename,
        &["renommer"],
        &["rename"],
        &[Rows],
        text(
            "suivi d’un numéro et d’un nom, renomme la ligne.",
            "followed by a number and a name, renames the row.",
        ),
    )
    .takes(),
    command(
        Does::Back,
        &["retour", "r"],
        &["back", "b"],
        &[Menu, List, Findings, Results, Page, Record, Guide, Items, Rows, Pick, Name],
        text("revient d’où l’on vient.", "goes back to where one came from."),
    ),
    command(Does::Yes, &["oui", "o"], &["yes", "y"], &[YesNo], text("oui.", "yes.")),
    command(Does::No, &["non", "n"], &["no", "n"], &[YesNo], text("non.", "no.")),
];

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
