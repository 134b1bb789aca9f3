//! The list of a kind: its rows in order, what the filter leaves of them, and what may be typed next in it.
//! A row is made once for as long as its record does not change; a key in the filter only asks them again.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::model::{Finding, Kind, Lang, Record, RecordId, Register};
use crate::ops::Workspace;
use crate::ops::query::complete::{Completer, Completion};
use crate::ops::query::parse::Term;
use crate::ops::query::sort::{self, Order, Rank, Sort};
use crate::ops::query::{Heads, Mistake, Query, Scope, Texts};
use crate::tui::effect::Effect;
use crate::tui::model::{GitView, Model};

/// How many terms are remembered while one types.
const MANY_TERMS: usize = 64;

/// One record in a list.
#[derive(Clone, Debug)]
pub struct Row {
    pub id: RecordId,
    pub title: String,
    /// Its number, where it has one.
    pub reference: String,
    /// The file is there and cannot be understood.
    pub broken: bool,
    record: Option<Arc<Record>>,
    rank: Rank,
}

/// The list behind the rows that are seen.
#[derive(Debug, Default)]
pub struct Listing {
    /// All rows of the kind, in order.
    all: Vec<Arc<Row>>,
    made: Option<(Kind, Lang, Order)>,
    heads: Heads,
    /// Whether the heads of every kind are those of the register as it is.
    all_heads: bool,
    completer: Completer,
    /// What each term that was typed holds for, until something changes.
    verdicts: HashMap<String, Verdict>,
    /// All texts of the register, once they were folded.
    pub texts: Option<Texts>,
    /// A worker folds them.
    pub folding: bool,
    orders: BTreeMap<Kind, Order>,
    /// What in the filter is not understood.
    pub mistakes: Vec<Mistake>,
    /// What may be typed next, while the filter is being typed.
    pub completion: Completion,
    /// The value that Tab put there, as a place among those proposed.
    pub turn: Option<usize>,
}

/// What a term holds for, row by row.
#[derive(Debug)]
struct Verdict {
    holds: Vec<bool>,
    mistakes: Vec<Mistake>,
}

impl Verdict {
    fn of(term: &Term, kind: Kind, scope: &Scope<'_>, rows: &[Arc<Row>]) -> Verdict {
        let query = Query { terms: vec![term.clone()], mistakes: Vec::new() };
        let sieve = query.sieve(kind, scope);
        let holds = |row: &Arc<Row>| match &row.record {
            Some(record) => sieve.holds(record),
            None => sieve.holds_file(&row.id),
        };
        Verdict { holds: rows.iter().map(holds).collect(), mistakes: sieve.mistakes }
    }
}

impl Listing {
    pub fn order(&self, kind: Kind) -> Order {
        self.orders.get(&kind).copied().unwrap_or_default()
    }

    /// Orders the list by this; by the same again: the other way round.
    pub fn sort(&mut self, kind: Kind, by: Sort) {
        let now = self.order(kind);
        let reversed = now.by == by && !now.reversed;
        self.orders.insert(kind, Order { by, reversed });
    }

    /// How many rows there are without the filter.
    pub fn total(&self) -> usize {
        self.all.len()
    }
}

/// What a query looks at, from what the interface knows.
pub struct Known<'a> {
    register: &'a Register,
    workspace: Option<&'a Workspace>,
    findings: &'a [Finding],
    git: Option<&'a GitView>,
}

impl Known<'_> {
    pub fn is_modified(&self, id: &RecordId) -> bool {
        self.workspace.is_some_and(|ws| ws.is_record_modified(id))
            || self.git.is_some_and(|git| git.records.contains(id))
    }
}

