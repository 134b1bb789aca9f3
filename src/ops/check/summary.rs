//! What was found, counted: by part of the law, by record, by article.

use std::collections::BTreeMap;

use crate::check::rule::Part;
use crate::model::{Finding, RecordId};
pub use crate::ops::overview::Tally;

/// What was found, counted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// What Art. 30 asks apart from all else; each part is there, with zeros where nothing was found.
    pub parts: Vec<(Part, Tally)>,
    /// The records with the most errors first; `None`: what is about no record.
    pub records: Vec<(Option<RecordId>, Tally)>,
    /// Of each part the articles (empty: no text asks) with the most errors first.
    pub articles: Vec<(Part, &'static str, Tally)>,
}

/// Counts findings.
pub fn summary<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Summary {
    let mut parts: BTreeMap<Part, Tally> = Part::ALL.into_iter().map(|p| (p, Tally::default())).collect();
    let mut records: BTreeMap<Option<RecordId>, Tally> = BTreeMap::new();
    let mut articles: BTreeMap<(Part, &'static str), Tally> = BTreeMap::new();
    for finding in findings {
        let part = Part::of(finding.code);
        parts.entry(part).or_default().count(finding.severity);
        records.entry(finding.record.clone()).or_default().count(finding.severity);
        articles.entry((part, finding.article)).or_default().count(finding.severity);
    }
    let worst = |t: &Tally| std::cmp::Reverse((t.errors, t.warnings, t.advice));
    let mut records: Vec<_> = records.into_iter().collect();
    records.sort_by_key(|(_, t)| worst(t));
    let mut articles: Vec<_> = articles.into_iter().map(|((part, article), t)| (part, article, t)).collect();
    articles.sort_by_key(|(part, _, t)| (*part, worst(t)));
    Summary { parts: parts.into_iter().collect(), records, articles }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::check;
    use crate::ops::testing::{day, id, register};

    #[test]
    fn article_30_is_counted_apart_and_the_worst_record_stands_first() {
        let register = register(&[
            (
                "register.toml",
                "name = \"A\"\naddress = \"x\"\neu_representative = \"none\"\ndpo = \"none\"\n",
            ),
            ("activities/a.toml", "name = \"A\"\nstatus = \"active\"\n"),
            ("purposes/b.toml", "name = \"B\"\n"),
            ("purposes/c.toml", "name = \"C\"\nlegal_basis = \"contract\"\n"),
        ]);
        let found = check(&register, day("2026-11-23"));
        let seen = summary(&found);
        let of = |part: Part| seen.parts.iter().find(|(p, _)| *p == part).unwrap().1;
        assert!(of(Part::Article30).errors > 3 && of(Part::Obligations).errors >= 1, "{seen:?}");
        assert_eq!(seen.parts.iter().map(|(_, t)| t.total()).sum::<usize>(), found.len());
        assert_eq!(seen.records[0].0, Some(id("activities/a.toml")));
        let order: Vec<_> = seen.articles.iter().map(|(part, _, t)| (*part, usize::MAX - t.errors)).collect();
        assert!(order.is_sorted(), "{order:?}");
    }
}
