//! The state of a register in figures, each with the places that it counts.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use super::deadlines::{Deadline, deadlines};
use crate::model::vocabulary::STATUSES;
use crate::model::{
    Finding, Group, Kind, Path, Period, Record, RecordId, Register, Role, Severity, Term, Value,
};

/// How many days ahead a review is said to be near.
pub const NEAR: u64 = 90;

/// A place in the register: a field, or a whole record where the path is the root.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub record: RecordId,
    pub path: Path,
}

impl Place {
    fn new(record: &RecordId, path: Path) -> Place {
        Place { record: record.clone(), path }
    }
}

/// The state of a register.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Overview {
    /// How many records of each kind could be read.
    pub kinds: Vec<(Kind, usize)>,
    /// The activities of each status, in the order of its list; those that say none at the end.
    pub statuses: Vec<(Option<&'static Term>, Vec<RecordId>)>,
    pub findings: Found,
    pub reviews: Reviews,
    pub transfers: Transfers,
    pub retention: Retention,
    /// The records of each kind that nothing refers to.
    pub unused: Vec<(Kind, Vec<RecordId>)>,
    /// The processors whose contract has no day of signature.
    pub unsigned: Vec<RecordId>,
}

/// What the check found, counted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// From the worst, those of which there are none left out.
    pub severities: Vec<(Severity, usize)>,
    /// By the article that asks, empty for what no text asks; the most findings first, the worst before.
    pub articles: Vec<(&'static str, Tally)>,
}

/// How many findings of each severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub errors: usize,
    pub warnings: usize,
    pub advice: usize,
}

impl Tally {
    /// Counts one more.
    pub fn count(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Advice => self.advice += 1,
        }
    }

    pub fn total(self) -> usize {
        self.errors + self.warnings + self.advice
    }
}

/// The reviews that are due.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reviews {
    pub overdue: Vec<Deadline>,
    /// Within [`NEAR`] days.
    pub near: Vec<Deadline>,
    /// The sheets in force of which no review is planned and none can be reckoned.
    pub unplanned: Vec<Place>,
}

/// What the sheets say of transfers outside the Union.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Transfers {
    /// By country, the most transfers first; those that name none at the end.
    pub countries: Vec<Country>,
    /// The activities that say that there are none.
    pub none: Vec<RecordId>,
    /// Those that do not say whether there are any.
    pub unknown: Vec<RecordId>,
}

/// The transfers to one country.
#[derive(Clone, Debug, PartialEq)]
pub struct Country {
    pub country: Option<&'static Term>,
    /// What they rest on, as the sheets say it; those that do not at the end.
    pub mechanisms: Vec<(Option<&'static Term>, Vec<Place>)>,
}

impl Country {
    pub fn total(&self) -> usize {
        self.mechanisms.iter().map(|(_, places)| places.len()).sum()
    }
}

/// How long data is kept.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Retention {
    /// The data without a retention rule, activity by activity, where neither the purposes nor a written
    /// reason answer instead.
    pub unruled: Vec<Place>,
    /// The rules by what becomes of the data at the end, the most rules first; those that do not say at the end.
    pub finals: Vec<(Option<&'static Term>, Vec<RecordId>)>,
    /// The rules with their active period, the longest first.
    pub longest: Vec<(RecordId, Period)>,
}

impl Retention {
    /// How many activities have data without a rule.
    pub fn activities(&self) -> usize {
        self.unruled.iter().map(|p| &p.record).collect::<BTreeSet<_>>().len()
    }
}

/// Looks the register over.
pub fn overview(register: &Register, findings: &[Finding], today: NaiveDate) -> Overview {
    let unused = |kind: Kind| {
        let all = register.of(kind).map(|r| &r.id);
        (kind, all.filter(|id| register.users(id).is_empty()).cloned().collect())
    };
    Overview {
        kinds: Kind::ALL.into_iter().map(|k| (k, register.of(k).count())).collect(),
        statuses: statuses(register),
        findings: found(findings),
        reviews: reviews(register, today),
        transfers: transfers(register),
        retention: retention(register),
        unused: [Kind::Purpose, Kind::Retention, Kind::Processor].into_iter().map(unused).collect(),
        unsigned: register.of(Kind::Processor).filter(|r| !is_signed(r)).map(|r| r.id.clone()).collect(),
    }
}

fn is_signed(processor: &Record) -> bool {
    processor.fields.group("contract").is_some_and(|c| c.date("signed_on").is_some())
}

/// The activities of each status, in the order of its list; those that say none at the end.
pub fn statuses(register: &Register) -> Vec<(Option<&'static Term>, Vec<RecordId>)> {
    let with = |status: Option<&'static Term>| {
        let of = register.of(Kind::Activity).filter(|r| r.fields.choice("status") == status);
        (status, of.map(|r| r.id.clone()).collect::<Vec<_>>())
    };
    let all = STATUSES.terms.iter().map(Some).chain([None]);
    all.map(with).filter(|(_, ids)| !ids.is_empty()).collect()
}

