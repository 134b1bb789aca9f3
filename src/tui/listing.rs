//! The list of a kind: its rows in order, what the filter leaves of them, and what may be typed next in it.
//! A row is made once for as long as its record does not change; a key in the filter only asks them again.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::model::{Finding, Kind, Lang, Record, RecordId, Register};
use crate::ops::Workspace;
use crate::ops::query::complete::{Completer, Completion};
use crate::ops::query::sort::{self, Order, Rank, Sort};
use crate::ops::query::{Heads, Mistake, Query, Scope, Texts};
use crate::tui::model::{GitView, Model};

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
    /// All texts of the register, once they were folded.
    pub texts: Option<Texts>,
    orders: BTreeMap<Kind, Order>,
    /// What in the filter is not understood.
    pub mistakes: Vec<Mistake>,
    /// What may be typed next, while the filter is being typed.
    pub completion: Completion,
    /// The value that Tab put there, as a place among those proposed.
    pub turn: Option<usize>,
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
struct Known<'a> {
    register: &'a Register,
    workspace: Option<&'a Workspace>,
    findings: &'a [Finding],
    git: Option<&'a GitView>,
}

impl Known<'_> {
    fn is_modified(&self, id: &RecordId) -> bool {
        self.workspace.is_some_and(|ws| ws.is_record_modified(id))
            || self.git.is_some_and(|git| git.records.contains(id))
    }
}

impl Model {
    fn known(&self) -> Option<Known<'_>> {
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

    /// Asks the filter of the rows again, after a change of the filter or of what it asks about.
    pub fn filter_again(&mut self) {
        let query = Query::parse(self.filter.text());
        let mut listing = std::mem::take(&mut self.listing);
        let rows = self.known().map(|known| {
            if query.is_empty() {
                return (listing.all.clone(), query.mistakes.clone());
            }
            listing.take_heads(known.register);
            let modified = |id: &RecordId| known.is_modified(id);
            let scope = self.scope(&known, &modified, &listing);
            let sieve = query.sieve(self.kind, &scope);
            let holds = |row: &&Arc<Row>| match &row.record {
                Some(record) => sieve.holds(record),
                None => sieve.holds_file(&row.id),
            };
            (listing.all.iter().filter(holds).cloned().collect(), sieve.mistakes)
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

    fn scope<'a>(
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
