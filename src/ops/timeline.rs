//! How long data is kept: what an activity, a purpose or a rule says, period by period.

use super::overview::Place;
use super::uses::{Use, uses};
use crate::model::{Group, Kind, Path, Period, Record, RecordId, Register, Term, Value};

/// How long a period is, as far as the sheet says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// Not known yet.
    Unknown,
    /// None, and somebody looked.
    None,
    For(Period),
}

impl Length {
    fn of(value: Option<&Value>) -> Length {
        match value {
            Some(Value::Period(period)) => Length::For(*period),
            Some(_) => Length::None,
            None => Length::Unknown,
        }
    }

    /// About how many hours; nothing where there is no period.
    pub fn hours(self) -> u64 {
        match self {
            Length::For(period) => period.hours_about(),
            _ => 0,
        }
    }
}

/// What a retention rule says.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    pub id: RecordId,
    /// The event from which the period runs, in the sheet's words, else its nature.
    pub trigger: Option<String>,
    pub trigger_kind: Option<&'static Term>,
    pub active: Length,
    pub archive: Length,
    /// The event from which the archive runs, where it does not simply follow the active period.
    pub archive_from: Option<String>,
    pub last: Option<&'static Term>,
    /// The period, or what determines it, as it was written.
    pub words: Option<String>,
}

impl Rule {
    fn of(record: &Record) -> Rule {
        let fields = &record.fields;
        let text = |key: &str| fields.text(key).map(str::to_owned);
        Rule {
            id: record.id.clone(),
            trigger: text("trigger"),
            trigger_kind: fields.choice("trigger_kind"),
            active: Length::of(fields.get("active")),
            archive: Length::of(fields.get("archive")),
            archive_from: text("archive_from"),
            last: fields.choice("final"),
            words: text("words"),
        }
    }

    /// Whether the archive begins where the active period ends, and so is drawn after it.
    pub fn is_archive_next(&self) -> bool {
        self.archive_from.is_none() && matches!(self.active, Length::For(_))
    }

    /// About how many hours the longest of what is drawn of it lasts.
    pub fn hours(&self) -> u64 {
        match self.is_archive_next() {
            true => self.active.hours().saturating_add(self.archive.hours()),
            false => self.active.hours().max(self.archive.hours()),
        }
    }
}

/// Under which rule something is kept.
#[derive(Clone, Debug, PartialEq)]
pub enum Held {
    Rule(Rule),
    /// A rule is named and is not in the register.
    Missing(RecordId),
    /// None, and somebody looked.
    None,
    /// Not known yet.
    Unknown,
}

/// Something that is kept, and how long.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// The field that names the rule; the rule itself where it stands for itself.
    pub place: Place,
    pub held: Held,
}

/// How long all that a record speaks of is kept.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Timeline {
    /// The categories of data of an activity.
    pub data: Vec<Bar>,
    /// Its special categories.
    pub special: Vec<Bar>,
    /// Its purposes that have a rule of their own; the purpose itself.
    pub purposes: Vec<Bar>,
    /// The rule itself; all rules of the register, the longest first.
    pub rules: Vec<Bar>,
    /// Why no period is given.
    pub reason: Option<String>,
    /// Who uses the rule.
    pub users: Vec<Use>,
}

impl Timeline {
    /// About how many hours the longest bar lasts.
    pub fn hours(&self) -> u64 {
        let bars = [&self.data, &self.special, &self.purposes, &self.rules].into_iter().flatten();
        let hours = bars.map(|b| if let Held::Rule(rule) = &b.held { rule.hours() } else { 0 });
        hours.max().unwrap_or(0)
    }
}

/// Whether records of this kind speak of time at all.
pub fn speaks_of_time(kind: Kind) -> bool {
    kind != Kind::Processor
}

/// How long what `id` speaks of is kept: its data, its rule, or all rules for the organisation. `None` for a
/// record that is not there or speaks of no period.
pub fn timeline(register: &Register, id: &RecordId) -> Option<Timeline> {
    if !speaks_of_time(id.kind) {
        return None;
    }
    let record = register.get(id)?;
    let mut out = Timeline::default();
    match id.kind {
        Kind::Activity => {
            let fields = &record.fields;
            out.data = rows(register, record, "data");
            out.special = rows(register, record, "special_categories");
            out.reason = fields.text("retention_not_possible_reason").map(str::to_owned);
            let purposes = fields.refs("purposes").filter_map(|p| register.find(Kind::Purpose, p));
            out.purposes = purposes
                .filter(|p| p.fields.get("retention").is_some())
                .map(|p| purpose(register, p))
                .collect();
        }
        Kind::Purpose => out.purposes = vec![purpose(register, record)],
        Kind::Retention => {
            out.rules = vec![itself(record)];
            out.users = uses(register, id).direct;
        }
        _ => {
            out.rules = register.of(Kind::Retention).map(|rule| itself(rule)).collect();
            let hours = |b: &Bar| if let Held::Rule(rule) = &b.held { rule.hours() } else { 0 };
            out.rules.sort_by_key(|b| std::cmp::Reverse(hours(b)));
        }
    }
    Some(out)
}