fn found(findings: &[Finding]) -> Found {
    let count = |s: Severity| findings.iter().filter(|f| f.severity == s).count();
    let severities = [Severity::Error, Severity::Warning, Severity::Advice];
    let mut articles: BTreeMap<&'static str, Tally> = BTreeMap::new();
    for finding in findings {
        articles.entry(finding.article).or_default().count(finding.severity);
    }
    let mut articles: Vec<_> = articles.into_iter().collect();
    articles.sort_by_key(|(_, t)| std::cmp::Reverse((t.total(), t.errors, t.warnings)));
    Found {
        severities: severities.into_iter().map(|s| (s, count(s))).filter(|(_, n)| *n > 0).collect(),
        articles,
    }
}

fn reviews(register: &Register, today: NaiveDate) -> Reviews {
    let all = deadlines(register, today);
    let near = today.checked_add_days(Days::new(NEAR)).unwrap_or(NaiveDate::MAX);
    let dated: Vec<Deadline> = all.dated.into_iter().filter(|d| d.what.is_review() && d.on <= near).collect();
    let (overdue, near) = dated.into_iter().partition(|d| d.on < today);
    let undated = all.undated.into_iter().filter(|u| u.what.is_review());
    Reviews { overdue, near, unplanned: undated.map(|u| Place { record: u.record, path: u.path }).collect() }
}

fn transfers(register: &Register) -> Transfers {
    let mut found = Transfers::default();
    let sheets = register.iter().filter(|r| matches!(r.id.kind, Kind::Activity | Kind::Processor));
    for record in sheets {
        match record.fields.get("transfers") {
            Some(Value::Rows(rows)) => {
                for (name, row) in rows.iter() {
                    let path = Path::root().join("transfers").join(name);
                    found.put(row, Place::new(&record.id, path.clone()));
                    // What the recipient passes on leaves the Union as well.
                    for (next, onward) in row.rows("onward") {
                        found.put(onward, Place::new(&record.id, path.join("onward").join(next)));
                    }
                }
            }
            Some(_) if record.id.kind == Kind::Activity => found.none.push(record.id.clone()),
            None if record.id.kind == Kind::Activity => found.unknown.push(record.id.clone()),
            _ => {}
        }
    }
    let last = |term: Option<&'static Term>| term.is_none();
    for country in &mut found.countries {
        country.mechanisms.sort_by_key(|(m, places)| (last(*m), std::cmp::Reverse(places.len())));
    }
    found.countries.sort_by_key(|c| (last(c.country), std::cmp::Reverse(c.total())));
    found
}

impl Transfers {
    fn put(&mut self, row: &Group, place: Place) {
        let (country, mechanism) = (row.choice("country"), row.choice("mechanism"));
        let at = self.countries.iter().position(|c| c.country == country).unwrap_or_else(|| {
            self.countries.push(Country { country, mechanisms: Vec::new() });
            self.countries.len() - 1
        });
        let Some(of_country) = self.countries.get_mut(at) else { return };
        match of_country.mechanisms.iter_mut().find(|(m, _)| *m == mechanism) {
            Some((_, places)) => places.push(place),
            None => of_country.mechanisms.push((mechanism, vec![place])),
        }
    }
}

fn retention(register: &Register) -> Retention {
    let mut found = Retention::default();
    for record in register.of(Kind::Activity) {
        found.unruled.extend(unruled(register, record));
    }
    for rule in register.of(Kind::Retention) {
        let last = rule.fields.choice("final");
        match found.finals.iter_mut().find(|(f, _)| *f == last) {
            Some((_, rules)) => rules.push(rule.id.clone()),
            None => found.finals.push((last, vec![rule.id.clone()])),
        }
        if let Some(active) = rule.fields.period("active") {
            found.longest.push((rule.id.clone(), active));
        }
    }
    found.finals.sort_by_key(|(f, rules)| (f.is_none(), std::cmp::Reverse(rules.len())));
    found.longest.sort_by_key(|(_, period)| std::cmp::Reverse(period.hours_about()));
    found
}

