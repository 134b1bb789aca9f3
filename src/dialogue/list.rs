//! Lists of records and of findings, a page at a time, by number.

use super::Go;
use super::session::Session;
use super::texts as t;
use super::words::{BACK, NEXT, PREVIOUS, after, is, is_number, number};
use crate::i18n::format::article;
use crate::model::{Finding, Kind, Record, RecordId, Severity};
use crate::ops::query::Query;
use crate::ops::query::select::{Selection, order, select};
use crate::ops::query::sort::Order;

/// How many lines are said at a time.
pub const PAGE: usize = 20;

const ALL: &[&str] = &["tout", "tous", "toutes", "all"];
const FILTER: &[&str] = &["f", "filtre", "filtrer", "filter"];
const SORT: &[&str] = &["tri", "trier", "sort"];

impl Session<'_> {
    /// The records of a kind.
    pub fn list(&mut self, kind: Kind) -> Go {
        let (mut filter, mut by, mut from): (String, Option<Order>, usize) = Default::default();
        let mut say = true;
        let mut said: Vec<RecordId> = Vec::new();
        loop {
            let Some(ids) = self.selected(kind, &filter, by)? else {
                filter.clear();
                continue;
            };
            if from >= ids.len() {
                from = 0;
            }
            // What was said and still is so is not said again: whoever comes back knows it.
            if say || said != ids {
                self.say_records(kind, &ids, from, &filter)?;
                said.clone_from(&ids);
            }
            say = true;
            let typed =
                self.command(&t::ASK_LIST.msg(), &[t::HELP_LIST, t::HELP_FILTER])?.unwrap_or_default();
            if typed.is_empty() {
                continue;
            }
            if is(&typed, BACK) {
                return Ok(());
            }
            if let Some(index) = number(&typed, ids.len()) {
                self.records(&ids, index, None)?;
                say = false;
            } else if is_number(&typed) {
                self.no_such_number(ids.len())?;
                say = false;
            } else if is(&typed, NEXT) {
                if from + PAGE < ids.len() {
                    from += PAGE;
                } else {
                    self.say(t::LAST_PAGE.msg())?;
                    say = false;
                }
            } else if is(&typed, PREVIOUS) {
                from = from.saturating_sub(PAGE);
            } else if is(&typed, ALL) {
                (filter, by, from) = (String::new(), None, 0);
            } else if let Some(word) = after(&typed, SORT) {
                match order(word, false) {
                    Ok(order) => (by, from) = (Some(order), 0),
                    Err(error) => {
                        self.say_error(&error)?;
                        say = false;
                    }
                }
            } else {
                (filter, from) = (after(&typed, FILTER).unwrap_or(&typed).to_owned(), 0);
            }
        }
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

    fn say_records(&mut self, kind: Kind, ids: &[RecordId], from: usize, filter: &str) -> Go {
        let of = ids.len();
        let head = if filter.is_empty() { t::LIST_HEAD } else { t::LIST_HEAD_FILTERED };
        self.say(head.msg().with("kind", kind.plural()).with("n", of).with("filter", filter))?;
        let to = (from + PAGE).min(of);
        if of > PAGE {
            self.say(t::LIST_PART.msg().with("from", from + 1).with("to", to).with("of", of))?;
        }
        for (i, id) in ids.iter().enumerate().take(to).skip(from) {
            let words = self.record_words(id);
            self.say_numbered(i, &words)?;
        }
        if to < of { self.say(t::MORE_FOLLOW.msg().with("n", of - to)) } else { Ok(()) }
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

    /// What is found, the worst first; a number leads to its field.
    pub fn findings_list(&mut self) -> Go {
        let mut from = 0;
        let mut say = true;
        let mut said: Vec<Finding> = Vec::new();
        loop {
            let mut findings = self.findings().to_vec();
            findings.sort_by_key(|f| std::cmp::Reverse(f.severity));
            let of = findings.len();
            if of == 0 {
                return self.say(t::NOTHING_FOUND.msg());
            }
            from = from.min(of - 1);
            if say || said != findings {
                said.clone_from(&findings);
                let tally = self.tally(&findings).unwrap_or_default();
                self.say(t::FINDINGS_HEAD.msg().with("said", tally))?;
                let to = (from + PAGE).min(of);
                for (i, finding) in findings.iter().enumerate().take(to).skip(from) {
                    let words = self.finding_words(finding);
                    self.say_numbered(i, &words)?;
                }
                if to < of {
                    self.say(t::MORE_FOLLOW.msg().with("n", of - to))?;
                }
            }
            say = true;
            let typed = self.command(&t::ASK_FINDING.msg(), &[t::HELP_FINDINGS])?.unwrap_or_default();
            if is(&typed, BACK) {
                return Ok(());
            } else if let Some(index) = number(&typed, of) {
                let finding = &findings[index];
                match &finding.record {
                    Some(id) if self.register().contains(id) => {
                        let (id, path) = (id.clone(), finding.path.clone());
                        self.records(&[id], 0, Some(path))?;
                    }
                    _ => {
                        let file = finding.file.clone();
                        self.say(t::MEND_BY_HAND.msg().with("file", file))?;
                    }
                }
                say = false;
            } else if is(&typed, NEXT) {
                if from + PAGE < of {
                    from += PAGE;
                } else {
                    self.say(t::LAST_PAGE.msg())?;
                    say = false;
                }
            } else if is(&typed, PREVIOUS) {
                from = from.saturating_sub(PAGE);
            } else if !typed.is_empty() {
                match is_number(&typed) {
                    true => self.no_such_number(of)?,
                    false => self.not_understood(&typed)?,
                }
                say = false;
            }
        }
    }

    /// A finding with its place, unless it begins with the name of the field itself.
    fn finding_words(&self, finding: &Finding) -> String {
        let message = self.aloud(&finding.message);
        let place = match &finding.record {
            Some(id) => {
                let label =
                    if finding.path.is_root() { String::new() } else { self.label(id, &finding.path) };
                match label.is_empty() || message.starts_with(&label) {
                    true => self.title(id),
                    false => t::PLACE.msg().with("title", self.title(id)).with("label", label).get(self.lang),
                }
            }
            None => finding.file.clone(),
        };
        let said = t::FINDING_AT.msg().with("severity", finding.severity.label()).with("place", place);
        said.with("message", message).get(self.lang)
    }

    /// Says a finding of the field at hand: what, what to do, who asks.
    pub fn say_finding(&mut self, finding: &Finding) -> Go {
        let severity: Severity = finding.severity;
        let said = t::FINDING.msg().with("severity", severity.label());
        let message = self.aloud(&finding.message);
        self.say(said.with("message", message))?;
        if let Some(hint) = &finding.hint {
            self.say(t::HINT.msg().with("hint", hint.clone()))?;
        }
        if !finding.article.is_empty() {
            let article = article(finding.article, self.lang);
            self.say(t::ARTICLE.msg().with("article", article))?;
        }
        Ok(())
    }
}
