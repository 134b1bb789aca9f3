//! What falls due, and when: reviews, ends of contracts and of services, impact assessments, certificates.

use chrono::{Datelike as _, Days, Months, NaiveDate};

use crate::model::{Group, Kind, Path, Period, Record, RecordId, Register, date, review};

/// What falls due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// The review of the register as a whole.
    RegisterReview,
    /// The review of a sheet.
    Review,
    /// The review of an impact assessment; without a day, one that is still to be made.
    Dpia,
    /// The planned end of an activity.
    End,
    /// The end of what is done for a client.
    Service,
    /// The end of a processor's contract.
    Contract,
    /// The expiry of a certificate.
    Certificate,
    /// The expiry of a certificate for hosting health data.
    HealthCertificate,
}

impl What {
    /// The stable English word of JSON.
    pub fn word(self) -> &'static str {
        match self {
            What::RegisterReview => "register_review",
            What::Review => "review",
            What::Dpia => "dpia",
            What::End => "end",
            What::Service => "service",
            What::Contract => "contract",
            What::Certificate => "certificate",
            What::HealthCertificate => "health_certificate",
        }
    }

    pub fn is_review(self) -> bool {
        matches!(self, What::RegisterReview | What::Review)
    }
}

/// One thing that falls due on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Deadline {
    pub on: NaiveDate,
    pub what: What,
    pub record: RecordId,
    /// The field that says so, or the one from which the day is reckoned.
    pub path: Path,
    /// The day is not written: it follows from the last review and the register's cadence.
    pub reckoned: bool,
    /// The sheet's own words, where the day was read in a text.
    pub words: Option<String>,
}

/// Something that is to be done, on no day that the register tells.
#[derive(Clone, Debug, PartialEq)]
pub struct Undated {
    pub what: What,
    pub record: RecordId,
    /// Where the day would be written.
    pub path: Path,
}

/// All that falls due, the earliest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Deadlines {
    pub dated: Vec<Deadline>,
    pub undated: Vec<Undated>,
}

/// How near a day is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
    Overdue,
    ThisMonth,
    /// The three months after this one.
    NextMonths,
    Later,
}

impl When {
    pub const ALL: [When; 4] = [When::Overdue, When::ThisMonth, When::NextMonths, When::Later];

    /// How near `on` is, seen from `today`.
    pub fn of(on: NaiveDate, today: NaiveDate) -> When {
        let months = |d: NaiveDate| d.year() * 12 + d.month0() as i32;
        match months(on) - months(today) {
            _ if on < today => When::Overdue,
            0 => When::ThisMonth,
            1..=3 => When::NextMonths,
            _ => When::Later,
        }
    }

    /// The stable English word of JSON.
    pub fn word(self) -> &'static str {
        match self {
            When::Overdue => "overdue",
            When::ThisMonth => "this_month",
            When::NextMonths => "next_months",
            When::Later => "later",
        }
    }
}

impl Deadlines {
    /// Those of one distance.
    pub fn when(&self, when: When, today: NaiveDate) -> impl Iterator<Item = &Deadline> {
        self.dated.iter().filter(move |d| When::of(d.on, today) == when)
    }

    /// Those overdue and those of the next `days`, today included; what has no day stays away.
    pub fn within(mut self, days: u32, today: NaiveDate) -> Deadlines {
        let last = today.checked_add_days(Days::new(days.into())).unwrap_or(NaiveDate::MAX);
        self.dated.retain(|d| d.on <= last);
        self.undated.clear();
        self
    }
}

/// Everything that falls due in a register. What is over and concerns nobody any more is left out: an ended
/// activity, the past contract of a processor that no activity in force uses.
pub fn deadlines(register: &Register, today: NaiveDate) -> Deadlines {
    let cadence = review::cadence(register);
    let mut found = Deadlines::default();
    for record in register.iter() {
        match record.id.kind {
            Kind::Organisation => {
                if let Some(on) = review::next(record.fields.date("reviewed_on"), cadence) {
                    found.reckon(on, What::RegisterReview, record, "reviewed_on");
                }
            }
            Kind::Activity if status(record) != Some("ended") => activity(record, cadence, &mut found),
            Kind::Processor => {
                let from = if is_used(register, &record.id) { NaiveDate::MIN } else { today };
                processor(record, from, &mut found);
            }
            _ => {}
        }
    }
    found.dated.sort_by(|a, b| (a.on, a.what, &a.record, &a.path).cmp(&(b.on, b.what, &b.record, &b.path)));
    found
}

