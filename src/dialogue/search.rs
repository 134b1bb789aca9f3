//! The search over everything: the records in which words stand, and where.

use super::Go;
use super::commands::Place;
use super::leaf::{Leaves, Then};
use super::session::Session;
use super::texts as t;
use super::words::Typed;
use crate::model::message::{Text, text};
use crate::model::{Message, Path, RecordId};
use crate::ops::query::Query;
use crate::ops::query::search::{self, Found};
use crate::ops::query::select::{self, Selection};

const ASK: Text = text(
    "Chercher quoi, dans toutes les fiches, ou Entrée pour renoncer\u{a0}:",
    "Look for what, in all records, or Enter to give up:",
);
const HEAD: Text = text(
    "Recherche «\u{a0}{words}\u{a0}»\u{a0}: {n} {n|fiche|fiches}.",
    "Search “{words}”: {n} {n|record|records}.",
);
const ASK_RESULT: Text =
    text("Résultats, numéro, autres mots ou retour\u{a0}:", "Results, number, other words or back:");
const RESULT: Text = text("{kind}, {title}", "{kind}, {title}");
const AT: Text = text("{begun}. {label}\u{a0}: {words}", "{begun}. {label}: {words}");
const MORE_PLACES: Text =
    text("{said}, et {n} {n|autre endroit|autres endroits}", "{said}, and {n} more {n|place|places}");

struct Search {
    words: String,
}

/// A record that answers: where to go in it, and what is said of it.
#[derive(Clone, PartialEq)]
struct Hit {
    record: RecordId,
    path: Option<Path>,
    said: String,
}

impl Leaves for Search {
    type Item = Hit;
    const PLACE: Place = Place::Results;

    fn question(&self) -> Message {
        ASK_RESULT.msg()
    }

    fn items(&mut self, session: &mut Session<'_>) -> Go<Option<Vec<Hit>>> {
        let query = Query::parse(&self.words);
        let asked = Selection { query: &query, order: None, today: session.today, lang: session.lang };
        match select::search(&session.workspace, &asked) {
            Ok(results) => Ok(Some(results.found.iter().map(|found| session.hit(found)).collect())),
            Err(error) => session.say_error(&error).map(|()| None),
        }
    }

    fn say_head(&self, session: &mut Session<'_>, hits: &[Hit]) -> Go {
        session.say(HEAD.msg().with("words", &self.words).with("n", hits.len()))
    }

    fn words(&self, _: &mut Session<'_>, hit: &Hit) -> String {
        hit.said.clone()
    }

    fn open(&self, session: &mut Session<'_>, hits: &[Hit], index: usize) -> Go {
        let ids: Vec<RecordId> = hits.iter().map(|hit| hit.record.clone()).collect();
        session.records(&ids, index, hits.get(index).and_then(|hit| hit.path.clone()))
    }

    fn obey(&mut self, _: &mut Session<'_>, _: &[Hit], typed: &Typed) -> Go<Then> {
        if let Typed::Words(words) = typed {
            self.words.clone_from(words);
        }
        Ok(Then::Anew)
    }
}

impl Session<'_> {
    /// Looks for words in all records; where none are given, they are asked for.
    pub fn search(&mut self, words: &str) -> Go {
        let mut words = words.to_owned();
        if words.is_empty() {
            words = self.ask(&ASK.msg())?.trim().to_owned();
        }
        if words.is_empty() {
            return self.say(t::UNCHANGED.msg());
        }
        self.leaf_through(&mut Search { words })
    }

    /// `Activité, Paie. Destinataires, Nom : le comptable du groupe`.
    fn hit(&self, found: &Found) -> Hit {
        let id = &found.record;
        let title = RESULT.msg().with("kind", id.kind.singular()).with("title", self.title(id));
        let mut said = title.get(self.lang);
        if let Some(first) = found.hits.first() {
            let label = search::label(id, &first.path, self.lang).replace(" › ", ", ");
            let words = format!("{}{}{}", first.before, first.hit, first.after);
            said = AT.msg().with("begun", said).with("label", label).with("words", words).get(self.lang);
        }
        let more = found.more + found.hits.len().saturating_sub(1);
        if more > 0 {
            said = MORE_PLACES.msg().with("said", said).with("n", more).get(self.lang);
        }
        let path = found.hits.first().map(|hit| hit.path.clone()).filter(|path| !path.is_root());
        Hit { record: id.clone(), path, said }
    }
}
