//! A rule: what it says, by which text and since when, and how it is found.

use chrono::NaiveDate;

use super::case::Case;
use super::found::Found;
use crate::model::message::{Text, text};
use crate::model::{Change, Finding, Group, Kind, Severity};

/// One rule of the check. Its code is never used again for another, its name never changes.
pub struct Rule {
    /// The stable code, as `RGPD-A06-04`.
    pub code: &'static str,
    /// The English name by which it is waived, as `legitimate-interest-not-named`: "waive …" reads well.
    pub name: &'static str,
    pub severity: Severity,
    pub part: Part,
    /// What is wrong, in one sentence; a template as in [`Text`].
    pub says: Text,
    /// Why it matters and what the text asks, in a few sentences, for the rule's page.
    pub why: Text,
    /// What to do.
    pub mend: Text,
    pub source: Source,
    /// The days on which it holds.
    pub holds: Holds,
    pub binds: Binds,
    /// It rests on French law or on a list of the CNIL, and binds no organisation that says it is established
    /// elsewhere. Those whose code begins with `FR-` or `LIL-` do anyway.
    pub french: bool,
    pub confidence: Confidence,
    pub on: On,
    /// Pieces of a register that the rule finds fault with; the first is the example of its page.
    pub bad: &'static [&'static str],
    /// The nearest that it must leave alone.
    pub good: &'static [&'static str],
    /// The changes that mend a finding of it, where that takes no judgement.
    pub fix: Option<fn(&Case<'_>, &Finding) -> Vec<Change>>,
}

/// What a rule rests on. A report keeps what Art. 30 itself asks apart from all else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// What the record of processing activities must contain.
    Article30,
    /// Other obligations: legal basis, information, rights, processors, transfers, prospecting…
    Obligations,
    /// The register as a set of files: what can be read, and agrees with itself.
    Register,
}

impl Rule {
    /// What cannot be read, or is wrong with a waiver, is no rule of law to be set aside.
    pub fn may_be_waived(&self) -> bool {
        !matches!(self.on, On::Reading)
    }
}

impl Part {
    pub const ALL: [Part; 3] = [Part::Article30, Part::Obligations, Part::Register];

    /// The part of a finding: that of its rule, else what the code itself says.
    pub fn of(code: &str) -> Part {
        match super::rules::get(code) {
            Some(rule) => rule.part,
            None if code.starts_with("RGPD-A30-") => Part::Article30,
            None if code.starts_with("REG-") || code.starts_with("TOML-") => Part::Register,
            None => Part::Obligations,
        }
    }

    /// The stable English word of JSON.
    pub fn word(self) -> &'static str {
        match self {
            Part::Article30 => "article30",
            Part::Obligations => "obligations",
            Part::Register => "register",
        }
    }

    pub fn label(self) -> Text {
        match self {
            Part::Article30 => text("Article\u{a0}30", "Article\u{a0}30"),
            Part::Obligations => text("Autres obligations", "Other obligations"),
            Part::Register => text("Les fichiers du registre", "The files of the register"),
        }
    }
}

impl Confidence {
    /// The stable English word of JSON.
    pub fn word(self) -> &'static str {
        match self {
            Confidence::Medium => "medium",
            Confidence::High => "high",
        }
    }
}

/// The text that a rule applies.
#[derive(Clone, Copy, Debug)]
pub struct Source {
    /// The articles, in the notation of the field table: `6(1)(f), LIL 85`.
    pub article: &'static str,
    /// Decisions, guidelines and judgments, cited in either language; may be empty.
    pub texts: Text,
    pub url: &'static str,
}

/// How sure we are of the legal fact. A rule of medium confidence says that it is to be verified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confidence {
    Medium,
    High,
}

/// A day of the law, as year, month, day.
pub type Day = (i32, u32, u32);

/// From which day to which a rule holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holds {
    /// The first day.
    pub since: Day,
    /// The last day; `None`: still in force.
    pub until: Option<Day>,
}

/// The GDPR applies since 25 May 2018 (Art. 99(2)).
pub const GDPR: Holds = since(2018, 5, 25);