impl Deadlines {
    fn put(&mut self, on: NaiveDate, what: What, record: &Record, path: Path) {
        let record = record.id.clone();
        self.dated.push(Deadline { on, what, record, path, reckoned: false, words: None });
    }

    fn reckon(&mut self, on: NaiveDate, what: What, record: &Record, key: &str) {
        let (record, path) = (record.id.clone(), Path::root().join(key));
        self.dated.push(Deadline { on, what, record, path, reckoned: true, words: None });
    }

    fn without(&mut self, what: What, record: &Record, path: Path) {
        self.undated.push(Undated { what, record: record.id.clone(), path });
    }
}

fn status(record: &Record) -> Option<&'static str> {
    record.fields.choice("status").map(|t| t.id)
}

fn activity(record: &Record, cadence: Option<Period>, found: &mut Deadlines) {
    let fields = &record.fields;
    let at = |key: &str| Path::root().join(key);
    match review::day(record, cadence) {
        Some((on, "next_review_on")) => found.put(on, What::Review, record, at("next_review_on")),
        Some((on, key)) => found.reckon(on, What::Review, record, key),
        // A draft is under work.
        None if status(record) == Some("draft") => {}
        None => found.without(What::Review, record, at("next_review_on")),
    }
    if let Some(on) = fields.date("ended_on") {
        found.put(on, What::End, record, at("ended_on"));
    }
    if let Some(dpia) = fields.group("dpia") {
        let done = dpia.date("done_on");
        let to_do = matches!(dpia.choice("decision").map(|t| t.id), Some("required" | "in_progress"));
        match dpia.date("review_on").filter(|on| done.is_none_or(|d| d < *on)) {
            Some(on) => found.put(on, What::Dpia, record, at("dpia").join("review_on")),
            None if to_do => found.without(What::Dpia, record, at("dpia").join("decision")),
            None => {}
        }
    }
    for (name, client) in fields.rows("clients") {
        if let Some(on) = client.date("ends_on") {
            found.put(on, What::Service, record, at("clients").join(name).join("ends_on"));
        }
    }
}

/// What falls due of a processor, from a day on.
fn processor(record: &Record, from: NaiveDate, found: &mut Deadlines) {
    let fields = &record.fields;
    let at = |key: &str| Path::root().join(key);
    let contract = fields.group("contract").and_then(|c: &Group| c.date("ends_on"));
    if let Some(on) = contract.filter(|on| *on >= from) {
        found.put(on, What::Contract, record, at("contract").join("ends_on"));
    }
    if let Some(on) = fields.date("hds_expires").filter(|on| *on >= from) {
        found.put(on, What::HealthCertificate, record, at("hds_expires"));
    }
    for words in fields.items("certifications").iter().filter_map(|v| v.as_text()) {
        if let Some(on) = expiry(words).filter(|on| *on >= from) {
            let (record, path) = (record.id.clone(), at("certifications"));
            let words = Some(words.to_owned());
            found.dated.push(Deadline { on, what: What::Certificate, record, path, reckoned: false, words });
        }
    }
}

/// The day on which a certificate expires, as people write it: "ISO/IEC 27001 jusqu’au 30/06/2027". A day
/// that the words do not call an end is none: a report may be *of* a day.
fn expiry(words: &str) -> Option<NaiveDate> {
    let lower = words.to_lowercase().replace('\u{2019}', "'");
    let ends = ["jusqu'au ", "expire le ", "échéance ", "échéance : ", "until ", "expires on ", "expires "];
    ends.iter().find_map(|end| {
        let (_, after) = lower.split_once(end)?;
        let word = after.split_whitespace().next()?;
        date::parse(word.trim_end_matches(['.', ',', ';', ')']))
    })
}