fn itself(rule: &Record) -> Bar {
    let place = Place { record: rule.id.clone(), path: Path::root() };
    Bar { place, held: Held::Rule(Rule::of(rule)) }
}

fn purpose(register: &Register, purpose: &Record) -> Bar {
    let place = Place { record: purpose.id.clone(), path: Path::root().join("retention") };
    Bar { place, held: held(register, &purpose.fields) }
}

fn rows(register: &Register, record: &Record, key: &str) -> Vec<Bar> {
    let at = Path::root().join(key);
    let bar = |(name, row): (&str, &Group)| Bar {
        place: Place { record: record.id.clone(), path: at.join(name).join("retention") },
        held: held(register, row),
    };
    record.fields.rows(key).map(bar).collect()
}

fn held(register: &Register, group: &Group) -> Held {
    match group.get("retention") {
        Some(Value::Ref(id)) => {
            let id = RecordId::new(Kind::Retention, id.clone());
            match register.get(&id) {
                Some(rule) => Held::Rule(Rule::of(rule)),
                None => Held::Missing(id),
            }
        }
        Some(_) => Held::None,
        None => Held::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ops::testing::{id, register};

    fn sample() -> Register {
        register(&[
            ("register.toml", "name = \"A\"\n"),
            (
                "activities/a.toml",
                "purposes = [\"p\", \"q\"]\n\n[data.x]\nretention = \"r\"\n\n[data.y]\nretention = \"none\"\n\n[data.z]\nitems = [\"a\"]\n\n[special_categories.w]\nretention = \"lost\"\n",
            ),
            ("purposes/p.toml", "retention = \"from\"\n"),
            ("purposes/q.toml", "name = \"Q\"\n"),
            (
                "retention/r.toml",
                "trigger = \"Départ\"\nactive = \"P3Y\"\narchive = \"P5Y\"\nfinal = \"delete\"\n",
            ),
            ("retention/from.toml", "active = \"P2Y\"\narchive = \"P5Y\"\narchive_from = \"Livraison\"\n"),
            ("retention/words.toml", "words = \"jusqu’à la radiation\"\nactive = \"none\"\n"),
            ("processors/s.toml", "name = \"S\"\n"),
        ])
    }

    #[test]
    fn an_activity_tells_its_data_its_special_data_and_its_purposes() {
        let seen = timeline(&sample(), &id("activities/a.toml")).unwrap();
        let held: Vec<&Held> = seen.data.iter().map(|b| &b.held).collect();
        assert!(matches!(held[..], [Held::Rule(_), Held::None, Held::Unknown]), "{held:?}");
        assert!(matches!(&seen.special[0].held, Held::Missing(id) if id.id.as_str() == "lost"));
        assert_eq!(seen.data[0].place.path.to_string(), "data.x.retention");
        assert_eq!(seen.purposes.len(), 1);
        assert_eq!(seen.hours() / 24 / 365, 8);
    }

    #[test]
    fn an_archive_with_an_event_of_its_own_does_not_follow() {
        let register = sample();
        let rule = |name: &str| Rule::of(register.get(&id(name)).unwrap());
        let (next, own, words) =
            (rule("retention/r.toml"), rule("retention/from.toml"), rule("retention/words.toml"));
        assert!(next.is_archive_next() && !own.is_archive_next() && !words.is_archive_next());
        assert_eq!(next.hours() / 24 / 365, 8);
        assert_eq!(own.hours() / 24 / 365, 5);
        assert_eq!((words.hours(), words.active, words.archive), (0, Length::None, Length::Unknown));
    }

    #[test]
    fn a_rule_tells_itself_and_who_uses_it_and_the_organisation_all_rules() {
        let register = sample();
        let of_rule = timeline(&register, &id("retention/r.toml")).unwrap();
        assert_eq!((of_rule.rules.len(), of_rule.users.len()), (1, 1));
        let of_all = timeline(&register, &id("register.toml")).unwrap();
        let ids: Vec<&str> = of_all.rules.iter().map(|b| b.place.record.id.as_str()).collect();
        assert_eq!(ids, ["r", "from", "words"]);
        let of_purpose = timeline(&register, &id("purposes/q.toml")).unwrap();
        assert!(matches!(of_purpose.purposes[0].held, Held::Unknown));
        assert_eq!(timeline(&register, &id("processors/s.toml")), None);
        assert_eq!(timeline(&register, &id("activities/gone.toml")), None);
    }
}