/// In force since this day.
pub const fn since(year: i32, month: u32, day: u32) -> Holds {
    Holds { since: (year, month, day), until: None }
}

/// The consolidated text of the GDPR.
pub const GDPR_URL: &str = "https://eur-lex.europa.eu/eli/reg/2016/679/oj";

/// Articles of the GDPR alone.
pub const fn gdpr(article: &'static str) -> Source {
    Source { article, texts: Text { fr: "", en: "" }, url: GDPR_URL }
}

/// Whose duty it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binds {
    Anyone,
    /// Controllers alone: on a sheet of what is done for clients the duty is the client's.
    Controllers,
}

/// How a rule is found.
#[derive(Clone, Copy)]
pub enum On {
    /// By looking at each record of this kind.
    Record(Kind, fn(&Case<'_>, &mut Found<'_>)),
    /// The same for records of several kinds, in which the same is said: transfers.
    Records(&'static [Kind], fn(&Case<'_>, &mut Found<'_>)),
    /// A field of a record of this kind that is due when this is so, and has no answer ("none" is no answer).
    Due(Kind, &'static str, fn(&Case<'_>) -> bool),
    /// The same in each row under a key: rows, field, when.
    DueInRows(Kind, &'static str, &'static str, fn(&Case<'_>, &Group) -> bool),
    /// By looking at the organisation's record with the whole register behind it.
    Register(fn(&Case<'_>, &mut Found<'_>)),
    /// By the field table: what Art. 30 demands (`article30`).
    Fields,
    /// While a file is read (`store`), or by a check that is no rule of law (references, waivers).
    Reading,
}

/// What most rules have in common, to be completed: `Rule { code: …, ..RULE }`.
pub const RULE: Rule = Rule {
    code: "",
    name: "",
    severity: Severity::Error,
    part: Part::Obligations,
    says: Text { fr: "", en: "" },
    why: Text { fr: "", en: "" },
    mend: Text { fr: "", en: "" },
    source: gdpr(""),
    holds: GDPR,
    binds: Binds::Anyone,
    french: false,
    confidence: Confidence::High,
    on: On::Reading,
    bad: &[],
    good: &[],
    fix: None,
};

/// The same of a duty that controllers alone have.
pub const OF_CONTROLLERS: Rule = Rule { binds: Binds::Controllers, ..RULE };

impl Rule {
    /// Whether it is one of French law, which binds no organisation that says it is established elsewhere.
    pub fn is_french(&self) -> bool {
        self.french || self.code.starts_with("FR-") || self.code.starts_with("LIL-")
    }

    /// Whether a person means it by this word: its name or its code, in whatever case.
    pub fn is_called(&self, word: &str) -> bool {
        self.name.eq_ignore_ascii_case(word) || self.code.eq_ignore_ascii_case(word)
    }
}

impl On {
    /// Whether a record of this kind is looked at, by itself.
    pub fn looks_at(&self, kind: Kind) -> bool {
        match self {
            On::Record(of, _) | On::Due(of, ..) | On::DueInRows(of, ..) => *of == kind,
            On::Records(kinds, _) => kinds.contains(&kind),
            On::Register(_) | On::Fields | On::Reading => false,
        }
    }

    /// The kind of record that is looked at, the first of several; `None` where the rule is found otherwise.
    pub fn kind(&self) -> Option<Kind> {
        match self {
            On::Record(kind, _) | On::Due(kind, ..) | On::DueInRows(kind, ..) => Some(*kind),
            On::Records(kinds, _) => kinds.first().copied(),
            On::Register(_) => Some(Kind::Organisation),
            On::Fields | On::Reading => None,
        }
    }
}

impl Holds {
    /// Whether a rule holds on a day.
    pub fn on(&self, day: NaiveDate) -> bool {
        let at = |(y, m, d): Day| NaiveDate::from_ymd_opt(y, m, d);
        at(self.since).is_none_or(|first| first <= day)
            && self.until.is_none_or(|last| at(last).is_none_or(|last| day <= last))
    }
}