/// Whether an activity in force uses a processor, by whatever field.
fn is_used(register: &Register, processor: &RecordId) -> bool {
    let in_force = |id: &RecordId| {
        id.kind == Kind::Activity && register.get(id).is_some_and(|r| status(r) != Some("ended"))
    };
    register.users(processor).iter().any(in_force)
}

/// The first day of the month of `day`, moved by `by` months; `None` past the calendar's ends.
pub fn month(day: NaiveDate, by: i32) -> Option<NaiveDate> {
    let first = day.with_day(1)?;
    let months = Months::new(by.unsigned_abs());
    if by < 0 { first.checked_sub_months(months) } else { first.checked_add_months(months) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Id, Value, fields_of};
    use crate::ops::testing::{day, register};

    fn told(files: &[(&str, &str)], today: &str) -> Vec<String> {
        let found = deadlines(&register(files), day(today));
        let dated = found.dated.iter().map(|d| {
            let how = if d.reckoned { " reckoned" } else { "" };
            format!("{} {} {} {}{how}", d.on, d.what.word(), d.record, d.path)
        });
        let undated = found.undated.iter().map(|u| format!("- {} {} {}", u.what.word(), u.record, u.path));
        dated.chain(undated).collect()
    }

    const YEARLY: (&str, &str) = ("register.toml", "name = \"A\"\nreview_cadence = \"P1Y\"\n");

    #[test]
    fn a_review_is_due_on_its_day_else_one_cadence_after_the_last() {
        let planned = ("activities/a.toml", "reviewed_on = 2026-01-10\nnext_review_on = 2026-06-01\n");
        let kept = ("activities/b.toml", "reviewed_on = 2026-02-28\nnext_review_on = 2026-01-01\n");
        let reckoned = ("activities/c.toml", "reviewed_on = 2026-03-01\n");
        let never = ("activities/d.toml", "name = \"D\"\n");
        let new = ("activities/g.toml", "created_on = 2026-04-01\n");
        let draft = ("activities/e.toml", "status = \"draft\"\ncreated_on = 2020-01-01\n");
        let ended = ("activities/f.toml", "status = \"ended\"\nnext_review_on = 2026-01-01\n");
        assert_eq!(
            told(&[YEARLY, planned, kept, reckoned, never, new, draft, ended], "2026-05-01"),
            [
                "2026-06-01 review activity/a next_review_on",
                "2027-02-28 review activity/b reviewed_on reckoned",
                "2027-03-01 review activity/c reviewed_on reckoned",
                "2027-04-01 review activity/g created_on reckoned",
                "- review activity/d next_review_on",
            ]
        );
        // Without a cadence nothing can be reckoned.
        assert_eq!(told(&[reckoned], "2026-05-01"), ["- review activity/c next_review_on"]);
    }

    #[test]
    fn the_register_as_a_whole_has_its_review() {
        let organisation = "name = \"A\"\nreview_cadence = \"P6M\"\nreviewed_on = 2026-08-31\n";
        assert_eq!(
            told(&[("register.toml", organisation)], "2026-09-01"),
            ["2027-02-28 register_review organisation/register reviewed_on reckoned"]
        );
        let nothing = organisation.replace("P6M", "PT0S");
        assert_eq!(told(&[("register.toml", &nothing)], "2026-09-01"), Vec::<String>::new());
    }

    #[test]
    fn an_assessment_is_due_when_it_is_to_be_made_or_seen_again() {
        let of = |dpia: &str| {
            told(&[("activities/a.toml", &format!("status = \"draft\"\n\n[dpia]\n{dpia}"))], "2026-01-01")
        };
        assert_eq!(of("decision = \"required\"\n"), ["- dpia activity/a dpia.decision"]);
        assert_eq!(of("decision = \"done\"\ndone_on = 2025-01-01\n"), Vec::<String>::new());
        assert_eq!(of("review_on = 2028-01-01\n"), ["2028-01-01 dpia activity/a dpia.review_on"]);
        assert_eq!(of("review_on = 2025-01-01\ndone_on = 2025-02-01\n"), Vec::<String>::new());
    }

    #[test]
    fn contracts_certificates_services_and_ends_are_due() {
        let activity = "status = \"draft\"\nended_on = 2027-01-01\nprocessors = [\"p\"]\n\n[clients.ville]\nends_on = 2026-12-31\n";
        let processor = "hds_expires = 2026-03-01\ncertifications = [\"ISO/IEC 27001 jusqu’au 30/06/2027\", \"SOC 2, rapport du 30/06/2026\", \"HDS until 2026-09-01.\"]\n\n[contract]\nends_on = 2025-02-13\n";
        let all = [("activities/a.toml", activity), ("processors/p.toml", processor)];
        assert_eq!(
            told(&all, "2026-05-01"),
            [
                "2025-02-13 contract processor/p contract.ends_on",
                "2026-03-01 health_certificate processor/p hds_expires",
                "2026-09-01 certificate processor/p certifications",
                "2026-12-31 service activity/a clients.ville.ends_on",
                "2027-01-01 end activity/a ended_on",
                "2027-06-30 certificate processor/p certifications",
            ]
        );
        // What is past of a processor that nobody uses any more is due to nobody.
        assert_eq!(
            told(&[("processors/p.toml", processor)], "2026-05-01"),
            [
                "2026-09-01 certificate processor/p certifications",
                "2027-06-30 certificate processor/p certifications"
            ]
        );
    }

    #[test]
    fn days_are_grouped_by_how_near_they_are() {
        let today = day("2026-11-23");
        for (on, when) in [
            ("2026-11-22", When::Overdue),
            ("2026-11-01", When::Overdue),
            ("2026-11-23", When::ThisMonth),
            ("2026-11-30", When::ThisMonth),
            ("2026-12-01", When::NextMonths),
            ("2027-02-28", When::NextMonths),
            ("2027-03-01", When::Later),
            ("9999-12-31", When::Later),
        ] {
            assert_eq!(When::of(day(on), today), when, "{on}");
        }
    }

    #[test]
    fn a_horizon_keeps_what_is_overdue() {
        let a = ("activities/a.toml", "next_review_on = 2026-01-01\n");
        let b = ("activities/b.toml", "next_review_on = 2026-05-31\n");
        let c = ("activities/c.toml", "next_review_on = 2026-06-01\n");
        let d = ("activities/d.toml", "name = \"D\"\n");
        let today = day("2026-05-01");
        let near = deadlines(&register(&[a, b, c, d]), today).within(30, today);
        assert_eq!(near.dated.len(), 2);
        assert!(near.undated.is_empty());
        assert_eq!(deadlines(&register(&[a, b, c, d]), today).within(u32::MAX, today).dated.len(), 3);
    }

    #[test]
    fn a_set_date_comes_before_the_cadence() {
        let mut register = Register::new();
        let mut activity = Record::new(RecordId::new(Kind::Activity, Id::parse("paie").unwrap()));
        let set = |record: &mut Record, key: &str, value: Value| {
            record.fields.set(fields_of(record.id.kind), key, value).unwrap();
        };
        assert!(!review::is_due(&activity, &register, day("2026-06-01")), "no cadence is said");
        let mut organisation = Record::new(RecordId::organisation());
        set(&mut organisation, "review_cadence", Value::Period(Period::parse("P1Y").unwrap()));
        register.insert(organisation);
        assert!(review::is_due(&activity, &register, day("2026-06-01")), "never reviewed");
        set(&mut activity, "reviewed_on", Value::Date(day("2025-09-01")));
        assert!(!review::is_due(&activity, &register, day("2026-06-01")));
        assert!(review::is_due(&activity, &register, day("2026-09-01")));
        set(&mut activity, "next_review_on", Value::Date(day("2026-05-01")));
        assert!(review::is_due(&activity, &register, day("2026-06-01")));
        assert!(!review::is_due(&activity, &register, day("2026-04-30")));
    }
}
