//! The records of a kind: filtered, sorted, opened by number.

use super::Go;
use super::commands::{Does, Place, nearest};
use super::leaf::{Leaves, Then};
use super::session::Session;
use super::texts as t;
use super::words::Typed;
use crate::model::{Kind, Message, Record, RecordId};
use crate::ops::query::Query;
use crate::ops::query::select::{Selection, order, select};
use crate::ops::query::sort::Order;

struct Records {
    kind: Kind,
    filter: String,
    by: Option<Order>,
}

impl Leaves for Records {
    type Item = RecordId;
    const PLACE: Place = Place::List;

    fn question(&self) -> Message {
        t::ASK_LIST.msg()
    }

    fn items(&mut self, session: &mut Session<'_>) -> Go<Option<Vec<RecordId>>> {
        loop {
            match session.selected(self.kind, &self.filter, self.by)? {
                Some(ids) => return Ok(Some(ids)),
                None => self.filter.clear(),
            }
        }
    }

    fn say_head(&self, session: &mut Session<'_>, ids: &[RecordId]) -> Go {
        let head = if self.filter.is_empty() { t::LIST_HEAD } else { t::LIST_HEAD_FILTERED };
        let head = head.msg().with("kind", self.kind.plural()).with("n", ids.len());
        session.say(head.with("filter", &self.filter))
    }

    fn words(&self, session: &mut Session<'_>, id: &RecordId) -> String {
        session.record_words(id)
    }

    fn open(&self, session: &mut Session<'_>, ids: &[RecordId], index: usize) -> Go {
        session.records(ids, index, None)
    }

    fn obey(&mut self, session: &mut Session<'_>, ids: &[RecordId], typed: &Typed) -> Go<Then> {
        match typed {
            Typed::Does(Does::All, _) => (self.filter, self.by) = (String::new(), None),
            Typed::Does(Does::Sort, word) => match order(word, false) {
                Ok(order) => self.by = Some(order),
                Err(error) => {
                    session.say_error(&error)?;
                    return Ok(Then::Ask);
                }
            },
            Typed::Does(Does::New, _) => {
                session.new_record(self.kind)?;
                return Ok(Then::Ask);
            }
            Typed::Does(Does::Guide, name) => {
                session.guide_of(name)?;
                return Ok(Then::Ask);
            }
            Typed::Does(Does::ChangeAll, _) => {
                session.change_all(ids)?;
                return Ok(Then::Ask);
            }
            Typed::Does(Does::Filter, words) => self.filter.clone_from(words),
            Typed::Words(words) => {
                // A slip in a command must not pass for a filter that finds nothing.
                let found = session.selected(self.kind, words, self.by)?;
                let Some(found) = found else { return Ok(Then::Ask) };
                let may_be_a_slip = found.is_empty() && !words.contains(':');
                if may_be_a_slip && nearest(words, Place::List).is_some() {
                    session.not_understood(words, Place::List)?;
                    return Ok(Then::Ask);
                }
                self.filter.clone_from(words);
            }
            _ => return Ok(Then::Ask),
        }
        Ok(Then::Anew)
    }
}

impl Session<'_> {
    /// The records of a kind.
    pub fn list(&mut self, kind: Kind) -> Go {
        self.leaf_through(&mut Records { kind, filter: String::new(), by: None })
    }

    /// The records that a filter leaves; `None`: it is not understood, and that was said.
    fn selected(&mut self, kind: Kind, filter: &str, by: Option<Order>) -> Go<Option<Vec<RecordId>>> {
        let query = Query::parse(filter);
        let asked = Selection { query: &query, order: by, today: self.today, lang: self.lang };
        match select(&self.workspace, &[kind], &asked) {
            Ok(selected) => {
                Ok(Some(selected.iter().flat_map(|s| &s.records).map(|r| r.id.clone()).collect()))
            }
            Err(error) => self.say_error(&error).map(|()| None),
        }
    }

    /// `Paie, en vigueur, 2 erreurs, non enregistrée`.
    pub fn record_words(&mut self, id: &RecordId) -> String {
        let findings = self.findings();
        let own = findings.iter().filter(|f| f.record.as_ref() == Some(id));
        let mut said = vec![self.title(id)];
        let status = |r: &Record| r.fields.choice("status").map(|s| s.label.get(self.lang).to_lowercase());
        said.extend(self.record(id).and_then(status));
        said.extend(self.tally(own));
        if self.workspace.is_record_modified(id) {
            said.push(t::NOT_SAVED_YET.get(self.lang).to_owned());
        }
        said.join(", ")
    }
}