/// The data of an activity that no retention rule covers. What Art. 30 does not ask for (the processor's role),
/// what a written reason excuses and what the purposes answer for is covered.
fn unruled(register: &Register, record: &Record) -> Vec<Place> {
    let fields = &record.fields;
    let answered = fields.get("retention_not_possible_reason").is_some_and(|v| *v != Value::None);
    if record.role() == Role::Processor || answered || purposes_rule(register, record) {
        return Vec::new();
    }
    let rows = |key: &'static str| {
        let at = Path::root().join(key);
        fields.rows(key).filter(|(_, row)| row.reference("retention").is_none()).map(move |(name, _)| {
            let path = at.join(name).join("retention");
            Place::new(&record.id, path)
        })
    };
    rows("data").chain(rows("special_categories")).collect()
}

/// Whether each purpose of an activity has a retention rule of its own.
fn purposes_rule(register: &Register, record: &Record) -> bool {
    let mut purposes = record.fields.refs("purposes").peekable();
    let ruled =
        |id| register.find(Kind::Purpose, id).is_some_and(|p| p.fields.reference("retention").is_some());
    purposes.peek().is_some() && purposes.all(ruled)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ops::testing::{day, register};

    fn of(files: &[(&str, &str)]) -> Overview {
        overview(&register(files), &[], day("2026-11-23"))
    }

    fn names(ids: &[RecordId]) -> Vec<&str> {
        ids.iter().map(|r| r.id.as_str()).collect()
    }

    #[test]
    fn records_are_counted_by_kind_and_activities_by_status() {
        let seen = of(&[
            ("register.toml", "name = \"A\"\n"),
            ("activities/a.toml", "status = \"draft\"\n"),
            ("activities/b.toml", "status = \"active\"\n"),
            ("activities/c.toml", "status = \"draft\"\n"),
            ("activities/d.toml", "name = \"D\"\n"),
        ]);
        assert_eq!(seen.kinds[..3], [(Kind::Organisation, 1), (Kind::Activity, 4), (Kind::Purpose, 0)]);
        let said: Vec<_> =
            seen.statuses.iter().map(|(s, ids)| (s.map_or("-", |t| t.id), names(ids))).collect();
        assert_eq!(said, [("draft", vec!["a", "c"]), ("active", vec!["b"]), ("-", vec!["d"])]);
    }

    #[test]
    fn findings_are_counted_by_severity_and_by_article() {
        let register =
            register(&[("register.toml", "name = \"A\"\n"), ("activities/a.toml", "name = \"A\"\n")]);
        let seen = crate::check::check(&register, NaiveDate::from_ymd_opt(2026, 11, 23).unwrap());
        let found = found(&seen);
        let total: usize = found.severities.iter().map(|(_, n)| n).sum();
        assert_eq!(total, seen.len());
        assert_eq!(found.articles.iter().map(|(_, t)| t.total()).sum::<usize>(), seen.len());
        assert_eq!(found.severities[0].0, Severity::Error);
        assert!(found.articles.windows(2).all(|w| w[0].1.total() >= w[1].1.total()));
    }

    #[test]
    fn reviews_are_overdue_near_or_unplanned() {
        let seen = of(&[
            ("activities/a.toml", "next_review_on = 2026-11-22\n"),
            ("activities/b.toml", "next_review_on = 2027-02-21\n"),
            ("activities/c.toml", "next_review_on = 2027-02-22\n"),
            ("activities/d.toml", "name = \"D\"\n"),
        ]);
        assert_eq!(seen.reviews.overdue.len(), 1);
        assert_eq!(seen.reviews.near.iter().map(|d| d.record.id.as_str()).collect::<Vec<_>>(), ["b"]);
        assert_eq!(seen.reviews.unplanned.iter().map(|p| p.record.id.as_str()).collect::<Vec<_>>(), ["d"]);
    }

    #[test]
    fn transfers_are_told_by_country_and_by_what_they_rest_on() {
        let transfers = "[transfers.x]\ncountry = \"US\"\nmechanism = \"scc\"\n\n[transfers.y]\ncountry = \"US\"\n\n[transfers.z]\ncountry = \"IN\"\nmechanism = \"scc\"\n\n[transfers.z.onward.v]\ncountry = \"SG\"\n\n[transfers.w]\nrecipient = \"?\"\n";
        let seen = of(&[
            ("activities/a.toml", transfers),
            ("activities/b.toml", "transfers = \"none\"\n"),
            ("activities/c.toml", "name = \"C\"\n"),
            ("processors/p.toml", "[transfers.x]\ncountry = \"US\"\nmechanism = \"scc\"\n"),
            ("processors/q.toml", "transfers = \"none\"\n"),
        ]);
        let said: Vec<_> = seen
            .transfers
            .countries
            .iter()
            .map(|c| {
                let on: Vec<_> =
                    c.mechanisms.iter().map(|(m, p)| (m.map_or("-", |t| t.id), p.len())).collect();
                (c.country.map_or("-", |t| t.id), on)
            })
            .collect();
        assert_eq!(
            said,
            [
                ("US", vec![("scc", 2), ("-", 1)]),
                ("IN", vec![("scc", 1)]),
                ("SG", vec![("-", 1)]),
                ("-", vec![("-", 1)])
            ]
        );
        let onward = seen.transfers.countries[2].mechanisms[0].1[0].path.to_string();
        assert_eq!(onward, "transfers.z.onward.v");
        assert_eq!((names(&seen.transfers.none), names(&seen.transfers.unknown)), (vec!["b"], vec!["c"]));
    }

    #[test]
    fn data_without_a_rule_is_counted_unless_something_else_answers() {
        let data = "[data.x]\nretention = \"r\"\n\n[data.y]\nitems = [\"a\"]\n\n[special_categories.z]\nretention = \"none\"\n";
        let seen = of(&[
            ("activities/a.toml", data),
            ("activities/b.toml", &format!("retention_not_possible_reason = \"x\"\n\n{data}")),
            ("activities/c.toml", &format!("role = \"processor\"\n\n{data}")),
            ("activities/d.toml", &format!("purposes = [\"p\"]\n\n{data}")),
            ("purposes/p.toml", "retention = \"r\"\n"),
            ("retention/r.toml", "active = \"P1Y\"\n"),
        ]);
        let unruled: Vec<String> = seen.retention.unruled.iter().map(|p| p.path.to_string()).collect();
        assert_eq!(unruled, ["data.y.retention", "special_categories.z.retention"]);
        assert_eq!(seen.retention.activities(), 1);
    }

    #[test]
    fn rules_are_told_by_fate_and_by_length() {
        let seen = of(&[
            ("retention/a.toml", "active = \"P13M\"\nfinal = \"delete\"\n"),
            ("retention/b.toml", "active = \"P1Y\"\nfinal = \"delete\"\n"),
            ("retention/c.toml", "words = \"jusqu’à la radiation\"\n"),
            ("retention/d.toml", "active = \"P400D\"\nfinal = \"anonymise\"\n"),
        ]);
        let fates: Vec<_> =
            seen.retention.finals.iter().map(|(f, r)| (f.map_or("-", |t| t.id), r.len())).collect();
        assert_eq!(fates, [("delete", 2), ("anonymise", 1), ("-", 1)]);
        let longest: Vec<_> = seen.retention.longest.iter().map(|(r, _)| r.id.as_str()).collect();
        assert_eq!(longest, ["d", "a", "b"]);
    }

    #[test]
    fn what_nothing_refers_to_is_unused_and_an_unsigned_contract_is_named() {
        let seen = of(&[
            ("activities/a.toml", "purposes = [\"p\"]\n"),
            ("purposes/p.toml", "retention = \"r\"\n"),
            ("purposes/q.toml", "name = \"Q\"\n"),
            ("retention/r.toml", "name = \"R\"\n"),
            ("processors/signed.toml", "[contract]\nsigned_on = 2026-01-01\n"),
            ("processors/unsigned.toml", "[contract]\nref = \"C-1\"\n"),
            (
                "processors/without.toml",
                "contract = \"none\"\n\n[subprocessors.me]\nprocessor = \"without\"\n",
            ),
        ]);
        let unused: Vec<_> = seen.unused.iter().map(|(k, ids)| (*k, names(ids))).collect();
        assert_eq!(
            unused,
            [
                (Kind::Purpose, vec!["q"]),
                (Kind::Retention, vec![]),
                (Kind::Processor, vec!["signed", "unsigned", "without"])
            ]
        );
        assert_eq!(names(&seen.unsigned), ["unsigned", "without"]);
    }
}