impl Model {
    pub fn known(&self) -> Option<Known<'_>> {
        Some(Known {
            register: self.register()?,
            workspace: self.workspace.as_ref(),
            findings: &self.findings,
            git: self.git.as_ref(),
        })
    }

    /// Makes the list anew, after a change of the register, the kind, the language, the order or the filter.
    pub fn list(&mut self) {
        let mut listing = std::mem::take(&mut self.listing);
        listing.all_heads = false;
        if let Some(known) = self.known() {
            listing.make(&known, self.kind, self.look.lang, self);
        }
        self.listing = listing;
        self.filter_again();
    }

    /// Asks the filter of the rows again, after a change of what it asks about.
    pub fn filter_again(&mut self) {
        self.listing.verdicts.clear();
        self.filter_typed();
    }

    /// Asks the filter of the rows, after it was typed in: only what is new in it is worked out.
    pub fn filter_typed(&mut self) {
        let query = Query::parse(self.filter.text());
        let mut listing = std::mem::take(&mut self.listing);
        let rows = self.known().map(|known| {
            if query.is_empty() {
                return (listing.all.clone(), query.mistakes.clone());
            }
            listing.take_heads(known.register);
            let modified = |id: &RecordId| known.is_modified(id);
            let mut verdicts = std::mem::take(&mut listing.verdicts);
            let scope = self.scope(&known, &modified, &listing);
            let mut mistakes = query.mistakes.clone();
            let mut stays = vec![true; listing.all.len()];
            for term in &query.terms {
                let typed = self.filter.text().get(term.span.clone()).unwrap_or_default();
                if !verdicts.contains_key(typed) {
                    if verdicts.len() >= MANY_TERMS {
                        verdicts.clear();
                    }
                    verdicts.insert(typed.to_owned(), Verdict::of(term, self.kind, &scope, &listing.all));
                }
                if let Some(verdict) = verdicts.get(typed) {
                    stays.iter_mut().zip(&verdict.holds).for_each(|(stays, holds)| *stays &= holds);
                    mistakes.extend(verdict.mistakes.iter().cloned());
                }
            }
            listing.verdicts = verdicts;
            let rows = listing.all.iter().zip(stays).filter(|(_, stays)| *stays);
            (rows.map(|(row, _)| row.clone()).collect(), mistakes)
        });
        if let Some((rows, mistakes)) = rows {
            self.rows = rows;
            listing.mistakes = mistakes;
        }
        self.listing = listing;
    }

    /// Works out what may be typed next in the filter.
    pub fn propose(&mut self) {
        self.listing.turn = None;
        self.listing.completion = Completion::default();
        if !self.filtering {
            return;
        }
        let mut listing = std::mem::take(&mut self.listing);
        let mut completer = std::mem::take(&mut listing.completer);
        if let Some(known) = self.known() {
            let modified = |id: &RecordId| known.is_modified(id);
            let scope = self.scope(&known, &modified, &listing);
            let (typed, cursor) = (self.filter.text(), self.filter.cursor());
            listing.completion = completer.complete(typed, cursor, self.kind, self.generation, &scope);
        }
        listing.completer = completer;
        self.listing = listing;
    }

    /// What a query looks at.
    pub fn scope<'a>(
        &self,
        known: &Known<'a>,
        modified: &'a dyn Fn(&RecordId) -> bool,
        listing: &'a Listing,
    ) -> Scope<'a> {
        Scope {
            register: known.register,
            findings: known.findings,
            today: self.today,
            lang: self.look.lang,
            modified,
            heads: &listing.heads,
            texts: listing.texts.as_ref(),
        }
    }

    /// Folds the names of all records, for a query that asks of any kind.
    pub fn take_heads(&mut self) {
        let mut listing = std::mem::take(&mut self.listing);
        if let Some(register) = self.register() {
            listing.take_heads(register);
        }
        self.listing = listing;
    }

    /// Asks a worker to fold all texts, unless those that are there are true.
    pub fn fold_texts(&mut self) -> Option<Effect> {
        if self.listing.folding {
            return None;
        }
        let register = self.register()?.clone();
        let older = self.listing.texts.clone();
        if older.as_ref().is_some_and(|texts| texts.are_of(&register, self.look.lang)) {
            return None;
        }
        self.listing.folding = true;
        Some(Effect::Fold { register, lang: self.look.lang, older })
    }

    /// Whether the list depends on what is found in the register or on where git stands.
    pub fn list_follows(&self) -> bool {
        self.listing.order(self.kind).by == Sort::Findings || !self.filter.is_empty()
    }
}

impl Listing {
    fn take_heads(&mut self, register: &Register) {
        if !self.all_heads {
            self.heads.refresh(register, &Kind::ALL);
            self.all_heads = true;
        }
    }

    fn make(&mut self, known: &Known<'_>, kind: Kind, lang: Lang, model: &Model) {
        let order = self.order(kind);
        let same = self.made == Some((kind, lang, order));
        let old: HashMap<&RecordId, &Arc<Row>> = match same && order.by != Sort::Findings {
            true => self.all.iter().map(|row| (&row.id, row)).collect(),
            false => HashMap::new(),
        };
        let mut kept = 0;
        let readable = known.register.of(kind).map(|record| {
            let same = |row: &&&Arc<Row>| row.record.as_ref().is_some_and(|r| Arc::ptr_eq(r, record));
            if let Some(row) = old.get(&record.id).filter(same) {
                kept += 1;
                return Arc::clone(row);
            }
            let tally = model.worst.get(&record.id).map_or((0, 0), |t| (t.errors, t.warnings));
            Arc::new(Row {
                id: record.id.clone(),
                title: record.title(lang).to_owned(),
                reference: record.fields.text("ref").unwrap_or_default().to_owned(),
                broken: false,
                record: Some(record.clone()),
                rank: sort::rank(record, order, tally, lang),
            })
        });
        let mut all: Vec<Arc<Row>> = readable.collect();
        let files = known.workspace.iter().flat_map(|ws| ws.files().filter(|id| !ws.is_record_modified(id)));
        all.extend(files.filter(|id| id.kind == kind && !known.register.contains(id)).map(|id| {
            Arc::new(Row {
                id: id.clone(),
                title: id.path(),
                reference: String::new(),
                broken: true,
                record: None,
                rank: sort::unread(&id.path()),
            })
        }));
        // Where every row is the one that was there, so is their order.
        if !same || kept < all.len() || kept < self.all.len() {
            all.sort_by(|a, b| sort::compare(&a.rank, &b.rank, order).then_with(|| a.id.cmp(&b.id)));
            self.all = all;
        }
        self.made = Some((kind, lang, order));
    }
}
